"""The tables of a data set as files that other programs read: Parquet, CSV, Excel, JSON."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from pipeline import spreadsheets, store
from pipeline.errors import DatasetError
from pipeline.snippets import Snippets
from pipeline.store import Dataset
from pipeline.tables import TABLES

_MOMENT = (2000, 1, 1, 0, 0, 0)  # of every file in a ZIP; a fixed one keeps equal exports equal


@dataclass(frozen=True)
class Exported:
    """One file written, and what a reader of it must know."""

    path: Path
    n_rows: int
    note: str = ""


def export(dataset: Dataset, folder: str | Path, form: str = "parquet", names: Iterable[str] = (), most_words: int = 0) -> list[Exported]:
    """Write tables into a folder or a ZIP, one file a table; a file of the same name is replaced whole.

    Args:
        dataset: the data set.
        folder: where to write, made if it is not there; a ZIP where its name ends in .zip.
        form: a name of `FORMS`.
        names: tables to write, all if none is named.
        most_words: of an article that may stand in a row in any file; 0 for any number.

    Raises:
        DatasetError: the folder cannot be written, there is no such table, or a table has more rows than a sheet.
        SettingsError: the number of words is out of range.
    """
    folder, names = Path(folder), list(names) or list(TABLES)
    if any((place / store.POINTER).exists() for place in (folder, *folder.absolute().parents)):
        raise DatasetError(folder, "is a data set itself, or lies in one", "name another folder for the exported files")
    chosen = {name: dataset.table(name) for name in names}
    for name, rows in chosen.items() if form == "xlsx" else ():
        if len(rows) > spreadsheets.SHEET_ROWS:
            excess = f"its table {name} has {len(rows):,} rows, a sheet of Excel {spreadsheets.SHEET_ROWS:,}"
            raise DatasetError(dataset.folder, excess, "export it as csv or parquet")
    if most_words:
        snippets = Snippets({name: dataset.table(name) for name in ("articles", "removed")}, most_words)
        chosen = {name: snippets.table(name, rows) for name, rows in chosen.items()}
    if folder.suffix.casefold() == ".zip":
        with store.disk_errors(folder, "nothing was written"):
            return _zipped(chosen, folder, form)
    with store.disk_errors(folder, "the files written so far are whole"):
        folder.mkdir(parents=True, exist_ok=True)
        return [_exported(rows, folder / f"{name}.{form}", FORMS[form]) for name, rows in chosen.items()]


def _zipped(chosen: Mapping[str, pd.DataFrame], path: Path, form: str) -> list[Exported]:
    """The tables as files of one ZIP, written whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh, made = path.with_name(f".{path.name}.new"), []
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in chosen.items():
                one = _exported(rows, Path(folder) / f"{name}.{form}", FORMS[form])
                entry = zipfile.ZipInfo(one.path.name, _MOMENT)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                with open(one.path, "rb") as content, archive.open(entry, "w", force_zip64=True) as stream:
                    shutil.copyfileobj(content, stream)
                one.path.unlink()
                made.append(replace(one, path=path / one.path.name))
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    return made


def _exported(rows: pd.DataFrame, path: Path, write: Callable[[pd.DataFrame, Path], str]) -> Exported:
    """One file, written beside its place and then put there."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        note = write(rows, fresh)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    return Exported(path, len(rows), note)


def _write_parquet(rows: pd.DataFrame, path: Path) -> str:
    """Parquet, the same bytes as in the data set."""
    with open(path, "wb") as stream:
        store.write_parquet(rows, stream)
    return ""


def _write_csv(rows: pd.DataFrame, path: Path) -> str:
    """CSV that a spreadsheet opens right: UTF-8 with its mark, no text that it would run or take for a number."""
    path.write_text(spreadsheets.csv_text(rows), encoding="utf-8-sig", newline="")
    return ""


def _write_json(rows: pd.DataFrame, path: Path) -> str:
    """A JSON array of objects; moments as ISO 8601 in UTC, unknown as null."""
    spreadsheets.with_text_moments(rows).to_json(path, orient="records", force_ascii=False, indent=1, double_precision=15)
    return ""


def _write_xlsx(rows: pd.DataFrame, path: Path) -> str:
    """An Excel file of one sheet; says where a cell was too small."""
    spreadsheets.write_workbook({path.name.split(".")[1]: rows}, path)
    return spreadsheets.cut_cells(rows)


FORMS: dict[str, Callable[[pd.DataFrame, Path], str]] = {
    "parquet": _write_parquet, "csv": _write_csv, "xlsx": _write_xlsx, "json": _write_json}
