"""What a web page says about itself: title, outlet, authors, moments, address, each with the place it stands in, best first."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import orjson
from lxml import etree
from lxml import html as lxml_html

from pipeline import markup, moments
from pipeline.decoding import clean_line
from pipeline.text import words

Found = tuple[str, str]

_ARTICLE_TYPES = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
                  "ReviewNewsArticle",
                  "LiveBlogPosting", "Article", "BlogPosting", "TechArticle", "ScholarlyArticle", "Report", "Review",
                  "SocialMediaPosting", "VideoObject",
                  "Recipe", "WebPage", "ItemPage")
_TITLE_META = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline", "title")
_AUTHOR_META = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
                "citation_author", "article:author_name",
                "cxenseparse:author", "authors", "article.author", "article_author", "og:article:author", "twitter:data1")
_DATE_META = ("article:published_time", "og:article:published_time", "article.published", "datepublished", "parsely-pub-date",
              "sailthru.date", "pubdate",
              "publishdate", "publish-date", "publish_date", "published_time", "cxenseparse:recs:publishtime",
              "cxenseparse:publishtime", "dc.date.issued",
              "dcterms.created", "dcterms.date", "dc.date", "article_date_original", "originalpublicationdate", "ptime",
              "article:published", "og:published_time",
              "publication_date", "pub_date", "citation_publication_date", "date", "datecreated", "rnews:datepublished", "bt:pubdate",
              "og:pubdate", "date.created",
              "dc.date.created", "created", "timestamp", "analyticsattributes.articledate", "article:publish_date",
              "last-published-date", "dc.terms.date")
_MODIFIED_META = ("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified", "lastmod",
                  "dcterms.modified", "modified")
_NAME_KEYS = ("name", "property", "itemprop", "http-equiv")
_I = re.IGNORECASE
_AUTHOR_NOT = re.compile(r"bio|avatar|image|photo|social|follow|about|comment|related|more|widget|card-list|description|twitter|role|"
                         r"title|job|date|time|published", _I)
_DATE_WORDS = re.compile(r"\b(?:published|posted|updated|first published|last updated|on|at)\b", _I)
_NAMED_BYLINE = re.compile("author|Author|byline|Byline|by-line|contributor")
_NAMED_DATE = re.compile("date|Date|time|publish|posted|byline|meta")
_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-]([01]?\d)[/-]([0-3]?\d)(?:[/-]|$)|/((?:19|20)\d{2})/?([01]\d)/?([0-3]\d)/")
_DATE_LINE = re.compile(r"^(?:by\s)?(?:(?:[^\W\d][\w.'’-]{0,30}\s){2,3}|[^\d,]{0,60}(?:\bby\b|published|posted|[•|"
                        r"·–—-])[^\d]{0,40})?(?:published|posted|first published|date|on|:|\s|at|,|[•|·–—-]){0,6}"
                        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?(?:\d{1,2}(?:st|nd|rd|"
                        r"th)?[\s.-](?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
                        r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})", _I)
_DATE_START = re.compile(r"(?<!\w)(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?"
                         r"\s\d|(?<![\d./-])(?:\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2})", _I)
_DAY_OR_FIGURE = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
                            r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d|\d", _I)
_POSTED_BY = re.compile(r"(?:posted|published|written)\b.{0,60}\bby\s([^\W\d_][^\d]{3,60})$", _I)
_CHANGED = re.compile(r"\b(?:last\s)?(?:updat|modif|revis)", _I)
_PUBLISHED = re.compile(r"\b(?:posted|published)(?: on)?$", _I)
_N_BESIDE = 14
_FEWEST_WORDS, _MOSTLY = 4, 0.6
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f]")
_MACHINE_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)")
_PERSON_PAGE = re.compile(r"/(?:authors?|by|byline|contributors?|staff|journalists?|reporters?|writers?|columnists?)/"
                          r"(?:[^/?#]{1,80}/){0,2}?([^/?#]{4,80})/?(?:[?#]|$)", _I)
_SEPARATORS = re.compile(r"\s+[|\-–—:·•»«/]+\s+|\s*\|\s*")
_MAX_SCRIPT = 3_000_000


@dataclass
class PageData:
    """Values with their evidence, best first."""

    titles: list[Found] = field(default_factory=list)
    outlets: list[Found] = field(default_factory=list)
    authors: list[Found] = field(default_factory=list)
    dates: list[Found] = field(default_factory=list)
    modified: list[Found] = field(default_factory=list)
    shown_dates: list[str] = field(default_factory=list)
    description: str = ""
    url: str = ""
    language: str = ""
    article_body: str = ""
    is_free: bool = True
    updates: list[Mapping] = field(default_factory=list)


def read(root: lxml_html.HtmlElement) -> PageData:
    """Everything the page says about itself."""
    meta, linked = _meta(root), _linked(root)
    page = PageData()
    page.url = _address(root, meta, linked)
    page.language = root.get("lang") or root.get("xml:lang") or meta.get("og:locale", "") or _text_of(linked, "inLanguage")
    page.description = meta.get("og:description") or meta.get("description") or _text_of(linked, "description")
    page.outlets = _filled([(meta.get("og:site_name", ""), "og:site_name"), (_linked_outlet(linked), "JSON-LD publisher"),
                            (meta.get("application-name", ""), "application-name")])
    page.titles = _titles(root, meta, linked, [name for name, _ in page.outlets])
    page.outlets += _filled([(_named_behind(root, page.titles), "title element")])
    beside = _beside_headline(root, page.titles)
    page.authors = list(_authors(root, meta, linked, beside))
    page.dates = list(_dates(root, meta, linked, page.url))
    page.shown_dates = [date for line in beside if (date := _date_shown(line))]
    page.dates[_n_stated(page.dates):0] = [(date, "beside the headline") for date in page.shown_dates]
    page.dates += [(date, "beside the headline") for line in beside if (date := _date_perhaps(line))]
    page.modified = _filled([(_text_of(linked, "dateModified"), "JSON-LD dateModified"), *((meta.get(n, ""), f"meta {n}")
                                                                                           for n in _MODIFIED_META)])
    page.article_body = _text_of(linked, "articleBody")
    page.is_free = _text_of(linked, "isAccessibleForFree").lower() not in ("false", "no")
    page.updates = [update for node in linked if isinstance(found := node.get("liveBlogUpdate"), list) for update in found]
    return page


def _filled(found: Iterable[Found]) -> list[Found]:
    """Those with a value."""
    return [(clean_line(value), evidence) for value, evidence in found if value and value.strip()]


def _meta(root: lxml_html.HtmlElement) -> dict[str, str]:
    """Name in lower case to content, the first of each; several authors are joined."""
    out: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip() if not _is_of_part(element) else ""
        for key in _NAME_KEYS:
            name = (element.get(key) or "").strip().lower()
            if name and content:
                if name in ("author", "article:author", "citation_author", "parsely-author") and name in out and content not in out[name]:
                    out[name] = f"{out[name]}, {content}"
                out.setdefault(name, content)
    return out


def _is_of_part(element: lxml_html.HtmlElement) -> bool:
    """Whether microdata say something of a part of the page, such as an image or a comment, and not of its article."""
    if not element.get("itemprop"):
        return False
    scope = next((e for e in element.iterancestors() if e.get("itemscope") is not None), None)
    types = (scope.get("itemtype") or "").split() if scope is not None else []
    return bool(types) and not any(t.rstrip("/").rsplit("/", 1)[-1] in _ARTICLE_TYPES for t in types)


def _linked(root: lxml_html.HtmlElement) -> list[Mapping]:
    """The JSON-LD objects that describe an article, the most specific first."""
    nodes: list[Mapping] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _MAX_SCRIPT:
            nodes.extend(_nodes(_loaded(script.text), 0))
    ranked = [(rank, n, node) for n, node in enumerate(nodes) if (rank := _rank(node)) is not None]
    return [node for _, _, node in sorted(ranked, key=lambda item: item[:2])]


def _loaded(text: str) -> object:
    """The value of JSON text, also where it holds raw line ends or a CDATA mark; else an empty list."""
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []


def _nodes(value: object, depth: int) -> Iterator[Mapping]:
    """All objects with a type, also inside lists and graphs."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, Mapping):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(key), list | Mapping):
                yield from _nodes(value[key], depth + 1)


