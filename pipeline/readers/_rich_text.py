"""Rich Text (.rtf) as lines of plain text, in one pass over the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.errors import InputError

_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,9})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]{1,100000})|"
                    r"[\r\n]{1,1000}|\\")
# Groups that hold no text of the page.
_SILENT = frozenset("fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf fldinst object "
                    "objdata themedata colorschememapping datastore listtable listoverridetable rsidtbl revtbl filetbl generator xmlnstbl "
                    "latentstyles bkmkstart bkmkend nonshppict blipuid private ftnsep ftnsepc aftnsep aftnsepc annotation atnid atnauthor "
                    "docvar userprops mmathpr".split())
_SIGNS = {"par": "\n", "line": "\n", "row": "\n", "page": "\n", "sect": "\n", "cell": "\t", "nestcell": "\t", "nestrow": "\n", "tab": "\t",
          "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
          "enspace": " ", "qmspace": " ", "softline": "\n"}
_ESCAPED = {"~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_CODE_PAGES = {77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
               177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}
_KNOWN_PAGES = frozenset([437, 850, 852, 866, 874, 932, 936, 949, 950, *range(1250, 1259)])
_DEEPEST = 2_000


@dataclass(frozen=True)
class _Group:
    """What holds inside a pair of braces: silent or not, the signs to skip behind a `\\u`, the code page of `\\'` bytes."""

    is_silent: bool = False
    n_skipped: int = 1
    font: int = -1


@dataclass
class _Reading:
    """A file while it is read."""

    source_file: str
    page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font_named: int = -1
    group: _Group = _Group()
    outer: list[_Group] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    high: str = ""
    to_skip: int = 0
    skip_bytes: int = 0

    def bytes_read(self) -> str:
        """The text of the `\\'` bytes that stand together."""
        found = self.raw.decode(self.fonts.get(self.group.font, self.page), "replace")
        self.raw.clear()
        return found

    def word(self, name: str, number: str | None) -> str:
        """The text of a control word, after what it changes."""
        value = int(number) if number else 0
        if name == "u":
            return self._sign(value)
        if name == "bin":
            self.skip_bytes = max(0, value)
        elif name == "uc":
            self.group = replace(self.group, n_skipped=min(max(0, value), 8))
        elif name == "ansicpg":
            self.page = f"cp{value}" if value in _KNOWN_PAGES else self.page
        elif name == "f":
            self.font_named = value
            self.group = replace(self.group, font=value)
        elif name == "fcharset" and value in _CODE_PAGES:
            self.fonts[self.font_named] = _CODE_PAGES[value]
        elif name == "plain":
            self.group = replace(self.group, font=-1)
        elif name.lower() in _SILENT:
            self.group = replace(self.group, is_silent=True)
        return "" if self.group.is_silent else _SIGNS.get(name, "")

    def _sign(self, value: int) -> str:
        """The sign of a number, two of which may make one."""
        self.to_skip = self.group.n_skipped
        sign = chr(value % 65_536)
        if "\ud800" <= sign <= "\udbff":
            self.high = sign
            return ""
        pair, self.high = self.high + sign, ""
        text = pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return "" if self.group.is_silent else text

    def brace(self, brace: str) -> None:
        """Into a group, or out of one; a file may close more than it opens."""
        self.to_skip = 0
        if brace == "{":
            if len(self.outer) >= _DEEPEST:
                raise InputError(self.source_file, "has groups nested deeper than any text", "open it in its program and save it anew")
            self.outer.append(self.group)
        elif self.outer:
            self.group = self.outer.pop()

    def plain(self, text: str) -> str:
        """Plain text without what only repeats the sign before it for older programs."""
        skipped = min(self.to_skip, len(text))
        self.to_skip -= skipped
        return "" if self.group.is_silent else text[skipped:]


def lines(text: str, source_file: str) -> Iterator[str]:
    """The lines of a text; a table's row is one line, its cells parted by tabs.

    Args:
        text: the file, its bytes read as Latin-1.
        source_file: its name, for errors.

    Raises:
        InputError: its groups are nested deeper than any text.

    Example:
        >>> list(lines(r"{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}The caf\\'e9\\par {\\b re}opened.}", "a.rtf"))
        ['The café', 'reopened.']
    """
    reading, parts = _Reading(source_file), []
    for piece in _pieces(text, reading):
        *ended, rest = piece.split("\n")
        for part in ended:
            parts.append(part)
            yield "".join(parts)
            parts = []
        parts.append(rest)
    if last := "".join(parts):
        yield last


def _pieces(text: str, reading: _Reading) -> Iterator[str]:
    """The text of each token."""
    at, is_marked = 0, False
    while match := _TOKEN.match(text, at):
        at = match.end()
        word, number, byte, escaped, brace, plain = match.groups()
        if byte and not reading.to_skip and not reading.group.is_silent:
            reading.raw.append(int(byte, 16))
            continue
        if reading.raw:
            yield reading.bytes_read()
        if byte:
            reading.to_skip = max(0, reading.to_skip - 1)
        elif word:
            if is_marked:  # an extension of the format that this reader does not know
                reading.group = replace(reading.group, is_silent=reading.group.is_silent or word not in ("shpinst", "shptxt"))
            yield reading.word(word, number)
            at += reading.skip_bytes
            reading.skip_bytes = 0
        elif brace:
            reading.brace(brace)
        elif plain:
            yield reading.plain(plain)
        elif escaped and escaped != "*" and not reading.group.is_silent:
            yield _ESCAPED.get(escaped, "")
        is_marked = escaped == "*"
    if reading.raw:
        yield reading.bytes_read()
