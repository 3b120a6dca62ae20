"""Passages seen from either article, with the outlets of both."""

import numpy as np
import pandas as pd

from pipeline.measures._facts import OTHER, SPAN
from pipeline.measures._order import intervals
from pipeline.measures._outlets import of_texts
from pipeline.text import word_spans

WORDS = ["start_word", "end_word"]


def sides(passages: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Each passage of two outlets twice, once from either article: both spans, n_words, kind, outlet_id, other_outlet_id.

    The second half of the rows holds the passages of the first half in the same order (`turned`). start_word and end_word are the numbers
    of the span's first word in the article and of the word after its last.
    """
    texts = of_texts(articles)
    place = pd.Index(texts["article_id"])
    first, other = (place.get_indexer(passages[c]) for c in ("article_id", "other_article_id"))
    outlet = pd.factorize(texts["outlet_id"])[0]
    kept = np.flatnonzero((first >= 0) & (other >= 0) & (outlet[first] != outlet[other]))
    rows, first, other = passages.iloc[kept].reset_index(drop=True), first[kept], other[kept]
    rows = rows.assign(**_word_numbers(rows, texts, first, other))
    ours, theirs = [*SPAN, *WORDS], [*OTHER, *(f"other_{c}" for c in WORDS)]
    flipped = rows.rename(columns=dict(zip([*ours, *theirs], [*theirs, *ours], strict=True)))
    columns = [*SPAN, *OTHER, "n_words", "kind", *WORDS]
    both = pd.concat([rows[columns], flipped[columns]], ignore_index=True)
    for name, at in (("outlet_id", [first, other]), ("other_outlet_id", [other, first])):
        both[name] = pd.Series(texts["outlet_id"].array.take(np.concatenate(at)), index=both.index)
    return both


def _word_numbers(rows: pd.DataFrame, texts: pd.DataFrame, first: np.ndarray, other: np.ndarray) -> dict[str, np.ndarray]:
    """The columns of word numbers; read from the texts where the data set was built before they were kept."""
    names = [*WORDS, *(f"other_{c}" for c in WORDS)]
    if set(names) <= set(rows.columns) and not rows["start_word"].isna().any():
        return {name: rows[name].to_numpy("int64") for name in names}
    bodies = texts["body"].to_numpy(dtype=object)
    starts = {at: np.array([start for start, _ in word_spans(bodies[at])], "int64") for at in np.union1d(first, other)}
    found = {}
    for side, places in (("", first), ("other_", other)):
        for end, name in (("start", "start_word"), ("end", "end_word")):
            spots = zip(places, rows[f"{side}{end}"], strict=True)
            found[f"{side}{name}"] = np.array([np.searchsorted(starts[at], spot) for at, spot in spots], "int64")
    return found


def between(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of `sides` of which both articles are among these."""
    place = pd.Index(articles["article_id"])
    kept = (place.get_indexer(rows["article_id"]) >= 0) & (place.get_indexer(rows["other_article_id"]) >= 0)
    return rows[kept].reset_index(drop=True)


def turned(rows: pd.DataFrame) -> np.ndarray:
    """For each row of `sides`, the place of the same passage seen from the other article."""
    half = len(rows) // 2
    return np.roll(np.arange(len(rows)), half)


def words_in(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """Words of an article's text inside the union of its spans, for each group of rows; overlapping spans count once.

    Args:
        rows: the columns of `by`, article_id, start_word, end_word.
        by: columns that make a group.

    Example:
        >>> spans = pd.DataFrame({"g": ["x", "x", "x"], "article_id": ["a", "a", "b"], "start_word": [0, 5, 0], "end_word": [11, 20, 3]})
        >>> words_in(spans, ["g"]).to_dict()
        {'x': 23}
    """
    group = rows.groupby([*by, *({"article_id"} - set(by))], sort=False).ngroup().to_numpy()
    start, end = rows["start_word"].to_numpy("int64"), rows["end_word"].to_numpy("int64")
    order = np.lexsort((start, group))
    group, start, end = group[order], start[order], end[order]
    # One axis for all groups: what was covered of a group before a span is the furthest end so far.
    room = int(end.max(initial=0)) + 1
    reach = np.maximum.accumulate(group * room + end)
    covered = np.concatenate([[0], reach[:-1]]) - group * room
    own = np.maximum(0, end - np.maximum(start, covered))
    return pd.Series(own, index=rows.index[order]).groupby([rows[c] for c in by]).sum()


def with_moments(rows: pd.DataFrame, articles: pd.DataFrame, is_one_zone: bool) -> pd.DataFrame:
    """The rows with earliest and latest moment of their article and, as other_earliest and other_latest, of the other article."""
    moments = intervals(articles, is_one_zone)
    place = pd.Index(moments["article_id"])
    found = {}
    for side in ("", "other_"):
        at = place.get_indexer(rows[f"{side}article_id"])
        found |= {f"{side}{name}": moments[name].to_numpy()[at] for name in ("earliest", "latest")}
    return rows.assign(**found)


def with_first_moments(rows: pd.DataFrame, articles: pd.DataFrame, is_one_zone: bool) -> pd.DataFrame:
    """The rows of `sides` with the moments at which either outlet may first have had the passage, in this article or an earlier one.

    An update of an article repeats what its outlet had before; by the update alone, its outlet would seem to follow those who took
    the first version over. is_by_earlier: whether an article of the outlet other than this one was the first to have it.
    """
    rows = with_moments(rows, articles, is_one_zone)
    earliest, latest = (rows[name].to_numpy(copy=True) for name in ("earliest", "latest"))
    row, twin = again(rows)
    np.minimum.at(earliest, row, rows["earliest"].to_numpy()[twin])
    np.minimum.at(latest, row, rows["latest"].to_numpy()[twin])
    # Each passage stands in two rows, one from either side; the other outlet's first moment is that of its own row.
    across = turned(rows)
    return rows.assign(is_by_earlier=latest < rows["latest"].to_numpy(), earliest=earliest, latest=latest,
                       other_earliest=earliest[across], other_latest=latest[across])


def again(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Places of rows, and of other articles' rows of the same outlet that share half or more of the same stretch of the other article."""
    group = rows.groupby(["outlet_id", "other_article_id"], sort=False).ngroup().to_numpy()
    article = pd.factorize(rows["article_id"])[0]
    # Only where an outlet has several articles that share text with the other article is there anything to compare.
    low = np.full(group.max(initial=-1) + 1, len(rows))
    np.minimum.at(low, group, article)
    is_several = np.zeros(len(low), bool)
    is_several[group[article != low[group]]] = True
    some = np.flatnonzero(is_several[group])
    numbered = pd.DataFrame({"group": group[some], "row": some})
    pairs = numbered.merge(numbered.rename(columns={"row": "twin"}), on="group")
    row, twin = pairs["row"].to_numpy(), pairs["twin"].to_numpy()
    start, end = rows["other_start"].to_numpy(), rows["other_end"].to_numpy()
    overlap = np.minimum(end[row], end[twin]) - np.maximum(start[row], start[twin])
    kept = (article[row] != article[twin]) & (2 * overlap >= end[row] - start[row])
    return row[kept], twin[kept]
