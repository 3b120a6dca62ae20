"""Where the terms of a text stand."""

import pytest

from pipeline.terms import places, terms

TEXT = """Ada Holm Group Ltd. reopened the tram lines. The Holm Group's tram line needs a depot, says Ms Holm, who runs Holm Group.
Needs of the depot come first."""


@pytest.mark.parametrize("term", terms(TEXT))
def test_as_many_places_are_found_as_are_counted(term):
    assert len(places(TEXT, term)) == terms(TEXT)[term]


def test_part_of_a_longer_name_is_no_place_of_the_shorter_one():
    text = "We saw Holm Group and then Ada Holm Group."
    assert [text[start - 4 : end] for start, end in places(text, "holm group")] == ["saw Holm Group"]
