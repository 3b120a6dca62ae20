"""Passages seen from either article, as numbers: there are millions of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from pipeline.counting import numbered, packed
from pipeline.measures._facts import OTHER, SPAN
from pipeline.measures._order import intervals
from pipeline.measures._outlets import of_texts, places
from pipeline.text import word_spans

WORDS = ["start_word", "end_word"]
OTHER_WORDS = ["other_start_word", "other_end_word"]
READS = (*SPAN, *OTHER, *WORDS, *OTHER_WORDS)


@dataclass(frozen=True)
class Sides:
    """Each passage of two outlets twice: the first half of the sides from the articles that sort first, the second from the others.

    Args:
        passages: all that were given.
        rows: for each side of the first half the place of its passage.
        texts: the articles whose text is known, without the texts.
        article: for each side the place of its article in `texts`.
        other: the place of the other article.
        start: number of the span's first word in the article.
        end: number of the word after its last.
    """

    passages: pd.DataFrame
    rows: np.ndarray
    texts: pd.DataFrame
    article: np.ndarray
    other: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.article)

    @cached_property
    def outlets(self) -> pd.Index:
        """The outlet_ids that are numbered."""
        return numbered(self.texts["outlet_id"])[1]

    @cached_property
    def outlet(self) -> np.ndarray:
        """The number of the outlet of each text."""
        return numbered(self.texts["outlet_id"])[0].astype("int64")

    @property
    def pair(self) -> np.ndarray:
        """A number for the two outlets of each side, that of its own article first: outlet x outlets + other."""
        return self.outlet[self.article] * len(self.outlets) + self.outlet[self.other]

    @property
    def turned(self) -> np.ndarray:
        """For each side, the place of the same passage seen from the other article."""
        return np.roll(np.arange(len(self)), len(self) // 2)

    def some(self, at: np.ndarray) -> "Sides":
        """The sides of some passages, in their order.

        Args:
            at: places of passages.
        """
        both = np.concatenate([at, at + len(self.rows)])
        kept = (each[both] for each in (self.article, self.other, self.start, self.end))
        return Sides(self.passages, self.rows[at], self.texts, *kept)

    def between(self, articles: pd.DataFrame) -> "Sides":
        """The sides of passages of which both articles are among these."""
        is_in = self.is_text_of(articles)
        half = slice(len(self.rows))
        kept = is_in[self.article[half]] & is_in[self.other[half]]
        return self if kept.all() else self.some(np.flatnonzero(kept))

    def is_text_of(self, articles: pd.DataFrame) -> np.ndarray:
        """For each text, whether it is among these articles."""
        return places(self.texts["article_id"], articles["article_id"]) >= 0

    def characters(self, sides: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For some sides, start and end of the passage in the other article, in characters."""
        is_turned = sides >= len(self.rows)
        at = self.rows[sides - len(self.rows) * is_turned]
        names = zip(OTHER[1:], SPAN[1:], strict=True)
        found = [np.where(is_turned, *(self.passages[c].to_numpy()[at] for c in (own, other))) for other, own in names]
        return found[0], found[1]

    @cached_property
    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """Each two articles that share a passage, once from either: the places of both, sorted."""
        half = slice(len(self.rows))
        first, other = each_pair(self.article[half], self.other[half])
        return tuple(packed(np.concatenate([first, other]), np.concatenate([other, first])))

    def moments(self, is_one_zone: bool) -> tuple[np.ndarray, np.ndarray]:
        """Earliest and latest moment of each text."""
        rows = intervals(self.texts, is_one_zone)
        return rows["earliest"].to_numpy(), rows["latest"].to_numpy()


def sides(passages: pd.DataFrame, articles: pd.DataFrame) -> Sides:
    """The passages of two outlets, seen from either article.

    Args:
        passages: both spans, n_words, kind, numbers of words.
        articles: article_id, outlet_id, kind; body where the data set was built before the numbers of words were kept.
    """
    texts = of_texts(articles[[c for c in articles if c != "body"]]).reset_index(drop=True)
    first, other = (places(passages[c], texts["article_id"]) for c in ("article_id", "other_article_id"))
    outlet = numbered(texts["outlet_id"])[0]
    kept = (first >= 0) & (other >= 0)
    kept &= outlet[first] != outlet[other] if len(texts) else False
    rows = np.flatnonzero(kept)
    first, other = first[rows], other[rows]
    numbers = _word_numbers(passages, rows, articles)
    start, end = (np.concatenate([numbers[own][rows], numbers[their][rows]]) for own, their in zip(WORDS, OTHER_WORDS, strict=True))
    return Sides(passages, rows, texts, np.concatenate([first, other]), np.concatenate([other, first]), start, end)


