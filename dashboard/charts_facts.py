"""Tidy frame → Plotly figure, for facts: who states how many together, how soon few articles state most, how a cut moves counts."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import ACCENT, NEUTRAL, Caption, Look, _finished, _pointing, _shown, _ticks
from dashboard.drafts import Draft
from dashboard.theme import plotly_text

_FAINT = "rgba(138,148,158,0.28)"
_DOTTED = {"color": NEUTRAL, "width": 1, "dash": "dot"}
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
    along = frame["column"].map({c: i for i, c in enumerate(columns["column"])})
    draft = Draft(_heights(columns), *_dots(frame.assign(_along=along), rows, looks))
    matrix = _ROW_HEIGHT * max(len(rows), 1)
    share = matrix / (matrix + _BARS_HEIGHT)
    top = columns["value"].max() if len(columns) else 1
    draft.lay(
        xaxis={
            "range": [-0.6, max(len(columns), 1) - 0.4],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "anchor": "y2",
            "title": {"text": ""},
        },
        yaxis={
            "domain": [share + 0.02, 1],
            "range": [0, float(top) * 1.14],
            "fixedrange": True,
            "title": {"text": plotly_text(caption.unit)},
            "nticks": 5,
        },
        yaxis2={
            "domain": [0, share],
            "range": [len(rows) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": _ticks(rows, 22),
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        showlegend=False,
        margin={"b": 20},
    )
    return _finished(draft, caption, matrix + _BARS_HEIGHT + 60, axis_title="")


def _heights(columns: pd.DataFrame) -> dict:
    """One bar a column."""
    return {
        "type": "bar",
        "x": list(range(len(columns))),
        "y": columns["value"].tolist(),
        "text": [_shown(v) for v in columns["value"]],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {"color": [ACCENT if name else NEUTRAL for name in columns["row"].fillna("")]},
        **_pointing(columns, "column"),
    }


def _dots(frame: pd.DataFrame, rows: list[str], looks: dict[str, Look] | None) -> list[dict]:
    """The matrix: a faint dot in every place, a line through the dots of a column, a dot for each thing in it."""
    place = {name: i for i, name in enumerate(rows)}
    made = frame[frame["row"].ne("") & frame["row"].notna()]
    n = int(frame["_along"].max()) + 1 if len(frame) else 0
    every = [(x, y) for x in range(n) for y in range(len(rows))]
    faint = {
        "x": [x for x, _ in every],
        "y": [y for _, y in every],
        "mode": "markers",
        "hoverinfo": "skip",
        "marker": {"color": _FAINT, "size": 0.6 * _dot_size(n)},
    }
    lines: dict[str, list] = {"x": [], "y": []}
    for x, each in made.groupby("_along"):
        downs = each["row"].map(place)
        lines["x"] += [x, x, None]
        lines["y"] += [int(downs.min()), int(downs.max()), None]
    line = {**lines, "mode": "lines", "hoverinfo": "skip", "line": {"color": NEUTRAL, "width": 2}}
    styles = [(looks or {}).get(x, Look()) for x in made["outlet_id"]] if "outlet_id" in made else [Look()] * len(made)
    dots = {
        "x": made["_along"].tolist(),
        "y": made["row"].map(place).tolist(),
        "mode": "markers",
        "marker": _markers(styles, _dot_size(n)),
        **_pointing(made, "column"),
    }
    return [{"type": "scatter", **trace, "yaxis": "y2", "showlegend": False} for trace in (faint, line, dots)]


def _markers(styles: list[Look], size: int) -> dict:
    """Marks in the looks of outlets, with a thin edge."""
    looks = {"color": [s.color for s in styles], "symbol": [s.symbol for s in styles]}
    return {**looks, "size": size, "line": {"width": 1, "color": NEUTRAL}}


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
    climb = {"x": [0, *frame["x"]], "y": [0, *frame["y"]], "mode": "lines", "hoverinfo": "skip", "line": {"color": NEUTRAL, "width": 2}}
    points = {
        "x": frame["x"].tolist(),
        "y": frame["y"].tolist(),
        "mode": "markers",
        "cliponaxis": False,
        "marker": _markers(styles, size),
        **_pointing(frame, "label"),
    }
    draft = Draft(*({"type": "scatter", **trace, "showlegend": False} for trace in (climb, points)))
    for level in marks:
        draft.line(**_across(level))
    most = float(frame["x"].max()) if len(frame) else 1
    draft.lay(
        annotations=[_named_level(level) for level in marks],
        yaxis={"range": [0, 106], "ticksuffix": "%", "fixedrange": True},
        xaxis={"range": [0, most + 0.5], "fixedrange": True, "zeroline": False, **({"dtick": 1} if most <= 12 else {})},
        showlegend=False,
    )
    return _finished(draft, caption, 340, axis_title=frame.attrs.get("x_title", caption.unit))


def _across(level: float) -> dict:
    """A line at a level from one side of the plot to the other."""
    return {"x0": 0, "x1": 1, "xref": "x domain", "y0": level, "y1": level, "yref": "y", "line": _DOTTED}


def _named_level(level: float) -> dict:
    """The name of a level at the left end of its line."""
    at = {"x": 0.005, "xanchor": "left", "xref": "x domain", "y": level, "yanchor": "bottom", "yref": "y"}
    return {**at, "text": f"{level:g}%", "font": {"color": NEUTRAL}, "showarrow": False}


def lines(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None, at: float | None = None) -> go.Figure:
    """One line a part over a number, named in a legend.

    Args:
        frame: x, y, part; optional outlet_id, hover, key; `frame.attrs` may hold x_title.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
        at: where to draw an upright line; None for none.
    """
    draft = Draft()
    names = _ticks(frame["part"].unique(), 28)
    for name, (_, rows) in zip(names, frame.groupby("part", sort=False), strict=True):
        look = (looks or {}).get(rows["outlet_id"].iloc[0], Look()) if "outlet_id" in rows else Look()
        draft.traces.append(
            {
                "type": "scatter",
                "x": rows["x"].tolist(),
                "y": rows["y"].astype("float64").tolist(),
                "mode": "lines+markers",
                "name": name,
                "line": {"color": look.color, "width": 2},
                "marker": {"color": look.color, "symbol": look.symbol, "size": 8},
                "cliponaxis": False,
                **_pointing(rows, "part"),
            }
        )
    if at is not None:
        draft.line(**upright(at))
    top = float(frame["y"].astype("float64").max()) if len(frame) else 1
    unit = {"title": {"text": plotly_text(caption.unit)}, **({"dtick": 1} if top <= 8 else {})}
    draft.lay(
        yaxis={"range": [0, max(top, 1) * 1.08], "fixedrange": True, **unit},
        xaxis={"fixedrange": True, "zeroline": False},
        showlegend=True,
    )
    return _finished(draft, caption, 360 + 14 * frame["part"].nunique(), axis_title=frame.attrs.get("x_title", ""))


def upright(at: float) -> dict:
    """A line at a number from the bottom of the plot to its top."""
    return {"x0": at, "x1": at, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain", "line": _DOTTED}
