"""How much the outlets have in common."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, parts, theme
from dashboard.app_pages import _choices
from dashboard.data import View
from pipeline.measures import source_overlap

TITLE = "Source overlap"
ICON = ":material/hub:"
SECTION = "Sources"
ORDER = 32
LEAD = "How much the outlets have in common: the sources they cite, what they quote, the facts, the passages, the words."
VIEWS = ("", "shared=Utterances", "shared=Facts", "shared=Passages", "shared=Vocabulary")

KINDS = {
    "Cited sources": "sources",
    "People": "people",
    "Organisations": "organisations",
    "Utterances": "utterances",
    "Facts": "facts",
    "Passages": "passages",
    "Vocabulary": "vocabulary",
}
_NOUN = {
    "sources": ("source", "sources"),
    "people": ("cited person", "cited people"),
    "organisations": ("cited organisation", "cited organisations"),
    "utterances": ("utterance", "utterances"),
    "facts": ("fact", "facts"),
    "passages": ("passage", "words in shared passages"),
    "vocabulary": ("word", "words"),
}
_MEANING = {
    "sources": "An item is a named person, organisation or document; unnamed ones are left out: two “officials” are not the same.",
    "people": "An item is a named person who is cited: two outlets that share many spoke with, or took over, the same people.",
    "organisations": "An item is an organisation that is cited by its name or office: “Norvik Ltd.”, “the fire department”.",
    "utterances": "An item is something that was said, quoted or paraphrased: the same for every rendering of it.",
    "facts": "An item is one fact, whatever its wording.",
    "passages": "Counted in words of the text that stand in a passage shared with the other outlet: a lower bound on what was taken over.",
    "vocabulary": "An item is a single-word keyword. Longer texts share more words: compare texts of similar length.",
}
WAYS = {"Of both together": "jaccard", "Of the row's outlet": "share"}
_MOST_OUTLETS, _MOST_ITEMS = 30, 200
_HEADINGS = {
    "label": ("Shared item", ""),
    "n": ("Times in the first", ""),
    "n_other": ("Times in the second", ""),
    "text": ("In the first", ""),
    "other_text": ("In the second", ""),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    left, right = st.columns([5, 2])
    with left:
        kind = KINDS[_choices.one_of("What is shared", list(KINDS), "shared")]
    with right:
        way = _choices.one_of(
            "Share of what",
            list(WAYS),
            "share_of",
            "Of both together: items of both outlets / items of either, the same both "
            "ways. Of the row's outlet: how much of what this outlet has is also in the other.",
        )
    st.caption(_MEANING[kind] + _several_stories(tables))
    pairs = tables.once(_readable, kind)
    if pairs.empty:
        _nothing(tables)
        return
    picked = parts.figure_card(*tables.once(_matrix, kind, way), "overlap", tables) or _strongest(pairs, WAYS[way])
    if without := _choices.excerpts_only(tables):
        st.caption(f"Not compared, since only excerpts are known: {theme.markdown_text(', '.join(without))}.")
    if picked:
        _pair(pairs, picked, kind, tables)


def _several_stories(tables) -> str:
    """What to know where more than one story is compared."""
    n = tables.n_different("stories", "story_id")
    told = "Outlets that cover different stories share little: choose one story at the left to compare its coverage."
    return f" {n:,} stories are compared at once. {told}" if n > 1 else ""


def _nothing(tables) -> None:
    """Say why there is nothing to compare."""
    parts.nothing_here(
        "An overlap needs the texts of two outlets.",
        parts.widen(tables, "Add articles of another outlet, with their text.") + _choices.left_out(tables),
    )


def _readable(tables: View, kind: str) -> pd.DataFrame:
    """The pairs with unique outlet names and a key, those of the outlets with most articles first."""
    pairs = tables.measure("source_overlap", shared=kind)
    order = {x: i for i, x in enumerate(tables.outlet_names)}
    rows = pairs.sort_values(["outlet_id", "other_outlet_id"], key=lambda ids: ids.map(order))
    return rows.assign(
        outlet=rows["outlet_id"].map(tables.outlet_names),
        other=rows["other_outlet_id"].map(tables.outlet_names),
        key=rows["outlet_id"] + "|" + rows["other_outlet_id"],
    )


def _matrix(tables: View, kind: str, way: str) -> tuple[go.Figure, pd.DataFrame]:
    """The heat map and the data behind it."""
    pairs = tables.once(_readable, kind)
    value, (_, many) = WAYS[way], _NOUN[kind]
    said, every, n_all = _said(pairs, value, kind), pairs, pairs["outlet_id"].nunique()
    ids = list(dict.fromkeys(pairs["outlet_id"]))[:_MOST_OUTLETS]
    pairs = pairs[pairs["outlet_id"].isin(ids) & pairs["other_outlet_id"].isin(ids)]
    hover = [
        f"{a} and {b}\n{theme.percent(share)}: {n_shared:,} shared, {n:,} in {a}, {n_other:,} in {b}"
        for a, b, share, n_shared, n, n_other in zip(
            *(pairs[c] for c in ("outlet", "other", value, "n_shared", "n", "n_other")), strict=True
        )
    ]
    cells = pd.DataFrame(
        {
            "row": pairs["outlet"],
            "column": pairs["other"],
            "value": 100 * pairs[value],
            "text": pairs[value].map(_percent),
            "hover": hover,
            "key": pairs["key"],
        }
    )
    of = "both outlets together" if value == "jaccard" else "the outlet at the left"
    unit = f"% of the {'words' if kind == 'passages' else many} of {of}" + ("" if value == "jaccard" else " that the other has too")
    drawn = f", {len(ids):,} of {n_all:,} outlets drawn: those with most articles" if n_all > len(ids) else ""
    about = parts.caption(said, source_overlap, tables, unit=unit, drawn=drawn)
    columns = ["outlet", "other", "n", "n_other", "n_shared", "jaccard", "share"]
    return charts.heat(_with_diagonal(cells), about), every[columns]


def _short(name: str) -> str:
    """An outlet's name as it fits into a heading."""
    return theme.short_name(name)


