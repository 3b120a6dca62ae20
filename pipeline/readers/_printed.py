"""The lines of printed pages told apart: headline, paragraphs, running heads and feet, and what stands beside the text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline import cleaning, moments
from pipeline.text import words

_ADDRESS = re.compile(r"\b(?:https?|file)://\S{1,2000}", re.IGNORECASE)
_PAGE_COUNT = re.compile(r"\b(?:(?:page|seite|p[aá]gina|pagina|side|sida|strona|p\.|s\.)\s?\d{1,4}(?:\s?\S{1,4}\s?\d{1,4})?|"
                         r"\d{1,4}\s?(?:/|of|von|sur|de|di|van|av|af|z)\s?\d{1,4})(?!\S)", re.IGNORECASE)
_FIRST = re.compile(r"^\D{0,10}1\D{1,5}\d")
_MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?,?(?:\s?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?)?", re.IGNORECASE)
_END = re.compile(r"[.!?…:][\"”’')\]»]{0,3}$")
# Of the page's height; of the size of most letters: a browser's heads and feet, a heading, a caption. Browsers print at 3, a second
# heading is 1.17 to 1.5 times as large, captions and lists of other articles are .75 to .8.
_BAND, _HEADING, _SMALL = 0.09, 1.15, 0.82
# Of a full line: where one this short ends, the next begins a paragraph, unless it goes on in small letters.
_SHORT = 0.6
_CUT = re.compile(r"(\w+(?:-\w+)*)([-\u2010\u00ad])$")
_LONGEST_WORD = 60
_PROSE_WORDS, _MUCH_PROSE = 20, 40
_BESIDE, _FIRST_PAGES, _HEADLINE_WORDS, _NAME_SHARE = 6, 6, 4, 0.4
# Headings of what follows an article, if so many words of it stand before. Boxes of other articles stand inside an article too: more of its
# text must then stand before them than behind.
_AFTER = re.compile(r"^\W{0,3}(?:tags?|tagged(?: as| with)?|filed under|published in|posted in|about the authors?|"
                    r"leave a (?:reply|comment)|"
                    r"(?:post|add|write|leave) (?:a |your )?comments?|(?:view |show |all )?(?:\d{1,5} )?comments?|"
                    r"(?:join|want to join) the (?:discussion|conversation))\s?(?:\(\d{1,5}\))?[\W\d]{0,4}$", re.IGNORECASE)
_OTHERS = r"(?:articles?|stor(?:y|ies)|posts?|news|headlines|topics|tags|links|content|coverage|people|reading)"
_BOX = re.compile(rf"^\W{{0,3}}(?:(?:related|latest|the latest|recent|popular|similar|previous|next|more|trending|most read) {_OTHERS}|"
                  r"related|topics|categories|more (?:from|on|like)\b.{0,40}|(?:you )?(?:may|might) also (?:like|be interested)\b.{0,20}|"
                  r"recommended(?: for you)?|trending(?: now)?|most (?:read|popular|viewed)|read (?:next|also))[\W\d]{0,4}$", re.IGNORECASE)
_WORDS_BEFORE, _MENU, _MENU_SHARE = 80, 6, 2
_UPDATE = re.compile(r"updat|modif|geändert|aktualisiert|mis à jour", re.IGNORECASE)
# First parts of words that keep their hyphen at the end of a line.
_COMPOUNDS = frozenset("self well non ex co post pre anti semi half mid first second third long short high low old new two three four five "
                       "six ten year full part so all cross far near right left".split())


@dataclass
class PrintedLine:
    """One line: its page, the place where it starts (points from the left and from the top), the size of its letters.

    `height` is the page's; `is_link` says that the whole line leads elsewhere.
    """

    page: int
    x: float
    y: float
    size: float
    text: str
    height: float
    is_link: bool = False


@dataclass
class Printed:
    """What printed pages hold: headline, paragraphs, the address in a running foot, dates beside the headline, what is no text and why."""

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    address: str = ""
    dates: list[str] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)


def read(lines: Sequence[PrintedLine], name: str = "") -> Printed:
    """Headline, paragraphs and the rest.

    Args:
        lines: the lines of all pages in reading order.
        name: what the file calls itself, which often is the headline and the outlet.
    """
    size = _most(_sizes(lines))
    running = _running(lines, size, name)
    kept = [line for n, line in enumerate(lines) if n not in running]
    start, stop = _headline(kept, size, name)
    found = Printed(_joined(kept[start:stop], frozenset()))
    found.address = next((match[0] for n in sorted(running) if (match := _ADDRESS.search(lines[n].text))), "")
    found.dates = _dates(kept, start, stop)
    found.aside = [(lines[n].text, "boilerplate") for n in sorted(running)] + [(line.text, "boilerplate") for line in kept[:start]]
    vocabulary = _unbroken_words(kept)
    for group, reason in _told_apart(list(_paragraphs(kept[stop:], size)), size):
        text = _joined(group, vocabulary)
        if reason:
            found.aside.append((text, reason))
        else:
            found.paragraphs.append(text)
    return found


def paragraphs(lines: Sequence[PrintedLine], name: str, is_own: Callable[[str], bool]) -> list[str]:
    """The text of all pages without running heads and feet, one paragraph each.

    Args:
        lines: the lines of all pages in reading order.
        name: what the file calls itself.
        is_own: whether a line begins a paragraph of its own, wherever it stands.
    """
    size = _most(_sizes(lines))
    running = _running(lines, size, name)
    kept = [line for n, line in enumerate(lines) if n not in running]
    starts = [n for n, line in enumerate(kept) if n and is_own(line.text)]
    vocabulary = _unbroken_words(kept)
    pieces = (kept[start:stop] for start, stop in pairwise([0, *starts, len(kept)]))
    return [_joined(group, vocabulary) for piece in pieces for group in _paragraphs(piece, size)]


def n_first_pages(lines: Sequence[PrintedLine], name: str) -> int:
    """How many pages are numbered as the first of several at their edge: more than one where a file was put together of several."""
    size = _most(_sizes(lines))
    counted = (_PAGE_COUNT.search(line.text) for line in lines if _is_edge(line, size, name))
    return sum(1 for match in counted if match and _FIRST.search(match[0]))


def _dates(lines: Sequence[PrintedLine], start: int, stop: int) -> list[str]:
    """The short lines with a date below and above the headline, those of an update last."""
    near = [*lines[stop:stop + _BESIDE], *lines[max(0, start - _BESIDE):start]]
    dated = [line.text for line in near if len(line.text) <= 80 and moments.read(line.text)]
    return sorted(dated, key=lambda text: bool(_UPDATE.search(text)))


def _sizes(lines: Sequence[PrintedLine]) -> Counter:
    """Characters of each size of letters, in half points, but for those at the edges of the pages."""
    sizes: Counter = Counter()
    for line in [line for line in lines if _is_inside(line)] or lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes


def _most(counts: Counter) -> float:
    """What is counted most, the smallest of several, or 0."""
    return min(counts, key=lambda value: (-counts[value], value), default=0.0)


def _running(lines: Sequence[PrintedLine], size: float, name: str) -> set[int]:
    """Numbers of the lines that stand at the same place of several pages, or hold what browsers print at the edges of a page."""
    places = [(re.sub(r"\d+", "0", line.text), round(line.y / 3)) for line in lines]
    pages: dict[tuple, set[int]] = {}
    for place, line in zip(places, lines, strict=True):
        pages.setdefault(place, set()).add(line.page)
    least = max(2, len({line.page for line in lines}) / 2)
    return {n for n, line in enumerate(lines)
            if len(pages[places[n]]) >= (least if _is_inside(line) else 2) or _is_edge(line, size, name)}


def _is_inside(line: PrintedLine) -> bool:
    """Whether a line stands away from the upper and the lower edge of its page."""
    return _BAND < line.y / line.height < 1 - _BAND


def _is_edge(line: PrintedLine, size: float, name: str) -> bool:
    """Whether a line at the edge of a page holds no more than the address, the name, the moment of printing and the page's number."""
    if _is_inside(line) or line.size >= _HEADING * size:
        return False
    rest = line.text.replace(name, "") if name else line.text
    for pattern in (_ADDRESS, _MOMENT, _PAGE_COUNT):
        rest = pattern.sub("", rest)
    return len(rest) < len(line.text) and sum(c.isalpha() for c in rest) <= 3 or line.text.isdecimal()


