"""Which facts are unique, shared, possibly shared, or left out."""

import pytest
from small_tables import article, fact, tables

from pipeline.measures import run
from pipeline.selection import Selection, select


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


def test_the_cut_decides_what_is_possibly_elsewhere():
    given = tables(articles=_told_by_two(), facts=[fact("f", "a"), fact("g", "b")], matches=[_match("a", 0, "b", 0, 0.4)])
    assert run("unique_facts", given, cut=0.5)["n_only_here"].to_list()[:2] == [1, 1]
    assert run("unique_fact_list", given, cut=0.5)["band"].to_list() == ["only here", "only here"]


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
