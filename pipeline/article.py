"""What readers hand over, and what becomes of it: raw articles into rows of outlets, articles, origins, removed and problems."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from pipeline import bylines, cleaning, languages, live_blogs, markup, moments, outlet_names, page_data, page_text, teasers, walls
from pipeline import text_heads as heads
from pipeline.cleaning import Cleaned, Line
from pipeline.decoding import clean_line, decode
from pipeline.errors import InputError
from pipeline.moments import Moment
from pipeline.outlet_names import Outlet
from pipeline.page_rest import LeftOut
from pipeline.settings import Settings
from pipeline.text import digest, fold, words

PACKED_SUFFIX = re.compile(r"\.(?:gz|bz2|xz)$")


@dataclass(frozen=True)
class InputFile:
    """One file of the input, or one member of an archive.

    `source_file` is relative to the source that was given, "/" between folders, "archive.zip/member.html" for a member;
    `open` gives a fresh binary stream of the decompressed content; `head` is its first 64 kB; a record of more than `max_bytes` is refused;
    `columns` are the user's pairs of what a table's column holds and its name.
    """

    source_file: str
    open: Callable[[], BinaryIO]
    head: bytes
    max_bytes: int = 20_000_000
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def plain_name(self) -> str:
        """The name in small letters, without the suffix of its packing."""
        return PACKED_SUFFIX.sub("", self.source_file.lower())


@dataclass(frozen=True)
class Record:
    """One record of a file, cut out but not yet understood: cheap to make, small to send to another process."""

    reader: str
    source_file: str
    source_position: str
    payload: object
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Candidate:
    """One possible value and what it was read from; candidates stand best first."""

    value: str
    evidence: str


@dataclass
class RawArticle:
    """One article as a reader found it: raw text and candidates, nothing decided yet.

    Exactly one of `page` (a whole web page), `html` (an HTML body) and `text` (plain or Markdown text) holds the text;
    all are empty for an excerpt, whose teaser is the `description`. `n_words_stated` is the length that an archive states, if it does.
    `aside` is what the reader itself left out of the text, with its reason.
    """

    source_file: str
    source_position: str = ""
    reader: str = ""
    titles: list[Candidate] = field(default_factory=list)
    outlets: list[Candidate] = field(default_factory=list)
    authors: list[Candidate] = field(default_factory=list)
    dates: list[Candidate] = field(default_factory=list)
    modified: list[Candidate] = field(default_factory=list)
    agencies: list[Candidate] = field(default_factory=list)
    description: str = ""
    page: bytes = b""
    html: str = ""
    text: str = ""
    url: str = ""
    image_url: str = ""
    domain: str = ""
    language: str = ""
    is_excerpt: bool = False
    n_words_stated: int = 0
    aside: list[tuple[str, str]] = field(default_factory=list)


Rows = dict[str, list[dict]]

_IN_TEXT = ("title element", "newsletter line", "dateline")
_QUOTATION = re.compile(r'["“«„][^"“”«»„]{1,300}["”»“]')
_IN_BLOCK = re.compile(r"block \d+$")
_AROUND = ("navigation", "comment", "post")
_TITLE_WORDS = 12
_STANDFIRST_CHARACTERS = 300


def rows(raw: RawArticle, settings: Settings) -> Rows:
    """The rows of one article: everything decided from the candidates, each decision with its evidence.

    Args:
        raw: the article as its reader found it.
        settings: the numbers of the build.

    Returns:
        Lists of rows under `outlets`, `articles`, `origins`, `removed` and `problems`. Ids rest on content only.

    Raises:
        InputError: the article has neither title nor text, or its markup cannot be read whole.
    """
    return _Decision(raw, settings).rows()


class _Decision:
    """One article while it is decided."""

    def __init__(self, raw: RawArticle, settings: Settings):
        self.raw, self.settings, self.problems = raw, settings, []
        self.titles, self.outlets, self.authors = list(raw.titles), list(raw.outlets), list(raw.authors)
        self.dates, self.agencies, self.modified = list(raw.dates), list(raw.agencies), list(raw.modified)
        self.description, self.url, self.language = clean_line(raw.description), clean_line(raw.url), raw.language
        self.shown_dates: list[str] = []
        self.cleaned = self._text()
        self.cleaned.removed.extend(cleaning.Removed(f"aside {n:04}", *item) for n, item in enumerate(raw.aside, start=1))
        self._read_dateline()
        self._read_head()
        self.body = "\n\n".join(line.text for line in self.cleaned.paragraphs)

    def _text(self) -> Cleaned:
        """The article's paragraphs, and what was left out."""
        if self.raw.is_excerpt:
            return Cleaned([], [])
        if self.raw.page:
            return self._page()
        if self.raw.html:
            found = [text for _, text in markup.lines_of(self._tree(self.raw.html))]
            return cleaning.clean_lines(_numbered(found, "block"), [c.value for c in self.titles])
        return self._plain_text()

    def _page(self) -> Cleaned:
        """The main text of a web page, and what the page says about itself as further candidates."""
        content, _ = decode(self.raw.page, markup.declared_encoding(self.raw.page))
        root = self._tree(content)
        data = page_data.read(root)
        for found, candidates in ((data.titles, self.titles), (data.outlets, self.outlets), (data.authors, self.authors),
                                  (data.dates, self.dates), (data.modified, self.modified)):
            candidates.extend(Candidate(*item) for item in found)
        self.shown_dates = data.shown_dates
        self.url, self.language = self.url or data.url, self.language or data.language
        self.description = self.description or clean_line(data.description)
        blog = live_blogs.read(root, data.updates, self.url, [title for title, _ in data.titles])
        text = page_text.read(root, data.article_body, self.url)
        if blog.n_entries:
            text = self._live(blog, text)
        authors, _ = bylines.best([(c.value, c.evidence) for c in self.authors], [c.value for c in self.outlets])
        cleaned = cleaning.clean_lines(_numbered(text.paragraphs, "block"), [c.value for c in self.titles], authors)
        aside = [cleaning.Removed(_place_of(item, n), item.text, item.reason) for n, item in enumerate(text.removed, start=1)]
        return self._before_wall(Cleaned(cleaned.paragraphs, cleaned.removed + aside), is_free=data.is_free)

    def _live(self, blog: live_blogs.LiveBlog, text: page_text.PageText) -> page_text.PageText:
        """The text of a live blog, which stays one article with a doubt: its entries are of many moments."""
        first, last = live_blogs.span(blog)
        when = f" written from {first} to {last}" if first != last else ""
        self._doubt("LiveBlog", f"is a live blog of {blog.n_entries} entries{when}; it is one article dated by its beginning, and what it "
                                "states may have come hours later")
        return live_blogs.with_entries(text, blog)

    def _before_wall(self, cleaned: Cleaned, *, is_free: bool) -> Cleaned:
        """A page that does not show its article is an excerpt: what it shows is its teaser."""
        last = cleaned.paragraphs[-1].position if cleaned.paragraphs else ""
        behind = [item.text for item in cleaned.removed if item.position > last and _IN_BLOCK.match(item.position)]
        shown = [line.text for line in cleaned.paragraphs] + behind[:2]
        invited = [item.text for item in sorted(cleaned.removed, key=lambda item: item.position)
                   if item.position > last and item.reason == "plug"]
        around = [item.text for item in cleaned.removed if item.reason not in _AROUND]
        found = walls.wall(shown, around, is_free=is_free, behind=invited[:2])
        if found == "perhaps":
            self._doubt("PerhapsHeldBack", "says that it is not free to read and shows few words; its text may be cut")
        if found in ("", "perhaps") or not last:
            return cleaned
        if found == "consent":
            self._doubt("NoArticleShown", "shows a question about cookies or robots in place of its text; it is kept as an excerpt")
        else:
            self._doubt("HeldBack", "shows only the beginning of its text to readers without a subscription; it is kept as an excerpt")
            self.description = self.description or teasers.opening(cleaned.paragraphs[0].text)
        teased = [cleaning.Removed(line.position, line.text, "teaser") for line in cleaned.paragraphs]
        return Cleaned([], teased + cleaned.removed)

    def _tree(self, content: str | bytes):
        """The parsed markup."""
        try:
            return markup.tree(content)
        except markup.TooDeep as error:
            raise InputError(self.raw.source_file, "has tags nested deeper than any page",
                             "save the page again as text", self.raw.source_position) from error

    def _plain_text(self) -> Cleaned:
        """Paragraphs of plain text; the first line is the title where none is given."""
        numbered = [Line(f"line {n:04}", markup.plain(text)) for n, text in enumerate(self.raw.text.split("\n"), start=1)]
        head = self._head(numbered)
        numbered = [line for line in numbered if line not in head]
        filled = [line for line in numbered if line.text]
        if not self.titles and filled and _is_title(filled):
            self.titles.append(Candidate(filled[0].text, "first line"))
            is_standfirst = len(filled) > 2 and _stand_together(numbered, filled[0], filled[1]) and _is_standfirst(filled[1].text)
            if is_standfirst and not self.description:
                self.description = filled[1].text
            numbered = numbered[numbered.index(filled[1 if is_standfirst else 0]) + 1:]
        for name in cleaning.newsletter_names(line.text for line in filled):
            self.outlets.append(Candidate(name, "newsletter line"))
        cleaned = cleaning.clean_lines(_joined(numbered))
        return Cleaned(cleaned.paragraphs, [*(cleaning.Removed(line.position, line.text, "dateline") for line in head), *cleaned.removed])

    def _head(self, numbered: list[Line]) -> list[Line]:
        """The lines with outlet, day and address above a text of which nothing else tells its outlet; what they say is a candidate."""
        if self.raw.outlets or self.raw.domain or self.url:
            return []
        head = heads.read(numbered)
        self.url = head.url
        for value, candidates in ((head.outlet, self.outlets), (head.date, self.dates)):
            candidates += [Candidate(value, "first lines")] if value else []
        return head.lines

    def _read_dateline(self) -> None:
        """A dateline gives agency, outlet and day; it is no part of the text."""
        for n, line in enumerate(self.cleaned.paragraphs[:3]):
            found = cleaning.dateline(line.text)
            if not found:
                continue
            self.agencies.append(Candidate(found.agency, "dateline"))
            self.outlets.append(Candidate(found.agency, "dateline"))
            if found.date:
                self.dates.append(Candidate(found.date, "dateline"))
            self.cleaned.paragraphs[n] = Line(line.position, line.text[found.length:])
            self.cleaned.removed.append(cleaning.Removed(line.position, line.text[:found.length].strip(), "dateline"))
            return

    def _read_head(self) -> None:
        """The lines with the author or the day above a text that is no page; a page has told them already."""
        for line in () if self.raw.page else self.cleaned.removed[:6]:
            if line.reason == "byline":
                self.authors.append(Candidate(line.text, "byline"))
                if moments.read(line.text) or moments.without_year(line.text):
                    self.dates.append(Candidate(line.text, "date line"))

    def rows(self) -> Rows:
        """All rows."""
        title, title_evidence = self._title()
        if not title and not self.body:
            raise InputError(self.raw.source_file, "has neither title nor text", "save the article again", self.raw.source_position)
        self._check_length()
        content_hash = hash_of(title, self.body or self.description)
        outlet, outlet_evidence, is_known = self._outlet(content_hash)
        article_id = digest("article", outlet.outlet_id, content_hash)
        article = {"article_id": article_id, "outlet_id": outlet.outlet_id, "outlet_evidence": outlet_evidence,
                   "kind": "full" if self.body else "excerpt", "title": title, "title_evidence": title_evidence,
                   "description": self.description or None, "body": self.body, "url": self._url(), **self._people(),
                   **self._moments(),
                   "language": languages.language_of(self.language, self.body or f"{title}. {self.description}") or None,
                   "n_words": len(words(self.body)), "reader": self.raw.reader,
                   "source_file": self.raw.source_file, "source_position": self.raw.source_position, "content_hash": content_hash}
        origin = {"article_id": article_id, "source_file": self.raw.source_file, "source_position": self.raw.source_position,
                  "url": article["url"]}
        return {"outlets": [{**outlet._asdict(), "is_known": is_known}], "articles": [article], "origins": [origin],
                "removed": _removed_rows(article_id, self.cleaned), "problems": self.problems}

    def _title(self) -> tuple[str, str]:
        """The title and its evidence; the first words where none is given."""
        for candidate in self.titles:
            if text := clean_line(markup.plain(candidate.value)):
                return text[:1000], candidate.evidence
        first = " ".join((self.body or self.description).split()[:_TITLE_WORDS])
        if first:
            self._doubt("NoTitle", "no title was found; the first words stand for it")
        return first, "first words"

    def _outlet(self, content_hash: str) -> tuple[Outlet, str, bool]:
        """The outlet, what it was read from, and whether it is known."""
        given = outlet_names.site(self.raw.domain)
        of_url = outlet_names.site(self.url) if outlet_names.is_web_address(self.url) else ""
        candidates = [(c.value, given or outlet_names.shared_domain(c.value, of_url, is_own_page=bool(self.raw.page)), c.evidence)
                      for c in self.outlets if c.evidence not in _IN_TEXT]
        shows_others = outlet_names.is_aggregator(of_url)
        candidates += [("", given, "domain given"), ("", "" if shows_others else of_url, "address")]
        if outlet_names.is_web_address(self.raw.image_url):
            candidates.append(("", outlet_names.image_domain(self.raw.image_url), "image address"))
        candidates += [(c.value, "", c.evidence) for name in _IN_TEXT[:2] for c in self.outlets if c.evidence == name]
        candidates += [(bylines.agency_of(c.value, is_certain_place=True), "", c.evidence) for c in self.outlets
                       if c.evidence == "dateline"]
        candidates.append((_outlet_folder(self.raw.source_file), "", "folder"))
        for name, domain, evidence in candidates:
            if domain or outlet_names.squashed(name):
                return outlet_names.outlet(name, domain), evidence, True
        self._doubt("UnknownOutlet", "names no outlet; it is compared as an outlet of its own")
        return outlet_names.unknown(content_hash, self.raw.source_file), "none", False

    def _url(self) -> str | None:
        """The address, if it is one of the web."""
        return self.url if outlet_names.is_web_address(self.url) else None

    def _people(self) -> dict[str, str | None]:
        """Author and agency with their evidence."""
        people, evidence = bylines.best([(c.value, c.evidence) for c in self.authors], [c.value for c in self.outlets])
        credited = [(name, c.evidence) for c in (*self.agencies, *self.authors) for name in _credited(c)]
        agency = bylines.without_initials(dict.fromkeys(name for name, _ in credited))
        return {"author": ", ".join(people) or None, "author_evidence": evidence or None,
                "agency": ", ".join(agency) or None, "agency_evidence": credited[0][1] if credited else None}

    def _check_length(self) -> None:
        """A text that is far from the length its archive states is a doubt."""
        n_words = len(self.body.split())
        if self.body and self.raw.n_words_stated and not 0.6 <= n_words / self.raw.n_words_stated <= 1.6:
            self._doubt("LengthDiffers", f"is said to have {self.raw.n_words_stated:,} words, but {n_words:,} were read")

    def _moments(self) -> dict[str, object]:
        """Publication and last change; the one after the other is a doubt."""
        found = {**self._published(), **self._modified()}
        published, modified = found.get("published_at"), found["modified_at"]
        if published and modified and (published - modified).days >= 1:
            self._doubt("PublishedAfterChange", f"is dated {published:%Y-%m-%d}, after its last change on {modified:%Y-%m-%d}")
        return found

    def _published(self) -> dict[str, object]:
        """The moment of publication with precision, zone and evidence; a date without a year as written."""
        for candidate in self.dates:
            if moment := self._moment(candidate):
                moment, candidate = self._as_shown(moment, candidate)
                return {"published_at": moment.at, "published_precision": moment.precision, "published_zone": moment.zone or None,
                        "published_evidence": candidate.evidence}
        for candidate in self.dates:
            if text := moments.without_year(candidate.value):
                return {"published_text": text, "published_precision": "day", "published_evidence": candidate.evidence}
        unread = next((c for c in self.dates if re.search(r"\d", c.value) or not self.raw.page), None)
        if unread:
            if not self.problems or self.problems[-1]["error"] != "ImplausibleDate":
                self._doubt("UnreadDate", f"has the date {unread.value[:60]!r}, which cannot be read")
            return {"published_text": unread.value[:100], "published_evidence": unread.evidence}
        return {}

    def _as_shown(self, moment: Moment, candidate: Candidate) -> tuple[Moment, Candidate]:
        """The date that the page shows beside its headline, where its data says another day."""
        read = (moments.read(text, is_day_first=self._is_day_first()) for text in self.shown_dates)
        shown = next((found for found in read if found and moments.is_plausible(found)), None)
        is_less_sure = shown is None or (bool(shown.doubt) and not moment.doubt) or candidate.evidence == "beside the headline"
        if is_less_sure or abs((shown.at - moment.at).days) <= 1:
            return moment, candidate
        self._doubt("DatesDiffer", f"shows the date {shown.at:%Y-%m-%d} beside its headline, but its {candidate.evidence} says "
                                   f"{moment.at:%Y-%m-%d}; the shown one is taken")
        return shown, Candidate(self.shown_dates[0], "beside the headline")

    def _moment(self, candidate: Candidate) -> Moment | None:
        """The moment of a candidate, if it can be true."""
        moment = moments.read(candidate.value, is_day_first=self._is_day_first())
        if moment and not moments.is_plausible(moment):
            self._doubt("ImplausibleDate", f"has the date {candidate.value[:60]!r}, a year in which no such article appeared")
            return None
        if moment and moment.doubt:
            self._doubt("AmbiguousDate", f"has the date {candidate.value[:60]!r}: {moment.doubt}")
        return moment

    def _is_day_first(self) -> bool:
        """Whether the article's dates in numbers begin with the day."""
        return moments.is_day_first(self.language, outlet_names.host_of(self.url))

    def _modified(self) -> dict[str, object]:
        """The moment of the last change."""
        found = (moments.read(c.value) for c in self.modified)
        return {"modified_at": next((m.at for m in found if m and moments.is_plausible(m)), None)}

    def _doubt(self, error: str, message: str) -> None:
        """Keep a doubt for the problems table."""
        place = (self.raw.source_file, self.raw.source_position)
        self.problems.append({"problem_id": digest("problem", "read", "doubt", *place, error, message), "stage": "read",
                              "severity": "doubt",
                              "source_file": place[0], "source_position": place[1] or None, "error": error, "message": message})


