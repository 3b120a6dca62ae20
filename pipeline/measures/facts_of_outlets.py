"""The facts that exactly these outlets state, in the words of each."""

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._combinations import combinations
from pipeline.measures._outlets import names

QUESTION = "Which facts do exactly these outlets state, and in which words?"
UNIT = "outlets that state the fact"
RANGE = (1, None)
VALUE = "n_outlets"
_FACT = {"fact_id": "f", "story_id": "s", "label": "It shut.", "n_outlets": 2}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "n_words": 9},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "n_words": 9},
        ],
        "facts": [
            {"fact_id": "f", "article_id": "a", "start": 0, "end": 8, "text": "It shut.", "match_score": 0.9},
            {"fact_id": "f", "article_id": "b", "start": 0, "end": 6, "text": "Closed", "match_score": 0.8},
            {"fact_id": "g", "article_id": "b", "start": 9, "end": 14, "text": "Rain."},
        ],
    },
    {"combination": "x|y"},
    [
        _FACT | {"outlet_id": "x", "outlet_name": "Bay Post", "article_id": "a", "start": 0, "end": 8, "text": "It shut."},
        _FACT | {"outlet_id": "y", "outlet_name": "Hill Echo", "article_id": "b", "start": 0, "end": 6, "text": "Closed"},
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, *, combination: str = "", limit: int = 100) -> pd.DataFrame:
    """One row for each such fact and outlet: the statement that fits the fact best.

    How to read it: no other selected outlet states these facts in words that were matched; see `fact_coverage` for those that may say
    them in other words.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, n_words, language.
        facts: fact_id, span, text, match_score.
        combination: outlet_ids joined by "|", as `fact_intersections` gives it; "" gives no row.
        limit: how many facts.

    Returns:
        fact_id, story_id, label (the clearest statement of all), n_outlets (int64); outlet_id, outlet_name, article_id, start, end, text
        of the outlet's own statement. Sorted by place of the clearest statement, then outlet.
    """
    places = _facts.in_compared(_facts.stated(facts, articles), articles)
    each = combinations(places)
    wanted = each.loc[each["combination"].eq(combination), "fact_id"]
    facts = facts[facts["fact_id"].isin(wanted)]
    label = _facts.first_statement(facts, ["fact_id"]).sort_values(_facts.SPAN, ignore_index=True).head(limit)
    label = label.rename(columns={"text": "label"}).rename_axis("rank").reset_index()[["rank", "fact_id", "label"]]
    rows = facts.merge(_facts.of_read(articles)[["article_id", "outlet_id", "story_id"]], on="article_id")
    rows = _facts.first_statement(rows, ["fact_id", "outlet_id"]).merge(label, on="fact_id")
    rows["n_outlets"] = combination.count("|") + 1
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    rows = rows.sort_values(["rank", "outlet_name", "outlet_id"], ignore_index=True)
    return rows[list(EXAMPLE[2][0])].astype({"n_outlets": "int64"})
