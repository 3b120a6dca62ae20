"""Indirect quotations without a clause: what somebody calls for, warns of, accuses another of, and what somebody calls another."""

from pipeline.cues import CUES
from pipeline.extract._attribution import subject_of
from pipeline.extract._clause import Clause, content_end, span_of
from pipeline.extract._phrases import PREPOSITIONS, Token

_MATTERS = {  # what leads to the matter of a verb
    "call": ("for",), "warn": ("of", "about", "against"), "caution": ("against", "about"), "argue": ("for", "against"),
    "complain": ("about", "of"), "rail": ("against",),
}
_CHARGES = {"accuse": "of", "charge": "with", "criticize": "for", "praise": "for", "urge": "to"}  # what leads to the matter behind whom
AS = frozenset("describe characterize characterise portray dismiss denounce deem".split())  # the others need no "as" before a label
UNITS = frozenset("second seconds minute minutes hour hours day days week weeks month months year years".split())


def matter(words: list[Token], begin: int, k: int) -> tuple[Clause, int] | None:
    """Vale called for a ban; Vale warned of floods; Vale accused the port of delay."""
    lemma = CUES[words[k].lower].lemma
    source = subject_of(words, begin, k) if not _is_adjective(words[k - 1]) else None
    if source is None or k + 3 >= len(words):
        return None
    if words[k + 1].lower in _MATTERS.get(lemma, ()):
        first, cue = k + 2, (words[begin].start, words[k + 1].end)
    elif lemma in _CHARGES and any(w.lower == _CHARGES[lemma] for w in words[k + 2:k + 10]) and words[k + 1].lower != _CHARGES[lemma]:
        first, cue = k + 1, (words[begin].start, words[k].end)
    else:
        return None
    last = content_end(words, first)
    span = span_of(words, first, last, 2)
    return (Clause([span], cue, source, "leading"), last) if span else None


def _is_adjective(token: Token) -> bool:
    """Whether a capitalised word tells that a noun follows: "Democratic calls for a ban"."""
    return token.is_capital and token.lower.endswith(("ic", "can", "ish", "ese", "ian"))


def label(words: list[Token], begin: int, k: int) -> tuple[Clause, int] | None:
    """Vale called the ruling a mistake; Vale described the pier as "a wreck"."""
    n = next((n for n in range(k + 2, min(k + 14, len(words) - 1)) if _is_predicate(words, k, n)), None)
    if n is None or not words[k + 1].word[0].isalnum() or words[k + 1].lower in PREPOSITIONS or words[k + 1].lower in ("for", "of"):
        return None
    source = subject_of(words, begin, k)
    last = content_end(words, n)
    span = span_of(words, k + 1, last, 1)
    return (Clause([span], (words[begin].start, words[k].end), source, "leading"), last) if source and span else None


def _is_predicate(words: list[Token], k: int, n: int) -> bool:
    """Whether what somebody is called begins here, behind who or what is called so."""
    if words[n].lower == "as":
        return CUES[words[k].lower].lemma in AS
    is_label = words[n].word == "¤" or (words[n].lower in ("a", "an") and words[n + 1].lower not in UNITS)
    return is_label and CUES[words[k].lower].lemma not in AS and all(w.word[0].isalnum() or w.word == "¤" for w in words[k + 1:n])