def hash_of(title: str, text: str) -> str:
    """The hash of an article's content, without regard to its outlet.

    Example:
        >>> hash_of("Ferry stuck", "It ran aground.") == hash_of("Ferry  Stuck", "It ran aground.")
        True
    """
    return digest("content", fold(title), fold(text))


def _outlet_folder(source_file: str) -> str:
    """The folder that a file lies in, where it bears the name or the domain of a well-known outlet, else ""."""
    folder = source_file.replace("\\", "/").rpartition("/")[0].rpartition("/")[2]
    return folder if outlet_names.is_well_known(folder) or outlet_names.well_known_name(folder.lower()) else ""


def _credited(candidate: Candidate) -> list[str]:
    """The agencies of one candidate."""
    if candidate.evidence == "dateline":
        parts = [part.strip() for part in re.split(r"[/,]", candidate.value)]
        return list(filter(None, (bylines.agency_of(part, is_certain_place=True) or (part if part.isupper() else "") for part in parts)))
    return bylines.agencies(candidate.value)


def _is_title(filled: list[Line]) -> bool:
    """Whether the first line is a headline: short, and no sentence among sentences."""
    first = filled[0].text
    if len(filled) == 1 or len(first) > 250 or re.search(r"[.;,:][\"”’]?$", first) or cleaning.dateline(first):
        return False
    n_words, n_words_behind = len(first.split()), sum(len(line.text.split()) for line in filled[1:])
    return n_words_behind >= 2 * n_words and (n_words_behind >= 40 or not _QUOTATION.search(first))


