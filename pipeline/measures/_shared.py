"""Passages seen from either article, with the outlets of both."""

import pandas as pd

from pipeline.measures._facts import OTHER, SPAN
from pipeline.measures._order import intervals
from pipeline.measures._outlets import of_texts


def sides(passages: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Each passage of two outlets twice, once from either article: both spans, n_words, kind, outlet_id, other_outlet_id."""
    columns = [*SPAN, *OTHER, "n_words", "kind"]
    turned = passages[columns].rename(columns=dict(zip([*SPAN, *OTHER], [*OTHER, *SPAN], strict=True)))
    both = pd.concat([passages[columns], turned[columns]], ignore_index=True)
    texts = of_texts(articles)[["article_id", "outlet_id"]]
    both = both.merge(texts, on="article_id").merge(texts.rename(columns=lambda c: f"other_{c}"), on="other_article_id")
    return both[both["outlet_id"] != both["other_outlet_id"]].reset_index(drop=True)


def with_moments(rows: pd.DataFrame, articles: pd.DataFrame, is_one_zone: bool) -> pd.DataFrame:
    """The rows with earliest and latest moment of their article and, as other_earliest and other_latest, of the other article."""
    moments = intervals(articles, is_one_zone)
    return rows.merge(moments, on="article_id").merge(moments.rename(columns=lambda c: f"other_{c}"), on="other_article_id")


def with_first_moments(rows: pd.DataFrame, articles: pd.DataFrame, is_one_zone: bool) -> pd.DataFrame:
    """The rows of `sides` with the moments at which either outlet may first have had the passage, in this article or an earlier one.

    An update of an article repeats what its outlet had before; by the update alone, its outlet would seem to follow those who took
    the first version over. is_by_earlier: whether an article of the outlet other than this one was the first to have it.
    """
    rows = with_moments(rows, articles, is_one_zone).reset_index(drop=True)
    own = again(rows).merge(rows[["earliest", "latest"]], left_on="twin", right_index=True)
    first = own.groupby("row")[["earliest", "latest"]].min()
    found = rows.assign(earliest=first["earliest"], latest=first["latest"], is_by_earlier=first["latest"] < rows["latest"])
    # Each passage stands in two rows, one from either side; the other outlet's first moment is that of its own row.
    turned = found[[*OTHER, *SPAN, "earliest", "latest"]].set_axis([*SPAN, *OTHER, "other_earliest", "other_latest"], axis=1)
    found = found.drop(columns=["other_earliest", "other_latest"]).merge(turned, on=[*SPAN, *OTHER])
    return found.astype({"is_by_earlier": "bool"})


def again(rows: pd.DataFrame) -> pd.DataFrame:
    """row, twin: for each row, the rows of the same outlet that share half or more of the same stretch of the other article; itself too."""
    numbered = rows[["outlet_id", *OTHER]].assign(row=range(len(rows)))
    pairs = numbered.merge(
        numbered.rename(columns={"row": "twin", "other_start": "twin_start", "other_end": "twin_end"}), on=["outlet_id", "other_article_id"]
    )
    overlap = pairs[["other_end", "twin_end"]].min(axis=1) - pairs[["other_start", "twin_start"]].max(axis=1)
    return pairs.loc[2 * overlap >= pairs["other_end"] - pairs["other_start"], ["row", "twin"]]
