"""Text that a page holds in the data of its scripts alone: a program draws it, and the page was saved before that."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import html as lxml_html

from pipeline import markup
from pipeline.decoding import clean_line

_ASSIGNED = re.compile(r"^\s{0,200}(?:window|self|globalThis)[\w.$\[\]\"']{1,80}\s{0,3}=\s{0,3}(?=[{\[])")
_SENTENCE = re.compile(r"[.!?…][\"”’)]*(?:\s|$)")
# Under these keys stand the parts of a text; an object with an address and no such key is a teaser of another page.
_PARTS = ("text", "value", "html", "content", "body", "data", "children", "nodes", "blocks", "elements", "items", "paragraphs", "copy")
_LEADS_AWAY = ("url", "href", "link", "slug", "path")
_SHORTEST, _DEEPEST, _MOST_CHARACTERS = 60, 40, 5_000_000
_NEARLY = 0.8


def sources(root: lxml_html.HtmlElement) -> list[str]:
    """The data of a page's scripts, not read yet; that of JSON-LD is read elsewhere."""
    return [script.text for script in root.iter("script") if script.text and len(script.text) <= _MOST_CHARACTERS
            and ((script.get("type") or "").lower() == "application/json" or _ASSIGNED.match(script.text[:400]))]


def lines(stored: Iterable[str]) -> list[str]:
    """The lines of the longest running text in the data, or none.

    Args:
        stored: what `sources` gave.

    Example:
        >>> text = "The old mill bridge opened to walkers on Monday after two years of repair."
        >>> lines(['{"page": {"title": "Bridge", "body": [{"type": "paragraph", "text": "' + text + '"}]}}']) == [text]
        True
    """
    found = [text for source in stored for text in _texts(_loaded(source), 0)]
    longest = max(map(_length, found), default=0)
    return min((text for text in found if longest and _length(text) >= _NEARLY * longest), key=_length, default=[])


def _loaded(source: str) -> object:
    """The value of a script's data; none where it is no JSON."""
    match = _ASSIGNED.match(source[:400])
    try:
        return json.JSONDecoder(strict=False).raw_decode(source, match.end() if match else len(source) - len(source.lstrip()))[0]
    except (ValueError, RecursionError):
        return None


def _texts(value: object, depth: int) -> Iterator[list[str]]:
    """Each list of a value, and each markup in it, as the lines that it would show."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str) and len(value) > _SHORTEST and ("<p" in value or "\n" in value):
        yield list(_shown(value, depth))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner, depth + 1)
    elif isinstance(value, list):
        yield [line for item in value for line in _shown(item, depth)]
        for inner in value:
            yield from _texts(inner, depth + 1)


def _shown(value: object, depth: int) -> Iterator[str]:
    """The lines of one part of a text."""
    if isinstance(value, str):
        yield from _lines_of(value)
    elif isinstance(value, list) and depth <= _DEEPEST:
        if value and all(isinstance(item, Mapping) and isinstance(item.get("text", item.get("value")), str) for item in value):
            yield from _lines_of("".join(item.get("text", item.get("value")) for item in value))  # one line, cut where its type changes
        else:
            yield from (line for item in value for line in _shown(item, depth + 1))
    elif isinstance(value, Mapping) and depth <= _DEEPEST and not any(value.get(key) for key in _LEADS_AWAY):
        yield from (line for key in _PARTS for line in _shown(value.get(key), depth + 1))


def _lines_of(text: str) -> Iterator[str]:
    """The lines of a text that may be markup; names, addresses and keys are none."""
    try:
        found = [line for _, line in markup.lines_of(markup.tree(text))] if markup.is_markup(text) else map(clean_line, text.split("\n"))
    except markup.TooDeep:
        return
    yield from (line for line in found if " " in line)


def _length(text: list[str]) -> int:
    """Characters of the sentences of a text."""
    return sum(len(line) for line in text if len(line) >= _SHORTEST and _SENTENCE.search(line))
