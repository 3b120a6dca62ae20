"""Every page as one list of pieces, top to bottom: pages are run without a browser, and what they would draw is taken in its order.

So a page needs nothing to stand in the report but to be there. One with several views says which belong into it: `VIEWS`, the choices of
each as in the address; without it the page stands as it opens, with `VIEWS = ()` not at all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from dashboard import theme
from dashboard.address import parsed
from dashboard.cards import Card, Kept
from dashboard.data import Opened, View
from dashboard.selection import in_words
from pipeline.plugins import find
from pipeline.selection import Selection

_MARK = re.compile(r'<i data-card="(\d+)"></i>')
_SECONDS = 3_600  # for one page; a page that is slow for a person may take its time here
_TEXTS = {"caption": "note", "markdown": "text", "info": "box", "warning": "box", "error": "box", "success": "box", "text": "text"}


@dataclass(frozen=True)
class Piece:
    """One thing on a page: text, note or box (Markdown), html (safe), metric (label, value, help), card, failed (Markdown)."""

    kind: str
    content: object


@dataclass(frozen=True)
class Section:
    """One page with its pieces in their order."""

    name: str
    title: str
    lead: str
    pieces: list[Piece] = field(default_factory=list)


def sections(opened: Opened, selection: Selection, most_words: int = 0, told: Callable[[str], None] | None = None) -> Iterator[Section]:
    """Every page that belongs into a report, in the order of the navigation.

    Args:
        opened: the data set.
        selection: what is looked at.
        most_words: of an article that may stand in a row in quoted evidence; 0 for any number.
        told: called before each page is run, with how many of how many it is, and its title.
    """
    pages = find("dashboard.app_pages")
    views_of = {name: getattr(page, "VIEWS", ("",)) for name, page in pages.items()}
    wanted = sorted((name for name in pages if views_of[name]), key=lambda name: (pages[name].ORDER, name))
    for place, name in enumerate(wanted, start=1):
        if told:
            told(f"{place} of {len(wanted)} pages, {pages[name].TITLE}")
        view = View(opened, selection, in_words(opened, selection), name)
        section = Section(name, pages[name].TITLE, pages[name].LEAD)
        seen: set = set()
        for query in views_of[name]:
            section.pieces.extend(_unseen(page_pieces(view, query, most_words), seen))
        if any(not _is_lead(piece) for piece in section.pieces):
            yield section


def page_pieces(view: View, query: str = "", most_words: int = 0) -> list[Piece]:
    """The pieces of one page with the choices of an address.

    Args:
        view: the data set, the selection, and the name of the page.
        query: the choices as in the address; filters in it are not looked at.
        most_words: of an article that may stand in a row in quoted evidence.
    """
    kept = Kept(most_words)
    script = AppTest.from_function(_drawn, kwargs={"view": view, "kept": kept}, default_timeout=_SECONDS)
    for key, values in parsed(query).items():
        script.query_params[key] = values if len(values) > 1 else values[0]
    script.run()
    return list(_pieces(script.main, kept.cards))


def _drawn(view, kept):
    """The script of a page; it is read as text, so it imports what it needs."""
    from dashboard import cards
    from pipeline.plugins import find

    cards.keep_from_now(kept)
    find("dashboard.app_pages")[view.page].render(view, view.selection)


def _pieces(block: Block, cards: list[Card]) -> Iterator[Piece]:
    """What a block holds, blocks within it included."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from _pieces(child, cards)
        else:
            yield from _piece(child, cards)


def _piece(element: Element, cards: list[Card]) -> Iterator[Piece]:
    """What one element says; nothing for what only a screen needs: controls, buttons, links between pages."""
    kind = element.type
    if kind == "html":
        mark = _MARK.fullmatch(element.value.strip())
        yield Piece("card", cards[int(mark[1])]) if mark else Piece("html", element.value)
    elif kind in _TEXTS:
        yield Piece(_TEXTS[kind], element.value)
    elif kind == "code":
        yield Piece("text", theme.markdown_text(element.value))
    elif kind == "metric":
        yield Piece("metric", (element.label, element.value, element.help or ""))
    elif kind == "button" and element.label.startswith("Show more"):
        yield Piece("note", f"Not shown here: {element.label.removeprefix('Show more ').strip('()').removesuffix(' left')} more.")
    elif kind == "exception":
        yield Piece("failed", "it holds something that the program does not know how to draw")


def _is_lead(piece: Piece) -> bool:
    """Whether a piece is the head of its page; a page with nothing more has nothing to report."""
    return piece.kind == "html" and piece.content.startswith('<h1 class="px-page">')


def _unseen(pieces: list[Piece], seen: set) -> Iterator[Piece]:
    """The pieces that did not stand in an earlier view of the page."""
    for piece in pieces:
        sign = _sign(piece)
        if sign not in seen:
            seen.add(sign)
            yield piece


def _sign(piece: Piece) -> tuple:
    """What makes two pieces the same to a reader."""
    if piece.kind != "card":
        return piece.kind, piece.content
    card = piece.content
    said = tuple(sorted(card.figure.layout.meta.items())) if card.figure is not None else tuple(card.data.columns)
    return piece.kind, card.key, card.title, len(card.data), said


def view_of(opened: Opened, selection: Selection, page: str) -> View:
    """The data set as one page sees it under a selection."""
    return replace(View(opened, selection, in_words(opened, selection)), page=page)
