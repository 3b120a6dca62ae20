"""How far a build is, told in numbers that a person can wait by."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from pipeline.article import InputFile


@dataclass(frozen=True)
class Progress:
    """How far a build is: the step, how many things of it are done and which, and the share of the step that is done (0 to 1)."""

    step: str
    done: int
    unit: str
    share: float


@dataclass
class Reading:
    """How many bytes of how many have been read from the files of the input."""

    n_bytes_given: int
    n_bytes: int = 0

    @property
    def share(self) -> float:
        """The share of the bytes that has been read; a reader that goes back counts twice, so never above 1."""
        return min(1.0, self.n_bytes / self.n_bytes_given) if self.n_bytes_given else 0.0

    def watched(self, file: InputFile) -> InputFile:
        """The file with its reading counted here."""
        return replace(file, open=partial(self._opened, file.open))

    def _opened(self, opened: Callable[[], BinaryIO]) -> BinaryIO:
        """A fresh stream of the file that counts."""
        return io.BufferedReader(_Counted(opened(), self))


class _Counted(io.RawIOBase):
    """A stream that says how much is read from it."""

    def __init__(self, stream: BinaryIO, reading: Reading):
        self._stream, self._reading = stream, reading

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """As the stream is."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        """As the stream does."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As the stream does."""
        return self._stream.tell()

    def readinto(self, buffer: memoryview) -> int:
        """Read into a buffer and count."""
        piece = self._stream.read(len(buffer))
        buffer[:len(piece)] = piece
        self._reading.n_bytes += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close the stream too."""
        self._stream.close()
        super().close()
