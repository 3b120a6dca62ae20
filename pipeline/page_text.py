"""The main text of a web page: marked surroundings taken out by name, the article found, its paragraphs kept."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from pipeline import markup, outlet_names, page_gaps, page_marks, page_rest, page_shape, page_stored
from pipeline.decoding import clean_line
from pipeline.page_rest import LeftOut

_I = re.IGNORECASE
# Class or id names, in small letters, of what stands around or inside an article and is none of its text, with the reason it is left out.
_MARKED = (
    ("caption", re.compile(r"caption|photo-?credit|image-?credit|media-?credit|credit-?line|image__?meta|wp-caption-text|figcaption|"
                           r"photo-?info|img-?desc")),
    ("plug", re.compile(r"newsletter|sign-?up|subscri(?:be(?!rs?-(?:preview|premium|only|content))|ption)|(?!^paywall$)paywall|"
                        r"donat(?:e|ion)|(?<!node-)(?<!node--)promo(?!tion-content)|call-?to-?action|"
                        r"\bcta\b|app-?download|inline-?promo")),
    ("related", re.compile(r"related|recirc|read-?more|readmore|more-?stories|more-?from|also-?read|recommend|you-?may|trending|"
                           r"most-?(?:read|popular|viewed)|popular-?posts|up-?next|"
                           r"next-?article|taboola|outbrain|see-?also|further-?reading|inline-?link|article-?links|storylink|"
                           r"teaser(?!-content)")),
    ("byline", re.compile(r"author-?(?:bio|box|info|card|desc|details|profile|about)|about-?(?:the-?)?author|post-?author|byline|"
                          r"bio-?box|contributor-?(?:bio|info)|author__bio")),
    ("boilerplate", re.compile(r"share|social|comment(?!ary)|disqus|toolbar|tool-?bar|breadcrumb|cookie|consent|disclaimer|copyright|"
                               r"\btags?\b|tag-?list|topics-?list|print-?only|screen-?reader|"
                               r"visually-?hidden|sr-only|advert|\bads?\b|ad-?(?:slot|unit|container|wrapper|label)|sponsor|affiliate|"
                               r"rating|footnote-?ref|toc\b|table-of-contents|skip-?link|"
                               r"article-?tools|audio-?player|video-?player|transcript-?toggle")),
)
_COMMENTS = re.compile(r"(?:\b|_)comments?(?:[\s_-]|$)|comment-?(?:list|section|thread|area|body)|disqus|forum|discussion", _I)
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", _I)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NEVER = frozenset(["html", "body", "main", "article"])
# Below 0.6 it is mostly comments and teasers that share the paragraphs' class; 0.1, 0.3, 0.6 and never were tried on 303 pages.
_SHORTEST, _MUCH = 60, 0.6
_INLINE = frozenset(["a", "b", "i", "em", "strong", "span", "script", "style"])
_ENOUGH, _MOST = 0.25, 0.7
_FEW_WORDS = 50
_MAX_SHARE, _FREE_CHARACTERS, _MAX_COMMENTS, _HALF = 0.15, 400, 0.7, 0.5


@dataclass
class PageText:
    """Paragraphs of a page, and what else it shows."""

    paragraphs: list[str]
    removed: list[LeftOut]


def read(root: lxml_html.HtmlElement, article_body: str = "", url: str = "") -> PageText:
    """The main text of a page.

    Args:
        root: the parsed page; it is changed.
        article_body: the text as the page's JSON-LD has it, or "".
        url: the page's address, or "".
    """
    page_shape.set_paragraphs(root)
    prose = _prose(root)
    shown = list(page_gaps.places_of(root))
    reasons = _take_out(root, prose)
    stored = page_stored.sources(root)
    etree.strip_elements(root, "script", "style", "svg", with_tail=False)  # no text of anybody's, and half of a page to copy
    subheads = page_gaps.linked_subheads(root)
    links = _link_lines(root, subheads)
    densest = _densest(root, prose)
    paragraphs = _paragraphs(root)
    block = _block_lines(densest)
    lines = _extracted(root, is_quick=True)
    if _n_words(lines) < _MUCH * _n_words(block):
        lines = _extracted(root, is_quick=False)
    found = _best(page_gaps.filled(root, _completed(lines, paragraphs), subheads), block, article_body)
    whole = _or_stored(found, stored)
    best = _trimmed(whole, article_body, {text: place[1:] for place, text in paragraphs})
    text = [line for line in best if line not in links]
    if _n_words(text) < _ENOUGH * _n_words(best) and _lead_elsewhere([links[line] for line in best if line in links], url):
        text = best  # the article is a list of links
    beside = [LeftOut(line, "related" if line in links else "boilerplate") for line in whole if line not in text]
    told = {item.text for item in beside}
    return PageText(text, beside + [item for item in page_rest.lines(shown, text, reasons) if item.text not in told])


def _extracted(root: lxml_html.HtmlElement, *, is_quick: bool) -> list[str]:
    """The lines that the extraction finds; the thorough one compares its own with two others and takes half as long again."""
    found = trafilatura.bare_extraction(root, favor_precision=True, include_comments=False, include_tables=True, fast=is_quick)
    return [line for text in (found.text if found else "").split("\n") if (line := _line(text))]


def _best(lines: list[str], block: list[str], article_body: str) -> list[str]:
    """The extracted lines, unless the densest block or the page's own JSON-LD shows that much is missing."""
    n_words = _n_words(lines)
    body = [line for text in re.split(r"\n+", article_body) if (line := clean_line(text))]
    if n_words < _ENOUGH * _n_words(block):
        lines, n_words = block, _n_words(block)
    if n_words < 0.5 * _n_words(body):
        return body
    return lines


