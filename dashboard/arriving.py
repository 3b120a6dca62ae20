"""What the address asks for and is not in this data set, in one sentence above the page; widgets fall back in silence."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard import theme
from dashboard.data import Opened

_ASKED, _SAID = "_asked", "_not_here"
_NAMED = {
    "data": "data set",
    "outlets": "outlet",
    "groups": "group",
    "by": "column to compare by",
    "story": "story",
    "since": "first day",
    "until": "last day",
    "article": "article",
}
_ALL = {"outlets": "outlets", "groups": "groups", "story": "stories"}
_DAYS = ("since", "until")
_LONGEST = 60  # characters of a value that are shown


def remember() -> None:
    """Keep what the address asks for, before any widget takes it up; once a visit."""
    if _ASKED not in st.session_state:
        st.session_state[_ASKED] = {name: st.query_params.get_all(name) for name in st.query_params}


def note(place, opened: Opened, view: object) -> None:
    """Say what was asked for and is not here, as long as the same page and filters are looked at.

    Args:
        place: where to draw, above the page that has been drawn.
        opened: the data set.
        view: the page and what it shows; anything that changes when the user goes on.
    """
    asked = st.session_state.get(_ASKED)
    if asked:
        st.session_state[_ASKED] = {}
        gone = missing(asked, st.session_state)
        line = sentence(gone, instead(gone, st.session_state, _days(opened)))
        st.session_state[_SAID] = (line, view) if line else None
    said = st.session_state.get(_SAID)
    if said and said[1] == view:
        place.info(theme.markdown_text(said[0]), icon=":material/link_off:")


def missing(asked: Mapping[str, list[str]], state: Mapping[str, object]) -> list[tuple[str, str]]:
    """Name and value of each parameter that its widget did not take up; one without a widget on the page is not judged.

    Args:
        asked: the parameters of the address.
        state: key of a widget → its value.

    Example:
        >>> asked = {"story": ["Ferry"], "outlets": ["Bay Post", "Hill Echo"], "top": ["12"]}
        >>> missing(asked, {"story": None, "outlets": ["Bay Post"], "top": 12})
        [('story', 'Ferry'), ('outlets', 'Hill Echo')]
    """
    return [(name, value) for name, values in asked.items() if name in state for value in values if not _is_taken(value, state[name])]


def _is_taken(given: str, value: object) -> bool:
    """Whether the value of a widget is what the address gave."""
    if isinstance(value, list | tuple):
        return given in map(str, value)
    if isinstance(value, bool):
        return given.casefold() == str(value).casefold()
    if isinstance(value, int | float):
        try:
            return float(given) == value
        except ValueError:
            return False
    return given.strip() in ("", str(value).strip())


def _days(opened: Opened) -> tuple[date, date] | None:
    """The first and the last day of a data set; None where no article has a date."""
    known = opened.articles["published_at"].dropna()
    return (known.min().date(), known.max().date()) if len(known) else None


def instead(gone: list[tuple[str, str]], state: Mapping[str, object], days: tuple[date, date] | None) -> str:
    """What is shown in the place of what is not here, in words; "" where that is clear.

    Args:
        gone: name and value of each parameter that was not taken up.
        state: key of a widget → its value.
        days: the first and the last day of the data set, None where it has none.

    Example:
        >>> days = date(2031, 5, 4), date(2031, 5, 9)
        >>> instead([("story", "Ferry"), ("since", "2020-01-01")], {"story": None, "since": None, "until": date(2031, 5, 7)}, days)
        'all stories and the days from 4 May 2031 to 7 May 2031'
        >>> instead([("outlets", "Hill Echo")], {"outlets": ["Bay Post"]}, days)
        'the other outlets of the link'
    """
    names = list(dict.fromkeys(name for name, _ in gone))
    said = [f"the other {_ALL[name]} of the link" if state.get(name) else f"all {_ALL[name]}" for name in names if name in _ALL]
    if days and set(names) & set(_DAYS):
        first, last = (theme.moment(state.get(name) or day, "day") for name, day in zip(_DAYS, days, strict=True))
        said.append(f"the days from {first} to {last}")
    return _listed(said) if said else ""


def sentence(gone: list[tuple[str, str]], instead: str = "") -> str:
    """What is not here, in a sentence, and what is shown for it; "" where nothing is missing.

    Example:
        >>> sentence([("story", "Ferry runs aground"), ("outlets", "Hill Echo")], "all stories and all outlets")
        'Not in this data set: story “Ferry runs aground” and outlet “Hill Echo”. Shown instead: all stories and all outlets.'
    """
    if not gone:
        return ""
    named = [f"{_NAMED.get(name, 'choice')} “{theme.shortened(value, _LONGEST)}”" for name, value in gone]
    rest = f"Shown instead: {instead}." if instead else "The page shows everything else that the link asks for."
    return f"Not in this data set: {_listed(named)}. {rest}"


def _listed(parts: list[str]) -> str:
    """Parts as one part of a sentence."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
