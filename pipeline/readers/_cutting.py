"""Cutting files into records in bounded memory: whole files, lines."""

from collections.abc import Iterator

from pipeline.article import InputFile
from pipeline.errors import InputError

_STEP = 1 << 20
_MAX_EXPORT = 500_000_000


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


def all_of(file: InputFile) -> bytes:
    """All bytes of a file of many articles, of a format that can only be read whole.

    Raises:
        InputError: the file is longer than such a file may be.
    """
    with file.open() as stream:
        content = stream.read(_MAX_EXPORT + 1)
    if len(content) > _MAX_EXPORT:
        raise InputError(file.source_file, f"is longer than {_MAX_EXPORT:,} bytes", "export its articles in several files")
    return content


def lines(file: InputFile) -> Iterator[tuple[int, bytes | InputError]]:
    """Number (from 1) and bytes of each line; a line that is too long is skipped and named."""
    with file.open() as stream:
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
