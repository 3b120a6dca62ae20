"""Streamlit as always, with what the first page needs loaded while the browser is still on its way: `python -m dashboard.server run …`."""

import gc
import importlib
import threading
import time

from streamlit import runtime
from streamlit.web import cli

from pipeline.plugins import find

_WAITING_SECONDS, _STEP_SECONDS = 60, 0.02


def main() -> None:
    """Run Streamlit's own command line beside the loading."""
    threading.Thread(target=_load, daemon=True, name="loading").start()
    cli.main(prog_name="streamlit")


def _load() -> None:
    """Import what every page uses, once the server runs: its own start comes first.

    Streamlit searches all of memory for rubbish after every run of a page; what was imported is none and is left out from then on.
    """
    end = time.monotonic() + _WAITING_SECONDS
    while not runtime.exists() and time.monotonic() < end:
        time.sleep(_STEP_SECONDS)
    for name in ("pandas", "plotly.graph_objects", "pyarrow.parquet", "pyarrow.compute", "pipeline.coded", "pipeline.selection"):
        importlib.import_module(name)
    find("pipeline.measures")
    find("dashboard.app_pages")
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
