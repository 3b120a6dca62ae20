"""Who wrote an article: people apart from agencies, titles, desks and photographers."""

import re
from collections.abc import Iterable

from pipeline.decoding import clean_line
from pipeline.text import fold

# Folded forms of each agency, and the short name it is kept under.
_AGENCIES = {
    "AP": ("ap", "associated press", "the associated press", "ap news"), "Reuters": ("reuters", "thomson reuters"),
    "AFP": ("afp", "agence france-presse", "agence france presse"), "UPI": ("upi", "united press international"),
    "dpa": ("dpa", "deutsche presse-agentur", "deutsche presse agentur"),
    "PA": ("pa", "press association", "pa media", "pa news agency", "pa wire"),
    "Bloomberg": ("bloomberg", "bloomberg news"), "CP": ("cp", "canadian press", "the canadian press"),
    "AAP": ("aap", "australian associated press"),
    "PTI": ("pti", "press trust of india"), "ANI": ("ani", "asian news international"), "IANS": ("ians", "indo-asian news service"),
    "Xinhua": ("xinhua", "xinhua news agency"), "TASS": ("tass", "itar-tass"), "Kyodo": ("kyodo", "kyodo news"),
    "Yonhap": ("yonhap", "yonhap news agency"),
    "EFE": ("efe",), "ANSA": ("ansa",), "Anadolu": ("anadolu agency", "anadolu", "aa"), "Interfax": ("interfax",),
    "SWNS": ("swns", "south west news service"),
    "TNS": ("tns", "tribune news service", "tribune content agency"), "Newswire": ("newswire",), "NZPA": ("nzpa",), "RTÉ": (),
    "PR Newswire": ("pr newswire", "prnewswire"), "Business Wire": ("business wire", "businesswire"),
    "GlobeNewswire": ("globenewswire", "globe newswire"),
}
_BY_FORM = {form: name for name, forms in _AGENCIES.items() for form in forms}
# These words are also plain words or initials, so they count as an agency only where one must stand (dateline, "(AP)").
_WEAK = frozenset(("pa", "cp", "aa", "newswire"))
_CALLED_AGENCY = re.compile(r"^(?:[A-Z][\w'’-]{0,30}\s){1,4}(?:(?:Press|News) (?:Agency|Association|Service)|Wire Service|Newswire)$")
_OF_AGENCY = re.compile(  # "Reuters Staff", "AP Sports Writer", "AP reports"
    r"\s+(?:(?:staff|business|sports?|political|science|medical|health|legal|military|national|foreign|economics|technology|entertainment)\s+)?"
    r"(?:staff|writers?|reporters?|correspondents?|reports?|editors?|newsroom|desk|bureau|team|wires?|international)$", re.IGNORECASE)
_CREDITS = re.compile(r"[,;|/&:()\[\]\n]|\b(?:and|for|with|by|of|from|in)\b|\s[-–—]\s", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:[,;|•·/&\n]|\band\b|\bwith\b|\bund\b|\s[-–—]\s)\s*", re.IGNORECASE)
_LEADING = re.compile(r"^(?:(?:words|story|text|report|article|posted|written|reported|published|reviewed|edited|updated|authored|"
                      r"submitted|analysis|opinion|column)\s+)?"
                      r"(?:by|von|par|por|from|author:?|authors:?|writer:?|byline:?)\b[:\s]+", re.IGNORECASE)
_TRAILING = re.compile(r"\s*(?:\(.*\)|\[.*\]|@\w+.*|https?:.*|\S+@\S+.*|\b(?:for|of|at|in)\s+(?:the\s+)?[A-Z].*|(?:last\s+)?(?:updated|"
                       r"published|posted)\b.*)$")
_ROLE = re.compile(r"\b(?:staff|editor|editors|editorial|reporters?|correspondents?|writers?|columnists?|contributors?|contributing|"
                   r"desk|team|newsroom|redazione|redaktion|redacción|rédaction|bureau|"
                   r"photographers?|photo|photos|photography|agency|agencies|news|press|media|magazine|online|admin|administrator|wire|"
                   r"services?|guest|web|"
                   r"producer|producers|journalist|author|authors|board|chief|director|analyst|critic|intern|freelance|freelancer|"
                   r"associate|senior|deputy|"
                   r"president|professor|fellow|founder|ceo|company|inc|ltd|llc|corp|university|institute|foundation|daily|times|"
                   r"herald|tribune|"
                   r"digital|video|radio|tv|network|group|community|special|published|updated|share|follow|read|comments?|minutes?|ago|"
                   r"view|more|from|posts?|"
                   r"all|articles?|profile|bio|email|twitter|facebook|click|subscribe|sign|newsletter|by|anonymous|unknown|none|null|"
                   r"user|guestblogger|sponsored|"
                   r"partner|content|blog|today|tech|sports?|business|politics|opinion|world|science|health|report)\b", re.IGNORECASE)
