"""Who came out first, and who follows whom, as far as the dates carry it."""

import pandas as pd
import pytest
from small_tables import article, fact, quote, tables

from pipeline.measures import run
from pipeline.measures.follow_lags import _place


def at(text, precision="minute", zone="Z"):
    """A moment."""
    return {"published_at": pd.Timestamp(text, tz="UTC"), "published_precision": precision, "published_zone": zone}


def _states(*articles, **options):
    """The state of each outlet on the story."""
    return run("publication_order", tables(articles=list(articles)), **options).set_index("outlet_id")["state"].to_dict()


def test_the_earlier_of_two_minutes_is_first():
    assert _states(article("a", "x", **at("2026-03-02 09:00")), article("b", "y", **at("2026-03-02 09:01"))) == {"x": "first", "y": "later"}


@pytest.mark.parametrize("zone", ["BST", "EDT", "GMT+1", "ET"])
def test_a_time_is_as_certain_with_the_name_of_its_zone(zone):
    assert _states(article("a", "x", **at("2026-03-02 09:00", zone=zone)), article("b", "y", **at("2026-03-02 09:01"))) == {"x": "first", "y": "later"}


@pytest.mark.parametrize("zone", ["IST", "CST", None])
def test_nobody_is_first_where_a_zone_may_be_two_or_any(zone):
    assert _states(article("a", "x", **at("2026-03-02 09:00", zone=zone)), article("b", "y", **at("2026-03-02 09:01"))) == {"x": "open", "y": "open"}


def test_nobody_is_first_within_one_minute():
    assert set(_states(article("a", "x", **at("2026-03-02 09:00")), article("b", "y", **at("2026-03-02 09:00"))).values()) == {"open"}


def test_nobody_is_first_beside_an_undated_article():
    assert _states(article("a", "x", **at("2026-03-02 09:00")), article("b", "y")) == {"x": "open", "y": "undated"}


def test_an_undated_article_of_an_outlet_leaves_its_order_open():
    rows = [article("a", "x", **at("2026-03-02 12:00")), article("c", "x"), article("b", "y", **at("2026-03-02 09:00"))]
    assert _states(*rows)["y"] == "open"


def test_a_time_without_a_zone_is_in_no_order_with_one_some_hours_later():
    rows = [article("a", "x", **at("2026-03-02 09:00", zone=None)), article("b", "y", **at("2026-03-02 15:00"))]
    assert _states(*rows) == {"x": "open", "y": "open"}
    assert _states(*rows, is_one_zone=True) == {"x": "first", "y": "later"}


def test_one_outlet_alone_is_not_first():
    assert _states(article("a", "x", **at("2026-03-02 09:00"))) == {"x": "alone"}


def test_an_excerpt_counts_as_publication():
    assert _states(article("a", "x", kind="excerpt", **at("2026-03-02 09:00")), article("b", "y", **at("2026-03-03 09:00")))["x"] == "first"


def _reports(*articles, facts=(), quotes=(), **options):
    """The measure's rows."""
    return run("first_reports", tables(articles=list(articles), facts=list(facts), quotes=list(quotes)), **options)


def test_an_outlet_has_a_fact_from_its_first_article_with_it():
    rows = _reports(
        article("a", "x", **at("2026-03-02 08:00")),
        article("c", "x", **at("2026-03-02 10:00")),
        article("b", "y", **at("2026-03-02 09:00")),
        facts=[fact("f", "c"), fact("f", "b")],
    )
    assert rows[["outlet_id", "article_id", "state"]].to_numpy().tolist() == [["y", "b", "first"], ["x", "c", "later"]]


def test_a_fact_of_one_outlet_is_in_no_order():
    assert _reports(article("a", "x", **at("2026-03-02 08:00")), facts=[fact("f", "a")]).empty


def test_utterances_are_ordered_like_facts():
    quotes = [quote("1", "a", "one"), quote("2", "b", "one two")]
    rows = _reports(
        article("a", "x", **at("2026-03-02 08:00")), article("b", "y", **at("2026-03-02 09:00")), quotes=quotes, of="utterances"
    )
    assert rows[["text", "outlet_id", "state"]].to_numpy().tolist() == [["one two", "x", "first"], ["one two", "y", "later"]]


def test_the_limit_counts_items_and_not_rows():
    facts = [fact(f, a) for f in ("f", "g") for a in ("a", "b")]
    assert len(_reports(article("a", "x"), article("b", "y"), facts=facts, limit=1)) == 2


def _pairs(*hours, zone="Z"):
    """Two outlets with one story for each lag."""
    rows = []
    for n, lag in enumerate(hours):
        begin = pd.Timestamp("2026-03-01 12:00") + pd.Timedelta(days=3 * n)
        rows += [
            article(f"a{n}", "x", story_id=f"s{n}", **at(begin, zone=zone)),
            article(f"b{n}", "y", story_id=f"s{n}", **at(begin + pd.Timedelta(hours=lag), zone=zone)),
        ]
    return run("follow_lags", tables(articles=rows)).iloc[0]


def test_six_stories_give_the_median_an_interval():
    assert _pairs(1, 2, 3, 4, 5, 6)[["median_lag_hours", "lag_low", "lag_high"]].to_list() == [3.5, 1.0, 6.0]


def test_five_stories_give_none():
    row = _pairs(1, 2, 3, 4, 5)
    assert row["median_lag_hours"] == 3.0 and pd.isna(row["lag_low"])


def test_the_outlet_ahead_more_often_stands_first():
    row = _pairs(-1, -2, 4)
    assert row[["outlet_id", "n_first", "n_other_first", "median_lag_hours"]].to_list() == ["y", 2, 1, 1.0]


def test_a_lag_is_measured_only_where_both_times_and_zones_are_known():
    row = _pairs(1, 40, zone=None)
    assert row[["n_stories", "n_first", "n_open", "n_timed"]].to_list() == [2, 1, 1, 0] and pd.isna(row["median_lag_hours"])


@pytest.mark.parametrize(("n", "place"), [(5, 0), (6, 1), (8, 1), (9, 2), (20, 6), (100, 40)])
def test_the_interval_of_a_median_begins_where_the_tables_say(n, place):
    assert _place(n) == place


def test_more_stories_than_a_float_can_count_the_ways_of_have_an_interval():
    assert _place(1100) == 518  # the sum of whole numbers, counted out
