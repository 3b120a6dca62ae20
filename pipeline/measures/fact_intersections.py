"""How many facts each combination of outlets has in common."""

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._combinations import combinations
from pipeline.measures._outlets import names

QUESTION = "How many facts does each combination of outlets state, and no other selected outlet?"
UNIT = "facts"
RANGE = (1, None)
VALUE = "n_facts"
READS = {
    "facts": ("fact_id", "article_id"),
}
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
            {"fact_id": f, "article_id": a, "start": i, "end": i + 1} for a in "ab" for i, f in enumerate({"a": "fgh", "b": "gh"}[a])
        ],
    },
    {},
    [
        {
            "combination": "x|y",
            "n_outlets": 2,
            "n_facts": 2,
            "n_alone": 0,
            "n_combinations": 1,
            "outlet_id": "x",
            "outlet_name": "Bay Post",
        },
        {
            "combination": "x|y",
            "n_outlets": 2,
            "n_facts": 2,
            "n_alone": 0,
            "n_combinations": 1,
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
        },
        {"combination": "x", "n_outlets": 1, "n_facts": 1, "n_alone": 1, "n_combinations": 1, "outlet_id": "x", "outlet_name": "Bay Post"},
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """One row for each combination of outlets and each outlet in it; the combinations with most facts first, the others as one row.

    How to read it: a fact is counted once, at exactly the outlets that state it: the combination of A and B holds what A and B state and
    no other selected outlet does. Statements that only possibly say the same are not counted as the same. Only stories that two
    outlets or more tell in full are counted; an outlet known by excerpts only is in no combination.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, n_words, language.
        facts: fact_id, article_id.
        top: how many combinations.

    Returns:
        combination (its outlet_ids, joined by "|"; empty for all others together), n_outlets (Int64, empty for the others), n_facts,
        n_alone (of these, that one outlet alone states), n_combinations (1, or how many the others are), int64; outlet_id, outlet_name
        (empty for the others).
    """
    each = combinations(_facts.in_compared(_facts.stated(facts, articles), articles))
    sizes = each.groupby("combination", as_index=False).agg(n_facts=("fact_id", "size"))
    sizes["n_outlets"] = sizes["combination"].str.count(r"\|").add(1).astype("Int64")
    sizes["n_alone"] = sizes["n_facts"].where(sizes["n_outlets"].eq(1), 0)
    sizes = sizes.sort_values(["n_facts", "n_outlets", "combination"], ascending=[False, False, True], ignore_index=True)
    shown, rest = sizes.head(top).assign(n_combinations=1).rename_axis("rank").reset_index(), sizes.iloc[top:]
    shown = shown.assign(outlet_id=shown["combination"].str.split("|")).explode("outlet_id", ignore_index=True)
    if len(rest):
        others = {"rank": top, "combination": "", "n_combinations": len(rest), **rest[["n_facts", "n_alone"]].sum()}
        shown = pd.concat([shown, pd.DataFrame([others])], ignore_index=True)
    shown["outlet_name"] = shown["outlet_id"].map(names(outlets))
    shown = shown.sort_values(["rank", "outlet_name", "outlet_id"], ignore_index=True)[list(EXAMPLE[2][0])]
    texts = dict.fromkeys(["combination", "outlet_id", "outlet_name"], "str")
    return shown.astype({"n_outlets": "Int64", "n_facts": "int64", "n_alone": "int64", "n_combinations": "int64", **texts})
