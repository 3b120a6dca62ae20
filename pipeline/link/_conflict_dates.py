"""Dates as statements name them, resolved against a day where they are relative, and whether two of them can be the same."""

import re
from datetime import date
from typing import NamedTuple

import pandas as pd

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {m[:3]: n for n, m in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = rf"(?P<month>{'|'.join(m.title() for m in _MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_DATE = re.compile(
    rf"\b(?:(?P<part>early|mid|late|earlier|later|in|of|since|until|from|last|next)[\s-])?(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s)?{_MONTH}"
    rf"(?:\s(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d))?(?:,?\s(?P<with_year>(?:1[5-9]|20)\d\d)\b)?"
    rf"|\b(?P<day>{'|'.join(d.title() for d in _DAYS)})\b|\b(?P<year>(?:1[5-9]|20)\d\d)\b(?![,.]?\d|\s?(?:people|%|percent))"
    r"|\b(?P<relative>yesterday|today|tomorrow|tonight|(?:earlier |later )?this month|last month|next month|this week|last week|next week|last year|"
    r"this year|next year)\b", re.IGNORECASE)
_NO_YEAR = 4  # stands for a year that nobody knows: such days compare among themselves only
_YEARLESS = 5 * 366
_SLACK_DAYS = 3  # "early March" and "the end of February" meet


class Day(NamedTuple):
    """One date as written, with the first and last day it can mean (days since the year 1, None where unknown)."""

    start: int
    end: int
    text: str
    kind: str  # day, weekday, month, year or relative
    first: int | None
    last: int | None


def days(text: str, anchor: pd.Timestamp | None) -> list[Day]:
    """The dates that a text names, in their order.

    Args:
        text: a statement.
        anchor: the day on which it was published, None where unknown.

    Example:
        >>> [(d.text, d.kind) for d in days("It began on 3 March 2031 and ended in May.", None)]
        [('3 March 2031', 'day'), ('May', 'month')]
    """
    return [found for m in _DATE.finditer(text) if (found := _day(m, anchor))]


def _day(match: re.Match, anchor: pd.Timestamp | None) -> Day | None:
    """One date from its match; None where a month's name is another word ("may")."""
    said, at = match.groupdict(), match.start() + len(match.group("part") or "") + bool(match.group("part"))
    written = match.string[at:match.end()].rstrip(".")
    if said["month"]:
        return _month(match, said, at, written, anchor)
    if said["year"]:
        year = int(said["year"])
        return Day(at, match.end(), written, "year", _number(year, 1, 1), _number(year, 12, 31))
    if said["day"]:
        if not said["day"][0].isupper():
            return None
        first, last = _weekday(said["day"].lower(), anchor)
        return Day(at, match.end(), written, "weekday", first, last)
    first, last = _relative(said["relative"].lower(), anchor)
    return Day(at, match.end(), written, "relative", first, last)


def _month(match: re.Match, said: dict, at: int, written: str, anchor: pd.Timestamp | None) -> Day | None:
    """A month with or without its day and year; without a year the one nearest to the anchor."""
    if not said["month"][0].isupper() or (said["month"] == "May" and match.start("month") == 0 and not said["after"]):
        return None
    month, day = _SHORT[said["month"].lower()[:3]], said["before"] or said["after"]
    year = int(said["with_year"]) if said["with_year"] else _nearest_year(month, anchor)
    kind = "day" if day else "month"
    if day and not 1 <= int(day) <= 31:
        return None
    year = year or _NO_YEAR
    first = _number(year, month, min(int(day), 28) if day else 1) + (max(0, int(day) - 28) if day else 0)
    last = first if day else first + 30
    part = (said["part"] or "").lower()
    if not day and part in ("early", "mid", "late"):
        first, last = {"early": (first, first + 12), "mid": (first + 8, first + 21), "late": (first + 18, last)}[part]
    return Day(at, match.end(), written, kind, first, last)


def _number(year: int, month: int, day: int) -> int:
    """Days since the year 1."""
    return date(year, month, day).toordinal()


def _nearest_year(month: int, anchor: pd.Timestamp | None) -> int | None:
    """The year in which a month lies nearest to the anchor."""
    if anchor is None:
        return None
    return min((anchor.year - 1, anchor.year, anchor.year + 1), key=lambda y: abs((y - anchor.year) * 12 + month - anchor.month))


def _weekday(name: str, anchor: pd.Timestamp | None) -> tuple[int | None, int | None]:
    """The weekday in the week around the anchor: it may lie before or after it."""
    if anchor is None:
        return None, None
    today = _number(anchor.year, anchor.month, anchor.day)
    back = (anchor.weekday() - _DAYS.index(name)) % 7
    return today - back, today - back + (7 if back else 0)


def _relative(words: str, anchor: pd.Timestamp | None) -> tuple[int | None, int | None]:
    """First and last day of "last month", "yesterday", "this week" and their like."""
    if anchor is None:
        return None, None
    today = _number(anchor.year, anchor.month, anchor.day)
    step = {"last": -1, "next": 1}.get(words.split()[0], 0)
    if words in ("yesterday", "today", "tonight", "tomorrow"):
        at = today + {"yesterday": -1, "tomorrow": 1}.get(words, 0)
        return at, at
    if words.endswith("week"):
        monday = today - anchor.weekday() + 7 * step
        return monday, monday + 6
    if words.endswith("month"):
        month = pd.Period(year=anchor.year, month=anchor.month, freq="M") + step
        return _number(month.year, month.month, 1), _number(month.year, month.month, month.days_in_month)
    year = anchor.year + step
    return _number(year, 1, 1), _number(year, 12, 31)


def differ(one: Day, other: Day) -> bool:
    """Whether two dates cannot be the same day; false where one of them is unknown.

    Example:
        >>> june, may, early = (days(t, None)[0] for t in ("on June 9", "in May", "in early June"))
        >>> differ(june, may), differ(june, early)
        (True, False)
    """
    if one.kind == other.kind == "weekday":
        return one.text.lower() != other.text.lower()
    if None in (one.first, other.first) or (one.kind == "year") != (other.kind == "year"):
        return False
    if (one.first < _YEARLESS) != (other.first < _YEARLESS):
        return False
    slack = 0 if {one.kind, other.kind} <= {"day", "year"} else _SLACK_DAYS
    return one.last + slack < other.first or other.last + slack < one.first
