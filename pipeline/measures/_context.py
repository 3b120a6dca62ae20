"""Where a keyword stands in a text."""

from pipeline.terms import singular
from pipeline.text import fold, word_spans


def occurrences(body: str, keyword: str) -> list[tuple[int, int]]:
    """Start and end of each place where the keyword stands, in any form that is counted under it.

    Example:
        >>> occurrences("Harbour bridges: the harbour bridge's fate", "harbour bridge")
        [(0, 15), (21, 37)]
    """
    parts, spans = keyword.split(), word_spans(body)
    forms = [_forms(body[start:end]) for start, end in spans]
    last = len(parts) - 1
    return [
        (spans[i][0], spans[i + last][1]) for i in range(len(spans) - last) if all(part in forms[i + k] for k, part in enumerate(parts))
    ]


def _forms(word: str) -> tuple[str, str]:
    """The terms that a word may be counted under: as it is and as a singular."""
    folded = fold(word).removesuffix("'s")
    return folded, singular(folded)
