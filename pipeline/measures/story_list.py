"""Which stories there are, how large they are and when they ran."""

import pandas as pd

QUESTION = "Which stories are there, how many outlets tell each, and over how many days?"
UNIT = "articles"
RANGE = (1, None)
VALUE = "n_articles"
BORDERLINE = 0.55
_AT = pd.Timestamp("2026-03-02T09:28Z")
EXAMPLE = (
    {
        "stories": [{"story_id": "s", "label": "Pier shut"}, {"story_id": "t", "label": "Rain"}],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "published_at": _AT, "story_score": 0.8},
            {
                "article_id": "b",
                "outlet_id": "y",
                "story_id": "s",
                "kind": "excerpt",
                "story_score": 0.52,
                "published_at": pd.Timestamp("2026-03-04T00:00Z"),
            },
            {"article_id": "c", "outlet_id": "y", "story_id": "s", "kind": "full", "story_score": 0.7},
            {"article_id": "d", "outlet_id": "x", "story_id": "t", "kind": "full"},
        ],
    },
    {},
    [
        {
            "story_id": "s",
            "label": "Pier shut",
            "n_articles": 3,
            "n_excerpts": 1,
            "n_outlets": 2,
            "n_undated": 1,
            "n_borderline": 1,
            "first_published_at": _AT,
            "last_published_at": pd.Timestamp("2026-03-04T00:00Z"),
            "n_days": 3,
        },
        {
            "story_id": "t",
            "label": "Rain",
            "n_articles": 1,
            "n_excerpts": 0,
            "n_outlets": 1,
            "n_undated": 1,
            "n_borderline": 0,
            "first_published_at": pd.NaT,
            "last_published_at": pd.NaT,
            "n_days": None,
        },
    ],
)


def measure(stories: pd.DataFrame, articles: pd.DataFrame, *, borderline: float = BORDERLINE) -> pd.DataFrame:
    """One row a story, those that most outlets tell first.

    How to read it: `n_borderline` articles are hardly near enough to the others of their story and may not belong to it; look at
    them before you count. `n_days` are calendar days (UTC) from the first to the last dated article, both counted.

    Args:
        stories: story_id, label.
        articles: article_id, outlet_id, story_id, kind, published_at, story_score.
        borderline: an article of a lower score is borderline; .5 is just near enough.

    Returns:
        story_id, label; n_articles (excerpts included), n_excerpts, n_outlets, n_undated, n_borderline, int64; first_published_at,
        last_published_at (UTC) and n_days, Int64, empty where no article has a date.
    """
    marked = articles.assign(
        is_excerpt=articles["kind"].eq("excerpt"), is_undated=articles["published_at"].isna(), is_near=articles["story_score"] < borderline
    )
    counts = marked.groupby("story_id", as_index=False).agg(
        n_articles=("article_id", "size"),
        n_excerpts=("is_excerpt", "sum"),
        n_outlets=("outlet_id", "nunique"),
        n_undated=("is_undated", "sum"),
        n_borderline=("is_near", "sum"),
        first_published_at=("published_at", "min"),
        last_published_at=("published_at", "max"),
    )
    rows = stories[["story_id", "label"]].merge(counts, on="story_id")
    days = rows["last_published_at"].dt.floor("D") - rows["first_published_at"].dt.floor("D")
    rows["n_days"] = (days.dt.days + 1).astype("Int64")
    rows = rows.astype({c: "int64" for c in rows.columns if c.startswith("n_") and c != "n_days"})
    return rows.sort_values(["n_outlets", "n_articles", "label", "story_id"], ascending=[False, False, True, True], ignore_index=True)
