"""Two articles beside each other."""

from dashboard.aligned import Shared, aligned, side_by_side

LEFT = "Rain fell.\n\nThe old pier was shut on Monday.\n\nNobody came."
RIGHT = "The old pier was closed on Monday. Gulls cried."


def _one():
    """The sentence that both have, in two wordings."""
    return Shared(12, 44, 0, 34, 7)


def test_what_both_have_stands_in_one_row_under_one_number():
    shown = side_by_side(LEFT, RIGHT, [_one()], ("left", "right"))
    assert shown.count('<span class="px-no">1</span>') == 2


def test_words_that_differ_are_underlined():
    shown = side_by_side(LEFT, RIGHT, [_one()], ("left", "right"))
    assert "<u>shut</u>" in shown and "<u>closed</u>" in shown


def test_no_word_of_either_text_is_lost():
    shown = side_by_side(LEFT, RIGHT, [_one()], ("left", "right"))
    assert all(word in shown for word in ("Rain fell.", "Nobody came.", "Gulls cried.", "on Monday."))


def test_a_passage_at_another_place_is_marked_where_it_stands():
    crossing = Shared(0, 10, 35, 47, 3)
    shown = side_by_side(LEFT, RIGHT, [_one(), crossing], ("left", "right"))
    assert "<mark>Rain fell.</mark>" in shown and "<mark>Gulls cried.</mark>" in shown


def test_overlapping_passages_are_aligned_once():
    assert aligned([Shared(0, 20, 0, 20, 5), Shared(10, 30, 10, 30, 4)]) == [Shared(0, 20, 0, 20, 5)]


def test_articles_that_share_nothing_stand_beside_each_other():
    assert 'px-same"' not in side_by_side("One.", "Two.", [], ("left", "right"))


def test_hostile_text_stays_text():
    shown = side_by_side("<script>x</script> one", "<img src=x> one", [Shared(19, 22, 12, 15, 1)], ("left", "right"))
    assert "<script" not in shown and "<img" not in shown
