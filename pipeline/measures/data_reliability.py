"""How much of the data one can rely on."""

import pandas as pd

from pipeline import confidence
from pipeline.measures._outlets import analysed, of_texts
from pipeline.measures._quality import DATE_ERRORS

QUESTION = "For how much of the data are outlet, date, author, text and language known?"
UNIT = "share of the articles"
RANGE = (0, 1)
VALUE = "share"
EVERY_VERSION = True
_ARTICLE = {"outlet_id": "x", "kind": "full", "language": "en", "author": "Ada Brook", "outlet_evidence": "address"}
EXAMPLE = (
    {
        "outlets": [{"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True}],
        "articles": [
            _ARTICLE | {"article_id": "a", "published_at": pd.Timestamp("2026-03-02T09:00Z"), "published_evidence": "meta date"},
            _ARTICLE | {"article_id": "b", "outlet_evidence": "image address"},
        ],
    },
    {},
    [
        {"aspect": "used", "n": 2, "n_of": 2, "share": 1.0},
        {"aspect": "outlet", "n": 1, "n_of": 2, "share": 0.5},
        {"aspect": "date", "n": 1, "n_of": 2, "share": 0.5},
        {"aspect": "text", "n": 2, "n_of": 2, "share": 1.0},
        {"aspect": "author", "n": 2, "n_of": 2, "share": 1.0},
        {"aspect": "language", "n": 2, "n_of": 2, "share": 1.0},
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, problems: pd.DataFrame) -> pd.DataFrame:
    """One row an aspect: how many articles can be relied on in it.

    How to read it: an outlet or date counts where it was read from a place made for it, or near it; one that is a guess, doubted or
    missing does not. Author and language are counted among articles with text. Caveat: what looks right and is wrong counts.

    Args:
        outlets: outlet_id, is_known.
        articles: article_id, outlet_id, kind, author, agency, language, published_at, outlet_evidence,
            published_evidence, source_file, source_position.
        problems: severity, error, and place.

    Returns:
        aspect (used: articles and records given that could be used; outlet, date, text, author: a person or an agency is named;
        language: it is one whose quotations and facts are found), n, n_of (int64), share (float64, empty where n_of is 0).
    """
    texts = of_texts(articles)
    doubted = problems.loc[problems["error"].isin(DATE_ERRORS), ["source_file", "source_position"]].fillna({"source_position": ""})
    places = pd.MultiIndex.from_frame(articles[["source_file", "source_position"]])
    is_doubted = pd.Series(places.isin(pd.MultiIndex.from_frame(doubted)), index=articles.index)
    is_dated = articles["published_at"].notna() & articles["published_evidence"].map(confidence.of_date).isin(["sure", "likely"])
    rejected = int(problems["severity"].eq("rejected").sum())
    is_sound = {
        "outlet": articles["outlet_evidence"].map(confidence.of_outlet).isin(["sure", "likely"]),
        "date": is_dated & ~is_doubted,
        "text": articles["kind"].eq("full"),
        "author": texts["author"].notna() | texts["agency"].notna(),
        "language": texts["article_id"].isin(analysed(texts)["article_id"]),
    }
    counts = [("used", len(articles), len(articles) + rejected), *((name, int(x.sum()), len(x)) for name, x in is_sound.items())]
    rows = pd.DataFrame(counts if len(articles) or rejected else [], columns=["aspect", "n", "n_of"])
    rows = rows.astype({"aspect": "str", "n": "int64", "n_of": "int64"})
    return rows.assign(share=rows["n"] / rows["n_of"].where(rows["n_of"] > 0).astype("float64"))
