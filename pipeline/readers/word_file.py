"""Word files as .docx: exports of Nexis Uni, Factiva and ProQuest with many articles, or one article a file.

One export of Nexis Uni was seen, with German labels on its cover, and none of the others; any other Word file is read as plain text, its
first line the title.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError
from pipeline.readers import _cutting, _layouts, _markup, _zipped

NAME = "word_file"
SUFFIXES = (".docx",)


def _example() -> bytes:
    """An export of one article."""
    lines = ["Documents (1)", "1. Old mill bridge reopens", "Old mill bridge reopens", "Harlow Herald", "May 5, 2031 Monday 9:30 AM GMT",
             "Copyright 2031 Harlow Herald", "Length: 21 words", "Byline: Ada Brook", "Body",
             "The old mill bridge opened to walkers on Monday after two years of repair.", "Four hundred people crossed it before noon.",
             "Load-Date: May 6, 2031", "End of Document"]
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
        yield from _layouts.records(_cutting.held(_lines(archive, file), file), NAME, file)


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
    yield _layouts.article(record)
