"""Files made when they are asked for: who may have them, as long as their page shows, and what is said where there is none."""

import asyncio
import threading
from urllib.parse import unquote

import pytest
import streamlit as st
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from dashboard import fetching, made
from dashboard.made import File
from pipeline.errors import InputError


def _script(files):
    """A drawing that offers files; it may stop midway."""
    import streamlit as st

    from dashboard import made

    made.begin()
    for key, file in files.items():
        if file is None:
            st.stop()
        st.session_state[f"at {key}"] = made.address(key, file)
    made.settle()


@pytest.fixture
def drawn():
    """Draws files, one drawing after the other in one session; gives the session's state."""
    app = AppTest.from_function(_script, default_timeout=20)

    def draw(**files):
        app.args = (files,)
        return app.run().session_state

    return draw


def asked(address):
    """The answer at an address: status, headers and what it holds."""
    _, secret, key = address.split("/")
    found = []
    request = Request({"type": "http", "path_params": {"secret": secret, "key": unquote(key)}, "headers": []})
    # In a thread of its own: the one that runs the tests may have a loop that drives a browser.
    thread = threading.Thread(target=lambda: found.append(asyncio.run(made._answer(request))))
    thread.start()
    thread.join()
    return found[0].status_code, dict(found[0].headers), found[0].body


def file(content=b"1,2", name="table.csv", kind="text/csv"):
    return File(name, kind, lambda: content)


def test_a_file_comes_under_its_name_and_is_never_shown_as_a_page(drawn):
    status, headers, body = asked(drawn(a=file(name="zürich “x”.csv"))["at a"])
    assert (status, body, headers["x-content-type-options"]) == (200, b"1,2", "nosniff")
    assert unquote(headers["content-disposition"]) == "attachment; filename*=UTF-8''zürich “x”.csv"


def test_a_key_with_any_sign_leads_to_its_file(drawn):
    assert asked(drawn(**{"a/b?c=1": file(b"x")})["at a/b?c=1"])[2] == b"x"


def test_a_file_that_the_page_shows_no_longer_is_withdrawn(drawn):
    place = drawn(a=file())["at a"]
    drawn(b=file())
    assert asked(place)[0] == 404


def test_what_still_shows_can_be_had_while_the_next_page_is_drawn(drawn):
    place = drawn(a=file(b"old"))["at a"]
    drawn(b=file(), stop=None)
    assert asked(place)[2] == b"old"


def test_one_session_has_no_way_to_the_files_of_another(drawn):
    secret = drawn(a=file())["at a"].split("/")[1]
    other = AppTest.from_function(_script, args=({"a": file()},), default_timeout=20).run().session_state["at a"]
    assert secret not in other and len(secret) >= 24


def test_an_address_nobody_offered_says_what_to_do():
    status, _, body = asked("made/nobody/nothing")
    assert status == 404 and b"load it again" in body


def test_a_file_that_cannot_be_made_says_why(drawn):
    def fails():
        raise InputError("notes.csv", "the disk is full", "make room")

    status, _, body = asked(drawn(a=File("x.csv", "text/csv", fails))["at a"])
    assert status == 409 and b"the disk is full" in body and b"make room" in body


def _row_script(is_long):
    import streamlit as st

    from dashboard import fetching, made
    from dashboard.made import File

    made.begin()
    st.session_state["served"] = made.is_served()
    hostile = File('"><b>.csv', "text/csv", lambda: b"")
    fetching.row("", [fetching.Button("k", "<i>CSV", hostile, why_not="Too long." if is_long else "")], "")


@pytest.mark.parametrize("is_long", [False, True])
def test_without_the_dashboards_own_server_streamlits_button_saves(monkeypatch, is_long):
    monkeypatch.setattr(made, "_served", False)
    (button,) = AppTest.from_function(_row_script, args=(is_long,), default_timeout=20).run().get("download_button")
    assert button.proto.disabled == is_long


def test_a_button_keeps_names_out_of_its_markup(monkeypatch):
    monkeypatch.setattr(made, "_served", True)
    drawn = AppTest.from_function(_row_script, args=(False,), default_timeout=20).run().get("html")[0].value
    assert 'data-name="&quot;&gt;&lt;b&gt;.csv"' in drawn and ">&lt;i&gt;CSV</button>" in drawn


def test_a_table_too_long_for_a_kind_of_file_says_so_on_its_button(monkeypatch):
    monkeypatch.setattr(made, "_served", True)
    drawn = AppTest.from_function(_row_script, args=(True,), default_timeout=20).run().get("html")[0].value
    assert 'disabled title="Too long."' in drawn and "data-file" not in drawn


def test_the_part_that_hears_the_buttons_is_made_known_once():
    assert fetching._component() is fetching._component() and st.components.v2 is not None
