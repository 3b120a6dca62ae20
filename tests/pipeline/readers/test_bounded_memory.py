"""Files of lines and members are cut into records without ever being in memory as a whole."""

import io
import tracemalloc

import pytest

from pipeline import inputs
from pipeline.article import InputFile
from pipeline.errors import InputError
from pipeline.plugins import find
from pipeline.settings import Settings

READERS = find("pipeline.readers")
N_BYTES, MOST = 12_000_000, 6_000_000
BODY = b"The old mill bridge opened to walkers on Monday after two years of repair. " * 40
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>" + BODY + b"</p></html>"
# What stands at the beginning, and what is repeated.
LAYOUTS = {
    "csv_table": (b"title,body\n", b"Bridge," + BODY + b"\n"),
    "json_lines": (b"", b'{"title": "Bridge", "body": "' + BODY + b'"}\n'),
    "json_lines as an array": (b"[", b'{"title": "Bridge", "body": "' + BODY + b'"},\n'),
    "web_archive": (b"", b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harlowherald.example/1\r\nContent-Length: "
                    + str(len(PAGE)).encode() + b"\r\n\r\n" + PAGE + b"\r\n\r\n"),
    "mail_message": (b"", b"From a@b Mon May  5 06:30:00 2031\nFrom: a@b.example\nMessage-ID: <1@b>\n\n" + BODY + b"\n\n"),
    "nexis_text": (b"", b"                               1 of 9 DOCUMENTS\n\n" + BODY + b"\n\n"),
    "feed": (b'<rss version="2.0"><channel><title>Harlow Herald</title>', b"<item><title>Bridge</title><description>" + BODY + b"</description></item>"),
}


class _Repeated(io.RawIOBase):
    """A long stream that exists only as far as it is read."""

    def __init__(self, first, repeated):
        self._first, self._repeated, self._at = first, repeated, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        size = min(len(buffer), N_BYTES - self._at)
        piece = bytearray()
        while len(piece) < size:
            at = self._at + len(piece)
            piece += self._first[at:] if at < len(self._first) else self._repeated[(at - len(self._first)) % len(self._repeated):]
        buffer[:size] = piece[:size]
        self._at += size
        return size


@pytest.mark.parametrize("name", LAYOUTS)
def test_long_file_is_cut_in_little_memory(name):
    first, repeated = LAYOUTS[name]
    name, _, form = name.partition(" ")
    file = InputFile("a" + READERS[name].SUFFIXES[-1 if form else 0], lambda: io.BufferedReader(_Repeated(first, repeated)), first + repeated)
    tracemalloc.start()
    try:
        n_records = sum(not isinstance(found, InputError) for found in READERS[name].records(file))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert n_records > 0.9 * N_BYTES / len(repeated) and peak < MOST


def test_pages_that_were_looked_at_are_not_kept(tmp_path):
    for n in range(60):
        (tmp_path / f"{n}.html").write_text(f"<html><p>{n} {'The old mill bridge, and its pier, opened on Monday. ' * 4_000}</p></html>")
    records = (record for file in inputs.find([tmp_path]) for record in inputs.records(file, Settings()))
    next(records)  # what is loaded and kept once
    tracemalloc.start()
    try:
        assert sum(1 for _ in records) == 59
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert kept < 2_000_000
