"""Every passage that articles of two outlets share, with what is known of the order."""

import numpy as np
import pandas as pd

from pipeline.measures._facts import OTHER, SPAN
from pipeline.measures._order import order
from pipeline.measures._outlets import last_versions, names, of_texts
from pipeline.measures._shared import between, sides, turned, with_first_moments

QUESTION = "Which passages do articles of two outlets share, and which article had them first?"
UNIT = "words shared"
RANGE = (1, None)
EVERY_VERSION = True
VALUE = "n_words"
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
    rows = between(with_first_moments(sides(passages, articles), articles, is_one_zone), last_versions(articles))
    rows = rows.assign(order=order(rows), is_other_by_earlier=rows["is_by_earlier"].to_numpy()[turned(rows)])
    rows = rows[rows["order"].ne("before")]
    # Of two sides whose order is open, one is kept: that whose article_id sorts first.
    rows = rows[rows["order"].eq("after") | (rows["article_id"] < rows["other_article_id"])]
    pair = (rows["outlet_id"], rows["other_outlet_id"])
    for wanted in filter(None, (outlet_id, other_outlet_id)):
        rows = rows[pair[0].eq(wanted) | pair[1].eq(wanted)]
        pair = (rows["outlet_id"], rows["other_outlet_id"])
    if len(rows) > limit:  # the longest, and all that tie with the last of them: few are left to be sorted
        rows = rows[rows["n_words"] >= np.partition(rows["n_words"].to_numpy(), -limit)[-limit]]
    rows = rows.sort_values(["n_words", *SPAN, *OTHER], ascending=[False, *[True] * 6]).head(limit).reset_index(drop=True)
    texts = of_texts(articles).set_index("article_id")
    for side in ("", "other_"):
        rows[f"{side}outlet_name"] = rows[f"{side}outlet_id"].map(names(outlets)).astype("str")
        rows[f"{side}title"] = rows[f"{side}article_id"].map(texts["title"]).astype("str")
    cut = [texts["body"][a][i:j] for a, i, j in zip(*(rows[c] for c in SPAN), strict=True)]
    return rows.assign(text=pd.Series(cut, index=rows.index, dtype="str"))[list(EXAMPLE[2][0])]
