"""Which words the outlets use."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, parts, theme
from dashboard.app_pages import _choices
from dashboard.data import View
from pipeline.measures import distinctive_keywords, keyword_frequency

TITLE = "Keywords"
ICON = ":material/match_word:"
SECTION = "Words"
ORDER = 40
LEAD = "Which words the outlets use, which set an outlet apart from the others, and how each word stands in its sentence."

TERMS = {"Words": False, "Phrases": True}
_DATA = ["outlet", "keyword", "n", "n_other", "n_articles", "per_1000_words", "other_per_1000_words", "z"]
_MOST_SERIES, _MOST_OUTLETS = 10, 30
_ALL = "All outlets"
_CONTEXT = {
    "outlet_name": ("Outlet", ""),
    "left": ("Before", ""),
    "text": ("Keyword", "As written"),
    "right": ("After", ""),
    "position": ("Place", "0 at the beginning of the article, 1 at its end"),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    left, right = st.columns(2)
    with left:
        is_phrase = TERMS[
            _choices.one_of(
                "Look at", list(TERMS), "terms", "A phrase is a run of words without a stop word that stands at least twice in an article."
            )
        ]
    with right:
        top = int(st.slider("How many", 5, 30, 12, key="top", **_choices.KEPT))
    rates = tables.measure("keyword_frequency", top=top, is_phrase=is_phrase)
    if rates.empty:
        parts.nothing_here(
            "No keyword is here.", parts.widen(tables, "Add articles with their text: excerpts have none to count.")
        )
        return
    clicked = parts.figure_card(*tables.once(_frequency, top, is_phrase), "keyword_rates", tables)
    apart = _distinctive(is_phrase, tables)
    _context(rates, clicked or apart, tables)


def _frequency(tables: View, top: int, is_phrase: bool) -> tuple[go.Figure, pd.DataFrame]:
    """How often each outlet uses the most frequent keywords, and the data behind it; its keys are "keyword|outlet_id"."""
    rates = tables.measure("keyword_frequency", top=top, is_phrase=is_phrase)
    rates = rates.assign(
        outlet=rates["outlet_id"].map(tables.outlet_names), key=(rates["keyword"] + "|" + rates["outlet_id"]).where(rates["n"] > 0, "")
    )
    rates["hover"] = [
        f"{outlet}: “{keyword}”\n{theme.number(rate)} per 1,000 words: {n:,} times in {articles:,} articles"
        for outlet, keyword, rate, n, articles in zip(
            *(rates[c] for c in ("outlet", "keyword", "per_1000_words", "n", "n_articles")), strict=True
        )
    ]
    rows, drawn = _choices.most_of(rates, "n", _MOST_OUTLETS)
    about = parts.caption(_said(rates), keyword_frequency, tables, drawn=drawn)
    order = {name: i for i, name in enumerate(tables.outlet_names.values())}
    rows = rows.assign(_place=rows["outlet"].map(order), _term=pd.factorize(rows["keyword"])[0]).sort_values(["_term", "_place"])
    data = rates[["keyword", "outlet", "n", "n_articles", "per_1000_words", "per_article", "share_of_articles"]]
    if rows["outlet"].nunique() <= _MOST_SERIES:
        frame = rows.rename(columns={"keyword": "label", "outlet": "part", "per_1000_words": "value"})
        return charts.dots(frame, about, tables.looks), data
    frame = rows.rename(columns={"keyword": "row", "outlet": "column", "per_1000_words": "value"})
    return charts.heat(frame, about), data


def _said(rates: pd.DataFrame) -> str:
    """What the chart shows, in a sentence."""
    totals = rates.groupby("keyword", sort=False)["n_total"].first()
    most = _quoted(_choices.leaders(totals))
    if rates["outlet"].nunique() < 2:
        return f"{rates['outlet'].iloc[0]} uses {most} most often"
    spread = rates.groupby("keyword", sort=False)["per_1000_words"].agg(lambda r: r.max() - r.min())
    return f"Most frequent over all: {most}. The outlets differ most in {_quoted(_choices.leaders(spread))}"


def _quoted(keywords: list[str]) -> str:
    """Keywords as a part of a sentence; where many tie, the first of them and how many they are."""
    quoted = [f"“{keyword}”" for keyword in keywords]
    if len(quoted) > 3:
        return f"{', '.join(quoted[:2])} and {len(quoted) - 2:,} more"
    return _choices.listed(quoted) if quoted else "no keyword"


def _distinctive(is_phrase: bool, tables) -> str:
    """The words that set an outlet apart; returns "keyword|outlet_id" of what was chosen."""
    parts.heading("What sets an outlet apart")
    is_grouped = bool(tables.selection.by)
    rows = tables.measure("distinctive_keywords", is_phrase=is_phrase, least=2 if is_phrase else 3, is_grouped=is_grouped)
    if rows.empty:
        parts.nothing_here(
            "No word sets an outlet apart.",
            "It takes two outlets with text, and a word that one of them uses three times (a phrase: twice).",
        )
        return ""
    rows = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names))
    outlets = [name for name in tables.outlet_names.values() if name in set(rows["outlet"])]
    name = _choices.from_list("Outlet", outlets, "apart", _ALL)
    shown = rows[rows["outlet"] == name] if name else rows.groupby("outlet", sort=False).head(max(2, 24 // len(outlets))).head(40)
    picked = parts.figure_card(
        charts.bars(_bars(shown, not name), _apart(shown, tables), tables.looks), shown[_DATA], "distinctive", tables
    )
    st.caption(
        "z says how far the outlet's use of a word lies above that of all others, in standard errors. Words of one text depend on each "
        "other, so it only orders them. In short articles little passes 2. An outlet's own name and its writers' names do not count for "
        "it; a place in its name does, where it stands alone."
    )
    return picked


def _bars(rows: pd.DataFrame, is_named: bool) -> pd.DataFrame:
    """One bar a keyword; with its outlet's name where there are several."""
    hover = [
        f"{outlet}: “{keyword}”\nz {z:.2f}: {n:,} times in {articles:,} articles, {other:,} times in all others"
        for outlet, keyword, z, n, articles, other in zip(
            *(rows[c] for c in ("outlet", "keyword", "z", "n", "n_articles", "n_other")), strict=True
        )
    ]
    names = " · " + rows["outlet"].map(lambda x: theme.short_name(x, 24)) if is_named else ""
    key = rows["keyword"] + "|" + rows["outlet_id"]
    return pd.DataFrame({"label": rows["keyword"] + names, "value": rows["z"], "outlet_id": rows["outlet_id"], "hover": hover, "key": key})


