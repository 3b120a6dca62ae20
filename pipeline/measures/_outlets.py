"""What every count is divided by: full articles and their words, for each outlet."""

import pandas as pd


def of_texts(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles whose text is known: excerpts are left out."""
    return articles[articles["kind"].eq("full")]


def with_outlet(rows: pd.DataFrame, articles: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows of full articles, with the article's outlet_id and the columns named."""
    wanted = of_texts(articles)[["article_id", "outlet_id", *columns]]
    return rows.merge(wanted, on="article_id", how="inner")


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
    n = rows[["outlet_id", item]].drop_duplicates().groupby("outlet_id").size().reindex(base["outlet_id"], fill_value=0)
    return pd.Series(n.to_numpy(), index=base.index, dtype="Int64").where(base["n_articles"] > 0)


def ratio(part: pd.Series, whole: pd.Series, per: int = 1) -> pd.Series:
    """part / whole x per as float64; empty where the whole is 0 or either is unknown."""
    whole = whole.astype("float64")
    return per * part.astype("float64") / whole.where(whole > 0)
