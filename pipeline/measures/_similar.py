"""Which sentence elsewhere shares most of a sentence's own words: what a reader would look at before calling it alone."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.stop_words import STOP_WORDS
from pipeline.terms import singular
from pipeline.text import words

_LEAST_WORDS = 2  # that two sentences must share; one rare name in common makes no two sentences alike


def nearest(sentences: Sequence[str], others: Sequence[str]) -> list[tuple[int, float]]:
    """For each sentence the position of the other one that holds most of its words, and how much of their weight, 0 to 1.

    Words are compared without function words and plurals; a word weighs the more, the fewer sentences hold it.

    Args:
        sentences: texts.
        others: texts to look in.

    Returns:
        One pair a sentence; (-1, 0.0) where no other shares two words with it.

    Example:
        >>> nearest(["Nine were still in hospital."], ["Rain fell.", "On Tuesday nine were still in the hospital at Tarn."])
        [(1, 1.0)]
    """
    mine = [_content(text) for text in sentences]
    wanted = set().union(*mine) if mine else set()
    holders: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(others):
        for word in _content(text) & wanted:
            holders[word].append(place)
    n = len(mine) + len(others)
    held = Counter(word for content in mine for word in content)
    weights = {word: math.log(1 + n / (held[word] + len(holders[word]))) for word in wanted}
    return [_best(content, holders, weights) for content in mine]


def _content(text: str) -> set[str]:
    """The words of a sentence that say what it is about."""
    return {singular(word) for word in words(text) if word not in STOP_WORDS}


def _best(content: set[str], holders: dict[str, list[int]], weights: dict[str, float]) -> tuple[int, float]:
    """The place that holds most of the weight of some words."""
    shared, n_shared = Counter(), Counter()
    for word in sorted(content):
        for place in holders[word]:
            shared[place] += weights[word]
            n_shared[place] += 1
    found = [(-weight, place) for place, weight in shared.items() if n_shared[place] >= _LEAST_WORDS]
    if not found:
        return -1, 0.0
    weight, place = min(found)
    return place, -weight / sum(weights[word] for word in content)
