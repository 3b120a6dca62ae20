"""Packed files and zip archives read as streams, with caps against bombs; no member is ever written under its own name."""

import bz2
import gzip
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipeline.article import InputFile
from pipeline.errors import InputError

# Text packs to a tenth, tables to a fiftieth at best; a hundredfold and more is a bomb. Small files may be odd.
_MAX_RATIO = 100
_FREE_BYTES = 20_000_000
_MAX_MEMBERS = 1_000_000
_BROKEN = (EOFError, zlib.error, OSError, lzma.LZMAError, zipfile.BadZipFile, ValueError)
_BROKEN_LIST = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, KeyError, EOFError, OverflowError, struct.error,
                zlib.error)
_MAX_DICTIONARY = 300_000_000  # bytes that unpacking xz may take; its strongest usual level takes 65 million
_PACKED = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz"}
_ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz", ".7z", ".rar")
_OFFICE = (".docx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".epub")
# The first member of an office file by whatever program it was written; it stands behind 30 bytes of header.
_FIRST_OF_OFFICE = re.compile(rb"\[Content_Types\]\.xml|_rels/\.rels|mimetypeapplication/|docProps/(?:app|core|custom)\.xml|"
                              rb"word/document\.xml|xl/(?:workbook|styles|sharedStrings|worksheets/|theme/)")


class _Guarded(io.RawIOBase):
    """A stream of decompressed bytes that ends in an InputError where it is broken or grows beyond its limit."""

    def __init__(self, inner: BinaryIO, below: BinaryIO | zipfile.ZipFile, name: str, limit: int):
        super().__init__()
        self._inner, self._below, self._name, self._limit, self._n_bytes = inner, below, name, limit, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:
        """The next bytes, checked."""
        try:
            part = self._inner.read1(len(buffer))  # what stands before a break is still given
        except _BROKEN as error:
            raise InputError(self._name, f"is broken after {self._n_bytes:,} bytes of content ({error})",
                             "copy the archive anew; what stands before the break is read", f"byte {self._n_bytes}") from error
        self._n_bytes += len(part)
        if self._n_bytes > self._limit:
            raise InputError(self._name, f"unpacks to more than {self._limit:,} bytes, which no text does",
                             "unpack it yourself if you trust it", f"byte {self._limit}")
        buffer[:len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close what lies below too."""
        if not self.closed:
            self._inner.close()
            self._below.close()
        super().close()


class _Xz(io.RawIOBase):
    """What an xz file holds; unlike the one of the library it can be told how much memory it may take."""

    def __init__(self, packed: BinaryIO):
        super().__init__()
        self._packed, self._unpacker = packed, lzma.LZMADecompressor(memlimit=_MAX_DICTIONARY)

    def read1(self, size: int) -> bytes:
        """Some of the next bytes; none at the end.

        Raises:
            EOFError: the file ends before its content does.
        """
        while True:
            if self._unpacker.eof:  # several may stand one behind the other, with zeros between
                rest = self._unpacker.unused_data.lstrip(b"\x00") or self._packed.read(65_536).lstrip(b"\x00")
                if not rest:
                    return b""
                self._unpacker = lzma.LZMADecompressor(memlimit=_MAX_DICTIONARY)
            else:
                rest = self._packed.read(65_536) if self._unpacker.needs_input else b""
                if self._unpacker.needs_input and not rest:
                    raise EOFError("it ends too early")
            if found := self._unpacker.decompress(rest, size):
                return found


def is_packed(magic: bytes) -> bool:
    """Whether the first bytes are those of a gzip, bzip2 or xz file."""
    return magic.startswith(tuple(_PACKED))


def is_archive(magic: bytes, name: str) -> bool:
    """Whether a file is a zip archive of articles (and not an office file, which is a zip inside)."""
    is_office = name.lower().endswith(_OFFICE) or _FIRST_OF_OFFICE.match(magic, 30)
    return magic.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not is_office


def unpacked(opened: Callable[[], BinaryIO], name: str, packed_bytes: int) -> BinaryIO:
    """A stream of what a gzip, bzip2 or xz file holds.

    Raises:
        InputError: while it is read, where it is broken or unpacks to far more than text does.
    """
    packed = opened()
    magic = packed.read(6)
    packed.close()
    packed = opened()
    if magic.startswith(b"BZh"):
        inner = bz2.BZ2File(packed)
    else:
        inner = _Xz(packed) if magic.startswith(b"\xfd7z") else gzip.GzipFile(fileobj=packed)
    return _guarded(inner, packed, name, packed_bytes)


def _guarded(inner: BinaryIO, below: BinaryIO | zipfile.ZipFile, name: str, packed_bytes: int) -> BinaryIO:
    """A buffered stream with a limit that follows from the packed size."""
    return io.BufferedReader(_Guarded(inner, below, name, _FREE_BYTES + _MAX_RATIO * packed_bytes), 65_536)


def is_unsafe(member: str) -> bool:
    """Whether the path of a member leads out of its archive.

    Example:
        >>> is_unsafe("week/monday.txt"), is_unsafe("../monday.txt"), is_unsafe("C:\\\\monday.txt")
        (False, True, True)
    """
    parts = member.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or "\x00" in member


def unsafe(name: str, member: str) -> InputError:
    """The refusal of a member whose path leads out of its archive."""
    return InputError(name, f"has a member with the unsafe path {member!r}", "pack the archive with plain relative paths", member)


def inside(place: str, member: str, opened: Callable[[], BinaryIO], size: int) -> InputFile | InputError:
    """One member that may be read, as it is or unpacked; an archive inside an archive is refused."""
    if member.lower().endswith(_ARCHIVES):
        return InputError(place, "is an archive inside an archive", "unpack the outer one and give the folder")
    if member.lower().endswith(tuple(_PACKED.values())):
        return InputFile(place, partial(unpacked, opened, place, size), b"")
    return InputFile(place, opened, b"")


class _Zip:
    """A zip archive that stays open while its members are read: its list of members is read once, not once a member."""

    def __init__(self, path: Path):
        self._path, self._open = path, None

    def archive(self) -> zipfile.ZipFile:
        """The open archive."""
        if self._open is None:
            self._open = zipfile.ZipFile(self._path)
        return self._open

    def close(self) -> None:
        """Let go of the archive; a member can be opened all the same."""
        if self._open is not None:
            self._open.close()
        self._open = None


def zip_members(path: Path, name: str) -> Iterator[InputFile | InputError]:
    """The files inside a zip archive in sorted order, each with a stream of its own."""
    tied = _Zip(path)
    try:
        members = sorted((m for m in tied.archive().infolist() if not m.filename.endswith(("/", "\\"))), key=lambda m: m.filename)
        if len(members) > _MAX_MEMBERS:
            raise InputError(name, f"has {len(members):,} members", "split the archive")
        if not members:
            raise InputError(name, "is an empty archive", "pack the articles again")
        for member in members:
            if not is_junk(member.filename):
                yield _member(tied, name, member)
    except _BROKEN_LIST as error:
        raise InputError(name, f"is no whole zip archive ({error})", "copy the archive anew") from error
    finally:
        tied.close()


def is_junk(member: str) -> bool:
    """Whether a member is what a system adds by itself."""
    parts = PurePosixPath(member).parts
    return "__MACOSX" in parts or parts[-1:] in ((".DS_Store",), ("Thumbs.db",)) or parts[-1:] and parts[-1].startswith("._")


def _member(tied: _Zip, name: str, member: zipfile.ZipInfo) -> InputFile | InputError:
    """One member, or why it is refused; some programs for Windows write "\\" between folders."""
    path = member.filename.replace("\\", "/")
    place = f"{name}/{path}"
    if is_unsafe(path):
        return unsafe(name, member.filename)
    if member.flag_bits & 1:
        return InputError(place, "is protected by a password", "unpack it yourself and give the folder")
    if member.file_size > _FREE_BYTES + _MAX_RATIO * member.compress_size:
        return InputError(place, f"unpacks to {member.file_size:,} bytes, which no text does", "unpack it yourself if you trust it")
    return inside(place, path, partial(_open_member, tied, member, place), member.file_size)


def _open_member(tied: _Zip, member: zipfile.ZipInfo, place: str) -> BinaryIO:
    """A stream of one member."""
    try:
        inner = tied.archive().open(member)
    except _BROKEN_LIST as error:
        raise InputError(place, f"cannot be unpacked ({error})", "pack the archive anew with plain deflate") from error
    return _guarded(inner, inner, place, member.compress_size)
