"""What the address asks for and is not in this data set, in one sentence above the page; widgets fall back in silence."""

from collections.abc import Mapping

import streamlit as st

from dashboard import theme

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
_LONGEST = 60  # characters of a value that are shown


def remember() -> None:
    """Keep what the address asks for, before any widget takes it up; once a visit."""
    if _ASKED not in st.session_state:
        st.session_state[_ASKED] = {name: st.query_params.get_all(name) for name in st.query_params}


def note(place, view: object) -> None:
    """Say what was asked for and is not here, as long as the same page and filters are looked at.

    Args:
        place: where to draw, above the page that has been drawn.
        view: the page and what it shows; anything that changes when the user goes on.
    """
    asked = st.session_state.get(_ASKED)
    if asked:
        st.session_state[_ASKED] = {}
        line = sentence(missing(asked, st.session_state))
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


def sentence(gone: list[tuple[str, str]]) -> str:
    """What is not here, in a sentence; "" where nothing is missing.

    Example:
        >>> sentence([("story", "Ferry runs aground"), ("outlets", "Hill Echo")])
        'Not in this data set: story “Ferry runs aground” and outlet “Hill Echo”. The page shows everything else that the link asks for.'
    """
    if not gone:
        return ""
    named = [f"{_NAMED.get(name, 'choice')} “{theme.shortened(value, _LONGEST)}”" for name, value in gone]
    listed = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    return f"Not in this data set: {listed}. The page shows everything else that the link asks for."
