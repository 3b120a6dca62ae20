"""A person judges a sample of what was found, and learns how much of it is right in their own articles."""

import pandas as pd
import streamlit as st

from dashboard import cards, citation, judging, parts, theme
from dashboard.app_pages import _choices
from pipeline.errors import InputError

TITLE = "Check a sample"
ICON = ":material/fact_check:"
SECTION = "Data"
ORDER = 72
LEAD = "Judge up to fifty items of your own articles and learn how often the finding is right there, with a margin of error."
VIEWS = ("", "checked=Unique facts", "checked=Shared facts")

KINDS = {"Quotations": "quotations", "Unique facts": "unique facts", "Shared facts": "shared facts"}
ASKED = {
    "quotations": "Are these somebody’s words, quoted or told, and is the speaker right?",
    "unique facts": "Is it true that no other outlet of this story says this?",
    "shared facts": "Do both say the same?",
}
_MEANING = {
    "quotations": "Right: the marked words are what somebody said or wrote, and the speaker named is the one. “Not known” is right "
    "where the text does not tell who speaks either.",
    "unique facts": "Right: the marked statement is a fact, and you find it in no other outlet’s article on the story. Two articles can "
    "be read side by side on the page *Compare*.",
    "shared facts": "Right: both marked statements report the same fact, though in other words or with other details beside it.",
}
_BUTTONS = {
    "right": ("Right", ":material/check:"),
    "wrong": ("Wrong", ":material/close:"),
    "cannot tell": ("Cannot tell", ":material/help:"),
}
_JUDGED = {"verdict": ("Your verdict", ""), "text": ("What was found", ""), "claim": ("Speaker", "Who says it, as found")}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    checked = KINDS[_choices.one_of("What to check", list(KINDS), "checked")]
    items = tables.measure("items_to_check", checked=checked, most=judging.MOST)
    if items.empty:
        parts.nothing_here(f"There are no {checked} to check here.", parts.widen(tables, "See Data quality for what was read."))
        return
    path = judging.beside(tables.opened.dataset.folder)
    try:
        known = judging.read(path)
    except InputError as error:
        st.error(theme.markdown_text(str(error)))
        return
    items["verdict"] = [known.get((checked, item), {}).get("verdict", "") for item in items["item_id"]]
    _result(items, checked, tables)
    if cards.are_kept():  # a report tells what was found and asks nothing
        return
    _one(items, checked, tables)
    _judged(items, checked, tables)


def _result(items: pd.DataFrame, checked: str, tables) -> None:
    """How much is judged, and how much of it is right with its margin, as a line to copy."""
    found = judging.precision([verdict for verdict in items["verdict"] if verdict])
    judged = found.n_right + found.n_wrong + found.n_open
    counts = f": {found.n_right} right, {found.n_wrong} wrong, {found.n_open} cannot tell" if judged else ""
    st.progress(judged / len(items), text=f"{judged} of {theme.counted(len(items), 'item')} judged{counts}")
    if found.share is not None:
        st.code(said(found, checked, len(items)) + " " + citation.citation(tables), language=None, wrap_lines=True)
        st.caption(
            "Share of those judged right or wrong, with Wilson’s interval: in 19 of 20 samples of this size the true share lies in such an "
            "interval. The sample depends on the items alone: the same articles give the same sample."
        )


def said(found: judging.Precision, checked: str, n_sample: int) -> str:
    """The result as a sentence for a report or a section on methods.

    Args:
        found: what was judged; its share is known.
        checked: plural of what was judged.
        n_sample: items of the sample.

    Example:
        >>> said(judging.precision(["right", "right", "wrong", "cannot tell"]), "quotations", 50)
        '67% of 3 quotations are right (95% interval 21% to 94%), from a sample of 50 of which 1 could not be told and 46 were not judged.'
    """
    n = found.n_right + found.n_wrong
    left = n_sample - n - found.n_open
    open_ones = [f"{found.n_open} could not be told"] * bool(found.n_open) + [f"{left} were not judged"] * bool(left)
    rest = f" of which {' and '.join(open_ones)}" if open_ones else ""
    margin = f"95% interval {theme.percent(found.low)} to {theme.percent(found.high)}"
    return f"{theme.percent(found.share)} of {n} {checked} are right ({margin}), from a sample of {n_sample}{rest}."


