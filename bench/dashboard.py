"""How long the dashboard takes in a real browser: from `parallax serve` to the first chart, to another page, other outlets, evidence.

A time ends with the last change of the page that an act causes: charts and tables that are drawn after the program has ended count too.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from pipeline import serving
from pipeline.plugins import find

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]
CHART = ".js-plotly-plot .main-svg"
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
# Notes in the page the last moment at which a run of the script ended, or anything changed that can be seen: not the sign in the header
# that the program runs, nor what a table drawn as a picture says to screen readers a while later.
WATCH = """() => {
    window.changed = 0;
    const app = document.querySelector('[data-testid=stApp]');
    const isSeen = ({ target }) => !(target.closest ? target : target.parentElement)?.closest('[data-testid=stHeader], canvas');
    const note = (seen) => { if (seen.some(isSeen)) window.changed = performance.now(); };
    new MutationObserver(note).observe(app, {childList: true, subtree: true});
    new MutationObserver(note).observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""
QUIET_MS, START_SECONDS, LONGEST_MS = 1_000, 180, 120_000
LOOKED_MS = 20_000  # at the front page, before anything else is asked for
LARGE = {"first chart": 3.0, "page switch": 0.5, "filter change": 1.0, "evidence": 1.0}
SMALL = {**dict.fromkeys(LARGE, 0.3), "first chart": 3.0}
BESIDE = (1_390, 2_390)  # the lower right corner, where nothing stands
OF_CHART = "See what stands behind"


def measure(dataset: Path, targets: dict[str, float]) -> list[str]:
    """Print the times of the dashboard on a data set: each page once new and once known, a change of the outlets and back, evidence.

    Returns:
        What missed its target, in words.
    """
    executable = next((path for path in map(shutil.which, BROWSERS) if path), None)
    with _served(dataset) as (_, address), sync_playwright() as playwright:  # leaves compiled what a second start need not compile again
        _opened(playwright.chromium.launch(executable_path=executable, args=QUIET).new_page(), address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        page = browser.new_page(viewport={"width": 1400, "height": 2400})
        page.set_default_timeout(LONGEST_MS)
        begun = time.perf_counter()
        with _served(dataset) as (served, address):
            _opened(page, address)
            missed = _say("first chart", {"after serve": time.perf_counter() - begun}, targets)
            print(f"   of which {_cpu_seconds(served.pid):.1f} CPU s of the program", flush=True)
            page.wait_for_selector(READY)
            page.wait_for_timeout(LOOKED_MS)
            page.evaluate(WATCH)
            cost = _costs(page, served.pid)
            for act, abouts in ((_switches, ["pages seen for the first time"]), (_switches, ["pages seen before"]),
                                (_filter_changes, ["to outlets not chosen before", "and back"]), (_evidence, [""])):
                before = cost()
                found = act(page)
                n = sum(map(len, found))
                program, browser = ((after - first) / max(n, 1) for first, after in zip(before, cost(), strict=True))
                for times, about in zip(found, abouts, strict=True):
                    missed += _say(WHAT[act], times, targets, about)
                print(f"   {program:.2f} CPU s of the program, {browser:.2f} of the page each, the way there included", flush=True)
            return missed


@contextmanager
def _served(dataset: Path) -> Iterator[tuple[subprocess.Popen, str]]:
    """A dashboard at work and its address; what it compiles is kept, as on any machine, also where the environment forbids it."""
    with socket.socket() as asked:
        asked.bind((serving.ADDRESS, 0))
        port = asked.getsockname()[1]
    command = [sys.executable, "-m", "pipeline.cli", "serve", str(dataset), "--no-browser", "--port", str(port)]
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    served = subprocess.Popen(command, env=keeping, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield served, f"http://{serving.ADDRESS}:{port}"
    finally:
        served.terminate()
        served.wait()


def _say(what: str, times: dict[str, float], targets: dict[str, float], about: str = "") -> list[str]:
    """Print the median and the longest of some times, whether the target is met, and each of them; returns what misses it."""
    if not times:
        print(f"dashboard, {what}: nothing to measure here", flush=True)
        return []
    median, longest = statistics.median(times.values()), max(times.values())
    met = "met" if longest <= targets[what] else "met by the median" if median <= targets[what] else "MISSED"
    name = f"dashboard, {what}{f', {about}' if about else ''}"
    print(f"{name}: p50 {median:.2f} s, longest {longest:.2f} s; target below {targets[what]:g}: {met} (load {os.getloadavg()[0]:.1f})",
          flush=True)
    if len(times) > 1:
        print("   " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in times.items()), flush=True)
    return [] if longest <= targets[what] else [f"{name}: {median:.2f} s, longest {longest:.2f} s, not {targets[what]:g}"]


def _costs(page: Page, pid: int) -> Callable[[], tuple[float, float]]:
    """What tells the CPU seconds so far: those of the program, and those of the page's own thread."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def cost() -> tuple[float, float]:
        figures = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
        return _cpu_seconds(pid), figures["TaskDuration"]

    return cost


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
    """Open the dashboard as soon as it answers, as `parallax serve` does, and wait for a chart."""
    end = time.monotonic() + START_SECONDS
    port = urlsplit(address).port
    while serving.is_free(port):
        if time.monotonic() > end:
            raise SystemExit(f"no dashboard after {START_SECONDS} seconds")
        time.sleep(0.05)
    page.goto(address, timeout=1000 * START_SECONDS)
    page.wait_for_selector(CHART, timeout=1000 * START_SECONDS)


def _pages() -> dict[str, ModuleType]:
    """The pages of a data set in the order of the navigation."""
    modules = {name: module for name, module in find("dashboard.app_pages").items() if name != "start"}
    return dict(sorted(modules.items(), key=lambda item: item[1].ORDER))


def _switches(page: Page) -> list[dict[str, float]]:
    """Seconds from a click in the navigation to the page that stands."""
    first, *others = _pages().items()
    return [{name: _timed(page, _way(page, module), module.TITLE) for name, module in [*others, first]}]


def _settled(page: Page, module: ModuleType) -> None:
    """Go to a page and wait until it stands."""
    _timed(page, _way(page, module), module.TITLE)
    page.wait_for_timeout(300)


def _way(page: Page, module: ModuleType) -> Callable[[], None]:
    """The click that leads to a page by the navigation; the menu in which it stands is opened at once, which is not timed."""
    navigation = page.get_by_test_id("stTopNav")
    if not module.SECTION:
        return navigation.get_by_role("link", name=module.TITLE, exact=True).click
    navigation.get_by_role("button", name=module.SECTION).click()
    return page.get_by_role("menuitem", name=module.TITLE, exact=True).click


def _filter_changes(page: Page) -> list[dict[str, float]]:
    """Seconds from the choice of an outlet to the page that shows it alone, on each page; and back to all, which was seen before."""
    to, back = {}, {}
    for place, (name, module) in enumerate(_pages().items()):
        _settled(page, module)
        page.get_by_role("combobox", name="Outlets").first.click()
        options = page.get_by_role("option")
        options.nth(1).wait_for()  # the first one selects all
        to[name] = _timed(page, options.nth(1 + place % (options.count() - 1)).click)
        page.mouse.click(*BESIDE)  # closes the list of outlets
        options.first.wait_for(state="hidden")
        back[name] = _timed(page, page.get_by_role("button", name="Show everything again").click)
    return [to, back]


def _evidence(page: Page) -> list[dict[str, float]]:
    """Seconds from the choice of the first part of a chart to the sentences behind it, on each page that has such a list."""
    times = {}
    for name, module in _pages().items():
        _settled(page, module)
        choice = page.get_by_role("combobox", name=OF_CHART).first
        if choice.count():
            choice.scroll_into_view_if_needed()
            page.wait_for_timeout(300)  # a list that opens closes again when the page moves
            choice.click()
            option = page.get_by_role("option").first
            option.wait_for()
            times[name] = _timed(page, option.click)
    return [times]


WHAT = {_switches: "page switch", _filter_changes: "filter change", _evidence: "evidence"}


def _timed(page: Page, act, title: str = "") -> float:
    """Seconds from an act to the last change of the page it causes; with a title, of one that shows that page."""
    begun = page.evaluate("window.changed = 0, performance.now()")
    act()
    if title:
        page.get_by_role("heading", level=1, name=title, exact=True).first.wait_for()
    page.wait_for_function(f"window.changed > 0 && performance.now() - window.changed > {QUIET_MS}"
                           f" && document.querySelector('{READY}') !== null")
    return (page.evaluate("window.changed") - begun) / 1000


if __name__ == "__main__":
    for line in measure(Path(sys.argv[1]), SMALL if "--small" in sys.argv else LARGE):
        print(f"MISSED: {line}")
