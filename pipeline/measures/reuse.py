"""How much of each article's text stands elsewhere too, where it was first, and how much of it is agency copy."""

import numpy as np
import pandas as pd

from pipeline.agencies import agency_outlets
from pipeline.counting import numbered
from pipeline.measures._outlets import last_versions, names, ratio
from pipeline.measures._shared import READS as PASSAGES
from pipeline.measures._shared import Sides, again, each_pair, sides, words_in
from pipeline.text import word_spans

QUESTION = "How much of each article's text stands in another outlet too, where was it first, and how much is agency copy?"
UNIT = "share of the article's words"
RANGE = (0, 1)
EVERY_VERSION = True
VALUE = "share"
READS = {"passages": PASSAGES, "sentences": ("article_id", "text", "is_wire", "is_probably_wire")}
_BODY = "Seven children were hurt when the pier at Tarn shut down early."
_EXAMPLE_ROW = {
    "published_precision": "minute",
    "n_words": 12,
    "n_shared": 12,
    "share": 1.0,
    "n_other_articles": 1,
    "n_other_outlets": 1,
    "origin_article_id": "a",
    "origin_outlet_name": "Bay Post",
    "agency": None,
    "n_agency_words": 0,
    "agency_share": 0.0,
    "wire": "none",
    "wire_evidence": None,
}
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
        {"article_id": a, "outlet_id": o, "outlet_name": name, "title": a.upper(), "published_at": pd.Timestamp(at), "origin_state": state}
        | _EXAMPLE_ROW
        for a, o, name, at, state in (
            ("a", "x", "Bay Post", "2026-03-02T09:00Z", "here"),
            ("b", "y", "Hill Echo", "2026-03-02T11:00Z", "elsewhere"),
        )
    ],
)
COLUMNS = (
    "article_id",
    "outlet_id",
    "outlet_name",
    "title",
    "published_at",
    "published_precision",
    "n_words",
    "n_shared",
    "share",
    "n_other_articles",
    "n_other_outlets",
    "origin_state",
    "origin_article_id",
    "origin_outlet_name",
    "agency",
    "n_agency_words",
    "agency_share",
    "wire",
    "wire_evidence",
)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame, *, is_one_zone: bool = False
) -> pd.DataFrame:
    """One row an article whose text is known, that with the largest share of text found in other outlets first.

    How to read it: `share` counts words that stand in a passage shared with an article of another outlet. Passages are runs of
    eleven words or more, so it is a lower bound: what was reworded is not found. It does not say who wrote the words.
    `origin_state`: `here`, of all articles that share its passages this one, or an earlier one of its outlet, came out first;
    `elsewhere`, the article named did;
    `tie`, the dates do not tell; `undated`, some of them have no date, and the one named is the first of those that have;
    empty where nothing is shared. The first known is the first in this data, not the author.
    `wire`: `agency`, an agency published it; `certain`, sentences of it stand in text that an agency published or that credits
    one; `probable`, see `wire_evidence`: it credits an agency whose text is not here, or other outlets have the same text and
    nobody credits an agency; `none`, nothing speaks for it.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, title, body, n_words, agency, published_at, published_precision, published_zone.
        sentences: span, text, is_wire, is_probably_wire.
        passages: both spans, n_words, kind.
        is_one_zone: take days and times without a zone as those of one and the same zone.

    Returns:
        article_id, outlet_id, outlet_name, title, published_at, published_precision; n_words, n_shared, n_other_articles,
        n_other_outlets, n_agency_words, int64; share, agency_share (0 to 1, empty where the article has no words; of an agency's own
        article agency_share is empty); origin_state, origin_article_id, origin_outlet_name; agency (credit as written), wire,
        wire_evidence.
    """
    shared = sides(passages, articles)
    origins = _origins(shared, is_one_zone)
    is_last = shared.is_text_of(last_versions(shared.texts))
    rows = shared.texts.assign(outlet_name=shared.texts["outlet_id"].map(names(outlets)).astype("str"), **origins, **_n_shared(shared))
    rows = rows[is_last].reset_index(drop=True)
    rows["share"] = ratio(rows["n_shared"], rows["n_words"]).clip(upper=1)
    rows["n_agency_words"] = _n_agency_words(rows, sentences)
    is_own = rows["outlet_id"].isin(agency_outlets(outlets, articles))
    rows["agency_share"] = ratio(rows["n_agency_words"], rows["n_words"]).clip(upper=1).where(~is_own)
    rows["origin_outlet_name"] = rows["origin_outlet_id"].map(names(outlets)).astype("str")
    rows["wire"] = _wire(rows, is_own, sentences)
    rows["wire_evidence"] = _doubts(rows)
    return rows.sort_values(["share", "n_shared", "article_id"], ascending=[False, False, True], ignore_index=True)[list(COLUMNS)]


