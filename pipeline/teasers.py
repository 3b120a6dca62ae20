"""Texts that are only the beginning of an article, as feeds and news services give them: they are excerpts, never articles."""

import re

from pipeline.decoding import clean_line

_COUNTED = re.compile(r"\s{0,5}\[\+\s?\d{1,7} char(?:acter)?s?\]\W{0,3}$", re.IGNORECASE)
_MORE = re.compile(r"\s{0,5}(?:\[(?:…|\.\.\.)\]|\((?:more|continued)(?:…|\.\.\.)?\)|"
                   r"(?<=[.!?…\"”’)»]\s)(?:(?:read more|continue reading|keep reading|read the (?:full|whole|rest))\b[^.!?]{0,80}|"
                   r"more\b(?:\s(?:here|at|on|about|details|information|to come)\b[^.!?]{0,80})?))"  # not "More than 300 homes burned."
                   r"[\s»›→>.]{0,8}$", re.IGNORECASE)
_DOTS = re.compile(r"(?:…|\.\.\.)$")
_MOST_WORDS = 150


def is_opening(text: str) -> bool:
    """Whether a text says by its end that it goes on elsewhere: "[+1234 chars]", "[…]", "Read more", or dots behind a few sentences.

    Example:
        >>> is_opening("The bridge opened on Mon… [+2310 chars]"), is_opening("The bridge opened. Read more")
        (True, True)
        >>> is_opening("The bridge opened on Monday.")
        False
    """
    text = clean_line(text)
    return opening(text) != text or (bool(_DOTS.search(text)) and len(text.split()) <= _MOST_WORDS)


def opening(text: str) -> str:
    """A text on one line, without the mark that it goes on elsewhere.

    Example:
        >>> opening("The bridge opened on Mon… [+2310 chars]"), opening("It opened. Continue reading")
        ('The bridge opened on Mon…', 'It opened.')
    """
    text = clean_line(text)
    start = max(0, len(text) - 160)
    match = _COUNTED.search(text, start) or (_MORE.search(text, start) if len(text.split()) <= _MOST_WORDS else None)
    return text[:match.start()].rstrip() if match else text
