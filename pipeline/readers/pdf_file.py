"""Articles printed to PDF from a browser: one article a file, its outlet from the printed address, running heads and feet left out.

Exports of Nexis, Factiva and ProQuest as PDF hold many; they are read by the rules for their Word files, and no real one was seen.
Read from the text that the file holds: a scan, which holds pictures of a text, is refused, and so is a file with a password.
"""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator

import pypdf
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from pipeline import outlet_names, page_data
from pipeline.article import Candidate, InputFile, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError
from pipeline.readers import _cutting, _layouts, _printed
from pipeline.readers._printed import PrintedLine

NAME = "pdf_file"
SUFFIXES = (".pdf",)
_MOST_PAGES, _MOST_LINKS = 200, 1_000
_BROKEN = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError, EOFError,
           ArithmeticError, NotImplementedError, RecursionError, struct.error, zlib.error)
_LIGATURES = str.maketrans({0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"})
_NO_NAME = re.compile(r"^(?:untitled|unbenannt|about:blank|microsoft word\b.*|.*\.(?:docx?|html?|pdf|indd|qxd|php|aspx?))$", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s+[|\-–—·•»«:]+\s+|\s*\|\s*")
_LEAST_LINKS, _OWN_LINKS = 5, 0.6
_SHADOW = 5.0  # points between a text and its shadow at most
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity of a file that it can read all the same


def _example() -> bytes:
    """A page with a headline, two paragraphs and what a browser prints at its edges."""
    lines = [("11", 40, 820, "06/05/2031, 11:15"), ("11", 200, 820, "Old mill bridge reopens | Harlow Herald"),
             ("24", 40, 760, "Old mill bridge reopens"), ("12", 40, 730, "By Ada Brook"), ("12", 40, 700, "5 May 2031"),
             ("12", 40, 670, "The old mill bridge opened to walkers on Monday after two years of repair, the town"),
             ("12", 40, 655, "council said."), ("12", 40, 625, "Four hundred people crossed it before noon."),
             ("11", 40, 20, "https://harlowherald.example/2031/05/05/bridge"), ("11", 540, 20, "1/1")]
    shown = "\n".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET" for size, x, y, text in lines)
    parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
             f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
             "<</Title(Old mill bridge reopens | Harlow Herald)>>"]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{text}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(parts) + 1}/Root 1 0 R/Info 6 0 R>>\n"
            f"startxref\n{len(text)}\n%%EOF\n").encode("ascii")


EXAMPLE = _example()


def recognises(head: bytes, source_file: str) -> int:
    """The five characters every PDF has near its beginning."""
    return 100 if b"%PDF-" in head[:1024] else 20 if source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record]:
    """The file as one record: it is opened where a file that never ends can be stopped."""
    yield Record(NAME, file.source_file, "", _cutting.whole(file))


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of the file, or the articles of an archive's export."""
    try:
        lines, name, language, links = _read(record)
    except DependencyError as error:
        raise InputError(record.source_file, "is encrypted in a way that cannot be read here, with a password or without one",
                         "open it, and print it to PDF again, or save the page as HTML") from error
    except _BROKEN as error:
        raise InputError(record.source_file, f"is no whole PDF ({clean_line(str(error))[:150] or type(error).__name__})",
                         "print the page to PDF again, or save it as HTML") from error
    _check(lines, record)
    export = _printed.paragraphs(lines, name, _layouts.is_own)
    if _layouts.is_export(export):
        yield from _exported(export, record)
        return
    printed = _printed.read(lines, name)
    if not printed.paragraphs:
        raise _no_text(record)
    yield _article(record, printed, name, language, links)
    if (n_first := _printed.n_first_pages(lines, name)) > 1:
        raise InputError(record.source_file, f"seems to hold {n_first} articles, as its pages are counted from one {n_first} times; "
                         "it was read as one", "print each article to a file of its own, or export them as DOCX")


