"""The place where a model of meaning comes in, if someone has one: nothing here needs or fetches one."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy import sparse

from pipeline.settings import Settings

# Texts in, one row of numbers for each out, as a sentence-embedding model gives them.
Embed = Callable[[Sequence[str]], np.ndarray]


def blended(rows: sparse.csr_matrix, texts: Sequence[str], embed: Embed, settings: Settings) -> sparse.csr_matrix:
    """The rows with what a model of meaning says of the same texts beside them, so that likeness is a weighted sum of both.

    The model's rows are centred first: in a tight story everything is about the same things, and the mean is what all share.

    Args:
        rows: weighted terms, one row a text.
        texts: the texts themselves.
        embed: the model.
        settings: `fact_meaning_share`.

    Example:
        >>> toy = lambda texts: np.array([[len(t), 1.0] for t in texts])
        >>> blended(sparse.csr_matrix(np.eye(2)), ["ab", "abcd"], toy, Settings()).shape
        (2, 4)
    """
    meaning = np.asarray(embed(texts), dtype=float)
    centred = meaning - meaning.mean(axis=0)
    length = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = centred / np.where(length > 0, length, 1)
    share = settings.fact_meaning_share
    return sparse.csr_matrix(sparse.hstack([rows * np.sqrt(1 - share), sparse.csr_matrix(unit * np.sqrt(share))]))
