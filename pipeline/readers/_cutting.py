"""Cutting files into records in bounded memory: whole files, lines."""

import codecs
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pipeline.article import InputFile
from pipeline.decoding import wide
from pipeline.errors import InputError

_STEP = 1 << 20
_MOST_OF_AN_EXPORT = 200_000_000


def whole(file: InputFile) -> bytes:
    """All bytes of a file that is one record.

    Raises:
        InputError: the file is longer than a record may be.
    """
    with file.open() as stream:
        content = stream.read(file.max_bytes + 1)
    if len(content) > file.max_bytes:
        raise InputError(file.source_file, f"is longer than {file.max_bytes:,} bytes, too long for one article",
                         "split it, or raise the setting record_max_bytes")
    return content


def all_of(file: InputFile, most: int = _MOST_OF_AN_EXPORT) -> bytes:
    """All bytes of a file of many articles, of a format that can only be read whole.

    Raises:
        InputError: the file is longer than `most`, which is far above what archives export at once.
    """
    with file.open() as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise _too_long(file, most)
    return content


def held(lines: Iterable[str], file: InputFile) -> list[str]:
    """The lines of such a file.

    Raises:
        InputError: they are longer than archives export at once.
    """
    found: list[str] = []
    n_characters = 0
    for line in lines:
        found.append(line)
        n_characters += len(line)
        if n_characters > _MOST_OF_AN_EXPORT:
            raise _too_long(file, _MOST_OF_AN_EXPORT)
    return found


def _too_long(file: InputFile, most: int) -> InputError:
    """The error that a file is too long to be read whole."""
    return InputError(file.source_file, f"is longer than {most:,} bytes", "export its articles in several files")


def lines(file: InputFile) -> Iterator[tuple[int, bytes | InputError]]:
    """Number (from 1) and bytes of each line; a line that is too long is skipped and named. A file in UTF-16 gives its lines in UTF-8."""
    with _by_byte(file) as stream:
        number = 0
        while line := stream.readline(file.max_bytes + 1):
            number += 1
            if len(line) > file.max_bytes:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_STEP)
                yield number, InputError(file.source_file, f"has a line longer than {file.max_bytes:,} bytes",
                                         "split it, or raise the setting record_max_bytes", f"line {number}")
            else:
                yield number, line


def _by_byte(file: InputFile) -> BinaryIO:
    """A fresh stream of a file in which one byte ends a line."""
    encoding = wide(file.head)
    return io.BufferedReader(_Recoded(file.open(), encoding), _STEP) if encoding else file.open()


class _Recoded(io.RawIOBase):
    """A stream of text in another encoding as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str):
        super().__init__()
        self._stream, self._decoder, self._held = stream, codecs.getincrementaldecoder(encoding)("replace"), b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:
        """The next bytes."""
        while not self._held:
            part = self._stream.read(_STEP)
            self._held = self._decoder.decode(part, final=not part).encode("utf-8", "replace")
            if not part:
                break
        part, self._held = self._held[:len(buffer)], self._held[len(buffer):]
        buffer[:len(part)] = part
        return len(part)

    def close(self) -> None:
        """Close the stream below too."""
        if not self.closed:
            self._stream.close()
        super().close()
