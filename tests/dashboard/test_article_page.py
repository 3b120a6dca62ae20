"""What is marked in an article: a fact is called unique only where another outlet's text could state it."""

import sample

from dashboard.app_pages import articles
from pipeline.selection import Selection


def _kinds(view, article_id):
    return {mark.kind for mark in articles._marks(view, article_id)} & {"only", "shared", "stated"}


def test_a_fact_of_a_story_that_two_outlets_tell_is_marked_as_unique():
    assert "only" in _kinds(sample.view(sample.tables()), "ledger")


def test_no_fact_is_unique_where_one_outlet_tells_the_story():
    assert _kinds(sample.view(sample.tables()), "upland") == {"stated"}


def test_no_fact_is_unique_where_one_outlet_is_selected():
    assert _kinds(sample.view(sample.tables(), Selection(outlets=("l",))), "ledger") == {"stated"}
