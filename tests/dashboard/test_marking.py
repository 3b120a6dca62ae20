"""Stretches marked in an article's text."""

from dashboard.marking import Mark, legend, marked


def test_overlapping_stretches_carry_both_marks():
    assert marked("abcd", [Mark("quote", 0, 3), Mark("passage", 1, 4)]) == (
        '<p><span class="px-m-quote">a</span><span class="px-m-quote px-m-passage">bc</span><span class="px-m-passage">d</span></p>'
    )


def test_paragraphs_stay_apart_under_one_mark():
    assert (
        marked("a\n\nb", [Mark("passage", 0, 4)]) == '<p><span class="px-m-passage">a</span></p><p><span class="px-m-passage">b</span></p>'
    )


def test_the_place_holds_its_marks_together():
    assert marked("abc", [Mark("place", 0, 2), Mark("quote", 1, 3)]) == (
        '<p><span class="px-m-place" id="px-place">a<span class="px-m-quote">b</span></span><span class="px-m-quote">c</span></p>'
    )


def test_a_stretch_outside_the_text_is_left_out():
    assert marked("abc", [Mark("quote", 2, 9)]) == "<p>abc</p>"


def test_hostile_text_and_hostile_names_stay_text():
    html = marked("<script>x</script>", [Mark("quote", 0, 8, '"><img src=x>')])
    assert "<script" not in html and "<img" not in html


def test_nothing_gives_nothing():
    assert marked("", []) == ""


def test_the_legend_names_each_kind_with_its_count():
    assert "quoted words</span> 1,200" in legend([("quote", 1200)])
