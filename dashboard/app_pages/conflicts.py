"""Where the outlets contradict each other, side by side."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, data, parts, theme
from dashboard.app_pages import _choices
from dashboard.app_pages._compared import compared
from dashboard.data import View
from pipeline.measures import disagreeing_outlets

TITLE = "Conflicts"
ICON = ":material/compare_arrows:"
SECTION = "Facts"
ORDER = 22
LEAD = "Where outlets give different figures, days, names, speakers or words for the same thing."

KINDS = {"figure": "Figure", "date": "Date", "attribution": "Attribution", "name": "Name", "wording": "Wording"}
READINGS = {"real": "Real disagreement", "update": "Later update", "hedge": "Different hedge"}
_KIND_MEANS = {
    "figure": "another number",
    "date": "another day or month",
    "attribution": "another speaker for the same words",
    "name": "another spelling or name",
    "wording": "other words between quotation marks",
}
_READING_MEANS = {
    "real": "neither a hedge nor a later time explains the difference",
    "update": "the number changed between the articles, or an outlet replaced it later",
    "hedge": "one side says “up to” or “about”, so both may be right",
}
_ALL = "All"
_MOST_OUTLETS, _MOST_NAMED, _FIRST, _A_PAGE = 30, 12, 4, 8
_SIDES = 10  # pieces of one conflict shown at once: every side is to be seen
_TABLE = {
    "kind_name": ("Kind", "What differs"),
    "reading_name": ("Reading", "Real disagreement, later update, or a different hedge"),
    "position": ("Side", "Sides with one number agree; 1 was published first, as far as dates are known"),
    "value": ("Says", ""),
    "outlet": ("Outlet", ""),
    "published": ("Published", "UTC; a day alone where no time is known"),
    "superseded_by": ("Later in the same outlet", "What the outlet says instead in a later article; empty where it does not"),
    "text": ("Statement", ""),
    "title": ("Article", ""),
    "url": ("Address", ""),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    rows = tables.once(_readable)
    if rows.empty:
        _nothing(tables)
        return
    st.caption(
        "Two sides differ; which of them is right is not said here. Only statements that were matched are compared, so there may be more."
    )
    _counts(rows)
    kind, reading = _filters(rows)
    rows = rows[rows["kind"].isin(kind) & rows["reading"].isin(reading)]
    if rows.empty:
        parts.nothing_here("No conflict of this kind and reading.", "Choose “All” above.")
        return
    pair = parts.figure_card(*tables.once(_matrix, tuple(kind), tuple(reading)), "conflicting", tables)
    _listed(_between(rows, pair), pair, tables)


def _readable(tables: View) -> pd.DataFrame:
    """The sides with unique outlet names and words for kind, reading and time."""
    rows = tables.measure("disagreements")
    return rows.assign(
        outlet=rows["outlet_id"].map(tables.outlet_names),
        kind_name=rows["kind"].map(KINDS),
        reading_name=rows["reading"].map(READINGS),
        published=theme.moments(rows["published_at"], rows["published_precision"]),
    )


def _nothing(tables) -> None:
    """Say why there is nothing to show."""
    articles = tables.articles
    full = articles[articles["kind"].eq("full") & ~data.unread(articles)]
    if full.groupby("story_id")["outlet_id"].nunique().max() >= 2:
        parts.nothing_here(
            "No conflict was found between these outlets.",
            f"Compared: {compared(tables)}. Statements too unlike to be matched are not compared; look at Unique facts for those.",
        )
        return
    parts.nothing_here(
        "A conflict needs two outlets that tell the same story in full.", parts.widen(tables, _choices.ALONE) + _choices.left_out(tables)
    )


def _counts(rows: pd.DataFrame) -> None:
    """How many conflicts of each reading."""
    each = rows.drop_duplicates("conflict_id")["reading"].value_counts()
    many = {"real": "Real", "update": "Updates", "hedge": "Hedges"}
    parts.metric_row([(many[x], int(each.get(x, 0)), _READING_MEANS[x].capitalize()) for x in READINGS])


def _filters(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The kinds and readings to show."""
    left, right = st.columns([3, 2])
    kinds, readings = (set(rows[column].unique()) for column in ("kind", "reading"))
    about = "; ".join(f"{KINDS[x]}: {_KIND_MEANS[x]}" for x in KINDS)
    with left:
        kind = _choices.one_of("What differs", [_ALL, *(KINDS[x] for x in KINDS if x in kinds)], "conflict_kind", about)
    about = "; ".join(f"{READINGS[x]}: {_READING_MEANS[x]}" for x in READINGS)
    with right:
        names = [READINGS[x] for x in READINGS if x in readings]
        reading = _choices.one_of("How to read it", [_ALL, *names], "conflict_reading", about)
    return [x for x in KINDS if kind in (_ALL, KINDS[x])], [x for x in READINGS if reading in (_ALL, READINGS[x])]


