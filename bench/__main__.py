"""Measures speed, growth, memory and the dashboard, and prints one figure a line.

Times are CPU seconds of the one process, so that other work on the machine counts little; wall times stand beside them. What is
compared is measured in turns, and of several turns the median counts. Behind a figure that has a target stands whether it is met.
    text, pages        articles per second, whole build, one process
    pages beside       cost of a page over that of `trafilatura.bare_extraction(page, with_metadata=True)`; at most 2
    reading beside     the same for the article alone, without what is extracted from it and without the data set; at most 1.5
    growth             cost of an article at 100, 1,000 and 10,000 articles over the least; at most 1.3
    links              the search for passages and for stories among 1,000 to 100,000 articles of 300 words in which both are known:
                       CPU seconds, peak memory, what was found; beside a plain scikit-learn pipeline where it can be run
    cores              the same build on all cores, wall time
    dashboard          in a real browser: seconds from `parallax serve` to the first chart, for a switch to each page, for a change of
                       the outlets on it and for the sentences behind a part of its chart, with the demo and with 1,000 articles;
                       `--dataset FOLDER` takes a data set of yours in their place, such as one of 100,000 articles
At the end stands what missed its target.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import dashboard, invented
from pipeline.demo import ARTICLES

REAL_PAGES = Path(__file__).resolve().parents[2] / "shared" / "eval" / "extraction" / "pages"
MOST_PAGE_COST, MOST_READING_COST, MOST_GROWTH, PAGE_TURNS = 2.0, 1.5, 1.3, 3
# At 100,000 articles; recall and precision at every size.
MOST_PASSAGES_CPU, MOST_PASSAGES_MB, MOST_STORIES_CPU, MOST_LOST = 40.0, 2_000.0, 120.0, 0.001
LINKED, PLAIN = (1_000, 10_000, 100_000), 10_000


def child(*arguments: str | Path | int) -> dict:
    """Figures of one run of `bench.one` in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.one", *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"bench.one {arguments} failed:\n{run.stderr[-3000:]}")
    return json.loads(run.stdout.splitlines()[-1])


