"""Tables read and filled in part, so that a step that sees all articles holds what it looks at and no more.

A linker is given tables by name. Where they are frames, these are whole in memory anyway; where they lie on disk, only the columns asked
for are read, and what it fills is put in slice by slice.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

Values = pd.Series | np.ndarray
Rows = pd.DataFrame | Iterable[pd.DataFrame]


class Portioned(Mapping):
    """Tables by name that can be read in part."""

    @abstractmethod
    def columns(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table."""

    @abstractmethod
    def slices(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """A table, or some columns of it, in slices one behind the other."""


def columns(made: Mapping[str, pd.DataFrame], name: str, wanted: Sequence[str]) -> pd.DataFrame:
    """Some columns of a table, which are all that is read of it.

    Example:
        >>> columns({"t": pd.DataFrame({"a": [1], "b": [2]})}, "t", ["b"]).to_dict("list")
        {'b': [2]}
    """
    return made.columns(name, wanted) if isinstance(made, Portioned) else made[name][list(wanted)]


def slices(made: Mapping[str, pd.DataFrame], name: str, wanted: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Some columns of a table in slices one behind the other, in its order."""
    yield from made.slices(name, wanted) if isinstance(made, Portioned) else [made[name][list(wanted)]]


def filled(made: Mapping[str, pd.DataFrame], name: str, values: Mapping[str, Values]) -> Rows:
    """A table with some columns filled: a frame, or its slices one behind the other where it lies on disk.

    Args:
        made: all tables.
        name: the table.
        values: for each column to fill one value a row, in the order of the table.

    Example:
        >>> filled({"t": pd.DataFrame({"a": [1, 2], "b": [0, 0]})}, "t", {"b": np.array([3, 4])}).to_dict("list")
        {'a': [1, 2], 'b': [3, 4]}
    """
    parts = _filled(made.slices(name) if isinstance(made, Portioned) else [made[name]], values)
    return parts if isinstance(made, Portioned) else next(parts)


def _filled(parts: Iterable[pd.DataFrame], values: Mapping[str, Values]) -> Iterator[pd.DataFrame]:
    """Frames that stand one behind the other with some columns filled."""
    first = 0
    for rows in parts:
        after = first + len(rows)
        yield rows.assign(**{column: pd.Series(given[first:after]).set_axis(rows.index) for column, given in values.items()})
        first = after
