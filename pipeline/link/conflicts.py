"""Conflicts: where outlets that state the same give another figure, day, speaker, name or wording.

Only statements that were matched are compared, and in them only what can be told apart: figures of one unit, dates beside a shared
word, the speakers and words of one utterance, names that differ by a slip. A hedge that explains the difference ("up to"), and another
figure of a count that runs on, are told apart from disagreement.

Caveat: a conflict says that outlets differ, not who is right. What was not matched was not compared.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from pipeline import tables as schema
from pipeline.link._conflict_figures import Side
from pipeline.link._conflict_pairs import Statement, dated, dates_between, figures_between, names_between, usual_weekday
from pipeline.link._conflict_words import wording_differs
from pipeline.settings import Settings
from pipeline.text import digest

SCOPE = "story"
NEEDS = ("articles.story_id", "sentences", "facts", "matches", "figures", "statements", "quotes.utterance_id", "quotes.source_id")
MAKES = ("conflicts",)
_PAIR = ["article_id", "start", "end", "other_article_id", "other_start", "other_end"]
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
    if articles.empty:
        return {"conflicts": schema.empty("conflicts")}
    story, rows = str(articles["story_id"].iloc[0]), []
    for kind, reading, sides in _joined([*_of_statements(tables, settings), *_of_utterances(tables)]):
        conflict = digest("conflict", kind, *(f"{article} {start} {value}" for article, start, _, _, value in sides))
        rows += [dict(conflict_id=conflict, story_id=story, kind=kind, reading=reading, article_id=article, start=start, end=end, text=text,
                      value=value) for article, start, end, text, value in sides]
    return {"conflicts": schema.conform("conflicts", schema.frame("conflicts", rows))}


def _joined(edges: list[_Edge]) -> Iterator[tuple[str, str, list[_Row]]]:
    """Edges that share a side become one conflict: its kind, its strongest reading, its sides; where all agree there is none."""
    whole: dict[tuple, tuple] = {}

    def root(node: tuple) -> tuple:
        while whole.setdefault(node, node) != node:
            node = whole[node]
        return node

    for kind, slot, _, one, other in edges:
        left, right = root((kind, slot, one)), root((kind, slot, other))
        whole[max(left, right)] = min(left, right)
    readings, sides = {}, {}
    for kind, slot, reading, one, other in edges:
        top = root((kind, slot, one))
        readings[top] = max(readings.get(top, 0), _STRENGTH.index(reading))
        sides.setdefault(top, {}).update({(row[0], row[1]): row for row in (one, other)})
    for top in sorted(readings):
        if readings[top]:
            yield top[0], _STRENGTH[readings[top]], [sides[top][key] for key in sorted(sides[top])]


def _of_statements(tables: dict[str, pd.DataFrame], settings: Settings) -> Iterator[_Edge]:
    """What matched statements give, pair by pair."""
    statements, bodies = _statements(tables), dict(zip(tables["articles"]["article_id"], tables["articles"]["body"], strict=True))
    outlet = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet_id"], strict=True))
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


def _beside(tables: dict[str, pd.DataFrame], same: list[tuple]) -> set[tuple]:
    """Pairs of statements whose sentences have a matched pair: what one outlet says in one clause, another says in two."""
    starts = {article: sorted(rows["start"]) for article, rows in tables["sentences"].groupby("article_id")}
    clauses: dict[tuple, list[tuple]] = {}
    home = {}
    for span in map(_span, tables["statements"][_PAIR[:3]].itertuples(index=False, name=None)):
        home[span] = (span[0], bisect_right(starts.get(span[0], []), span[1]))
        clauses.setdefault(home[span], []).append(span)
    return {tuple(sorted((one, other))) for a, b in same
            for one in clauses[home[a]] for other in clauses[home[b]] if (one, other) != (a, b)}


def _pairs(tables: dict[str, pd.DataFrame], settings: Settings) -> dict[tuple, bool]:
    """Pairs of statements that share a fact (true) or are likely enough to (false)."""
    matches, facts = tables["matches"], tables["facts"]
    likely = matches[matches["score"] >= settings.conflict_possible_score]
    found = {tuple(sorted((_span(row[:3]), _span(row[3:])))): False for row in likely[_PAIR].itertuples(index=False, name=None)}
    members: dict[str, list[tuple]] = {}
    for fact, *span in facts[["fact_id", *_PAIR[:3]]].itertuples(index=False, name=None):
        members.setdefault(fact, []).append(_span(span))
    return found | {pair: True for group in members.values() for pair in combinations(sorted(group), 2)}


def _span(row: tuple) -> tuple[str, int, int]:
    """Article, start and end as a key."""
    return row[0], int(row[1]), int(row[2])


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
    articles = tables["articles"].set_index("article_id")
    days = articles["published_at"].dropna()
    usual = days.sort_values().iloc[len(days) // 2] if len(days) else None
    figures = {article: list(rows.itertuples()) for article, rows in tables["figures"].groupby("article_id")}
    weekday = {article: usual_weekday(body) for article, body in articles["body"].items()}
    found = {}
    for row in tables["statements"].itertuples():
        day = articles["published_at"][row.article_id]
        published = None if pd.isna(day) else day
        at = row.start + max(row.text.find(row.core), 0)
        sides = tuple(_side(f) for f in figures.get(row.article_id, []) if at <= f.start and f.end <= at + len(row.core))
        when = dated(row.core, published if published is not None else usual)
        found[row.article_id, row.start, row.end] = Statement(row.article_id, row.start, row.end, row.text, row.core, sides, published,
                                                              weekday[row.article_id], when)
    return found


def _side(figure) -> Side:
    """A row of `figures` as it is compared."""
    high, hedge = figure.value_high, figure.hedge
    return Side(figure.value, None if pd.isna(high) else high, figure.unit, hedge if isinstance(hedge, str) else "", figure.text)


def _of_utterances(tables: dict[str, pd.DataFrame]) -> Iterator[_Edge]:
    """What renderings of one utterance give: other speakers, other words."""
    outlet = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet_id"], strict=True))
    quotes = tables["quotes"]
    known = quotes[quotes["utterance_id"].notna() & quotes["kind"].isin(["direct", "mixed"])].sort_values(["article_id", "start"])
    for utterance, renderings in known.groupby("utterance_id"):
        for one, other in combinations(list(renderings.itertuples()), 2):
            if outlet[one.article_id] == outlet[other.article_id]:
                continue
            sides = [(q.article_id, q.start, q.end, q.text) for q in (one, other)]
            if pd.notna(one.source_id) and pd.notna(other.source_id):
                reading = "agree" if one.source_id == other.source_id else "real"
                yield "attribution", utterance, reading, (*sides[0], _speaker(one)), (*sides[1], _speaker(other))
            if changed := wording_differs(one.text, other.text):
                left, right = ("; ".join(part) for part in zip(*changed, strict=True))
                yield "wording", utterance, "real", (*sides[0], left), (*sides[1], right)


def _speaker(quote) -> str:
    """The speaker of a quote as resolved, else as written."""
    return next((text for text in (quote.speaker_name, quote.speaker_text) if isinstance(text, str) and text), "unnamed")
