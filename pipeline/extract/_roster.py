"""The people and organisations of one article, and who a source as written is."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.cues import CUES
from pipeline.extract import _joint
from pipeline.extract._clean_names import clean_name, has_title
from pipeline.extract._openers import Openers
from pipeline.extract._phrases import DETERMINERS, is_source
from pipeline.extract._short_forms import short_forms
from pipeline.names import (
    COURTESY,
    DOCUMENT_NOUNS,
    FEMALE_TITLES,
    FIRMS,
    GROUPS,
    JOINT,
    MALE_TITLES,
    ORGANISATION_NOUNS,
    TITLES,
    is_organisation,
    name_runs,
    role_in,
    surname,
)

_HEAD_ENDS = frozenset("of for from at in with by on who that which released conducted published filed issued seen obtained".split())
_POSSESSOR = re.compile(r"^(?:.*\s)?\S+['’]s?\s+(?=[A-Z])")
_ORGANISATION = re.compile(
    r"\b([A-Z][\w&-]{1,40})(?:['’]s?)?\s(?:said in a statement|spokes\w{3,8}|executives?|officials?|chief|shares|employees|customers|"
    r"shareholders|announced|launched|unveiled)\b|\b([A-Z][\w&-]{0,40}[a-z][A-Z]\w{0,40})\b|\b[Tt]he ([A-Z][\w&-]{1,40})(?=\s[a-z])|"
    r"\bat ([A-Z][\w&-]{1,40})(?=[,.])|\b([A-Z][\w&-]{1,40}), (?:which|the (?:company|group|firm|agency))\b")
_FULL = r"([A-Z][\w&-]{1,40}(?:\s[A-Z][\w&-]{1,40}){1,3})"
_FIRM = re.compile(  # a name of several words that an article treats as a firm's
    rf"\b{_FULL}(?:, which\b|\s(?:said|says|announced)(?:\son)?(?:\s[A-Z][a-z]+day)?(?:\sthat)?\sit\s(?:would|will|is|had|has|plans)\b|"
    r"\s(?:will|would|is to|plans to)\s(?:close|open|cut|sell|shut|launch|acquire|buy)\b|['’]s?\s(?:chief executive|shares|spokes|employees|"
    r"headquarters|shareholders|board)\b)")
_PERSONAL = re.compile(r",\s(?:who|whose|\d\d,)")
_PLURAL = re.compile(r"\s([a-z]{3,24}s)\b")
_TITLED = re.compile(r"\b([A-Z][a-z]{2,14})\.?\s((?:[A-Z][\w’'-]{1,30}\s?){2,3})")
_NAME_BEHIND = re.compile(r",\s((?:[A-ZÀ-Þ][\w’'-]{1,24}|[A-Z]\.)(?:\s(?:[A-ZÀ-Þ][\w’'-]{1,24}|[A-Z]\.|de|van|von|la|al|bin)){1,4})(?=[,.;:!?]|$|\n)")
_FOREIGN_ARTICLES = frozenset("le la les der die das el il los las".split())
_LONG_TITLES = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor", "capt": "captain"}
_ROLE = re.compile(
    r"\s?,[^\S\n]((?:[^,.;:!?“”\"()\n]|(?<=\b[A-Z])\.(?=\s?[A-Z])|(?<=\b(?:Mr|Ms|Dr))\.|(?<=\bMrs)\.){3,140})(?=[,.;:!?“”\"()\n]|$)")
_LED = re.compile(r"(?:^|[.!?”\"]\s|\n|,\s)((?:[Tt]he|[Aa]n?|[A-Z][\w’'-]{0,40}['’]s?)\s[^,.;:!?“”\"()\n]{3,90}),\s$")


class Speaker(NamedTuple):
    """Who a source is: fullest name or None, kind, role, what it was resolved from."""

    name: str | None
    kind: str | None
    role: str | None
    evidence: str


class Mention(NamedTuple):
    """One name in the text."""

    start: int
    end: int
    name: str
    is_subject: bool


@dataclass
class Roster:
    """Names of one article, in the order of the text; `speakers` are those that were quoted so far."""

    body: str
    sentence_starts: frozenset[int]
    first: int = 0  # where the text begins behind its dateline
    headings: frozenset[int] = frozenset()  # where capitalised runs of headings begin
    mentions: list[Mention] = field(default_factory=list)
    by_surname: dict[str, list[Mention]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    speakers: list[tuple[int, Speaker]] = field(default_factory=list)

    def __post_init__(self) -> None:
        runs = [run for run in name_runs(self.body, self.first) if run[0] not in self.headings]
        self._openers = Openers(self.body, {self.body[i:j] for i, j in runs if i not in self.sentence_starts})
        for start, end in runs:
            self._add(start, end)
        self._starts = [m.start for m in self.mentions]

    def _add(self, start: int, end: int) -> None:
        """Take one capitalised run in, without the words before and after the name itself."""
        is_subject = start in self.sentence_starts
        written = self.body[start:end]
        name = clean_name(self._openers.without(written) if is_subject else written)
        if not name:
            return
        at = start + written.find(name)
        mention = Mention(at, at + len(name), name, is_subject)
        self.mentions.append(mention)
        is_verb = is_subject and len(name.split()[0]) > 4 and name.split()[0].endswith(("ing", "ed", "ly"))  # "Citing Vale"
        if " " in name and not is_organisation(name) and not is_verb:
            self.by_surname.setdefault(surname(name), []).append(mention)
        lead = {w.strip(".").lower() for w in written.split()}
        if lead & FEMALE_TITLES:
            self.genders[surname(name)] = "she"
        elif lead & MALE_TITLES:
            self.genders[surname(name)] = "he"

    def knows(self, name: str) -> bool:
        """Whether a name is more than the capital of a sentence's first word: two words, or met inside a sentence."""
        return " " in name or any(m.name == name and not m.is_subject for m in self.mentions[:2_000])

    def resolve(self, written: str, start: int) -> Speaker:
        """Who a source as written at `start` is; the names of several that speak together are joined by JOINT."""
        folded = written.lower().strip()
        if folded in ("he", "she", "who", "i"):
            return self._of_pronoun(folded, start)
        if folded == "it":
            return self._of_it(start)
        if folded in ("they", "we", "you"):
            return self._of_they(folded)
        if not is_source(written) or self._is_no_noun(written, start):
            return Speaker(None, None, None, "names nobody")
        if start in self.sentence_starts and (plain := self._openers.without(written)) != written:
            written, start = plain, start + len(written) - len(plain)
        several = self._of_several(written, start)
        if several is not None:
            return several
        group = self._group_at(written, start)
        return Speaker(group, "unnamed", None, "described") if group else self._of_phrase(written, start)

    def _of_they(self, pronoun: str) -> Speaker:
        """Those who last spoke together, where nobody has spoken since."""
        last = self.speakers[-1][1] if self.speakers else None
        if pronoun == "they" and last is not None and last.name and JOINT in last.name:
            return last._replace(evidence="pronoun: last speakers")
        return Speaker(None, None, None, "pronoun, not resolved")

    def _of_several(self, written: str, start: int) -> Speaker | None:
        """Several sources that speak together, or None."""
        parts = _joint.parts_of(written, self, clean_name)
        if parts:
            found = [self._of_phrase(part, start + written.find(part)) for part in parts]
            names, kinds = [s.name for s in found if s.name], [s.kind for s in found if s.kind]
            return Speaker(_joint.joined(names), JOINT.join(dict.fromkeys(kinds)) if len(set(kinds)) == 1 else JOINT.join(kinds), None, "several named")
        return self._of_pair(written, start)

    def _of_pair(self, written: str, start: int) -> Speaker | None:
        """The two that "both senators" or "the two" mean: those of that title or role, else the only two named just before."""
        is_led = written.lower().startswith(("two", "pair", "duo")) and self.body[max(0, start - 4):start].lower() == "the "
        called = _joint.pair_in(f"the {written}" if is_led else written)
        if called is None:
            return None
        is_body = called in ORGANISATION_NOUNS
        bearers = self._bearers(called) if called and not is_body else []
        k = bisect_right(self._starts, start)
        near = [m for m in self.mentions[max(0, k - 30):k] if (self.knows_body if is_body else self._is_person)(m.name)]
        two = bearers if len(bearers) == 2 else _joint.last_two([(m.start, self.fullest(m.name, m.start)) for m in near], start)
        return Speaker(_joint.joined(two), "organisation" if is_body else "person", None, "pair named before") if two else None

    def names(self, name: str) -> bool:
        """Whether the article has this name."""
        return any(m.name == name for m in self.by_surname.get(surname(name), ()))

    def _bearers(self, noun: str) -> list[str]:
        """The people that bear a title or a role with this noun, in the order of the text."""
        named = [m.name for found in self.by_surname.values() for m in found[:1]]
        return [name for name in dict.fromkeys(named) if name in self._titled.get(noun, ()) or noun in (self._role_of(name) or "").lower().split()]

    def main_person(self) -> Speaker | None:
        """The person whom most names in the text are of, the first among equals: whom an interview is with."""
        best = max(self.by_surname.values(), key=lambda found: (len(found), -found[0].start), default=None)
        return Speaker(best[0].name, "person", self._role_of(best[0].name), "answers in an interview") if best else None

    def knows_person(self, name: str) -> bool:
        """Whether a name is a person's."""
        return bool(name) and self._is_person(name) and name.split()[-1][:1].isupper()

    def knows_body(self, name: str) -> bool:
        """Whether a name is an organisation's."""
        return is_organisation(name) or name in self._organisations

    def _group_at(self, written: str, start: int) -> str | None:
        """A plural noun behind a sentence's first word that is nobody's name: "Shop owners"."""
        if " " in written or start not in self.sentence_starts or self.knows(written):
            return None
        follows = _PLURAL.match(self.body, start + len(written), start + len(written) + 30)
        return f"{written} {follows.group(1)}" if follows and follows.group(1) not in CUES else None

    def _of_pronoun(self, pronoun: str, start: int) -> Speaker:
        """The person last quoted, unless another person became a subject since."""
        if pronoun == "who" and (named := self._named_before(start)):
            return named
        spoken = [(at, s) for at, s in self.speakers[-6:]
                  if s.kind == "person" and s.name and JOINT not in s.name and self._may_be(s.name, pronoun)]
        subject = self._last_subject(start, pronoun)
        if spoken and (subject is None or subject.start <= spoken[-1][0]):
            return spoken[-1][1]._replace(evidence="pronoun: last speaker")
        if subject is not None:
            name = self.fullest(subject.name, subject.start)
            self.genders.setdefault(surname(name), pronoun)
            return Speaker(name, "person", self._role_of(name), "pronoun: last subject")
        return self._only_person(start, pronoun) or Speaker(None, None, None, "pronoun, not resolved")

    def _named_before(self, start: int) -> Speaker | None:
        """The person right before a relative pronoun: "Ida Vale, who said"."""
        k = bisect_right(self._starts, start) - 1
        near = self.mentions[k] if k >= 0 else None
        is_it = near is not None and self.body[near.end:start].strip(" ,") == "" and self._is_person(near.name)
        return Speaker(self.fullest(near.name, near.start), "person", None, "pronoun: name before it") if is_it else None

    def _only_person(self, start: int, pronoun: str) -> Speaker | None:
        """The one person named in the paragraph before a pronoun."""
        k = bisect_right(self._starts, start)
        begin = self.body.rfind("\n", 0, start)
        near = [m for m in self.mentions[max(0, k - 30):k] if m.start > begin and " " in m.name and self._is_person(m.name)]
        names = {m.name for m in near if self._may_be(m.name, pronoun)}
        is_one = pronoun in ("he", "she") and len(names) == 1
        return Speaker(names.pop(), "person", None, "pronoun: only person of the paragraph") if is_one else None

    def _may_be(self, name: str, pronoun: str) -> bool:
        """Whether nothing known about a person speaks against a pronoun."""
        return pronoun not in ("he", "she") or self.genders.get(surname(name), pronoun) == pronoun

    def _last_subject(self, start: int, pronoun: str) -> Mention | None:
        """The person that last began a sentence before `start`."""
        k = bisect_right(self._starts, start) - 1
        for mention in reversed(self.mentions[max(0, k - 30):k + 1]):
            if mention.start < start and mention.is_subject and self._may_be(mention.name, pronoun) and (
                    self._is_person(mention.name) or _PERSONAL.match(self.body, mention.end)):
                return mention
        return None

    def _is_person(self, name: str) -> bool:
        """Whether a name is a person's: two words without an organisation's mark, or the surname of one."""
        if " " in name and (name in self._organisations or name.isupper()):
            return False
        return not is_organisation(name) and surname(name) not in GROUPS and (" " in name or surname(name) in self.by_surname)

    def _of_it(self, start: int) -> Speaker:
        """The organisation that last began a sentence."""
        found = self._last_organisation(start, "")
        if found is None:
            return Speaker(None, None, None, "pronoun, not resolved")
        return Speaker(found, "organisation", None, "pronoun: last organisation")

    def _last_organisation(self, start: int, noun: str, with_others: bool = True) -> str | None:
        """The last organisation before `start` that bears the noun in its name, else a firm that began a sentence, if asked."""
        k = bisect_right(self._starts, start) - 1
        near = [m for m in self.mentions[max(0, k - 60):k + 1] if m.start < start and not self._is_person(m.name)]
        named = [m for m in near if noun and noun in m.name.lower().split()]
        if not with_others or (noun and noun not in FIRMS):
            near = []
        first = [m for m in near if m.is_subject and (is_organisation(m.name) or m.name in self._organisations or self.knows(m.name))]
        return named[-1].name if named else first[-1].name if first else None

    def fullest(self, name: str, start: int) -> str:
        """The fullest form of a person's name in this article: the nearest before, else the first after."""
        if " " in name and name.split()[0].strip(".").lower() not in COURTESY and len(name.split()[0].strip(".")) > 1:
            return name
        known = self.by_surname.get(surname(name), [])
        k = bisect_right(known, start, key=lambda mention: mention.start)
        return known[max(0, k - 1)].name if known else name

    def _of_phrase(self, written: str, start: int) -> Speaker:
        """Who a noun phrase is: a named person, an organisation, a document, or someone unnamed."""
        runs = [(i, j) for i, j in name_runs(written) if clean_name(written[i:j])]
        if _joint.is_about_several(written) and len(runs) > 1:
            return self._of_noun(written, start)
        if len(runs) > 1 and re.search(r"\sand\s", written) and is_organisation(clean_name(written[slice(*runs[-1])])):
            return Speaker(re.sub(r"^[Tt]he\s", "", written), "organisation", None, "named")
        run = self._naming_run(written, runs)
        if run is None or self._is_common(written, start):
            return self._of_noun(written, start)
        return self._of_name(written, run, start)

    def _naming_run(self, written: str, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
        """The capitalised run that names the source: at the end of the phrase, or before "of …"."""
        if not runs:
            return None
        first, last = runs[0], runs[-1]
        follows = written[first[1]:].split()
        is_full = has_title(written[:first[1]]) or " " in written[:first[1]]
        if first[0] == 0 and is_full and follows and follows[0] in ("of", "from", "at", "with"):
            return first
        is_last = last[1] >= len(written.rstrip(" .,’'s"))
        if is_last and not re.search(r"\b(?:of|for|from|at|in|with|by|to|on)\s(?:the\s|a\s)?$", written[:last[0]]):
            return last
        return None

    def _is_no_noun(self, written: str, start: int) -> bool:
        """Whether a sentence's first word is an adverb or a form of a verb: "Initially", "Sitting"."""
        is_form = written.endswith(("ing", "ed", "ly")) or "’" in written or "'" in written
        return is_form and self._is_common(written, start)

    def _is_common(self, written: str, start: int) -> bool:
        """Whether a phrase is a noun with the capital of a sentence's first word ("Lawmakers"), and nobody's name."""
        if " " in written or start not in self.sentence_starts or self.knows(written) or surname(written) in self.by_surname:
            return False
        return (written.endswith("s") and not written.endswith("ss")) or self._openers.is_common(written)

    def _of_name(self, written: str, run: tuple[int, int], start: int) -> Speaker:
        """A named person or organisation."""
        name = clean_name(written[run[0]:run[1]])
        name = _POSSESSOR.sub("", name) or name
        if name in self._short_forms:
            return Speaker(self._short_forms[name], "organisation", None, f"short form {name}")
        lead = written[:run[0]].strip()
        if is_organisation(name) or (" " in name and name in self._organisations):
            return Speaker(name, "organisation", None, "named")
        if surname(name) not in GROUPS and (self._is_person(name) or has_title(written) or (
                lead and lead.lower() not in ("the", "a", "an"))):
            full = self.fullest(name, start)
            role = self._role_at(written, name, start) or self._role_of(full)
            return Speaker(full, "person", role, "named" if full == name else f"surname of {full}")
        if surname(name) in GROUPS:
            return Speaker(written, "unnamed", None, "described")
        if name in self._organisations:
            return Speaker(name, "organisation", None, "named")
        return Speaker(name, "person", self._role_at(written, name, start), "named")

    @cached_property
    def _short_forms(self) -> dict[str, str]:
        """Long form of each abbreviation that the article explains; people's initials are none."""
        return {short: name for short, name in short_forms(self.body).items() if is_organisation(name) or surname(name) not in self.by_surname}

    @cached_property
    def _organisations(self) -> frozenset[str]:
        """One-word names that act as organisations' somewhere in the article."""
        short = {next(filter(None, m.groups())) for m in _ORGANISATION.finditer(self.body)}
        return frozenset(short | {clean_name(m.group(1)) for m in _FIRM.finditer(self.body) if not has_title(m.group(1))})

    def _of_noun(self, written: str, start: int) -> Speaker:
        """Someone described but not named."""
        nouns = [w.strip(".,’'").lower() for w in written.split()]
        capital = [w for w in written.split() if w[0].isupper() and w.lower() not in DETERMINERS]
        if capital and is_organisation(capital[0]) and len(capital) > 1 and len(capital[0]) > 3:
            return Speaker(re.sub(r"^[Tt]he\s", "", written), "organisation", None, "named")
        head = next((w for w in nouns[1:] if w in _HEAD_ENDS), None)
        noun = nouns[nouns.index(head) - 1] if head else nouns[-1]
        if noun in ORGANISATION_NOUNS and (nouns[0] in ("the", "its", "this", "that") or nouns[0].endswith(("'s", "’s"))):
            return self._of_body(written, nouns, noun, start, bool(head))
        if noun in DOCUMENT_NOUNS:
            return Speaker(written, "document", None, "described")
        behind = self._named_behind(written, start) if not head else None
        if behind is not None:
            return behind
        named = self._by_role(noun) if nouns[0] == "the" and not head else None
        return named or Speaker(written, "unnamed", None, "described")

    def _named_behind(self, written: str, start: int) -> Speaker | None:
        """The person whose name stands behind a role: "the pilots’ foreman, Abel Crane"."""
        match = _NAME_BEHIND.match(self.body, start + len(written), start + len(written) + 80)
        name = clean_name(match.group(1)) if match else ""
        is_role = written.split()[0].lower() in DETERMINERS | _FOREIGN_ARTICLES or written.split()[0].endswith(("’s", "'s"))
        return Speaker(name, "person", written, "named behind its role") if " " in name and is_role and self._is_person(name) else None

    def _of_body(self, written: str, nouns: list[str], noun: str, start: int, is_long: bool) -> Speaker:
        """An organisation that is described: the firm or the body named before, else what was described so before."""
        can_be_named = not is_long and len(nouns) <= 3 and not nouns[1].endswith(("s", "s'", "’s", "'s"))
        found = self._last_organisation(start, noun, noun in FIRMS or len(nouns) == 2) if can_be_named else None
        if found:
            return Speaker(found, "organisation", None, f"{written}: last organisation")
        mine = set(nouns) - {"the"}
        before = [s.name for _, s in self.speakers[-40:] if s.evidence == "described" and s.kind == "organisation" and s.name]
        same = [name for name in before if mine <= {w.strip(".,’'").lower() for w in name.split()} and name.lower().split()[-1] == noun]
        name = written[0].lower() + written[1:] if written.startswith("The ") else written
        return Speaker(same[-1] if same else name, "organisation", None, "described")

    def _by_role(self, noun: str) -> Speaker | None:
        """The person whose title or role, as met so far, ends with this noun."""
        for _, speaker in reversed(self.speakers[-40:]):
            if speaker.kind == "person" and speaker.role and noun in speaker.role.lower().split():
                return speaker._replace(evidence=f"role: {noun}")
        named = self._titled.get(noun) if noun in TITLES else None
        return Speaker(named[0], "person", noun, f"role: {noun}") if named else None

    @cached_property
    def _titled(self) -> dict[str, list[str]]:
        """The people that bear each title, in the order of the text."""
        found: dict[str, list[str]] = {}
        for match in _TITLED.finditer(self.body):
            title, name = match.group(1).lower(), clean_name(match.group(2))
            if title in TITLES and name not in found.setdefault(_LONG_TITLES.get(title, title), []):
                found[_LONG_TITLES.get(title, title)].append(name)
        return found

    def _role_at(self, written: str, name: str, start: int) -> str | None:
        """The role that stands before or behind a name."""
        lead = written[:written.find(name)].strip(" ,") if name in written else ""
        if lead and lead.lower() not in ("the", "a", "an", "mr.", "ms.", "mrs.", "dr.", "and"):
            return lead
        at = self.body.find(name, start, start + 200)
        behind = _ROLE.match(self.body, at + len(name), at + len(name) + 140) if at >= 0 else None
        role = role_in(behind.group(1)) if behind else None
        return role or self._role_before(at)

    def _role_before(self, at: int) -> str | None:
        """The role in front of a name: "The mayor of Norby, Ida Vale,"."""
        led = _LED.search(self.body[max(0, at - 140):at]) if at > 0 else None
        if led is None:
            return None
        words = led.group(1)
        return role_in(words[0].lower() + words[1:] if words.startswith(("The ", "A ", "An ")) else words)

    def _role_of(self, name: str) -> str | None:
        """The role that stands at the first mention of a name."""
        for mention in self.by_surname.get(surname(name), [])[:3]:
            behind = _ROLE.match(self.body, mention.end, mention.end + 140)
            role = role_in(behind.group(1)) if behind and mention.name == name else None
            if role:
                return role
        return None
