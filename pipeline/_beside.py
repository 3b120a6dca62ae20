"""What a browser saves beside a page: a folder of images, scripts and frames, which holds no article of its own."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx")
# The word browsers put behind the page's name, in the languages of Europe, Turkey and East Asia.
_WORDS = ("files dateien fichiers archivos file bestanden arquivos ficheiros filer pliki soubory súbory elemei tiedostot dosyalar datoteke "
          "fajlovi fișiere fitxers fitxategiak failid bylos arxius файлы файли файлове 文件 檔案 ファイル 파일 data assets "
          "resources").split()
_FOLDER = re.compile(rf"(.+?)(?:[ _.-]({'|'.join(_WORDS)}))$", re.IGNORECASE)
_ADDED = re.compile(r"(.+?)[ _.-][^\W\d_]{2,15}$")
_CERTAIN = frozenset(_WORDS) - {"data", "assets", "resources", "file"}


def stems(names: Iterable[str]) -> frozenset[str]:
    """The names of the pages among some files, in small letters and without their suffix.

    Example:
        >>> sorted(stems(["Bridge.html", "Notes.txt"]))
        ['bridge']
    """
    return frozenset(name.lower().rpartition(".")[0] for name in names if name.lower().endswith(PAGES))


def is_beside(folder: str, pages: frozenset[str]) -> bool:
    """Whether a folder is named as browsers name the one beside a page.

    Example:
        >>> is_beside("Bridge_files", frozenset(["bridge"])), is_beside("Bridge-Dateien", frozenset(["bridge"]))
        (True, True)
        >>> is_beside("Bridge_files", frozenset()), is_beside("Bridge 2031", frozenset(["bridge"]))
        (False, False)
    """
    match = _FOLDER.match(folder)
    return bool(match) and match[1].lower() in pages and match[2].lower() in _CERTAIN


def may_lie_beside(member: str) -> bool:
    """Whether a folder that a member of an archive lies in is named as if a page stood beside it.

    Example:
        >>> may_lie_beside("week/Bridge_files/frame.html"), may_lie_beside("week/Bridge.html")
        (True, False)
    """
    return any(match and match[2].lower() in _CERTAIN for match in map(_FOLDER.match, _folders(member)))


def may_be_beside(folder: str, pages: frozenset[str]) -> bool:
    """Whether a folder bears a page's name with one more word, in whatever language: the page itself then tells."""
    match = _ADDED.match(folder)
    return bool(match) and match[1].lower() in pages


def is_named_in(folder: str, page: bytes) -> bool:
    """Whether a page takes images or scripts from the folder beside it.

    Example:
        >>> is_named_in("Bridge_filoj", b'<img src="./Bridge_filoj/walkers.jpg">')
        True
    """
    written = {folder, quote(folder), folder.replace(" ", "%20"), folder.replace("&", "&amp;")}
    return any(f"{name}/".encode() in page for name in written)


def folder_of(member: str, pages: frozenset[str]) -> str:
    """The folder beside a page in which a member of an archive lies, or ""; `pages` are paths in small letters without suffix.

    Example:
        >>> folder_of("week/Bridge_files/frame.html", frozenset(["week/bridge"]))
        'week/Bridge_files'
    """
    return next((folder for folder in _folders(member) if is_beside(folder, pages)), "")


def _folders(member: str) -> list[str]:
    """The folders that a member lies in, the inner ones first."""
    return [str(parent) for parent in PurePosixPath(member).parents if str(parent) != "."]
