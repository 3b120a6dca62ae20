"""One indirect quotation, and where its content ends."""

from dataclasses import dataclass

from pipeline.cues import CUES
from pipeline.extract._attribution import is_verb
from pipeline.extract._phrases import NOUNS, PRONOUNS, Token, is_adverb, phrase_before

MIN_WORDS = 3
_COMMENTS = frozenset("echoing referring alluding invoking quoting pointing joining".split())
_PAST_OR_PRESENT = ("ed", "said", "told", "wrote", "says", "tells", "writes")


@dataclass(slots=True)
class Clause:
    """One indirect quotation: the spans of its content, its cue and its source, as positions in the body."""

    spans: list[tuple[int, int]]
    cue: tuple[int, int]
    source: tuple[int, int]
    how: str


def span_of(words: list[Token], first: int, last: int, least: int = MIN_WORDS) -> tuple[int, int] | None:
    """The text from one token to before another, without marks at its ends; None where it is too short to say anything."""
    while first < last and not _is_content(words[first]):
        first += 1
    while last > first and not _is_content(words[last - 1]):
        last -= 1
    plain = [w for w in words[first:last] if w.word[0].isalnum()]
    return (words[first].start, words[last - 1].end) if len(plain) >= least else None


def _is_content(token: Token) -> bool:
    return token.word[0].isalnum() or token.word in "¤$£€#%)("


def content_end(words: list[Token], first: int) -> int:
    """Where the content ends: at the sentence's end, or where another attribution begins."""
    for n in range(first + 2, len(words) - 1):
        if words[n].word == ";" or (words[n].word == "¤" and words[n + 1].lower in CUES and words[n + 1].lower.endswith("ing")):
            return n + (words[n].word == "¤")
        if words[n].word in ",—–―" and _turns_away(words, n + 1):
            return n
        if words[n].lower in ("and", "but") and _says_on(words, n + 1):
            return n
    return len(words)


def _turns_away(words: list[Token], n: int) -> bool:
    """Whether what follows a comma or dash is the reporter's again: "according to", "citing", "but she noted", "and has left"."""
    token = words[n]
    is_comment = token.word[0].islower() and (token.lower in _COMMENTS or (token.lower in CUES and token.lower.endswith("ing")))
    is_joined = token.lower in ("but", "and", "while", "though", "although") and (
        _has_attribution(words, n + 1) or _is_second_verb(words, n + 1))
    return is_comment or is_joined or token.lower in ("according", "but")


def _says_on(words: list[Token], n: int) -> bool:
    """Whether the speaker says another thing, or another speaker begins: "and added that", "but noted", "and Vale accused"."""
    while n < len(words) - 1 and is_adverb(words[n]):
        n += 1
    if words[n].lower in CUES and words[n].lower not in NOUNS:
        return CUES[words[n].lower].act in ("say", "describe") and words[n].lower.endswith(_PAST_OR_PRESENT)
    is_subject = words[n].is_capital or words[n].lower in PRONOUNS
    return is_subject and n + 1 < len(words) and is_verb(words, n + 1) and CUES[words[n + 1].lower].act == "say"


def _is_second_verb(words: list[Token], n: int) -> bool:
    """Whether another verb of the attribution's own subject follows: "Vale said it holds, and has left"."""
    return n < len(words) and words[n].word[0].islower() and (
        words[n].lower in ("has", "have", "had", "was", "is", "were") or words[n].lower.endswith("ed"))


def _has_attribution(words: list[Token], n: int) -> bool:
    """Whether a subject and a verb of saying follow at once."""
    return any(is_verb(words, m) for m in range(n + 1, min(n + 5, len(words)))) and phrase_before("", words[n:n + 1]) is not None
