"""Well-known outlets: main address, name, and what else they are called; extended by the user's own file.

The project's own table is `outlet_aliases.csv`: domain, name, aliases between bars. An alias with a dot and no blank is another domain;
a domain may be a host ("abcnews.go.com") or one section of a site ("theguardian.com/observer"), so that two outlets can share a domain.
A user's file has the same columns and goes before the project's rows. Which file is used is a fact of the process, set at the start of
a build and in each of its workers (`use`).
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline import companions
from pipeline.errors import InputError
from pipeline.grids import grid
from pipeline.spreadsheets import csv_text
from pipeline.text import fold

_SITE = re.compile(r"^(?=[^/]{4,253}(?:/|$))(?:[\w-]{1,63}\.)+[a-z][a-z0-9-]{1,62}(?:/[\w.~-]{1,60})?$", re.I)
_NO_WORD = re.compile(r"[^\w]+|_+")
_EXAMPLE = "give the columns domain,name,aliases, such as: baypost.example,Bay Post,The Post|baypost.news"
_HEADINGS = {
    "domain": ("domain", "website", "site", "address", "url"),
    "name": ("name", "outlet", "outlet name", "source", "medium"),
    "aliases": ("aliases", "alias", "also known as", "other names"),
}


class Known(NamedTuple):
    """Squashed name, other domain or section → main site; main site → the name shown."""

    by_alias: Mapping[str, str]
    names: Mapping[str, str]


class Row(NamedTuple):
    """One outlet of a table."""

    domain: str
    name: str
    aliases: tuple[str, ...]


def squashed(name: str) -> str:
    """A name without blanks, punctuation and a leading article, as it would stand in a domain.

    Example:
        >>> squashed("The Ferry Times"), squashed("Hot-Metal")
        ('ferrytimes', 'hotmetal')
    """
    return _NO_WORD.sub("", re.sub(r"^the\s+", "", fold(name)).replace("&", "and"))


def is_site(text: str) -> bool:
    """Whether a text is a domain, a host or a section of a site rather than a name.

    Example:
        >>> is_site("baypost.example/sunday"), is_site("Bay Post"), is_site("St. Bay")
        (True, False, False)
    """
    return bool(_SITE.match(text))


def known() -> Known:
    """The outlets known now: the project's and those of the user's file in use."""
    return _current[0]


def use(path: str | Path) -> None:
    """Know the outlets of the user's file as well, from now on in this process; "" for the project's alone.

    Raises:
        InputError: the file cannot be used.
    """
    _current[0] = _with_user(str(path), _stamp(str(path))) if path else built_in()


def read(path: str | Path, content: bytes | None = None) -> list[Row]:
    """The rows of a user's file.

    Args:
        path: a CSV, TSV or Excel file with the columns domain, name and aliases; a name or a domain must be given, aliases may be.
        content: its bytes where they are at hand already.

    Raises:
        InputError: the file is no such table, or a row in it cannot be used; the message names the row.
    """
    header, *rows = grid(path, content, _EXAMPLE)
    kinds = [fold(name).replace("_", " ") for name in header]
    where = {what: next((i for i, kind in enumerate(kinds) if kind in called), -1) for what, called in _HEADINGS.items()}
    if where["name"] < 0 and where["domain"] < 0:
        raise InputError(str(path), "has neither a column domain nor a column name", _EXAMPLE)
    found = [_row({what: row[i] if i >= 0 else "" for what, i in where.items()}, f"row {n}", path) for n, row in enumerate(rows, start=2)]
    _refuse_two_of_one_name(found, path)
    return found


def keep(dataset: str | Path, rows: Iterable[Row]) -> Path:
    """Write a table of outlets beside a data set, where every later build of it finds it.

    Args:
        dataset: the data set's folder.
        rows: of the table.

    Returns:
        The path written.

    Raises:
        InputError: the file cannot be written.
    """
    cells = [(row.domain, row.name, "|".join(row.aliases)) for row in rows]
    path = companions.beside(dataset, companions.ALIASES)
    companions.write(path, csv_text(pd.DataFrame(cells, columns=list(_HEADINGS), dtype="str")).encode("utf-8-sig", "replace"))
    return path


def of_dataset(dataset: str | Path) -> str:
    """The path of the table of outlets beside a data set; "" where there is none."""
    path = companions.beside(dataset, companions.ALIASES)
    return str(path) if path.is_file() else ""


def _row(cells: Mapping[str, str], place: str, path: str | Path) -> Row:
    """One row, or an error that names it."""
    domain = re.sub(r"^https?://(?:www\.)?|/+$", "", cells["domain"].lower())
    if domain and not is_site(domain):
        raise InputError(str(path), f"{place}: {cells['domain'][:80]} is no domain", "write it as baypost.example", place)
    if not domain and not squashed(cells["name"]):
        raise InputError(str(path), f"{place} has neither a domain nor a name", _EXAMPLE, place)
    return Row(domain, cells["name"], tuple(part.strip() for part in re.split(r"[|;]", cells["aliases"]) if part.strip()))


def _refuse_two_of_one_name(rows: Sequence[Row], path: str | Path) -> None:
    """Raise where one name or domain stands for two outlets."""
    stands_for: dict[str, tuple[int, Row]] = {}
    for n, row in enumerate(rows, start=2):
        for called in {key for text in (row.domain, row.name, *row.aliases) if (key := _key(text))}:
            first, other = stands_for.setdefault(called, (n, row))
            if _main(other) != _main(row):
                raise InputError(str(path), f"row {n}: {called} stands for another outlet in row {first} already",
                                 "let each name and domain stand for one outlet", f"row {n}")


def _key(text: str) -> str:
    """What a name or domain is looked up by."""
    return text.lower().removeprefix("www.") if is_site(text) else squashed(text)


def _main(row: Row) -> str:
    """The main site of a row; where it has only a name, the one that the name would have."""
    return row.domain or _project_site(row.name) or squashed(row.name) + ".com"


def _project_site(name: str) -> str:
    """The main site of a name in the project's own table, or ""."""
    return built_in().by_alias.get(squashed(name), "")