def _headline(lines: Sequence[PrintedLine], size: float, name: str) -> tuple[int, int]:
    """First line of the headline and the line behind its last: what is in the file's name, else what is largest on the first page."""
    named = set(words(name))
    runs = [(run, lines[run[0]], words(" ".join(line.text for line in lines[slice(*run)]))) for run in _runs(lines)]
    matching = [(first.size >= _HEADING * size, len(named.intersection(own)), first.size, -run[0], run) for run, first, own in runs
                if len(named.intersection(own)) >= max(2, 0.8 * len(set(own)), _NAME_SHARE * len(named)) and first.page <= _FIRST_PAGES]
    if matching:
        return max(matching)[-1]
    large = [(first.size, -run[0], run) for run, first, own in runs if first.size >= _HEADING * size and first.page == lines[0].page
             and (len(own) >= _HEADLINE_WORDS or (len(own) >= 2 and (not named or named.intersection(own))))]
    return max(large)[-1] if large else (0, 0)


def _runs(lines: Sequence[PrintedLine]) -> list[tuple[int, int]]:
    """Begin and end of the lines of one size that stand close under each other."""
    breaks = [n for n, (a, b) in enumerate(pairwise(lines), start=1)
              if a.page != b.page or abs(a.size - b.size) > 0.03 * a.size or not 0 <= b.y - a.y <= 1.7 * a.size]
    return list(pairwise([0, *breaks, len(lines)])) if lines else []


