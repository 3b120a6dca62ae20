"""Tells what a statement says from who is said to say it."""

import re

from pipeline.cues import CUES
from pipeline.extract._statement_verbs import has_verb
from pipeline.text import words

_LONGEST_SUBJECT = 14  # words of "Captain Joel Ferris, who heads the union," before its verb
_LONGEST_TAIL = 30  # words of ", said Joel Ferris, the captain who …"
_BORDER = re.compile(r",[”\"’']?\s|[”\"]\s|\s[—–]\s")
_MARKS = "\"“”„«»"
_WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*")
_ACTS = frozenset(form for form, cue in CUES.items() if cue.act == "say")
_THAT_ACTS = frozenset(form for form, cue in CUES.items() if cue.act in ("say", "show", "think"))
_TOLD_FORMS = frozenset(["told", "tells"])
_TIMES = frozenset("on monday tuesday wednesday thursday friday saturday sunday today yesterday later".split())
_SUBJECT_STOP = frozenset("is are was were be been has have had will would could should may might must can did do does not if because when while after "
                          "before as but which where".split())
_BEFORE_CUE = frozenset("has have had also later then again repeatedly previously earlier recently publicly who".split())
_NO_SUBJECT_END = frozenset("to will would could can may might should must not the a an of its his her their".split())
# Verbs whose content follows without "that".
_BARE = frozenset("say insist claim argue add warn suggest complain note admit acknowledge concede estimate predict allege explain contend maintain "
                  "confirm assert think believe".split())


def core(statement: str) -> str:
    """The statement without its attribution at the end or the beginning; the statement itself where it has none.

    Example:
        >>> core("The dam will hold, said Ida Vale, who runs it.")
        'The dam will hold'
        >>> core("Ida Vale told reporters on Monday that the dam will hold.")
        'the dam will hold.'
    """
    start, end = core_span(statement)
    return statement[start:end]


def core_span(statement: str) -> tuple[int, int]:
    """Start and end of what a statement says, without attribution, introduction and quotation marks at its ends."""
    end = _tail_start(statement)
    start = 0 if end < len(statement) else _head_end(statement)
    while start < end and (statement[start].isspace() or statement[start] in _MARKS):
        start += 1
    while end > start and (statement[end - 1].isspace() or statement[end - 1] in _MARKS + ","):
        end -= 1
    return (start, end) if end - start > 8 else (0, len(statement))


def _tail_start(statement: str) -> int:
    """Where a closing attribution begins (", said …", ", the board said Monday", ", according to …"); the end where there is none."""
    is_quote = statement[:1] in tuple(_MARKS)
    for border in _BORDER.finditer(statement):
        is_marked = any(mark in border.group() for mark in _MARKS)
        before = words(statement[:border.start()])
        if (is_marked or not is_quote) and len(before) >= 3 and (is_marked or has_verb(before)) \
                and _is_attribution(statement[border.end():], is_marked):
            return border.start()
    said = statement.find(" according to ")
    return said if said > 0 and len(words(statement[:said])) >= 3 else len(statement)


def _is_attribution(tail: str, is_after_quote: bool) -> bool:
    """Whether words behind a comma only say who speaks; behind a quotation they may also say where and to whom."""
    said = words(tail[:400])
    if not said or len(said) > _LONGEST_TAIL:
        return False
    if said[:2] == ["according", "to"]:
        return True
    if said[0] in _ACTS and not said[0].endswith("ing"):
        return "that" not in said[:8]
    for place, word in enumerate(said[:_LONGEST_SUBJECT]):
        if word in _ACTS and place and not word.endswith("ing"):
            rest = said[place + 1:]
            return "that" not in rest[:6] and (is_after_quote or len(rest) <= 4)
        if word in _SUBJECT_STOP and word not in _BEFORE_CUE:
            return False
    return False


def _head_end(statement: str) -> int:
    """Where an opening attribution ends ("Ida Vale said that", "The board told staff", "According to Vale,"); 0 where there is none."""
    if statement.lower().startswith("according to "):
        comma = statement.find(", ")
        return comma + 2 if 0 < comma < 150 else 0
    spans = [m.span() for m in _WORD.finditer(statement[:400])]
    for place, (i, j) in enumerate(spans[:_LONGEST_SUBJECT + 1]):
        word = statement[i:j].lower().replace("’", "'")
        before = statement[spans[place - 1][0]:spans[place - 1][1]].lower() if place else "to"
        if word in _THAT_ACTS and not word.endswith("ing") and before not in _NO_SUBJECT_END:
            return _after_cue(statement, spans, place, word)
        if word in _SUBJECT_STOP and word not in _BEFORE_CUE and "," not in statement[:i]:
            return 0
    return 0


def _after_cue(statement: str, spans: list[tuple[int, int]], place: int, cue: str) -> int:
    """Where the content begins behind a verb of saying; 0 where what follows is no content of its own."""
    rest = [statement[i:j].lower() for i, j in spans[place + 1:place + 14]]
    if len(rest) < 3:
        return 0
    reach = 5 if cue in _TOLD_FORMS or set(rest[:2]) & _TIMES else 1
    if "that" in rest[:reach]:
        return spans[place + 1 + rest.index("that")][1]
    if cue in _TOLD_FORMS:
        return spans[place + 2][0]
    opening = re.match(r"[,:]?\s+[“\"]", statement[spans[place][1]:])
    if opening and cue in _ACTS:
        return spans[place][1] + opening.end()
    is_bare = CUES[cue].lemma in _BARE and has_verb(rest) and rest[0] not in ("to", "of")
    return spans[place][1] if is_bare else 0
