"""The style sheet that every page carries: Parallax's own classes, contrast where Streamlit leaves it short, and print."""

from dashboard.theme import SWATCHES

STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-top: 4.5rem; }
a:focus-visible { outline: 2px solid currentColor !important; outline-offset: 2px; }
[data-testid="stMain"] { overflow-wrap: break-word; }
.px-page { font-size: 30px; font-weight: 650; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere; }
.px-lead { font-size: 1.05rem; opacity: .8; margin: 0 0 .6rem; max-width: 52rem; }
.px-title { font-size: 1.1rem; font-weight: 620; line-height: 1.35; margin: 0; overflow-wrap: anywhere; }
.px-heading { font-size: 1.3rem; font-weight: 620; line-height: 1.35; margin: .8rem 0 .2rem; overflow-wrap: anywhere; }
.px-question { margin: .15rem 0 0; opacity: .85; }
.px-facts { margin: .15rem 0 0; font-size: .85rem; opacity: .78; overflow-wrap: anywhere; }
.stPlotlyChart :is(.xtick, .ytick, .y2tick, .g-xtitle, .g-ytitle, .textpoint, .bartext-outside) text,
.stPlotlyChart :is(.legendtext, .bartext-outside) { fill: currentColor !important; }
.px-key { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; list-style: none; margin: .5rem 0 0 !important; padding: 0 !important;
  font-size: .85rem; }
