"""The texts of a figure, changed all at once: what a copyright-safe file shortens."""

from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go


def with_texts(figure: go.Figure, changed: Callable[[list[str]], list[str]]) -> go.Figure:
    """The figure with all its texts changed, in the order in which they stand in a file of it.

    Args:
        figure: any figure.
        changed: texts with Plotly's markup → as many.
    """
    whole = figure.to_plotly_json()
    template = whole["layout"].pop("template", None)
    places: list[tuple] = []
    _find_texts(whole, places)
    for (holder, name, _), text in zip(places, changed([text for *_, text in places]), strict=True):
        holder[name] = text
    return go.Figure(whole["data"], {**whole["layout"], "template": template})


def _find_texts(part: dict | list, places: list[tuple]) -> None:
    """Every text with a space in it: what holds it, under which name, and the text; lists are made changeable on the way."""
    for name, value in list(part.items() if isinstance(part, dict) else enumerate(part)):
        if isinstance(value, str):
            if " " in value:
                places.append((part, name, value))
        elif isinstance(value, dict | list | tuple | np.ndarray):
            part[name] = value if isinstance(value, dict) else list(value)
            _find_texts(part[name], places)
