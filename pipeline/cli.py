"""The command line: parses, calls, prints; no logic."""

import argparse
import io
import os
import shlex
import signal
import sys
from collections.abc import Callable
from importlib import metadata

from pipeline import checking, corrections, demo, export, groups, provenance, recipes, reporting, serving, store, terminal
from pipeline.build import build
from pipeline.errors import InputError, ParallaxError
from pipeline.progress import Progress
from pipeline.settings import Settings, read_settings
from pipeline.tables import TABLES
from pipeline.terminal import say

BUILT, TOO_MANY_UNUSABLE, WRONG_USE, STOPPED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run the `parallax` command.

    Returns:
        0 done, 1 built but too many articles were unusable, 2 wrong use or unreadable data set, 130 ended by the user.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
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
    top = argparse.ArgumentParser(prog="parallax",
                                  description="Compare how several outlets report the same event, on your own articles, offline.",
                                  epilog="Without a command, parallax opens the start page of the dashboard.")
    top.add_argument("--version", action=_Version)
    top.set_defaults(run=_serve, dataset="", port=None, no_browser=False, recipe=None)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    for name, (run, add_options, purpose, example) in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.",
                                      epilog=f"Example:\n  parallax {name} {example}", formatter_class=argparse.RawDescriptionHelpFormatter)
        command.set_defaults(run=run)
        add_options(command)
    return top


class _Version(argparse.Action):
    """Says the version and ends; it is looked up only when asked for."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="say the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        say(f"parallax {metadata.version('newsparallax')}")
        parser.exit()


def _build_options(made: argparse.ArgumentParser) -> None:
    """Options of `build`."""
    made.add_argument("sources", nargs="+", metavar="SOURCES", help="files, folders and archives (.zip, .tar, .tar.gz) with articles")
    made.add_argument("--out", required=True, metavar="DATASET", help="folder of the data set; an earlier one is replaced in one step")
    made.add_argument("--settings", metavar="FILE", help="TOML file of name = number lines")
    made.add_argument("--columns", type=_pairs, metavar="KIND=NAME,…", default={},
                      help="what the columns of your tables hold, such as outlet=Source,body=Text; the others are told by their names")
    made.add_argument("--groups", metavar="FILE", default="",
                      help="your table of outlets with country, type or other columns to compare by; kept beside the data set")
    made.add_argument("--aliases", metavar="FILE", default="",
                      help="your table of outlets' domains, names and other names: columns domain,name,aliases")
    made.add_argument("--corrections", metavar="FILE", default="",
                      help="your corrections (those in DATASET.corrections.csv, if it is there)")
    _workers_option(made)


def _workers_option(made: argparse.ArgumentParser) -> None:
    """The option of all that builds."""
    made.add_argument("--workers", type=_whole_number, metavar="N",
                      help="processes to use (all cores; 0: only this one, where an article that never ends holds up the build)")


def _rebuild_options(made: argparse.ArgumentParser) -> None:
    """Options of `rebuild`."""
    made.add_argument("dataset", metavar="DATASET")
    _workers_option(made)


def _corrections_options(made: argparse.ArgumentParser) -> None:
    """Options of `corrections`."""
    made.add_argument("dataset", metavar="DATASET")
    made.add_argument("--undo", type=_whole_number, action="append", default=[], metavar="LINE", help="take this line out, may be repeated")


def _serve_options(made: argparse.ArgumentParser) -> None:
    """Options of `serve`."""
    made.add_argument("dataset", metavar="DATASET", nargs="?", default="", help="folder of a data set; the start page without")
    made.add_argument("--recipe", metavar="FILE", help="open the view of a recipe, on a data set of the same articles")
    _port_options(made)


def _port_options(made: argparse.ArgumentParser) -> None:
    """Options of all that opens the dashboard."""
    made.add_argument("--port", type=_whole_number, help=f"port on this machine (the first free one from {serving.FIRST_PORT})")
    made.add_argument("--no-browser", action="store_true", help="do not open the browser")


def _export_options(made: argparse.ArgumentParser) -> None:
    """Options of `export`."""
    made.add_argument("dataset", metavar="DATASET")
    made.add_argument("folder", metavar="FOLDER", help="where to write one file a table; one ZIP of them where it ends in .zip")
    made.add_argument("--format", choices=list(export.FORMS), default="parquet", help="parquet (default), csv, xlsx or json")
    made.add_argument("--table", action="append", choices=list(TABLES), metavar="T",
                      help=f"only this table, may be repeated: {', '.join(TABLES)}")
    made.add_argument("--max-words", type=_whole_number, default=0, metavar="N",
                      help="copyright-safe: of no article more than N words in a row (5 to 100); whole texts are left out")


def _info_options(made: argparse.ArgumentParser) -> None:
    """Options of `info`."""
    made.add_argument("dataset", metavar="DATASET")
    made.add_argument("--problems", action="store_true", help="list what could not be used, and why")


def _check_options(made: argparse.ArgumentParser) -> None:
    """Options of `check`."""
    made.add_argument("dataset", metavar="DATASET")


def _demo_options(made: argparse.ArgumentParser) -> None:
    """Options of `demo`."""
    made.add_argument("--out", default="parallax-demo", metavar="DATASET", help="folder of the data set (parallax-demo)")
    made.add_argument("--no-serve", action="store_true", help="build only")
    made.set_defaults(recipe=None)
    _port_options(made)


def _whole_number(text: str) -> int:
    """A number that is not negative."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number")
    return int(text)


