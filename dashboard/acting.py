"""Links and buttons in HTML of Parallax's own, and the one part of the page that listens to all of them.

A link or button of Streamlit takes the browser milliseconds each time the page is drawn; a list of evidence has dozens of them.
"""

import functools
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import streamlit as st

from dashboard import leading, theme

_ACTS, _SETTLED = "_acts", "_acts_settled"  # what can be pressed now: key → what it does
# A click with a key held down is the browser's own: it opens the address of a link in another window.
_JS = """
let stop = () => {}

export default function ({ setTriggerValue }) {
  stop()
  const press = (event) => {
    const pressed = event.target instanceof Element && event.target.closest("[data-act]")
    if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    setTriggerValue("pressed", pressed.dataset.act)
  }
  document.addEventListener("click", press)
  stop = () => document.removeEventListener("click", press)
  return stop
}
"""


@functools.cache
def _component():
    """The part, made known to Streamlit once."""
    return st.components.v2.component("parallax_acting", html="<span></span>", js=_JS)


def listen() -> Callable[[], None]:
    """Listen from here on, on every page; runs once at the beginning of each drawing.

    Returns:
        What the link or button that was pressed stands for; something that does nothing where none was.
    """
    pressed = _component()(key="acting", height="content", on_pressed_change=_nothing).pressed or ""
    # A press may come while a page is being drawn: what it shows so far counts, and what of the one before it still shows.
    known = {**st.session_state.get(_SETTLED, {}), **st.session_state.get(_ACTS, {})}
    st.session_state[_SETTLED], st.session_state[_ACTS] = known, {}
    return known.get(pressed, _nothing)


def _nothing() -> None:
    """Do nothing."""


def settle() -> None:
    """Forget what the drawing before showed; runs once a page is drawn whole."""
    st.session_state[_SETTLED] = st.session_state[_ACTS]


def row(*parts: str) -> str:
    """Links and buttons in a row, as safe HTML."""
    return f'<div class="px-acts">{"".join(parts)}</div>'


def button(key: str, label: str, act: Callable[[], None], icon: str = "", framed_about: str = "") -> str:
    """A button, as safe HTML.

    Args:
        key: unique in the whole dashboard.
        label: plain text.
        act: carried out before the page is drawn again.
        icon: name of a material icon.
        framed_about: what it does in a sentence, for one that looks like the buttons of Streamlit beside it.
    """
    st.session_state.setdefault(_ACTS, {})[key] = act
    look = f'class="px-act px-framed" title="{theme.html_text(framed_about)}"' if framed_about else 'class="px-act"'
    return f'<button type="button" {look} data-act="{theme.html_text(key)}">{_shown(label, icon)}</button>'


def link(key: str, label: str, page: str, choices: Mapping[str, str], icon: str = "") -> str:
    """A link to a page with choices made, as safe HTML; "" where the page is not there.

    Args:
        key: unique in the whole dashboard.
        label: plain text.
        page: file name of a page.
        choices: as in `leading.page_link`.
        icon: name of a material icon.
    """
    if not leading.is_there(page):
        return ""
    st.session_state.setdefault(_ACTS, {})[key] = functools.partial(leading.go, page, choices)
    data = st.query_params.get("data")
    address = f"{page}?{urlencode({**({'data': data} if data else {}), **leading.query(choices)})}"
    return f'<a class="px-act" data-act="{theme.html_text(key)}" href="{theme.html_text(address)}" target="_self">{_shown(label, icon)}</a>'


def _shown(label: str, icon: str) -> str:
    """What stands on a link or button."""
    sign = f'<i class="px-icon" aria-hidden="true" translate="no">{theme.html_text(icon)}</i>' if icon else ""
    return f"{sign}{theme.html_text(label)}"
