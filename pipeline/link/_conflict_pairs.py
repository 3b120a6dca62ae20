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
_SHARED_BESIDE = 3  # words beside two dates that must be shared where the statements are not matched, and the share of them
_SHARE_BESIDE = 0.6
_MONTH = 27  # days from the first to the last of the shortest month
_ROUNDED = 0.05
# Units that say too little of what is counted: the words beside the figures must agree as well.
_ANYBODY = frozenset(unit_class(unit) for unit in ("people", "man", "woman", "child", "time"))
_RUNNING = frozenset(stem(w) for w in (
    "dead died killed toll deaths injured wounded hurt missing hospitalised hospitalized cases infected evacuated displaced arrested "
    "detained rescued "
    "electricity power outage homeless stranded burned damaged destroyed counted collected signatures donations casualties victims "
    "survivors acres hectares contained containment flooded recovered vaccinated").split())
_BOUNDS = frozenset("by before until after since from".split())


class Dated(NamedTuple):
    """The one date of a statement: the day, its bound ("until" Friday), the plain words and all words beside it."""

    day: _conflict_dates.Day
    bound: str
    plain: frozenset[str]
    all: frozenset[str]


class Statement(NamedTuple):
    """One statement with what it is compared by."""

    article_id: str
    start: int
    end: int
    text: str
    core: str
    figures: tuple[Side, ...]
    published: pd.Timestamp | None
    weekday: str
    dated: Dated | None


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
    here, there = _by_unit(one), _by_unit(other)
    units = [unit for unit in sorted(here.keys() & there.keys()) if is_same or unit not in MEASURED]
    found = [_difference(unit, one, other, pair) for unit in units if (pair := _compared_pair(unit, here[unit], there[unit]))]
    if not found and (pair := _counts_of_one_thing(one, other, here, there) if is_same else _counts_that_run_on(one, other, here, there)):
        found.append(_difference("", one, other, pair))
    return [difference for difference in found if difference]


def _by_unit(statement: Statement) -> dict[str, list[Side]]:
    """The figures of a statement by class of unit."""
    found: dict[str, list[Side]] = {}
    for figure in statement.figures:
        found.setdefault(unit_class(figure.unit), []).append(figure)
    return found


def _compared_pair(unit: str, here: list[Side], there: list[Side]) -> tuple[Side, Side] | None:
    """The figure of each side that belong together: two that agree, else two that a hedge reconciles, else the only one of each."""
    verdicts = {(a, b): compared(a, b) for a in here for b in there}
    for wanted in ("agree", "hedge"):
        for pair, verdict in verdicts.items():
            if verdict == wanted:
                return pair
    # Several figures of one unit and none of them shared: which belongs to which is not known.
    (a, b), *more = verdicts
    return (a, b) if not more and unit and _are_of_one_size(a, b) else None


def _counts_of_one_thing(one: Statement, other: Statement, here: dict, there: dict) -> tuple[Side, Side] | None:
    """The only count of each side, where one side's unit is a word of the other side ("23 people were arrested", "32 arrests")."""
    pair = _only_counts(here, there)
    is_named = pair and ({unit_class(pair[0].unit)} & _groups_of(other.core) or {unit_class(pair[1].unit)} & _groups_of(one.core))
    return pair if is_named else None


def _counts_that_run_on(one: Statement, other: Statement, here: dict, there: dict) -> tuple[Side, Side] | None:
    """The only count of each side, where both are of one thing that changes by the hour, at two times ("85,000 homes without power")."""
    pair = _only_counts(here, there)
    is_running = pair and _running_groups(one.core) & _running_groups(other.core) and _are_apart(one, other)
    return pair if is_running and compared(*pair) == "differ" else None


def _only_counts(here: dict[str, list[Side]], there: dict[str, list[Side]]) -> tuple[Side, Side] | None:
    """The count of each side, where it has exactly one, and both are of one size."""
    counts = [[figure for unit, figures in sides.items() if unit and unit not in MEASURED for figure in figures] for sides in (here, there)]
    if [len(c) for c in counts] != [1, 1] or not _are_of_one_size(counts[0][0], counts[1][0]):
        return None
    return counts[0][0], counts[1][0]


def _running_groups(text: str) -> set[str]:
    """The groups of like words of a text's words for counts that run on ("wildfire" is like "burned", and counts nothing)."""
    return {like_words().get(root, root) for root in map(stem, words(text)) if root in _RUNNING}


