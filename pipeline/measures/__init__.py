"""Measures: one comparison a file, registered by being there.

A measure module defines
    QUESTION   the question it answers, one sentence that ends in "?"
    UNIT       the unit of its main number
    RANGE      (low, high) of its main number, None for no bound
    VALUE      the name of the column that holds the main number; empty where it is undefined
    EXAMPLE    (tables: dict of name -> list of row dicts, options: dict, expected rows: list of dicts), worked by hand
    measure(<tables by name>, *, <options with defaults>) -> DataFrame
               the parameters are names of tables, already restricted to the user's selection; tidy frame, empty in gives empty out
and may define
    needs(**options) -> set of the tables these options read; the others are then handed over empty and never loaded
    READS      table -> the columns of it that are read; the others are then neither loaded nor copied, which counts in large tables;
               what is found out once (`pipeline.cleared.MADE`) may be asked for, and is there where a selection hands the tables over
    reads(**options) -> the same, where it depends on the options
    EVERY_VERSION   True where it asks when an outlet had something: it then sees the earlier versions of an article too
    looked_at(articles) -> the articles of whole stories that it looks at where there are many; only their rows are then read out, and
               its option is_whole is False
    found_in(tables, **options) -> the articles of whole stories that hold all its rows, or None where it may be any; in a large data set
               only the rows of these articles are then read out, which changes nothing in the result
    OF_ITEM    (table, column) where a row tells of one item, and rests on nothing but the rows of it in that table; with
    ORDER      column -> whether it ascends, by which the result is sorted. Where a selection takes nothing from an item, its row is then
               that of the whole data set

What all measures share: only full articles are counted, an excerpt is in no denominator; undefined is empty, never 0; rows are
sorted by content.

Ids may come as text or, for speed, as ordered categoricals (`pipeline.coded`): compare, group, join, sort and map them, and turn them into
text before writing something behind them. What a measure gives is text again.
"""

import inspect
from collections.abc import Mapping, Sequence
from types import ModuleType

import pandas as pd

from pipeline.coded import plain
from pipeline.counting import among
from pipeline.errors import TableError
from pipeline.plugins import find
from pipeline.tables import TABLES, empty

MANY = 10_000  # articles; of fewer everything is read at once
_OF_ONE_LANGUAGE = frozenset(["quotes", "sources", "citations", "statements", "facts", "matches", "figures", "conflicts"])


def needs_language(module: ModuleType) -> bool:
    """Whether a measure says something of articles in the analysed language only: it reads tables in which others have no rows."""
    return not _OF_ONE_LANGUAGE.isdisjoint(inspect.signature(module.measure).parameters)


def is_of_items(name: str) -> bool:
    """Whether the rows of a measure are those of items, and `run_changed` can be asked for them."""
    return hasattr(find("pipeline.measures")[name], "OF_ITEM")


def run(name: str, tables: Mapping[str, pd.DataFrame], **options) -> pd.DataFrame:
    """The measure's frame for these tables (already restricted to a selection).

    Args:
        name: file name of a measure, such as "source_overlap".
        tables: at least the tables that the measure's parameters name.
        options: its keyword options.

    Raises:
        TableError: the data set was built before a column was kept that the measure needs.
    """
    module = find("pipeline.measures")[name]
    given, columns, options = _given(module, tables, options)
    return _measured(module, given, columns, options)


def run_changed(name: str, tables, all_tables, known: pd.DataFrame, **options) -> pd.DataFrame:
    """The frame that `run` gives, of a measure of items: only those are measured of which the selection takes something away.

    Args:
        name: file name of a measure with OF_ITEM.
        tables: a selection of a data set.
        all_tables: a larger selection of it.
        known: the measure's frame for the larger one.
        options: its keyword options.
    """
    module = find("pipeline.measures")[name]
    table, column = module.OF_ITEM
    left, changed = tables.compared(all_tables, table, column)
    given, columns, options = _given(module, tables, options)
    some = {**given, table: given[table][given[table][column].isin(changed)].reset_index(drop=True)}
    kept = known[among(known[column], set(left.tolist()) - set(changed.tolist()))]
    rows = pd.concat([kept, _measured(module, some, columns, options)], ignore_index=True).astype(known.dtypes.to_dict())
    return rows.sort_values(list(module.ORDER), ascending=list(module.ORDER.values()), ignore_index=True)


def _given(module: ModuleType, tables: Mapping[str, pd.DataFrame], options: dict) -> tuple[dict[str, pd.DataFrame], Mapping, dict]:
    """What a measure is handed over: its tables, those that it does not read empty; the columns that were asked for; its options."""
    tables = getattr(tables, "every_version", tables) if getattr(module, "EVERY_VERSION", False) else tables
    named = [p.name for p in inspect.signature(module.measure).parameters.values() if p.kind is not p.KEYWORD_ONLY]
    if hasattr(module, "looked_at") and hasattr(tables, "narrowed"):
        few = module.looked_at(tables["articles"])
        if len(few) < len(tables["articles"]):
            tables, options = tables.narrowed(few), {**options, "is_whole": False}
    if hasattr(module, "found_in") and hasattr(tables, "narrowed") and len(tables.part("articles", ("article_id",))) > MANY:
        few = module.found_in(tables, **options)
        tables = tables if few is None else tables.narrowed(few)
    read = module.needs(**options) if hasattr(module, "needs") else set(named)
    columns = reads(module, **options) if hasattr(tables, "part") else {}
    given = {table: tables.part(table, columns[table]) if table in columns else tables[table] for table in named if table in read}
    return {table: given[table] if table in read else empty(table) for table in named}, columns, options


def _measured(module: ModuleType, given: dict[str, pd.DataFrame], columns: Mapping, options: dict) -> pd.DataFrame:
    """The measure's frame, ids as text."""
    try:
        return plain(module.measure(**given, **options))
    except KeyError as error:
        raise _older(error, given, columns) from error


def reads(module: ModuleType, **options) -> Mapping[str, Sequence[str]]:
    """The columns that a measure reads of large tables, for these options."""
    return module.reads(**options) if hasattr(module, "reads") else getattr(module, "READS", {})


def _older(error: KeyError, given: Mapping[str, pd.DataFrame], columns: Mapping[str, Sequence[str]]) -> Exception:
    """What to tell where a data set was built before a column was kept; the error itself where that is not the reason."""
    for table, rows in given.items():
        missing = {c for c in columns.get(table, TABLES[table].column_names) if c in TABLES[table].column_names} - set(rows.columns)
        for column in sorted(missing):
            if column in str(error):
                was_made = "is not in this data set, which an earlier version of parallax built"
                return TableError(table, column, was_made, "build it again from its articles with this version")
    return error
