"""Exports of Factiva as lines: with its two-letter codes (HD, BY, WC, PD, SN, LP, TD), or without them in the same order.

Written from what public parsers say of these exports; no real one was seen.
"""

import re
from collections.abc import Sequence

from pipeline import bylines, moments
from pipeline.article import RawArticle, Record
from pipeline.errors import InputError
from pipeline.readers import _exports

_END = re.compile(r"^(?:AN\s+)?(?:Document|Dokument|Documento|Documents|Документ) ([A-Za-z0-9]{12,50})$")
_CODES = "SE HD BY CR WC PD ET SN SC ED PG VOL LA CX CY LP TD CT RF ART CO IN NS RE IPC IPD PUB AN CLM".split()
_CODE = re.compile(rf"^({'|'.join(_CODES)})(?:(?:\s*[\t|]\s*|\s{{2,}})(.*))?$", re.DOTALL)
_KINDS = {"HD": "title", "BY": "byline", "WC": "length", "PD": "date", "SN": "outlet", "LA": "language", "SE": "section"}
_LENGTH = re.compile(r"^\d[\d.,]{0,9} ?(?:words?|mots?|Wörter|palabras?|parole|palavras?|woorden|ord|слов\w?|słów|字|語|词)$",
                     re.IGNORECASE)
_CLOCK = re.compile(r"^\d{1,2}[:.]\d\d(?: ?[AP]M)?(?: ?[A-Z]{2,4})?$", re.IGNORECASE)
_CODE_OF_SOURCE = re.compile(r"^[A-Z0-9]{3,8}$")
_COPYRIGHT = re.compile(r"^(?:\W{0,3}(?:copyright|©|\(c\))|.{0,60}all rights reserved)", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by|von|par|por|di|door|av)\s", re.IGNORECASE)
_AND = re.compile(r",\s|\s(?:and|und|et|y|e|en|&)\s")
_LONGEST_HEAD, _BYLINE_WORDS = 14, 8


def ends(line: str) -> bool:
    """Whether a line is the last of an article: "Document" and its number."""
    return bool(_END.match(line))


def is_article(lines: Sequence[str]) -> bool:
    """Whether lines up to an end hold an article: here always."""
    return bool(lines)


def stated(_: Sequence[str]) -> int:
    """Such an export states no number of articles of its own: 0."""
    return 0


def article(record: Record, lines: Sequence[str]) -> RawArticle:
    """The article of some lines.

    Raises:
        InputError: it has neither codes nor a line such as "355 words".
    """
    coded = [line for line in lines if _CODE.match(line)]
    if any(line.startswith("HD") for line in coded) and len(coded) >= 4:
        found, body = _coded(lines)
    else:
        found, body = _uncoded(record, lines)
    return _exports.raw_article(record, found, body)


def _coded(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What stands behind each code, and the text: lead and rest."""
    parts: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODE.match(line)
        if match:
            code, line = match[1], match[2] or ""
        if line.strip():
            parts.setdefault(code, []).append(line.strip())
    found = {kind: " ".join(parts[code]) for code, kind in _KINDS.items() if code in parts}
    if "ET" in parts and "date" in found:
        found["date"] += " " + parts["ET"][0]
    return found, parts.get("LP", []) + parts.get("TD", [])


def _uncoded(record: Record, lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Headline, byline, length, day, outlet and its code in this order, then the text behind the copyright line."""
    at = next((n for n, line in enumerate(lines) if _LENGTH.match(line) and n + 1 < len(lines) and moments.read(lines[n + 1])), None)
    if at is None:
        raise InputError(record.source_file, 'has an article without its length ("355 words") and day below the headline',
                         "export it again with all its details", record.source_position)
    above = list(lines[:at])
    found = {"length": lines[at], "date": lines[at + 1]}
    if len(above) > 1 and _is_byline(above[-1], above[-2]):
        found["byline"] = above.pop()
    found["title"] = max(above[-2:], key=lambda line: len(line.split()), default="")
    rest = at + 2
    if rest < len(lines) and _CLOCK.match(lines[rest]):
        found["date"] += " " + lines[rest]
        rest += 1
    if rest < len(lines):
        found["outlet"] = lines[rest]
    return found, list(lines[_begin(lines, rest + 1):])


def _is_byline(line: str, above: str) -> bool:
    """Whether the line above an article's length is its byline and no headline: it says so, names people only, or is short."""
    is_shorter = len(line.split()) < min(_BYLINE_WORDS, len(above.split()))
    names = [bylines.person(part) for part in _AND.split(line)]
    return bool(_BYLINE.match(line)) or is_shorter or (all(names) and not bylines.person(above))


def _begin(lines: Sequence[str], start: int) -> int:
    """The first line of the text: behind the copyright line, else behind the outlet's code and the short lines after it."""
    head = range(start, min(len(lines), start + _LONGEST_HEAD))
    owned = [n for n in head if _COPYRIGHT.match(lines[n])]
    if owned:
        return owned[0] + 1
    code = next((n + 1 for n in head if _CODE_OF_SOURCE.match(lines[n])), start)
    return next((n for n in range(code, min(len(lines), start + _LONGEST_HEAD)) if len(lines[n].split()) > 6), code)
