"""The timeline of publication: also where there are many articles, each point opens its articles."""

import sample
from streamlit.testing.v1 import AppTest

from dashboard.app_pages import _publication


def _script(view):
    from dashboard.app_pages import _publication

    _publication.publication_card(view)


def test_a_day_of_an_outlet_opens_its_articles(monkeypatch):
    monkeypatch.setattr(_publication, "_MOST_POINTS", 1)
    page = AppTest.from_function(_script, kwargs={"view": sample.view(sample.tables())}, default_timeout=30).run()
    box = next(box for box in page.selectbox if box.key == "when")
    box.set_value(next(line for line in box.options if line.startswith("Harbor Ledger"))).run()
    assert [error.message for error in page.exception] == []
    assert any("Title of ledger" in html.proto.body for html in page.get("html"))
