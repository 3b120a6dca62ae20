"""Which facts are unique, shared, possibly shared, or left out."""

import pytest
from pandas.testing import assert_frame_equal
from small_tables import article, fact, tables

from pipeline.measures import run
from pipeline.selection import Selection, select
from pipeline.store import open_dataset


def _told_by_two():
    return [article("a", "x", "one two three four"), article("b", "y", "one two")]


def _match(article_id, start, other_article_id, other_start, score=0.4):
    return {
        "article_id": article_id,
        "start": start,
        "end": start + 5,
        "other_article_id": other_article_id,
        "other_start": other_start,
        "other_end": other_start + 5,
        "score": score,
        "band": "possible",
    }


def _states(**given):
    rows = run("fact_coverage", tables(**given))
    return dict(zip(rows["outlet_id"], rows["state"], strict=True))


def test_a_fact_of_one_outlet_is_unique_to_it():
    rows = run("unique_facts", tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("g", "a", 9, 14), fact("g", "b")]))
    assert rows["n_unique"].to_list()[:2] == [1, 0]


def test_a_fact_stated_twice_by_one_outlet_is_still_unique():
    rows = run("unique_facts", tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("f", "a", 9, 14)]))
    assert rows["n_unique"].to_list()[:2] == [1, 0]


def test_what_is_unique_follows_the_selection():
    given = tables(articles=[*_told_by_two(), article("c", "z", "one")], facts=[fact("f", "a"), fact("f", "c")])
    assert run("unique_facts", given)["n_unique"].to_list() == [0, 0, 0]
    assert run("unique_facts", select(given, Selection(outlets=("x", "y"))))["n_unique"].to_list() == [1, 0]


def test_a_story_told_by_one_outlet_is_not_compared():
    rows = run("unique_facts", tables(articles=[article("a", "x", "one")], facts=[fact("f", "a")]))
    assert rows.loc[0, ["n_articles", "n_not_compared"]].to_list() == [0, 1]
    assert rows["n_unique"].isna().all()


def test_an_excerpt_does_not_make_a_story_comparable():
    rows = run("unique_facts", tables(articles=[article("a", "x", "one"), article("b", "y", kind="excerpt")], facts=[fact("f", "a")]))
    assert rows["n_unique"].isna().all()


def test_rates_divide_by_what_was_compared():
    articles = [*_told_by_two(), article("c", "x", "more words of another story", story_id="t")]
    rows = run("unique_facts", tables(articles=articles, facts=[fact("f", "a")]))
    assert rows.loc[0, ["unique_per_article", "unique_per_1000_words"]].to_list() == [1.0, 250.0]


def test_an_outlet_without_facts_has_no_share():
    rows = run("unique_facts", tables(articles=_told_by_two()))
    assert rows["n_unique"].to_list()[:2] == [0, 0]
    assert rows["share_unique"].isna().all()


def test_a_unique_fact_that_may_stand_elsewhere_is_told_apart():
    given = tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("g", "b")], matches=[_match("a", 0, "b", 0)])
    assert run("unique_facts", given)["n_possibly_elsewhere"].to_list()[:2] == [1, 1]
    assert run("unique_fact_list", given, outlet_id="y")[["fact_id", "band", "other_article_id"]].to_numpy().tolist() == [
        ["g", "possibly elsewhere", "a"]
    ]


def test_a_cut_at_or_below_a_possible_match_makes_its_facts_one():
    given = tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("g", "b")], matches=[_match("a", 0, "b", 0, 0.4)])
    assert run("unique_facts", given, cut=0.4)["n_unique"].to_list()[:2] == [0, 0]
    assert run("unique_facts", given, cut=0.45)["n_possibly_elsewhere"].to_list()[:2] == [1, 1]
    assert run("unique_fact_list", given, cut=0.4).empty


def test_a_cut_above_a_match_parts_the_fact_and_shows_what_it_was_one_with():
    same = _match("a", 0, "b", 0, 0.7) | {"band": "same"}
    given = tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("f", "b")], matches=[same])
    assert run("unique_facts", given, cut=0.7)["n_unique"].to_list()[:2] == [0, 0]
    assert run("unique_facts", given, cut=0.75)["n_unique"].to_list()[:2] == [1, 1]
    rows = run("unique_fact_list", given, cut=0.75)
    assert rows[["outlet_id", "score", "certainty", "other_article_id"]].to_numpy().tolist() == [["x", 0.7, 0.3, "b"], ["y", 0.7, 0.3, "a"]]


def test_a_strict_cut_leaves_the_outlets_together_that_are_surely_one():
    articles = [*_told_by_two(), article("c", "z", "Doors closed")]
    pairs = [_match("a", 0, "b", 0, 0.9) | {"band": "same"}, _match("b", 0, "c", 0, 0.6) | {"band": "same"}]
    given = tables(articles=articles, facts=[fact("f", "a"), fact("f", "b"), fact("f", "c")], matches=pairs)
    assert run("unique_facts", given, cut=0.8)["n_unique"].to_list() == [0, 0, 1]
    assert run("unique_by_cut", given, cuts=(0.5, 0.8, 0.95))["n_unique"].to_list() == [0, 0, 1, 0, 0, 1, 0, 1, 1]


