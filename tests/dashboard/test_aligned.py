"""What two texts share, in one order."""

from dashboard.aligned import Shared, aligned


def test_overlapping_passages_are_aligned_once():
    assert aligned([Shared(0, 20, 0, 20, 5), Shared(10, 30, 10, 30, 4)]) == [Shared(0, 20, 0, 20, 5)]


def test_passages_that_cross_are_aligned_on_the_longer():
    assert aligned([Shared(12, 44, 0, 34, 7), Shared(0, 10, 35, 47, 3)]) == [Shared(12, 44, 0, 34, 7)]


def test_texts_that_share_nothing_have_nothing_aligned():
    assert aligned([]) == []
