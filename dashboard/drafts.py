"""A figure while it is put together: plain dictionaries.

A Plotly figure checks itself at each change, which takes longer than all else that a chart needs; every kind of chart is checked by the
tests instead.
"""

from collections.abc import Mapping

import plotly.graph_objects as go


class Draft:
    """The traces and the layout of a figure to be, as Plotly writes them in JSON."""

    def __init__(self, *traces: dict) -> None:
        self.traces = list(traces)
        self.layout: dict = {}

    def lay(self, **parts: object) -> None:
        """Put parts into the layout; those that are there keep what is not named again."""
        _put(self.layout, parts)

    def each(self, **parts: object) -> None:
        """Put parts into every trace there is so far."""
        for trace in self.traces:
            _put(trace, parts)

    def line(self, **place: object) -> None:
        """Draw a line from one place of the plot to another; the word `domain` in a reference means its whole length."""
        self.layout.setdefault("shapes", []).append({"type": "line", **place})

    def figure(self) -> go.Figure:
        """The figure."""
        return unchecked({"data": self.traces, "layout": self.layout})


def unchecked(whole: dict) -> go.Figure:
    """A figure of what Plotly writes in JSON, taken as it is: with a template of its own, or without any.

    Args:
        whole: data and layout.
    """
    figure = go.Figure({**whole, "layout": {"template": "none", **whole["layout"]}}, _validate=False)
    if "template" not in whole["layout"]:
        figure.layout.template = None  # without any template named Plotly would put in its default, which a page then has to carry
    return figure


def _put(into: dict, parts: Mapping) -> None:
    """Put nested parts into a dictionary."""
    for name, part in parts.items():
        if isinstance(part, Mapping) and isinstance(into.get(name), dict):
            _put(into[name], part)
        else:
            into[name] = part
