"""Verbs of saying and their stance."""

import pytest

from pipeline.cues import CUES, cue_of, stance


@pytest.mark.parametrize(("words", "wanted"), [
    ("said", "neutral"), ("claimed", "doubting"), ("has admitted", "committing"), ("insists", "insisting"), ("pointed out", "arguing"),
    ("asked", "asking"), ("according to", "neutral")])
def test_stance_of_a_cue_as_written(words, wanted):
    assert stance(words) == wanted


def test_verb_that_is_not_listed_has_no_cue_and_a_neutral_stance():
    assert cue_of("strolled") is None and stance("strolled") == "neutral"


def test_forms_of_a_verb_share_its_lemma():
    assert {CUES[form].lemma for form in ("deny", "denies", "denied", "denying")} == {"deny"}
