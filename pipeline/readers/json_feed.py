"""Feeds as JSON Feed: one article an item, full where the feed holds the text and an excerpt where it only teases."""

from collections.abc import Iterator
from dataclasses import replace

import orjson

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line, decode, decoded_head, is_text
from pipeline.errors import InputError
from pipeline.readers import _columns, _cutting, _feed_names

NAME = "json_feed"
SUFFIXES = (".json",)
EXAMPLE = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Harlow Herald", "home_page_url": "https://harlowherald.example/",
 "items": [{"id": "1", "url": "https://harlowherald.example/bridge", "title": "Old mill bridge reopens",
  "date_published": "2031-05-04T09:30:00+02:00", "authors": [{"name": "Ada Brook"}],
  "content_html": "<p>The old mill bridge opened to walkers on Sunday.</p>"}]}
"""
_VERSION = "jsonfeed.org/version"


def recognises(head: bytes, source_file: str) -> int:
    """An object that names a version of JSON Feed."""
    if not is_text(head):
        return 0
    text = decoded_head(head).lstrip()
    return 98 if text.startswith("{") and _VERSION in text.replace("\\/", "/")[:5000] else 0


def records(file: InputFile) -> Iterator[Record]:
    """One record an item."""
    try:
        found = orjson.loads(decode(_cutting.all_of(file))[0].strip("\ufeff\x00 \t\r\n").encode("utf-8", "replace"))
    except orjson.JSONDecodeError as error:
        raise InputError(file.source_file, f"is no valid JSON ({error})", "save the feed anew", f"line {error.lineno}") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise InputError(file.source_file, "has no list of items", "save the feed anew")
    feed = {key: clean_line(str(found.get(key) or "")) for key in ("title", "home_page_url", "language")}
    for number, item in enumerate(items, start=1):
        yield Record(NAME, file.source_file, f"item {number}", (orjson.dumps(item), feed))


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one item."""
    content, feed = record.payload
    raw = _columns.raw_article(orjson.loads(content), record)
    address = raw.url or feed["home_page_url"]
    yield replace(raw, outlets=[*raw.outlets, *_feed_names.candidates(feed["title"], address)], language=raw.language or feed["language"],
                  domain=raw.domain or ("" if raw.url else feed["home_page_url"]))
