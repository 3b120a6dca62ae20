"""All corrections of the data set: what each says, what it changed, undo, save and replace; a section of the page about this data."""

from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import correcting, parts, theme
from dashboard.data import View
from pipeline import corrections
from pipeline.errors import InputError

_A_PAGE = 20
_STATES = {
    "waiting": "waiting for Apply",
    "undone": "taken back, waiting for Apply",
    "not applied": "not applied",
    "overruled": "overruled",
    "applied": "applied",
}
_LARGEST_MB = 50


def draw(tables: View) -> None:
    """Draw the section."""
    parts.heading("Corrections")
    file = correcting.file_of(tables.opened)
    rows = listed(file, tables.whole["corrections"])
    if not file.is_readable:
        st.error(theme.markdown_text(f"{file.path.name} {file.faults[0].what}. Hint: {file.faults[0].hint}."))
    elif rows.empty:
        parts.nothing_here("Nothing has been corrected.", "Press “Correct …” beside an article or a sentence where something is wrong.")
    else:
        _all(rows, tables)
        correcting.apply_here(tables.opened)
    correcting.button(tables, "anything", correcting.About(), "Correct something …")
    _file(file, tables)


def listed(file: corrections.File, applied: pd.DataFrame) -> pd.DataFrame:
    """Every correction: those of the file, and those taken out of it that the data set still has.

    Args:
        file: the corrections as they are now.
        applied: table `corrections` of the data set.

    Returns:
        correction_id, said, state, effect, note and the cells of the line; first what waits, then what was not applied.
    """
    told = applied.set_index("correction_id")[["state", "effect"]].to_dict("index")
    wrong = {fault.number: f"cannot be understood: {fault.what}; {fault.hint}" for fault in file.faults}
    rows = []
    for number, cells in file.rows:
        key = corrections.line_id(cells)
        state = told.get(key, {"state": "waiting", "effect": wrong.get(number, "")})
        rows.append({**{c: cells.get(c, "") for c in corrections.COLUMNS}, "correction_id": key, **state})
    gone = applied[applied["correction_id"].isin(corrections.waiting(file, applied)[1])].fillna("")
    rows += [{**row, "state": "undone"} for row in gone.to_dict("records")]
    frame = pd.DataFrame(rows, columns=["correction_id", "state", "effect", *corrections.COLUMNS], dtype="str")
    frame = frame.assign(_rank=frame["state"].map(list(_STATES).index)).sort_values("_rank", kind="stable", ignore_index=True)
    return frame.drop(columns="_rank").assign(
        said=[corrections.said(row) for row in frame.to_dict("records")], state_name=frame["state"].map(_STATES)
    )


def _all(rows: pd.DataFrame, tables: View) -> None:
    """The corrections one by one, each with its undo, then all in a table."""
    n = rows["state"].value_counts()
    st.caption(
        " · ".join(f"{n[state]:,} {name}" for state, name in _STATES.items() if n.get(state))
        + ". Your articles themselves are never changed."
    )
    n_shown = st.session_state.get("corrections-more", 1) * _A_PAGE
    for i, row in enumerate(rows.head(n_shown).to_dict("records")):
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"correction-{i}"
        ):
            st.html(_told(row), width="stretch")
            is_gone = row["state"] == "undone"
            label, act = ("Correct again", _again) if is_gone else ("Undo", _undo)
            st.button(label, key=f"correction-undo-{i}", on_click=act, args=(tables, row), type="tertiary", icon=":material/undo:")
    if len(rows) > n_shown:
        st.button(f"Show more ({len(rows) - n_shown:,} left)", key="corrections-next", on_click=_more)
    columns = {"said": ("Correction", ""), "state_name": ("State", ""), "effect": ("What it changed", ""), "note": ("Note", "")}
    with st.expander("As a table", key="corrections-as-table", on_change="rerun") as opened:
        if opened.open:
            parts.table_card(rows, "corrections", tables, columns=columns)


def _told(row: dict) -> str:
    """One correction in words, as safe HTML."""
    facts = " · ".join(part for part in (row["state_name"], row["effect"], f"Note: {row['note']}" if row["note"] else "") if part)
    return f'<p class="px-text"><b>{theme.html_text(row["said"])}</b></p><p class="px-facts">{theme.html_text(facts)}</p>'


def _undo(tables: View, row: dict) -> None:
    """Take a correction back; runs before the page is drawn."""
    correcting.undo(tables.opened, [row["correction_id"]])


def _again(tables: View, row: dict) -> None:
    """Put a correction that was taken back into the file; runs before the page is drawn."""
    correcting.keep(tables.opened, {name: row[name] for name in corrections.COLUMNS})


def _more() -> None:
    """Show one page more; runs before the page is drawn."""
    st.session_state["corrections-more"] = st.session_state.get("corrections-more", 1) + 1


def _file(file: corrections.File, tables: View) -> None:
    """Save the file, or take another one."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if file.rows:
            st.download_button(
                "Save the corrections",
                corrections.content(file),
                f"{tables.name}{corrections.ENDING}",
                "text/csv",
                key="corrections-save",
                on_click="ignore",
            )
        with st.popover("Take corrections from a file", key="corrections-replace"):
            given = st.file_uploader("A corrections file (CSV)", type=["csv"], key="corrections-given", max_upload_size=_LARGEST_MB)
            if given is not None:
                _taken(given.getvalue(), file.path, tables)
    st.caption(f"They stand in {theme.markdown_text(file.path.name)}, beside the data set; any spreadsheet opens it.")


def _taken(content: bytes, path: Path, tables: View) -> None:
    """Show what a file holds, and put it in the place of the corrections there on request."""
    try:
        given = corrections.parsed(content)
    except InputError as error:
        st.error(theme.markdown_text(f"{error.what}. Hint: {error.hint}."))
        return
    n = f"{theme.counted(len(given.lines), 'correction')} can be read"
    st.write(
        n + (f", {theme.counted(len(given.faults), 'line')} cannot: {theme.markdown_text(given.faults[0].what)}." if given.faults else ".")
    )
    for label, rows in (("Add them to the ones here", None), ("Put them in place of the ones here", given)):
        if st.button(label, key=f"corrections-{'add' if rows is None else 'put'}") and _written(given, path, tables, is_added=rows is None):
            st.rerun()


def _written(given: corrections.File, path: Path, tables: View, *, is_added: bool) -> bool:
    """Whether the lines of a file were taken over."""
    if is_added:
        return correcting.keep(tables.opened, *(line.cells for line in given.lines))
    try:
        corrections.replace(path, given)
    except InputError as error:
        st.error(theme.markdown_text(str(error)))
        return False
    return True
