"""What of a page is seen at once in a report, charts and figures, and what is folded below its heading: rows and sentences."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import theme
from dashboard.gathered import Piece

_SENTENCE = re.compile(r'class="px-source"')
_TOP_HEAD = re.compile(r"\s*<h2\b[^>]*>(.*?)</h2>\s*", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A stretch of a page: its heading as a piece, or None, what stands below it, and what there is of rows and sentences."""

    head: Piece | None
    pieces: list[Piece]

    @property
    def said(self) -> str:
        """How many rows and sentences stand in it, such as "33 rows, 20 sentences"; "" for none."""
        rows = sum(len(piece.content.data) for piece in self.pieces if piece.kind == "card" and piece.content.figure is None)
        sentences = sum(len(_SENTENCE.findall(piece.content)) for piece in self.pieces if piece.kind == "html")
        counts = ((rows, "row"), (sentences, "sentence"))
        return ", ".join(theme.counted(n, name) for n, name in counts if n)


def blocks(pieces: list[Piece]) -> Iterator[Block]:
    """The pieces of a page in stretches: charts, figures, or what stands between them; a heading with nothing below it is left out."""
    head = None
    for role, run in itertools.groupby(pieces, key=_role):
        found = list(run)
        if role == "head":
            head = found[-1]
            continue
        notes = list(itertools.takewhile(lambda piece: piece.kind in ("note", "box"), found)) if role == "text" and head is None else []
        yield from (Block(head, part) for part in (notes, found[len(notes) :]) if part)
        head = None


def is_head(piece: Piece) -> bool:
    """Whether a piece begins a part of its page."""
    return piece.kind == "html" and _TOP_HEAD.fullmatch(piece.content) is not None


def head_html(piece: Piece) -> str:
    """What a heading in HTML says, as safe HTML."""
    return _TOP_HEAD.fullmatch(piece.content)[1]


def _role(piece: Piece) -> str:
    """What a piece is for its page: head, chart, figure, or text."""
    if is_head(piece):
        return "head"
    is_chart = piece.kind == "card" and piece.content.figure is not None
    return "chart" if is_chart else "figure" if piece.kind == "metric" else "text"


def folded(head: str, said: str, html: str) -> str:
    """Something that opens on demand, under a heading that says how much it is.

    Args:
        head: safe HTML.
        said: how much there is, plain text.
        html: what is folded, safe.
    """
    return f'<details class="fold"><summary><h3>{head}</h3> <span class="note">{theme.html_text(said)}</span></summary>\n{html}</details>'
