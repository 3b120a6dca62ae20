"""Tidy frame → Plotly figure. Knows nothing of Streamlit; every figure carries its own colours, title, question, unit and n.

The columns have fixed names, so a page renames its measure's columns: `label`, `value`, `part`, `row`, `column`, `x`, `y`, `at`, `state`;
optional everywhere: `outlet_id` (colour of the outlet), `hover` (text shown on pointing), `key` (what a click opens).
All text is escaped here. Positions are numbers and names only tick labels, so that "2020" is never read as a date.
"""

import html
import textwrap
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.chart_dates import date_axis
from dashboard.drafts import Draft
from dashboard.theme import ACCENT, NEUTRAL, PALETTE, PARTS, Look, apart, plotly_text

EXPORT_WIDTH = 1100
_LINE = 120
_TITLE_LINE, _LETTER, _USUAL_NAMES = 25, 7.2, 120  # pixels: a line of a title, a letter of a tick label, names above a matrix
_FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Helvetica, Arial, sans-serif'
_INK, _SOFT, _GRID = "#1c2733", "#5b6873", "#e3e8ed"
_RGB = (47, 109, 181)
# From edge to edge of the card: in the width of the plot alone a phone has room for one name a line.
_LEGEND = {"xref": "container", "x": 0.01, "yref": "container", "y": 0.01, "yanchor": "bottom"}
KEY: dict = {"itemclick": False, "itemdoubleclick": False}  # of a legend that only explains signs: a page writes it above the chart
_HOVER_LINE = 60  # characters that a phone has room for
_AXIS_LINE = 34  # characters of an axis title that fit below a chart on a phone
_DAY = "rgba(138,148,158,0.35)"
_WHITE_FROM = 0.8  # share of the largest value from which white is read better than ink: there the contrast is 4 : 1 or more either way
_MOST_WITH_TEXT = 30  # columns; more leave no room for a number in a cell
_STATES = {
    "covered": (ACCENT, "●"),
    "quoted": ("rgba(47,109,181,0.78)", "❝"),
    "differs": ("#b3541e", "≠"),
    "possible": ("rgba(47,109,181,0.32)", "○"),
    "silent": ("rgba(138,148,158,0.16)", ""),
    "not collected": ("rgba(138,148,158,0.0)", "·"),
}
_DARK_STATES, _RARE_STATES = ("covered", "quoted", "differs"), ("quoted", "differs", "possible")

TEMPLATE = go.layout.Template(
    layout=go.Layout(
        font={"family": _FONT, "size": 13, "color": _INK},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        colorway=list(PALETTE),
        xaxis={"gridcolor": _GRID, "linecolor": _GRID, "zerolinecolor": _GRID, "automargin": True},
        yaxis={"gridcolor": _GRID, "linecolor": _GRID, "zerolinecolor": _GRID, "automargin": True},
        hoverlabel={"align": "left", "namelength": -1},
    )
)


