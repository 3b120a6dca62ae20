"""Cuts a sentence into clauses that each state something by themselves, and tells sentences that state nothing."""

import re

from pipeline.extract._statement_verbs import has_verb, is_verb
from pipeline.text import words

SHORTEST_CLAUSE = 4  # words; a shorter piece is no statement of its own (tried 3 to 6)

_JOINT = re.compile(r"(?P<semicolon>;|\s[—–]\s)|(?P<comma>,)?(?P<quote>[”\"]?)\s(?P<word>and|but|while|so|yet|whereas|although|though)\s(?:then\s|also\s|has\s(?=also)|later\s)?")
_SUBJECTS = frozenset("i you he she it we they this that these those there who nobody everyone someone many most some both all neither none".split())
_DETERMINERS = frozenset("the a an its his her their our my this that these those each every no some several more two three four five six".split())
_GREETING = re.compile(r"(?:good (?:morning|evening|afternoon)|hello|hi|welcome|thank you|thanks|dear (?:reader|reader's|all)|happy \w+)\b", re.IGNORECASE)
_CALL = re.compile(
    r"(?:please |to \w+ (?:more|now),? )?(?:click|tap|sign up|subscribe|follow (?:us|the|him|her)|read (?:more|also|next|the full)|see (?:also|more)|watch(?: the)?|"
    r"listen|download|register|donate|share this|join us|contact (?:us|the)|email us|visit (?:our|us|the website)|find out|learn more|stay (?:tuned|up)|get (?:the|our|your)|"
    r"don['’]t miss|check out|scroll|advertisement|related|more on this|photo|getty images|image)\b", re.IGNORECASE)
_ADVICE = re.compile(r"\b(?:if|when|before|whether) you\b[^.]{0,120}, (?:plan|make|take|bring|expect|check|call|try|remember|consider|avoid|be|don['’]t|do|look|go)\b", re.IGNORECASE)


def states_something(sentence: str) -> bool:
    """Whether a sentence states something: not a question, a greeting, a call to act or the mere introduction of a quotation.

    Example:
        >>> [states_something(s) for s in ("Why now?", "Sign up for our letter.", "She put it like this:", "The ferry sank.")]
        [False, False, False, True]
    """
    bare = sentence.strip().strip("\"“”'‘’")
    said = words(bare)
    if len(said) < 2 or not any(w.isalpha() for w in said):
        return False
    if bare.rstrip("\"”’'").endswith("?"):
        return False
    if _GREETING.match(bare) and len(said) < 12 or _CALL.match(bare) and len(said) < 25 or _ADVICE.search(bare):
        return False
    return not (bare.endswith(":") and len(said) < 15)


def clause_spans(sentence: str) -> list[tuple[int, int]]:
    """Start and end of each clause of a sentence that can stand alone; the whole sentence where nothing can be cut.

    Example:
        >>> text = "Orla Finch opened the show, but the band did not play."
        >>> [text[i:j] for i, j in clause_spans(text)]
        ['Orla Finch opened the show', 'the band did not play.']
    """
    cuts = [(0, 0)]
    for joint in _JOINT.finditer(sentence):
        after = _cut_after(joint)
        before = sentence[cuts[-1][1]:joint.start()]
        if _stands_alone(before) and _can_be_cut(joint, sentence[after:]) and not _is_enclosed(sentence, joint.start()):
            cuts.append((joint.start(), after))
    ends = [i for i, _ in cuts[1:]] + [len(sentence)]
    return [span for (_, start), end in zip(cuts, ends, strict=True) if (span := _trimmed(sentence, start, end))[0] < span[1]]


def _cut_after(joint: re.Match) -> int:
    """Where the clause after a joint begins: behind the joining word."""
    return joint.end("word") + 1 if joint.group("word") else joint.end()


def _can_be_cut(joint: re.Match, rest: str) -> bool:
    """Whether what follows a joint is a clause: own subject and verb after a comma, or a verb right behind the joining word."""
    following = words(rest[:300])
    if len(following) < SHORTEST_CLAUSE:
        return False
    if joint.group("semicolon"):
        return has_verb(following[:14])
    if joint.group("comma"):
        return _has_own_subject(following, rest)
    return joint.group("word") in ("and", "but") and (is_verb(following[0]) and not _is_adjective(following) or _has_near_subject(following))


def _has_own_subject(following: list[str], rest: str) -> bool:
    """Whether a clause begins with a subject and soon its verb, rather than with the next item of a list."""
    first = following[0]
    if first in _SUBJECTS or is_verb(first):
        return has_verb(following[:4])
    head = words(re.split(r"[,;:]", rest, maxsplit=1)[0])[:9]
    return has_verb(head[1:])


def _has_near_subject(following: list[str]) -> bool:
    """Whether the words are a pronoun and its verb ("they will")."""
    return following[0] in _SUBJECTS - {"this", "that", "these", "those", "who", "some", "most", "many", "all", "both"} and has_verb(following[1:3])


def _is_adjective(following: list[str]) -> bool:
    """Whether a form in -ed rather belongs to the noun behind it ("tested and improved trucks are")."""
    if not following[0].endswith("ed"):
        return False
    second = following[1]
    return not (second in _DETERMINERS or second in ("to", "in", "on", "at", "by", "with", "for", "from", "into", "that", "as", "up", "out", "down", "off", "over")
                or second.endswith("ly") or second[0].isdigit() or len(following) > 2 and following[2] in ("to", "of"))


def _stands_alone(before: str) -> bool:
    """Whether the part before a joint is long enough and has a verb."""
    said = words(before)
    return len(said) >= SHORTEST_CLAUSE and has_verb(said[1:])


def _is_enclosed(sentence: str, at: int) -> bool:
    """Whether a place lies between round brackets or quotation marks: what a source says in one breath is one statement."""
    is_quoted = sentence.count("\"", 0, at) % 2 == 1 or sentence.count("“", 0, at) > sentence.count("”", 0, at)
    return is_quoted or sentence.count("(", 0, at) > sentence.count(")", 0, at)


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and commas at its ends."""
    while start < end and (sentence[start].isspace() or sentence[start] in ",;—–"):
        start += 1
    while end > start and (sentence[end - 1].isspace() or sentence[end - 1] in ",;—–"):
        end -= 1
    return start, end
