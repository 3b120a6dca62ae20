"""Who says a marked stretch: the cue and the source beside it, as written."""

import re
from dataclasses import dataclass

from pipeline.cues import CUES
from pipeline.extract._phrases import AUXILIARY, DETERMINERS, NOUNS, PRONOUNS, Token, is_adverb, is_cue, phrase_after, phrase_before, tokens

WINDOW = 360  # characters beside a stretch that are looked at: the longest appositives in news prose stay below 300


DASHES = "—–―-"
_DASHED = re.compile(r"\s{0,3}[—–―-]{1,2}\s{0,3}([A-ZÀ-Þ][^.!?\n“”\"]{2,80}(?:\s[A-Z]\.\s[^.!?\n“”\"]{2,40})?)[ .]{0,3}(?=\n|$)")


@dataclass(slots=True)
class Found:
    """One attribution, with positions in the body: cue span, source span (or None), and where it stands."""

    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    how: str  # after, before, colon, according, dash, within, words


def after(body: str, left: int, right: int, last: str, is_free: bool) -> Found | None:
    """The attribution behind a stretch that ends at `left`.

    Args:
        body: the text.
        left: where the stretch ends, mark included.
        right: where its sentence ends.
        last: the stretch's last character that is no mark.
        is_free: whether the stretch begins its sentence.
    """
    text = body[left:min(right, left + WINDOW)]
    words = tokens(text)
    dashed = _dashed(left, body) if text.lstrip()[:1] in DASHES else None
    k = 0
    while k < len(words) and words[k].word in (",", "—", "–", "―", "-", "--"):
        k += 1
    if k == len(words) or not words[k].word[0].isalnum():
        return None
    if not (last in ",?!…—–-" or k > 0 or (last == "." and words[k].word[0].islower())):
        return _loose(text, words, left) if is_free else None
    return (_according(words, k, left) or _verb_first(words, k, left) or _verb_later(text, words, k, left)
            or (_any_verb(words, k, left) if last == "," else None) or dashed)


def _loose(text: str, words: list[Token], left: int) -> Found | None:
    """A stretch that begins its sentence without a comma at its end: '… ' Vale said, or '… ' before noon, Vale said."""
    found = _verb_first(words, 0, left) or _verb_later(text, words, 0, left)
    if found is None or found.source is None:
        return None
    lead = text[:min(found.source[0], found.cue[0]) - left].strip()
    return found if not lead or lead.endswith(",") else None


