"""Bytes into clean text: encodings told from the content, nothing a table or a screen could choke on left in it."""

import codecs
import re
import unicodedata
from functools import lru_cache

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
                      "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029\x0b\x0c]")
_MAX_MIXED_LINE = 1_000_000
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1b")


def decode(content: bytes, declared: str = "") -> tuple[str, str]:
    """The text of bytes and the encoding it was read with: byte order mark, UTF-8, the declared one, else Windows-1252.

    A text in several encodings is read line by line, so that one bad line does not spoil the others.

    Example:
        >>> decode("Café".encode()), decode("Café".encode("cp1252"))
        (('Café', 'utf-8'), ('Café', 'windows-1252'))
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) if name == "utf-8" else 0:].decode(name, "replace"), name
    if without_mark := _wide(content[:4096]):
        return content.decode(without_mark, "replace"), without_mark
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_other(content, declared)


def wide(head: bytes) -> str:
    """The encoding of text whose characters have two or four bytes each, with a byte order mark or without, or "".

    Example:
        >>> wide("\ufefftitle".encode("utf-16-le")), wide(b"title")
        ('utf-16', '')
    """
    marked = next((name for mark, name in _BOMS if head.startswith(mark)), "")
    return _wide(head[:4096]) if not marked else "" if marked == "utf-8" else marked


def _wide(head: bytes) -> str:
    """The UTF-16 without a mark that a head of Latin text shows by its zero bytes, or ""."""
    if len(head) < 8 or head.count(0) < len(head) * 0.35:
        return ""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if max(odd, even) < len(head) * 0.35 or min(odd, even) > len(head) * 0.02:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_other(content: bytes, declared: str) -> tuple[str, str]:
    """Text that is not UTF-8 as a whole."""
    name = _known_codec(declared)
    if name and name not in ("utf-8", "ascii", "iso8859-1"):
        try:
            return content.decode(name), name
        except (UnicodeDecodeError, ValueError):
            pass
    lines = content.split(b"\n")
    read = [_line(line) for line in lines]
    is_mixed = any(how == "utf-8" for _, how in read)
    return "\n".join(text for text, _ in read), "mixed" if is_mixed else "windows-1252"


def _known_codec(name: str) -> str:
    """Python's name of a text encoding, or "" for one it does not know."""
    try:
        info = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return ""
    return info.name if info is not None and info._is_text_encoding else ""


def _line(line: bytes) -> tuple[str, str]:
    """One line as UTF-8, also where quotation marks of Windows-1252 stand among it, else as Windows-1252."""
    if line.isascii():
        return line.decode("ascii"), "ascii"
    try:
        return line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return _untwisted(line).decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace"), "windows-1252"


def _untwisted(line: bytes) -> bytes:
    """The line with the quotation marks of Windows-1252 in it as UTF-8; as it is where it is very long."""
    from bs4.dammit import UnicodeDammit  # loaded where such a line is met, which is rare, not with every page of the dashboard

    return UnicodeDammit.detwingle(line) if len(line) <= _MAX_MIXED_LINE else line


def clean(text: str) -> str:
    """Text in NFC without control characters, lone surrogates or invisible marks; runs of blanks are one blank, lines stay.

    Example:
        >>> clean("The\\u00a0 harbour\\x00\\u200b \\r\\nopened")
        'The harbour\\nopened'
    """
    text = _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))
    if "\n" not in text and text.isascii():
        return " ".join(text.split())
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(lines)


def clean_line(text: str) -> str:
    """Clean text on one line.

    Example:
        >>> clean_line(" Ferry \\n returns ")
        'Ferry returns'
    """
    if text.isascii():  # nothing to compose; printable text holds no marks either
        return " ".join((text if text.isprintable() else _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))).split())
    return " ".join(clean(text).split())


@lru_cache(maxsize=4)
def decoded_head(head: bytes) -> str:
    """The text of the beginning of a file, as several readers look at it one after the other.

    Example:
        >>> decoded_head(b"title,body")
        'title,body'
    """
    return decode(head)[0].lstrip("\ufeff")


@lru_cache(maxsize=4)
def is_text(head: bytes) -> bool:
    """Whether the beginning of a file looks like text in any encoding rather than like an image, archive or program.

    Example:
        >>> is_text(b"A ferry."), is_text(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00\\x00\\rIHDR\\x00\\x00")
        (True, False)
    """
    if head.startswith(tuple(mark for mark, _ in _BOMS)) or _wide(head[:4096]):
        return True
    if head.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b", b"PAR1", b"\x00\x05\x16\x07")):
        return False
    n_controls = len(head) - len(head.translate(None, _CONTROLS))
    return n_controls <= max(len(head) * 0.02, min(8, len(head) * 0.1))
