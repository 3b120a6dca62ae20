"""What is made of a figure is made once, as long as the figure is there: figures are kept between drawings, and nobody changes one."""

import functools
import weakref
from collections.abc import Callable
from typing import TypeVar

import plotly.graph_objects as go

T = TypeVar("T")


def once(make: Callable[[go.Figure], T]) -> Callable[[go.Figure], T]:
    """A function of a figure that remembers what it made of each.

    Example:
        >>> counted = once(lambda figure: len(figure.data))
        >>> counted(go.Figure()), counted(go.Figure(go.Bar()))
        (0, 1)
    """
    known: dict[int, tuple[weakref.ref, T]] = {}

    @functools.wraps(make)
    def made(figure: go.Figure) -> T:
        place = id(figure)
        found = known.get(place)
        if found is None or found[0]() is not figure:
            found = known[place] = weakref.ref(figure, lambda _: known.pop(place, None)), make(figure)
        return found[1]

    return made