def test_what_stands_early_and_beside_widely_told_facts_is_central():
    articles = [article("a", "x", "one two three four"), article("b", "y", "one two")]
    facts = [fact("f", "a", 0, 3), fact("only", "a", 4, 7), fact("g", "a", 8, 11), fact("last", "a", 12, 18), fact("f", "b"), fact("g", "b", 6, 9)]
    rows = run("unique_fact_list", tables(articles=articles, facts=facts))
    assert rows["fact_id"].to_list() == ["only", "last"] and rows["centrality"].is_monotonic_decreasing


def test_of_two_omissions_the_one_told_first_stands_first():
    articles = [article("a", "x", "one two three"), article("b", "y", "one two three"), article("c", "z", "nothing")]
    facts = [fact(f, a, i, i + 3) for a in "ab" for f, i in (("late", 8), ("early", 0))]
    rows = run("omitted_facts", tables(articles=articles, facts=facts), outlet_id="z")
    assert rows["fact_id"].to_list() == ["early", "late"]


def test_a_match_between_statements_of_one_fact_is_no_other_wording():
    given = tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("f", "b")], matches=[_match("a", 0, "b", 0)])
    assert run("fact_coverage", given)["state"].to_list() == ["stated", "stated"]


@pytest.mark.parametrize(
    "other, state",
    [
        (article("b", "y", "Nothing of it"), "absent"),
        (article("b", "y", kind="excerpt"), "not_collected"),
    ],
)
def test_silent_is_told_from_not_collected(other, state):
    assert _states(articles=[article("a", "x", "It shut."), other], facts=[fact("f", "a")]) == {"x": "stated", "y": state}


@pytest.mark.parametrize(
    "other, why",
    [
        (article("b", "y", kind="excerpt"), "excerpt"),
        (article("b", "y", "Copy", n_words=0), "agency copy"),
        (article("b", "y", "Die Brücke ist zu", language="de"), "language"),
        (article("b", "y", "Nothing of it", language="en"), ""),
    ],
)
def test_why_nothing_can_be_said_of_an_outlet(other, why):
    articles = [article("a", "x", "It shut."), other, article("c", "z", "It closed.")]
    rows = run("fact_coverage", tables(articles=articles, facts=[fact("f", "a"), fact("f", "c")]))
    assert rows.set_index("outlet_id")["why"].to_dict() == {"x": "", "y": why, "z": ""}
    omitted = run("omitted_facts", tables(articles=articles, facts=[fact("f", "a"), fact("f", "c")]))
    assert omitted["outlet_id"].to_list() == ([] if why else ["y"])


def test_facts_of_a_language_that_is_not_read_are_neither_unique_nor_shared():
    articles = [*_told_by_two(), article("c", "z", "Die Brücke ist zu", language="de")]
    rows = run("unique_facts", tables(articles=articles, facts=[fact("f", "a"), fact("g", "b"), fact("h", "c")]))
    assert rows.set_index("outlet_id")["n_unique"].astype("float64").fillna(-1).to_dict() == {"x": 1, "y": 1, "z": 0}


def test_statement_of_which_half_is_a_quotation_is_quoted():
    said = {"quote_id": "q", "article_id": "a", "start": 0, "end": 4, "text": "one ", "kind": "direct"}
    rows = run("fact_coverage", tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("f", "b")], quotes=[said]))
    assert rows.set_index("outlet_id")["is_quoted"].to_dict() == {"x": True, "y": False}


def test_an_outlet_without_an_article_on_the_story_has_no_cell():
    assert _states(articles=[article("a", "x", "It shut."), article("b", "y", "Rain", story_id="t")], facts=[fact("f", "a")]) == {
        "x": "stated"
    }


def test_what_most_outlets_state_comes_first():
    facts = [fact("f", "a"), fact("g", "a", 6, 9), fact("g", "b")]
    assert run("fact_coverage", tables(articles=_told_by_two(), facts=facts))["fact_id"].drop_duplicates().to_list() == ["g", "f"]
    assert run("fact_coverage", tables(articles=_told_by_two(), facts=facts), least=2)["fact_id"].drop_duplicates().to_list() == ["g"]


def test_a_statement_in_other_words_is_no_omission():
    articles = [*_told_by_two(), article("c", "z", "Doors closed")]
    given = {"articles": articles, "facts": [fact("f", "a"), fact("f", "b")]}
    assert run("omitted_facts", tables(**given))["outlet_id"].to_list() == ["z"]
    assert run("omitted_facts", tables(**given, matches=[_match("a", 0, "c", 0)])).empty


def test_an_excerpt_omits_nothing():
    articles = [*_told_by_two(), article("c", "z", kind="excerpt")]
    assert run("omitted_facts", tables(articles=articles, facts=[fact("f", "a"), fact("f", "b")])).empty


@pytest.mark.parametrize("options", [{}, {"band": "only here"}, {"band": "possibly elsewhere"}])
def test_the_first_unique_facts_are_the_head_of_all(options, demo_folder):
    tables = select(open_dataset(demo_folder).tables, Selection())
    every = run("unique_fact_list", tables)
    every = every[every["band"] == options["band"]].reset_index(drop=True) if options else every
    assert_frame_equal(run("unique_fact_list", tables, limit=4, **options), every.head(4))
