"""How alike the statements of one story are: a sparse score for every pair that shares a word that counts."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

_ROWS = 512  # statements compared with all others at a time, so that memory stays bounded


@dataclass(frozen=True)
class Likeness:
    """Likeness of statements (symmetric, sparse, 0 where they share nothing) and its scale in this story."""

    raw: sparse.csr_matrix
    middle: float
    spread: float

    def scaled(self, values: np.ndarray) -> np.ndarray:
        """Likeness in spreads above the story's middle."""
        return (values - self.middle) / self.spread


def vectors(bags: list[dict[str, float]], n_statements: int, settings) -> sparse.csr_matrix:
    """One weighted row of length 1 for each bag of terms; the rarer a term among the statements, the more it counts.

    The first `n_statements` bags are the whole statements: how rare a term is, is counted in them.
    """
    vocabulary = {term: number for number, term in enumerate(sorted(set().union(*bags)))}
    counts = np.array([len(bag) for bag in bags])
    columns = np.array([vocabulary[term] for bag in bags for term in bag], dtype=np.int64)
    weights = np.array([weight for bag in bags for weight in bag.values()], dtype=float)
    matrix = sparse.csr_matrix((weights, columns, np.concatenate([[0], counts.cumsum()])), shape=(len(bags), len(vocabulary)))
    frequency = np.asarray((matrix[:n_statements] > 0).sum(axis=0)).ravel()
    rarity = np.log((n_statements + 1) / (frequency + 1)).clip(0)
    share = {"w": 1 - settings.fact_like_word_share, "c": settings.fact_like_word_share}
    kind = np.sqrt(np.array([share.get(term[0], 1.0) for term in vocabulary]))
    weighted = matrix @ sparse.diags(rarity * kind)
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    unit = sparse.diags(1 / np.where(length > 0, length, 1)) @ weighted
    return _without_common(sparse.csr_matrix(unit), frequency, n_statements, settings)


def _without_common(matrix: sparse.csr_matrix, frequency: np.ndarray, n_statements: int, settings) -> sparse.csr_matrix:
    """In a large story, the rows without the commonest terms: they tell nothing apart there and make the cost grow with the square."""
    if n_statements <= settings.fact_blocked_statements:
        return matrix
    kept = frequency <= settings.fact_blocked_statements / 10
    return sparse.csr_matrix(matrix @ sparse.diags(kept.astype(float)))


def alike(rows: sparse.csr_matrix, owner: np.ndarray, factor: np.ndarray, n: int, least: float) -> sparse.csr_matrix:
    """The best likeness of any part of one statement with any part of another, as an n × n matrix.

    Args:
        rows: one row of length 1 for each part.
        owner: the statement that each part belongs to.
        factor: what a part's likeness counts (1 for a whole statement).
        n: number of statements.
        least: likeness below which a pair is left out.
    """
    found = []
    for first in range(0, rows.shape[0], _ROWS):
        block = (rows[first:first + _ROWS] @ rows.T).tocoo()
        left, right = block.row + first, block.col
        value = block.data * np.minimum(factor[left], factor[right])
        keep = (value >= least) & (owner[left] < owner[right])
        found.append(np.stack([owner[left][keep], owner[right][keep], value[keep]]))
    left, right, value = np.concatenate(found, axis=1) if found else np.empty((3, 0))
    order = np.lexsort((-value, right, left))
    left, right, value = left[order].astype(int), right[order].astype(int), value[order]
    is_first = np.ones(len(left), bool)
    is_first[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    return sparse.csr_matrix((value[is_first], (left[is_first], right[is_first])), shape=(n, n))


def likeness(upper: sparse.csr_matrix, outlet: np.ndarray, settings) -> Likeness:
    """The likeness with its scale: middle and half the 16th-to-84th percentile range over all pairs of different outlets."""
    pairs = upper.tocoo()
    is_across = outlet[pairs.row] != outlet[pairs.col]
    sizes = np.unique(outlet, return_counts=True)[1]
    n_pairs = int((len(outlet) ** 2 - (sizes ** 2).sum()) // 2)
    low, middle, high = _percentiles(pairs.data[is_across], n_pairs, (16, 50, 84))
    return Likeness(sparse.csr_matrix(upper + upper.T), middle, max((high - low) / 2, settings.fact_least_spread))


def _percentiles(positive: np.ndarray, n: int, wanted: tuple[int, ...]) -> list[float]:
    """Percentiles of n values, of which all but the positive ones are 0."""
    ordered = np.sort(positive)
    places = [int(np.floor(percent / 100 * (n - 1))) - (n - len(ordered)) for percent in wanted] if n else [-1] * len(wanted)
    return [float(ordered[place]) if place >= 0 else 0.0 for place in places]
