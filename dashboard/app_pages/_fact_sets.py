"""Which outlets state how many facts together, and no other."""

import pandas as pd
import streamlit as st

from dashboard import charts_facts, parts, theme
from dashboard.app_pages import _choices
from dashboard.app_pages._compared import compared
from pipeline.measures import fact_intersections

_MOST, _MOST_FACTS = 15, 100
_REST = "rest"


def draw(tables) -> None:
    """Draw the sizes of all intersections, and the facts of the one that is chosen."""
    rows = tables.measure("fact_intersections", top=_MOST)
    if rows.empty:
        parts.nothing_here("No fact is stated in these stories.", parts.widen(tables, _choices.ALONE))
        return
    rows = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names).fillna(""))
    picked = _drawn(rows, tables)
    _rest_noted(rows)
    chosen = picked or _largest_shared(rows)
    _facts(chosen, int(rows.loc[rows["combination"].eq(chosen), "n_facts"].iloc[0]), tables)


def _drawn(rows: pd.DataFrame, tables) -> str:
    """The chart; returns the combination that was chosen."""
    order = {name: i for i, name in enumerate(tables.outlet_names.values())}
    named = rows.sort_values("outlet", key=lambda names: names.map(order), kind="stable").groupby("combination", sort=False)["outlet"]
    label = {c: ", ".join(names) if c else _REST for c, names in named.agg(list).items()}
    frame = pd.DataFrame(
        {
            "column": rows["combination"].where(rows["combination"].ne(""), _REST),
            "value": rows["n_facts"],
            "row": rows["outlet"],
            "outlet_id": rows["outlet_id"],
            "key": rows["combination"],
            "hover": [
                f"{label[c]}: {theme.counted(n, 'fact')}"
                if c
                else f"{theme.counted(others, 'other combination')}: {theme.counted(n, 'fact')}"
                for c, n, others in zip(rows["combination"], rows["n_facts"], rows["n_combinations"], strict=True)
            ],
        }
    )
    outlets = [x for x in tables.outlet_names.values() if x in set(frame["row"])]
    about = parts.caption(said(rows), fact_intersections, tables, n=compared(tables))
    data = rows.drop_duplicates("combination").assign(outlets=lambda r: r["combination"].map(label))
    figure = charts_facts.upset(frame, about, tables.looks, outlets)
    return parts.figure_card(figure, data[["outlets", "n_outlets", "n_facts", "n_combinations"]], "together", tables)


def said(rows: pd.DataFrame) -> str:
    """What the chart shows, in a sentence.

    Args:
        rows: combination, n_facts, n_alone; one row for each combination and outlet.
    """
    each = rows.drop_duplicates("combination")
    n_all = int(each["n_facts"].sum())
    n_alone = int(each["n_alone"].sum())
    if n_alone == n_all:
        return f"{'The only fact stands' if n_all == 1 else f'Each of the {n_all:,} facts stands'} in one outlet alone"
    if not n_alone:
        return f"{'The only fact stands' if n_all == 1 else f'Each of the {n_all:,} facts stands'} in several outlets"
    others = "the other" if n_all - n_alone == 1 else "the others"
    stand = "stands" if n_alone == 1 else "stand"
    return f"{n_alone:,} of {theme.counted(n_all, 'fact')} {stand} in one outlet alone, {others} in several"


def _rest_noted(rows: pd.DataFrame) -> None:
    """Say what the last column holds."""
    rest = rows[rows["combination"].eq("")]
    if len(rest):
        n, facts = int(rest["n_combinations"].iloc[0]), int(rest["n_facts"].iloc[0])
        st.caption(
            f"The grey column: {theme.counted(n, 'other combination')} with {theme.counted(facts, 'fact')} in all. "
            "Choose fewer outlets to see them one by one."
        )


def _largest_shared(rows: pd.DataFrame) -> str:
    """The combination of two outlets or more with most facts; the first of all where there is none."""
    shared = rows[rows["n_outlets"].gt(1).fillna(False)]
    return (shared if len(shared) else rows)["combination"].iloc[0]


def _facts(combination: str, n: int, tables) -> None:
    """The n facts of one combination, in the words of each of its outlets."""
    rows = tables.measure("facts_of_outlets", combination=combination, limit=_MOST_FACTS)
    if rows.empty:
        return
    names = [theme.short_name(tables.outlet_names[x]) for x in combination.split("|")]
    who = f"only {names[0]} states" if len(names) == 1 else f"{_choices.listed(names)} state, and no other"
    parts.heading(f"{theme.counted(n, 'fact')} that {who}")
    if len(names) > 3:
        st.caption(theme.markdown_text(", ".join(tables.outlet_names[x] for x in combination.split("|"))))
    if n > _MOST_FACTS:
        st.caption(f"The first {_MOST_FACTS} are shown.")
    rows = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names))
    columns = {"label": ("Fact", "Its clearest statement"), "outlet": ("Outlet", ""), "text": ("In its words", "")}
    parts.table_card(rows, "together_facts", tables, columns=columns)
    notes = [f"fact {i + 1}" for i in pd.factorize(rows["fact_id"])[0]]
    parts.evidence(rows[["article_id", "start", "end"]].assign(note=notes), "together_said", tables, n_columns=min(len(names), 2))
