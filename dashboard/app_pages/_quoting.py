"""How each outlet quotes: in which form, what kind of source, under which verbs; a section of the page of quotes."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, parts, theme
from dashboard.app_pages import _choices
from dashboard.data import View
from pipeline.measures import quote_shares

WAYS = {"Form": "form", "Kind of source": "source", "Verb": "stance"}
_NAMES = {
    "direct": "direct", "mixed": "partly direct", "indirect": "indirect",
    "official": "official", "named": "other named", "unnamed": "other unnamed", "unknown": "speaker unknown",
}
_MEANING = {
    "form": "Direct: between quotation marks. Partly direct: a few marked words inside the reporter’s sentence. "
    "Indirect: told without marks.",
    "source": "Official: a government or another public authority, by a word of its role or name (“mayor”, “the fire department”); "
    "the list of words is open, and an official who is named without a role is not known as one. Each quotation counts once.",
    "stance": "What the reporter’s verb does: “admitted” commits the speaker, “claimed” casts doubt, “said” is neutral. Neutral verbs and "
    "quotations without a verb are left out of the chart, not out of the shares.",
}
_QUIET = ("neutral", "no verb")
_MOST_BARS = 40
_FEW = 5  # quotations below which shares of an outlet jump with each one


def draw(tables) -> None:
    """Draw the section."""
    parts.heading("How each outlet quotes")
    by = WAYS[_choices.one_of("Quotations by", list(WAYS), "quoted_how")]
    source_id = _one_source(tables) if by == "stance" else ""
    st.caption(_MEANING[by])
    rows = tables.once(_counted, by, source_id)
    if rows.empty:
        parts.nothing_here("No quotation to count.", parts.widen(tables, "Choose another source."))
        return
    figure = tables.once(_verbs if by == "stance" else _stacks, by, source_id)
    picked = _card(figure, rows, tables) if figure is not None else ""
    if figure is None:
        parts.nothing_here("Every verb here is neutral, such as “said”.", "Choose another source, or more outlets.")
    st.caption("The number behind an outlet’s name is that of its quotations.")
    if few := rows.loc[rows["n_quotations"] < _FEW, "outlet_id"].nunique():
        shares = "its shares" if few == 1 else "their shares"
        st.caption(f"{theme.counted(few, 'outlet')} with fewer than {_FEW} quotations: one more would move {shares} far.")
    if picked:
        _sentences(picked, by, source_id, tables)


def _counted(tables: View, by: str, source_id: str) -> pd.DataFrame:
    """How many quotations of each kind the outlets have that quote at all."""
    rows = tables.measure("quote_shares", by=by, source_id=source_id)
    return rows[rows["n_quotations"] > 0]


def _one_source(tables) -> str:
    """A choice of one source; "" for all."""
    labels = tables.once(_sources)
    return labels.get(_choices.from_list("Only quotations of", list(labels), "quoted_source", "All sources"), "")


def _sources(tables: View) -> dict[str, str]:
    """What a source is called → its source_id."""
    named = tables.measure("quoted_sources")
    named = named[named["source_id"].notna()].drop_duplicates("source_id")
    return dict(zip(_choices.source_labels(named, tables).values(), named["source_id"], strict=True))


def _labelled(rows: pd.DataFrame, tables) -> pd.Series:
    """Each outlet with how many quotations its shares rest on."""
    return rows["outlet_id"].map(tables.outlet_names) + " (" + rows["n_quotations"].map("{:,}".format) + ")"


def _pointed(row: dict, tables) -> str:
    """What a part says on pointing."""
    part = _NAMES.get(row["part"], row["part"])
    return (
        f"{tables.outlet_names[row['outlet_id']]}, {part}: {theme.counted(row['n'], 'quotation')} of {row['n_quotations']}, "
        f"{theme.percent(row['share'])}"
    )


def _card(figure, rows: pd.DataFrame, tables) -> str:
    """The chart with the data behind it."""
    data = rows.assign(outlet=rows["outlet_id"].map(tables.outlet_names))[["outlet", "part", "n", "n_quotations", "share"]]
    return parts.figure_card(figure, data, "quoted_share", tables)


def _stacks(tables: View, by: str, source_id: str) -> go.Figure:
    """One bar an outlet, cut into parts."""
    rows = tables.once(_counted, by, source_id)
    most, drawn = _choices.most_of(rows, "n", _MOST_BARS)
    shown = pd.DataFrame(
        {
            "label": _labelled(most, tables),
            "part": most["part"].map(_NAMES),
            "value": 100 * most["share"],
            "hover": [_pointed(row, tables) for row in most.to_dict("records")],
            "key": (most["outlet_id"] + "|" + most["part"]).where(most["n"] > 0, ""),
        }
    )
    about = parts.caption(
        _said(rows, by, tables), quote_shares, tables, unit="% of the outlet’s quotations", drawn=drawn,
        question="In which form does each outlet quote?" if by == "form" else "What kind of source does each outlet quote?",
    )
    figure = charts.stacked_bars(shown, about)
    for trace in figure.data:
        trace.text = [f"{share:.0f}" if share else "" for share in trace.x]
    return figure


def _said(rows: pd.DataFrame, by: str, tables) -> str:
    """What the bars show, in a sentence."""
    part = "direct" if by == "form" else "official"
    lines = rows[rows["part"] == part]
    n, total = int(lines["n"].sum()), int(lines["n_quotations"].sum())
    said = f"{n:,} of {theme.counted(total, 'quotation')} {'is' if n == 1 else 'are'} {'direct' if by == 'form' else 'of official sources'}"
    enough = lines[lines["n_quotations"] >= _FEW]
    best = _choices.leaders(enough.set_index("outlet_id")["share"])
    if len(enough) < 2 or len(best) != 1:
        return said
    share = theme.percent(enough["share"].max())
    are_few = " of those with five or more" if len(enough) < len(lines) else ""
    return f"{said}; most{are_few} in {theme.short_name(tables.outlet_names[best[0]])}: {share}"


def _verbs(tables: View, by: str, source_id: str) -> go.Figure | None:
    """Outlets by stances other than neutral; None where there is none."""
    rows = tables.once(_counted, by, source_id)
    told = rows[~rows["part"].isin(_QUIET)]
    kept = told.loc[told["n"] > 0, "part"].unique()
    if not len(kept):
        return None
    told = told[told["part"].isin(kept)]
    shown, drawn = _choices.most_of(told, "n", _MOST_BARS)
    cells = pd.DataFrame(
        {
            "row": _labelled(shown, tables),
            "column": shown["part"],
            "value": 100 * shown["share"],
            "text": [theme.percent(share) if n else "" for n, share in zip(shown["n"], shown["share"], strict=True)],
            "hover": [_pointed(row, tables) for row in shown.to_dict("records")],
            "key": (shown["outlet_id"] + "|" + shown["part"]).where(shown["n"] > 0, ""),
        }
    )
    sums = told.groupby("part", sort=False)["n"].sum()
    said = ", ".join(f"{n} {part}" for part, n in sums.sort_values(ascending=False, kind="stable").items())
    total, n = int(rows.drop_duplicates("outlet_id")["n_quotations"].sum()), int(sums.sum())
    about = parts.caption(
        f"Of {theme.counted(total, 'quotation')} {n:,} {'has' if n == 1 else 'have'} a verb that is not neutral: {said}",
        quote_shares,
        tables,
        unit="% of the outlet’s quotations", drawn=drawn,
        question="Whose words does an outlet doubt, stress or hold against the speaker, by the verb it takes?",
    )
    return charts.heat(cells, about)


def _sentences(picked: str, by: str, source_id: str, tables) -> None:
    """The quotations behind one part."""
    outlet_id, _, part = picked.partition("|")
    rows = tables.measure("quotation_list", by=by, part=part, outlet_id=outlet_id, source_id=source_id)
    notes = [
        " · ".join(x for x in (name, _NAMES[form], cue) if isinstance(x, str))
        for name, form, cue in zip(rows["source_name"], rows["form"], rows["cue"], strict=True)
    ]
    parts.heading(f"{tables.outlet_names.get(outlet_id, '')}: {_NAMES.get(part, part)}")
    parts.evidence(rows[["article_id", "start", "end"]].assign(note=notes), "quoted_share_said", tables, n_columns=2)
