"""What the commands do that read or make tables: called by the command line, which loads this only when one of them is asked for."""

import argparse
import shlex
import signal
import sys

from pipeline import checking, corrections, demo, export, groups, provenance, recipes, serving, store, terminal
from pipeline.build import build
from pipeline.errors import BUILT, TOO_MANY_UNUSABLE, WRONG_USE, InputError
from pipeline.progress import Progress
from pipeline.settings import Settings, read_settings
from pipeline.tables import TABLES
from pipeline.terminal import say


def _build(options: argparse.Namespace) -> int:
    """`parallax build`."""
    settings = (read_settings(options.settings) if options.settings else Settings()).with_columns(options.columns)
    table = groups.read(options.groups) if options.groups else None
    settings = settings.with_files(corrections=options.corrections, outlets=options.aliases)
    code = _built(options.sources, options.out, settings, options.workers)
    if table is not None:
        groups.keep(options.out, table)
        for line in groups.of_dataset(options.out, store.open_dataset(options.out).table("outlets")).notes():
            say(line)
    return code


def _rebuild(options: argparse.Namespace) -> int:
    """`parallax rebuild`."""
    dataset = store.open_dataset(options.dataset)
    return _built(provenance.sources_of(dataset), options.dataset, provenance.settings_of(dataset), options.workers)


def _corrections(options: argparse.Namespace) -> int:
    """`parallax corrections`."""
    dataset = store.open_dataset(options.dataset)
    path = provenance.corrections_of(dataset)
    if options.undo:
        corrections.undo(path, options.undo)
    for text in terminal.corrected(dataset, corrections.read(path)):
        say(text)
    return BUILT


def _built(sources: list[str], out: str, settings: Settings, workers: int | None) -> int:
    """Build a data set and say its counts; a request to end is taken like Ctrl-C, so that nothing half-written stays."""
    ticker = terminal.Ticker()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        manifest = build(sources, out, settings, workers, ticker).manifest
        if manifest["counts"]["read"] >= serving.LARGE:
            ticker(Progress("first views of the dashboard", 0, "pages", 0.0))
            serving.prepare(out)
    finally:
        ticker.end()
    counts, n_left_out = manifest["counts"], manifest["corrections"]["records_left_out"]
    say(f"{terminal.counts_line(counts)}; details: parallax info {shlex.quote(out)} --problems")
    for text in terminal.corrections_lines(manifest):
        say(text)
    n_unusable = counts["rejected"] - n_left_out
    return TOO_MANY_UNUSABLE if not counts["read"] or n_unusable > settings.rejected_max_share * counts["given"] else BUILT


def recipe_link(options: argparse.Namespace) -> str:
    """Where the recipe that was named leads; says what of the data set is not as the recipe has it.

    Raises:
        DatasetError: the data set cannot be opened.
        InputError: no data set is named, the recipe cannot be read, or its page is not there.
    """
    if not options.dataset:
        raise InputError(options.recipe, "needs a data set to be opened on", "name the data set before --recipe")
    recipe = recipes.read_file(options.recipe)
    if not serving.has_page(recipe.page):
        gone = f"is of a page “{recipe.page}”, which is not there"
        raise InputError(options.recipe, gone, "choose a recipe that was saved by this version")
    for difference in recipes.differences(recipe, store.open_dataset(options.dataset)):
        say(f"parallax: {difference}", sys.stderr)
    return recipe.link


def _export(options: argparse.Namespace) -> int:
    """`parallax export`."""
    dataset = store.open_dataset(options.dataset)
    for written in export.export(dataset, options.folder, options.format, options.table or (), options.max_words):
        say(f"{written.path}: {written.n_rows} rows" + (f" ({written.note})" if written.note else ""))
    return BUILT


def _info(options: argparse.Namespace) -> int:
    """`parallax info`."""
    dataset = store.open_dataset(options.dataset)
    for text in terminal.problems(dataset) if options.problems else terminal.summary(dataset):
        say(text)
    return BUILT


def _check(options: argparse.Namespace) -> int:
    """`parallax check`."""
    dataset = store.open_dataset(options.dataset)
    findings = checking.check(dataset)
    for finding in findings:
        say(finding)
    say(f"{len(findings)} things are wrong; build the data set again" if findings
        else f"all {len(TABLES)} tables are right; {terminal.counts_line(dataset.manifest['counts'])}")
    return WRONG_USE if findings else BUILT


def _demo(options: argparse.Namespace) -> int:
    """`parallax demo`, without opening it."""
    return _built([str(demo.ARTICLES)], options.out, Settings(), None)


# Command → what runs it.
COMMANDS = {
    "build": _build, "rebuild": _rebuild, "corrections": _corrections, "export": _export, "info": _info, "check": _check, "demo": _demo,
}
