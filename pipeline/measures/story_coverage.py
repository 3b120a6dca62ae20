"""Which outlet covers which story, and which is silent though it is in the data on those days."""

import numpy as np
import pandas as pd

from pipeline.counting import numbered

QUESTION = "Which outlet covers which story, and which is silent though the data holds it on those days?"
UNIT = "articles of the outlet on the story"
RANGE = (0, None)
VALUE = "n_articles"
_AT = pd.Timestamp("2026-03-02T09:28Z")
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": o, "outlet_name": name, "is_known": True}
            for o, name in (("x", "Bay Post"), ("y", "Hill Echo"), ("z", "Quay Wire"), ("w", "Weir News"))
        ],
        "stories": [{"story_id": "s", "label": "Pier shut"}],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "published_at": _AT},
            {"article_id": "b", "outlet_id": "y", "story_id": "t", "kind": "full", "published_at": pd.Timestamp("2026-03-02T00:00Z")},
            {"article_id": "c", "outlet_id": "z", "story_id": "t", "kind": "full", "published_at": pd.Timestamp("2026-03-09T00:00Z")},
            {"article_id": "d", "outlet_id": "w", "story_id": "t", "kind": "full"},
        ],
    },
    {},
    [
        {
            "story_id": "s",
            "label": "Pier shut",
            "outlet_id": outlet,
            "outlet_name": name,
            "state": state,
            "n_articles": n,
            "n_excerpts": 0,
            "n_others": others,
            "first_at": at,
        }
        for outlet, name, state, n, others, at in (
            ("x", "Bay Post", "covered", 1, 0, _AT),
            ("y", "Hill Echo", "silent", 0, 1, pd.NaT),
            ("z", "Quay Wire", "not_collected", 0, 0, pd.NaT),
            ("w", "Weir News", "unknown", 0, 0, pd.NaT),
        )
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, stories: pd.DataFrame, *, limit: int = 40) -> pd.DataFrame:
    """One row for each story and outlet of the selection; stories that most outlets tell first.

    How to read it: `covered`, the outlet has an article or an excerpt on the story; `silent`, it has none, but others of its
    articles in this data came out on the days of the story, so it was collected then; `not_collected`, nothing of it is here
    from those days, so nothing can be said; `unknown`, the story or the outlet's articles have no dates, so it cannot be told.
    Silent means silent in this data: what was collected from an outlet need not be all it published. A word filter takes other
    articles out of the data and turns silent into not collected.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, published_at.
        stories: story_id, label.
        limit: how many stories.

    Returns:
        story_id, label, outlet_id, outlet_name, state; n_articles (on the story, excerpts included), n_excerpts (of them), n_others
        (the outlet's other articles on the story's days, UTC), int64; first_at (earliest known publication, UTC).
    """
    shown = _ranked(articles, stories, limit)
    cells = shown.merge(outlets[["outlet_id", "outlet_name"]], how="cross")
    own = (
        articles.assign(is_excerpt=articles["kind"].eq("excerpt"))
        .groupby(["story_id", "outlet_id"], as_index=False)
        .agg(n_articles=("article_id", "size"), n_excerpts=("is_excerpt", "sum"), first_at=("published_at", "min"))
    )
    cells = cells.merge(own, on=["story_id", "outlet_id"], how="left").merge(
        _on_days(articles, shown), on=["story_id", "outlet_id"], how="left"
    )
    counts = ["n_articles", "n_excerpts", "n_on_days", "n_own_on_days"]
    cells = cells.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64"))
    cells["n_others"] = cells["n_on_days"] - cells["n_own_on_days"]
    cells["state"] = _states(cells, set(articles.loc[articles["published_at"].isna(), "outlet_id"]))
    return cells.sort_values(["rank", "outlet_name", "outlet_id"], ignore_index=True)[list(EXAMPLE[2][0])]


def _ranked(articles: pd.DataFrame, stories: pd.DataFrame, limit: int) -> pd.DataFrame:
    """rank, story_id, label, first_day, last_day of the stories to show."""
    days = articles["published_at"].dt.floor("D")
    counts = (
        articles.assign(day=days)
        .groupby("story_id", as_index=False)
        .agg(n_outlets=("outlet_id", "nunique"), n=("article_id", "size"), first_day=("day", "min"), last_day=("day", "max"))
    )
    rows = stories[["story_id", "label"]].merge(counts, on="story_id")
    rows = rows.sort_values(["n_outlets", "n", "label", "story_id"], ascending=[False, False, True, True], ignore_index=True)
    return rows.head(limit).rename_axis("rank").reset_index()[["rank", "story_id", "label", "first_day", "last_day"]]


def _on_days(articles: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """story_id, outlet_id, n_on_days, n_own_on_days: each outlet's articles on each story's days, and those of them on the story."""
    days = articles["published_at"].dt.floor("D")
    outlet, outlets = numbered(articles["outlet_id"])
    found = []
    for story_id, first, last in zip(shown["story_id"], shown["first_day"], shown["last_day"], strict=True):
        is_near = ((days >= first) & (days <= last)).to_numpy(bool)
        is_own = is_near & articles["story_id"].eq(story_id).fillna(False).to_numpy(bool)
        n, n_own = (np.bincount(outlet[which], minlength=len(outlets)) for which in (is_near, is_own))
        there = np.flatnonzero(n)
        found += zip([story_id] * len(there), outlets[there], n[there], n_own[there], strict=True)
    counts = ["n_on_days", "n_own_on_days"]
    return pd.DataFrame(found, columns=["story_id", "outlet_id", *counts]).astype(
        {"story_id": "str", "outlet_id": "str", **dict.fromkeys(counts, "int64")}
    )


def _states(cells: pd.DataFrame, undated_outlets: set[str]) -> pd.Series:
    """The state of each cell."""
    is_unknown = cells["first_day"].isna() | cells["outlet_id"].isin(undated_outlets)
    tests = [cells["n_articles"] > 0, cells["n_on_days"] > 0, is_unknown]
    states = np.select([test.to_numpy(bool) for test in tests], ["covered", "silent", "unknown"], "not_collected")
    return pd.Series(states, index=cells.index, dtype="str")