def _is_standfirst(text: str) -> bool:
    """Whether the line right under the title is a summary, and neither the text nor its byline, day or caption."""
    is_around = bool(cleaning.clean_lines([Line("", text)]).removed)
    return len(text) <= _STANDFIRST_CHARACTERS and not text.endswith((".", ".”", '."')) and not is_around


def _stand_together(numbered: list[Line], first: Line, second: Line) -> bool:
    """Whether no empty line stands between two lines, but one behind them."""
    n = numbered.index(second)
    return numbered.index(first) + 1 == n and n + 1 < len(numbered) and not numbered[n + 1].text


def _joined(lines: list[Line]) -> list[Line]:
    """Paragraphs: one a line, or, where lines are wrapped, one a group of lines between empty ones."""
    filled = [line for line in lines if line.text]
    wrapped = [a for a, b in zip(lines, lines[1:], strict=False) if a.text and b.text and 50 <= len(a.text) <= 100 and b.text[0].islower()]
    if len(wrapped) < max(2, len(filled) * 0.2):
        return filled
    groups: list[Line] = []
    is_open = False
    for line in lines:
        if is_open and line.text:
            groups[-1] = Line(groups[-1].position, f"{groups[-1].text} {line.text}")
        elif line.text:
            groups.append(line)
        is_open = bool(line.text)
    return groups