def _exported(lines: list[str], record: Record) -> Iterator[RawArticle]:
    """The articles of an export; what cannot be read of it is said behind them.

    Raises:
        InputError: an article cannot be read, or the cover states another number of them.
    """
    missed: list[InputError] = []
    for part in _layouts.records(lines, NAME, InputFile(record.source_file, io.BytesIO, b"")):
        try:
            if isinstance(part, InputError):
                raise part
            yield _layouts.article(part)
        except InputError as error:
            missed.append(error)
    if len(missed) == 1:
        raise missed[0]
    if missed:
        raise InputError(record.source_file, f"has {len(missed)} places that cannot be read, the first: {missed[0]}",
                         "export the missing articles again")


def _read(record: Record) -> tuple[list[PrintedLine], str, str, list[str]]:
    """Lines, name, language and links of a file."""
    reader = pypdf.PdfReader(io.BytesIO(record.payload))
    if reader.is_encrypted and not reader.decrypt(""):  # those that only forbid changes open without a password
        raise InputError(record.source_file, "is protected by a password", "open it, and print it to PDF again without one")
    if len(reader.pages) > _MOST_PAGES:
        raise InputError(record.source_file, f"has {len(reader.pages):,} pages, which no article has",
                         "print each article, or some at a time, to a file of its own")
    lines: list[PrintedLine] = []
    links: list[str] = []
    for number, page in enumerate(reader.pages, start=1):
        places = list(_links(page))
        links += [address for *_, address in places]
        lines += _lines(page, number, places)
    root = reader.trailer["/Root"].get_object()
    name = clean_line(str((reader.metadata or {}).get("/Title") or ""))
    return lines, "" if _NO_NAME.match(name) else name, clean_line(str(root.get("/Lang") or "")), links


def _lines(page: pypdf.PageObject, number: int, links: list[tuple]) -> list[PrintedLine]:
    """The lines of a page in the order in which they were printed, which is that of the web page."""
    left, top = float(page.mediabox.left), float(page.mediabox.top)
    height = max(1.0, float(page.mediabox.height))
    pieces: list[list[tuple[float, float, float, str]]] = [[]]

    def visit(text: str, outer: list[float], inner: list[float], _: object, size: float) -> None:
        a, b, c, d, e, f = (float(value) for value in outer)
        x, y = inner[4] * a + inner[5] * c + e, inner[4] * b + inner[5] * d + f
        scale = abs((a * d - b * c) * (inner[0] * inner[3] - inner[1] * inner[2])) ** 0.5
        for n, part in enumerate(text.split("\n")):
            if n:
                pieces.append([])
            if part and not _is_drawn_again(pieces[-1], x - left, top - y, part):
                pieces[-1].append((x - left, top - y, abs(float(size)) * scale, part))

    page.extract_text(visitor_text=visit)
    lines = (_line(number, parts, height) for parts in pieces)
    return [_marked(line, links) for line in lines if line.text]


def _is_drawn_again(drawn: list[tuple[float, float, float, str]], x: float, y: float, text: str) -> bool:
    """Whether the same words stand at the same place already, as those do that have a shadow."""
    return bool(text.strip()) and any(part[3].strip() == text.strip() and abs(part[0] - x) < _SHADOW and abs(part[1] - y) < _SHADOW
                                      for part in drawn[-8:])


def _line(number: int, parts: list[tuple[float, float, float, str]], height: float) -> PrintedLine:
    """One line of its pieces: it stands where the first stands, and most of its letters have its size."""
    text = clean_line("".join(part for *_, part in parts).translate(_LIGATURES))
    filled = [part for part in parts if part[3].strip()] or [(0.0, 0.0, 0.0, "")]
    x, y = filled[0][:2]
    return PrintedLine(number, x, y, max(filled, key=lambda part: len(part[3]))[2], text, height)


def _links(page: pypdf.PageObject) -> Iterator[tuple[float, float, float, float, str]]:
    """Left, top, right and bottom edge (points from the top left) and address of each link of a page."""
    left, top = float(page.mediabox.left), float(page.mediabox.top)
    notes = page.get("/Annots")
    for note in list(notes.get_object() if notes is not None else ())[:_MOST_LINKS]:
        note = note.get_object()
        action = note.get("/A") if isinstance(note, DictionaryObject) else None
        action = action.get_object() if action is not None else None
        box = note.get("/Rect") if isinstance(action, DictionaryObject) else None
        if isinstance(box, ArrayObject) and len(box) == 4 and action.get("/URI"):
            x0, y0, x1, y1 = (float(edge) for edge in box)
            yield min(x0, x1) - left, top - max(y0, y1), max(x0, x1) - left, top - min(y0, y1), str(action["/URI"])