def _word_numbers(passages: pd.DataFrame, rows: np.ndarray, articles: pd.DataFrame) -> dict[str, np.ndarray]:
    """The columns of word numbers; of some rows read from the texts where the data set was built before they were kept."""
    names = [*WORDS, *OTHER_WORDS]
    if set(names) <= set(passages.columns) and not passages["start_word"].isna().any():
        return {name: passages[name].to_numpy("int64") for name in names}
    found, bodies, starts = {name: np.zeros(len(passages), "int64") for name in names}, articles.set_index("article_id")["body"], {}
    for side, at in ((side, at) for side in ("", "other_") for at in rows):
        article = passages[f"{side}article_id"].iat[at]
        if article not in starts:
            starts[article] = [start for start, _ in word_spans(bodies[article])]
        for edge in ("start", "end"):
            found[f"{side}{edge}_word"][at] = np.searchsorted(starts[article], passages[f"{side}{edge}"].iat[at])
    return found


def words_in(shared: Sides, group: np.ndarray | int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Words inside the union of the spans of each article in each group; overlapping spans count once.

    Args:
        shared: the sides.
        group: a number for each side, such as that of the other outlet.

    Returns:
        The group, the place of the article, and the words; sorted.
    """
    n_texts = max(1, len(shared.texts))
    own, start, length = packed(group * n_texts + shared.article, shared.start, shared.end - shared.start)
    is_new, end = _is_new(own), start + length
    # One axis for all texts of all groups: what was covered of a text before a span is the furthest end so far.
    offset = np.cumsum(is_new) * (int(end.max(initial=0)) + 1)
    covered = np.append(0, np.maximum.accumulate(offset + end)[:-1])[: len(end)] - offset
    n_new = np.maximum(0, end - np.maximum(start, covered))
    n, own = np.add.reduceat(n_new, np.flatnonzero(is_new)) if len(own) else n_new, own[is_new]
    return own // n_texts, own % n_texts, n


def each_pair(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different pairs of numbers, sorted.

    Example:
        >>> [side.tolist() for side in each_pair(np.array([1, 0, 1]), np.array([2, 3, 2]))]
        [[0, 1], [3, 2]]
    """
    first, second = packed(first, second)
    kept = _is_new(first) | _is_new(second)
    return first[kept], second[kept]


def _is_new(values: np.ndarray) -> np.ndarray:
    """For each of sorted values, whether it is the first of its kind."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def first_moments(shared: Sides, is_one_zone: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each side the earliest and latest moment at which its outlet may first have had the passage, in this article or an earlier one;
    and whether another article of the outlet was the first to have it.

    An update of an article repeats what its outlet had before; by the update alone, its outlet would seem to follow those who took
    the first version over.
    """
    begins, ends = shared.moments(is_one_zone)
    earliest, latest = begins[shared.article], ends[shared.article]
    row, twin = again(shared)
    np.minimum.at(earliest, row, begins[shared.article[twin]])
    np.minimum.at(latest, row, ends[shared.article[twin]])
    return earliest, latest, latest < ends[shared.article]


def orders(shared: Sides, earliest: np.ndarray, latest: np.ndarray) -> np.ndarray:
    """For each side 1 where its outlet had the passage before the other, 2 where after it, 0 where the dates do not tell."""
    half = len(shared.rows)
    is_before, is_after = latest[:half] <= earliest[half:], latest[half:] <= earliest[:half]
    return np.concatenate([np.where(is_before, 1, 2 * is_after), np.where(is_after, 1, 2 * is_before)])


def again(shared: Sides) -> tuple[np.ndarray, np.ndarray]:
    """Places of sides, and of other articles' sides of the same outlet that share half or more of the same stretch of the other article."""
    n_texts = max(1, len(shared.texts))
    group = shared.other * len(shared.outlets) + shared.outlet[shared.article]
    # Only where an outlet has several articles that share text with the other article is there anything to compare.
    told = np.sort(group * n_texts + shared.article)
    told = told[_is_new(told)] // n_texts
    some = np.flatnonzero(np.isin(group, told[~_is_new(told)]))
    start, end = shared.characters(some)
    order = np.argsort(group[some] * (int(start.max(initial=0)) + 1) + start)
    some, start, end, group = some[order], start[order], end[order], group[some][order]
    found = [np.empty((0, 2), "int64")]
    near, step = np.arange(len(some)), 0
    while len(near):  # each beside the next, the next but one and so on, as long as that begins before it ends
        step += 1
        near = near[near + step < len(some)]
        near = near[(group[near] == group[near + step]) & (start[near + step] < end[near])]
        found.append(np.column_stack([near, near + step]))
    one, other = np.concatenate(found).T
    overlap = np.minimum(end[one], end[other]) - start[other]
    is_other = shared.article[some[one]] != shared.article[some[other]]
    ways = [(a[fits], b[fits]) for a, b in ((one, other), (other, one)) for fits in [is_other & (2 * overlap >= end[a] - start[a])]]
    row, twin = (np.concatenate([way[i] for way in ways]) for i in (0, 1))
    return some[row], some[twin]
