"""Tells agency text: sentences of other outlets whose words stand in an agency's article, or in one that credits an agency."""

import numpy as np
import pandas as pd

from pipeline.text import word_spans


def with_wire(sentences: pd.DataFrame, sides: pd.DataFrame, bodies: dict[str, str], least_share: float) -> pd.Series:
    """Whether each sentence is agency text.

    Args:
        sentences: article_id, start, end.
        sides: article_id, start, end of the stretches that an article has in common with agency text.
        bodies: body by article_id.
        least_share: share of a sentence's words that must stand in such stretches.

    Returns:
        One flag a sentence, with the index of `sentences`.
    """
    flags = pd.Series(False, index=sentences.index)
    touched = sentences[sentences["article_id"].isin(sides["article_id"].unique())]
    stretches = dict(tuple(sides.groupby("article_id")))
    for article_id, rows in touched.groupby("article_id"):
        covered = _covered(bodies[article_id], stretches[article_id])
        flags.loc[rows.index] = [_share(covered, *span) >= least_share for span in zip(rows["start"], rows["end"], strict=True)]
    return flags


def _covered(body: str, stretches: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Where each word begins, and how many of the words before it stand in a stretch (one more entry than words)."""
    begins = np.array([start for start, _ in word_spans(body)], dtype=np.int64)
    change = np.zeros(len(begins) + 1, dtype=np.int64)
    np.add.at(change, np.searchsorted(begins, stretches["start"].to_numpy()), 1)
    np.add.at(change, np.searchsorted(begins, stretches["end"].to_numpy()), -1)
    return begins, np.concatenate([[0], np.cumsum(np.cumsum(change)[:-1] > 0)])


def _share(covered: tuple[np.ndarray, np.ndarray], start: int, end: int) -> float:
    """Share of the words of a span that stand in a stretch; 0 for a span without words."""
    begins, n_before = covered
    first, last = np.searchsorted(begins, [start, end])
    return float(n_before[last] - n_before[first]) / (last - first) if last > first else 0.0
