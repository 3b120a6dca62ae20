"""Reads amounts in a text: numbers in digits or words with magnitude, unit, range and hedge. Plain values out, linear in the text."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.extract import _units as units
from pipeline.text import fold

_FRACTION = re.compile(r"\d*[¼½¾⅐-⅞]")
_TOKEN = re.compile(r"\d*[¼½¾⅐-⅞]|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_DASHES = frozenset("-–—‑")
# All that an amount can begin with but digits; a sign may be in two tokens ("us", "$").
_BEGINNINGS = frozenset([*units.FRACTIONS, *units.WORDS, "a", "an", *(sign[:n] for sign in units.SIGNS for n in range(1, len(sign) + 1))])
_LONGEST_HEDGE = 5  # words
_LONGEST_SUBJECT = 24  # words of "the number of people hurt in the collapse of the hall has risen to" before its number
_LONGEST_NOUN = 4  # words between a number and the end of its unit noun


class Token(NamedTuple):
    """One word, number or sign, folded, with its place and whether it was capitalised."""

    text: str
    start: int
    end: int
    is_capital: bool


@dataclass(frozen=True)
class Amount:
    """One number as stated: where it stands, what it says, in which unit, how sure."""

    start: int
    end: int
    value: float
    value_high: float | None = None
    unit: str = ""
    hedge: str | None = None


class _Number(NamedTuple):
    """A bare number: its value, its tokens [first, after), and whether a magnitude word such as million stood with it."""

    value: float
    first: int
    after: int
    has_magnitude: bool


def tokens(text: str) -> list[Token]:
    """Words, numbers and signs of a text in their order.

    Example:
        >>> [t.text for t in tokens("About $18.4m, or 9%")]
        ['about', '$', '18.4', 'm', ',', 'or', '9', '%']
    """
    found = ((m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))
    return [Token(word.lower() if word.isascii() else _folded(word), start, end, word[0].isupper()) for word, start, end in found]


def _folded(word: str) -> str:
    """A word with a character beyond ASCII, folded; a fraction sign as decimals. Raised and circled digits are no numbers."""
    if _FRACTION.fullmatch(word):
        return f"{int(word[:-1] or 0) + unicodedata.numeric(word[-1]):.6g}"
    folded = fold(word)
    return f"#{folded}" if folded[:1].isdigit() and not word[0].isdecimal() else folded or word


def amounts(text: str) -> list[Amount]:
    """The amounts of a text, first to last, without overlap. Dates, years, clock times and numbered names are none.

    Example:
        >>> [(a.value, a.unit, a.hedge) for a in amounts("Up to $18.4 million over six weeks for 17 new ferries.")]
        [(18400000.0, 'USD', 'up to'), (42.0, 'day', None), (17.0, 'ferry', None)]
    """
    row, found, at = tokens(text), [], 0
    while at < len(row):
        if row[at].text not in _BEGINNINGS and not row[at].text[0].isdigit():
            at += 1
            continue
        amount, after = _amount(row, at)
        if amount:
            found.append(amount)
        at = max(after, at + 1)
    return found


def _amount(row: list[Token], at: int) -> tuple[Amount | None, int]:
    """The amount that begins at a token, if one does, and the token after it."""
    currency, begin = _currency_before(row, at)
    number = _number(row, begin)
    if number is None:
        return None, at + 1
    if not currency and (_is_no_amount(row, number) or _is_clock(row, number)):
        return None, number.after
    amount, after = _measured(row, number, currency)
    if amount is None:
        return None, number.after
    unit = amount.unit or _counted_before(row, at)
    return replace(amount, start=row[at].start, end=row[after - 1].end, unit=unit, hedge=amount.hedge or _hedge(row, at, after, unit)), after


def _counted_before(row: list[Token], at: int) -> str:
    """What a bare number counts where the words before it say so ("the death toll climbed to 14", "the number of ferries fell to 9")."""
    if not at or row[at - 1].text not in units.REACHING:
        return ""
    first = max(0, at - _LONGEST_SUBJECT)
    said = [t.text for t in row[first:at]]
    begin = max((n + 1 for n, word in enumerate(said) if word in (".", ";", "?", "!")), default=0)
    for n in range(len(said) - 1, begin - 1, -1):
        following = said[n + 1] if n + 1 < len(said) else ""
        if said[n] == "toll" and (said[n - 1:n] == ["death"] or following in units.REACHING or following in units.MOVING):
            return "people"
        if said[n] == "number" and following == "of" and said[n - 1:n] != ["a"]:
            return "people" if said[n + 2:n + 3] and said[n + 2] in units.CASUALTIES else _noun(row, first + n + 2)[0]
    return ""


def _currency_before(row: list[Token], at: int) -> tuple[str, int]:
    """The currency whose sign or code stands at a token, and the token after it."""
    pair = row[at:at + 2]
    if len(pair) == 2 and pair[0].end == pair[1].start and pair[0].is_capital and pair[0].text + pair[1].text in units.SIGNS:
        return units.SIGNS[pair[0].text + pair[1].text], at + 2
    if row[at].text in units.SIGNS:
        return units.SIGNS[row[at].text], at + 1
    return "", at


def _number(row: list[Token], at: int) -> _Number | None:
    """The number in digits or words that begins at a token."""
    if at >= len(row):
        return None
    text = row[at].text
    if text[0].isdigit():
        if text.count(".") > 1 and not _THOUSANDS.fullmatch(text):
            return None
        return _with_magnitude(row, _digits(text), at, at + 1)
    if text in units.FRACTIONS and not (at and row[at - 1].text in ("first", "second", "third", "fourth", "last", "next", "this", "the")):
        return _fraction(row, 1, at, at)
    if text in ("a", "an") and at + 1 < len(row):
        return _counted_one(row, at)
    if text in units.WORDS:
        value, after = _words(row, at)
        fraction = _fraction(row, value, at, after)
        return fraction or _with_magnitude(row, value, at, after)
    return None


def _digits(text: str) -> float:
    """The value of a number in digits; a comma before three digits parts thousands, any other one is a decimal comma."""
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", "") if "," in text else text.replace(".", ""))
    plain = text.replace(",", ".")
    return float(plain.replace(".", "", plain.count(".") - 1))


def _words(row: list[Token], at: int) -> tuple[float, int]:
    """The value of a run of number words below a thousand, such as "three hundred and twenty-one"."""
    value, last = float(units.WORDS[row[at].text]), units.WORDS[row[at].text]
    at += 1
    while at < len(row):
        step = at + 1 if row[at].text in _DASHES or row[at].text == "and" else at
        word = row[step].text if step < len(row) else ""
        if word == "hundred" and step == at:
            value, last = value * 100, 100
        elif word in units.WORDS and units.WORDS[word] < last and last in (20, 30, 40, 50, 60, 70, 80, 90, 100) and (last == 100) >= (row[at].text == "and"):
            value, last = value + units.WORDS[word], units.WORDS[word]
        else:
            break
        at = step + 1
    return value, at


def _with_magnitude(row: list[Token], value: float, first: int, after: int) -> _Number:
    """The number with the magnitudes that follow it: "18.4 million", "18.4m", "two dozen", "two and a half"."""
    begin = after
    if [t.text for t in row[after:after + 3]] == ["and", "a", "half"]:
        value, after = value + 0.5, after + 3
    while after < len(row) and after < begin + 6:
        word, is_close = row[after].text, row[after].start == row[after - 1].end
        if row[after].text in _DASHES and after + 1 < len(row) and row[after + 1].text in units.MAGNITUDES:
            word, is_close, after = row[after + 1].text, False, after + 1
        if word in units.MAGNITUDES or (word in units.SHORT_MAGNITUDES and (is_close or word in ("bn", "tn"))):
            value, after = value * (units.MAGNITUDES.get(word) or units.SHORT_MAGNITUDES[word]), after + 1
        else:
            break
    if begin < after and [t.text for t in row[after:after + 3]] == ["and", "a", "half"]:
        value, after = value + units.MAGNITUDES.get(row[after - 1].text, 0) / 2, after + 3
    return _Number(round(value, 6), first, after, after > begin)


def _counted_one(row: list[Token], at: int) -> _Number | None:
    """The number that "a" or "an" begins: "a dozen", "a third", "a million and a half", "a month and a half"."""
    word = row[at + 1].text
    if word in units.FRACTIONS:
        return _fraction(row, 1, at, at + 1)
    if word in units.MAGNITUDES:
        return _with_magnitude(row, 1, at, at + 1)
    if word in units.DURATIONS and [t.text for t in row[at + 2:at + 5]] == ["and", "a", "half"]:
        return _Number(1.5, at, at + 1, False)
    return None


def _fraction(row: list[Token], count: float, first: int, at: int) -> _Number | None:
    """A share in words as a number of hundredths: "a third", "three quarters of", "half the", "one in six"."""
    at += 1 if at < len(row) and row[at].text in _DASHES else 0
    word = row[at].text if at < len(row) else ""
    follower = row[at + 1].text if at + 1 < len(row) else ""
    if word in units.FRACTIONS and (follower in ("of", "the", "its", "their", "his", "her", "our", "that", "all") or word in ("thirds", "quarters", "fifths")):
        return _Number(round(100 * count * units.FRACTIONS[word], 2), first, at + 1, True)
    if word == "in" and follower and count <= 10:
        base = _number(row, at + 1)
        if base and base.after == at + 2 and base.value > count and base.value <= 10_000 and not row[at + 1].text.isdigit():
            return _Number(round(100 * count / base.value, 2), first, base.after, True)
    return None


def _is_share(row: list[Token], number: _Number) -> bool:
    """Whether the number was a share in words."""
    said = [t.text for t in row[number.first:number.after]]
    return any(w in units.FRACTIONS for w in said if w != "half") or "in" in said or (said[-1:] == ["half"] and "and" not in said)


def _is_no_amount(row: list[Token], number: _Number) -> bool:
    """Whether a number is a day, a year, an ordinal, a part of a name or of a code."""
    first, after = row[number.first], row[number.after] if number.after < len(row) else Token("", -1, -1, False)
    before = row[number.first - 1] if number.first else Token("", -1, -1, False)
    is_stuck = before.end == first.start and before.text not in units.MAY_STAND_CLOSE
    is_in_name = before.text in _DASHES and before.end == first.start and number.first > 1 and row[number.first - 2].text.isalpha() \
        and row[number.first - 2].end == before.start
    if is_stuck or is_in_name or (after.start == row[number.after - 1].end and after.text[:1].isalpha() and after.text not in units.MAY_FOLLOW_CLOSE):
        return True
    if before.text in units.MONTHS or (before.text == "." and number.first > 1 and row[number.first - 2].text in units.MONTHS):
        return True
    if after.text in units.MONTHS and number.value <= 31 and (after.is_capital or len(after.text) > 3):
        return True
    if before.text in units.LABELS and not (before.is_capital and before.text == "line"):
        return True
    return _is_year(row, number) or (before.is_capital and first.text.isdigit() and not number.has_magnitude
                                     and not _noun(row, number.after)[0] and before.text not in units.HEDGE_ENDS)


def _is_year(row: list[Token], number: _Number) -> bool:
    """Whether four plain digits are a year; with a unit after them they are none."""
    text = row[number.first].text
    if number.after != number.first + 1 or not text.isdigit() or len(text) != 4 or not 1500 <= number.value < 2100:
        return False
    after = row[number.after].text if number.after < len(row) else ""
    return after not in units.PERCENT and after not in units.CURRENCIES and after not in units.DURATIONS and after not in units.PEOPLE


def _is_clock(row: list[Token], number: _Number) -> bool:
    """Whether a number is a time of day such as "7:30" or "8 p.m."."""
    rest = [t.text for t in row[number.after:number.after + 3]]
    before = row[number.first - 1].text if number.first else ""
    is_colon = rest[:1] == [":"] and len(rest) > 1 and rest[1].isdigit() and row[number.after].start == row[number.after - 1].end
    return is_colon or before == ":" and row[number.first - 1].end == row[number.first].start or \
        rest[:1] in (["am"], ["pm"], ["o'clock"], ["gmt"], ["utc"]) or rest == ["p", ".", "m"] or rest == ["a", ".", "m"]


def _measured(row: list[Token], number: _Number, currency: str) -> tuple[Amount | None, int]:
    """The number with its range and unit, and the token after it."""
    low, high, after = _range(row, number)
    factor, unit, hedge = 1.0, "", None
    if high is None and (after_hedge := _hedge_inside(row, after)):
        hedge, after = after_hedge
    if currency:
        unit = currency
    elif _is_share(row, number):
        unit = "%"
    else:
        factor, unit, after = _unit(row, after)
    if high is not None and high < low:
        begin = number.first - 1 - bool(currency)
        if begin >= 0 and row[begin].text == "from":  # "fell from 85,000 to 60,000": two totals, no tally
            return Amount(0, 0, number.value, None, currency), number.after
        unit, factor = "score", 1.0
    if (not unit or number.value == 1) and row[number.first].text in units.TOO_BARE and not number.has_magnitude:
        return None, after
    scaled = None if high is None else round(high * factor, 6)
    return Amount(0, 0, round(low * factor, 6), scaled, unit, hedge), after


def _hedge_inside(row: list[Token], at: int) -> tuple[str, int] | None:
    """The hedge between a number and its unit ("10,000+ fans", "20 or more cars") and the token after it."""
    if at < len(row) and row[at].text == "+":
        return "at least", at + 1
    hedge = units.HEDGES_AFTER.get(" ".join(t.text for t in row[at:at + 2]))
    return (hedge, at + 2) if hedge and at + 2 < len(row) and row[at + 2].text.isalpha() else None


def _range(row: list[Token], number: _Number) -> tuple[float, float | None, int]:
    """Lower and upper number of "5 to 7", "5-7", "between 600 million and 800 million"; the first may lend from the second."""
    at, before = number.after, row[number.first - 2].text if number.first > 1 else ""
    is_between = "between" in (before, row[number.first - 1].text if number.first else "")
    is_votes = at + 1 < len(row) and row[at].text in units.TALLIES and row[at + 1].text == "to"
    at += is_votes
    joint = row[at].text if at < len(row) else ""
    if not (joint == "to" or joint in _DASHES or (joint == "and" and is_between)):
        return number.value, None, number.after
    begin = at + 1
    while begin < len(row) and row[begin].text in units.SIGNS:
        begin += 1
    second = _number(row, begin)
    if second is None or (joint == "to" and not is_votes and _is_year(row, number)):
        return number.value, None, number.after
    low = number.value
    if second.has_magnitude and not number.has_magnitude and low < second.value / 10:
        low *= second.value / _bare(row, second)
    return low, second.value, second.after


def _bare(row: list[Token], number: _Number) -> float:
    """The number without its magnitude words."""
    text = row[number.first].text
    return _digits(text) if text[0].isdigit() else float(units.WORDS.get(text, 1))


def _unit(row: list[Token], at: int) -> tuple[float, str, int]:
    """Factor, normalised unit and the token after it, for what follows a number."""
    begin = at + 1 if at + 1 < len(row) and row[at].text in _DASHES and row[at].start == row[at - 1].end else at
    word = row[begin].text if begin < len(row) else ""
    if word in units.PERCENT:
        is_points = word != "%" and begin + 1 < len(row) and row[begin + 1].text in ("points", "point")
        return 1.0, "percentage point" if is_points else "%", begin + 1 + is_points
    if word == "per" and begin + 1 < len(row) and row[begin + 1].text == "cent":
        return 1.0, "%", begin + 2
    if word in units.CURRENCIES:
        return 1.0, units.CURRENCIES[word], begin + 1
    if word in units.DURATIONS:
        is_age = "old" in [t.text for t in row[begin + 1:begin + 3]]
        begin += 3 * ([t.text for t in row[begin + 1:begin + 4]] == ["and", "a", "half"])
        return (1.0, f"{word.rstrip('s')} of age", begin + 1) if is_age else (*units.DURATIONS[word], begin + 1)
    if word in units.MEASURES:
        return 1.0, units.MEASURES[word], begin + 1
    noun, after = _noun(row, begin)
    return 1.0, noun, after


def _noun(row: list[Token], at: int) -> tuple[str, int]:
    """The singular unit noun of the words after a number, and the token after it; "" where the run has no clear noun."""
    is_partial = at + 1 < len(row) and row[at].text == "of" and row[at + 1].text in units.WHOLE
    begin = at + 2 * is_partial
    # "two of the seven members": the seven is read as a figure of its own afterwards.
    is_nested = is_partial and begin < len(row) and row[begin].text in units.WORDS
    begin += is_nested
    for place, token in enumerate(row[begin:begin + _LONGEST_NOUN + is_partial]):
        if not token.text[0].isalpha() or token.text in units.NO_NOUN:
            break
        if _is_plural(token.text) and not token.is_capital:
            return units.singular(token.text), at if is_nested else begin + place + 1
    return "", at


def _is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return word in units.PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "ous")))


def _hedge(row: list[Token], at: int, after: int, unit: str) -> str | None:
    """The hedge before an amount (the longest that stands there), else the one right after it."""
    said = [t.text for t in row[max(0, at - _LONGEST_HEDGE):at]]
    for n in range(len(said), 0, -1):
        form = " ".join(said[-n:])
        if form in units.HEDGES and not (unit == "day" and form in units.NO_HEDGE_OF_TIME):
            return units.HEDGES[form]
    return units.HEDGES_AFTER.get(" ".join(t.text for t in row[after:after + 2]))