_PHOTOGRAPHER = re.compile(r"\b(?:photos?|photograph\w*|pictures?|image|images|illustrations?|graphic|video)\s*(?:by|credit|:|"
                           r"courtesy)", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:contributions? (?:from|by)|photograph(?:y|s|ed)? by|styled by|(?:medically |fact )?reviewed by|edited by|"
                     r"fact[- ]checked|illustrat\w+ by|produced by|"
                     r"additional reporting|video by|graphics? by|translated by|last updated|updated|published|posted)\b", re.IGNORECASE)
_AGENCY_TAIL = re.compile(r"\s+(?:the\s+)?(?:associated press|reuters|agence france-presse|afp|bloomberg(?: news)?|canadian press|"
                          r"press association)$", re.IGNORECASE)
_DEGREES = re.compile(r"(?:,?\s+(?:MS|RDN|LD|MD|M\.D\.|PhD|Ph\.D\.?|MPH|RN|JD|MBA|DO|CPA|RD|MSc|BSc|LDN|CSSD|DVM|DDS|PsyD|LCSW|OBE|MBE))+$")
_GLUED_BY = re.compile(r"^By(?=[A-Z][a-z])")
_TITLES = re.compile(r"^(?:dr|mr|mrs|ms|prof|professor|sir|rev|hon)\.?\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|md|phd|ph\.d|m\.d|mba|esq|cfa|cpa|rn)\.?$", re.IGNORECASE)
# Behind a name and before nothing else of it: "Sr. Editor" is a role.
_YOUNGER = re.compile(r",?\s+([JS]r)\b\.?(?=\s*(?:$|[,;|/&(•·]|\b(?:and|with|for|of|at|in)\b))", re.IGNORECASE)
_NAME = re.compile(r"^(?:[^\W\d_]|['’.\-\s]|(?<=\s)[\"“]|[\"”](?=\s)){3,60}$")
_SMALL = frozenset(["de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "el", "al", "bin", "ibn", "ben", "y",
                    "e", "du", "dos", "das", "st", "ter", "ten", "af", "zu", "zur"])


def people(text: str, outlets: Iterable[str] = ()) -> list[str]:
    """The people of a byline, without titles, roles, agencies, photographers, editors and addresses.

    Args:
        text: the byline.
        outlets: names of the outlet, which are nobody's.

    Example:
        >>> people("By Ada Brook and Ben Moss, staff writers")
        ['Ada Brook', 'Ben Moss']
        >>> people("Northwire Staff"), people("Photo by Ada Brook")
        ([], [])
        >>> people("Ben Moss, Jr., and Ada Brook")
        ['Ben Moss Jr.', 'Ada Brook']
        >>> people("Ben Moss, Sr. Editor")
        ['Ben Moss']
    """
    text = _YOUNGER.sub(r" \1.", clean_line(" | ".join(text.splitlines())))[:500]
    for pattern in (_PHOTOGRAPHER, _OTHERS):
        if (match := pattern.search(text)) and match.start() > 0:
            text = text[:match.start()]
        elif match and pattern is _PHOTOGRAPHER:
            return []
    names = filter(None, map(person, _SPLIT.split(text)))
    nobody = {fold(outlet) for outlet in outlets}
    return list({fold(name): name for name in names if fold(name) not in nobody}.values())


def best(candidates: Iterable[tuple[str, str]], outlets: Iterable[str] = ()) -> tuple[list[str], str]:
    """The people of the best byline and its evidence: the first with people, but as shown where that agrees.

    Args:
        candidates: text and evidence, best first; the evidence "byline" is what the page shows beside its headline.
        outlets: names of the outlet, which are nobody's.

    Example:
        >>> best([("Ada Brook, Ben Moss", "meta author"), ("By Ada Brook. Edited by Ben Moss", "byline")])
        (['Ada Brook'], 'byline')
    """
    candidates, outlets = list(candidates), list(outlets)
    read = [(found, evidence) for text, evidence in candidates if (found := people(text, outlets))]
    if not read:
        return [], ""
    names, evidence = read[0]
    shown = " ".join(text for text, where in candidates if where == "byline")
    own = people(shown, outlets)
    first = set(map(fold, names))
    is_shorter = bool(own) and set(map(fold, own)) < first and all(fold(n) in fold(shown) for n in names)
    is_longer = first < set(map(fold, own))
    if is_shorter or (is_longer and _is_plain_list(shown, own)):
        names, evidence = own, "byline"
    return [_shortest(name, [n for found, _ in read for n in found]) for name in names], evidence


