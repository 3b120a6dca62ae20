"""Indirect quotations: clauses under verbs of saying and thinking, and "according to"."""

from dataclasses import replace

from pipeline.cues import CUES
from pipeline.extract._attribution import is_verb, subject_of
from pipeline.extract._charges import AS, UNITS, label, matter
from pipeline.extract._clause import MIN_WORDS, Clause, content_end, span_of
from pipeline.extract._phrases import (
    AUXILIARY,
    DETERMINERS,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    Token,
    is_adverb,
    phrase_after,
    phrase_before,
    tokens,
)
from pipeline.names import DAYS, DOCUMENT_NOUNS, FIRST_NAMES

# Verbs that take a clause without "that"; of all others "I know him", "he reported a theft" are as likely.
_BARE = frozenset("""
    say tell believe think claim argue insist suggest note add warn predict hope feel acknowledge admit contend maintain assert agree
    estimate concede allege guess fear worry
""".split())
_INFINITIVE = frozenset("vow pledge promise threaten refuse decline urge ask agree offer call demand advise recommend swear order".split())
_BEG = frozenset("urge ask call demand advise recommend order".split())  # these name whom they ask before "to"
_INVERTED = frozenset("say add note write report announce explain warn tweet claim argue insist recall".split())
_NO_CLAUSE = frozenset("""
    speak relate describe detail cite document praise accuse blast charge criticize alert object reason counter sing chant refer to
    question query applaud hail denounce decry
""".split()) | {"refer to"}
_FINITE = frozenset("is are was were has have had will would can could should may might must".split())
_CONTRACTED = ("'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d")
_PASSIVE = frozenset("is are was were be been being".split())
_WH = frozenset("whether if why how what who where when".split())
_HYPOTHETICAL = frozenset("""
    would could should might must can cannot may will not never n't didn’t doesn’t don’t hasn’t haven’t won’t wouldn’t didn't doesn't
    don't hasn't haven't won't wouldn't isn't isn’t wasn't wasn’t to
""".split())
_CLAUSE_FIRST = DETERMINERS | PRONOUNS | frozenset("""
    there such any much more most people president nothing everyone someone if in while when as
""".split())
_TAIL = frozenset("""
    in on at during after before as last late early this yesterday today tonight earlier when while to of about by via through from
""".split())
_PREPOSITIONS = frozenset("of for in on at to by with from about over under after before than".split())
_ANONYMOUS = frozenset("named identified quoted anonymous".split())
_PIECE = 2
_VERBS_MAX = 12  # verbs of one sentence that are looked at: sentences of people have fewer, and the work stays linear


def clauses(body: str, start: int, end: int, stretches: list[tuple[int, int]]) -> list[Clause]:
    """The indirect quotations of one sentence; words between the marks of `stretches` are nobody's verbs here."""
    words = [Token(w.start + start, w.end + start, w.word, w.lower) for w in tokens(body[start:end])]
    words = _masked(body, words, stretches)
    found, k = [], 0
    for _ in range(_VERBS_MAX):
        clause, k = _at(words, k)
        if clause is not None:
            found.append(_of_same_source(words, clause, found[-1]) if found else clause)
        if k >= len(words):
            break
    return found


def _of_same_source(words: list[Token], clause: Clause, said: Clause) -> Clause:
    """The clause, with the source of the one before where its verb only goes on: "Vale said it holds but noted that …"."""
    n = next(n for n, word in enumerate(words) if word.start == clause.cue[0])
    goes_on = n > 0 and words[n - 1].lower in ("and", "but") and said.how == clause.how == "leading"
    return replace(clause, source=said.source) if goes_on else clause


def _masked(body: str, words: list[Token], stretches: list[tuple[int, int]]) -> list[Token]:
    """The tokens with each marked stretch as one token; its `lower` tells a stretch that a comma or stop closes."""
    masked, at = [], 0
    for token in words:
        while at < len(stretches) and stretches[at][1] <= token.start:
            at += 1
        if at < len(stretches) and stretches[at][0] <= token.start:
            if masked and masked[-1].word == "¤" and masked[-1].start == stretches[at][0]:
                continue
            closes = body[stretches[at][0]:stretches[at][1]].rstrip("\"'’”»“")[-1:] in ".,!?…"
            masked.append(Token(stretches[at][0], stretches[at][1], "¤", "¤." if closes else "¤"))
        else:
            masked.append(token)
    return masked


