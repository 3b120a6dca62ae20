"""Tidy frame → Plotly figure, for time: moments as precise as they are known, lags with their intervals."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.chart_dates import date_axis
from dashboard.charts import KEY, NEUTRAL, Caption, Look, _finished, _pointing, _rows, _styles
from dashboard.charts_facts import upright
from dashboard.drafts import Draft

_MARK = 13
_CHANGED = "last changed"


def moments(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None) -> go.Figure:
    """One line a label: a point where the time is known, a bar over the whole day where only the day is; changes as open diamonds.

    Args:
        frame: label, start, end (local, without zone; the same where the time is known), is_change; optional outlet_id, hover, key.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.

    Example:
        >>> day = pd.Timestamp("2026-03-02")
        >>> row = {"label": "Bay Post", "start": day, "end": day + pd.Timedelta(days=1), "is_change": False}
        >>> figure = moments(pd.DataFrame([row]), Caption("A", "What?", "time", "1 article"))
        >>> figure.data[0].x, figure.data[1].name
        ((86400000.0,), 'day known, time not')
    """
    labels = list(dict.fromkeys(frame["label"]))
    place = {label: i for i, label in enumerate(labels)}
    is_long = frame["end"] > frame["start"]
    kinds = (
        (frame[is_long], _days),
        (frame[~is_long & ~frame["is_change"]], _points),
        (frame[~is_long & frame["is_change"]], _changes),
    )
    draft = Draft(*(draw(rows, place, _styles(rows, looks)) for rows, draw in kinds if len(rows)))
    draft.each(showlegend=False)
    draft.traces += [_in_legend(trace) for trace in draft.traces]
    _rows(draft, labels)
    date_axis(draft, frame["start"], frame["end"] if is_long.any() else None)
    draft.lay(barmode="overlay", showlegend=True, legend=KEY)
    return _finished(draft, caption, 34 * len(labels) + 90)


def _in_legend(trace: dict) -> dict:
    """The entry of a kind of mark in the legend, in no outlet's colour: Plotly would take that of its first mark."""
    marker = {"symbol": "square", "opacity": 0.45} if trace["type"] == "bar" else {"symbol": "circle"}
    if trace["name"] == _CHANGED:
        marker = {"symbol": "diamond-open"}
    shown = {"mode": "markers", "name": trace["name"], "marker": {**marker, "color": NEUTRAL, "size": _MARK}}
    return {"type": "scatter", "x": [None], "y": [None], **shown}


def _days(rows: pd.DataFrame, place: dict[str, int], styles: list[Look]) -> dict:
    """Bars as long as the stretch in which the moment lies."""
    return {
        "type": "bar",
        "x": ((rows["end"] - rows["start"]) / pd.Timedelta(milliseconds=1)).tolist(),
        "base": rows["start"].tolist(),
        "y": [place[x] for x in rows["label"]],
        "orientation": "h",
        "width": 0.5,
        "name": "day known, time not",
        "marker": {"color": [s.color for s in styles], "opacity": 0.45, "line": {"color": NEUTRAL, "width": 1}},
        **_pointing(rows, "label"),
    }


def _points(rows: pd.DataFrame, place: dict[str, int], styles: list[Look]) -> dict:
    """Markers where the time is known; several at one place are fanned out."""
    rank = rows.groupby(["label", "start"]).cumcount()
    lift = (((rank + 1) // 2) * (1 - 2 * (rank % 2)) * 0.16).clip(-0.4, 0.4)
    return {
        "type": "scatter",
        "x": rows["start"].tolist(),
        "y": [place[x] + up for x, up in zip(rows["label"], lift.tolist(), strict=True)],
        "mode": "markers",
        "name": "published",
        "marker": {
            "color": [s.color for s in styles],
            "symbol": [s.symbol for s in styles],
            "size": _MARK,
            "line": {"width": 1, "color": "rgba(255,255,255,0.7)"},
        },
        **_pointing(rows, "label"),
    }


def _changes(rows: pd.DataFrame, place: dict[str, int], styles: list[Look]) -> dict:
    """Open diamonds where an article was last changed."""
    return {
        "type": "scatter",
        "x": rows["start"].tolist(),
        "y": [place[x] for x in rows["label"]],
        "mode": "markers",
        "name": _CHANGED,
        "marker": {"color": [s.color for s in styles], "symbol": "diamond-open", "size": _MARK, "line": {"width": 2}},
        **_pointing(rows, "label"),
    }


def lags(frame: pd.DataFrame, caption: Caption) -> go.Figure:
    """Medians as points with their intervals; a point without an interval rests on too few.

    Args:
        frame: label, value, low, high (empty without an interval); optional hover, key.
        caption: what the chart says about itself.
    """
    draft = Draft(
        {
            "type": "scatter",
            "x": frame["value"].tolist(),
            "y": list(range(len(frame))),
            "mode": "markers",
            "marker": {"size": _MARK, "color": ["#2f6db5" if pd.notna(low) else "rgba(138,148,158,0.9)" for low in frame["low"]]},
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": (frame["high"] - frame["value"]).fillna(0).tolist(),
                "arrayminus": (frame["value"] - frame["low"]).fillna(0).tolist(),
                "color": NEUTRAL,
            },
            **_pointing(frame, "label"),
        }
    )
    _rows(draft, frame["label"].tolist())
    draft.line(**upright(0))
    return _finished(draft, caption, 34 * len(frame) + 80)
