"""Dates and times as written, into moments with a precision and a zone; nothing here looks at a clock."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2100
_MONTHS = {name: number for number, names in enumerate((
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
    "october oct", "november nov", "december dec"), start=1) for name in names.split()}
# Months as other languages write them, where the word is not the English one.
_OTHER_MONTHS = {name: number for number, names in enumerate((
    "januar january janvier enero gennaio janeiro januari", "februar février fevrier febrero febbraio fevereiro februari",
    "märz maerz mars marzo março marco maart", "avril abril aprile", "mai mayo maggio maio mei maj", "juni juin junio giugno junho",
    "juli juillet julio luglio julho", "août aout agosto augustus augusti", "septembre septiembre setiembre settembre setembro",
    "oktober octobre octubre ottobre outubro", "novembre noviembre novembro", "dezember décembre decembre diciembre dicembre dezembro"),
    start=1) for name in names.split()} | _MONTHS
_ZONES = {"utc": 0, "gmt": 0, "z": 0, "bst": 60, "ist": 330, "cet": 60, "cest": 120, "est": -300, "edt": -240, "cst": -360,
          "cdt": -300, "mst": -420,
          "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "aest": 600, "aedt": 660, "nzst": 720,
          "nzdt": 780, "jst": 540,
          "hkt": 480, "sgt": 480, "msk": 180, "eet": 120, "eest": 180}
# Summer or winter time by the day; in capitals only, "et" is French.
_CLOCKS = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_MONTH = (r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
          r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>\d{4})\b"
_I = re.IGNORECASE
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)(?!\d)", _I)
_COMPACT = re.compile(r"^(?P<year>\d{4})(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?(?P<clock>\d{4}(?:\d{2})?)(?P<zone>Z?))?$", _I)
_WORDS = (re.compile(rf"\b{_MONTH},?\s{{0,3}}{_DAY},?\s{{1,3}}{_YEAR}", _I),
          re.compile(rf"\b{_DAY}\s{{0,2}}(?:of\s)?[-\s]?{_MONTH}[-,]?\s{{0,3}}{_YEAR}", _I))
# As clocks of programs print it: Sun May 04 12:45:00 EDT 2031.
_PRINTED = re.compile(rf"^(?:(?:mon|tue|wed|thu|fri|sat|sun)\s)?{_MONTH}\s{_DAY}\s(?P<clock>\d\d?:\d\d:\d\d)(?P<zone>\s(?:[a-z]{{2,4}}|"
                      rf"[+-]\d{{4}}))?\s{_YEAR}$", _I)
_SHORT = (re.compile(rf"\b{_MONTH}\s{{0,3}}{_DAY}", _I), re.compile(rf"\b{_DAY}\s{{1,2}}{_MONTH}", _I))
_OTHER_WORDS = re.compile(rf"(?<!\d)(?P<day>[0-3]?\d)(?:\.|º|er)?\s{{0,2}}(?:de\s|di\s)?"
                          rf"(?P<month>{'|'.join(sorted(_OTHER_MONTHS, key=len, reverse=True))})\.?,?\s{{1,2}}(?:del?\s)?{_YEAR}", _I)
_SIGNS = re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
_NUMBERS = re.compile(r"(?<![\d./-])(?P<a>\d{1,4})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{4}|\d{2})(?![\d/-])")
_CLOCK = re.compile(r"(?<![\d:])(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?"
                    r"\s{0,2}(?:(?P<half>[ap])\.?\s?m\b\.?)?\s{0,2}(?P<zone>z\b|(?:utc|gmt)?\s?[+-]\d{1,2}:?(?:\d{2})?\b|"
                    r"[a-z]{2,4}\b)?", _I)
_UNIX = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{13}$")
_MONTH_FIRST = frozenset(["us", "ph", "ca"])
_DAY_FIRST_HOSTS = frozenset(["uk", "ie", "au", "nz", "in", "za", "ke", "ng", "gh", "sg", "my", "pk", "lk", "bd", "mt", "jm", "tt"])
_AMBIGUOUS = "day and month could be the other way round"


@dataclass(frozen=True)
class Moment:
    """A moment as far as it was written: `at` in UTC, 00:00 for the precision `day`; `doubt` says what could be wrong with it."""

    at: datetime
    precision: str
    zone: str = ""
    doubt: str = ""


def read(text: str, *, is_day_first: bool = False) -> Moment | None:
    """The first moment that a text names in full, or none.

    An exact midnight counts as a day; a Unix time is cut to whole seconds; a time without a zone is taken as UTC with the zone empty.

    Args:
        text: a date as people and machines write it.
        is_day_first: whether 03/04/2021 is the third of April (else the fourth of March, with a doubt).

    Example:
        >>> read("2031-05-04T09:30:00+02:00")
        Moment(at=datetime.datetime(2031, 5, 4, 7, 30, tzinfo=datetime.timezone.utc), precision='second', zone='+02:00', doubt='')
        >>> read("May 4, 2031").precision, read("no date at all")
        ('day', None)
    """
    text = " ".join(text.split())[:300]
    if _UNIX.match(text):
        return _of_unix(text)
    text = _PRINTED.sub(r"\g<month> \g<day> \g<year> \g<clock>\g<zone>", text)
    found = _compact(text)
    if found:
        return found
    for pattern in (_ISO, *_WORDS, _OTHER_WORDS, _SIGNS, _NUMBERS):
        for match in pattern.finditer(text):
            year, month, day, doubt = _parts(match, is_day_first)
            if moment := _of_day(year, month, day):
                return _with_clock(moment, text[:match.start()], text[match.end():], doubt)
    return None


def without_year(text: str) -> str:
    """Month and day of a date that has no year, as written, or "".

    Example:
        >>> without_year("HARLOW, May 4 (Northwire) -- The"), without_year("in May 2031")
        ('May 4', '')
    """
    for pattern in _SHORT:
        if (match := pattern.search(text[:300])) and 1 <= int(match["day"]) <= 31:
            return match.group().strip()
    return ""


def is_day_first(language: str, host: str) -> bool:
    """Whether dates in numbers begin with the day, as they do nearly everywhere: told from a declared language, then from a host.

    Example:
        >>> is_day_first("fr", ""), is_day_first("en-GB", ""), is_day_first("en-US", "harlowherald.co.uk"), is_day_first("en", "x.co.uk")
        (True, True, False, True)
        >>> is_day_first("", "harlowherald.com")
        False
    """
    code, _, rest = language.strip().lower().replace("_", "-").partition("-")
    region = rest.rpartition("-")[2]
    if len(region) == 2:
        return region not in _MONTH_FIRST
    return (len(code) == 2 and code != "en") or host.rpartition(".")[2] in _DAY_FIRST_HOSTS


def _of_unix(text: str) -> Moment | None:
    """Seconds or milliseconds since 1970."""
    seconds = int(float(text)) // (1000 if len(text) == 13 and text.isdigit() else 1)
    return Moment(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), "second", "Z")


def _compact(text: str) -> Moment | None:
    """Forms such as 20310504 or 20310504T093000Z."""
    match = _COMPACT.match(text)
    moment = _of_day(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    if moment and match["clock"]:
        clock = match["clock"]
        return _at(moment, (int(clock[:2]), int(clock[2:4]), int(clock[4:] or 0)), "Z" if match["zone"] else "", "second"
                   if clock[4:] else "minute")
    return moment


def _parts(match: re.Match, is_day_first: bool) -> tuple[int, int, int, str]:
    """Year, month, day and doubt of a match."""
    parts = match.groupdict()
    if "mark" not in parts:
        month = parts["month"].lower().rstrip(".")
        return int(parts["year"]), int(month) if month.isdigit() else _OTHER_MONTHS[month], int(parts["day"]), ""
    a, b, c = (int(parts[k]) for k in "abc")
    if len(parts["a"]) == 4:
        return a, b, c, ""
    year = c if c > 99 else 2000 + c if c < 70 else 1900 + c
    if a > 12 or b > 12 or a == b:
        return (year, b, a, "") if a > 12 or a == b else (year, a, b, "")
    is_day_first = is_day_first or parts["mark"] == "."
    return (year, b, a, "" if parts["mark"] == "." else _AMBIGUOUS) if is_day_first else (year, a, b, _AMBIGUOUS)


def _of_day(year: int, month: int, day: int) -> Moment | None:
    """The day, or none where the calendar has no such day."""
    try:
        return Moment(datetime(year, month, day, tzinfo=UTC), "day")
    except ValueError:
        return None


def _with_clock(moment: Moment, before: str, after: str, doubt: str) -> Moment:
    """The day with the time that stands right behind it, or right before."""
    match = _clock_in(after[:40], is_behind=True) or _clock_in(before[-30:], is_behind=False)
    if match is None:
        return Moment(moment.at, "day", "", doubt)
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    precision = "second" if match["second"] else "minute"
    found = _at(moment, (hour, int(match["minute"] or 0), int(match["second"] or 0)), match["zone"] or "", precision)
    return Moment(found.at, found.precision, found.zone, doubt)


def _clock_in(text: str, *, is_behind: bool) -> re.Match | None:
    """A time of day close to the date."""
    for match in _CLOCK.finditer(text):
        gap = text[:match.start()] if is_behind else text[match.end():]
        if (match["minute"] or match["half"]) and int(match["hour"]) < 24 and len(gap) <= 12 and not re.search(r"\d", gap):
            return match
    return None


def _at(moment: Moment, clock: tuple[int, int, int], zone: str, precision: str) -> Moment:
    """A day with its time; an exact midnight stays a day."""
    hour, minute, second = clock
    if hour > 23 or minute > 59 or second > 59:
        return moment
    offset = _offset(zone, moment.at.replace(hour=hour, minute=minute, tzinfo=None))
    if (hour, minute, second) == (0, 0, 0):
        return moment
    local = moment.at.replace(hour=hour, minute=minute, second=second, tzinfo=timezone(timedelta(minutes=offset or 0)))
    try:
        return Moment(local.astimezone(UTC), precision, zone.strip() if offset is not None else "")
    except OverflowError:
        return moment


def _offset(zone: str, local: datetime) -> int | None:
    """Minutes east of Greenwich at a local time, or none where the zone is unknown."""
    if clock := _CLOCKS.get(zone.strip()):
        return int(local.replace(tzinfo=ZoneInfo(clock)).utcoffset().total_seconds() // 60)
    zone = zone.strip().lower()
    match = re.fullmatch(r"(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?", zone)
    if not match:
        return _ZONES.get(zone)
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (minutes if match[1] == "+" else -minutes) if minutes < 24 * 60 else None


def is_plausible(moment: Moment) -> bool:
    """Whether the year is one in which news was published.

    Example:
        >>> is_plausible(read("3000-01-01"))
        False
    """
    return FIRST_YEAR <= moment.at.year <= LAST_YEAR
