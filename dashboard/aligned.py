"""What two texts share, as far as it stands in the same order in both. No Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass

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
