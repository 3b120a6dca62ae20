"""What two matched statements of different outlets give differently: figures, dates, names."""

from collections import Counter
from typing import NamedTuple

import pandas as pd

from pipeline.link import _conflict_dates, _conflict_words
from pipeline.link._conflict_figures import MEASURED, Side, compared, unit_class
from pipeline.link._fact_words import like_words, pieces, stem
from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold, word_spans, words

_WIDEST = 4.0  # times: figures further apart are counts of different things (17 routes and 3,200 jobs), not a disagreement
_RUNNING = frozenset(stem(w) for w in (
    "dead died killed toll deaths injured wounded hurt missing hospitalised hospitalized cases infected evacuated displaced arrested detained rescued "
    "electricity power outage homeless stranded burned damaged destroyed counted collected signatures donations casualties victims survivors").split())
_BOUNDS = frozenset("by before until after since from".split())


class Statement(NamedTuple):
    """One statement with what it is compared by."""

    article_id: str
    start: int
    end: int
    text: str
    core: str
    figures: tuple[Side, ...]
    published: pd.Timestamp | None
    anchor: pd.Timestamp | None
    weekday: str


class Difference(NamedTuple):
    """What two statements give for one thing, and how it reads: agree, hedge, update or real."""

    kind: str
    slot: str
    reading: str
    value: str
    other_value: str


def usual_weekday(body: str) -> str:
    """The weekday that an article names most, "" where it names none: the day it speaks of as its own."""
    named = Counter(d.text.lower() for d in _conflict_dates.days(body, None) if d.kind == "weekday")
    return min(named, key=lambda day: (-named[day], day)) if named else ""


def figures_between(one: Statement, other: Statement, is_same: bool) -> list[Difference]:
    """Figures of one unit, where both statements have one, and whether they agree; where they only possibly say the same, counts alone."""
    found = []
    units = sorted({unit_class(f.unit) for f in one.figures} & {unit_class(f.unit) for f in other.figures})
    for unit in [u for u in units if is_same or u not in MEASURED]:
        here = [f for f in one.figures if unit_class(f.unit) == unit]
        there = [f for f in other.figures if unit_class(f.unit) == unit]
        verdicts = {(a, b): compared(a, b) for a in here for b in there}
        settled = [pair for pair in verdicts if verdicts[pair] == "agree"] or [pair for pair in verdicts if verdicts[pair] == "hedge"]
        if not settled and len(verdicts) > 1:
            continue  # several figures of one unit, none of them shared: which belongs to which is not known
        (a, b) = settled[0] if settled else next(iter(verdicts))
        if not settled and (unit == "" or not _are_of_one_size(a, b)):
            continue
        reading = {"agree": "agree", "hedge": "hedge", "differ": "real"}[verdicts[a, b]]
        if reading != "agree" and a.value != b.value and a.high is None and b.high is None and _is_update(one, other):
            reading = "update"
        found.append(Difference("figure", unit, reading, _said(a), _said(b)))
    return found


def _are_of_one_size(a: Side, b: Side) -> bool:
    """Whether two values are near enough to be about one thing."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return low > 0 and high / low <= _WIDEST


def _said(figure: Side) -> str:
    """The figure in words, with its hedge."""
    return f"{figure.hedge} {figure.text}".strip()


def _is_update(one: Statement, other: Statement) -> bool:
    """Whether two figures are of a count that runs on, and stated for different times."""
    said = {stem(w) for s in (one, other) for w in words(s.text)}
    return bool(said & _RUNNING) and _are_apart(one, other)


def _are_apart(one: Statement, other: Statement) -> bool:
    """Whether two statements speak of different times, by their own weekdays, their articles' or the days of publication."""
    named = [{d.text.lower() for d in _conflict_dates.days(s.text, None) if d.kind == "weekday"} for s in (one, other)]
    here, there = (own or ({s.weekday} if s.weekday else set()) for own, s in zip(named, (one, other), strict=True))
    if here and there and not here & there:
        return True
    return one.published is not None and other.published is not None and abs(one.published - other.published) >= pd.Timedelta(hours=6)


def dates_between(one: Statement, other: Statement) -> list[Difference]:
    """A date of each statement that cannot be the other's, beside a word that both share."""
    here, there = (_conflict_dates.days(s.core, s.anchor) for s in (one, other))
    if len(here) != 1 or len(there) != 1 or not _conflict_dates.differ(here[0], there[0]):
        return []
    if _is_bound(one.core, here[0].start) != _is_bound(other.core, there[0].start):
        return []
    shared = _words_beside(one.core, here[0]) & _words_beside(other.core, there[0])
    return [Difference("date", " ".join(sorted(shared)), "real", here[0].text, there[0].text)] if shared else []


def _is_bound(core: str, at: int) -> bool:
    """Whether a date is a bound ("until Friday") rather than the day itself."""
    return (words(core[max(0, at - 30):at]) or [""])[-1] in _BOUNDS


def _words_beside(core: str, day: _conflict_dates.Day) -> set[str]:
    """Groups of the plain words of the part of a statement in which a date stands; names and the date's own words are left out."""
    start, end = next(((i, j) for i, j in pieces(core) if i <= day.start < j), (0, len(core)))
    found = set()
    for i, j in word_spans(core[start:end]):
        word = fold(core[start + i:start + j])
        if not (start + i < day.end and day.start < start + j) and core[start + i].islower() and word not in STOP_WORDS:
            found.add(like_words().get(stem(word), stem(word)))
    return found


def names_between(one: Statement, other: Statement, bodies: dict[str, str]) -> list[Difference]:
    """Names that look like one person's, written in two ways; none that the other article writes so as well."""
    return [Difference("name", name.split()[-1].lower(), "real", name, rival)
            for name in _conflict_words.people(one.text) for rival in _conflict_words.people(other.text)
            if _conflict_words.names_differ(name, rival) and name not in bodies[other.article_id] and rival not in bodies[one.article_id]]
