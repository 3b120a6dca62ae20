"""Two renderings of one utterance, word by word: what one of them dropped, added or changed."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold, word_spans

_PIECE = re.compile(r"\[[^\[\]]{0,200}\]|…|\.\.\.|[^\W_][\w’']*(?:[.,]\d+)*%?")
_SHORT = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am"}
_WHOLE = {"can't": "cannot", "won't": "will not", "let's": "let us", "it's": "it is", "that's": "that is", "there's": "there is",
          "what's": "what is", "he's": "he is", "she's": "she is", "who's": "who is", "here's": "here is"}
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "e", "li")
_STEM_LEAST = 3     # letters that an ending leaves at least
_MAX_WORDS = 2_000  # two renderings longer than this are compared by their beginnings


class Difference(NamedTuple):
    """One stretch of two renderings: same, dropped (only in the first), added (only in the second), changed or bracketed.

    `start`, `end` are positions in the first text, `other_start`, `other_end` in the second; empty spans where one has nothing.
    """

    kind: str
    start: int
    end: int
    other_start: int
    other_end: int


class _Word(NamedTuple):
    key: str
    start: int
    end: int


def differences(text: str, other: str) -> list[Difference]:
    """The word differences between two renderings; hyphens, commas, quotation style, case and contractions are none.

    Words in square brackets are the outlet's own: where they stand for other words the difference is "bracketed".

    Example:
        >>> [(d.kind, "we'll work with you now"[d.start:d.end], "We will work with [Norby]"[d.other_start:d.other_end])
        ...  for d in differences("we'll work with you now", "We will work with [Norby]")]
        [('same', "we'll work with", 'We will work with'), ('bracketed', 'you now', '[Norby]')]
    """
    ours, theirs = _words(text), _words(other)
    matcher = SequenceMatcher(None, [w.key for w in ours], [w.key for w in theirs], autojunk=False)
    kinds = {"equal": "same", "delete": "dropped", "insert": "added", "replace": "changed"}
    found = []
    for tag, i, j, k, m in matcher.get_opcodes():
        start, end, other_start, other_end = *_span(ours, i, j, len(text)), *_span(theirs, k, m, len(other))
        is_bracketed = _is_editorial(ours[i:j] + theirs[k:m]) if tag == "replace" else _is_editorial(ours[i:j] + theirs[k:m], all)
        kind = "bracketed" if tag != "equal" and is_bracketed else kinds[tag]
        found.append(Difference(kind, start, end, other_start, other_end))
    return found


def n_differing_words(text: str, other: str) -> int:
    """How many words two renderings do not share, the larger side of each difference counted.

    Example:
        >>> n_differing_words("It is a very good day", "It’s a good night")
        2
    """
    ours, theirs = _words(text), _words(other)
    matcher = SequenceMatcher(None, [w.key for w in ours], [w.key for w in theirs], autojunk=False)
    return sum(max(j - i, m - k) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")


class Retold(NamedTuple):
    """A paraphrase beside the words it retells: spans of the words that carry over, of its own words, and the words it leaves out."""

    carried: list[tuple[int, int]]
    own: list[tuple[int, int]]
    left_out: list[str]


def retold(text: str, paraphrase: str) -> Retold:
    """Which meaningful words of a paraphrase stand in the quoted words, whatever their ending, and which quoted words it leaves out.

    Function words ("the", "would", "said") are in neither.

    Example:
        >>> said, told = "We will mend the old pier", "the pier would be mended and painted"
        >>> [[told[i:j] for i, j in spans] for spans in retold(said, told)[:2]], retold(said, told).left_out
        ([['pier', 'mended'], ['painted']], ['old'])
    """
    said = {stem(text[i:j]): text[i:j] for i, j in reversed(_telling(text))}
    told = [(stem(paraphrase[i:j]), (i, j)) for i, j in _telling(paraphrase)]
    stems = {key for key, _ in told}
    left_out = [text[i:j] for i, j in _telling(text) if stem(text[i:j]) not in stems]
    carried, own = [span for key, span in told if key in said], [span for key, span in told if key not in said]
    return Retold(carried, own, list(dict.fromkeys(left_out)))


def _telling(text: str) -> list[tuple[int, int]]:
    """The spans of the words that say something."""
    return [(i, j) for i, j in word_spans(text) if fold(text[i:j]) not in STOP_WORDS]


def stem(word: str) -> str:
    """A word without its ending, for comparing: what is left of "mends", "mended" and "mending" is the same.

    Example:
        >>> [stem(word) for word in ("mended", "Mending", "planned", "stories", "closes", "close", "it’s", "pier")]
        ['mend', 'mend', 'plan', 'stori', 'clos', 'clos', 'it', 'pier']
    """
    plain = re.sub(r"'s?$", "", fold(word))
    if plain.endswith("y") and len(plain) > 3:
        plain = plain[:-1] + "i"
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _STEM_LEAST:
            plain = plain[: -len(ending)]
            break
    return plain[:-1] if len(plain) > _STEM_LEAST and plain[-1] == plain[-2] and plain[-1] not in "lse" else plain


@lru_cache(maxsize=512)  # the fullest wording is compared with every other one
def _words(text: str) -> list[_Word]:
    """The words of a text with their positions, folded so that trivial differences vanish."""
    found = []
    for match in _PIECE.finditer(text):
        piece = match.group().replace("’", "'").lower()
        if piece in ("…", "..."):
            continue
        found += [_Word(part, match.start(), match.end()) for part in _expanded(piece).split()]
        if len(found) >= _MAX_WORDS:
            break
    return found


def _expanded(piece: str) -> str:
    """A word without its contraction."""
    if "'" not in piece and piece[0] != "[":
        return piece
    if piece.startswith("["):
        return "[" + "_".join(piece[1:-1].split()) + "]"
    piece = _WHOLE.get(piece, piece)
    for short, long in _SHORT.items():
        if piece.endswith(short):
            return piece[:-len(short)] + long
    return piece.strip("'")


def _span(words: list[_Word], first: int, last: int, length: int) -> tuple[int, int]:
    """The text span of a run of words; an empty one stands where the run would."""
    if first < last:
        return words[first].start, words[last - 1].end
    at = words[first].start if first < len(words) else length
    return at, at


def _is_editorial(words: list[_Word], how: Callable = any) -> bool:
    """Whether a difference has words in square brackets, or has such words alone."""
    return how(w.key.startswith("[") for w in words)
