"""What every extractor must do; a new file in `pipeline/extract/` is tested by being there."""

import importlib

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pipeline import steps
from pipeline.settings import Settings
from pipeline.tables import TABLES, conform, empty, frame

STEPS = steps.extractors()
every_extractor = pytest.mark.parametrize("step", STEPS, ids=lambda s: s.module.rpartition(".")[2])

HOSTILE = "\n\n".join((
    "“" * 300 + "she said" + "”" * 300, "'" * 400, "(" * 400 + "1,000,000,000,000,000,000,000%" + ")" * 400, "A. " * 500, "$" * 300,
    "said " * 400, "\u200b\u202e\ufeff“\u0301”", "𝔗𝔥𝔢 “𝔪𝔞𝔶𝔬𝔯” 🛰️ said “no”.",
    "According to according to according to", "May may may 31, 0000"))


def _extracted(step, articles):
    """The step's table from these articles, after the extractors that it waits for."""
    made = {name: empty(name) for name in TABLES} | {"articles": articles}
    for earlier in STEPS:
        (table,) = earlier.makes
        if earlier is step or table in step.needs:
            made[table] = importlib.import_module(earlier.module).extract(dict(made), Settings())
        if earlier is step:
            return made[table]
    raise AssertionError("the step is not among the steps")


@every_extractor
def test_extractor_gives_exactly_its_table(step, demo_tables):
    (table,) = step.makes
    rows = _extracted(step, demo_tables["articles"])
    assert len(rows) > 0 and set(rows.columns) == set(TABLES[table].column_names)
    assert len(conform(table, rows)) == len(rows)


@every_extractor
def test_no_article_gives_no_row(step):
    (table,) = step.makes
    assert_frame_equal(conform(table, _extracted(step, empty("articles"))), empty(table))


@every_extractor
def test_parts_add_up_to_the_whole(step, demo_tables):
    (table,) = step.makes
    articles = demo_tables["articles"]
    parts = [_extracted(step, articles.iloc[i:i + 3].reset_index(drop=True)) for i in range(0, len(articles), 3)]
    parts = [rows for rows in parts if len(rows)]
    assert_frame_equal(conform(table, pd.concat(parts, ignore_index=True)), conform(table, _extracted(step, articles)))


@every_extractor
def test_order_of_articles_does_not_matter(step, demo_tables):
    (table,) = step.makes
    articles = demo_tables["articles"]
    reversed_articles = articles.iloc[::-1].reset_index(drop=True)
    assert_frame_equal(conform(table, _extracted(step, reversed_articles)), conform(table, _extracted(step, articles)))


@every_extractor
def test_input_is_left_as_it_was(step, demo_tables):
    before = demo_tables["articles"].copy()
    _extracted(step, demo_tables["articles"])
    assert_frame_equal(demo_tables["articles"], before)


@every_extractor
def test_spans_point_at_their_text(step, demo_tables):
    rows = _extracted(step, demo_tables["articles"])
    if {"start", "end", "text"} <= set(rows.columns):
        body = demo_tables["articles"].set_index("article_id")["body"]
        assert [row.text for row in rows.itertuples() if body[row.article_id][row.start:row.end] != row.text] == []


@every_extractor
def test_excerpts_give_no_row(step, demo_tables):
    articles = demo_tables["articles"]
    excerpts = articles[articles["kind"] == "excerpt"].reset_index(drop=True)
    assert len(excerpts) > 0 and len(_extracted(step, excerpts)) == 0


@every_extractor
def test_hostile_text_is_read_to_its_end(step):
    article = {"article_id": "a" * 16, "outlet_id": "b" * 16, "kind": "full", "title": "“", "body": HOSTILE, "language": "en"}
    articles = frame("articles", [article])
    (table,) = step.makes
    rows = conform(table, _extracted(step, articles))
    if {"start", "end", "text"} <= set(rows.columns):
        assert all(HOSTILE[row.start:row.end] == row.text for row in rows.itertuples())