def _pairs(text: str) -> dict[str, str]:
    """Pairs of what a column holds and its name."""
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(kind.strip() and mark and name.strip() for kind, mark, name in pairs):
        raise argparse.ArgumentTypeError(f"{text} is no list such as outlet=Source,body=Text")
    return {kind.strip(): name.strip() for kind, _, name in pairs}


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


def _serve(options: argparse.Namespace) -> int:
    """`parallax serve`."""
    if options.dataset:
        store.open_dataset(options.dataset)
    return serving.serve(options.dataset, options.port, not options.no_browser, _recipe_link(options))


def _recipe_link(options: argparse.Namespace) -> str:
    """Where the recipe that was named leads; says what of the data set is not as the recipe has it. "" without one."""
    if not options.recipe:
        return ""
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


def _report(options: argparse.Namespace) -> int:
    """`parallax report`: made by the dashboard, in a process of its own."""
    return reporting.report([options.dataset, "--out", options.out, *reporting.arguments(options)])


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
    _built([str(demo.ARTICLES)], options.out, Settings(), None)
    options.dataset = options.out
    return BUILT if options.no_serve else _serve(options)


# Command → what runs it, what adds its options, its purpose, the arguments of its example.
_COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], Callable[[argparse.ArgumentParser], None], str, str]] = {
    "build": (_build, _build_options, "make a data set of exactly these articles", "articles --out my-data"),
    "rebuild": (_rebuild, _rebuild_options, "make a data set anew from the same articles, with its corrections", "my-data"),
    "corrections": (_corrections, _corrections_options, "list your corrections of a data set and what each changed", "my-data"),
    "serve": (_serve, _serve_options, "open the dashboard", "my-data"),
    "export": (_export, _export_options, "write the tables as files", "my-data tables --format csv --table quotes"),
    "report": (_report, reporting.add_options, "write a report, or everything in one package, for offline use",
               "my-data --out report.html"),
    "info": (_info, _info_options, "say what is in a data set", "my-data --problems"),
    "check": (_check, _check_options, "verify files, tables, spans, references and counts", "my-data"),
    "demo": (_demo, _demo_options, "build the invented stories that come with parallax, and show them", "--out my-demo --no-serve"),
}


if __name__ == "__main__":
    sys.exit(main())
