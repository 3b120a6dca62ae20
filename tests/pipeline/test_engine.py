"""Engines: order, deadlines, memory, dead workers."""

import importlib
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from pipeline.engine import InProcess, LocalCores, _undisturbed
from pipeline.errors import ParallaxError


def deadline(_):
    """Seconds for any chunk."""
    return 2


@pytest.fixture(autouse=True)
def poison(monkeypatch):
    """Work for engines, from a module that workers can import too."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return importlib.import_module("poison_work")


@pytest.fixture
def cores(poison):
    engine = LocalCores(2, 4_000_000_000)
    yield engine
    engine.close()


def chunks(n, size):
    """Numbers from 0 in lists."""
    return [list(range(i, min(i + size, n))) for i in range(0, n, size)]


def test_both_engines_give_results_in_the_order_of_the_chunks(cores, poison):
    here = [o.result for o in InProcess().run(poison.squares, chunks(50, 3), deadline)]
    assert here == [o.result for o in cores.run(poison.squares, chunks(50, 3), deadline)] == [poison.squares(c) for c in chunks(50, 3)]


def test_chunks_are_drawn_only_as_far_as_needed(cores, poison):
    drawn = []
    results = cores.run(poison.squares, (drawn.append(c) or c for c in chunks(100, 1)), deadline)
    next(results)
    assert len(drawn) <= 5


@pytest.mark.parametrize(("order", "error"), [("raise", "KeyError"), ("hang", "TooSlow"), ("die", "WorkerDied"), ("eat", "TooMuchMemory")])
def test_poison_is_named_and_everything_else_is_done(cores, poison, order, error):
    outcomes = list(cores.run(partial(poison.work, order=order), chunks(12, 4), deadline))
    done = [item for o in outcomes if not o.error for item in o.result]
    assert ([(o.chunk, o.error) for o in outcomes if o.error], done) == ([([7], error)], [i for i in range(12) if i != 7])


def test_item_whose_process_dies_of_something_else_is_done_again(cores, poison, tmp_path):
    outcomes = cores.run(partial(poison.die_once, mark=tmp_path / "died"), chunks(3, 1), deadline)
    assert [(o.result, o.error) for o in outcomes] == [([0], ""), ([1], ""), ([2], "")]


def test_failure_in_process_is_named_too(poison):
    outcomes = list(InProcess().run(partial(poison.work, order="raise"), chunks(12, 4), deadline))
    assert [(o.chunk, o.error, o.reason) for o in outcomes if o.error] == [([7], "KeyError", "KeyError: 'seven'")]


def test_engine_goes_on_after_poison(cores, poison):
    list(cores.run(partial(poison.work, order="die"), chunks(8, 4), deadline))
    assert [o.result for o in cores.run(poison.squares, [[2]], deadline)] == [[4]]


def test_work_apart_runs_in_another_process(cores, poison):
    assert cores.apart(poison.process, None) != os.getpid()


def test_work_apart_that_fails_raises_what_it_raised(cores, poison):
    with pytest.raises(KeyError, match="seven"):
        cores.apart(partial(poison.work, order="raise"), [7])


def test_work_apart_whose_process_is_killed_says_so(cores, poison):
    with pytest.raises(ParallaxError, match="was killed"):
        cores.apart(partial(poison.work, order="die"), [7])


def test_wish_to_end_the_program_waits_until_a_process_has_started():
    usual, reached = signal.signal(signal.SIGINT, signal.default_int_handler), []
    try:
        with pytest.raises(KeyboardInterrupt), _undisturbed():
            signal.raise_signal(signal.SIGINT)
            reached.append("the end of the start")
    finally:
        signal.signal(signal.SIGINT, usual)
    assert reached == ["the end of the start"]


def test_no_chunks_give_no_outcomes(cores, poison):
    assert list(cores.run(poison.squares, [], deadline)) == []


def test_engine_whose_workers_are_gone_says_so(poison):
    engine = LocalCores(1, 4_000_000_000)
    engine.close()
    with pytest.raises(ParallaxError, match="cannot be started"):
        list(engine.run(poison.squares, chunks(3, 1), deadline))


def test_script_without_a_guard_can_build(tmp_path):
    script = tmp_path / "script.py"
    (tmp_path / "note.txt").write_text("The mill by the river closed on Monday. Its forty workers were told by letter.")
    script.write_text(f"from pipeline.build import build\nprint(build([{str(tmp_path / 'note.txt')!r}], {str(tmp_path / 'set')!r}).manifest['counts'])\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=90, check=False)
    assert (done.stdout, done.stderr) == ("{'given': 1, 'read': 1, 'duplicates': 0, 'rejected': 0}\n", "")


def test_main_module_that_cannot_be_run_again_does_not_matter(cores, poison, monkeypatch, tmp_path):
    (tmp_path / "broken.py").write_text("raise SystemExit('not to be run')")
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(tmp_path / "broken.py"), raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None, raising=False)
    assert [o.result for o in cores.run(poison.squares, chunks(4, 2), deadline)] == [poison.squares([0, 1]), poison.squares([2, 3])]
