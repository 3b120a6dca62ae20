"""Buttons in HTML that save files, and the one part of the page that hears all of them."""

import functools
from dataclasses import dataclass

import streamlit as st

from dashboard import made, theme
from dashboard.made import File

# A file is fetched, so that the page can say that it is being made, and why it cannot be.
_JS = """
const WAIT_MS = 100, LONGEST_MS = 20000

const findChart = (key) => {
  const card = document.querySelector(`.st-key-${CSS.escape(key)}`)
  const chart = card && card.querySelector(".js-plotly-plot")
  return chart && chart._fullLayout && chart._fullLayout._modeBar ? chart : null
}

// The buttons may stand before Plotly has drawn the chart: what is asked for meanwhile is done once it stands.
const drawnChart = async (key) => {
  const end = performance.now() + LONGEST_MS
  while (!findChart(key) && performance.now() < end) await new Promise((go) => setTimeout(go, WAIT_MS))
  return findChart(key)
}

const copy = (chart, lent, name, format) => {
  const buttons = chart._fullLayout._modeBar.buttons.flat()
  const download = buttons.find((button) => button.name === "toImage")
  const { layout, data: shown } = chart
  const options = chart._context.toImageButtonOptions
  try {
    chart.layout = lent.layout
    if (lent.traces) chart.data = lent.traces
    chart._context.toImageButtonOptions = {
      format, filename: name, width: lent.layout.width, height: lent.layout.height, scale: format === "png" ? 2 : 1,
    }
    download.click(chart)
  } finally {
    chart.layout = layout
    chart.data = shown
    chart._context.toImageButtonOptions = options
  }
}

const fetched = async (place) => {
  const answer = await fetch(place).catch(() => null)
  if (answer && answer.ok) return answer
  throw answer && answer.status < 500 ? await answer.text() : ""
}

const savePicture = async ({ picture, card, name, format }, say) => {
  if (!findChart(card)) say("Saved as soon as the chart is drawn …")
  const chart = await drawnChart(card)
  if (!chart) throw "The chart could not be drawn; load the page again."
  copy(chart, await (await fetched(picture)).json(), name, format)
}

const saveFile = async ({ file, name }, say) => {
  say("Making the file …")
  const place = URL.createObjectURL(await (await fetched(file)).blob())
  Object.assign(document.createElement("a"), { href: place, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(place), 60000)
}

let stop = () => {}

export default function () {
  stop()
  const press = async (event) => {
    const pressed = event.target instanceof Element && event.target.closest("[data-file], [data-picture]")
    if (!pressed || pressed.ariaBusy === "true") return
    const status = pressed.parentElement.querySelector("[role=status]")
    const say = (text) => { status.textContent = text }
    pressed.ariaBusy = "true"
    try {
      await (pressed.dataset.file ? saveFile : savePicture)(pressed.dataset, say)
      say("")
    } catch (why) {
      say(typeof why === "string" && why ? why : "The file could not be made. Is the program still running?")
    }
    pressed.ariaBusy = "false"
  }
  document.addEventListener("click", press)
  stop = () => document.removeEventListener("click", press)
  return stop
}
"""


@functools.cache
def _component():
    """The part of the page that hears the buttons, made known to Streamlit once."""
    return st.components.v2.component("parallax_saving", html="<span></span>", js=_JS)


def listen() -> None:
    """Hear the buttons that save, from here on and on every page; runs once at the beginning of each drawing."""
    made.begin()
    _component()(key="saving", height="content")


@dataclass(frozen=True)
class Button:
    """A button that saves a file.

    Args:
        key: unique in the whole dashboard.
        label: plain text.
        file: what it saves.
        about: what that is, in a sentence; "" where the label says it.
        why_not: why it cannot be saved, in a sentence; "" where it can.
    """

    key: str
    label: str
    file: File
    about: str = ""
    why_not: str = ""


def row(first: str, buttons: list[Button], last: str) -> None:
    """Draw buttons that save between other buttons, which are safe HTML.

    Args:
        first: buttons before them; "" for none.
        buttons: that save.
        last: buttons behind them; "" for none.
    """
    if made.is_served():
        status = '<span role="status" class="px-told"></span>'
        st.html(f'<div class="px-acts px-files">{first}{"".join(map(_shown, buttons))}{last}{status}</div>')
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if first:
            st.html(f'<div class="px-acts px-files">{first}<span role="status" class="px-told"></span></div>', width="content")
        for one in buttons:
            st.download_button(
                one.label, one.file.make, one.file.name, one.file.kind, key=one.key, on_click="ignore", disabled=bool(one.why_not),
                help=one.why_not or one.about or None,
            )  # fmt: skip
        if last:
            st.html(last, width="content")


def _shown(one: Button) -> str:
    """A button that saves, as safe HTML."""
    about = f' title="{theme.html_text(one.why_not or one.about)}"' if one.why_not or one.about else ""
    if one.why_not:
        return f'<button type="button" class="px-act px-framed" disabled{about}>{theme.html_text(one.label)}</button>'
    place, name = theme.html_text(made.address(one.key, one.file)), theme.html_text(one.file.name)
    data = f'data-file="{place}" data-name="{name}"'
    return f'<button type="button" class="px-act px-framed" {data}{about}>{theme.html_text(one.label)}</button>'