def _any_verb(words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' Vale riffed: a name or pronoun with a past tense that no list has."""
    source = phrase_after(words[k:]) if words[k].lower != "who" else None
    if source is None:
        return None
    n = next((n for n in range(k, len(words)) if words[n].start >= source[1]), len(words))
    while n < len(words) and is_adverb(words[n]):
        n += 1
    if n < len(words) and words[n].lower.endswith("ed") and words[n].word[0].islower():
        return Found((left + words[n].start, left + words[n].end), _shift(source, left), "after")
    return None


def _dashed(left: int, body: str) -> Found | None:
    """A name behind a dash at the end of its line."""
    match = _DASHED.match(body, left, left + 120)
    if not match:
        return None
    source = phrase_after(tokens(match.group(1)))
    return source and Found(None, _shift(source, match.start(1)), "dash")


def _according(words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' according to Vale."""
    if words[k].lower == "according" and k + 1 < len(words) and words[k + 1].lower == "to":
        source = phrase_after(words[k + 2:k + 24])
        return source and Found((left + words[k].start, left + words[k + 1].end), _shift(source, left), "according")
    return None


def _verb_first(words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' said Vale."""
    first = k
    while k < len(words) - 1 and is_adverb(words[k]):
        k += 1
    if not is_cue(words[k]) or (words[k].lower in NOUNS and not words[k].lower.endswith(("s", "ed", "read"))):
        return _foreign_verb(words, k, left)
    source = phrase_after(words[k + 1:k + 24])
    if source is None or CUES[words[k].lower].act == "describe" or CUES[words[k].lower].lemma == "tell":
        return None
    return Found((left + words[first].start, left + words[k].end), _shift(source, left), "after")


def _foreign_verb(words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' beamed Ida Vale; '… ,' sagte Jonas Falk: a past tense that no list has, with a name behind it."""
    first = k
    k += words[k].lower in ("a", "hat", "ha") and k + 1 < len(words)
    is_past = words[k].word[0].islower() and (words[k].lower.endswith(("ed", "é", "gte", "nte", "rte", "kte")) or words[k].lower in _BEGUN)
    if not is_past or k + 1 >= len(words):
        return None
    rest = words[k + 1:k + 24]
    if rest[0].lower in _ARTICLES:  # "a déclaré le maire, Luc Perrin"
        stop = next((n for n, w in enumerate(rest) if w.word in ",.;:"), 0)
        return Found((left + words[first].start, left + words[k].end), (left + rest[0].start, left + rest[stop - 1].end), "after") if 1 < stop < 6 else None
    if not rest[0].is_capital and not (words[k].lower in _BEGUN and any(w.is_capital for w in rest[:4])):
        return None
    source = phrase_after(rest)
    return source and Found((left + words[first].start, left + words[k].end), _shift(source, left), "after")


_BEGUN = frozenset("began begins continued continues".split())
_ARTICLES = frozenset("le la les der die das el il los las".split())


def _verb_later(text: str, words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' Vale said."""
    depth = 0
    for n in range(k + 1, len(words)):
        depth += (words[n].word == "(") - (words[n].word == ")")
        if depth > 0:
            continue
        if words[n].word in ".;:!?\"“”„«»":
            return None
        if not (is_verb(words, n) or _ends_clause(words, n)) or (words[n].lower.endswith("ing") and words[n - 1].lower not in AUXILIARY):
            continue
        begin = n
        while begin > k + 1 and (is_adverb(words[begin - 1]) or (words[begin].lower == "to" and words[begin - 1].lower in ("wanted", "wants"))):
            begin -= 1
        source = phrase_before(text, words[k:begin])
        if source:
            return Found((left + words[begin].start, left + words[n].end), _shift(source, left), "after")
    return None


def _ends_clause(words: list[Token], n: int) -> bool:
    """Whether a form that is a noun too stands where only a verb can: '… ,' the letter reads."""
    return is_cue(words[n]) and words[n].lower.endswith(("s", "ed")) and n + 1 < len(words) and words[n + 1].word in ".:"


def before(body: str, left: int, right: int, is_continued: bool) -> Found | None:
    """The attribution in front of a stretch, in the sentence part `left` to `right`; `is_continued` behind another attribution."""
    left = max(left, right - WINDOW)
    text = body[left:right]
    words = tokens(text)
    while words and words[-1].word in "([":
        words.pop()
    if not words:
        return None
    found = _in_view_of(words, left) or _according_before(words, left) or _verb_before(text, words, left, is_continued)
    if found is None and words[-1].word == ":":
        return _colon(text, words, left)
    return found


def _in_view_of(words: list[Token], left: int) -> Found | None:
    """As Vale put it, '…'. For Vale, the sale was '…'."""
    for k in range(len(words) - 4, -1, -1):
        if [w.lower for w in words[k:k + 4]] == ["in", "the", "words", "of"]:
            source = phrase_after(words[k + 4:k + 24])
            is_near = source is not None and not any(w.word in ".;" for w in words[k + 4:])
            return Found((left + words[k].start, left + words[k + 3].end), _shift(source, left), "within") if is_near else None
    if len(words) < 4 or words[0].lower not in ("as", "for"):
        return None
    comma = _comma(words, 1, 12)
    source = phrase_after(words[1:comma]) if comma else None
    if source is None or not (any(w.is_capital for w in words[1:comma]) or words[1].lower in PRONOUNS | DETERMINERS):
        return None
    if words[0].lower == "as" and words[comma - 1].lower == "it" and words[comma - 2].lower in ("put", "puts"):
        return Found((left + words[comma - 2].start, left + words[comma - 1].end), _shift(source, left), "before")
    if words[0].lower == "for" and any(w.is_capital for w in words[1:comma]) and words[-1].lower in ("is", "was", "are", "were", "remains", "remained"):
        return Found(None, _shift(source, left), "view")
    return None


def is_tight(body: str, left: int, right: int) -> bool:
    """Whether the words before a stretch lead straight into it: a cue, "that", a comma or colon behind a cue."""
    words = tokens(body[max(left, right - WINDOW):right])
    if not words:
        return False
    ends = words[-1].word in ",:" or words[-1].lower == "that" or is_verb(words, len(words) - 1)
    return ends and any(is_verb(words, n) or w.lower == "according" for n, w in enumerate(words))


def is_verb(words: list[Token], n: int) -> bool:
    """Whether a word is a verb of saying here: forms that are nouns too need a subject right before them."""
    if not is_cue(words[n]):
        return False
    previous = words[n - 1] if n else None
    if words[n].lower in ("show", "shows") and n + 1 < len(words) and words[n + 1].lower in ("that", "how", "what"):
        return previous is not None and previous.word[0].isalnum() and previous.lower not in DETERMINERS
    if words[n].lower in NOUNS:
        return previous is not None and previous.lower not in DETERMINERS and not previous.word.endswith(("’s", "'s", "’", "'")) and (
            previous.lower in PRONOUNS or previous.is_capital or is_adverb(previous) or (previous.word == "," and n > 2))
    return previous is None or previous.lower not in _NO_SUBJECT


_NO_SUBJECT = frozenset("when if once the a an his her its their my our your no of".split())  # before a participle or a noun


def _colon(text: str, words: list[Token], left: int) -> Found | None:
    """Mayor Tom Brandt: '…'. From the report: '…'."""
    lead = max([n for n, w in enumerate(words[:-1]) if w.word in "—–-" or w.word == "--"], default=-1) + 1
    words = words[lead:]
    if len(words) <= 14 and not any(is_adverb(w) for w in words):
        if words[0].lower in ("from", "more"):
            words = words[2:] if [w.lower for w in words[:2]] == ["more", "from"] else words[1:]
        source = phrase_after(words[:-1])
    else:
        source = main_subject(text, words[:-1])
    if source is None or not any(w.is_capital for w in words[:-1]):
        return Found(None, None, "colon")
    return Found(None, _shift(source, left), "colon")


def _according_before(words: list[Token], left: int) -> Found | None:
    """According to Vale, '…'."""
    for k in range(len(words) - 2):
        if words[k].lower == "according" and words[k + 1].lower == "to":
            source = phrase_after(words[k + 2:k + 24])
            return source and Found((left + words[k].start, left + words[k + 1].end), _shift(source, left), "according")
    return None


def _verb_before(text: str, words: list[Token], left: int, is_continued: bool) -> Found | None:
    """Vale said (that …) '…', Vale told the paper: '…', Vale called it '…'."""
    for n in range(len(words) - 1, -1, -1):
        if words[n].word in ";.!?":
            return None
        if not is_verb(words, n):
            continue
        begin = n
        while begin > 0 and (is_adverb(words[begin - 1]) or words[begin - 1].lower == "to"):
            begin -= 1
        cue = (left + words[begin].start, left + words[n].end)
        source = _subject(text, words, begin, n, is_continued)
        tight = words[-1].word in ",:" or (n == len(words) - 1 and CUES[words[n].lower].act != "describe")
        return Found(cue, _shift(source, left) if source else None, "before" if tight else "within")
    return None


def _subject(text: str, words: list[Token], begin: int, verb: int, is_continued: bool) -> tuple[int, int] | None:
    """The subject of a verb that stands before a stretch; None where it is the one of the attribution before."""
    if begin == 0:
        return None
    previous = words[begin - 1]
    if any(w.lower in _PASSIVE for w in words[begin:verb]) and not words[verb].lower.endswith("ing"):
        return None
    is_participle = words[verb].lower.endswith("ing") and begin == verb
    if previous.lower in ("and", "but", "then") or is_participle:
        if is_continued:
            return None
        return _of_finite(text, words[:begin]) if is_participle else _of_clause(text, words[:begin - 1])
    if words[begin].lower == "to":
        return main_subject(text, words[:begin])
    return phrase_before(text, words[:begin]) or _of_clause(text, words[:begin])


def subject_of(words: list[Token], begin: int, verb: int) -> tuple[int, int] | None:
    """The subject of a verb that stands before a clause, from the tokens of its sentence."""
    return _subject("", words, begin, verb, False)


def _of_finite(text: str, words: list[Token]) -> tuple[int, int] | None:
    """The subject of the finite verb of saying before a participle ("Vale said, adding"), else of the sentence."""
    for n in range(len(words) - 1, 0, -1):
        if is_verb(words, n) and not words[n].lower.endswith("ing"):
            found = phrase_before(text, words[:n])
            if found:
                return found
    return main_subject(text, words)


def _of_clause(text: str, words: list[Token]) -> tuple[int, int] | None:
    """The subject of a clause whose verb is not known: its last pronoun in subject form, else its first noun phrase.

    A pronoun of a clause inside ("after he left", "said he left") is not the subject of what follows.
    """
    for n in range(len(words) - 1, -1, -1):
        if words[n].word in ";:":
            break
        if words[n].lower in ("he", "she", "they", "it") and (n == 0 or words[n - 1].word == "," or words[n - 1].lower in _COORDINATING):
            return words[n].start, words[n].end
    return main_subject(text, words)


_PASSIVE = frozenset("is are was were be been being".split())
_COORDINATING = frozenset("and but so yet then now later".split())
_LEADS = frozenset("in on at after before during when while as last since for by with asked speaking earlier later".split())
_TIME_WORDS = 4
_LATER = frozenset("later ago earlier week month year night day morning afternoon evening".split())


def main_subject(text: str, words: list[Token]) -> tuple[int, int] | None:
    """The first noun phrase of a sentence, once an adverbial in front is passed over."""
    k = _after_lead(words)
    while k < len(words) and (words[k].lower in ("but", "and", "so", "then", "yet") or words[k].word in ",—"):
        k += 1
    if k < len(words) and words[k].lower in PRONOUNS:
        return words[k].start, words[k].end
    words = words[k:k + 12]
    if not words or words[0].lower in _LEADS:
        return None
    verb = next((n for n, w in enumerate(words[2:], 2) if w.lower.endswith("ed") and w.word[0].islower()), len(words))
    if verb > 2 and words[0].is_capital and not words[1].is_capital and any(w.is_capital for w in words[2:4]):
        words = [words[0]._replace(word=words[0].lower), *words[1:]]  # "Ferry guard Pia Lott": the first word has its capital from the sentence
    return phrase_after(words[:verb])


def _after_lead(words: list[Token]) -> int:
    """Where a sentence begins behind its dateline and adverbials: "In Norby, Ohio, on Sunday, the mayor"."""
    k = next((n + 1 for n, w in enumerate(words[:8]) if w.word in ("—", "--") and words[0].word.isupper()), 0)
    comma = _comma(words, k, 30)
    if comma is None or not (_is_lead(words[k]) or _tells_when(words[k:comma]) or comma == k + 1):
        return k
    k = comma + 1
    while k < len(words):
        comma = _comma(words, k, 5)
        if comma is None or not (comma - k <= 2 or words[k].lower in _LEADS) or words[k].lower in PRONOUNS:
            break
        k = comma + 1
    return k


def _tells_when(lead: list[Token]) -> bool:
    """Whether words before a comma are a time alone: "Two days later", not "She left the next day"."""
    return bool(lead) and lead[-1].lower in _LATER and len(lead) <= _TIME_WORDS and lead[0].lower not in PRONOUNS


def _is_lead(token: Token) -> bool:
    """Whether a sentence that begins so begins with an adverbial."""
    return token.lower in _LEADS or (token.lower.endswith("ing") and len(token.word) > 5)


def _comma(words: list[Token], first: int, reach: int) -> int | None:
    """The next comma within reach."""
    return next((n for n in range(first, min(len(words), first + reach)) if words[n].word == ","), None)


def _shift(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
