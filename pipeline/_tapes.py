"""Tar archives, packed or not, read member by member without unpacking them: links, devices and path tricks are refused."""

import io
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from pipeline._archives import inside, is_junk, is_unsafe, unsafe
from pipeline.article import InputFile
from pipeline.errors import InputError

BLOCK = 512
_STEP = 1 << 20
_LONGEST_NAME = 1 << 20
_IN_MEMORY = 8_000_000
_MAX_MEMBERS = 1_000_000
_FILES, _FOLDERS = (b"0", b"\x00", b"7"), (b"5", b"D", b"V")
_KINDS = {b"1": "a link", b"2": "a link", b"3": "a device", b"4": "a device", b"6": "a pipe", b"S": "a sparse file",
          b"M": "a part of a file"}
_NAMES = (b"L", b"K", b"x", b"g", b"X")


@dataclass(frozen=True)
class _Member:
    """One entry of the archive: its path, its kind, where its content begins and how long it is."""

    name: str
    kind: bytes
    offset: int
    size: int


def is_tape(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a tar archive: its first header holds its own right sum."""
    if len(head) < BLOCK or not head[:BLOCK].strip(b"\x00"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[:BLOCK], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True


def members(opened: Callable[[], BinaryIO], name: str, n_bytes: int | None) -> Iterator[InputFile | InputError]:
    """The files inside a tar archive in its own order, each with a stream of its own.

    Args:
        opened: gives a fresh stream of the archive, unpacked.
        name: the archive's name.
        n_bytes: its length where one can jump in the stream; a packed one is read from the start where it must.
    """
    n_files, tape = 0, _Tape(opened, name, n_bytes)
    try:
        for number, member in enumerate(tape.walk()):
            if number >= _MAX_MEMBERS:
                raise InputError(name, f"has more than {_MAX_MEMBERS:,} members", "split the archive")
            if member.kind not in _FOLDERS and not is_junk(member.name):
                n_files += 1
                yield _file(tape, name, member)
    except InputError as error:
        n_files += 1
        yield error
    finally:
        tape.close()
    if not n_files:
        yield InputError(name, "is an empty archive", "pack the articles again")


def _file(tape: "_Tape", name: str, member: _Member) -> InputFile | InputError:
    """One member, or why it is refused."""
    shown = member.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    place = f"{name}/{shown}"
    if is_unsafe(member.name):
        return unsafe(name, shown)
    if member.kind not in _FILES:
        return InputError(place, f"is {_KINDS.get(member.kind, 'no file')}, which no archive of articles needs",
                          "pack the files themselves")
    return inside(place, shown, partial(tape.content, member), member.size)


class _Tape:
    """A tar archive while it is read."""

    def __init__(self, opened: Callable[[], BinaryIO], name: str, n_bytes: int | None):
        self._opened, self._name, self._n_bytes = opened, name, n_bytes
        self._stream: BinaryIO | None = None
        self._at = 0
        self._kept: tuple[_Member, tempfile.SpooledTemporaryFile] | None = None

    def close(self) -> None:
        """Let go of the archive and of the member held; either can be opened again."""
        for held in (self._stream, self._kept and self._kept[1]):
            if held:
                held.close()
        self._stream = self._kept = None

    def _go(self, offset: int) -> BinaryIO:
        """The stream at a place, or at its end before; one that cannot jump back begins anew."""
        if self._stream and self._n_bytes is None and self._at > offset:
            self._stream.close()
            self._stream = None
        if self._stream is None:
            self._stream, self._at = self._opened(), 0
        if self._n_bytes is not None:
            self._at = self._stream.seek(min(offset, self._n_bytes))
        while self._at < offset and (part := self._stream.read(min(offset - self._at, _STEP))):
            self._at += len(part)
        return self._stream

    def _read(self, offset: int, size: int) -> bytes:
        """Some bytes at a place, fewer at the end."""
        found = self._go(offset).read(size)
        self._at += len(found)
        return found

    def walk(self) -> Iterator[_Member]:
        """The entries one after the other.

        Raises:
            InputError: the archive ends in the middle of an entry, or what should be a header is none.
        """
        offset, given = 0, {}
        while len(head := self._read(offset, BLOCK)) == BLOCK and head.strip(b"\x00"):
            try:
                found = tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
            except (tarfile.HeaderError, ValueError) as error:
                raise InputError(self._name, f"is broken ({error})", "pack it anew; what stands before the break is read",
                                 f"byte {offset}") from error
            offset += BLOCK
            if found.size < 0:
                raise InputError(self._name, "has a member of negative size", "pack it anew", f"byte {offset}")
            if found.type in _NAMES:
                given |= self._given(found, offset)
            else:
                found.size = 0 if found.type in (*_FOLDERS, b"1", b"2") else given.get("size", found.size)
                yield _Member(given.get("path", found.name), found.type, offset, found.size)
                given = {}
            offset += -(-found.size // BLOCK) * BLOCK
        if 0 < len(head) < BLOCK:
            raise InputError(self._name, "ends in the middle of a member", "copy it anew; the whole members are read", f"byte {offset}")

    def _given(self, found: tarfile.TarInfo, offset: int) -> dict[str, str | int]:
        """What an entry says of the one behind it: a long path, a long size."""
        if not 0 <= found.size <= _LONGEST_NAME:
            raise InputError(self._name, f"has a name of {found.size:,} bytes", "pack it anew", f"byte {offset}")
        content = self._read(offset, found.size)
        if found.type == b"L":
            return {"path": content.rstrip(b"\x00").decode("utf-8", "surrogateescape")}
        return dict(_pairs(content)) if found.type in (b"x", b"X") else {}

    def content(self, member: _Member) -> BinaryIO:
        """A stream of one member's content.

        Raises:
            InputError: the archive ends before it does.
        """
        if self._n_bytes is None:
            if self._kept is None or self._kept[0] != member:
                self._keep(member)
            return io.BufferedReader(_Part(self._kept[1], 0, member.size, is_shared=True))
        if member.offset + member.size > self._n_bytes:
            raise self._cut_off(member)
        return io.BufferedReader(_Part(self._opened(), member.offset, member.size))

    def _cut_off(self, member: _Member) -> InputError:
        """The error that the archive ends inside a member."""
        shown = member.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        return InputError(f"{self._name}/{shown}", "is cut off, as the archive ends in it", "copy the archive anew; the others are read")

    def _keep(self, member: _Member) -> None:
        """Hold the content of a member of a packed archive, a large one in a nameless file: it is opened more than once."""
        kept, missing = tempfile.SpooledTemporaryFile(_IN_MEMORY), member.size  # noqa: SIM115 (closed when the next is kept)
        try:
            while missing and (part := self._read(member.offset + member.size - missing, min(missing, _STEP))):
                kept.write(part)
                missing -= len(part)
            if missing:
                raise self._cut_off(member)
        except InputError:
            kept.close()
            raise
        if self._kept:
            self._kept[1].close()
        self._kept = member, kept


def _pairs(content: bytes) -> Iterator[tuple[str, str | int]]:
    """Path and size among lines such as "24 path=week/monday.txt"."""
    at = 0
    while at < len(content):
        length = content[at:at + 12].partition(b" ")[0]
        if not length.isdigit() or int(length) <= len(length) + 1:
            return
        name, _, value = content[at + len(length) + 1:at + int(length) - 1].partition(b"=")
        at += int(length)
        if name == b"path":
            yield "path", value.decode("utf-8", "surrogateescape")
        elif name == b"size" and value.isdigit() and len(value) < 16:
            yield "size", int(value)


class _Part(io.RawIOBase):
    """A stretch of a stream that can jump; its own stream is closed with it, a shared one is not."""

    def __init__(self, stream: BinaryIO, offset: int, size: int, *, is_shared: bool = False):
        super().__init__()
        self._stream, self._offset, self._size, self._is_shared, self._at = stream, offset, size, is_shared, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:
        """The next bytes."""
        self._stream.seek(self._offset + self._at)
        part = self._stream.read(min(len(buffer), max(0, self._size - self._at)))
        buffer[:len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        """Close what belongs to it."""
        if not self.closed and not self._is_shared:
            self._stream.close()
        super().close()
