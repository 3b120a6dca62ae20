"""The dashboard's charts in a notebook: every chart of a page as a Plotly figure, with the rows behind it."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
from streamlit.logger import set_log_level

from pipeline.errors import SettingsError
from pipeline.frames import Frames
from pipeline.plugins import find


@dataclass(frozen=True)
class Chart:
    """A chart as it stands on a page: the figure, and the rows behind it."""

    figure: go.Figure
    rows: pd.DataFrame


def charts_of(data: Frames, page: str, choices: str = "") -> dict[str, Chart]:
    """Every chart of a page by its short name, for what the frames hold.

    Args:
        data: of `pipeline.open_dataset`, restricted as you like.
        page: name of a page as in its address, such as "unique_facts".
        choices: what is chosen on the page, as in its address, such as "unique_as=Share".

    Raises:
        SettingsError: there is no such page.
    """
    set_log_level("error")  # before pages are imported: in a notebook Streamlit would warn that no browser looks at them
    from dashboard.data import opened_from
    from dashboard.gathered import page_pieces, view_of

    if page not in find("dashboard.app_pages"):
        raise SettingsError("page", page, "is not known", f"give one of: {', '.join(find('dashboard.app_pages'))}")
    cards = [
        piece.content for piece in page_pieces(view_of(opened_from(data.dataset), data.selection, page), choices) if piece.kind == "card"
    ]
    return {card.key: Chart(card.figure, card.data) for card in cards if card.figure is not None}