def _percent(share: float) -> str:
    """A share as a cell shows it, in the chart's unit; blank where it is undefined."""
    return "" if pd.isna(share) else theme.percent(share).removesuffix("%")


def _with_diagonal(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with a blank one for each outlet with itself, so that rows and columns have the same order."""
    names = list(dict.fromkeys(cells["row"]))
    blank = pd.DataFrame({"row": names, "column": names, "value": float("nan"), "text": "", "hover": names, "key": ""})
    order = {name: i for i, name in enumerate(names)}
    return pd.concat([cells, blank], ignore_index=True).sort_values(["row", "column"], key=lambda c: c.map(order), ignore_index=True)


def _said(pairs: pd.DataFrame, value: str, kind: str) -> str:
    """What the matrix shows, in a sentence."""
    one, many = _NOUN[kind]
    if not pairs["n_shared"].max() > 0:
        return f"No two outlets share {'an' if one == 'utterance' else 'a'} {one}"
    is_directed = value == "share"
    place = {outlet_id: i for i, outlet_id in enumerate(dict.fromkeys(pairs["outlet_id"]))}
    is_first = pairs["outlet_id"].map(place) < pairs["other_outlet_id"].map(place)
    shown = pairs if is_directed else pairs[is_first]
    best = shown[shown[value] == shown[value].max()]
    first, n = best.iloc[0], theme.counted(int(best["n_shared"].iloc[0]), one, many)
    share = theme.percent(first[value])
    if len(best) > 1:
        return f"{len(best)} pairs of outlets have most in common: {share} of {'the first outlet’s' if is_directed else 'their'} {many}"
    if is_directed:
        return f"{share} of the {many} of {_short(first['outlet'])} are also in {_short(first['other'])}: the largest share of any pair"
    return f"{_short(first['outlet'])} and {_short(first['other'])} have most in common: {n}, {share} of what either has"


def _strongest(pairs: pd.DataFrame, value: str) -> str:
    """The key of the pair that shares most, the one that the title names; "" where none shares anything."""
    return pairs.loc[pairs[value].idxmax(), "key"] if pairs["n_shared"].gt(0).any() else ""


def _pair(pairs: pd.DataFrame, picked: str, kind: str, tables) -> None:
    """What the two outlets of one cell share."""
    row = pairs[pairs["key"] == picked]
    if row.empty:
        return
    row, (one, many) = row.iloc[0], _NOUN[kind]
    what = "Words of its text" if kind == "passages" else f"All {many}"
    back = pairs.loc[pairs["key"] == f"{row['other_outlet_id']}|{row['outlet_id']}", "share"].iloc[0]
    parts.heading(f"What {_short(row['outlet'])} and {_short(row['other'])} share")
    parts.metric_row(
        [
            ("Shared", row["n_shared"], f"Of the {many}, how many both have" + (": counted in the first" if kind == "passages" else "")),
            ("In the first", row["n"], f"{what} in {row['outlet']}"),
            ("In the second", row["n_other"], f"{what} in {row['other']}"),
            ("Of the first", theme.percent(row["share"]), f"How much of what {row['outlet']} has is also in {row['other']}"),
            ("Of the second", theme.percent(back), f"How much of what {row['other']} has is also in {row['outlet']}"),
        ]
    )
    items = tables.measure(
        "shared_items", shared=kind, outlet_id=row["outlet_id"], other_outlet_id=row["other_outlet_id"], limit=_MOST_ITEMS
    )
    if items.empty:
        parts.nothing_here(f"These two outlets share no {one}.", "Choose another pair above, or another kind of item.")
        return
    if len(items) == _MOST_ITEMS:
        st.caption(f"The {_MOST_ITEMS} most frequent are shown.")
    parts.table_card(items, "shared_items", tables, columns=_HEADINGS | _score(kind))
    named = kind in ("sources", "people", "organisations", "vocabulary")
    notes = items["label"] if named else items["score"].map(lambda s: "" if pd.isna(s) else f"match {s:.2f}")
    parts.evidence(
        _choices.side_by_side(items[items["other_text"].ne("") & items["text"].ne("")].assign(note=notes)),
        f"overlap_{kind}",
        tables,
        n_columns=2,
    )


def _score(kind: str) -> dict[str, tuple[str, str]]:
    """The column of the score, where items have one."""
    return (
        {"score": ("Match", "0 to 1, how well the two statements match; empty where a third outlet's statement joins them")}
        if kind == "facts"
        else {}
    )
