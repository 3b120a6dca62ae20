"""Exports of ProQuest as lines: a headline, named lines, "Full text:", more named lines, a rule between two articles.

Written from what public parsers say of these exports; no real one was seen.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.article import Candidate, RawArticle, Record
from pipeline.errors import InputError
from pipeline.readers import _columns, _exports

LINK = "ProQuest document link"
_RULE = re.compile(r"^[_=-]{20,200}$")
_NUMBER = re.compile(r"^Document (\d{1,6}) of (\d{1,6})$")
_LISTED = re.compile(r"^(\d{1,5})\. \S")
_ABOVE = ("author", "publication info", "abstract", "abstract (abstract)", "abstract (summary)", "links", "find a copy", "full text",
          "headnote")
_BELOW = ("subject", "location", "people", "company / organization", "company / organisation", "title", "publication title", "first page",
          "pages",
          "number of pages", "publication year", "publication date", "year", "section", "publisher", "place of publication",
          "country of publication", "publication subject", "issn", "source type", "language of publication", "document type",
          "proquest document id", "document url", "copyright", "last updated", "database", "identifier / keyword", "column", "credit",
          "edition", "dateline", "classification", "volume", "issue", "business indexing term", "source attribution", "online issn",
          "document feature", "correspondence author", "publication history", "accession number", "supplement", "alternate title",
          "word count")
_NAMES = "|".join(map(re.escape, sorted((*_ABOVE, *_BELOW), key=len, reverse=True)))
_FIELD = re.compile(rf"^({_NAMES})\s?:(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"^(?:FULL TEXT|DETAILS|ABSTRACT(?: \(\w+\))?|LINKS|Full text)$")
_MISSING = re.compile(r"^(?:full text )?(?:not available|unavailable)", re.IGNORECASE)
_INFO = re.compile(r"^(.{2,200}?)\s?(?:;|\[|(?=\d{1,2} \w{3,9} \d{4}))(?:.{0,200}?)(\d{1,2} \w{3,9} \d{4})", re.DOTALL)
_EDITION = re.compile(r"(?:,\s[\w\s]{0,30}\bedition\b.*|\s?[;\[].*)$", re.IGNORECASE | re.DOTALL)


def ends(line: str) -> bool:
    """Whether a line is the last of an article: a rule, or the name of the database."""
    return bool(_RULE.match(line)) or bool(re.match(r"^Database:\s?\S", line))


def is_article(lines: Sequence[str]) -> bool:
    """Whether lines up to an end hold an article and not a cover, a list or the small print."""
    names = {name for line in lines if (name := _field(line)[0])}
    return LINK in lines or len(names & {"full text", "publication title", "publication info", "publication date", "document url"}) >= 2


def stated(lines: Sequence[str]) -> int:
    """The number of articles that the export states: above each, or as a list on the cover; else 0."""
    numbers = [int(match[2]) for line in lines if (match := _NUMBER.match(line))]
    if numbers:
        return max(numbers)
    cover = lines[:next((n for n, line in enumerate(lines) if line == LINK or _field(line)[0]), 0)]
    listed = 0
    for line in cover:
        listed += bool((match := _LISTED.match(line)) and int(match[1]) == listed + 1)
    return listed if listed > 1 or any("table of contents" in line.lower() for line in cover) else 0


def joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines, a name that stands alone in its cell of a table together with the value in the next.

    Example:
        >>> list(joined(["Publication title:", "Harlow Herald", "Full text:", "It opened."]))
        ['Publication title: Harlow Herald', 'Full text:', 'It opened.']
    """
    held = ""
    for line in lines:
        name, value = _field(line)
        if held and name:
            yield held
            held = ""
        if name in _BELOW and not value:
            held = line
        else:
            yield f"{held} {line}" if held else line
            held = ""
    if held:
        yield held


def _field(line: str) -> tuple[str, str]:
    """Name and value of a named line, or two empty texts."""
    match = _FIELD.match(line)
    return (match[1].lower(), (match[2] or "").strip()) if match else ("", "")


def article(record: Record, lines: Sequence[str]) -> RawArticle:
    """The article of some lines.

    Raises:
        InputError: it has neither title nor text.
    """
    found: dict[str, list[str]] = {}
    for name, value in _told_apart(lines):
        found.setdefault(name, []).append(value)
    first = {name: values[0] for name, values in found.items()}
    body = [value for value in found.get("full text", ()) if not _MISSING.match(value)]
    info = _INFO.match(first.get("publication info", ""))
    given = {"title": first.get("title") or first.get("", ""), "byline": _columns.in_order(first.get("author", "").rstrip(" .")),
             "outlet": _EDITION.sub("", first.get("publication title") or (info[1] if info else "")),
             "date": first.get("publication date") or (info[2] if info else first.get("publication year", "")),
             "language": first.get("language of publication", ""), "length": first.get("word count", "")}
    abstract = next((values[0] for name, values in found.items() if name.startswith("abstract")), "")
    if not given["title"] and not body and not abstract:
        raise InputError(record.source_file, "has an article without title and text", "export it again", record.source_position)
    raw = _exports.raw_article(record, given, body)
    raw.description = abstract
    raw.agencies = [Candidate(credit, "archive credit") for credit in found.get("credit", ())]
    return raw


def _told_apart(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and value of each line; what stands before the first named line is the headline, whose name is empty."""
    name, is_over = "", False
    for line in lines:
        own, value = _field(line)
        if _BARE.match(line):
            own, value = line.lower(), ""
        if own == "details":
            name, is_over = own, True
        elif own and (own in _BELOW or not is_over) and not (name == "full text" and own in _ABOVE):
            name, is_over = own, is_over or (name == "full text" and own in _BELOW)
            if value:
                yield name, value
        elif line != LINK and not _NUMBER.match(line) and not (name == "links" and line.startswith("http")):
            yield name, line
