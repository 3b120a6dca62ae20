"""Texts as arrays of word numbers, for linkers that look at all articles at once."""

import re
from collections.abc import Iterable
from itertools import chain

import numpy as np

# The words of pipeline.text.words, found in one pass and folded once a distinct word, not once an occurrence.
_WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*")


class Vocabulary(dict):
    """Word as written → its number, in order of first sight."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def numbers(texts: Iterable[str], vocabulary: Vocabulary) -> tuple[np.ndarray, np.ndarray]:
    """The word numbers of all texts one after another, and where each text begins (one more entry than texts).

    Example:
        >>> ids, bounds = numbers(["One two one.", "", "Two"], Vocabulary())
        >>> ids.tolist(), bounds.tolist()
        ([0, 1, 2, 3], [0, 3, 3, 4])
    """
    parts = [np.fromiter(map(vocabulary.__getitem__, _WORD.findall(text)), dtype=np.int32) for text in texts]
    bounds = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=bounds[1:])
    return (np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)), bounds


def spans(text: str) -> np.ndarray:
    """Start and end of each word, one row a word.

    Example:
        >>> spans("One two").tolist()
        [[0, 3], [4, 7]]
    """
    return np.fromiter(chain.from_iterable(map(re.Match.span, _WORD.finditer(text))), dtype=np.int64).reshape(-1, 2)
