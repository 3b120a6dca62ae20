"""The dashboard's child process gets every setting and a port that is free."""

import socket
import subprocess
import sys

import pytest

from pipeline import serving
from pipeline.errors import SettingsError


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind((serving.ADDRESS, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_port_in_use_is_one_clear_error(taken):
    with pytest.raises(SettingsError, match="is in use"):
        serving.serve("", taken, is_browser_opened=False)


@pytest.mark.parametrize("port", [0, 65_536])
def test_number_that_is_no_port_is_refused(port):
    with pytest.raises(SettingsError, match="is no port"):
        serving.serve("", port, is_browser_opened=False)


def test_port_not_asked_for_is_a_free_one(taken, monkeypatch):
    monkeypatch.setattr(serving, "FIRST_PORT", taken)
    assert serving.free_port() > taken


def test_data_set_is_passed_whole_and_after_the_settings(tmp_path):
    assert serving.command(str(tmp_path), 8777)[-2:] == ["--", str(tmp_path)]


def test_without_a_data_set_nothing_follows_the_settings():
    assert serving.command("", 8777)[-1] == "--server.port=8777"


def test_no_flag_leaves_the_machine():
    flags = serving.command("", 8777)
    assert "--server.address=127.0.0.1" in flags
    assert "--browser.gatherUsageStats=false" in flags


@pytest.mark.parametrize("name", ["nowhere", "_choices", "__init__", "../app", "overview.py", ""])
def test_what_is_no_page_is_none(name):
    assert not serving.has_page(name)


def test_a_dashboard_that_waits_for_others_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr(serving, "_END_SECONDS", 0.2)
    program = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        serving.end(child)
        assert child.poll() is not None
