"""Which stories there are, who covers them, and what may not belong to them."""

import pandas as pd
from small_tables import article, tables

from pipeline.measures import run

STORIES = [{"story_id": "s", "label": "Pier shut"}, {"story_id": "t", "label": "Rain"}]


def at(text):
    """A moment known to the minute."""
    return {"published_at": pd.Timestamp(text, tz="UTC"), "published_precision": "minute", "published_zone": "Z"}


def _states(*articles):
    """The state of each outlet on story s."""
    rows = run("story_coverage", tables(stories=STORIES, articles=list(articles)))
    return rows[rows["story_id"] == "s"].set_index("outlet_id")["state"].to_dict()


def test_an_excerpt_covers_its_story():
    assert _states(article("a", "x", kind="excerpt", **at("2026-03-02 09:00")))["x"] == "covered"


def test_an_outlet_with_another_article_on_a_day_of_the_story_is_silent():
    other = article("b", "y", story_id="t", **at("2026-03-02 23:00"))
    assert _states(article("a", "x", **at("2026-03-02 09:00")), other)["y"] == "silent"


def test_an_outlet_between_first_and_last_day_is_silent():
    own = [article(a, "x", **at(f"2026-03-0{day} 09:00")) for a, day in (("a", 2), ("c", 4))]
    assert _states(*own, article("b", "y", story_id="t", **at("2026-03-03 09:00")))["y"] == "silent"


def test_an_outlet_collected_on_other_days_only_is_not_silent():
    other = article("b", "y", story_id="t", **at("2026-03-03 00:00"))
    assert _states(article("a", "x", **at("2026-03-02 09:00")), other)["y"] == "not_collected"


def test_silence_cannot_be_told_where_the_story_has_no_date():
    assert _states(article("a", "x"), article("b", "y", story_id="t", **at("2026-03-02 09:00")))["y"] == "unknown"


def test_silence_cannot_be_told_of_an_outlet_whose_articles_have_no_date():
    assert _states(article("a", "x", **at("2026-03-02 09:00")), article("b", "y", story_id="t"))["y"] == "unknown"


def test_a_story_of_undated_articles_has_no_length():
    rows = run("story_list", tables(stories=STORIES[:1], articles=[article("a", "x")]))
    assert rows["n_days"].isna().all() and rows["n_undated"].to_list() == [1]


def test_a_story_without_a_selected_article_is_not_listed():
    assert run("story_list", tables(stories=STORIES, articles=[article("a", "x")]))["story_id"].to_list() == ["s"]


def test_borderline_depends_on_the_score_asked_for():
    rows = run("story_articles", tables(articles=[article("a", "x", story_score=0.6)]), borderline=0.7)
    assert rows["is_borderline"].to_list() == [True]


def test_an_article_alone_in_its_story_is_not_borderline():
    assert run("story_articles", tables(articles=[article("a", "x")]))["is_borderline"].to_list() == [False]


def test_only_the_story_asked_for_is_explained():
    rows = run("story_articles", tables(articles=[article("a", "x"), article("b", "y", story_id="t")]), story_id="t")
    assert rows["article_id"].to_list() == ["b"]
