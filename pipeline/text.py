"""Text in, plain values out: ids, folding, words. Knows no table."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})


def digest(*parts: str) -> str:
    """Sixteen hex digits that depend on the parts and their borders only: the form of every id.

    Example:
        >>> digest("a", "bc") != digest("ab", "c"), len(digest("a"))
        (True, 16)
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()


def fold(text: str) -> str:
    """Text for comparing: compatibility form, lower case, straight apostrophes and hyphens, single spaces.

    Example:
        >>> fold("The  Mayor’s\\u00a0Plan")
        "the mayor's plan"
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold().split())


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word; inner apostrophes, dots, hyphens and ampersands belong to it.

    Example:
        >>> [("U.S. well-kept AT&T"[i:j]) for i, j in word_spans("U.S. well-kept AT&T")]
        ['U.S', 'well-kept', 'AT&T']
    """
    return [m.span() for m in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of a text, folded; their number is what every "per 1,000 words" divides by.

    Example:
        >>> words("Cost: $18.4 million, the city’s share.")
        ['cost', '18.4', 'million', 'the', "city's", 'share']
    """
    return [fold(m.group()) for m in _WORD.finditer(text)]