@dataclass(frozen=True)
class Caption:
    """What a chart says about itself: what is seen, the question, the unit, how much it rests on, the filters, its source. Plain text."""

    title: str
    question: str
    unit: str
    n: str
    filters: str = ""
    source: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines below the title, wrapped for a picture; the last says where it is from."""
        facts = " · ".join(
            part for part in (f"Unit: {self.unit}" if self.unit else "", f"n = {self.n}" if self.n else "", self.filters) if part
        )
        return [line for text in (self.question, facts, self.source) for line in textwrap.wrap(text, _LINE)]


def bars(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None) -> go.Figure:
    """Horizontal bars in the given order.

    Args:
        frame: label, value; optional outlet_id, hover, key.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.

    Example:
        >>> figure = bars(pd.DataFrame({"label": ["Harbor Ledger"], "value": [3]}), Caption("A", "What?", "facts", "1 article"))
        >>> figure.data[0].x, figure.layout.yaxis.ticktext
        ((3,), ('Harbor Ledger',))
    """
    styles = _styles(frame, looks)
    draft = Draft(
        {
            "type": "bar",
            "x": frame["value"].tolist(),
            "y": list(range(len(frame))),
            "orientation": "h",
            "text": [_shown(v) for v in frame["value"]],
            "textposition": "outside",
            "cliponaxis": False,
            "marker": _bar_marker(styles),
            **_pointing(frame, "label"),
        }
    )
    _rows(draft, frame["label"].tolist())
    _count_axis(draft, frame["value"])
    return _finished(draft, caption, 30 * len(frame) + 60)


def stacked_bars(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None) -> go.Figure:
    """Horizontal bars whose parts are stacked and named in a legend.

    Args:
        frame: label, part, value; optional outlet_id, hover, key.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
    """
    labels = list(dict.fromkeys(frame["label"]))
    draft = Draft()
    for name, look, rows in _parts(frame, looks):
        draft.traces.append(
            {
                "type": "bar",
                "x": rows["value"].tolist(),
                "y": [labels.index(x) for x in rows["label"]],
                "orientation": "h",
                "name": name,
                "text": [_shown(v) if v else "" for v in rows["value"]],
                "textposition": "inside",
                "textangle": 0,
                "insidetextanchor": "end",
                "insidetextfont": {"color": _ink_on(look.color)},
                "marker": _bar_marker([look] * len(rows)),
                **_pointing(rows, "label", "part"),
            }
        )
    _rows(draft, labels)
    _count_axis(draft, frame.groupby("label")["value"].sum())
    # A number that does not fit into its part is left out rather than laid on its side; the hover has it.
    draft.lay(barmode="stack", showlegend=True, uniformtext={"mode": "hide", "minsize": 9}, legend={"traceorder": "normal"}, bargap=0.2)
    return _finished(draft, caption, 36 * len(labels) + 60)


def dots(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None) -> go.Figure:
    """One line a label, one marker a part: compares parts within each label.

    Args:
        frame: label, part, value; optional outlet_id, hover, key.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
    """
    labels = list(dict.fromkeys(frame["label"]))
    spans = frame.groupby("label", sort=False)["value"].agg(["min", "max"])
    draft = Draft()
    for at, (low, high) in enumerate(zip(spans["min"].tolist(), spans["max"].tolist(), strict=True)):
        draft.line(x0=low, x1=high, y0=at, y1=at, layer="below", line={"color": NEUTRAL, "width": 1})
    for name, look, rows in _parts(frame, looks):
        draft.traces.append(
            {
                "type": "scatter",
                "x": rows["value"].tolist(),
                "y": [labels.index(x) for x in rows["label"]],
                "mode": "markers",
                "name": name,
                "marker": {"color": look.color, "symbol": look.symbol, "size": 13, "line": {"width": 1, "color": "rgba(255,255,255,0.7)"}},
                **_pointing(rows, "label", "part"),
            }
        )
    _rows(draft, labels)
    draft.lay(showlegend=True)
    return _finished(draft, caption, 30 * len(labels) + 60)


def heat(frame: pd.DataFrame, caption: Caption) -> go.Figure:
    """A matrix whose cells are darker the larger their value; an unknown value stays blank. Cells can be clicked anywhere.

    Args:
        frame: row, column, value; optional text (shown in the cell), hover, key.
        caption: what the chart says about itself.
    """
    cells, rows, columns = _placed(frame)
    top = frame["value"].max()
    share = (frame["value"] / top if pd.notna(top) and top > 0 else frame["value"] * 0).astype("float64")
    text = frame["text"] if "text" in frame else frame["value"].map(_shown)
    cells = cells.assign(_color=[_shade(x) for x in share], _text=text if len(columns) <= _MOST_WITH_TEXT else "")
    is_dark = share.fillna(0) > _WHITE_FROM
    draft = Draft(
        _cells(cells.assign(_text=cells["_text"].where(is_dark, "")), showlegend=False, insidetextfont={"color": "#ffffff"}),
        _page_ink(cells[~is_dark]),
    )
    _matrix(draft, rows, columns)
    return _finished(draft, caption, max(30, min(56, 700 // max(len(rows), 1))) * len(rows) + 190)


def grid(frame: pd.DataFrame, caption: Caption, called: dict[str, str] | None = None) -> go.Figure:
    """A matrix of six states, each with a colour and a sign: covered, quoted, differs, possible, silent, not collected.

    Args:
        frame: row, column, state; optional hover, key.
        caption: what the chart says about itself.
        called: what a state is called in the legend, where it is another word; the sign of its cells stands before it.
    """
    cells, rows, columns = _placed(frame)
    draft = Draft()
    for state, (color, sign) in _STATES.items():
        part = cells[cells["state"] == state].assign(_color=color, _text=sign)
        ink = {"insidetextfont": {"color": "#ffffff" if state in _DARK_STATES else NEUTRAL}}
        if len(part) or state not in _RARE_STATES:
            name = f"{sign} {(called or {}).get(state, state)}".strip()
            draft.traces.append(_cells(part, name=name, showlegend=True, **ink))
            draft.traces[-1]["marker"] = {"color": color, "line": {"color": NEUTRAL, "width": 0.5}}
    _matrix(draft, rows, columns)
    draft.lay(showlegend=True, legend=KEY)
    return _finished(draft, caption, 30 * len(rows) + 200)


def timeline(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None) -> go.Figure:
    """One line a label, one marker a moment; several at one place are fanned out so that none hides another.

    Args:
        frame: label, at (UTC); optional precision ("day": drawn as the whole day, its time is not known), value (how many, drawn by
            size), outlet_id, hover, key.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
    """
    labels = list(dict.fromkeys(frame["label"]))
    place = {label: i for i, label in enumerate(labels)}
    rank = frame.groupby(["label", "at"]).cumcount()
    lift = ((rank + 1) // 2) * (1 - 2 * (rank % 2)) * 0.16
    styles = _styles(frame, looks)
    is_day = frame["precision"].eq("day").fillna(False).astype(bool) if "precision" in frame else pd.Series(False, frame.index)
    half_day = pd.to_timedelta(is_day.astype("int64") * 12, unit="h")
    heights = [place[x] + max(-0.4, min(0.4, up)) for x, up in zip(frame["label"], lift, strict=True)]
    draft = Draft(
        {
            "type": "scatter",
            "x": (frame["at"].dt.tz_convert(None) + half_day).tolist(),
            "y": heights,
            "mode": "markers",
            "marker": {
                "color": [s.color for s in styles],
                "symbol": [s.symbol for s in styles],
                "size": [min(30.0, 10 + 3 * n**0.5) for n in frame["value"]] if "value" in frame else 13,
                "line": {"width": 1, "color": "rgba(255,255,255,0.7)"},
            },
            **_pointing(frame, "label"),
        }
    )
    for at, y in ((at, y) for at, y, day in zip(frame["at"], heights, is_day, strict=True) if day):
        draft.line(**_whole_day(at, y))
    _rows(draft, labels)
    date_axis(draft, frame["at"], frame["at"] + 2 * half_day if is_day.any() else None)
    return _finished(draft, caption, 34 * len(labels) + 80)


def _whole_day(day: pd.Timestamp, y: float) -> dict:
    """A bar from midnight to midnight; Plotly draws no error bars on an axis of dates."""
    first = day.tz_convert(None)
    line = {"color": _DAY, "width": 9}
    return {"x0": first, "x1": first + pd.Timedelta(days=1), "y0": y, "y1": y, "layer": "below", "line": line}


def points(frame: pd.DataFrame, caption: Caption, looks: dict[str, Look] | None = None) -> go.Figure:
    """Points with names: two numbers of each thing.

    Args:
        frame: x, y, label; optional outlet_id, hover, key; `frame.attrs` may hold x_title and y_title.
        caption: what the chart says about itself.
        looks: the look of each outlet_id.
    """
    styles = _styles(frame, looks)
    draft = Draft(
        {
            "type": "scatter",
            "x": frame["x"].tolist(),
            "y": frame["y"].tolist(),
            "mode": "markers+text",
            "text": _ticks(frame["label"], 24),
            "textposition": "top center",
            "marker": {"color": [s.color for s in styles], "symbol": [s.symbol for s in styles], "size": 11},
            **_pointing(frame, "label"),
        }
    )
    draft.lay(
        showlegend=False,
        xaxis={"title": {"text": plotly_text(frame.attrs.get("x_title", ""))}},
        yaxis={"title": {"text": plotly_text(frame.attrs.get("y_title", caption.unit))}},
    )
    return _finished(draft, caption, 460, axis_title=frame.attrs.get("x_title", caption.unit))


def _finished(draft: Draft, caption: Caption, body: int, axis_title: str | None = None) -> go.Figure:
    """The figure with template, title block and a height that fits its rows."""
    title_lines = textwrap.wrap(caption.title, 80) or [""]
    head = "<br>".join(f"<b>{plotly_text(line)}</b>" for line in title_lines)
    lines = "<br>".join(f'<span style="font-size:13px;color:{_SOFT}">{plotly_text(line)}</span>' for line in caption.lines)
    # Plotly sets every line of a title as far apart as lines of its largest letters.
    top = _TITLE_LINE * (len(title_lines) + len(caption.lines)) + 24
    laid = draft.layout
    legend_room, names = 40 if laid.get("showlegend") else 0, _names_above(laid.get("xaxis", {}))
    margin = laid.get("margin", {})
    draft.lay(
        template=TEMPLATE,
        title={
            "text": f"{head}<br>{lines}",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 30, "l": 18},  # to the foot of the first line, which Plotly sets on it
            "font": {"size": 19},
        },
        meta={**asdict(caption), "top": top, "below": legend_room},
        width=EXPORT_WIDTH,
        height=max(body, 160) + top + legend_room + max(0, names - _USUAL_NAMES),
        margin={"t": top + names, "l": 18, "r": margin.get("r", 28), "b": margin.get("b", 48) + legend_room},
        uirevision="kept",
        bargap=laid.get("bargap", 0.28),
        legend={"orientation": "h", "x": 0, "y": -0.02, "yref": "paper", "yanchor": "top"} | (_LEGEND if legend_room else {}),
        clickmode="event+select",
        dragmode=False,
    )
    axis = laid.get("xaxis", {})
    if "title" not in axis and axis.get("type") != "date" and not axis.get("ticktext"):
        title = "\n".join(textwrap.wrap(caption.unit if axis_title is None else axis_title, _AXIS_LINE))
        draft.lay(xaxis={"title": {"text": plotly_text(title)}})
    draft.each(unselected={"marker": {"opacity": 0.45}})
    return draft.figure()


def _names_above(axis: dict) -> int:
    """Pixels that the names along the top of a matrix need below the title; Plotly would write them over it."""
    if axis.get("side") != "top" or not axis["ticktext"]:
        return 0
    longest = max(len(html.unescape(text)) for text in axis["ticktext"])
    return 12 + round(_LETTER * longest) if axis["tickangle"] == -90 else 28


def _rows(draft: Draft, labels: list[str]) -> None:
    """Names down the left side, the first on top."""
    draft.lay(
        yaxis={
            "tickmode": "array",
            "tickvals": list(range(len(labels))),
            "ticktext": [_tick_lines(x) for x in apart(labels, 44)],
            "range": [len(labels) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        }
    )


def _count_axis(draft: Draft, values: pd.Series) -> None:
    """Room for the number beside the longest bar; no half steps between small counts."""
    top = values.max() if len(values) and pd.notna(values.max()) and values.max() > 0 else 1
    is_whole = bool((values.dropna() % 1 == 0).all())
    draft.lay(xaxis={"range": [0, float(top) * 1.08], **({"dtick": 1} if is_whole and top <= 10 else {})})


def _matrix(draft: Draft, rows: list[str], columns: list[str]) -> None:
    """Names down the left side and along the top, upright where they would run into each other on a phone."""
    _rows(draft, rows)
    is_upright = len(columns) > 5 or (len(columns) > 2 and max(len(str(c)) for c in columns) > 8)
    along = {
        "tickmode": "array",
        "tickvals": list(range(len(columns))),
        "ticktext": _ticks(columns, 24),
        "range": [-0.5, len(columns) - 0.5],
        "side": "top",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": -90 if is_upright else 0,
        "ticklabeloverflow": "allow",
    }
    draft.lay(xaxis=along, barmode="overlay", margin={"r": 24, "b": 20})


def _placed(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str], list[str]]:
    """The cells of a matrix with their place in it, and the names of its rows and columns in order of first appearance."""
    rows, columns = list(dict.fromkeys(frame["row"])), list(dict.fromkeys(frame["column"]))
    down, along = {name: i for i, name in enumerate(rows)}, {name: i for i, name in enumerate(columns)}
    return frame.assign(_down=[down[x] for x in frame["row"]], _along=[along[x] for x in frame["column"]]), rows, columns


def _cells(cells: pd.DataFrame, **more: object) -> dict:
    """Cells of a matrix as bars one unit wide: unlike a heat map's, they can be clicked and selected one by one."""
    return {
        "type": "bar",
        "x": [1] * len(cells),
        "base": [at - 0.5 for at in cells["_along"]],
        "y": cells["_down"].tolist(),
        "orientation": "h",
        "width": 0.94,
        "text": [plotly_text(text) for text in cells["_text"]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "marker": {"color": cells["_color"].tolist(), "line": {"color": "rgba(138,148,158,0.25)", "width": 1}},
        **more,
        **_pointing(cells, "row", "column"),
    }


def _page_ink(cells: pd.DataFrame) -> dict:
    """The numbers of light cells in the page's own ink: inside a bar Plotly would choose an ink that a dark page swallows."""
    text = [plotly_text(x) for x in cells["_text"]]
    at = {"type": "scatter", "x": cells["_along"].tolist(), "y": cells["_down"].tolist()}
    shown = {"text": text, "mode": "text", "hoverinfo": "skip", "showlegend": False}
    return {**at, **shown, "unselected": {"textfont": {"color": NEUTRAL}}}


def _shade(share: float) -> str:
    """The cell colour for a share of the largest value; see-through, so that it suits a light and a dark page."""
    return "rgba(138,148,158,0.10)" if pd.isna(share) else f"rgba({_RGB[0]},{_RGB[1]},{_RGB[2]},{0.06 + 0.94 * share:.3f})"


def _parts(frame: pd.DataFrame, looks: dict[str, Look] | None):
    """Each part's name as it is drawn, with its look and rows, in order of first appearance."""
    colors = PARTS if frame["part"].nunique() <= len(PARTS) else PALETTE
    names = _ticks(frame["part"].unique())
    for i, (_, rows) in enumerate(frame.groupby("part", sort=False)):
        look = _styles(rows, looks)[0] if "outlet_id" in rows else Look(colors[i % len(colors)])
        yield names[i], look, rows


def _styles(frame: pd.DataFrame, looks: dict[str, Look] | None) -> list[Look]:
    """The look of each row: its outlet's, else the accent."""
    return [(looks or {}).get(x, Look()) for x in frame["outlet_id"]] if "outlet_id" in frame else [Look()] * len(frame)


def _ink_on(color: str) -> str:
    """Ink or white, whichever is read better on a colour.

    Example:
        >>> _ink_on("#ffa90e"), _ink_on("#2f6db5")
        ('#1c2733', '#ffffff')
    """
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _INK if 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 > 0.2 else "#ffffff"


def _bar_marker(styles: list[Look]) -> dict:
    """Colours and patterns of bars."""
    hatched = (
        {"pattern": {"shape": [s.pattern for s in styles], "fillmode": "replace", "size": 6, "solidity": 0.5}}
        if any(s.pattern for s in styles)
        else {}
    )
    return {"color": [s.color for s in styles], **hatched}


def _pointing(frame: pd.DataFrame, *names: str) -> dict:
    """What is shown on pointing and given back on a click."""
    numbers = frame["value"].map(_shown) if "value" in frame else [""] * len(frame)
    default = [
        " · ".join(str(v) for v in [*row, shown] if v != "") for *row, shown in zip(*(frame[n] for n in names), numbers, strict=True)
    ]
    hovers = frame["hover"].tolist() if "hover" in frame else default
    keys = frame["key"].astype("str").tolist() if "key" in frame else [""] * len(frame)
    return {
        "customdata": [[key, plotly_text(_wrapped(hover))] for key, hover in zip(keys, hovers, strict=True)],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _wrapped(text: str) -> str:
    """Text for a hover, in lines that fit on a phone.

    Example:
        >>> _wrapped("Ferry: 3\\nof 12"), _wrapped("the " * 20).count("\\n")
        ('Ferry: 3\\nof 12', 1)
    """
    lines = str(text).split("\n")
    if all(len(line) <= _HOVER_LINE for line in lines):  # most are, and a chart has a thousand
        return "\n".join(lines)
    return "\n".join(part for line in lines for part in (textwrap.wrap(line, _HOVER_LINE) or [""]))


def _ticks(texts: Iterable[str], length: int = 34) -> list[str]:
    """Names as tick labels of one line."""
    return [plotly_text(text) for text in apart(texts, length)]


def _tick_lines(text: str) -> str:
    """A name that is cut as a tick label of at most two lines, so that the chart keeps its room on a phone."""
    lines = textwrap.wrap(text, 24) or [""]
    return "<br>".join(plotly_text(line) for line in [lines[0], " ".join(lines[1:])] if line)


def _shown(value: object) -> str:
    """A value as it stands in a bar or cell."""
    if pd.isna(value):
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"
