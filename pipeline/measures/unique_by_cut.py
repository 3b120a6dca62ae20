"""How the number of unique facts depends on the matching cut."""

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._outlets import counted, denominators

QUESTION = "How many facts would each outlet alone report if possible matches counted as the same fact?"
UNIT = "facts"
RANGE = (0, None)
VALUE = "n_unique"
_PAIR = {"article_id": "a", "start": 0, "end": 8, "other_article_id": "b", "other_start": 0, "other_end": 13}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full"},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full"},
        ],
        "facts": [
            {"fact_id": "f", "article_id": "a", "start": 0, "end": 8},
            {"fact_id": "g", "article_id": "b", "start": 0, "end": 13},
            {"fact_id": "h", "article_id": "b", "start": 20, "end": 25},
        ],
        "matches": [_PAIR | {"score": 0.4, "band": "possible"}],
    },
    {"cuts": (0.35, 0.45)},
    [
        {"outlet_id": "x", "outlet_name": "Bay Post", "cut": 0.35, "n_unique": 0},
        {"outlet_id": "x", "outlet_name": "Bay Post", "cut": 0.45, "n_unique": 1},
        {"outlet_id": "y", "outlet_name": "Hill Echo", "cut": 0.35, "n_unique": 1},
        {"outlet_id": "y", "outlet_name": "Hill Echo", "cut": 0.45, "n_unique": 2},
    ],
)
_CUTS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, matches: pd.DataFrame, *, cuts: tuple = _CUTS
) -> pd.DataFrame:
    """One row for each outlet and cut: its unique facts, were possible matches with that score or more the same fact.

    How to read it: a line that falls steeply rests on doubtful matches; look at the pairs beside the cut. A line that stays level does not
    depend on where the cut lies. At the cut of the matching itself no possible match counts.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, n_words.
        facts: fact_id, span.
        matches: both spans, score, band.
        cuts: scores, 0 to 1.

    Returns:
        outlet_id, outlet_name, cut (0 to 1), n_unique (Int64). Outlets with nothing to compare have no row. Sorted by outlet and cut.
    """
    base = denominators(outlets, _facts.in_compared(articles, articles))
    base = base[base["n_articles"] > 0].reset_index(drop=True)
    alone = _facts.unique(_facts.stated(facts, articles), articles)
    possible = matches[matches["band"].eq("possible")]
    near = _facts.near(facts[facts["fact_id"].isin(alone["fact_id"].unique())], articles, possible)
    best = alone["fact_id"].map(near.groupby("fact_id")["score"].max())
    parts = [
        base[["outlet_id", "outlet_name"]].assign(cut=float(cut), n_unique=counted(base, alone[~best.ge(cut)], "fact_id")) for cut in cuts
    ]
    rows = pd.concat(parts, ignore_index=True).astype({"n_unique": "Int64"})
    return rows.sort_values(["outlet_name", "outlet_id", "cut"], ignore_index=True)
