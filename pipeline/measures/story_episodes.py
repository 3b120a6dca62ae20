"""The episodes of a running story: its bursts of coverage, with days of silence between them."""

import pandas as pd

QUESTION = "In which episodes did the outlets tell a story, with days of silence between?"
UNIT = "articles of the episode"
RANGE = (1, None)
VALUE = "n_articles"
_ROW = {"story_id": "s", "n_episodes": 2, "n_outlets": 1}
EXAMPLE = (
    {
        "articles": [
            {"article_id": a, "outlet_id": "x", "story_id": "s", "kind": "full", "title": a.upper(), "story_score": score}
            | {"published_at": pd.Timestamp(f"2026-03-{day:02d}T09:00Z"), "published_precision": "minute"}
            for a, day, score in (("a", 2, 0.6), ("b", 3, 0.8), ("c", 9, 0.7))
        ]
    },
    {},
    [
        _ROW
        | {"episode": n, "first_day": pd.Timestamp(first, tz="UTC"), "last_day": pd.Timestamp(last, tz="UTC"), "n_days": days}
        | {"n_articles": k, "title": title, "article_id": title.lower(), "silent_days_before": silent}
        for n, first, last, days, k, title, silent in (
            (1, "2026-03-02", "2026-03-03", 2, 2, "B", None),
            (2, "2026-03-09", "2026-03-09", 1, 1, "C", 5),
        )
    ],
)


def measure(articles: pd.DataFrame, *, story_id: str = "", silence: int = 3) -> pd.DataFrame:
    """One row an episode of the story (of every story that has several where none is named), by time.

    How to read it: an episode ends where no outlet here has an article on the story for `silence` days in a row or more. Silence here
    need not be silence everywhere: articles may not have been collected. Articles without a date are in no episode. The title is that
    of the episode's article that is nearest to the story's others.

    Args:
        articles: article_id, outlet_id, story_id, title, published_at, story_score.
        story_id: the story; "" for all that have two episodes or more.
        silence: calendar days (UTC) without an article that end an episode.

    Returns:
        story_id, n_episodes (of the story), episode (from 1), first_day, last_day (UTC), n_days (both counted), n_articles (excerpts
        included), n_outlets, int64; silent_days_before (Int64, empty for the first); article_id, title. Empty for a story without dates.
    """
    rows = articles[articles["published_at"].notna() & articles["story_id"].notna()]
    rows = rows[rows["story_id"].eq(story_id)] if story_id else rows
    rows = rows.assign(day=rows["published_at"].dt.floor("D"), _near=-rows["story_score"].fillna(0))
    rows = rows.sort_values(["story_id", "day", "article_id"], ignore_index=True)
    silent = (rows["day"] - rows.groupby("story_id")["day"].shift()).dt.days - 1
    rows["silent_days_before"] = silent.where(silent >= silence).astype("Int64")
    rows["episode"] = rows["silent_days_before"].notna().groupby(rows["story_id"]).cumsum() + 1
    by = ["story_id", "episode"]
    each = rows.groupby(by, as_index=False).agg(
        first_day=("day", "min"),
        last_day=("day", "max"),
        n_articles=("article_id", "size"),
        n_outlets=("outlet_id", "nunique"),
        silent_days_before=("silent_days_before", "max"),
    )
    nearest = rows.sort_values([*by, "_near", "published_at", "article_id"]).drop_duplicates(by)
    each = each.merge(nearest[[*by, "article_id", "title"]], on=by)
    each["n_days"] = (each["last_day"] - each["first_day"]).dt.days + 1
    each["n_episodes"] = each.groupby("story_id")["episode"].transform("max")
    each = each if story_id else each[each["n_episodes"].gt(1)]
    counts = ["n_episodes", "episode", "n_days", "n_articles", "n_outlets"]
    return each.astype(dict.fromkeys(counts, "int64")).sort_values(by, ignore_index=True)[list(EXAMPLE[2][0])]