def _matrix(tables: View, kind: tuple[str, ...], reading: tuple[str, ...]) -> tuple[go.Figure, pd.DataFrame]:
    """Which outlets differ from which, and the data behind it; its keys are "outlet_id|outlet_id"."""
    pairs = tables.measure("disagreeing_outlets")
    pairs = pairs[pairs["kind"].isin(kind) & pairs["reading"].isin(reading)]
    pairs = pairs.groupby(["outlet_id", "other_outlet_id"], as_index=False)["n_conflicts"].sum()
    every = pairs.assign(outlet=pairs["outlet_id"].map(tables.outlet_names), other=pairs["other_outlet_id"].map(tables.outlet_names))
    most, left_out = _choices.most_of(pairs, "n_conflicts", _MOST_OUTLETS)
    shown = [x for x in tables.outlet_names if x in set(most["outlet_id"])]
    cells = pd.MultiIndex.from_product([shown, shown], names=["outlet_id", "other_outlet_id"]).to_frame(index=False)
    cells = cells.merge(pairs, how="left")
    cells["outlet"], cells["other"] = (cells[c].map(tables.outlet_names) for c in ("outlet_id", "other_outlet_id"))
    drawn = pd.DataFrame(
        {
            "row": cells["outlet"],
            "column": cells["other"],
            "value": cells["n_conflicts"].astype("float64"),
            "text": ["" if pd.isna(n) else f"{int(n):,}" for n in cells["n_conflicts"]],
            "hover": [
                f"{a} and {b}: {'no conflict' if pd.isna(n) else theme.counted(int(n), 'conflict')}"
                for a, b, n in zip(cells["outlet"], cells["other"], cells["n_conflicts"], strict=True)
            ],
            "key": (cells["outlet_id"] + "|" + cells["other_outlet_id"]).where(cells["n_conflicts"].notna(), ""),
        }
    )
    unit = "conflicts in which the two say different things"
    about = parts.caption(said(every), disagreeing_outlets, tables, unit=unit, n=compared(tables), drawn=left_out)
    return charts.heat(drawn, about), every[["outlet", "other", "n_conflicts"]]


def said(cells: pd.DataFrame) -> str:
    """What the matrix shows, in a sentence.

    Args:
        cells: outlet, other, n_conflicts (empty where the two do not differ); each pair in both orders.
    """
    pairs = cells[cells["n_conflicts"].notna() & (cells["outlet"] < cells["other"])]
    if pairs.empty:
        return "No two outlets contradict each other"
    most = int(pairs["n_conflicts"].max())
    best = pairs[pairs["n_conflicts"] == most]
    times = theme.counted(most, "conflict")
    named = [" and ".join(theme.short_name(name, 24) for name in pair) for pair in zip(best["outlet"], best["other"], strict=True)]
    if len(best) == 2:
        return f"Two pairs differ{'' if len(pairs) == 2 else ' most often'}, in {times} each: {', '.join(named)}"
    if len(best) > 2:
        whom = "Every pair that differs does so" if len(best) == len(pairs) else f"{len(best)} pairs of outlets differ most often:"
        return f"{whom} in {times}" if len(best) == len(pairs) else f"{whom} {times} each"
    return f"Only {named[0]} differ, in {times}" if len(pairs) == 1 else f"{named[0]} differ most often: {times}"


def _between(rows: pd.DataFrame, pair: str) -> pd.DataFrame:
    """The conflicts in which the two outlets of the pair say different things; all where none is chosen."""
    if not pair:
        return rows
    one, other = pair.split("|")
    told = rows.groupby(["conflict_id", "outlet_id"])["position"].agg(frozenset).unstack()
    if one not in told or other not in told:
        return rows.head(0)
    both = told[[one, other]].dropna()
    ids = both.index[[len(a | b) > 1 for a, b in zip(both[one], both[other], strict=True)]]
    return rows[rows["conflict_id"].isin(ids)]


