"""Newsletters saved as mail (.eml) or exported from a mail program (.mbox): one article a message, its sender the outlet."""

import re
from collections.abc import Iterator
from email.utils import parseaddr

from pipeline import outlet_names
from pipeline.article import Candidate, InputFile, RawArticle, Record
from pipeline.decoding import clean
from pipeline.errors import InputError
from pipeline.readers import _cutting, _mail

NAME = "mail_message"
SUFFIXES = (".eml", ".mbox", ".mbx")
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
# The line above each message of a mailbox: "From news@harlowherald.example Mon May  5 06:30:00 2031".
_BORDER = re.compile(rb"^From \S{1,300}\s.{0,100}\d\d:\d\d(?::\d\d)?\b.{0,30}$")


def recognises(head: bytes, source_file: str) -> int:
    """Headers of a message that was sent."""
    headers = "\n" + _mail.headers_of(head)
    is_sent = "\nfrom:" in headers and any(f"\n{name}:" in headers for name in ("message-id", "received", "mime-version", "list-id"))
    return 94 if is_sent else 45 if len(headers) > 1 and source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """The file as one record, or one record a message of a mailbox."""
    if not _BORDER.match(file.head.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")[0].rstrip()):
        yield Record(NAME, file.source_file, "", _cutting.whole(file))
        return
    for number, message in enumerate(_messages(file), start=1):
        place = f"message {number}"
        if isinstance(message, InputError):
            yield message
        elif len(message) > file.max_bytes:
            yield InputError(file.source_file, f"has a message longer than {file.max_bytes:,} bytes",
                             "save it without what is attached, or raise the setting record_max_bytes", place)
        elif message.strip():
            yield Record(NAME, file.source_file, place, message)


def _messages(file: InputFile) -> Iterator[bytes | InputError]:
    """The messages of a mailbox, one in memory at a time; of one that is too long only the beginning."""
    parts: list[bytes] = []
    n_bytes, is_after_gap = 0, True
    for _, line in _cutting.lines(file):
        if isinstance(line, InputError):
            yield line
        elif is_after_gap and line.startswith(b"From ") and _BORDER.match(line.rstrip()):
            if parts:
                yield b"".join(parts)
            parts, n_bytes = [], 0
        else:
            n_bytes += len(line)
            if n_bytes <= file.max_bytes + len(line):
                parts.append(line[1:] if line.startswith(b">From ") else line)
        is_after_gap = isinstance(line, InputError) or not line.strip()
    yield b"".join(parts)


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
