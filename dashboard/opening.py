"""A data set made ready to be opened: every page is drawn once, unseen, so that what it counts is kept.

`python -m dashboard.opening DATASET`, which `parallax build` calls where there are many articles.
Of a large data set that takes minutes which nobody then waits for in front of a page.
"""

import sys
from pathlib import Path

import streamlit as st

from dashboard.data import View, open_folder
from pipeline.errors import ParallaxError
from pipeline.plugins import find
from pipeline.selection import Selection
from pipeline.serving import LARGE

_SECONDS = 3_600  # for one page
# What reads the columns that a change of the filters needs first, beside those of the front page.
_READING = (
    *("keyword_frequency", "distinctive_keywords", "quoted_sources", "utterances"),
    *("shared_text", "reuse", "unique_fact_list", "disagreements"),
)


def prepare(folder: Path) -> None:
    """Draw every page of a data set as it opens; what takes long is then kept beside its tables.

    Args:
        folder: of the data set.

    Raises:
        DatasetError: there is none.
    """
    from streamlit.testing.v1 import AppTest  # not needed by a dashboard that runs

    opened = open_folder(folder)
    pages = find("dashboard.app_pages")
    for name in sorted((name for name in pages if name != "start"), key=lambda name: pages[name].ORDER):
        AppTest.from_function(_drawn, kwargs={"view": View(opened, Selection(), "", name)}, default_timeout=_SECONDS).run()


@st.cache_resource(max_entries=1, show_spinner=False)
def count_first(folder: str) -> None:
    """Open a data set and count what its front page shows, so that the page finds it counted; needs no page, and draws no sign of waiting.

    Args:
        folder: of the data set.

    Raises:
        DatasetError: there is none.
    """
    view = View(open_folder(folder))
    find("dashboard.app_pages")["overview"].count(view)


@st.cache_resource(max_entries=1, show_spinner=False)
def read_ahead(folder: str) -> None:
    """Read, of a large data set, what the first change of its filters needs, while somebody looks at the front page; draws no sign of it.

    What all of it shows is kept beside it, so its tables are read only when a part is looked at: of 100,000 articles this takes seconds.

    Args:
        folder: of the data set.

    Raises:
        DatasetError: there is none, or a table of it cannot be read.
    """
    opened = open_folder(folder)
    if len(opened.articles) < LARGE:
        return
    least = View(opened, Selection(outlets=(opened.outlets["outlet_id"].iloc[-1],)))
    find("dashboard.app_pages")["overview"].count(least)
    for name in _READING:
        least.measure(name)


def _drawn(view):
    """The script of a page; it is read as text, so it imports what it needs."""
    import streamlit as st

    from pipeline.plugins import find

    st.session_state["_page"] = view.page
    find("dashboard.app_pages")[view.page].render(view, view.selection)


if __name__ == "__main__":
    try:
        prepare(Path(sys.argv[1]))
    except ParallaxError as error:
        raise SystemExit(f"parallax: {error}") from error
