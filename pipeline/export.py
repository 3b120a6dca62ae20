"""The tables of a data set as files that other programs read: Parquet, CSV, Excel, JSON."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from pipeline import store
from pipeline.errors import DatasetError
from pipeline.store import Dataset
from pipeline.tables import MOMENT, TABLES, TEXT

# What a spreadsheet would take for a formula, and so might run.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Text of which a spreadsheet keeps fifteen digits, or what 10^5 makes of it: one id in two thousand looks like that.
_LONG_NUMBER = r"[0-9]{16,}|[0-9]+[eE][0-9]+"
SHEET_ROWS, CELL_CHARACTERS = 1_048_575, 32_767
_WRITTEN = datetime(2000, 1, 1)  # Excel files carry a date of making; a fixed one keeps equal tables equal


@dataclass(frozen=True)
class Exported:
    """One file written, and what a reader of it must know."""

    path: Path
    n_rows: int
    note: str = ""


def export(dataset: Dataset, folder: str | Path, form: str = "parquet", names: Iterable[str] = ()) -> list[Exported]:
    """Write tables into a folder, one file a table; a file of the same name is replaced whole.

    Args:
        dataset: the data set.
        folder: where to write; made if it is not there.
        form: a name of `FORMS`.
        names: tables to write, all if none is named.

    Raises:
        DatasetError: the folder cannot be written, there is no such table, or a table has more rows than a sheet.
    """
    folder, names = Path(folder), list(names) or list(TABLES)
    if (folder / store.POINTER).exists():
        raise DatasetError(folder, "is a data set itself", "name another folder for the exported files")
    chosen = {name: dataset.table(name) for name in names}
    for name, rows in chosen.items() if form == "xlsx" else ():
        if len(rows) > SHEET_ROWS:
            excess = f"its table {name} has {len(rows):,} rows, a sheet of Excel {SHEET_ROWS:,}"
            raise DatasetError(dataset.folder, excess, "export it as csv or parquet")
    with store.disk_errors(folder, "the files written so far are whole"):
        folder.mkdir(parents=True, exist_ok=True)
        return [_exported(rows, folder / f"{name}.{form}", FORMS[form]) for name, rows in chosen.items()]


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
    written = _with_text_moments(rows)
    for column in [c for c in written.columns if written[c].dtype == TEXT]:
        written[column] = escaped(written[column])
    written.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    return ""


def _write_json(rows: pd.DataFrame, path: Path) -> str:
    """A JSON array of objects; moments as ISO 8601 in UTC, unknown as null."""
    _with_text_moments(rows).to_json(path, orient="records", force_ascii=False, indent=1, double_precision=15)
    return ""


def _write_xlsx(rows: pd.DataFrame, path: Path) -> str:
    """An Excel file of one sheet, no text run as a formula or turned into a link; says where a cell was too small."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True,
               "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    cut = {c: int((rows[c].str.len() > CELL_CHARACTERS).sum()) for c in rows.columns if rows[c].dtype == TEXT}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": _WRITTEN})
        sheet = book.add_worksheet(path.name.split(".")[1])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(rows.columns), book.add_format({"bold": True}))
        for number, values in enumerate(zip(*(_cells(rows[c]) for c in rows.columns), strict=True), start=1):
            for column, value in enumerate(values):
                if value is not None:
                    sheet.write(number, column, value)
    return "; ".join(f"{n} cells of {c} were cut, a cell of Excel holds {CELL_CHARACTERS:,} characters" for c, n in cut.items() if n)


def _cells(column: pd.Series) -> list:
    """Values that Excel can hold; unknown is an empty cell."""
    if column.dtype == MOMENT:
        column = column.dt.tz_localize(None).astype(object)
    values = [None if is_empty else value for value, is_empty in zip(column.tolist(), column.isna(), strict=True)]
    return [_fitting(value) if isinstance(value, str) else value for value in values]


def _fitting(text: str) -> str:
    """A text no longer than a cell; one that was cut says so at its end."""
    if len(text) <= CELL_CHARACTERS:
        return text
    mark = f" […cut, {len(text):,} characters in all]"
    return text[:CELL_CHARACTERS - len(mark)] + mark


def escaped(column: pd.Series) -> pd.Series:
    """Text that a spreadsheet shows as it is: an apostrophe before what it would run, and before an id that it would round.

    Example:
        >>> list(escaped(pd.Series(["=1+1", "plain", "-5", "1949", "7130294856170293", "71302948561702e5"], dtype="str")))
        ["'=1+1", 'plain', "'-5", '1949', "'7130294856170293", "'71302948561702e5"]
    """
    is_changed = column.str.startswith(_FORMULA_STARTS, na=False) | column.str.fullmatch(_LONG_NUMBER, na=False)
    return column.mask(is_changed, "'" + column)


def _with_text_moments(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with moments as ISO 8601 text in UTC."""
    moments = [c for c in rows.columns if rows[c].dtype == MOMENT]
    return rows.assign(**{c: rows[c].dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("str") for c in moments})


FORMS: dict[str, Callable[[pd.DataFrame, Path], str]] = {
    "parquet": _write_parquet, "csv": _write_csv, "xlsx": _write_xlsx, "json": _write_json}
