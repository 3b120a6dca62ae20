"""What the words on screen mean: the definitions that docs/definitions.md gives, shown where the words stand.

`definitions.md` beside this file is a copy of the page of the docs; `make docs` writes it.
"""

import functools
import re
from pathlib import Path

import streamlit as st

from dashboard import theme

# page → the terms that a reader meets on it, in the order in which they come up.
ON_PAGES = {
    "overview": ("Outlet", "Article", "Story", "Quote", "Fact", "Unique"),
    "stories": ("Story", "Borderline", "Covered, silent, not collected"),
    "source_overlap": ("Source", "Quote", "Fact", "Wire copy"),
    "unique_facts": ("Statement", "Fact", "Unique", "Matching cut", "Left out", "Stated together"),
    "conflicts": ("Conflict", "Figure", "Fact"),
    "keywords": ("Keyword",),
    "quotes": ("Quote", "Utterance", "Source", "Official source", "Stance"),
    "reuse": ("Passage", "Reuse", "Wire copy", "Earliest known"),
    "first_and_follow": ("Before, after, open", "First", "Lag"),
    "reading_list": ("Reading list", "Fact"),
    "compare": ("Passage", "Utterance", "Statement", "Fact", "Only here", "Conflict"),
    "articles": ("Article", "Text", "Quote", "Fact", "Passage"),
}
LIMITS_TITLE = "What these numbers do not say"
LIMITS = (
    "Whether a fact is true, or a quotation was really said, is not measured. "
    "Two outlets with the same fact may have it from the same agency.",
    "An outlet that is silent here may have reported in an article that was not collected.",
    "Quotes, speakers and facts are found by rules, and some are missed or wrong. "
    "Every number opens its sentences, so that you can check before you publish.",
    "Longer articles hold more of everything: compare the rates per 1,000 words beside the counts.",
)
_ENTRY = re.compile(r"^\*\*(.{1,60}?)\*\* — ", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{1,200}\)")


@functools.cache
def definitions() -> dict[str, str]:
    """Every defined term with its meaning as plain text, in the order of the page.

    Example:
        >>> definitions()["Statement"][:33]
        'one clause or sentence that state'
    """
    page = (Path(__file__).parent / "definitions.md").read_text(encoding="utf-8")
    pieces = _ENTRY.split(page)[1:]
    return {term: _plain(meaning) for term, meaning in zip(pieces[::2], pieces[1::2], strict=True)}


def _plain(meaning: str) -> str:
    """A definition without marks, up to the next heading."""
    text = _LINK.sub(r"\1", meaning.split("\n#")[0])
    return " ".join(re.sub(r"[*`]", "", text).split())


def shown(terms: tuple[str, ...]) -> str:
    """Terms and their meanings as safe HTML.

    Example:
        >>> shown(("Statement",))[:47]
        '<dl class="px-terms"><dt>Statement</dt><dd>One '
    """
    known = definitions()
    items = "".join(f"<dt>{theme.html_text(t)}</dt><dd>{theme.html_text(known[t][:1].upper() + known[t][1:])}</dd>" for t in terms)
    return f'<dl class="px-terms">{items}</dl>'


def limits() -> str:
    """What no number of Parallax says, as safe HTML."""
    return "<ul>" + "".join(f'<li class="px-text">{theme.html_text(limit)}</li>' for limit in LIMITS) + "</ul>"


def note(page: str) -> None:
    """Draw the button that opens what the words of a page mean; nothing where it has none of its own."""
    if page in ON_PAGES:
        with st.popover("What the words mean", icon=":material/help:", type="tertiary", key="words_mean"):
            st.html(shown(ON_PAGES[page]))
