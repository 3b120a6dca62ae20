"""Exports of news archives as lines, from whatever file they come: which archive it is, and one record an article."""

from collections.abc import Iterator, Sequence
from types import ModuleType

from pipeline.article import InputFile, RawArticle, Record
from pipeline.errors import InputError
from pipeline.readers import _exports, _factiva, _nexis, _proquest

_LAYOUTS = {"nexis": _nexis, "factiva": _factiva, "proquest": _proquest}
_TEXT = "text"


def layout_of(lines: Sequence[str]) -> str:
    """The name of the archive whose ends of articles the lines have most of, or "text" for one article without any.

    Example:
        >>> layout_of(["Old mill bridge reopens", "Body", "It opened.", "End of Document"]), layout_of(["It opened."])
        ('nexis', 'text')
    """
    counts = {name: sum(1 for part in _parts(lines, layout) if layout.is_article(part)) for name, layout in _LAYOUTS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else _TEXT


def is_export(lines: Sequence[str]) -> bool:
    """Whether lines are those of an archive's export."""
    return layout_of(lines) != _TEXT


def is_own(line: str) -> bool:
    """Whether a line of an export is no part of what stands before it: a named line, the word above the text, the end of an article.

    Example:
        >>> is_own("Load-Date: May 6, 2031"), is_own("End of Document"), is_own("council said.")
        (True, True, False)
    """
    is_named = bool(_exports.field_of(line)[0]) or line == "Body" or _exports.is_copyright(line)
    return is_named or any(layout.ends(line) for layout in _LAYOUTS.values())


def _parts(lines: Sequence[str], layout: ModuleType) -> Iterator[Sequence[str]]:
    """The lines up to each end of an article, without it."""
    start = 0
    for n, line in enumerate(lines):
        if layout.ends(line):
            yield lines[start:n]
            start = n + 1
    if layout is _proquest:  # its last article may lack a rule
        yield lines[start:]


def records(lines: Sequence[str], reader: str, file: InputFile) -> Iterator[Record | InputError]:
    """One record an article, or one for a text that is no export; at the end an error where the cover states another number.

    Args:
        lines: all lines of the file that hold something.
        reader: the reader that will be asked to parse them.
        file: the file they are of.
    """
    name = layout_of(lines)
    if name == _TEXT:
        yield Record(reader, file.source_file, "", (name, list(lines)))
        return
    layout, n_found = _LAYOUTS[name], 0
    for part in _parts(lines, layout):
        if layout.is_article(part):
            n_found += 1
            yield Record(reader, file.source_file, f"article {n_found}", (name, list(part)))
    n_stated = layout.stated(lines)
    if n_stated and n_stated != n_found:
        yield _exports.count_differs(file.source_file, n_stated, n_found)


def article(record: Record) -> RawArticle:
    """The article of a record that `records` made.

    Raises:
        InputError: the lines hold no article of their layout.
    """
    name, lines = record.payload
    if name != _TEXT:
        return _LAYOUTS[name].article(record, lines)
    if not any(c.isalnum() for line in lines for c in line):
        raise InputError(record.source_file, "has no words", "save the article again")
    return RawArticle(record.source_file, record.source_position, record.reader, text="\n\n".join(lines))