def show(name: str, runs: list[dict]) -> float:
    """Print the figures of the run with the median cost; returns its CPU milliseconds an article."""
    figures = sorted(runs, key=cost)[len(runs) // 2]
    ms = cost(figures)
    print(f"{name}: {figures['articles']:,} articles, {1000 / ms:.1f} a CPU second, {ms:.1f} ms CPU each"
          + (f" (median of {len(runs)}: {', '.join(f'{cost(run):.1f}' for run in runs)})" if len(runs) > 1 else "")
          + f", {figures['wall']:.1f} s wall" + (f", peak {figures['peak_mb']:.0f} MB" if "peak_mb" in figures else ""), flush=True)
    if "steps" in figures:
        print("   ms an article by step: " + ", ".join(f"{step} {ms}" for step, ms in figures["steps"].items()), flush=True)
    return ms


def cost(figures: dict) -> float:
    """CPU milliseconds an article."""
    return 1000 * figures["cpu"] / figures["articles"]


def judge(name: str, value: float, most: float, unit: str) -> list[str]:
    """Print a figure beside its target; returns what misses it."""
    print(f"{name}: {value:.2f} {unit}; target at most {most:g}: {'met' if value <= most else 'MISSED'}", flush=True)
    return [] if value <= most else [f"{name}: {value:.2f} {unit}, not {most:g}"]


def growth(place: Path, sizes: list[int]) -> list[str]:
    """Cost of an article as the data set grows, the small sets before and after the large one; returns what misses its target."""
    runs: dict[int, list[dict]] = {n: [] for n in sizes}
    for n in sizes:
        invented.write_texts(place / f"text-{n}", n)
    for n in [*sizes, *sizes[:2], *sizes[:2]]:
        runs[n].append(child("build", place / f"text-{n}", place / f"set-{n}", 0))
    costs = [show(f"text {n:,}", runs[n]) for n in sizes]
    return judge("growth", max(costs) / min(costs), MOST_GROWTH, "times the least cost of an article")


def links(sizes: list[int]) -> list[str]:
    """How the search for passages and stories grows, and what misses its target.

    Plain scikit-learn compares all with all, so only in the smaller sets.
    """
    costs: dict[str, list[float]] = {"passages": [], "stories": []}
    missed: list[str] = []
    for n in sizes:
        for what in ("passages", "stories", *(["plain"] if n <= PLAIN else [])):
            figures = child(what, n)
            found = ", ".join(f"{name} {figures[name]:.4f}" for name in ("recall", "precision", "pair_f1") if name in figures)
            name = "TF-IDF and nearest neighbours of scikit-learn" if what == "plain" else what
            print(f"{name}, {n:,} articles: {figures['cpu']:.1f} CPU s, {figures['wall']:.1f} s wall, peak {figures['peak_mb']:.0f} MB "
                  f"({figures['articles_mb']:.0f} before it began), {found}", flush=True)
            if what == "plain":
                continue
            costs[what].append(cost(figures))
            if what == "passages":
                least = min(figures["recall"], figures["precision"])
                missed += judge("passages not found, or wrong", 1 - least, MOST_LOST, "of 1")
            if n == LINKED[-1]:
                missed += judge(what, figures["cpu"], MOST_PASSAGES_CPU if what == "passages" else MOST_STORIES_CPU, "CPU s")
            if n == LINKED[-1] and what == "passages":
                missed += judge("passages, memory", figures["peak_mb"], MOST_PASSAGES_MB, "MB")
    for what, each in costs.items():
        said = ", ".join(f"{ms:.2f}" for ms in each)
        print(f"{what}, ms an article: {said}; the last over the least {each[-1] / min(each):.1f}", flush=True)
    return missed


def pages(place: Path, n: int) -> list[str]:
    """Cost of a web page beside that of its extraction alone; returns what misses its target."""
    folder = place / "pages"
    folder.mkdir()
    found = sorted(REAL_PAGES.glob("*.html.gz"))[:n] if REAL_PAGES.is_dir() else []
    for path in found:
        shutil.copy(path, folder / path.name)
    for name, content in invented.pages(0 if found else n):
        (folder / name).write_bytes(content)
    print(f"pages are {'real, saved' if found else 'made by the bench'}", flush=True)
    runs = child("beside", folder, place / "set-pages", PAGE_TURNS)
    show("pages, trafilatura alone", runs["alone"])
    show("pages, whole build", runs["whole"])
    ratios = [cost(whole) / cost(alone) for alone, whole in zip(runs["alone"], runs["whole"], strict=True)]
    missed = judge("pages beside", statistics.median(ratios), MOST_PAGE_COST, "times trafilatura")
    return missed + judge("reading beside", child("reading", folder)["ratio"], MOST_READING_COST, "times trafilatura")


def cores(place: Path) -> Path:
    """A build with two workers; returns the data set."""
    invented.write_texts(place / "text", 1000)
    figures = child("build", place / "text", place / "set", 2)
    print(f"cores: {figures['articles']:,} articles in {figures['wall']:.1f} s wall with two workers", flush=True)
    return place / "set"


def in_browser(place: Path, given: Path | None, known: Path | None) -> list[str]:
    """The dashboard in a browser, on the data set given or on the demo and one of 1,000 articles; returns what misses its target."""
    if given:
        return dashboard.measure(given, dashboard.LARGE)
    child("build", ARTICLES, place / "demo", 2)
    return dashboard.measure(place / "demo", dashboard.SMALL) + dashboard.measure(known or cores(place), dashboard.LARGE)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", help="growth, links, pages, cores, dashboard (all)")
    parser.add_argument("--dataset", type=Path, help="a data set to measure the dashboard on")
    parser.add_argument("--quick", action="store_true", help="no more than 1,000 articles and 60 pages")
    options = parser.parse_args()
    wanted = options.what or ["growth", "links", "pages", "cores", "dashboard"]
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="parallax-bench-") as name:
        place = Path(name)
        if "growth" in wanted:
            missed += growth(place, [100, 1000] if options.quick else [100, 1000, 10_000])
        if "links" in wanted:
            missed += links(list(LINKED[:1] if options.quick else LINKED))
        if "pages" in wanted:
            missed += pages(place, 60 if options.quick else 303)
        built = cores(place) if "cores" in wanted else None
        if "dashboard" in wanted:
            missed += in_browser(place, options.dataset, built)
    print("every target met" if not missed else "MISSED:\n" + "\n".join(f"   {line}" for line in missed), flush=True)


if __name__ == "__main__":
    main()
