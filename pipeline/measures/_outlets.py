"""What every count is divided by: full articles and their words, for each outlet."""

import numpy as np
import pandas as pd

from pipeline.counting import each_once, numbered

_ROOM = 10_000_000  # numbers counted in a table with a place for each possible one
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
    place = places(rows["article_id"], texts["article_id"])
    kept = rows if (place >= 0).all() else rows[place >= 0]
    kept, place = kept.reset_index(drop=True), place[place >= 0]
    return kept.assign(**{c: pd.Series(texts[c].array.take(place), index=kept.index) for c in ("outlet_id", *columns)})


def places(ids: pd.Series, among: pd.Series) -> np.ndarray:
    """For each id its place among others, of which none comes twice; -1 where it is not there.

    Example:
        >>> places(pd.Series(["b", "x"]), pd.Series(["a", "b"])).tolist()
        [1, -1]
    """
    if not isinstance(ids.dtype, pd.CategoricalDtype) or ids.dtype != among.dtype:
        return pd.Index(among).get_indexer(ids)
    place = np.full(len(among.cat.categories) + 1, -1)  # the last one is for a row without an id
    place[among.cat.codes] = np.arange(len(among))
    return place[ids.cat.codes]


def totals(rows: pd.DataFrame, by: tuple[str, str], weight: str) -> pd.DataFrame:
    """One row for each pair of values that occurs: the two columns, n (sum of `weight`) and n_rows.

    Pairs are counted as numbers: grouping millions of rows by two text columns takes ten times as long.

    Example:
        >>> totals(pd.DataFrame({"a": ["x", "y", "x"], "b": ["k", "k", "k"], "n": [1, 2, 3]}), ("a", "b"), "n").to_numpy().tolist()
        [['x', 'k', 4, 2], ['y', 'k', 2, 1]]
    """
    (first, names), (second, items) = (numbered(rows[c]) for c in by)
    pairs, n, n_rows = _sums(first.astype("int64") * max(1, len(items)) + second, rows[weight].to_numpy(), len(names) * len(items))
    found = pd.DataFrame({by[0]: names.take(pairs // max(1, len(items))), by[1]: items.take(pairs % max(1, len(items)))})
    return found.astype("str").assign(n=n, n_rows=n_rows)


def _sums(key: np.ndarray, weight: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The different numbers below `size`, sorted, the sum of the weights of each, and how often it comes."""
    pairs = None
    if size > max(_ROOM, 2 * len(key)):  # too many to have a place for each
        pairs, key = np.unique(key, return_inverse=True)
    n_rows = np.bincount(key)
    at = np.flatnonzero(n_rows)
    n = np.bincount(key, weights=weight)[at].astype("int64")
    return at if pairs is None else pairs, n, n_rows[at].astype("int64")


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
    (outlet, ids), (number, _) = numbered(rows["outlet_id"]), numbered(rows[item])
    outlet, number = outlet[number >= 0], number[number >= 0]
    different = np.bincount(outlet[each_once(number, outlet)], minlength=len(ids))
    n = pd.Series(different, index=ids.astype("str")).reindex(base["outlet_id"].astype("str"), fill_value=0)
    return pd.Series(n.to_numpy(), index=base.index, dtype="Int64").where(base["n_articles"] > 0)


def ratio(part: pd.Series, whole: pd.Series, per: int = 1) -> pd.Series:
    """part / whole x per as float64; empty where the whole is 0 or either is unknown."""
    whole = whole.astype("float64")
    return per * part.astype("float64") / whole.where(whole > 0)