def _rank(node: Mapping) -> int | None:
    """How specific the type of an article is, or none."""
    types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    ranks = [_ARTICLE_TYPES.index(str(t).rsplit("/", 1)[-1]) for t in types if str(t).rsplit("/", 1)[-1] in _ARTICLE_TYPES]
    return min(ranks, default=None)


def _text_of(linked: list[Mapping], key: str) -> str:
    """The first text that an object has under the key."""
    for node in linked:
        value = node.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str) and value.strip():
            return _unescaped(value.strip())
    return ""


def _unescaped(text: str) -> str:
    """Text without the entities that some sites leave in their JSON."""
    return html.unescape(text) if "&" in text else text


def _linked_outlet(linked: list[Mapping]) -> str:
    """The name of who published the page."""
    for node in linked:
        owner = node.get("publisher")
        owner = owner[0] if isinstance(owner, list) and owner else owner
        name = owner.get("name") if isinstance(owner, Mapping) else owner
        if isinstance(name, str) and name.strip() and not name.startswith(("http", "#")):
            return _unescaped(name)
    return ""


def _address(root: lxml_html.HtmlElement, meta: Mapping[str, str], linked: list[Mapping]) -> str:
    """The page's own address."""
    canonical = [link.get("href", "") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    entity = [node.get("mainEntityOfPage") for node in linked]
    entity = [e.get("@id") or e.get("url") if isinstance(e, Mapping) else e for e in entity]
    candidates = [*canonical, meta.get("og:url", ""), *entity, _text_of(linked, "url"), meta.get("twitter:url", "")]
    return next((c.strip() for c in candidates if isinstance(c, str) and re.match(r"https?://[^/\s]+\.[^/\s]+", c.strip())), "")


def _titles(root: lxml_html.HtmlElement, meta: Mapping[str, str], linked: list[Mapping], outlets: list[str]) -> list[Found]:
    """The headline as shown where it agrees with what the page calls itself, else what it calls itself."""
    own = [clean_line(t) for e in root.iter("title") if (t := e.text)][:1]
    said = _filled([(_text_of(linked, "headline"), "JSON-LD headline"), *((meta.get(n, ""), f"meta {n}") for n in _TITLE_META)])
    said = [(_without_outlet(text, outlets), evidence) for text, evidence in said]
    page_title = [(_without_outlet(text, outlets), "page title") for text in own]
    called = [t for t, _ in (*said, *page_title)]
    site = _site_words(own, outlets)
    headings = [(text, "h1") for h in root.iter("h1") if (text := _headline(h, called)) and not site.issuperset(words(text))]
    best = max(headings, key=lambda h: (_agreement(h[0], called), min(len(h[0]), 150)), default=None)
    if best and len(best[0]) > 8 and (_agreement(best[0], called) >= 0.5 or not said):
        return [best, *said, *page_title]
    if below := _second_heading(root, called):
        return [(below, "h2"), *said, *page_title]
    return [*said, *page_title, *headings]


def _site_words(page_titles: Iterable[str], outlets: Iterable[str]) -> set[str]:
    """The words that a logo in place of a headline is made of: of the outlet, and of the short end of the page's title."""
    names = list(outlets)
    for title in page_titles:
        *before, last = _SEPARATORS.split(title)
        names += [last] * (len(words(last)) < len(words(" ".join(before))))
    return {word for name in names for word in words(name)} | {"logo", "home", "homepage"}


def _named_behind(root: lxml_html.HtmlElement, titles: list[Found]) -> str:
    """The name that a page's title gives behind the headline, as in "Bridge shut | Harlow Herald", or ""."""
    own = next((clean_line(e.text) for e in root.iter("title") if e.text), "")
    *before, last = _SEPARATORS.split(own)
    is_headline = any(words(" ".join(before)) == words(text) for text, _ in titles) if before else False
    return last if is_headline and last[:1].isupper() and len(last.split()) <= 5 else ""


def _second_heading(root: lxml_html.HtmlElement, called: list[str]) -> str:
    """The heading of the second level that says most of what the page is called, on pages whose first level is the outlet's, or ""."""
    shown = [text for h in root.iter("h2") if len((text := _headline(h, called)).split()) >= _FEWEST_WORDS and not _is_linked(h)]
    best = max(shown, key=lambda text: _agreement(text, called), default="")
    return best if best and _agreement(best, called) >= _MOSTLY else ""


def _is_linked(heading: lxml_html.HtmlElement) -> bool:
    """Whether a heading leads to another page."""
    return next(heading.iter("a"), None) is not None or any(e.tag == "a" for e in heading.iterancestors())


def _headline(heading: lxml_html.HtmlElement, called: list[str]) -> str:
    """The text of a heading without a label of its own element around it, such as "Opinion", where the page is called by the rest."""
    parts = [text for t in islice(heading.itertext(), 12) if (text := clean_line(t))] if len(heading) else []
    names = {tuple(words(name)) for name in called} - {()}
    for start, end in ((1, None), (2, None), (0, -1)):
        if parts[start:end] and tuple(words(rest := " ".join(parts[start:end]))) in names:
            return rest
    return clean_line(_visible(heading))


def _visible(element: lxml_html.HtmlElement) -> str:
    """The text of a heading with blanks between its parts."""
    return " ".join(t for t in element.itertext() if t.strip()) if len(element) else element.text or ""


def _agreement(text: str, others: list[str]) -> float:
    """The largest share of words that a text has in common with one of the others."""
    own = _signs(text)
    return max((len(own & _signs(o)) / max(1, min(len(own), len(_signs(o)))) if own else 0 for o in others), default=0.0)


def _signs(text: str) -> set[str]:
    """The words of a text, and each sign by itself where words are written without blanks."""
    return set(words(_UNSPACED.sub(r" \g<0> ", text)))


def _without_outlet(title: str, outlets: list[str]) -> str:
    """A title without the outlet's name at its end or beginning."""
    parts = _SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    names = [set(words(name)) for name in outlets]
    last, first = set(words(parts[-1])), set(words(parts[0]))
    if any(name and last and (last <= name or name <= last) for name in names) or (len(parts[-1]) <= 25
                                                                                   and len(parts[-1].split()) <= 3 and "|" in title):
        cut = title.rfind(parts[-1])
        return re.sub(r"\s*[|\-–—:·•»«/]+\s*$", "", title[:cut])
    if any(name and first and first == name for name in names):
        return title[len(parts[0]):].lstrip(" |-–—:·•»«/")
    return title


def _authors(root: lxml_html.HtmlElement, meta: Mapping[str, str], linked: list[Mapping], beside: list[str]) -> Iterator[Found]:
    """Bylines: JSON-LD, meta tags, then the page itself."""
    for node in linked:
        if names := _names(node.get("author") or node.get("creator")):
            yield names, "JSON-LD author"
    for name in _AUTHOR_META:
        value = meta.get(name, "")
        if value and not value.startswith(("http", "www.", "/")):
            yield clean_line(value), f"meta {name}"
    for line in beside:
        if name := _byline_shown(line):
            yield name, "byline"
    for element in islice(filter(_is_byline, root.iter(etree.Element)), 40):
        text = clean_line(_visible(element))
        if 4 < len(text) < 150 and not _AUTHOR_NOT.search(element.get("class") or ""):
            yield from ((part, "byline element") for part in dict.fromkeys((_before_day(text), text)) if part)
    yield from _linked_person(root)


def _linked_person(root: lxml_html.HtmlElement) -> Iterator[Found]:
    """The one name whose own page at the outlet is linked, if it is one: "/author/ada-brook" behind "Ada Brook"."""
    names: dict[str, str] = {}
    for link in root.iter("a"):
        if match := _PERSON_PAGE.search(link.get("href") or ""):
            name = clean_line(_visible(link))
            spelled = re.sub(r"\W|_", "", match[1].lower())
            if 1 < len(name.split()) <= 5 and "".join(words(name)) in spelled:
                names.setdefault(spelled, name)
    if len(names) == 1:
        yield next(iter(names.values())), "author link"


def _is_byline(element: lxml_html.HtmlElement) -> bool:
    """Whether an element is marked as a byline."""
    named = (element.get("rel"), element.get("itemprop"), element.get("data-testid"))
    return "author" in named[:2] or named[2] == "byline" or bool(_NAMED_BYLINE.search(element.get("class") or ""))


def _is_date(element: lxml_html.HtmlElement) -> bool:
    """Whether an element is named like a date or a byline."""
    return bool(_NAMED_DATE.search(element.get("class") or "")) or "date" in (element.get("id") or "")


def _beside_headline(root: lxml_html.HtmlElement, titles: list[Found]) -> list[str]:
    """The short lines right below the headline, above the text."""
    title = set(words(titles[0][0])) if titles else set()
    lines: list[str] = []
    is_below = False
    for tag, line in markup.lines_of(root, " "):
        if not is_below and len(line) < 400 and (tag == "h1" or line[:20] == titles[0][0][:20] if titles else tag == "h1"):
            is_below = len(set(words(line)) & title) >= 0.6 * max(1, len(title))
        elif is_below:
            lines.append(line)
        if len(lines) >= _N_BESIDE:
            break
    return [line for line in lines if len(line) <= 140]


def _byline_shown(line: str) -> str:
    """The byline that a line is, or ""."""
    if re.match(r"by[:\s]\s?\S|By[A-Z]", line, _I if line[2:3] in ": " else 0) and len(line) <= 140:
        return _before_day(line)
    if match := _POSTED_BY.match(line):
        return match[1]
    match = re.match(r"([A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})\s?[-–—•|·]\s?(?:published|updated|"
                     r"posted)?:?\s?(?=[A-Z]?[a-z]*\.?\s?\d)", line, _I)
    return match[1] if match else ""


def _before_day(line: str) -> str:
    """What a line says before the first day, month or figure in it."""
    return _DAY_OR_FIGURE.split(line, maxsplit=1)[0].strip()


def _date_shown(line: str) -> str:
    """The date a line begins with, behind no more than a label or a name, unless it is that of an update."""
    if len(line) > 110 or re.search(r"\bupdat|\bmodif|\brevis", line, _I) or not re.search(r"\d{4}", line):
        return ""
    return line if _DATE_LINE.match(line) else ""


def _date_perhaps(line: str) -> str:
    """The date of a short line of names and labels, before the word of an update; "" where a sentence leads to it."""
    shown = _CHANGED.split(line, maxsplit=1)[0]
    match = _DATE_START.search(shown)
    if not match or moments.read(shown) is None:
        return ""
    before = shown[:match.start()].rstrip()
    last = before.rpartition(" ")[2]
    return shown if not last.isalpha() or last[0].isupper() or _PUBLISHED.search(before) else ""


def _n_stated(dates: list[Found]) -> int:
    """How many of the dates, from the first, stand in the page's data rather than on its face."""
    stated = ("JSON-LD datePublished", "meta", "datePublished")
    return next((n for n, (_, evidence) in enumerate(dates) if not evidence.startswith(stated)), len(dates))


def _names(value: object) -> str:
    """The names of people in a JSON-LD author, one after the other."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_names, value[:20])))
    if isinstance(value, Mapping):
        name = value.get("name")
        return _names(name) if isinstance(name, str | list) else ""
    return clean_line(_unescaped(value)) if isinstance(value, str) and not value.startswith(("http", "#", "/")) else ""


def _dates(root: lxml_html.HtmlElement, meta: Mapping[str, str], linked: list[Mapping], url: str) -> Iterator[Found]:
    """Dates of publication: JSON-LD, meta tags, marked elements, the address, then dates as shown near the headline."""
    if value := _text_of(linked, "datePublished"):
        yield value, "JSON-LD datePublished"
    for name in _DATE_META:
        if value := meta.get(name, ""):
            yield clean_line(value), f"meta {name}"
    dated = (e for e in root.iter(etree.Element) if e.get("pubdate") is not None
             or (e.get("itemprop") in ("datePublished", "dateCreated") and not _is_of_part(e)))
    for element in islice(dated, 3):
        if value := element.get("datetime") or element.get("content") or clean_line(_visible(element)):
            yield value, "datePublished element"
    for key in ("dateCreated", "uploadDate"):
        if value := _text_of(linked, key):
            yield value, f"JSON-LD {key}"
    times = [e for e in root.iter("time", "abbr") if _stated_time(e)][:5]
    values = [(_stated_time(e), "time element")
              for e in sorted(times, key=lambda e: bool(re.search("updat|modif", " ".join(e.values()), _I)))]
    if of_url := day_of_address(url):
        yield from (item for item in values if _is_near(item[0], of_url))
        yield of_url, "address"
    yield from values
    yield from _shown_dates(root)


def _stated_time(element: lxml_html.HtmlElement) -> str:
    """The date of a time element, or of an abbreviation that spells one out for machines, or ""."""
    if element.tag == "abbr":
        title = element.get("title") or ""
        return title if _MACHINE_DATE.match(title) else ""
    spelled = (value for value in element.values() if _MACHINE_DATE.match(value))  # shown is "4 hours ago"
    return element.get("datetime") or next(spelled, "") or clean_line(element.text_content())


def day_of_address(url: str) -> str:
    """The day that an address holds, or "".

    Example:
        >>> day_of_address("https://harlowherald.example/2031/05/04/bridge"), day_of_address("https://harlowherald.example/bridge")
        ('2031-05-04', '')
    """
    match = _URL_DATE.search(url)
    year, month, day = [g for g in match.groups() if g] if match else ("", "0", "0")
    return f"{year}-{int(month):02}-{int(day):02}" if year else ""


def _is_near(text: str, day: str) -> bool:
    """Whether a date is of the day or of one beside it."""
    one, other = moments.read(text), moments.read(day)
    return one is not None and other is not None and abs((one.at - other.at).days) <= 1


def _shown_dates(root: lxml_html.HtmlElement) -> Iterator[Found]:
    """Dates that stand in short elements marked as a date or byline."""
    for element in islice(filter(_is_date, root.iter(etree.Element)), 60):
        text = clean_line(_visible(element))
        if 6 <= len(text) <= 160 and re.search(r"\d", text):
            yield text, "date element"
