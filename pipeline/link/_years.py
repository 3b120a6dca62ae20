"""Gives a date without a year the year that its story speaks for."""

import re
from datetime import UTC, date, datetime

import pandas as pd

from pipeline.settings import Settings

_MONTHS = {name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = rf"{_DAY.replace('day', 'day2')}\s{{1,3}}(?:of\s)?{_MONTH.replace('month', 'month2')}"
_DATE = re.compile(rf"\b(?:{_MONTH}\s{{1,3}}{_DAY}|{_DAY_FIRST})(?![\w:]|[.,]\d)", re.I)
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b", re.I)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
INFERRED = "year inferred from the story"


def with_years(articles: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The articles, with a day for those that tell day and month and whose story tells the year.

    Args:
        articles: with story_id, published_at, published_text; a filled row has precision day and its evidence says so.
        settings: story_longest_gap_days, how far from the story's dates a day may lie.
    """
    open_rows = articles.index[articles["published_at"].isna() & articles["published_text"].notna()]
    if open_rows.empty:
        return articles
    dated = articles[articles["published_at"].notna()].groupby("story_id")["published_at"]
    known = {story: [moment.date() for moment in moments] for story, moments in dated}
    filled = articles.copy()
    for row in open_rows:
        text = articles.at[row, "published_text"]
        day = nearest_day(text, known.get(articles.at[row, "story_id"], []), settings.story_longest_gap_days)
        if day is not None:
            evidence = articles.at[row, "published_evidence"]
            filled.at[row, "published_at"] = pd.Timestamp(datetime(day.year, day.month, day.day, tzinfo=UTC))
            filled.at[row, "published_precision"] = "day"
            filled.at[row, "published_evidence"] = f"{evidence}; {INFERRED}" if isinstance(evidence, str) and evidence else INFERRED
    return filled


def nearest_day(text: str, known: list[date], longest_gap: float) -> date | None:
    """The day that a text such as "Oct. 20" means beside the known days, None where they do not tell.

    Example:
        >>> nearest_day("Oct. 20", [date(2020, 10, 21)], 30)
        datetime.date(2020, 10, 20)
        >>> nearest_day("Oct. 20", [date(2020, 4, 20)], 30) is None
        True
    """
    found = _DATE.search(text)
    if not known or not found:
        return None
    month = _MONTHS[(found["month"] or found["month2"])[:3].lower()]
    weekday = _WEEKDAY.search(text)
    years = sorted({day.year + step for day in known for step in (-1, 0, 1)})
    days = [day for year in years for day in _day(year, month, int(found["day"] or found["day2"]))
            if weekday is None or _WEEKDAYS[day.weekday()] == weekday.group(1).lower()]
    ranked = sorted((min(abs((day - other).days) for other in known), day) for day in days)
    if not ranked or ranked[0][0] > longest_gap or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _day(year: int, month: int, day: int) -> list[date]:
    """The day, or nothing where the calendar has none such."""
    try:
        return [date(year, month, day)]
    except ValueError:
        return []
