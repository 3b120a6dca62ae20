"""How long the dashboard takes in a real browser: from `parallax serve` to the first chart, to another page, to other outlets."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from playwright.sync_api import Error, Page, sync_playwright

from pipeline import serving
from pipeline.plugins import find

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]
CHART = ".js-plotly-plot .main-svg"
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
# Notes in the page the moments at which a run of the script ends.
WATCH = """() => {
    window.ended = [];
    const app = document.querySelector('[data-testid=stApp]');
    const note = () => app.dataset.testScriptState === 'notRunning' && window.ended.push(performance.now());
    new MutationObserver(note).observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""
QUIET_MS, START_SECONDS, LONGEST_MS = 400, 180, 120_000
LARGE = {"first chart": 3.0, "page switch": 0.5, "filter change": 1.0}
SMALL = dict.fromkeys(LARGE, 0.3)


def measure(dataset: Path, targets: dict[str, float]) -> None:
    """Print the times of the dashboard on a data set: each page once new and once known, a change of the outlets on each page."""
    executable = next((path for path in map(shutil.which, BROWSERS) if path), None)
    with socket.socket() as asked:
        asked.bind((serving.ADDRESS, 0))
        port = asked.getsockname()[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        page = browser.new_page(viewport={"width": 1400, "height": 2400})
        page.set_default_timeout(LONGEST_MS)
        begun = time.perf_counter()
        command = [sys.executable, "-m", "pipeline.cli", "serve", str(dataset), "--no-browser", "--port", str(port)]
        served = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _opened(page, f"http://{serving.ADDRESS}:{port}")
            _say("first chart", {"after serve": time.perf_counter() - begun}, targets)
            print(f"   of which {_cpu_seconds(served.pid):.1f} CPU s of the program", flush=True)
            page.wait_for_selector(READY)
            page.wait_for_timeout(2000)
            page.evaluate(WATCH)
            for what, act, about in (("page switch", _switches, "pages seen for the first time"),
                                     ("page switch", _switches, "pages seen before"), ("filter change", _filter_changes, "")):
                before = _cpu_seconds(served.pid)
                times = act(page)
                _say(what, times, targets, about)
                print(f"   {(_cpu_seconds(served.pid) - before) / len(times):.2f} CPU s of the program each", flush=True)
        finally:
            served.terminate()
            served.wait()


def _say(what: str, times: dict[str, float], targets: dict[str, float], about: str = "") -> None:
    """Print the median and the longest of some times, whether the target is met, and each of them."""
    median, longest = statistics.median(times.values()), max(times.values())
    met = "met" if longest <= targets[what] else "met by the median" if median <= targets[what] else "MISSED"
    name = f"dashboard, {what}{f', {about}' if about else ''}"
    print(f"{name}: p50 {median:.2f} s, longest {longest:.2f} s; target below {targets[what]:g}: {met}", flush=True)
    if len(times) > 1:
        print("   " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in times.items()), flush=True)


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process and its children: on a busy machine it tells more than the clock does. 0 where the system does not say."""
    found, total = [pid], 0.0
    while found:
        place = Path("/proc") / str(found.pop())
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            found += [int(child) for child in (place / "task" / place.name / "children").read_text().split()]
        except OSError:
            continue
        total += sum(int(x) for x in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    return total


def _opened(page: Page, address: str) -> None:
    """Open the dashboard as soon as it answers, and wait for a chart."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            page.goto(address, timeout=1000 * START_SECONDS)
            break
        except Error:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
    page.wait_for_selector(CHART, timeout=1000 * START_SECONDS)


def _switches(page: Page) -> dict[str, float]:
    """Seconds from a click in the navigation to the end of the run that shows the page."""
    modules = find("dashboard.app_pages")
    order = sorted((name for name in modules if name != "start"), key=lambda name: modules[name].ORDER)
    return {name: _timed(page, _way(page, modules[name]), modules[name].TITLE) for name in [*order[1:], order[0]]}


def _way(page: Page, module: ModuleType) -> Callable[[], None]:
    """The click that leads to a page by the navigation; the menu in which it stands is opened at once, which is not timed."""
    navigation = page.get_by_test_id("stTopNav")
    if not module.SECTION:
        return navigation.get_by_role("link", name=module.TITLE, exact=True).click
    navigation.get_by_role("button", name=module.SECTION).click()
    return page.get_by_role("menuitem", name=module.TITLE, exact=True).click


def _filter_changes(page: Page) -> dict[str, float]:
    """Seconds from a choice of one more outlet to the end of the run that shows it, on each page."""
    modules = find("dashboard.app_pages")
    times = {}
    for name in sorted((name for name in modules if name != "start"), key=lambda name: modules[name].ORDER):
        _way(page, modules[name])()
        page.wait_for_timeout(300)
        page.wait_for_selector(READY)
        page.wait_for_timeout(700)
        page.get_by_role("combobox", name="Outlets").first.click()
        option = page.get_by_role("option").nth(1)  # the first one selects all
        option.wait_for()
        times[name] = _timed(page, option.click)
        page.keyboard.press("Escape")
    return times


def _timed(page: Page, act, title: str = "") -> float:
    """Seconds from an act to the end of the last run it causes; with a title, of one that shows that page."""
    begun = page.evaluate("window.ended.length = 0, performance.now()")
    act()
    if title:
        page.get_by_role("heading", level=1, name=title, exact=True).first.wait_for()
    page.wait_for_function(f"window.ended.length > 0 && performance.now() - window.ended.at(-1) > {QUIET_MS}"
                           f" && document.querySelector('{READY}') !== null")
    return (page.evaluate("window.ended.at(-1)") - begun) / 1000


if __name__ == "__main__":
    measure(Path(sys.argv[1]), SMALL if "--small" in sys.argv else LARGE)
