"""Broken and hostile files against every reader and archive: `make fuzz`, or `python -m bench.fuzz --seconds 60 --reader feed`.

Each file is an example of a reader, changed at random. A reader may refuse it with an InputError; it may not fail otherwise, take more than
five seconds, or say nothing at all about a file.
"""

import argparse
import faulthandler
import io
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from pipeline import inputs
from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.plugins import find
from pipeline.settings import Settings

READERS = find("pipeline.readers")
ARCHIVES = "archives"
LONGEST_SECONDS = 5
_HANG_SECONDS = 60
_HOSTILE = (b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"<", b">", b"]]>", b"<![CDATA[", b"&a;", b"<!DOCTYPE a [", b"\r\n\r\n",
            b"---\n", b"{", b"[" * 3000, b"<p>" * 3000, b"((" * 3000, b"9" * 400, b"-1", b"NaN", b"1e999", b"\xed\xa0\x80",
            b"\xf0\x9f\x8c\x89", "\u202e\u0000".encode(), b"Content-Length: 99999999999\r\n", b"0000-00-00", b"https://[", b"=" * 200,
            b"{{", b"\\u0000", b"\\ud800")


@st.composite
def changed(draw: st.DrawFn, examples: list[bytes]) -> bytes:
    """An example with some stretches cut out, doubled, or replaced by what has broken readers before."""
    content = bytearray(draw(st.sampled_from(examples)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        stop = min(len(content), start + draw(st.integers(0, 60)))
        piece = draw(st.one_of(st.sampled_from(_HOSTILE), st.binary(max_size=12), st.just(bytes(content[start:stop]) * 3)))
        content[start:stop] = piece
    return bytes(content[:draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))])


def read(name: str, content: bytes) -> int:
    """Read a file as a build does, and give the number of articles and refusals.

    Raises:
        AssertionError: neither an article nor a refusal came of it.
    """
    source_file = "fuzzed" + READERS[name].SUFFIXES[0]
    file = InputFile(source_file, lambda: io.BytesIO(content), content[:inputs.HEAD_BYTES])
    n_said = 0
    try:
        READERS[name].recognises(file.head, source_file)
        for record in inputs.cut(file, READERS[name]):
            n_said += 1
            if not isinstance(record, InputError):
                _parse(record)
    except InputError:
        n_said += 1
    assert n_said or not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"), "nothing was said about the file"
    return n_said


def _parse(record: inputs.Record) -> None:
    """The rows of a record, or its refusal."""
    try:
        for raw in inputs.parse(record):
            rows(raw, Settings())
    except InputError:
        pass


def archives() -> list[bytes]:
    """Small archives: zip, tar, and tar packed in each way."""
    members = {f"week/{name}{reader.SUFFIXES[0]}": reader.EXAMPLE for name, reader in list(READERS.items())[::4]}
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for member, content in members.items():
            packed.writestr(member, content)
    return [sink.getvalue(), *(_tape(members, packing) for packing in ("", "gz", "bz2", "xz"))]


def _tape(members: dict[str, bytes], packing: str) -> bytes:
    """A tar archive."""
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode=f"w:{packing}") as tape:
        for member, content in members.items():
            entry = tarfile.TarInfo(member * 3)
            entry.size = len(content)
            tape.addfile(entry, io.BytesIO(content))
    return sink.getvalue()


def read_archive(_: str, content: bytes) -> int:
    """Find and cut all members of an archive, and give the number of records and refusals.

    Raises:
        AssertionError: neither a record nor a refusal came of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzzed.tar"
        path.write_bytes(content)
        n_said = 0
        for file in inputs.find([path]):
            n_said += 1 if isinstance(file, InputError) else sum(1 for _ in inputs.records(file, Settings()))
    assert n_said, "nothing was said about the archive"
    return n_said


def fuzz(name: str, seconds: float) -> int:
    """Fuzz one reader, or the archives, for a time, and give the number of files tried."""
    reading: Callable[[str, bytes], int] = read_archive if name == ARCHIVES else read
    others = archives() if name == ARCHIVES else [reader.EXAMPLE for reader in READERS.values()]
    examples = [others[0] if name == ARCHIVES else READERS[name].EXAMPLE, *others]
    n_tried, until = 0, time.monotonic() + seconds

    def one(content: bytes) -> None:
        nonlocal n_tried
        n_tried += 1
        faulthandler.dump_traceback_later(_HANG_SECONDS, exit=True)
        begun = time.process_time()  # of this process alone: a busy machine is no slow reader
        reading(name, content)
        assert time.process_time() - begun < LONGEST_SECONDS, "took too long"

    reading(name, examples[0])  # loads what is loaded once
    limits = settings(max_examples=100, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
                      suppress_health_check=list(HealthCheck), print_blob=False)
    number = 0
    while time.monotonic() < until:
        number += 1
        seed(number)(limits(given(changed((examples[:1] * 8 if name != ARCHIVES else []) + examples))(one)))()
    faulthandler.cancel_dump_traceback_later()
    return n_tried


def main() -> int:
    """Fuzz the readers that are named, or all, each for a while."""
    options = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--reader", action="append", choices=[*READERS, ARCHIVES])
    given_options = options.parse_args()
    for name in given_options.reader or [*READERS, ARCHIVES]:
        print(f"{name}: {fuzz(name, given_options.seconds):,} files, none broke it", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