def _is_plain_list(shown: str, own: list[str]) -> bool:
    """Whether a byline is names first and all else behind them."""
    parts = [bool(person(part)) for part in _SPLIT.split(shown) if part.strip()]
    return sum(parts) == len(own) and all(parts[:len(own)])


def _shortest(name: str, others: list[str]) -> str:
    """The name without what another byline shows to be no part of it."""
    return min((o for o in others if fold(name).startswith(fold(o) + " ")), key=len, default=name)


def person(text: str) -> str:
    """One person's name without what stands around it, or "" where it is no person.

    Example:
        >>> person("by ADA BROOK"), person("Dr. Ben Moss"), person("The Harlow Times")
        ('Ada Brook', 'Ben Moss', '')
    """
    name = _LEADING.sub("", _GLUED_BY.sub("By ", text).strip(" ,.;:|-–—*\"“”")).strip()
    name = _LEADING.sub("", name)
    name = _DEGREES.sub("", _AGENCY_TAIL.sub("", _TITLES.sub("", _TRAILING.sub("", name)))).strip(" ,.;:|-–—")
    parts = name.split()
    if len(parts) in (4, 6) and parts[:len(parts) // 2] == parts[len(parts) // 2:]:
        parts = parts[:len(parts) // 2]
        name = " ".join(parts)
    if not _NAME.match(name) or not 2 <= len(parts) <= 5 or _ROLE.search(name) or agency_of(name):
        return ""
    if parts[0].lower() in ("the", "a", "an") or _SUFFIX.match(name):
        return ""
    if name.isupper() or name.islower():
        name = " ".join(_capitalised(part) for part in parts)
    name = _YOUNGER.sub(r" \1.", name)
    is_named = all(part.lstrip('"“')[:1].isupper() or part.lower() in _SMALL for part in name.split())
    return name if is_named else ""


def _capitalised(word: str) -> str:
    """A word of a name with its capitals: after hyphens, apostrophes and "Mc" too."""
    word = re.sub(r"(^|[-'’])([^\W\d_])", lambda m: m[1] + m[2].upper(), word.lower())
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), word)


def agency_of(text: str, *, is_certain_place: bool = False) -> str:
    """The agency that a text is the name of, or "".

    Args:
        text: a name as written.
        is_certain_place: whether it stands where only agencies do, so that short forms such as "PA" count.

    Example:
        >>> agency_of("The Associated Press"), agency_of("PA"), agency_of("PA", is_certain_place=True)
        ('AP', '', 'PA')
        >>> agency_of("Harlow Press Agency")
        'Harlow Press Agency'
    """
    form = fold(text).strip(" .,()")
    bare = form if form in _BY_FORM else _OF_AGENCY.sub("", form)
    if bare in _BY_FORM and (bare not in _WEAK or is_certain_place):
        return _BY_FORM[bare]
    return text.strip(" .,()") if _CALLED_AGENCY.match(text.strip(" .,()")) else ""


def agencies(text: str) -> list[str]:
    """The agencies that a byline credits.

    Example:
        >>> agencies("By Ada Brook, Associated Press"), agencies("Ben Moss (Reuters)")
        (['AP'], ['Reuters'])
        >>> agencies("Reuters Staff"), agencies("Ada Brook of The Associated Press"), agencies("From AP reports")
        (['Reuters'], ['AP'], ['AP'])
    """
    parts = _CREDITS.split(clean_line(text)[:500])
    return list(dict.fromkeys(filter(None, map(agency_of, parts))))


def without_initials(names: Iterable[str]) -> list[str]:
    """The agencies of a list, the one that is there by name and by initials only by its initials.

    Example:
        >>> without_initials(["Harlow Press Agency", "HPA", "AP"])
        ['HPA', 'AP']
    """
    names = list(names)
    short = {name for name in names if name.isupper()}
    return [name for name in names if name in short or "".join(part[0] for part in name.split()) not in short]
