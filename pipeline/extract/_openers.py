"""Words with the capital of a sentence's beginning: "Maybe Vale", "Rival Ida Vale", "Nevertheless". They are no part of a name."""

import re

from pipeline.cues import CUES
from pipeline.stop_words import STOP_WORDS

_LOWER = re.compile(r"(?<![\w’'.-])[a-z]{3,24}(?![\w’'])")
_FORMS = ("ing", "ed", "ly")
_CONTRACTED = re.compile(r"['’](?:ll|re|ve|d|s|m|t)$")
_SENTENCE_ENDS = ".!?…:;,\"”’'»«)"
_HEADING_CHARS = 90  # what is longer and ends without a mark is a sentence without one


class Openers:
    """The ordinary words of one article, to tell them from names where a sentence begins.

    Args:
        body: the text.
        inner: capitalised runs that stand inside sentences, as written.
    """

    def __init__(self, body: str, inner: set[str]):
        self._lower, self._inner = set(_LOWER.findall(body)), inner
        self._inner_words = {word for run in inner for word in run.split()}
        self._inner_folded = {word.lower() for word in self._inner_words}
        self._surnames = {run.rsplit(" ", 1)[-1] for run in inner if " " in run}

    def without(self, run: str) -> str:
        """A run at a sentence's beginning without an ordinary first word; as it is where the whole is a name inside a sentence too.

        Example:
            >>> openers = Openers("Maybe Vale knows. The artist Ida Vale left.", {"Ida Vale"})
            >>> openers.without("Maybe Vale"), openers.without("Artist Ida Vale"), openers.without("Rose Hart")
            ('Vale', 'Ida Vale', 'Rose Hart')
        """
        first, _, rest = run.partition(" ")
        if not rest[:1].isupper() or run in self._inner:
            return run
        is_word = self._is_word(first.lower())
        is_known = rest in self._inner or " " not in rest and first not in self._inner_words and rest in self._surnames
        return rest if is_word or (is_known and first.lower() in self._lower) else run

    def is_common(self, word: str) -> bool:
        """Whether a sentence's first word alone is an ordinary word of this article or of the language.

        Example:
            >>> openers = Openers("Heavy rain fell. The rain was heavy. We'll see.", set())
            >>> [openers.is_common(word) for word in ("Heavy", "We'll", "Nevertheless", "Vale")]
            [True, True, True, False]
        """
        folded = word.lower()
        return word not in self._inner_words and (self._is_word(folded) or folded in self._lower or bool(_CONTRACTED.search(folded)))

    def _is_word(self, folded: str) -> bool:
        """Whether a word is a function word, a verb of saying or a form by which no name ends."""
        is_form = len(folded) > 5 and folded.endswith(_FORMS) and folded not in self._inner_folded
        return folded in STOP_WORDS or folded in CUES or folded in _ADVERBS or is_form


_ADVERBS = frozenset("""
    maybe perhaps plus whatever nevertheless nonetheless regardless meanwhile however moreover furthermore therefore thus hence still yet
    instead besides otherwise overall despite amid given due like unlike among amongst once twice often sometimes today yesterday tomorrow
    tonight later earlier soon then next finally afterwards afterward together altogether members supporters critics fans rival dear
    welcome thanks let got want see look try make get
""".split())


def is_heading(text: str) -> bool:
    """Whether a paragraph of one short line without a mark at its end is a heading: its capitals tell no names.

    Example:
        >>> is_heading("Holiday Lights and Safety"), is_heading("Ida Vale left.")
        (True, False)
    """
    return len(text) <= _HEADING_CHARS and text[-1:] not in _SENTENCE_ENDS and "\n" not in text
