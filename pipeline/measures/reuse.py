"""How much of each article's text stands elsewhere too, where it was first, and how much of it is agency copy."""

import numpy as np
import pandas as pd

from pipeline.agencies import agency_outlets
from pipeline.measures._outlets import last_versions, names, of_texts, ratio
from pipeline.measures._shared import again, between, sides, with_moments, words_in
from pipeline.text import word_spans

QUESTION = "How much of each article's text stands in another outlet too, where was it first, and how much is agency copy?"
UNIT = "share of the article's words"
RANGE = (0, 1)
EVERY_VERSION = True
VALUE = "share"
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
    origins = _origins(shared, articles, is_one_zone)
    outlet_of = articles.set_index("article_id")["outlet_id"]
    texts = last_versions(of_texts(articles))
    shared = between(shared, texts)
    rows = texts.assign(outlet_name=texts["outlet_id"].map(names(outlets)).astype("str"))
    rows["n_shared"] = _of(rows, words_in(shared, ["article_id"]))
    rows["share"] = ratio(rows["n_shared"], rows["n_words"]).clip(upper=1)
    for column, counted in (("n_other_articles", "other_article_id"), ("n_other_outlets", "other_outlet_id")):
        rows[column] = _of(rows, shared.groupby("article_id")[counted].nunique())
    rows = rows.merge(origins, on="article_id", how="left")
    rows["origin_outlet_name"] = rows["origin_article_id"].map(outlet_of).map(names(outlets)).astype("str")
    wire = sentences[sentences["is_wire"].astype(bool)]
    rows["n_agency_words"] = _of(rows, wire["text"].map(_n_words).astype("int64").groupby(wire["article_id"]).sum())
    is_own = rows["outlet_id"].isin(agency_outlets(outlets, articles))
    rows["agency_share"] = ratio(rows["n_agency_words"], rows["n_words"]).clip(upper=1).where(~is_own)
    rows["wire"] = _wire(rows, is_own, sentences)
    rows["wire_evidence"] = _doubts(rows)
    return rows.sort_values(["share", "n_shared", "article_id"], ascending=[False, False, True], ignore_index=True)[list(COLUMNS)]


def _n_words(text: str) -> int:
    """The words of a text."""
    return len(word_spans(text))


def _of(rows: pd.DataFrame, n: pd.Series) -> pd.Series:
    """A count for each article, 0 where there is none."""
    return rows["article_id"].map(n).fillna(0).astype("int64")


def _origins(shared: pd.DataFrame, articles: pd.DataFrame, is_one_zone: bool) -> pd.DataFrame:
    """article_id, origin_article_id, origin_state of each article that shares a passage."""
    pairs = shared[["article_id", "other_article_id"]].drop_duplicates()
    own = pairs[["article_id"]].drop_duplicates().assign(other_article_id=lambda p: p["article_id"])
    # An outlet's earlier article with the same text counts too, so that an update is not traced to those who took over the first version.
    twins = zip(("article_id", "other_article_id"), again(shared), strict=True)
    earlier = pd.DataFrame({side: shared["article_id"].array.take(at) for side, at in twins}).drop_duplicates()
    several = with_moments(pd.concat([pairs, own, earlier], ignore_index=True).drop_duplicates(), articles, is_one_zone)
    several["is_dated"] = np.isfinite(several["other_latest"])
    dated = several[several["is_dated"]].sort_values(["article_id", "other_latest", "other_earliest", "other_article_id"])
    first = dated.drop_duplicates("article_id")
    next_begins = dated[dated.duplicated("article_id")].groupby("article_id")["other_earliest"].min()
    is_first = first["other_latest"] <= first["article_id"].map(next_begins).astype("float64").fillna(np.inf)
    found = first[is_first.to_numpy(bool)].set_index("article_id")["other_article_id"]
    rows = own[["article_id"]].assign(origin_article_id=own["article_id"].map(found).astype("str"))
    all_dated = rows["article_id"].map(several.groupby("article_id")["is_dated"].all()).astype(bool)
    outlet = articles.set_index("article_id")["outlet_id"]
    is_own = rows["origin_article_id"].map(outlet).eq(rows["article_id"].map(outlet)).fillna(False)
    tests = [~all_dated, rows["origin_article_id"].isna(), is_own]
    states = np.select([t.to_numpy(bool) for t in tests], ["undated", "tie", "here"], "elsewhere")
    return rows.assign(origin_state=pd.Series(states, index=rows.index, dtype="str"))


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
