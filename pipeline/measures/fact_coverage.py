"""Which outlet states which fact, and which is silent."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.counting import numbered, packed
from pipeline.measures import _facts
from pipeline.measures._outlets import names

QUESTION = "Which outlet states which fact, which may say it in other words, and which does not state it?"
UNIT = "outlets that state the fact"
RANGE = (1, None)
VALUE = "n_outlets"
READS = {
    "matches": ("article_id", "start", "end", "other_article_id", "other_start", "other_end", "score"),
    "quotes": ("article_id", "start", "end", "kind"),
}
_REASONS = ("", "excerpt", "agency copy", "language")  # of two articles of an outlet the first reason counts
_QUOTED = 0.5
_FACT = {"fact_id": "f", "story_id": "s", "text": "It shut.", "n_outlets": 1, "n_compared": 2}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": o, "outlet_name": name, "is_known": True}
            for o, name in (("x", "Bay Post"), ("y", "Hill Echo"), ("z", "Quay Wire"), ("w", "Far Times"))
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "n_words": 9, "body": "It shut."},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "n_words": 9, "body": "Doors closed."},
            {"article_id": "c", "outlet_id": "z", "story_id": "s", "kind": "excerpt"},
            {"article_id": "d", "outlet_id": "w", "story_id": "t", "kind": "full", "n_words": 9, "body": "Rain."},
        ],
        "facts": [{"fact_id": "f", "article_id": "a", "start": 0, "end": 8, "text": "It shut."}],
        "matches": [
            {
                "article_id": "a",
                "start": 0,
                "end": 8,
                "other_article_id": "b",
                "other_start": 0,
                "other_end": 13,
                "score": 0.4,
                "band": "possible",
            }
        ],
        "quotes": [{"quote_id": "q", "article_id": "b", "start": 0, "end": 12, "text": "Doors closed", "kind": "direct"}],
    },
    {},
    [
        _FACT
        | {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "state": "stated",
            "article_id": "a",
            "start": 0,
            "end": 8,
            "statement": "It shut.",
            "score": None,
            "is_quoted": False,
            "why": "",
        },
        _FACT
        | {
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "state": "possible",
            "article_id": "b",
            "start": 0,
            "end": 13,
            "statement": "Doors closed.",
            "score": 0.4,
            "is_quoted": True,
            "why": "",
        },
        _FACT
        | {
            "outlet_id": "z",
            "outlet_name": "Quay Wire",
            "state": "not_collected",
            "article_id": None,
            "start": None,
            "end": None,
            "statement": None,
            "score": None,
            "is_quoted": False,
            "why": "excerpt",
        },
    ],
)


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    facts: pd.DataFrame,
    matches: pd.DataFrame,
    quotes: pd.DataFrame,
    *,
    limit: int = 100,
    least: int = 1,
) -> pd.DataFrame:
    """One row for each fact and outlet with an article on its story; facts that most outlets state first.

    How to read it: `stated`, a statement of the outlet is matched to the fact; `possible`, a statement of it may say the same in
    other words (see `score`); `absent`, its text on this story does not state it; `not_collected`, nothing can be said, and `why` tells
    the reason. An outlet without an article on the story has no row.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, n_words, language, body.
        facts: fact_id, span, text, match_score.
        matches: both spans, score.
        quotes: span, kind.
        limit: how many facts.
        least: only facts that so many outlets state.

    Returns:
        fact_id, story_id, text (the statement that fits the fact best); n_outlets (that state it), n_compared (whose text on the
        story is known), int64; outlet_id, outlet_name, state; article_id, start, end, statement of the outlet's own statement,
        empty where there is none; score (0 to 1) of it, empty where it is alone; is_quoted (half of the statement or more is what a
        source says); why nothing can be said: `excerpt` (no more is known), `agency copy` (no other words are left in the selection) or
        `language` (not one that is read), "" elsewhere.
    """
    shown = _ranked(facts, articles, limit, least)
    facts = facts[facts["fact_id"].isin(shown["fact_id"].unique())]
    cells = shown.merge(_on_story(articles), on="story_id")
    own = _facts.first_statement(
        facts.merge(_facts.of_read(articles)[["article_id", "outlet_id"]], on="article_id"), ["fact_id", "outlet_id"]
    )
    own = own.rename(columns={"match_score": "score"})[["fact_id", "outlet_id", *_facts.SPAN, "score"]]
    maybe = _facts.near(facts, articles, matches).rename(columns=lambda c: c.removeprefix("other_"))
    found = pd.concat([own.assign(state="stated"), maybe[own.columns].assign(state="possible")], ignore_index=True)
    cells = cells.merge(found.astype({"start": "Int64", "end": "Int64", "state": "str"}), on=["fact_id", "outlet_id"], how="left")
    blank = pd.Series(np.where(cells["why"].eq(""), "absent", "not_collected"), index=cells.index, dtype="str")
    cells["state"] = cells["state"].where(cells["state"].notna(), blank)
    cells["outlet_name"] = cells["outlet_id"].map(names(outlets)).astype("str")
    cells["statement"] = _texts(cells, articles)
    cells["is_quoted"] = _is_quoted(cells, quotes)
    return cells.sort_values(["rank", "outlet_name", "outlet_id"], ignore_index=True)[list(EXAMPLE[2][0])]


def found_in(tables: Mapping[str, pd.DataFrame], *, limit: int = 100, least: int = 1) -> pd.DataFrame:
    """The articles of the stories of the facts that are shown: by outlets that state them, then by story."""
    places, articles = _facts.stated_in(tables)
    fact, story = numbered(places["fact_id"])[0], numbered(places["story_id"])[0]
    n_outlets = np.bincount(fact)[fact]
    at = np.flatnonzero((n_outlets >= least) & (story >= 0))
    _, story, _ = packed(n_outlets.max(initial=0) - n_outlets[at], story[at], fact[at])  # as many rows a fact as it has outlets
    shown = np.unique(story[: limit * max(1, n_outlets.max(initial=0))])
    return _facts.of_stories(articles, pd.Series(numbered(places["story_id"])[1].take(shown)))


def _ranked(facts: pd.DataFrame, articles: pd.DataFrame, limit: int, least: int) -> pd.DataFrame:
    """rank, fact_id, story_id, text, n_outlets, n_compared of the facts to show."""
    places = (
        _facts.stated(facts, articles)
        .groupby("fact_id", as_index=False)
        .agg(n_outlets=("outlet_id", "nunique"), story_id=("story_id", "min"))
    )
    texts = _facts.of_read(articles)
    places["n_compared"] = places["story_id"].map(texts.groupby("story_id")["outlet_id"].nunique())
    places = places[places["n_outlets"].ge(least) & places["n_compared"].notna()]
    best = _facts.first_statement(facts[facts["fact_id"].isin(places["fact_id"].unique())], ["fact_id"])[["fact_id", *_facts.SPAN, "text"]]
    rows = places.merge(best, on="fact_id").sort_values(
        ["n_outlets", "story_id", *_facts.SPAN], ascending=[False, *[True] * 4], ignore_index=True
    )
    rows = rows.head(limit).rename_axis("rank").reset_index().astype({"n_outlets": "int64", "n_compared": "int64"})
    return rows[["rank", "fact_id", "story_id", "text", "n_outlets", "n_compared"]]


def _on_story(articles: pd.DataFrame) -> pd.DataFrame:
    """story_id, outlet_id, why: who has an article on which story, and why nothing can be said of what it states ("" where it can)."""
    rows = articles[articles["story_id"].notna()]
    is_read = rows["article_id"].isin(_facts.of_read(rows)["article_id"])
    why = np.select([is_read, rows["kind"].ne("full"), rows["n_words"].eq(0)], _REASONS[:3], _REASONS[3])
    rank = pd.Series(why, index=rows.index).map({reason: place for place, reason in enumerate(_REASONS)})
    best = (
        rows[["story_id", "outlet_id"]]
        .assign(rank=rank.to_numpy())
        .groupby(["story_id", "outlet_id"], as_index=False, observed=True)["rank"]
        .min()
    )
    return best.assign(why=pd.Series([_REASONS[place] for place in best["rank"]], index=best.index, dtype="str")).drop(columns="rank")


def _is_quoted(cells: pd.DataFrame, quotes: pd.DataFrame) -> pd.Series:
    """Whether half of each cell's statement or more is what a source says."""
    spans = cells[["article_id", "start", "end"]].rename_axis("cell").reset_index().dropna()
    said = quotes.loc[quotes["article_id"].isin(spans["article_id"].unique()), ["article_id", "start", "end"]]
    pairs = spans.merge(said, on="article_id", suffixes=("", "_said"))
    inside = pairs[["end", "end_said"]].min(axis=1) - pairs[["start", "start_said"]].max(axis=1)
    share = inside.clip(lower=0).groupby(pairs["cell"]).sum() / (spans.set_index("cell")["end"] - spans.set_index("cell")["start"])
    return (share.reindex(cells.index).fillna(0).astype("float64") >= _QUOTED).astype("bool")


def _texts(cells: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """The text of each cell's span; empty where it has none."""
    bodies = articles[articles["article_id"].isin(cells["article_id"].unique())].set_index("article_id")["body"]
    texts = [
        bodies[a][i:j] if isinstance(a, str) else None for a, i, j in zip(cells["article_id"], cells["start"], cells["end"], strict=True)
    ]
    return pd.Series(texts, index=cells.index, dtype="str")
