"""Which quotes are renderings of one utterance: the same words through truncation, ellipsis, brackets and small changes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from pipeline.settings import Settings
from pipeline.text import digest, fold

SCOPE = "story"
NEEDS = ("articles.story_id", "quotes", "quotes.source_id")
MAKES = ("quotes.utterance_id",)

_BRACKETS = re.compile(r"\[[^\[\]]{0,200}\]")
_MIN_WORDS = 3      # shorter ones ("no comment") are the same words, not the same utterance
_MAX_SHARED = 20    # of wordings that share a pair of words, so many are compared with each other, more only with the longest
_HUBS = 4           # these longest
_LEAST_COMMON = 0.4 # share of the shorter wording's words; fewer in common are never the same words
_KEY_CHARS = 3_000
_TOLD_WORDS, _MANY_WORDS = 6, 8  # least words that are the same where they are told without marks, or said to be of two sources
_FEW_WORDS, _SHORT_RATIO = 5, 0.92  # three or four common words are alike by chance
_STEM_CHARS, _MIN_STEMS = 5, 4
_MAX_TOLD = 900     # pairs of quotes that share a stem; a stem of more says nothing
_SHORT_CHARS = 3    # up to this long words say little
_EMPTY = frozenset("""
    that this with have from they will would could should been were their there which what about more than them then some into your when
    just very because going
""".split())


def link(tables: dict[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """`quotes` with utterance_id filled: shared by all renderings of one utterance in the story.

    Parts are compared by `rapidfuzz.fuzz.partial_ratio` on folded words (`utterance_min_ratio`); equal wordings are compared once,
    and only those that share a pair of longer words, so the work grows with the quotes and not with their square. Parts of one
    quotation keep utterances of their own: an outlet may leave one of them out. The words around marks belong to the marked ones.
    A quote between marks and what another article tells of the same source are one utterance where most of the shorter one's
    meaningful words stand in the longer.

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
    parent = list(range(len(rows)))
    for one, other in [*_of_equal_words(rows, settings.utterance_min_ratio), *_told_again(rows, settings.utterance_min_retold)]:
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
    co_source_ids: str
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


def _of_equal_words(rows: list[_Quote], cut: float) -> list[tuple[int, int]]:
    """Pairs of quotes whose words are the same, through truncation, brackets and small changes."""
    marked = {quote.quotation_id for quote in rows if quote.kind != "indirect"}
    first: dict[str, int] = {}
    joined = []
    for n, quote in enumerate(rows):
        key = comparable(quote.text)
        is_around = quote.kind == "indirect" and quote.quotation_id in marked  # the reporter's words
        if len(key.split()) >= _MIN_WORDS and not is_around:
            known = first.setdefault(key, n)
            joined += [(known, n)] if known != n and _can_be_one(rows[known], rows[n], key) else []
    keys = sorted(first)
    found = [(first[keys[i]], first[keys[j]], min(keys[i], keys[j], key=len)) for i, j in _pairs(keys) if _same(keys[i], keys[j], cut)]
    return joined + [(one, other) for one, other, short in found if _can_be_one(rows[one], rows[other], short)]


def _can_be_one(one: _Quote, other: _Quote, short: str) -> bool:
    """Whether equal words are enough for one utterance: few are not where two sources say them, or where one only tells them."""
    n_words = len(short.split())
    is_told = "indirect" in (one.kind, other.kind)
    are_two = isinstance(one.source_id, str) and isinstance(other.source_id, str) and one.source_id != other.source_id
    return n_words >= (_MANY_WORDS if are_two else _TOLD_WORDS if is_told else _MIN_WORDS)


def _pairs(keys: list[str]) -> list[tuple[int, int]]:
    """Pairs of wordings that share a pair of longer words, next to each other or one apart, and enough of all their words."""
    holders = defaultdict(list)
    for n, key in enumerate(keys):
        long = [word for word in key.split() if len(word) > _SHORT_CHARS]
        for pair in {*zip(long, long[1:], strict=False), *zip(long, long[2:], strict=False)}:
            holders[pair].append(n)
    words = [set(key.split()) for key in keys]
    wanted = {pair for found in holders.values() for pair in _together(found, keys)}
    return sorted((i, j) for i, j in wanted if len(words[i] & words[j]) >= _LEAST_COMMON * min(len(words[i]), len(words[j])))


def _together(found: list[int], keys: list[str]) -> Iterator[tuple[int, int]]:
    """The pairs among wordings that share a pair of words: all of few, of many each with the longest."""
    if len(found) <= _MAX_SHARED:
        yield from combinations(found, 2)
        return
    hubs = sorted(found, key=lambda n: (-len(keys[n]), n))[:_HUBS]
    yield from ((min(n, hub), max(n, hub)) for n in found for hub in hubs if n != hub)


def _same(one: str, other: str, cut: float) -> bool:
    """Whether two folded quotes are renderings of one utterance."""
    short, long = sorted((one, other), key=len)
    n_words = len(short.split())
    if n_words < _MIN_WORDS:
        return False
    cut = max(cut, _SHORT_RATIO) if n_words < _FEW_WORDS else cut
    return fuzz.partial_ratio(short, long, score_cutoff=100 * cut) >= 100 * cut


def _told_again(rows: list[_Quote], share: float) -> list[tuple[int, int]]:
    """Pairs of a quote between marks and what another article tells of the same source in mostly the same meaningful words."""
    stems = [_stems(comparable(quote.text)) if isinstance(quote.source_id, str) else frozenset() for quote in rows]
    holders = defaultdict(lambda: ([], []))
    for n, quote in enumerate(rows):
        for source in {quote.source_id, *(quote.co_source_ids.split(" ") if isinstance(quote.co_source_ids, str) else ())}:
            for stem in stems[n]:
                holders[source, stem][quote.kind == "indirect"].append(n)
    shared: Counter = Counter()
    for marked, told in holders.values():
        if len(marked) * len(told) <= _MAX_TOLD:
            shared.update((one, other) for one in marked for other in told if rows[one].article_id != rows[other].article_id)
    return sorted(pair for pair, n in shared.items() if n >= _MIN_STEMS and n >= share * min(len(stems[pair[0]]), len(stems[pair[1]])))


def _stems(key: str) -> set[str]:
    """The beginnings of the longer words of a folded quote."""
    return {word[:_STEM_CHARS] for word in key.split() if len(word) > _SHORT_CHARS and word not in _EMPTY}


def _root(parent: list[int], n: int) -> int:
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def _join(parent: list[int], one: int, other: int) -> None:
    a, b = sorted((_root(parent, one), _root(parent, other)))
    parent[b] = a
