"""HTML and Markdown into lines of plain text, one a paragraph; markup that the parser cut is detected, not lost in silence."""

import html
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from pipeline.decoding import clean_line

BLOCKS = frozenset(["address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir",
                    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
                    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section",
                    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"])
SILENT = frozenset(["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video",
                    "select", "textarea", "button", "input", "head", "title", "meta", "link", "map"])
MAX_DEPTH = 240
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,15}+)[^<>]{5000,}>")
_DECLARATION = re.compile(r"^\s*<\?xml\b[^<>]{0,200}>")  # of an encoding that is past; the parser refuses it in text
_MANY_ATTRIBUTES = 500
_CHARSET = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_MARKS = ((re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)"), ""),
          (re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)"), r"\1"),
          (re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1"), r"\2"),
          (re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]{1,400})(?<=\S)[*_](?![\w*])"), r"\1"),
          (re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$"), r"\1"), (re.compile(r"^\s{0,3}(?:>\s?)+"), ""),
          (re.compile(r"`([^`\n]{1,200})`"), r"\1"),
          (re.compile(r"</?[a-zA-Z][^<>]{0,500}>"), ""))


class TooDeep(ValueError):
    """The markup is nested deeper than any page; its parser would drop the inside in silence."""


def tree(markup: str) -> lxml_html.HtmlElement:
    """The parsed page.

    Raises:
        TooDeep: tags are nested so deep that the parser loses text.
    """
    markup = _without_floods(_DECLARATION.sub("", markup, count=1))
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    # Forms and inputs are elements like all others here; asking for each element's class in Python costs a tenth of the reading.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
    try:
        root = lxml_html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, ValueError):
        return lxml_html.document_fromstring("<html><body></body></html>")
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise TooDeep("tags nested too deep")
    return root


def _without_floods(markup: str) -> str:
    """Tags with thousands of attributes without them: the parser's time grows with their square."""
    return _LONG_TAG.sub(lambda tag: f"<{tag[1]}>" if tag[0].count("=") + tag[0].count(" ") > _MANY_ATTRIBUTES else tag[0], markup)


def lines_of(root: lxml_html.HtmlElement, gap: str = "") -> Iterator[tuple[str, str]]:
    """Tag and text of each block of the tree, in reading order; `gap` stands between the inline elements of a line."""
    parts: list[str] = []
    tag = "p"
    for kind, text in _pieces(root):
        if kind:
            if line := clean_line(gap.join(parts)):
                yield tag, line
            parts, tag = [], kind
        else:
            parts.append(text)
    if line := clean_line(gap.join(parts)):
        yield tag, line


def _pieces(root: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    """("", text) of each text, and (tag, "") at each border of a block."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for border, element in walker:
        name = element.tag if isinstance(element.tag, str) else "script"
        if border == "start" and name in SILENT:
            walker.skip_subtree()
        elif border == "start":
            if name in BLOCKS:
                yield name, ""
            if element.text:
                yield "", element.text
        else:
            if name in BLOCKS and name != "br":
                yield "p", ""
            if element.tail and element is not root:
                yield "", element.tail


def declared_encoding(page: bytes) -> str:
    """The encoding that a page declares in its first bytes, or "".

    Example:
        >>> declared_encoding(b'<html><head><meta charset="windows-1251">')
        'windows-1251'
    """
    match = _CHARSET.search(page[:4096])
    return match[1].decode("ascii") if match else ""


def is_markup(text: str) -> bool:
    """Whether a text is HTML rather than plain or Markdown text.

    Example:
        >>> is_markup("<div><p>The bridge opened.</p></div>"), is_markup("Harlow < Moss")
        (True, False)
    """
    return bool(re.search(r"<(?:p|div|br|article|section|span|h[1-6]|ul|table)\b[^<>]{0,500}>", text[:50_000], re.IGNORECASE))


def plain(line: str) -> str:
    """A line of Markdown without its marks.

    Example:
        >>> plain("## The **old** [bridge](https://harlow.example/b) _opened_")
        'The old bridge opened'
    """
    for pattern, replacement in _MARKS:
        line = pattern.sub(replacement, line)
    return clean_line(html.unescape(line))
