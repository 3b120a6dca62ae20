"""Web archives as WARC: one article a page, what else was fetched left aside; of a cut file all that is whole."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError

NAME = "web_archive"
SUFFIXES = (".warc",)


def _example() -> bytes:
    """An archive of one page."""
    page = (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><html><head><title>Old mill bridge reopens"
            b"</title></head><body><article><h1>Old mill bridge reopens</h1><p>The old mill bridge opened to walkers on Monday after two"
            b" years of repair, the town council said.</p></article></body></html>")
    head = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harlowherald.example/bridge\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n")
    return head % len(page) + page + b"\r\n\r\n"


EXAMPLE = _example()
_STEP = 1 << 20
_MAX_HEADER = 65_536
_PAGE = re.compile(r"^(?:text/html|application/xhtml\+xml)\b")


def recognises(head: bytes, source_file: str) -> int:
    """The word every record of a web archive begins with."""
    return 100 if re.match(rb"\s{0,20}WARC/\d", head[:40]) else 30 if source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record a page that was fetched; where a record of the archive is broken, reading goes on at the next."""
    number = n_pages = 0
    missed: Counter[str] = Counter()
    seen: set[bytes] = set()
    with file.open() as stream:
        try:
            while headers := _next_headers(stream):
                number += 1
                found = _content(stream, headers, file, f"record {number}")
                if isinstance(found, bytes) and (payload := _page(headers, found)):
                    n_pages += 1
                    seen.add(_key(payload[0]))
                    yield Record(NAME, file.source_file, f"record {number}", payload)
                elif isinstance(found, InputError):
                    n_pages += 1
                    yield found
                else:
                    missed[_why_missed(headers, found, seen)] += 1
        except InputError as error:  # the stream itself breaks: what stands before it has been given
            n_pages += 1
            yield error
    missed.pop("", None)
    if missed:
        said = ", ".join(f"{n:,} {why}" for why, n in sorted(missed.items()))
        yield InputError(file.source_file, f"holds pages that were not fetched: {said}", "fetch them again if articles are among them")
    elif not n_pages:
        raise InputError(file.source_file, "holds no web page", "check that the archive holds pages and not only images or lists")


def _why_missed(headers: dict[str, str], content: bytes, seen: set[bytes]) -> str:
    """Why a record gives no page though it was one; "" for all that is none: images, lists, redirections."""
    kind = headers.get("warc-type", "").lower()
    if kind == "revisit" and _key(_url(headers)) not in seen:
        return "that only refer to another archive"
    top = content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    status = re.match(rb"HTTP/\d\S{0,4} ([1-5]\d\d)\b", top[0])
    if kind != "response" or not status or not _PAGE.match(_headers(iter(top[1:])).get("content-type", "").lower()):
        return ""
    return f"answered with status {int(status[1])}" if status[1][:1] in b"45" else "without content" if status[1] == b"200" else ""


def _url(headers: dict[str, str]) -> str:
    """The address that a record is about."""
    return clean_line(headers.get("warc-target-uri", "").strip("<>"))


def _key(url: str) -> bytes:
    """A few bytes that stand for an address: an archive may hold millions."""
    return blake2b(url.encode("utf-8", "replace"), digest_size=8).digest()


def _next_headers(stream: BinaryIO) -> dict[str, str]:
    """The headers of the next record, whatever stands before it; none at the end."""
    while line := stream.readline(_STEP):
        if line.lstrip().startswith(b"WARC/"):
            return _headers(iter(lambda: stream.readline(_STEP), b""))
    return {}


def _headers(lines: Iterator[bytes]) -> dict[str, str]:
    """Name in lower case to value, up to the empty line."""
    headers: dict[str, str] = {"": ""}
    n_bytes = 0
    for line in lines:
        n_bytes += len(line)
        if not line.strip() or n_bytes > _MAX_HEADER:
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _content(stream: BinaryIO, headers: dict[str, str], file: InputFile, place: str) -> bytes | InputError:
    """The content of a record: whole, or empty where it is no page, or the error that it is too long or cut."""
    length = headers.get("content-length", "")
    if not length.isdecimal() or len(length) > 15:
        return InputError(file.source_file, "has a record without its length", "fetch the pages again", place)
    missing, kind = int(length), headers.get("warc-type", "").lower()
    is_wanted = kind in ("response", "resource") and missing <= file.max_bytes
    kept: list[bytes] = []
    while missing and (part := stream.read(min(missing, _STEP))):
        missing -= len(part)
        if is_wanted:
            kept.append(part)
    if missing:
        return InputError(file.source_file, "ends in the middle of a record", "copy or fetch it again; the whole records are read", place)
    if kind in ("response", "resource") and not is_wanted:
        return InputError(file.source_file, f"has a record longer than {file.max_bytes:,} bytes", "raise the setting record_max_bytes",
                          place)
    return b"".join(kept)


def _page(headers: dict[str, str], content: bytes) -> tuple[str, dict[str, str], bytes] | tuple[()]:
    """Address, headers and content of a page that was fetched well, or nothing."""
    url = _url(headers)
    if headers.get("warc-type", "").lower() == "resource":
        return (url, {}, content) if _PAGE.match(headers.get("content-type", "").lower()) else ()
    top, _, body = content.partition(b"\r\n\r\n")
    lines = top.split(b"\r\n")
    answer = _headers(iter(lines[1:]))
    is_page = re.match(rb"HTTP/\d\S{0,4} 200\b", lines[0]) and _PAGE.match(answer.get("content-type", "").lower())
    return (url, answer, body) if is_page and body else ()


def parse(record: Record) -> Iterator[RawArticle]:
    """The page, still whole."""
    url, headers, body = record.payload
    try:
        if "chunked" in headers.get("transfer-encoding", "").lower():
            body = _joined(body)
        page = _unpacked(body, headers.get("content-encoding", "").lower().strip())
    except (zlib.error, ValueError) as error:
        raise InputError(record.source_file, f"has a page that cannot be unpacked ({error})", "fetch the page again",
                         record.source_position) from error
    yield RawArticle(record.source_file, record.source_position, NAME, page=page, url=url)


def _joined(body: bytes) -> bytes:
    """A body sent in chunks; one that only claims to be is left as it is."""
    parts: list[bytes] = []
    at = 0
    while match := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n").match(body, at):
        size = int(match[1], 16)
        if not size:
            break
        parts.append(body[match.end():match.end() + size])
        at = match.end() + size + 2
    return b"".join(parts) or body


def _unpacked(body: bytes, how: str) -> bytes:
    """A body without its compression; crawlers often store it without and leave the header."""
    if how in ("", "identity") or body.lstrip()[:1] == b"<":
        return body
    if how not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"packed as {how[:20]}")
    unpacker = zlib.decompressobj(47 if how != "deflate" else 15 if body[:1] == b"\x78" else -15)
    page = unpacker.decompress(body, 100 * len(body) + 1_000_000)
    if unpacker.unconsumed_tail:
        raise ValueError("unpacks to far more than a page")
    return page
