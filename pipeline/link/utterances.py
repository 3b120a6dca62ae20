"""Which quotes are renderings of one utterance: the same words through truncation, ellipsis, brackets and small changes."""

import re
from collections import defaultdict
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from pipeline.settings import Settings
from pipeline.text import digest, fold

SCOPE = "story"
NEEDS = ("articles.story_id", "quotes", "quotes.source_id")
MAKES = ("quotes.utterance_id",)

_BRACKETS = re.compile(r"\[[^\[\]]{0,200}\]")
_NOT_WORD = re.compile(r"[^\w\s]+")
_MIN_WORDS = 3      # shorter ones ("no comment") are the same words, not the same utterance
_MAX_SHARED = 60    # a word in more quotes than this points nowhere
_KEY_CHARS = 3_000
_FEW_WORDS, _SHORT_RATIO = 5, 0.92  # three or four common words are alike by chance
_STEM_CHARS, _MIN_STEMS = 5, 4
_EMPTY = frozenset("""
    that this with have from they will would could should been were their there which what about more than them then some into your when
    just very because going
""".split())


def link(tables: dict[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """`quotes` with utterance_id filled: shared by all renderings of one utterance in the story.

    Parts are compared by `rapidfuzz.fuzz.partial_ratio` on folded words (`utterance_min_ratio`); only pairs that share two
    rarer words are looked at, so the work grows with the quotes and not with their square. Parts of one quotation keep
    utterances of their own: an outlet may leave one of them out. The words around
    marks belong to the marked ones. A quote between marks and what another
    article tells of the same source are one utterance where most of the shorter one's meaningful words stand in the longer.

    Args:
        tables: `quotes` of one story.
        settings: `utterance_min_ratio`, `utterance_min_retold`.

    Returns:
        `quotes` with the same rows.
    """
    quotes = tables["quotes"]
    if quotes.empty:
        return {"quotes": quotes}
    columns = zip(*(quotes[name].tolist() for name in _Quote._fields), strict=True)
    rows = sorted((_Quote(*row) for row in columns), key=lambda quote: quote[:3])
    keys = [comparable(quote.text) for quote in rows]
    parent = list(range(len(rows)))
    for one, other in _pairs(keys):
        if _same(keys[one], keys[other], settings.utterance_min_ratio) or (
                _is_told_again(rows[one], rows[other]) and _retells(keys[one], keys[other], settings.utterance_min_retold)):
            _join(parent, one, other)
    for one, other in _around_marks(rows):
        _join(parent, one, other)
    first: dict[int, str] = {}
    for n, quote in enumerate(rows):
        root = _root(parent, n)
        first[root] = min(first.get(root, quote.quote_id), quote.quote_id)
    utterance_of = {quote.quote_id: digest("utterance", first[_root(parent, n)]) for n, quote in enumerate(rows)}
    utterances = [utterance_of[quote_id] for quote_id in quotes["quote_id"].tolist()]
    return {"quotes": quotes.assign(utterance_id=pd.Series(utterances, index=quotes.index, dtype="str"))}


class _Quote(NamedTuple):
    """One quote, as it is compared."""

    article_id: str
    start: int
    end: int
    quote_id: str
    quotation_id: str
    source_id: str
    kind: str
    text: str


def _around_marks(rows: list[_Quote]) -> list[tuple[int, int]]:
    """The words around the marks of a mixed quotation, each with its first marked words: one utterance, half of it in marks."""
    marked: dict[str, int] = {}
    for n, quote in enumerate(rows):
        if quote.kind != "indirect":
            marked.setdefault(quote.quotation_id, n)
    return [(marked[quote.quotation_id], n) for n, quote in enumerate(rows) if quote.kind == "indirect" and quote.quotation_id in marked]


def comparable(text: str) -> str:
    """A quote for comparing: folded words without marks; brackets become one placeholder.

    Example:
        >>> comparable("We’ll work with [Norby], co-selling …")
        "we'll work with ○ co selling"
    """
    plain = _BRACKETS.sub(" ○ ", text[:_KEY_CHARS]).replace("-", " ")
    return " ".join(re.sub(r"[^\w\s'○]+", " ", fold(plain)).split())


def _pairs(keys: list[str]) -> list[tuple[int, int]]:
    """Pairs of quotes that share two words which are not everywhere."""
    holders = defaultdict(list)
    for n, key in enumerate(keys):
        words = key.split()
        if len(words) >= _MIN_WORDS:
            for word in set(words):
                holders[word].append(n)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for word in sorted(holders):
        if len(holders[word]) <= _MAX_SHARED and len(word) > 3:
            for i, one in enumerate(holders[word]):
                for other in holders[word][i + 1:]:
                    shared[one, other] += 1
    return sorted(pair for pair, n in shared.items() if n >= 2)


def _same(one: str, other: str, cut: float) -> bool:
    """Whether two folded quotes are renderings of one utterance."""
    short, long = sorted((one, other), key=len)
    n_words = len(short.split())
    if n_words < _MIN_WORDS:
        return False
    cut = max(cut, _SHORT_RATIO) if n_words < _FEW_WORDS else cut
    return fuzz.partial_ratio(short, long, score_cutoff=100 * cut) >= 100 * cut


def _is_told_again(one: _Quote, other: _Quote) -> bool:
    """Whether one article quotes a source between marks and another tells what the same source said."""
    is_known = isinstance(one.source_id, str) and one.source_id == other.source_id
    return is_known and one.article_id != other.article_id and (one.kind == "indirect") != (other.kind == "indirect")


def _retells(one: str, other: str, share: float) -> bool:
    """Whether most of the meaningful words of the shorter quote, by their stems, stand in the longer one."""
    short, long = sorted((_stems(one), _stems(other)), key=len)
    return len(short & long) >= _MIN_STEMS and len(short & long) >= share * len(short)


def _stems(key: str) -> set[str]:
    """The beginnings of the longer words of a folded quote."""
    return {word[:_STEM_CHARS] for word in key.split() if len(word) > 3 and word not in _EMPTY}


def _root(parent: list[int], n: int) -> int:
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def _join(parent: list[int], one: int, other: int) -> None:
    a, b = sorted((_root(parent, one), _root(parent, other)))
    parent[b] = a
