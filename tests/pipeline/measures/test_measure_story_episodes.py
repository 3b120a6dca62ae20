"""Episodes of a story: bursts of coverage."""

import pandas as pd

from pipeline.measures import run
from pipeline.tables import frame


def _episodes(*days, **options):
    """Days of March 2026 (None: no date) on which the story has an article, as (first, last, articles) of each episode."""
    rows = [
        {"article_id": str(n), "outlet_id": "x", "story_id": "s", "kind": "full", "title": "Pier",
         "published_at": None if day is None else pd.Timestamp(2026, 3, day, 12, tz="UTC")}
        for n, day in enumerate(days)
    ]
    found = run("story_episodes", {"articles": frame("articles", rows)}, story_id="s", **options)
    return [(r.first_day.day, r.last_day.day, r.n_articles) for r in found.itertuples()]


def test_two_silent_days_do_not_end_an_episode():
    assert _episodes(1, 4) == [(1, 4, 2)]


def test_three_silent_days_do():
    assert _episodes(1, 5) == [(1, 1, 1), (5, 5, 1)]


def test_an_article_without_a_date_is_in_no_episode():
    assert _episodes(1, None, 2) == [(1, 2, 2)]


def test_a_story_without_dates_has_no_episode():
    assert _episodes(None, None) == []


def test_stories_with_one_episode_are_not_listed_among_all():
    rows = [{"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "published_at": pd.Timestamp("2026-03-01T00:00Z")}]
    assert run("story_episodes", {"articles": frame("articles", rows)}).empty
