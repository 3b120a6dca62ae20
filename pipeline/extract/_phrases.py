"""Noun phrases beside a verb of saying: who speaks, as written. No tagger: closed word classes, capitals and commas."""

import re
from typing import NamedTuple

from pipeline.cues import CUES
from pipeline.names import DAYS, DOCUMENT_NOUNS, FIRST_NAMES, NUMBERS

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd|No)\.|(?:[A-Z]\.)+(?:-[\w]+)?|"
    r"[^\W_][\w’'&/\-]{0,60}|--|[^\w\s]")

PRONOUNS = frozenset("he she they it i we you who".split())
AUXILIARY = frozenset("""
    has have had is was were are be been being will would could may might should must can did do does also later then now once first again
    still even further soon just since often always never recently quickly not to who't which n't didn’t doesn’t hasn’t haven’t won’t
    wouldn’t didn't doesn't hasn't haven't won't wouldn't himself herself
""".split())
DETERMINERS = frozenset("""
    the a an this that these those his her its their our my your one two three four five six some many most several other another few both
    all no each every any
""".split())
PREPOSITIONS = frozenset("""
    in on at during after before when as while since until with by to into about over under through without despite among between against
    around near along onto outside inside off behind beyond toward towards via per like upon than across within throughout following amid
    besides if because though although where why how what earlier last late early next yesterday today tonight this
""".split())
BREAKS = frozenset("""
    and but or so yet because although though while when whereas if as that which who whom whose where after before since until unless
    than nor
""".split())
_JOINERS = frozenset("of for from de la van von del der den di da bin al el &".split())
_TIMES = frozenset("""
    last late early earlier next yesterday today tonight this later now then once again also still meanwhile however
""".split())


NOUNS = frozenset("""
    email emails text texts post posts blog blogs report reports state states term terms charge charges brand brands label labels question
    questions document documents detail details demand demands claim claims comment comments remark remarks note notes answer answers
    estimate estimates call calls protest protests advocate advocates show shows find query queries forecast forecasts alert alerts hope
    hopes fear fears doubt doubts worry worries suspect suspects guess promise promises pledge pledges vow vows threat warning praise
    complaint point points dispute disputes reason reasons object objects counter counters joke jokes cry cries laugh laughs shout shouts sigh sighs
    bark cite read feeling hearing writing finding meaning understanding hail quip quips appeal chant chants speech learned study feel
    mean lecture lectures crow growl whisper whispers marvel marvels
""".split())


_SPANS = frozenset("""
    second seconds minute minutes hour hours day days week weeks month months year years less more than about nearly almost a an few
    several one two three four five six seven eight nine ten
""".split())


_PERIODS = frozenset("morning afternoon evening night week weekend month year spring summer autumn fall winter".split())


