"""What is in this data set."""

import pandas as pd
import streamlit as st

from dashboard import charts, correcting, leading, parts, theme
from dashboard.app_pages import _choices, _findings
from dashboard.app_pages._choices import one_of
from dashboard.app_pages._compared import in_compared_stories
from dashboard.app_pages._publication import publication_card
from pipeline.measures import outlet_summary

TITLE = "Overview"
ICON = ":material/dashboard:"
SECTION = ""
ORDER = 10
LEAD = "What these articles hold, what stands out, and where to look next."

COUNTS = {
    "Articles": ("n_articles", "articles with text"),
    "Words": ("n_words", "words"),
    "Quotations": ("n_quotations", "quotations"),
    "Cited sources": ("n_sources", "sources"),
    "Facts": ("n_facts", "facts"),
    "Unique facts": ("n_unique_facts", "facts only this outlet states"),
}
PER = {"Count": ("", ""), "Per article": ("_per_article", " per article"), "Per 1,000 words": ("_per_1000_words", " per 1,000 words")}
_HEADINGS = {
    "outlet": ("Outlet", ""),
    "n_articles": ("Articles", "Articles with text"),
    "n_excerpts": ("Excerpts", "Only a teaser is known; not counted in quotes, facts, words"),
    "n_words": ("Words", ""),
    "n_quotations": ("Quotations", "The parts of a split quotation count once"),
    "n_sources": ("Cited sources", ""),
    "n_facts": ("Facts", ""),
    "n_unique_facts": ("Unique facts", "Facts that no other selected outlet states, in stories that at least two tell"),
    **{
        f"{name}{suffix}": (f"{heading}{per}", "Longer articles hold more of everything; compare rates")
        for name, heading in (
            ("quotations", "Quotations"),
            ("sources", "Cited sources"),
            ("facts", "Facts"),
            ("unique_facts", "Unique facts"),
        )
        for suffix, per in (("_per_article", " per article"), ("_per_1000_words", " per 1,000 words"))
    },
}
_TILES = {
    "Outlets": ("With at least one article or excerpt here", "source_overlap", "What do they share?"),
    "Articles": ("Articles whose text is known", "articles", "Read them, marked"),
    "Excerpts": (
        "Only a teaser is known: shows that the outlet ran the story; not counted in quotes, facts or words",
        "articles",
        "See the excerpts",
    ),
    "Stories": ("Groups of articles about one happening", "stories", "Who covers what?"),
    "Quotations": ("The parts of a split quotation count once", "quotes", "Who is quoted, and how?"),
    "Facts": ("What the articles state; the same statement in several articles is one fact", "unique_facts", "Who alone states what?"),
}
_MOST_BARS = 40
_SPAN = ["article_id", "start", "end", "note"]


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    if tables.articles.empty:
        parts.no_article(tables)
        _unread(tables)
        return
    _findings.draw(tables)
    _figures(tables)
    leading.page_link("start", "Compare articles of your own: drop files or a folder", {}, icon=":material/add_circle:")
    _unread(tables)
    outlets = tables.measure("outlet_summary")
    _per_outlet(tables, outlets)
    publication_card(tables)


def count(tables) -> None:
    """Count what the page shows without drawing it."""
    if not tables.articles.empty:
        _findings.counted(tables)
        _tiles(tables)
        tables.measure("outlet_summary")


def _figures(tables) -> None:
    """The size of what is looked at; each number with the way to what can be learned from it."""
    tiles = _tiles(tables)
    with st.grid(len(tiles), min_column_width=120, key="figures"):
        for i, (label, n, about, page, question) in enumerate(tiles):
            with st.container(border=True, key=f"tile-{i}", gap="xxsmall"):
                st.metric(label, theme.number(n), help=about)
                leading.page_link(page, question, {"kind": "Excerpts"} if label == "Excerpts" else {})


def _tiles(tables) -> list[tuple[str, int, str, str, str]]:
    """Label, number, help, page and the question that the page answers; no tile for excerpts where there are none."""
    articles = tables.articles
    n_full = int((articles["kind"] == "full").sum())
    counts = {
        "Outlets": articles["outlet_id"].nunique(),
        "Articles": n_full,
        "Excerpts": len(articles) - n_full,
        "Stories": articles["story_id"].nunique(),
        "Quotations": tables.n_different("quotes", "quotation_id"),
        "Facts": tables.n_different("facts", "fact_id"),
    }
    shown = {label: int(n) for label, n in counts.items() if n or label != "Excerpts"}
    return [("Groups" if tables.by and label == "Outlets" else label, n, *_TILES[label]) for label, n in shown.items()]


def _unread(tables) -> None:
    """What was given, what became of it, and what is wrong with it that touches every number."""
    counts = tables.manifest.get("counts", {})
    if not counts:
        return
    given, read, duplicates, rejected = (int(counts.get(x, 0)) for x in ("given", "read", "duplicates", "rejected"))
    line = (
        f"{theme.counted(given, 'record')} given: {read:,} read, {theme.counted(duplicates, 'duplicate')}, {rejected:,} could not be used."
    )
    n_nameless = int(tables.articles["outlet_id"].isin(tables.opened.unknown).sum())
    if n_nameless:
        one = n_nameless == 1
        line += f" {theme.counted(n_nameless, 'article')} {'names' if one else 'name'} no outlet: {'it' if one else 'each'} counts as an"
        line += " outlet of its own."
    if rejected or n_nameless:
        st.warning(line + " See *Data quality* for each of them and what to do.", icon=":material/warning:")
    else:
        st.caption(line)