def _listed(rows: pd.DataFrame, pair: str, tables) -> None:
    """The table of all sides, then each conflict with its sides side by side."""
    if rows.empty:
        parts.nothing_here("No conflict between these two outlets.", "Choose another pair in the chart, or none.")
        return
    names = [theme.short_name(tables.outlet_names[x], 40) for x in pair.split("|")] if pair else []
    parts.heading(f"Where {' and '.join(names)} differ" if names else "All conflicts")
    parts.table_card(rows, "conflicts", tables, columns=_TABLE)
    ids = rows["conflict_id"].drop_duplicates()
    shown = ids.head(_FIRST + st.session_state.get("conflicts-more", 0) * _A_PAGE)
    for number, (_, sides) in enumerate(rows[rows["conflict_id"].isin(shown)].groupby("conflict_id", sort=False)):
        _one(number, sides, tables)
    if len(ids) > len(shown):
        st.button(f"Show more ({len(ids) - len(shown):,} left)", key="conflicts-next", on_click=_more)


def _more() -> None:
    """Show one page more; runs before the page is drawn."""
    st.session_state["conflicts-more"] = st.session_state.get("conflicts-more", 0) + 1


def _one(number: int, sides: pd.DataFrame, tables) -> None:
    """One conflict: what is said by whom, then the sentences."""
    first = sides.iloc[0]
    tags = f"{first['kind_name']} · {first['reading_name']}: {_READING_MEANS[first['reading']]}"
    lines = "".join(
        f"<li><b>{theme.html_text(theme.shortened(told['value'].iloc[0], 120))}</b> – {theme.html_text(who(told))}</li>"
        for _, told in sides.groupby("position")
    )
    st.html(
        f'<h3 class="px-title" style="margin-top:1.2rem">{theme.html_text(headline(sides))}</h3>'
        f'<p class="px-facts">{theme.html_text(tags)}</p>'
        f'<ul style="margin:.3rem 0 .2rem;padding-left:1.2rem;overflow-wrap:anywhere">{lines}</ul>'
    )
    sides = sides.drop_duplicates(["position", "outlet_id", "text"])
    spans = sides[["article_id", "start", "end"]].assign(note=[f"says: {theme.shortened(x, 60)}" for x in sides["value"]])
    spans["differs"] = [[tuple(map(int, place.split("-"))) for place in places.split()] for places in sides["differs"]]
    parts.evidence(spans, f"conflict-{number}", tables, n_columns=2, n_first=_SIDES)


def who(told: pd.DataFrame) -> str:
    """The outlets that take one side, each once: the time of its first article that does, and what it says instead later.

    Args:
        told: outlet, published, superseded_by of one side.

    Example:
        >>> side = {"outlet": ["Bay Post", "Hill Echo"], "published": ["5 May", "6 May"], "superseded_by": ["17 people", None]}
        >>> who(pd.DataFrame(side))
        'Bay Post (5 May; later: “17 people”); Hill Echo (6 May)'
    """
    first = told.drop_duplicates("outlet")
    named = first.head(_MOST_NAMED)
    more = f"; and {len(first) - len(named):,} more, in the table above" if len(first) > len(named) else ""
    later = ["" if pd.isna(x) else f"; later: “{theme.shortened(x, 60)}”" for x in named["superseded_by"]]
    each = zip(named["outlet"], named["published"], later, strict=True)
    return "; ".join(f"{theme.short_name(outlet, 60)} ({at}{instead})" for outlet, at, instead in each) + more


def headline(sides: pd.DataFrame) -> str:
    """A conflict in a line: the different things said.

    Args:
        sides: position, value of one conflict.

    Example:
        >>> headline(pd.DataFrame({"position": [1, 2, 2], "value": ["14 people", "17 people", "Seventeen people"]}))
        '14 people, or 17 people'
    """
    values = [theme.shortened(x, 40) for x in sides.drop_duplicates("position")["value"]]
    return ", or ".join(values[:4]) + (f", and {len(values) - 4} more" if len(values) > 4 else "")
