"""What this data set was made from, how, with which settings, what could not be used, and what the words mean."""

import pandas as pd
import streamlit as st

from dashboard import parts, terms, theme
from dashboard.app_pages import _corrections
from dashboard.citation import citation
from pipeline import provenance
from pipeline.settings import DECLARED
from pipeline.tables import TABLES

TITLE = "About this data"
ICON = ":material/info:"
SECTION = "Data"
ORDER = 76
LEAD = "What was given and what became of it, every table to take away, the settings behind the numbers, and what the words mean."
VIEWS = ()  # the report says the same in its own parts


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    _given(tables)
    _cite(tables)
    _corrections.draw(tables)
    _problems(tables)
    _tables(tables)
    _made(tables)
    _words()


def _given(tables) -> None:
    """The law of every build: given = read + duplicates + rejected."""
    counts = tables.manifest.get("counts", {})
    if counts:
        parts.metric_row(
            [
                ("Given", int(counts.get("given", 0)), "Records found in the files: articles, rows, pages"),
                ("Read", int(counts.get("read", 0)), "Became an article"),
                ("Duplicates", int(counts.get("duplicates", 0)), "The same article again; both places are kept in the table origins"),
                ("Rejected", int(counts.get("rejected", 0)), "Could not be used; each is listed below with its reason"),
            ]
        )
        left_out = int(tables.manifest.get("corrections", {}).get("records_left_out", 0))
        were = "was" if left_out == 1 else "were"
        told = f" {theme.counted(left_out, 'record')} among the rejected {were} left out by you." if left_out else ""
        st.caption(f"Given is always read plus duplicates plus rejected: no record is lost without a word.{told}")


def _cite(tables) -> None:
    """The citation line, to copy, and a table of outlets that cannot be used."""
    parts.heading("How to cite")
    st.code(citation(tables), language=None, wrap_lines=True)
    if tables.opened.groups_problem:
        st.error(theme.markdown_text(f"Your table of outlets cannot be used: {tables.opened.groups_problem}"))


def _problems(tables) -> None:
    """Where to find what could not be used, or only with a doubt."""
    page = st.session_state.get("_pages", {}).get("data_quality")
    if page is not None:
        st.page_link(page, label="What could not be used, or only with a doubt", icon=":material/fact_check:")


def _tables(tables) -> None:
    """Every table, whole, to take away."""
    parts.heading("The tables behind everything")
    sizes = {name: tables.opened.dataset.n_rows(name) for name in TABLES}
    rows = pd.DataFrame({"table": list(sizes), "rows": list(sizes.values()), "one row is": [TABLES[name].row for name in sizes]})
    name = st.selectbox(
        "Table",
        list(TABLES),
        key="table",
        index=None,
        placeholder="Choose a table to see and save",
        bind="query-params",
        persist_state="session",
        format_func=lambda n: f"{n} ({sizes[n]:,})",
    )
    if name not in TABLES:
        parts.table_card(rows, "tables", tables)
        return
    st.caption(f"One row is {TABLES[name].row}. All rows of the data set, whatever the filters.")
    columns = {c.name: (c.name, c.meaning) for c in TABLES[name].columns}
    frame = tables.whole[name]
    if frame.empty:
        parts.nothing_here(f"The table {name} is empty.", "No article gave a row of it.")
    else:
        parts.table_card(frame, f"table-{name}", tables, columns=columns)


def _made(tables) -> None:
    """Versions, settings and inputs: what one needs to make it again."""
    manifest = provenance.published(tables.manifest)
    parts.heading("How it was made")
    inputs = manifest.get("inputs", {})
    facts = {
        "Data set": tables.name,
        "Version": f"{tables.opened.dataset.version} ({tables.opened.digest[:12]})",
        "Built": manifest.get("built_at", "unknown"),
        "Sources": ", ".join(str(s) for s in manifest.get("sources", [])),
        "Files": inputs.get("files", "") if isinstance(inputs, dict) else "",
        "Folders saved beside pages, which hold no articles": manifest.get("left_out", {}).get("page", ""),
        "Hash of all input": inputs.get("sha256", "") if isinstance(inputs, dict) else "",
        **{f"Version of {n}": v for n, v in manifest.get("versions", {}).items()},
    }
    rows = pd.DataFrame([(k, str(v)) for k, v in facts.items() if str(v)], columns=["what", "value"]).astype("str")
    parts.table_card(rows, "made", tables)
    _columns(tables)
    with st.expander("Settings: every number that was tuned", key="settings", on_change="rerun") as settings:
        if settings.open:
            parts.table_card(_settings(manifest.get("settings", {})), "settings-rows", tables)


def _columns(tables) -> None:
    """What the columns of the tables that were given were taken for."""
    columns = tables.manifest.get("columns", {})
    rows = [(file, kind, name) for file, taken in sorted(columns.items()) for kind, name in taken.items()]
    if rows:
        shown = pd.DataFrame(rows, columns=["file", "taken for", "column"]).astype("str")
        parts.table_card(shown, "columns-taken", tables, "What the columns of your tables were taken for")
        st.caption("They are told by their names. To say it yourself: `parallax build … --columns outlet=Source,body=Text`")



def _settings(used: dict) -> pd.DataFrame:
    """Each setting with the value used, its default and why."""
    rows = [
        {"setting": s.name, "used": float(used.get(s.name, s.default)), "default": float(s.default), "unit": s.unit, "why": s.reason}
        for s in DECLARED
    ]
    return pd.DataFrame(rows)


def _words() -> None:
    """Terms and limits."""
    parts.heading("What the words mean")
    st.html(terms.shown(tuple(terms.definitions())))
    parts.heading(terms.LIMITS_TITLE)
    st.html(terms.limits())
