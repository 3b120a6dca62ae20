"""Rich Text (.rtf): exports of Nexis Uni, Factiva and ProQuest with many articles, or one article a file.

Written from what public parsers say of these exports; no real one was seen. Any other file is read as plain text, its first line the title.
"""

from collections.abc import Iterator

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError
from pipeline.readers import _cutting, _layouts, _rich_text

NAME = "rtf_file"
SUFFIXES = (".rtf",)
EXAMPLE = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Times New Roman;}}{\header Page 1 of 1\par}
Documents (1)\par
{\b 1. Old mill bridge reopens}\par\page
{\b Old mill bridge reopens}\par
Harlow Herald\par
May 5, 2031 Monday 9:30 AM GMT\par
Copyright 2031 Harlow Herald\par
{\b Length:} 21 words\par
{\b Byline:} Ada Brook\par
{\b Body}\par
The old mill bridge opened to walkers on Monday after two years of repair.\par
\ldblquote We counted four hundred people before noon,\rdblquote  the town\rquote s surveyor said.\par
{\b Load-Date:} May 6, 2031\par
{\b End of Document}\par}
"""


def recognises(head: bytes, source_file: str) -> int:
    """The word every rich text begins with."""
    return 100 if head.lstrip()[:5] == b"{\\rtf" else 20 if source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record an article of an export, or the file as one record."""
    text = _cutting.all_of(file).decode("latin-1").lstrip()
    if not text.startswith("{\\rtf"):
        raise InputError(file.source_file, "is no rich text", "open it in its program and save it anew")
    lines = (line for row in _rich_text.lines(text, file.source_file) for line in _cells(row))
    yield from _layouts.records(_cutting.held(lines, file), NAME, file)


def _cells(row: str) -> Iterator[str]:
    """A line, or a table's row with one tab between its cells; nothing where it holds nothing."""
    cells = [cell for part in row.split("\t") if (cell := clean_line(part))]
    if cells:
        yield "\t".join(cells)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one part of an export, or of a whole file."""
    yield _layouts.article(record)
