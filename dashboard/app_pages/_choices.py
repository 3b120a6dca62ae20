"""What several pages choose and show the same way."""

import pandas as pd
import streamlit as st

KEPT = {"bind": "query-params", "persist_state": "session"}


def one_of(label: str, options: list[str], key: str, about: str = "") -> str:
    """Draw a choice of one; a value from outside the options falls back to the first."""
    chosen = st.segmented_control(label, options, default=options[0], key=key, required=True, help=about or None, **KEPT)
    return chosen if chosen in options else options[0]


def from_list(label: str, options: list[str], key: str, placeholder: str) -> str:
    """Draw a list to choose one or nothing from; "" for nothing, also for a value from outside the options."""
    chosen = st.selectbox(label, options, index=None, key=key, placeholder=placeholder, **KEPT)
    return chosen if chosen in options else ""


def excerpts_only(tables) -> list[str]:
    """The outlets of the selection of which only excerpts are known."""
    articles = tables["articles"]
    with_text = articles.loc[articles["kind"] == "full", "outlet_id"]
    return sorted(tables.outlet_names[x] for x in set(articles["outlet_id"]) - set(with_text))


def side_by_side(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs of spans as one list, so that each pair stands next to each other in two columns.

    Args:
        pairs: article_id, start, end, other_article_id, other_start, other_end, note.

    Returns:
        article_id, start, end, note: first and other of each pair in turn.
    """
    span = ["article_id", "start", "end"]
    first, other = pairs[[*span, "note"]], pairs[[*(f"other_{c}" for c in span), "note"]].set_axis([*span, "note"], axis=1)
    both = pd.concat([first, other], keys=[0, 1], names=["side", "pair"]).sort_index(level=["pair", "side"])
    return both.astype({"start": "int64", "end": "int64"}).reset_index(drop=True)
