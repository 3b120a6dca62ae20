"""Says why an article stands in its story: how near it is to the others, and by which terms and days."""

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline.link._groups import Closeness
from pipeline.link._terms import Weighed, is_figure

_TERMS, _OF_A_KIND = 24, 5
# Up to here all pairs of all stories are compared in one go; larger stories one by one.
_SMALL = 40
_BLOCK = 1_000


def scores(closeness: Closeness, number: np.ndarray) -> np.ndarray:
    """Mean closeness of each article to its story's others as c / (1 + c): .5 where it is just near enough; NaN where it is alone.

    Args:
        closeness: how alike articles are, divided by how alike they must be.
        number: the number of each article's story.
    """
    order = np.argsort(number, kind="stable")
    stories = np.split(order, np.flatnonzero(np.diff(number[order])) + 1) if len(order) else []
    total, n_others = np.zeros(len(number)), np.zeros(len(number))
    small = [_all_pairs(members) for members in stories if 1 < len(members) <= _SMALL]
    for members in stories:
        n_others[members] = len(members) - 1
        if len(members) > _SMALL:
            near = closeness.among(members)
            total[members] = near.sum(axis=1) - near.diagonal()
    if small:
        first, second = np.concatenate(small, axis=1)
        near = closeness.pairs(first, second)
        total += np.bincount(first, near, len(number)) + np.bincount(second, near, len(number))
    mean = total / np.where(n_others > 0, n_others, np.nan)
    return np.round(mean / (1 + mean), 6)


def _all_pairs(members: np.ndarray) -> np.ndarray:
    """Each two members once, as two rows."""
    return np.stack([members[side] for side in np.triu_indices(len(members), 1)])


def evidence(terms: Weighed, number: np.ndarray, days: np.ndarray) -> list[str | None]:
    """What each article shares with its story's others, the weightiest first; None where it is alone.

    Args:
        terms: the articles as weighted terms.
        number: the number of each article's story.
        days: day of publication, NaN where unknown.

    Returns:
        Such as "names: Gull, Varga · figures: 212 · words: ferry, swell · days apart: 0 to 2".
    """
    in_company = np.bincount(number, minlength=1)[number] > 1 if len(number) else np.empty(0, dtype=bool)
    apart = _days_apart(number, days)
    said: list[str | None] = [None] * len(number)
    for start in range(0, len(number), _BLOCK):
        for row, shared in enumerate(_heaviest(terms, number, slice(start, start + _BLOCK)), start):
            if in_company[row]:
                said[row] = " · ".join([*_by_kind(terms, shared), apart[row]])
    return said


def _heaviest(terms: Weighed, number: np.ndarray, block: slice) -> list[np.ndarray]:
    """For each article of the block, the terms that make it like its story's others, the weightiest first."""
    wanted = np.unique(number[block])
    place = np.searchsorted(wanted, number)
    inside = np.flatnonzero(np.isin(number, wanted))
    gather = sparse.csr_matrix((np.ones(len(inside), np.float32), (place[inside], inside)), shape=(len(wanted), len(number)))
    own = terms.rows[block]
    shared = own.multiply((gather @ terms.rows)[place[block]] - own).tocsr()
    n_terms = len(terms.written)
    whole = (shared[:, :n_terms] + shared[:, n_terms:]).tocsr()
    return [_top(whole.indices[slice(*ends)], whole.data[slice(*ends)]) for ends in zip(whole.indptr, whole.indptr[1:], strict=False)]


def _top(found: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The terms of a positive weight, the heaviest first; ties by number of the term."""
    # What is left of a term that only this article has is rounding.
    found, weight = found[weight > 1e-6], weight[weight > 1e-6]
    return found[np.lexsort((found, -weight.round(6)))][:_TERMS]


def _by_kind(terms: Weighed, shared: np.ndarray) -> list[str]:
    """The shared terms as names, figures and other words."""
    kinds: dict[str, list[str]] = {"names": [], "figures": [], "words": []}
    for number in shared:
        word = terms.written[number]
        kinds["figures" if is_figure(word) else "names" if terms.is_name[number] else "words"].append(word)
    return [f"{kind}: {', '.join(words[:_OF_A_KIND])}" for kind, words in kinds.items() if words]


def _days_apart(number: np.ndarray, days: np.ndarray) -> list[str]:
    """How many days lie between each article and the nearest and furthest of its story's others."""
    said = ["days apart: unknown"] * len(number)
    for _, known in pd.Series(days).dropna().sort_values(kind="stable").groupby(pd.Series(number), sort=False):
        values, rows = known.to_numpy(), known.index.to_numpy()
        if len(rows) < 2:
            continue
        gaps = np.diff(values)
        nearest = np.minimum(np.append(np.inf, gaps), np.append(gaps, np.inf))
        furthest = np.maximum(values - values[0], values[-1] - values)
        for row, near, far in zip(rows, nearest, furthest, strict=True):
            said[row] = f"days apart: {near:.0f}" + (f" to {far:.0f}" if far > near else "")
    return said
