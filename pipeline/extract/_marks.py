"""Finds the stretches between quotation marks: curly, straight, guillemets, German, doubled apostrophes, single where no others are."""

import re
from dataclasses import dataclass

from pipeline.text import paragraph_spans

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``|‹|›")
_SINGLE = re.compile(r"[‘’‚']")
_HAS_DOUBLE = re.compile(r"[\"“”„«»]|''")
_ELISION = re.compile(r"['’‘](?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n\b|round\b|bout\b)", re.IGNORECASE)
_PARTNER = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "''": "''", "``": "''", "‟": "”", "‹": "›", "›": "‹"}


@dataclass(slots=True)
class Stretch:
    """Text between two marks; `start`, `end` without the marks, `left`, `right` with them."""

    start: int
    end: int
    left: int
    right: int
    paragraph: int
    goes_on: bool = False  # the next paragraph opens with a mark and carries the same quotation on


def stretches(body: str) -> tuple[list[Stretch], list[tuple[int, int]]]:
    """The marked stretches of a body in their order, and the spans of its paragraphs."""
    paragraphs = paragraph_spans(body)
    scan = _double_pairs if _HAS_DOUBLE.search(body) else _single_pairs
    found = []
    for number, (start, end) in enumerate(paragraphs):
        pairs, unclosed = scan(body, start, end)
        found += [Stretch(i + w, j, i, j + v, number) for i, w, j, v in pairs]
        if unclosed is not None and _opens(body, paragraphs, number + 1):
            left, width = unclosed
            found.append(Stretch(left + width, end, left, end, number, goes_on=True))
    return [s for s in (_trim(body, s) for s in found) if s.start < s.end], paragraphs


def _opens(body: str, paragraphs: list[tuple[int, int]], number: int) -> bool:
    """Whether a paragraph opens with a quotation mark."""
    return number < len(paragraphs) and (body[paragraphs[number][0]] in "\"“„«»‘'" or body.startswith("''", paragraphs[number][0]))


def _trim(body: str, s: Stretch) -> Stretch:
    """The stretch without white space inside its marks."""
    while s.start < s.end and body[s.start].isspace():
        s.start += 1
    while s.end > s.start and body[s.end - 1].isspace():
        s.end -= 1
    return s


def _double_pairs(body: str, start: int, end: int) -> tuple[list[tuple[int, int, int, int]], tuple[int, int] | None]:
    """Pairs of double marks in one paragraph, and the mark left open at its end."""
    pairs, opened, mark = [], None, ""
    for found in _DOUBLE.finditer(body, start, end):
        sign, at = found.group(), found.start()
        if opened is None:
            if _can_open(body, sign, at, start, end):
                opened, mark = (at, len(sign)), sign
        elif sign in _PARTNER.get(mark, "") and not (sign in '"\'\'' and _reopens(body, at, len(sign), start, end)):
            pairs.append((*opened, at, len(sign)))
            opened = None
        elif sign in ("“", "„", '"', "''") and sign == mark and _reopens(body, at, len(sign), start, end):
            opened = (at, len(sign))
        elif mark in '"“' and sign in '"”':
            pairs.append((*opened, at, len(sign)))
            opened = None
    return pairs, opened


def _can_open(body: str, sign: str, at: int, start: int, end: int) -> bool:
    """Whether a mark can open a stretch: text follows at once, and no figure or letter stands before a straight one."""
    after = at + len(sign)
    if sign in ("”", "›") or after >= end or (body[after].isspace() and sign not in "«»"):
        return False
    before = body[at - 1] if at > start else " "
    return sign not in ('"', "''") or not before.isalnum()


def _reopens(body: str, at: int, width: int, start: int, end: int) -> bool:
    """Whether a mark inside an open stretch can only be an opening one: space before it, a letter after it."""
    return at > start and at + width < end and body[at - 1].isspace() and body[at + width].isalnum()


def _single_pairs(body: str, start: int, end: int) -> tuple[list[tuple[int, int, int, int]], tuple[int, int] | None]:
    """Pairs of single marks in one paragraph; apostrophes are not marks."""
    pairs, opened, doubtful = [], None, None
    for found in _SINGLE.finditer(body, start, end):
        at = found.start()
        before, after = body[at - 1] if at > start else " ", body[at + 1] if at + 1 < end else " "
        if _is_single_opening(body, at, before, after):
            if opened is not None and doubtful is not None:
                pairs.append((opened, 1, doubtful, 1))
            opened, doubtful = at, None
        elif opened is not None and body[at] != "‘" and not after.isalnum():
            if before in ".,!?…;—" or after in ",.;:?!)":
                pairs.append((opened, 1, at, 1))
                opened = doubtful = None
            else:
                doubtful = at
    if opened is not None and doubtful is not None:
        pairs.append((opened, 1, doubtful, 1))
        opened = None
    return pairs, None if opened is None else (opened, 1)


def _is_single_opening(body: str, at: int, before: str, after: str) -> bool:
    """Whether a single mark opens a stretch."""
    free = before.isspace() or before in "([—–-:"
    return free and not after.isspace() and after not in ".,;:" and not _ELISION.match(body, at)
