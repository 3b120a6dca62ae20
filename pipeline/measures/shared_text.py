"""How much text each two outlets share, and which of them had it first."""

import numpy as np
import pandas as pd

from pipeline.measures._outlets import last_versions, names, ratio
from pipeline.measures._shared import READS as PASSAGES
from pipeline.measures._shared import Sides, each_pair, first_moments, orders, sides, words_in

QUESTION = "Which outlet has text that another had before it, and how much?"
UNIT = "words of the outlet that stand in passages shared with the other"
RANGE = (0, None)
EVERY_VERSION = True
VALUE = "n_words"
READS = {"passages": PASSAGES}
_BODY = "Seven children were hurt when the pier at Tarn shut down early."
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {
                "article_id": a,
                "outlet_id": o,
                "kind": "full",
                "body": _BODY,
                "n_words": 12,
                "published_precision": "minute",
                "published_zone": "Z",
                "published_at": pd.Timestamp(at),
            }
            for a, o, at in (("a", "x", "2026-03-02T09:00Z"), ("b", "y", "2026-03-02T11:00Z"))
        ],
        "passages": [
            {
                "article_id": "a",
                "start": 0,
                "end": 62,
                "other_article_id": "b",
                "other_start": 0,
                "other_end": 62,
                "n_words": 12,
                "kind": "verbatim",
            }
        ],
    },
    {},
    [
        {
            "outlet_id": o,
            "outlet_name": name,
            "other_outlet_id": other,
            "other_outlet_name": other_name,
            "n_words": 12,
            "n_words_after": after,
            "n_words_before": 12 - after,
            "n_words_open": 0,
            "share": 1.0,
            "n_passages": 1,
            "n_articles": 1,
        }
        for o, name, other, other_name, after in (("x", "Bay Post", "y", "Hill Echo", 0), ("y", "Hill Echo", "x", "Bay Post", 12))
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, passages: pd.DataFrame, *, is_one_zone: bool = False) -> pd.DataFrame:
    """One row for each ordered pair of outlets that share a passage, the most words first.

    How to read it: `n_words_after` of the outlet's words stand in passages that the other had before it; `n_words_before`, that
    the other had after it; `n_words_open`, the dates do not tell (a day beside a time, a missing date, an unknown zone). An
    outlet had a passage when the first of its articles with it came out, not when it ran it again. After is no proof of
    copying: both may have the words from a third, often an agency. Words in several passages can count in more than one of the
    three. Passages are runs of eleven words or more, so all of it is a lower bound.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, body, n_words, published_at, published_precision, published_zone.
        passages: both spans, n_words, kind.
        is_one_zone: take days and times without a zone as those of one and the same zone.

    Returns:
        outlet_id, outlet_name, other_outlet_id, other_outlet_name; n_words, n_words_after, n_words_before, n_words_open,
        n_passages, n_articles (of the outlet), int64; share (n_words of all words of the outlet, 0 to 1).
    """
    whole = sides(passages, articles)
    order = orders(whole, *first_moments(whole, is_one_zone)[:2])
    texts = last_versions(whole.texts)
    rows = _counted(whole, whole.is_text_of(texts), order)
    rows["share"] = ratio(rows["n_words"], rows["outlet_id"].map(texts.groupby("outlet_id")["n_words"].sum())).clip(upper=1)
    for side in ("", "other_"):
        rows[f"{side}outlet_name"] = rows[f"{side}outlet_id"].map(names(outlets)).astype("str")
    rows = rows.sort_values(
        ["n_words", "outlet_name", "other_outlet_name", "outlet_id", "other_outlet_id"],
        ascending=[False, True, True, True, True],
        ignore_index=True,
    )
    return rows[list(EXAMPLE[2][0])]


def _counted(whole: Sides, is_last: np.ndarray, order: np.ndarray) -> pd.DataFrame:
    """One row for each two outlets, either way, with the counts of what they share; of texts that are last versions."""
    kept = np.flatnonzero(is_last[whole.article] & is_last[whole.other])
    half = kept[kept < len(whole.rows)]
    shared, order = whole.some(half), order[kept]
    ids = shared.outlets
    n_pairs = len(ids) ** 2
    found = {"n_passages": np.bincount(shared.pair, minlength=n_pairs)}
    found["n_articles"] = np.bincount(each_pair(shared.pair, shared.article)[0], minlength=n_pairs)
    found["n_words"] = _n_words(shared, 0)[0]
    found |= zip(("n_words_open", "n_words_before", "n_words_after"), _n_words(shared, order), strict=True)
    at = np.flatnonzero(found["n_passages"])
    rows = pd.DataFrame({c: ids.take(x) for c, x in zip(("outlet_id", "other_outlet_id"), np.divmod(at, max(1, len(ids))), strict=True)})
    return rows.assign(**{c: n[at].astype("int64") for c, n in found.items()})


def _n_words(shared: Sides, state: np.ndarray | int) -> list[np.ndarray]:
    """For each of three states the words that each two outlets share, by the number of their pair."""
    n_outlets = max(1, len(shared.outlets))
    group, article, n = words_in(shared, state * n_outlets + shared.outlet[shared.other])
    pair = (group // n_outlets * n_outlets + shared.outlet[article]) * n_outlets + group % n_outlets
    return np.split(np.bincount(pair, weights=n, minlength=3 * n_outlets**2).astype("int64"), 3)
