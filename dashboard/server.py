"""Streamlit with what the first page needs made ready while the browser is still on its way: `python -m dashboard.server run …`."""

import gc
import importlib
import sys
import threading
import time
from contextlib import suppress

from streamlit import runtime
from streamlit.web import cli

from pipeline.errors import ParallaxError
from pipeline.plugins import find

_WAITING_SECONDS, _STEP_SECONDS = 60, 0.02
_DRAWING_SECONDS = 4  # in which the front page is drawn, so that it has the machine for itself
_APP = "dashboard.app"


def main() -> None:
    """Run Streamlit's own command line beside the loading."""
    given = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    gc.disable()  # until all is loaded: a tenth of the time of loading went into the search
    threading.Thread(target=_load, args=given[:1], daemon=True, name="loading").start()
    cli.main(prog_name="streamlit")


def _load(dataset: str = "") -> None:
    """Import what every page uses, count what the first one shows and read ahead, once the server runs: its own start comes first.

    Streamlit searches all of memory for rubbish after every run of a page; what was imported is none and is left out from then on.
    """
    end = time.monotonic() + _WAITING_SECONDS
    while not runtime.exists() and time.monotonic() < end:
        time.sleep(_STEP_SECONDS)
    try:
        for name in ("pandas", "plotly.graph_objects", "pyarrow.parquet", "pyarrow.compute", "plotly.io", "plotly.tools", _APP):
            importlib.import_module(name)
        find("dashboard.app_pages")
        find("pipeline.measures")
        gc.collect()
        gc.freeze()
    finally:
        gc.enable()
    if dataset:
        opening = importlib.import_module("dashboard.opening")
        with suppress(ParallaxError):  # the page says what is wrong with a data set that cannot be opened
            opening.count_first(dataset)
            time.sleep(_DRAWING_SECONDS)
            opening.read_ahead(dataset)


if __name__ == "__main__":
    main()
