"""What each outlet alone reports, who states what, and who does not."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, parts, theme
from dashboard.app_pages import _choices, _fact_cut, _fact_sets
from dashboard.app_pages._compared import compared as _n
from dashboard.data import View
from dashboard.long import MOST, Long
from pipeline.measures import fact_coverage, unique_facts

TITLE = "Unique facts"
ICON = ":material/fingerprint:"
SECTION = "Facts"
ORDER = 20
LEAD = "What each outlet alone reports, which facts the outlets have in common, and what one of them leaves out."
VIEWS = ("", "facts_view=Who states what", "facts_view=Stated together", "facts_view=Near the cut")

COUNTS = {
    "Count": ("n_unique", "facts"),
    "Per article": ("unique_per_article", "facts per article"),
    "Per 1,000 words": ("unique_per_1000_words", "facts per 1,000 words"),
    "Share": ("share_unique", "share of the outlet's facts"),
}
BANDS = {"All": "", "Only here": "only here", "Possibly elsewhere": "possibly elsewhere"}
STATES = {"stated": "covered", "possible": "possible", "absent": "silent", "not_collected": "not collected"}
# What the marks of the grid mean where a row is a fact.
_LEGEND = {
    "covered": "stated",
    "quoted": "stated by a source",
    "differs": "stated, with another figure, day or name elsewhere",
    "possible": "may be said in other words",
    "silent": "not stated",
    "not collected": "cannot be told",
}
_NUMERALS = ("no", "one", "two", "three", "four", "five")
SAID = {"stated": "stated", "possible": "may say it in other words", "absent": "not stated", "not_collected": "cannot be told"}
WHY = {
    "excerpt": "only an excerpt is known",
    "agency copy": "all of its text is agency copy, which is left out",
    "language": "its text is in a language that is not read",
}
OTHERS = {"At least two": 0.0, "Most others": 0.5, "All others": 0.999}  # more than this share of them
_MOST_FACTS, _MOST_BARS, _MOST_COLUMNS = 60, 40, 30
_LEFT_OUT = {
    "text": ("Statement elsewhere", ""),
    "n_outlets": ("Outlets that state it", ""),
    "n_others": ("Other outlets", "Whose text on the story is known"),
    "certainty": ("How sure", "0 to 1: how well the others’ statements fit each other, so that they are one fact"),
    "centrality": ("How central", "0 to 1: the mean of the share of others that state it and of how early they do"),
}
_LIST = {
    "outlet_name": ("Outlet", ""),
    "text": ("Statement", ""),
    "certainty": ("How sure", "0 to 1: 1 less the chance that the closest statement of another outlet says the same"),
    "centrality": (
        "How central",
        "0 to 1: the mean of how early the statement stands in its article, and of how many other outlets state the facts beside it",
    ),
    "band": ("Elsewhere", "Only here: nothing like it elsewhere. Possibly elsewhere: another outlet may say the same in other words"),
    "score": ("Closest match", "0 to 1: the chance that the closest statement of another outlet says the same"),
    "title": ("Article", ""),
    "published_at": ("Published", ""),
    "url": ("Address", ""),
}
_NUMBERS = {
    "outlet_name": ("Outlet", ""),
    "n_unique": ("Unique facts", ""),
    "n_only_here": ("Only here", ""),
    "n_possibly_elsewhere": ("Possibly elsewhere", ""),
    "n_facts": ("Facts", ""),
    "share_unique": ("Share unique", ""),
    "unique_per_article": ("Per article", ""),
    "unique_per_1000_words": ("Per 1,000 words", ""),
    "n_articles": ("Articles compared", ""),
    "n_words": ("Words compared", ""),
    "n_not_compared": ("Facts not compared", ""),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    left, right = st.columns(2)
    with left:
        way = _choices.one_of("Count as", list(COUNTS), "unique_as", "A longer text states more of everything: compare the rates.")
    with right:
        cut = _fact_cut.chosen(tables)
    frame = tables.measure("unique_facts", cut=cut)
    compared = frame[frame["n_articles"] > 0]
    if len(compared) < 2:
        _nothing(tables)
        return
    st.caption(
        "Unique means: no other text in this selection states it. It says neither that a fact is true nor that it was reported first."
        + (_fact_cut.SAID_OF_OTHERS if cut else "")
    )
    picked = parts.figure_card(*tables.once(_bars, way, cut), "unique", tables)
    if apart := int(compared["n_not_compared"].sum()):
        st.caption(f"{theme.counted(apart, 'fact')} of stories that only one outlet tells in full cannot be compared and are not counted.")
    names = ["Only in one outlet", "Who states what", "Stated together", "Left out by one outlet", "Near the cut"]
    alone, grid, together, omitted, near = st.tabs(names, key="facts_view", on_change="rerun", bind="query-params")
    if alone.open:
        with alone:
            _listed(picked, cut, tables)
    if grid.open:
        with grid:
            _grid(tables)
    if together.open:
        with together:
            _fact_sets.draw(tables)
    if omitted.open:
        with omitted:
            _omitted(compared, tables)
    if near.open:
        with near:
            _fact_cut.draw(cut, tables)


def _nothing(tables) -> None:
    """Say why there is nothing to compare."""
    parts.nothing_here(
        "A fact can be unique only where two outlets tell the same story in full.",
        parts.widen(tables, _choices.ALONE) + _choices.left_out(tables),
    )


def _bars(tables: View, way: str, cut: float) -> tuple[go.Figure, pd.DataFrame]:
    """Unique facts of each outlet whose facts are compared, and the data behind it; its keys are outlet_ids."""
    frame, (column, unit) = tables.measure("unique_facts", cut=cut), COUNTS[way]
    frame = frame[frame["n_articles"] > 0]
    frame = frame.assign(outlet=frame["outlet_id"].map(tables.outlet_names)).sort_values([column, "outlet"], ascending=[False, True])
    hover = [
        f"{name}: {unique} of {n} facts\n{only} only here, {possibly} possibly elsewhere\n{words:,} words in {articles:,} articles"
        for name, unique, n, only, possibly, words, articles in zip(
            *(frame[c] for c in ("outlet", "n_unique", "n_facts", "n_only_here", "n_possibly_elsewhere", "n_words", "n_articles")),
            strict=True,
        )
    ]
    bars = pd.DataFrame(
        {
            "label": frame["outlet"],
            "value": frame[column].astype("float64") * (100 if way == "Share" else 1),
            "possibly": frame["n_possibly_elsewhere"],
            "outlet_id": frame["outlet_id"],
            "hover": hover,
            "key": frame["outlet_id"],
        }
    )
    drawn = f", the first {_MOST_BARS} of {len(bars):,} outlets drawn" if len(bars) > _MOST_BARS else ""
    unit_said = "% of the outlet's facts" if way == "Share" else unit
    about = parts.caption(_said(bars, unit), unique_facts, tables, unit=unit_said, n=_n(tables), drawn=drawn)
    return charts.bars(bars.head(_MOST_BARS), about, tables.looks), frame[list(_NUMBERS)]


def _said(bars: pd.DataFrame, unit: str) -> str:
    """What the bars show, in a sentence."""
    best = [theme.short_name(name) for name in _choices.leaders(bars.set_index("label")["value"])]
    if not best:
        return "No outlet states a fact that no other states"
    number, is_share = theme.number(bars["value"].max()), unit.startswith("share")
    amount = f"{number}% of its facts" if is_share else f"{number} {'fact' if number == '1' and unit == 'facts' else unit}"
    if len(best) > 1:
        return f"{_choices.listed(best)} report most alone: {amount} each"
    possibly = int(bars.loc[bars["value"].idxmax(), "possibly"])
    unsure = f"; another may say {possibly:,} of them in other words" if possibly and unit == "facts" else ""
    return f"{best[0]} alone reports {amount}, more than any other outlet{unsure}"


def _listed(outlet_id: str, cut: float, tables) -> None:
    """The unique facts with their sentences."""
    name = tables.outlet_names.get(outlet_id, "")
    parts.heading(f"Only in {theme.short_name(name, 48)}" if name else "What only one outlet reports")
    band = BANDS[
        _choices.one_of(
            "How sure",
            list(BANDS),
            "band",
            "Possibly elsewhere: a statement of another outlet may say the same in other words; it stands beside, with the score of the "
            "match. Judge it yourself.",
        )
    ]
    listed = _of_band(outlet_id if name else "", band, cut, tables)
    rows = listed.first
    if rows.empty:
        what, do = ("No unique fact of this kind.", "Choose another outlet in the chart, or “All” above.")
        if not band and not name:
            what, do = "No fact stands in one outlet alone.", "See “Who states what” for those that several state."
        parts.nothing_here(what, do)
        return
    st.caption("The surest first, then the most central: those that stand early in their article, beside facts that many outlets state.")
    parts.table_card(listed, "unique_list", tables, columns=_LIST)
    alone, near = rows[rows["score"].isna()], rows[rows["score"].notna()]
    if len(near):
        st.markdown("**Possibly elsewhere: each with the closest statement of another outlet**")
        near = each_pair_once(near.sort_values("score", ascending=False))
        _fact_cut.judged(near.assign(note=[f"match {s:.2f}" for s in near["score"]]), "unique_near", tables)
    if len(alone):
        st.markdown("**Only here**")
        parts.evidence(alone[["article_id", "start", "end"]].assign(note="only here"), "unique_alone", tables, n_columns=2)


def each_pair_once(near: pd.DataFrame) -> pd.DataFrame:
    """The pairs of closest statements, two that are each other's closest once.

    Args:
        near: article_id and start of the two statements.

    Example:
        >>> ends = {"article_id": ["a", "b"], "start": [0, 9], "other_article_id": ["b", "a"], "other_start": [9, 0]}
        >>> len(each_pair_once(pd.DataFrame(ends)))
        1
    """
    one, other = (list(zip(near[f"{side}article_id"], near[f"{side}start"], strict=True)) for side in ("", "other_"))
    pairs = pd.Series([tuple(sorted(pair)) for pair in zip(one, other, strict=True)], index=near.index, dtype="object")
    return near[~pairs.duplicated()]


def _of_band(outlet_id: str, band: str, cut: float, tables) -> Long:
    """The unique facts of an outlet ("" for all) and a band ("" for both); no more than are drawn are read out."""
    counts = tables.measure("unique_facts", cut=cut)
    counts = counts[counts["outlet_id"] == outlet_id] if outlet_id else counts
    column = {"only here": "n_only_here", "possibly elsewhere": "n_possibly_elsewhere"}.get(band, "n_unique")

    def rows(limit: int) -> pd.DataFrame:
        found = tables.measure("unique_fact_list", outlet_id=outlet_id, cut=cut, band=band, limit=limit)
        return found.assign(outlet_name=found["outlet_id"].map(tables.outlet_names))

    return Long(rows(MOST), int(counts[column].sum()), lambda: rows(0))


def _grid(tables) -> None:
    """Which outlet states which fact; a cell opens its statements."""
    least = st.slider("Facts that at least so many outlets state", 1, 5, 2, key="least", **_choices.KEPT)
    rows = tables.measure("fact_coverage", limit=_MOST_FACTS, least=int(least))
    if rows.empty:
        parts.nothing_here("No fact is stated by so many outlets.", "Move the slider to the left.")
        return
    figure, rows = tables.once(_coverage, int(least))
    each = rows.drop_duplicates("fact_id")
    data = rows[["text", "n_outlets", "n_compared", "outlet", "state", "said", "statement", "score", "article_id"]]
    picked = parts.figure_card(figure, data, "coverage", tables)
    if len(each) == _MOST_FACTS:
        st.caption(f"The {_MOST_FACTS} facts that most outlets state are shown; choose a story or outlets to see the others.")
    _statements(rows[rows["fact_id"] == (picked or each["fact_id"].iloc[0])], tables)


def _coverage(tables: View, least: int) -> tuple[go.Figure, pd.DataFrame]:
    """The chart of facts and outlets, and its rows in words; its keys are fact_ids."""
    rows = _with_differences(tables.measure("fact_coverage", limit=_MOST_FACTS, least=least), tables)
    rows = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names), said=_said_of(rows))
    each = rows.drop_duplicates("fact_id")
    title = said_of_grid(each, least, len(each) == _MOST_FACTS)
    shown, drawn = _choices.most_of(rows.assign(n=rows["state"].eq("stated")), "n", _MOST_COLUMNS)
    unit = "statement of the fact in the outlet's text"
    about = parts.caption(title, fact_coverage, tables, unit=unit, n=_n(tables), drawn=drawn)
    return charts.grid(_cells(shown, tables), about, _LEGEND), rows


def said_of_grid(each: pd.DataFrame, least: int, is_cut: bool) -> str:
    """What the grid shows, in a sentence.

    Args:
        each: n_outlets that state the fact, n_compared whose texts could; one row a fact.
        least: how many outlets state each at least.
        is_cut: whether there may be more facts than are shown.

    Example:
        >>> said_of_grid(pd.DataFrame({"n_outlets": [2, 3], "n_compared": [3, 3]}), 2, False)
        'Of 2 facts that two outlets or more state, 1 is stated by every outlet whose text on the story is known'
    """
    n_all = int((each["n_outlets"] == each["n_compared"]).sum())
    which = f" that {_NUMERALS[least]} outlets or more state" if least > 1 else ""
    of = f"Of the {len(each):,} facts that most outlets state" if is_cut else f"Of {theme.counted(len(each), 'fact')}{which}"
    return f"{of}, {n_all or 'none'} {'are' if n_all > 1 else 'is'} stated by every outlet whose text on the story is known"


def _with_differences(rows: pd.DataFrame, tables) -> pd.DataFrame:
    """The rows with what other outlets give differently (figure, date or name), where the statement is a side of a conflict."""
    sides = tables.measure("disagreements")
    sides = sides[sides["kind"].isin(["figure", "date", "name"])].drop_duplicates(["article_id", "start"])
    differs = rows[["article_id", "start"]].merge(sides[["article_id", "start", "kind"]], on=["article_id", "start"], how="left")["kind"]
    return rows.assign(differs=differs.astype("str").where(differs.notna(), "").to_numpy())


def _said_of(rows: pd.DataFrame) -> pd.Series:
    """Each outlet's state in words."""
    texts = []
    for state, why, is_quoted, differs in zip(rows["state"], rows["why"], rows["is_quoted"], rows["differs"], strict=True):
        by = " by a source" if is_quoted and state == "stated" else ""
        texts.append((WHY.get(why) or SAID[state]) + by + (f", another {differs} elsewhere" if differs else ""))
    return pd.Series(texts, index=rows.index, dtype="str")


