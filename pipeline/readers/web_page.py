"""Saved web pages: one article a file, everything about it read from the page itself."""

import re
from collections.abc import Iterator

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import decoded_head, is_text
from pipeline.errors import InputError
from pipeline.readers import _cutting

NAME = "web_page"
SUFFIXES = (".html", ".htm", ".xhtml")
EXAMPLE = b"""<!doctype html>
<html lang="en"><head>
<title>Old mill bridge reopens | Harlow Herald</title>
<link rel="canonical" href="https://harlowherald.example/bridge">
<meta property="og:site_name" content="Harlow Herald">
<meta property="article:published_time" content="2031-05-04T09:30:00+02:00">
<meta name="author" content="Ada Brook">
</head><body><article><h1>Old mill bridge reopens</h1>
<p>The old mill bridge opened to walkers on Monday after two years of repair, the town council said.</p>
<p>"We counted four hundred people before noon," said Ben Moss, the town's surveyor, who had watched from the southern bank.</p>
</article></body></html>
"""
_START = re.compile(r"^\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|"
                    r"article|script|link)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:html|head|body|p|div|span|article|section|meta)\b[^<>]{0,2000}>", re.IGNORECASE)


def recognises(head: bytes, source_file: str) -> int:
    """A beginning as HTML has it, or tags in a file with the suffix of a page."""
    if not is_text(head):
        return 0
    text = decoded_head(head)
    if _START.match(text):
        return 90
    if source_file.endswith(SUFFIXES):
        return 85 if _TAG.search(text) else 45
    return 0


def records(file: InputFile) -> Iterator[Record]:
    """The file as one record."""
    yield Record(NAME, file.source_file, "", _cutting.whole(file))


def parse(record: Record) -> Iterator[RawArticle]:
    """The page, still whole."""
    if not re.search(rb"<\x00?[a-zA-Z!]", record.payload):
        raise InputError(record.source_file, "is no web page", "save the page again from the browser")
    yield RawArticle(record.source_file, record.source_position, NAME, page=record.payload)
