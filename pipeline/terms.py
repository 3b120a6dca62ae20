"""The words and phrases that a text is about: what is counted as a keyword, and under which form. Knows no table."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.function_words import FUNCTION_WORDS
from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold, word_spans

_LONGEST_NAME = 4
# Articles and pronouns that lose their vowel before a word: "l'homme", "dell'acqua".
_ELIDED = {
    "fr": re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['\u2019](?=\w)", re.IGNORECASE),
    "it": re.compile(r"(?:[cdlmnstv]|un|all|dall|dell|nell|sull|coll|quest|quell|bell)['\u2019](?=\w)", re.IGNORECASE),
}
# Between two words of one phrase stands nothing but a space.
_JOINT = re.compile(r"[ \u00a0\u202f]{1,3}\Z")
_SENTENCE_END = re.compile(r"[.!?:…]|\n")
# Words that end like a plural and are none; and plurals that their ending alone would not undo rightly.
_SINGULAR = re.compile(r"(?:ss|us|is|as|os|news|series|species|lens|corps|means|goods|thanks|headquarters|overseas|whereabouts|ics)\Z")
_ES = re.compile(r"(?:ss|sh|[^a]ch|[aeo]ach|x|zz)es\Z")
_IRREGULAR = {word + "s": word for word in """
critic topic clinic fabric republic medic movie cookie rookie calorie selfie zombie die lie tie pie pea area idea era visa camera agenda
drama quota villa sofa saga opera arena extra gala pasta photo video radio studio euro zoo casino logo memo disco tattoo scenario ratio
portfolio headache cache avalanche
""".split()} | {  # noqa: SIM905 (a word list reads best as text)
    "crises": "crisis", "analyses": "analysis", "buses": "bus", "gases": "gas", "biases": "bias", "viruses": "virus", "campuses": "campus",
    "bonuses": "bonus", "statuses": "status", "focuses": "focus", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato",
    "echoes": "echo", "vetoes": "veto"}


class _Word(NamedTuple):
    """One word of a text: folded, whether a capital begins it, what stands between the word before and it, and where it stands."""

    folded: str
    is_capital: bool
    before: str
    start: int
    end: int


def terms(body: str, language: str = "en") -> dict[str, int]:
    """Words and phrases of a text and how often each stands there.

    A phrase is a name of two to four words, or two neighbouring words that are not part of one.

    Args:
        body: the text.
        language: its ISO 639-1 code, for the words that stand for no topic; English ones where it has no list.

    Example:
        >>> terms("Le maire et l'eau de la ville", "fr")
        {'maire': 1, 'eau': 1, 'ville': 1}
        >>> terms("Tram lines reopen. Of the tram lines, Ada Holm says nothing.")
        {'tram': 2, 'line': 2, 'reopen': 1, 'ada': 1, 'holm': 1, 'tram line': 2, 'line reopen': 1, 'ada holm': 1}
    """
    text_words = list(_words(body, language))
    names = _names(text_words)
    runs = list(_runs(text_words, language))
    counted = Counter(term for run in runs for word in run if _is_keyword(term := _counted_as(word, names)))
    phrases = Counter(phrase for run in runs for phrase, _, _ in _phrases(run, names))
    return dict(counted) | dict(phrases)


def places(body: str, wanted: str, language: str = "en") -> list[tuple[int, int]]:
    """Start and end of each place that `terms` counts under a term of a text in this language, in the order of the text.

    Example:
        >>> text = "Tram lines reopen. Of the tram lines, Ada Holm says nothing."
        >>> [text[start:end] for start, end in places(text, "tram line")]
        ['Tram lines', 'tram lines']
    """
    text_words = list(_words(body, language))
    names = _names(text_words)
    runs = _runs(text_words, language)
    if " " in wanted:
        return [(first.start, last.end) for run in runs for phrase, first, last in _phrases(run, names) if phrase == wanted]
    return [(word.start, word.end) for run in runs for word in run if _counted_as(word, names) == wanted]


@lru_cache(maxsize=100_000)
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


def _words(body: str, language: str) -> Iterator[_Word]:
    """The words of a text in their order; what is elided before a word belongs to what stands between the words."""
    last, elided = 0, _ELIDED.get(language)
    for start, end in word_spans(body):
        start += len(found[0]) if elided and (found := elided.match(body, start, end)) else 0
        yield _Word(fold(body[start:end]), body[start].isupper(), body[last:start] if last else "\n", start, end)
        last = end


def _without_possessive(word: str) -> str:
    """A folded word without "'s"."""
    return word.removesuffix("'s")


def _names(text_words: list[_Word]) -> set[str]:
    """Words that are written with a capital inside a sentence and nowhere without."""
    capital = {_without_possessive(w.folded) for w in text_words if w.is_capital and not _SENTENCE_END.search(w.before)}
    return capital - {_without_possessive(w.folded) for w in text_words if not w.is_capital}


def _counted_as(word: _Word, names: set[str]) -> str:
    """The term that a word is counted under."""
    plain = _without_possessive(word.folded)
    return plain if plain in names else singular(plain)


def _runs(text_words: list[_Word], language: str) -> Iterator[list[_Word]]:
    """The words of each stretch without stop word and punctuation; a possessive ends its stretch."""
    stop_words = FUNCTION_WORDS.get(language, STOP_WORDS)
    run: list[_Word] = []
    for word in text_words:
        if run and (word.folded in stop_words or run[-1].folded.endswith("'s") or not _JOINT.match(word.before)):
            yield run
            run = []
        if word.folded not in stop_words:
            run.append(word)
    if run:
        yield run


@lru_cache(maxsize=100_000)
def _is_keyword(word: str) -> bool:
    """Whether a word stands for something: not a bare number or a single letter."""
    return len(word) > 1 and any(c.isalpha() for c in word)


def _phrases(run: list[_Word], names: set[str]) -> Iterator[tuple[str, _Word, _Word]]:
    """The phrases of one stretch, with their first and last word: names of several words whole, other words two by two."""
    plain: list[_Word] = []
    for is_name, part in groupby(run, key=lambda word: _is_name_part(word, names)):
        words_of_part = list(part)
        if is_name and len(words_of_part) > 1:
            yield from _pairs(plain, names)
            plain = []
            if len(words_of_part) <= _LONGEST_NAME:
                name = " ".join(_without_possessive(word.folded) for word in words_of_part)
                yield name, words_of_part[0], words_of_part[-1]
        else:
            plain += words_of_part
    yield from _pairs(plain, names)


def _is_name_part(word: _Word, names: set[str]) -> bool:
    """Whether a word is written as part of a name; at the beginning of a sentence a capital alone does not tell."""
    return word.is_capital and (not _SENTENCE_END.search(word.before) or _without_possessive(word.folded) in names)


def _pairs(plain: list[_Word], names: set[str]) -> Iterator[tuple[str, _Word, _Word]]:
    """Each two neighbouring words as a phrase, and the two words."""
    counted_as = [_counted_as(word, names) for word in plain]
    for (one, two), (first, last) in zip(pairwise(counted_as), pairwise(plain), strict=True):
        if _is_keyword(one) and _is_keyword(two):
            yield f"{one} {two}", first, last
