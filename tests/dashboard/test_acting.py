"""Links and buttons in HTML: what they stand for, and that no text of an article becomes part of one."""

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import acting


@pytest.fixture(autouse=True)
def component(monkeypatch):
    """In the place of the part in the browser: what a test says was pressed."""
    monkeypatch.setattr(acting, "_component", lambda: lambda **given: SimpleNamespace(pressed=st.session_state["press"]))


def _script(labels):
    """A drawing of buttons that note what was done; it may stop midway."""
    import streamlit as st

    from dashboard import acting

    acting.listen()()
    for label in labels.split("|"):
        if label == "stop":
            st.stop()
        st.html(acting.button(label, label, lambda label=label: st.session_state.update(done=label), "keep"))
    st.html("<p>" + acting.link("way", "Away", "nowhere", {"article": "a1"}))
    acting.settle()


def _drawn(*drawings):
    """The app after several drawings, each what was pressed before it and the labels of its buttons."""
    app = AppTest.from_function(_script, default_timeout=20)
    for pressed, labels in drawings:
        app.session_state["press"], app.args = pressed, (labels,)
        app = app.run()
    return app


def _done(*drawings):
    """What was done last in several drawings; None for nothing."""
    state = _drawn(*drawings).session_state
    return state["done"] if "done" in state else None  # noqa: SIM401, it has no get


def test_a_label_is_text_and_a_key_stays_in_its_attribute():
    drawn = _drawn((None, 'A "quoted" <b>name</b>')).get("html")[0].value
    said = "A &quot;quoted&quot; &lt;b&gt;name&lt;/b&gt;"
    assert f'data-act="{said}"' in drawn and drawn.endswith(f"</i>{said}</button>")


def test_a_link_to_a_page_that_is_not_there_is_not_drawn():
    assert "Away" not in "".join(element.value for element in _drawn((None, "one")).get("html"))


def test_what_was_pressed_is_done():
    assert _done((None, "one|other"), ("other", "one|other")) == "other"


def test_nothing_is_done_where_nothing_was_pressed():
    assert _done((None, "one"), (None, "one")) is None


def test_what_was_never_drawn_does_nothing():
    assert _done((None, "one"), ("gone", "one")) is None


def test_what_stands_on_the_screen_from_a_drawing_before_one_that_was_broken_off_can_be_pressed():
    assert _done((None, "one|other"), (None, "new|stop"), ("other", "one")) == "other"


@pytest.mark.parametrize("n_broken", [1, 2, 3])
def test_what_a_broken_drawing_has_shown_can_be_pressed(n_broken):
    broken = [(None, "new|stop"), (None, "stop"), (None, "stop")][:n_broken]
    assert _done((None, "one"), *broken, ("new", "one")) == "new"


def test_what_no_page_shows_any_more_does_nothing():
    assert _done((None, "one"), (None, "other"), ("one", "other")) is None
