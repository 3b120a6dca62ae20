"""Who says a marked stretch: the cue and the source beside it, as written."""

import re
from dataclasses import dataclass

from pipeline.cues import CUES
from pipeline.extract._phrases import AUXILIARY, PRONOUNS, Token, is_adverb, is_cue, phrase_after, phrase_before, tokens

WINDOW = 360  # characters beside a stretch that are looked at: the longest appositives in news prose stay below 300


@dataclass(slots=True)
class Found:
    """One attribution, with positions in the body: cue span, source span (or None), and where it stands."""

    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    how: str  # after, before, colon, according, dash, within, words


def after(body: str, left: int, right: int, last: str) -> Found | None:
    """The attribution behind a stretch that ends at `left`; `right` is where its sentence ends, `last` the stretch's last character."""
    text = body[left:min(right, left + WINDOW)]
    words = tokens(text)
    dashed = _dashed(text, left, body) if text.lstrip()[:1] in "—–-" else None
    k = 0
    while k < len(words) and words[k].word in (",", "—", "–", "-", "--"):
        k += 1
    if k == len(words) or not words[k].word[0].isalnum():
        return None
    if not (last in ",?!…—–-" or k > 0 or (last in ".’'" and words[k].word[0].islower())):
        return None
    return _according(words, k, left) or _verb_first(words, k, left) or _verb_later(text, words, k, left) or dashed


def _dashed(text: str, left: int, body: str) -> Found | None:
    """A name behind a dash at the end of its paragraph."""
    match = re.match(r"\s*[—–-]{1,2}\s*([A-ZÀ-Þ][^.!?\n]{2,80})\.?\s*$", text)
    if not match or body[left + len(text):left + len(text) + 2].strip():
        return None
    source = phrase_after(tokens(match.group(1)))
    return source and Found(None, _shift(source, left + match.start(1)), "dash")


def _according(words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' according to Vale."""
    if words[k].lower == "according" and k + 1 < len(words) and words[k + 1].lower == "to":
        source = phrase_after(words[k + 2:])
        return source and Found((left + words[k].start, left + words[k + 1].end), _shift(source, left), "according")
    return None


def _verb_first(words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' said Vale."""
    first = k
    while k < len(words) - 1 and is_adverb(words[k]):
        k += 1
    if not is_cue(words[k]):
        return None
    source = phrase_after(words[k + 1:])
    if source is None or CUES[words[k].lower].act == "describe":
        return None
    return Found((left + words[first].start, left + words[k].end), _shift(source, left), "after")


def _verb_later(text: str, words: list[Token], k: int, left: int) -> Found | None:
    """'… ,' Vale said."""
    for n in range(k + 1, len(words)):
        if words[n].word in ".;:!?\"“”„«»":
            return None
        if not is_cue(words[n]) or (words[n].lower.endswith("ing") and words[n - 1].lower not in AUXILIARY):
            continue
        begin = n
        while begin > k + 1 and is_adverb(words[begin - 1]):
            begin -= 1
        source = phrase_before(text, words[k:begin])
        if source:
            return Found((left + words[begin].start, left + words[n].end), _shift(source, left), "after")
    return None


def before(body: str, left: int, right: int) -> Found | None:
    """The attribution in front of a stretch, in the sentence part `left` to `right`."""
    left = max(left, right - WINDOW)
    text = body[left:right]
    words = tokens(text)
    while words and words[-1].word in "([":
        words.pop()
    if not words:
        return None
    if words[-1].word == ":" and _has_no_cue(words):
        return _colon(text, words, left)
    return _according_before(words, left) or _verb_before(text, words, left)


def is_tight(body: str, left: int, right: int) -> bool:
    """Whether the words before a stretch lead straight into it: a cue, "that", a comma or colon behind a cue."""
    words = tokens(body[max(left, right - WINDOW):right])
    if not words:
        return False
    ends = words[-1].word in ",:" or words[-1].lower == "that" or is_cue(words[-1])
    return ends and (words[-1].word == ":" or any(is_cue(w) or w.lower == "according" for w in words))


def _has_no_cue(words: list[Token]) -> bool:
    return not any(is_cue(w) for w in words)


def _colon(text: str, words: list[Token], left: int) -> Found | None:
    """Mayor Tom Brandt: '…'."""
    source = phrase_after(words[:-1]) if len(words) <= 14 and words[0].is_capital else None
    if source is None or not any(w.is_capital for w in words[:-1]):
        return Found(None, None, "colon")
    return Found(None, _shift(source, left), "colon")


def _according_before(words: list[Token], left: int) -> Found | None:
    """According to Vale, '…'."""
    for k in range(len(words) - 2):
        if words[k].lower == "according" and words[k + 1].lower == "to":
            source = phrase_after(words[k + 2:])
            return source and Found((left + words[k].start, left + words[k + 1].end), _shift(source, left), "according")
    return None


def _verb_before(text: str, words: list[Token], left: int) -> Found | None:
    """Vale said (that …) '…', Vale told the paper: '…', Vale called it '…'."""
    for n in range(len(words) - 1, -1, -1):
        if words[n].word in ";.!?":
            return None
        if not is_cue(words[n]) or (n > 0 and words[n - 1].lower in ("to", "the", "a", "an", "his", "her", "its", "their")):
            continue
        begin = n
        while begin > 0 and is_adverb(words[begin - 1]):
            begin -= 1
        cue = (left + words[begin].start, left + words[n].end)
        if words[n].lower.endswith("ing") and begin == n:
            source = main_subject(text, words[:begin])
        else:
            source = phrase_before(text, words[:begin])
            if source is None and begin and words[begin - 1].lower in ("and", "but"):
                source = main_subject(text, words[:begin - 1])
            if source is None and n == 0:
                source = None
        return Found(cue, _shift(source, left) if source else None, "before" if words[-1].word in ",:" or n == len(words) - 1 else "within")
    return None


def main_subject(text: str, words: list[Token]) -> tuple[int, int] | None:
    """The first noun phrase of a sentence, once an adverbial in front is passed over."""
    k = 0
    if words and words[0].lower in ("in", "on", "at", "after", "before", "during", "when", "while", "as", "last", "since", "for", "by", "with"):
        k = next((n + 1 for n, w in enumerate(words) if w.word == ","), 0)
    while k < len(words) and (words[k].lower in ("but", "and", "so", "then", "yet") or words[k].word in ",—"):
        k += 1
    if k < len(words) and words[k].lower in PRONOUNS:
        return words[k].start, words[k].end
    return phrase_after(words[k:k + 12]) if k < len(words) else None


def _shift(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
