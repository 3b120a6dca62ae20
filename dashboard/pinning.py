"""The controls that pin a chart, table, finding or piece of evidence with a note, and the list of what is pinned."""

import functools
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard import acting, address, pins, theme
from dashboard.data import View
from pipeline.errors import InputError

_FAILED = "_pins_failed"
_OF_SCREEN = ("data",)  # parameters that say which data set is shown, not what of it


def here(tables: View) -> str:
    """The address of what is shown now: filters and choices, as after the question mark."""
    params = address.params_of(tables.opened, tables.selection)
    chosen = {name: st.query_params.get_all(name) for name in st.query_params if name not in _OF_SCREEN and name not in address.FILTERS}
    return address.written({**params, **chosen})


def visited(tables: View) -> None:
    """Remember the address of the page that was drawn, for a recipe of it."""
    st.session_state.setdefault("_visited", {})[tables.page] = here(tables)


def control(part: str, title: str, tables: View) -> str:
    """The button that pins a chart or table, as safe HTML.

    Args:
        part: key of the chart or table.
        title: what it says.
        tables: the view.
    """
    about = "Keep this with a note; what is pinned stands first in the report."
    return acting.button(f"{part}-pin", "Pin", functools.partial(_part, part, title, tables), "keep", about)


def _part(part: str, title: str, tables: View) -> None:
    """Ask for the note of a chart or table and pin it."""
    _asked(pins.Pin(tables.page, part, title, "", here(tables)), str(tables.opened.dataset.folder))


def sentence(said: str, page: str, tables: View) -> None:
    """Ask for the note of a sentence alone and pin it.

    Args:
        said: the sentence.
        page: file name of the page that shows what it says.
        tables: the view.
    """
    filters = address.written(address.params_of(tables.opened, tables.selection))
    _asked(pins.Pin(page, "", said, "", filters), str(tables.opened.dataset.folder))


def evidence(span: tuple[str, int, int], tables: View) -> None:
    """Ask for the note of a piece of evidence, a sentence of an article at its place, and pin it.

    Args:
        span: article_id, start, end.
        tables: the view.
    """
    article_id, start, end = span
    outlet = tables.outlet_names.get(tables.opened.articles.at[article_id, "outlet_id"], "")
    said = theme.shortened(" ".join(tables.opened.body(article_id)[start:end].split()), 300)
    view = address.written({**address.params_of(tables.opened, tables.selection), "article": [article_id], "place": [str(start)]})
    title = f"{theme.shortened(outlet, 80)}: “{said}”"
    _asked(pins.Pin("articles", "", title, "", view, f"{article_id}:{start}:{end}"), str(tables.opened.dataset.folder))


@st.dialog("Pin with a note")
def _asked(pin: pins.Pin, folder: str) -> None:
    """Ask for the note and keep the pin."""
    st.markdown(f"**{theme.markdown_text(pin.title)}**")
    note = st.text_area("Note", key="pin_note", max_chars=2_000, placeholder="What is it to show?")
    if not st.button("Pin", type="primary", key="pin_it"):
        return
    try:
        pins.write(folder, [*pins.pinned(folder), replace(pin, note=note.strip())])
    except InputError as error:
        st.error(theme.markdown_text(f"{error.what}. Hint: {error.hint}."))
        return
    st.toast("Pinned. See *Take it with you*.", icon=":material/keep:")
    st.rerun()


def listed(tables: View) -> None:
    """Draw what is pinned, in its order, with the way to each view."""
    folder = str(tables.opened.dataset.folder)
    if failed := st.session_state.pop(_FAILED, ""):
        st.error(theme.markdown_text(failed))
    try:
        kept = pins.pinned(folder)
    except InputError as error:
        st.error(theme.markdown_text(f"{error.where}: {error.what}. Hint: {error.hint}."))
        return
    if not kept:
        st.caption(
            "Nothing is pinned yet: every chart, table, finding and piece of evidence has a button *Pin*. "
            "What is pinned stands first in the report."
        )
        return
    for place, pin in enumerate(kept):
        with st.container(border=True, key=f"pin-{place}"):
            st.html(_said(pin, st.query_params.get("data", "")))
            with st.container(horizontal=True, gap="small"):
                steps = (
                    ("Earlier", -1, ":material/arrow_upward:", place == 0),
                    ("Later", 1, ":material/arrow_downward:", place == len(kept) - 1),
                )
                for label, step, icon, is_off in steps:
                    st.button(
                        label,
                        key=f"pin-{place}-{step}",
                        icon=icon,
                        disabled=is_off,
                        on_click=_move,
                        args=(folder, pin, step),
                        type="tertiary",
                    )
                st.button(
                    "Delete", key=f"pin-{place}-delete", icon=":material/delete:", on_click=_delete, args=(folder, pin), type="tertiary"
                )
    st.caption(theme.markdown_text(f"Kept in {pins.beside(folder).name}, beside the data set."))


def _said(pin: pins.Pin, data: str) -> str:
    """A pin as safe HTML: what it says, the note, and a link to its view."""
    shown = address.parsed(pin.address) | ({"data": [data]} if data else {})
    link = f"{pin.page}?{address.written(shown)}".rstrip("?")
    note = f'<p class="px-text">{theme.html_text(pin.note)}</p>' if pin.note else ""
    return (
        f'<p class="px-title">{theme.html_text(pin.title)}</p>{note}'
        f'<p class="px-facts"><a href="{theme.html_text(link)}" target="_self">Open its view</a></p>'
    )


def _move(folder: str, pin: pins.Pin, step: int) -> None:
    """Put a pin a step earlier or later; runs before the page is drawn."""
    _change(folder, lambda kept: pins.moved(kept, kept.index(pin), step) if pin in kept else kept)


def _delete(folder: str, pin: pins.Pin) -> None:
    """Take a pin away; runs before the page is drawn."""
    _change(folder, lambda kept: [one for one in kept if one != pin])


def _change(folder: str, changed: Callable[[list[pins.Pin]], list[pins.Pin]]) -> None:
    """Write the pins as they are after a change, or remember why that is not possible."""
    try:
        pins.write(folder, changed(pins.pinned(folder)))
    except InputError as error:
        st.session_state[_FAILED] = str(error)
