"""Feeds as RSS or Atom: one article an entry, full where the feed holds the text and an excerpt where it only teases."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from pipeline import markup, teasers
from pipeline.article import Candidate, InputFile, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError
from pipeline.readers import _feed_names, _markup
from pipeline.text import words

NAME = "feed"
SUFFIXES = (".rss", ".atom", ".xml")
EXAMPLE = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harlow Herald | Local news</title><link>https://harlowherald.example/</link>
<item><title>Old mill bridge reopens</title><link>https://harlowherald.example/bridge</link>
<pubDate>Sun, 04 May 2031 09:30:00 +0200</pubDate><dc:creator>Ada Brook</dc:creator>
<content:encoded><![CDATA[<p>The old mill bridge opened to walkers on Sunday.</p>
<p>Four hundred people crossed it before noon.</p>]]></content:encoded>
</item>
<item><title>Bridge repair cost two millions</title><link>https://harlowherald.example/cost</link>
<description>The council spent twice what it planned. Read more</description></item>
</channel></rss>
"""
_ENTRIES = ("item", "entry")
_SUMMARIES = ("description", "summary")
_FULL_WORDS = 150
# Titles, captions and notes of pictures, videos and episodes bear the names of an entry's own.
_NOT_OF_THE_TEXT = re.compile(r"mrss|itunes|podcast|google\.com/schemas/play|georss|slash|rssmodules/comments?", re.IGNORECASE)
_EPISODE, _LONGEST_NOTES = ("audio/", "video/"), 1_000
# Feeds of this version had to name it. It is named only: nothing of it is fetched, and what it defines is known anyway.
_DOCTYPE = "-//Netscape Communications//DTD RSS 0.91//EN"
_FEED_TAGS = frozenset(["rss", "feed", "rdf:rdf", "atom:feed"])


def recognises(head: bytes, source_file: str) -> int:
    """XML whose outermost element is that of a feed, or any markup with the suffix of one."""
    tag = _markup.first_tag(head).lower()
    return 96 if tag in _FEED_TAGS else 45 if tag and source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record an entry; behind a place that is no XML, reading goes on as well as it can."""
    if _markup.first_tag(file.head).lower() not in _FEED_TAGS:
        raise InputError(file.source_file, "is XML, but no feed", "give feeds as RSS or Atom, or save the articles as web pages")
    n_given = 0
    try:
        for record in _cut(file, is_lenient=False):
            n_given += 1
            yield record
    except etree.XMLSyntaxError as error:
        yield from _behind_break(file, n_given)
        yield InputError(file.source_file, f"is no whole XML ({clean_line(str(error))})", "save the feed anew; its whole entries are read",
                         f"line {error.lineno or 1}")


def _behind_break(file: InputFile, n_given: int) -> Iterator[Record]:
    """The entries that a lenient parser finds behind those given; the one in which the file ends is not whole."""
    is_cut_off, held = _ends_early(file), None
    try:
        for record in islice(_cut(file, is_lenient=True), n_given, None):
            if held:
                yield held
            held = record
    except etree.XMLSyntaxError:
        is_cut_off = True  # the error that led here says where
    if held and not is_cut_off:
        yield held


def _ends_early(file: InputFile) -> bool:
    """Whether the file stops before its outermost element is closed."""
    last = b""
    with file.open() as stream:
        while part := stream.read(1 << 20):
            last = (last + part)[-400:]
    return re.search(rb"</[\w:.-]{1,60}\s{0,20}>\s{0,200}(?:<!--[^<>]{0,200}-->\s{0,20})?$", last.replace(b"\x00", b"")) is None


def _cut(file: InputFile, *, is_lenient: bool) -> Iterator[Record]:
    """The entries of a feed, one in memory at a time, each with what the feed says of itself before it."""
    feed: dict[str, str] = {}
    number = 0
    with file.open() as stream:
        for _, node in etree.iterparse(stream, events=("end",), recover=is_lenient, **_markup.SAFE):
            name, parent = _markup.local(node), node.getparent()
            if parent is None or number == 0:
                _markup.refuse_doctype(node, file.source_file, allowed=_DOCTYPE)
            if name in _ENTRIES and parent is not None and _markup.local(parent) not in _ENTRIES:
                number += 1
                content = _markup.with_characters(etree.tostring(node, encoding="utf-8", with_tail=False))
                yield Record(NAME, file.source_file, f"entry {number}", (content, dict(feed)))
                _forget(node)
            elif parent is not None and _markup.local(parent) in ("channel", "feed") and name in ("title", "link", "language"):
                feed.setdefault(name, clean_line(html.unescape(_markup.text_of(node)) or node.get("href") or ""))


def _forget(node: etree._Element) -> None:
    """Drop an entry and all that stands before it from memory."""
    node.clear()
    while node.getprevious() is not None:
        del node.getparent()[0]


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one entry."""
    content, feed = record.payload
    entry = _markup.element(content, record.source_file, record.source_position)
    found = _fields(entry)
    url = _address(entry, found)
    raw = RawArticle(record.source_file, record.source_position, NAME, url=url, language=feed.get("language", ""))
    raw.titles = _candidates(found, ("title",))
    raw.authors = _candidates(found, ("creator", "author"))
    raw.dates = _candidates(found, ("pubdate", "published", "issued", "date", "updated"))
    raw.modified = _candidates(found, ("updated", "modified"))
    raw.outlets = [Candidate(name, "feed entry source") for name in found.get("source", ())]
    raw.outlets += _feed_names.candidates(feed.get("title", ""), url or feed.get("link", ""))
    if not url:
        raw.domain = feed.get("link", "")
    bodies, summaries = ([text for name in names for text in found.get(name, ())] for names in (("encoded", "content"), _SUMMARIES))
    _fill_text(raw, bodies, summaries)
    if not raw.is_excerpt and _is_episode(entry):  # what is said stands in the recording; these are its notes
        notes = teasers.opening(markup.plain(_plain(raw.html)))[:_LONGEST_NOTES]
        raw.is_excerpt, raw.html, raw.description = True, "", raw.description or notes
    if not raw.titles and not raw.html and not raw.description:
        raise InputError(record.source_file, "has an entry without title and text", "remove it", record.source_position)
    yield raw


