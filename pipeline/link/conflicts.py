"""Conflicts: where outlets that state the same give another figure, day, speaker, name or wording.

Only statements that were matched are compared, and in them only what can be told apart: figures of one unit, dates beside a shared
word, the speakers and words of one utterance, names that differ by a slip. A hedge that explains the difference ("up to"), and another
figure of a count that runs on, are told apart from disagreement. A speaker contradicts neither an unnamed one nor the organisation that
his role names.

Caveat: a conflict says that outlets differ, not who is right. What was not matched was not compared.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import combinations, permutations
from typing import NamedTuple

import pandas as pd

from pipeline import tables as schema
from pipeline.link._conflict_figures import HEDGES, Side
from pipeline.link._conflict_pairs import Statement, dated, dates_between, figures_between, names_between, usual_weekday
from pipeline.link._conflict_words import wording_differs
from pipeline.settings import Settings
from pipeline.text import digest, fold

SCOPE = "story"
NEEDS = ("articles.story_id", "sentences", "facts", "matches", "figures", "statements", "quotes.utterance_id", "quotes.source_id")
MAKES = ("conflicts",)
_SPAN = ("article_id", "start", "end")
_PAIR = (*_SPAN, "other_article_id", "other_start", "other_end")
_COMMON_BESIDE = 200  # statements with one word beside their date; more are "said" and its like
_STRENGTH = ("agree", "hedge", "update", "real")

# One side: article_id, start, end, text, value. One edge: kind, what is compared, reading, two sides.
_Row = tuple[str, int, int, str, str]
_Edge = tuple[str, str, str, _Row, _Row]


def link(tables: dict[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """The disagreements of one story, each with all its sides.

    Args:
        tables: `articles`, `facts`, `matches`, `figures`, `statements`, `sentences` and `quotes` of one story.
        settings: `conflict_possible_score`.

    Returns:
        `conflicts`: one row is one side; a conflict has sides of two outlets at least. `reading` is the strongest of its pairs: real
        before update before hedge. Empty where nothing differs.
    """
    articles = tables["articles"]
    if articles["outlet_id"].nunique() < 2:
        return {"conflicts": schema.empty("conflicts")}
    story, rows = str(articles["story_id"].iloc[0]), []
    said_by = zip(*_lists(articles, ("article_id", "outlet_id", "published_at")), strict=True)
    times = {article: (outlet, moment) for article, outlet, moment in said_by}
    for kind, reading, sides in _joined([*_of_statements(tables, settings), *_of_utterances(tables)], times):
        conflict = digest("conflict", kind, *(f"{article} {start} {value}" for article, start, _, _, value in sides))
        rows += [dict(conflict_id=conflict, story_id=story, kind=kind, reading=reading, article_id=article, start=start, end=end, text=text,
                      value=value) for article, start, end, text, value in sides]
    return {"conflicts": schema.frame("conflicts", rows)}


class _Sets:
    """Things that belong together, by the first of each set."""

    def __init__(self):
        self._above: dict[tuple, tuple] = {}

    def first(self, one: tuple) -> tuple:
        """The first of the set that a thing is in."""
        while self._above.setdefault(one, one) != one:
            one = self._above[one]
        return one

    def join(self, one: tuple, other: tuple) -> None:
        """Make one set of the sets of two things."""
        one, other = self.first(one), self.first(other)
        self._above[max(one, other)] = min(one, other)


def _joined(edges: list[_Edge], times: dict[str, tuple]) -> Iterator[tuple[str, str, list[_Row]]]:
    """Edges that share a side become one conflict: its kind, its strongest reading, its sides; where all agree there is none.

    A hedged figure makes no others one: "more than 200" agrees with 214 as with 216, and yet an outlet replaced the one by the other.
    """
    whole, agreed = _Sets(), _Sets()
    for kind, slot, reading, one, other in edges:
        whole.join((kind, slot, one), (kind, slot, other))
        if reading == "agree" and not any(row[4].startswith(HEDGES) for row in (one, other)):
            agreed.join((kind, slot, one), (kind, slot, other))
        for row in (one, other):  # articles of one outlet are not compared, but what is the same word for word agrees
            agreed.join((kind, slot, row), (kind, slot, ("", 0, 0, "", row[4].lower())))
    pairs: dict[tuple, list[_Edge]] = {}
    for edge in edges:
        pairs.setdefault(whole.first((edge[0], edge[1], edge[3])), []).append(edge)
    for top in sorted(pairs):
        sides = {(row[0], row[1]): row for edge in pairs[top] for row in edge[3:]}
        position = {row: agreed.first((*top[:2], row)) for row in sides.values()}
        moves = _moves(sides.values(), position, times)
        strongest = max(_STRENGTH.index(_reading(edge, position, moves)) for edge in pairs[top])
        if strongest:
            yield top[0], _STRENGTH[strongest], [sides[key] for key in sorted(sides)]


def _moves(sides: Iterable[_Row], position: dict[_Row, tuple], times: dict[str, tuple]) -> set[tuple]:
    """What was said first and what the same outlet said in a later article, where none moved the other way."""
    found = set()
    for one, other in permutations(sides, 2):
        (outlet, before), (same, after) = times[one[0]], times[other[0]]
        if outlet == same and position[one] != position[other] and not (pd.isna(before) or pd.isna(after)) and before < after:
            found.add((position[one], position[other]))
    return {(first, later) for first, later in found if (later, first) not in found}


def _reading(edge: _Edge, position: dict[_Row, tuple], moves: set[tuple]) -> str:
    """The reading of one pair; what an outlet itself replaced later is an update, whoever still says it."""
    _, _, reading, one, other = edge
    pair = position.get(one), position.get(other)
    return "update" if reading == "real" and (pair in moves or pair[::-1] in moves) else reading


def _of_statements(tables: dict[str, pd.DataFrame], settings: Settings) -> Iterator[_Edge]:
    """What matched statements give, pair by pair."""
    statements, bodies, outlet = _statements(tables), _of_article(tables, "body"), _of_article(tables, "outlet_id")
    pairs = _pairs(tables, settings)
    beside = _beside(tables, [pair for pair, is_same in pairs.items() if is_same])
    pairs |= {pair: False for pair in beside | _beside_dates(statements) if pair not in pairs}
    for (a, b), is_same in sorted(pairs.items()):
        if outlet[a[0]] == outlet[b[0]]:
            continue
        one, other = statements[a], statements[b]
        found = figures_between(one, other, is_same)
        if is_same:
            found += names_between(one, other, bodies)
        if not any(d.reading in ("real", "update") for d in found):
            found += dates_between(one, other, is_same or (a, b) in beside)
        for d in found:
            yield d.kind, d.slot if d.kind != "date" else "", d.reading, (*a, one.text, d.value), (*b, other.text, d.other_value)


def _of_article(tables: dict[str, pd.DataFrame], column: str) -> dict:
    """A column of `articles` by article."""
    return dict(zip(*_lists(tables["articles"], ("article_id", column)), strict=True))


def _lists(rows: pd.DataFrame, columns: Iterable[str]) -> list[list]:
    """Some columns as plain lists, which are read one by one much faster."""
    return [rows[column].tolist() for column in columns]


def _beside(tables: dict[str, pd.DataFrame], same: list[tuple]) -> set[tuple]:
    """Pairs of statements whose sentences have a matched pair: what one outlet says in one clause, another says in two."""
    starts: dict[str, list[int]] = {}
    for article, start in zip(*_lists(tables["sentences"], _SPAN[:2]), strict=True):
        starts.setdefault(article, []).append(start)
    for places in starts.values():
        places.sort()
    clauses: dict[tuple, list[tuple]] = {}
    home = {}
    for span in zip(*_lists(tables["statements"], _SPAN), strict=True):
        home[span] = (span[0], bisect_right(starts.get(span[0], []), span[1]))
        clauses.setdefault(home[span], []).append(span)
    return {tuple(sorted((one, other))) for a, b in same
            for one in clauses[home[a]] for other in clauses[home[b]] if (one, other) != (a, b)}


def _pairs(tables: dict[str, pd.DataFrame], settings: Settings) -> dict[tuple, bool]:
    """Pairs of statements that share a fact (true) or are likely enough to (false)."""
    found = {}
    for *spans, score in zip(*_lists(tables["matches"], (*_PAIR, "score")), strict=True):
        if score >= settings.conflict_possible_score:
            found[tuple(sorted((tuple(spans[:3]), tuple(spans[3:]))))] = False
    members: dict[str, list[tuple]] = {}
    for fact, *span in zip(*_lists(tables["facts"], ("fact_id", *_SPAN)), strict=True):
        members.setdefault(fact, []).append(tuple(span))
    return found | {pair: True for group in members.values() for pair in combinations(sorted(group), 2)}


def _beside_dates(statements: dict[tuple, Statement]) -> set[tuple]:
    """Pairs of statements that have a plain word beside their date in common."""
    by_word: dict[str, list[tuple]] = {}
    for key in sorted(statements):
        when = statements[key].dated
        for word in when.plain if when else ():
            by_word.setdefault(word, []).append(key)
    return {pair for keys in by_word.values() if len(keys) <= _COMMON_BESIDE for pair in combinations(keys, 2)}


def _statements(tables: dict[str, pd.DataFrame]) -> dict[tuple, Statement]:
    """Statements by article, start and end, with their figures and days."""
    days = tables["articles"]["published_at"].dropna()
    usual = days.sort_values().iloc[len(days) // 2] if len(days) else None
    published = {article: None if pd.isna(day) else day for article, day in _of_article(tables, "published_at").items()}
    weekday = {article: usual_weekday(body) for article, body in _of_article(tables, "body").items()}
    figures, found = _figures(tables["figures"]), {}
    for article, start, end, text, core in zip(*_lists(tables["statements"], (*_SPAN, "text", "core")), strict=True):
        day, at = published[article], start + max(text.find(core), 0)
        sides = tuple(side for first, after, side in figures.get(article, ()) if at <= first and after <= at + len(core))
        when = dated(core, usual if day is None else day)
        found[article, start, end] = Statement(article, start, end, text, core, sides, day, weekday[article], when)
    return found


def _figures(figures: pd.DataFrame) -> dict[str, list[tuple[int, int, Side]]]:
    """The figures of each article as they are compared, with their start and end."""
    found: dict[str, list[tuple[int, int, Side]]] = {}
    for article, start, end, value, high, unit, hedge, text in zip(
            *_lists(figures, (*_SPAN, "value", "value_high", "unit", "hedge", "text")), strict=True):
        side = Side(value, None if pd.isna(high) else high, unit, hedge if isinstance(hedge, str) else "", text)
        found.setdefault(article, []).append((start, end, side))
    return found


class _Quote(NamedTuple):
    """One rendering of an utterance."""

    article_id: str
    start: int
    end: int
    text: str
    source_id: str
    co_source_ids: str
    speaker_name: str
    speaker_text: str
    speaker_kind: str


def _of_utterances(tables: dict[str, pd.DataFrame]) -> Iterator[_Edge]:
    """What renderings of one utterance give: other speakers, other words."""
    outlet, roles = _of_article(tables, "outlet_id"), _roles(tables["quotes"])
    renderings: dict[str, list[_Quote]] = {}
    for utterance, kind, *quote in zip(*_lists(tables["quotes"], ("utterance_id", "kind", *_Quote._fields)), strict=True):
        if isinstance(utterance, str) and kind in ("direct", "mixed"):
            renderings.setdefault(utterance, []).append(_Quote(*quote))
    for utterance in sorted(renderings):
        for one, other in combinations(sorted(renderings[utterance], key=lambda quote: quote[:2]), 2):
            if outlet[one.article_id] != outlet[other.article_id]:
                yield from _of_renderings(utterance, one, other, roles)


def _roles(quotes: pd.DataFrame) -> dict[str, str]:
    """All roles of each source as written anywhere in the story, by source_id."""
    roles: dict[str, set[str]] = {}
    for source, role in zip(*_lists(quotes, ("source_id", "speaker_role")), strict=True):
        if isinstance(source, str) and isinstance(role, str):
            roles.setdefault(source, set()).add(fold(role))
    return {source: " ; ".join(sorted(written)) for source, written in roles.items()}


def _of_renderings(utterance: str, one: _Quote, other: _Quote, roles: dict[str, str]) -> Iterator[_Edge]:
    """Other speakers and other words of two renderings."""
    is_known = isinstance(one.source_id, str) and isinstance(other.source_id, str)
    if is_known and not (_may_be_one(one, other, roles) or _may_be_one(other, one, roles)):
        reading = "agree" if _sources(one) & _sources(other) else "real"  # "Vale said" and "Vale and Brandt said" do not contradict
        yield "attribution", utterance, reading, (*one[:4], _speaker(one)), (*other[:4], _speaker(other))
    if changed := wording_differs(one.text, other.text):
        left, right = ("; ".join(part) for part in zip(*changed, strict=True))
        yield "wording", utterance, "real", (*one[:4], left), (*other[:4], right)


def _may_be_one(one: _Quote, other: _Quote, roles: dict[str, str]) -> bool:
    """Whether two speakers do not contradict each other: nobody knows who an unnamed one is, and a spokesman speaks for his company."""
    if one.speaker_kind == "unnamed":
        return True
    name = fold(_speaker(one)).removeprefix("the ")
    is_for = re.search(rf"\b{re.escape(name)}\b", roles.get(other.source_id, ""))
    return one.speaker_kind == "organisation" and other.speaker_kind == "person" and is_for is not None


def _sources(quote: _Quote) -> set[str]:
    """All who say a quote."""
    return {quote.source_id, *(quote.co_source_ids.split(" ") if isinstance(quote.co_source_ids, str) else ())}


def _speaker(quote: _Quote) -> str:
    """The speaker of a quote as resolved, else as written."""
    return next((text for text in (quote.speaker_name, quote.speaker_text) if isinstance(text, str) and text), "unnamed")
