"""Exports of ProQuest and Factiva as plain text: many articles a file.

Written from what public parsers say of these exports; no real one was seen.
"""

import re
from collections.abc import Iterator

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line, decode, decoded_head, is_text
from pipeline.errors import InputError
from pipeline.readers import _cutting, _layouts

NAME = "archive_text"
SUFFIXES = (".txt",)
EXAMPLE = b"""____________________________________________________________

Report Information from ProQuest
____________________________________________________________

Table of contents

1. Old mill bridge reopens
____________________________________________________________

Document 1 of 1

Old mill bridge reopens

Author: Brook, Ada

ProQuest document link

Full text: The old mill bridge opened to walkers on Monday after two years of repair.

Four hundred people crossed it before noon.

Subject: Bridges

Title: Old mill bridge reopens

Publication title: Harlow Herald; Harlow

Publication date: May 5, 2031

Language of publication: English

Database: ProQuest One
____________________________________________________________
"""
_MARK = re.compile(r"^(?:\s*ProQuest document link|\s*Report Information from ProQuest|"
                   r"(?:AN\s+)?(?:Document[os]?|Dokument|Документ) [A-Z0-9]{6}[A-Za-z0-9]{8,44})\s*$|"
                   r"^HD\s{1,9}\S.{0,500}\n(?:.{0,500}\n){0,6}WC\s", re.MULTILINE)


def recognises(head: bytes, source_file: str) -> int:
    """Lines that only exports of ProQuest or Factiva have."""
    return 96 if is_text(head) and _MARK.search(decoded_head(head).replace("\r\n", "\n")) else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record an article."""
    text = decode(_cutting.all_of(file))[0]
    lines = [line for part in text.splitlines() if (line := _line(part))]
    if _layouts.layout_of(lines) == "text":
        raise InputError(file.source_file, "looks like an export of ProQuest or Factiva, but holds no whole article",
                         "export it again with the full text of its articles")
    yield from _layouts.records(lines, NAME, file)


def _line(text: str) -> str:
    """A clean line; a tab stands behind a code that Factiva sets before its value."""
    code = re.match(r"^([A-Z]{2,3})(?:\t| {2,})(?=\S)", text)
    return f"{code[1]}\t{clean_line(text[code.end():])}" if code else clean_line(text)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one part of an export."""
    yield _layouts.article(record)
