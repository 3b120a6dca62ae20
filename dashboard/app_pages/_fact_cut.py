"""What depends on where the matching draws its line: counts at each cut, and the pairs beside it."""

import pandas as pd
import streamlit as st

from dashboard import charts_facts, correcting, parts, theme
from dashboard.app_pages import _choices
from dashboard.app_pages._compared import compared
from pipeline.measures import unique_by_cut

_STEP, _MOST, _FIRST, _A_PAGE = 0.05, 50, 3, 8
_MOST_LINES = 10  # outlets; lines of more cannot be told apart
_STRICTEST = 0.95
_SPAN = ["article_id", "start", "end"]
_OTHER = ["other_article_id", "other_start", "other_end"]
BANDS = {"same": "one fact", "possible": "two facts, possibly the same"}
SAID_OF_OTHERS = (
    " The chart and the list follow the cut you chose; who states what, what is left out and other pages follow the matching’s own."
)
_PAIRS = {
    "score": ("Match", "0 to 1: the chance that the two say the same"),
    "counts_as": ("Counts as", "What the matching made of the two"),
    "outlet": ("Outlet", ""),
    "text": ("Says", ""),
    "other": ("Other outlet", ""),
    "other_text": ("Says", ""),
    "evidence": ("In common", "What the two statements share"),
    "n_pairs": ("Pairs", "How many pairs of articles have these two texts"),
}


def chosen(tables) -> float:
    """Draw the slider of the cut; 0 while it stands at the matching's own."""
    same, possible = _bounds(tables)
    about = (
        f"From which chance on (0 to 1) two statements count as the same fact. The matching’s own cut is {same:g}; further left possible "
        "matches count as well, further right the less sure ones no longer do."
    )
    # From 0 to 1 whatever the settings, so that a link made with other ones opens.
    at = st.slider("Count as the same fact from a match of", 0.0, 1.0, same, _STEP, key="cut", help=about, **_choices.KEPT)
    at = round(min(max(float(at), possible), max(_STRICTEST, same)), 3)
    return 0.0 if abs(at - same) < _STEP / 2 else at


def draw(cut: float, tables) -> None:
    """Draw how the counts move with the cut, and the pairs nearest to it on either side.

    Args:
        cut: the cut chosen at the top of the page; 0 for the matching's own.
        tables: the view.
    """
    same, possible = _bounds(tables)
    st.caption(
        f"A match is the chance that two statements say the same. From {same:g} on they count as one fact; between {possible:g} and "
        f"{same:g} they possibly are. The chart shows how many facts each outlet alone would report at every cut. Move the slider above "
        "to choose one."
    )
    rows = tables.measure("unique_by_cut", cuts=_cuts(possible, _STRICTEST))
    _moved(rows, cut or same, same, tables)
    _pairs(cut or same, tables)


def _bounds(tables) -> tuple[float, float]:
    """From which score on two statements say the same, and possibly do, in this data set."""
    settings = tables.manifest.get("settings") or {}
    same, possible = (float(settings.get(name, usual)) for name, usual in (("fact_same_score", 0.5), ("fact_possible_score", 0.1)))
    return same, min(possible, same)


def _cuts(low: float, high: float) -> tuple[float, ...]:
    """Cuts in steps from one to the other.

    Example:
        >>> _cuts(0.4, 0.5)
        (0.4, 0.45, 0.5)
    """
    n = max(1, round((high - low) / _STEP))
    return tuple(round(low + (high - low) * i / n, 3) for i in range(n + 1))


def _moved(rows: pd.DataFrame, cut: float, same: float, tables) -> None:
    """The number of unique facts of each outlet over the cut."""
    said_of_all = said(rows, same)
    rows, drawn = _choices.most_of(rows, "n_unique", _MOST_LINES)
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
    unit = "facts that one outlet alone reports"
    about = parts.caption(said_of_all, unique_by_cut, tables, unit=unit, n=compared(tables), drawn=drawn)
    shown = cut if rows["cut"].min() <= cut <= rows["cut"].max() else None
    data = rows[["outlet", "cut", "n_unique"]]
    picked = parts.figure_card(charts_facts.lines(points, about, tables.looks, shown), data, "by_cut", tables)
    if picked:
        outlet_id, _, at = picked.partition("|")
        alone = counted_facts(tables, outlet_id, float(at))
        parts.heading(
            f"{theme.counted(len(alone), 'unique fact')} of {tables.outlet_names[outlet_id]}, were matches from {at} on the same"
        )
        parts.evidence(alone, "by_cut_said", tables, n_columns=2)


