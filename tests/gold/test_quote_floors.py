"""Quotations in short texts of our own against a reader's marks: everyday ones, and forms that are hard to read."""

import hashlib
from pathlib import Path

import pytest
import quote_scores

# By file: digest of the marks, floor of the spans' F1 and of the share of right sources among the quotes found.
FLOORS = {
    "quotes": ("6f095a8ce7f2d072", 0.97, 0.9),
    "quotes_forms": ("b32b5a855b891670", 0.98, 0.96),
}
each_set = pytest.mark.parametrize("name", FLOORS)


@each_set
def test_spans_are_not_below_their_floor(name):
    score = quote_scores.quotes(name)
    assert score.f1 >= FLOORS[name][1] - 1e-9, score.wrong_spans


@each_set
def test_speakers_are_not_below_their_floor(name):
    score = quote_scores.quotes(name)
    assert score.speakers >= FLOORS[name][2] - 1e-9, score.wrong_speakers


@each_set
def test_floors_were_measured_on_this_gold(name):
    marked = Path(__file__).with_name(f"{name}.json")
    assert hashlib.sha256(marked.read_bytes()).hexdigest()[:16] == FLOORS[name][0]


def test_official_named_and_unnamed_sources_are_told_apart():
    n_marked, wrong = quote_scores.source_groups()
    assert 1 - len(wrong) / n_marked >= 0.96, wrong
