"""Two articles beside each other: what they share stands in one row and is marked, the rest is dimmed. Safe HTML out; no Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.theme import html_text
from pipeline.renderings import differences

STYLE = """<style>
.px-pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.6rem; line-height: 1.65; overflow-wrap: anywhere; }
.px-pair > div { padding: .3rem 0 .3rem .7rem; border-left: 3px solid transparent; }
.px-pair .px-same { border-left-color: #ffa90e; background: color-mix(in srgb, #ffa90e 14%, transparent); }
.px-pair .px-rest { opacity: .62; }
.px-pair .px-no { font-size: .75rem; font-weight: 620; margin-right: .4em; border: 1px solid currentColor; border-radius: 99px;
  padding: 0 .45em; }
.px-pair mark { background: color-mix(in srgb, #ffa90e 24%, transparent); color: inherit; }
.px-pair u { text-decoration: underline wavy #bd1f01 1.5px; text-underline-offset: 3px; }
.px-pair .px-head { font-weight: 620; }
@media (max-width: 640px) { .px-pair { grid-template-columns: 1fr; } .px-pair .px-right { margin-left: 1.2rem; } }
</style>"""
_MOST = 300  # passages of one pair; aligning takes the square of them


@dataclass(frozen=True)
class Shared:
    """One stretch that both texts have: where it stands in either, and how many words long it is."""

    start: int
    end: int
    other_start: int
    other_end: int
    n_words: int


def aligned(shared: Sequence[Shared]) -> list[Shared]:
    """The stretches that stand in the same order in both texts and do not overlap, of as many words as possible.

    Example:
        >>> [s.n_words for s in aligned([Shared(0, 9, 50, 59, 12), Shared(20, 60, 0, 40, 30), Shared(70, 90, 60, 80, 15)])]
        [30, 15]
    """
    longest = sorted(sorted(shared, key=lambda s: -s.n_words)[:_MOST], key=lambda s: (s.start, s.other_start))
    best: list[int] = []
    before: list[int] = []
    for i, one in enumerate(longest):
        earlier = [(best[k], -k) for k in range(i) if longest[k].end <= one.start and longest[k].other_end <= one.other_start]
        total, k = max(earlier, default=(0, 1))
        best.append(total + one.n_words)
        before.append(-k)
    chain, at = [], max(range(len(best)), key=lambda i: (best[i], -i), default=-1)
    while at >= 0:
        chain.append(longest[at])
        at = before[at]
    return chain[::-1]


def side_by_side(body: str, other_body: str, shared: Sequence[Shared], heads: tuple[str, str]) -> str:
    """Two texts in two columns, as safe HTML.

    Args:
        body: text of the article on the left.
        other_body: text of the article on the right.
        shared: the stretches that both have.
        heads: what stands above each column, as safe HTML.
    """
    rows = aligned(shared)
    numbers = {one: i for i, one in enumerate(rows, 1)}
    apart = [one for one in sorted(shared, key=lambda s: s.start) if one not in numbers]
    cells = [f'<div class="px-head">{heads[0]}</div><div class="px-head px-right">{heads[1]}</div>']
    at = other_at = 0
    for one in rows:
        cells.append(_gap((body, at, one.start), (other_body, other_at, one.other_start), apart))
        cells.append(_same(body, other_body, one, numbers[one]))
        at, other_at = one.end, one.other_end
    cells.append(_gap((body, at, len(body)), (other_body, other_at, len(other_body)), apart))
    return f'{STYLE}<div class="px-pair">{"".join(cells)}</div>'


def _same(body: str, other_body: str, one: Shared, number: int) -> str:
    """One row of what both have, with the words underlined in which they differ."""
    text, other = body[one.start : one.end], other_body[one.other_start : one.other_end]
    changed = [part for part in differences(text, other) if part.kind != "same"]
    left = _tagged(text, 0, len(text), [(part.start, part.end) for part in changed], "u")
    right = _tagged(other, 0, len(other), [(part.other_start, part.other_end) for part in changed], "u")
    no = f'<span class="px-no">{number}</span>'
    return f'<div class="px-same">{no}{left}</div><div class="px-same px-right">{no}{right}</div>'


def _gap(left: tuple[str, int, int], right: tuple[str, int, int], apart: Sequence[Shared]) -> str:
    """One row of what stands between; stretches that the other text has at another place are marked in it."""
    if left[1] >= left[2] and right[1] >= right[2]:
        return ""
    cells = [
        f'<div class="px-rest">{_tagged(*left, [(one.start, one.end) for one in apart], "mark")}</div>',
        f'<div class="px-rest px-right">{_tagged(*right, [(one.other_start, one.other_end) for one in apart], "mark")}</div>',
    ]
    return "".join(cells)


def _tagged(body: str, start: int, end: int, spans: Sequence[tuple[int, int]], tag: str) -> str:
    """body[start:end] with the spans in it inside a tag, paragraphs as empty lines."""
    pieces, at = [], start
    for first, last in sorted((max(a, start), min(b, end)) for a, b in spans if b > start and a < end):
        if last > max(first, at):
            pieces += [html_text(body[at : max(first, at)]), f"<{tag}>{html_text(body[max(first, at) : last])}</{tag}>"]
            at = last
    return "".join([*pieces, html_text(body[at:end])]).strip().replace("\n\n", "<br><br>")
