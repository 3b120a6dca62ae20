"""Lists longer than what is drawn of them."""

import pandas as pd
import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard import long as module
from dashboard.long import long


def _script(view, listed):
    from dashboard import parts

    parts.table_card(listed, "numbers", view)


@pytest.fixture
def shown(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    return lambda n: AppTest.from_function(_script, kwargs={"view": sample.view(sample.tables()), "listed": pd.DataFrame({"n": range(n)})}).run()


def test_of_a_long_list_the_first_rows_are_drawn_and_it_says_so(shown):
    page = shown(5)
    assert page.dataframe[0].value["n"].tolist() == [0, 1, 2]
    assert [caption.value for caption in page.caption] == ["The first 3 of 5 rows are drawn; the files hold all of them."]


def test_a_list_that_fits_is_drawn_whole_without_a_word(shown):
    page = shown(3)
    assert page.dataframe[0].value["n"].tolist() == [0, 1, 2] and not page.caption


def test_the_whole_of_a_list_is_what_was_given():
    assert long(pd.DataFrame({"n": range(9_000)})).whole()["n"].tolist() == list(range(9_000))
