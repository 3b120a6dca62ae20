"""The command line: parses, calls, prints; no logic."""

import argparse
import os
import signal
import sys
from collections.abc import Callable

from pipeline import checking, demo, export, serving, store, terminal
from pipeline.build import build
from pipeline.errors import ParallaxError
from pipeline.settings import Settings, read_settings
from pipeline.store import Dataset
from pipeline.tables import TABLES
from pipeline.terminal import say

BUILT, TOO_MANY_UNUSABLE, WRONG_USE, STOPPED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run the `parallax` command.

    Returns:
        0 done, 1 built but too many articles were unusable, 2 wrong use or unreadable data set, 130 ended by the user.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except ParallaxError as error:
        say(f"parallax: {error}", sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        say("parallax: stopped; an earlier data set is unchanged", sys.stderr)
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BUILT


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(prog="parallax", formatter_class=argparse.RawDescriptionHelpFormatter,
                                  description="Compare how several outlets report the same event, on your own articles, offline.",
                                  epilog="Without a command, parallax opens the start page of the dashboard.\n\nExample:\n  parallax demo --out my-demo --no-serve")
    top.set_defaults(run=_serve, dataset="", port=None, no_browser=False)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    _build_options(_command(commands, "build", _build, "make a data set of exactly these articles", "parallax build articles --out my-data"))
    _serve_options(_command(commands, "serve", _serve, "open the dashboard", "parallax serve my-data"), "?")
    _export_options(_command(commands, "export", _export, "write the tables as files", "parallax export my-data tables --format csv --table quotes"))
    info = _command(commands, "info", _info, "say what is in a data set", "parallax info my-data --problems")
    info.add_argument("dataset", metavar="DATASET")
    info.add_argument("--problems", action="store_true", help="list what could not be used, and why")
    check = _command(commands, "check", _check, "verify files, tables, spans, references and counts", "parallax check my-data")
    check.add_argument("dataset", metavar="DATASET")
    _demo_options(_command(commands, "demo", _demo, "build the invented stories that come with parallax, and show them", "parallax demo --out my-demo --no-serve"))
    return top


def _command(commands: argparse._SubParsersAction, name: str, run: Callable, purpose: str, example: str) -> argparse.ArgumentParser:
    """One command with its example."""
    made = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".", epilog=f"Example:\n  {example}",
                               formatter_class=argparse.RawDescriptionHelpFormatter)
    made.set_defaults(run=run)
    return made


def _build_options(made: argparse.ArgumentParser) -> None:
    """Options of `build`."""
    made.add_argument("sources", nargs="+", metavar="SOURCES", help="files, folders, .gz files and .zip archives with articles")
    made.add_argument("--out", required=True, metavar="DATASET", help="folder of the data set; an earlier one in it is replaced in one step")
    made.add_argument("--settings", metavar="FILE", help="TOML file of name = number lines")
    made.add_argument("--workers", type=_whole_number, metavar="N", help="processes to use (all cores; 0: this one, without deadlines)")


def _serve_options(made: argparse.ArgumentParser, n_datasets: str | None) -> None:
    """Options of `serve` and `demo`."""
    if n_datasets:
        made.add_argument("dataset", metavar="DATASET", nargs=n_datasets, default="", help="folder of a data set; the start page without")
    made.add_argument("--port", type=_whole_number, help=f"port on this machine (the first free one from {serving.FIRST_PORT})")
    made.add_argument("--no-browser", action="store_true", help="do not open the browser")


def _export_options(made: argparse.ArgumentParser) -> None:
    """Options of `export`."""
    made.add_argument("dataset", metavar="DATASET")
    made.add_argument("folder", metavar="FOLDER", help="where to write one file a table")
    made.add_argument("--format", choices=list(export.FORMS), default="parquet", help="parquet (default), csv, xlsx or json")
    made.add_argument("--table", action="append", choices=list(TABLES), metavar="T", help=f"only this table; may be repeated; one of {', '.join(TABLES)}")


def _demo_options(made: argparse.ArgumentParser) -> None:
    """Options of `demo`."""
    made.add_argument("--out", default="parallax-demo", metavar="DATASET", help="folder of the data set (parallax-demo)")
    made.add_argument("--no-serve", action="store_true", help="build only")
    _serve_options(made, None)


def _whole_number(text: str) -> int:
    """A number that is not negative."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    """`parallax build`."""
    settings = read_settings(options.settings) if options.settings else Settings()
    dataset = _built(options.sources, options.out, settings, options.workers)
    counts = dataset.manifest["counts"]
    say(f"{terminal.counts_line(counts)}; details: parallax info {options.out} --problems")
    return TOO_MANY_UNUSABLE if not counts["read"] or counts["rejected"] > settings.rejected_max_share * counts["given"] else BUILT


def _built(sources: list[str], out: str, settings: Settings, workers: int | None) -> Dataset:
    """A data set, its building shown; a request to end is taken like Ctrl-C, so that nothing half-written stays."""
    ticker = terminal.Ticker()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return build(sources, out, settings, workers, ticker)
    finally:
        ticker.end()


def _serve(options: argparse.Namespace) -> int:
    """`parallax serve`."""
    if options.dataset:
        store.open_dataset(options.dataset)
    return serving.serve(options.dataset, options.port, not options.no_browser)


def _export(options: argparse.Namespace) -> int:
    """`parallax export`."""
    for written in export.export(store.open_dataset(options.dataset), options.folder, options.format, options.table or ()):
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
    """`parallax demo`."""
    dataset = _built([str(demo.ARTICLES)], options.out, Settings(), None)
    say(f"{terminal.counts_line(dataset.manifest['counts'])}; details: parallax info {options.out} --problems")
    options.dataset = options.out
    return BUILT if options.no_serve else _serve(options)


if __name__ == "__main__":
    sys.exit(main())
