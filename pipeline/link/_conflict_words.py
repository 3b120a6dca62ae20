"""Differences of wording and of names: what an editor would want to check, not what punctuation or a cut explains."""

import re
from difflib import SequenceMatcher

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.link._fact_words import stem
from pipeline.names import TITLES, bare_name, is_organisation, name_runs
from pipeline.stop_words import STOP_WORDS
from pipeline.text import words

_BRACKETS = re.compile(r"\[[^\]]{0,200}\]")
_PLACEHOLDER = "0bracket0"


def wording_differs(one: str, other: str) -> list[tuple[str, str]]:
    """Words of content that two renderings of one utterance have differently; cuts at the ends and brackets explain themselves.

    Example:
        >>> wording_differs("We will never sell the port", "We will not sell the harbour")
        [('port', 'harbour')]
        >>> wording_differs("It’s well-built, safe and sound, believe me", "It's well built, safe, and sound")
        []
    """
    left, right = _tokens(one), _tokens(other)
    steps = [step for step in SequenceMatcher(None, left, right, autojunk=False).get_opcodes() if step[0] != "equal"]
    found = []
    for _, i, j, k, l in steps:
        is_cut = i == j or k == l or _PLACEHOLDER in left[i:j] + right[k:l]
        here, there = _content(left[i:j]), _content(right[k:l])
        if not is_cut and {stem(w) for w in here} != {stem(w) for w in there} and here and there:
            found.append((" ".join(here), " ".join(there)))
    return found


def _tokens(text: str) -> list[str]:
    """Folded words without hyphens, a bracket as one placeholder."""
    return [part for word in words(_BRACKETS.sub(f" {_PLACEHOLDER} ", text)) for part in word.split("-")]


def _content(tokens: list[str]) -> list[str]:
    """The words that say something."""
    return [token for token in tokens if token not in STOP_WORDS]


def people(text: str) -> list[str]:
    """Full names of people in a text: two to four capitalised words that are no title, organisation or beginning of a sentence.

    Example:
        >>> people("Mayor Ida Vale met Roy Pym at Norby City Council.")
        ['Ida Vale', 'Roy Pym']
    """
    found = []
    for i, j in name_runs(text):
        name = bare_name(text[i:j])
        parts = name.split()
        is_plain = all(p[0].isupper() and p.isalpha() and p.lower() not in TITLES and p.lower() not in STOP_WORDS for p in parts)
        if 2 <= len(parts) <= 4 and is_plain and not is_organisation(name):
            found.append(name)
    return found


def names_differ(one: str, other: str) -> bool:
    """Whether two full names look like one person written in two ways: the same surname with another first name, or a slip of letters.

    Example:
        >>> names_differ("Ana Belling", "Anna Beling"), names_differ("Ana Belling", "Ana R. Belling"), names_differ("Ana Belling", "Roy Pym")
        (True, False, False)
    """
    left, right = one.lower().split(), other.lower().split()
    if left == right or len(left) != len(right) or min(len(p) for p in left + right) < 2:
        return False
    gaps = [DamerauLevenshtein.distance(a, b) for a, b in zip(left, right, strict=True)]
    is_short_form = any(gap > 2 and a[:3] == b[:3] for a, b, gap in zip(left, right, gaps, strict=True))
    return not is_short_form and max(gaps) <= 2 and all(gap <= max(1, len(a) // 4) for gap, a in zip(gaps, left, strict=True))
