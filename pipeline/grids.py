"""Small tables that a user writes by hand, as rows of cells: CSV with any separator, or the first sheet of an Excel file."""

import csv
import io
import re
import warnings
from pathlib import Path
from zipfile import BadZipFile

from pipeline.decoding import clean_line, decode
from pipeline.errors import InputError

MOST_ROWS, MOST_COLUMNS = 100_000, 40
_LARGEST_FILE, _LONGEST_CELL = 20_000_000, 2_000
_GUARD = re.compile(r"^'(?= *[=+\-@\t\r])")
_DELIMITERS = ",;\t|"


def grid(path: str | Path, content: bytes | None, example: str) -> list[list[str]]:
    """The rows of a table that hold something, the names of its columns first, each as long as these.

    Args:
        path: the file; its ending tells Excel from text.
        content: its bytes where they are at hand already.
        example: the hint where the file is no such table.

    Raises:
        InputError: the file is not there, too large, no table, or has no row below the names of its columns.

    Example:
        >>> grid("outlets.csv", b"outlet;country\\nBay Post;Norland\\n", "")
        [['outlet', 'country'], ['Bay Post', 'Norland']]
    """
    path = Path(path)
    content = _content(path) if content is None else content
    if len(content) > _LARGEST_FILE:
        raise InputError(str(path), "is larger than any table of outlets", example)
    is_workbook = path.suffix.lower() in (".xlsx", ".xlsm") or content[:4] == b"PK\x03\x04"
    found = _sheet(path, content) if is_workbook else _lines(decode(content)[0])
    rows = [[_GUARD.sub("", clean_line(cell))[:_LONGEST_CELL] for cell in row] for row in found]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        raise InputError(str(path), "has no row below the names of its columns", example)
    width = max(i for i, name in enumerate(rows[0]) if name) + 1
    if width > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise InputError(str(path), f"has more than {MOST_COLUMNS} columns or {MOST_ROWS:,} rows", example)
    return [(row + [""] * width)[:width] for row in rows]


def _content(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be opened ({error.strerror or error})", "check the name of the file") from error


def _lines(text: str) -> list[list[str]]:
    """The cells of a text whose columns stand between the separator that its first line has most of."""
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    try:
        return list(csv.reader(lines, delimiter=max(_DELIMITERS, key=first.count)))
    except csv.Error:
        return []


def _sheet(path: Path, content: bytes) -> list[list[str]]:
    """The cells of the first sheet that has a row of two cells or more."""
    import openpyxl
    from lxml import etree

    broken = (BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError, SyntaxError, etree.LxmlError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations, which are not read
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            for sheet in book.worksheets:
                found = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=2 * MOST_COLUMNS)
                rows = [[_text(cell) for cell in row] for row in found]
                if any(sum(map(bool, row)) > 1 for row in rows):
                    return rows
    except broken as error:
        raise InputError(str(path), f"is no whole spreadsheet ({str(error)[:200]})", "open it in its program and save it anew") from error
    return []


def _text(cell: object) -> str:
    """A cell of a workbook as text; whole numbers without a point."""
    if cell is None:
        return ""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