def _marks(rows: pd.DataFrame) -> pd.Series:
    """The state of each cell as the chart marks it: a difference before a source before the plain state."""
    marks = rows["state"].astype("str").map(STATES)
    is_stated = rows["state"].eq("stated")
    marks = marks.mask(is_stated & rows["is_quoted"], "quoted")
    return marks.mask(is_stated & rows["differs"].ne(""), "differs")


def _cells(rows: pd.DataFrame, tables) -> pd.DataFrame:
    """One cell for each fact and outlet, in the order of the measure and of the data set; also where an outlet has no article."""
    each = rows.drop_duplicates("fact_id")[["fact_id", "text"]].reset_index(drop=True).rename_axis("rank").reset_index()
    shown = [x for x in tables.outlet_names if x in set(rows["outlet_id"])]
    cells = each.merge(pd.DataFrame({"outlet_id": shown, "place": range(len(shown))}), how="cross")
    marked = rows.assign(state=_marks(rows))[["fact_id", "outlet_id", "state", "said"]]
    cells = cells.merge(marked, on=["fact_id", "outlet_id"], how="left")
    cells["said"] = cells["said"].fillna("no article on this story")
    cells["state"] = cells["state"].fillna(STATES["not_collected"])
    cells["row"] = [f"{rank + 1}. {text}" for rank, text in zip(cells["rank"], cells["text"], strict=True)]
    cells["column"], cells["key"] = cells["outlet_id"].map(tables.outlet_names), cells["fact_id"]
    cells["hover"] = [f"{row}\n{name}: {said}" for row, name, said in zip(cells["row"], cells["column"], cells["said"], strict=True)]
    return cells.sort_values(["rank", "place"], ignore_index=True)


