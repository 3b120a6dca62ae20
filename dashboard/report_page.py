"""The shell of a file that stands alone: style for screen, paper, light and dark; the script that draws the charts; no outside request.

A security policy in the page names the hash of each script, so nothing else could run in it, and forbids every connection.
"""

import base64
import hashlib

from plotly.offline import get_plotlyjs

from dashboard import report_pictures, theme
from dashboard.report_html import as_script_data

STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1c2733, #e6ebf0); --soft: light-dark(#4a5763, #b3bdc7);
  --page: light-dark(#ffffff, #12181f); --line: light-dark(#dbe2e8, #34404c); --link: light-dark(#1f5a9c, #8ab8ea);
  --tint: light-dark(#f5f8fa, #1a222b); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.55; overflow-wrap: anywhere;
  font-family: "Source Sans 3", "Source Sans Pro", "Segoe UI", Helvetica, Arial, sans-serif; }
main, header, nav, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.45rem; margin: 3rem 0 .3rem; padding-top: .6rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.1rem; margin: 1.4rem 0 .2rem; line-height: 1.35; overflow-wrap: anywhere; }
a { color: var(--link); overflow-wrap: anywhere; }
nav ol { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; padding: .6rem 0 0; margin: .8rem 0 -1.5rem;
  border-top: 1px solid var(--line); font-size: .92rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .5rem; }
