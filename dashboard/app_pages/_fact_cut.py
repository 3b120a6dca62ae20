"""What depends on where the matching draws its line: counts at each cut, and the pairs beside it."""

import pandas as pd
import streamlit as st

from dashboard import charts_facts, parts, theme
from dashboard.app_pages import _choices
from dashboard.app_pages._compared import compared
from pipeline.measures import unique_by_cut

_STEP, _MOST = 0.05, 50
_PAIRS = {
    "score": ("Match", "0 to 1"),
    "outlet": ("Outlet", ""),
    "text": ("Says", ""),
    "other": ("Other outlet", ""),
    "other_text": ("Says", ""),
    "evidence": ("In common", "What the two statements share"),
    "n_pairs": ("Pairs", "How many pairs of articles have these two texts"),
}


def draw(cut: float, tables) -> None:
    """Draw how the counts move with the cut, and the pairs nearest to it.

    Args:
        cut: the cut chosen at the top of the page; 0 for none, then the pairs nearest to the matching's own cut are shown.
        tables: the view.
    """
    same, possible = _bounds(tables)
    st.caption(
        f"Two statements say the same from a match of about {same:g} on; between {possible:g} and {same:g} they possibly do. "
        "The chart shows how many facts each outlet alone would report if the cut lay lower. Move the slider above to choose a cut."
    )
    rows = tables.measure("unique_by_cut", cuts=_cuts(possible, same))
    _moved(rows, cut, tables)
    _pairs(cut or same, tables)


def _bounds(tables) -> tuple[float, float]:
    """From which score on two statements say the same, and possibly do, in this data set."""
    settings = tables.manifest.get("settings") or {}
    same, possible = (float(settings.get(name, usual)) for name, usual in (("fact_same_score", 0.5), ("fact_possible_score", 0.25)))
    return same, min(possible, same)


def _cuts(low: float, high: float) -> tuple[float, ...]:
    """Cuts in steps from one to the other.

    Example:
        >>> _cuts(0.4, 0.5)
        (0.4, 0.45, 0.5)
    """
    n = max(1, round((high - low) / _STEP))
    return tuple(round(low + (high - low) * i / n, 3) for i in range(n + 1))


def _moved(rows: pd.DataFrame, cut: float, tables) -> None:
    """The number of unique facts of each outlet over the cut."""
    rows = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names))
    order = {name: i for i, name in enumerate(tables.outlet_names.values())}
    rows = rows.sort_values(["outlet", "cut"], key=lambda c: c.map(order) if c.name == "outlet" else c, ignore_index=True)
    points = pd.DataFrame(
        {
            "x": rows["cut"],
            "y": rows["n_unique"],
            "part": rows["outlet"],
            "outlet_id": rows["outlet_id"],
            "key": [
                f"{outlet_id}|{at:g}" if n else ""
                for outlet_id, at, n in zip(rows["outlet_id"], rows["cut"], rows["n_unique"], strict=True)
            ],
            "hover": [
                f"{name}: {theme.counted(int(n), 'unique fact')} if matches from {at:g} on were the same fact"
                for name, n, at in zip(rows["outlet"], rows["n_unique"], rows["cut"], strict=True)
            ],
        }
    )
    points.attrs["x_title"] = "matches from here on count as the same fact"
    about = parts.caption(said(rows), unique_by_cut, tables, unit="facts that one outlet alone reports", n=compared(tables))
    shown = cut if rows["cut"].min() <= cut <= rows["cut"].max() else None
    data = rows[["outlet", "cut", "n_unique"]]
    picked = parts.figure_card(charts_facts.lines(points, about, tables.looks, shown), data, "by_cut", tables)
    if picked:
        outlet_id, _, at = picked.partition("|")
        alone = counted_facts(tables, outlet_id, float(at))
        _choices.heading(
            f"{theme.counted(len(alone), 'unique fact')} of {tables.outlet_names[outlet_id]}, were matches from {at} on the same"
        )
        parts.evidence(alone, "by_cut_said", tables, n_columns=2)


def counted_facts(tables, outlet_id: str, cut: float) -> pd.DataFrame:
    """The facts behind a point: those of an outlet to which nothing elsewhere comes as near as the cut; article_id, start, end, note."""
    rows = tables.measure("unique_fact_list", outlet_id=outlet_id)
    rows = rows[rows["score"].isna() | (rows["score"] < cut)]
    notes = [band if pd.isna(score) else f"{band}, match {score:.2f}" for band, score in zip(rows["band"], rows["score"], strict=True)]
    return rows[["article_id", "start", "end"]].assign(note=notes)


def said(rows: pd.DataFrame) -> str:
    """What the chart shows, in a sentence.

    Args:
        rows: cut, n_unique; the same cuts for every outlet.
    """
    total = rows.groupby("cut")["n_unique"].sum()
    high, low = int(total.loc[total.index.max()]), int(total.loc[total.index.min()])
    if not high:
        return "No fact stands in one outlet alone, wherever the cut lies"
    if high == low:
        return f"{theme.counted(high, 'unique fact')}, wherever the cut lies"
    return f"{theme.counted(high, 'unique fact')}, or {low:,} if every possible match were the same fact"


def _pairs(cut: float, tables) -> None:
    """The pairs nearest to the cut, side by side."""
    rows = tables.measure("borderline_matches", cut=cut, limit=_MOST)
    _choices.heading(f"The pairs nearest to {cut:g}")
    if rows.empty:
        parts.nothing_here("No two statements possibly say the same.", "Nothing depends on the cut here; widen the filters to see more.")
        return
    st.caption("Do the two say the same? Each pair is counted as two facts, and marked as possibly the same.")
    rows = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names), other=rows["other_outlet_id"].map(tables.outlet_names))
    parts.table_card(rows, "borderline", tables, columns=_PAIRS)
    notes = [f"match {score:.2f} · {evidence}" for score, evidence in zip(rows["score"], rows["evidence"], strict=True)]
    parts.evidence(_choices.side_by_side(rows.assign(note=[theme.shortened(x, 80) for x in notes])), "borderline_said", tables, n_columns=2)
