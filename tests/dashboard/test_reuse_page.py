"""What the page of reuse says about articles that are one text."""

import pandas as pd
import sample
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.app_pages import reuse
from pipeline.tables import conform


def _script(view):
    import streamlit as st

    st.session_state["reuse_view"] = "Same text"
    from dashboard.app_pages import reuse

    reuse.render(view, view.selection)


def _page(made):
    st.cache_data.clear()  # what is kept is found by the manifest, which is the same for both samples
    st.cache_resource.clear()
    test = AppTest.from_function(_script, kwargs={"view": sample.view(made)}, default_timeout=20).run()
    assert [e.value for e in test.exception] == []
    return test


def _one_text():
    """The sample, its two articles on the ferry being one text."""
    made = sample.tables()
    articles = made["articles"].copy()
    ledger = articles["article_id"].eq("ledger")
    body = articles.loc[ledger, "body"].iloc[0]
    articles.loc[articles["article_id"].eq("coast"), ["body", "n_words"]] = [body, int(articles.loc[ledger, "n_words"].iloc[0])]
    n = len(body.split())
    whole = made["passages"].iloc[:1].assign(start=0, end=len(body), other_start=0, other_end=len(body), n_words=n)
    words = whole.assign(start_word=0, end_word=n, other_start_word=0, other_end_word=n)
    return {**made, "articles": articles, "passages": conform("passages", words)}


def test_articles_that_are_one_text_are_grouped():
    assert [c.value for c in _page(_one_text()).caption if c.value.startswith("1 text that two outlets")] != []


def test_no_outlet_is_named_first_where_the_dates_do_not_tell():
    assert [m.value for m in _page(_one_text()).markdown if "had it first the dates do not tell" in m.value] != []


def test_articles_that_share_a_part_only_are_no_group():
    assert [c.value for c in _page(sample.tables()).caption if c.value.startswith("1 text")] == []


def test_pairs_that_tie_are_counted_and_none_is_said_to_have_more():
    rows = pd.DataFrame({"outlet": ["A", "B"], "other_outlet": ["B", "C"], "n_words_after": [12, 12]})
    assert reuse.title(rows, "Had it later") == "2 pairs of outlets have most: 12 words that the other had before"
