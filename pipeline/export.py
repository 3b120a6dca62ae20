"""The tables of a data set as files that other programs read."""

from collections.abc import Iterable
from pathlib import Path

from pipeline import store
from pipeline.store import Dataset
from pipeline.tables import TABLES


def export(dataset: Dataset, folder: str | Path, names: Iterable[str] = ()) -> list[Path]:
    """Write tables into a folder, one Parquet file a table; returns the files."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in list(names) or TABLES:
        path = folder / f"{name}.parquet"
        path.write_bytes(store.table_bytes(dataset.table(name)))
        written.append(path)
    return written