.px-key li { margin: 0 !important; padding: 0 !important; font-size: inherit !important; white-space: nowrap; }
.px-key .px-swatch { background: var(--color); outline: 1px solid color-mix(in srgb, currentColor 35%, transparent); }
.px-key .px-circle { border-radius: 50%; }
.px-key .px-diamond-open { background: none; outline: 2px solid var(--color); transform: rotate(45deg) scale(.75); }
[data-testid="stCaptionContainer"] { opacity: .78 !important; }
[data-testid="stMain"] [data-testid="stCaptionContainer"] > p, .px-text { max-width: 60rem; }
@media screen and (max-width: 800px) {
  [class*="st-key-wide-"] { overflow-x: auto; }
  [class*="st-key-wide-"] > div { min-width: 60rem; }
}
.px-terms { margin: 0; max-width: 52rem; line-height: 1.5; overflow-wrap: anywhere; }
.px-terms dt { font-weight: 620; margin: .5rem 0 0; }
.px-terms dd { margin: 0; }
.stButton kbd { color: inherit !important; opacity: 1 !important; }
.px-finding { font-size: 1.08rem; font-weight: 560; line-height: 1.4; margin: 0; overflow-wrap: anywhere; }
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] * { white-space: normal; }
@media screen and (min-width: 600px) and (max-width: 1760px) { .st-key-figures { grid-template-columns: repeat(3, 1fr) !important; } }
.px-side { font-size: 1rem; margin: 0; padding: 0; }
.px-source { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; font-size: .87rem; margin: 0 0 .35rem; }
.px-source b { font-weight: 620; overflow-wrap: anywhere; }
.px-source span, .px-source a { opacity: .8; overflow-wrap: anywhere; color: inherit; }
.px-tag { border: 1px solid currentColor; border-radius: 99px; padding: 0 .55em; font-size: .78rem; }
.px-text { line-height: 1.6; margin: 0; overflow-wrap: anywhere; }
.px-text .px-around { opacity: .75; }
.px-text mark { background: color-mix(in srgb, #ffa90e 32%, transparent); color: inherit; border-radius: 3px; padding: .05em .1em; }
.px-text mark u { text-decoration: underline wavy #bd1f01 1.5px; text-underline-offset: 3px; }
.px-pieces { display: grid; gap: 1rem; align-items: start;
  grid-template-columns: repeat(auto-fill,
    minmax(max(min(var(--narrowest), 100%), (100% - (var(--columns) - 1) * 1rem) / var(--columns)), 1fr)); }
.px-piece { border: 1px solid color-mix(in srgb, currentColor 16%, transparent); border-radius: 8px; padding: 1rem 1rem .6rem; }
.px-acts { display: flex; flex-wrap: wrap; gap: .1rem .35rem; margin: .6rem 0 0 -.5rem; }
.px-act { display: inline-flex; align-items: center; gap: .45rem; min-height: 2.2rem; padding: .2rem .5rem; border: 0; border-radius: 8px;
  font: inherit; font-size: .875rem; color: inherit !important; background: none; text-decoration: none !important; cursor: pointer; }
.px-framed { min-height: 2.5rem; padding: .25rem .75rem; border: 1px solid color-mix(in srgb, currentColor 16%, transparent); }
.px-files { gap: .5rem; margin: 0; }
.px-files .px-act:disabled { opacity: .5; cursor: not-allowed; }
.px-files .px-act[aria-busy="true"] { opacity: .5; cursor: progress; }
.px-told { font-size: .85rem; opacity: .8; }
.px-act:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
.px-act:focus-visible { outline: 2px solid currentColor; outline-offset: -2px; }
.px-icon { font: 400 1.15rem/1 "Material Symbols Rounded"; letter-spacing: normal; white-space: nowrap; font-feature-settings: "liga"; }
.px-judge { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; font-size: .875rem; }
.px-judge > span { opacity: .78; }
.px-judge .px-acts { margin: 0; }
.px-empty { border: 1px dashed color-mix(in srgb, currentColor 30%, transparent); border-radius: 8px; padding: 1.4rem; text-align: center; }
.px-empty b { display: block; margin-bottom: .25rem; }
.st-key-corrections-running-here { position: fixed; z-index: 99; bottom: .75rem; left: .75rem; right: .75rem; width: auto !important;
  background: light-dark(#ffffff, #12161b); }
.stApp:has([data-testid="stSidebar"][data-collapsed="false"]) .st-key-corrections-running-here { display: none !important; }
[class*="st-key-card-"] .modebar-container { display: none !important; }
/* Streamlit writes white on primary buttons, and primary colour on chosen options: on a dark page one colour cannot do both. */
[data-testid="stBaseButton-primary"]:not(:disabled), [data-testid="stBaseButton-primaryFormSubmit"]:not(:disabled) {
  color: light-dark(#ffffff, #10243a) !important; }
@media print {
  @page { margin: 14mm 12mm; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"], .stMain {
    position: static !important; height: auto !important; overflow: visible !important;
    color-scheme: light !important; color: #1c2733 !important; background: #ffffff !important; }
  [data-testid="stMain"] :is(h1, h2, h3, p, li, b, a, div, span, label) { color: inherit !important; }
  .stPlotlyChart .main-svg { background: transparent !important; }
  .stPlotlyChart .legend .bg { fill: transparent !important; }
  .stPlotlyChart text:not([style*="fill: rgb(255, 255, 255)"]) { fill: currentColor !important; }
  [data-testid="stAlertContainer"] { background: transparent !important; border: 1px solid currentColor; }
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stStatusWidget"],
  .stButton, .stDownloadButton, .stButtonGroup, .stLinkButton, .stPopover, .stSelectbox, .stPageLink, .stFileUploader, .stTextInput,
  .stCheckbox, .stTabs [role="tablist"], details:not([open]), [data-testid="stTooltipIcon"], [data-testid^="stBidiComponent"],
  [data-testid="stElementToolbar"], .px-act, .px-asked, iframe { display: none !important; }
  [data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none !important; zoom: .68; }
  .stPlotlyChart, .px-empty, [data-testid="stMetric"], blockquote, [data-testid="stMain"] ul,
  .px-piece { break-inside: avoid; }
  [data-testid="stElementContainer"]:has(.px-title, h1, h2, h3, p > strong:only-child) { break-after: avoid; }
}
""" + SWATCHES + "</style>"
