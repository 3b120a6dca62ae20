"""Results for a whole data set, kept beside its tables: the dashboard opens with them instead of counting everything again.

    DATASET/versions/000001/remembered/<program>-<what was asked for>.parquet

They are of one version of the data set and of one state of the program, and are not looked at by any other. No table, no export and no
digest holds them; the folder can be deleted at any time. Only what took long to make is kept, and no more than `MOST` results.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipeline.store import Dataset, write_parquet

FOLDER = "remembered"
WORTH_SECONDS = 0.2  # of computing; what takes less is made again
MOST = 200  # results; those made first go


def remembered(dataset: Dataset, name: str, options: Mapping, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """A result for the whole data set: the one that is kept, else made now, and kept where it took long and the folder can be written.

    Args:
        dataset: the data set; one without a folder keeps nothing.
        name: what is asked for, such as a measure.
        options: plain values that tell results of one name apart.
        make: gives the result, always the same.
    """
    path = dataset.path(name).parent / FOLDER / f"{_program()}-{_sign(dataset, name, options)}.parquet"
    with suppress(OSError, pa.ArrowException):
        return pd.read_parquet(path)
    begun = time.process_time()
    rows = make()
    if time.process_time() - begun >= WORTH_SECONDS and dataset.path("articles").is_file():
        with suppress(OSError, pa.ArrowException):
            _keep(rows, path)
    return rows


def _keep(rows: pd.DataFrame, path: Path) -> None:
    """Write a result in one step, unless it would be read otherwise than it is."""
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        write_parquet(rows, fresh)
        if not _is_same(pd.read_parquet(fresh), rows):
            return
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    _make_room(path.parent)


def _make_room(folder: Path) -> None:
    """Remove what another state of the program left, and the oldest of too many results."""
    found = sorted(folder.glob("*.parquet"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    own = [file for file in found if file.name.startswith(_program())]
    for old in {*found} - {*own[:MOST]}:
        old.unlink(missing_ok=True)


def _is_same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two frames are equal in values, order, kinds and index."""
    is_alike = one.dtypes.equals(other.dtypes) and one.columns.equals(other.columns) and isinstance(other.index, pd.RangeIndex)
    return is_alike and one.equals(other)


def _sign(dataset: Dataset, name: str, options: Mapping) -> str:
    """What tells a result from all others of this program."""
    asked = json.dumps([dataset.manifest, name, dict(options)], sort_keys=True, default=str)
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@cache
def _program() -> str:
    """What changes when any line of the program that makes tables and measures does."""
    said = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        said.update(path.read_bytes())
    said.update(f"{pd.__version__} {pa.__version__}".encode())
    return said.hexdigest()[:12]
