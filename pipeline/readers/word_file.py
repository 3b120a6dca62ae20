"""Word files as .docx: exports of Nexis Uni with many articles, or one article a file.

One export of Nexis Uni was seen, with German labels on its cover; other Word files are read as plain text, their first line the title.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError
from pipeline.readers import _exports, _markup, _zipped

NAME = "word_file"
SUFFIXES = (".docx",)
_END = "End of Document"
_COUNT = re.compile(r"^(?:Documents?|Dokumente?|Documentos?|Documenti) ?\((\d{1,6})\)$")
_BELOW = ("load-date", "publication-type", "language", "graphic", "link to image")
_LONGEST_HEAD = 60


def _example() -> bytes:
    """An export of one article."""
    lines = ["Documents (1)", "1. Old mill bridge reopens", "Old mill bridge reopens", "Harlow Herald", "May 5, 2031 Monday 9:30 AM GMT",
             "Copyright 2031 Harlow Herald", "Length: 21 words", "Byline: Ada Brook", "Body",
             "The old mill bridge opened to walkers on Monday after two years of repair.", "Four hundred people crossed it before noon.",
             "Load-Date: May 6, 2031", _END]
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return sink.getvalue()


EXAMPLE = _example()


def recognises(head: bytes, source_file: str) -> int:
    """A zip archive with the suffix of a Word file, or with the parts of one."""
    if not _zipped.is_zip(head):
        return 20 if source_file.endswith(SUFFIXES) else 0
    return 100 if source_file.endswith(SUFFIXES) or b"word/document.xml" in head else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record an article of an export, or the file as one record."""
    with _zipped.opened(file) as archive:
        lines: list[str] = []
        n_found = n_stated = 0
        for line in _lines(archive, file):
            if count := _COUNT.match(line):
                n_stated = n_stated or int(count[1])
            if line == _END:
                n_found += 1
                yield Record(NAME, file.source_file, f"article {n_found}", (True, lines))
                lines = []
            else:
                lines.append(line)
    if not n_found:
        yield Record(NAME, file.source_file, "", (False, lines))
    elif n_stated and n_stated != n_found:
        yield _exports.count_differs(file.source_file, n_stated, n_found)


def _lines(archive: zipfile.ZipFile, file: InputFile) -> Iterator[str]:
    """The lines of the text, one paragraph in memory at a time."""
    try:
        with archive.open("word/document.xml") as stream:
            for _, node in etree.iterparse(stream, events=("end",), **_markup.SAFE):
                if _markup.local(node) == "p":
                    yield from filter(None, map(clean_line, _paragraph(node).split("\n")))
                    node.clear()
    except (etree.XMLSyntaxError, *_zipped.BROKEN) as error:
        raise InputError(file.source_file, f"is no whole Word file ({clean_line(str(error))[:200]})",
                         "open it in Word and save it anew") from error


def _paragraph(node: etree._Element) -> str:
    """The text of a paragraph with its line breaks."""
    marks = {"t": lambda e: e.text or "", "br": lambda _: "\n", "cr": lambda _: "\n", "tab": lambda _: " ", "nobreakhyphen": lambda _: "-"}
    return "".join(marks[name](e) for e in node.iter() if (name := _markup.local(e)) in marks)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one part of an export, or of a whole file."""
    is_export, lines = record.payload
    if is_export:
        yield _of_export(record, lines)
    elif any(c.isalnum() for line in lines for c in line):
        yield RawArticle(record.source_file, record.source_position, NAME, text="\n\n".join(lines))
    else:
        raise InputError(record.source_file, "has no words", "save the article again")


def _of_export(record: Record, lines: list[str]) -> RawArticle:
    """Title, outlet and day stand above the named lines, the text behind the line "Body"."""
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
