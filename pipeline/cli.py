"""The command line: parses, calls, prints; no logic."""

import argparse
import io
import os
import sys
from collections.abc import Callable
from importlib import import_module, metadata
from pathlib import Path
from types import ModuleType

from pipeline import reporting, serving, versions
from pipeline.errors import BUILT, STOPPED, WRONG_USE, ParallaxError


def main(arguments: list[str] | None = None) -> int:
    """Run the `parallax` command.

    Returns:
        0 done, 1 built but too many articles were unusable, 2 wrong use or unreadable data set, 130 ended by the user.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if arguments is None else arguments
    options = parser(next((word for word in given if word in _COMMANDS), "")).parse_args(given)
    try:
        return options.run(options)
    except ParallaxError as error:
        import_module("pipeline.terminal").say(f"parallax: {error}", sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("parallax: stopped; an earlier data set is unchanged", file=sys.stderr, flush=True)
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BUILT


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """All commands, with the options of the one that is asked for; with all options where none is named."""
    top = argparse.ArgumentParser(prog="parallax",
                                  description="Compare how several outlets report the same event, on your own articles, offline.",
                                  epilog="Without a command, parallax opens the start page of the dashboard.")
    top.add_argument("--version", action=_Version)
    top.set_defaults(run=_serve, dataset="", port=None, no_browser=False, recipe=None)
    _port_options(top)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")
    for name, (add_options, purpose, example) in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.",
                                      epilog=f"Example:\n  parallax {name} {example}", formatter_class=argparse.RawDescriptionHelpFormatter)
        command.set_defaults(run=_OPENING.get(name, _with_tables), command=name)
        if asked in (None, name):
            add_options(command)
    return top


class _Version(argparse.Action):
    """Says the version and ends; it is looked up only when asked for."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="say the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"parallax {metadata.version('newsparallax')}")
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
    """Options of all that opens the dashboard; left out where not given, so that a command does not undo what stood before its name."""
    made.add_argument("--port", type=_whole_number, default=argparse.SUPPRESS,
                      help=f"port on this machine (the first free one from {serving.FIRST_PORT})")
    made.add_argument("--no-browser", action="store_true", default=argparse.SUPPRESS, help="do not open the browser")


def _export_options(made: argparse.ArgumentParser) -> None:
    """Options of `export`."""
    forms, tables = import_module("pipeline.export").FORMS, import_module("pipeline.tables").TABLES
    made.add_argument("dataset", metavar="DATASET")
    made.add_argument("folder", metavar="FOLDER", help="where to write one file a table; one ZIP of them where it ends in .zip")
    made.add_argument("--format", choices=list(forms), default="parquet", help="parquet (default), csv, xlsx or json")
    made.add_argument("--table", action="append", choices=list(tables), metavar="T",
                      help=f"only this table, may be repeated: {', '.join(tables)}")
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


def _serve(options: argparse.Namespace) -> int:
    """`parallax serve`."""
    if options.dataset:
        versions.opened(Path(options.dataset))
    link = _commands().recipe_link(options) if options.recipe else ""
    return serving.serve(options.dataset, options.port, not options.no_browser, link)


def _report(options: argparse.Namespace) -> int:
    """`parallax report`: made by the dashboard, in a process of its own."""
    return reporting.report([options.dataset, "--out", options.out, *reporting.arguments(options)])


def _demo(options: argparse.Namespace) -> int:
    """`parallax demo`."""
    _commands().COMMANDS["demo"](options)
    options.dataset = options.out
    return BUILT if options.no_serve else _serve(options)


def _with_tables(options: argparse.Namespace) -> int:
    """A command that reads or makes tables."""
    return _commands().COMMANDS[options.command](options)


def _commands() -> ModuleType:
    """What needs the tables; loading it takes a second, which nobody waits for who only opens the dashboard."""
    return import_module("pipeline.commands")


# What opens the dashboard, or has another program make something, and loads no table itself.
_OPENING = {"serve": _serve, "report": _report, "demo": _demo}
# Command → what adds its options, its purpose, the arguments of its example.
_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser], None], str, str]] = {
    "build": (_build_options, "make a data set of exactly these articles", "articles --out my-data"),
    "rebuild": (_rebuild_options, "make a data set anew from the same articles, with its corrections", "my-data"),
    "corrections": (_corrections_options, "list your corrections of a data set and what each changed", "my-data"),
    "serve": (_serve_options, "open the dashboard", "my-data"),
    "export": (_export_options, "write the tables as files", "my-data tables --format csv --table quotes"),
    "report": (reporting.add_options, "write a report, or everything in one package, for offline use", "my-data --out report.html"),
    "info": (_info_options, "say what is in a data set", "my-data --problems"),
    "check": (_check_options, "verify files, tables, spans, references and counts", "my-data"),
    "demo": (_demo_options, "build the invented stories that come with parallax, and show them", "--out my-demo --no-serve"),
}


if __name__ == "__main__":
    sys.exit(main())
