"""What every count is divided by: full articles and their words, for each outlet."""

import numpy as np
import pandas as pd

LANGUAGE = "en"  # the language whose quotations and facts are found


def of_texts(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles whose text is known: excerpts are left out."""
    return articles[articles["kind"].eq("full")]


def analysed(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles in the language whose quotations and facts are found, or too short to tell theirs: of others nothing can be said."""
    return articles[articles["language"].isna() | articles["language"].eq(LANGUAGE)]


def last_versions(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles without those of which a later version is there: what is counted where every version is looked at."""
    return articles[~articles["article_id"].isin(articles["revision_of"].dropna())]


def with_outlet(rows: pd.DataFrame, articles: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows of full articles, with the article's outlet_id and the columns named."""
    texts = of_texts(articles)
    place = pd.Index(texts["article_id"]).get_indexer(rows["article_id"])
    kept = rows[place >= 0].reset_index(drop=True)
    place = place[place >= 0]
    return kept.assign(**{c: pd.Series(texts[c].array.take(place), index=kept.index) for c in ("outlet_id", *columns)})


def totals(rows: pd.DataFrame, by: tuple[str, str], weight: str) -> pd.DataFrame:
    """One row for each pair of values that occurs: the two columns, n (sum of `weight`) and n_rows.

    Pairs are counted as numbers: grouping millions of rows by two text columns takes ten times as long.

    Example:
        >>> totals(pd.DataFrame({"a": ["x", "y", "x"], "b": ["k", "k", "k"], "n": [1, 2, 3]}), ("a", "b"), "n").to_numpy().tolist()
        [['x', 'k', 4, 2], ['y', 'k', 2, 1]]
    """
    (first, names), (second, items) = (pd.factorize(rows[c], sort=True) for c in by)
    pairs, code = np.unique(first.astype("int64") * max(1, len(items)) + second, return_inverse=True)
    found = pd.DataFrame({by[0]: names.take(pairs // max(1, len(items))), by[1]: items.take(pairs % max(1, len(items)))})
    n = np.bincount(code, weights=rows[weight], minlength=len(pairs)).astype("int64")
    return found.astype("str").assign(n=n, n_rows=np.bincount(code, minlength=len(pairs)).astype("int64"))


def denominators(outlets: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """outlet_id, outlet_name, is_known, n_articles, n_excerpts, n_words: one row an outlet, by name."""
    texts = of_texts(articles)
    counts = pd.DataFrame(
        {
            "n_articles": texts.groupby("outlet_id").size(),
            "n_excerpts": articles[articles["kind"].eq("excerpt")].groupby("outlet_id").size(),
            "n_words": texts.groupby("outlet_id")["n_words"].sum(),
        }
    )
    rows = outlets[["outlet_id", "outlet_name", "is_known"]].merge(counts, left_on="outlet_id", right_index=True, how="left")
    rows = rows.fillna({"n_articles": 0, "n_excerpts": 0, "n_words": 0}).astype(dict.fromkeys(counts.columns, "int64"))
    return rows.sort_values(["outlet_name", "outlet_id"], ignore_index=True)


def names(outlets: pd.DataFrame) -> pd.Series:
    """The outlet's name for each outlet_id."""
    return outlets.set_index("outlet_id")["outlet_name"]


def counted(base: pd.DataFrame, rows: pd.DataFrame, item: str) -> pd.Series:
    """How many different items each outlet of `base` has among the rows; empty for an outlet without a full article."""
    known = rows.loc[rows[item].notna(), ["outlet_id", item]]
    different = totals(known.assign(once=1), ("outlet_id", item), "once")["outlet_id"]
    n = different.value_counts().reindex(base["outlet_id"], fill_value=0)
    return pd.Series(n.to_numpy(), index=base.index, dtype="Int64").where(base["n_articles"] > 0)


def ratio(part: pd.Series, whole: pd.Series, per: int = 1) -> pd.Series:
    """part / whole x per as float64; empty where the whole is 0 or either is unknown."""
    whole = whole.astype("float64")
    return per * part.astype("float64") / whole.where(whole > 0)
