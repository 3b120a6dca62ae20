"""Two buttons that save the chart beside them as PNG or SVG: drawn in the viewer's own browser, offline, without a server's browser.

Plotly's own download needs no server, but saves what is on screen: a dark page's colours, no title, one format. These buttons
lend the chart the layout meant for pictures (title, question, unit, n, filters, light colours, fixed size) for the moment in which
Plotly copies it, then start Plotly's own download.
"""

import functools
import json

import plotly.graph_objects as go
import streamlit as st

_HTML = """<div class="row">
<button type="button" data-format="png">PNG</button>
<button type="button" data-format="svg">SVG</button>
<span role="status"></span></div>"""

_CSS = """
.row { display: flex; gap: 1rem; align-items: center; }
button { font: inherit; font-size: .875rem; color: var(--st-text-color); background: transparent; border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius); min-height: 2.5rem; padding: .25rem .75rem; cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-link-color); outline: none; }
button:focus-visible { box-shadow: 0 0 0 2px var(--st-primary-color); }
span { font-size: .8rem; opacity: .8; }
span:empty { margin-left: -1rem; }
"""

_JS = """
const WAIT_MS = 100, LONGEST_MS = 20000

const findChart = (key) => {
  const card = document.querySelector(`.st-key-${CSS.escape(key)}`)
  const chart = card && card.querySelector(".js-plotly-plot")
  return chart && chart._fullLayout && chart._fullLayout._modeBar ? chart : null
}

// The buttons stand before Plotly has drawn the chart: what is asked for meanwhile is done once it stands.
const drawnChart = async (key) => {
  const end = performance.now() + LONGEST_MS
  while (!findChart(key) && performance.now() < end) await new Promise((go) => setTimeout(go, WAIT_MS))
  return findChart(key)
}

const save = (chart, data, format) => {
  const buttons = chart._fullLayout._modeBar.buttons.flat()
  const download = buttons.find((button) => button.name === "toImage")
  const { layout, data: shown } = chart
  const options = chart._context.toImageButtonOptions
  try {
    chart.layout = JSON.parse(data.layout)
    if (data.traces) chart.data = JSON.parse(data.traces)
    chart._context.toImageButtonOptions = {
      format, filename: data.name, width: data.width, height: data.height, scale: format === "png" ? 2 : 1,
    }
    download.click(chart)
  } finally {
    chart.layout = layout
    chart.data = shown
    chart._context.toImageButtonOptions = options
  }
}

export default function (component) {
  const { data, parentElement } = component
  const status = parentElement.querySelector("span")
  for (const button of parentElement.querySelectorAll("button")) {
    const format = button.dataset.format
    button.title = `Save the chart as ${format.toUpperCase()}`
    button.onclick = async () => {
      status.textContent = findChart(data.card) ? "" : "Saved as soon as the chart is drawn …"
      const chart = await drawnChart(data.card)
      status.textContent = chart ? "" : "The chart could not be drawn; load the page again."
      if (chart) save(chart, data, format)
    }
  }
}
"""


@functools.cache
def _component():
    """The buttons, made known to Streamlit once."""
    return st.components.v2.component("parallax_picture", html=_HTML, css=_CSS, js=_JS)


def picture_buttons(figure: go.Figure, card: str, name: str, is_data_replaced: bool = False) -> None:
    """Draw the PNG and SVG buttons of a chart.

    Args:
        figure: the figure with the title in it, as it shall look in the picture.
        card: key of the container in which the chart stands.
        name: file name without suffix.
        is_data_replaced: whether the picture shows the data of this figure, not those of the chart on the page.
    """
    whole = json.loads(figure.to_json())
    size = {"width": whole["layout"]["width"], "height": whole["layout"]["height"]}
    traces = json.dumps(whole["data"]) if is_data_replaced else ""
    given = {"layout": json.dumps(whole["layout"]), "traces": traces, "card": card, "name": name, **size}
    _component()(key=f"{card}-picture", data=given, width="content")