@cache
def built_in() -> Known:
    """The project's own table."""
    table = (files("pipeline") / "outlet_aliases.csv").read_text(encoding="utf-8")
    rows = [Row(r["domain"], r["name"], tuple(filter(None, r["aliases"].split("|")))) for r in csv.DictReader(table.splitlines())]
    return _joined(rows)


def _joined(rows: Iterable[Row]) -> Known:
    """The rows as look-up tables; what stands first counts."""
    by_alias: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in rows:
        main = row.domain
        if row.name:
            names.setdefault(main, row.name)
        for called in (row.name, *row.aliases):
            if key := _key(called):
                by_alias.setdefault(key, main)
    return Known(by_alias, names)


def _stamp(path: str) -> tuple[int, int]:
    """What changes when a file is written anew."""
    try:
        found = Path(path).stat()
    except OSError as error:
        raise InputError(path, f"cannot be opened ({error.strerror or error})", "check the name of the file") from error
    return found.st_mtime_ns, found.st_size


@cache
def _with_user(path: str, stamp: tuple[int, int]) -> Known:
    """The project's table with the user's rows before it; a domain of the user's is an outlet of its own, whatever it was an alias of."""
    rows = [row._replace(domain=_main(row)) for row in read(path)]
    base, own = built_in(), _joined(rows)
    mains = {row.domain for row in rows}
    kept = {alias: main for alias, main in base.by_alias.items() if alias not in mains}
    moved = {alias: own.by_alias.get(main, main) for alias, main in kept.items()}
    return Known({**moved, **own.by_alias}, {**base.names, **own.names})


_current = [built_in()]