def _paragraphs(lines: Sequence[PrintedLine], size: float) -> Iterator[list[PrintedLine]]:
    """Lines that belong together; small print between two parts of a paragraph stands behind it."""
    lead = _most(Counter(round((b.y - a.y) * 2) / 2 for a, b in pairwise(lines) if 0.9 * a.size < b.y - a.y < 2 * a.size
                         and abs(a.size - size) < 0.1 * size)) or 1.2 * size
    lengths = sorted(len(line.text) for line in lines if abs(line.size - size) < 0.1 * size)
    full = lengths[int(0.8 * len(lengths))] if lengths else 0
    group: list[PrintedLine] = []
    small: list[list[PrintedLine]] = []
    for line in lines:
        if line.size < _SMALL * size:
            if small and _goes_on(small[-1], line, lead * line.size / size, 0):
                small[-1].append(line)
            else:
                small.append([line])
            continue
        if group and not _goes_on(group, line, lead, full):
            yield group
            yield from small
            group, small = [], []
        group.append(line)
    yield from filter(None, [group, *small])


def _goes_on(group: list[PrintedLine], line: PrintedLine, lead: float, full: float) -> bool:
    """Whether a line continues the paragraph before it."""
    last = group[-1]
    if abs(line.size - last.size) > 0.1 * last.size:
        return False
    begins_small = line.text[:1].islower()
    if line.page != last.page or line.y < last.y - last.size:  # the next page or column
        return begins_small or not _END.search(last.text) and len(last.text) >= _SHORT * full > 0
    if line.y - last.y > 1.25 * lead or (len(last.text) < _SHORT * full and not begins_small):
        return False
    indent = line.x - min(part.x for part in group[-3:])
    return not (0.8 * line.size < indent < 5 * line.size and _END.search(last.text) and not begins_small)


def _told_apart(groups: list[list[PrintedLine]], size: float) -> Iterator[tuple[list[PrintedLine], str]]:
    """Each paragraph with the reason why it is no text of the article, or ""."""
    texts = [" ".join(line.text for line in group) for group in groups]
    ends = [bool(_END.search(text)) for text in texts]
    prose = [n for n, text in enumerate(texts) if groups[n][0].size >= _SMALL * size
             and len(text.split()) >= (_PROSE_WORDS if ends[n] else _MUCH_PROSE)]
    last = prose[-1] if prose else len(groups)
    over = next((n for n in range(last + 1, len(groups)) if not ends[n]), len(groups))
    over = min(over, _behind(texts, prose))
    menu = _menu(texts, ends, prose)
    for n, group in enumerate(groups):
        if all(line.is_link for line in group) and not ends[n]:
            yield group, "related"
        elif group[0].size < _SMALL * size:
            yield group, "caption" if cleaning.is_caption(texts[n]) else "boilerplate"
        else:
            yield group, "boilerplate" if n >= over or n in menu else ""


def _behind(texts: list[str], prose: list[int]) -> int:
    """Number of the paragraph that heads what stands behind the article: comments, other articles."""
    n_words = sum(len(texts[n].split()) for n in prose)
    n_before = 0
    for n, text in enumerate(texts):
        if n_before >= _WORDS_BEFORE and len(text) <= 60 and (_AFTER.match(text) or _BOX.match(text) and n_before > n_words / 2):
            return n
        n_before += len(text.split()) if n in prose else 0
    return len(texts)


def _menu(texts: list[str], ends: list[bool], prose: list[int]) -> range:
    """Numbers of the paragraphs above the text that are a list of names, as menus are, and far less than the text."""
    short = [n for n in range(prose[0] if prose else 0) if len(texts[n].split()) <= _MENU and not ends[n]]
    above = range(short[-1] + 1) if len(short) >= _MENU else range(0)
    n_words = [sum(len(texts[n].split()) for n in part) for part in (above, prose)]
    return above if _MENU_SHARE * n_words[0] < n_words[1] else range(0)


def _unbroken_words(lines: Sequence[PrintedLine]) -> frozenset[str]:
    """The words of the lines that are not cut at an end, in small letters, those with a hyphen among them."""
    return frozenset(word for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text.lower())[:-1])


def _joined(group: Sequence[PrintedLine], vocabulary: frozenset[str]) -> str:
    """The text of some lines; a word that was cut at the end of a line is whole again."""
    parts: list[str] = []
    for line in group:
        before = _CUT.search(parts[-1][-_LONGEST_WORD:]) if parts else None
        behind = re.match(r"\w{1,60}", line.text)
        if before and behind and behind[0][0].islower():
            parts[-1] = parts[-1][:-1] + ("-" if _keeps_hyphen(before, behind[0], vocabulary) else "")
            parts.append(line.text)
        else:
            parts += [" ", line.text] if parts else [line.text]
    return "".join(parts)


def _keeps_hyphen(before: re.Match, behind: str, vocabulary: frozenset[str]) -> bool:
    """Whether a hyphen at the end of a line is part of the word: the same text says so, else its first part."""
    first = before[1].lower()
    if before[2] != "-" or first + behind.lower() in vocabulary:
        return False
    return f"{first}-{behind.lower()}" in vocabulary or first.rpartition("-")[2] in _COMPOUNDS or not first.isalpha()