def _marked(line: PrintedLine, links: list[tuple]) -> PrintedLine:
    """The line, marked where a link covers all of it: letters are on average 0.4 of their size wide at least."""
    line.is_link = any(left - 1 <= line.x + 1 <= right and upper <= line.y + 1 and line.y - line.size <= lower
                       and right - line.x >= 0.8 * 0.4 * line.size * len(line.text) for left, upper, right, lower, _ in links)
    return line


def _check(lines: list[PrintedLine], record: Record) -> None:
    """Raise where a file holds no text, or one that cannot be read."""
    text = "".join(line.text for line in lines)
    if sum(c.isalnum() for c in text) < 20:
        raise _no_text(record)
    if sum(c.isalnum() or c.isspace() for c in text) < 0.6 * len(text) or text.count("\ufffd") > 0.05 * len(text):
        raise InputError(record.source_file, "holds signs in place of letters: its fonts do not say which they are",
                         "print the page to PDF from another browser, or save it as HTML")


def _no_text(record: Record) -> InputError:
    """The error that a file has no text but perhaps what a browser prints around it."""
    return InputError(record.source_file, "holds no text, only pictures, as a scan does",
                      "save the web page itself, or run text recognition (OCR) on it first")


def _article(record: Record, printed: _printed.Printed, name: str, language: str, links: list[str]) -> RawArticle:
    """The raw article of what was printed."""
    raw = RawArticle(record.source_file, record.source_position, NAME, text="\n\n".join(printed.paragraphs), language=language,
                     aside=printed.aside)
    is_cut = printed.address.endswith(("…", "..."))
    if outlet_names.is_web_address(printed.address) and not is_cut:
        raw.url = printed.address
    raw.domain, evidence = outlet_names.host_of(printed.address) if is_cut else "", "printed address"
    if not raw.url and not raw.domain:
        raw.domain, evidence = _own_domain(links), "links of the page"
    domain = outlet_names.registered_domain(raw.domain or raw.url)
    title, outlet = _parts(name, domain)
    raw.titles = [Candidate(text, how) for text, how in ((printed.title, "headline"), (title, "page title")) if text]
    raw.outlets = [Candidate(outlet, "page title")] if outlet else []
    if raw.domain:
        raw.outlets.append(Candidate("", evidence))
    raw.dates = [Candidate(text, "beside the headline") for text in printed.dates]
    if day := page_data.day_of_address(raw.url):
        raw.dates.append(Candidate(day, "address"))
    return raw


def _own_domain(links: list[str]) -> str:
    """The domain that most of a page's links lead to, if it is clearly one."""
    domains = [domain for link in links if (domain := outlet_names.registered_domain(link))]
    best = max(sorted(set(domains)), key=domains.count, default="")
    return best if domains.count(best) >= max(_LEAST_LINKS, _OWN_LINKS * len(domains)) else ""


def _parts(name: str, domain: str) -> tuple[str, str]:
    """Headline and outlet of a page's name: the outlet is the part that is the domain's, else a short last part.

    Example:
        >>> _parts("Old mill bridge reopens | Harlow Herald", "harlowherald.example"), _parts("Old mill bridge reopens", "")
        (('Old mill bridge reopens', 'Harlow Herald'), ('Old mill bridge reopens', ''))
    """
    parts = _SEPARATORS.split(name)
    own = [part for part in parts[1:] if outlet_names.shared_domain(part, domain)]
    outlet = own[-1] if own else parts[-1] if len(parts) > 1 and not domain and len(parts[-1].split()) <= 4 else ""
    return (re.sub(r"\s*[|\-–—·•»«:]+\s*$", "", name[:name.rfind(outlet)]) if outlet else name), outlet
