"""Compares two amounts: do they agree, differ only by how they are hedged or rounded, or disagree."""

from typing import NamedTuple

from pipeline.link._fact_words import like_words, stem

_ROUNDING = 0.03  # of the value: "41,000" and "40,000" are one count rounded differently; an unhedged 3,000 is no 3,200
_ABOUT = 0.15  # what "about" and "nearly" may hide; .1 to .2 gave the same readings
_BOUND = 0.25  # how near a bound must be to its value to say the same
_OPEN = 1.6  # "more than 40,000" is not said of 90,000, "up to 12" not of 5: how far an open bound reaches
HEDGES = ("about", "at least", "up to", "more than", "less than")  # as the figures table has them
MEASURED = frozenset(["USD", "EUR", "GBP", "JPY", "%", "percentage "
    "point", "day", "hour", "minute", "second", "metre", "kilometre", "mile", "degree",
                      "score"])


class Side(NamedTuple):
    """One figure as one statement gives it."""

    value: float
    high: float | None
    unit: str
    hedge: str
    text: str


def unit_class(unit: str) -> str:
    """The unit, or for a noun its group of like words: jobs and positions are one class.

    Example:
        >>> unit_class("car") == unit_class("vehicle"), unit_class("USD")
        (True, 'USD')
    """
    return unit if unit in MEASURED else like_words().get(stem(unit), stem(unit))


def compared(one: Side, other: Side) -> str:
    """"agree", "hedge" (one may be right without the other being wrong) or "differ".

    Example:
        >>> compared(Side(149e6, None, "USD", "", ""), Side(149e6, None, "USD", "up to", ""))
        'hedge'
        >>> compared(Side(57, 42, "score", "", ""), Side(57, 43, "score", "", ""))
        'differ'
    """
    is_bounded = "up to" in (one.hedge, other.hedge) and one.hedge != other.hedge
    if one.unit == other.unit == "score":
        return "agree" if (one.value, one.high) == (other.value, other.high) else "differ"
    if _is_near(one, other):
        return "hedge" if is_bounded else "agree"
    if not (_is_inside(one, other) or _is_inside(other, one)):
        return "differ"
    is_range = one.high is not None or other.high is not None
    return "agree" if is_range or not is_bounded and _is_close(one, other) else "hedge"


def _is_close(one: Side, other: Side) -> bool:
    """Whether a value and a bound that allows it are near: "more than 40,000" and 41,000 say the same."""
    return abs(one.value - other.value) <= _BOUND * max(abs(one.value), abs(other.value))


def _is_near(one: Side, other: Side) -> bool:
    """Whether two values are the same but for rounding; "about" widens it."""
    if one.value == other.value and one.high == other.high:
        return True
    if one.high is not None or other.high is not None:
        return False
    larger = max(abs(one.value), abs(other.value))
    gap = abs(one.value - other.value)
    is_loose = "about" in (one.hedge, other.hedge) or one.unit == "day" and _is_months(one, other)
    if is_loose and gap <= _ABOUT * larger:
        return True
    return _digits(one.value) != _digits(other.value) and larger >= 100 and gap <= _ROUNDING * larger


def _is_months(one: Side, other: Side) -> bool:
    """Whether one side counts in months or years, which are not whole weeks."""
    return any(word in side.text.lower() for side in (one, other) for word in ("month", "year", "decade"))


def _digits(value: float) -> int:
    """How many digits of a number say something: 2 for 41,000."""
    return len(f"{abs(value):.10g}".replace(".", "").strip("0")) if value else 0


def _is_inside(point: Side, bound: Side) -> bool:
    """Whether a value lies where a range or an open bound allows it."""
    if bound.high is not None:
        return bound.value * (1 - _ROUNDING) <= point.value <= bound.high * (1 + _ROUNDING)
    if bound.hedge in ("at least", "more than"):
        return bound.value <= point.value <= bound.value * _OPEN
    if bound.hedge in ("up to", "less than"):
        return bound.value / _OPEN <= point.value <= bound.value
    return False
