"""Maps a function over chunks of articles or stories, in this process or on all local cores.

An engine takes chunks one after the other and gives their results in the same order, holding only a few at a time. A chunk that
fails, hangs or is killed is done again item by item, so that one bad item is named and the others are built. An engine on several
machines has to keep the same promise: it is a third class with the same method.
"""

import concurrent.futures
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Outcome:
    """The result of one chunk, or the reason why its only item has none."""

    chunk: Sequence
    result: object = None
    failure: str = ""


class Engine(Protocol):
    """What a build asks of whatever runs its parts."""

    def run(self, function: Callable[[Sequence], object], chunks: Iterable[Sequence]) -> Iterator[Outcome]:
        """Outcomes in the order of the chunks; a chunk that fails is given as one outcome an item."""


class InProcess:
    """Runs everything here, one chunk after the other: no start-up, but neither deadline nor memory limit."""

    def run(self, function: Callable[[Sequence], object], chunks: Iterable[Sequence]) -> Iterator[Outcome]:
        """Outcomes in the order of the chunks."""
        with concurrent.futures.ThreadPoolExecutor(max_workers=1) as thread:
            for chunk in chunks:
                yield from self._outcomes(thread, function, chunk)

    def _outcomes(self, thread: concurrent.futures.Executor, function: Callable, chunk: Sequence) -> Iterator[Outcome]:
        """One outcome where the chunk succeeds, else one an item."""
        task = thread.submit(function, chunk)
        error = task.exception()
        if error is None:
            yield Outcome(chunk, task.result())
        elif len(chunk) == 1:
            yield Outcome(chunk, failure=failure_text(error))
        else:
            for i in range(len(chunk)):
                yield from self._outcomes(thread, function, chunk[i:i + 1])


def failure_text(error: BaseException) -> str:
    """An error in one line: its kind and its message."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:500]
