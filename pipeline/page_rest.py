"""What a page shows besides its text: captions, plugs, teasers, comments, embedded posts, menus, each line with its reason and place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import html as lxml_html

from pipeline import page_gaps

# Shorter lines are buttons, menus and labels; a caption or a plug is kept however short.
_FEWEST_WORDS = 6
_MOST_CHARACTERS = 30_000
_MENU_TAGS = frozenset(["nav", "header", "footer", "menu"])
_MENU_NAME = re.compile(r"\b(?:nav|navigation|menu|masthead|(?:site|page|global)-?(?:header|footer)|header|footer)\b", re.IGNORECASE)


@dataclass(frozen=True)
class LeftOut:
    """One line of a page that is not of its text: why, and how many lines of the text stand before it (none where that is not known)."""

    text: str
    reason: str
    n_before: int | None = None


def lines(places: Iterable[page_gaps.Place], text: list[str], reasons: Mapping[lxml_html.HtmlElement, str]) -> list[LeftOut]:
    """The lines of a page that are not of its text, in reading order, each once.

    Lines of fewer than six words are left aside but for captions and plugs, and so are menus of links. Behind 30,000 characters one line
    says how many more there were.

    Args:
        places: the lines of the whole page.
        text: the lines taken for its text.
        reasons: what was taken out of the page before, with the reason.
    """
    places = list(places)
    found: list[LeftOut] = []
    seen: set[str] = set()
    n_characters = n_more = n_before = 0
    at = {line: n for n, line in enumerate(text, start=1)}
    for place, is_text in zip(places, page_gaps.known(places, text), strict=True):
        n_before = at.get(place.text, n_before)
        reason = "" if is_text or place.text in seen else _reason(place, reasons)
        if reason:
            seen.add(place.text)
            n_characters += len(place.text)
            n_more += n_characters > _MOST_CHARACTERS
            found += [LeftOut(place.text, reason, n_before)] * (n_characters <= _MOST_CHARACTERS)
    return found + [LeftOut(f"… and {n_more:,} more lines of the page", "boilerplate")] * bool(n_more)


def _reason(place: page_gaps.Place, reasons: Mapping[lxml_html.HtmlElement, str]) -> str:
    """Why a line is not of the text; "" where it is no line to keep."""
    reason = next((reasons[e] for e in _upwards(place.holder) if e in reasons), "")
    if reason in ("caption", "plug"):
        return reason
    if len(place.text.split()) < _FEWEST_WORDS:
        return ""
    is_menu = any(_is_menu(e) for e in _upwards(place.holder)) if not reason else False
    is_linked = place.n_linked >= 0.8 * len(place.text)
    if is_menu and is_linked:
        return ""
    return reason or ("navigation" if is_menu else "related" if is_linked else "boilerplate")


def _upwards(element: lxml_html.HtmlElement | None) -> Iterator[lxml_html.HtmlElement]:
    """An element and what holds it."""
    while element is not None:
        yield element
        element = element.getparent()


def _is_menu(element: lxml_html.HtmlElement) -> bool:
    """Whether an element is a menu, or the head or foot of the site."""
    return element.tag in _MENU_TAGS or bool(_MENU_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
