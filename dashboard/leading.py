"""Links that lead to another page with filters and a choice already made.

Streamlit binds the widgets of a page to the address once they are drawn; what a link asks for therefore travels as one parameter of
its own, `see`, which is taken apart before the widgets are drawn and then stands in the address under each widget's own name.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard import theme

_PARAMETER, _WANTED = "see", "_wanted"
_FILTERS = {"story", "words"}  # of the sidebar, that a link may set
_ADDRESSED = ("article", "place", "one", "other")  # what a page reads from the address itself
_MOST = 4_000  # characters of what a link asks for


def asked(choices: Mapping[str, str]) -> dict[str, str]:
    """The parameter of an address that makes these choices.

    Args:
        choices: key of a widget, or of a filter of the sidebar → its value in text.

    Example:
        >>> asked({"story": "Ferry & quay", "unique": "a1"})
        {'see': 'story=Ferry+%26+quay&unique=a1'}
    """
    return {_PARAMETER: urlencode(choices)}


def page_link(page: str, label: str, choices: Mapping[str, str], icon: str | None = None) -> None:
    """Draw a link to a page with choices made; nothing where the page is not there.

    Args:
        page: file name of a page.
        label: plain text.
        choices: as in `asked`; article and place, and the two articles to compare, stand in the address under their own names.
        icon: a material icon.
    """
    if is_there(page):
        st.page_link(_page(page), label=theme.markdown_text(label), icon=icon, query_params=query(choices))


def go(page: str, choices: Mapping[str, str]) -> None:
    """Leave for a page with choices made, as if a link to it had been followed; stay where the page is there no longer."""
    if is_there(page):
        st.switch_page(_page(page), query_params=query(choices))


def is_there(page: str) -> bool:
    """Whether a page can be led to."""
    return _page(page) is not None


def _page(name: str) -> object:
    """The page of a file name; None where it is not there."""
    return st.session_state.get("_pages", {}).get(name)


def query(choices: Mapping[str, str]) -> dict[str, str]:
    """The parameters of an address that makes these choices, those among them that stand in it under their own names.

    Example:
        >>> query({"article": "a1", "unique": "b2"})
        {'article': 'a1', 'see': 'unique=b2'}
    """
    plain = {key: value for key, value in choices.items() if key in _ADDRESSED}
    rest = {key: value for key, value in choices.items() if key not in plain}
    return {**plain, **(asked(rest) if rest else {})}


def follow() -> None:
    """Take apart what a link asks for; runs once the page is known and before its widgets are drawn."""
    given = st.query_params.get(_PARAMETER)
    if given is None:
        return
    del st.query_params[_PARAMETER]
    wanted = dict(parse_qsl(given[:_MOST]))
    for key in _FILTERS & set(wanted):
        choose(key, wanted.pop(key))
    st.session_state[_WANTED] = wanted


def wanted(key: str) -> str:
    """What the link that was followed asks of a widget; "" for nothing. Told once."""
    return st.session_state.get(_WANTED, {}).pop(key, "")


def choose(key: str, value: str) -> None:
    """Give a bound widget that is not drawn yet a value, and the address with it.

    Streamlit writes a value that is set so into the address only where the widget was drawn before.
    """
    if key not in st.session_state:
        st.query_params[key] = value
    st.session_state[key] = value
