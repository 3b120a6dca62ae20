"""Two articles, or one and all others of its story, in one reading view with everything marked. Safe HTML out; no Streamlit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.aligned import Shared, aligned
from dashboard.theme import html_text, shortened
from pipeline.renderings import differences

# Each kind has a sign beside its colour and line, so that no mark is told by colour alone.
KINDS = {
    "passage": ("≡", "same words in a row"),
    "quote": ("“", "same utterance"),
    "figure": ("≠", "they differ in a figure, day, name or speaker"),
    "fact": ("=", "same fact in other words"),
    "possible": ("≈", "something similar there"),
    "only": ("●", "only here"),
    "missing": ("●", "only in the other"),
}
_LITERAL = ("passage", "quote")
_MOST_CHARS = 200  # of what another article has
STYLE = """<style>
.px-both { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.6rem; line-height: 1.7; overflow-wrap: anywhere; }
.px-both > div { padding: .25rem 0 .25rem .7rem; border-left: 3px solid transparent; }
.px-both .px-row { border-left-color: color-mix(in srgb, currentColor 45%, transparent);
  background: color-mix(in srgb, currentColor 5%, transparent); }
.px-both .px-head { font-weight: 620; }
.px-sign { font-size: .72rem; font-weight: 620; border: 1px solid currentColor; border-radius: 99px; padding: 0 .4em; margin-right: .3em;
  white-space: nowrap; }