class Token(NamedTuple):
    """One word or mark of a text."""

    start: int
    end: int
    word: str
    lower: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, or is a name such as iPhone."""
        return self.word[0].isupper() or (len(self.word) > 2 and self.word[0].islower() and self.word[1].isupper())


def tokens(text: str) -> list[Token]:
    """Words and marks of a text."""
    return [Token(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(text)]


def is_adverb(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return token.lower in AUXILIARY or (token.lower.endswith("ly") and token.word[0].islower() and len(token.word) > 4)


def is_cue(token: Token) -> bool:
    """Whether a word is a verb of saying, thinking or describing."""
    return token.lower in CUES and token.word[0].islower()


_QUANTITIES = NUMBERS | frozenset("some many others another all both each several few most everyone everybody nobody".split())


def is_source(written: str) -> bool:
    """Whether words can name who speaks: they have a noun or a name, and do not end as an owner or a bare number does.

    Example:
        >>> [is_source(words) for words in ("the first engineer", "Norvale 4", "some", "up from 14", "a", "There", "Vale’s", "of Norby")]
        [True, True, True, False, False, False, False, False]
    """
    parts = written.split()
    first, last = parts[0].lower(), parts[-1].strip(".,").lower()
    if last.endswith(("'s", "’s")) or not any(c.isalpha() for c in written) or first in _NO_LEAD:
        return False
    if len(parts) == 1:
        is_form = last.endswith(("ing", "ed")) and written[0].islower()
        return last in PRONOUNS or last in _QUANTITIES or not (is_form or last in _NOBODY)
    return not last.isdigit() or any(p[0].isupper() for p in parts)


_NO_LEAD = PREPOSITIONS - DETERMINERS | {"of", "for", "from"}
_NOBODY = DETERMINERS | AUXILIARY | PREPOSITIONS | BREAKS | frozenset("there according ever it's he's she's".split())


def phrase_after(words: list[Token]) -> tuple[int, int] | None:
    """The noun phrase that these tokens begin with, as positions in their text: the subject after its verb."""
    if not words or not words[0].word[0].isalnum():
        return None
    if words[0].lower in PRONOUNS:
        return words[0].start, words[0].end
    end, has_name = None, False
    for k, token in enumerate(words[:16]):
        following = words[k + 1] if k + 1 < len(words) else None
        if not _continues(words, k, token, following, has_name):
            break
        has_name = has_name or (token.is_capital and token.lower not in DETERMINERS)
        if token.lower not in _JOINERS and token.lower not in ("and", "in", "at", "with", "by"):
            end = token.end
    return None if end is None else (words[0].start, end)


_NO_BEGINNING = frozenset("that if because how why even just as not when while and but for of from".split())
_RELATIVE = frozenset("who whose which".split())
_PARTY = frozenset("republican democrat independent conservative liberal labour".split())  # "Ida Vale, Democrat of Ohio,"
_ASIDE = frozenset("who which whose a an of jr jr. sr. sr and where then now".split())


def _continues(words: list[Token], k: int, token: Token, following: Token | None, has_name: bool) -> bool:
    """Whether the noun phrase goes on with this token."""
    if not token.word[0].isalnum() and token.word != "&":
        return False
    is_day = token.lower in DAYS and not (token.lower in FIRST_NAMES and following is not None and following.is_capital)
    if k > 0 and words[k - 1].lower not in DETERMINERS and (is_day or token.lower in AUXILIARY):
        return False
    if (k == 0 and token.lower in _NO_BEGINNING) or (k > 0 and token.lower in _RELATIVE):
        return False
    is_followed = following is not None and (following.is_capital or following.lower in DETERMINERS) and following.lower not in DAYS
    if token.lower in ("and", "or"):
        return k > 0 and is_followed
    if token.lower in _JOINERS:
        return is_followed and (not has_name or words[0].lower in DETERMINERS or token.lower != "of" or k == 1) or (
            following is not None and not has_name and following.word[0].isalnum() and token.lower in ("of", "for", "from"))
    if token.lower in PREPOSITIONS and not (k == 0 and token.lower == "this"):
        is_written = token.lower == "by" and words[k - 1].lower in DOCUMENT_NOUNS  # "an estimate by the city"
        return k > 0 and not has_name and (token.lower in ("at", "in", "with") or is_written) and is_followed
    if has_name and not token.is_capital:
        return False
    return not (k > 0 and is_cue(token) and token.lower.endswith(("ed", "ing", "said")))


def phrase_before(text: str, words: list[Token]) -> tuple[int, int] | None:
    """The noun phrase that these tokens end with, as positions in the text: the subject before its verb.

    Commas before the verb enclose an appositive: "Ida Vale, head of the port," has the subject "Ida Vale".
    """
    words = _without_asides(words)
    parts, current = [], []
    for token in words:
        if token.word in ",;:()—–--":
            parts.append(current)
            current = []
        else:
            current.append(token)
    parts.append(current)
    closed = not parts[-1]
    parts = [p for p in parts if p]
    if not parts:
        return None
    return _of_parts(parts, closed)


def _without_asides(words: list[Token]) -> list[Token]:
    """The tokens without what stands in brackets."""
    kept, depth = [], 0
    for token in words:
        if token.word == "(":
            depth += 1
        elif token.word == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(token)
    return kept


def _of_parts(parts: list[list[Token]], closed: bool) -> tuple[int, int] | None:
    """The subject among stretches between commas; `closed` where a comma stands before the verb."""
    last = len(parts) - 1
    if closed and last > 0:
        for k in range(last, max(-1, last - 6), -1):
            if not _is_appositive(parts[k]) and (k == last or _ends_nominal(parts[k])):
                found = _tail(parts[k])
                if found and (k < last or parts[k][0].is_capital):
                    return found
        return _tail(parts[0]) or _tail(parts[last])
    return _tail(parts[last]) or (_tail(parts[last - 1]) if last else None)


def _is_appositive(part: list[Token]) -> bool:
    """Whether a stretch between commas explains the name before it: role, age, party, place, relative clause."""
    first = part[0]
    if first.word[0].isdigit() or first.lower in _ASIDE:
        return True
    if first.lower in DETERMINERS and not first.is_capital:
        return True
    if first.lower in _PARTY and len(part) > 1 and part[1].lower in ("of", "from"):
        return True
    return not first.is_capital or bool(re.match(r"[RD]-|[RDI]$", first.word))


def _ends_nominal(part: list[Token]) -> bool:
    """Whether a stretch can end with a subject: its last word is a name or a noun, no verb."""
    return part[-1].word[0].isalnum() and not is_adverb(part[-1])


def _tail(part: list[Token]) -> tuple[int, int] | None:
    """The noun phrase at the end of a stretch without commas."""
    if part and part[-1].lower == "ago":
        part = part[:next((k for k in range(len(part) - 2, -1, -1) if part[k].lower not in _SPANS and not part[k].word.isdigit()), -1) + 1]
    while part and (is_adverb(part[-1]) or part[-1].lower in DAYS or part[-1].lower in _TIMES or _ends_in_period(part)):
        part = part[:-1]
    if not part or not part[-1].word[0].isalnum():
        return None
    if part[-1].lower in PRONOUNS or part[-1].lower in ("this", "that", "which"):
        return part[-1].start, part[-1].end
    first = len(part) - 1
    while first > 0 and _extends_left(part, first):
        first -= 1
    if first > 1 and part[first].lower in DETERMINERS and part[first - 1].lower in PREPOSITIONS and part[first - 1].lower not in BREAKS:
        clause = next((k + 1 for k in range(first - 2, -1, -1) if part[k].lower in BREAKS), 0)
        if part[clause].lower not in PREPOSITIONS | PRONOUNS:
            return phrase_after(part[clause:])
    first = _skip_lead(part, first)
    if part[first].lower in PREPOSITIONS | BREAKS | AUXILIARY:
        return None
    return part[first].start, part[-1].end


_OBJECTS = frozenset("him her them us me it".split())


def _ends_in_period(part: list[Token]) -> bool:
    """Whether the last word tells when: "Ida Vale this week" """
    return len(part) > 2 and part[-1].lower in _PERIODS and part[-2].lower in ("this", "last") and part[-3].lower not in ("of", "from")


def _extends_left(part: list[Token], first: int) -> bool:
    """Whether the phrase that begins at `first` goes on to the left."""
    token, before = part[first], part[first - 1]
    if not before.word[0].isalnum() and before.word != "&":
        return False
    if before.lower == "and":
        return first > 1 and token.is_capital and part[first - 2].is_capital and token.lower not in PRONOUNS
    if token.lower in _OBJECTS and before.lower in ("to", "of", "with", "for", "around"):  # "those close to him"
        return first > 1
    if before.lower in BREAKS or before.lower in PRONOUNS or before.lower in AUXILIARY:
        return False
    if token.lower in DETERMINERS:
        return before.lower in ("of", "for", "from", "at", "in", "with", "all", "both") and first > 1
    return not (is_cue(before) and before.lower.endswith(("ed", "ing", "said", "says")))


def _skip_lead(part: list[Token], first: int) -> int:
    """The first token of the phrase once an adverbial before it is passed over ("On Tuesday the mayor")."""
    is_name = part[first].lower in FIRST_NAMES and len(part) - first == 2
    if is_name or (part[first].lower not in PREPOSITIONS and part[first].lower not in _TIMES and part[first].lower not in DAYS):
        return first
    last = len(part) - 1
    for k in range(last, first, -1):
        if part[k].lower in DETERMINERS and part[k - 1].lower not in ("of", "for", "from", "in", "at", "on", "with"):
            return k
    k = last
    while k > first + 1 and part[k - 1].is_capital and part[k - 1].lower not in DAYS:
        k -= 1
    return k
