"""The buttons below a chart or table that save it: pictures, page, CSV, Excel, Parquet, named alike, whole or as snippets."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import chart_texts, downloads, picture, pinning, theme
from dashboard.data import View
from dashboard.fetching import Button, row
from dashboard.long import Long
from dashboard.made import File
from pipeline.snippets import FEWEST, MOST, Snippets
from pipeline.spreadsheets import SHEET_ROWS

# Where the session keeps whether files are copyright-safe, and how many words of an article may then stand in a row in them.
SWITCH, LIMIT, USUAL = "safe", "max_words", 25
_LONGEST_FOLDER = 48  # characters
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = (("CSV", "csv", "text/csv"), ("Excel", "xlsx", _SHEET), ("Parquet", "parquet", "application/vnd.apache.parquet"))


def most_words() -> int:
    """How many words of an article may stand in a row in a file that is saved now; 0 for any number."""
    if not st.session_state.get(SWITCH):
        return 0
    return min(MOST, max(FEWEST, int(st.session_state.get(LIMIT) or USUAL)))


def stem(tables: View, key: str, most: int | None = None) -> str:
    """The name of a file without suffix: data set, page, part, filters, the day the data set was built, and the limit of words."""
    most = most_words() if most is None else most
    return downloads.file_stem([tables.name, tables.page, key], tables.filters, _ends(tables, most))


def folder(tables: View, most: int) -> str:
    """The name of the folder that a package unpacks into; with it and a file's own name a path stays short."""
    return downloads.file_stem([tables.name], tables.filters, _ends(tables, most), longest=_LONGEST_FOLDER)


def _ends(tables: View, most: int) -> tuple[str, str]:
    """The day the data set was built, and the limit of words."""
    return tables.built_on, f"snippets-{most}" if most else ""


def about(tables: View, key: str, n_rows: int, most: int) -> dict[str, str]:
    """What a table's file says about itself."""
    return {
        "data set": tables.name,
        "version": tables.version,
        "built": tables.built_on or "unknown",
        "page": tables.page,
        "table": key,
        "filters": tables.filters or "none",
        "rows": f"{n_rows}",
        **({"text": f"snippets of at most {most} words"} if most else {}),
    }


def snippets(tables: View, most: int) -> Snippets | None:
    """What cuts every text of this data set to so many words, made once; None where nothing is to be cut."""
    return _snippets(tables.key, most, tables) if most else None


@st.cache_resource(max_entries=2, show_spinner="Reading every word of the articles once …")
def _snippets(key: tuple[str, str], most: int, _tables: View) -> Snippets:
    """Found again by data set and number of words."""
    return Snippets(_tables.whole, most)


def table_files(listed: Long, key: str, tables: View, title: str = "") -> None:
    """Draw the buttons that save a table, all of its rows, and the one that pins it."""
    most = most_words()
    name = stem(tables, key, most)
    buttons = [
        Button(
            f"{key}-{suffix}",
            label,
            File(f"{name}.{suffix}", mime, partial(_table_file, listed, suffix, key, tables, most)),
            why_not="Excel holds a million rows; take CSV or Parquet." if suffix == "xlsx" and listed.n > SHEET_ROWS else "",
        )
        for label, suffix, mime in _KINDS
    ]
    # The rows behind a chart are pinned with it.
    pin = "" if key.endswith("-rows") else pinning.control(key, title or f"Table: {key.replace('_', ' ')}", tables)
    row("", buttons, pin)


def _table_file(listed: Long, suffix: str, key: str, tables: View, most: int) -> bytes:
    """All rows of a list as a file."""
    return table_file(listed.whole(), suffix, key, tables, most)


def table_file(frame: pd.DataFrame, suffix: str, key: str, tables: View, most: int) -> bytes:
    """A table as a file, with outlet, date and address where a row belongs to an article."""
    whole = downloads.with_articles(frame, tables)
    cut = snippets(tables, most)
    rows = cut.frame(whole) if cut else whole
    if suffix == "csv":
        return downloads.csv_bytes(rows)
    make = downloads.excel_bytes if suffix == "xlsx" else downloads.parquet_bytes
    return make(rows, about(tables, key, len(rows), most))


def page_of(figure: go.Figure, key: str) -> str:
    """A chart as a page of its own, under its title, that opens offline.

    Args:
        figure: the chart.
        key: short name of the chart.
    """
    page = figure.to_html(include_plotlyjs=True, include_mathjax=False, div_id=key, config={"displaylogo": False})
    title = theme.html_text(figure.layout.meta["title"])
    return page.replace("<html>", '<html lang="en">', 1).replace("</head>", f"<title>{title}</title></head>", 1)


def chart_files(figure: go.Figure, card: str, key: str, tables: View) -> None:
    """Draw the buttons that save a chart, and the one that pins it.

    Args:
        figure: the chart with everything it says about itself in it.
        card: key of the container in which it stands.
        key: short name of the chart.
        tables: the view.
    """
    most = most_words()
    cut = snippets(tables, most)
    shown = chart_texts.with_texts(figure, cut.markup_each) if cut else figure
    name = stem(tables, key, most)
    page = File(f"{name}.html", "text/html", partial(_page_file, shown, key))
    about = "The chart as a page of its own that opens offline, with pointing and zooming (5 MB)."
    row(
        picture.buttons(shown, card, name, is_data_replaced=bool(most)),
        [Button(f"{key}-html", "HTML", page, about)],
        pinning.control(key, figure.layout.meta["title"], tables),
    )


def _page_file(figure: go.Figure, key: str) -> bytes:
    """A chart as a page, as a file."""
    return page_of(figure, key).encode()