def _one(items: pd.DataFrame, checked: str, tables) -> None:
    """The item that is judged now, with its three buttons."""
    at = _place(items, checked)
    item = items.iloc[at]
    parts.heading(f"{at + 1} of {len(items)}: {ASKED[checked]}")
    st.caption(_MEANING[checked])
    note = ""
    if checked == "quotations":
        note = f"speaker: {item['claim']}" if isinstance(item["claim"], str) else "speaker: not known"
    spans = pd.DataFrame([{"article_id": item["article_id"], "start": item["start"], "end": item["end"], "note": note}])
    if pd.notna(item["other_start"]):
        other = {"article_id": item["other_article_id"], "start": int(item["other_start"]), "end": int(item["other_end"]), "note": ""}
        spans = pd.concat([spans, pd.DataFrame([other])], ignore_index=True)
    parts.evidence(spans, f"check_{item['item_id']}", tables, n_columns=len(spans), n_first=len(spans))
    with st.container(horizontal=True, gap="small"):
        for verdict, (label, icon) in _BUTTONS.items():
            kind = "primary" if item["verdict"] == verdict else "secondary"
            st.button(label, icon=icon, key=f"judge-{verdict}", type=kind, on_click=_judge, args=(tables, checked, dict(item), verdict))
        back, forward = (checked, at - 1), (checked, at + 1)
        st.button("Back", icon=":material/arrow_back:", key="judge-back", type="tertiary", on_click=_go, args=back, disabled=at == 0)
        is_last = at + 1 == len(items)
        st.button("Next", icon=":material/arrow_forward:", key="judge-next", type="tertiary", on_click=_go, args=forward, disabled=is_last)
        if item["verdict"]:
            st.button("Take back", icon=":material/undo:", key="judge-undo", type="tertiary", on_click=_judge,
                      args=(tables, checked, dict(item), ""))


def _place(items: pd.DataFrame, checked: str) -> int:
    """The position of the item that is judged: the one chosen, else the first that has no verdict."""
    open_ones = [n for n, verdict in enumerate(items["verdict"]) if not verdict]
    first = open_ones[0] if open_ones else 0
    return min(max(0, st.session_state.get(f"_judged_{checked}", first)), len(items) - 1)


def _go(checked: str, at: int) -> None:
    """Look at another item; runs before the page is drawn."""
    st.session_state[f"_judged_{checked}"] = at


def _judge(tables, checked: str, item: dict, verdict: str) -> None:
    """Keep a verdict and go on to the next open item; runs before the page is drawn."""
    row = {"checked": checked, "item_id": item["item_id"], "verdict": verdict, "article_id": item["article_id"], "what": item["text"]}
    try:
        judging.keep(judging.beside(tables.opened.dataset.folder), row)
    except InputError as error:
        st.session_state["_judging_failed"] = str(error)
    if verdict:
        st.session_state.pop(f"_judged_{checked}", None)


def _judged(items: pd.DataFrame, checked: str, tables) -> None:
    """All verdicts as a table that can be saved, and the way to begin anew."""
    if failed := st.session_state.pop("_judging_failed", ""):
        st.error(theme.markdown_text(failed))
    done = items[items["verdict"] != ""].drop(columns=["other_article_id", "other_start", "other_end"])
    if done.empty:
        st.caption("Your verdicts are kept in a small file beside the data set, never in it, and can be taken back.")
        return
    parts.table_card(done, "verdicts", tables, title="Your verdicts", columns=_JUDGED)
    st.caption(f"Kept in {theme.markdown_text(judging.beside(tables.opened.dataset.folder).name)} beside the data set.")
    with st.popover("Begin anew", icon=":material/delete:", type="tertiary"):
        st.write(theme.markdown_text(f"Take back all {theme.counted(len(done), 'verdict')} on {checked}?"))
        st.button("Take them back", key="judge-clear", on_click=_clear, args=(tables, checked))


def _clear(tables, checked: str) -> None:
    """Take back all verdicts of a kind; runs before the page is drawn."""
    try:
        judging.clear(judging.beside(tables.opened.dataset.folder), checked)
    except InputError as error:
        st.session_state["_judging_failed"] = str(error)
    st.session_state.pop(f"_judged_{checked}", None)
