"""What a person has said of pairs of statements: that they state one fact, or that they do not."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import pandas as pd

from pipeline.link._fact_groups import mean_score

COLUMNS = ("article_id", "start", "end", "other_article_id", "other_start", "other_end", "is_same")
_Pair = tuple[int, int]


class Judged(NamedTuple):
    """Pairs of statement numbers, the lower first, that a person has judged."""

    same: tuple[_Pair, ...] = ()
    apart: frozenset[_Pair] = frozenset()


def judged(judgements: pd.DataFrame | None, spans: Sequence[tuple]) -> Judged:
    """The judgements of one story as pairs of statement numbers; a pair whose statement is not there says nothing.

    Of two judgements of one pair the one that keeps it apart counts, in whatever order they stand.

    Args:
        judgements: one row is one pair that was judged: both spans, `is_same`; None for none.
        spans: article_id, start, end, … of each statement.

    Example:
        >>> rows = pd.DataFrame([["a", 0, 9, "b", 0, 5, True], ["a", 0, 9, "b", 7, 9, False]], columns=COLUMNS)
        >>> judged(rows, [("b", 0, 5), ("a", 0, 9), ("b", 7, 9)])
        Judged(same=((0, 1),), apart=frozenset({(1, 2)}))
    """
    if judgements is None or judgements.empty:
        return Judged()
    number = {tuple(span[:3]): place for place, span in enumerate(spans)}
    same, apart = set(), set()
    for *places, is_same in judgements[list(COLUMNS)].itertuples(index=False, name=None):
        one, other = number.get(tuple(places[:3])), number.get(tuple(places[3:]))
        if one is not None and other is not None and one != other:
            (same if is_same else apart).add((min(one, other), max(one, other)))
    return Judged(tuple(sorted(same - apart)), frozenset(apart))


def joined(groups: list[list[int]], said: Judged, score: Callable[[int, int], float | None]) -> list[list[int]]:
    """The groups with each pair that was judged the same in one fact: the two facts become one, unless that joins what was kept apart.

    Args:
        groups: sorted members of each group of two or more.
        said: the judgements.
        score: score of two statements, as `_fact_groups.groups` takes it.

    Example:
        >>> joined([[0, 1], [2, 3]], Judged(same=((1, 2),)), lambda a, b: .5)
        [[0, 1, 2, 3]]
        >>> joined([[0, 1], [2, 3]], Judged(((1, 2),), frozenset({(0, 3)})), lambda a, b: .5)
        [[0, 1], [1, 2], [2, 3]]
    """
    members = [set(group) for group in groups]
    for one, other in said.same:
        if any({one, other} <= group for group in members):
            continue
        choices = list(product(_with(one, members), _with(other, members)))
        here, there = max(choices, key=lambda pair: mean_score(pair[0], pair[1], score))
        if _is_free(here | there, said.apart):
            members = [group for group in members if group not in (here, there)] + [here | there]
        else:
            members.append({one, other})
    return sorted(sorted(group) for group in members)


def _with(statement: int, members: list[set[int]]) -> list[set[int]]:
    """The groups of a statement; it alone where it has none."""
    return [group for group in members if statement in group] or [{statement}]


def _is_free(group: set[int], apart: frozenset[_Pair]) -> bool:
    """Whether no pair of the group was kept apart."""
    return not any(one in group and other in group for one, other in apart)


def scores(said: Judged) -> Mapping[_Pair, float]:
    """Score of each pair that was judged: 1 for the same; so low that no mean makes up for it where it was kept apart."""
    return dict.fromkeys(said.same, 1.0) | dict.fromkeys(said.apart, float("-inf"))
