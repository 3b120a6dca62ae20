"""Everything to take along: the report, one package of everything, what is pinned, how to cite, and a recipe of the view."""

import streamlit as st

from dashboard import address, jobs, parts, pinning, saving, taking, theme
from dashboard.citation import citation
from pipeline import recipes, reporting
from pipeline.errors import InputError
from pipeline.snippets import FEWEST, MOST

TITLE = "Take it with you"
ICON = ":material/ios_share:"
SECTION = "Data"
ORDER = 74
LEAD = (
    "A report that opens offline, everything as one package, what you pinned, how to cite it, and a recipe that shows others the same view."
)
VIEWS = ()

_TABLES = {"CSV": "csv", "Excel": "xlsx", "Parquet": "parquet"}
_MIME = {"html": "text/html", "zip": "application/zip"}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    shown = f"Shown: {tables.filters}." if tables.filters else "Everything in the data set is shown; filter at the left to take a part."
    st.caption(theme.markdown_text(shown))
    _limit()
    left, right = st.columns(2, gap="large")
    with left:
        _report(tables)
    with right:
        _everything(tables)
    parts.heading("Pinned")
    pinning.listed(tables)
    _cite(tables)
    _recipe(tables)


def _limit() -> None:
    """The copyright-safe mode: whether, and how many words."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.toggle(
            "Copyright-safe",
            key=saving.SWITCH,
            persist_state="session",
            help="In every file you save from any page, no more words of an article stand in a row than you say. "
            "Whole texts are left out; addresses lead to them.",
        )
        if st.session_state.get(saving.SWITCH):
            st.number_input("Words in a row, at most", FEWEST, MOST, saving.USUAL, key=saving.LIMIT, persist_state="session", width=220)


def _options(tables) -> list[str]:
    """The options of the command that makes what is shown now."""
    most = saving.most_words()
    return [*reporting.as_arguments(address.params_of(tables.opened, tables.selection)), *([f"--max-words={most}"] if most else [])]


def _report(tables) -> None:
    """The button that makes the report."""
    parts.heading("Report")
    st.caption(
        "One HTML file with every chart and table, quotes in all their wordings, methods, settings and input hashes. It opens offline, "
        "prints well, what you pinned stands first, and *Save all pictures* in it gives every chart as SVG and PNG."
    )
    _made(tables, "report", "html", "Make the report", [])


def _everything(tables) -> None:
    """The button that makes the package."""
    parts.heading("Everything")
    st.caption(
        "One ZIP: the tables of the data set, every chart as a page of its own with its rows beside it, the report, settings, corrections, "
        "and what every column means. Pictures are drawn by a browser: in the report, *Save all pictures* gives every chart as SVG and PNG."
    )
    forms = st.pills("Tables as", list(_TABLES), selection_mode="multi", default=list(_TABLES), key="package_tables")
    if not forms:
        st.caption("Choose at least one form of the tables.")
        return
    _made(tables, "everything", "zip", "Make the package", [f"--tables={','.join(_TABLES[form] for form in forms)}"])


def _made(tables, kind: str, suffix: str, label: str, more: list[str]) -> None:
    """A button that makes a file, its progress, and then the file."""
    options = [*_options(tables), *more]
    name = f"{saving.stem(tables, kind)}.{suffix}"
    started = st.session_state.get(f"_{kind}")
    if started is not None and started["of"] != (tables.key, options, pins_stamp(tables)) and not started["taking"].is_running:
        started = st.session_state[f"_{kind}"] = None
    if started is None:
        if st.button(label, key=f"make-{kind}", type="primary", icon=":material/play_arrow:"):
            job = taking.start(tables.opened.dataset.folder, name, label, options)
            st.session_state[f"_{kind}"] = {"taking": job, "of": (tables.key, options, pins_stamp(tables))}
            st.rerun()
        return
    job = started["taking"]
    if job.is_running:
        _watch(kind, job)
    elif job.is_made:
        size = job.path.stat().st_size / 1_000_000
        st.download_button(
            f"Save the {suffix.upper()} ({size:,.1f} MB)",
            job.path.read_bytes,
            job.name,
            _MIME[suffix],
            key=f"save-{kind}",
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        if job.process.returncode:
            st.warning(theme.markdown_text(job.said.removeprefix("parallax: ")))
    else:
        st.error(theme.markdown_text(job.said.removeprefix("parallax: ")))
        st.button("Try again", key=f"again-{kind}", on_click=_forget, args=(kind,))


def pins_stamp(tables) -> tuple:
    """What changes when something is pinned, moved or deleted: a report made before is then out of date."""
    path = pinning.pins.beside(tables.opened.dataset.folder)
    return (path.stat().st_mtime_ns,) if path.is_file() else ()


@st.fragment(run_every=0.7)
def _watch(kind: str, job: taking.Taking) -> None:
    """What is being done; the whole page is drawn again when it has ended."""
    if not job.is_running:
        st.rerun()
    st.progress(jobs.progress_of([job.said])[1] or 0.0, text=theme.markdown_text(job.said))
    st.button("Cancel", key=f"cancel-{kind}", on_click=_cancel, args=(kind, job))


def _cancel(kind: str, job: taking.Taking) -> None:
    """End a job; runs before the page is drawn."""
    job.cancel()
    _forget(kind)


def _forget(kind: str) -> None:
    """Back to the button; runs before the page is drawn."""
    st.session_state[f"_{kind}"] = None


def _cite(tables) -> None:
    """The citation line, to copy."""
    parts.heading("How to cite")
    query = address.written(address.params_of(tables.opened, tables.selection))
    st.code(citation(tables, f"/overview?{query}" if query else ""), language=None, wrap_lines=True)


def _recipe(tables) -> None:
    """A recipe of the filters, and the way to open one."""
    parts.heading("Recipe")
    st.caption(
        "A small file that shows someone who has the same articles what you see. The address in your browser does so on this computer."
    )
    visited = st.session_state.get("_visited", {})
    titles = {name: page.title for name, page in st.session_state.get("_pages", {}).items() if name in visited and name != tables.page}
    left, right = st.columns(2, gap="large")
    with left:
        page = st.selectbox("View", list(titles) or ["overview"], format_func=lambda name: titles.get(name, "Overview"), key="recipe_page")
        query = visited.get(page) or address.written(address.params_of(tables.opened, tables.selection))
        made = recipes.written(recipes.recipe_of(tables.opened.dataset, tables.name, page, address.parsed(query)))
        name = f"{saving.stem(tables, 'recipe', 0)}.toml"
        st.download_button("Save the recipe", made, name, "application/toml", key="recipe", on_click="ignore", icon=":material/download:")
    with right:
        given = st.file_uploader("Open a recipe", type=["toml"], key="recipe_file", max_upload_size=1)
        if given is not None:
            _opened(given, tables)


def _opened(given, tables) -> None:
    """What a recipe leads to, and what of this data set is not as it was."""
    try:
        found = recipes.read(given.getvalue(), given.name)
    except InputError as error:
        st.error(theme.markdown_text(f"{error.what}. Hint: {error.hint}."))
        return
    if found.page not in st.session_state.get("_pages", {found.page: None}):
        st.error(theme.markdown_text(f"{given.name}: there is no page “{found.page}”. Choose a recipe that was saved by this version."))
        return
    for difference in recipes.differences(found, tables.opened.dataset):
        st.warning(theme.markdown_text(difference))
    link = theme.html_text(found.link.removeprefix("/"))
    st.html(f'<p class="px-text"><a href="{link}" target="_self">Open the view of this recipe</a></p>')
