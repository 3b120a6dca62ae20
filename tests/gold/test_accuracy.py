"""The figures beside the views claim no more than what is measured, and each says on what."""

import csv

import accuracy
import pytest

LEAST, MOST = 0.06, 0.0051  # a figure may stand a little below what is measured, never above it


def rows() -> list[dict]:
    """What the dashboard shows."""
    with accuracy.TARGET.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _key(row: dict) -> tuple:
    return row["subject"], row["what"]


def test_no_figure_claims_more_than_what_is_measured_now():
    shown = {_key(row): float(row["share"]) for row in rows() if row["basis"] == "own"}
    measured = {_key(row): float(row["share"]) for row in accuracy.measured()}
    assert set(shown) == set(measured), "run python tests/gold/accuracy.py"
    off = {key: (shown[key], measured[key]) for key in shown if not -LEAST <= shown[key] - measured[key] <= MOST}
    assert off == {}, "run python tests/gold/accuracy.py"


def test_development_figures_are_called_so():
    shown = [{key: row[key] for key in ("subject", "what", "share", "n", "unit", "set")} for row in rows() if row["basis"] == "development"]
    listed = [{key: row[key] for key in ("subject", "what", "share", "n", "unit", "set")} for row in accuracy.development()]
    assert sorted(shown, key=_key) == sorted(listed, key=_key)


@pytest.mark.parametrize("row", rows(), ids=_key)
def test_a_figure_says_of_how_many_of_what(row):
    assert 0 <= float(row["share"]) <= 1 and int(row["n"]) > 0 and row["unit"] and row["set"] and row["basis"] in ("own", "development")
