"""Several sources that say one thing together: "Vale and Brandt said", "both senators said"."""

import re
from collections.abc import Callable
from typing import Protocol

from pipeline.names import COURTESY, JOINT, is_organisation, name_runs

_ASIDE = re.compile(r"^[Bb]oth\s(?=.*\sand\s)|\s\([^()]{0,60}\)")
_AND = re.compile(r"\s+(?:and|und|et)\s+")
_BEHIND = re.compile(r"^an?\s|\b[a-z]+\s(?:for|from|by|at|in|of|to)\s")  # "lawyers for Vale and Brandt" are lawyers
_KIN = re.compile(r"\b(?:sisters|brothers|siblings|twins|cousins|spouses|couple|parents)\s", re.IGNORECASE)
_PAIR = re.compile(r"(?:both|the two|the pair|the duo)(?:\s(?:of\sthe(?:m)?\s?)?([a-z]{3,20}))?$", re.IGNORECASE)
_MOST = 3
_NEAR = 600  # characters before "both" in which the two are named


class People(Protocol):
    """What is asked of the names of an article."""

    def knows_person(self, name: str) -> bool:
        """Whether a name is a person's."""

    def knows_body(self, name: str) -> bool:
        """Whether a name is an organisation's."""

    def names(self, name: str) -> bool:
        """Whether the article has this name."""


def parts_of(written: str, people: People, clean: Callable[[str], str]) -> list[str]:
    """The sources that "and" joins, as written; empty where the words name one: "Department of Health and Safety"."""
    parts = _AND.split(_ASIDE.sub("", written))
    if not 2 <= len(parts) <= _MOST or any(not part.strip() for part in parts):
        return []
    names = [_named(part, clean) for part in parts]
    if is_about_several(written) or any(_BEHIND.search(part[:part.find(name)]) for part, name in zip(parts, names, strict=True) if name):
        return []
    is_role = not names[0] and parts[0].lower().startswith("the ")
    if all(name and (people.knows_person(name) or _is_titled(part)) for part, name in [*zip(parts, names, strict=True)][is_role:]):
        return parts
    if not is_role and parts[-1] == names[-1] and all(_is_first_name(name, people) for name in names[:-1]) and people.knows_person(names[-1]):
        return [_whole(part, name, names[-1], people) for part, name in zip(parts, names, strict=True)]
    return parts if all(name and is_organisation(name) for name in names) and " of " not in parts[0] and " for " not in parts[0] else []


def _is_first_name(name: str, people: People) -> bool:
    """Whether a name can be the first name in "Ida and Tom Vale"."""
    return bool(name) and " " not in name and not people.knows_body(name) and not is_organisation(name)


def _is_titled(part: str) -> bool:
    """Whether a courtesy stands before the name."""
    return part.split()[0].strip(".").lower() in COURTESY


def is_about_several(written: str) -> bool:
    """Whether the names stand behind a noun that is the source: "the lawsuit from Norby and Harlow"."""
    return bool(_BEHIND.match(re.sub(r"^[Tt]he\s", "", written)))


def _named(part: str, clean: Callable[[str], str]) -> str:
    """The name at the end of one part; "" where it has none."""
    runs = [(i, j) for i, j in name_runs(part) if clean(part[i:j])]
    return clean(part[slice(*runs[-1])]) if runs and runs[-1][1] >= len(part.rstrip(" .,’'s")) else ""


def _whole(part: str, name: str, last: str, people: People) -> str:
    """The first name of "Ida and Tom Vale" with the surname that both bear, where the article tells so."""
    if name == last:
        return part
    surname = last.split()[-1]
    return f"{part} {surname}" if _KIN.match(part) or people.names(f"{name} {surname}") else part


def pair_in(written: str) -> str | None:
    """What two are called together, in the singular ("senator"; "" where nothing says it), or None where the words mean no pair.

    Example:
        >>> pair_in("both senators"), pair_in("The two"), pair_in("the company"), pair_in("both companies")
        ('senator', '', None, 'company')
    """
    match = _PAIR.match(written)
    if match is None:
        return None
    noun = (match.group(1) or "").lower()
    if noun in ("women", "men"):
        return ""
    return re.sub(r"ies$", "y", noun) if noun.endswith("ies") else noun.removesuffix("s")


def last_two(names: list[tuple[int, str]], start: int) -> list[str]:
    """The two names that stand last before `start`, where there are two and no third near."""
    near = list(dict.fromkeys(name for at, name in reversed(names) if start - _NEAR <= at < start))
    return near[::-1] if len(near) == 2 else []


def joined(names: list[str]) -> str:
    """Several names as one."""
    return JOINT.join(dict.fromkeys(names))
