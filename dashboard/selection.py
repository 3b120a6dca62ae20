"""The filters in the sidebar: the one place where a user chooses outlets, dates, story, words and wire copy.

Their values live in the address, so a copied link shows the same view; a value that is not there falls back to everything.
"""

from datetime import date

import streamlit as st

from dashboard import grouping, shortlist, theme
from dashboard.data import Opened
from pipeline.groups import no_value
from pipeline.selection import Selection, n_earlier_versions, n_undated

KEYS = ("outlets", "groups", "since", "until", "story", "words", "by", "wire", "probable")
_KEPT = {"bind": "query-params", "persist_state": "session"}


def chosen(opened: Opened) -> Selection:
    """Draw the filters and return what is chosen."""
    with st.sidebar:
        st.html('<h2 class="px-side">Show</h2>')
        by = _by(opened)
        grouping.control(opened)
        outlets = _outlets(opened)
        chosen_groups = _groups(opened)
        story = _story(opened)
        words = _words()
        since, until = _dates(opened)
        is_wire_included = st.toggle(
            "Include agency copy",
            value=True,
            key="wire",
            **_KEPT,
            help="Off: sentences that stand in a news agency's text are left out of every number, "
            "so that only the outlets' own text is compared.",
        )
        is_probable_included = st.toggle(
            "Include probable agency copy",
            value=True,
            key="probable",
            **_KEPT,
            help="Off: articles that credit an agency whose own text is not here, and texts that stand in three outlets without a credit, "
            "are left out as well.",
        )
        switches = bool(is_wire_included), bool(is_probable_included)
        selection = Selection(outlets, since, until, story, words, *switches, groups=chosen_groups, by=by)
        _undated_note(opened, selection)
        if selection != Selection():
            st.button("Show everything again", on_click=_clear, type="tertiary", icon=":material/filter_alt_off:", key="clear_filters")
    return selection


def in_words(opened: Opened, selection: Selection) -> str:
    """The selection as a sentence for captions and file names; empty where everything is shown.

    Example:
        >>> in_words(None, Selection(words=("ferry",), is_wire_included=False))
        'Words: ferry · without agency copy'
    """
    said = []
    if selection.outlets:
        names = dict(zip(opened.outlets["outlet_id"], opened.outlets["shown"], strict=True))
        said.append("Outlets: " + ", ".join(names.get(x, x) for x in selection.outlets))
    labels = {pair: label for label, pair in group_labels(opened).items()} if selection.groups else {}
    said += [labels[pair] for pair in selection.groups if pair in labels]
    if selection.by:
        said.append(f"compared by {selection.by}: each group counts as one outlet")
    if selection.story:
        said.append("Story: " + opened.story_names.get(selection.story, ""))
    if selection.words:
        said.append("Words: " + ", ".join(selection.words))
    if selection.is_dated:
        said.append(f"{selection.since or 'first'} to {selection.until or 'last'} day")
    if not selection.is_wire_included:
        said.append("without agency copy")
    if not selection.is_probable_wire_included:
        said.append("without probable agency copy")
    return " · ".join(said)


def words_of(text: str) -> tuple[str, ...]:
    """Search terms of a line, separated by commas; at most twenty.

    Example:
        >>> words_of(" ferry,  harbour bridge ,,")
        ('ferry', 'harbour bridge')
    """
    terms = (" ".join(part.split())[:100] for part in text.split(","))
    return tuple(dict.fromkeys(term for term in terms if any(c.isalnum() for c in term)))[:20]


def _outlets(opened: Opened) -> tuple[str, ...]:
    """The chosen outlet_ids; names that are not in the data set are left out."""
    ids = dict(zip(opened.outlets["shown"], opened.outlets["outlet_id"], strict=True))
    names = st.multiselect("Outlets", list(ids), key="outlets", placeholder="All outlets", **_KEPT)
    return tuple(ids[name] for name in names if name in ids)


def _by(opened: Opened) -> str:
    """The column whose groups are compared; "" for outlets."""
    columns = list(opened.groups.columns)
    if not columns:
        return ""
    about = "Outlets, or the groups of your table of outlets: each group then stands in the place of an outlet in every number and chart."
    by = st.selectbox("Compare by", columns, index=None, key="by", placeholder="Outlet", help=about, **_KEPT)
    return by if by in columns else ""


def group_labels(opened: Opened) -> dict[str, tuple[str, str]]:
    """What a group is called in a list → its column and value."""
    return {f"{column}: {value or no_value(column)}": (column, value) for column, value in opened.groups.options()}


def _groups(opened: Opened) -> tuple[tuple[str, str], ...]:
    """The chosen groups."""
    labels = group_labels(opened)
    if not labels:
        return ()
    chosen = st.multiselect("Groups of outlets", list(labels), key="groups", placeholder="All groups", **_KEPT)
    return tuple(labels[label] for label in chosen if label in labels)


def _story(opened: Opened) -> str:
    """The chosen story_id, "" for all."""
    ids, about = opened.story_ids, shortlist.about(opened.story_ids)
    listed = shortlist.shortlist(ids, "story")
    label = st.selectbox("Story", listed, index=None, key="story", placeholder="All stories", disabled=not ids, help=about, **_KEPT)
    return ids.get(label, "")


def _words() -> tuple[str, ...]:
    """The chosen words."""
    text = st.text_input(
        "Words in the article",
        key="words",
        placeholder="All articles",
        max_chars=300,
        **_KEPT,
        help="Only articles that hold these words. Separate several with commas; a phrase is looked for as it stands; "
        "harb\\* finds every word that begins so.",
    )
    return words_of(text or "")


def _dates(opened: Opened) -> tuple[date | None, date | None]:
    """First and last day; None for no bound."""
    known = opened.articles["published_at"].dropna()
    if known.empty:
        return None, None
    first, last = known.min().date(), known.max().date()
    since = st.date_input("From", value=None, min_value=first, max_value=last, key="since", format="YYYY-MM-DD", **_KEPT)
    until = st.date_input("Until", value=None, min_value=first, max_value=last, key="until", format="YYYY-MM-DD", **_KEPT)
    if _day(since) and _day(until) and since > until:
        st.warning("The first day lies after the last one, so no article is shown.")
    return _day(since), _day(until)


def _day(value: object) -> date | None:
    """The value where it is a day."""
    return value if isinstance(value, date) else None


def _undated_note(opened: Opened, selection: Selection) -> None:
    """Say how many articles a date filter cannot judge, and how many have a later version."""
    articles = opened.coded["articles"] if selection.words else opened.articles
    missing, earlier = (count(articles, selection, opened.groups) for count in (n_undated, n_earlier_versions))
    if missing:
        st.caption(f"{theme.counted(missing, 'article')} without a date left out.")
    if earlier:
        st.caption(f"{theme.counted(earlier, 'earlier version')} of an article left out: the last one counts.")


def _clear() -> None:
    """Show everything again; runs before the widgets are drawn."""
    blank = {"outlets": [], "groups": [], "since": None, "until": None, "story": None, "words": "", "by": None}
    for key, value in {**blank, "wire": True, "probable": True}.items():
        st.session_state[key] = value
