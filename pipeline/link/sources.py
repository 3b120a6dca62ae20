"""Who is cited across articles: one source for the surname, the full name and the name with a title."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping

import pandas as pd

from pipeline import portions
from pipeline import tables as model
from pipeline.link._corrected_sources import Spoken, corrected
from pipeline.link._interviewers import is_asked_by_outlet
from pipeline.names import JOINT, SUFFIXES, bare_name, fits_short_form, is_short_form
from pipeline.settings import Settings
from pipeline.speakers import per_source
from pipeline.text import digest

SCOPE = "dataset"
NEEDS = ("articles", "articles.story_id", "outlets", "quotes")
MAKES = (
    "sources", "citations", "quotes.source_id", "quotes.co_source_ids", "quotes.speaker_name", "quotes.speaker_kind",
    "quotes.speaker_evidence", "corrections.state", "corrections.effect",
)

_OF_QUOTES = ("article_id", "quotation_id", "speaker_name", "speaker_kind", "speaker_role", "speaker_evidence", "speaker_text", "cue")
_SPEAKER = ["speaker_name", "speaker_kind", "speaker_evidence"]
_NOT_LETTER = re.compile(r"[^\w\s&]+")
_UMLAUT = re.compile(r"(?<=[^aeiouq])([aou])e(?=[^aeiou])")
_LAST_Y = re.compile(r"(?:yy|iy|ii|yi|ij|ei|ey|(?<=[^aeiou])i)$")  # Sergei, Sergey; -skyy, -skiy, -skii, -ski
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
# "the council" of two articles on one event is one body, "the company" need not be; "a group" is any; a document needs more words.
_ANY = frozenset("""
agency body branch business chain committee company corporation department division enterprise firm group institution maker office
organisation organization outfit panel paper party publication site team unit website""".split())
_DEFINITE = re.compile(r"the |\S+['’]s? ")
_TELLING_WORDS = {"organisation": 3, "document": 5}
_SURE_LETTERS = 4  # shorter abbreviations fit too many names to be told across stories
_CORPORATE = frozenset("inc corp corporation co company ltd limited llc plc gmbh ag sa nv holdings group the".split())


def link(tables: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, portions.Rows]:
    """The tables `sources` and `citations`, and `quotes` with source_id filled.

    A person is the same in two articles where the names agree word by word, initials, accents and titles aside. A surname
    alone is the one person of that surname in its article's story, else in the data set; where there are two, it stays a
    source of its own. An abbreviation is the one organisation of its story with these first letters, and so in the whole data set
    where no other fits. What several say together has the last named of them as its source_id, the others in co_source_ids, and counts
    for each. A body that is described in the same words ("the council", "the fire department") is one source in a story, unless the word
    fits any body ("the company"). Unnamed sources are never merged across articles. A source without a name has no source_id. The outlet
    itself, where its name is the label of who asks in an interview ("Harbor Ledger: Why now?"), is no source: such a turn has no speaker,
    as "Q" has none.

    Args:
        tables: `articles` (article_id, story_id, outlet_id), `outlets` and `quotes`; `corrections` and `attributions` where a
            person has corrected speakers.
        settings: not used.

    Returns:
        The frames; ids rest on kind and name only. What a person has said of speakers and sources holds.
    """
    articles = portions.columns(tables, "articles", ["article_id", "story_id", "outlet_id"])
    quotes = _without_interviewers(portions.columns(tables, "quotes", _OF_QUOTES), articles, tables["outlets"])
    cells = (quotes[name].tolist() for name in ("article_id", "speaker_kind", "speaker_name"))
    said = [_members(*row) for row in zip(*cells, strict=True)]
    groups = _grouped(sorted({member for members in said for member in members}), articles)
    source_of = {key: digest(kind, name) for key, (kind, name) in groups.items()}
    ids = [list(dict.fromkeys(source_of[member] for member in reversed(members))) for members in said]
    columns = {"source_id": [x[0] if x else None for x in ids], "co_source_ids": [" ".join(x[1:]) or None for x in ids],
               "speaker_kind": [_kinds(x, groups) for x in said]}
    linked = quotes.assign(**{name: pd.Series(column, index=quotes.index, dtype="str") for name, column in columns.items()})
    linked["speaker_kind"] = linked["speaker_kind"].fillna(quotes["speaker_kind"])
    spoken = Spoken(linked, _sources(linked, groups), tables.get("corrections", model.empty("corrections")))
    spoken = corrected(spoken, tables.get("attributions"))
    filled = spoken.quotes[[made.partition(".")[2] for made in MAKES if made.startswith("quotes.")]]
    return {**spoken._asdict(), "citations": _citations(spoken.quotes), "quotes": portions.filled(tables, "quotes", filled)}


def _without_interviewers(quotes: pd.DataFrame, articles: pd.DataFrame, outlets: pd.DataFrame) -> pd.DataFrame:
    """The quotes, those in which the article's own outlet asks without a speaker."""
    is_asked = is_asked_by_outlet(quotes, articles, outlets)
    return quotes.assign(**{name: quotes[name].mask(is_asked) for name in _SPEAKER}) if is_asked.any() else quotes


