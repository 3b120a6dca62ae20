"""What Streamlit's page loads only when it draws the first chart or table, asked for as soon as there is a page at all.

The drawing of charts alone is nearly five megabytes of program; while the browser reads it, the first page is still being counted.
"""

import functools
from pathlib import Path

import streamlit as st

_AT_ONCE, _WHEN_IDLE = ("PlotlyChart",), ("DataFrame", "Slider", "Progress", "FileUploader")
_JS = """
export default function (component) {
  if (window.pxEarly) return
  window.pxEarly = true
  const ask = (names) => names.forEach((name) => import(new URL(`/static/js/${name}`, window.location.href).href).catch(() => {}))
  const { now, idle } = component.data
  ask(now)
  setTimeout(() => (window.requestIdleCallback || setTimeout)(() => ask(idle)), 3000)
}
"""


@functools.cache
def _component():
    """The part, made known to Streamlit once."""
    return st.components.v2.component("parallax_early", html="<span></span>", js=_JS)


@functools.cache
def files(*parts: str) -> list[str]:
    """The files of Streamlit's page that hold parts of it; none where this Streamlit names them otherwise.

    Args:
        parts: names, such as "PlotlyChart".
    """
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return [path.name for part in parts for path in sorted(folder.glob(f"{part}.*.js"))]


def ask() -> None:
    """Let the browser load what charts and tables need; once a visit."""
    _component()(key="early", data={"now": files(*_AT_ONCE), "idle": files(*_WHEN_IDLE)}, height="content")
