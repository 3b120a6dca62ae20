"""Speech without marks that its layout shows: interviews, questions and answers, transcripts."""

import re
from collections import Counter
from dataclasses import dataclass

_LABEL = re.compile(
    r"(Q|A|Question|Answer|(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|MR|MRS|MS|DR|SEN|REP|GOV|PROF)\.\s)?"
    r"[A-ZÀ-Þ][\w’'.-]{0,24}(?:\s[A-ZÀ-Þ][\w’'.-]{0,24}){0,4})(?:\s\([^()\n]{1,40}\))?\s?:\s+(?=[^\s“\"„«‘'])")
_ASKED = frozenset(("q", "question"))
_ANSWERED = frozenset(("a", "answer"))
_NO_SPEAKER = frozenset("""
    photo photos picture image video watch read related source sources note notes update updated correction editor's credit caption
    subject date time place address location price tickets phone email e-mail from to cc more also see listen live breaking exclusive
    opinion analysis summary background warning tip step answer answers
""".split()) - _ANSWERED
_LEAST_AGAIN = 0.6  # share of turns whose speaker comes again: headings and fields of a form do not
_MIN_TURNS, _MIN_WORDS = 3, 3


@dataclass(slots=True)
class Turn:
    """What one speaker says at a stretch: span of the words, and who as the layout names them ("Q" and "A" for questions and answers)."""

    start: int
    end: int
    label: str
    label_start: int

    @property
    def is_question(self) -> bool:
        """Whether nobody but the one who asks can be meant."""
        return self.label.lower() in _ASKED

    @property
    def is_answer(self) -> bool:
        """Whether it is what the one who is asked says."""
        return self.label.lower() in _ANSWERED


def turns(body: str, paragraphs: list[tuple[int, int]]) -> list[Turn]:
    """The turns of a conversation in paragraphs that begin with who speaks; none where such beginnings do not come again.

    Example:
        >>> body = "Q: Who pays for it?\\n\\nA: Nobody does yet.\\n\\nQ: And who will?"
        >>> [(turn.label, body[turn.start:turn.end]) for turn in turns(body, [(0, 19), (21, 40), (42, 58)])]
        [('Q', 'Who pays for it?'), ('A', 'Nobody does yet.'), ('Q', 'And who will?')]
    """
    found = []
    for start, end in paragraphs:
        match = _LABEL.match(body, start, min(end, start + 160))
        if match and match.group(1).split()[0].lower().strip(".:") not in _NO_SPEAKER:
            found.append(Turn(match.end(), end, match.group(1), start))
    labels = Counter(turn.label for turn in found)
    again = [turn for turn in found if labels[turn.label] > 1]
    is_shown = any(turn.is_answer or "." in turn.label for turn in found) or len({turn.label for turn in again}) > 1
    is_talk = len(found) >= _MIN_TURNS and len(labels) > 1 and is_shown and len(again) >= _LEAST_AGAIN * len(found)
    n_words = sum(body.count(" ", turn.start, turn.end) + 1 for turn in found)
    return found if is_talk and n_words >= _MIN_WORDS * len(found) else []
