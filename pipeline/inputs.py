"""Finds the files of the input, chooses their readers and cuts them into records; what cannot be read is named, never lost."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from pipeline import _beside, _tapes, companions, plugins
from pipeline._archives import is_archive, is_packed, unpacked, zip_members
from pipeline.article import PACKED_SUFFIX, InputFile, RawArticle, Record
from pipeline.errors import InputError
from pipeline.settings import Settings

HEAD_BYTES = 65_536
_JUNK = frozenset((".ds_store", "thumbs.db", "desktop.ini", ".localized", ".gitkeep", ".gitignore", ".keep"))
_JUNK_FOLDERS = frozenset((".git", ".svn", ".hg", "__macosx", ".ipynb_checkpoints", "__pycache__"))
_MANY = 10_000
_MOST_OF_A_PAGE = 3_000_000
_ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz")


def find(sources: Iterable[str | Path], left_out: dict[str, str] | None = None) -> Iterator[InputFile | InputError]:
    """Every file of the sources, archive members included, in an order that is always the same.

    Folders are walked; hidden files, the folder that a browser saves beside a page and data sets of this program are no sources. No archive
    is unpacked to disk.

    Args:
        sources: files, folders, packed files (`.gz`, `.bz2`, `.xz`), and archives (`.zip`, `.tar`, packed or not).
        left_out: takes the names of the folders that hold no articles, with what they are: "page" beside a saved page, "dataset" for
            a data set that was built inside the sources.

    Returns:
        An `InputFile` for what can be opened, an `InputError` for what cannot, one after the other.
    """
    left_out = {} if left_out is None else left_out
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from _of_folder(path, left_out)
        else:
            yield from _of_file(path, path.name, left_out)


def _of_folder(folder: Path, left_out: dict[str, str]) -> Iterator[InputFile | InputError]:
    """All files below a folder, or one error where it holds none."""
    if _is_dataset(folder):
        yield InputError(folder.name, "is a data set that was built, and holds no articles", "give the folder with the articles")
        return
    is_empty = True
    for found in _walk(folder, "", left_out):
        is_empty = False
        yield found
    if is_empty:
        yield InputError(folder.name or str(folder), "holds no file that can be read",
                         "give a folder with articles, or the files themselves")


def _walk(folder: Path, prefix: str, left_out: dict[str, str]) -> Iterator[InputFile | InputError]:
    """The files of one folder and, in the same sorted order, of those inside it."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(prefix.rstrip("/") or folder.name, f"cannot be opened ({error.strerror})",
                         "allow reading the folder, or leave it out")
        return
    pages, own = _beside.stems(e.name for e in entries), _own_files(entries)
    for entry in entries:
        name = prefix + _printable(entry.name)
        if entry.name.startswith(".") or entry.name.lower() in _JUNK | _JUNK_FOLDERS:
            yield from _hidden(entry, name)
        elif entry.name in own:
            continue
        elif not entry.is_dir(follow_symlinks=False):
            yield from _of_file(Path(entry.path), name, left_out)
        elif _belongs_to_page(entry.name, pages, entries):
            left_out[name] = "page"
        elif _is_dataset(Path(entry.path)):
            left_out[name] = "dataset"
        else:
            yield from _walk(Path(entry.path), name + "/", left_out)


def _own_files(entries: Iterable[os.DirEntry]) -> set[str]:
    """What a person has said of the data sets in a folder, kept beside each under its name: no articles, though tables of texts."""
    folders = [e.name for e in entries if e.is_dir(follow_symlinks=False) and _is_dataset(Path(e.path))]
    return {folder + ending for folder in folders for ending in companions.ENDINGS}


def _is_dataset(folder: Path) -> bool:
    """Whether a folder is a data set, finished or being built, whose tables would be read as articles."""
    return (folder / "versions").is_dir() and ((folder / "dataset.json").is_file() or (folder / ".lock").is_file())


def _printable(name: str) -> str:
    """A file name that can be written into a table, also where its bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _belongs_to_page(name: str, pages: frozenset[str], entries: list[os.DirEntry]) -> bool:
    """Whether a folder holds the images and scripts of a page saved beside it: by its name, or because the page says so."""
    if _beside.is_beside(name, pages):
        return True
    if not _beside.may_be_beside(name, pages):
        return False
    beside = [e for e in entries if e.name.lower().endswith(_beside.PAGES) and name.lower().startswith(e.name.lower().rpartition(".")[0])]
    return any(_beside.is_named_in(_printable(name), _beginning(Path(page.path))) for page in beside)


def _beginning(path: Path) -> bytes:
    """The first millions of bytes of a file; none where it cannot be opened, which is said when it is read."""
    try:
        with open(path, "rb") as stream:
            return stream.read(_MOST_OF_A_PAGE)
    except OSError:
        return b""


def _hidden(entry: os.DirEntry, name: str) -> Iterator[InputError]:
    """A hidden file or folder is left out, but said so where it looks like articles."""
    if entry.name.lower() in _JUNK | _JUNK_FOLDERS or entry.name.startswith("._"):
        return
    if entry.is_dir(follow_symlinks=False):
        looks_like_articles = any(_has_known_suffix(file) for file in _names_below(entry.path))
    else:
        looks_like_articles = _has_known_suffix(entry.name)
    if looks_like_articles:
        yield InputError(name, "is hidden and was not read", "rename it without the leading dot if it belongs to the articles")


def _names_below(folder: str) -> Iterator[str]:
    """File names below a folder, at most some thousand."""
    names = (name for _, _, files in os.walk(folder) for name in files)
    for _, name in zip(range(_MANY), names, strict=False):
        yield name


def _has_known_suffix(name: str) -> bool:
    """Whether a reader or archive goes by the suffix."""
    suffixes = {suffix for reader in plugins.find("pipeline.readers").values() for suffix in reader.SUFFIXES}
    return PACKED_SUFFIX.sub("", name.lower()).endswith((*suffixes, *_ARCHIVES))


def _of_file(path: Path, name: str, left_out: dict[str, str]) -> Iterator[InputFile | InputError]:
    """One file, or the members of one archive."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(name, "is no regular file", "give files, folders or archives")
        opened, size = partial(_opened, path, name), path.stat().st_size
        head = _start(opened)
        is_packed_file = is_packed(head)
        if is_packed_file:
            opened = partial(unpacked, opened, name, size)
        if is_archive(head, name):
            yield from _without_page_folders(partial(zip_members, path, name), name, left_out)
        elif _tapes.is_tape(_start(opened) if is_packed_file else head):
            yield from _without_page_folders(partial(_tapes.members, opened, name, None if is_packed_file else size), name, left_out)
        else:
            yield _with_head(InputFile(name, opened, b""))
    except InputError as error:
        yield error
    except FileNotFoundError:
        yield InputError(name, "does not exist", "check the spelling of the path")
    except OSError as error:
        yield InputError(name, f"cannot be opened ({error.strerror or error})", "allow reading the file, or leave it out")


