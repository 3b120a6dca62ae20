"""How long the dashboard takes: from `parallax serve` to the first chart, and for a change of a filter."""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from pipeline import serving

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]
CHART = ".js-plotly-plot .main-svg"
READY, BUSY = (f"[data-testid=stApp][data-test-script-state={state}]" for state in ("notRunning", "running"))
CHANGES = 8


def measure(dataset: Path) -> None:
    """Print the two times of the dashboard on a data set."""
    executable = next((path for path in map(shutil.which, BROWSERS) if path), None)
    port = serving.free_port()
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
            print(f"dashboard: filter change {median:.2f} s (median of {len(times)}, longest {longest:.2f} s)", flush=True)
        finally:
            served.terminate()
            served.wait()


def _opened(page: Page, address: str) -> None:
    """Open the dashboard as soon as it listens, and wait for a chart."""
    port, end = int(address.rpartition(":")[2]), time.monotonic() + 60
    while serving.is_free(port) and time.monotonic() < end:
        time.sleep(0.05)
    page.goto(address)
    page.wait_for_selector(CHART, timeout=60_000)


def _filter_changes(page: Page) -> list[float]:
    """Seconds from a choice of another outlet to the chart that shows it."""
    page.wait_for_selector(READY)
    box = page.get_by_role("combobox").first
    times = []
    for _ in range(CHANGES):
        box.click()
        option = page.get_by_role("option").first
        option.wait_for()
        begun = time.perf_counter()
        option.click()
        page.wait_for_selector(BUSY, timeout=5_000)
        page.wait_for_selector(READY)
        page.wait_for_selector(CHART)
        times.append(time.perf_counter() - begun)
    return times
