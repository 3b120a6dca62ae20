"""Live blogs: pages that an outlet writes entry by entry over hours. Each stays one article, is marked, and keeps its entries' times."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from pipeline import markup, moments
from pipeline.decoding import clean_line
from pipeline.page_rest import LeftOut
from pipeline.page_text import PageText

_I = re.IGNORECASE
_NAME = re.compile(r"live-?blog|live-?(?:updates?|post|entry|feed)|lx-stream|live-?reporting|liveticker|news-?ticker", _I)
_ADDRESS = re.compile(r"/live(?:/|blog|-blog|-updates?|ticker)|-live(?:-updates?|-blog)?(?:[/.?]|$)|live-updates|liveblog|liveticker", _I)
_TITLE = re.compile(r"\blive(?:[ -](?:updates?|blog|ticker|coverage|reporting))\b|(?:^|[-–—|:]\s)live\b|\blive:\s|\bas it happened\b", _I)
# Of different times on a page: teasers of other articles and comments bear some too.
_LEAST_TIMES = 6
_MOST_ENTRIES = 5_000
# Of the words that the page shows: below, its data hold the last entries only.
_ENOUGH = 0.7


@dataclass
class LiveBlog:
    """What a page says of its entries: their number, first and last moment as written, and the texts of those that its data hold."""

    n_entries: int = 0
    times: list[str] = field(default_factory=list)
    entries: list[tuple[str, list[str]]] = field(default_factory=list)


def read(root: lxml_html.HtmlElement, updates: Iterable[Mapping], url: str, titles: Iterable[str]) -> LiveBlog:
    """The entries of a live blog; none where the page is not one.

    Args:
        root: the parsed page, still whole.
        updates: the entries as the page's JSON-LD has them.
        url: the page's address.
        titles: its headline, in all forms known.
    """
    entries = list(_entries(updates))
    if len(entries) >= 2:
        return LiveBlog(len(entries), [time for time, _ in entries if time], entries)
    times = dict.fromkeys(e.get("datetime") or clean_line(e.text_content()) for e in root.iter("time"))
    times = [time for time in times if re.search(r"\d", time)]
    is_live = len(times) >= _LEAST_TIMES and (_ADDRESS.search(url) or any(map(_TITLE.search, titles)) or _is_named(root))
    return LiveBlog(len(times), times) if is_live else LiveBlog()


def _is_named(root: lxml_html.HtmlElement) -> bool:
    """Whether several parts of a page are named as entries of a live blog."""
    named = 0
    for element in root.iter(etree.Element):
        named += bool(_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]))
        if named >= _LEAST_TIMES:
            return True
    return False


def _entries(updates: Iterable[Mapping]) -> Iterator[tuple[str, list[str]]]:
    """Moment and lines of each entry: its heading, then its text."""
    for _, update in zip(range(_MOST_ENTRIES), updates, strict=False):
        if isinstance(update, Mapping):
            body = update.get("articleBody") or update.get("text") or update.get("description") or ""
            lines = [clean_line(str(update.get("headline") or "")), *_lines(str(body))]
            if any(lines):
                yield clean_line(str(update.get("datePublished") or "")), list(dict.fromkeys(filter(None, lines)))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text that may be markup."""
    if not markup.is_markup(text):
        yield from (markup.plain(line) for line in text.split("\n"))
        return
    try:
        yield from (line for _, line in markup.lines_of(markup.tree(text)))
    except markup.TooDeep:  # the entry is left to what the page shows
        return


def with_entries(text: PageText, blog: LiveBlog) -> PageText:
    """The text of a page from its entries, where its data hold most of what it shows; else as it was."""
    lines = [line for _, entry in blog.entries for line in entry]
    if sum(len(line.split()) for line in lines) < _ENOUGH * sum(len(line.split()) for line in text.paragraphs):
        return text
    whole = "\n".join(lines)
    around = [LeftOut(item.text, item.reason) for item in text.removed if item.text not in whole]
    rest = [LeftOut(line, "boilerplate") for line in text.paragraphs if line not in whole]
    times = [LeftOut(f"{time}: {entry[0]}"[:300], "dateline") for time, entry in blog.entries if time]
    return PageText(lines, around + rest + times)


def span(blog: LiveBlog) -> tuple[str, str]:
    """First and last moment of the entries, to the minute, or two empty texts.

    Example:
        >>> span(LiveBlog(2, ["2031-05-05T11:00:00Z", "2031-05-05T09:30:00Z"]))
        ('2031-05-05 09:30', '2031-05-05 11:00')
    """
    found = sorted(moment.at for time in blog.times[:_MOST_ENTRIES] if (moment := moments.read(time)) and moments.is_plausible(moment))
    return (f"{found[0]:%Y-%m-%d %H:%M}", f"{found[-1]:%Y-%m-%d %H:%M}") if found else ("", "")
