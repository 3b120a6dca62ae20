"""What every measure must do; a new file in `pipeline/measures/` is tested by being there."""

import inspect
import math

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pipeline.cleared import MADE
from pipeline.coded import Coded
from pipeline.measures import is_of_items, reads, run, run_changed
from pipeline.plugins import find, required
from pipeline.selection import Selection, select
from pipeline.tables import TABLES, empty, frame

MEASURES = find("pipeline.measures")
every_measure = pytest.mark.parametrize("name", MEASURES)


def _needed(name):
    """The tables that a measure reads."""
    return [p.name for p in inspect.signature(MEASURES[name].measure).parameters.values() if p.kind is not p.KEYWORD_ONLY]


def _values(rows):
    """Rows as plain values, so that they can be compared: every unknown is None, every number rounded."""
    return [{key: _plain(value) for key, value in row.items()} for row in rows]


def _plain(value):
    """One value: unknown as None, a number to nine digits."""
    if isinstance(value, float) and not math.isnan(value):
        return round(value, 9)
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


@every_measure
def test_measure_declares_its_contract(name):
    required(MEASURES[name], "QUESTION", "UNIT", "RANGE", "VALUE", "EXAMPLE", "measure")
    assert MEASURES[name].QUESTION.endswith("?") and MEASURES[name].UNIT
    assert set(_needed(name)) <= set(TABLES)


@every_measure
def test_worked_example_comes_out_exactly(name):
    tables, options, expected = MEASURES[name].EXAMPLE
    given = {table: frame(table, tables.get(table, [])) for table in _needed(name)}
    assert _values(run(name, given, **options).to_dict("records")) == _values(expected)


@every_measure
def test_main_number_lies_in_its_range(name, demo_tables):
    low, high = MEASURES[name].RANGE
    values = run(name, demo_tables)[MEASURES[name].VALUE].dropna()
    assert low is None or (values >= low).all()
    assert high is None or (values <= high + 1e-9).all()


def _asks_for_nothing(name):
    """Whether a measure can answer without being told an item, such as the keyword or the utterance that is looked at."""
    options = [p for p in inspect.signature(MEASURES[name].measure).parameters.values() if p.kind is p.KEYWORD_ONLY]
    return not any(p.default == "" for p in options)


@pytest.mark.parametrize("name", [name for name in MEASURES if _asks_for_nothing(name)])
def test_demo_has_an_answer(name, demo_tables):
    assert len(run(name, demo_tables)) > 0


@every_measure
def test_nothing_in_gives_nothing_out(name, demo_tables):
    rows = run(name, {table: empty(table) for table in TABLES})
    assert len(rows) == 0 and list(rows.columns) == list(run(name, demo_tables).columns)


@every_measure
def test_order_of_rows_does_not_matter(name, demo_tables):
    reversed_tables = {table: rows.iloc[::-1].reset_index(drop=True) for table, rows in demo_tables.items()}
    assert_frame_equal(run(name, reversed_tables), run(name, demo_tables))


@every_measure
def test_input_is_left_as_it_was(name, demo_tables):
    before = {table: rows.copy() for table, rows in demo_tables.items()}
    run(name, demo_tables)
    for table, rows in before.items():
        assert_frame_equal(demo_tables[table], rows)


@every_measure
@pytest.mark.parametrize("selection", [Selection(), Selection(is_wire_included=False, is_probable_wire_included=False), Selection(words=("ferry",))])
def test_ids_as_numbers_give_what_ids_as_text_give(name, selection, demo_dataset):
    _, options, _ = MEASURES[name].EXAMPLE
    for given in ({}, options):
        as_text = run(name, select(demo_dataset.tables, selection), **given)
        assert_frame_equal(run(name, select(Coded(demo_dataset), selection), **given), as_text)


@every_measure
def test_columns_that_are_named_are_columns_of_a_table_it_reads(name):
    columns = reads(MEASURES[name])
    assert set(columns) <= set(_needed(name))
    assert all(set(names) <= {*TABLES[table].column_names, *MADE.get(table, ())} for table, names in columns.items())


@pytest.mark.parametrize("name", [name for name in MEASURES if hasattr(MEASURES[name], "found_in")])
def test_stories_that_hold_the_rows_give_what_all_stories_give(name, demo_dataset, monkeypatch):
    outlet_id = demo_dataset.tables["outlets"]["outlet_id"].iloc[0]
    texts = demo_dataset.tables["articles"].query("kind == 'full'")
    asked = {"outlet_id": outlet_id, "limit": 4, "one": texts.loc[texts["story_id"].duplicated(), "article_id"].iloc[0]}
    known = inspect.signature(MEASURES[name].measure).parameters
    options = {option: value for option, value in asked.items() if option in known}
    tables = select(Coded(demo_dataset), Selection())
    everything = run(name, tables, **options)
    monkeypatch.setattr("pipeline.measures.MANY", 0)
    assert_frame_equal(run(name, tables, **options), everything)


@pytest.mark.parametrize("name", [name for name in MEASURES if is_of_items(name)])
def test_items_that_a_selection_leaves_alone_are_as_they_were(name, demo_dataset):
    outlets = tuple(demo_dataset.tables["outlets"]["outlet_id"].iloc[1:])
    some, everything = (select(Coded(demo_dataset), selection) for selection in (Selection(outlets=outlets), Selection()))
    assert_frame_equal(run_changed(name, some, everything, run(name, everything)), run(name, some))
