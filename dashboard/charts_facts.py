"""Tidy frame → Plotly figure, for facts: who states how many together, how soon few articles state most, how a cut moves counts."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import ACCENT, NEUTRAL, Caption, Look, _finished, _pointing, _shown, _tick
from dashboard.theme import plotly_text

_FAINT = "rgba(138,148,158,0.28)"
_BARS_HEIGHT, _ROW_HEIGHT = 210, 27  # pixels


def upset(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None, names: Sequence[str] = ()) -> go.Figure:
    """Bars above a matrix of dots: one column a combination, its dots the things it is made of.

    Args:
        frame: one row for each column and each thing in it: column (names the column), value (height of its bar), row (the thing; empty for
            a column without dots, drawn in grey); optional outlet_id, hover, key. Columns in order of first appearance.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
        names: the order of the rows; that of first appearance where none is given.

    Example:
        >>> frame = pd.DataFrame({"column": ["both", "both", "one"], "value": [3, 3, 1], "row": ["A", "B", "A"]})
        >>> upset(frame, Caption("A", "What?", "facts", "2 articles")).data[0].y
        (3, 1)
    """
    columns = frame.drop_duplicates("column").reset_index(drop=True)
    rows = [x for x in names or dict.fromkeys(frame["row"]) if x]
    figure = go.Figure(
        [_heights(columns), *_dots(frame.assign(_along=frame["column"].map({c: i for i, c in enumerate(columns["column"])})), rows, looks)]
    )
    matrix = _ROW_HEIGHT * max(len(rows), 1)
    share = matrix / (matrix + _BARS_HEIGHT)
    top = columns["value"].max() if len(columns) else 1
    figure.update_xaxes(
        range=[-0.6, max(len(columns), 1) - 0.4],
        showticklabels=False,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        anchor="y2",
        title="",
    )
    figure.update_layout(
        yaxis={"domain": [share + 0.02, 1], "range": [0, top * 1.14], "fixedrange": True, "title": plotly_text(caption.unit), "nticks": 5},
        yaxis2={
            "domain": [0, share],
            "range": [len(rows) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": [_tick(name, 22) for name in rows],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        showlegend=False,
        margin={"b": 20},
    )
    return _finished(figure, caption, matrix + _BARS_HEIGHT + 60, axis_title="")


def _heights(columns: pd.DataFrame) -> go.Bar:
    """One bar a column."""
    return go.Bar(
        x=list(range(len(columns))),
        y=columns["value"].tolist(),
        text=[_shown(v) for v in columns["value"]],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        marker={"color": [ACCENT if name else NEUTRAL for name in columns["row"].fillna("")]},
        **_pointing(columns, "column"),
    )


def _dots(frame: pd.DataFrame, rows: list[str], looks: dict[str, Look] | None) -> list[go.Scatter]:
    """The matrix: a faint dot in every place, a line through the dots of a column, a dot for each thing in it."""
    place = {name: i for i, name in enumerate(rows)}
    made = frame[frame["row"].ne("") & frame["row"].notna()]
    n = int(frame["_along"].max()) + 1 if len(frame) else 0
    every = [(x, y) for x in range(n) for y in range(len(rows))]
    faint = go.Scatter(
        x=[x for x, _ in every],
        y=[y for _, y in every],
        mode="markers",
        hoverinfo="skip",
        marker={"color": _FAINT, "size": 0.6 * _dot_size(n)},
    )
    lines: dict[str, list] = {"x": [], "y": []}
    for x, each in made.groupby("_along"):
        downs = each["row"].map(place)
        lines["x"] += [x, x, None]
        lines["y"] += [downs.min(), downs.max(), None]
    line = go.Scatter(**lines, mode="lines", hoverinfo="skip", line={"color": NEUTRAL, "width": 2})
    styles = [(looks or {}).get(x, Look()) for x in made["outlet_id"]] if "outlet_id" in made else [Look()] * len(made)
    dots = go.Scatter(
        x=made["_along"].tolist(),
        y=made["row"].map(place).tolist(),
        mode="markers",
        marker={
            "color": [s.color for s in styles],
            "symbol": [s.symbol for s in styles],
            "size": _dot_size(n),
            "line": {"width": 1, "color": NEUTRAL},
        },
        **_pointing(made, "column"),
    )
    return [trace.update(yaxis="y2", showlegend=False) for trace in (faint, line, dots)]


def _dot_size(n_columns: int) -> int:
    """Pixels; so many columns must stand beside each other on a phone."""
    return 14 if n_columns <= 8 else 10


def steps(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None, marks: tuple[float, ...] = ()) -> go.Figure:
    """A curve that climbs from left to right, one marker a step, with levels marked across.

    Args:
        frame: x, y (0 to 100), label; optional outlet_id, hover, key; `frame.attrs` may hold x_title.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
        marks: levels of y to draw a line at.
    """
    styles = [(looks or {}).get(x, Look()) for x in frame["outlet_id"]] if "outlet_id" in frame else [Look()] * len(frame)
    size = 14 if len(frame) <= 30 else 8
    figure = go.Figure(
        [
            go.Scatter(
                x=[0, *frame["x"]],
                y=[0, *frame["y"]],
                mode="lines",
                hoverinfo="skip",
                line={"color": NEUTRAL, "width": 2},
                showlegend=False,
            ),
            go.Scatter(
                x=frame["x"].tolist(),
                y=frame["y"].tolist(),
                mode="markers",
                showlegend=False,
                cliponaxis=False,
                marker={
                    "color": [s.color for s in styles],
                    "symbol": [s.symbol for s in styles],
                    "size": size,
                    "line": {"width": 1, "color": NEUTRAL},
                },
                **_pointing(frame, "label"),
            ),
        ]
    )
    for level in marks:
        figure.add_hline(
            y=level,
            line={"color": NEUTRAL, "width": 1, "dash": "dot"},
            annotation={"text": f"{level:g}%", "font": {"color": NEUTRAL}, "xanchor": "left", "x": 0.005, "yanchor": "bottom"},
        )
    most = float(frame["x"].max()) if len(frame) else 1
    figure.update_yaxes(range=[0, 106], ticksuffix="%", fixedrange=True, title=None)
    figure.update_xaxes(range=[0, most + 0.5], fixedrange=True, zeroline=False, **({"dtick": 1} if most <= 12 else {}))
    figure.update_layout(showlegend=False)
    return _finished(figure, caption, 340, axis_title=frame.attrs.get("x_title", caption.unit))


def lines(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None, at: float | None = None) -> go.Figure:
    """One line a part over a number, named in a legend.

    Args:
        frame: x, y, part; optional outlet_id, hover, key; `frame.attrs` may hold x_title.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
        at: where to draw an upright line; None for none.
    """
    figure = go.Figure()
    for part, rows in frame.groupby("part", sort=False):
        look = (looks or {}).get(rows["outlet_id"].iloc[0], Look()) if "outlet_id" in rows else Look()
        figure.add_trace(
            go.Scatter(
                x=rows["x"].tolist(),
                y=rows["y"].astype("float64").tolist(),
                mode="lines+markers",
                name=_tick(part, 28),
                line={"color": look.color, "width": 2},
                marker={"color": look.color, "symbol": look.symbol, "size": 8},
                cliponaxis=False,
                **_pointing(rows, "part"),
            )
        )
    if at is not None:
        figure.add_vline(x=at, line={"color": NEUTRAL, "width": 1, "dash": "dot"})
    top = float(frame["y"].astype("float64").max()) if len(frame) else 1
    figure.update_yaxes(
        range=[0, max(top, 1) * 1.08], fixedrange=True, title=plotly_text(caption.unit), **({"dtick": 1} if top <= 8 else {})
    )
    figure.update_xaxes(fixedrange=True, zeroline=False)
    figure.update_layout(showlegend=True)
    return _finished(figure, caption, 360 + 14 * frame["part"].nunique(), axis_title=frame.attrs.get("x_title", ""))