def counted_facts(tables, outlet_id: str, cut: float) -> pd.DataFrame:
    """The facts behind a point: those of an outlet to which nothing elsewhere comes as near as the cut; article_id, start, end, note."""
    rows = tables.measure("unique_fact_list", outlet_id=outlet_id)
    rows = rows[rows["score"].isna() | (rows["score"] < cut)]
    notes = [band if pd.isna(score) else f"{band}, match {score:.2f}" for band, score in zip(rows["band"], rows["score"], strict=True)]
    return rows[["article_id", "start", "end"]].assign(note=notes)


def said(rows: pd.DataFrame, same: float) -> str:
    """What the chart shows, in a sentence.

    Args:
        rows: cut, n_unique; the same cuts for every outlet.
        same: the matching's own cut.
    """
    total = rows.groupby("cut")["n_unique"].sum()
    own = int(total.loc[min(total.index, key=lambda cut: abs(cut - same))])
    low, high = int(total.loc[total.index.min()]), int(total.loc[total.index.max()])
    if not high:
        return "No fact stands in one outlet alone, wherever the cut lies"
    if high == low:
        return f"{theme.counted(high, 'unique fact')}, wherever the cut lies"
    return f"{theme.counted(own, 'unique fact')}; {low:,} if every possible match counted, {high:,} if only the surest did"


def _pairs(cut: float, tables) -> None:
    """The pairs nearest to the cut, side by side, to be judged."""
    rows = tables.measure("borderline_matches", cut=cut, limit=_MOST)
    parts.heading(f"The pairs nearest to {cut:g}")
    if rows.empty:
        parts.nothing_here("No two statements possibly say the same.", "Nothing depends on the cut here; widen the filters to see more.")
        return
    st.caption("Do the two say the same? What you say is kept in your corrections and counts from the next build on, whatever the match.")
    names = tables.outlet_names
    rows = rows.assign(
        outlet=rows["outlet_id"].map(names), other=rows["other_outlet_id"].map(names), counts_as=rows["band"].astype("str").map(BANDS)
    )
    parts.table_card(rows.drop_duplicates("rank"), "borderline", tables, columns=_PAIRS)
    notes = [
        theme.shortened(f"match {score:.2f} · counts as {said} · {why}", 90)
        for score, said, why in zip(rows["score"], rows["counts_as"], rows["evidence"], strict=True)
    ]
    judged(rows.assign(note=notes), "borderline_said", tables)


def judged(pairs: pd.DataFrame, key: str, tables) -> None:
    """Draw pairs of statements side by side, each with the buttons that say whether the two are the same fact.

    Args:
        pairs: article_id, start, end, other_article_id, other_start, other_end, note; optional rank: pairs of one rank have the same
            two texts and are judged together.
        key: short name, unique in the whole dashboard.
        tables: the view.
    """
    pairs = pairs.astype({"other_start": "int64", "other_end": "int64"})
    firsts = (pairs.drop_duplicates("rank") if "rank" in pairs else pairs).reset_index(drop=True)
    shown = firsts.head(_FIRST + st.session_state.get(f"{key}-pairs", 0) * _A_PAGE)
    sides = _choices.side_by_side(shown)
    for number in range(len(shown)):
        group = pairs[pairs["rank"] == shown.at[number, "rank"]] if "rank" in pairs else shown.iloc[[number]]
        parts.evidence(sides.iloc[2 * number : 2 * number + 2], f"{key}-{number}", tables, n_columns=2)
        correcting.same_or_not(group[[*_SPAN, *_OTHER]], f"{key}-{number}", tables)
    if len(firsts) > len(shown):
        st.button(f"Show more ({len(firsts) - len(shown):,} left)", key=f"{key}-next-pairs", on_click=_more, args=(f"{key}-pairs",))


def _more(counter: str) -> None:
    """Show one page more; runs before the page is drawn."""
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
