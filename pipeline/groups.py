"""The user's table of outlets: country, type, ownership or any other column, by which outlets are filtered, coloured and compared.

The table stands beside the data set (`beside`), is read when the data set is opened, and needs no new build. A row names its outlet by
name, domain or alias; what matches nothing is kept and said, never dropped without a word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline import companions, outlet_names
from pipeline.errors import InputError
from pipeline.grids import grid
from pipeline.spreadsheets import csv_text
from pipeline.text import digest, fold

ENDING = companions.GROUPS
_NAME = frozenset(["outlet", "outlet name", "name", "medium", "media", "source", "publication", "publisher", "brand", "station"])
_DOMAIN = frozenset(["domain", "website", "web site", "site", "url", "address", "host", "web address", "homepage"])
_ALIAS = frozenset(["alias", "aliases", "also known as", "other names", "short name", "abbreviation"])
_LONGEST_VALUE = 80
_EXAMPLE = "give a table such as: outlet,country,type with one row an outlet"


@dataclass(frozen=True)
class Table:
    """A table of outlets as the user wrote it: the names of its columns, its rows, and which columns name the outlet."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: tuple[int, ...]
    domains: tuple[int, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that group outlets: those with a name and a value that do not name the outlet."""
        keys = {*self.names, *self.domains}
        used = [i for i in range(len(self.header)) if i not in keys and self.header[i] and any(row[i] for row in self.rows)]
        return tuple(self.header[i] for i in used)


@dataclass(frozen=True)
class Groups:
    """The outlets of a data set with the groups they belong to.

    Args:
        values: one row an outlet of the data set, by outlet_id; one column a way to group; "" where the table gives nothing.
        unmatched: rows of the table that name no outlet of the data set, in words.
        repeated: rows that name an outlet again with other values, in words.
        ungrouped: names of the outlets that no row names.
    """

    values: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(index=pd.Index([], dtype="str", name="outlet_id")))
    unmatched: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    ungrouped: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The ways to group."""
        return tuple(self.values.columns)

    def options(self) -> list[tuple[str, str]]:
        """Every column with each of its values, "" for outlets without one; in the order of the columns, values by alphabet."""
        return [(c, value) for c in self.columns for value in sorted(set(self.values[c]), key=lambda v: (v == "", v))]

    def outlets_of(self, chosen: Iterable[tuple[str, str]]) -> list[str]:
        """The outlets of the chosen groups: of any of the values chosen of a column, and that for each column chosen.

        Args:
            chosen: pairs of a column and a value; those that are not here are passed over.
        """
        wanted: dict[str, set[str]] = {}
        for column, value in chosen:
            if column in self.columns:
                wanted.setdefault(column, set()).add(value)
        is_in = pd.Series(True, index=self.values.index)
        for column, values in wanted.items():
            is_in &= self.values[column].isin(sorted(values))
        return self.values.index[is_in].tolist()

    def ids(self, column: str) -> dict[str, str]:
        """outlet_id → id of its group in a column."""
        made = {value: group_id(column, value) for value in set(self.values[column])}
        return {outlet_id: made[value] for outlet_id, value in self.values[column].items()}

    def names(self, column: str) -> dict[str, str]:
        """Id of a group in a column → its name to show; outlets without a value have a name that says so."""
        return {group_id(column, value): value or no_value(column) for value in sorted(set(self.values[column]))}

    @cached_property
    def digest(self) -> str:
        """The same for the same groups of the same outlets."""
        cells = [f"{outlet_id}\x1f" + "\x1f".join(row) for outlet_id, *row in self.values.sort_index().itertuples()]
        return digest("groups", *self.columns, *cells)


    def notes(self, most: int = 0) -> list[str]:
        """What became of the rows and outlets, in sentences.

        Args:
            most: how many names a sentence lists; 0 for all.

        Example:
            >>> Groups(pd.DataFrame({"country": ["N", ""]}, index=["x", "y"]), ungrouped=("Hill Echo",)).notes()
            ['Groups by country: 1 of 2 outlets have one.', 'In no row of the table: Hill Echo.']
        """
        if not self.columns:
            return []
        n = int((self.values != "").any(axis=1).sum())
        lines = [f"Groups by {', '.join(self.columns)}: {n:,} of {len(self.values):,} outlets have one."]
        for said, names in (("In no row of the table", self.ungrouped), ("Rows that name no outlet of this data set", self.unmatched),
                            ("Rows that repeat an outlet", self.repeated)):
            shown = names[:most] if most else names
            rest = f" and {len(names) - len(shown):,} more" if len(names) > len(shown) else ""
            lines += [f"{said}: {', '.join(shown)}{rest}."] if names else []
        return lines



def group_id(column: str, value: str) -> str:
    """The id of a group: that of its column and value, whatever outlets it has."""
    return digest("group", fold(column), fold(value))


def no_value(column: str) -> str:
    """The name of the group of outlets without a value.

    Example:
        >>> no_value("Country")
        '(no Country given)'
    """
    return f"(no {column} given)"


def beside(dataset: str | Path) -> Path:
    """Where the groups of a data set stand: beside its folder, under its name.

    Example:
        >>> beside("sets/harbour").name
        'harbour.groups.csv'
    """
    return companions.beside(dataset, ENDING)


def of_dataset(dataset: str | Path, outlets: pd.DataFrame) -> Groups:
    """The groups of a data set; none where no table stands beside it.

    Args:
        dataset: the data set's folder.
        outlets: the table `outlets`.

    Raises:
        InputError: the table beside it cannot be used.
    """
    path = beside(dataset)
    return matched(read(path), outlets) if path.is_file() else Groups(_blank(outlets, ()))


def read(path: str | Path, content: bytes | None = None) -> Table:
    """A table of outlets from a CSV, TSV or Excel file.

    Args:
        path: the file; its ending tells Excel from text.
        content: its bytes where they are at hand already.

    Raises:
        InputError: the file is not there, is no table, or has no column beside the outlet's name.
    """
    rows = grid(path, content, _EXAMPLE)
    return _table(Path(path), rows[0], rows[1:])


def _table(path: Path, header: list[str], rows: list[list[str]]) -> Table:
    """The table of the names of its columns and its rows."""
    header = _different(header)
    kinds = [fold(name).replace("_", " ") for name in header]
    names = tuple(i for i, kind in enumerate(kinds) if kind in _NAME or kind in _ALIAS)
    domains = tuple(i for i, kind in enumerate(kinds) if kind in _DOMAIN)
    table = Table(path, tuple(header), tuple(map(tuple, rows)), names or (() if domains else (0,)), domains)
    if not table.columns:
        raise InputError(str(path), "has no column beside the one that names the outlet", _EXAMPLE)
    return table


def _different(header: Sequence[str]) -> list[str]:
    """Names of columns, numbered where one comes again, cut where one is long."""
    seen: Counter = Counter()
    out = []
    for name in header:
        name = name[:_LONGEST_VALUE]
        seen[fold(name)] += 1
        out.append(f"{name} {seen[fold(name)]}" if name and seen[fold(name)] > 1 else name)
    return out


def matched(table: Table, outlets: pd.DataFrame) -> Groups:
    """The groups of the outlets of a data set.

    Args:
        table: as the user wrote it.
        outlets: the table `outlets`: outlet_id, outlet_name, domain, is_known.
    """
    places = _places(outlets)
    columns = table.columns
    where = [table.header.index(c) for c in columns]
    index = _blank(outlets, ()).index
    given: dict[str, tuple[int, tuple[str, ...]]] = {}
    unmatched, repeated = [], []
    for number, row in enumerate(table.rows, start=2):
        cells = tuple(row[i][:_LONGEST_VALUE] for i in where)
        found = _found(row, table, places)
        if not found:
            unmatched.append(f"row {number} ({_shown(row, table)})")
        for outlet_id in found:
            first = given.setdefault(outlet_id, (number, cells))
            if first[1] != cells:
                repeated.append(f"row {number} ({_shown(row, table)}) says otherwise than row {first[0]}, which is used")
    spelling = [_spelling(cells[i] for _, cells in given.values()) for i in range(len(columns))]
    none = ("",) * len(columns)
    cells_of = [given[x][1] if x in given else none for x in index]
    spelled = {c: [spelling[i].get(fold(cells[i]), cells[i]) for cells in cells_of] for i, c in enumerate(columns)}
    values = pd.DataFrame(spelled, index=index, columns=list(columns), dtype="str")
    known = outlets.set_index("outlet_id")["outlet_name"]
    without = sorted(known[~known.index.isin(list(given))])
    return Groups(values, tuple(unmatched), tuple(dict.fromkeys(repeated)), tuple(without))


def _blank(outlets: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """No value for any outlet."""
    index = pd.Index(outlets["outlet_id"].astype("str"), name="outlet_id")
    return pd.DataFrame("", index=index, columns=list(columns), dtype="str").sort_index()


def _spelling(values: Iterable[str]) -> dict[str, str]:
    """Folded value → its most frequent spelling, the first by alphabet among equals."""
    counts = Counter(value for value in values if value)
    best: dict[str, str] = {}
    for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        best.setdefault(fold(value), value)
    return best


def _places(outlets: pd.DataFrame) -> dict[str, list[str]]:
    """What an outlet may be called → the outlets called so."""
    places: dict[str, list[str]] = {}
    for outlet in outlets.sort_values("outlet_id").to_dict("records"):
        domain = outlet["domain"] if isinstance(outlet["domain"], str) else ""
        name = outlet["outlet_name"]
        called = {f"id {outlet['outlet_id']}", f"name {outlet_names.squashed(name)}", f"as written {fold(name)}"}
        called |= {f"domain {domain}", f"domain {outlet_names.registered_domain(domain)}"} if domain else set()
        for name in called:
            places.setdefault(name, []).append(str(outlet["outlet_id"]))
    return places


def _found(row: Sequence[str], table: Table, places: Mapping[str, list[str]]) -> list[str]:
    """The outlets that a row names: by a domain or name that stands in the data set, else by an alias."""
    names = [part for i in table.names for part in re.split(r"[|;]", row[i]) if part.strip()]
    domains = [outlet_names.registered_domain(row[i]) for i in table.domains if row[i]]
    tried = [f"domain {domain}" for domain in domains if domain]
    for name in names:
        tried += [f"as written {fold(name)}", f"name {outlet_names.squashed(name)}", f"domain {outlet_names.registered_domain(name)}"]
    tried += [f"id {outlet_names.outlet(name).outlet_id}" for name in names]
    tried += [f"id {outlet_names.outlet(domain=domain).outlet_id}" for domain in domains if domain]
    empty = ("name", "domain", "as written")
    return sorted({outlet_id for name in tried if name.strip() not in empty for outlet_id in places.get(name, ())})


def _shown(row: Sequence[str], table: Table) -> str:
    """What a row calls its outlet."""
    return next((row[i][:_LONGEST_VALUE] for i in (*table.names, *table.domains) if row[i]), "no name")


def keep(dataset: str | Path, table: Table) -> Path:
    """Write a table beside a data set, whole or not at all, in a form that a spreadsheet opens.

    Args:
        dataset: the data set's folder.
        table: the table.

    Returns:
        The path written.

    Raises:
        InputError: the file cannot be written.
    """
    path = beside(dataset)
    rows = pd.DataFrame(list(table.rows), columns=pd.Index(table.header, dtype="str"), dtype="str")
    companions.write(path, csv_text(rows).encode("utf-8-sig", "replace"))
    return path


def forget(dataset: str | Path) -> None:
    """Take the table beside a data set away, where there is one.

    Raises:
        InputError: the file cannot be taken away.
    """
    companions.forget(beside(dataset))
