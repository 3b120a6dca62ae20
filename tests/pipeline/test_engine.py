"""Engines: order, deadlines, memory, dead workers."""

import os
import signal
import time
from functools import partial

import pytest

from pipeline.engine import InProcess, LocalCores


def squares(chunk):
    """The square of each item."""
    return [item * item for item in chunk]


def work(chunk, poison):
    """Items as they are; one of them behaves as the poison says."""
    for item in chunk:
        if item == 7:
            _suffer(poison)
    return list(chunk)


def _suffer(poison):
    """Fail in the given way."""
    if poison == "raise":
        raise KeyError("seven")
    if poison == "hang":
        time.sleep(60)
    if poison == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if poison == "eat":
        bytearray(8_000_000_000)


def deadline(_):
    """Seconds for any chunk."""
    return 2


@pytest.fixture
def cores():
    engine = LocalCores(2, 4_000_000_000, [__name__])
    yield engine
    engine.close()


def chunks(n, size):
    """Numbers from 0 in lists."""
    return [list(range(i, min(i + size, n))) for i in range(0, n, size)]


def test_both_engines_give_results_in_the_order_of_the_chunks(cores):
    here = [o.result for o in InProcess().run(squares, chunks(50, 3), deadline)]
    assert here == [o.result for o in cores.run(squares, chunks(50, 3), deadline)] == [squares(c) for c in chunks(50, 3)]


def test_chunks_are_drawn_only_as_far_as_needed(cores):
    drawn = []
    results = cores.run(squares, (drawn.append(c) or c for c in chunks(100, 1)), deadline)
    next(results)
    assert len(drawn) <= 5


@pytest.mark.parametrize(("poison", "error"), [("raise", "KeyError"), ("hang", "TooSlow"), ("die", "WorkerDied"), ("eat", "TooMuchMemory")])
def test_poison_is_named_and_everything_else_is_done(cores, poison, error):
    outcomes = list(cores.run(partial(work, poison=poison), chunks(12, 4), deadline))
    done = [item for o in outcomes if not o.error for item in o.result]
    assert ([(o.chunk, o.error) for o in outcomes if o.error], done) == ([([7], error)], [i for i in range(12) if i != 7])


def test_failure_in_process_is_named_too():
    outcomes = list(InProcess().run(partial(work, poison="raise"), chunks(12, 4), deadline))
    assert [(o.chunk, o.error, o.reason) for o in outcomes if o.error] == [([7], "KeyError", "KeyError: 'seven'")]


def test_engine_goes_on_after_poison(cores):
    list(cores.run(partial(work, poison="die"), chunks(8, 4), deadline))
    assert [o.result for o in cores.run(squares, [[2]], deadline)] == [[4]]


def test_no_chunks_give_no_outcomes(cores):
    assert list(cores.run(squares, [], deadline)) == []
