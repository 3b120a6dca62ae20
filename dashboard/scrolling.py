"""Brings the marked place of an article into sight, once for each place."""

import functools

import streamlit as st

_JS = """
let shown = ""

export default function (component) {
  const { data } = component
  if (shown === data.place) return
  const bring = (left) => {
    const found = document.getElementById("px-place")
    if (found) {
      shown = data.place
      found.scrollIntoView({ block: "center" })
    } else if (left > 0) {
      setTimeout(() => bring(left - 1), 100)
    }
  }
  bring(20)
}
"""


@functools.cache
def _component():
    """The part, made known to Streamlit once."""
    return st.components.v2.component("parallax_scroll", html="<span></span>", js=_JS)


def scroll_to_place(place: str) -> None:
    """Scroll to the element with the id `px-place`.

    Args:
        place: tells places apart, so that a rerun does not scroll again.
    """
    _component()(key="scroll-to-place", data={"place": place}, height="content")