def _at(words: list[Token], k: int) -> tuple[Clause | None, int]:
    """The indirect quotation of the next cue from `k` on, if it has one, and where to look on."""
    while k < len(words):
        if words[k].lower == "according" and k + 2 < len(words) and words[k + 1].lower == "to":
            return _according(words, k)
        if words[k].word != "¤" and is_verb(words, k):
            return _of_verb(words, k)
        k += 1
    return None, k


def _according(words: list[Token], k: int) -> tuple[Clause | None, int]:
    """According to Vale, the pier holds. The pier holds, according to Vale."""
    source = phrase_after(words[k + 2:k + 24])
    if source is None:
        return None, k + 2
    after = next((n for n in range(k + 2, len(words)) if words[n].start >= source[1]), len(words))
    cue = (words[k].start, words[k + 1].end)
    if k <= 1:
        comma = next((n for n in range(after, len(words)) if words[n].word == ","), None)
        span = span_of(words, comma + 1, len(words)) if comma is not None else None
        return (Clause([span], cue, source, "according"), len(words)) if span else (None, after)
    first = _content_start(words, k)
    span = span_of(words, first, k)
    return (Clause([span], cue, source, "according"), after) if span else (None, after)


def _content_start(words: list[Token], k: int) -> int:
    """Where the clause before an attribution at its end begins: the sentence, or behind a semicolon."""
    return next((n + 1 for n in range(k - 1, -1, -1) if words[n].word == ";"), 0)


def _of_verb(words: list[Token], k: int) -> tuple[Clause | None, int]:
    """The indirect quotation under the verb at `k`."""
    begin = k
    while begin > 0 and is_adverb(words[begin - 1]):
        begin -= 1
    lead = [w.lower for w in words[max(0, begin - 1):k]]
    if any(w in _HYPOTHETICAL for w in lead) or (any(w in _PASSIVE for w in lead) and not words[k].lower.endswith("ing")):
        return None, k + 1
    found = matter(words, begin, k)
    if found is not None:
        return found
    if CUES[words[k].lower].act == "describe" or CUES[words[k].lower].lemma in AS:
        return label(words, begin, k) or (None, k + 1)
    if CUES[words[k].lower].lemma in _NO_CLAUSE or (begin > 1 and words[begin - 2].lower == "what"):
        return None, k + 1
    is_phrasal = k + 1 < len(words) and words[k + 1].lower == "out"
    cue = (words[begin].start, words[k + is_phrasal].end)
    return _as_said(words, begin, k, cue) or _leading(words, begin, k, cue) or _final(words, begin, k, cue) or (None, k + 1)


def _as_said(words: list[Token], begin: int, k: int, cue: tuple[int, int]) -> tuple[Clause, int] | None:
    """As Vale put it, the pier holds."""
    if words[0].lower != "as" or k + 1 >= len(words) or words[k + 1].word != "," or begin > 8:
        return None
    source = phrase_after(words[1:begin])
    span = span_of(words, k + 2, len(words))
    return (Clause([span], cue, source, "as"), len(words)) if source and span else None


def _final(words: list[Token], begin: int, k: int, cue: tuple[int, int]) -> tuple[Clause, int] | None:
    """The pier holds, Vale said on Monday. The pier, Vale said, holds. The pier "will hold," Vale said."""
    if CUES[words[k].lower].act not in ("say", "think") or words[k].lower.endswith("ing"):
        return None
    source, comma = _between(words, begin)
    if source is None:
        source, comma = _explained(words, begin)
    is_inverted = comma is None
    if is_inverted and k + 1 < len(words):
        source, comma, k = _inverted(words, begin, k)
    if source is None or not comma:
        return None
    first = _content_start(words, comma)
    if words[comma].word == "¤":
        clause = _before_marks(words, first, comma, cue, source)
        return (clause, k + 1) if clause else None
    head = span_of(words, first, comma, 1)
    if head is None or words[comma - 1].word == "¤" or words[first].lower == "¤.":
        return None
    found = _around(words, k + 1, is_inverted, Clause([head], cue, source, "final"))
    if found is None or len(found[0].spans) > 1:
        return found
    is_lone = any(w.word[0].isalnum() or w.word == "¤" for w in words[k + 1:])
    return None if span_of(words, first, comma) is None or (is_lone and _is_adverbial(words, first, comma)) else found


