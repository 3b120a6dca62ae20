"""The browser's back button: one step is one page visited, with everything that was chosen on it."""

import functools

import streamlit as st

# When another page is asked for, Streamlit first takes the choices of the page that is left out of its address and puts those of the
# new page in, and after the new page is drawn again, each as a step of its own in the browser's history. Going back then comes to pages
# without their choices. Here a step to the same page takes the place of the last one, unless it opens something (another article,
# say), and a page that is left keeps the address it had when the user last touched something.
_JS = """
const OPENS = ["article", "one", "other"]

export default function () {
  const history = window.history
  if (history.pxPush) return
  history.pxPush = history.pushState
  let touched = document.location.href
  const touch = () => { touched = document.location.href }
  for (const name of ["pointerdown", "keydown", "popstate"]) window.addEventListener(name, touch, true)
  history.pushState = function (state, title, address) {
    const old = new URL(document.location.href)
    const next = new URL(address ?? old.href, old)
    if (next.pathname !== old.pathname) {
      if (new URL(touched).pathname === old.pathname) history.replaceState(state, title, touched)
      return history.pxPush(state, title, next.href)
    }
    const opens = OPENS.some((name) => next.searchParams.get(name) && next.searchParams.get(name) !== old.searchParams.get(name))
    return opens ? history.pxPush(state, title, next.href) : history.replaceState(state, title, next.href)
  }
}
"""


@functools.cache
def _component():
    """The part, made known to Streamlit once."""
    return st.components.v2.component("parallax_history", html="<span></span>", js=_JS)


def keep_choices() -> None:
    """Let a step back lead to the page before as it was left."""
    _component()(key="history", height="content")
