"""Exports of Nexis Uni as lines: title, outlet and day above named lines, "Body", the text, "End of Document"."""

import re
from collections.abc import Sequence

from pipeline.article import RawArticle, Record
from pipeline.errors import InputError
from pipeline.readers import _exports

_COUNT = re.compile(r"^(?:Documents?|Dokumente?|Documentos?|Documenti) ?\((\d{1,6})\)$")
_BELOW = ("load-date", "publication-type", "language", "graphic", "link to image")
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
        InputError: no date stands below title and outlet.
    """
    start = lines.index("Body") if "Body" in lines else len(lines)
    days = [n for n, line in enumerate(lines[:start]) if n >= 2 and start - n <= _LONGEST_HEAD and _exports.is_day(line)]
    if not days:
        raise InputError(record.source_file, "has an article without a date below its title and outlet", "export it again",
                         record.source_position)
    day = days[-1]
    found = {"title": lines[day - 2], "outlet": lines[day - 1], "date": lines[day]}
    body: list[str] = []
    is_over = False
    for line in lines[day + 1:]:
        name, value = _exports.field_of(line)
        is_over = is_over or line == "Classification" or name in _BELOW
        if name and (is_over or not body):
            found.setdefault(name, value)
        elif not is_over and line != "Body" and not _exports.is_copyright(line):
            body.append(line)
    return _exports.raw_article(record, found, body)
