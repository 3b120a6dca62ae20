"""A selection in the address of a view, on the command line and in a recipe is the same selection."""

import argparse
from datetime import date

import pytest
import sample

from dashboard import address
from pipeline import recipes, reporting
from pipeline.errors import InputError, SettingsError
from pipeline.selection import Selection

CHOSEN = Selection(
    outlets=("c", "l"),
    since=date(2026, 3, 1),
    until=date(2026, 3, 4),
    story="ferry",
    words=("ferry", "harbour office"),
    is_wire_included=False,
    is_every_version_included=True,
)


@pytest.fixture
def opened():
    """The small data set."""
    return sample.view(sample.tables()).opened


@pytest.mark.parametrize("selection", [Selection(), CHOSEN, Selection(is_probable_wire_included=False)])
def test_an_address_gives_the_selection_it_was_made_from(opened, selection):
    query = address.written(address.params_of(opened, selection))
    assert address.selection_of(opened, address.parsed(f"/quotes?{query}")) == selection


def test_a_selection_survives_the_command_line(opened):
    parser = argparse.ArgumentParser()
    reporting.add_options(parser)
    given = parser.parse_args(["set", "--out=r.html", *reporting.as_arguments(address.params_of(opened, CHOSEN))])
    assert address.selection_of(opened, reporting.params(given)) == CHOSEN


@pytest.mark.parametrize(
    ("params", "wrong"), [({"outlets": ["Nobody"]}, "Nobody"), ({"story": ["x"]}, "x"), ({"since": ["2026-99-01"]}, "2026-99-01")]
)
def test_what_is_not_in_the_data_set_is_said_with_what_is(opened, params, wrong):
    with pytest.raises(SettingsError, match=wrong):
        address.selection_of(opened, params)


def test_every_filter_of_the_sidebar_can_stand_in_an_address():
    from dashboard.selection import KEYS

    assert set(KEYS) <= set(address.FILTERS)


def test_an_address_may_name_any_number_of_outlets():
    assert len(address.parsed("&".join(f"outlets=Outlet+{n}" for n in range(900)))["outlets"]) == 900


def test_a_recipe_comes_back_as_it_was_written(opened):
    made = recipes.recipe_of(opened.dataset, "sample", "quotes", {"outlets": ['A "B" \\ C', "Ü\n"], "quoted": ["Direct"]})
    again = recipes.read(recipes.written(made).encode(), "view.toml")
    assert again == made and again.link.startswith("/quotes?outlets=A+%22B%22")


def test_a_recipe_of_the_same_data_set_finds_no_difference(opened):
    assert recipes.differences(recipes.recipe_of(opened.dataset, "sample", "quotes", {}), opened.dataset) == []


def test_a_recipe_names_the_outlets_and_stories_that_are_not_here(opened):
    params = {"outlets": ["Harbor Ledger", "Coast Daily (2)", "Hill Echo"], "story": ["Fire"], "by": ["country"], "words": ["ferry"]}
    said = recipes.differences(recipes.recipe_of(opened.dataset, "sample", "quotes", params), opened.dataset)
    assert [line.partition(" of the recipe")[0] + line.rpartition("chosen")[2] for line in said] == [
        "Outlets: Hill Echo.", "Stories: Fire.", "Columns of a table of outlets: country."]


def test_a_recipe_of_other_articles_says_so(opened):
    other = recipes.Recipe("quotes", {}, "0" * 64, {"fact_same_score": 0.9}, {"newsparallax": "9.9"})
    said = recipes.differences(other, opened.dataset)
    assert len(said) == 3 and "not the same files" in said[0] and "fact_same_score" in said[1] and "9.9" in said[2]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"a = ",
        b'format = "other"\npage = "x"',
        b'format = "parallax recipe"\npage = "../x"',
        b"x" * 300_000,
        b"a = " + b"[" * 40_000,
    ],
)
def test_what_is_no_recipe_is_said_in_one_sentence(content):
    with pytest.raises(InputError, match="recipe"):
        recipes.read(content, "view.toml")


def test_a_recipe_that_is_not_there_is_said_in_one_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        recipes.read_file(tmp_path / "none.toml")
