"""Conflicts, reading list and combinations of outlets: what their headlines say, what their figures escape, what they do with nothing."""

import pandas as pd
import plotly.graph_objects as go
import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard import charts_facts, screen
from dashboard.app_pages import _fact_cut, _fact_sets, conflicts, reading_list, unique_facts
from dashboard.charts import Caption
from pipeline.selection import Selection

CAPTION = Caption("Who <b>leads</b>", "Who?", "facts", "3 articles", "All")
FIGURES = {
    "upset": pd.DataFrame({"column": ["a", "a", "rest"], "value": [3, 3, 9], "row": ["<i>A</i>", "B", ""], "key": ["a", "a", ""]}),
    "steps": pd.DataFrame({"x": [1, 2], "y": [80.0, 100.0], "label": ["<i>A</i>", "B"], "key": ["a", "b"]}),
    "lines": pd.DataFrame({"x": [0.3, 0.4], "y": [1, 2], "part": ["<i>A</i>", "<i>A</i>"], "key": ["a", "b"]}),
}


@pytest.mark.parametrize("kind", FIGURES)
def test_untrusted_text_is_never_a_tag(kind):
    figure = getattr(charts_facts, kind)(FIGURES[kind], CAPTION)
    shown = "".join(go.Figure(drawn.to_dict()).to_json() for drawn in (figure, screen.on_screen(figure)))  # Plotly checks what it is given
    assert [tag for tag in ("<i>", "<b>leads") if tag in shown] == []


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_draws_from_no_rows(kind):
    figure = getattr(charts_facts, kind)(FIGURES[kind].head(0), CAPTION)
    assert [key for trace in figure.data for key, *_ in (trace.customdata if trace.customdata is not None else ())] == []


def test_the_others_together_cannot_be_opened():
    figure = charts_facts.upset(FIGURES["upset"], CAPTION)
    assert [key for key, *_ in figure.data[0].customdata] == ["a", ""]


def _pairs(*rows):
    cells = pd.DataFrame(rows, columns=["outlet", "other", "n_conflicts"])
    turned = cells.rename(columns={"outlet": "other", "other": "outlet"})
    return pd.concat([cells, turned], ignore_index=True)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("Bay", "Hill", 2), ("Bay", "Quay", 1)], "Bay and Hill differ most often: 2 conflicts"),
        ([("Bay", "Hill", 1)], "Only Bay and Hill differ, in 1 conflict"),
        ([("Bay", "Hill", 1), ("Bay", "Quay", 1)], "Two pairs differ, in 1 conflict each: Bay and Hill, Bay and Quay"),
        (
            [("Bay", "Hill", 2), ("Moor", "Quay", 2), ("Hill", "Quay", 1)],
            "Two pairs differ most often, in 2 conflicts each: Bay and Hill, Moor and Quay",
        ),
        ([("Bay", "Hill", 1), ("Bay", "Quay", 1), ("Hill", "Quay", 1)], "Every pair that differs does so in 1 conflict"),
        (
            [("Bay", "Hill", 2), ("Bay", "Quay", 2), ("Hill", "Quay", 2), ("Moor", "Quay", 1)],
            "3 pairs of outlets differ most often: 2 conflicts each",
        ),
        ([("Bay", "Hill", None)], "No two outlets contradict each other"),
    ],
)
def test_the_headline_of_conflicts_names_ties(pairs, said):
    assert conflicts.said(_pairs(*pairs)) == said


@pytest.mark.parametrize(
    ("covered", "total", "n_articles", "said"),
    [
        ([8, 10], 10, 5, "1 of 5 articles states 80% of the 10 facts"),
        ([5, 8, 10], 10, 5, "2 of 5 articles state 80% of the 10 facts"),
        ([4], 4, 1, "The only article analysed states all 4 facts"),
        ([1], 1, 3, "1 of 3 articles is enough for the one fact"),
    ],
)
def test_the_headline_of_the_reading_list_counts_articles(covered, total, n_articles, said):
    assert reading_list.said(pd.DataFrame({"n_covered": covered, "n_total": total}), n_articles) == said


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ([("x", 3, 3), ("x|y", 2, 0)], "3 of 5 facts stand in one outlet alone, the others in several"),
        ([("x", 1, 1), ("x|y", 1, 0)], "1 of 2 facts stands in one outlet alone, the other in several"),
        ([("x", 3, 3)], "Each of the 3 facts stands in one outlet alone"),
        ([("x|y", 1, 0)], "The only fact stands in several outlets"),
        ([("x", 3, 3), ("", 4, 1)], "4 of 7 facts stand in one outlet alone, the others in several"),
    ],
)
def test_the_headline_of_combinations_counts_the_others_as_well(sizes, said):
    assert _fact_sets.said(pd.DataFrame(sizes, columns=["combination", "n_facts", "n_alone"])) == said


def test_the_headline_of_the_cut_says_when_nothing_depends_on_it():
    assert _fact_cut.said(pd.DataFrame({"cut": [0.3, 0.5], "n_unique": [4, 4]}), 0.5) == "4 unique facts, wherever the cut lies"


