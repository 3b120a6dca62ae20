"""How long the dashboard takes: from `parallax serve` to the first chart, and for a change of a filter."""

import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from pipeline import serving

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
CHANGES, START_SECONDS, MOST_FILTER = 5, 90, 2.0


def measure(dataset: Path) -> None:
    """Print the two times of the dashboard on a data set."""
    executable = next((path for path in map(shutil.which, BROWSERS) if path), None)
    with socket.socket() as asked:
        asked.bind((serving.ADDRESS, 0))
        port = asked.getsockname()[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        page = browser.new_page(viewport={"width": 1400, "height": 2400})
        begun = time.perf_counter()
        command = [sys.executable, "-m", "pipeline.cli", "serve", str(dataset), "--no-browser", "--port", str(port)]
        served = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _opened(page, f"http://{serving.ADDRESS}:{port}")
            print(f"dashboard: first chart {time.perf_counter() - begun:.1f} s after serve", flush=True)
            times = _filter_changes(page)
            median, longest = statistics.median(times), max(times)
            met = "met" if median <= MOST_FILTER else "MISSED"
            print(f"dashboard: filter change {median:.2f} s (median of {len(times)}, longest {longest:.2f} s); "
                  f"target at most {MOST_FILTER:g}: {met}", flush=True)
        finally:
            served.terminate()
            served.wait()


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
            time.sleep(0.1)
    page.wait_for_selector(CHART, timeout=1000 * START_SECONDS)


def _filter_changes(page: Page) -> list[float]:
    """Seconds from a choice of another outlet to the end of the run that shows it."""
    page.wait_for_selector(READY)
    page.wait_for_timeout(2000)
    page.evaluate(WATCH)
    box = page.get_by_role("combobox", name="Outlets")
    times = []
    for _ in range(CHANGES):
        page.wait_for_timeout(1000)
        box.click()
        option = page.get_by_role("option").nth(1)  # the first one selects all
        option.wait_for()
        begun = page.evaluate("window.ended.length = 0, performance.now()")
        option.click()
        page.wait_for_function("window.ended.length > 0", timeout=20_000)
        page.wait_for_timeout(500)
        times.append((page.evaluate("window.ended.at(-1)") - begun) / 1000)
    return times
