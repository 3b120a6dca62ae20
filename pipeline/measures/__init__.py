"""Measures: one comparison a file, registered by being there.

A measure module defines
    QUESTION   the question it answers, one sentence that ends in "?"
    UNIT       the unit of its main number
    RANGE      (low, high) of its main number, None for no bound
    VALUE      the name of the column that holds the main number
    EXAMPLE    (tables: dict of name -> list of row dicts, options: dict, expected rows: list of dicts), worked by hand
    measure(<tables by name>, *, <options with defaults>) -> DataFrame
               the parameters are names of tables, already restricted to the user's selection; tidy frame, empty in gives empty out
"""

import inspect

import pandas as pd

from pipeline.plugins import find


def run(name: str, tables: dict[str, pd.DataFrame], **options) -> pd.DataFrame:
    """The measure's frame for these tables (already restricted to a selection).

    Args:
        name: file name of a measure, such as "source_overlap".
        tables: at least the tables that the measure's parameters name.
        options: its keyword options.
    """
    measure = find("pipeline.measures")[name].measure
    needed = [p.name for p in inspect.signature(measure).parameters.values() if p.kind is not p.KEYWORD_ONLY]
    return measure(**{table: tables[table] for table in needed}, **options)
