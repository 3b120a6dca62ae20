"""Which articles of different outlets are one text, who had it earliest, and which versions belong to it."""

import numpy as np
import pandas as pd

from pipeline.measures._order import firsts, intervals, ranks
from pipeline.measures._outlets import names, of_texts, ratio
from pipeline.measures._shared import sides, words_in

QUESTION = "Which articles of different outlets are nearly the same text, and which outlet had it first?"
UNIT = "share of the article's words that stand in the group's others"
RANGE = (0, 1)
VALUE = "share"
EVERY_VERSION = True
READS = {
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
    texts = of_texts(articles)
    shared = sides(passages, articles)
    pairs = _alike(shared, texts, least)
    group = _groups(pairs, texts)
    rows = texts[texts["article_id"].isin(group.index)].reset_index(drop=True)
    rows = rows.assign(group_id=rows["article_id"].astype("str").map(group).astype("str"))
    inside = shared[_same(shared, group)]
    n = words_in(inside, ["article_id"])
    n.index = n.index.astype("str")
    rows["share"] = ratio(rows["article_id"].astype("str").map(n).fillna(0), rows["n_words"]).clip(upper=1)
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


def _alike(shared: pd.DataFrame, texts: pd.DataFrame, least: float) -> pd.DataFrame:
    """article_id, other_article_id of articles of which so much stands in each other."""
    pair = ["article_id", "other_article_id"]
    n = words_in(shared, pair).rename("n").reset_index()
    length = texts.set_index("article_id")["n_words"]
    n = n[n["n"] >= least * n["article_id"].map(length).astype("int64")]
    turned = n[pair].set_axis(pair[::-1], axis=1)
    return n[pair].merge(turned[pair], on=pair)


def _groups(pairs: pd.DataFrame, texts: pd.DataFrame) -> pd.Series:
    """The group of each article_id that pairs, or versions of what is paired, hold together."""
    versions = texts.loc[texts["revision_of"].notna(), ["article_id", "revision_of"]].astype("str")
    head: dict[str, str] = {}
    links = [pairs.astype("str"), versions[versions["revision_of"].isin(texts["article_id"].astype("str"))]]
    for article, other in (link for frame in links for link in frame.itertuples(index=False, name=None)):
        first, second = _head(head, article), _head(head, other)
        head[max(first, second)] = min(first, second)
    group = pd.Series({article: _head(head, article) for article in list(head)}, dtype="str")
    paired = group[group.index.isin(pairs["article_id"].astype("str"))]
    return group[group.isin(paired)]


def _head(head: dict[str, str], article: str) -> str:
    """The id that stands for an article's group; the way to it is shortened."""
    way = [article]
    while head.setdefault(way[-1], way[-1]) != way[-1]:
        way.append(head[way[-1]])
    head.update(dict.fromkeys(way, way[-1]))
    return way[-1]


def _same(shared: pd.DataFrame, group: pd.Series) -> np.ndarray:
    """For each row, whether both articles are of one group."""
    ours, theirs = (shared[c].astype("str").map(group) for c in ("article_id", "other_article_id"))
    return (ours.notna() & (ours == theirs)).to_numpy(bool)
