"""The pairs of statements that the matching could hardly decide."""

import numpy as np
import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._outlets import names, of_texts

QUESTION = "Which statements of two outlets say nearly, but not surely, the same?"
UNIT = "score of the match"
RANGE = (0, 1)
VALUE = "score"
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "body": "It shut."},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "body": "Doors closed."},
        ],
        "matches": [
            {"article_id": "a", "start": 0, "end": 8, "other_article_id": "b", "other_start": 0, "other_end": 13}
            | {"score": 0.4, "band": "possible", "evidence": "like words: shut = closed"}
        ],
    },
    {"cut": 0.5},
    [
        {"outlet_id": "x", "outlet_name": "Bay Post", "text": "It shut.", "other_outlet_id": "y", "other_outlet_name": "Hill Echo"}
        | {
            "other_text": "Doors closed.",
            "score": 0.4,
            "band": "possible",
            "rank": 1,
            "evidence": "like words: shut = closed",
            "n_pairs": 1,
            "article_id": "a",
        }
        | {"start": 0, "end": 8, "other_article_id": "b", "other_start": 0, "other_end": 13}
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame, *, cut: float = 0.5, limit: int = 100) -> pd.DataFrame:
    """One row a pair of statements of two outlets, those with a score nearest to the cut first, on either side of it.

    How to read it: the score is the chance that the two say the same, as it came out on marked stories. Pairs of the band `same` share a
    fact, those of `possible` do not; near the cut either may be wrong. Judge each by its sentences: the program does not.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, body.
        matches: both spans, score, band, evidence.
        cut: the score, 0 to 1, from which on a pair would count as the same.
        limit: how many pairs of texts.

    Returns:
        outlet_id, outlet_name, text of the one statement and of the other (`other_…`), score, band, rank (int64, 1 for the two texts
        nearest to the cut; several pairs of articles may have them), evidence (what they share), n_pairs (int64, how many), both
        spans. Sorted by rank.
    """
    rows = matches[matches["score"] < 1]
    off, most = (rows["score"] - cut).abs().to_numpy(), 20 * limit
    rows = rows.assign(_off=off)
    if len(rows) > most:  # the nearest, and all that tie with the last of them: few are left to be sorted
        rows = rows[off <= np.partition(off, most - 1)[most - 1]]
    rows = rows.sort_values(["_off", *_facts.SPAN, *_facts.OTHER], ignore_index=True).head(most)
    about = of_texts(articles)[["article_id", "outlet_id", "body"]].set_index("article_id")
    near = about.loc[about.index.isin([*rows["article_id"], *rows["other_article_id"]])]
    for side in ("", "other_"):
        spans = zip(rows[f"{side}article_id"], rows[f"{side}start"], rows[f"{side}end"], strict=True)
        rows[f"{side}text"] = pd.Series([near.at[a, "body"][i:j] for a, i, j in spans], index=rows.index, dtype="str")
        rows[f"{side}outlet_id"] = rows[f"{side}article_id"].map(near["outlet_id"]).astype("str")
        rows[f"{side}outlet_name"] = rows[f"{side}outlet_id"].map(names(outlets)).astype("str")
    by = rows.groupby(["text", "other_text"], sort=False)
    rows["n_pairs"], rows["rank"] = by["score"].transform("size"), by.ngroup() + 1
    rows = rows[rows["rank"] <= limit].sort_values(["rank", *_facts.SPAN, *_facts.OTHER], ignore_index=True)
    return rows[list(EXAMPLE[2][0])].astype({"n_pairs": "int64", "rank": "int64"})
