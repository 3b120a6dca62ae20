"""The table of outlets: given, replaced, taken away and explained in the sidebar; kept beside the data set."""

from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import downloads, theme
from dashboard.data import Opened
from pipeline import groups
from pipeline.errors import InputError

_TYPES = ["csv", "tsv", "txt", "xlsx"]
_MOST_BYTES_MB = 20
_SHOWN = 6


def control(opened: Opened) -> None:
    """Draw the way to give a table of outlets, and what became of the one that is there."""
    label = "Your table of outlets" if opened.groups.columns else "Compare by country, type …"
    with st.popover(label, icon=":material/category:", key="grouping", type="tertiary"):
        st.html(
            '<p class="px-text">A table with one row an outlet and any columns, such as country, type, ownership or leaning: '
            "outlets can then be filtered, coloured and compared by them. It stays beside the data set; no new build is needed.</p>"
        )
        if opened.groups_problem:
            st.error(theme.markdown_text(opened.groups_problem))
        for line in opened.groups.notes(_SHOWN):
            st.caption(theme.markdown_text(line))
        st.download_button(
            "Table to fill in",
            lambda: downloads.csv_bytes(template(opened)),
            f"{downloads.file_stem([opened.name, 'groups'], '')}.csv",
            "text/csv",
            key="groups-template",
            on_click="ignore",
            help="All outlets of this data set, with what you gave so far; open it in a spreadsheet, fill in, save, and give it below.",
        )
        # A new key after each table, so that the file that was taken is not taken again.
        turn = st.session_state.get("_groups_turn", 0)
        file = st.file_uploader("Give the table (CSV or Excel)", type=_TYPES, key=f"groups-file-{turn}", max_upload_size=_MOST_BYTES_MB)
        if file is not None:
            _take(opened, file.name, file.getvalue())
        if opened.groups.columns:
            label, icon = "Take the table away", ":material/delete:"
            st.button(label, key="groups-forget", on_click=_forget, args=(opened,), type="tertiary", icon=icon)


def template(opened: Opened) -> pd.DataFrame:
    """All known outlets with their domain and the groups given so far; with empty columns to fill in where none are given."""
    outlets = opened.outlets[opened.outlets["is_known"]]
    rows = outlets[["outlet_name", "domain"]].set_axis(["outlet", "domain"], axis=1).fillna("").reset_index(drop=True)
    given = opened.groups.values.reindex(outlets["outlet_id"].astype("str")).reset_index(drop=True).fillna("")
    columns = given if opened.groups.columns else pd.DataFrame("", index=rows.index, columns=["country", "type", "ownership"], dtype="str")
    return pd.concat([rows, columns], axis=1).sort_values("outlet", ignore_index=True)


def _take(opened: Opened, name: str, content: bytes) -> None:
    """Keep a table that was given, or say why not."""
    try:
        table = groups.read(Path(name).name, content)
        made = groups.matched(table, opened.dataset.table("outlets"))
        if not made.values.ne("").any(axis=None):
            st.error("No row names an outlet of this data set. Take the table to fill in, and write the groups into it.")
            return
        groups.keep(opened.dataset.folder, table)
    except InputError as error:
        st.error(theme.markdown_text(f"{error.what}. Hint: {error.hint}."))
        return
    st.session_state["_groups_turn"] = st.session_state.get("_groups_turn", 0) + 1
    st.rerun()


def _forget(opened: Opened) -> None:
    """Take the table away and compare outlets again; runs before the page is drawn."""
    try:
        groups.forget(opened.dataset.folder)
    except InputError as error:
        st.error(theme.markdown_text(str(error)))
        return
    st.session_state["by"], st.session_state["groups"] = None, []
