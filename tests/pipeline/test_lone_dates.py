"""Dates that stand alone are doubted, without the clock of the machine."""

import pandas as pd

from pipeline import _lone_dates
from pipeline.settings import Settings
from pipeline.tables import frame


def _made(days, passages=()):
    """Articles of these days since 2 March 2026, and passages between some."""
    start = pd.Timestamp("2026-03-02T09:00Z")
    rows = [
        {"article_id": f"a{i}", "source_file": f"a{i}.html", "published_at": None if day is None else start + pd.Timedelta(days=day)}
        for i, day in enumerate(days)
    ]
    pairs = [{"article_id": a, "other_article_id": b, "n_words": n, "start": 0, "other_start": 0} for a, b, n in passages]
    return {"articles": frame("articles", rows), "passages": frame("passages", pairs)}


def _doubted(days, passages=()):
    """The files whose date is doubted."""
    return [row["source_file"] for row in _lone_dates.problems(_made(days, passages), Settings())]


def test_one_article_a_year_after_all_others_is_doubted():
    (row,) = _lone_dates.problems(_made([0, 1, 1, 2, 367]), Settings())
    assert (row["source_file"], row["error"], row["severity"]) == ("a4.html", "LoneDate", "doubt")
    assert row["message"].startswith("is dated 2027-03-04, 365 days after all other articles")


def test_one_article_years_before_all_others_is_doubted():
    assert _doubted([-20_000, 0, 1, 2]) == ["a0.html"]


def test_two_times_of_some_articles_each_are_not_doubted():
    assert _doubted([0, 1, 2, 400, 401, 402]) == []


def test_an_even_spread_over_years_is_not_doubted():
    assert _doubted(range(0, 1500, 100)) == []


def test_few_articles_tell_nothing():
    assert _doubted([0, 1, 900]) == []


def test_an_article_far_from_all_that_share_its_text_is_doubted():
    days = [0, 1, 300, 301, 600, 601]
    assert _doubted(days, [("a0", "a1", 80), ("a0", "a3", 80), ("a1", "a3", 80)]) == ["a3.html"]


def test_of_two_that_share_their_text_the_later_is_doubted():
    assert _doubted([0, 1, 300, 301, 600, 601], [("a0", "a3", 80)]) == ["a3.html"]


def test_a_short_passage_tells_nothing():
    assert _doubted([0, 1, 300, 301], [("a0", "a3", 12)]) == []


def test_undated_articles_are_passed_over():
    assert _doubted([None, None, None, 0]) == []
