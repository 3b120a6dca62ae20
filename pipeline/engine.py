"""Maps a function over chunks of articles or stories, in this process or on all local cores.

An engine takes chunks one after the other and gives their results in the same order, holding only a few at a time. A chunk that
fails, hangs or is killed is done again item by item, so that one bad item is named and the others are built. An engine on several
machines keeps the same promise: it is a third class with the same two methods.
"""

import concurrent.futures
import copy
import multiprocessing
import os
import signal
import sys
import threading
import time
import types
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import ParallaxError

Work = Callable[[Sequence], object]
Deadline = Callable[[Sequence], float]
Again = Callable[[Iterable[Sequence]], Iterator["Outcome"]]

_CHUNKS_AHEAD_A_WORKER = 2
_LOOK_SECONDS = 1.0
_HEARD_SECONDS = 0.1
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_Process = multiprocessing.get_context(_METHOD).Process
_HIDING = threading.Lock()


@dataclass(frozen=True)
class Outcome:
    """The result of one chunk, or, with an empty result, the kind of error and the reason why its only item has none."""

    chunk: Sequence
    result: object = None
    error: str = ""
    reason: str = ""


class Engine(Protocol):
    """What a build asks of whatever runs its parts."""

    def run(self, function: Work, chunks: Iterable[Sequence], deadline: Deadline) -> Iterator[Outcome]:
        """Outcomes in the order of the chunks; a chunk that fails is given as one outcome an item.

        Args:
            function: gives the result of one chunk; a module-level function or a `functools.partial` of one.
            chunks: lists, or whatever else has a length and gives a chunk for a slice; drawn only as far as needed.
            deadline: seconds that a chunk may take.
        """

    def apart(self, function: Callable[[object], object], given: object) -> object:
        """What a function gives, in a process of its own where the engine has any: all memory that it took is free again behind it.

        Args:
            function: a module-level function or a `functools.partial` of one; it may take as long and as much as it needs.
            given: its argument.
        """

    def close(self) -> None:
        """End all that the engine has started."""


class InProcess:
    """Runs everything here, one chunk after the other: no start-up, but neither deadline nor memory limit."""

    def run(self, function: Work, chunks: Iterable[Sequence], deadline: Deadline) -> Iterator[Outcome]:
        """Outcomes in the order of the chunks."""
        with concurrent.futures.ThreadPoolExecutor(max_workers=1) as thread:
            for chunk in chunks:
                task = thread.submit(function, chunk)
                yield from _settled(task, chunk, lambda parts: self.run(function, parts, deadline))

    def apart(self, function: Callable[[object], object], given: object) -> object:
        """What a function gives."""
        return function(given)

    def close(self) -> None:
        """Nothing was started."""


