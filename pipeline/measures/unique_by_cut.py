"""How the number of unique facts depends on the matching cut."""

import numpy as np
import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._outlets import counted, denominators

QUESTION = "How many facts would each outlet alone report if the matching were looser or stricter?"
UNIT = "facts"
RANGE = (0, None)
VALUE = "n_unique"
READS = {
    "facts": ("fact_id", "article_id", "start", "end"),
    "matches": ("article_id", "start", "end", "other_article_id", "other_start", "other_end", "score", "band"),
}
_PAIR = {"article_id": "a", "start": 0, "end": 8, "other_article_id": "b", "other_start": 0, "other_end": 13}
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
_CUTS = tuple(n / 10 for n in range(1, 10))


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, matches: pd.DataFrame, *, cuts: tuple = _CUTS
) -> pd.DataFrame:
    """One row for each outlet and cut: its unique facts, were matches of that score or more the same fact, and no others.

    How to read it: a line that moves steeply rests on doubtful matches; look at the pairs beside the cut. A line that stays level does not
    depend on where the cut lies. Left of the matching's own cut what is possibly the same counts as the same; right of it, what is
    matched but less surely than the cut asks for counts as two facts.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, n_words, language.
        facts: fact_id, span.
        matches: both spans, score, band.
        cuts: scores, 0 to 1.

    Returns:
        outlet_id, outlet_name, cut (0 to 1), n_unique (Int64). Outlets with nothing to compare have no row. Sorted by outlet and cut.
    """
    base = denominators(outlets, _facts.in_compared(articles, articles))
    base = base[base["n_articles"] > 0].reset_index(drop=True)
    rows = _facts.closest(facts, articles, matches, has_shared=True)
    parts = []
    for cut in cuts:
        is_alone = np.where(rows["is_shared"], rows["score"] < cut, ~(rows["score"] >= cut)).astype(bool)
        parts.append(base[["outlet_id", "outlet_name"]].assign(cut=float(cut), n_unique=counted(base, rows[is_alone], "fact_id")))
    rows = pd.concat(parts, ignore_index=True).astype({"n_unique": "Int64"})
    return rows.sort_values(["outlet_name", "outlet_id", "cut"], ignore_index=True)