def _numbered(texts: list[str], what: str) -> list[Line]:
    """Lines with their number as place."""
    return [Line(f"{what} {n:04}", text) for n, text in enumerate(texts, start=1)]


def _place_of(item: LeftOut, n: int) -> str:
    """The place of what a page shows beside its text."""
    return f"aside {n:04}" if item.n_before is None else f"block {item.n_before:04} aside {n:04}"


def _removed_rows(article_id: str, cleaned: Cleaned) -> list[dict]:
    """Rows of the removed table; two stretches of one place are told apart by a letter."""
    seen: dict[str, int] = {}
    kept = [_order(line.position) for line in cleaned.paragraphs]
    numbered = {what for what, _ in kept}
    out = []
    for item in cleaned.removed:
        n = seen[item.position] = seen.get(item.position, 0) + 1
        position = item.position if n == 1 else f"{item.position}.{n}"
        place = _order(item.position)
        before = bisect_left(kept, place) if numbered <= {place[0]} else None
        out.append({"article_id": article_id, "source_position": position, "text": item.text, "reason": item.reason, "paragraph": before})
    return out


def _order(position: str) -> tuple[str, float]:
    """A position such as "line 0012" so that it can be compared; "block 0012 aside 0003" stands right behind the block."""
    what, _, number = position.partition(" ")
    number, aside, _ = number.partition(" aside ")
    return what, (int(number) if number.isdecimal() else 0) + (0.5 if aside else 0)