def _before_marks(words: list[Token], first: int, at: int, cue: tuple[int, int], source: tuple[int, int]) -> Clause | None:
    """The words that lead into a stretch between marks which ends the content: The pier "will hold," Vale said."""
    lead = [w for w in words[first:at] if w.word[0].isalnum()]
    is_short = len(lead) < (MIN_WORDS + 1 if lead and lead[0].lower in _ADVERBIAL else _PIECE)
    if is_short or any(w.word == "¤" and w.lower == "¤." for w in words[first:at]):
        return None
    return Clause([(words[first].start, words[at].end)], cue, source, "around")


def _around(words: list[Token], after: int, is_inverted: bool, clause: Clause) -> tuple[Clause, int] | None:
    """The content before an attribution, and behind it where the attribution stands inside."""
    if after < len(words) and words[after].word == "," and not is_inverted and after + 1 < len(words):
        follows = words[after + 1].lower
        tail = span_of(words, after + 1, len(words))
        is_other = follows in _CONJUNCTIONS or (follows in CUES and follows not in NOUNS) or follows in _TAIL
        goes_on = tail and not is_other and words[after + 1].word != "¤"
        return Clause(clause.spans + [tail] if goes_on else clause.spans, clause.cue, clause.source, "inside"), len(words)
    if after >= len(words) or words[after].word in ".;—,-–" or words[after].lower in _TAIL or words[after].lower in DAYS or (
            words[after - 1].lower in ("told", "tells") and len(words) - after < 12):
        return (clause, after + 1) if all(w.word != "¤" for w in words[after:after + 14]) else None
    return None


_CONJUNCTIONS = frozenset("adding and but citing referring who which while whose where".split())


def _is_adverbial(words: list[Token], first: int, comma: int) -> bool:
    """Whether the words before a comma are no clause of their own: "In his email," "After the debate in Norby last week,"."""
    token = words[first]
    starts = token.lower in _ADVERBIAL or (token.lower.endswith("ing") and len(token.word) > 5)
    return starts and not any(w.word == "," for w in words[first:comma])


_ADVERBIAL = frozenset("""
    in on at after before during when while as soon later since for with by from asked earlier although though if despite without
    throughout amid under over last early until once because yesterday speaking
""".split())


_NO_SUBJECT = frozenset("and but who which as that when while though because".split())


def _between(words: list[Token], begin: int) -> tuple[tuple[int, int] | None, int | None]:
    """A short subject between a comma and its verb."""
    comma = next((n for n in range(begin - 1, max(-1, begin - 9), -1) if words[n].word == "," or words[n].lower == "¤."), None)
    if comma is None or comma >= begin - 1 or words[comma + 1].lower in _NO_SUBJECT:
        return None, None
    source = phrase_before("", words[comma + 1:begin])
    whole = source is not None and source == (words[comma + 1].start, words[begin - 1].end)
    return (source, comma) if whole else (None, None)


def _explained(words: list[Token], begin: int) -> tuple[tuple[int, int] | None, int | None]:
    """A name with its role between commas, behind a clause: The pier holds, the harbour master, Ida Vale, said."""
    commas = [n for n in range(begin - 1, max(-1, begin - 20), -1) if words[n].word == ","][:3]
    if len(commas) < 3 or commas[0] != begin - 1:
        return None, None
    last, middle, first = commas
    one, two = words[first + 1:middle], words[middle + 1:last]
    role, name = (one, two) if one and one[0].lower in DETERMINERS else (two, one)
    is_pair = role and name and role[0].lower in DETERMINERS and all(w.is_capital for w in name)
    has_verb = any(w.lower in _FINITE or w.lower.endswith("ed") for w in words[1:first])
    return ((name[0].start, name[-1].end), first) if is_pair and has_verb else (None, None)


