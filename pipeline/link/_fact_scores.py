"""How alike the statements of one story are: a sparse score for every pair that shares a word that counts."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from pipeline.settings import Settings

_ROWS = 512  # statements compared with all others at a time, so that memory stays bounded


class Pairs(NamedTuple):
    """Pairs of statements, left before right, that share something that counts, and how alike they are."""

    left: np.ndarray
    right: np.ndarray
    value: np.ndarray


class Scale(NamedTuple):
    """What likeness is usual in a story: the middle of its pairs, and their spread."""

    middle: float
    spread: float

    def of(self, values: np.ndarray) -> np.ndarray:
        """Likeness in spreads above the middle."""
        return (values - self.middle) / self.spread


def vectors(bags: list[dict[str, float]], n_statements: int, settings: Settings) -> sparse.csr_matrix:
    """One weighted row for each bag of terms; the rarer a term among the statements, the more it counts.

    Rows are scaled to length 1, short ones to less: few words are alike by chance more easily.

    Args:
        bags: terms with their weights; the first `n_statements` are the whole statements, in which it is counted how rare a term is.
        n_statements: number of whole statements.
        settings: the `fact_…` numbers.
    """
    matrix, vocabulary = _counts(bags)
    row = np.repeat(np.arange(len(bags)), np.diff(matrix.indptr))
    is_counted = (row < n_statements) & (matrix.data > 0)
    frequency = np.bincount(matrix.indices[is_counted], minlength=len(vocabulary))
    rarity = 1 - np.log(frequency + 1) / np.log(n_statements + 2) + settings.fact_rarity_floor
    share = {"w": 1 - settings.fact_like_word_share, "c": settings.fact_like_word_share}
    kind = np.sqrt(np.array([share.get(term[0], 1.0) for term in vocabulary]))
    # Plain arrays rather than products with diagonal matrices: most stories are small, and each product costs more than its sum.
    matrix.data *= (rarity * kind)[matrix.indices]
    squares = np.bincount(row, weights=matrix.data ** 2, minlength=len(bags))
    length = np.sqrt(squares + settings.fact_shortness * np.median(squares[:n_statements]))
    matrix.data *= (1 / np.where(length > 0, length, 1))[row]
    return _without_common(matrix, frequency, n_statements, settings)


def _counts(bags: list[dict[str, float]]) -> tuple[sparse.csr_matrix, list[str]]:
    """The bags as rows of a sparse matrix, and the term of each column."""
    vocabulary = sorted(set().union(*bags))
    number = {term: place for place, term in enumerate(vocabulary)}
    ends = np.concatenate([[0], np.cumsum([len(bag) for bag in bags])])
    columns = np.array([number[term] for bag in bags for term in bag], dtype=np.int64)
    weights = np.array([weight for bag in bags for weight in bag.values()], dtype=float)
    return sparse.csr_matrix((weights, columns, ends), shape=(len(bags), len(vocabulary))), vocabulary


def _without_common(matrix: sparse.csr_matrix, frequency: np.ndarray, n_statements: int, settings: Settings) -> sparse.csr_matrix:
    """In a large story, the rows without the commonest terms: they tell nothing apart there and make the cost grow with the square."""
    if n_statements <= settings.fact_blocked_statements:
        return matrix
    kept = frequency <= settings.fact_blocked_statements / 10
    reduced = sparse.csr_matrix(matrix @ sparse.diags(kept.astype(float)))
    reduced.eliminate_zeros()
    return reduced


def alike(rows: sparse.csr_matrix, owner: np.ndarray, factor: np.ndarray, least: float) -> Pairs:
    """The best likeness of any part of one statement with any part of another.

    Args:
        rows: one row for each part.
        owner: the statement that each part belongs to.
        factor: what a part's likeness counts (1 for a whole statement).
        least: likeness below which a pair is left out.
    """
    columns, found = sparse.csr_matrix(rows.T), []
    for first in range(0, rows.shape[0], _ROWS):
        block = (rows[first:first + _ROWS] @ columns).tocoo()
        left, right = block.row + first, block.col
        value = block.data * np.minimum(factor[left], factor[right])
        # Rounded, because the last digits of a sum depend on the order of its terms, and ties must fall alike everywhere.
        keep = (value >= least) & (owner[left] < owner[right])
        found.append(np.stack([owner[left][keep], owner[right][keep], np.round(value[keep], 9)]))
    left, right, value = np.concatenate(found, axis=1) if found else np.empty((3, 0))
    order = np.lexsort((-value, right, left))
    left, right, value = left[order].astype(np.int64), right[order].astype(np.int64), value[order]
    is_first = np.ones(len(left), bool)
    is_first[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    return Pairs(left[is_first], right[is_first], value[is_first])


def scale(pairs: Pairs, outlet: np.ndarray, settings: Settings) -> Scale:
    """The usual likeness: median and half the 16th-to-84th percentile range over all pairs of different outlets.

    Both are bounded: where few short articles say the same, the pairs that say the same are themselves the usual ones.
    """
    is_across = outlet[pairs.left] != outlet[pairs.right]
    sizes = np.unique(outlet, return_counts=True)[1]
    n_pairs = int((len(outlet) ** 2 - (sizes ** 2).sum()) // 2)
    low, middle, high = _percentiles(pairs.value[is_across], n_pairs, (16, 50, 84))
    spread = float(np.clip((high - low) / 2, settings.fact_least_spread, settings.fact_most_spread))
    return Scale(min(middle, settings.fact_most_middle), spread)


def _percentiles(positive: np.ndarray, n: int, wanted: tuple[int, ...]) -> list[float]:
    """Percentiles of n values, of which all but the positive ones are 0."""
    ordered = np.sort(positive)
    places = [int(np.floor(percent / 100 * (n - 1))) - (n - len(ordered)) for percent in wanted] if n else [-1] * len(wanted)
    return [float(ordered[place]) if place >= 0 else 0.0 for place in places]