def _per_outlet(tables, outlets: pd.DataFrame) -> None:
    """One number for each outlet, and the whole table."""
    outlets = outlets.assign(outlet=outlets["outlet_id"].map(tables.outlet_names))
    what, per = _choice()
    suffix, unit_suffix = PER[per]
    column, unit = COUNTS[what]
    column, unit = (column.removeprefix("n_") + suffix if suffix else column), unit + unit_suffix
    ordered = outlets.dropna(subset=[column]).sort_values([column, "outlet"], ascending=[False, True])
    frame = pd.DataFrame(
        {c: ordered[of] for c, of in (("label", "outlet"), ("outlet_id", "outlet_id"), ("key", "outlet_id"))}
        | {"value": ordered[column].astype("float64")}
    )
    drawn = f", the first {_MOST_BARS} of {len(frame):,} outlets drawn" if len(frame) > _MOST_BARS else ""
    if frame.empty or not (tables.articles["kind"] == "full").any():
        _nothing(tables, what)
        return
    about = parts.caption(_most(frame, what, unit_suffix), outlet_summary, tables, unit=unit, n=_rests_on(tables, what), drawn=drawn)
    data = outlets[[c for c in _HEADINGS if c in outlets]]
    picked = parts.figure_card(charts.bars(frame.head(_MOST_BARS), about, tables.looks), data, "totals", tables)
    if picked:
        _behind(tables, what, picked)


def _nothing(tables, what: str) -> None:
    """Say why nothing can be counted: only excerpts, or nothing to compare."""
    if what == "Unique facts" and (tables.articles["kind"] == "full").any():
        do = parts.widen(tables, _choices.ALONE) + _choices.left_out(tables)
        parts.nothing_here("A fact can be unique only where two outlets tell the same story in full.", do)
        return
    parts.nothing_here("Only excerpts are here.", parts.widen(tables, "They have no text to count: add articles with their text."))


def _choice() -> tuple[str, str]:
    """What is counted, and per what."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        what = one_of("Count", list(COUNTS), "count")
    has_rate = what not in ("Articles", "Words")
    with right:
        per = (
            one_of("Count as", list(PER), "per", "Longer articles hold more of everything. A rate compares what outlets report.")
            if has_rate
            else ""
        )
    return what, per or "Count"


def _rests_on(tables, what: str) -> str:
    """The texts that a count rests on: for unique facts, those of stories that two outlets or more tell."""
    if what != "Unique facts":
        return tables.n_text
    return in_compared_stories(tables)


def _most(frame: pd.DataFrame, what: str, per: str) -> str:
    """What the bars show, in a sentence."""
    noun = what.lower()
    if frame.empty or frame["value"].max() == 0:
        return f"No outlet has {noun} here"
    best = frame[frame["value"] == frame["value"].max()]
    name, value = theme.short_name(best["label"].iloc[0]), theme.number(best["value"].iloc[0])
    one = f"{value} {noun.removesuffix('s') if value == '1' else noun}{per}"
    if len(frame) == 1:
        return f"{name}, the only outlet here, has {one}"
    if len(best) == len(frame):
        return f"Each of the {len(frame):,} outlets has {one}"
    most = f"{noun}{per}: {value}"
    return f"{name} has the most {most}" if len(best) == 1 else f"{len(best)} outlets have the most {most} each"


def _behind(tables, what: str, outlet_id: str) -> None:
    """What stands behind one bar: its articles, or the sentences that are counted."""
    name = tables.outlet_names.get(outlet_id, "")
    if what in ("Articles", "Words"):
        parts.heading(f"Articles of {name}")
        if not tables.by:  # a group is no outlet, and what makes it one stands in the user's own table
            correcting.button(tables, "counted-outlet", correcting.About(outlet_id=outlet_id), "Is called otherwise, or is another …")
        _articles_of(tables, outlet_id)
        return
    spans = counted_spans(tables, what, outlet_id)
    parts.heading(f"{what} of {name}: {len(spans):,}")
    parts.evidence(spans, "totals", tables, n_columns=2)


def counted_spans(tables, what: str, outlet_id: str) -> pd.DataFrame:
    """The places behind a count of an outlet, as many as it counts: article_id, start, end, note."""
    if what == "Unique facts":
        return tables.measure("unique_fact_list", outlet_id=outlet_id).assign(note=lambda t: t["band"])[_SPAN]
    table, item = {"Facts": ("facts", "fact_id"), "Quotations": ("quotes", "quotation_id"), "Cited sources": ("quotes", "source_id")}[what]
    articles = tables.articles
    mine = articles.loc[(articles["outlet_id"] == outlet_id) & (articles["kind"] == "full"), "article_id"]
    rows = tables[table]
    rows = rows[rows["article_id"].isin(mine) & rows[item].notna()].sort_values(["article_id", "start"]).drop_duplicates(item)
    if table == "facts":
        return rows.assign(note="")[_SPAN]
    names = tables["sources"].set_index("source_id")["source_name"]
    return rows.assign(note=rows["source_id"].map(names).fillna("speaker not known"))[_SPAN]


def _articles_of(tables, outlet_id: str) -> None:
    """The articles and excerpts of an outlet."""
    articles = tables.articles
    rows = articles[articles["outlet_id"] == outlet_id].sort_values(["published_at", "title"])
    for article in rows.head(20).to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            parts.article_link(article["article_id"], None, theme.shortened(article["title"], 100))
            size = theme.counted(article["n_words"], "word") if article["kind"] == "full" else "excerpt"
            st.caption(f"{theme.moment(article['published_at'], article['published_precision'])} · {size}")
    if len(rows) > 20:
        st.caption(f"And {len(rows) - 20:,} more: see *Articles*.")
