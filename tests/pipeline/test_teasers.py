"""Texts that go on elsewhere, by how they end."""

import pytest

from pipeline.teasers import is_opening


@pytest.mark.parametrize("end", ["More", "More »", "Read more about the bridge", "More on this story", "[…]", "[+2310 chars]"])
def test_text_that_sends_its_reader_on_is_an_opening(end):
    assert is_opening(f"The bridge opened on Monday. {end}")


@pytest.mark.parametrize("end", ["More than 300 people crossed it.", "More ferries will run in May.", "Moreover, it is free."])
def test_last_sentence_that_begins_with_more_is_text(end):
    assert not is_opening(f"The bridge opened on Monday. {end}")
