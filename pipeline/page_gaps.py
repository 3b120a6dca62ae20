"""Lines of a page that stand in the flow of its text and were missed: short paragraphs, subheads, quoted blocks, the opening."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree
from lxml import html as lxml_html

from pipeline import markup
from pipeline.decoding import clean_line
from pipeline.text import words

# What a text is made of; an aside, a figure or a form stands in it and is no part of it.
_FLOW = frozenset(["p", "li", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dl", "dt", "dd"])
_MAIN = 0.8
_SAME = 0.5
_SHORTEST_OPENING = 100
_SEVERAL = 3
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a page: the block that holds it, its text, and how many characters of it are links."""

    holder: lxml_html.HtmlElement
    text: str
    n_linked: int


def linked_subheads(root: lxml_html.HtmlElement) -> set[lxml_html.HtmlElement]:
    """Headings that are links, as a list of places or products has them: several of a kind in one block, each right above a paragraph.

    A single one, or one among others that are none, leads to another article.
    """
    found: dict[tuple, list[lxml_html.HtmlElement]] = {}
    for heading in root.iter("h2", "h3", "h4"):
        found.setdefault((heading.getparent(), heading.tag), []).append(heading)
    out: set[lxml_html.HtmlElement] = set()
    for headings in found.values():
        linked = [heading for heading in headings if _is_above_text(heading) and next(heading.iter("a"), None) is not None]
        if len(linked) >= _SEVERAL and len(linked) > len(headings) / 2:
            out.update(linked)
    return out


def _is_above_text(heading: lxml_html.HtmlElement) -> bool:
    """Whether a paragraph of a sentence stands between a heading and the next one of its level in its block."""
    behind = takewhile(lambda element: element.tag != heading.tag, heading.itersiblings())
    return any(element.tag == "p" and len(text := element.text_content()) >= _SHORTEST_OPENING
               and sum(len(link.text_content()) for link in element.iter("a")) < 0.5 * len(text) for element in behind)


def filled(root: lxml_html.HtmlElement, lines: list[str], subheads: Container = ()) -> list[str]:
    """The lines of a page's text with those of its flow that were missed.

    A line belongs to the flow where it stands between two lines of the text, in a block that holds some of it, or beside such a block
    of its kind. Before the first line it does as a paragraph of two sentences below the headline.

    Args:
        root: the parsed page.
        lines: what was found of its text, in reading order.
        subheads: headings that belong to it although they are links.
    """
    places = list(places_of(root))
    is_text = known(places, lines)
    at = {line: n for n, line in enumerate(lines)}
    whole = [n for n, place in enumerate(places) if place.text in at]  # a teaser elsewhere has half of a line's words at most
    if not whole:
        return lines
    first, last = whole[0], whole[-1]
    flow = _Flow(root, [place for place, found in zip(places, is_text, strict=True) if found])
    behind: dict[int, list[str]] = {}
    n_before = 0
    for place, found in zip(places[first:last], is_text[first:last], strict=True):
        if found:
            n_before = at.get(place.text, n_before)
        elif (place.n_linked < 0.5 * len(place.text) or place.holder in subheads) and flow.holds(place):
            behind.setdefault(n_before, []).append(place.text)
    opening = _opening([place for place, found in zip(places[:first], is_text[:first], strict=True) if not found])
    return opening + [each for n, line in enumerate(lines) for each in (line, *behind.get(n, ()))]


def _opening(before: list[Place]) -> list[str]:
    """The paragraphs of several sentences between the headline and the text."""
    headline = max((n for n, place in enumerate(before) if place.holder.tag == "h1"), default=len(before))
    return [place.text for place in before[headline:] if place.holder.tag == "p" and len(place.text) >= _SHORTEST_OPENING
            and place.n_linked < 0.3 * len(place.text) and len(_SENTENCE_END.findall(place.text)) >= 2]


class _Flow:
    """The blocks of a page that hold its text."""

    def __init__(self, root: lxml_html.HtmlElement, text: Iterable[Place]):
        self.held: dict[lxml_html.HtmlElement, int] = {}
        self.holders = set()
        for place in text:
            self.holders.add(place.holder)
            element = place.holder
            while element is not None:
                self.held[element] = self.held.get(element, 0) + len(place.text)
                element = element.getparent()
        self.main = root
        while (inner := next((e for e in self.main if self.held.get(e, 0) >= _MAIN * self.held[root]), None)) is not None:
            self.main = inner

    def holds(self, place: Place) -> bool:
        """Whether a line stands in a block of the text, or beside one of its kind, with nothing but text around it."""
        child = place.holder
        if child in self.holders:
            return self._is_main(child)
        while (around := child.getparent()) is not None and (child.tag in _FLOW or self._is_one_of_many(child, around)):
            if around in self.held:
                return self._is_main(around) and (around in self.holders or any(
                    other in self.held and (other.tag in _FLOW or other.tag == child.tag) for other in around))
            child = around
        return False

    def _is_main(self, element: lxml_html.HtmlElement) -> bool:
        """Whether an element is where most of the text stands, or inside of it."""
        return element is self.main or self.main in element.iterancestors()

    def _is_one_of_many(self, child: lxml_html.HtmlElement, around: lxml_html.HtmlElement) -> bool:
        """Whether a division stands beside another of the same class that holds text."""
        return child.tag == "div" and any(other in self.held and other.tag == "div" and other.get("class") == child.get("class")
                                          for other in around)


def known(places: Iterable[Place], lines: list[str]) -> list[bool]:
    """Whether each line of the page is among the lines, whole or by half of its words."""
    whole = " ".join(" ".join(words(line)) for line in lines)
    exact = set(lines)
    pieces = set().union(*map(runs, lines))

    def is_known(text: str) -> bool:
        own = runs(text)
        return len(own & pieces) >= _SAME * len(own) if own else " ".join(words(text)) in whole

    return [place.text in exact or is_known(place.text) for place in places]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every four words in a row.

    Example:
        >>> sorted(runs("The old mill bridge opened."))
        [('old', 'mill', 'bridge', 'opened'), ('the', 'old', 'mill', 'bridge')]
    """
    found = words(text)
    return set(zip(found, found[1:], found[2:], found[3:], strict=False))


def places_of(root: lxml_html.HtmlElement) -> Iterator[Place]:
    """Each line of a page in reading order."""
    parts: list[str] = []
    holders, n_links, n_linked = [root], 0, 0
    for border, name, element in _borders(root):
        if name in markup.BLOCKS:
            if text := clean_line("".join(parts)):
                yield Place(holders[-1], text, n_linked)
            parts, n_linked = [], 0
            if name != "br":
                holders = [*holders, element] if border == "start" else holders[:-1] or [root]
        n_links += (border == "start") - (border == "end") if name == "a" else 0
        text = element.text if border == "start" else element.tail
        if text and not (border == "start" and name in markup.SILENT):
            parts.append(text)
            n_linked += len(text.strip()) if n_links > 0 else 0


def _borders(root: lxml_html.HtmlElement) -> Iterator[tuple[str, str, lxml_html.HtmlElement]]:
    """Start and end of each element that shows text, with its name."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for border, element in walker:
        name = element.tag if isinstance(element.tag, str) else "script"
        if border == "start" and name in markup.SILENT:
            walker.skip_subtree()
        yield border, name, element
