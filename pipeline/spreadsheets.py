"""What a spreadsheet program gets to see: text that it neither runs nor rounds, cells that fit, sheets that are the same each time."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO

import pandas as pd

# What a spreadsheet would take for a formula, and so might run; some skip spaces before they look.
_FORMULA = r" *[=+\-@\t\r]"
# Text of which a spreadsheet keeps fifteen digits, or what 10^5 makes of it: one id in two thousand looks like that.
_LONG_NUMBER = r"[0-9]{16,}|[0-9]+[eE][0-9]+"
SHEET_ROWS, CELL_CHARACTERS = 1_048_575, 32_767
_WRITTEN = datetime(2000, 1, 1)  # Excel files carry a date of making; a fixed one keeps equal tables equal
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True,
            "default_date_format": "yyyy-mm-dd hh:mm:ss"}
_WRITABLE = (bool, int, float, datetime, type(None))
_WIDEST, _NARROWEST, _ROWS_LOOKED_AT = 60, 10, 50


def escaped(column: pd.Series) -> pd.Series:
    """Text that a spreadsheet shows as it is: an apostrophe before what it would run, and before an id that it would round.

    Example:
        >>> list(escaped(pd.Series(["=1+1", "plain", " -5", "1949", "7130294856170293", "71302948561702e5"], dtype="str")))
        ["'=1+1", 'plain', "' -5", '1949', "'7130294856170293", "'71302948561702e5"]
    """
    text = column.where(column.map(lambda value: isinstance(value, str))).astype("str") if column.dtype == object else column
    is_changed = (text.str.match(_FORMULA, na=False) | text.str.fullmatch(_LONG_NUMBER, na=False)).to_numpy(bool)
    return column.mask(is_changed, "'" + text) if is_changed.any() else column


def csv_text(rows: pd.DataFrame) -> str:
    """The rows as CSV that a spreadsheet opens right once it is written as UTF-8 with its mark; moments as ISO 8601 in UTC.

    Example:
        >>> csv_text(pd.DataFrame({"title": ["=1+1", "Ferry"]})).split()
        ['title', "'=1+1", 'Ferry']
    """
    safe = {name: escaped(column) if _is_text(column) else column for name, column in with_text_moments(rows).items()}
    named = pd.DataFrame(safe, columns=list(safe), index=rows.index)
    named.columns = list(escaped(pd.Series(list(safe), dtype="str")))
    return named.to_csv(index=False, lineterminator="\r\n")


def with_text_moments(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with moments as ISO 8601 text in UTC."""
    moments = [name for name, column in rows.items() if isinstance(column.dtype, pd.DatetimeTZDtype)]
    return rows.assign(**{name: rows[name].dt.strftime("%Y-%m-%dT%H:%M:%SZ").astype("str") for name in moments})


def write_workbook(sheets: Mapping[str, pd.DataFrame], target: str | IO[bytes]) -> None:
    """Write an Excel file: no text is run as a formula or turned into a link, a text too long for its cell says so at its end.

    Args:
        sheets: name of each sheet and its rows, at most `SHEET_ROWS`.
        target: path or open file.
    """
    import xlsxwriter  # loaded by those who write a workbook, not by every page of the dashboard

    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"created": _WRITTEN})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(rows.columns):
                sheet.set_column(place, place, _width(rows[column]))
            sheet.write_row(0, 0, [str(column) for column in rows.columns], book.add_format({"bold": True}))
            for number, values in enumerate(zip(*(_cells(rows[c]) for c in rows.columns), strict=True), start=1):
                for column, value in enumerate(values):
                    if value is not None:
                        sheet.write(number, column, value)


def cut_cells(rows: pd.DataFrame) -> str:
    """Which cells a sheet of Excel cuts, in words; empty where none."""
    cut = {c: int((rows[c].str.len() > CELL_CHARACTERS).sum()) for c in rows.columns if pd.api.types.is_string_dtype(rows[c])}
    return "; ".join(f"{n} cells of {c} were cut, a cell of Excel holds {CELL_CHARACTERS:,} characters" for c, n in cut.items() if n)


def _is_text(column: pd.Series) -> bool:
    """Whether a column may hold text."""
    return pd.api.types.is_string_dtype(column) or column.dtype == object


def _width(column: pd.Series) -> int:
    """A width in characters that lets most of a column be read."""
    longest = max([len(str(column.name)), *(len(str(value)) for value in column.head(_ROWS_LOOKED_AT))])
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _cells(column: pd.Series) -> list:
    """Values that Excel can hold; unknown is an empty cell, a moment stands in UTC without its zone."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_localize(None).astype(object)
    values = [None if is_empty else value for value, is_empty in zip(column.tolist(), column.isna(), strict=True)]
    return [_fitting(value) if isinstance(value, str) else value if isinstance(value, _WRITABLE) else str(value) for value in values]


def _fitting(text: str) -> str:
    """A text no longer than a cell; one that was cut says so at its end."""
    if len(text) <= CELL_CHARACTERS:
        return text
    mark = f" […cut, {len(text):,} characters in all]"
    return text[:CELL_CHARACTERS - len(mark)] + mark
