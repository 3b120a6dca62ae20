"""What every linker must do; a new file in `pipeline/link/` is tested by being there."""

import importlib

import pytest
from pandas.testing import assert_frame_equal

from pipeline import chunks, steps
from pipeline.settings import Settings
from pipeline.tables import TABLES, conform, empty

STEPS = steps.linkers()
every_linker = pytest.mark.parametrize("step", STEPS, ids=lambda s: s.module.rpartition(".")[2])


def _input(step, tables):
    """What the linker sees: all tables for the data set, those of the largest story for a story."""
    if step.scope == "dataset":
        return dict(tables)
    stories = chunks.stories_of(tables, [name for name in TABLES if name != "problems"])
    sizes = [len(stories[i:i + 1].tables["articles"]) for i in range(len(stories))]
    largest = sizes.index(max(sizes))
    return {name: rows.reset_index(drop=True) for name, rows in stories[largest:largest + 1].tables.items()}


def _linked(step, tables):
    """The linker's tables, conformed; by name."""
    given = importlib.import_module(step.module).link(dict(tables), Settings())
    return {name: conform(name, rows) for name, rows in given.items()}


def _assert_same(first, second):
    """Both have the same tables with the same rows."""
    assert set(first) == set(second)
    for name in first:
        assert_frame_equal(first[name], second[name])


@every_linker
def test_linker_gives_exactly_what_it_names(step, demo_tables):
    assert set(_linked(step, _input(step, demo_tables))) == set(step.tables)


@every_linker
def test_filled_tables_keep_their_rows(step, demo_tables):
    tables = _input(step, demo_tables)
    given = _linked(step, tables)
    for name in step.tables:
        filled = {column.partition(".")[2] for column in step.makes if column.startswith(name + ".")}
        if name not in step.makes:
            kept = [column for column in TABLES[name].column_names if column not in filled]
            assert_frame_equal(given[name][kept], conform(name, tables[name])[kept])


@every_linker
def test_order_of_rows_does_not_matter(step, demo_tables):
    tables = _input(step, demo_tables)
    reversed_tables = {name: rows.iloc[::-1].reset_index(drop=True) for name, rows in tables.items()}
    _assert_same(_linked(step, reversed_tables), _linked(step, tables))


@every_linker
def test_names_of_outlets_do_not_matter(step, demo_tables):
    tables = _input(step, demo_tables)
    # What an outlet is called may not matter, but for a news agency, which is known by being called so.
    renamed = tables["outlets"].assign(outlet_name="New " + tables["outlets"]["outlet_name"])
    _assert_same(_linked(step, tables | {"outlets": renamed}), _linked(step, tables))


@every_linker
def test_linking_again_changes_nothing(step, demo_tables):
    tables = _input(step, demo_tables)
    once = _linked(step, tables)
    _assert_same(_linked(step, tables | once), once)


@every_linker
def test_input_is_left_as_it_was(step, demo_tables):
    tables = _input(step, demo_tables)
    before = {name: rows.copy() for name, rows in tables.items()}
    _linked(step, tables)
    for name, rows in before.items():
        assert_frame_equal(tables[name], rows)


@every_linker
def test_nothing_in_gives_nothing_out(step):
    for name, rows in _linked(step, {name: empty(name) for name in TABLES}).items():
        assert_frame_equal(rows, empty(name))
