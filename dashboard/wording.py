"""Renderings of one utterance below each other, word for word against the fullest. Safe HTML out; no Streamlit."""

from collections.abc import Sequence

from dashboard.theme import html_text, named
from pipeline.renderings import differences, retold

_MOST_NAMED = 4  # outlets before one wording
STYLE = """<style>
.px-wording { display: grid; grid-template-columns: minmax(7rem, 14rem) 1fr; gap: .35rem 1.2rem; line-height: 1.6; }
.px-wording { overflow-wrap: anywhere; margin: 0; }
.px-wording dt { font-weight: 620; }
.px-wording dd { margin: 0; }
.px-wording del { opacity: .55; text-decoration: line-through; }
.px-wording ins { text-decoration: underline wavy #bd1f01 1.5px; text-underline-offset: 3px;
  background: color-mix(in srgb, #ffa90e 24%, transparent); }
.px-wording .px-carried { text-decoration: underline solid #1f8a5b 2px; text-underline-offset: 4px; font-style: normal; }
.px-wording .px-told { display: block; font-style: italic; opacity: .8; font-size: .92em; }
@media (max-width: 640px) { .px-wording { grid-template-columns: 1fr; gap: 0; } .px-wording dd { margin-bottom: .7rem; } }
</style>"""


def compared(text: str, other: str) -> str:
    """The other wording, what it lacks of the first struck through and what it has instead underlined, as safe HTML.

    Example:
        >>> compared("We will rebuild the old pier", "We will repair the pier")
        'We will <del>rebuild</del> <ins>repair</ins> the <del>old</del> pier'
    """
    pieces = []
    for found in differences(text, other):
        ours, theirs = text[found.start : found.end], other[found.other_start : found.other_end]
        if found.kind == "same":
            pieces.append(html_text(theirs))
            continue
        pieces += [f"<del>{html_text(ours)}</del>"] if ours.strip() else []
        pieces += [f"<ins>{html_text(theirs)}</ins>"] if theirs.strip() else []
    return " ".join(pieces)


def carried(text: str, paraphrase: str) -> str:
    """A paraphrase with the meaningful words that carry over from the quoted ones marked, and those it has instead, as safe HTML.

    Example:
        >>> carried("We will mend the old pier", "the pier would be painted")
        '<i>the <span class="px-carried">pier</span> would be <ins>painted</ins></i> <del>mend, old</del>'
    """
    found = retold(text, paraphrase)
    kept = [(i, j, '<span class="px-carried">', "</span>") for i, j in found.carried]
    tags = sorted(kept + [(i, j, "<ins>", "</ins>") for i, j in found.own])
    pieces, at = [], 0
    for start, end, opening, closing in tags:
        pieces += [html_text(paraphrase[at:start]), opening, html_text(paraphrase[start:end]), closing]
        at = end
    left_out = f" <del>{html_text(', '.join(found.left_out))}</del>" if found.left_out else ""
    return f'<i>{"".join(pieces)}{html_text(paraphrase[at:])}</i>{left_out}'


def listed(renderings: Sequence[tuple], has_told_compared: bool = False) -> str:
    """The renderings below each other, the first as it stands.

    Args:
        renderings: outlet, wording, whether it is literal, and where known the reporter's words around the marks; those with the same
            words stand in one line. Where the first is literal, a paraphrase shows which of its words carry over.
        has_told_compared: where no outlet quotes literally, the paraphrases are compared with the first; else they stand as they are.
    """
    outlets: dict[tuple, list[str]] = {}
    for outlet, *words in renderings:
        outlets.setdefault(tuple(words), []).append(outlet)
    lines = []
    for n, ((text, is_literal, *told), names) in enumerate(outlets.items()):
        shown = html_text(text) if is_literal and not n else _beside(renderings[0], text, is_literal, has_told_compared and n > 0)
        around = f'<span class="px-told">around the marks: {html_text(told[0])}</span>' if told and told[0] else ""
        lines.append(f"<dt>{_who(names)}</dt><dd>{shown}{around}</dd>")
    return f'{STYLE}<dl class="px-wording">{"".join(lines)}</dl>'


def _who(outlets: list[str]) -> str:
    """The outlets that have one wording, as safe HTML; all of them on pointing where they are many.

    Example:
        >>> _who(["Bay Post", "Bay Post", "Hill Echo"])
        'Bay Post and Hill Echo'
    """
    names = list(dict.fromkeys(outlets))
    if len(names) <= _MOST_NAMED:
        return " and ".join([", ".join(named(name) for name in names[:-1]), named(names[-1])] if len(names) > 1 else map(named, names))
    shown = ", ".join(named(name) for name in names[:_MOST_NAMED])
    return f'<span title="{html_text(", ".join(names))}">{shown} and {len(names) - _MOST_NAMED:,} more in the same words</span>'


def _beside(first: tuple, text: str, is_literal: bool, has_told_compared: bool) -> str:
    """One rendering as it differs from the first."""
    if not first[2]:
        return f"<i>{compared(first[1], text) if has_told_compared else html_text(text)}</i>"
    return compared(first[1], text) if is_literal else carried(first[1], text)
