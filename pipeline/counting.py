"""Pairs of values counted as numbers: millions of them in a fraction of the time that grouping by text takes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def numbered(values: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """The number of each value (-1 where it is missing), and the sorted values that are numbered.

    Args:
        values: text, or a categorical whose categories are sorted; of those some may not occur.

    Example:
        >>> codes, known = numbered(pd.Series(["b", None, "a", "b"], dtype="str"))
        >>> codes.tolist(), known.tolist()
        ([1, -1, 0, 1], ['a', 'b'])
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy(), values.cat.categories
    codes, known = pd.factorize(values, sort=True)
    return codes, pd.Index(known)


def numbered_spans(sides: Sequence[pd.DataFrame]) -> list[np.ndarray]:
    """For each frame the numbers of its spans: equal exactly where article, start and end are.

    Args:
        sides: frames of three columns, article, start and end, whatever they are called; ids of one kind.

    Example:
        >>> one, other = pd.DataFrame({"a": ["x", "y"], "i": [0, 4], "j": [3, 9]}), pd.DataFrame({"b": ["y"], "i": [4], "j": [9]})
        >>> [side.tolist() for side in numbered_spans([one, other])]
        [[0, 1], [1]]
    """
    articles, starts, ends = (pd.concat([side.iloc[:, i] for side in sides], ignore_index=True) for i in range(3))
    article, start, end = numbered(articles)[0].astype("int64"), starts.to_numpy("int64"), ends.to_numpy("int64")
    place = start * (int(end.max(initial=0)) + 1) + end
    if (int(article.max(initial=0)) + 1) * (int(place.max(initial=0)) + 1) > np.iinfo("int64").max:
        place = pd.factorize(place)[0]
    numbers = pd.factorize(article * (int(place.max(initial=0)) + 1) + place)[0].astype("int32")
    return np.split(numbers, np.cumsum([len(side) for side in sides])[:-1])


def each_once(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The places at which a pair of numbers stands for the first time, in their order.

    Args:
        first: numbers from 0; sorted ones cost least.
        second: as many numbers from 0.

    Example:
        >>> each_once(np.array([1, 0, 1, 0]), np.array([2, 2, 2, 3])).tolist()
        [0, 1, 3]
    """
    key = first.astype("int64") * (int(second.max(initial=0)) + 1) + second
    if not len(key) or (key[1:] >= key[:-1]).all():
        return np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
    return np.flatnonzero(~pd.Series(key).duplicated().to_numpy())
