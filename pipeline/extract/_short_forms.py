"""Short forms that an article explains: "Environmental Licensing Board (ELB)"."""

import re

from pipeline.names import fits_short_form

_IN_BRACKETS = re.compile(r"\s\((?:the\s)?[\"“‘']?([A-Z][A-Za-z&.-]{1,11})[\"”’']?\)")
_EXPLAINED = re.compile(r"\b([A-Z][A-Za-z&.-]{1,11})\s\((?:the\s)?([A-Z][^()\n]{6,90})\)")
_WORD = re.compile(r"[\w’'&.-]+")
_WORDS_MAX = 12   # of a long form, small words included
_CHARS_MAX = 160


def short_forms(body: str) -> dict[str, str]:
    """Long form of each abbreviation that the text explains in brackets, judged by its letters.

    Example:
        >>> short_forms("The Board for Harbour Safety (BHS) met the WWU (Workers of Wool United) in Norby (Ohio).")
        {'BHS': 'Board for Harbour Safety', 'WWU': 'Workers of Wool United'}
    """
    found: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(body):
        long = _long_form(body, match.start(), match.group(1))
        if long:
            found.setdefault(match.group(1), long)
    for match in _EXPLAINED.finditer(body):
        if fits_short_form(match.group(1), match.group(2)):
            found.setdefault(match.group(1), match.group(2).strip())
    return found


def _long_form(body: str, end: int, short: str) -> str:
    """The words before `end` whose first letters are those of the short form; "" where there are none."""
    words = list(_WORD.finditer(body, max(0, end - _CHARS_MAX), end))[-_WORDS_MAX:]
    for word in reversed(words):
        long = body[word.start():end]
        if any(mark in long for mark in ".,;:!?\n(") and not re.fullmatch(r"[\w\s’'&.-]+", long):
            break
        if long[0].isupper() and fits_short_form(short, long):
            return long
    return ""