class LocalCores:
    """Runs chunks in processes of their own, each with a deadline and a memory limit; one that dies is replaced.

    Args:
        workers: number of processes.
        max_bytes: address space that each may use, where the system can limit it.
        modules: dotted names of the modules that the work needs, imported once for all workers.
    """

    def __init__(self, workers: int, max_bytes: int, modules: Sequence[str] = ()):
        self._ahead, self._modules, self._max_bytes = workers * _CHUNKS_AHEAD_A_WORKER, modules, max_bytes
        self._pool = self._processes(workers, max_bytes)

    def _processes(self, n: int, max_bytes: int | None = None) -> ProcessPool:
        """So many processes that wait for work."""
        return ProcessPool(max_workers=n, initializer=_prepare_worker, initargs=(max_bytes,), context=_context(self._modules))

    def run(self, function: Work, chunks: Iterable[Sequence], deadline: Deadline) -> Iterator[Outcome]:
        """Outcomes in the order of the chunks.

        Raises:
            ParallaxError: no worker can be started.
        """
        running: deque = deque()
        for chunk in chunks:
            with _undisturbed():
                _check(self._pool)
                running.append((self._pool.schedule(function, args=(chunk,), timeout=deadline(chunk)), chunk))
            if len(running) >= self._ahead:
                yield from self._first(running, function, deadline)
        while running:
            yield from self._first(running, function, deadline)

    def apart(self, function: Callable[[object], object], given: object) -> object:
        """What a function gives in a process that ends behind it.

        Raises:
            ParallaxError: the process cannot be started, or was killed.
            Exception: what the function raises.
        """
        try:
            return self._alone(function, given).result()
        except ProcessExpired as error:
            hint = "close other programs, or build in two halves"
            raise ParallaxError("workers", f"the process that sees all articles was killed ({_reason(error)})", hint) from error

    def _alone(self, function: Callable[[object], object], given: object, **limits: float) -> concurrent.futures.Future:
        """A task that has ended, done in a process that did nothing else and is gone."""
        pool = self._processes(1, limits.pop("max_bytes", None))
        try:
            with _undisturbed():
                task = pool.schedule(function, args=(given,), **limits)
            _wait(task, pool)
            return task
        finally:
            with _undisturbed():
                pool.stop()
                pool.join()

    def _first(self, running: deque, function: Work, deadline: Deadline) -> Iterator[Outcome]:
        """The outcomes of the chunk that was scheduled first.

        A process that dies between two items can take the blame for the earlier one, whose result lies unread: an item is
        called deadly only when it has killed a process of its own.
        """
        task, chunk = running.popleft()
        _wait(task, self._pool)
        if len(chunk) == 1 and isinstance(task.exception(), ProcessExpired):
            task = self._alone(partial(_heard, function), chunk, max_bytes=self._max_bytes, timeout=deadline(chunk))
        yield from _settled(task, chunk, lambda parts: self.run(partial(_heard, function), parts, deadline))

    def close(self) -> None:
        """End the workers, also those that are still at something."""
        self._pool.stop()
        self._pool.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back the wish to end the program while a process starts or ends: one that is left half started fails aloud, or stays."""
    came: list[int] = []
    asked = [wish for wish in (signal.SIGINT, signal.SIGTERM) if callable(signal.getsignal(wish))]
    is_held = threading.current_thread() is threading.main_thread()
    usual = {wish: signal.signal(wish, lambda number, _: came.append(number)) for wish in asked} if is_held else {}
    try:
        yield
    finally:
        for wish, handler in usual.items():
            signal.signal(wish, handler)
        if came:
            signal.raise_signal(came[0])


def _wait(task: concurrent.futures.Future, pool: ProcessPool) -> None:
    """Return when a task has ended; a pool that breaks leaves its tasks unsettled for ever, so it is looked at meanwhile."""
    while not concurrent.futures.wait([task], _LOOK_SECONDS).done:
        _check(pool)


def _check(pool: ProcessPool) -> None:
    """Raise where a pool has given up."""
    if not pool.active:
        hint = "try again with --workers 0, which uses this process only"
        raise ParallaxError("workers", "the processes that do the work cannot be started", hint)


def _settled(task: concurrent.futures.Future, chunk: Sequence, again: Again) -> Iterator[Outcome]:
    """One outcome where the chunk succeeds, else one an item; a single item that fails has its reason."""
    error = task.exception()
    if error is None:
        yield Outcome(chunk, task.result())
    elif len(chunk) == 1:
        yield Outcome(chunk, None, _kind(error), _reason(error))
    else:
        yield from again(chunk[i:i + 1] for i in range(len(chunk)))


def _kind(error: BaseException) -> str:
    """The name of an error for people: what happened rather than which class said so."""
    kinds = {TimeoutError: "TooSlow", ProcessExpired: "WorkerDied", MemoryError: "TooMuchMemory"}
    return next((name for kind, name in kinds.items() if isinstance(error, kind)), type(error).__name__)


def _reason(error: BaseException) -> str:
    """Why an item has no result, one clause."""
    if isinstance(error, TimeoutError):
        return f"took longer than {error.args[1]:g} seconds"
    if isinstance(error, ProcessExpired):
        return f"its process died with exit code {error.exitcode}"
    if isinstance(error, MemoryError):
        return "needed more memory than one article may have"
    lines = f"{type(error).__name__}: {error}".splitlines()
    return lines[0][:300]


def _heard(function: Work, chunk: Sequence) -> object:
    """The result of one item under suspicion, begun once the pool has surely heard who is at it.

    Of a process that dies before that, the pool cannot tell what it was doing, and waits for the result until the deadline.
    """
    time.sleep(_HEARD_SECONDS)
    return function(chunk)


class Worker(_Process):
    """A process that is told of no main module: it needs none, and a script that builds would start over in each of its workers."""

    @staticmethod
    def _Popen(process: multiprocessing.process.BaseProcess) -> object:
        """Start the process while the main module is out of sight."""
        with _without_main():
            return _Process._Popen(process)


@contextmanager
def _without_main() -> Iterator[None]:
    """An empty main module for a moment; one at a time, else the second to begin would take the empty one for the true one."""
    with _HIDING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _context(modules: Sequence[str]) -> multiprocessing.context.BaseContext:
    """How workers start: from a server that has imported the modules once, where the system can fork; else afresh."""
    context = copy.copy(multiprocessing.get_context(_METHOD))
    context.Process = Worker
    if _METHOD == "forkserver":
        context.set_forkserver_preload(list(modules))
    return context


def _prepare_worker(max_bytes: int | None = None) -> None:
    """Limit a worker's memory, leave Ctrl-C to the process that started it, and keep libraries' warnings from the user's terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    if os.name == "posix" and max_bytes:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        limit = max_bytes if hard == resource.RLIM_INFINITY else min(max_bytes, hard)
        with suppress(ValueError, OSError):  # macOS has the call but refuses it; the deadline still holds
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
