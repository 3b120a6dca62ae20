"""The dashboard as a child process, with every setting passed to it, wherever it is started."""

import importlib.util
import signal
import socket
import subprocess
import sys
import time
import tomllib
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import InputError, SettingsError

ADDRESS, FIRST_PORT = "127.0.0.1", 8501
_PORTS_TRIED = 50
LARGE = 5_000  # articles from which on the pages are made ready at the end of a build
MOST_SECONDS = 900  # for that; the front page comes first
_START_SECONDS = 60
_END_SECONDS = 5


def serve(dataset: str = "", port: int | None = None, is_browser_opened: bool = True, link: str = "") -> int:
    """Run the dashboard until it is ended; returns the exit code.

    Args:
        dataset: folder of a data set; the start page if empty.
        port: port on this machine; the first free one from 8501 if not given.
        is_browser_opened: whether to open the page in the user's browser.
        link: of the view to open, such as "/overview?words=ferry"; the front page if empty.

    Raises:
        SettingsError: the port is taken.
        InputError: the dashboard is not installed.
    """
    port = free_port() if port is None else _own_port(port)
    child = subprocess.Popen(command(dataset, port))
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        print(f"dashboard: http://{ADDRESS}:{port}{link} (end it with Ctrl-C)", flush=True)
        if is_browser_opened and _answers(port, child):
            webbrowser.open(f"http://{ADDRESS}:{port}{link}")
        return max(0, child.wait())
    except KeyboardInterrupt:
        return 0
    finally:
        end(child)


def end(child: subprocess.Popen) -> None:
    """End a program: it is asked to, and made to where it still waits after some seconds, as for a browser that stays connected."""
    child.terminate()
    try:
        child.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def prepare(dataset: str | Path) -> None:
    """Let the dashboard count, of a data set just built, what its pages show first, so that nobody waits for it later.

    Nothing is lost where it cannot, is ended, or takes too long: what is not counted then is counted when a page is opened.
    """
    with suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
        program = [sys.executable, "-m", "dashboard.opening", str(dataset)]
        subprocess.run(program, check=False, capture_output=True, timeout=MOST_SECONDS)


def command(dataset: str, port: int) -> list[str]:
    """The command that runs the dashboard; flags win over whatever else configures Streamlit on the machine."""
    folder = _dashboard()
    settings = tomllib.loads((folder / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    arguments = ["--", str(Path(dataset).absolute())] if dataset else []
    command = [sys.executable, "-m", "dashboard.server", "run", str(folder / "served.py")]
    return [*command, *_flags(settings, ""), f"--server.port={port}", *arguments]


def has_page(name: str) -> bool:
    """Whether the dashboard has a page of this name.

    Example:
        >>> has_page("overview"), has_page("nowhere")
        (True, False)
    """
    return name.isidentifier() and not name.startswith("_") and (_dashboard() / "app_pages" / f"{name}.py").is_file()


def _dashboard() -> Path:
    """The folder of the installed dashboard."""
    found = importlib.util.find_spec("dashboard")
    if found is None or not found.submodule_search_locations:
        raise InputError("dashboard", "is not installed", "install newsparallax again")
    return Path(found.submodule_search_locations[0])


def _flags(settings: Mapping, prefix: str) -> Iterator[str]:
    """Settings as flags; a list only where Streamlit takes it as a repeated flag, which are those of the server."""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flags(value, f"{prefix}{name}.")
        elif not isinstance(value, list) or prefix == "server.":
            yield from (f"--{prefix}{name}={_as_flag(v)}" for v in (value if isinstance(value, list) else [value]))


def _as_flag(value: object) -> str:
    """A value as Streamlit reads it on the command line."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def free_port() -> int:
    """The first port from 8501 that nobody listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        if is_free(port):
            return port
    raise SettingsError("port", FIRST_PORT, f"and the {_PORTS_TRIED} ports after it are in use", "end another program, or give --port")


def _own_port(port: int) -> int:
    """A port that the user asked for."""
    if not 1 <= port <= 65_535:
        raise SettingsError("port", port, "is no port", "give a number from 1024 to 65535")
    if not is_free(port):
        raise SettingsError("port", port, "is in use", "give another one, or leave --port out")
    return port


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of this machine."""
    with socket.socket() as attempt:
        attempt.settimeout(1)
        return attempt.connect_ex((ADDRESS, port)) != 0


def _answers(port: int, child: subprocess.Popen) -> bool:
    """Wait until the dashboard listens; false where it ended before."""
    end = time.monotonic() + _START_SECONDS
    while child.poll() is None and time.monotonic() < end:
        if not is_free(port):
            return True
        time.sleep(0.1)
    return False
