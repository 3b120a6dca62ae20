"""Finds the stretches between quotation marks: curly, straight, guillemets, German, doubled apostrophes, single.

A text quotes between double marks or, as many British papers do, between single ones; quotations inside quotations then have the
other kind. Which of the two it is shows in the marks that stand in no others.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipeline.text import paragraph_spans

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``|‹|›")
_SINGLE = re.compile(r"[‘’‚']")
_HAS_DOUBLE = re.compile(r"[\"“”„«»]|''")
_ENDS_QUOTE = ".,!?…"  # before a closing mark: words that somebody says, where scare quotes and titles have their comma behind it
_ELISION = re.compile(r"['’‘](?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n\b|round\b|bout\b)", re.IGNORECASE)
_PARTNER = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "''": "''", "``": "''", "‟": "”", "‹": "›", "›": "‹"}


_Pair = tuple[int, int, int, int]  # place and width of the mark before and of the mark behind
_Scanned = tuple[list[_Pair], tuple[int, int] | None]  # pairs, and place and width of a mark left open
_NO_END = 1 << 60


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
    found = []
    for number, (pairs, unclosed) in enumerate(_outermost(body, paragraphs)):
        end = paragraphs[number][1]
        found += [Stretch(i + w, j, i, j + v, number) for i, w, j, v in pairs]
        if unclosed is not None and _opens(body, paragraphs, number + 1):
            left, width = unclosed
            found.append(Stretch(left + width, end, left, end, number, goes_on=True))
    return [s for s in (_trim(body, s) for s in found) if s.start < s.end], paragraphs


def _outermost(body: str, paragraphs: list[tuple[int, int]]) -> list[_Scanned]:
    """Each paragraph's pairs of marks that stand in no other pair, and the mark left open at its end."""
    if not _HAS_DOUBLE.search(body):
        return [_single_pairs(body, start, end) for start, end in paragraphs]
    double = [_double_pairs(body, start, end) for start, end in paragraphs]
    if not any(mark in body for mark in "‘‚'"):
        return double
    single = [_single_pairs(body, start, end) for start, end in paragraphs]
    n_single = sum(_ends_quote(body, pair) for here, there in zip(single, double, strict=True) for pair in _outside(here[0], there))
    n_double = sum(len(_outside(here[0], there)) for here, there in zip(double, single, strict=True))
    if n_single <= n_double:
        return double
    return [(sorted(here[0] + _outside(there[0], here)), here[1]) for here, there in zip(single, double, strict=True)]


def _outside(pairs: list[_Pair], other: _Scanned) -> list[_Pair]:
    """The pairs that neither stand in a pair of the other kind nor cross one."""
    opened = [(other[1][0], _NO_END)] if other[1] else []
    starts, ends = zip(*[(i, j) for i, _, j, _ in other[0]] + opened, strict=True) if other[0] or opened else ((), ())
    found = []
    for pair in pairs:
        first, last = bisect_right(ends, pair[0]), bisect_left(starts, pair[2]) - 1
        if first > last or (starts[first] > pair[0] and ends[last] < pair[2]):
            found.append(pair)
    return found


def _ends_quote(body: str, pair: _Pair) -> bool:
    """Whether what stands between two marks ends as a quotation does."""
    return body[pair[2] - 1] in _ENDS_QUOTE


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


def _double_pairs(body: str, start: int, end: int) -> _Scanned:
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


def _single_pairs(body: str, start: int, end: int) -> _Scanned:
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