def _or_stored(lines: list[str], stored: list[str]) -> list[str]:
    """The lines, or the text that the page's scripts hold where it shows next to none."""
    n_words = _n_words(lines)
    held = page_stored.lines(stored) if stored and n_words < _FEW_WORDS else []
    return held if _n_words(held) >= max(_FEW_WORDS, 2 * n_words) else lines


def _lead_elsewhere(links: list[str], url: str) -> bool:
    """Whether most links of a page at a known address lead to other sites."""
    own = outlet_names.registered_domain(url)
    sites = [outlet_names.registered_domain(link) for link in links if "//" in link]
    return bool(own) and sum(site not in ("", own) for site in sites) > _HALF * len(links)


def _link_lines(root: lxml_html.HtmlElement, subheads: Container) -> dict[str, str]:
    """Lines of several words without a full stop that are links as a whole, with their addresses: other articles."""
    found: dict[str, str] = {}
    blocks: dict[lxml_html.HtmlElement, bool] = {}
    for link in root.iter("a"):
        if not link.get("href"):
            continue  # a place that other links lead to
        around = link.getparent()
        while around is not None and around.tag not in markup.BLOCKS:
            around = around.getparent()
        text = clean_line(link.text_content())
        if around is None or around in subheads or len(text) < 15 or re.search(r"[.!?][\"”’]?$", text):
            continue
        if around not in blocks:
            blocks[around] = _is_links_only(around)
        if blocks[around]:
            found[text] = link.get("href")
    return found


def _is_links_only(block: lxml_html.HtmlElement) -> bool:
    """Whether all text of a short block stands in links."""
    whole = clean_line(block.text_content()[:2000])
    return len(whole) <= 1500 and sum(len(clean_line(link.text_content())) for link in block.iter("a")) >= 0.9 * len(whole) - 2


def _paragraphs(root: lxml_html.HtmlElement) -> list[tuple[tuple, str]]:
    """Place and text of each paragraph of some length; equal places mean siblings of one kind."""
    out = []
    for element in root.iter("p"):
        text = clean_line(element.text_content())
        parent = element.getparent()
        if len(text) >= _SHORTEST and parent is not None and sum(len(a.text_content()) for a in element.iter("a")) < 0.5 * len(text):
            out.append(((element.get("class"), parent.tag, parent.get("class"), parent.get("id")), text))
    return out


def _completed(lines: list[str], paragraphs: list[tuple[tuple, str]]) -> list[str]:
    """The lines with the paragraphs that stand among theirs, or right behind them, and were missed."""
    kept = set(lines)
    n_kept: dict[tuple, int] = {}
    for place, text in paragraphs:
        n_kept[place] = n_kept.get(place, 0) + len(text) * (text in kept)
    main = max(n_kept, key=n_kept.get, default=None)
    if main is None or n_kept[main] < 0.6 * sum(map(len, lines)):
        return lines
    missed = sum(len(text) for place, text in paragraphs if place == main and text not in kept)
    if missed < _MUCH * n_kept[main]:
        return lines
    out, after = list(lines), 0
    for place, text in paragraphs:
        if text in kept:
            after = out.index(text) + 1
        elif place == main:
            out.insert(after, text)
            after += 1
    return out


def _trimmed(lines: list[str], article_body: str, holders: Mapping[str, tuple]) -> list[str]:
    """The lines without those before and behind the text that the page's JSON-LD holds, where that is whole.

    Some publishers leave the first paragraph out of it: what stands in one block with its beginning belongs to it.
    """
    stated = page_gaps.runs(article_body)
    shared = [page_gaps.runs(line) for line in lines]
    if len(stated) < 80 or len(stated & set().union(*shared)) < 0.8 * len(stated):
        return lines
    inside = [n for n, runs in enumerate(shared) if runs and len(runs & stated) >= 0.5 * len(runs)]
    if not inside:
        return lines
    first = inside[0]
    while first and (holder := holders.get(lines[first - 1])) is not None and holder == holders.get(lines[first]):
        first -= 1
    return lines[first:inside[-1] + 1]