def _start(opened: Callable[[], BinaryIO]) -> bytes:
    """The first block of a stream, or what stands before a break in it."""
    with opened() as stream:
        try:
            return _first(stream, _tapes.BLOCK)
        except InputError:  # said when the file is read
            return b""


def _without_page_folders(members: Callable[[], Iterator[InputFile | InputError]], name: str,
                          left_out: dict[str, str]) -> Iterator[InputFile | InputError]:
    """The members of an archive but for those that lie beside a saved page; its pages are looked up where a folder bears such a name."""
    pages = None
    for member in members():
        is_asked = isinstance(member, InputFile) and _beside.may_lie_beside(member.source_file)
        if is_asked and pages is None:
            pages = _beside.stems(other.source_file for other in members() if isinstance(other, InputFile))
        if is_asked and (folder := _beside.folder_of(member.source_file, pages)):
            left_out[folder] = "page"
        else:
            yield _with_head(member)


def _opened(path: Path, name: str) -> BinaryIO:
    """A fresh stream of a file on disk."""
    try:
        return open(path, "rb")
    except OSError as error:
        raise InputError(name, f"cannot be opened ({error.strerror})", "allow reading the file, or leave it out") from error


def _with_head(file: InputFile | InputError) -> InputFile | InputError:
    """The file with its first 64 kB, or the error that they cannot be read."""
    if isinstance(file, InputError):
        return file
    try:
        with file.open() as stream:
            return replace(file, head=_first(stream, HEAD_BYTES))
    except InputError as error:
        return error


def _first(stream: BinaryIO, size: int) -> bytes:
    """The first bytes of a stream, as many as stand before a break in it."""
    parts: list[bytes] = []
    while (missing := size - sum(map(len, parts))) > 0:
        try:
            part = stream.read1(min(missing, 4096))  # a longer read would lose what it had when it came to the break
        except InputError:
            if not parts:
                raise
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def records(file: InputFile, settings: Settings) -> Iterator[Record | InputError]:
    """The records of a file, cut lazily by the reader that recognises it best.

    Returns:
        Records, and an `InputError` for each place that cannot be read; reading goes on after it where the format allows.
    """
    try:
        reader = reader_of(file)
        file = replace(file, max_bytes=int(settings.record_max_bytes), columns=settings.columns)
        for found in cut(file, reader):
            yield replace(found, columns=file.columns) if isinstance(found, Record) and file.columns else found
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(file.source_file, f"cannot be read to its end ({error.strerror or error})", "copy the file anew")


def cut(file: InputFile, reader: ModuleType) -> Iterator[Record | InputError]:
    """The records that a reader cuts a file into.

    Raises:
        InputError: the file cannot be cut further, or holds not one record, as a table of column names alone.
    """
    n_found = 0
    for found in reader.records(file):
        n_found += 1
        yield found
    if not n_found:
        raise InputError(file.source_file, "holds no article", "check that it holds more than a heading, or remove it")


def reader_of(file: InputFile) -> ModuleType:
    """The reader that recognises the file best.

    Raises:
        InputError: the file is empty, or no reader knows its format.
    """
    if not file.head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError(file.source_file, "is empty", "save the article again, or remove the file")
    found = plugins.find("pipeline.readers")
    plain_name = file.plain_name
    scores = {name: reader.recognises(file.head, plain_name) for name, reader in found.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] <= 0:
        suffixes = sorted({suffix for reader in found.values() for suffix in reader.SUFFIXES})
        raise InputError(file.source_file, "is in no format that can be read", f"save it as one of {', '.join(suffixes)}")
    return found[best]


def columns_of(record: Record) -> dict[str, str]:
    """What was taken for what, where the record is a row of a table: kind to the column's name, and "unused" to the others.

    Raises:
        InputError: the record is not what its format demands.
    """
    reader = plugins.find("pipeline.readers")[record.reader]
    return reader.columns_of(record) if hasattr(reader, "columns_of") else {}


def parse(record: Record) -> Iterator[RawArticle]:
    """The articles of one record, as its reader understands it.

    Raises:
        InputError: the record is not what its format demands.
    """
    yield from plugins.find("pipeline.readers")[record.reader].parse(record)
