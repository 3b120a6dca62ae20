"""Carries shared runs on through small edits: a word changed, put in or left out."""

import numpy as np

from pipeline.link._shared_runs import Line, agreeing, distinct

# After a gap of so many words on either side, so many words must agree again. With fewer than five, stock turns of phrase
# ("as well as in the") that happen to stand behind a passage were taken for its continuation.
_GAP, _AGAIN = 3, 5
_GAPS = sorted(((a, b) for a in range(_GAP + 1) for b in range(_GAP + 1) if a or b), key=lambda gap: (sum(gap), abs(gap[0] - gap[1]), gap))


def near_runs(line: Line, first: np.ndarray, second: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The runs with what follows and precedes them behind small edits.

    Args:
        line: all texts.
        first, second, n: runs as `shared_runs` gives them.

    Returns:
        One row a run: begin and end in the earlier text, begin and end in the later one, words that agree; a run that lies
        within another of the same two texts is left out.
    """
    if not len(first):
        return np.empty((0, 5), dtype=np.int64)
    end, other_end, more = _carried_on(line.words, first + n - 1, second + n - 1, 1)
    begin, other_begin, before = _carried_on(line.words, first, second, -1)
    runs = distinct(np.stack([begin, end + 1, other_begin, other_end + 1, n + more + before], axis=1))
    return _outermost(line, runs)


def _carried_on(words: np.ndarray, at: np.ndarray, other: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From the last agreeing word of each run: where it ends when carried on, and how many words more agree."""
    at, other, more = at.copy(), other.copy(), np.zeros(len(at), dtype=np.int64)
    going = np.arange(len(at))
    while len(going):
        gap, other_gap = _first_gap(words, at[going], other[going], step)
        going, gap, other_gap = going[gap >= 0], gap[gap >= 0], other_gap[gap >= 0]
        at[going] += step * (gap + 1)
        other[going] += step * (other_gap + 1)
        n = agreeing(words, at[going], other[going], step)
        at[going] += step * (n - 1)
        other[going] += step * (n - 1)
        more[going] += n
    return at, other, more


def _first_gap(words: np.ndarray, at: np.ndarray, other: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
    """The smallest gap behind which enough words agree again, on both sides; -1 where there is none."""
    gap, other_gap = np.full(len(at), -1), np.full(len(at), -1)
    for here, there in _GAPS:
        open_runs = np.flatnonzero(gap < 0)
        open_runs = open_runs[_is_inside(words, at[open_runs], here, step) & _is_inside(words, other[open_runs], there, step)]
        for place in range(1, _AGAIN + 1):
            p, q = at[open_runs] + step * (here + place), other[open_runs] + step * (there + place)
            agrees = _clipped(words, p) == _clipped(words, q)
            open_runs = open_runs[agrees & (_clipped(words, p) >= 0)]
        gap[open_runs], other_gap[open_runs] = here, there
    return gap, other_gap


def _clipped(words: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """The words at the positions; beyond both ends the border that stands there."""
    return words[np.clip(positions, 0, len(words) - 1)]


def _is_inside(words: np.ndarray, at: np.ndarray, n: int, step: int) -> np.ndarray:
    """Whether the next n words belong to the same text."""
    inside = np.ones(len(at), dtype=bool)
    for place in range(1, n + 1):
        inside &= _clipped(words, at + step * place) >= 0
    return inside


def _outermost(line: Line, runs: np.ndarray) -> np.ndarray:
    """The runs that do not lie within a longer run of the same two texts."""
    text, other = line.text_of(runs[:, 0]), line.text_of(runs[:, 2])
    order = np.lexsort((runs[:, 2], -runs[:, 1], runs[:, 0], other, text))
    runs, text, other = runs[order], text[order], other[order]
    pair = np.cumsum(np.append(True, (text[1:] != text[:-1]) | (other[1:] != other[:-1])))
    reach = pair * (len(line.words) + 1) + runs[:, 1]
    furthest = np.maximum.accumulate(reach)
    # The earlier run that reaches furthest: the one that could hold this one.
    holder = np.maximum.accumulate(np.where(reach == furthest, np.arange(len(runs)), 0))
    holder = np.append(0, holder[:-1])
    held = (np.arange(len(runs)) > 0) & (pair[holder] == pair) & (runs[holder, 1] >= runs[:, 1]) & (
        runs[holder, 2] <= runs[:, 2]) & (runs[holder, 3] >= runs[:, 3])
    same_start = np.append(False, (pair[1:] == pair[:-1]) & (runs[1:, 0] == runs[:-1, 0]) & (runs[1:, 2] == runs[:-1, 2]))
    return runs[~held & ~same_start]
