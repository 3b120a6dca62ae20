"""Capitalised runs, titles and organisations."""

import pytest

from pipeline.names import bare_name, is_organisation, name_runs, surname


@pytest.mark.parametrize(("text", "names"), [
    ("the mayor, Ida Vale, left", ["Ida Vale"]),
    ("Norby’s Lena O’Hara spoke", ["Norby’s Lena O’Hara"]),
    ("when J. K. Orr met Mr. Pym in Harlow.", ["J. K. Orr", "Mr. Pym", "Harlow"]),
    ("the workers’ union", []),
    ("José Peña of the Bank of Harlow", ["José Peña", "Bank of Harlow"]),
])
def test_capitalised_words_that_stand_together_are_one_run(text, names):
    assert [text[i:j] for i, j in name_runs(text)] == names


def test_long_run_of_capitals_is_read_in_linear_time():
    assert len(name_runs("Aa " * 100_000)) > 1_000


@pytest.mark.parametrize(("written", "bare"), [
    ("Sen. Ida Vale", "Ida Vale"), ("former Deputy Mayor Roy Pym", "Roy Pym"), ("Roy Pym Jr.", "Roy Pym Jr."), ("Mayor", "Mayor")])
def test_titles_before_a_name_are_taken_off(written, bare):
    assert bare_name(written) == bare


def test_surname_looks_behind_the_suffix():
    assert surname("Roy Pym, Jr.") == "pym"


def test_organisation_is_known_by_a_word_or_its_capitals():
    assert is_organisation("Harlow Water Authority") and is_organisation("NATO") and not is_organisation("Roy Pym")
