"""How often each outlet uses a word."""

import pandas as pd

from pipeline.measures._outlets import denominators, ratio, totals, with_outlet

QUESTION = "How often does each outlet use the words that are most frequent overall?"
UNIT = "occurrences per 1,000 words"
RANGE = (0, 1000)
VALUE = "per_1000_words"
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "kind": "full", "n_words": 200},
            {"article_id": "b", "outlet_id": "y", "kind": "full", "n_words": 500},
        ],
        "keywords": [
            {"article_id": "a", "keyword": "ferry", "n": 3, "n_words_in_term": 1},
            {"article_id": "b", "keyword": "ferry", "n": 1, "n_words_in_term": 1},
            {"article_id": "b", "keyword": "quay", "n": 2, "n_words_in_term": 1},
        ],
    },
    {"top": 1},
    [
        {
            "keyword": "ferry",
            "n_total": 4,
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "n": 3,
            "n_articles": 1,
            "per_1000_words": 15.0,
            "per_article": 3.0,
            "share_of_articles": 1.0,
        },
        {
            "keyword": "ferry",
            "n_total": 4,
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "n": 1,
            "n_articles": 1,
            "per_1000_words": 2.0,
            "per_article": 1.0,
            "share_of_articles": 1.0,
        },
    ],
)


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    keywords: pd.DataFrame,
    *,
    top: int = 20,
    chosen: tuple[str, ...] = (),
    is_phrase: bool | None = None,
) -> pd.DataFrame:
    """One row for each keyword and outlet whose text is known: the most frequent keywords first.

    How to read it: the rate sets the outlet's occurrences against its words, so a long text does not win by length; 0 is a true
    0, the word was looked for and is not there. Caveat: words of one theme come and go together; one article can carry a rate,
    see `n_articles`.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, n_words.
        keywords: article_id, keyword, n, n_words_in_term.
        top: how many keywords, by occurrences over all outlets, then alphabetically.
        chosen: these keywords instead, in this order.
        is_phrase: True for phrases only, False for single words only, None for both.

    Returns:
        keyword, n_total (over all outlets), outlet_id, outlet_name, n, n_articles (with the keyword), int64; per_1000_words,
        per_article, share_of_articles, float64, empty where an outlet has no word.
    """
    base = denominators(outlets, articles)
    base = base[base["n_articles"] > 0].rename(columns={"n_articles": "n_texts"})
    if is_phrase is not None:
        keywords = keywords[keywords["n_words_in_term"].gt(1) == is_phrase]
    terms = _terms(keywords, top, chosen)
    used = with_outlet(keywords[keywords["keyword"].isin(terms.index)], articles)
    used = totals(used, ("keyword", "outlet_id"), "n").rename(columns={"n_rows": "n_articles"})
    rows = (
        terms.rename("n_total")
        .rename_axis("keyword")
        .reset_index()
        .merge(base[["outlet_id", "outlet_name", "n_texts", "n_words"]], how="cross")
    )
    rows = (
        rows.merge(used, on=["keyword", "outlet_id"], how="left")
        .fillna({"n": 0, "n_articles": 0})
        .astype({"keyword": "str", "n_total": "int64", "n": "int64", "n_articles": "int64"})
    )
    rows["per_1000_words"] = ratio(rows["n"], rows["n_words"], per=1000)
    rows["per_article"] = ratio(rows["n"], rows["n_texts"])
    rows["share_of_articles"] = ratio(rows["n_articles"], rows["n_texts"])
    return rows.drop(columns=["n_texts", "n_words"])


def _terms(keywords: pd.DataFrame, top: int, chosen: tuple[str, ...]) -> pd.Series:
    """Occurrences of each keyword to show, in the order to show them."""
    counts = keywords.groupby("keyword")["n"].sum()
    if chosen:
        return counts.reindex(list(dict.fromkeys(chosen)), fill_value=0)
    return counts.sort_index().sort_values(ascending=False, kind="stable").head(top)
