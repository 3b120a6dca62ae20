"""The facts that one outlet alone states, each with its sentence and the closest statement elsewhere."""

import numpy as np
import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._outlets import names

QUESTION = "Which facts does one outlet state and no other selected outlet?"
UNIT = "score of the closest statement elsewhere"
RANGE = (0, 1)
VALUE = "score"
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "title": "Shut", "url": "https://bay.example/1"},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "title": "Closed"},
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
    outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, matches: pd.DataFrame, *, outlet_id: str = "", cut: float = 0
) -> pd.DataFrame:
    """One row a fact that only one selected outlet states, in stories that two outlets or more tell in full.

    How to read it: `only here`, nothing like it was found in the other texts; `possibly elsewhere`, the closest statement of
    another outlet may say the same, judge it by its sentence and `score`. "Unique" is neither "true" nor "first".

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, title, published_at, published_precision, url.
        facts: fact_id, span, text, match_score.
        matches: both spans, score.
        outlet_id: the facts of this outlet only; empty for all.
        cut: the least score (0 to 1) of a statement that may say the same.

    Returns:
        outlet_id, outlet_name, story_id, fact_id, band, score (0 to 1, empty for `only here`), span and text of the first statement,
        n_statements (int64), title, published_at, published_precision and url of its article, outlet and span of the closest
        statement elsewhere (empty for `only here`). Sorted by outlet, band, story and place in the text.
    """
    alone = _facts.unique(_facts.stated(facts, articles), articles)
    if outlet_id:
        alone = alone[alone["outlet_id"].eq(outlet_id)]
    facts = facts[facts["fact_id"].isin(alone["fact_id"].unique())]
    first = facts.sort_values(_facts.SPAN, ignore_index=True)
    first = first.assign(n_statements=first.groupby("fact_id")["start"].transform("size")).drop_duplicates("fact_id")
    rows = alone.merge(first[["fact_id", *_facts.SPAN, "text", "n_statements"]], on="fact_id")
    rows = rows.merge(articles[["article_id", "title", "published_at", "published_precision", "url"]], on="article_id")
    closest = _facts.near(facts, articles, matches, cut).sort_values(["score", *_facts.OTHER], ascending=[False, True, True, True])
    rows = rows.merge(closest.drop_duplicates("fact_id").astype({"other_start": "Int64", "other_end": "Int64"}), on="fact_id", how="left")
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    rows["band"] = pd.Series(np.where(rows["score"].isna(), "only here", "possibly elsewhere"), index=rows.index, dtype="str")
    rows = rows.sort_values(["outlet_name", "outlet_id", "band", "story_id", *_facts.SPAN], ignore_index=True)
    return rows[list(EXAMPLE[2][0])]