def _n_shared(shared: Sides) -> dict[str, np.ndarray]:
    """n_shared, n_other_articles and n_other_outlets of each text, of what is shared with last versions."""
    shared = shared.between(last_versions(shared.texts))
    _, article, n = words_in(shared)
    n_words = np.zeros(len(shared.texts), "int64")
    n_words[article] = n
    article, other = shared.pairs
    n_articles, n_outlets = (np.bincount(x, minlength=len(n_words)) for x in (article, each_pair(article, shared.outlet[other])[0]))
    return {"n_shared": n_words, "n_other_articles": n_articles, "n_other_outlets": n_outlets}


def _n_agency_words(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.Series:
    """The words of each article that stand in agency text."""
    wire = sentences[sentences["is_wire"].astype(bool)]
    n = wire["text"].map({text: len(word_spans(text)) for text in wire["text"].unique()}).astype("int64")
    return rows["article_id"].map(n.groupby(wire["article_id"]).sum()).fillna(0).astype("int64")


def _origins(shared: Sides, is_one_zone: bool) -> dict[str, pd.Series]:
    """origin_article_id, origin_outlet_id and origin_state of each text; empty where it shares nothing."""
    # An outlet's earlier article with the same text counts too, so that an update is not traced to those who took over the first version.
    row, twin = again(shared)
    pairs, sharing = shared.pairs, np.unique(shared.pairs[0])
    sets = (pairs, (sharing, sharing), (shared.article[row], shared.article[twin]))
    article, other = each_pair(*(np.concatenate([part[i] for part in sets]) for i in (0, 1)))
    earliest, latest = shared.moments(is_one_zone)
    first = _first(article, latest[other], earliest[other], numbered(shared.texts["article_id"])[0][other])
    is_dated = np.isfinite(latest)
    begins = np.where(is_dated[other], earliest[other], np.inf)
    begins[first] = np.inf
    texts, starts = np.unique(article, return_index=True)
    found, next_begins = other[first], np.minimum.reduceat(begins, starts) if len(starts) else begins
    is_first = is_dated[found] & (latest[found] <= next_begins)
    is_open = np.logical_or.reduceat(~is_dated[other], starts) if len(starts) else is_first
    is_own = shared.outlet[found] == shared.outlet[texts]
    at = np.full(len(shared.texts), -1)
    at[texts] = np.where(is_first, found, -1)
    state = np.full(len(at), None, dtype=object)
    state[texts] = np.select([is_open, ~is_first, is_own], ["undated", "tie", "here"], "elsewhere")
    origin = {c: pd.Series(shared.texts[c].array.take(at, allow_fill=True)) for c in ("article_id", "outlet_id")}
    return {**{f"origin_{c}": each for c, each in origin.items()}, "origin_state": pd.Series(state, dtype="str")}


def _first(group: np.ndarray, *keys: np.ndarray) -> np.ndarray:
    """The place of the row of each group that comes first by the keys; the groups are sorted."""
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    size = np.diff(np.append(starts, len(group)))
    kept = np.ones(len(group), bool)
    for key in keys if len(starts) else ():
        left = np.where(kept, key.astype("float64"), np.inf)
        kept &= left == np.repeat(np.minimum.reduceat(left, starts), size)
    at = np.flatnonzero(kept)
    return at[np.flatnonzero(np.diff(group[at], prepend=-1))]


def _wire(rows: pd.DataFrame, is_own: pd.Series, sentences: pd.DataFrame) -> pd.Series:
    """How sure it is that an article is agency copy."""
    probable = sentences.loc[sentences["is_probably_wire"].astype(bool), "article_id"].unique()
    tests = [is_own, rows["n_agency_words"] > 0, rows["article_id"].isin(probable)]
    return pd.Series(np.select([t.to_numpy(bool) for t in tests], ["agency", "certain", "probable"], "none"), index=rows.index, dtype="str")


def _doubts(rows: pd.DataFrame) -> pd.Series:
    """What makes agency copy probable, in words; empty where it is not."""
    credit = "credits " + rows["agency"].fillna("").astype("str") + ", whose text is not here"
    said = credit.where(rows["agency"].notna(), "the same text in two or more other outlets, and no agency credited")
    return said.where(rows["wire"].eq("probable")).astype("str")
