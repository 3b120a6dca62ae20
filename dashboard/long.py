"""Lists of any length: the first rows are drawn, the files hold all of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

MOST = 5_000  # rows drawn in a table


@dataclass(frozen=True)
class Long:
    """The first rows of a list, how many it has, and the way to all of them.

    Args:
        first: at most `MOST` rows.
        n: rows of the whole list.
        whole: makes it, in the same order and with the same columns.
    """

    first: pd.DataFrame
    n: int
    whole: Callable[[], pd.DataFrame]


def long(rows: "pd.DataFrame | Long") -> Long:
    """A list as such, also where it was given as a frame.

    Example:
        >>> listed = long(pd.DataFrame({"n": [1, 2]}))
        >>> listed.n, len(listed.first), len(listed.whole())
        (2, 2, 2)
    """
    return rows if isinstance(rows, Long) else Long(rows.head(MOST), len(rows), lambda: rows)
