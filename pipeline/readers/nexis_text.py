"""Exports of Nexis as plain text, the older layout: "1 of 10 DOCUMENTS" above each article.

One such export in English was seen; layouts in other languages are read by the same rules and were not.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import decode, decoded_head, is_text
from pipeline.errors import InputError
from pipeline.readers import _cutting, _exports

NAME = "nexis_text"
SUFFIXES = (".txt",)
EXAMPLE = b"""Download Request: Selected Items: 1-1

                               1 of 1 DOCUMENTS

                                 Harlow Herald

                              May 5, 2031 Monday

Old mill bridge reopens

BYLINE: Ada Brook

LENGTH: 21 words

The old mill bridge opened to walkers on Monday after two years of
repair.

Four hundred people crossed it before noon.

LOAD-DATE: May 6, 2031

LANGUAGE: ENGLISH
"""
# "1 of 10 DOCUMENTS", or "Dokument 1 von 10".
_WORD, _OF = r"DOCUMENT(?:[OI]|O?S|EN)?|DOKUMENT(?:EN?)?", "(?:of|von|de|sur|di|van)"
_MARK = re.compile(rf"^[ \t]{{2,80}}(?:\d{{1,6}} {_OF} (\d{{1,6}}) (?:{_WORD})|(?i:{_WORD}) \d{{1,6}} {_OF} (\d{{1,6}}))\s{{0,20}}$",
                   re.MULTILINE)
_CENTRED = 8


def recognises(head: bytes, source_file: str) -> int:
    """A centred line such as "1 of 10 DOCUMENTS" or "Dokument 1 von 10"."""
    return 97 if is_text(head) and _MARK.search(decoded_head(head)) else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record an article; at the end an error where the export says that there are more, or fewer."""
    parts: list[bytes] | None = None
    stated: Counter[int] = Counter()
    n_found = n_bytes = 0
    for number, line in _cutting.lines(file):
        if isinstance(line, InputError):
            yield line
            continue
        mark = _MARK.match(decode(line.lstrip(b"\xef\xbb\xbf\x0c"))[0].rstrip()) if len(line) < 200 else None
        if mark:
            if parts is not None:
                yield Record(NAME, file.source_file, f"article {n_found}", b"".join(parts))
            n_found, parts, n_bytes = n_found + 1, [], 0
            stated[int(mark[1] or mark[2])] += 1
        elif parts is not None:
            parts.append(line)
            n_bytes += len(line)
            if n_bytes > file.max_bytes:
                yield InputError(file.source_file, f"has an article longer than {file.max_bytes:,} bytes", "split it", f"line {number}")
                parts, n_bytes = None, 0
    if parts is not None:
        yield Record(NAME, file.source_file, f"article {n_found}", b"".join(parts))
    if not n_found:
        raise InputError(file.source_file, 'has no line such as "1 of 10 DOCUMENTS"', "export the articles again")
    n_stated = min(stated, key=lambda n: (-stated[n], n))
    if n_found != n_stated:
        yield _exports.count_differs(file.source_file, n_stated, n_found)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article between two marks."""
    found: dict[str, str] = {}
    body: list[str] = []
    is_over = False
    for is_centred, text in _blocks(decode(record.payload)[0]):
        name, value = _exports.field_of(text) if text.split(":")[0].isupper() else ("", "")
        if body and not _exports.is_below(name):
            name = ""
        if is_over or is_centred or name:
            is_over = is_over or _exports.is_below(name)
            _note(found, name, value, text if is_centred and not body else "")
            if name == "body" and value:
                body.append(value)
        elif "title" not in found and not body:
            found["title"] = text
        else:
            body.append(text)
    found["title"] = found.get("headline") or found.get("title", "")
    yield _exports.raw_article(record, found, body)


def _note(found: dict[str, str], name: str, value: str, centred: str) -> None:
    """Keep a named line, or a centred one above the text: the outlet, then the day."""
    if name:
        found.setdefault(name, value)
    elif centred and not _exports.is_copyright(centred):
        if _exports.is_day(centred):
            found.setdefault("date", centred)
        elif "date" not in found:
            found.setdefault("outlet", centred)


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """The blocks between empty lines, each on one line, and whether it is centred."""
    lines: list[str] = []
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield all(len(part) - len(part.lstrip()) >= _CENTRED for part in lines), " ".join(" ".join(lines).split())
            lines = []
