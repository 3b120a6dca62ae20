"""Pages written in their own ways put into one shape: tables that lay a page out become divisions, running text becomes paragraphs."""

import re
from collections.abc import Container
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from pipeline import markup

# Of the tags that hold a text without being one of its paragraphs.
_HOLDERS = ("div", "section", "article", "main", "td", "body", "center")
_TABLE_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th")
_SHORTEST = 80
_LINKED = 0.5
_NOT_TAKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def set_paragraphs(root: lxml_html.HtmlElement) -> None:
    """Make paragraphs of text in divisions and between line breaks, where most of the page's text stands so.

    Args:
        root: the parsed page; it is changed.

    Example:
        >>> root = markup.tree("<div>" + "The bridge opened. " * 9 + "<br><br>Nobody came.</div>")
        >>> set_paragraphs(root)
        >>> [p.text_content().strip()[-12:] for p in root.iter("p")]
        ['idge opened.', 'Nobody came.']
    """
    _set_divisions(root)
    holders = [e for e in root.iter(*_HOLDERS) if _own(e) >= _SHORTEST]
    if sum(map(_own, holders)) <= sum(len(p.text_content()) for p in root.iter("p")):
        return
    leaves = {holder for holder in holders if _is_leaf(holder) and holder.getparent() is not None}
    beside = {e for holder in leaves for e in holder.getparent()
              if e.tag == holder.tag and (e.get("class") == holder.get("class") or _is_subhead(e, leaves))}
    for holder in dict.fromkeys([*holders, *beside]):
        if _is_leaf(holder) and holder.tag == "div" and not _has_gap(holder):
            holder.tag = "p"
        else:
            _set_runs(holder)


def _set_divisions(root: lxml_html.HtmlElement) -> None:
    """Make divisions of the tables that lay a page out: a cell of theirs holds several paragraphs, a headline or another table."""
    laid_out = {table: None for cell in root.iter("td") if _is_laid_out(cell) for table in islice(cell.iterancestors("table"), 1)}
    for table in laid_out:
        parts = [part for part in table.iter(*_TABLE_PARTS) if next(part.iterancestors("table"), None) is table]
        for element in (table, *parts):
            element.tag = "div"


def _is_laid_out(cell: lxml_html.HtmlElement) -> bool:
    """Whether a cell of a table holds more than a value."""
    if next(cell.iter("h1", "table"), None) is not None or _has_gap(cell):
        return True
    return sum(len(p.text_content()) >= _SHORTEST for p in islice(cell.iter("p"), 3)) >= 2


def _is_subhead(element: lxml_html.HtmlElement, leaves: Container) -> bool:
    """Whether a division without a link stands between two of the text."""
    return element.getprevious() in leaves and element.getnext() in leaves and _is_leaf(element) and next(element.iter("a"), None) is None


def _own(element: lxml_html.HtmlElement) -> int:
    """Characters of running text that stand in a block itself, in its inline elements too, but not in links."""
    return sum(len(text.strip()) for text in (element.text, *(child.tail for child in element)) if text and len(text.strip()) >= 20)


def _is_leaf(element: lxml_html.HtmlElement) -> bool:
    """Whether a block holds inline elements and line breaks only."""
    return not any(e.tag in markup.BLOCKS and e.tag != "br" for e in element.iterdescendants(etree.Element))


def _has_gap(element: lxml_html.HtmlElement) -> bool:
    """Whether two line breaks stand in a row in a block."""
    return any(e.tag == "br" and not (e.tail or "").strip() and (after := e.getnext()) is not None and after.tag == "br" for e in element)


def _set_runs(holder: lxml_html.HtmlElement) -> None:
    """Put each stretch of text between blocks and double line breaks into a paragraph of its own."""
    children = list(holder)
    paragraph = _paragraph(holder.text)
    out = [paragraph]
    holder.text = None
    for child in children:
        tail, child.tail = child.tail, None
        is_gap = child.tag == "br" and len(paragraph) > 0 and paragraph[-1].tag == "br" and not (paragraph[-1].tail or "").strip()
        if is_gap or (child.tag in markup.BLOCKS and child.tag != "br"):
            paragraph = _paragraph(tail)
            out += [child, paragraph] if not is_gap else [paragraph]
        else:
            child.tail = _settable(tail)
            paragraph.append(child)
    for child in list(holder):
        holder.remove(child)
    holder.extend(e for e in out if e.tag != "p" or len(e) or (e.text or "").strip())


def _paragraph(text: str | None) -> lxml_html.HtmlElement:
    """A new paragraph that begins with a text."""
    made = lxml_html.Element("p")
    made.text = _settable(text)
    return made


def _settable(text: str | None) -> str | None:
    """A text without the characters that the parser gives but does not take."""
    return text and _NOT_TAKEN.sub("", text)
