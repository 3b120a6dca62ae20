"""The time left of a whole build: nothing before it is known, never about one step alone, never a leap."""

from pipeline import pace
from pipeline.terminal import Ticker

SECONDS = 200


def _shown(rates):
    """What is shown, second by second, while the steps run at these multiples of their usual time."""
    shown, clock, now = [], pace.Pace(), 0.0
    for step, share in pace.SHARES.items():
        length = share * SECONDS * rates.get(step, 1.0)
        for second in range(max(1, round(length))):
            has_share = step in ("read", "facts, utterances, conflicts")
            shown.append((now, clock.left(step, second / length if has_share and second else 0.0, now)))
            now += 1.0
    return shown, now


def test_nothing_is_said_before_it_is_known():
    shown, _ = _shown({})
    assert [left for now, left in shown if now < 4] == [None] * 4


def test_a_build_as_measured_is_told_right_from_the_first():
    shown, end = _shown({})
    assert [(now, left) for now, left in shown if left is not None and abs(now + left - end) > 0.12 * end] == []


def test_the_time_left_never_leaps_though_one_step_takes_three_times_as_long():
    shown, _ = _shown({"facts, utterances, conflicts": 3.0})
    told = [left for _, left in shown if left is not None]
    assert max(abs(b - a) for a, b in zip(told, told[1:], strict=False)) < 0.1 * SECONDS


def test_a_step_that_does_not_say_how_far_it_is_takes_its_usual_time():
    clock = pace.Pace()
    clock.left("read", 0.001, 0.0)
    clock.left("stories", 0.0, 100.0)
    first = clock.left("stories", 0.0, 101.0)
    assert clock.left("stories", 0.0, 103.0) < first


def test_a_terminal_is_told_of_the_whole_build(capsys, monkeypatch):
    from pipeline.progress import Progress

    moments = iter([0.0, 60.0])
    monkeypatch.setattr("pipeline.terminal.time.monotonic", lambda: next(moments))
    ticker = Ticker()
    ticker(Progress("read", 0, "records", 0.0))
    ticker(Progress("read", 500, "records", 0.5))
    assert capsys.readouterr().err.splitlines() == ["read: …", "read: 50 of 100 %, 500 records; about 3 minutes left in all"]
