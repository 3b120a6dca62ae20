"""The page of quotes: what its sections say, and what a choice opens."""

import json

import pandas as pd
import sample
from streamlit.testing.v1 import AppTest

from dashboard import wording
from dashboard.app_pages import _choices, _quoting, quotes
from pipeline.measures import quoted_sources


def _script(view, **query):
    import streamlit as st

    from pipeline.plugins import find

    for key, value in query.items():
        st.session_state.setdefault(key, value)
    find("dashboard.app_pages")["quotes"].render(view, view.selection)


def _run(**query):
    test = AppTest.from_function(_script, kwargs={"view": sample.view(sample.tables()), **query}, default_timeout=20).run()
    assert [e.value for e in test.exception] == []
    return test


def test_every_way_to_cut_quotations_draws():
    for way in ("Form", "Kind of source", "Verb"):
        assert "How each outlet quotes" in "".join(element.value for element in _run(quoted_how=way).get("html"))


def test_sources_of_one_name_are_told_apart_by_their_role_else_by_their_story():
    made = sample.tables()
    mill = made["quotes"].head(1).assign(quote_id="mill", quotation_id="mill", article_id=_article_of(made, "mill"), source_id="other")
    made["quotes"] = pd.concat([made["quotes"].assign(source_id="quill"), mill], ignore_index=True)
    called = [("quill", "the council", None), ("other", "the council", None), ("x", "Vale", "mayor"), ("y", "Vale", None)]
    named = pd.DataFrame(called, columns=["source_id", "source_name", "role"])
    assert _choices.source_labels(named, sample.view(made)) == {
        "quill": "the council (Ferry runs aground)",
        "other": "the council (Mill closes)",
        "x": "Vale, mayor",
        "y": "Vale",
    }


def _article_of(made, story_id):
    articles = made["articles"]
    return articles.loc[articles["story_id"] == story_id, "article_id"].iloc[0]


def test_every_row_of_the_matrix_has_a_number():
    for kind in ("All", "Direct", "Indirect"):
        drawn = [chart.proto for chart in _run(quoted=kind).get("plotly_chart")]
        matrix = next((json.loads(chart.spec) for chart in drawn if quoted_sources.QUESTION in chart.alt), {"data": [], "layout": {}})
        numbered = {at for trace in matrix["data"] for at, text in zip(trace.get("y", []), trace.get("text", []), strict=False) if text}
        assert numbered == set(range(len(matrix["layout"].get("yaxis", {}).get("ticktext", []))))


def test_a_part_chosen_in_the_list_opens_its_quotations():
    test = _run()
    chooser = next(box for box in test.selectbox if box.key == "quoted_share")
    chooser.set_value(chooser.options[0]).run()
    assert not test.exception
    assert [button for button in test.get("html") if "px-source" in button.proto.body]


def test_the_outlet_with_most_sources_to_itself_is_named():
    named = pd.DataFrame({"outlet_name": ["Ledger", "Ledger", "Daily"], "source_id": ["a", "b", "c"], "n_quotations": [1, 1, 2]})
    assert quotes._said(named, "n_quotations", "exclusive") == "Ledger alone quotes 2 sources of those shown, more than any other outlet"


def test_one_outlet_alone_has_no_more_sources_than_any_other():
    named = pd.DataFrame({"outlet_name": ["Ledger", "Ledger"], "source_id": ["a", "b"], "n_quotations": [1, 1]})
    assert quotes._said(named, "n_quotations", "exclusive") == "Ledger alone quotes 2 sources of those shown"


def test_the_largest_share_is_said_to_be_that_of_outlets_with_enough_quotations_where_others_have_fewer():
    counts = {"outlet_id": ["l", "c", "u"], "part": ["direct"] * 3, "n": [3, 2, 1], "n_quotations": [5, 8, 1], "share": [0.6, 0.25, 1.0]}
    said = _quoting._said(pd.DataFrame(counts), "form", sample.view(sample.tables()))
    assert said == "6 of 14 quotations are direct; most of those with five or more in Harbor Ledger: 60%"


def test_outlets_with_as_many_sources_to_themselves_tie():
    named = pd.DataFrame({"outlet_name": ["Ledger", "Daily"], "source_id": ["a", "c"], "n_quotations": [1, 2]})
    assert quotes._said(named, "n_quotations", "exclusive") == "Daily and Ledger have most sources to themselves: 1 source each"


def _states(*rows):
    columns = ["outlet_id", "state", "n_renderings", "is_first", "first_at", "first_precision"]
    return pd.DataFrame(rows, columns=columns)


class _Names:
    outlet_names = {"x": "Ledger", "y": "Daily", "z": "Echo"}


def test_who_quotes_and_who_leaves_out_is_one_sentence():
    at = pd.Timestamp("2026-03-02T09:28Z")
    told = [("x", "direct", 1, True, at, "minute"), ("y", "indirect", 1, False, at, "minute")]
    said = "Quoted in Ledger; paraphrased in Daily; absent in Echo (with text on this story)."
    first = " First in this data: Ledger, 2 Mar 2026, 09:28 UTC."
    assert quotes._who_has_it(_states(*told, ("z", "absent", 0, False, pd.NaT, None)), _Names) == said + first


def test_nobody_is_said_to_be_first_where_dates_do_not_tell():
    rows = _states(("x", "direct", 1, False, pd.NaT, None), ("y", "direct", 1, False, pd.NaT, None))
    assert quotes._who_has_it(rows, _Names).endswith("Who had it first cannot be told from the dates.")


def test_wordings_are_escaped():
    assert "<b>" not in wording.listed([("A", "we <b>go", True), ("B", "we <b>went", True)])


def test_a_paraphrase_shows_which_words_carry_over():
    shown = wording.listed([("A", "We will rebuild the pier", True), ("B", "the pier would be mended", False)])
    assert '<span class="px-carried">pier</span>' in shown and "<ins>mended</ins>" in shown and "<del>rebuild</del>" in shown


def test_a_paraphrase_alone_stands_as_it_is():
    assert "<del>" not in wording.listed([("A", "the pier would hold", False), ("B", "the pier would be mended", False)])


def test_words_around_marks_stand_apart_and_are_escaped():
    shown = wording.listed([("A", "We will rebuild", True, ""), ("B", "rebuild", True, "the mayor would <b>")])
    assert "around the marks: the mayor would &lt;b&gt;" in shown


def test_paraphrases_alone_are_compared_where_asked():
    shown = wording.listed([("A", "the hall held 62 stalls", False), ("B", "the hall held 48 stalls", False)], has_told_compared=True)
    assert "<del>62</del> <ins>48</ins>" in shown


def test_outlets_with_the_same_words_stand_in_one_line():
    shown = wording.listed([("Bay Post", "We will mend it", True, ""), ("Hill Echo", "We will mend it", True, "")])
    assert shown.count("<dt>") == 1
    assert "<dt>Bay Post and Hill Echo</dt>" in shown
