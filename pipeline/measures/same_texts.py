"""Which articles of different outlets are one text, who had it earliest, and which versions belong to it."""

import numpy as np
import pandas as pd

from pipeline.measures._order import firsts, intervals, ranks
from pipeline.measures._outlets import names, places, ratio
from pipeline.measures._shared import READS as PASSAGES
from pipeline.measures._shared import Sides, sides, words_in

QUESTION = "Which articles of different outlets are nearly the same text, and which outlet had it first?"
UNIT = "share of the article's words that stand in the group's others"
RANGE = (0, 1)
VALUE = "share"
EVERY_VERSION = True
READS = {
    "passages": PASSAGES,
    "articles": (
        "article_id",
        "outlet_id",
        "kind",
        "title",
        "body",
        "n_words",
        "url",
        "agency",
        "published_at",
        "published_precision",
        "published_zone",
        "revision_of",
    ),
}
_ROW = {"group_id": "a", "n_outlets": 2, "n_articles": 2, "share": 1.0, "n_words": 5, "revision_of": None, "agency": None, "url": None}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": a, "outlet_id": o, "kind": "full", "title": a.upper(), "body": "The pier at Tarn shut.", "n_words": 5}
            | {"published_at": pd.Timestamp(f"2026-03-02T{hour}:00Z"), "published_precision": "minute", "published_zone": "Z"}
            for a, o, hour in (("a", "x", "09"), ("b", "y", "11"))
        ],
        "passages": [
            {"article_id": "a", "start": 0, "end": 21, "other_article_id": "b", "other_start": 0, "other_end": 21}
            | {"n_words": 5, "kind": "verbatim"}
        ],
    },
    {},
    [
        _ROW
        | {"article_id": a, "outlet_id": o, "outlet_name": name, "title": a.upper(), "n_before": before, "n_open": 0, "state": state}
        | {"published_at": pd.Timestamp(f"2026-03-02T{hour}:00Z"), "published_precision": "minute"}
        for a, o, name, hour, before, state in (("a", "x", "Bay Post", "09", 0, "first"), ("b", "y", "Hill Echo", "11", 1, "later"))
    ],
)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, passages: pd.DataFrame, *, least: float = 0.8, is_one_zone: bool = False
) -> pd.DataFrame:
    """One row an article of a group of nearly identical texts, the groups of most outlets first, within a group by time.

    How to read it: two articles of different outlets are one text where passages of eleven words or more that they share make up at
    least `least` of the words of either; a group is what such pairs hold together, with the earlier versions of its articles.
    `share` is the part of the article's words that stands in the group's others. `state`: `first`, no other outlet had the text or
    may have had it before; `open`, one may have; `later`, one did; `undated`. The first in this data need not be the author: outlets
    may have it from an agency, see `agency`. What was reworded is not found.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, title, body, n_words, url, agency, published_at, published_precision, published_zone,
            revision_of.
        passages: both spans, n_words, kind.
        least: share of either text that must stand in the other, 0 to 1.
        is_one_zone: take days and times without a zone as those of one and the same zone.

    Returns:
        group_id (the article_id of the group that sorts first), n_outlets, n_articles (versions included), int64; article_id, outlet_id,
        outlet_name, title, url, published_at, published_precision; share (0 to 1), n_words, int64; state, n_before, n_open (outlets),
        int64; revision_of (the version before), agency (as credited).
    """
    shared = sides(passages, articles)
    texts = shared.texts
    group = _groups(_alike(shared, least), texts)
    n = np.zeros(len(texts), "int64")
    number = pd.factorize(group)[0]
    half = slice(len(shared.rows))
    first, other = number[shared.article[half]], number[shared.other[half]]
    _, article, n_shared = words_in(shared.some(np.flatnonzero((first >= 0) & (first == other))))
    n[article] = n_shared
    rows = texts.assign(group_id=group, n_shared=n)[number >= 0].reset_index(drop=True)
    rows["share"] = ratio(rows["n_shared"], rows["n_words"]).clip(upper=1)
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    moments = rows[["group_id", "outlet_id"]].join(intervals(rows, is_one_zone)[["earliest", "latest"]])
    order = ranks(firsts(moments, ["group_id", "outlet_id"]), "group_id").drop(columns=["earliest", "latest"])
    rows = rows.merge(order, on=["group_id", "outlet_id"])
    by = rows.groupby("group_id")
    rows["n_outlets"], rows["n_articles"] = by["outlet_id"].transform("nunique").astype("int64"), by["n_words"].transform("size")
    rows = rows.sort_values(
        ["n_outlets", "n_articles", "group_id", "published_at", "outlet_name", "article_id"],
        ascending=[False, False, True, True, True, True],
        na_position="last",
        ignore_index=True,
    )
    return rows[list(EXAMPLE[2][0])].astype({"n_articles": "int64"})


def _alike(shared: Sides, least: float) -> tuple[np.ndarray, np.ndarray]:
    """Places of articles of which so much stands in each other, once from either."""
    other, article, n = words_in(shared, shared.other)
    is_much = n >= least * shared.texts["n_words"].to_numpy("int64")[article]
    article, other = article[is_much], other[is_much]
    is_both = np.isin(article * len(shared.texts) + other, other * len(shared.texts) + article)
    return article[is_both], other[is_both]


def _groups(pairs: tuple[np.ndarray, np.ndarray], texts: pd.DataFrame) -> pd.Series:
    """The group of each text that pairs, or versions of what is paired, hold together: the article_id that sorts first; else empty."""
    ids = texts["article_id"].astype("str").array
    later = np.flatnonzero(texts["revision_of"].notna().to_numpy(bool))
    before = places(texts["revision_of"].iloc[later], texts["article_id"])
    later, before = later[before >= 0], before[before >= 0]
    head: dict[str, str] = {}
    for first, second in zip(*(ids[np.concatenate(at)] for at in zip(pairs, (later, before), strict=True)), strict=True):
        one, other = _head(head, first), _head(head, second)
        head[max(one, other)] = min(one, other)
    group = pd.Series({article: _head(head, article) for article in list(head)}, dtype="str")
    paired = group[group.index.isin(ids[pairs[0]])]
    return pd.Series(ids, dtype="str").map(group[group.isin(paired)]).astype("str")


def _head(head: dict[str, str], article: str) -> str:
    """The id that stands for an article's group; the way to it is shortened."""
    way = [article]
    while head.setdefault(way[-1], way[-1]) != way[-1]:
        way.append(head[way[-1]])
    head.update(dict.fromkeys(way, way[-1]))
    return way[-1]
