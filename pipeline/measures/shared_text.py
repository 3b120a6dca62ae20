"""How much text each two outlets share, and which of them had it first."""

import pandas as pd

from pipeline.measures._order import order
from pipeline.measures._outlets import last_versions, names, of_texts, ratio
from pipeline.measures._shared import between, sides, with_first_moments, words_in

QUESTION = "Which outlet has text that another had before it, and how much?"
UNIT = "words of the outlet that stand in passages shared with the other"
RANGE = (0, None)
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
    shared = with_first_moments(sides(passages, articles), articles, is_one_zone)
    shared["order"] = order(shared)
    texts = last_versions(of_texts(articles))
    shared = between(shared, texts)
    pair = ["outlet_id", "other_outlet_id"]
    rows = shared.groupby(pair, as_index=False).agg(n_passages=("start", "size"), n_articles=("article_id", "nunique"))
    rows = _counted(rows, "n_words", words_in(shared, pair))
    for state in ("after", "before", "open"):
        rows = _counted(rows, f"n_words_{state}", words_in(shared[shared["order"].eq(state)], pair))
    rows["share"] = ratio(rows["n_words"], rows["outlet_id"].map(texts.groupby("outlet_id")["n_words"].sum())).clip(upper=1)
    for side in ("", "other_"):
        rows[f"{side}outlet_name"] = rows[f"{side}outlet_id"].map(names(outlets)).astype("str")
    rows = rows.sort_values(
        ["n_words", "outlet_name", "other_outlet_name", *pair], ascending=[False, True, True, True, True], ignore_index=True
    )
    return rows[list(EXAMPLE[2][0])]


def _counted(rows: pd.DataFrame, column: str, n: pd.Series) -> pd.DataFrame:
    """The rows with one more count for each pair of outlets, 0 where there is none."""
    rows = rows.merge(n.rename(column).reset_index(), on=["outlet_id", "other_outlet_id"], how="left")
    return rows.fillna({column: 0}).astype({column: "int64"})