def _groups_of(text: str) -> set[str]:
    """The groups of like words that a text's words belong to."""
    return {like_words().get(stem(word), stem(word)) for word in words(text)}


def _difference(unit: str, one: Statement, other: Statement, pair: tuple[Side, Side]) -> Difference | None:
    """Two figures with their reading; another value of a count that runs on is an update. None where two counts share no word beside them."""
    a, b = pair
    if unit in _ANYBODY and compared(a, b) == "differ" and not _plain_beside(one, a) & _plain_beside(other, b):
        return None  # sixty people in the hall and fourteen people hurt are two counts
    reading = {"agree": "agree", "hedge": "hedge", "differ": "real"}[compared(a, b)]
    if a.high is None and b.high is None and not _is_rounded(a, b) and _is_update(one, other):
        reading = "update"
    return Difference("figure", unit, reading, _said(a), _said(b))


def _plain_beside(statement: Statement, figure: Side) -> set[str]:
    """Groups of the plain words beside a figure."""
    at = max(statement.core.find(figure.text), 0)
    return _words_beside(statement.core, at, at + len(figure.text))[0]


def _is_rounded(a: Side, b: Side) -> bool:
    """Whether two values may be one count, rounded."""
    return abs(a.value - b.value) <= _ROUNDED * max(abs(a.value), abs(b.value))


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


def dates_between(one: Statement, other: Statement, is_same: bool) -> list[Difference]:
    """The date of each statement, where they cannot be the same day and stand beside the same words.

    In statements that say the same, one plain word beside both dates is enough where the dates are of one kind ("records began in 1946",
    "a record set in 1968"); else the parts around the dates must be nearly the same ("unveiled its Lark service in May", "announced the Lark service on June 9").
    """
    here, there = one.dated, other.dated
    if here is None or there is None or here.bound != there.bound or not _conflict_dates.differ(here.day, there.day):
        return []
    if _is_news_day(here.day, there.day) or _is_news_day(there.day, here.day):
        return []
    plain, shared = here.plain & there.plain, here.all & there.all
    is_one_kind = is_same and here.day.kind == there.day.kind
    is_nearly_same = len(shared) >= _SHARED_BESIDE and len(shared) >= _SHARE_BESIDE * min(len(here.all), len(there.all))
    if not plain or not (is_one_kind or is_nearly_same):
        return []
    return [Difference("date", " ".join(sorted(plain)), "real", here.day.text, there.day.text)]


def _is_news_day(one: _conflict_dates.Day, other: _conflict_dates.Day) -> bool:
    """Whether one is the weekday of the news and the other a year or a month: of what happened that day, and of what it is about."""
    return one.kind == "weekday" and other.last is not None and other.last - other.first >= _MONTH


def dated(core: str, anchor: pd.Timestamp | None) -> Dated | None:
    """The date of a statement that has exactly one, with the words beside it."""
    days = _conflict_dates.days(core, anchor)
    if len(days) != 1:
        return None
    plain, every = _words_beside(core, days[0].start, days[0].end)
    return Dated(days[0], _bound(core, days[0].start), frozenset(plain), frozenset(every))


def _bound(core: str, at: int) -> str:
    """The word that makes a date a bound ("until" Friday), "" where it is the day itself."""
    before = (words(core[max(0, at - 30):at]) or [""])[-1]
    return before if before in _BOUNDS else ""


def _words_beside(core: str, first: int, after: int) -> tuple[set[str], set[str]]:
    """Groups of the plain words, and of all words, of the part of a statement in which a stretch stands, without the stretch itself."""
    start, end = next(((i, j) for i, j in pieces(core) if i <= first < j), (0, len(core)))
    plain, every = set(), set()
    for i, j in word_spans(core[start:end]):
        word = fold(core[start + i:start + j])
        if (start + i < after and first < start + j) or word in STOP_WORDS:
            continue
        group = like_words().get(stem(word), stem(word))
        every.add(group)
        if core[start + i].islower():
            plain.add(group)
    return plain, every


def names_between(one: Statement, other: Statement, bodies: dict[str, str]) -> list[Difference]:
    """Names that look like one person's, written in two ways; none that the other article writes so as well."""
    return [Difference("name", name.split()[-1].lower(), "real", name, rival)
            for name in _conflict_words.people(one.text) for rival in _conflict_words.people(other.text)
            if _conflict_words.names_differ(name, rival) and name not in bodies[other.article_id] and rival not in bodies[one.article_id]]
