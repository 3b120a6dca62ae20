"""The report and the package of everything: their options, and the child process that makes them."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

FORMS = ("csv", "xlsx", "parquet")
# Option → name in the address of a view.
_GIVEN = {"outlet": "outlets", "group": "groups", "by": "by", "story": "story", "words": "words", "since": "since", "until": "until"}
# Option that stands alone → its name and value in the address.
_SWITCHES = {
    "without-wire": ("wire", "false"),
    "without-probable-wire": ("probable", "false"),
    "with-earlier-versions": ("versions", "true"),
}


def add_options(made: argparse.ArgumentParser) -> None:
    """Add the options of a report to a parser."""
    made.add_argument("dataset", metavar="DATASET")
    made.add_argument(
        "--out",
        required=True,
        type=_out,
        metavar="FILE",
        help="report.html for the report, everything.zip for all tables, charts and the report",
    )
    made.add_argument("--outlet", action="append", default=[], metavar="NAME", help="only this outlet, may be repeated")
    made.add_argument(
        "--group",
        action="append",
        default=[],
        metavar="GROUP",
        help="only this group of outlets, such as “country: Norvale”, may be repeated",
    )
    made.add_argument("--by", default="", metavar="COLUMN", help="compare the groups of this column of your table of outlets")
    made.add_argument("--story", default="", metavar="LABEL", help="only this story, as the dashboard names it")
    made.add_argument("--words", default="", metavar="LIST", help="only articles that hold these words, separated by commas")
    made.add_argument("--since", default="", metavar="DAY", help="first day, such as 2026-03-01")
    made.add_argument("--until", default="", metavar="DAY", help="last day")
    made.add_argument("--without-wire", action="store_true", help="leave out sentences that stand in agency text")
    made.add_argument("--without-probable-wire", action="store_true", help="leave out what is probably agency copy")
    made.add_argument("--with-earlier-versions", action="store_true", help="count earlier versions of revised articles too")
    made.add_argument(
        "--max-words", type=int, default=0, metavar="N", help="copyright-safe: of no article more than N words in a row (5 to 100)"
    )
    made.add_argument(
        "--tables",
        type=_forms,
        default=FORMS,
        metavar="FORMS",
        help=f"forms of the tables in a package, separated by commas: {', '.join(FORMS)} (all of them)",
    )


def _out(name: str) -> str:
    """The name of a file whose ending says what it is to hold."""
    if Path(name).suffix.casefold() not in (".html", ".htm", ".zip"):
        raise argparse.ArgumentTypeError(f"{name} ends neither in .html (the report) nor in .zip (everything)")
    return name


def params(options: argparse.Namespace) -> dict[str, list[str]]:
    """The selection of these options, as it stands in the address of a view.

    Example:
        >>> made = argparse.ArgumentParser()
        >>> add_options(made)
        >>> params(made.parse_args(["set", "--out", "r.html", "--outlet", "Bay Post", "--without-wire"]))
        {'outlets': ['Bay Post'], 'wire': ['false']}
    """
    given = {name: getattr(options, option) for option, name in _GIVEN.items()}
    listed = {name: value if isinstance(value, list) else [value] for name, value in given.items() if value}
    return listed | {name: [value] for option, (name, value) in _SWITCHES.items() if getattr(options, option.replace("-", "_"))}


def _forms(text: str) -> tuple[str, ...]:
    """The forms of tables that a list names, in one order.

    Example:
        >>> _forms("parquet,csv")
        ('csv', 'parquet')
    """
    named = [part.strip() for part in text.split(",")]
    if unknown := [part for part in named if part not in FORMS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(FORMS)}")
    return tuple(form for form in FORMS if form in named)


def arguments(options: argparse.Namespace) -> list[str]:
    """The options of a selection as they were given, for the process that makes the report."""
    limit = [f"--max-words={options.max_words}"] if options.max_words else []
    return [*as_arguments(params(options)), *limit, f"--tables={','.join(options.tables)}"]


def as_arguments(given: dict[str, list[str]]) -> list[str]:
    """The options that mean a selection: what `params` makes of them is the same again.

    Args:
        given: a selection as it stands in the address of a view.

    Example:
        >>> as_arguments({"outlets": ["Bay Post"], "wire": ["false"]})
        ['--outlet=Bay Post', '--without-wire']
    """
    options = {name: option for option, name in _GIVEN.items()}
    listed = [f"--{options[name]}={value}" for name, values in given.items() if name in options for value in values]
    return listed + [f"--{option}" for option, (name, value) in _SWITCHES.items() if given.get(name) == [value]]


def command(options: Sequence[str]) -> list[str]:
    """The command that makes a report, in a process of its own, where Streamlit need not warn that no browser looks at its pages."""
    program = "import logging; logging.disable(logging.WARNING); from dashboard.report import main; raise SystemExit(main())"
    return [sys.executable, "-c", program, *options]


def report(options: Sequence[str]) -> int:
    """Make a report; returns the exit code.

    Args:
        options: as on the command line.
    """
    return subprocess.run(command(options), check=False, env=environment()).returncode


def environment() -> dict[str, str]:
    """The environment of that process: it tells at once how far it is."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
