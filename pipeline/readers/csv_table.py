"""Tables of articles as CSV or TSV: one article a row, columns known by their usual names."""

import csv
from collections.abc import Iterator

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line, decode, decoded_head, is_text
from pipeline.errors import InputError
from pipeline.readers import _columns, _cutting

NAME = "csv_table"
SUFFIXES = (".csv", ".tsv")
EXAMPLE = b"""outlet,date,title,author,url,body
Harlow Herald,2031-05-04,Old mill bridge reopens,Ada Brook,https://harlowherald.example/bridge,"The old mill bridge opened on Monday.

Four hundred people crossed it before noon."
"""
_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 20_000


def recognises(head: bytes, source_file: str) -> int:
    """A first line of column names, one of which holds titles or texts."""
    if not is_text(head):
        return 0
    first = decoded_head(head)[:_LONGEST_HEADER].split("\n", 1)[0]
    # The whole of a web page may stand on its first line, and be looked at as if it were names.
    names = [] if first.lstrip().startswith(("<", "{")) else _header(first)[0]
    if len(names) >= 2 and _columns.has_article_columns(names):
        return 90 if source_file.endswith(SUFFIXES) else 60 if _is_header(names) else 0
    return 40 if source_file.endswith(SUFFIXES) else 0


def _is_header(names: list[str]) -> bool:
    """Whether all names look like column names: prose with a comma is none."""
    known = {name for kind in _columns.NAMES.values() for name in kind}
    return sum(_columns.folded(name) in known for name in names) >= max(2, len(names) / 3)


def _header(line: str) -> tuple[list[str], str]:
    """Column names and the delimiter that gives most of them."""
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        row = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        row = []
    return [clean_line(name) for name in row], delimiter


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record a row; an open quote that swallows the rest is cut at the next line that has all columns."""
    names, delimiter, rows = [], ",", _rows(file)
    for number, row in rows:
        if isinstance(row, InputError):
            yield row
        elif not names:
            names, delimiter = _header(decode(row)[0].lstrip("\ufeff"))
            if not _columns.has_article_columns(names, file.columns):
                raise InputError(file.source_file, "has no column of titles or texts",
                                 f"name one column title and one body, or give --columns body=NAME; columns here are "
                                 f"{', '.join(names)[:200]}", "line 1")
        elif row.strip():
            yield Record(NAME, file.source_file, f"line {number}", (tuple(names), delimiter, row))


def _rows(file: InputFile) -> Iterator[tuple[int, bytes | InputError]]:
    """Number of the first line and bytes of each row; a row goes on while a quotation mark is open."""
    parts: list[bytes] = []
    start, n_quotes, n_bytes = 1, 0, 0
    for number, line in _cutting.lines(file):
        if isinstance(line, InputError):
            yield number, line
            continue
        if not parts:
            start, n_quotes, n_bytes = number, 0, 0
        parts.append(line)
        n_quotes += line.count(b'"')
        n_bytes += len(line)
        if n_quotes % 2 == 0:
            yield start, b"".join(parts)
            parts = []
        elif n_bytes > file.max_bytes:
            yield start, InputError(file.source_file, "has a quotation mark that is never closed", "close or double it", f"line {start}")
            parts = []
    if parts:
        yield start, InputError(file.source_file, "has a quotation mark that is never closed", "close or double it", f"line {start}")
        yield from ((start + n, line) for n, line in enumerate(parts[1:], start=1) if line.count(b'"') % 2 == 0)


def columns_of(record: Record) -> dict[str, str]:
    """What was taken for what."""
    return _columns.columns_of(dict.fromkeys(record.payload[0], "x"), record.columns)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one row."""
    names, delimiter, row = record.payload
    text = decode(row)[0].replace("\x00", "")
    try:
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # of the whole process: never lower it
        cells = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise InputError(record.source_file, f"has a row that cannot be read ({error})", "check its quotation marks",
                         record.source_position) from error
    if len(cells) > len(names):
        raise InputError(record.source_file, f"has a row of {len(cells)} cells under {len(names)} columns",
                         "quote cells that hold the delimiter", record.source_position)
    yield _columns.raw_article(dict(zip(names, cells, strict=False)), record)
