"""Groups statements into facts: tight groups that may share a statement, so that one sentence may state several facts."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

# Mean score, the groups that become one, and the statements that are added.
_Option = tuple[float, tuple[int, ...], frozenset[int]]


def groups(pairs: np.ndarray, score: Callable[[int, int], float | None], join: float) -> list[list[int]]:
    """Groups of statements, from their pairs, best first.

    Each pair joins the group of one side, joins two groups, or makes a group of its own. A statement joins where its mean score with
    all members is at least `join`: so nothing is chained through a sentence that holds several facts, it stands in several groups instead.

    Args:
        pairs: rows of two statement numbers, best pair first.
        score: score of two statements, 0 where they share nothing, None where they are not compared (the same article).
        join: least mean score.

    Returns:
        Sorted members of each group of two or more.

    Example:
        >>> known = {(0, 1): .9, (1, 2): .8, (0, 2): .1}
        >>> groups(np.array([[0, 1], [1, 2]]), lambda a, b: known[min(a, b), max(a, b)], .5)
        [[0, 1], [1, 2]]
    """
    members: list[set[int]] = []
    of: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs.tolist():
        if of[one] & of[other]:
            continue
        best = max(_options(one, other, members, of, score), default=(0.0, (), frozenset()))
        if best[0] >= join:
            kept, *gone = best[1]
            members[kept] |= best[2]
            for number in gone:
                for statement in members[number]:
                    of[statement].discard(number)
                members[number] = set()
            for statement in members[kept]:
                of[statement].add(kept)
        else:
            members.append({one, other})
            of[one].add(len(members) - 1)
            of[other].add(len(members) - 1)
    return sorted(sorted(group) for group in members if group)


def _options(one: int, other: int, members: list[set[int]], of: dict[int, set[int]], score: Callable) -> Iterator[_Option]:
    """Ways to bring two statements together: mean score, the groups that become one, and what is added."""
    for here, there in ((one, other), (other, one)):
        for number in sorted(of[here]):
            yield mean_score(members[number], {there}, score), (number,), frozenset({there})
    for left in sorted(of[one]):
        for right in sorted(of[other]):
            yield mean_score(members[left], members[right], score), (left, right), frozenset(members[right])


def mean_score(left: set[int], right: set[int], score: Callable[[int, int], float | None]) -> float:
    """Mean score between two sets over the pairs that are compared; a shared statement counts as 1.

    Example:
        >>> mean_score({0}, {1, 2}, lambda a, b: {1: .5, 2: None}[b])
        0.5
    """
    scores = [1.0 if a == b else score(a, b) for a in sorted(left) for b in sorted(right)]
    known = [s for s in scores if s is not None]
    return sum(known) / len(known) if known else 0.0


def without_repeats(groups: list[list[int]], outlet: Sequence[str]) -> list[list[int]]:
    """The groups without those in which one outlet only repeats itself, where what it repeats states a fact of several outlets.

    The repeats join that fact: else it would count once as shared and once as the outlet's own.

    Args:
        groups: members of each group.
        outlet: the outlet of each statement.

    Example:
        >>> without_repeats([[0, 1], [1, 2]], ["a", "a", "b"])
        [[0, 1, 2]]
        >>> without_repeats([[0, 1]], ["a", "a", "b"])
        [[0, 1]]
    """
    shared = [set(group) for group in groups if len({outlet[number] for number in group}) > 1]
    kept = []
    for group in groups:
        if len({outlet[number] for number in group}) > 1:
            continue
        found = [fact for fact in shared if fact & set(group)]
        for fact in found:
            fact |= set(group)
        kept += [] if found else [group]
    return sorted([sorted(fact) for fact in shared] + kept)
