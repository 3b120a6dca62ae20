"""How long a build will still take, as a whole: from the share of the time that each step has, and from the time that went by so far."""

from dataclasses import dataclass

# Step → its share of the time, in their order. Measured on 500 and 3,000 invented articles; other articles divide the time otherwise,
# which the time that went by corrects as the build goes on.
SHARES = {
    "look": 0.01,
    "read": 0.57,
    "stories": 0.07,
    "copies": 0.01,
    "passages": 0.03,
    "sources": 0.01,
    "facts, utterances, conflicts": 0.29,
    "write": 0.01,
}
_LEAST_DONE, _LEAST_SECONDS = 0.04, 4.0  # of the build before a guess at its end means anything
_MOST_OF_A_STEP = 0.9  # a step that does not say how far it is counts as nearly done once its usual time is over
_EASED = 15.0  # seconds over which a shown time follows a new guess


def done(step: str, share: float = 0.0) -> float:
    """How much of a build is done, 0 to 1.

    Args:
        step: a name of `SHARES`; 0 for any other.
        share: how much of that step is done, 0 to 1.

    Example:
        >>> done("look"), round(done("stories"), 2), done("nothing")
        (0.0, 0.58, 0.0)
    """
    names = list(SHARES)
    if step not in SHARES:
        return 0.0
    return sum(SHARES[name] for name in names[: names.index(step)]) + SHARES[step] * min(1.0, share)


@dataclass
class Pace:
    """The time left of one build, seen at any moments; a new guess is followed slowly, so that what is shown does not jump.

    Example:
        >>> pace = Pace()
        >>> pace.left("read", 0.0, 0.0), pace.left("read", 0.5, 29.5)
        (None, 70.5)
    """

    _begun: float | None = None
    _step: str = ""
    _step_begun: float = 0.0
    _shown: float | None = None
    _at: float = 0.0

    def left(self, step: str, share: float, now: float) -> float | None:
        """Seconds that are left of the whole build; None while too little is known.

        Args:
            step: the step at work.
            share: how much of it is done; 0 where it does not say.
            now: seconds of any clock that runs on.
        """
        if self._begun is None:
            self._begun = now
        if step != self._step:
            self._step, self._step_begun = step, now
        gone = now - self._begun
        so_far = done(step, share or self._guessed(step, now))
        if so_far < _LEAST_DONE or gone < _LEAST_SECONDS or step not in SHARES:
            return None
        guess = gone * (1 - so_far) / so_far
        if self._shown is None:
            self._shown = guess
        else:
            since = now - self._at
            run_down = max(0.0, self._shown - since)
            self._shown = run_down + (guess - run_down) * min(1.0, since / _EASED)
        self._at = now
        return round(self._shown, 1)

    def _guessed(self, step: str, now: float) -> float:
        """How much of a step is done that does not say: by the time it usually takes."""
        before = done(step)
        if not before or self._begun is None:
            return 0.0
        usual = (self._step_begun - self._begun) / before * SHARES[step]
        return min(_MOST_OF_A_STEP, (now - self._step_begun) / usual) if usual else 0.0


def said(seconds: float | None) -> str:
    """A time left in words that do not claim more than is known; empty where nothing is.

    Example:
        >>> said(None), said(20), said(200), said(6000)
        ('', 'less than a minute left in all', 'about 4 minutes left in all', 'about 1.7 hours left in all')
    """
    if seconds is None:
        return ""
    minutes = -int(-seconds // 60)
    if minutes < 2:
        return "less than a minute left in all"
    return f"about {minutes} minutes left in all" if minutes < 90 else f"about {seconds / 3600:.1f} hours left in all"
