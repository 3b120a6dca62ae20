"""The words and phrases that a text is about: what is counted as a keyword, and under which form. Knows no table."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold, word_spans

_LONGEST_PHRASE, _LEAST_PHRASE = 4, 2
# Between two words of one phrase stands nothing but a space.
_JOINT = re.compile(r"[ \u00a0\u202f]{1,3}\Z")
_SENTENCE_END = re.compile(r"[.!?:…]|\n")
# Words that end like a plural and are none; and plurals that their ending alone would not undo rightly.
_SINGULAR = re.compile(r"(?:ss|us|is|as|os|news|series|species|lens|corps|means|goods|thanks|headquarters|overseas|whereabouts|ics)\Z")
_ES = re.compile(r"(?:ss|sh|[^a]ch|[aeo]ach|x|zz)es\Z")
_IRREGULAR = {word + "s": word for word in """
critic topic clinic fabric republic medic movie cookie rookie calorie selfie zombie die lie tie pie pea area idea era visa camera agenda drama
quota villa sofa saga opera arena extra gala pasta photo video radio studio euro zoo casino logo memo disco tattoo scenario ratio portfolio
headache cache avalanche
""".split()} | {
    "crises": "crisis", "analyses": "analysis", "buses": "bus", "gases": "gas", "biases": "bias", "viruses": "virus", "campuses": "campus",
    "bonuses": "bonus", "statuses": "status", "focuses": "focus", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato",
    "echoes": "echo", "vetoes": "veto"}


@dataclass(frozen=True)
class _Word:
    """One word of a text: folded, whether a capital begins it, and what stands between the word before and it."""

    folded: str
    is_capital: bool
    before: str


def terms(body: str) -> dict[str, int]:
    """Words and phrases of a text and how often each stands there.

    Example:
        >>> terms("Tram lines closed. The tram line reopened.")
        {'tram': 2, 'line': 2, 'closed': 1, 'reopened': 1, 'tram line': 2}
    """
    text_words = list(_words(body))
    names = _names(text_words)
    runs = [[_counted_as(word, names) for word in run] for run in _runs(text_words)]
    counted = Counter(word for run in runs for word in run if _is_keyword(word))
    return dict(counted) | _phrases(runs)


def singular(word: str) -> str:
    """A folded word, a regular plural as its singular.

    Example:
        >>> [singular(word) for word in ("cities", "crosses", "houses", "glass", "politics", "crises", "movies", "bridges")]
        ['city', 'cross', 'house', 'glass', 'politics', 'crisis', 'movie', 'bridge']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or not word.isalpha() or _SINGULAR.search(word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if _ES.search(word) else word[:-1]


def _words(body: str) -> Iterator[_Word]:
    """The words of a text in their order."""
    last = 0
    for start, end in word_spans(body):
        yield _Word(fold(body[start:end]), body[start].isupper(), body[last:start] if last else "\n")
        last = end


def _without_possessive(word: str) -> str:
    """A folded word without "'s"."""
    return word.removesuffix("'s")


def _names(text_words: list[_Word]) -> set[str]:
    """Words that are written with a capital inside a sentence and nowhere without."""
    capital = {_without_possessive(w.folded) for w in text_words if w.is_capital and not _SENTENCE_END.search(w.before)}
    return capital - {_without_possessive(w.folded) for w in text_words if not w.is_capital}


def _counted_as(word: str, names: set[str]) -> str:
    """The term that a word is counted under."""
    word = _without_possessive(word)
    return word if word in names else singular(word)


def _runs(text_words: list[_Word]) -> Iterator[list[str]]:
    """The folded words of each stretch without stop word and punctuation; a possessive ends its stretch."""
    run: list[str] = []
    for word in text_words:
        if run and (word.folded in STOP_WORDS or run[-1].endswith("'s") or not _JOINT.match(word.before)):
            yield run
            run = []
        if word.folded not in STOP_WORDS:
            run.append(word.folded)
    if run:
        yield run


def _is_keyword(word: str) -> bool:
    """Whether a word stands for something: not a bare number or a single letter."""
    return len(word) > 1 and any(c.isalpha() for c in word)


def _phrases(runs: list[list[str]]) -> dict[str, int]:
    """Phrases that recur, but for those that never stand outside one longer phrase."""
    counted: Counter[tuple[str, ...]] = Counter()
    for run in runs:
        for length in range(2, _LONGEST_PHRASE + 1):
            counted.update(tuple(run[i:i + length]) for i in range(len(run) - length + 1))
    kept = {phrase: n for phrase, n in counted.items() if n >= _LEAST_PHRASE and all(_is_keyword(word) for word in (phrase[0], phrase[-1]))}
    inner = {part: n for phrase, n in sorted(kept.items()) for part in (phrase[:-1], phrase[1:]) if kept.get(part) == n}
    return {" ".join(phrase): n for phrase, n in sorted(kept.items()) if phrase not in inner}
