"""Plain text and Markdown without front matter: one article a file, its title on the first line."""

from collections.abc import Iterator

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean, decode, is_text
from pipeline.errors import InputError
from pipeline.readers import _cutting

NAME = "plain_text"
SUFFIXES = (".txt", ".md", ".markdown", ".text")
EXAMPLE = b"""Old mill bridge reopens after two years

HARLOW FORD, May 4 (Northwire) -- The old mill bridge opened to walkers on Monday.

"We counted four hundred people before noon," said Ada Brook, the town's surveyor.
"""


def recognises(head: bytes, source_file: str) -> int:
    """Any text, if no other reader knows it."""
    if not is_text(head):
        return 0
    return 30 if source_file.endswith(SUFFIXES) else 10


def records(file: InputFile) -> Iterator[Record]:
    """The file as one record."""
    yield Record(NAME, file.source_file, "", _cutting.whole(file))


def parse(record: Record) -> Iterator[RawArticle]:
    """The text of the file."""
    text = clean(decode(record.payload)[0])
    if not any(c.isalnum() for c in text):
        raise InputError(record.source_file, "has no words", "save the article again as text")
    yield RawArticle(record.source_file, record.source_position, NAME, text=text)
