"""Exports of Nexis Uni as lines: title, outlet and day above named lines, "Body", the text, "End of Document"."""

import re
from collections.abc import Sequence

from pipeline.article import RawArticle, Record
from pipeline.errors import InputError
from pipeline.readers import _exports

_COUNT = re.compile(r"^(?:Documents?|Dokumente?|Documentos?|Documenti) ?\((\d{1,6})\)$")
_BELOW = ("load-date", "publication-type", "language", "graphic", "link to image")
_OVER = ("Classification", "Graphic", "Grafik", "Illustration")  # alone in their line, above what is no text
_LONGEST_HEAD = 60


def ends(line: str) -> bool:
    """Whether a line is the last of an article."""
    return line == "End of Document"


def is_article(lines: Sequence[str]) -> bool:
    """Whether lines up to an end hold an article: here always."""
    return bool(lines)


def stated(lines: Sequence[str]) -> int:
    """The number of articles that the cover states, or 0."""
    return next((int(count[1]) for line in lines if (count := _COUNT.match(line))), 0)


def article(record: Record, lines: Sequence[str]) -> RawArticle:
    """The article of some lines.

    Raises:
        InputError: neither a date below title and outlet nor a load date tells its day.
    """
    start = lines.index("Body") if "Body" in lines else len(lines)
    found, at = _head(lines, start)
    body: list[str] = []
    is_over = False
    for n, line in enumerate(lines[at:], at):
        name, value = _exports.field_of(line)
        is_over = is_over or n > start and line in _OVER or name in _BELOW
        if name and (is_over or n < start or not body):
            found.setdefault(name, value)
        elif not is_over and line != "Body" and not _exports.is_copyright(line) and (n > start or start == len(lines)):
            body.append(line)
    if not found.get("date") and not found.get("load-date"):
        raise InputError(record.source_file, "has an article without a date below its title and outlet", "export it again",
                         record.source_position)
    return _exports.raw_article(record, found, body)


def _head(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """Title, outlet and day, which stand above each other, and where the lines behind them begin; the day may be missing."""
    days = [n for n, line in enumerate(lines[:start]) if n >= 2 and start - n <= _LONGEST_HEAD and _exports.is_day(line)]
    if days:
        day = days[-1]
        return {"title": lines[day - 2], "outlet": lines[day - 1], "date": lines[day]}, day + 1
    named = next((n for n, line in enumerate(lines[:start]) if _exports.field_of(line)[0] or _exports.is_copyright(line)), start)
    return ({"title": lines[named - 2], "outlet": lines[named - 1]} if 2 <= named < len(lines) else {}), named
