"""Verbs of saying, thinking and describing, with their stance: what a speaker does, in the reporter's word."""

from typing import NamedTuple


class Cue(NamedTuple):
    """One verb form: its dictionary form, what it does, and the reporter's stance towards what is said.

    `act` is say, ask, think, show (a document or study speaks) or describe ("called the ruling …").
    `stance` is neutral, doubting, committing, insisting, arguing, asking, warning, positive, negative or feeling.
    """

    lemma: str
    act: str
    stance: str


_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "think": "thinks thought thinking", "know": "knows knew knowing",
    "write": "writes wrote writing written", "find": "finds found finding", "feel": "feels felt feeling", "read": "reads reading",
    "show": "shows showed showing shown",
    "swear": "swears swore swearing", "speak": "speaks spoke speaking", "understand": "understands understood understanding",
   
    "cry": "cries cried crying", "reply": "replies replied replying", "testify": "testifies testified testifying",
    "deny": "denies denied denying", "worry": "worries worried worrying", "clarify": "clarifies clarified clarifying",
    "specify": "specifies specified specifying", "imply": "implies implied implying", "quip": "quips quipped quipping",
    "admit": "admits admitted admitting", "concur": "concurs concurred concurring", "infer": "infers inferred inferring",
    "forecast": "forecasts forecast forecasting forecasted", "foresee": "foresees foresaw foreseeing", "hear": "hears heard hearing",
    "learn": "learns learned learning learnt", "mean": "means meant meaning", "dub": "dubs dubbed dubbing",
    "snap": "snaps snapped snapping",
    "sob": "sobs sobbed sobbing", "blog": "blogs blogged blogging", "refer to": "refers to referred to referring to",
    "interject": "interjects interjected interjecting", "label": "labels labeled labelled labeling labelling", "sing": "sings sang singing",
    "signal": "signals signaled signalled signaling signalling", "brand": "brands branded branding",
}

_LEMMAS = {
    ("say", "neutral"): """say tell write state add note report announce explain continue reply respond answer comment remark mention
        observe recall recount relate tweet retweet post blog email text speak describe disclose reveal indicate declare
        inform summarize summarise conclude
        clarify specify reiterate repeat testify elaborate interject""",
    ("say", "doubting"): "claim allege purport maintain profess suggest imply hint insinuate",
    ("say", "committing"): """admit acknowledge concede confess confirm affirm vow pledge promise swear guarantee certify attest agree
        concur accept""",
    ("say", "insisting"): "insist assert stress emphasize emphasise underline underscore proclaim reaffirm assure",
    ("say", "arguing"): """argue contend point counter object retort rebut dispute deny reason posit propose urge recommend advise
        caution_against advocate opine lecture predict forecast estimate speculate hypothesize hypothesise theorize""",
    ("say", "warning"): "warn caution threaten alert",
    ("say", "positive"): "praise applaud hail boast brag",
    ("say", "negative"): "complain lament protest criticize criticise blast charge accuse rail grumble bemoan decry denounce",
    ("say", "feeling"): """joke quip shout cry yell scream whisper mutter murmur exclaim sigh laugh snap sob fume gush sing chant growl bark
        crow enthuse muse marvel""",
    ("ask", "asking"): "ask inquire enquire wonder question demand query",
    ("think", "neutral"): """think believe feel know understand expect consider hope fear worry suspect doubt assume imagine
        guess realize realise learn foresee""",
    ("show", "neutral"): "find show read demonstrate detail document cite determine calculate establish warn",
    ("describe", "neutral"): "call describe characterize characterise dub label brand term deem portray refer_to liken denounce_as dismiss",
}


def _forms(lemma: str) -> list[str]:
    """The forms of a verb, regular unless listed."""
    if lemma in _IRREGULAR:
        return [lemma, *_split_forms(lemma)]
    head, _, tail = lemma.partition(" ")
    stem = head[:-1] if head.endswith("e") else head
    third = head + ("es" if head.endswith(("s", "sh", "ch", "x")) else "s")
    gerund = head if head.endswith("ee") else stem
    return [f"{form} {tail}".strip() for form in (head, third, stem + "ed", gerund + "ing")]


def _split_forms(lemma: str) -> list[str]:
    """The listed forms; a lemma of two words has forms of two words."""
    parts = _IRREGULAR[lemma].split()
    return [" ".join(parts[i:i + 2]) for i in range(0, len(parts), 2)] if " " in lemma else parts


CUES: dict[str, Cue] = {}
for (_act, _stance), _verbs in _LEMMAS.items():
    for _lemma in _verbs.replace("\n", " ").split():
        for _form in _forms(_lemma.replace("_", " ")):
            CUES.setdefault(_form, Cue(_lemma.replace("_", " "), _act, _stance))


def cue_of(words: str) -> Cue | None:
    """The cue in these words ("has repeatedly claimed"), judged by the last form that is one; None where there is none.

    Example:
        >>> cue_of("has repeatedly claimed")
        Cue(lemma='claim', act='say', stance='doubting')
        >>> cue_of("according to").stance
        'neutral'
    """
    folded = words.lower().split()
    if folded[:2] == ["according", "to"]:
        return Cue("according to", "say", "neutral")
    found = [CUES[key] for i in range(len(folded)) for key in (" ".join(folded[i:i + 2]), folded[i]) if key in CUES]
    return found[-1] if found else None


def stance(words: str) -> str:
    """The reporter's stance in a cue as written; neutral where the verb is not listed.

    Example:
        >>> stance("admitted"), stance("said")
        ('committing', 'neutral')
    """
    cue = cue_of(words)
    return cue.stance if cue else "neutral"
