"""Web pages saved by Safari in one file (.webarchive): one article a file, everything about it read from the page itself."""

import plistlib
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line, decode
from pipeline.errors import InputError
from pipeline.readers import _cutting

NAME = "safari_archive"
SUFFIXES = (".webarchive",)
_PAGE = (b"<!doctype html><html lang='en'><head><title>Old mill bridge reopens | Harlow Herald</title></head><body><article>"
         b"<h1>Old mill bridge reopens</h1><p>The old mill bridge opened to walkers on Monday after two years of repair, the town council "
         b"said.</p></article></body></html>")
EXAMPLE = plistlib.dumps({"WebMainResource": {"WebResourceData": _PAGE, "WebResourceMIMEType": "text/html",
                                              "WebResourceTextEncodingName": "UTF-8",
                                              "WebResourceURL": "https://harlowherald.example/bridge"}}, fmt=plistlib.FMT_BINARY)
_MAIN = "WebMainResource"
_BROKEN = (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
           RecursionError, EOFError)


def recognises(head: bytes, source_file: str) -> int:
    """A list of properties with the name that Safari gives to the page."""
    is_list = head.startswith(b"bplist") or (head.lstrip()[:5] == b"<?xml" and b"<plist" in head[:1000])
    if is_list and (_MAIN.encode() in head or source_file.endswith(SUFFIXES)):
        return 99
    return 20 if source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record]:
    """The file as one record."""
    yield Record(NAME, file.source_file, "", _cutting.whole(file))


def parse(record: Record) -> Iterator[RawArticle]:
    """The page that was shown; what was loaded with it is left aside."""
    if b"<!ENTITY" in record.payload[:5000]:
        raise InputError(record.source_file, "declares entities, which are refused as a danger", "save the page again from Safari")
    try:
        found = plistlib.loads(record.payload)
    except _BROKEN as error:
        raise InputError(record.source_file, f"is no whole web archive of Safari ({clean_line(str(error))[:100]})",
                         "save the page again from Safari") from error
    main = found.get(_MAIN) if isinstance(found, Mapping) else None
    page = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(page, bytes) or not page.strip() or "html" not in str(main.get("WebResourceMIMEType", "text/html")):
        raise InputError(record.source_file, "holds no web page", "save the page again from Safari")
    url, encoding = str(main.get("WebResourceURL", "")), str(main.get("WebResourceTextEncodingName", ""))
    page = decode(page, encoding)[0].encode("utf-8", "replace") if encoding else page
    yield RawArticle(record.source_file, record.source_position, NAME, page=page, url=clean_line(url) if url.startswith("http") else "")
