"""The data set as pages see it."""

from dataclasses import replace

import pandas as pd
import pytest
import sample

from dashboard.data import unique_names
from pipeline.selection import Selection


def test_a_view_restricts_the_tables_and_leaves_the_whole_alone():
    view = sample.view(sample.tables(), Selection(outlets=("c",)))
    assert (view["articles"]["article_id"].tolist(), len(view.whole["articles"])) == (["coast"], 5)


def test_a_measure_answers_for_the_selection():
    shown = sample.view(sample.tables(), Selection(outlets=("c",))).measure("outlet_summary")
    assert shown["outlet_name"].tolist() == ["Coast Daily"]


def test_two_data_sets_in_one_folder_never_share_a_number():
    plain, spiced = sample.view(sample.tables()), sample.view(sample.tables(("x",)))
    assert plain.measure("outlet_summary")["outlet_name"].tolist() != spiced.measure("outlet_summary")["outlet_name"].tolist()


def test_a_measure_given_out_can_be_changed_without_harm():
    view = sample.view(sample.tables())
    given = view.measure("outlet_summary")
    given.loc[:, "n_articles"] = -1
    assert (view.measure("outlet_summary")["n_articles"] >= 0).all()


def test_an_outlet_looks_the_same_under_every_filter():
    made = sample.tables()
    assert sample.view(made).looks == sample.view(made, Selection(outlets=("c",))).looks


@pytest.mark.parametrize("names", [["A", "A", "A"], ["A", "A (2)", "A"], ["A (2)", "A", "A"], []])
def test_names_are_made_unique(names):
    assert len(set(unique_names(names))) == len(names)


def test_pages_change_no_table():
    from streamlit.testing.v1 import AppTest

    made = sample.tables()
    before = {name: rows.copy() for name, rows in made.items()}

    def script(view):
        from pipeline.plugins import find

        for page in find("dashboard.app_pages").values():
            if page.TITLE != "Add articles":
                page.render(view, view.selection)

    AppTest.from_function(script, kwargs={"view": sample.view(made)}, default_timeout=60).run()
    for name, rows in made.items():
        pd.testing.assert_frame_equal(rows, before[name])


def _made(view, sign):
    """Something to be made of a view, told apart from what is made anew."""
    return [view.selection, view.page, sign]


def test_what_a_page_draws_is_made_once_for_a_selection():
    made = sample.tables()
    first, again = (sample.view(made, Selection(outlets=("c",))).once(_made, "x") for _ in range(2))
    assert first is again


@pytest.mark.parametrize(("selection", "page", "sign"), [(Selection(), "overview", "x"), (Selection(outlets=("c",)), "quotes", "x"), (Selection(outlets=("c",)), "overview", "y")])
def test_what_a_page_draws_is_made_anew_for_all_it_depends_on(selection, page, sign):
    made = sample.tables()
    first = replace(sample.view(made, Selection(outlets=("c",))), page="overview").once(_made, "x")
    assert replace(sample.view(made, selection), page=page).once(_made, sign) == [selection, page, sign] != first
