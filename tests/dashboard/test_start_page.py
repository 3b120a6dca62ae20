"""The start page keeps the demo in sight, however many data sets there are."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data

NAMES = ["ferry", "bridge", "mill", "quarry", "tunnel", "harbour"]  # built in this order


def _script():
    from dashboard.app_pages import start

    start.render(None, None)


@pytest.fixture
def drawn(monkeypatch):
    """The page with six data sets, the names of which do not tell which is the newest."""
    manifests = {name: {"built_at": f"2031-05-0{day}T08:00:00+00:00"} for day, name in enumerate(NAMES, 1)}
    monkeypatch.setattr(data, "manifests", lambda _: dict(sorted(manifests.items())))
    return AppTest.from_function(_script).run()


def _shown(test):
    """The names of the data sets that stand open."""
    return [name for html in test.get("html") for name in NAMES if f"<b>{name}</b>" in html.proto.body]


def test_the_newest_data_sets_stand_first_and_the_older_ones_are_folded(drawn):
    assert _shown(drawn) == NAMES[::-1][:4]


def test_the_button_that_opens_the_newest_opens_it(drawn):
    (button,) = [b for b in drawn.button if b.key == "open-0"]
    button.click().run()
    assert drawn.session_state["data"] == NAMES[-1]


def test_how_many_are_folded_is_said(drawn):
    assert [e.label for e in drawn.expander if e.label.endswith("older ones")] == ["2 older ones"]
