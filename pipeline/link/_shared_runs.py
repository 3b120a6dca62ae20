"""Runs of words that two texts share: winnowed shingles find them, comparing word by word gives them their full length.

Every eight words in a row are one shingle; of each four neighbouring shingles the one with the least hash is kept, so that two texts that
share eleven words keep at least one shingle in common (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003). All arrays are positions in one line of word numbers in which negative numbers stand between texts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

SHINGLE, WINDOW = 8, 4
SHORTEST = SHINGLE + WINDOW - 1
_BATCH = 1_000_000
# So many pairs of places of crowded shingles are compared all the same: seconds, and a small data set is compared whole.
_LEAST_PAIRS, _PAIRS_A_TEXT = 5_000_000, 100
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Line:
    """All texts as one line of word numbers.

    Args:
        words: the number of each word; -1, -2, … stand before, between and behind texts and wherever nothing may match.
        begins: position of each text's first word; one more entry than texts.
        hashes: a hash of each distinct word, by its number, that rests on the word alone.
    """

    words: np.ndarray
    begins: np.ndarray
    hashes: np.ndarray

    def text_of(self, positions: np.ndarray) -> np.ndarray:
        """The number of the text that each position lies in."""
        return np.searchsorted(self.begins, positions, "right") - 1


@dataclass(frozen=True)
class Limits:
    """How far to go for shingles that many texts have, and who may not be compared.

    Args:
        family: texts with the same number here are not compared with each other, such as versions of one article.
        rank: 0 for the text to compare first where a shingle stands in too many texts to compare all with all.
        n_texts: a shingle in more texts than this is compared with the first `n_hubs` by rank only, where all with all costs too much.
        n_hubs: see n_texts.
        n_repeats: a shingle counts at most so often in one text.
    """

    family: np.ndarray
    rank: np.ndarray
    n_texts: int = 50
    n_hubs: int = 10
    n_repeats: int = 3


def shared_runs(line: Line, limits: Limits) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every run of at least eleven words that two texts share word for word, at its full length.

    Returns:
        Its first word in the earlier text, its first word in the later text, its number of words; sorted, without one twice.
    """
    runs = [np.empty((0, 3), dtype=np.int64)]
    for first, second in _batches(line, limits):
        runs.append(_full_length(line.words, *_merged(line, first, second)))
    found = distinct(np.concatenate(runs))
    return found[:, 0], found[:, 1], found[:, 2]


def _fingerprints(line: Line) -> tuple[np.ndarray, np.ndarray]:
    """Hash and position of the shingles that winnowing keeps."""
    hashes, positions, step = [np.empty(0, np.uint64)], [np.empty(0, np.int64)], 2_000_000
    for start in range(0, len(line.words), step):
        part = line.words[start:start + step + SHORTEST - 1]
        if len(part) >= SHORTEST:
            shingle = _shingles(part, line.hashes)
            kept = _winnowed(part, shingle)
            hashes.append(shingle[kept])
            positions.append(kept + start)
    hashes, positions = np.concatenate(hashes), np.concatenate(positions)
    # A shingle near the border of two parts may be kept by both.
    fresh = np.append(True, positions[1:] > np.maximum.accumulate(positions)[:-1]) if len(positions) else np.empty(0, bool)
    return hashes[fresh], positions[fresh]