def _render(page, view):
    from pipeline.plugins import find

    find("dashboard.app_pages")[page].render(view, view.selection)


def _drawn(page, view):
    return AppTest.from_function(_render, kwargs={"page": page, "view": view}, default_timeout=20).run()


def _html(test):
    return " ".join(part.proto.body for part in test.get("html"))


def test_the_differing_value_is_marked_on_each_side():
    shown = _html(_drawn("conflicts", sample.view(sample.tables())))
    assert "<u>48 passengers</u>" in shown
    assert "<u>yearly check</u>" in shown


def test_hostile_values_of_a_conflict_stay_text():
    test = _drawn("conflicts", sample.view(sample.tables(sample.HOSTILE)))
    assert not test.exception
    assert "<script>" not in _html(test)


@pytest.mark.parametrize("page", ["conflicts", "reading_list"])
def test_an_empty_data_set_says_what_to_do(page):
    test = _drawn(page, sample.view(sample.nothing()))
    assert not test.exception
    assert ("Add articles" in _html(test) or "add articles" in _html(test), "Widen the filters" in _html(test)) == (True, False)


@pytest.mark.parametrize("page", ["conflicts", "reading_list", "unique_facts", "quotes", "keywords", "overview", "stories", "reuse"])
def test_filters_that_leave_nothing_are_to_be_widened(page):
    assert "Widen the filters in the sidebar" in _html(_drawn(page, sample.view(sample.tables(), Selection(words=("nowhere",)))))


def test_one_outlet_alone_has_no_conflict():
    test = _drawn("conflicts", sample.view(sample.tables(), Selection(outlets=("l",))))
    assert not test.exception
    assert "A conflict needs two outlets" in _html(test)


def test_no_conflict_between_outlets_that_were_compared_is_told_as_such():
    made = sample.tables() | {"conflicts": sample.nothing()["conflicts"]}
    assert "No conflict was found" in _html(_drawn("conflicts", sample.view(made)))


@pytest.mark.parametrize("view", ["Stated together", "Left out by one outlet", "Near the cut"])
def test_every_view_of_unique_facts_holds_hostile_text(view):
    made = sample.view(sample.tables(sample.HOSTILE))
    test = AppTest.from_function(_render, kwargs={"page": "unique_facts", "view": made}, default_timeout=20)
    test.session_state["facts_view"] = view
    test.run()
    assert not test.exception
    assert "<script>" not in _html(test)


def _unique(view="Only in one outlet", **state):
    test = AppTest.from_function(_render, kwargs={"page": "unique_facts", "view": sample.view(sample.tables())}, default_timeout=20)
    test.session_state["facts_view"] = view
    for name, value in state.items():
        test.session_state[name] = value
    return test.run()


@pytest.mark.parametrize("cut", [0.1, 0.9])
def test_the_cut_moves_both_ways_and_says_what_follows_it(cut):
    test = _unique(cut=cut)
    assert not test.exception
    assert any("follow the cut you chose" in caption.value for caption in test.caption)


def test_at_the_cut_of_the_matching_nothing_is_said_of_it():
    assert not any("follow the cut you chose" in caption.value for caption in _unique(cut=0.5).caption)


def test_each_pair_beside_the_cut_can_be_judged():
    drawn = "".join(element.value for element in _unique("Near the cut").get("html"))
    assert drawn.count(">Same fact<") == drawn.count(">Not the same<") > 0


def test_what_a_source_says_and_what_differs_is_marked_in_the_grid():
    rows = pd.DataFrame({"state": ["stated", "stated", "stated", "absent"], "is_quoted": [True, True, False, False], "differs": ["", "figure", "", ""]})
    assert unique_facts._marks(rows).to_list() == ["quoted", "differs", "covered", "silent"]


def _german(*outlets):
    """The sample, in which the texts of these outlets are German, so that nothing of them is analysed."""
    made = dict(sample.tables())
    articles = made["articles"]
    foreign = articles["outlet_id"].isin(outlets)
    made["articles"] = articles.assign(language=articles["language"].mask(foreign, "de"))
    for name in ("statements", "facts", "conflicts"):
        made[name] = made[name][~made[name]["article_id"].isin(articles.loc[foreign, "article_id"])].reset_index(drop=True)
    return made


@pytest.mark.parametrize("page", ["conflicts", "unique_facts", "source_overlap"])
def test_a_language_that_is_not_analysed_is_told_where_nothing_can_be_compared(page):
    others = set(sample.tables()["outlets"]["outlet_id"]) - {"l"}
    test = _drawn(page, sample.view(_german(*others)))
    assert not test.exception
    assert "not in English, so not analysed here" in _html(test)


def test_an_article_that_is_not_analysed_is_not_said_to_add_no_fact():
    others = set(sample.tables()["outlets"]["outlet_id"]) - {"l"}
    test = _drawn("reading_list", sample.view(_german(*others)))
    assert not test.exception
    assert [caption.value for caption in test.caption if "no fact to these" in caption.value] == []
