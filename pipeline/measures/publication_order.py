"""When each article of a story came out, and which outlets came before it."""

import numpy as np
import pandas as pd

from pipeline.measures._order import firsts, intervals, ranks
from pipeline.measures._outlets import names

QUESTION = "When did each outlet first publish on a story, and which was before which as far as the dates tell?"
UNIT = "outlets that were certainly before"
RANGE = (0, None)
EVERY_VERSION = True
VALUE = "n_before"
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": o, "outlet_name": name, "is_known": True}
            for o, name in (("x", "Bay Post"), ("y", "Hill Echo"), ("z", "Quay Wire"))
        ],
        "articles": [
            {
                "article_id": a,
                "outlet_id": o,
                "story_id": "s",
                "kind": "full",
                "title": a.upper(),
                "published_at": pd.Timestamp(at),
                "published_precision": precision,
                "published_zone": "Z",
            }
            for a, o, at, precision in (
                ("a", "x", "2026-03-02T09:00Z", "minute"),
                ("b", "y", "2026-03-02T11:00Z", "minute"),
                ("c", "z", "2026-03-02T00:00Z", "day"),
            )
        ],
    },
    {},
    [
        {
            "story_id": "s",
            "article_id": a,
            "outlet_id": o,
            "outlet_name": name,
            "title": a.upper(),
            "kind": "full",
            "published_at": pd.Timestamp(at),
            "published_precision": precision,
            "published_zone": "Z",
            "modified_at": pd.NaT,
            "is_outlets_first": True,
            "n_before": before,
            "n_open": n_open,
            "state": state,
        }
        for a, o, name, at, precision, before, n_open, state in (
            ("c", "z", "Quay Wire", "2026-03-02T00:00Z", "day", 0, 2, "open"),
            ("a", "x", "Bay Post", "2026-03-02T09:00Z", "minute", 0, 1, "open"),
            ("b", "y", "Hill Echo", "2026-03-02T11:00Z", "minute", 1, 1, "later"),
        )
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, *, story_id: str = "", is_one_zone: bool = False) -> pd.DataFrame:
    """One row an article of the story (of all stories where none is named), by time; excerpts count, since the outlet ran them.

    How to read it: the order is that of outlets: `n_before` of them had published on the story certainly before this outlet's first
    article, and of `n_open` more the dates do not tell. `state`: `first`, no other outlet came or may have come before; `open`, one
    may have; `later`, one did; `undated`; `alone`, no other outlet has the story. What came out first in this data need not be what
    came out first.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, title, published_at, published_precision, published_zone, modified_at.
        story_id: the story; "" for all.
        is_one_zone: take days and times without a zone as those of one and the same zone.

    Returns:
        story_id, article_id, outlet_id, outlet_name, title, kind; published_at (UTC), published_precision, published_zone,
        modified_at; is_outlets_first (no article of the outlet on this story is known to be earlier); n_before, n_open (outlets),
        int64; state.
    """
    rows = articles[articles["story_id"].eq(story_id).fillna(False)] if story_id else articles[articles["story_id"].notna()]
    moments = rows[["article_id", "outlet_id", "story_id"]].merge(intervals(rows, is_one_zone), on="article_id")
    first = ranks(firsts(moments, ["story_id", "outlet_id"]), "story_id")
    first = first.rename(columns={"earliest": "first_earliest", "latest": "first_latest"})
    rows = rows.merge(moments[["article_id", "earliest", "latest"]], on="article_id").merge(first, on=["story_id", "outlet_id"])
    rows["is_outlets_first"] = (rows["earliest"] < rows["first_latest"]) & np.isfinite(rows["latest"])
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    return rows.sort_values(["story_id", "published_at", "article_id"], na_position="last", ignore_index=True)[list(EXAMPLE[2][0])]
