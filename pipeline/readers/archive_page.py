"""Exports of Factiva and ProQuest saved as a web page: many articles a file.

Written from what public parsers say of these exports; no real one was seen.
"""

import re
from collections.abc import Iterator

from pipeline import markup
from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import decode, decoded_head, is_text
from pipeline.errors import InputError
from pipeline.readers import _cutting, _layouts, _proquest

NAME = "archive_page"
SUFFIXES = (".html", ".htm")
EXAMPLE = b"""<!doctype html><html><head><title>Factiva</title></head><body>
<div class="article enArticle"><div id="hd"><span class="enHeadline">Old mill bridge reopens</span></div>
<div class="author">By Ada Brook</div><div>21 words</div><div>5 May 2031</div><div>Harlow Herald</div><div>HARHER</div><div>English</div>
<div>Copyright 2031 Harlow Herald</div>
<p class="articleParagraph enarticleParagraph">The old mill bridge opened to walkers on Monday after two years of repair.</p>
<p class="articleParagraph enarticleParagraph">Four hundred people crossed it before noon.</p>
<p>Document HARHER0020310505e75500001</p></div></body></html>
"""
# Looked for in every page of the input, so each is a text, or begins with one, that is quickly found.
_NAMES = ("articleParagraph", "ProQuest document link", "Report Information from ProQuest")
_CLASS = re.compile("article [a-z]{2}Article")
_MOST_OF_A_PAGE = 50_000_000  # a hundred articles are two; parsed it takes ten times as much


def recognises(head: bytes, source_file: str) -> int:
    """A page with the names that Factiva and ProQuest give to parts of an article."""
    if not is_text(head):
        return 0
    text = decoded_head(head)
    return 97 if "<" in text[:2000] and (_CLASS.search(text) or any(name in text for name in _NAMES)) else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record an article."""
    content = _cutting.all_of(file, _MOST_OF_A_PAGE)
    text = decode(content, markup.declared_encoding(content))[0]
    try:
        lines = list(_proquest.joined([line for _, line in markup.lines_of(markup.tree(text))]))
    except markup.TooDeep as error:
        raise InputError(file.source_file, "has tags nested deeper than any page", "save it again from the browser") from error
    if _layouts.layout_of(lines) == "text":
        raise InputError(file.source_file, "looks like an export of Factiva or ProQuest, but holds no whole article",
                         "save it again with the full text of its articles")
    yield from _layouts.records(lines, NAME, file)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one part of an export."""
    yield _layouts.article(record)
