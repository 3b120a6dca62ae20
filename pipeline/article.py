"""What readers hand over: a record as it stands in the input, then the articles it holds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO


@dataclass(frozen=True)
class InputFile:
    """One file of the input, or one member of an archive.

    `source_file` is relative to the source that was given, "/" between folders, "archive.zip/member.html" for a member;
    `open` gives a fresh binary stream of the decompressed content; `head` is its first 64 kB.
    """

    source_file: str
    open: Callable[[], BinaryIO]
    head: bytes


@dataclass(frozen=True)
class Record:
    """One record of a file, cut out but not yet understood: cheap to make, small to send to another process."""

    reader: str
    source_file: str
    source_position: str
    payload: object


@dataclass(frozen=True)
class Candidate:
    """One possible value and what it was read from; candidates stand best first."""

    value: str
    evidence: str


@dataclass
class RawArticle:
    """One article as a reader found it: raw text and candidates, nothing decided yet.

    Exactly one of `page` (a whole web page), `html` (an HTML body) and `text` (plain or Markdown text) holds the text;
    all are empty for an excerpt, whose teaser is the `description`.
    """

    source_file: str
    source_position: str = ""
    reader: str = ""
    titles: list[Candidate] = field(default_factory=list)
    outlets: list[Candidate] = field(default_factory=list)
    authors: list[Candidate] = field(default_factory=list)
    dates: list[Candidate] = field(default_factory=list)
    modified: list[Candidate] = field(default_factory=list)
    agencies: list[Candidate] = field(default_factory=list)
    description: str = ""
    page: bytes = b""
    html: str = ""
    text: str = ""
    url: str = ""
    image_url: str = ""
    domain: str = ""
    language: str = ""
    is_excerpt: bool = False
