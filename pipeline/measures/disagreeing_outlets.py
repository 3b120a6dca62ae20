"""Which outlets disagree with which."""

import pandas as pd

from pipeline.measures import _conflicts
from pipeline.measures._outlets import names

QUESTION = "Which outlets disagree with which, and how often?"
UNIT = "disagreements"
RANGE = (1, None)
READS = _conflicts.READS
EVERY_VERSION = True  # an earlier version shows what was replaced
VALUE = "n_conflicts"
_PAIR = {"outlet_id": "x", "outlet_name": "Bay Post", "other_outlet_id": "y", "other_outlet_name": "Hill Echo"}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "body": "Hurt on Monday."},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "body": "Hurt on Friday."},
        ],
        "conflicts": [
            {"conflict_id": "k", "story_id": "s", "kind": "date", "reading": "real"}
            | {"article_id": a, "start": 0, "end": 15, "text": t, "value": v}
            for a, t, v in (("a", "Hurt on Monday.", "Monday"), ("b", "Hurt on Friday.", "Friday"))
        ],
    },
    {},
    [
        _PAIR | {"kind": "date", "reading": "real", "n_conflicts": 1},
        {"outlet_id": "y", "outlet_name": "Hill Echo", "other_outlet_id": "x", "other_outlet_name": "Bay Post"}
        | {"kind": "date", "reading": "real", "n_conflicts": 1},
    ],
)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, conflicts: pd.DataFrame, figures: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """One row for each ordered pair of outlets, kind and reading: the disagreements in which the two say different things.

    How to read it: two outlets that disagree often have also much in common, since only what was matched is compared. An outlet with
    much text takes part in more disagreements. A count says nothing about who is right.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, title, url, body, published_at, published_precision.
        conflicts: all columns.
        figures: article_id, start, end, value, value_high, unit, hedge.
        quotes: article_id, start, speaker_text, source_id.

    Returns:
        outlet_id, outlet_name, other_outlet_id, other_outlet_name, kind, reading, n_conflicts (int64). Pairs that agree have no row.
    """
    rows = _conflicts.sides(outlets, articles, conflicts, figures, quotes)[["conflict_id", "kind", "reading", "outlet_id", "position"]]
    rows = rows.drop_duplicates()
    pairs = rows.merge(rows[["conflict_id", "outlet_id", "position"]], on="conflict_id", suffixes=("", "_other"))
    pairs = pairs[pairs["outlet_id"].ne(pairs["outlet_id_other"]) & pairs["position"].ne(pairs["position_other"])]
    pairs = pairs.rename(columns={"outlet_id_other": "other_outlet_id"})
    counts = pairs.groupby(["outlet_id", "other_outlet_id", "kind", "reading"], as_index=False).agg(n_conflicts=("conflict_id", "nunique"))
    for side in ("", "other_"):
        counts[f"{side}outlet_name"] = counts[f"{side}outlet_id"].map(names(outlets)).astype("str")
    counts = counts.sort_values(["outlet_name", "other_outlet_name", "outlet_id", "other_outlet_id", "kind", "reading"], ignore_index=True)
    return counts[list(EXAMPLE[2][0])].astype({"n_conflicts": "int64"})
