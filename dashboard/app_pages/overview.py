"""What is in this data set."""

import pandas as pd
import streamlit as st

from dashboard import charts, parts, theme
from dashboard.app_pages._publication import publication_card
from pipeline.measures import outlet_summary

TITLE = "Overview"
ICON = ":material/dashboard:"
ORDER = 10
LEAD = "What is in this data set: which outlets, how much of each, when, and what could not be read."

COUNTS = {
    "Articles": ("n_articles", "articles with text"),
    "Words": ("n_words", "words"),
    "Quotations": ("n_quotations", "quotations"),
    "Cited sources": ("n_sources", "sources"),
    "Facts": ("n_facts", "facts"),
    "Unique facts": ("n_unique_facts", "facts only this outlet states"),
}
RATES = {
    "Quotations": ("quotations_per_1000_words", "quotations per 1,000 words"),
    "Cited sources": ("sources_per_1000_words", "sources per 1,000 words"),
    "Facts": ("facts_per_1000_words", "facts per 1,000 words"),
    "Unique facts": ("unique_facts_per_1000_words", "unique facts per 1,000 words"),
}
_HEADINGS = {
    "outlet": ("Outlet", ""),
    "n_articles": ("Articles", "Articles with text"),
    "n_excerpts": ("Excerpts", "Only a teaser is known; not counted in quotes, facts, words"),
    "n_words": ("Words", ""),
    "n_quotations": ("Quotations", "The parts of a split quotation count once"),
    "n_sources": ("Cited sources", ""),
    "n_facts": ("Facts", ""),
    "n_unique_facts": ("Unique facts", "Facts that no other selected outlet states, in stories that at least two tell"),
    "facts_per_1000_words": ("Facts per 1,000 words", "Longer articles hold more of everything; compare rates"),
}
_MOST_BARS = 40


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    if tables["articles"].empty:
        parts.nothing_here(
            "No article fits the filters.", "Widen the outlets, dates, story or words in the sidebar, or show everything again."
        )
        _unread(tables)
        return
    outlets = tables.measure("outlet_summary")
    _figures(tables)
    _unread(tables)
    _per_outlet(tables, outlets)
    publication_card(tables)


def _figures(tables) -> None:
    """The size of what is looked at."""
    articles, facts = tables["articles"], tables["facts"]
    n_full = int((articles["kind"] == "full").sum())
    parts.metric_row(
        [
            ("Outlets", articles["outlet_id"].nunique(), "Outlets with at least one article or excerpt here"),
            ("Articles", n_full, "Articles whose text is known"),
            (
                "Excerpts",
                len(articles) - n_full,
                "Only a teaser is known: shows that the outlet ran the story; not counted in quotes, facts or words",
            ),
            ("Stories", articles["story_id"].nunique(), "Groups of articles about one happening"),
            ("Quotations", tables["quotes"]["quotation_id"].nunique(), "The parts of a split quotation count once"),
            ("Facts", facts["fact_id"].nunique(), "What the articles state; the same statement in several articles is one fact"),
        ]
    )


def _unread(tables) -> None:
    """What was given, and what became of it."""
    counts = tables.manifest.get("counts", {})
    if not counts:
        return
    given, read, duplicates, rejected = (int(counts.get(x, 0)) for x in ("given", "read", "duplicates", "rejected"))
    line = (
        f"{theme.counted(given, 'record')} given: {read:,} read, {theme.counted(duplicates, 'duplicate')}, {rejected:,} could not be used."
    )
    if rejected:
        st.warning(line + " See *About this data* for each of them and the reason.", icon=":material/warning:")
    else:
        st.caption(line)


def _per_outlet(tables, outlets: pd.DataFrame) -> None:
    """One number for each outlet, and the whole table."""
    outlets = outlets.assign(outlet=outlets["outlet_id"].map(tables.outlet_names))
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    what = left.segmented_control(
        "Count", list(COUNTS), wrap=True, default="Articles", key="count", required=True, bind="query-params", persist_state="session"
    )
    what = what if what in COUNTS else "Articles"
    is_rate = right.toggle(
        "Per 1,000 words",
        key="rate",
        bind="query-params",
        persist_state="session",
        disabled=what not in RATES,
        help="Longer articles hold more of everything. The rate compares what outlets report at the same length.",
    )
    column, unit = RATES[what] if is_rate and what in RATES else COUNTS[what]
    ordered = outlets.dropna(subset=[column]).sort_values([column, "outlet"], ascending=[False, True])
    shown = ordered.head(_MOST_BARS)
    frame = pd.DataFrame(
        {"label": shown["outlet"], "value": shown[column].astype("float64"), "outlet_id": shown["outlet_id"], "key": shown["outlet_id"]}
    )
    n = tables.n_text + (f", the first {_MOST_BARS} of {len(ordered):,} outlets drawn" if len(ordered) > len(shown) else "")
    about = parts.caption(_most(frame, what, is_rate), outlet_summary, tables, unit=unit, n=n)
    picked = parts.figure_card(charts.bars(frame, about, tables.looks), outlets[[c for c in _HEADINGS if c in outlets]], "totals", tables)
    if picked:
        _articles_of(tables, picked)


def _most(frame: pd.DataFrame, what: str, is_rate: bool) -> str:
    """What the bars show, in a sentence."""
    if frame.empty or frame["value"].max() == 0:
        return f"No outlet has {what.lower()} under these filters"
    best = frame[frame["value"] == frame["value"].max()]
    who = best["label"].iloc[0]
    most = f"the most {what.lower()}{' for their length' if is_rate else ''}: {theme.number(best['value'].iloc[0])}"
    return f"{who} has {most}" if len(best) == 1 else f"{len(best)} outlets share {most} each"


def _articles_of(tables, outlet_id: str) -> None:
    """The articles behind one bar."""
    articles = tables["articles"]
    rows = articles[articles["outlet_id"] == outlet_id].sort_values(["published_at", "title"])
    st.subheader(theme.markdown_text(f"Articles of {tables.outlet_names.get(outlet_id, '')}"), anchor=False)
    for article in rows.head(20).to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            parts.article_link(article["article_id"], None, theme.shortened(article["title"], 100))
            st.caption(
                f"{theme.moment(article['published_at'], article['published_precision'])} · {theme.counted(article['n_words'], 'word')}"
            )
    if len(rows) > 20:
        st.caption(f"And {len(rows) - 20:,} more: see *Articles*.")
