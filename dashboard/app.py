"""The dashboard: page settings, the data set, the selection, the navigation; nothing else."""

import sys
from pathlib import Path
from types import ModuleType

import streamlit as st

from dashboard import acting, arriving, correcting, data, fetching, history, jobs, leading, made, pinning, selection, style, theme
from pipeline.errors import DatasetError, TableError
from pipeline.plugins import find, required

START, FRONT, DOOR = "start", "overview", "Parallax"
CONTRACT = ("TITLE", "ICON", "SECTION", "ORDER", "LEAD", "render")


def main() -> None:
    """Draw the dashboard."""
    st.set_page_config(page_title="Parallax", page_icon="🔭", layout="wide")
    st.logo(theme.WORDMARK, size="large")
    st.html(style.STYLE)
    with st.container(gap=None, key="unseen"):
        history.keep_choices()
        act = acting.listen()
        fetching.listen()
    arriving.remember()
    opened, problem = _opened()
    modules = _modules(is_open=opened is not None)
    pages = {name: _page(name, module, opened) for name, module in modules.items()}
    st.session_state["_pages"] = pages
    front = FRONT if opened else START
    current = st.navigation(_sections(modules, pages, _door(pages[front])), position="top")
    leading.follow()
    act()
    correcting.bar(opened)
    is_aside = current.title in (modules[START].TITLE, DOOR)
    if st.session_state.pop("_has_chosen", False) and opened is not None and is_aside:
        st.switch_page(pages[FRONT], query_params={})
    if problem:
        st.error(theme.markdown_text(problem))
    is_filtered = opened is not None and not is_aside
    chosen = selection.chosen(opened) if is_filtered else None
    st.session_state["_selection"] = chosen
    above = st.container()
    current.run()
    if is_filtered and current.title != DOOR:
        arriving.note(above, opened, (current.title, chosen))
    acting.settle()
    made.settle()


def _opened() -> tuple[data.Opened | None, str]:
    """The data set to show, or what is wrong with it: the one chosen in the sidebar, else the one given at the start."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else None
    folders = {name: folder for name, folder in jobs.offered(given).items() if folder == given or data.is_finished(folder)}
    if not folders:
        return None, ""
    name = st.sidebar.selectbox(
        "Data set",
        list(folders),
        index=0 if given else None,
        key="data",
        bind="query-params",
        persist_state="session",
        placeholder="Choose a data set",
        on_change=_show_it,
    )
    if name not in folders:
        return None, ""
    try:
        return data.open_folder(folders[name]), ""
    except DatasetError as error:
        return None, f"{name}: {error.what}. Hint: {error.hint}."


def _show_it() -> None:
    """Leave the start page once a data set is chosen; runs before the page is drawn."""
    st.session_state["_has_chosen"] = True


def _modules(is_open: bool) -> dict[str, ModuleType]:
    """The pages by name, in their order; only the start page where no data set is open."""
    modules = find("dashboard.app_pages")
    for module in modules.values():
        required(module, *CONTRACT)
    order = sorted(modules, key=lambda name: (modules[name].ORDER, name))
    return {name: modules[name] for name in order if is_open or name == START}


def _sections(modules: dict[str, ModuleType], pages: dict[str, st.Page], door: st.Page) -> dict[str, list[st.Page]]:
    """The pages below the heading each names; those without one stand first. Above the page, so that the filters have the sidebar."""
    sections = {"": [door]}
    for name, module in modules.items():
        sections.setdefault(module.SECTION, []).append(pages[name])
    return sections


def _door(front: st.Page) -> st.Page:
    """The page at the bare address: leads to the front page, whose own address can then be copied.

    Streamlit would serve the default page at "/" alone, and call the address with its name unknown.
    """

    def lead() -> None:
        unbound = {name: st.query_params.get_all(name) for name in st.query_params if name != "data"}
        st.switch_page(front, query_params=unbound)

    return st.Page(lead, title=DOOR, url_path="door", default=True, visibility="hidden")


def _page(name: str, module: ModuleType, opened: data.Opened | None) -> st.Page:
    """A page of the navigation; its address is its file name."""

    def draw() -> None:
        chosen = st.session_state["_selection"]
        st.session_state["_page"] = name
        if opened is None or chosen is None:
            module.render(None, None)
        else:
            view = data.View(opened, chosen, selection.in_words(opened, chosen), name)
            try:
                module.render(view, chosen)
            except TableError as error:
                st.error(theme.markdown_text(f"This page cannot be shown: {error}"), icon=":material/history:")
            pinning.visited(view)

    return st.Page(draw, title=module.TITLE, icon=module.ICON, url_path=name, help=module.LEAD)


if __name__ == "__main__":
    main()
