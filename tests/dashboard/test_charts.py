"""Figures: what they say, what they escape, what they give back on a click."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import chart_dates, charts, charts_time, parts, screen
from dashboard.theme import NEUTRAL, PALETTE, Look, outlet_looks, swatch

CAPTION = charts.Caption("Harbor Ledger <b>leads</b>", "Who leads?", "facts", "3 articles", "All outlets")
FRAMES = {
    "bars": pd.DataFrame({"label": ["<a href='x'>A</a>", "2020"], "value": [3.0, 1.0], "key": ["a", "b"]}),
    "stacked_bars": pd.DataFrame({"label": ["A", "A"], "part": ["<i>p</i>", "q"], "value": [3, 1], "key": ["a", "b"]}),
    "dots": pd.DataFrame({"label": ["A", "A"], "part": ["<i>p</i>", "q"], "value": [3, 1], "key": ["a", "b"]}),
    "heat": pd.DataFrame({"row": ["<a>", "B"], "column": ["B", "<a>"], "value": [0.9, None], "key": ["a", "b"]}),
    "grid": pd.DataFrame({"row": ["<a>", "B"], "column": ["x", "x"], "state": ["covered", "silent"], "key": ["a", "b"]}),
    "timeline": pd.DataFrame({"label": ["<a>", "B"], "at": pd.to_datetime(["2026-03-02T09:28Z", "2026-03-02T09:28Z"]), "key": ["a", "b"]}),
    "points": pd.DataFrame({"x": [1, 2], "y": [2, 1], "label": ["<a>", "B"], "key": ["a", "b"]}),
}


def _keys(figure):
    return sorted(key for trace in figure.data for key, *_ in (trace.customdata if trace.customdata is not None else ()))


@pytest.mark.parametrize("kind", FRAMES)
def test_a_click_gives_back_every_key(kind):
    assert _keys(getattr(charts, kind)(FRAMES[kind], CAPTION)) == ["a", "b"]


@pytest.mark.parametrize("kind", FRAMES)
def test_a_figure_says_title_question_unit_n_and_filters(kind):
    text = getattr(charts, kind)(FRAMES[kind], CAPTION).layout.title.text
    assert [said for said in ("Harbor Ledger", "Who leads?", "Unit: facts", "n = 3 articles", "All outlets") if said not in text] == []


@pytest.mark.parametrize("kind", FRAMES)
def test_a_figure_holds_nothing_that_plotly_does_not_know(kind):
    figure = getattr(charts, kind)(FRAMES[kind], CAPTION)
    for drawn in (figure, screen.on_screen(figure)):
        assert go.Figure(drawn.to_dict()).layout.height == drawn.layout.height  # Plotly checks what it is given


@pytest.mark.parametrize("kind", FRAMES)
def test_untrusted_text_is_never_a_tag(kind):
    shown = getattr(charts, kind)(FRAMES[kind], CAPTION).to_json()
    assert [tag for tag in ("<a", "<i>", "<b>leads") if tag in shown] == []


@pytest.mark.parametrize("kind", FRAMES)
def test_a_figure_draws_from_no_rows(kind):
    assert _keys(getattr(charts, kind)(FRAMES[kind].head(0), CAPTION)) == []


@pytest.mark.parametrize("kind", FRAMES)
def test_a_figure_keeps_its_own_colours_when_streamlit_is_imported(kind):
    figure = getattr(charts, kind)(FRAMES[kind], CAPTION)
    assert (figure.layout.template.layout.paper_bgcolor, "#000001" in figure.to_json()) == ("#ffffff", False)


def test_an_outlet_keeps_its_colour_when_another_is_filtered_out():
    frame = pd.DataFrame({"label": ["A", "B"], "value": [2, 1], "outlet_id": ["a", "b"]})
    looks = {"a": Look("#111111"), "b": Look("#222222")}
    assert charts.bars(frame.tail(1), CAPTION, looks).data[0].marker.color == ("#222222",)


def test_names_that_look_like_numbers_stay_names():
    assert charts.bars(FRAMES["bars"], CAPTION).data[0].y == (0, 1)


def test_names_that_are_cut_alike_stay_apart():
    long = "The same very long beginning of a name that is cut "
    figure = charts.heat(pd.DataFrame({"row": [long + "1", long + "2"], "column": ["x", "x"], "value": [1, 1]}), CAPTION)
    assert len(figure.layout.yaxis.ticktext) == 2


def test_an_unknown_cell_is_no_zero():
    assert "" in [text for trace in charts.heat(FRAMES["heat"], CAPTION).data for text in trace.text]


def test_a_day_without_a_time_is_drawn_as_the_whole_day():
    at = pd.to_datetime(["2024-02-07 00:00", "2024-02-07 09:30"], utc=True)
    figure = charts.timeline(pd.DataFrame({"label": ["a", "b"], "at": at, "precision": ["day", "minute"]}), CAPTION)
    days = [(shape.x0, shape.x1, shape.y0) for shape in figure.layout.shapes]
    assert days == [(pd.Timestamp("2024-02-07"), pd.Timestamp("2024-02-08"), 0)]


def test_the_legend_of_a_grid_shows_the_sign_of_its_cells_and_the_words_of_the_page():
    figure = charts.grid(FRAMES["grid"], CAPTION, {"covered": "stated", "silent": "not stated"})
    assert [trace.name for trace in figure.data] == ["● stated", "not stated", "· not collected"]


LONG = [f"Regional Evening Standard and Advertiser of the Upper Valley, edition {n}" for n in (1, 2)]


@pytest.mark.parametrize("name", ["row", "column"])
def test_long_names_that_differ_at_their_end_are_drawn_differently(name):
    cells = pd.DataFrame({"row": "A", "column": "B", "value": [1.0, 2.0]}).assign(**{name: LONG})
    axis = charts.heat(cells, CAPTION).layout["yaxis" if name == "row" else "xaxis"]
    assert len(set(axis.ticktext)) == 2


def test_long_names_in_a_legend_that_differ_at_their_end_are_drawn_differently():
    figure = charts.dots(pd.DataFrame({"label": "A", "part": LONG, "value": [1.0, 2.0]}), CAPTION)
    assert len({trace.name for trace in figure.data}) == 2


def test_every_state_of_a_grid_is_drawn():
    states = ["covered", "possible", "silent", "not collected"]
    cells = pd.DataFrame({"row": ["A"] * 4, "column": states, "state": states, "key": states})
    assert _keys(charts.grid(cells, CAPTION)) == sorted(states)


@pytest.mark.parametrize(("precision", "is_set"), [("minute", True), ("day", False)])
def test_one_moment_alone_stands_among_hours_and_one_day_fills_its_own(precision, is_set):
    at = pd.Series([pd.Timestamp("2031-05-04T08:30Z")])
    figure = charts.timeline(pd.DataFrame({"label": ["Bay Post"], "at": at, "precision": [precision]}), charts.Caption("A", "B?", "C", "D"))
    assert (figure.layout.xaxis.range is not None) == is_set


def test_no_look_comes_twice_but_the_grey_one_of_many():
    looks = list(outlet_looks(f"outlet {n:03}" for n in range(100)).values())
    assert (len(set(looks[:60])), set(looks[60:])) == (60, {Look(NEUTRAL)})


def test_the_mark_beside_a_name_has_the_shape_of_its_marker():
    looks = outlet_looks(f"outlet {n:02}" for n in range(11))
    assert swatch(looks["outlet 00"]) != swatch(looks["outlet 10"])


def test_a_number_in_a_part_stands_upright_or_not_at_all():
    figure = charts.stacked_bars(FRAMES["stacked_bars"], CAPTION)
    assert ([trace.textangle for trace in figure.data], figure.layout.uniformtext.mode) == ([0, 0], "hide")


def test_parts_that_are_no_outlets_wear_no_outlets_colour():
    figure = charts.stacked_bars(FRAMES["stacked_bars"], CAPTION)
    assert not {color for trace in figure.data for color in trace.marker.color} & set(PALETTE)


@pytest.mark.parametrize("days", [1, 3, 5, 8, 12, 18, 25, 40, 56])
def test_no_more_dates_than_a_phone_has_room_for_stand_below_a_timeline(days):
    first = pd.Timestamp("2031-05-04T00:00")
    step = pd.Timedelta(milliseconds=chart_dates.ticks(first, first + pd.Timedelta(days=days))["dtick"])
    assert 3 <= len(pd.date_range(first, first + pd.Timedelta(days=days), freq=step)) <= 5


def test_dates_lie_flat_below_a_timeline():
    assert charts.timeline(FRAMES["timeline"], CAPTION).layout.xaxis.tickangle == 0


def test_a_long_axis_title_is_broken_so_that_a_phone_shows_it_whole():
    caption = charts.Caption("A", "B?", "facts of the outlet, by whether it had them first", "1")
    assert charts.bars(FRAMES["bars"], caption).layout.xaxis.title.text == "facts of the outlet, by whether it<br>had them first"


def test_figures_of_time_hold_nothing_that_plotly_does_not_know():
    day = pd.Timestamp("2026-03-02")
    rows = pd.DataFrame({"label": ["A"], "start": [day], "end": [day], "is_change": [False]})
    apart = pd.DataFrame({"label": ["A", "B"], "value": [1.5, 2.0], "low": [1.0, None], "high": [2.0, None]})
    for figure in (charts_time.moments(rows, CAPTION), charts_time.lags(apart, CAPTION)):
        assert go.Figure(screen.on_screen(figure).to_dict()).layout.height


def test_the_legend_of_a_timeline_is_in_no_outlets_colour():
    day = pd.Timestamp("2026-03-02")
    rows = pd.DataFrame({"label": ["A"], "start": [day], "end": [day], "is_change": [False], "outlet_id": ["a"]})
    figure = go.Figure(charts_time.moments(rows, CAPTION, {"a": Look("#bd1f01")}).to_dict())
    assert [(trace.name, trace.marker.color) for trace in figure.data if trace.showlegend is not False] == [("published", NEUTRAL)]


@pytest.mark.parametrize(("n_columns", "is_wide"), [(12, False), (13, True)])
def test_a_matrix_of_more_columns_than_a_phone_is_wide_is_moved_sideways(n_columns, is_wide):
    names = [f"Outlet {n}" for n in range(n_columns)]
    figure = charts.heat(pd.DataFrame({"row": ["A"] * n_columns, "column": names, "value": [1.0] * n_columns}), CAPTION)
    assert parts._is_wide(figure) == is_wide
