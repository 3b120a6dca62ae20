"""Articles that a person has moved to another story, or out of all of them."""

import numpy as np
import pandas as pd

from pipeline import tables
from pipeline._correction_cells import last

_REASON = "moved here by a correction"


def moved(number: np.ndarray, articles: pd.DataFrame, moves: pd.DataFrame | None) -> tuple[np.ndarray, np.ndarray]:
    """The number of each article's story once moves are made, and which articles were moved.

    Args:
        number: the number of the story of each row of `articles`.
        articles: table `articles`, in that order.
        moves: article_id and other_article_id, the article whose story it goes to, empty for a story of its own; None for none.

    Example:
        >>> moves = pd.DataFrame({"article_id": ["c"], "other_article_id": ["a"]})
        >>> moved(np.array([0, 0, 1]), pd.DataFrame({"article_id": ["a", "b", "c"]}), moves)[0].tolist()
        [0, 0, 0]
    """
    ids = articles["article_id"].tolist()
    if moves is None or moves.empty:
        return number, np.zeros(len(ids), dtype=bool)
    into = {one: other for one, other in zip(moves["article_id"], moves["other_article_id"], strict=True) if isinstance(other, str)}
    alone = set(moves["article_id"]) - set(into)
    place = {article_id: n for n, article_id in enumerate(ids)}
    ends = [last(into, article_id) for article_id in ids]
    keys = [(1, place[end]) if end in alone else (0, number[place[end]]) for end in ends]
    numbered: dict[tuple, int] = {}
    return np.array([numbered.setdefault(key, len(numbered)) for key in keys]), articles["article_id"].isin(moves["article_id"]).to_numpy(bool)


def with_reason(evidence: pd.Series, is_moved: np.ndarray) -> pd.Series:
    """What each article shares with its story, with a note where a person has moved it."""
    told = [f"{_REASON}; {text}" if isinstance(text, str) and text else _REASON for text in evidence[is_moved]]
    return evidence.mask(is_moved, pd.Series(told, index=evidence.index[is_moved], dtype=tables.TEXT)) if told else evidence
