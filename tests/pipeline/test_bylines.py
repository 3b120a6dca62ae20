"""People in bylines, apart from everyone else."""

import pytest

from pipeline.bylines import agencies, agency_of, best, people


@pytest.mark.parametrize(("text", "found"), [
    ("By Ada Brook", ["Ada Brook"]), ("By ADA BROOK and Ben Moss", ["Ada Brook", "Ben Moss"]),
    ("Ada Brook, Ben Moss & Cleo Vale", ["Ada Brook", "Ben Moss", "Cleo Vale"]), ("Dr. Ada Brook", ["Ada Brook"]),
    ("Ada Brook MD", ["Ada Brook"]), ("Ada Brook | Harlow Herald", ["Ada Brook"]), ("Words by Ada van der Brook", ["Ada van der Brook"]),
    ("Ada Brook The Associated Press", ["Ada Brook"]), ("ByAda Brook", ["Ada Brook"]), ("Jean-Luc O’Brook", ["Jean-Luc O’Brook"]),
    ("Émile Brook", ["Émile Brook"]), ("By Ada Brook; edited by Ben Moss", ["Ada Brook"]),
    ("By Ada Brook, photographs by Ben Moss", ["Ada Brook"]), ("By Ada Brook\nHarlow News", ["Ada Brook"]), ("Ada Brook, Ada Brook", ["Ada Brook"])])
def test_people_are_found(text, found):
    assert people(text, ["Harlow Herald"]) == found


@pytest.mark.parametrize("text", [
    "", "Staff", "By Harlow Herald Staff", "Photo by Ada Brook", "Reuters", "The Associated Press", "Editorial Board", "admin",
    "https://harlow.example/ada", "Harlow Herald", "12 minutes", "News Desk", "DPA International"])
def test_nobody_is_found(text):
    assert people(text, ["Harlow Herald"]) == []


@pytest.mark.parametrize(("text", "found"), [
    ("By Ada Brook, Associated Press", ["AP"]), ("Ada Brook (Reuters)", ["Reuters"]), ("Agence France-Presse", ["AFP"]), ("Ada Brook", []),
    ("Reuters Staff", ["Reuters"]), ("By Ada Brook, AP Sports Writer", ["AP"]), ("Ada Brook of The Associated Press", ["AP"]),
    ("Ada Brook, with files from The Canadian Press", ["CP"]), ("Compiled from AP and Reuters reports", ["AP", "Reuters"]),
    ("Agence France-Presse in Harlow", ["AFP"]), ("PA Staff", [])])
def test_agencies_are_kept_apart(text, found):
    assert agencies(text) == found


def test_short_form_that_is_a_word_counts_only_where_an_agency_must_stand():
    assert (agency_of("PA"), agency_of("PA", is_certain_place=True)) == ("", "PA")


def test_byline_as_shown_takes_editors_out():
    assert best([("Ada Brook, Ben Moss", "meta author"), ("By Ada Brook | Reviewed by Ben Moss", "byline")]) == (["Ada Brook"], "byline")


def test_byline_as_shown_adds_the_second_author():
    assert best([("Ada Brook", "meta author"), ("By Ada Brook and Ben Moss, CNN", "byline")])[0] == ["Ada Brook", "Ben Moss"]


def test_candidate_without_people_is_passed_over():
    assert best([("Staff", "meta author"), ("By Ada Brook", "byline element")]) == (["Ada Brook"], "byline element")


def test_no_candidate_gives_nobody():
    assert best([]) == ([], "")


def test_name_that_says_it_is_an_agency_is_one_though_unknown():
    assert agencies("Ada Brook and Harlow Press Agency") == ["Harlow Press Agency"]


def test_name_with_a_nickname_in_it_is_one_name():
    assert people("By Ada “Tilly” Brook and Ben Moss") == ["Ada “Tilly” Brook", "Ben Moss"]
