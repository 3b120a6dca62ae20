"""Groups of similar rows, never by comparing every row with every other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from pipeline.settings import Settings

_KEY_TERMS, _POSTINGS, _NEIGHBOURS, _BLOCK, _PAIRS, _LARGEST = 24, 120, 25, 500, 5_000, 2000


@dataclass(frozen=True)
class Closeness:
    """How alike two articles are, divided by how alike they must be: 1 and more speaks for one story.

    Args:
        rows: one unit row an article.
        days: day of publication, NaN where unknown.
        settings: the numbers of the step.
    """

    rows: sparse.csr_matrix
    days: np.ndarray
    settings: Settings

    def __post_init__(self):
        object.__setattr__(self, "needed", _needed(self.days, self.settings))

    def pairs(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Closeness of the pairs first[i], second[i]."""
        parts = (slice(i, i + _PAIRS) for i in range(0, len(first), _PAIRS))
        alike = [np.asarray(self.rows[first[part]].multiply(self.rows[second[part]]).sum(axis=1)).ravel() for part in parts]
        return np.concatenate(alike or [np.empty(0)]) * self.fading(first, second) / (self.needed[first] + self.needed[second]) * 2

    def among(self, members: np.ndarray) -> np.ndarray:
        """Closeness of each member with each."""
        rows = self.rows[members]
        first, second = members[:, None], members[None, :]
        return (rows @ rows.T).toarray() * self.fading(first, second) / (self.needed[first] + self.needed[second]) * 2

    def fading(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """1 for articles of the same day, less the further apart, 0 beyond the longest gap; 1 where a date is unknown."""
        gap = np.abs(self.days[first] - self.days[second])
        fading = np.exp(-gap / self.settings.story_fading_days)
        return np.where(np.isnan(gap), 1.0, np.where(gap > self.settings.story_longest_gap_days, 0.0, fading))


def _needed(days: np.ndarray, settings: Settings) -> np.ndarray:
    """How alike an article must be to join: more where many others of the same days could be taken for its story by chance."""
    known = np.sort(days[~np.isnan(days)])
    near = np.searchsorted(known, days + 3, "right") - np.searchsorted(known, days - 3, "left")
    rivals = np.where(np.isnan(days), len(days), near + len(days) - len(known))
    cut = settings.story_cut_base + settings.story_cut_slope * np.log10(np.maximum(rivals, 1))
    return np.clip(cut, settings.story_cut_floor, settings.story_cut_ceiling)


def groups(closeness: Closeness) -> np.ndarray:
    """The number of each row's group: average linkage inside what chains of close pairs hold together."""
    n = closeness.rows.shape[0]
    first, second = _candidates(closeness)
    near = closeness.fading(first, second) > 0
    first, second = first[near], second[near]
    score = closeness.pairs(first, second)
    labels, n_labels = np.zeros(n, dtype=np.int64), 0
    for members in _pieces(n, first, second, score):
        labels[members] = n_labels
        if len(members) > 1:
            labels[members] += _average_linked(closeness.among(members)) - 1
        n_labels = labels[members].max() + 1
    return labels


def _average_linked(close: np.ndarray) -> np.ndarray:
    """Cluster numbers from 1: merged while the mean closeness between clusters is 1 or more."""
    far = np.maximum(close.max(), 1.0) + 1.0
    distance = far - (close + close.T) / 2
    np.fill_diagonal(distance, 0.0)
    return fcluster(linkage(squareform(distance, checks=False), "average"), far - 1.0, "distance")


def _pieces(n: int, first: np.ndarray, second: np.ndarray, score: np.ndarray) -> Iterator[np.ndarray]:
    """Rows that chains of close pairs hold together; a piece too large to compare within is cut at a higher closeness."""
    waiting = [(np.arange(n), 1.0)]
    while waiting:
        members, cut = waiting.pop()
        place = np.full(n, -1, dtype=np.int64)
        place[members] = np.arange(len(members))
        held = (score >= cut) & (place[first] >= 0) & (place[second] >= 0)
        graph = sparse.coo_matrix((np.ones(held.sum()), (place[first[held]], place[second[held]])), shape=(len(members),) * 2)
        n_parts, part = connected_components(graph, directed=False)
        for piece in np.split(members[np.argsort(part, kind="stable")], np.cumsum(np.bincount(part, minlength=n_parts))[:-1]):
            if len(piece) <= _LARGEST:
                yield piece
            elif cut < 64:
                waiting.append((piece, cut * 1.15))
            else:
                yield from np.array_split(piece, len(piece) // _LARGEST + 1)


def _candidates(closeness: Closeness) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of rows worth comparing: each row with those that share most of its heaviest terms."""
    keys = _split_columns(_heaviest(closeness.rows), closeness.days)
    turned, found = keys.T.tocsr(), []
    for start in range(0, keys.shape[0], _BLOCK):
        shared = (keys[start:start + _BLOCK] @ turned).tocoo()
        ahead = shared.row + start < shared.col
        found.append(_strongest(shared.row[ahead] + start, shared.col[ahead], shared.data[ahead]))
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _strongest(first: np.ndarray, second: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each row its `_NEIGHBOURS` pairs of highest score; ties go to the earlier row."""
    order = np.lexsort((second, -score, first))
    first, second = first[order].astype(np.int64), second[order].astype(np.int64)
    rank = np.arange(len(first)) - np.searchsorted(first, first, "left")
    return first[rank < _NEIGHBOURS], second[rank < _NEIGHBOURS]


def _heaviest(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    """The rows with their `_KEY_TERMS` heaviest terms only, among those that another row has as well."""
    n_with = np.bincount(rows.indices, minlength=rows.shape[1])
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    keep = n_with[rows.indices] > 1
    row, column, weight = row[keep], rows.indices[keep], rows.data[keep]
    order = np.lexsort((column, -weight, row))
    row, column, weight = row[order], column[order], weight[order]
    keep = np.arange(len(row)) - np.searchsorted(row, row, "left") < _KEY_TERMS
    return sparse.csr_matrix((weight[keep], (row[keep], column[keep])), shape=rows.shape)


def _split_columns(keys: sparse.csr_matrix, days: np.ndarray) -> sparse.csr_matrix:
    """The columns cut, along the days, into stretches of at most `_POSTINGS` rows that overlap by half: cost stays linear."""
    row, column = np.repeat(np.arange(keys.shape[0]), np.diff(keys.indptr)), keys.indices
    order = np.lexsort((row, np.nan_to_num(days, nan=np.inf)[row], column))
    row, column, weight = row[order], column[order], keys.data[order]
    rank = np.arange(len(row)) - np.searchsorted(column, column, "left")
    half = _POSTINGS // 2
    stretch = rank // half
    # Each row stands in two stretches of its column, so that neighbours across a border meet in one of them.
    names = column.astype(np.int64) * (len(row) + 2) + stretch
    _, place = np.unique(np.concatenate([names, names + 1]), return_inverse=True)
    twice = np.concatenate([row, row])
    halves = np.concatenate([weight, weight]) / 2
    return sparse.csr_matrix((halves, (twice, place.ravel())), shape=(keys.shape[0], place.max(initial=0) + 1))