def _apart(rows: pd.DataFrame, tables) -> charts.Caption:
    """What the bars say about themselves."""
    best = rows.sort_values("z", ascending=False).iloc[0]
    title = said_apart(best)
    return parts.caption(title, distinctive_keywords, tables, unit="z score (orders words, no test)")


def said_apart(best: pd.Series) -> str:
    """The word that lies furthest above the others' use, in a sentence with its counts.

    Args:
        best: keyword, outlet, n and n_other (times in all other outlets together).

    Example:
        >>> said_apart(pd.Series({"keyword": "ferry", "outlet": "Bay Post", "n": 5, "n_other": 1}))
        '“ferry” stands out most in Bay Post: 5 times, and once in all others together'
    """
    here, others = ({0: "never", 1: "once", 2: "twice"}.get(int(n), f"{n:,} times") for n in (best["n"], best["n_other"]))
    where = theme.short_name(best["outlet"])
    return f"“{best['keyword']}” stands out most in {where}: {here}, and {others} in all others together"


def _context(rates: pd.DataFrame, clicked: str, tables) -> None:
    """The keyword in its sentences."""
    parts.heading("Words in context")
    keyword, _, outlet_id = clicked.rpartition("|")
    options = sorted(set(rates["keyword"]) | ({keyword} if keyword else set()))
    chosen = _choices.from_list("Keyword", options, "in_context", f"As chosen above: {keyword}" if keyword else "Choose a keyword")
    if chosen:
        keyword, outlet_id = chosen, ""
    if not keyword:
        st.caption("Click a mark above, or choose a keyword here, to read it in its sentences.")
        return
    rows = tables.measure("keyword_in_context", keyword=keyword, outlet_id=outlet_id if outlet_id in tables.outlet_names else "")
    if rows.empty:
        parts.nothing_here("The keyword stands in no selected sentence.", parts.widen(tables, "Choose another keyword."))
        return
    rows = rows.assign(outlet_name=rows["outlet_id"].map(tables.outlet_names))
    counted = theme.counted(len(rows), "place")
    st.caption(f"{counted}{' (the first of each outlet in turn)' if len(rows) >= 200 else ''}")
    parts.table_card(rows, "context", tables, columns=_CONTEXT)
    parts.evidence(rows[["article_id", "start", "end"]], f"context_{keyword}", tables, n_columns=2)
