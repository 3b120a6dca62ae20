"""The user's own tables of outlets before a build: names and domains, and groups; read when they are given, kept beside the data set."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import correcting, downloads, theme
from dashboard.data import Opened
from pipeline import companions, groups, known_outlets
from pipeline.errors import InputError

_TYPES = ["csv", "tsv", "txt", "xlsx"]
_MOST_MB = 20
_NAMES = "One row an outlet, with the columns domain, name and aliases (between bars): which name and which addresses are one outlet."
_GROUPS = "One row an outlet and any columns, such as country or type, to filter, colour and compare by."

Keep = Callable[[Path], object]


def with_articles() -> list[Keep] | None:
    """Draw the way to give both tables with the articles; returns what keeps them beside a data set, None where one cannot be used."""
    with st.expander("Your own tables of outlets (optional)", key="own_tables"):
        names = st.file_uploader("Names and domains of outlets", type=_TYPES, key="own_names", max_upload_size=_MOST_MB, help=_NAMES)
        st.caption(_NAMES)
        grouped = st.file_uploader("Groups of outlets", type=_TYPES, key="own_groups", max_upload_size=_MOST_MB, help=_GROUPS)
        st.caption(_GROUPS)
        kept = []
        try:
            if names is not None:
                kept.append(partial(known_outlets.keep, rows=known_outlets.read(names.name, names.getvalue())))
            if grouped is not None:
                kept.append(partial(groups.keep, table=groups.read(grouped.name, grouped.getvalue())))
        except InputError as error:
            st.error(theme.markdown_text(f"{error.where}: {error.what}. Hint: {error.hint}."))
            return None
        return kept


def control(opened: Opened) -> None:
    """Draw the table of names and domains of a data set that is there already: given, replaced, taken away; each builds it anew."""
    folder = opened.dataset.folder
    has_table = bool(known_outlets.of_dataset(folder))
    label = "Names of outlets: your own table is used" if has_table else "Names of outlets: give your own table"
    with st.expander(label, key="naming", on_change="rerun") as behind:
        if not behind.open:
            return
        st.html(
            f'<p class="px-text">{_NAMES} It goes before what the program knows, is kept beside the data set, and the data set is then '
            "built anew from the same articles.</p>"
        )
        st.download_button(
            "Table to fill in",
            lambda: downloads.csv_bytes(template(opened)),
            f"{downloads.file_stem([opened.name, 'names-of-outlets'])}.csv",
            "text/csv",
            key="names-template",
            on_click="ignore",
        )
        given = st.file_uploader("Give the table (CSV or Excel)", type=_TYPES, key="names-file", max_upload_size=_MOST_MB)
        if st.button("Build with this table", key="names-build", type="primary", disabled=given is None, icon=":material/build:"):
            _take(opened, given.name, given.getvalue())
        if has_table:
            icon = ":material/delete:"
            st.button("Take the table away", key="names-forget", on_click=_forget, args=(opened,), type="tertiary", icon=icon)


def template(opened: Opened) -> pd.DataFrame:
    """The outlets of a data set as a table of names and domains, to be changed by hand."""
    outlets = opened.outlets[opened.outlets["is_known"]]
    rows = outlets[["domain", "outlet_name"]].set_axis(["domain", "name"], axis=1).fillna("")
    return rows.assign(aliases="").sort_values("name", ignore_index=True)


def _take(opened: Opened, name: str, content: bytes) -> None:
    """Keep a table that was given and build anew, or say why not."""
    try:
        known_outlets.keep(opened.dataset.folder, known_outlets.read(Path(name).name, content))
    except InputError as error:
        st.error(theme.markdown_text(f"{error.what}. Hint: {error.hint}."))
        return
    correcting.rebuild(opened)
    st.rerun()


def _forget(opened: Opened) -> None:
    """Take the table away and build anew; runs before the page is drawn."""
    try:
        companions.forget(companions.beside(opened.dataset.folder, companions.ALIASES))
    except InputError as error:
        st.error(theme.markdown_text(str(error)))
        return
    correcting.rebuild(opened)
