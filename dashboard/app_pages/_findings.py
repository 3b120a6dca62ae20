"""Up to three findings of the data set in plain sentences, each with the way to its view."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import acting, cards, parts, pinning, theme
from dashboard.app_pages import _choices

# kind of finding: page that shows it, and what its link says.
VIEWS = {
    "unique": ("unique_facts", "What it alone reports"),
    "wording": ("quotes", "The wordings side by side"),
    "shared_text": ("compare", "The two texts side by side"),
    "conflict": ("conflicts", "Who says what"),
    "first": ("first_and_follow", "The order in time"),
    "source": ("quotes", "Its quotations"),
}


def draw(tables) -> None:
    """Draw the findings, or say why there is none."""
    found = counted(tables)
    if found.empty:
        parts.heading("What stands out")
        parts.nothing_here("Nothing stands out here.", parts.widen(tables, _choices.why_alone(tables)))
        return
    stories = tables.opened.story_names
    is_one = tables.articles["story_id"].nunique() < 2
    parts.heading("What stands out")
    said = [_finding(row, "" if is_one or row["kind"] == "first" else stories.get(row["story_id"], "")) for row in found.to_dict("records")]
    if cards.are_kept():  # a report has its own links
        for piece in said:
            st.html(piece)
        return
    acts = [_acts(row, stories.get(row["story_id"], ""), tables) for row in found.to_dict("records")]
    parts.side_by_side([piece + act for piece, act in zip(said, acts, strict=True)], len(found), narrowest=210)


def _acts(row: dict, story: str, tables) -> str:
    """The way to what a finding rests on, and the button that pins it, as safe HTML."""
    page, label = VIEWS[row["kind"]]
    key = f"finding-{row['sentence']}"
    pin = partial(pinning.sentence, row["sentence"], page, tables)
    return acting.row(
        acting.link(f"{key}-view", label, page, choices(row, story), "arrow_forward"), acting.button(f"{key}-pin", "Pin", pin, "keep")
    )


def counted(tables) -> pd.DataFrame:
    """The findings, from the most telling on."""
    return tables.measure("findings", called=tuple(tables.outlet_names.items()))


def _finding(row: dict, story: str) -> str:
    """A finding as safe HTML: its sentence, its story, and what it rests on."""
    about = f"Story: {theme.shortened(story, 70)}. " if story else ""
    return (
        f'<p class="px-finding">{theme.html_text(row["sentence"])}</p>'
        f'<p class="px-facts">{theme.html_text(about)}{theme.html_text(row["basis"])}</p>'
    )


def choices(row: dict, story: str) -> dict[str, str]:
    """What the link to a finding's view chooses there.

    Args:
        row: a row of the measure `findings`.
        story: the story's label as it stands in the sidebar; "" for none.

    Example:
        >>> choices({"kind": "unique", "outlet_id": "a1", "item": "f"}, "Ferry runs aground")
        {'story': 'Ferry runs aground', 'unique': 'a1'}
    """
    kind = row["kind"]
    if kind == "shared_text":
        return {"one": row["article_id"], "other": row["other_article_id"]}
    if kind == "source":
        return {"quoted_by": f"{row['item']}|{row['outlet_id']}"}
    within = {"story": story} if story else {}
    chosen = {
        "unique": {"unique": row["outlet_id"]},
        "wording": {"utterance_rows": row["item"]},
        "conflict": {"conflicting": f"{row['outlet_id']}|{row.get('other_outlet_id')}"},
    }
    return within | chosen.get(kind, {})
