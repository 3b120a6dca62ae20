"""The filters in the sidebar: from the address to a selection and into words."""

import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard.selection import in_words, words_of
from pipeline.selection import Selection


def _script(opened):
    import streamlit as st

    from dashboard import selection

    st.session_state["seen"] = selection.chosen(opened)


def _drawn(**address):
    test = AppTest.from_function(_script, kwargs={"opened": sample.view(sample.tables()).opened}, default_timeout=20)
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert [e.value for e in test.exception] == []
    return test


def _seen(**address):
    return _drawn(**address).session_state["seen"]


def test_no_filter_is_everything():
    assert _seen() == Selection()


@pytest.mark.parametrize(("name", "value", "field", "chosen"), [
    ("outlets", ["Coast Daily"], "outlets", ("c",)),
    ("story", "Mill closes", "story", "mill"),
    ("words", "ferry, harbour office", "words", ("ferry", "harbour office")),
    ("wire", "false", "is_wire_included", False),
    ("probable", "false", "is_probable_wire_included", False),
])  # fmt: skip
def test_a_value_in_the_address_is_chosen(name, value, field, chosen):
    assert getattr(_seen(**{name: value}), field) == chosen


@pytest.mark.parametrize(("name", "value"), [
    ("outlets", ["Nobody"]), ("story", "No story"), ("wire", "maybe"), ("since", "yesterday"), ("until", "9999-99-99"), ("words", ",,,"),
])  # fmt: skip
def test_a_value_that_is_not_there_falls_back_to_everything(name, value):
    assert _seen(**{name: value}) == Selection()


def test_a_first_day_after_the_last_is_said():
    drawn = _drawn(since="2026-03-04", until="2026-03-02")
    assert [warning.value for warning in drawn.warning] == ["The first day lies after the last one, so no article is shown."]


def test_a_data_set_without_dates_has_no_date_filter():
    test = AppTest.from_function(_script, kwargs={"opened": sample.view(sample.nothing()).opened}, default_timeout=20).run()
    assert (len(test.date_input), [e.value for e in test.exception]) == (0, [])


def test_words_of_a_line_are_few_and_hold_letters():
    assert words_of("a, a, ??, " + ", ".join(str(n) for n in range(50)))[:3] == ("a", "0", "1")


def test_a_selection_is_said_with_names():
    opened = sample.view(sample.tables()).opened
    said = in_words(opened, Selection(outlets=("c", "l"), story="ferry", is_wire_included=False))
    assert said == "Outlets: Coast Daily, Harbor Ledger · Story: Ferry runs aground · without agency copy"


def _grouped_opened():
    """The sample with a table that groups its outlets by country."""
    from dataclasses import replace

    from pipeline import groups

    opened = sample.view(sample.tables()).opened
    table = groups.read("g.csv", b"outlet,country\nHarbor Ledger,Norland\nCoast Daily,Sudland\n")
    return replace(opened, groups=groups.matched(table, opened.dataset.table("outlets")))


def test_groups_are_chosen_and_compared_from_the_address():
    test = AppTest.from_function(_script, kwargs={"opened": _grouped_opened()}, default_timeout=20)
    test.query_params["by"], test.query_params["groups"] = "country", ["country: Norland"]
    test.run()
    assert test.session_state["seen"] == Selection(groups=(("country", "Norland"),), by="country")


def test_a_column_that_is_not_in_the_groups_falls_back_to_outlets():
    test = AppTest.from_function(_script, kwargs={"opened": _grouped_opened()}, default_timeout=20)
    test.query_params["by"] = "altitude"
    assert test.run().session_state["seen"] == Selection()


def test_groups_are_said_in_words():
    said = in_words(_grouped_opened(), Selection(groups=(("country", ""),), by="country"))
    assert said == "country: (no country given) · compared by country: each group counts as one outlet"


def test_a_view_by_group_has_names_and_colours_of_groups():
    from dashboard.data import View
    from dashboard.theme import NEUTRAL
    from pipeline.groups import group_id

    view = View(_grouped_opened(), Selection(by="country"))
    norland, none = group_id("country", "Norland"), group_id("country", "")
    assert (view.outlet_names[norland], view.outlet_names["l"]) == ("Norland", "Harbor Ledger (Norland)")
    assert view.looks[norland] == view.looks["l"] and view.looks[none].color == NEUTRAL
    assert set(view["articles"]["outlet_id"]) == set(view["outlets"]["outlet_id"])
