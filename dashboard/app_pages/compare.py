"""Two articles, or one and all others of its story, side by side."""

from itertools import islice

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import comparing, correcting, parts, shortlist, theme
from dashboard.comparing import Stretch
from dashboard.data import View, unique_names, unread
from dashboard.scrolling import scroll_to_place
from pipeline.selection import Selection

TITLE = "Compare"
ICON = ":material/vertical_split:"
SECTION = "Articles"
ORDER = 62
LEAD = "Two articles side by side, or one against all others of its story: what they share, where they differ, what one has alone."
VIEWS = ()  # the reading view holds whole texts, which a report does not copy

ALL = "All others of its story"
_SHARED = ("passage", "quote", "figure", "fact", "possible")
_MOST = 3_000  # stretches that are marked; a pair of very long articles may have more
_NOWHERE = np.empty((0, 4))
_MOST_ARTICLES = 2_000  # in the list of one story
_TABLE = {
    "number": ("No.", "As in the text"),
    "what": ("What", ""),
    "text": ("In the first", ""),
    "other_outlet": ("Other outlet", ""),
    "other_text": ("In the other", ""),
    "note": ("Note", ""),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    versions = tables.every_version
    texts = _texts(versions.key, versions.selection, versions)
    if texts.empty:
        parts.nothing_here("No article with text is here.", parts.widen(tables, "Add articles with their text."))
        return
    one, other = _choice(tables, texts)
    tables = versions if other or one not in set(tables.articles["article_id"]) else tables
    if not other and len(_of_story(versions, texts, one)) < 2:
        do = "Add articles of other outlets on the same event." if texts["story_id"].nunique() < 2 else "Choose another story."
        parts.nothing_here("No other article with text tells this story here.", parts.widen(tables, do))
        return
    _reading(tables, tables.once(_numbered, one, other), one, other)


@st.cache_resource(max_entries=4, show_spinner=False)
def _texts(key: tuple[str, str], selection: Selection, _tables) -> pd.DataFrame:
    """The selected articles with text by article_id, in order; kept, since a large data set takes long to be put in order."""
    articles = _tables.articles
    texts = articles[articles["kind"] == "full"].sort_values(["story_id", "published_at", "article_id"])
    return texts.set_index("article_id", drop=False).rename_axis(None)


def _of_story(versions: View, texts: pd.DataFrame, one: str) -> pd.DataFrame:
    """The articles of the story of one, those of an outlet together; the one alone where it is in no story."""
    story = texts.at[one, "story_id"]
    return versions.once(_within, story) if isinstance(story, str) else texts.loc[[one]]


def _within(versions: View, story: str) -> pd.DataFrame:
    """The articles with text of a story, those of an outlet together."""
    texts = _texts(versions.key, versions.selection, versions)
    within = texts[texts["story_id"] == story]
    return within.sort_values(["outlet_id", "published_at", "article_id"], key=_by_name(versions))


def _line(article: pd.Series, tables) -> str:
    """An article as a line of a list: outlet, headline, date."""
    at = theme.moment(article["published_at"], article["published_precision"])
    return f"{tables.outlet_names.get(article['outlet_id'], '')}: {theme.shortened(article['title'], 70)} · {at}"


def _choice(tables, texts: pd.DataFrame) -> tuple[str, str]:
    """The two articles, from the address or the lists, which write them into it; "" for all others."""
    one, other = (st.query_params.get(name, "") for name in ("one", "other"))
    missing = [x for x in (one, other) if x and x not in texts.index]
    if missing:
        st.info("An article of the address is not in this selection, or only a teaser of it is known. Choose others here.")
    one = one if one in texts.index else _begun_with(tables.key, tables.selection, texts)
    story = texts.at[one, "story_id"]
    left, first, second = st.columns(3)
    with left:
        if isinstance(story, str):
            names = tables.every_version.once(_stories)
            listed = {x: names[x] for x in [*islice(names, shortlist.MOST), story]}
            _list("Story", listed, story, "compare_story", _begun_at(texts))
            if about := shortlist.about(names):
                st.caption(about)
    within = _of_story(tables.every_version, texts, one).head(_MOST_ARTICLES)
    lines = dict(zip(within.index, unique_names([_line(row, tables) for _, row in within.iterrows()]), strict=True))
    others = {"": ALL, **{x: line for x, line in lines.items() if x != one}}
    if other in texts.index and other != one and other not in others:
        others[other] = _line(texts.loc[other], tables)
    with first:
        _list("Article", lines, one, "compare_one", lambda x: {"one": x, "other": other if other != x else ""})
    with second:
        _list("Compare with", others, other if other in others else "", "compare_other", lambda x: {"one": one, "other": x})
    return one, other if other in others else ""


def _stories(tables: View) -> dict[str, str]:
    """story_id → what it is called, of the stories that have a text, the largest first."""
    there = set(_texts(tables.key, tables.selection, tables)["story_id"].dropna())
    return {story_id: name for story_id, name in tables.opened.story_names.items() if story_id in there}


def _by_name(tables):
    """Sorts outlets by their names, other columns as they are."""
    return lambda column: column.map(tables.outlet_names) if column.name == "outlet_id" else column


@st.cache_resource(max_entries=20, show_spinner=False)
def _begun_with(key: tuple[str, str], selection: Selection, _texts: pd.DataFrame) -> str:
    """`_first` of all texts of a selection, found again by data set and selection."""
    return _first(_texts)


def _first(texts: pd.DataFrame) -> str:
    """The article to begin with: the longest of the story that most outlets tell in full."""
    n_outlets = texts.groupby("story_id")["outlet_id"].transform("nunique").fillna(1)
    return texts.assign(_n=n_outlets).sort_values(["_n", "n_words", "article_id"], ascending=[False, False, True]).index[0]


def _begun_at(texts: pd.DataFrame):
    """Leads from a story to its first article and all others."""
    return lambda story: {"one": _first(texts[texts["story_id"] == story]), "other": ""}


def _list(label: str, names: dict[str, str], chosen: str, key: str, then) -> None:
    """A list that shows what the address says, and writes into it what is chosen; `then` gives the parameters."""
    st.session_state[key] = names[chosen]
    ids = {line: x for x, line in names.items()}

    def write() -> None:
        wanted = st.session_state[key]
        if wanted not in ids:
            return
        for name, value in {"at": "", **then(ids[wanted])}.items():
            if value:
                st.query_params[name] = value
            else:
                st.query_params.pop(name, None)

    st.selectbox(label, list(ids), key=key, on_change=write)


def _numbered(tables: View, one: str, other: str) -> pd.DataFrame:
    """The stretches to mark, with one number for all that have one place in the first; a weaker sign of the same place is left out."""
    rows = tables.measure("compared_articles", one=one, other=other)
    place = rows["start"].astype("string") + "-" + rows["end"].astype("string")
    is_weak = rows["kind"].isin(["fact", "possible"]) | (rows["kind"].eq("quote") & ~rows["is_difference"])
    strong = rows[rows["kind"].isin(["passage", "figure"]) | (rows["kind"].eq("quote") & rows["is_difference"])]
    covered = _are_inside(rows[is_weak], strong)
    stated = set(place[rows["kind"] == "fact"])
    again = is_weak & (rows["kind"].eq("possible") & place.isin(stated))
    again.loc[is_weak[is_weak].index] |= pd.Series(covered, index=is_weak[is_weak].index, dtype="bool")
    kept = rows[~again].assign(_place=place.fillna("there ") + rows["other_start"].astype("string").where(place.isna(), ""))
    kept = kept.assign(number=pd.factorize(kept["kind"] + " " + kept["_place"])[0] + 1)
    return kept[kept["number"] <= _MOST].drop(columns=["_place"]).reset_index(drop=True)


def _are_inside(pairs: pd.DataFrame, strong: pd.DataFrame) -> list[bool]:
    """Which pairs of stretches stand within a stronger pair, on both sides.

    Told from arrays: a frame for each pair took half of the page's time.
    """
    near = {other: _spans(rows) for other, rows in strong.groupby("other_article_id")}
    inside = []
    for other, (start, end, other_start, other_end) in zip(pairs["other_article_id"], _spans(pairs), strict=True):
        at = near.get(other, _NOWHERE)
        is_around = (at[:, 0] <= start) & (at[:, 1] >= end) & (at[:, 2] <= other_start) & (at[:, 3] >= other_end)
        inside.append(bool(is_around.any()))
    return inside


def _spans(rows: pd.DataFrame) -> np.ndarray:
    """Both stretches of each pair; what is not known is no number, and within nothing."""
    return rows[["start", "end", "other_start", "other_end"]].to_numpy("float64", na_value=np.nan)


def _reading(tables, rows: pd.DataFrame, one: str, other: str) -> None:
    """Legend, steps through the differences, the texts, and the same as a table."""
    counts = rows.drop_duplicates("number")["kind"].value_counts()
    different = list(dict.fromkeys(rows.loc[rows["is_difference"], "number"]))
    now = _steps(different)
    st.html(comparing.STYLE + comparing.legend({kind: int(counts[kind]) for kind in comparing.KINDS if kind in counts}))
    if any(unread(tables.articles.pipe(lambda texts: texts[texts["article_id"].isin([one, other])]))):
        st.info("A text here is not in English: only words in a row that it shares are marked, and nothing is said of what one has alone.")
    if other:
        st.html(_two(tables, rows, (one, other), now))
    else:
        st.html(_all(tables, rows, one, now))
    if now:
        scroll_to_place(f"{one}-{other}-{now}")
    st.caption(
        "Wavy: words in which two literal texts differ. Something similar there (≈): read both, one in five says the same and two in five "
        "something of it. Only here (●) means that nothing like it was found there; what is said in quite other words is not found. Beside "
        "each other stands what has the same order in both; the rest keeps its number."
    )
    for side, article_id in zip(("one", "other"), filter(None, (one, other)), strict=False):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            parts.article_link(article_id, None, f"Open {theme.shortened(_line(tables.opened.articles.loc[article_id], tables), 90)}")
            correcting.button(tables, f"compared-{side}", correcting.About(article_id))
    with st.expander("All of it as a table", key="compared", on_change="rerun") as behind:
        if behind.open:
            parts.table_card(_table(tables, rows), "compared_articles", tables, columns=_TABLE)


def _steps(different: list[int]) -> int:
    """Buttons to the next and the previous difference; the number to point at, 0 for none. It stands in the address."""
    given = st.query_params.get("at", "")
    now = int(given) if given.isascii() and given.isdigit() and len(given) < 7 and int(given) in different else 0
    place = different.index(now) if now else -1

    def go(step: int) -> None:
        st.query_params["at"] = str(different[(place + step) % len(different)] if now else different[0 if step > 0 else -1])

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Previous",
            on_click=go,
            args=(-1,),
            key="compare_back",
            icon=":material/arrow_upward:",
            shortcut="Alt+P",
            disabled=not different,
        )
        st.button(
            "Next difference",
            on_click=go,
            args=(1,),
            key="compare_on",
            icon=":material/arrow_downward:",
            shortcut="Alt+N",
            disabled=not different,
        )
        st.caption(
            f"{place + 1:,} of {theme.counted(len(different), 'difference')}" if now else theme.counted(len(different), "difference")
        )
    return now


