"""Measures speed, growth, memory and the dashboard, and prints one figure a line.

Times are CPU seconds of the one process, so that other work on the machine does not count; wall times stand beside them.
    text, pages        articles per second, whole build, one process
    pages beside       cost of a page over that of `trafilatura.bare_extraction(page, with_metadata=True)`; at most 2
    growth             cost of an article at 100, 1,000 and 10,000 articles over the least; at most 1.3
    cores              the same build on all cores, wall time
    dashboard          seconds from `parallax serve` to the first chart, and for a change of a filter
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import dashboard, invented

REAL_PAGES = Path(__file__).resolve().parents[2] / "shared" / "eval" / "extraction" / "pages"
MOST_PAGE_COST, MOST_GROWTH = 2.0, 1.3


def child(*arguments: str | Path | int) -> dict:
    """Figures of one run of `bench.one` in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.one", *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"bench.one {arguments} failed:\n{run.stderr[-3000:]}")
    return json.loads(run.stdout.splitlines()[-1])


def show(name: str, figures: dict) -> float:
    """Print the figures of a run; returns its CPU milliseconds an article."""
    cost = 1000 * figures["cpu"] / figures["articles"]
    print(f"{name}: {figures['articles']:,} articles, {1000 / cost:.1f} a CPU second, {cost:.1f} ms CPU each, {figures['wall']:.1f} s wall"
          + (f", peak {figures['peak_mb']:.0f} MB" if "peak_mb" in figures else ""), flush=True)
    if "steps" in figures:
        print("   ms an article by step: " + ", ".join(f"{step} {ms}" for step, ms in figures["steps"].items()), flush=True)
    return cost


def growth(place: Path, sizes: list[int]) -> None:
    """Cost of an article as the data set grows."""
    costs = []
    for n in sizes:
        invented.write_texts(place / f"text-{n}", n)
        costs.append(show(f"text {n:,}", child("build", place / f"text-{n}", place / f"set-{n}", 0)))
    print(f"growth: {max(costs) / min(costs):.2f} times the least cost of an article (at most {MOST_GROWTH})", flush=True)


def pages(place: Path, n: int) -> None:
    """Cost of a web page beside that of its extraction alone."""
    folder = place / "pages"
    folder.mkdir()
    found = sorted(REAL_PAGES.glob("*.html.gz"))[:n] if REAL_PAGES.is_dir() else []
    for path in found:
        shutil.copy(path, folder / path.name)
    for name, content in invented.pages(0 if found else n):
        (folder / name).write_bytes(content)
    print(f"pages are {'real, saved' if found else 'made by the bench'}", flush=True)
    alone = show("pages, trafilatura alone", child("trafilatura", folder))
    whole = show("pages, whole build", child("build", folder, place / "set-pages", 0))
    print(f"pages beside: {whole / alone:.2f} times trafilatura (at most {MOST_PAGE_COST})", flush=True)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", help="growth, pages, cores, dashboard (all)")
    parser.add_argument("--quick", action="store_true", help="no more than 1,000 articles and 60 pages")
    options = parser.parse_args()
    wanted = options.what or ["growth", "pages", "cores", "dashboard"]
    with tempfile.TemporaryDirectory(prefix="parallax-bench-") as name:
        place = Path(name)
        if "growth" in wanted:
            growth(place, [100, 1000] if options.quick else [100, 1000, 10_000])
        if "pages" in wanted:
            pages(place, 60 if options.quick else 303)
        if "cores" in wanted or "dashboard" in wanted:
            invented.write_texts(place / "text", 1000)
            figures = child("build", place / "text", place / "set", 2)
            print(f"cores: {figures['articles']:,} articles in {figures['wall']:.1f} s wall with two workers", flush=True)
        if "dashboard" in wanted:
            dashboard.measure(place / "set")


if __name__ == "__main__":
    main()
