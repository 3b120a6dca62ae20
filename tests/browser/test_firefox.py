"""Every page in Firefox, where one is installed: drawn, without an error. Spoken to over WebDriver BiDi, which Firefox understands by itself."""

import itertools
import json
import re
import shutil
import subprocess
import time

import pytest
from websockets.sync.client import connect

from pipeline.plugins import find

FIREFOX = next((path for path in map(shutil.which, ("firefox", "firefox-esr")) if path), None)
pytestmark = pytest.mark.skipif(FIREFOX is None, reason="no Firefox is installed; the pages were tried in Chromium only")
DRAWN = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return [app?.dataset.testScriptState ?? '', document.querySelectorAll('[data-testid=stException]').length,
    document.querySelector('h1')?.innerText ?? '', document.querySelectorAll('.js-plotly-plot .main-svg').length];
}"""


class Firefox:
    """A running Firefox: addresses in, what stands on the page out."""

    def __init__(self, socket):
        self.socket, self.numbers = socket, itertools.count()
        self.ask("session.new", capabilities={})
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params) -> dict:
        """The answer to one command."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self.socket.recv(timeout=60))
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]

    def drawn(self, address: str, n_charts: int = 0) -> list:
        """Exceptions, heading and number of drawn charts of a page, once its script has run and so many charts stand there."""
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")
        state = [""]
        for _ in range(200):
            time.sleep(0.15)
            answer = self.ask("script.callFunction", functionDeclaration=DRAWN, target={"context": self.tab}, awaitPromise=False)
            state = [part["value"] for part in answer["result"]["value"]]
            if state[0] == "notRunning" and state[2] and state[3] >= n_charts:
                break
        return state[1:]


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(tmp_path_factory.mktemp("profile")), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = next(found[1] for line in process.stderr if (found := re.search(r"BiDi listening on (ws://\S+)", line)))
            with connect(f"{address}/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
            process.communicate(timeout=30)


@pytest.mark.parametrize("name", find("dashboard.app_pages"))
def test_a_page_is_drawn_in_firefox_without_an_error(demo, firefox, name):
    n_exceptions, heading, _ = firefox.drawn(f"{demo.url}/{name}")
    assert (n_exceptions, heading != "") == (0, True)


def test_charts_are_drawn_in_firefox(demo, firefox):
    assert firefox.drawn(f"{demo.url}/keywords", n_charts=1)[2] > 0
