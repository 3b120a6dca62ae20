"""A figure on a page: without its title, drawn once, with room for its names."""

import json

import pandas as pd
import pytest

from dashboard import charts, lettering, screen

CAPTION = charts.Caption("Harbor Ledger leads", "Who leads?", "facts", "3 articles")
NAMES = ["Harbor Ledger", "The Coast and Valley Evening Post", "Бѣлый Вестник", "海港日報"]


def _bars(names, values=(3, 2, 1, 1)):
    return charts.bars(pd.DataFrame({"label": names, "value": values[: len(names)]}), CAPTION)


def _heat(names):
    return charts.heat(pd.DataFrame({"row": names, "column": names, "value": range(len(names))}), CAPTION)


def test_the_figure_on_screen_leaves_the_title_to_the_page():
    assert screen.on_screen(_bars(NAMES)).layout.title.text is None


def test_nothing_in_the_layout_makes_the_browser_draw_the_same_figure_again():
    layout = json.loads(screen.on_screen(_bars(NAMES)).to_json())["layout"]
    assert (layout.get("template"), layout.get("meta"), bool(layout["datarevision"])) == (None, None, True)


def test_other_numbers_are_drawn_anew():
    one, other = (screen.on_screen(_bars(NAMES, values)).layout.datarevision for values in ((3, 2, 1, 1), (3, 2, 1, 0)))
    assert one != other


def test_the_same_numbers_are_the_same_drawing():
    assert screen.on_screen(_bars(NAMES)).layout.datarevision == screen.on_screen(_bars(NAMES)).layout.datarevision


@pytest.mark.parametrize("draw", [_bars, _heat])
def test_the_longest_name_has_room_beside_the_plot(draw):
    margin = screen.on_screen(draw(NAMES)).layout.margin
    assert (margin.autoexpand, margin.l > lettering.width("The Coast and Valley", 12)) == (False, True)


def test_upright_names_have_room_above_a_matrix():
    names = [f"The Coast Evening Post {n}" for n in range(6)]
    assert screen.on_screen(_heat(names)).layout.margin.t > lettering.width(names[0], 12)


def test_a_chart_with_a_legend_leaves_its_margins_to_the_browser():
    frame = pd.DataFrame({"label": ["A", "A"], "part": ["p", "q"], "value": [3, 1]})
    assert screen.on_screen(charts.stacked_bars(frame, CAPTION)).layout.margin.autoexpand is None


def _grid(called=None):
    return charts.grid(pd.DataFrame({"row": ["A", "A"], "column": ["p", "q"], "state": ["covered", "silent"]}), CAPTION, called)


def test_signs_are_explained_above_the_chart_and_not_within_it():
    figure = _grid()
    shown = screen.on_screen(figure).layout
    assert (figure.layout.showlegend, shown.showlegend, shown.margin.autoexpand) == (True, False, False)
    assert "● covered</li>" in screen.key_of(figure) and "not collected</li>" in screen.key_of(figure)


def test_the_words_of_signs_are_text():
    assert "&lt;b&gt;told&amp;</li>" in screen.key_of(_grid({"covered": "<b>told&"}))


def test_a_legend_that_hides_what_it_names_stays_in_the_chart():
    frame = pd.DataFrame({"label": ["A", "A"], "part": ["p", "q"], "value": [3, 1]})
    figure = charts.stacked_bars(frame, CAPTION)
    assert (screen.key_of(figure), screen.on_screen(figure).layout.showlegend) == ("", True)


def test_a_figure_is_made_ready_for_the_screen_once():
    figure = _bars(NAMES)
    assert screen.on_screen(figure) is screen.on_screen(figure) is not screen.on_screen(_bars(NAMES))


@pytest.mark.parametrize(("wide", "narrow"), [("WWWW", "iiii"), ("海港", "ab"), ("Щит", "tit"), ("Ωω", "ij")])
def test_wider_letters_take_more_room(wide, narrow):
    assert lettering.width(wide, 12) > lettering.width(narrow, 12)


@pytest.mark.parametrize("accented", ["é", "e\u0301"])
def test_an_accent_takes_no_room(accented):
    assert lettering.width(accented, 12) == lettering.width("e", 12)


def test_a_syllable_of_korean_is_as_wide_as_one_letter_of_chinese():
    assert lettering.width("한국경제", 12) == lettering.width("海港日報", 12)


def test_names_too_long_to_leave_a_phone_a_plot_are_left_to_the_browser():
    assert screen.on_screen(_bars(["海" * 24, "B"])).layout.margin.autoexpand is None