def _fields(entry: etree._Element) -> dict[str, list[str]]:
    """Name to the texts of an entry's elements."""
    found: dict[str, list[str]] = {}
    for node in entry:
        name = _markup.local(node)
        if isinstance(node.tag, str) and _NOT_OF_THE_TEXT.search(node.tag.rpartition("}")[0]):
            continue
        if name == "author" or name == "source":
            named = [child for child in node if _markup.local(child) in ("name", "title")]
            text = ", ".join(map(_markup.text_of, named)) if len(node) else _markup.text_of(node)
        elif node.get("type") == "xhtml" or len(node):
            text = etree.tostring(node, encoding="unicode", with_tail=False)
        else:
            text = _markup.text_of(node)
        if text.strip():
            found.setdefault(name, []).append(text.strip())
    return found


def _is_episode(entry: etree._Element) -> bool:
    """Whether an entry brings a recording: an enclosure or link of sound or film."""
    return any(node.get("type", "").lower().startswith(_EPISODE) for node in entry
               if _markup.local(node) == "enclosure" or (_markup.local(node) == "link" and node.get("rel") == "enclosure"))


def _address(entry: etree._Element, found: dict[str, list[str]]) -> str:
    """The address of the article."""
    links = [node.get("href", "") for node in entry if _markup.local(node) == "link" and node.get("rel", "alternate") == "alternate"]
    origin = [*found.get("origlink", ()), *filter(None, links), *found.get("link", ()), *found.get("guid", ()), *found.get("id", ())]
    return next((clean_line(url) for url in origin if url.startswith("http")), "")


def _candidates(found: dict[str, list[str]], names: Iterable[str]) -> list[Candidate]:
    """The values of some elements, best first."""
    return [Candidate(clean_line(markup.plain(_plain(text))), f"feed {name}") for name in names for text in found.get(name, ())]


def _plain(text: str) -> str:
    """A text that may be markup, without it."""
    return re.sub(r"<[^<>]{0,2000}>", " ", text)


def _fill_text(raw: RawArticle, bodies: list[str], summaries: list[str]) -> None:
    """The text, where the entry holds one that does not go on elsewhere; the summary as description."""
    longest = max([*bodies, *summaries], key=len, default="")
    inside = clean_line(markup.plain(_plain(longest)))
    is_whole = bool(inside) and not teasers.is_opening(inside) and (longest in bodies or len(words(inside)) >= _FULL_WORDS)
    summary = teasers.opening(markup.plain(_plain(summaries[0] if summaries else longest)))
    raw.is_excerpt = not is_whole
    if is_whole:
        raw.html = longest if markup.is_markup(longest) else f"<p>{longest}</p>"
        raw.description = summary if summaries and summaries[0] != longest else ""
    else:
        raw.description = summary