def _inverted(words: list[Token], begin: int, k: int) -> tuple[tuple[int, int] | None, int | None, int]:
    """A subject behind its verb: The pier holds, said Vale."""
    if words[k].lower.endswith("ing") or begin == 0 or not (words[begin - 1].word == "," or words[begin - 1].lower == "¤.") or CUES[words[k].lower].lemma not in _INVERTED:
        return None, None, k
    source = phrase_after(words[k + 1:k + 24])
    is_day = words[k + 1].lower in DAYS and not (words[k + 1].lower in FIRST_NAMES and k + 2 < len(words) and words[k + 2].is_capital)
    is_clause = words[k + 1].lower in _CLAUSE_OF or words[k + 1].word.endswith(_CONTRACTED)
    if source is None or is_day or is_clause:
        return None, None, k
    last = next((n for n in range(k + 1, len(words)) if words[n].start >= source[1]), len(words))
    return source, begin - 1, last - 1


_CLAUSE_OF = frozenset("that it his her its their this".split())  # what stands so behind a verb begins its clause


def _is_followed_by_subject(words: list[Token], begin: int, k: int) -> bool:
    """Whether who speaks stands behind the verb and no clause does: "…, said Ida Vale, head of the port"."""
    source, _, last = _inverted(words, begin, k)
    return source is not None and words[k + 1].lower not in PRONOUNS and (last + 1 >= len(words) or words[last + 1].word in ",.;—–" or words[last + 1].lower in _TAIL)


def _leading(words: list[Token], begin: int, k: int, cue: tuple[int, int]) -> tuple[Clause, int] | None:
    """Vale said (on Monday) that the pier holds; Vale told the board he would stay; Vale vowed to stay."""
    first = _complement(words, k)
    if first is None or (first == k + 1 and _is_followed_by_subject(words, begin, k)):
        return None
    source = subject_of(words, begin, k)
    if source is None or (source[1] - source[0] <= 3 and any(w.lower in ("i", "we", "you") for w in words[max(0, begin - 2):begin])):
        return None
    last = content_end(words, first)
    lead = words[max(0, begin - 2):begin]
    if any(w.lower in ("who", "which") or (w.lower == "that" and w.start == source[0]) for w in lead):
        last = next((n for n in range(first + 2, last) if words[n].word == ","), last)
    if all(w.word == "¤" or not w.word[0].isalnum() for w in words[first:last]):
        return None
    span = span_of(words, first, last)
    return (Clause([span], cue, source, "leading"), last) if span else None


def _complement(words: list[Token], k: int) -> int | None:
    """Where the content under a verb begins: behind "that", at whether or how, at "to", or at once."""
    cue = CUES[words[k].lower]
    if cue.act == "describe" or k + 2 >= len(words):
        return None
    is_noun = words[k].lower in NOUNS and not words[k].lower.endswith("ing")
    if is_noun and words[k + 1].lower != "that" and words[k - 1].lower not in PRONOUNS:
        return None
    for n in range(k + 1, min(k + 11, len(words) - 1)):
        if words[n].lower == "that" and words[n - 1].lower not in _PREPOSITIONS and _is_conjunction(words, k, n):
            return n + 1
        if words[n].word in ",:;—¤" or (n > k + 1 and (is_verb(words, n) or words[n].lower in _FINITE)):
            break
        if words[n].lower in _WH and (n == k + 1 or cue.lemma == "ask"):
            return n
        if words[n].lower == "to" and words[n + 1].lower == "be" and (
                n + 2 < len(words) and words[n + 2].lower in _ANONYMOUS):  # "who asked not to be named" tells of the source
            return None
        if words[n].lower == "to" and cue.lemma in _INFINITIVE and (n == k + 1 or (cue.lemma in _BEG and n < k + 7)) and (
                words[n + 1].word[0].islower() and words[n + 1].lower not in DETERMINERS):
            return n
    return _bare(words, k, cue.lemma)


