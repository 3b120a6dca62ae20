"""Who shares text with whom, what was first, and how much of it is agency copy."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, leading, parts, theme
from dashboard.app_pages import _choices
from dashboard.data import View
from pipeline.measures import reuse, shared_text

TITLE = "Reuse"
ICON = ":material/content_copy:"
SECTION = "Words"
ORDER = 42
LEAD = "Who shares text with whom, where it stood first, and how much of it is agency copy."
VIEWS = ("", "reuse_view=Articles", "reuse_view=Pairs")

LOWER_BOUND = (
    "A lower bound: a passage is a run of eleven words or more, with small edits at most. What was reworded is not found. Having it later "
    "is no proof of copying: both may have it from a third, often an agency."
)
WAYS = {
    "Had it later": ("n_words_after", "words that the row's outlet had later than the column's"),
    "Order not known": ("n_words_open", "words of the row's outlet shared with the column's, the order open"),
    "All shared text": ("n_words", "words of the row's outlet shared with the column's"),
}
ORIGINS = {"here": "first known here", "elsewhere": "elsewhere before", "tie": "dates do not tell", "undated": "some have no date"}
WIRE = {"agency": "an agency's own", "certain": "stands in agency text", "probable": "probable", "none": ""}
_COMPARE = ":material/vertical_split:"
_MOST_OUTLETS, _MOST_BARS, _MOST_PAIRS = 30, 30, 300
_PASSAGES = {
    "n_words": ("Words", ""),
    "text": ("Passage", ""),
    "outlet": ("Outlet", "Where the dates tell, the one that had it later"),
    "order": ("Order", "after: later than the other outlet; open: the dates do not tell"),
    "other_outlet": ("Other outlet", ""),
    "kind": ("Kind", "verbatim, or near: with small edits"),
}
_ARTICLES = {
    "outlet": ("Outlet", ""),
    "title": ("Article", ""),
    "share": ("Share elsewhere", "Share of its words that stand in passages shared with other outlets, 0 to 1; a lower bound"),
    "n_other_outlets": ("Other outlets", "That have some of its text"),
    "origin": ("Earliest known", "Of all articles that share its passages; the first in this data, not the author"),
    "agency": ("Agency credited", "As written"),
    "agency_share": ("Agency share", "Share of its words in sentences that stand in agency text, 0 to 1"),
    "wire_said": (
        "Agency copy",
        "Probable: a credit without the agency's text at hand, or the same text in several outlets without a credit",
    ),
    "wire_evidence": ("Why probable", ""),
}
_PAIRS = {
    "n_words": ("Words", "In passages that both have"),
    "n_passages": ("Passages", ""),
    "outlet": ("Outlet", "Where the dates tell, the one that had it later"),
    "title": ("Article", ""),
    "order": ("Order", "Had it later: all of the passages, as the dates tell without a doubt"),
    "other_outlet": ("Other outlet", ""),
    "other_title": ("Other article", ""),
}
_FIRST = {"first": "had it first", "open": "another may have had it before", "later": "another had it before", "undated": "has no date"}
_SAME = {
    "outlet": ("Outlet", ""),
    "title": ("Article", ""),
    "share": ("Share alike", "Share of its words that stand in the group's others, 0 to 1; a lower bound"),
    "published": ("Published", "UTC; a day alone where no time is known"),
    "said": ("Order", "The outlet's first article with this text beside those of the others"),
    "version": ("Version", ""),
    "agency": ("Agency credited", "As written"),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    is_one_zone = st.toggle(
        "Times without a zone are all of one zone",
        key="one_zone",
        help="A day or time whose zone is unknown may be that of any zone on earth, so its order is open within a day or two. Switch this "
        "on if all your outlets write in one zone.",
        **_choices.KEPT,
    )
    articles = tables.measure("reuse", is_one_zone=bool(is_one_zone))
    if articles.empty or not articles["n_shared"].any():
        parts.nothing_here(
            "No two outlets share a passage of eleven words or more here.",
            parts.widen(tables, "Add articles of another outlet on the same event.")
            + " Text that was reworded is not found."
            + _choices.left_out(tables, is_read=False),
        )
        return
    _figures(articles, selection)
    picked = _flow(tables, bool(is_one_zone))
    views = ["Passages", "Pairs", "Same text", "Articles"]
    passages, pairs, same, each = st.tabs(views, key="reuse_view", on_change="rerun", bind="query-params")
    if passages.open:
        with passages:
            _passages(picked, tables, bool(is_one_zone))
    if same.open:
        with same:
            _same(tables, bool(is_one_zone))
    if each.open:
        with each:
            _articles(articles, tables)
    if pairs.open:
        with pairs:
            _pairs(tables, bool(is_one_zone))


def _figures(articles: pd.DataFrame, selection) -> None:
    """How much is shared, and how much of it is agency copy."""
    n_of = articles["wire"].value_counts()
    parts.metric_row(
        [
            ("Compared", len(articles), "Articles whose text is known"),
            ("Share text", int((articles["n_shared"] > 0).sum()), "Articles with a passage that another outlet has too"),
            ("Agency text", int(n_of.get("certain", 0)), "Sentences of it stand in text that an agency published or that credits one"),
            (
                "Probable",
                int(n_of.get("probable", 0)),
                "A credit without the agency's text at hand, or the same text in several outlets and nobody credits an agency",
            ),
            ("Agencies", int(n_of.get("agency", 0)), "Published by a news agency"),
        ]
    )
    if selection is not None and not (selection.is_wire_included and selection.is_probable_wire_included):
        st.info("Agency copy is left out by the switch in the sidebar: what is shared through an agency is not counted here.")
    st.caption(LOWER_BOUND)


def _flow(tables, is_one_zone: bool) -> tuple[str, str]:
    """Who shares how much with whom; returns the outlet_ids of the cell that was chosen."""
    rows = tables.measure("shared_text", is_one_zone=is_one_zone)
    ways = list(WAYS) if rows["n_words_after"].any() else list(WAYS)[::-1]
    way = _choices.one_of("Count", ways, "shared_as", "Later: only where the dates of both outlets tell it without a doubt.")
    picked = parts.figure_card(*tables.once(_matrix, way, is_one_zone), "shared_text", tables)
    return tuple(picked.split(" ")) if picked else ("", "")


def _matrix(tables: View, way: str, is_one_zone: bool) -> tuple[go.Figure, pd.DataFrame]:
    """The chart of who shares how much with whom, and the data behind it; its keys are "outlet_id outlet_id"."""
    rows, (column, unit) = tables.measure("shared_text", is_one_zone=is_one_zone), WAYS[way]
    named = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names), other_outlet=rows["other_outlet_id"].map(tables.outlet_names))
    most, drawn = _choices.most_of(rows, "n_words", _MOST_OUTLETS)
    shown = [x for x in tables.outlet_names if x in set(most["outlet_id"])]
    cells = pd.DataFrame({"outlet_id": shown}).merge(pd.DataFrame({"other_outlet_id": shown}), how="cross")
    cells = cells.merge(rows, on=["outlet_id", "other_outlet_id"], how="left")
    cells = cells.assign(
        row=cells["outlet_id"].map(tables.outlet_names),
        column=cells["other_outlet_id"].map(tables.outlet_names),
        value=cells[column].where(cells[column] > 0).astype("float64"),
    )
    cells["key"] = (cells["outlet_id"] + " " + cells["other_outlet_id"]).where(cells["value"].notna(), "")
    cells["hover"] = [_hover(cell) for cell in cells.itertuples()]
    about = parts.caption(title(named, way), shared_text, tables, unit=unit, drawn=drawn)
    behind = named.drop(columns=["outlet_id", "other_outlet_id", "outlet_name", "other_outlet_name"])
    return charts.heat(cells, about), behind[["outlet", "other_outlet", *(c for c in behind if not c.endswith("outlet"))]]


def _hover(cell) -> str:
    """One cell in words."""
    if pd.isna(cell.n_words):
        return f"{cell.row} and {cell.column}: no passage in common"
    return (
        f"{cell.row} shares {theme.counted(int(cell.n_words), 'word')} with {cell.column}\n"
        f"{int(cell.n_words_after):,} later than it, {int(cell.n_words_before):,} earlier, {int(cell.n_words_open):,} with the order open\n"
        f"{theme.percent(cell.share)} of all its words, {theme.counted(int(cell.n_passages), 'passage')}"
    )


def title(rows: pd.DataFrame, way: str) -> str:
    """What the matrix shows, in a sentence.

    Args:
        rows: outlet, other_outlet and the counts of words, one row for each ordered pair that shares a passage.
        way: a key of WAYS.

    Example:
        >>> title(pd.DataFrame({"outlet": ["Bay Post"], "other_outlet": ["Hill Echo"], "n_words_after": [12]}), "Had it later")
        'Bay Post has 12 words that Hill Echo had before it'
    """
    column = WAYS[way][0]
    most = rows[column].max() if len(rows) else 0
    if not most > 0:
        return (
            "No outlet has text that another had before it, as far as the dates tell" if way == "Had it later" else "Nothing of this kind"
        )
    best, n_pairs = rows[rows[column] == most], int((rows[column] > 0).sum())
    n_best = len({frozenset(pair) for pair in zip(best["outlet"], best["other_outlet"], strict=True)})
    row, column = (theme.short_name(best[side].iloc[0]) for side in ("outlet", "other_outlet"))
    words = theme.counted(int(most), "word")
    if way == "Had it later":
        said, than = f"{row} has {words} that {column} had before it", ", more than any other two" if n_pairs > 1 else ""
        return said + than if n_best == 1 else f"{n_best:,} pairs of outlets have most: {words} that the other had before"
    if n_best > 1:
        return f"{n_best:,} pairs of outlets share most: {words} each"
    return f"{row} shares {words} with {column}" + (" in an order that the dates do not tell" if way == "Order not known" else "")


def _passages(pair: tuple[str, str], tables, is_one_zone: bool) -> None:
    """The passages as a list, with both texts."""
    names = [tables.outlet_names.get(x, "") for x in pair]
    parts.heading(f"Passages of {names[0]} and {names[1]}" if all(names) else "The longest passages")
    outlet_id, other = pair if all(names) else ("", "")
    rows = tables.measure("shared_passages", outlet_id=outlet_id, other_outlet_id=other, is_one_zone=is_one_zone)
    if rows.empty:
        parts.nothing_here("No passage here.", "Choose another cell in the chart.")
        return
    rows = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names), other_outlet=rows["other_outlet_id"].map(tables.outlet_names))
    parts.table_card(rows, "shared_passages", tables, columns=_PASSAGES)
    both = _choices.side_by_side(rows.assign(note=""))
    both["note"] = [note for row in rows.itertuples() for note in _notes(row)]
    parts.evidence(both, "shared_said", tables, n_columns=2)


def _notes(row) -> tuple[str, str]:
    """What stands above the two texts of a passage."""
    size, earlier = f"{row.n_words:,} words, {row.kind}", " in an earlier article"
    if row.order == "open":
        return f"{size}, order not known", f"{size}, order not known"
    return f"{size}, had it later", f"{size}, had it first{earlier if row.is_other_by_earlier else ''}"


def _articles(articles: pd.DataFrame, tables) -> None:
    """How much of each article stands elsewhere."""

    def outlet_of(article_id: str) -> str:
        return tables.outlet_names[tables.opened.articles.at[article_id, "outlet_id"]]

    articles = articles.assign(
        outlet=articles["outlet_id"].map(tables.outlet_names),
        wire_said=articles["wire"].map(WIRE),
        origin=[
            "" if pd.isna(state) else f"{ORIGINS[state]}{'' if state == 'here' or pd.isna(source) else f': {outlet_of(source)}'}"
            for state, source in zip(articles["origin_state"], articles["origin_article_id"], strict=True)
        ],
    )
    shown = articles[articles["n_shared"] > 0].head(_MOST_BARS)
    lines = [
        f"{name}: {title}\n{theme.percent(share)} of its words stand in {theme.counted(n, 'other outlet')}\nEarliest known: {origin}"
        for name, title, share, n, origin in zip(
            *(shown[c] for c in ("outlet", "title", "share", "n_other_outlets", "origin")), strict=True
        )
    ]
    bars = pd.DataFrame(
        {
            "label": shown["outlet"] + ": " + shown["title"],
            "value": (100 * shown["share"]).round(1),
            "outlet_id": shown["outlet_id"],
            "key": shown["article_id"],
            "hover": lines,
        }
    )
    top = shown.iloc[0]
    most = "All" if top["share"] == 1 else f"At least {theme.percent(top['share'])}"
    title = f"{most} of “{theme.shortened(top['title'], 60)}” ({theme.short_name(top['outlet'])}) also stands in other outlets"
    about = parts.caption(title, reuse, tables, unit="% of the article's words, at least")
    picked = parts.figure_card(charts.bars(bars, about, tables.looks), articles[["article_id", *_ARTICLES]], "reuse", tables)
    if picked:
        rows = tables.measure("shared_passages", limit=100_000)
        left = rows[rows["article_id"] == picked][["article_id", "start", "end"]].assign(note=rows["other_outlet_id"])
        right = rows[rows["other_article_id"] == picked][["other_article_id", "other_start", "other_end"]].assign(note=rows["outlet_id"])
        spans = pd.concat([left, right.set_axis(left.columns, axis=1)]).sort_values("start", ignore_index=True)
        parts.evidence(spans.assign(note="also in " + spans["note"].map(tables.outlet_names)), "reuse_said", tables, n_columns=2)
    parts.table_card(articles, "reuse_list", tables, title="Every article", columns=_ARTICLES)


def _same(tables, is_one_zone: bool) -> None:
    """Articles of several outlets that are nearly one text, with their versions."""
    rows = tables.measure("same_texts", is_one_zone=is_one_zone)
    if rows.empty:
        parts.nothing_here("No two outlets have nearly the same text here.", "See Articles for those that share a part of it.")
        return
    rows = rows.assign(
        outlet=rows["outlet_id"].map(tables.outlet_names),
        published=[theme.moment(at, p) for at, p in zip(rows["published_at"], rows["published_precision"], strict=True)],
        said=rows["state"].map(_FIRST),
        version=rows["revision_of"].notna().map({True: "a later version", False: ""}),
    )
    groups = rows.drop_duplicates("group_id")
    many = f", the first {_MOST_PAIRS} in the list" if len(groups) > _MOST_PAIRS else ""
    st.caption(
        f"{theme.counted(len(groups), 'text')} that two outlets or more have nearly alike{many}: at least 80% of the words of either "
        "article stand in the other. Versions of an article are listed with it."
    )
    lines = {
        f"{i}. {theme.shortened(title, 70)} ({theme.counted(n, 'outlet')}, {theme.counted(k, 'article')})": group
        for i, (group, title, n, k) in enumerate(
            groups[["group_id", "title", "n_outlets", "n_articles"]].head(_MOST_PAIRS).itertuples(index=False), 1
        )
    }
    chosen = _choices.from_list("One text, the one in most outlets first", list(lines), "same_text", next(iter(lines)))
    one = rows[rows["group_id"] == lines[chosen or next(iter(lines))]].reset_index(drop=True)
    st.markdown(theme.markdown_text(_earliest(one)))
    parts.table_card(one, "same_texts", tables, columns=_SAME)
    names = {f"{i}. {_named(x, tables)}": x for i, x in enumerate(one["article_id"], 1)}
    others = list(names)[1:]
    other = _choices.from_list("Beside the one first in the table", others, "same_other", others[0]) or others[0]
    _compare(one["article_id"].iloc[0], names[other], tables)


def _earliest(one: pd.DataFrame) -> str:
    """Which outlet had a text earliest, only where the dates tell."""
    first = one.loc[one["state"] == "first", "outlet"]
    if len(first):
        return f"{first.iloc[0]} had it first of these outlets. It need not be the author: all may have it from another, often an agency."
    return "Which of these outlets had it first the dates do not tell."


def _pairs(tables, is_one_zone: bool) -> None:
    """The pairs of articles that share text, those that share most first, each with the way to read them side by side."""
    rows = tables.measure("shared_passages", limit=100_000, is_one_zone=is_one_zone)
    sizes = rows.groupby(["article_id", "other_article_id"], as_index=False).agg(
        n_words=("n_words", "sum"), n_passages=("n_words", "size"), order=("order", _order)
    )
    sizes = sizes.sort_values(["n_words", "article_id", "other_article_id"], ascending=[False, True, True]).head(_MOST_PAIRS)
    articles, of_both = tables.opened.articles, {}
    for side in ("", "other_"):
        found = articles.loc[sizes[f"{side}article_id"]]
        of_both |= {f"{side}outlet": found["outlet_id"].map(tables.outlet_names).to_numpy(), f"{side}title": found["title"].to_numpy()}
    sizes = sizes.reset_index(drop=True).assign(**of_both)
    sizes = sizes.assign(
        pair=sizes["article_id"] + " " + sizes["other_article_id"],
        line=[f"{_named(x, tables)}  ↔  {_named(y, tables)}" for x, y in zip(sizes["article_id"], sizes["other_article_id"], strict=True)],
    )
    row = parts.row_choice(sizes, "pair", tables, _PAIRS, ("pair", "line")) or 0
    _compare(sizes["article_id"].iloc[row], sizes["other_article_id"].iloc[row], tables)


def _order(each: pd.Series) -> str:
    """Which of two articles had all of their passages first."""
    return "had it later" if each.eq("after").all() else "order not known for all"


def _compare(first: str, second: str, tables) -> None:
    """Which two articles were chosen, and the way to read them side by side."""
    with st.container(border=True, key="reuse-pair"):
        for article_id in (first, second):
            st.html(parts.source_line(tables.opened.articles.loc[article_id], tables))
        leading.page_link("compare", "Read the two side by side", {"one": first, "other": second}, icon=_COMPARE)


def _named(article_id: str, tables) -> str:
    """An article by outlet and title, as a line of a list."""
    article = tables.opened.articles.loc[article_id]
    return f"{tables.outlet_names.get(article['outlet_id'], '')}: {theme.shortened(article['title'], 50)}"
