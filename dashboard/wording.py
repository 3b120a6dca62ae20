"""Renderings of one utterance below each other, word for word against the fullest. Safe HTML out; no Streamlit."""

from collections.abc import Sequence

from dashboard.theme import html_text
from pipeline.renderings import differences

STYLE = """<style>
.px-wording { display: grid; grid-template-columns: minmax(7rem, 14rem) 1fr; gap: .35rem 1.2rem; line-height: 1.6; }
.px-wording { overflow-wrap: anywhere; margin: 0; }
.px-wording dt { font-weight: 620; }
.px-wording dd { margin: 0; }
.px-wording del { opacity: .55; text-decoration: line-through; }
.px-wording ins { text-decoration: underline wavy #bd1f01 1.5px; text-underline-offset: 3px;
  background: color-mix(in srgb, #ffa90e 24%, transparent); }
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


def listed(renderings: Sequence[tuple[str, str, bool]]) -> str:
    """The renderings below each other, the first as it stands.

    Args:
        renderings: outlet, wording, and whether it is literal; a paraphrase is shown as it stands.
    """
    fullest, lines = renderings[0][1], []
    for n, (outlet, text, is_literal) in enumerate(renderings):
        literal = compared(fullest, text) if n else html_text(text)
        shown = literal if is_literal else f"<i>{html_text(text)}</i>"
        lines.append(f"<dt>{html_text(outlet)}</dt><dd>{shown}</dd>")
    return f'{STYLE}<dl class="px-wording">{"".join(lines)}</dl>'
