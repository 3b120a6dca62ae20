"""The facts that one outlet alone states, each with its sentence and the closest statement elsewhere."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._central import centrality
from pipeline.measures._outlets import names, with_outlet

QUESTION = "Which facts does one outlet state and no other selected outlet?"
UNIT = "score of the closest statement elsewhere"
RANGE = (0, 1)
VALUE = "score"
READS = {
    "matches": ("article_id", "start", "end", "other_article_id", "other_start", "other_end", "score", "band"),
}
BANDS = ("only here", "possibly elsewhere")
READS = {
    "articles": (
        *("article_id", "outlet_id", "story_id", "kind", "n_words", "language"),
        *("title", "published_at", "published_precision", "url"),
    ),
    "facts": ("fact_id", "article_id", "start", "end", "text", "match_score", "span"),
    "matches": ("article_id", "start", "end", "other_article_id", "other_start", "other_end", "score", "band", "span", "other_span"),
}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {
                "article_id": "a",
                "outlet_id": "x",
                "story_id": "s",
                "kind": "full",
                "n_words": 9,
                "title": "Shut",
                "url": "https://bay.example/1",
            },
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "n_words": 9, "title": "Closed"},
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
    },
    {},
    [
        {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "story_id": "s",
            "fact_id": "f",
            "band": "possibly elsewhere",
            "certainty": 0.6,
            "centrality": 0.5,
            "score": 0.4,
            "article_id": "a",
            "start": 0,
            "end": 8,
            "text": "It shut.",
            "n_statements": 1,
            "title": "Shut",
            "published_at": None,
            "published_precision": None,
            "url": "https://bay.example/1",
            "other_outlet_id": "y",
            "other_article_id": "b",
            "other_start": 0,
            "other_end": 13,
        }
    ],
)


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    facts: pd.DataFrame,
    matches: pd.DataFrame,
    *,
    outlet_id: str = "",
    cut: float = 0,
    band: str = "",
    limit: int = 0,
) -> pd.DataFrame:
    """One row a fact that only one selected outlet states, in stories that two outlets or more tell in full.

    How to read it: `only here`, nothing like it was found in the other texts; `possibly elsewhere`, the closest statement of
    another outlet may say the same, judge it by its sentence and `score`. "Unique" is neither "true" nor "first".

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, n_words, language, title, published_at, published_precision, url.
        facts: fact_id, span, text, match_score.
        matches: both spans, score, band.
        outlet_id: the facts of this outlet only; empty for all.
        cut: the score (0 to 1) from which on a match counts as the same fact; 0 for the matching's own.
        band: only here, or possibly elsewhere; "" for both.
        limit: how many at most; 0 for all.

    Returns:
        outlet_id, outlet_name, story_id, fact_id, band; certainty (0 to 1: 1 less the chance that the closest statement elsewhere says
        the same), centrality (0 to 1: the mean of how early the statement stands in its article, and of how many other outlets state the
        facts beside it), score (0 to 1, empty for `only here`), span and text of the outlet's first statement, n_statements (int64),
        title, published_at, published_precision and url of its article, outlet and span of the closest statement elsewhere (empty for
        `only here`). Sorted by outlet, the surest first, then the most central.
    """
    given = facts
    if not cut:
        facts = _of_first(facts, articles, matches, outlets, (outlet_id, band, limit))
    alone = _facts.alone(facts, articles, matches, cut)
    alone = alone[alone["outlet_id"].eq(outlet_id)] if outlet_id else alone
    alone = alone[alone["score"].isna().eq(band == BANDS[0])] if band else alone
    own = with_outlet(facts[facts["fact_id"].isin(alone["fact_id"].unique())], articles).sort_values(_facts.SPAN, ignore_index=True)
    key = ["fact_id", "outlet_id"]
    own = own.assign(n_statements=own.groupby(key)["start"].transform("size")).drop_duplicates(key)
    rows = alone.merge(own[[*key, *_facts.SPAN, "text", "n_statements"]], on=key)
    near_by = given[given["article_id"].isin(rows["article_id"].unique())]
    rows = rows.merge(centrality(near_by, articles, _facts.stated(given, articles)), on=["article_id", "start"])
    rows = rows.merge(articles[["article_id", "title", "published_at", "published_precision", "url"]], on="article_id")
    rows["certainty"] = (1 - rows["score"].fillna(0.0)).round(4)
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    rows["band"] = pd.Series(np.where(rows["score"].isna(), *BANDS), index=rows.index, dtype="str")
    order = {
        "outlet_name": True,
        "outlet_id": True,
        "certainty": False,
        "centrality": False,
        "story_id": True,
        **dict.fromkeys(_facts.SPAN, True),
    }
    rows = rows.sort_values(list(order), ascending=list(order.values()), ignore_index=True)[list(EXAMPLE[2][0])]
    return rows.head(limit) if limit else rows


def found_in(
    tables: Mapping[str, pd.DataFrame], *, outlet_id: str = "", cut: float = 0, band: str = "", limit: int = 0
) -> pd.DataFrame | None:
    """The articles of the stories that the outlet tells; else of those that the outlets tell whose facts fill the list."""
    if not outlet_id and (cut or band or not limit):
        return None
    places, articles = _facts.stated_in(tables)
    wanted = [outlet_id] if outlet_id else _filling(_facts.unique(places, articles), tables["outlets"], limit)
    return _facts.of_stories(articles, articles.loc[articles["outlet_id"].isin(wanted), "story_id"])


def _filling(rows: pd.DataFrame, outlets: pd.DataFrame, limit: int) -> pd.Series:
    """The outlets, by name, whose facts fill a list."""
    order = outlets.sort_values(["outlet_name", "outlet_id"])["outlet_id"].astype("str")
    n = order.map(rows["outlet_id"].astype("str").value_counts()).fillna(0)
    return order[(n.cumsum() - n) < limit]


def _of_first(
    facts: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame, outlets: pd.DataFrame, wanted: tuple[str, str, int]
) -> pd.DataFrame:
    """The statements of the facts that can be among the first: of one outlet and band, and of no more outlets than fill the list.

    Args:
        facts: all statements.
        articles: as the measure has them.
        matches: as the measure has them.
        outlets: as the measure has them.
        wanted: outlet_id, band and limit of the measure.
    """
    outlet_id, band, limit = wanted
    rows = _facts.unique(_facts.stated(facts, articles), articles)
    rows = rows[rows["outlet_id"].eq(outlet_id)] if outlet_id else rows
    if band:
        near = facts["fact_id"][_facts.is_near(facts, articles, matches)].unique()
        rows = rows[rows["fact_id"].isin(near).ne(band == BANDS[0])]
    if limit and len(rows) > limit:
        rows = rows[rows["outlet_id"].isin(_filling(rows, outlets, limit))]
    return facts[facts["fact_id"].isin(rows["fact_id"].unique())]
