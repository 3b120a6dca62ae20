"""Tells finite verbs from other words, by list and by ending, without a model."""

from pipeline.cues import CUES

_AUXILIARIES = frozenset(
    "is are was were am isn't aren't wasn't weren't has have had hasn't haven't hadn't will would won't wouldn't can could can't couldn't cannot may "
    "might must should shouldn't shall do does did don't doesn't didn't it's that's there's he's she's they're we're i'm you're it'll they'll "
    "we'll i'll they've we've i've he'll she'll".split())
_PAST = frozenset(
    "became began bought broke brought built came caught chose cost cut dealt drew drove fell felt found fought flew gave got grew "
    "went held "
    "hit kept knew laid led left lent lost made meant met paid put ran rose said saw sold sent set shook shot showed shut sank slid "
    "spent split spread stood stole struck swept swore took taught told thought threw understood won wore wrote beat bet bit blew "
    "drank drove "
    "froze hurt hung sought sat slept spoke sprang swam tore wept withdrew overtook undertook forbade forgave rode rang sang "
    "shrank".split())
_PRESENT = frozenset(
    "says makes takes gives plans wants needs remains includes offers faces runs leads holds keeps brings allows lets becomes begins goes "
    "comes works lives sells buys owns employs carries covers costs means expects hopes seeks calls shows uses adds appears seems "
    "opens closes "
    "follows marks builds helps raises falls rises plays serves meets moves stands allow include offer face plan want need remain".split())
_NO_VERBS = frozenset("need hundred red bed shed feed seed speed breed indeed exceed united limited advanced unprecedented".split())
# Cue forms that are as often nouns.
_NOUNS = frozenset(
    "point points report state note post blog email text show detail document question demand answer comment claim estimate forecast brand label "
    "bark crow rail "
    "blast object reason cry fear hope doubt worry charge alert caution hint signal promise pledge guarantee feel query dispute".split())


def has_verb(said: list[str]) -> bool:
    """Whether one of the folded words is a finite verb.

    Example:
        >>> has_verb(["the", "ferry", "sank"]), has_verb(["mayor", "of", "norby"])
        (True, False)
    """
    return any(is_verb(word) for word in said)


def is_verb(word: str) -> bool:
    """Whether a folded word is, or may well be, a finite verb.

    Example:
        >>> is_verb("reopened"), is_verb("ferry")
        (True, False)
    """
    if word in _AUXILIARIES or word in _PAST or word in _PRESENT:
        return True
    if word in CUES:
        return not word.endswith("ing") and word not in _NOUNS
    return word.endswith("ed") and len(word) > 4 and word not in _NO_VERBS
