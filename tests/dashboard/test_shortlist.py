"""Lists of stories: whole where they are short; else the first ones, and the one that is chosen."""

import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard import shortlist


def _script(ids):
    import streamlit as st

    from dashboard import shortlist

    st.session_state["listed"] = shortlist.shortlist(ids, "story")


def _listed(ids, **address):
    test = AppTest.from_function(_script, args=(ids,), default_timeout=20)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run().session_state["listed"]


@pytest.fixture(autouse=True)
def three(monkeypatch):
    monkeypatch.setattr(shortlist, "MOST", 3)


IDS = {name: name.lower() for name in "ABCDE"}


def test_the_largest_stand_in_a_long_list():
    assert _listed(IDS) == ["A", "B", "C"]


def test_the_one_in_the_address_stands_in_the_list_too():
    assert _listed(IDS, story="E") == ["A", "B", "C", "E"]


@pytest.mark.parametrize("name", ["B", "nobody"])
def test_nothing_stands_twice_or_without_being_there(name):
    assert _listed(IDS, story=name) == ["A", "B", "C"]


def test_a_short_list_is_whole_and_says_nothing():
    assert _listed(dict(list(IDS.items())[:3])) == ["A", "B", "C"] and shortlist.about(dict.fromkeys("ABC")) is None


def test_a_cut_list_says_how_many_there_are_and_where_the_others_are():
    said = shortlist.about(IDS)
    assert "3 largest of 5 stories" in said and "Stories" in said


def _filter_script(opened):
    import streamlit as st

    from dashboard import selection

    st.session_state["seen"] = selection.chosen(opened)


def test_a_story_beyond_the_list_is_still_chosen_by_its_address(monkeypatch):
    monkeypatch.setattr(shortlist, "MOST", 1)
    opened = sample.view(sample.tables()).opened
    last = list(opened.story_ids)[-1]
    test = AppTest.from_function(_filter_script, kwargs={"opened": opened}, default_timeout=20)
    test.query_params["story"] = last
    assert test.run().session_state["seen"].story == opened.story_ids[last]
