"""What two renderings of one utterance differ in."""

import pytest

from pipeline.renderings import differences, n_differing_words


def kinds(one: str, other: str) -> list[tuple]:
    return [(d.kind, one[d.start:d.end], other[d.other_start:d.other_end]) for d in differences(one, other) if d.kind != "same"]


@pytest.mark.parametrize(("one", "other"), [
    ("We’re ready, willing and able", "We are ready, willing, and able"),
    ("a well-built pier", "A well built pier"),
    ("He said ‘no’ to it", 'He said "no" to it'),
    ("It’s over …", "It is over"),
    ("We can't and won't", "We cannot and will not"),
])
def test_trivial_differences_are_none(one, other):
    assert kinds(one, other) == []


@pytest.mark.parametrize(("one", "other", "found"), [
    ("We will mend the old pier", "We will mend the pier", ("dropped", "old", "")),
    ("We will mend the pier", "We will surely mend the pier", ("added", "", "surely")),
    ("We will mend the pier", "We will sell the pier", ("changed", "mend", "sell")),
    ("They will mend the pier", "[The builders] will mend the pier", ("bracketed", "They", "[The builders]")),
])
def test_difference_is_named_and_points_at_its_words(one, other, found):
    assert kinds(one, other) == [found]


def test_spans_cover_both_renderings_in_order():
    found = differences("We will mend the old pier now", "We mend it now")
    assert all(a.end <= b.start and a.other_end <= b.other_start for a, b in zip(found, found[1:], strict=False))


def test_number_of_differing_words():
    assert n_differing_words("We will mend the pier", "We’ll sell the pier") == 1