.lead, .px-question { margin: .1rem 0; } .lead { font-size: 1.05rem; color: var(--soft); }
.note, .px-facts, small { color: var(--soft); font-size: .88rem; margin: .3rem 0; overflow-wrap: anywhere; }
.box { border-left: 4px solid #ffa90e; background: var(--tint); padding: .6rem .9rem; }
.card { margin: 1.2rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; }
.card figcaption h3 { margin-top: 0; }
.chart { min-height: 12rem; overflow-x: auto; }
.files { margin: .4rem 0; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
button { font: inherit; font-size: .875rem; color: inherit; background: transparent; border: 1px solid var(--soft); border-radius: 6px;
  padding: .3rem .8rem; min-height: 2rem; cursor: pointer; }
button:focus-visible, a:focus-visible, summary:focus-visible, .table:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
summary { cursor: pointer; padding: .3rem 0; }
.fold { border: 1px solid var(--line); border-radius: 8px; margin: .8rem 0; padding: .2rem 1rem; }
.fold[open] { padding-bottom: 1rem; } .fold > summary h3 { display: inline; margin: 0 .4rem 0 .1rem; }
.fold .card { border: 0; padding: 0; } .px-terms dt { font-weight: 620; margin-top: .6rem; } .px-terms dd { margin: 0; }
.table { overflow: auto; max-height: 34rem; margin: .5rem 0; }
table { border-collapse: collapse; font-size: .86rem; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--tint); } td { min-width: 4rem; max-width: 32rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.metrics { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .7rem; margin: 1rem 0; }
.metrics div { border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; }
.metrics dt { font-size: .88rem; color: var(--soft); } .metrics dd { margin: 0; font-size: 1.35rem; font-weight: 600; }
.metrics small { display: block; font-weight: 400; font-size: .8rem; }
.px-source { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; font-size: .87rem; margin: 1rem 0 .2rem; }
.px-source span, .px-source a { color: var(--soft); overflow-wrap: anywhere; }
.px-tag { border: 1px solid currentColor; border-radius: 99px; padding: 0 .55em; font-size: .78rem; }
.px-text, .px-finding { margin: 0 0 .6rem; overflow-wrap: anywhere; } .px-finding { font-size: 1.15rem; }
.px-text .px-around { color: var(--soft); }
mark { background: light-dark(#ffe2a8, #6b4a08); color: inherit; border-radius: 3px; padding: .05em .1em; }
mark u { text-decoration: underline wavy #bd1f01 1.5px; text-underline-offset: 3px; }
.px-wording { display: grid; grid-template-columns: minmax(7rem, 14rem) 1fr; gap: .35rem 1.2rem; overflow-wrap: anywhere; margin: .4rem 0; }
.px-wording dt { font-weight: 620; } .px-wording dd { margin: 0; }
.px-wording del { color: var(--soft); }
.px-wording ins { text-decoration: underline wavy #bd1f01 1.5px; text-underline-offset: 3px; }
section :not(.chart, .chart *) { opacity: 1 !important; }
.px-empty { border: 1px dashed var(--soft); border-radius: 8px; padding: 1rem; } .px-empty b { display: block; }
code, pre { font-size: .86rem; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { padding-bottom: 3rem; }
@media (max-width: 640px) { .px-wording { grid-template-columns: 1fr; gap: 0; } main, header, nav, footer { padding: 0 .8rem; } }
@media print {
  :root { color-scheme: light; }
  @page { margin: 14mm 12mm; }
  body { font-size: 10pt; }
  .files, .skip, nav, details:not([open]), details:not(.fold) > summary { display: none; }
  .fold { border: 0; padding: 0; } .fold > summary { list-style: none; }
  .table { max-height: none; overflow: visible; } th { position: static; }
  .card, figure, tr, .metrics div { break-inside: avoid; } figure:has(tbody tr:nth-child(9)) { break-inside: auto; }
  .chart { break-inside: avoid; overflow: visible; }
  h2 { break-before: page; } h2, h3 { break-after: avoid; }
  main, header, nav, footer { max-width: none; padding: 0; }
}
""" + theme.SWATCHES

_CHARTS = """
const figures = JSON.parse(document.getElementById("figures").textContent)
const dark = window.matchMedia("(prefers-color-scheme: dark)")
let isPrinting = false
const colours = () => dark.matches && !isPrinting
  ? { ink: "#e6ebf0", grid: "#34404c" } : { ink: "#1c2733", grid: "#e3e8ed" }
const font = '"Source Sans 3", "Source Sans Pro", "Segoe UI", Helvetica, Arial, sans-serif'

const dressed = (layout, { ink, grid }) => {
  const axis = { gridcolor: grid, linecolor: grid, zerolinecolor: grid, automargin: true }
  const made = { ...layout, autosize: true, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: font, size: 13, color: ink }, hoverlabel: { align: "left", namelength: -1 } }
  for (const name of ["xaxis", "yaxis", "xaxis2", "yaxis2"])
    if (made[name] || name.length === 5) made[name] = { ...axis, ...made[name] }
  return made
}
const options = { displayModeBar: false, responsive: true, displaylogo: false }
const draw = (place) => {
  const figure = figures[place.dataset.n]
  return Plotly.react(place, structuredClone(figure.data), dressed(figure.layout, colours()), options)
}
const places = [...document.querySelectorAll(".chart")]
const drawAll = () => places.forEach(draw)
drawAll()
dark.addEventListener("change", drawAll)
window.addEventListener("beforeprint", () => {
  isPrinting = true
  drawAll()
})
window.addEventListener("afterprint", () => {
  isPrinting = false
  drawAll()
})
const folds = [...document.querySelectorAll("details")]
const unfold = document.getElementById("unfold")
if (unfold) unfold.addEventListener("click", () => {
  const isOpen = unfold.getAttribute("aria-pressed") !== "true"
  unfold.setAttribute("aria-pressed", isOpen)
  for (const fold of folds) fold.open = isOpen
})
"""
SCRIPT = f'{_CHARTS}{report_pictures.SCRIPT}document.documentElement.dataset.drawn = "yes"\n'


def page(title: str, body: str, figures: list[dict], styles: str = "", plotly: str = "") -> str:
    """A whole page.

    Args:
        title: plain text.
        body: safe HTML.
        figures: name, file, data, layout, picture of each chart, in the order of `data-n`.
        styles: style elements of the pages that it was made from.
        plotly: address of plotly.js beside the page; empty to carry it inside.
    """
    library = "" if plotly else get_plotlyjs()
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in (library, SCRIPT) if script)
    beside = f'<script src="{theme.html_text(plotly)}"></script>' if plotly else f"<script>{library}</script>"
    # Plotly writes its own style rules into the page.
    policy = f"default-src 'none'; script-src {hashes}{' file: ' if plotly else ''}; style-src 'unsafe-inline'; img-src data: blob:"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{theme.html_text(title)}</title>
{styles}<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
{body}
<script type="application/json" id="figures">{as_script_data(figures)}</script>
{beside}
<script>{SCRIPT}</script>
</body>
</html>
"""


def _hash(script: str) -> str:
    """What the security policy calls a script."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
