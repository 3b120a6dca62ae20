"""The line that says how reliable a page is."""

import re

import pytest

from dashboard import accuracy
from pipeline.plugins import find


@pytest.mark.parametrize("page", accuracy.RESTS_ON)
def test_a_page_that_rests_on_findings_says_what_was_measured(page):
    assert re.match(r"Measured on .+: .+ \d+% \(n = [\d,]+\)", accuracy.line(accuracy.of_page(page)))


def test_every_page_named_is_there():
    assert set(accuracy.RESTS_ON) | set(accuracy.CHECKED) <= set(find("dashboard.app_pages"))


def test_a_page_that_rests_on_nothing_measured_says_nothing():
    assert accuracy.of_page("start") == ()


def test_every_subject_measured_is_said_on_some_page():
    assert {figure.subject for figure in accuracy.figures()} == {subject for rests in accuracy.RESTS_ON.values() for subject in rests}


def test_development_figures_are_called_so_in_the_line():
    figure = accuracy.Figure("quotes", "right speakers", 0.9, 10, "quotations found", "development", "ten articles")
    assert accuracy.line((figure,)).endswith("development figures.")


def test_an_f1_has_no_interval_of_single_items():
    assert accuracy._margin(accuracy.Figure("stories", "together (F1 of pairs)", 1.0, 10, "articles", "own", "x")) == "–"
