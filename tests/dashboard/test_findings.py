"""The sentence above a chart says what the numbers say: also where they tie, are zero, or where there is one outlet."""

import pandas as pd
import sample
from streamlit.testing.v1 import AppTest

from dashboard.app_pages import _choices, keywords, quotes, source_overlap, unique_facts
from pipeline.selection import Selection


def _bars(**values):
    return pd.DataFrame({"label": list(values), "value": [float(v) for v in values.values()], "possibly": 0})


def test_one_outlet_leads():
    assert unique_facts._said(_bars(Ledger=3, Daily=1), "facts") == "Ledger alone reports 3 facts, more than any other outlet"


def test_facts_that_another_may_state_are_said_to_be_unsure():
    said = unique_facts._said(_bars(Ledger=3, Daily=1).assign(possibly=[2, 0]), "facts")
    assert said == "Ledger alone reports 3 facts, more than any other outlet; another may say 2 of them in other words"


def test_two_outlets_tie():
    assert unique_facts._said(_bars(Ledger=3, Daily=3), "facts") == "Ledger and Daily report most alone: 3 facts each"


def test_many_outlets_tie():
    assert unique_facts._said(_bars(a=1, b=1, c=1, d=1), "facts") == "4 outlets report most alone: 1 fact each"


def test_no_outlet_has_a_unique_fact():
    assert unique_facts._said(_bars(Ledger=0, Daily=0), "facts") == "No outlet states a fact that no other states"


def _pairs(*rows):
    columns = ["outlet_id", "other_outlet_id", "n_shared", "jaccard", "share"]
    pairs = pd.DataFrame(rows, columns=columns)
    return pairs.assign(outlet=pairs["outlet_id"].str.upper(), other=pairs["other_outlet_id"].str.upper())


def test_a_pair_is_named_once_though_it_stands_in_two_cells():
    said = source_overlap._said(_pairs(("a", "b", 1, 0.5, 0.5), ("b", "a", 1, 0.5, 1.0)), "jaccard", "sources")
    assert said == "A and B have most in common: 1 source, 50% of what either has"


def test_pairs_that_tie_are_counted():
    cells = [(a, b, 1, 0.5, 0.5) for a, b in ("ab", "ac", "ba", "ca")]
    assert source_overlap._said(_pairs(*cells), "jaccard", "facts") == "2 pairs of outlets have most in common: 50% of their facts"


def test_no_pair_shares_anything():
    assert source_overlap._said(_pairs(("a", "b", 0, 0.0, 0.0)), "jaccard", "facts") == "No two outlets share a fact"


def test_nobody_shares_an_utterance_or_a_passage():
    nothing = _pairs(("a", "b", 0, 0.0, 0.0))
    said = [source_overlap._said(nothing, "jaccard", kind) for kind in ("utterances", "passages")]
    assert said == ["No two outlets share an utterance", "No two outlets share a passage"]


def test_the_pair_that_opens_is_the_one_that_the_title_names():
    pairs = _pairs(("a", "b", 26, 0.5, 0.5), ("b", "a", 27, 0.5, 0.5)).assign(key=["a|b", "b|a"])
    assert source_overlap._strongest(pairs, "jaccard") == "a|b"


def test_many_keywords_that_tie_are_named_by_the_first_of_them():
    rates = pd.DataFrame({"keyword": list("pqrst"), "outlet": ["Ledger"] * 5, "n_total": [4] * 5, "per_1000_words": [8.0] * 5})
    assert keywords._said(rates) == "Ledger uses “p”, “q” and 3 more most often"


def test_sources_that_tie_are_all_named():
    named = pd.DataFrame({"label": ["Ada Brook", "Otto Lund"], "outlet_id": ["a", "b"], "n_quotations": [2, 2]})
    assert quotes._said(named, "n_quotations") == "Ada Brook and Otto Lund are quoted most: 2 quotations each"


def test_one_outlet_alone_is_not_said_to_differ():
    rates = pd.DataFrame({"keyword": ["ferry", "quay"], "outlet": ["Ledger"] * 2, "n_total": [4, 2], "per_1000_words": [8.0, 4.0]})
    assert keywords._said(rates) == "Ledger uses “ferry” most often"


def test_an_unknown_value_leads_nobody():
    assert _choices.leaders(pd.Series([float("nan")], index=["Ledger"])) == []


def _page(page, view):
    from pipeline.plugins import find

    find("dashboard.app_pages")[page].render(view, view.selection)


def test_a_page_of_comparisons_says_what_to_do_with_one_outlet():
    for page in ("source_overlap", "unique_facts"):
        view = sample.view(sample.tables(), Selection(outlets=("l",)), "Outlets: Harbor Ledger")
        test = AppTest.from_function(_page, kwargs={"page": page, "view": view}, default_timeout=20).run()
        assert not test.exception
        assert not test.selectbox


def test_a_source_chosen_in_the_list_opens_its_quotations():
    view = sample.view(sample.tables())
    test = AppTest.from_function(_page, kwargs={"page": "quotes", "view": view}, default_timeout=20).run()
    chooser = next(box for box in test.selectbox if box.key == "quoted_by")
    chooser.set_value("Mara Quill in Harbor Ledger: 1 quotation").run()
    assert not test.exception
    assert any("Mara Quill in Harbor Ledger" in html.proto.body for html in test.get("html"))


def test_what_has_no_quotation_cannot_be_opened():
    view = sample.view(sample.tables())
    test = AppTest.from_function(_page, kwargs={"page": "quotes", "view": view}, default_timeout=20).run()
    chooser = next(box for box in test.selectbox if box.key == "quoted_by")
    assert [line for line in chooser.options if "Upland" in line] == []
