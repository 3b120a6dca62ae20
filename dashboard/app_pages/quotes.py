"""Who is quoted where, and in which words."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, correcting, parts, theme, wording
from dashboard.app_pages import _choices, _quoting
from dashboard.data import View
from pipeline.measures import quoted_sources
from pipeline.measures.quoted_sources import UNNAMED
from pipeline.speakers import is_said_by

TITLE = "Quotes"
ICON = ":material/format_quote:"
SECTION = "Sources"
ORDER = 30
LEAD = "Who is quoted where, what several outlets quote, and how their wordings and speakers differ."
VIEWS = ("", "quoted_how=Kind of source", "quoted_how=Verb")

KINDS = {"All": "n_quotations", "Direct": "n_direct", "Partly direct": "n_mixed", "Indirect": "n_indirect"}
ONLY = {"All": "", "In several outlets": "shared", "In one alone": "exclusive"}
_MOST_OUTLETS, _MOST_SOURCES = 30, 30
_KIND_OF = {"n_direct": "direct", "n_mixed": "mixed", "n_indirect": "indirect"}
_UTTERANCES = {
    "text": ("Utterance", "In its fullest literal wording"),
    "is_speaker_different": ("Speakers differ", "Two outlets name different sources"),
    "n_changed": ("Words changed", "In the rendering that differs most from the fullest"),
    "n_dropped": ("Left out", "Words, in the rendering that leaves out most"),
    "n_outlets": ("Outlets", ""),
    "n_indirect": ("Indirect", "Paraphrases"),
    "source_names": ("Said to be of", ""),
    "outlet_names": ("Who renders it", ""),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    rows = _sources(tables)
    if rows.empty or not rows["n_quotations"].any():
        parts.nothing_here(
            "No quotation is here.",
            parts.widen(tables, "Nobody is quoted in these texts, or only excerpts are known.") + _choices.left_out(tables),
        )
        return
    _spoken(tables)
    _quoting.draw(tables)
    _utterances(tables)


def _sources(tables: View, only: str = "") -> pd.DataFrame:
    """The sources that most outlets quote, all of the unnamed as one, by outlet."""
    return tables.measure("quoted_sources", only=only, is_unnamed_one=True, top=_MOST_SOURCES)


def _spoken(tables) -> None:
    """Who is quoted where, and the quotations behind a cell."""
    kind, only = _which()
    rows = _sources(tables, only)
    named = rows[rows["source_name"].notna()]
    figure, data = tables.once(_matrix, kind, only)
    picked = ""
    if figure is None:
        parts.nothing_here("No such source is quoted in this way here.", "Choose “All” above, or see the utterances below.")
    else:
        picked = parts.figure_card(figure, data, "quoted_by", tables)
    if UNNAMED in set(named["source_name"]):
        st.caption(
            "Unnamed sources (“officials”, “a spokesman”) stand in one row: nobody knows whether two of them are the same. Click a cell to "
            "read them."
        )
    if named["source_name"].ne(UNNAMED).groupby(named["source_id"]).first().sum() >= _MOST_SOURCES:
        st.caption(f"The {_MOST_SOURCES} sources that most outlets quote are drawn; choose a story or outlets to see others.")
    if unknown := int(rows.loc[rows["source_name"].isna(), kind].sum()):
        st.caption(f"{theme.counted(unknown, 'quotation')} without a known speaker {'is' if unknown == 1 else 'are'} not in this chart.")
    if picked:
        _quotations(picked, kind, tables)


def _matrix(tables: View, kind: str, only: str) -> tuple[go.Figure | None, pd.DataFrame]:
    """The chart of sources and outlets and the data behind it, None where it has no cell; its keys are "source_id|outlet_id"."""
    rows = _sources(tables, only)
    named = rows[rows["source_name"].notna()]
    names = dict(zip(tables.outlet_names, range(len(tables.outlet_names)), strict=True))
    named = named.assign(_rank=pd.factorize(named["source_id"])[0], _place=named["outlet_id"].map(names)).sort_values(["_rank", "_place"])
    named = named.assign(label=named["source_id"].map(_choices.source_labels(named, tables)))
    shown, drawn = _choices.most_of(named, kind, _MOST_OUTLETS)
    shown = shown[shown.groupby("source_id")[kind].transform("sum") > 0]  # no row without a number
    cells = pd.DataFrame(
        {
            "row": shown["label"],
            "column": shown["outlet_id"].map(tables.outlet_names),
            "value": shown[kind].astype("float64"),
            "text": [str(n) if n else "" for n in shown[kind]],
            "key": (shown["source_id"] + "|" + shown["outlet_id"]).where(shown[kind] > 0, ""),
            "hover": [_pointed(row, tables) for row in shown.to_dict("records")],
        }
    )
    data = named.assign(outlet=named["outlet_id"].map(tables.outlet_names))[
        ["source_name", "source_kind", "role", "outlet", "n_quotations", "n_direct", "n_mixed", "n_indirect", "n_articles"]
    ]
    if cells.empty:
        return None, data
    unit = f"{'' if kind == 'n_quotations' else _KIND_OF[kind] + ' '}quotations"
    about = parts.caption(_said(named[named["source_kind"].ne("unnamed")], kind, only), quoted_sources, tables, unit=unit, drawn=drawn)
    return charts.heat(cells, about), data


def _which() -> tuple[str, str]:
    """The column of the kind of quotations that is chosen, and which sources."""
    left, right = st.columns(2)
    with left:
        kind = KINDS[
            _choices.one_of(
                "Quotations",
                list(KINDS),
                "quoted",
                "Direct: between quotation marks. Indirect: reported without them. Partly direct: both in one sentence.",
            )
        ]
    with right:
        about = "In one alone: no other outlet of the selection quotes the source, in articles of which the text is known."
        only = ONLY[_choices.one_of("Sources", list(ONLY), "quoted_in", about)]
    return kind, only


def _pointed(row: dict, tables) -> str:
    """What a cell says on pointing."""
    role = f", {row['role']}" if isinstance(row["role"], str) else ""
    return (
        f"{row['source_name']} in {tables.outlet_names[row['outlet_id']]}: {theme.counted(row['n_quotations'], 'quotation')}\n"
        f"{row['source_name']}{role}\n"
        f"{row['n_direct']} direct, {row['n_mixed']} partly direct, {row['n_indirect']} indirect"
    )


def _said(named: pd.DataFrame, kind: str, only: str = "") -> str:
    """What the matrix shows, in a sentence."""
    if only == "exclusive":
        return _said_alone(named, kind)
    best = _choices.leaders(named.groupby("label", sort=False)[kind].sum())
    if not best:
        return "No named source is quoted in this way"
    rows = named[named["label"].isin(best) & (named[kind] > 0)]
    n = theme.counted(int(rows.groupby("label")[kind].sum().max()), "quotation")
    if len(best) == 1:
        return f"{best[0]} is quoted most: {n} in {theme.counted(rows['outlet_id'].nunique(), 'outlet')}"
    return f"{_choices.listed(best, 'sources')} are quoted most: {n} each"


def _said_alone(named: pd.DataFrame, kind: str) -> str:
    """Which outlet has most sources to itself, in a sentence."""
    alone = named[named[kind] > 0]
    best = _choices.leaders(alone.groupby("outlet_name")["source_id"].nunique())
    if not best:
        return "No source is quoted by one outlet alone in this way"
    n = theme.counted(int(alone.loc[alone["outlet_name"] == best[0], "source_id"].nunique()), "source")
    if len(best) == 1:
        more = ", more than any other outlet" if named["outlet_name"].nunique() > 1 else ""
        return f"{theme.short_name(best[0])} alone quotes {n} of those shown{more}"
    return f"{_choices.listed(best)} have most sources to themselves: {n} each"


def _quotations(picked: str, kind: str, tables) -> None:
    """The quotations behind one cell."""
    source_id, _, outlet_id = picked.partition("|")
    articles = tables.articles
    quotes = tables.found("quotes", "article_id", *articles.loc[articles["outlet_id"] == outlet_id, "article_id"])
    known = tables["sources"]
    is_unnamed = known["kind"].eq("unnamed")
    names = known.set_index("source_id")["source_name"]
    ids = known.loc[is_unnamed, "source_id"] if source_id in set(known.loc[is_unnamed, "source_id"]) else [source_id]
    rows = quotes[_is_said_by_any(quotes, ids)]
    rows = rows[rows["kind"] == _KIND_OF[kind]] if kind in _KIND_OF else rows
    notes = [f"{kind}, {cue}" if isinstance(cue, str) else kind for kind, cue in zip(rows["kind"], rows["cue"], strict=True)]
    who = names.get(source_id, "") if len(ids) == 1 else UNNAMED.capitalize()
    parts.heading(f"{who} in {tables.outlet_names.get(outlet_id, '')}")
    if len(ids) == 1 and source_id in names.index:
        correcting.button(tables, "quoted-source", correcting.About(source_id=source_id), "Is the same as another source …")
    parts.evidence(
        rows[["article_id", "start", "end"]].assign(note=notes).sort_values(["article_id", "start"]), "quoted_said", tables, n_columns=2
    )


def _is_said_by_any(quotes: pd.DataFrame, source_ids: Iterable[str]) -> np.ndarray:
    """For each quote, whether one of the sources says it."""
    return np.logical_or.reduce([is_said_by(quotes, x).to_numpy(bool) for x in source_ids])


def _utterances(tables) -> None:
    """What was said, once each, and one of them in the words of every outlet."""
    parts.heading("The same utterance in several outlets")
    is_shared = st.toggle("Only what two outlets or more render", value=True, key="rendered", **_choices.KEPT)
    rows = tables.measure("utterances", least=2 if is_shared else 1)
    if rows.empty:
        parts.nothing_here("No utterance stands in two outlets.", "Switch the toggle off to see every utterance, or choose more outlets.")
        return
    differ = int((rows["is_wording_different"] | rows["is_speaker_different"]).sum())
    differing = f"in {differ:,} of them words or speakers differ, these stand first" if differ else "words and speakers agree"
    st.caption(
        f"{theme.counted(len(rows), 'utterance')}; {differing}. A shorter rendering is no other wording. "
        "Choose a row to compare its renderings; the first is shown until then."
    )
    position = parts.row_choice(rows, "utterance_rows", tables, _UTTERANCES, ("utterance_id", "text"))
    _renderings(rows.iloc[position or 0], tables)


def _renderings(utterance: pd.Series, tables) -> None:
    """The renderings of one utterance, word for word, then each in its article."""
    rows = tables.measure("renderings", utterance_id=utterance["utterance_id"])
    st.markdown(f"**{theme.markdown_text(_verdict(utterance))}**")
    has_it = _who_has_it(tables.measure("rendering_outlets", utterance_id=utterance["utterance_id"]), tables)
    st.html(f'<p class="px-question">{theme.html_text(has_it)}</p>')
    names = rows["outlet_id"].map(tables.outlet_names)
    st.html(wording.listed(list(zip(names, rows["text"], rows["n_changed"].notna(), rows["told"], strict=True)), has_told_compared=True))
    is_told_only = rows["n_changed"].isna().all()
    st.caption(_LEGEND + (_LEGEND_TOLD if rows["n_carried"].notna().any() else _LEGEND_ONLY if is_told_only else ""))
    spans = rows[["article_id", "start", "end"]].assign(note=[_note(row) for row in rows.to_dict("records")])
    spans["differs"] = [[tuple(map(int, place.split("-"))) for place in places.split()] for places in rows["differs"]]
    parts.evidence(spans, f"renderings_{utterance['utterance_id']}", tables, n_columns=2)


_LEGEND = (
    "Struck out: words of the first wording that are missing here. Wavy: other words. Case, punctuation, hyphens and contractions "
    "are no difference."
)
_LEGEND_TOLD = (
    " In italics: paraphrases. There a solid line marks the meaningful words that carry over from the quoted ones, whatever their ending; "
    "wavy are the reporter’s own; struck out behind are the quoted words that it leaves out."
)
_LEGEND_ONLY = " In italics: no outlet of these quotes it between marks; the paraphrases are compared with the first."
_DONE = {"direct": "quoted in", "mixed": "partly quoted in", "indirect": "paraphrased in", "absent": "absent in"}


def _who_has_it(states: pd.DataFrame, tables) -> str:
    """Who quotes, paraphrases or leaves out an utterance, and who had it first, in a sentence or two."""
    said = []
    for state, words in _DONE.items():
        names = states.loc[states["state"] == state, "outlet_id"].map(tables.outlet_names).tolist()
        if names:
            about = " (with text on this story)" if state == "absent" else ""
            said.append(f"{words} {_choices.listed(names, most=6)}{about}")
    if n := int((states["state"] == "not collected").sum()):
        said.append(f"no text on this story that is analysed from {theme.counted(n, 'outlet')}")
    line = "; ".join(said)
    return f"{line[:1].upper()}{line[1:]}. {_first(states, tables)}"


def _first(states: pd.DataFrame, tables) -> str:
    """Who had an utterance first, as far as dates and their precision tell."""
    rendered = states[states["n_renderings"] > 0]
    if len(rendered) < 2:
        return ""
    first = rendered[rendered["is_first"]]
    if first.empty:
        return "Who had it first cannot be told from the dates."
    row = first.iloc[0]
    at = theme.moment(row["first_at"], row["first_precision"])
    return f"First in this data: {tables.outlet_names[row['outlet_id']]}, {at}."


def _verdict(utterance: pd.Series) -> str:
    """How the renderings differ, in a sentence."""
    said = []
    if utterance["is_speaker_different"]:
        said.append(f"The outlets name different speakers: {utterance['source_names']}.")
    if utterance["is_wording_different"]:
        said.append(f"The wordings differ by {theme.counted(int(utterance['n_changed']), 'word')}.")
    if utterance["n_dropped"]:
        said.append(f"One leaves out {theme.counted(int(utterance['n_dropped']), 'word')}.")
    if utterance["n_indirect"]:
        said.append(f"{theme.counted(int(utterance['n_indirect']), 'rendering')} in indirect speech.")
    return " ".join(said) or ("The wordings agree word for word." if utterance["n_renderings"] > 1 else "One outlet alone renders this.")


def _note(row: dict) -> str:
    """Kind, source and difference of one rendering."""
    source = row["source_name"] if isinstance(row["source_name"], str) else "speaker unknown"
    written = f" (“{row['speaker_text']}”)" if isinstance(row["speaker_text"], str) and row["speaker_text"] != source else ""
    if row["is_fullest"]:
        return f"{row['kind']} · {source}{written} · fullest wording"
    if pd.isna(row["n_changed"]):
        total = 0 if pd.isna(row["n_carried"]) else int(row["n_carried"] + row["n_own"])
        over = f" · {int(row['n_carried'])} of {theme.counted(total, 'meaningful word')} carried over" if total else ""
        return f"{row['kind']} · {source}{written}{over}"
    changes = [
        f"{theme.counted(int(row[column]), 'word')} {said}"
        for column, said in (("n_changed", "changed"), ("n_dropped", "left out"))
        if row[column]
    ]
    return f"{row['kind']} · {source}{written} · {', '.join(changes) or 'same words'}"