def _places(text: str) -> tuple[tuple[int, int], ...]:
    """Places such as "4-9 12-20" as pairs."""
    return tuple(tuple(map(int, place.split("-"))) for place in text.split())


def _stretches(rows: pd.DataFrame) -> list[Stretch]:
    """The rows as what is marked."""
    spans = rows[["start", "end", "other_start", "other_end"]].fillna(-1).astype("int64")
    return [
        Stretch(kind, number, *span, _places(differs), _places(other_differs))
        for kind, number, differs, other_differs, span in zip(
            *(rows[c] for c in ("kind", "number", "differs", "other_differs")), spans.itertuples(index=False), strict=True
        )
    ]


def _two(tables, rows: pd.DataFrame, ids: tuple[str, str], now: int) -> str:
    """Two articles beside each other."""
    articles = tables.opened.articles
    heads = tuple(parts.source_line(articles.loc[x], tables) for x in ids)
    return comparing.two(tuple(map(tables.opened.body, ids)), _stretches(rows), heads, now)


def _all(tables, rows: pd.DataFrame, one: str, now: int) -> str:
    """One article beside what the others of its story have of it."""
    articles = tables.opened.articles
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows[rows["kind"].isin(_SHARED)].itertuples():
        other = articles.loc[row.other_article_id]
        text = " ".join(tables.opened.body(row.other_article_id)[row.other_start : row.other_end].split())
        name = theme.shortened(tables.outlet_names.get(other["outlet_id"], ""), 60)
        found.setdefault(row.number, []).append((name, text))
    stretches = _stretches(rows.drop_duplicates("number"))
    heads = (parts.source_line(articles.loc[one], tables), "What the others have of it")
    return comparing.against_all(tables.opened.body(one), stretches, found, heads, now)


def _table(tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Every stretch as a row, with both texts."""
    outlet = rows["other_article_id"].map(tables.opened.articles["outlet_id"]).map(tables.outlet_names)
    sides = {
        f"{side}text": pd.Series(
            [
                tables.opened.body(a)[i:j] if isinstance(a, str) else ""
                for a, i, j in zip(*(rows[f"{side}{c}"] for c in ("article_id", "start", "end")), strict=True)
            ],
            index=rows.index,
            dtype="str",
        )
        for side in ("", "other_")
    }
    what = rows["kind"].map({kind: said for kind, (_, said) in comparing.KINDS.items()})
    notes = [_note(n, score) for n, score in zip(rows["n_changed"], rows["score"], strict=True)]
    return rows.assign(other_outlet=outlet, what=what, note=pd.Series(notes, index=rows.index, dtype="str"), **sides)


def _note(n_changed: object, score: float) -> str:
    """What is known of a pair beside its texts."""
    if not pd.isna(n_changed):
        return f"{theme.counted(int(n_changed), 'word')} changed" if n_changed else "same words, as far as both quote them"
    return f"match {score:.2f}" if not pd.isna(score) else ""