.px-k-passage { background: color-mix(in srgb, #ffa90e 26%, transparent); }
.px-k-quote { background: color-mix(in srgb, #3f90da 24%, transparent); }
.px-k-figure { background: color-mix(in srgb, #bd1f01 20%, transparent); text-decoration: underline double #bd1f01 2px;
  text-underline-offset: 3px; }
.px-k-fact { text-decoration: underline dotted #1f8a5b 2px; text-underline-offset: 4px; }
.px-k-possible { text-decoration: underline dashed #8a949e 1.5px; text-underline-offset: 4px; }
.px-k-only, .px-k-missing { text-decoration: underline solid #832db6 2px; text-underline-offset: 4px; }
.px-both u { text-decoration: underline wavy #bd1f01 1.5px; text-underline-offset: 3px; }
.px-both .px-now { outline: 2px solid #832db6; outline-offset: 2px; border-radius: 2px; scroll-margin: 35vh; }
.px-both .px-none { opacity: .75; font-size: .9rem; }
.px-key { display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; font-size: .88rem; margin: 0 0 .6rem; }
@media (max-width: 640px) { .px-both { grid-template-columns: minmax(0, 1fr); } .px-both .px-right { margin-left: 1.1rem; } }
</style>"""


@dataclass(frozen=True)
class Stretch:
    """What is marked: its kind and number, where it stands in either text (-1 where it does not), and places that differ in it."""

    kind: str
    number: int
    start: int = -1
    end: int = -1
    other_start: int = -1
    other_end: int = -1
    differs: tuple[tuple[int, int], ...] = ()
    other_differs: tuple[tuple[int, int], ...] = ()
    other: str = ""


@dataclass(frozen=True)
class _Side:
    """One text with what is marked in it: (start, end, kind, number, places that differ)."""

    body: str
    marks: Sequence[tuple[int, int, str, int, tuple]]
    now: int = 0
    is_pointing: bool = True
    signed: set[tuple[int, int]] = field(default_factory=set)

    def cell(self, start: int, end: int) -> str:
        """body[start:end] with its marks; the sign of each mark stands once, at its beginning."""
        inside = [m for m in self.marks if m[0] < end and m[1] > start]
        cuts = {start, end, *(c for m in inside for c in (m[0], m[1]) if start < c < end)}
        cuts |= {c for m in inside for place in m[4] for c in place if start < c < end}
        borders = sorted(cuts)
        pieces = [self._piece(i, j, [m for m in inside if m[0] <= i and m[1] >= j]) for i, j in zip(borders, borders[1:], strict=False)]
        return "".join(pieces).strip().replace("\n\n", "<br><br>")

    def _piece(self, start: int, end: int, marks: list) -> str:
        """A stretch with the same marks from end to end."""
        text = html_text(self.body[start:end])
        if not marks:
            return text
        signs = ""
        for first, _, kind, number, _ in marks:
            if (number, first) not in self.signed:
                self.signed.add((number, first))
                signs += f'<span class="px-sign">{KINDS[kind][0]} {number}</span>'
        if any(i <= start and end <= j for m in marks for i, j in m[4]):
            text = f"<u>{text}</u>"
        kinds = " ".join(dict.fromkeys(f"px-k-{m[2]}" for m in marks))
        is_now = self.now and any(m[3] == self.now for m in marks)
        place = ' id="px-place"' if is_now and signs and self.is_pointing else ""
        return f'<span class="{kinds}{" px-now" if is_now else ""}"{place}>{signs}{text}</span>'


def legend(counts: dict[str, int]) -> str:
    """What each mark means, with how often it is there.

    Example:
        >>> legend({"only": 1200})
        '<div class="px-key"><span><span class="px-k-only"><span class="px-sign">●</span>only here</span> 1,200</span></div>'
    """
    items = "".join(
        f'<span><span class="px-k-{kind}"><span class="px-sign">{KINDS[kind][0]}</span>{html_text(KINDS[kind][1])}</span> {n:,}</span>'
        for kind, n in counts.items()
    )
    return f'<div class="px-key">{items}</div>'


def two(bodies: tuple[str, str], stretches: Sequence[Stretch], heads: tuple[str, str], now: int = 0) -> str:
    """Two texts in two columns: what they share stands in one row, as far as it has the same order in both.

    Args:
        bodies: text of either article.
        stretches: what is marked.
        heads: what stands above each column, as safe HTML.
        now: number of the stretch to point at; 0 for none.
    """
    pairs = {(s.start, s.end, s.other_start, s.other_end): s for s in reversed(stretches) if s.start >= 0 and s.other_start >= 0}
    rows = aligned([Shared(*place, place[1] - place[0]) for place in pairs])
    left = _Side(bodies[0], [_mark(s, bodies) for s in stretches if s.start >= 0], now)
    is_there = all(m[3] != now for m in left.marks)  # the place to scroll to is one, on the left where it stands in both
    right = _Side(bodies[1], [_mark(s, bodies, is_other=True) for s in stretches if s.other_start >= 0], now, is_there)
    cells = [f'<div class="px-head">{heads[0]}</div><div class="px-head px-right">{heads[1]}</div>']
    at = other_at = 0
    for row in rows:
        cells.append(_cells(left.cell(at, row.start), right.cell(other_at, row.other_start), ""))
        cells.append(_cells(left.cell(row.start, row.end), right.cell(row.other_start, row.other_end), "px-row"))
        at, other_at = row.end, row.other_end
    cells.append(_cells(left.cell(at, len(bodies[0])), right.cell(other_at, len(bodies[1])), ""))
    return f'{STYLE}<div class="px-both">{"".join(cells)}</div>'


def _mark(stretch: Stretch, bodies: tuple[str, str], is_other: bool = False) -> tuple:
    """A stretch as it is marked on one side, with the words in which literal texts differ."""
    start, end = (stretch.other_start, stretch.other_end) if is_other else (stretch.start, stretch.end)
    places = stretch.other_differs if is_other else stretch.differs
    if stretch.kind in _LITERAL and stretch.start >= 0 and stretch.other_start >= 0:
        texts = bodies[0][stretch.start : stretch.end], bodies[1][stretch.other_start : stretch.other_end]
        changed = [d for d in differences(*texts) if d.kind != "same"] if texts[0] != texts[1] else []
        places = tuple((start + d.other_start, start + d.other_end) if is_other else (start + d.start, start + d.end) for d in changed)
    return start, end, stretch.kind, stretch.number, places


def _cells(left: str, right: str, kind: str) -> str:
    """One row of two columns; nothing where both are empty."""
    return f'<div class="{kind}">{left}</div><div class="{kind} px-right">{right}</div>' if left or right else ""


def against_all(
    body: str, stretches: Sequence[Stretch], found: Mapping[int, Sequence[tuple[str, str]]], heads: tuple[str, str], now: int = 0
) -> str:
    """One text on the left, sentence by sentence; on the right what the other articles have of it.

    Args:
        body: text of the article.
        stretches: what is marked; of each place that several articles share, one.
        found: number of a stretch → outlet and text of those who have it.
        heads: what stands above each column, as safe HTML.
        now: number of the stretch to point at; 0 for none.
    """
    side = _Side(body, [(s.start, s.end, s.kind, s.number, s.differs) for s in stretches], now)
    cells = [f'<div class="px-head">{heads[0]}</div><div class="px-head px-right">{heads[1]}</div>']
    for start, end in _blocks(body, stretches):
        right = _found([s for s in stretches if start <= s.start < end], found)
        cells.append(_cells(side.cell(start, end), right, "px-row" if right else ""))
    return f'{STYLE}<div class="px-both">{"".join(cells)}</div>'


def _blocks(body: str, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """The text cut where no stretch is cut: overlapping stretches stand in one block, what is between them in another."""
    blocks: list[list[int]] = []
    for start, end in sorted((s.start, s.end) for s in stretches):
        if blocks and start < blocks[-1][1]:
            blocks[-1][1] = max(blocks[-1][1], end)
        else:
            blocks.append([start, end])
    cut, at = [], 0
    for start, end in blocks:
        cut += [(at, start), (start, end)]
        at = end
    return [(i, j) for i, j in [*cut, (at, len(body))] if body[i:j].strip()]


def _found(stretches: Sequence[Stretch], found: Mapping[int, Sequence[tuple[str, str]]], most: int = 3) -> str:
    """What others have of the stretches of one block: a text that several of them are in stands once, below all their numbers."""
    every = [(name, text, s) for s in stretches for name, text in found.get(s.number, ())]
    signs: dict[tuple[str, str], dict[str, None]] = {}
    of_outlet: dict[str, list[str]] = {}
    for name, text, _ in sorted(every, key=lambda each: -len(each[1])):
        texts = of_outlet.setdefault(name, [])
        if not any(text in longer for longer in texts):
            texts.append(text)
    for name, text, s in every:
        whole = next(longer for longer in of_outlet[name] if text in longer)
        signs.setdefault((name, whole), {})[f'<span class="px-sign">{KINDS[s.kind][0]} {s.number}</span>'] = None
    told: dict[str, list[tuple[str, str]]] = {}
    for whole, its in signs.items():
        told.setdefault("".join(its), []).append(whole)
    return "".join(f"<div>{its}{_listed(those, most)}</div>" for its, those in told.items())


def _listed(others: Sequence[tuple[str, str]], most: int) -> str:
    """The first of the others, outlet and text, and how many more there are."""
    lines = "".join(f"<div><b>{html_text(name)}</b> {html_text(shortened(text, _MOST_CHARS))}</div>" for name, text in others[:most])
    return lines + (f'<div class="px-none">and {len(others) - most:,} more</div>' if len(others) > most else "")
