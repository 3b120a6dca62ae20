"""What several pages choose and show the same way."""

from collections.abc import Collection, Mapping

import pandas as pd
import streamlit as st

from dashboard import data, leading, shortlist, theme

ALONE = "No story here is told in full by two outlets: add articles of another outlet on the same event."
_STORY_LETTERS = 24  # of a story that tells two sources of one name apart
KEPT = {"bind": "query-params", "persist_state": "session"}


def one_of(label: str, options: list[str], key: str, about: str = "") -> str:
    """Draw a choice of one; a value from outside the options falls back to the first."""
    default = None if _follow(key, options) else options[0]
    chosen = st.segmented_control(label, options, default=default, key=key, required=True, help=about or None, wrap=True, **KEPT)
    return chosen if chosen in options else options[0]


def from_list(label: str, options: list[str], key: str, placeholder: str) -> str:
    """Draw a list to choose one or nothing from; "" for nothing, also for a value from outside the options."""
    _follow(key, options)
    chosen = st.selectbox(label, options, index=None, key=key, placeholder=placeholder, **KEPT)
    return chosen if chosen in options else ""


def story_of(label: str, ids: Mapping[str, str], key: str, placeholder: str) -> str:
    """Draw a list of stories to choose one or nothing from; "" for nothing. Of very many the first stand in it, and the one chosen.

    Args:
        label: of the list.
        ids: what a story is called → its story_id, those first that are chosen most.
        key: of the list.
        placeholder: what stands in it while nothing is chosen.
    """
    _follow(key, ids)
    listed, about = shortlist.shortlist(ids, key), shortlist.about(ids)
    chosen = st.selectbox(label, listed, index=None, key=key, placeholder=placeholder, help=about, **KEPT)
    return chosen if chosen in ids else ""


def _follow(key: str, options: Collection[str]) -> bool:
    """Choose what the link asked for that led here; whether it did."""
    asked = leading.wanted(key)
    if asked in options:
        leading.choose(key, asked)
    return asked in options


def most_of(rows: pd.DataFrame, value: str, most: int) -> tuple[pd.DataFrame, str]:
    """The rows of the outlets with most of something, in their order, and what a chart says of the others.

    Args:
        rows: outlet_id and the column of the value.
        value: a column of numbers.
        most: how many outlets can be told apart in the chart.

    Example:
        >>> rows = pd.DataFrame({"outlet_id": ["a", "b", "c"], "n": [1, 3, 2]})
        >>> kept, said = most_of(rows, "n", 2)
        >>> kept["outlet_id"].tolist(), said
        (['b', 'c'], ', 2 of 3 outlets drawn: those with most')
    """
    sums = rows.groupby("outlet_id")[value].sum().sort_values(ascending=False, kind="stable")
    if len(sums) <= most:
        return rows, ""
    return rows[rows["outlet_id"].isin(sums.index[:most])], f", {most:,} of {len(sums):,} outlets drawn: those with most"


def share(label: str, key: str, about: str) -> float:
    """Draw a slider from 0 to 1 in steps of a twentieth, at 0 until it is moved."""
    chosen = st.slider(label, 0.0, 1.0, 0.0, 0.05, key=key, help=about, **KEPT)
    return min(1.0, max(0.0, round(float(chosen), 2)))


def why_alone(tables) -> str:
    """What to do where no two outlets have one thing: add articles, unless two outlets tell a story in full and share nothing of it."""
    articles = tables.articles
    full = articles[articles["kind"].eq("full") & ~data.unread(articles)]
    if full.groupby("story_id")["outlet_id"].nunique().max() >= 2:
        return "Outlets tell the same story here, and none of it was matched: see Source overlap for what else they share."
    return ALONE + left_out(tables)


def excerpts_only(tables) -> list[str]:
    """The outlets of the selection of which only excerpts are known."""
    return tables.once(_excerpts_only)


def _excerpts_only(tables) -> list[str]:
    """`excerpts_only`, which looks at every article."""
    articles = tables.articles
    with_text = articles.loc[articles["kind"] == "full", "outlet_id"]
    return sorted(tables.outlet_names[x] for x in set(articles["outlet_id"]) - set(with_text))


