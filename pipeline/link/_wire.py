"""Tells agency text: sentences of other outlets whose words stand in an agency's article, or in one that credits an agency.

Where no such text is at hand, agency copy can only be probable: an article that credits an agency, or one text in several outlets.
"""

import numpy as np
import pandas as pd

from pipeline.text import word_spans

# Share of the characters that so many words make up at least, roughly.
_NEARLY = 0.75


def probable_articles(full: pd.DataFrame, sides: pd.DataFrame, is_wire: pd.Series, least_share: float) -> set[str]:
    """The articles that are probably agency copy: a credit and no agency text at hand, or one text in three outlets without a credit.

    Args:
        full: article_id, outlet_id, body, agency of the articles whose text is known, without those of agencies.
        sides: article_id, start, end, other_article_id of all stretches that two articles share, from either side.
        is_wire: for each article_id with a sentence of agency text, True.
        least_share: share of an article's words from which on it is the same text as another outlet's.
    """
    credited = set(full.loc[full["agency"].notna() & ~full["article_id"].isin(is_wire.index[is_wire]), "article_id"])
    known = full[full["agency"].isna()].set_index("article_id")
    outlet = pd.factorize(known["outlet_id"])[0]
    # By place rather than by id: a large data set shares millions of stretches.
    shared = pd.DataFrame({"article": _places(known.index, sides["article_id"]), "other": _places(known.index, sides["other_article_id"]),
                           "start": sides["start"].to_numpy(), "end": sides["end"].to_numpy()})
    shared = shared[(shared["article"] >= 0) & (shared["other"] >= 0)]
    shared = shared.assign(outlet=outlet[shared["other"]])[outlet[shared["article"]] != outlet[shared["other"]]]
    # Words are counted only where the characters leave it possible: in two other outlets, and nearly as much of the text.
    length = (shared["end"] - shared["start"]).groupby([shared["article"], shared["other"]]).transform("sum")
    whole = known["body"].str.len().to_numpy(dtype="float64")[shared["article"]]
    shared = shared[length >= _NEARLY * least_share * whole]
    shared = shared[shared.groupby("article")["outlet"].transform("nunique") >= 2]
    same: dict[str, set[int]] = {}
    for (article, _, other), rows in shared.groupby(["article", "other", "outlet"]):
        body = known["body"].iloc[article]
        if _share(_covered(body, rows), 0, len(body)) >= least_share:
            same.setdefault(known.index[article], set()).add(other)
    return credited | {article_id for article_id, outlets in same.items() if len(outlets) >= 2}


def _places(index: pd.Index, ids: pd.Series) -> np.ndarray:
    """The place of each id in an index, -1 where it is not there; each different id is looked up once, as a text of its own."""
    of_row, different = pd.factorize(ids)
    return index.get_indexer(different)[of_row]


def with_wire(sentences: pd.DataFrame, sides: pd.DataFrame, bodies: pd.Series, least_share: float) -> pd.Series:
    """Whether each sentence is agency text.

    Args:
        sentences: article_id, start, end.
        sides: article_id, start, end of the stretches that an article has in common with agency text.
        bodies: the articles' bodies, with article_id as their index.
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
