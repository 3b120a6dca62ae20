"""What people write above a text that they have copied: its outlet, its day and its address ("Harbor Ledger, May 4, 2031 / https://…")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from pipeline import cleaning, moments, outlet_names
from pipeline.cleaning import Line

_LINES, _LONGEST = 5, 300
_LABEL = re.compile(r"^(?:source|url|link|from|address|outlet|published (?:in|by|at))\s?:\s{0,5}", re.IGNORECASE)
_ADDRESS = re.compile(r"\s{0,5}(?:[/|·,;–—-]\s{0,5})?(https?://[^\s<>]{4,2000})$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s{0,5}[,|·/–—]\s{0,5}|\s-\s|\s(?=\()")
_NAME = re.compile(r"[A-Z0-9][\w&'’.!-]{0,40}(?:\s(?:[A-Z0-9&][\w&'’.!-]{0,40}|of|the|and|on|de|la)){0,6}$")


@dataclass
class Head:
    """Outlet, day and address as written, "" where there is none, and the lines that they stand in."""

    outlet: str = ""
    date: str = ""
    url: str = ""
    lines: list[Line] = field(default_factory=list)


def read(lines: Iterable[Line]) -> Head:
    """The head of a text; an empty one where its first lines have no such shape.

    A line is part of it where nothing else stands in it than an address, or a name with a day, an address or both; a day alone below such
    a line. The name must be that of the address's site or such as outlets have: "Ada Brook, May 4, 2031" names no outlet.

    Example:
        >>> found = read([Line("1", "Harbor Ledger, May 4, 2031"), Line("2", "https://harborledger.ie/bridge"), Line("3", "Bridge opens")])
        >>> found.outlet, found.date, found.url, len(found.lines)
        ('Harbor Ledger', 'May 4, 2031', 'https://harborledger.ie/bridge', 2)
    """
    first = [line for line in islice((line for line in lines if line.text), _LINES) if len(line.text) <= _LONGEST]
    split = [_without_address(line.text) for line in first]
    site = outlet_names.site(next((url for _, url in split if url), ""))
    head = Head()
    for line, (rest, url) in zip(first, split, strict=True):
        name, date = _name_and_day(rest, site)
        is_sites = bool(site and name) and outlet_names.is_called(name, "", site)
        is_whole = bool(name or date or not rest)
        if is_whole and (url or is_sites or (date and (name or head.lines))):
            head = Head(head.outlet or name, head.date or date, head.url or url, [*head.lines, line])
    return head


def _without_address(text: str) -> tuple[str, str]:
    """A line without the address of a page at its end, and that address."""
    text = _LABEL.sub("", text)
    found = _ADDRESS.search(text)
    is_page = bool(found) and outlet_names.is_web_address(found[1]) and bool(urlsplit(found[1]).path.strip("/"))
    return (text[:found.start()], found[1]) if is_page else (text, "")


def _name_and_day(text: str, site: str) -> tuple[str, str]:
    """An outlet's name and a day that a line consists of; "" for what it lacks, and for both where it is something else."""
    for between in _BETWEEN.finditer(text):
        name, day = text[:between.start()], text[between.end():].strip("()")
        if _is_outlet(name, site) and _is_day(day):
            return name, day
    return ("", text) if _is_day(text) else (text, "") if _is_outlet(text, site) else ("", "")


def _is_outlet(name: str, site: str) -> bool:
    """Whether a name is that of the site, or such as outlets have."""
    return bool(_NAME.match(name)) and (bool(site) and outlet_names.is_called(name, "", site) or outlet_names.is_outlet_like(name))


def _is_day(text: str) -> bool:
    """Whether a text is a date and no more."""
    return len(text) <= 60 and cleaning.is_date_line(text) and moments.read(text) is not None
