"""What a model of meaning adds to the likeness of words, where the user names one: nothing here needs or fetches one."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from pipeline.link._fact_scores import Pairs, Scale
from pipeline.settings import Settings

# Texts in, one row of numbers of length 1 for each out, as a sentence-embedding model gives them.
Embed = Callable[[Sequence[str]], np.ndarray]

_ROWS = 512  # statements compared with all others at a time, so that memory stays bounded
_SAMPLE = 1_500  # statements, evenly spread, by which the scale of a large story is read
_TELLING = 2.0  # spreads: pairs without a word in common are looked at from here on; 2 in 100 chance pairs lie above


def with_meaning(pairs: Pairs, embed: Embed, texts: Sequence[str], outlet: np.ndarray, settings: Settings) -> Pairs:
    """The pairs, and those that only the model finds alike, with the mean of both likenesses, in spreads of the story.

    Cosines mean another thing in every story, since in a tight one everything is about the same: they are scaled as words are.

    Args:
        pairs: pairs that share words, their value in spreads above the story's middle; a pair without words in common has none.
        embed: the model.
        texts: the statements.
        outlet: the number of each statement's outlet.
        settings: the `fact_meaning_…` numbers.

    Example:
        >>> toy = lambda texts: np.array([[1.0, 0.0] if "ferry" in text else [0.0, 1.0] for text in texts])
        >>> none = Pairs(np.empty(0, int), np.empty(0, int), np.empty(0))
        >>> with_meaning(none, toy, ["the ferry sank", "a ferry is lost", "rain"], np.array([0, 1, 1]), Settings()).left.tolist()
        [0]
    """
    rows = np.asarray(embed(texts), dtype=float)
    scale = _scale(rows, outlet, settings)
    known = pairs.left * len(rows) + pairs.right
    keys = np.union1d(known, np.concatenate([np.empty(0, dtype=np.int64), *_near(rows, outlet, scale)]))
    left, right = keys // len(rows), keys % len(rows)
    words = np.zeros(len(keys))
    words[np.searchsorted(keys, known)] = pairs.value
    share = settings.fact_meaning_share
    # Rounded, because the last digits of a model's sums differ from machine to machine, and ties must fall alike everywhere.
    return Pairs(left, right, np.round((1 - share) * words + share * scale.of(_cosines(rows, left, right)), 4))


def _cosines(rows: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Cosine of each pair of rows."""
    parts = [np.einsum("ij,ij->i", rows[left[i:i + 50_000]], rows[right[i:i + 50_000]]) for i in range(0, len(left), 50_000)]
    return np.concatenate(parts) if parts else np.empty(0)


def _near(rows: np.ndarray, outlet: np.ndarray, scale: Scale) -> Iterator[np.ndarray]:
    """Numbers of the pairs of different outlets that the model finds telling, left before right."""
    for first in range(0, len(rows), _ROWS):
        alike = scale.of(rows[first:first + _ROWS] @ rows.T) >= _TELLING
        left, right = np.nonzero(alike)
        left += first
        is_kept = (left < right) & (outlet[left] != outlet[right])
        yield left[is_kept] * len(rows) + right[is_kept]


def _scale(rows: np.ndarray, outlet: np.ndarray, settings: Settings) -> Scale:
    """The usual cosine of two statements of different outlets: median, and half the 16th-to-84th percentile range, both bounded."""
    step = -(-len(rows) // _SAMPLE)
    some, of = rows[::step], outlet[::step]
    cosines = (some @ some.T)[of[:, None] != of[None, :]]
    if not len(cosines):
        return Scale(settings.fact_meaning_most_middle, settings.fact_meaning_most_spread)
    low, middle, high = np.percentile(cosines, (16, 50, 84))
    spread = np.clip((high - low) / 2, settings.fact_meaning_least_spread, settings.fact_meaning_most_spread)
    return Scale(min(float(middle), settings.fact_meaning_most_middle), float(spread))
