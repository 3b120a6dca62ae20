"""An article's text with stretches marked: quotes, facts, shared passages. Plain text in, safe HTML out; no Streamlit."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.theme import html_text

STYLE = """<style>
.px-article { max-width: 44rem; line-height: 1.75; font-size: 1.02rem; overflow-wrap: anywhere; }
.px-article p { margin: 0 0 1.1em; }
.px-m-quote { background: color-mix(in srgb, #3f90da 24%, transparent); }
.px-m-passage { background: color-mix(in srgb, #ffa90e 26%, transparent); }
.px-m-quote.px-m-passage { background: linear-gradient(
  color-mix(in srgb, #3f90da 30%, transparent) 50%, color-mix(in srgb, #ffa90e 36%, transparent) 50%); }
.px-m-shared { text-decoration: underline dotted #1f8a5b 2px; text-underline-offset: 4px; }
.px-m-only { text-decoration: underline solid #bd1f01 2px; text-underline-offset: 4px; }
.px-m-stated { text-decoration: underline dotted #8a949e 2px; text-underline-offset: 4px; }
.px-m-repeated { opacity: .5; }
.px-m-place { outline: 2px solid #832db6; outline-offset: 2px; border-radius: 2px; scroll-margin: 30vh; }
.px-legend { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; font-size: .88rem; margin: 0 0 .8rem; }
.px-legend span { padding: .05em .3em; }
</style>"""

LEGEND = {
    "quote": "quoted words",
    "passage": "words shared with another article",
    "shared": "fact that another outlet also states",
    "only": "fact only this outlet states",
    "stated": "fact, with no other outlet's text on this story to compare",
    "repeated": "repeated in many articles of this outlet",
}


@dataclass(frozen=True)
class Mark:
    """One stretch to mark: a kind of `LEGEND` or "place", where it stands, what is said on pointing, and the id of what is counted."""

    kind: str
    start: int
    end: int
    said: str = ""
    item: str = ""


def marked(body: str, marks: Iterable[Mark]) -> str:
    """The text as paragraphs with its stretches marked; overlapping stretches carry several marks.

    Args:
        body: text of the article, paragraphs separated by an empty line.
        marks: stretches in the body; what lies outside of it is left out.

    Example:
        >>> marked("Late & <b>.", [Mark("quote", 0, 4, "Mara Quill")])
        '<p><span class="px-m-quote" title="Mara Quill">Late</span> &amp; &lt;b&gt;.</p>'
    """
    inside = [m for m in marks if 0 <= m.start < m.end <= len(body)]
    place = next((m for m in inside if m.kind == "place"), Mark("place", -1, -1))
    cuts = sorted({0, len(body), *(m.start for m in inside), *(m.end for m in inside), *_breaks(body)})
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(mark.start, []).append(mark)
    pieces, current = [], []
    for start, end in zip(cuts, cuts[1:], strict=False):
        current = [m for m in current if m.end > start] + opening.get(start, [])
        opened = '<span class="px-m-place" id="px-place">' if start == place.start else ""
        pieces.append(opened + _piece(body[start:end], [m for m in current if m.kind != "place"]) + ("</span>" if end == place.end else ""))
    return "<p>" + "".join(pieces) + "</p>" if body else ""


def legend(kinds: Iterable[tuple[str, int]]) -> str:
    """What each kind of mark means, with how often it is there."""
    items = (f'<div><span class="px-m-{kind}">{html_text(LEGEND[kind])}</span> {n:,}</div>' for kind, n in kinds)
    return f'<div class="px-legend">{"".join(items)}</div>'


def _breaks(body: str) -> list[int]:
    """Where paragraphs end and begin."""
    found, at = [], body.find("\n\n")
    while at >= 0:
        found += [at, at + 2]
        at = body.find("\n\n", at + 2)
    return found


def _piece(text: str, marks: list[Mark]) -> str:
    """One stretch with the same marks from end to end."""
    if text == "\n\n":
        return "</p><p>"
    if not marks:
        return html_text(text)
    kinds = " ".join(dict.fromkeys(f"px-m-{m.kind}" for m in marks))
    said = html_text("; ".join(dict.fromkeys(m.said for m in marks if m.said)))
    title = f' title="{said}"' if said else ""
    return f'<span class="{kinds}"{title}>{html_text(text)}</span>'
