"""The name in a capitalised run of words."""

import re

from pipeline.extract._phrases import AUXILIARY, BREAKS, DETERMINERS, PREPOSITIONS, PRONOUNS
from pipeline.names import DAYS, FIRST_NAMES, NUMBERS, SUFFIXES, TITLES, is_organisation

_NO_NAME = (DETERMINERS | PREPOSITIONS | BREAKS | PRONOUNS | AUXILIARY | NUMBERS | (DAYS - FIRST_NAMES) | frozenset("""
    of for there here yes no oh well if then what when how why according asked mr. please ok not only just meanwhile however it's i'm instead
""".split())) - {"per", "will"}  # first names


def has_title(written: str) -> bool:
    """Whether a title stands before the name."""
    return any(w.strip(".").lower() in TITLES for w in written.split()[:-1])


def clean_name(written: str) -> str:
    """The name in a capitalised run: without a leading "But", without titles and what stands before them."""
    parts = written.replace("\n", " ").split()
    while parts and parts[0].lower().strip(".,") in _NO_NAME and not (len(parts[0]) == 2 and parts[0][1] == "."):
        parts = parts[1:]
    titled = [k for k, p in enumerate(parts[:-1]) if p.lower().strip(".,") in TITLES and p.lower().strip(".") not in SUFFIXES]
    if titled and not is_organisation(" ".join(parts[titled[-1] + 1:])):
        parts = parts[titled[-1] + 1:]
        if parts[0] in ("of", "for", "from"):  # "Secretary of State Ida Vale"; "Democrat of Ohio" is no name
            parts = parts[2:]
    while parts and parts[-1].lower().strip(".,") in DAYS:
        parts = parts[:-1]
    owner = [k for k, p in enumerate(parts[:-1]) if re.search(r"['’]s?$", p)]
    if owner and len(parts) - owner[-1] > 1:
        parts = parts[owner[-1] + 1:]
    name = " ".join(parts)
    place = parts.index("of") if "of" in parts[2:4] else 0
    if place and not is_organisation(name):  # "Ida Vale of Harlow", "Ida R. Vale of Harlow" is Ida Vale
        parts = parts[:place]
    return "" if len(parts) == 1 and parts[0].lower().strip(".") in TITLES else " ".join(parts)
