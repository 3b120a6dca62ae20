"""Who published on which day."""

import pandas as pd

from pipeline.measures._outlets import names

QUESTION = "Which outlet published how many articles on which day?"
UNIT = "articles"
RANGE = (0, None)
VALUE = "n_articles"
EXAMPLE = (
    {
        "outlets": [{"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True}],
        "articles": [
            {
                "article_id": "a",
                "outlet_id": "x",
                "kind": "full",
                "published_at": pd.Timestamp("2026-03-02T09:28:02Z"),
                "published_precision": "second",
            },
            {
                "article_id": "b",
                "outlet_id": "x",
                "kind": "full",
                "published_at": pd.Timestamp("2026-03-02T00:00Z"),
                "published_precision": "day",
            },
            {"article_id": "c", "outlet_id": "x", "kind": "excerpt"},
        ],
    },
    {},
    [
        {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "day": pd.Timestamp("2026-03-02T00:00Z"),
            "n_articles": 2,
            "n_excerpts": 0,
            "n_day_only": 1,
            "first_at": pd.Timestamp("2026-03-02T09:28:02Z"),
        },
        {"outlet_id": "x", "outlet_name": "Bay Post", "day": pd.NaT, "n_articles": 1, "n_excerpts": 1, "n_day_only": 0, "first_at": pd.NaT},
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row for each outlet and day with an article; excerpts count here, since the outlet ran them.

    How to read it: `n_day_only` of the articles have a day without a time, so they may not be ordered within it. The row with an
    empty day counts the articles without a date: they are on no timeline. Caveat: days are UTC.

    Args:
        outlets: outlet_id, outlet_name.
        articles: outlet_id, kind, published_at, published_precision.

    Returns:
        outlet_id, outlet_name; day (UTC, empty for undated); n_articles (all), n_excerpts (of them), n_day_only (of them), int64;
        first_at (earliest moment known to the minute, empty where none is). Sorted by day, then outlet.
    """
    rows = articles.assign(
        day=articles["published_at"].dt.floor("D"),
        n_excerpts=articles["kind"].eq("excerpt"),
        n_day_only=articles["published_precision"].eq("day").fillna(False) & articles["published_at"].notna(),
        first_at=articles["published_at"].where(articles["published_precision"].isin(["second", "minute"])),
    )
    rows = rows.groupby(["outlet_id", "day"], dropna=False, as_index=False).agg(
        n_articles=("kind", "size"), n_excerpts=("n_excerpts", "sum"), n_day_only=("n_day_only", "sum"), first_at=("first_at", "min")
    )
    rows.insert(1, "outlet_name", rows["outlet_id"].map(names(outlets)).astype("str"))
    return rows.astype({"n_excerpts": "int64", "n_day_only": "int64"}).sort_values(["day", "outlet_name", "outlet_id"], ignore_index=True)
