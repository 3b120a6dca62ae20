"""Spreadsheets as .xlsx: one article a row, columns known by their usual names, in any of its sheets."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from zipfile import BadZipFile

import openpyxl
from lxml import etree

from pipeline.article import InputFile, RawArticle, Record
from pipeline.errors import InputError
from pipeline.readers import _columns, _zipped

NAME = "spreadsheet"
SUFFIXES = (".xlsx", ".xlsm")
_ROWS_ABOVE = 20
_PARTS = re.compile(rb"xl/(?:workbook|styles|sharedStrings|worksheets/|theme/)")
_BROKEN = (BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError, SyntaxError, etree.LxmlError)


def _example() -> bytes:
    """A table of one article."""
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["outlet", "date", "title", "author", "url", "body"])
    book.active.append(["Harlow Herald", "2031-05-04", "Old mill bridge reopens", "Ada Brook", "https://harlowherald.example/bridge",
                        "The old mill bridge opened on Monday."])
    book.save(sink)
    return sink.getvalue()


EXAMPLE = _example()


def recognises(head: bytes, source_file: str) -> int:
    """A zip archive with the suffix of a spreadsheet, or with the parts of one."""
    if not _zipped.is_zip(head):
        return 20 if source_file.endswith(SUFFIXES) else 0
    return 100 if source_file.endswith(SUFFIXES) or _PARTS.search(head) else 0


def records(file: InputFile) -> Iterator[Record]:
    """One record a row of every sheet that has columns of articles."""
    n_sheets = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations, which are not read
            with (_zipped.opened(file) as archive,
                  closing(openpyxl.load_workbook(archive.fp, read_only=True, data_only=True)) as book):
                for sheet in book.worksheets:
                    for number, row in _rows(sheet, file):
                        n_sheets += 1
                        yield Record(NAME, file.source_file, f"sheet {sheet.title} row {number}", row)
    except _BROKEN as error:
        raise InputError(file.source_file, f"is no whole spreadsheet ({str(error)[:200]})",
                         "open it in its program and save it anew") from error
    if not n_sheets:
        raise InputError(file.source_file, "has no sheet with a column of titles or texts and a row below it",
                         "name one column title and one body")


def _rows(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet, file: InputFile) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and cells of each row below the names of the columns, which may stand below a heading."""
    names: list[str] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = list(map(_text, row))
        if not names:
            filled = [cell for cell in cells if cell]
            if len(filled) > 1 and _columns.has_article_columns(filled, file.columns):
                names = cells
            elif number > _ROWS_ABOVE:
                return
        elif any(cells):
            yield number, {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _text(cell: object) -> str:
    """A cell as text: moments as ISO 8601, whole numbers without a point."""
    if cell is None or isinstance(cell, bool):
        return ""
    if hasattr(cell, "isoformat"):
        return cell.isoformat()
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def columns_of(record: Record) -> dict[str, str]:
    """What was taken for what."""
    return _columns.columns_of(record.payload, record.columns)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one row."""
    yield _columns.raw_article(record.payload, record)
