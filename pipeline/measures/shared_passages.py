"""Every passage that articles of two outlets share, with what is known of the order."""

import numpy as np
import pandas as pd

from pipeline.measures._facts import OTHER, SPAN
from pipeline.measures._outlets import last_versions, names, of_texts
from pipeline.measures._shared import READS as PASSAGES
from pipeline.measures._shared import Sides, first_moments, orders, sides

QUESTION = "Which passages do articles of two outlets share, and which article had them first?"
UNIT = "words shared"
RANGE = (1, None)
EVERY_VERSION = True
VALUE = "n_words"
READS = {"passages": (*PASSAGES, "n_words", "kind")}
_OPEN, _AFTER = 0, 2
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
                "title": a.upper(),
                "body": _BODY,
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
            "n_words": 12,
            "kind": "verbatim",
            "text": _BODY[:62],
            "outlet_name": "Hill Echo",
            "title": "B",
            "order": "after",
            "is_by_earlier": False,
            "is_other_by_earlier": False,
            "other_outlet_name": "Bay Post",
            "other_title": "A",
            "outlet_id": "y",
            "other_outlet_id": "x",
            "article_id": "b",
            "start": 0,
            "end": 62,
            "other_article_id": "a",
            "other_start": 0,
            "other_end": 62,
        }
    ],
)


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    outlet_id: str = "",
    other_outlet_id: str = "",
    limit: int = 500,
    is_one_zone: bool = False,
) -> pd.DataFrame:
    """One row a passage, the longest first; seen from the outlet that had it later where the dates tell.

    How to read it: `order` is `after` where the outlet had the passage after the other one, `open` where the dates do not tell. It
    rests on the first article of each outlet that has the passage, which need not be the one in this row: `is_by_earlier`. `near`
    passages hold small edits, so the other article's words differ a little from `text`.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, title, body, published_at, published_precision, published_zone.
        passages: both spans, n_words, kind.
        outlet_id: only passages of this outlet; "" for all.
        other_outlet_id: and of them those shared with this one; "" for all.
        limit: how many at most.
        is_one_zone: take days and times without a zone as those of one and the same zone.

    Returns:
        n_words, kind (verbatim or near), text; outlet_name, title, order (after or open), is_by_earlier,
        is_other_by_earlier, other_outlet_name, other_title; the ids of
        both outlets, and both spans.
    """
    shared = _of_outlets(sides(passages, articles), outlet_id, other_outlet_id)
    earliest, latest, is_by_earlier = first_moments(shared, is_one_zone)
    order, turned, half = orders(shared, earliest, latest), shared.turned, len(shared.rows)
    is_last = shared.is_text_of(last_versions(shared.texts))
    # Of two sides whose order is open, the first one is kept: that of the article whose id sorts first.
    at = np.flatnonzero((order == _AFTER) | ((order == _OPEN) & (turned >= half)))
    at = at[is_last[shared.article[at]] & is_last[shared.other[at]]]
    n_words = shared.passages["n_words"].to_numpy()[shared.rows[at % max(1, half)]]
    if len(at) > limit:  # the longest, and all that tie with the last of them: few are left to be sorted
        at = at[n_words >= np.partition(n_words, -limit)[-limit]]
    rows = _rows(shared, at).assign(is_by_earlier=is_by_earlier[at], is_other_by_earlier=is_by_earlier[turned[at]])
    rows["order"] = pd.Series(np.where(order[at] == _AFTER, "after", "open"), dtype="str")
    rows = rows.sort_values(["n_words", *SPAN, *OTHER], ascending=[False, *[True] * 6]).head(limit).reset_index(drop=True)
    texts = of_texts(articles).set_index("article_id")
    for side in ("", "other_"):
        rows[f"{side}outlet_name"] = rows[f"{side}outlet_id"].map(names(outlets)).astype("str")
        rows[f"{side}title"] = rows[f"{side}article_id"].map(texts["title"]).astype("str")
    cut = [texts["body"][a][i:j] for a, i, j in zip(*(rows[c] for c in SPAN), strict=True)]
    return rows.assign(text=pd.Series(cut, index=rows.index, dtype="str"))[list(EXAMPLE[2][0])]


def _of_outlets(shared: Sides, outlet_id: str, other_outlet_id: str) -> Sides:
    """The sides of passages of the outlets that are named; "" for any."""
    wanted = [(shared.outlets == x)[shared.outlet] for x in (outlet_id, other_outlet_id) if x]
    half = slice(len(shared.rows))
    kept = [is_it[shared.article[half]] | is_it[shared.other[half]] for is_it in wanted]
    return shared.some(np.flatnonzero(np.logical_and.reduce(kept))) if kept else shared


def _rows(shared: Sides, sides_at: np.ndarray) -> pd.DataFrame:
    """Both spans, n_words, kind and both outlets of some sides."""
    half = len(shared.rows)
    given = shared.passages.take(shared.rows[sides_at % max(1, half)]).reset_index(drop=True)
    is_turned, rows = pd.Series(sides_at >= half), given[["n_words", "kind"]]
    for own, other in zip(SPAN, OTHER, strict=True):
        rows = rows.assign(**{own: given[own].where(~is_turned, given[other]), other: given[other].where(~is_turned, given[own])})
    for name, place in (("outlet_id", shared.article), ("other_outlet_id", shared.other)):
        rows[name] = pd.Series(shared.texts["outlet_id"].array.take(place[sides_at]), index=rows.index)
    return rows