def _statements(rows: pd.DataFrame, tables) -> None:
    """The statements of one fact, side by side."""
    st.markdown(f"**One fact in the words of each outlet:** {theme.markdown_text(theme.shortened(rows['text'].iloc[0], 160))}")
    there = rows[rows["article_id"].notna()]
    notes = [f"{said}{'' if pd.isna(score) else f', match {score:.2f}'}" for said, score in zip(there["said"], there["score"], strict=True)]
    spans = there[["article_id", "start", "end"]].astype({"start": "int64", "end": "int64"}).assign(note=notes)
    parts.evidence(spans, "coverage_said", tables, n_columns=2)
    absent = ", ".join(rows.loc[rows["state"] == "absent", "outlet"])
    lines = [f"Not stated by {absent}."] if absent else []
    for why, said in WHY.items():
        if names := ", ".join(rows.loc[rows["why"] == why, "outlet"]):
            lines.append(f"Nothing can be said of {names}: {said}.")
    st.caption(theme.markdown_text(" ".join(lines)))


def _omitted(compared: pd.DataFrame, tables) -> None:
    """What all, most or several others state and one outlet does not."""
    ids = {tables.outlet_names[x]: x for x in tables.outlet_names if x in set(compared["outlet_id"])}
    name = _choices.from_list("Outlet", list(ids), "left_out_by", "Choose an outlet")
    unread = [tables.outlet_names[x] for x in tables.outlet_names if x not in set(compared["outlet_id"])]
    if unread:
        st.caption(
            theme.markdown_text(
                f"Never said to leave anything out: {', '.join(unread)}. Only excerpts of them are known, or nothing but agency copy that "
                "is left out, or text in a language that is not read, or no story that another outlet tells as well."
            )
        )
    if not name:
        st.caption("Choose an outlet to see the facts that others state and it does not.")
        return
    rows = tables.measure("omitted_facts", outlet_id=ids[name])
    if rows.empty:
        parts.nothing_here("Nothing that two other outlets state is missing here.", "Choose another outlet.")
        return
    rows = rows[_is_said_by(rows, _choices.one_of("Stated by", list(OTHERS), "left_out_of", "Others: whose text on the story is known."))]
    if rows.empty:
        parts.nothing_here("Nothing that so many others state is missing here.", "Choose “At least two” above, or another outlet.")
        return
    short = theme.short_name(name, 40)
    parts.heading(f"{theme.counted(len(rows), 'fact')} that {short} does not state")
    st.caption("It may have chosen not to, had no room, or been written earlier. What it may say in other words is not listed.")
    parts.table_card(rows, "omitted", tables, columns=_LEFT_OUT)
    notes = [f"stated by {n} of {others} others" for n, others in zip(rows["n_outlets"], rows["n_others"], strict=True)]
    parts.evidence(rows[["article_id", "start", "end"]].assign(note=notes), "omitted_said", tables, n_columns=2)


def _is_said_by(rows: pd.DataFrame, which: str) -> pd.Series:
    """Whether so many of the other outlets state the fact."""
    return rows["n_outlets"] > rows["n_others"] * OTHERS[which]
