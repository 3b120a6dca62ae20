"""The articles to read first: the few that together state most of a story's facts."""

import pandas as pd

from pipeline.measures import _reading
from pipeline.measures._outlets import names, ratio

QUESTION = "Which few articles together state most of the story's facts?"
UNIT = "share of the story's facts stated so far"
RANGE = (0, 1)
VALUE = "share"
_UNKNOWN = {"url": None, "published_at": None, "published_precision": None}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "title": "Long", "n_words": 300},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "title": "Short", "n_words": 90},
            {"article_id": "c", "outlet_id": "y", "story_id": "s", "kind": "full", "title": "Copy", "n_words": 80},
        ],
        "facts": [
            {"fact_id": f, "article_id": a, "start": i, "end": i + 1}
            for a in "abc"
            for i, f in enumerate({"a": "fgh", "b": "hi", "c": "h"}[a])
        ],
    },
    {},
    [
        {"story_id": "s", "rank": 1, "article_id": "a", "outlet_id": "x", "outlet_name": "Bay Post", "title": "Long", "n_words": 300}
        | {"n_facts": 3, "n_new": 3, "n_covered": 3, "n_total": 4, "share": 0.75, **_UNKNOWN},
        {"story_id": "s", "rank": 2, "article_id": "b", "outlet_id": "y", "outlet_name": "Hill Echo", "title": "Short", "n_words": 90}
        | {"n_facts": 2, "n_new": 1, "n_covered": 4, "n_total": 4, "share": 1.0, **_UNKNOWN},
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, *, least: int = 1, story_id: str = "") -> pd.DataFrame:
    """One row an article to read, in order: each adds more facts than any other could; articles that add nothing have no row.

    How to read it: the order is greedy: first the article with most facts, then always the one that adds most; of several that add
    as many the shortest, then the earliest. That is seldom more than an article or two above the fewest possible, but not proven to be the
    fewest. A fact counts the same whether it is central or a detail; `least` keeps to facts that several outlets state.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, title, url, n_words, published_at, published_precision.
        facts: fact_id, article_id.
        least: only facts that so many outlets state.
        story_id: this story only; empty for all, each with its own order.

    Returns:
        story_id, rank (from 1), article_id, outlet_id, outlet_name, title, n_words; n_facts (it states), n_new (no earlier row
        states), n_covered (stated so far), n_total (of the story), int64; share (n_covered / n_total); url, published_at,
        published_precision. Sorted by story and rank.

    Source:
        Greedy set cover: Chvátal, V. (1979), "A greedy heuristic for the set-covering problem", Mathematics of Operations Research 4(3).
    """
    told = _reading.wanted(facts, articles, least, story_id)
    rows = _reading.order(told, articles).groupby(["story_id", "rank", "article_id"], as_index=False).agg(n_new=("fact_id", "size"))
    rows["n_covered"] = rows.groupby("story_id")["n_new"].cumsum()
    rows["n_total"] = rows.groupby("story_id")["n_new"].transform("sum")
    rows["n_facts"] = rows["article_id"].map(told["article_id"].value_counts())
    rows["share"] = ratio(rows["n_covered"], rows["n_total"])
    columns = ["article_id", "outlet_id", "title", "n_words", "url", "published_at", "published_precision"]
    rows = rows.merge(articles[columns], on="article_id")
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    rows = rows.sort_values(["story_id", "rank"], ignore_index=True)
    return rows[list(EXAMPLE[2][0])].astype(dict.fromkeys(["rank", "n_facts", "n_new", "n_covered", "n_total"], "int64"))