def _n_words(lines: list[str]) -> int:
    """Words of all lines."""
    return sum(len(line.split()) for line in lines)


def _densest(root: lxml_html.HtmlElement, prose: dict[lxml_html.HtmlElement, int]) -> lxml_html.HtmlElement:
    """The smallest element that holds most of the page's prose."""
    element = root
    while True:
        inner = max(element, key=lambda child: prose.get(child, 0), default=None)
        if inner is None or prose.get(inner, 0) < _MOST * prose.get(element, 0) or prose.get(inner, 0) == 0 or inner.tag == "p":
            return element
        element = inner


def _block_lines(block: lxml_html.HtmlElement) -> list[str]:
    """The running text of a block: paragraphs and long lines."""
    return [line for tag, line in markup.lines_of(block) if len(line) >= 60]


def _line(text: str) -> str:
    """One line without the marks of lists and tables."""
    text = text.strip()
    if text.startswith("|"):
        text = " ".join(cell.strip() for cell in text.split("|") if cell.strip(" -"))
    return clean_line(re.sub(r"^[-•*]\s+", "", text))


def _take_out(root: lxml_html.HtmlElement, prose: dict[lxml_html.HtmlElement, int]) -> dict[lxml_html.HtmlElement, str]:
    """Take marked surroundings out of the tree, but nothing that holds much of the page's prose; what was taken, with its reason."""
    total = prose.get(root, 0)
    allowed = max(min(_FREE_CHARACTERS, total * _HALF), total * _MAX_SHARE)  # half of a short page is its article
    shaped = page_marks.by_shape(root)
    marked = [(element, reason) for element in root.iter() if (reason := _reason(element) or shaped.get(element, ""))]
    by_name: dict[str, int] = {}
    for element, _ in marked:
        name = element.get("class") or element.tag
        by_name[name] = by_name.get(name, 0) + prose.get(element, 0)
    taken: dict[lxml_html.HtmlElement, str] = {}
    for element, reason in marked:
        name = element.get("class") or element.tag
        is_comment = bool(_COMMENTS.search(f"{name} {element.get('id') or ''}"))
        if element.getparent() is not None and by_name[name] <= (total * _MAX_COMMENTS if is_comment else allowed):
            taken[element] = "comment" if is_comment and reason == "boilerplate" else reason
            element.drop_tree()
    return taken


def _prose(root: lxml_html.HtmlElement) -> dict[lxml_html.HtmlElement, int]:
    """Characters of running text inside each element: paragraphs, and texts of some length that stand outside of any."""
    inside: dict[lxml_html.HtmlElement, int] = {}
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in markup.SILENT:
            continue
        if element.tag == "p":
            n = len(element.text_content().strip())
        else:
            n = sum(len(t) for t in (element.text, *(child.tail for child in element)) if t
                    and len(t.strip()) >= 80) if element.tag not in _INLINE else 0
        if n >= 60:
            while element is not None:
                inside[element] = inside.get(element, 0) + n
                element = element.getparent()
    return inside


def _reason(element: lxml_html.HtmlElement) -> str:
    """Why an element is none of the article's text, or ""."""
    if not isinstance(element.tag, str) or element.tag in _NEVER:
        return ""
    if element.tag == "figcaption":
        return "caption"
    if element.get("hidden") is not None or _UNSEEN.search(element.get("style") or ""):
        return "boilerplate"
    # The id of a heading is its own words, for links to it: "career-promotion-tips" is no promotion.
    name = f"{element.get('class') or ''} {'' if element.tag in _HEADINGS else element.get('id') or ''}"
    return "" if name == " " or element.tag == "blockquote" else _reason_of_name(name)


def _reason_of_name(name: str) -> str:
    """Why elements of a class and id are none of the article's text, or ""; the first reason that any of its names gives."""
    ranks = [rank for part in name[:500].split() if (rank := _rank(part)) < len(_MARKED)]
    return _MARKED[min(ranks)][0] if ranks else ""


@lru_cache(maxsize=50_000)
def _rank(name: str) -> int:
    """The place of the reason that one name gives; pages share most of their names, so each is looked at once."""
    plain = name.lower()
    return next((rank for rank, (_, pattern) in enumerate(_MARKED) if pattern.search(plain)), len(_MARKED))
