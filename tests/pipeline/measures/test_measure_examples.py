"""Every measure gives its worked example, exactly, and nothing for nothing."""

import pandas as pd
import pytest

from pipeline.measures import run
from pipeline.plugins import find
from pipeline.tables import TABLES, empty, frame

MEASURES = sorted(find("pipeline.measures"))


def _plain(rows: pd.DataFrame) -> list[dict]:
    """Rows as dicts, with None for what is empty."""
    return [{k: None if pd.isna(v) else v for k, v in row.items()} for row in rows.to_dict("records")]


@pytest.mark.parametrize("name", MEASURES)
def test_the_worked_example_comes_out_exactly(name):
    given, options, expected = find("pipeline.measures")[name].EXAMPLE
    tables = {table: frame(table, given.get(table, [])) for table in TABLES}
    assert _plain(run(name, tables, **options)) == [{k: None if pd.isna(v) else v for k, v in row.items()} for row in expected]


@pytest.mark.parametrize("name", MEASURES)
def test_no_rows_in_give_no_rows_with_the_same_columns_and_kinds(name):
    given, options, expected = find("pipeline.measures")[name].EXAMPLE
    full = run(name, {table: frame(table, given.get(table, [])) for table in TABLES}, **options)
    nothing = run(name, {table: empty(table) for table in TABLES}, **options)
    assert nothing.empty
    pd.testing.assert_series_equal(nothing.dtypes, full.dtypes)


@pytest.mark.parametrize("name", MEASURES)
def test_the_order_of_rows_does_not_matter(name):
    given, options, _ = find("pipeline.measures")[name].EXAMPLE
    turned = {table: frame(table, given.get(table, [])[::-1]) for table in TABLES}
    pd.testing.assert_frame_equal(
        run(name, turned, **options), run(name, {table: frame(table, given.get(table, [])) for table in TABLES}, **options)
    )