def _is_conjunction(words: list[Token], k: int, n: int) -> bool:
    """Whether "that" begins what is said: not in "a deal that would end", nor in "said Vale found a way that leads out"."""
    if words[n + 1].lower in _FINITE or words[n + 1].lower == "of":
        return False
    is_object_told = CUES[words[k].lower].lemma not in _OF_WORDS
    is_aside = words[k + 1].lower in PREPOSITIONS | DAYS or is_adverb(words[k + 1]) or words[n - 1].lower in ("ago", "later", "earlier")
    return n == k + 1 or is_object_told or is_aside


_OF_WORDS = frozenset("say think believe claim argue insist suggest add hope feel".split())  # these have no person as their object
_TOLD_FIRST = PRONOUNS - {"who"} | frozenset("the there his her their".split())  # where what was told begins, behind whom it was told


def _bare(words: list[Token], k: int, lemma: str) -> int | None:
    """Where a clause without "that" begins."""
    n = k + 1
    if lemma not in _BARE:
        return n if _is_document_verb(words, k) or _is_of_pronoun(words, n) else None
    if lemma == "tell":
        return next((m for m in range(k + 2, min(k + 10, len(words))) if words[m].lower in _TOLD_FIRST
                     and words[m - 1].lower not in ("of", "the", "at", "for", "and", "on", "in", "to")), None)
    while n < len(words) and (words[n].lower in DAYS or words[n].lower in ("late", "early", "yesterday", "today") or (
            words[n].lower == "on" and n + 1 < len(words) and words[n + 1].lower in DAYS) or (
            words[n].lower in _DAY_PARTS and n > k + 1)):
        n += 1
    if n >= len(words) or not (words[n].word[0].isalnum() or words[n].word in "$¤"):
        return None
    return n if _begins_clause(words, n) else None


_DAY_PARTS = frozenset("morning afternoon evening night".split())


def _is_of_pronoun(words: list[Token], n: int) -> bool:
    """Whether a pronoun and its verb begin here, which behind any verb is a clause: "announced it would leave"."""
    return words[n].lower in _NOMINATIVE and (words[n + 1].lower in _FINITE) or (
        words[n].lower.replace("’", "'").partition("'")[0] in _NOMINATIVE and words[n].word.endswith(_CONTRACTED))


_NOMINATIVE = frozenset("he she they we i it".split())


def _is_document_verb(words: list[Token], k: int) -> bool:
    """Whether a report or poll shows something."""
    return CUES[words[k].lower].act == "show" and k > 0 and words[k - 1].lower in DOCUMENT_NOUNS and _begins_clause(words, k + 1)


def _begins_clause(words: list[Token], n: int) -> bool:
    """Whether a clause can begin here and has a verb-like word later on."""
    token = words[n]
    if token.lower in ("in", "on", "at", "of", "to", "about", "by", "from", "for", "so", "nothing", "as") and not (
            token.lower == "about" and n + 1 < len(words) and words[n + 1].word[0].isdigit()):
        return False
    if token.lower in _ADVERBIAL and not any(w.word == "," for w in words[n + 2:n + 16]):
        return False
    if _is_time(words, n) or (n and words[n - 1].lower.startswith("warn") and any(w.lower in _WARNED_OF for w in words[n + 1:n + 6])):
        return False
    rest = words[n:n + 16] if token.word.endswith(_CONTRACTED) else words[n + 1:n + 16]
    has_verb = any(w.lower in AUXILIARY or w.lower.endswith(("ed", "es", "s", "n’t", "n't", *_CONTRACTED)) for w in rest)
    return has_verb and (token.is_capital or token.lower in _CLAUSE_FIRST or token.word[0].islower() or token.word[0].isdigit())


_WARNED_OF = frozenset("of about against".split())  # "warned the city of rust" has an object and no clause
_MEASURES = frozenset("a an one two three four five six several few some just little bit short while time moment moments later".split())


def _is_time(words: list[Token], n: int) -> bool:
    """Whether words tell when something was said: "a little after ten", "two days later"."""
    k = n
    while k < min(n + 5, len(words) - 1) and (words[k].lower in _MEASURES | UNITS or words[k].word.isdigit()):
        k += 1
    return k > n and words[k].lower in ("after", "before", "later", "ago", "earlier") or (words[k - 1].lower == "later" and k > n + 1)
