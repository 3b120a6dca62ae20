"""Why two statements were matched: the words, like words, names and figures that they share, as written."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from pipeline.link._fact_words import like_words, stem
from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold, word_spans

_MOST = 12  # of each kind; more do not explain better


class Shown(NamedTuple):
    """What can be shown of a statement: stem → (word as written, whether it is a name), and (value, unit) → figure as written."""

    written: dict[str, tuple[str, bool]]
    figures: dict[tuple[float, str], str]


class Figure(NamedTuple):
    """One figure of an article: its span, its value and unit, and how it is written."""

    start: int
    end: int
    value: float
    unit: str
    text: str


def figures_by_article(figures: pd.DataFrame) -> dict[str, list[Figure]]:
    """The figures of each article, in the order of the table `figures`."""
    found: dict[str, list[Figure]] = {}
    for article, *figure in zip(*(figures[name].tolist() for name in ("article_id", *Figure._fields)), strict=True):
        found.setdefault(article, []).append(Figure(*figure))
    return found


def shown(spans: Sequence[tuple[str, int, int, str]], figures: Mapping[str, Sequence[Figure]]) -> list[Shown]:
    """What can be shown of each statement.

    Args:
        spans: article_id, start, end and text of statements.
        figures: the figures of each article.
    """
    return [Shown(_written(text), {(f.value, f.unit): f.text for f in figures.get(article, ()) if start <= f.start and f.end <= end})
            for article, start, end, text in spans]


def evidence(one: Shown, other: Shown) -> str:
    """What two statements share, in words.

    Example:
        >>> one, other = shown([("a", 0, 0, "Norby shut its old port on Monday"),
        ...                     ("b", 0, 0, "The harbour of Norby was closed on Monday")], {})
        >>> evidence(one, other)
        'names: Norby, Monday; like words: shut = closed, port = harbour'
    """
    here, there, groups = one.written, other.written, like_words()
    shared = [root for root in here if root in there]
    by_group = {groups[root]: word for root, (word, _) in reversed(there.items()) if root in groups and root not in here}
    like = [f"{word} = {by_group[groups[root]]}" for root, (word, _) in here.items()
            if root not in there and root in groups and groups[root] in by_group]
    names = [here[root][0] for root in shared if here[root][1] and there[root][1]]
    plain = [here[root][0] for root in shared if not (here[root][1] and there[root][1]) and not root[0].isdigit()]
    figures = [text for key, text in one.figures.items() if key in other.figures]
    parts = (("names", names), ("words", plain), ("like words", like), ("figures", figures))
    return "; ".join(f"{kind}: {', '.join(said[:_MOST])}" for kind, said in parts if said)


def _written(text: str) -> dict[str, tuple[str, bool]]:
    """Stem → the word as first written, and whether it is capitalised, in the order of the text."""
    found: dict[str, tuple[str, bool]] = {}
    for i, j in word_spans(text):
        written = text[i:j]
        if (word := fold(written)) not in STOP_WORDS:
            found.setdefault(stem(word), (written.removesuffix("'s").removesuffix("’s"), written[0].isupper()))
    return found
