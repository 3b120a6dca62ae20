"""A figure as a page shows it: its title stands above it as text, its colours suit a light and a dark page, its names have room."""

import hashlib
import html
import json
import math
from collections.abc import Iterable

import plotly.graph_objects as go

from dashboard import lettering, of_figure
from dashboard.drafts import unchecked
from dashboard.theme import NEUTRAL

_OF_PICTURE = frozenset(["title", "width", "paper_bgcolor", "plot_bgcolor", "template", "meta"])
# On a page the style sheet gives texts the page's ink; all else is see-through or suits both a light and a dark page.
_CLEAR, _GRID = "rgba(0,0,0,0)", "rgba(138,148,158,0.35)"
_PAGE = {
    "font": {"family": '"Source Sans", sans-serif', "size": 12, "color": NEUTRAL},
    "paper_bgcolor": _CLEAR,
    "plot_bgcolor": _CLEAR,
    "hoverlabel": {"align": "left", "bgcolor": "#1c2733", "bordercolor": NEUTRAL, "font": {"color": "#ffffff"}},
}
_PAGE_PAD, _PAGE_LINE = 8, 18  # pixels between a plot and the names beside it, and of a line of them
_PAGE_BELOW, _PAGE_DATES = 24, 56  # pixels below a plot beside its lines, and of an axis of dates in three lines
_PAGE_FLAT = 60  # pixels of a flat name above a column; longer ones may reach beyond the last column
_PAGE_NAMES = 200  # pixels; names that take more leave a phone no plot, and Plotly then makes room for one
_PAGE_AXES = {
    "x": {"automargin": True, "showgrid": False, "zeroline": False},
    "y": {"automargin": True, "gridcolor": _GRID, "zerolinecolor": _GRID},
}


def untitled(whole: dict) -> dict:
    """The layout of a figure without the title in it and the room that it takes: where the title stands above as text.

    Args:
        whole: the figure as Plotly writes it in JSON.
    """
    layout = {name: part for name, part in whole["layout"].items() if name not in _OF_PICTURE}
    return layout | {"height": layout["height"] - whole["layout"]["meta"]["top"] + 16, "margin": {**layout["margin"], "t": 16}}


@of_figure.once
def on_screen(figure: go.Figure) -> go.Figure:
    """The figure for a page: the title stands above it, where it wraps and can be read aloud; in colours for light and dark pages.

    Streamlit hands Plotly the same figure several times, each time as another object. Plotly then draws all of it anew, unless the
    layout has neither `template` nor `meta`, which are compared as objects, and has a `datarevision`, which tells that no datum changed.
    """
    written = figure.to_json()
    whole = json.loads(written)
    layout = untitled(whole)
    if _is_key(figure):
        _without_key(layout, whole["layout"]["meta"]["below"])
    for name in ("xaxis", "yaxis", "yaxis2"):
        if name in layout or name != "yaxis2":
            layout[name] = _PAGE_AXES[name[0]] | layout.get(name, {})
    layout["margin"] |= {"pad": _PAGE_PAD, **_room(layout)}
    revision = hashlib.sha256(written.encode()).hexdigest()[:16]
    return unchecked({"data": whole["data"], "layout": {**layout, **_PAGE, "datarevision": revision}})


def _is_key(figure: go.Figure) -> bool:
    """Whether the legend of a figure only explains signs: pressing its entries does nothing, and a page writes it above the chart."""
    return figure.layout.legend.itemclick is False


def _without_key(layout: dict, below: int) -> None:
    """Take the legend out of a layout, with the room that it takes below the chart."""
    layout |= {"showlegend": False, "height": layout["height"] - below}
    layout["margin"]["b"] -= below


def key_of(figure: go.Figure) -> str:
    """The legend of a figure whose entries only explain signs, as safe HTML; "" for any other."""
    if not _is_key(figure):
        return ""
    entries = [trace.to_plotly_json() for trace in figure.data if trace.showlegend is not False]
    return f'<ul class="px-key" aria-label="Legend">{"".join(map(_entry, entries))}</ul>'


def _entry(trace: dict) -> str:
    """An entry of a legend, as safe HTML; its name is one that Plotly escaped already."""
    marker, name = trace["marker"], html.escape(html.unescape(trace["name"]))
    return f'<li><i class="px-swatch px-{marker.get("symbol", "square")}" style="--color:{marker["color"]}"></i>{name}</li>'


def _room(layout: dict) -> dict:
    """The margins of a chart that has names down its side and no legend; {} where Plotly has to find them.

    Plotly finds margins by drawing all of a chart, and then draws it again within them.
    """
    along, names = layout["xaxis"], layout["yaxis"].get("ticktext")
    if not names or layout.get("showlegend"):
        return {}
    beside, is_matrix = _names_width(names), along.get("side") == "top"
    above = _names_width(along["ticktext"]) if is_matrix else 0
    is_flat = is_matrix and along["tickangle"] != -90
    if beside > _PAGE_NAMES or above > (_PAGE_FLAT if is_flat else _PAGE_NAMES):
        return {}
    room = {"autoexpand": False, "l": beside + 2 * _PAGE_PAD}
    if is_matrix:
        return room | {"t": (_PAGE_LINE if is_flat else above) + 3 * _PAGE_PAD}
    if along.get("type") == "date":
        return room | {"b": _PAGE_DATES}
    return room | {"b": _PAGE_BELOW + _PAGE_LINE * (2 + along.get("title", {}).get("text", "").count("<br>"))}


def _names_width(names: Iterable[str]) -> int:
    """Pixels that the widest of some tick labels takes on a page."""
    lines = (html.unescape(line) for name in names for line in name.split("<br>"))
    return math.ceil(max(lettering.width(line, _PAGE["font"]["size"]) for line in lines))
