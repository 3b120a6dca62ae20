"""What a page would draw, kept instead of drawn: so the report and the package of everything come by every chart and table there is."""

from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

_KEPT = "_kept_cards"


@dataclass(frozen=True)
class Card:
    """A chart with the data behind it, or a table.

    Args:
        key: short name, as in the names of files.
        data: the rows, with outlet, date and address where they belong to an article.
        figure: the chart; None for a table.
        title: heading of a table.
        columns: column → (heading, help) of those shown; all where empty.
    """

    key: str
    data: pd.DataFrame
    figure: go.Figure | None = None
    title: str = ""
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Kept:
    """The cards of one page as they come, and how many words of an article may be shown in a row (0 for any number)."""

    most_words: int = 0
    cards: list[Card] = field(default_factory=list)


def keep_from_now(kept: Kept) -> None:
    """Keep every card of this run instead of drawing it."""
    st.session_state[_KEPT] = kept


def are_kept() -> bool:
    """Whether cards are kept in this run."""
    return st.session_state.get(_KEPT) is not None


def keep(card: Card) -> bool:
    """Keep a card where cards are kept, with a mark at its place; False where it is to be drawn."""
    kept = st.session_state.get(_KEPT)
    if kept is None:
        return False
    st.html(f'<i data-card="{len(kept.cards)}"></i>')
    kept.cards.append(card)
    return True


def most_words() -> int:
    """How many words of an article may stand in a row in what is drawn now; 0 for any number."""
    kept = st.session_state.get(_KEPT)
    return kept.most_words if kept is not None else 0
