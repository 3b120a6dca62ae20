"""Web pages saved by the browser in one file (.mhtml): one article a file, everything about it read from the page itself."""

from collections.abc import Iterator

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError
from pipeline.readers import _cutting, _mail

NAME = "mhtml_page"
SUFFIXES = (".mhtml", ".mht")
EXAMPLE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://harlowherald.example/bridge
Subject: Old mill bridge reopens
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----edge"

------edge
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://harlowherald.example/bridge

<!doctype html><html lang=3D"en"><head><title>Old mill bridge reopens | Har=
low Herald</title></head><body><article><h1>Old mill bridge reopens</h1>
<p>The old mill bridge opened to walkers on Monday after two years of repai=
r, the town council said.</p></article></body></html>
------edge--
"""


def recognises(head: bytes, source_file: str) -> int:
    """Headers of a message that a browser wrote."""
    headers = _mail.headers_of(head)
    is_saved = "snapshot-content-location:" in headers or "saved by" in headers
    if "multipart/related" in headers and (is_saved or source_file.endswith(SUFFIXES)):
        return 98
    return 45 if headers and source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record]:
    """The file as one record."""
    yield Record(NAME, file.source_file, "", _cutting.whole(file))


def parse(record: Record) -> Iterator[RawArticle]:
    """The first page of the file, which is the one that was shown; those after it are frames in it."""
    message = _mail.message_of(record.payload, record.source_file)
    for part, page in _mail.parts(message, "text/html"):
        if page.strip():
            url = clean_line(str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""))
            yield RawArticle(record.source_file, record.source_position, NAME, page=page, url=url if url.startswith("http") else "")
            return
    raise InputError(record.source_file, "holds no web page", "save the page again from the browser", record.source_position)