def left_out(tables, is_read: bool = True) -> str:
    """What of the selection cannot be compared, as sentences after others.

    Args:
        tables: the view.
        is_read: whether articles in other languages are left out as well as outlets of which only excerpts are known.
    """
    without, n = excerpts_only(tables), int(data.unread(tables.articles).sum()) if is_read else 0
    only = f" Of {listed(without)} only excerpts are known." if without else ""
    return only + (f" {theme.counted(n, 'article')} {'is' if n == 1 else 'are'} not in English, so not analysed here." if n else "")


def leaders(values: pd.Series) -> list:
    """The labels of the largest values; several where they tie, none where nothing is above 0.

    Example:
        >>> leaders(pd.Series([2.0, 3.0, 3.0], index=["Bay Post", "Hill Echo", "Quay Wire"]))
        ['Hill Echo', 'Quay Wire']
    """
    known = values.dropna()
    return known.index[known == known.max()].tolist() if len(known) and known.max() > 0 else []


def listed(names: list[str], noun: str = "outlets", most: int = 3) -> str:
    """Names as a part of a sentence; only their number where they are many.

    Example:
        >>> listed(["Bay Post", "Hill Echo"]), listed(["a", "b", "c", "d"])
        ('Bay Post and Hill Echo', '4 outlets')
    """
    if len(names) > most:
        return f"{len(names)} {noun}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def source_labels(named: pd.DataFrame, tables) -> dict[str, str]:
    """A label for each source that no other source bears: its name, where needed with its role, its story or a number.

    Args:
        named: source_id, source_name, role.
        tables: the view, for quotes and stories.
    """
    sources = named.drop_duplicates("source_id")
    labels = sources["source_name"]
    labels = labels.where(~labels.duplicated(keep=False), labels + (", " + sources["role"]).fillna(""))
    twice = labels.duplicated(keep=False)
    stories = sources["source_id"].map(_stories_of(sources.loc[twice, "source_id"], tables)).astype("str")
    labels = labels.where(~twice, labels + (" (" + stories + ")").fillna(""))
    return dict(zip(sources["source_id"], data.unique_names(labels.tolist()), strict=True))


def _stories_of(source_ids: pd.Series, tables) -> dict[str, str]:
    """The short name of the story in which each source is quoted most; a source without a story is not in it."""
    if source_ids.empty:
        return {}
    quotes = tables["quotes"]
    said = quotes.loc[quotes["source_id"].isin(source_ids), ["source_id", "article_id"]]
    story = tables.opened.articles["story_id"].reindex(said["article_id"]).to_numpy()
    counted = pd.DataFrame({"source_id": said["source_id"].astype("str"), "story": story}).value_counts(["source_id", "story"])
    most = counted.reset_index().sort_values(["count", "story"], ascending=[False, True]).drop_duplicates("source_id")
    shown = tables.opened.story_names
    return {source: _first_words(shown[story]) for source, story in zip(most["source_id"], most["story"], strict=True)}


def _first_words(label: str) -> str:
    """The first words of a story's label.

    Example:
        >>> _first_words("Ferry runs aground"), _first_words("Old harbour bridge in Pellow closes for repairs")
        ('Ferry runs aground', 'Old harbour bridge in …')
    """
    cut = label[: _STORY_LETTERS + 1].rpartition(" ")[0] or label[:_STORY_LETTERS]
    return label if len(label) <= _STORY_LETTERS else f"{cut} …"


def side_by_side(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs of spans as one list, so that each pair stands next to each other in two columns.

    Args:
        pairs: article_id, start, end, other_article_id, other_start, other_end, note.

    Returns:
        article_id, start, end, note: first and other of each pair in turn.
    """
    span = ["article_id", "start", "end"]
    first, other = pairs[[*span, "note"]], pairs[[*(f"other_{c}" for c in span), "note"]].set_axis([*span, "note"], axis=1)
    both = pd.concat([first, other], keys=[0, 1], names=["side", "pair"]).sort_index(level=["pair", "side"])
    return both.astype({"start": "int64", "end": "int64"}).reset_index(drop=True)
