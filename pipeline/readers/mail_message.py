"""Newsletters saved as mail (.eml): one article a message, its sender the outlet."""

from collections.abc import Iterator
from email.utils import parseaddr

from pipeline import outlet_names
from pipeline.article import Candidate, InputFile, RawArticle, Record
from pipeline.decoding import clean
from pipeline.errors import InputError
from pipeline.readers import _cutting, _mail

NAME = "mail_message"
SUFFIXES = (".eml",)
EXAMPLE = b"""Message-ID: <1@harlowherald.example>
From: Harlow Herald <news@mail.harlowherald.example>
Subject: Old mill bridge reopens
Date: Mon, 05 May 2031 06:30:00 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

The old mill bridge opened to walkers on Monday after two years of repair, the town council said.

Four hundred people crossed it before noon, and the ferry beside it stood still for the first time in its forty years of service.
"""
_LEAST_WORDS = 30


def recognises(head: bytes, source_file: str) -> int:
    """Headers of a message that was sent."""
    headers = "\n" + _mail.headers_of(head)
    is_sent = "\nfrom:" in headers and any(f"\n{name}:" in headers for name in ("message-id", "received", "mime-version", "list-id"))
    return 94 if is_sent else 45 if len(headers) > 1 and source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record]:
    """The file as one record."""
    yield Record(NAME, file.source_file, "", _cutting.whole(file))


def parse(record: Record) -> Iterator[RawArticle]:
    """The text of the message: its plain part where that holds the text, else its page."""
    message = _mail.message_of(record.payload, record.source_file)
    texts = [clean(content.decode("utf-8")) for _, content in _mail.parts(message, "text/plain")]
    pages = [content.decode("utf-8") for _, content in _mail.parts(message, "text/html") if content.strip()]
    text = "\n\n".join(filter(None, texts))
    if not any(c.isalnum() for c in text) and not pages:
        raise InputError(record.source_file, "is a message without a text", "save the newsletter again", record.source_position)
    is_page = bool(pages) and len(text.split()) < _LEAST_WORDS
    raw = RawArticle(record.source_file, record.source_position, NAME, html=pages[0] if is_page else "", text="" if is_page else text)
    name, address = parseaddr(_mail.header(message, "From"))
    domain = outlet_names.registered_domain(address.rpartition("@")[2])
    raw.domain = outlet_names.shared_domain(name, domain)
    for candidates, value, evidence in ((raw.titles, _mail.header(message, "Subject"), "mail subject"),
                                        (raw.outlets, name or domain, "mail sender"),
                                        (raw.dates, _mail.header(message, "Date"), "mail date")):
        if value:
            candidates.append(Candidate(value, evidence))
    yield raw
