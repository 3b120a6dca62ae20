"""Lists to choose from that could hold tens of thousands: each page would carry them, and nobody reads them to the end."""

from collections.abc import Mapping, Sized
from itertools import islice

import streamlit as st

MOST = 1_000  # stories in a list


def shortlist(ids: Mapping[str, str], key: str) -> list[str]:
    """The first names, and the one that is chosen already.

    Args:
        ids: name → id, what is chosen most first.
        key: of the list, under which the choice stands in the session and in the address.
    """
    first = list(islice(ids, MOST))
    chosen = st.session_state.get(key) or st.query_params.get(key)
    return [*first, chosen] if len(ids) > MOST and chosen in ids and chosen not in set(first) else first


def about(ids: Sized) -> str | None:
    """What a list of stories that is cut says of the others; None for a whole one.

    Example:
        >>> about({"Ferry": "s1"})
    """
    if len(ids) <= MOST:
        return None
    return f"The {MOST:,} largest of {len(ids):,} stories. Find any other on the page Stories and let every page show it."
