"""Links and buttons in HTML of Parallax's own, and the one part of the page that listens to all of them.

A link or button of Streamlit takes the browser milliseconds each time the page is drawn; a list of evidence has dozens of them.
"""

import functools
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import streamlit as st

from dashboard import leading, theme

_ACTS, _MOST = "_acts", 2_000
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


def listen() -> str:
    """Listen from here on, on every page.

    Returns:
        The key of the link or button that was pressed, "" for none.
    """
    return _component()(key="acting", height="content", on_pressed_change=_nothing).pressed or ""


def _nothing() -> None:
    """What is pressed is told by `listen`; Streamlit asks for a callback."""


def do(key: str) -> None:
    """Carry out what the link or button stands for; nothing where none of this key was ever drawn here.

    Args:
        key: as returned by `listen`.
    """
    act = st.session_state.get(_ACTS, {}).get(key)
    if act is not None:
        act()


def row(*parts: str) -> str:
    """Links and buttons in a row, as safe HTML."""
    return f'<div class="px-acts">{"".join(parts)}</div>'


def button(key: str, label: str, act: Callable[[], None], icon: str = "") -> str:
    """A button, as safe HTML.

    Args:
        key: unique in the whole dashboard.
        label: plain text.
        act: carried out before the page is drawn again.
        icon: name of a material icon.
    """
    _remember(key, act)
    return f'<button type="button" class="px-act" data-act="{theme.html_text(key)}">{_shown(label, icon)}</button>'


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
    _remember(key, functools.partial(leading.go, page, choices))
    data = st.query_params.get("data")
    address = f"{page}?{urlencode({**({'data': data} if data else {}), **leading.query(choices)})}"
    return f'<a class="px-act" data-act="{theme.html_text(key)}" href="{theme.html_text(address)}" target="_self">{_shown(label, icon)}</a>'


def _remember(key: str, act: Callable[[], None]) -> None:
    """Keep what a key stands for; the oldest are forgotten, so that a long session does not grow."""
    acts = st.session_state.setdefault(_ACTS, {})
    acts.pop(key, None)
    acts[key] = act
    while len(acts) > _MOST:
        del acts[next(iter(acts))]


def _shown(label: str, icon: str) -> str:
    """What stands on a link or button."""
    sign = f'<i class="px-icon" aria-hidden="true" translate="no">{theme.html_text(icon)}</i>' if icon else ""
    return f"{sign}{theme.html_text(label)}"
