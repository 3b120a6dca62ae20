"""Links and buttons in HTML: what they stand for, and that no text of an article becomes part of one."""

from streamlit.testing.v1 import AppTest


def _script(pressed=""):
    """Two buttons, of which one may have been pressed."""
    import streamlit as st

    from dashboard import acting

    def note(what):
        st.session_state["done"] = [*st.session_state.get("done", []), what]

    acting.do(st.session_state.get("_pressed", pressed))
    one = acting.button("one", 'A "quoted" <b>name</b>', lambda: note("one"), "keep")
    other = acting.button("the <other>", "Other", lambda: note("other"))
    st.html(acting.row(one, other, acting.link("way", "Away", "nowhere", {"article": "a1"})))


def _run(**given):
    return AppTest.from_function(_script, kwargs=given, default_timeout=20).run()


def test_a_label_is_text():
    drawn = _run().get("html")[0].value
    assert "&lt;b&gt;name" in drawn and "<b>" not in drawn


def test_a_key_cannot_leave_its_attribute():
    assert 'data-act="the &lt;other&gt;"' in _run().get("html")[0].value


def test_a_link_to_a_page_that_is_not_there_is_not_drawn():
    assert "Away" not in _run().get("html")[0].value


def test_what_was_pressed_is_done_and_nothing_else():
    app = _run()
    app.session_state["_pressed"] = "the <other>"
    assert app.run().session_state["done"] == ["other"]


def test_a_key_that_was_never_drawn_does_nothing():
    assert "done" not in _run(pressed="gone").session_state
