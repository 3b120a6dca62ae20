"""Office files, which are zip archives of XML: opened in memory with the same caution as any archive."""

import io
import zipfile
import zlib

from pipeline.article import InputFile
from pipeline.errors import InputError
from pipeline.readers import _cutting

# Text packs to a tenth; XML of a table to a fiftieth at best. Small files may be odd.
_MAX_RATIO = 100
_FREE_BYTES = 20_000_000
_MOST_UNPACKED = 500_000_000  # a table's texts are all held while its rows are read
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a zip archive does."""
    return head.startswith(b"PK\x03\x04")


def opened(file: InputFile) -> zipfile.ZipFile:
    """The archive inside an office file.

    Raises:
        InputError: it is none, unpacks to far more than text does, or declares document types.
    """
    content = _cutting.all_of(file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > _FREE_BYTES + _MAX_RATIO * len(content):
            raise InputError(file.source_file, "unpacks to far more than a text does", "save it anew")
        if unpacked > _MOST_UNPACKED:
            raise InputError(file.source_file, f"unpacks to more than {_MOST_UNPACKED:,} bytes",
                             "split it, or save a table as .csv, which is read row by row")
        for member in archive.namelist():
            if member.endswith((".xml", ".rels")):
                with archive.open(member) as stream:
                    if b"<!DOCTYPE" in stream.read(2000):
                        raise InputError(file.source_file, "has a document type (<!DOCTYPE …>), which is refused as a danger",
                                         "open it in the program it comes from and save it anew")
    except BROKEN as error:
        raise InputError(file.source_file, f"cannot be opened ({error})",
                         "open it in the program it comes from and save it anew") from error
    return archive
