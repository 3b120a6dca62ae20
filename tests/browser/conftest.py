"""A real browser on a running dashboard: found on the system, kept from going outside, everything it asks for recorded."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "dashboard")]

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
DRAWN = "h1, [data-testid=stAlert], [data-testid=stException]"
# Notes in each tab when a message to or from the program passed, and when anything last changed that can be seen: not the sign in the
# header that the program runs, nor what a table drawn as a picture says to screen readers a while later.
WATCH = """(() => {
    const seen = window.pxSeen = { sent: 0, answered: 0, changed: 0 };
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (...given) {
        if (!this.pxHeard) {
            this.pxHeard = true;
            this.addEventListener("message", () => { seen.answered = performance.now(); });
        }
        seen.sent = performance.now();
        return send.apply(this, given);
    };
    const isSeen = ({ target }) => !(target.closest ? target : target.parentElement)?.closest("[data-testid=stHeader], canvas");
    const note = (changes) => { if (changes.some(isSeen)) seen.changed = performance.now(); };
    new MutationObserver(note).observe(document, { childList: true, subtree: true, characterData: true });
})()"""
# The program has answered and ended, every part of the page has come and none is of the run before, and nothing moves.
SETTLED = """(quiet) => document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
    && !document.querySelector("[data-testid=stSkeleton], .stSkeleton, [data-stale=true]")
    && pxSeen.answered >= pxSeen.sent && performance.now() - Math.max(pxSeen.changed, pxSeen.answered) > quiet"""
QUIET_MS, PATIENCE_MS = 300, 20_000
WAITED = r"[Tt]imeout \d+ms"  # as playwright and its `expect` say it
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items):
    """Everything in this folder drives a browser. What waited in vain has a second try, since a machine may stand still for a moment.

    Nothing else has: a wrong text, a complaint of the browser or a request to the outside fails at once. What needed a second try is
    named at the end of the run.
    """
    for item in items:
        if HERE in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WAITED))


def _system_browser() -> str | None:
    """The browser of the system, None where playwright's own is to be used."""
    given = os.environ.get("PARALLAX_BROWSER")
    return given or next((path for path in map(shutil.which, NAMES) if path), None)


class Served:
    """A dashboard at work on this machine."""

    def __init__(self, dataset: Path | None, home: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url, self.home = f"http://127.0.0.1:{self.port}", home
        home.mkdir(parents=True, exist_ok=True)
        self.log = (home / "serve.log").open("wb")  # closed in stop
        command = [
            sys.executable,
            "-m",
            "pipeline.cli",
            "serve",
            *([str(dataset)] if dataset else []),
            "--port",
            str(self.port),
            "--no-browser",
        ]
        self.process = subprocess.Popen(
            command, cwd=home, env={**os.environ, "PARALLAX_HOME": str(home / "kept")}, stdout=self.log, stderr=subprocess.STDOUT
        )
        self._wait()

    def _wait(self) -> None:
        """Until it answers."""
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, self.said()
                time.sleep(0.1)
        raise AssertionError(f"the dashboard does not answer: {self.said()}")

    def said(self) -> str:
        """What the server wrote."""
        return (self.home / "serve.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End it and wait until it is gone."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_system_browser(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo(demo_folder, tmp_path_factory):
    """The dashboard on the demo's data set."""
    served = Served(demo_folder, tmp_path_factory.mktemp("served"))
    yield served
    served.stop()


@pytest.fixture(scope="session")
def empty_handed(tmp_path_factory):
    """The dashboard without a data set."""
    served = Served(None, tmp_path_factory.mktemp("start"))
    yield served
    served.stop()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """The dashboard on a data set whose every name, title and quote is an attack."""
    import sample

    folder = tmp_path_factory.mktemp("hostile") / "hostile.dataset"
    sample.publish(folder, sample.tables(sample.HOSTILE))
    served = Served(folder, tmp_path_factory.mktemp("served-hostile"))
    yield served
    served.stop()


class Visit:
    """A page in the browser, with all it asked for and all it complained of."""

    def __init__(self, page: Page, served: Served):
        self.page, self.served, self.requests, self.complaints = page, served, [], []
        page.add_init_script(WATCH)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on(
            "console",
            lambda message: (
                self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")
                if message.type in ("error", "warning")
                else None
            ),
        )
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def open(self, path: str = "/") -> "Visit":
        """Go to an address of the dashboard and wait until it is drawn; before anything is, no script runs either."""
        self.page.goto(self.served.url + path)
        self.page.locator(DRAWN).first.wait_for()
        return self.ready()

    def ready(self) -> "Visit":
        """Wait until nothing is asked of the program any more, and the charts are drawn."""
        self.page.wait_for_function(SETTLED, arg=QUIET_MS)
        charts = self.page.locator("[data-testid=stPlotlyChart]")
        for i in range(charts.count()):
            charts.nth(i).locator(".js-plotly-plot .main-svg").first.wait_for(state="attached")
            self.page.get_by_role("button", name="SVG", exact=True).nth(i).wait_for()
        self.page.wait_for_function(SETTLED, arg=QUIET_MS)
        return self

    def says(self, *texts: str, but: tuple[str, ...] = ()) -> "Visit":
        """Wait until each text is on the page, and none of the others is."""
        app = self.page.locator("[data-testid=stApp]")
        for text in texts:
            expect(app).to_contain_text(text, use_inner_text=True)
        for text in but:
            expect(app).not_to_contain_text(text, use_inner_text=True)
        return self

    def choose(self, box: Locator, number: int = 1) -> "Visit":
        """Choose an option of a list by the keyboard; a key that comes before the list is open is lost."""
        box.focus()
        for _ in range(number):
            box.press("ArrowDown")
            self.page.get_by_role("option").first.wait_for()
        box.press("Enter")
        return self.ready()

    def outside(self) -> list[str]:
        """What was asked of anything but this dashboard."""
        return [
            url for url in self.requests if not url.startswith((self.served.url, f"ws://127.0.0.1:{self.served.port}", "data:", "blob:"))
        ]

    def errors(self) -> list[str]:
        """Complaints, without Streamlit's own first question below a page's address, which it then asks again at the root."""
        return [c for c in self.complaints if not ("404" in c and "/_stcore/" in c)]


@pytest.fixture(scope="session")
def contexts(browser):
    """One browser profile for each colour scheme, so that the dashboard's program is loaded once."""
    made = {scheme: browser.new_context(color_scheme=scheme, accept_downloads=True) for scheme in ("light", "dark")}
    for context in made.values():
        context.set_default_timeout(PATIENCE_MS)
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def visit(contexts):
    """Opens pages of a dashboard, each in a tab of its own: a new session for the server."""
    tabs = []

    def opened(served: Served, width: int = 1440, height: int = 1600, scheme: str = "light") -> Visit:
        page = contexts[scheme].new_page()
        page.set_viewport_size({"width": width, "height": height})
        tabs.append(page)
        return Visit(page, served)

    yield opened
    for page in tabs:
        page.close()
