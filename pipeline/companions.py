"""The user's own files beside a data set: where each stands, and how it is written: whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from pipeline.errors import InputError

CORRECTIONS, GROUPS, ALIASES, CHECKS, PINS = ".corrections.csv", ".groups.csv", ".aliases.csv", ".checks.csv", ".pins.json"
ENDINGS = (CORRECTIONS, GROUPS, ALIASES, CHECKS, PINS)
_HINT = "close it in other programs, or allow writing to its folder"


def beside(dataset: str | Path, ending: str) -> Path:
    """Where a file of a data set stands: beside its folder, under its name.

    Args:
        dataset: folder of the data set.
        ending: of the file's name.

    Example:
        >>> beside("sets/harbour", ".groups.csv").name
        'harbour.groups.csv'
    """
    folder = Path(os.path.abspath(dataset))
    return folder.with_name(folder.name + ending)


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: whoever reads it meanwhile sees the one before or the one after.

    Raises:
        InputError: the file cannot be written.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(fresh, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise InputError(str(path), f"cannot be written ({error.strerror or error})", _HINT) from error


def forget(path: Path) -> None:
    """Take a file away, where there is one.

    Raises:
        InputError: the file cannot be taken away.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(str(path), f"cannot be taken away ({error.strerror or error})", _HINT) from error