def _members(article: str, kind: str | None, name: str | None) -> list[tuple[str, str, str]]:
    """Article, kind and name of each source of one quote; none where nobody is known to say it."""
    if not isinstance(name, str):
        return []
    names, kinds = name.split(JOINT), (kind if isinstance(kind, str) else "person").split(JOINT)
    return list(zip([article] * len(names), kinds if len(kinds) == len(names) else kinds[:1] * len(names), names, strict=True))


def _kinds(members: list[tuple[str, str, str]], groups: Mapping[tuple[str, str, str], tuple[str, str]]) -> str | None:
    """What those are who say a quote, as all articles together tell it: a name alone looks the same for a person and a body."""
    kinds = [groups[member][0] or "unnamed" for member in members]
    return JOINT.join(kinds if len(set(kinds)) > 1 else kinds[:1]) or None  # nobody named: as read


def key_of(name: str) -> str:
    """A name for comparing: bare, without accents, marks and letters behind it, spellings of one sound alike.

    Example:
        >>> key_of("Dr. José Peña, Jr."), key_of("Norvik Ltd."), key_of("Jürgen Möller") == key_of("Juergen Moeller")
        ('jose pena', 'norvik ltd', True)
        >>> key_of("Sergei Wolskii") == key_of("Sergey Wolsky"), key_of("al-Rashid") == key_of("Al Rashid")
        (True, True)
    """
    plain = unicodedata.normalize("NFKD", bare_name(name).casefold().translate(_LATIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    parts = [_spelt_alike(part) for part in _NOT_LETTER.sub(" ", re.sub(r"['’]s?\b", "", plain)).split()]
    return " ".join([p for p in parts if p not in SUFFIXES] or parts)


def _spelt_alike(word: str) -> str:
    """A word in one of the spellings that letters of another alphabet and umlauts are written in."""
    word = _UMLAUT.sub(r"\1", word) if len(word) > 3 else word
    return _LAST_Y.sub("y", word) if len(word) > 4 else word


def _organisation_key(name: str) -> str:
    """An organisation's name without its legal form."""
    parts = key_of(name).split()
    return " ".join([p for p in parts if p not in _CORPORATE] or parts)


def _grouped(rows: list[tuple[str, str, str]], articles: pd.DataFrame) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Kind and fullest name of the source behind each (article, kind, name)."""
    story_of = dict(zip(articles["article_id"], articles["story_id"].fillna(""), strict=True))
    organisation_keys = Counter(_organisation_key(n) for _, kind, n in rows if kind == "organisation")
    person_keys = Counter(_organisation_key(n) for _, kind, n in rows if kind == "person")
    people = _people([(a, n) for a, kind, n in rows if kind == "person"], story_of)
    bodies = _organisations([n for _, kind, n in rows if kind == "organisation"])
    long = _long_forms([(a, n) for a, kind, n in rows if kind == "organisation"], story_of)
    groups, first = {}, {}
    for article, kind, name in rows:
        key = _organisation_key(name)
        is_surname = kind == "person" and " " not in key_of(people[article, name])
        if kind == "person" and key in organisation_keys and (is_surname or organisation_keys[key] >= person_keys[key]):
            groups[article, kind, name] = ("organisation", bodies[key])
        elif kind == "person":
            groups[article, kind, name] = (kind, people[article, name])
        elif kind == "organisation" and any(w[0].isupper() for w in name.split()[1:] or [name]):
            groups[article, kind, name] = (kind, bodies[long.get((article, name), key)])
        else:
            place = story_of.get(article) if _is_telling(kind, name) else None
            groups[article, kind, name] = (kind, f"{name}\x1f{first.setdefault((place or article, name), article)}")
    return groups


def _is_telling(kind: str, name: str) -> bool:
    """Whether a description without a name tells one body or document from every other of its story.

    Example:
        >>> [_is_telling("organisation", name) for name in ("the council", "the fire department", "the company", "officials")]
        [True, True, False, False]
    """
    words = name.split()
    is_body = kind == "organisation" and len(words) == 2 and bool(_DEFINITE.match(name)) and words[-1] not in _ANY
    return is_body or len(words) >= _TELLING_WORDS.get(kind, 1_000)


def _organisations(names: list[str]) -> dict[str, str]:
    """The fullest form of each organisation by its key."""
    forms = defaultdict(Counter)
    for name in names:
        forms[_organisation_key(name)][name] += 1
    return {key: _fullest(counter) for key, counter in forms.items()}


def _long_forms(rows: list[tuple[str, str]], story_of: dict[str, str]) -> dict[tuple[str, str], str]:
    """Key of the organisation behind each abbreviation in each article, where one alone has these first letters.

    That of its story comes first; else the one that fits in the data set, if a story tells it so or the letters are four or more.
    """
    by_story, everywhere = defaultdict(set), set()
    for article, name in rows:
        if not is_short_form(name):
            by_story[story_of.get(article, "")].add(name)
            everywhere.add(name)
    shorts = sorted((a, n) for a, n in rows if is_short_form(n))
    fitting = {n: {_organisation_key(m) for m in everywhere if fits_short_form(n, m)} for n in {n for _, n in shorts}}
    found = {}
    for article, name in shorts:
        near = {_organisation_key(m) for m in by_story[story_of.get(article, "")] if story_of.get(article) and fits_short_form(name, m)}
        if len(near) == 1:
            found[article, name] = near.pop()
    told = {name for _, name in found}
    for article, name in shorts:
        is_sure = name in told or sum(c.isalpha() for c in name) >= _SURE_LETTERS
        if (article, name) not in found and is_sure and len(fitting[name]) == 1:
            found[article, name] = next(iter(fitting[name]))
    return found


def _people(rows: list[tuple[str, str]], story_of: dict[str, str]) -> dict[tuple[str, str], str]:
    """The fullest name of each person as named in each article."""
    forms, by_story, by_surname = defaultdict(Counter), defaultdict(set), defaultdict(set)
    for article, name in rows:
        key = key_of(name)
        forms[key][name] += 1
        if " " in key:
            by_story[story_of.get(article, ""), key.split()[-1]].add(key)
            by_surname[key.split()[-1]].add(key)
    merged = {key: _same_person(key, by_surname[key.split()[-1]]) for key in forms if " " in key}
    shown = _shown(forms, merged)
    found = {(a, n): _person(key_of(n), story_of.get(a, ""), by_story, by_surname, merged) for a, n in rows}
    return {(a, n): shown.get(key) or f"{n}\x1f{key}" for (a, n), key in found.items()}


def _person(key: str, story: str, by_story: dict, by_surname: dict, merged: dict[str, str]) -> str:
    """The full key of a person: itself, or for a surname the only one of that surname."""
    if " " in key:
        return merged[key]
    for known in (by_story.get((story, key), set()) if story else set(), by_surname.get(key, set())):
        full = {merged[k] for k in known}
        if len(full) == 1:
            return full.pop()
        if full:
            return f"{key} in {story}"
    return key


def _same_person(key: str, others: set[str]) -> str:
    """The longest name of the same surname whose first names do not contradict; itself where two would fit."""
    if len(others) > 50:
        return key
    fits = sorted((o for o in others if o != key and _agrees(key, o) and (len(o), o) > (len(key), key)), key=lambda o: (-len(o), o))
    if not fits or any(not _agrees(a, fits[0]) for a in fits[1:]):
        return key
    return fits[0]


def _agrees(one: str, other: str) -> bool:
    """Whether two names of one surname can be one person: first names equal, or one the initial of the other."""
    a, b = one.split()[0], other.split()[0]
    return a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0])


def _shown(forms: dict[str, Counter], merged: dict[str, str]) -> dict[str, str]:
    """The form of a name to show for each key."""
    together = defaultdict(Counter)
    for key, counter in forms.items():
        together[merged.get(key, key)].update(counter)
    return {key: _fullest(counter) for key, counter in together.items()}


def _fullest(counter: Counter) -> str:
    """The form with most words written out; among those with most accents, then the most frequent."""
    def rank(name: str) -> tuple:
        parts = name.split()
        return -sum(len(p.strip(".")) > 1 for p in parts), -len(parts), -sum(not c.isascii() for c in name), -counter[name], name
    return min(counter, key=rank)


def _sources(quotes: pd.DataFrame, groups: dict) -> pd.DataFrame:
    """One row a source, with its most frequent role, the longest among equals."""
    roles = defaultdict(Counter)
    for source_id, role in zip(quotes["source_id"], quotes["speaker_role"], strict=True):
        if isinstance(source_id, str) and isinstance(role, str):
            roles[source_id][role] += 1
    rows = {digest(kind, name): (kind, name.split("\x1f")[0]) for kind, name in groups.values()}
    return model.frame("sources", (
        {"source_id": key, "source_name": name, "kind": kind or "unnamed",
         "role": min(roles[key], key=lambda r: (-roles[key][r], -len(r), r)) if roles[key] else None}
        for key, (kind, name) in sorted(rows.items())))


def _citations(quotes: pd.DataFrame) -> pd.DataFrame:
    """How many quotations of each source each article has."""
    cited = per_source(quotes[quotes["source_id"].notna()])
    counted = cited.groupby(["article_id", "source_id"])["quotation_id"].nunique().reset_index(name="n")
    return model.frame("citations", counted.to_dict("records"))
