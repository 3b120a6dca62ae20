"""Articles of 300 invented words with known stories and known shared passages, in any number and the same for the same number."""

from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import pandas as pd

from bench.invented import SYLLABLES
from pipeline import tables
from pipeline.text import digest, word_spans

WORDS, A_SENTENCE, WORDS_IN_ALL, OUTLETS = 300, 15, 30_000, 50
A_STORY, TOPIC_WORDS, TOPIC_SHARE, DAYS = 5, 40, 0.3, 365
PLANTED_SHARE, SHORTEST, LONGEST = 0.6, 11, 120
_SECONDS_A_DAY = 86_400

Passage = tuple[str, int, int, str, int, int]


@dataclass(frozen=True)
class Planted:
    """Articles as the table `articles`, the number of the story of each article_id, and the passages that two of them share."""

    articles: pd.DataFrame
    story: dict[str, int]
    passages: set[Passage]

    @property
    def outlets(self) -> pd.DataFrame:
        """The table `outlets`."""
        return tables.frame("outlets", [{"outlet_id": f"o{i}", "outlet_name": f"Outlet {i}", "is_known": True} for i in range(OUTLETS)])


def planted(n: int) -> Planted:
    """n articles in stories of five on average; six in ten share one passage of 11 to 119 words with one other article.

    Example:
        >>> made = planted(10)
        >>> len(made.articles), len(made.passages), made.articles.equals(planted(10).articles)
        (10, 3, True)
    """
    rng = np.random.default_rng(n)
    story = np.sort(rng.integers(0, max(1, n // A_STORY), n))
    texts = _texts(rng, story)
    copies = _copies(rng, texts)
    bodies = _bodies(texts)
    ids = np.array([digest(str(i), body) for i, body in enumerate(bodies)])
    day = (story * 7919) % DAYS + rng.integers(0, 2, n)
    articles = _articles(ids, bodies, pd.to_datetime(day * _SECONDS_A_DAY, unit="s", utc=True))
    return Planted(articles, dict(zip(ids.tolist(), story.tolist(), strict=True)), _truth(ids, bodies, texts, copies))


def _texts(rng: np.random.Generator, story: np.ndarray) -> np.ndarray:
    """One row of numbers of words an article: frequent words as in any language, and in part the words of its story."""
    weight = 1 / (np.arange(WORDS_IN_ALL) + 2.7) ** 1.02
    limits = np.cumsum(weight / weight.sum())
    texts = np.minimum(np.searchsorted(limits, rng.random((len(story), WORDS))), WORDS_IN_ALL - 1).astype("int32")
    topics = rng.integers(500, WORDS_IN_ALL, (int(story.max(initial=0)) + 1, TOPIC_WORDS)).astype("int32")
    is_topic = rng.random(texts.shape) < TOPIC_SHARE
    own = topics[story[:, None], rng.integers(0, TOPIC_WORDS, texts.shape)]
    return np.where(is_topic, own, texts)


def _copies(rng: np.random.Generator, texts: np.ndarray) -> list[tuple[int, int, int, int, int]]:
    """Copy a run of words from one article of each chosen pair into the other: first, place, second, place, words, as far as they agree."""
    n = len(texts)
    order, n_pairs = rng.permutation(n), int(n * PLANTED_SHARE / 2)
    found = []
    for one, two in zip(order[:n_pairs].tolist(), order[n_pairs:2 * n_pairs].tolist(), strict=True):
        size = int(rng.integers(SHORTEST, LONGEST))
        i, j = (int(x) for x in rng.integers(0, WORDS - size, 2))
        texts[two, j:j + size] = texts[one, i:i + size]
        while i and j and texts[one, i - 1] == texts[two, j - 1]:
            i, j, size = i - 1, j - 1, size + 1
        while i + size < WORDS and j + size < WORDS and texts[one, i + size] == texts[two, j + size]:
            size += 1
        found.append((one, i, two, j, size))
    return found


def _bodies(texts: np.ndarray) -> list[str]:
    """The texts in words, fifteen a sentence."""
    made = ("".join(parts) for length in (2, 3, 4) for parts in product(SYLLABLES, repeat=length))
    words = np.array(list(dict.fromkeys(islice(made, 2 * WORDS_IN_ALL)))[:WORDS_IN_ALL], dtype=object)
    return [" ".join(_sentence(words[row[i:i + A_SENTENCE]]) for i in range(0, WORDS, A_SENTENCE)) for row in texts]


def _sentence(words: np.ndarray) -> str:
    """Words as a sentence."""
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def _articles(ids: np.ndarray, bodies: list[str], moments: pd.DatetimeIndex) -> pd.DataFrame:
    """The table `articles`."""
    known = {"article_id": ids, "outlet_id": [f"o{i % OUTLETS}" for i in range(len(ids))], "kind": "full", "body": bodies,
             "title": [" ".join(body.split()[:6]) for body in bodies], "content_hash": [digest(body) for body in bodies], "n_words": WORDS,
             "published_at": moments, "published_precision": "day"}
    rest = {c.name: None if c.is_optional else "" for c in tables.TABLES["articles"].columns if c.name not in known}
    return tables.conform("articles", pd.DataFrame({**known, **rest}))


def _truth(ids: np.ndarray, bodies: list[str], texts: np.ndarray, copies: list[tuple[int, int, int, int, int]]) -> set[Passage]:
    """The passages with their offsets, the article whose id sorts first in front."""
    found = set()
    for one, i, two, j, size in copies:
        ours, theirs = ((str(ids[a]), *_span(bodies[a], k, size)) for a, k in ((one, i), (two, j)))
        found.add((*min(ours, theirs), *max(ours, theirs)))
    return found


def _span(body: str, first: int, size: int) -> tuple[int, int]:
    """Start and end of a run of words."""
    spans = word_spans(body)
    return spans[first][0], spans[first + size - 1][1]