def _shingles(part: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """The hash of the eight words that begin at each position."""
    word = hashes[np.maximum(part, 0)]
    n, mixed = len(part) - SHINGLE + 1, np.zeros(len(part) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        mixed *= _FACTOR
        mixed += word[place:place + n]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _winnowed(part: np.ndarray, shingle: np.ndarray) -> np.ndarray:
    """Positions of the least of every four neighbouring shingles that lie within one text."""
    n = len(shingle) - WINDOW + 1
    best, place = shingle[:n].copy(), np.zeros(n, dtype=np.int64)
    for step in range(1, WINDOW):
        less = shingle[step:step + n] < best
        best[less] = shingle[step:step + n][less]
        place[less] = step
    border = np.concatenate([[0], np.cumsum(part < 0)])
    inside = border[SHORTEST:SHORTEST + n] == border[:n]
    kept = np.zeros(len(shingle), dtype=bool)
    kept[(np.arange(n) + place)[inside]] = True
    return np.flatnonzero(kept)


def _batches(line: Line, limits: Limits) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of positions in different texts where the same shingle begins, so many at a time."""
    waiting, n_waiting = [], 0
    for first, second in _cut(_meetings(line, limits)):
        apart = limits.family[line.text_of(first)] != limits.family[line.text_of(second)]
        waiting.append((np.minimum(first, second)[apart], np.maximum(first, second)[apart]))
        n_waiting += int(apart.sum())
        if n_waiting > _BATCH:
            yield np.concatenate([w[0] for w in waiting]), np.concatenate([w[1] for w in waiting])
            waiting, n_waiting = [], 0
    if n_waiting:
        yield np.concatenate([w[0] for w in waiting]), np.concatenate([w[1] for w in waiting])


def _cut(pairs: Iterable[tuple[np.ndarray, np.ndarray]]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The pairs, no more than fit into a batch at a time."""
    for first, second in pairs:
        for start in range(0, len(first), _BATCH):
            yield first[start:start + _BATCH], second[start:start + _BATCH]


def _meetings(line: Line, limits: Limits) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of places of the same shingle: all of them, or where too many texts have it those with the first by rank."""
    group, position = _recurring(*_fingerprints(line))
    text = line.text_of(position)
    keep = _repeat(group, text) < limits.n_repeats
    group, position, text = group[keep], position[keep], text[keep]
    crowded = _too_crowded(group, _repeat(group, text) == 0, limits)[group]
    yield from all_pairs(group[~crowded], position[~crowded])
    order = np.lexsort((position[crowded], limits.rank[text[crowded]], group[crowded]))
    yield from _hub_pairs(group[crowded][order], position[crowded][order], limits.n_hubs)


def _too_crowded(group: np.ndarray, is_first: np.ndarray, limits: Limits) -> np.ndarray:
    """For each shingle whether so many texts have it that all with all would cost too much, all such shingles together."""
    n_places = np.bincount(group, minlength=1).astype(np.int64)
    crowded = np.bincount(group[is_first], minlength=1) > limits.n_texts
    rising = np.argsort(n_places, kind="stable")
    cost = np.cumsum(np.where(crowded, n_places * (n_places - 1) // 2, 0)[rising])
    crowded[rising[cost <= max(_LEAST_PAIRS, _PAIRS_A_TEXT * len(limits.family))]] = False
    return crowded


def _recurring(hashes: np.ndarray, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The shingles that stand in more than one place: number of the shingle and position, sorted by both."""
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    same = hashes[1:] == hashes[:-1]
    again = np.append(same, False)[:len(hashes)] | np.append(False, same)[:len(hashes)]
    kept = hashes[again]
    group = np.cumsum(np.append(False, kept[1:] != kept[:-1]))[:len(kept)].astype(np.int64)
    return group, positions[order[again]]


def _repeat(group: np.ndarray, text: np.ndarray) -> np.ndarray:
    """How often the same shingle stood in the same text before."""
    if not len(group):
        return np.empty(0, dtype=np.int64)
    new = np.append(True, (group[1:] != group[:-1]) | (text[1:] != text[:-1]))
    place = np.arange(len(group))
    return place - np.maximum.accumulate(np.where(new, place, 0))


def all_pairs(group: np.ndarray, position: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Every pair of places of the same shingle."""
    ahead = np.arange(len(group))
    for distance in range(1, len(group)):
        ahead = ahead[ahead + distance < len(group)]
        ahead = ahead[group[ahead] == group[ahead + distance]]
        if not len(ahead):
            return
        yield position[ahead], position[ahead + distance]


def _hub_pairs(group: np.ndarray, position: np.ndarray, n_hubs: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each place of a shingle with its first places."""
    place = np.arange(len(group))
    begin = np.searchsorted(group, group, "left")
    for hub in range(n_hubs):
        later = place > begin + hub
        yield position[begin[later] + hub], position[later]


def _merged(line: Line, first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Runs that overlapping shingle pairs of one pair of texts make up: first words and number of words."""
    key = np.sort((second - first) * len(line.words) + first)
    key = key[np.append(True, key[1:] != key[:-1])]
    shift, first = key // len(line.words), key % len(line.words)
    text, other = line.text_of(first), line.text_of(first + shift)
    new = np.ones(len(first), dtype=bool)
    new[1:] = (shift[1:] != shift[:-1]) | (first[1:] - first[:-1] > SHINGLE) | (text[1:] != text[:-1]) | (other[1:] != other[:-1])
    begin = np.flatnonzero(new)
    end = np.append(begin[1:], len(first)) - 1
    return first[begin], first[begin] + shift[begin], first[end] + SHINGLE - first[begin]


def _full_length(words: np.ndarray, first: np.ndarray, second: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The runs, as long as their words agree; those that stay under eleven words are left out."""
    to_left = agreeing(words, first - 1, second - 1, -1)
    first, second, n = first - to_left, second - to_left, n + to_left
    n = n + agreeing(words, first + n, second + n, 1)
    long = n >= SHORTEST
    return np.stack([first[long], second[long], n[long]], axis=1)


def agreeing(words: np.ndarray, first: np.ndarray, second: np.ndarray, step: int) -> np.ndarray:
    """How many words agree from both positions on, in the direction of `step`."""
    n = np.zeros(len(first), dtype=np.int64)
    going = np.arange(len(first))
    while len(going):
        going = going[words[first[going] + step * n[going]] == words[second[going] + step * n[going]]]
        n[going] += 1
    return n


def distinct(rows: np.ndarray) -> np.ndarray:
    """The rows of a table of numbers, sorted, without one twice."""
    rows = rows[np.lexsort(rows.T[::-1])]
    return rows[np.append(True, (rows[1:] != rows[:-1]).any(axis=1))[:len(rows)]]
