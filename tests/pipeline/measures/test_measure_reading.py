"""Which articles to read first, who states facts together, and what depends on the cut."""

import pytest
from small_tables import article, fact, tables

from pipeline.measures import run


def _told(stories="s", **stated):
    """Articles of outlet x, y, z in turn, each with the facts whose letters are given."""
    articles = [article(a, "xyz"[i % 3], "w " * 10, n_words=10, story_id=stories) for i, a in enumerate(stated)]
    return tables(articles=articles, facts=[fact(f, a, i, i + 1) for a, letters in stated.items() for i, f in enumerate(letters)])


def _order(given, **options):
    return run("reading_list", given, **options)["article_id"].to_list()


def test_the_article_that_adds_most_comes_next_not_the_one_that_states_most():
    assert _order(_told(a="fghij", b="fghi", c="kl")) == ["a", "c"]


def test_an_article_that_adds_nothing_is_not_on_the_list():
    assert _order(_told(a="fg", b="f")) == ["a"]


def test_of_articles_that_add_as_many_the_shortest_comes_first():
    given = _told(a="fg", b="hi")
    given["articles"]["n_words"] = [90, 30]
    assert _order(given) == ["b", "a"]


def test_the_last_article_reaches_every_fact():
    rows = run("reading_list", _told(a="fgh", b="hij", c="jk"))
    assert rows[["n_covered", "n_total"]].iloc[-1].to_list() == [6, 6]
    assert rows["share"].iloc[-1] == 1


def test_only_facts_of_several_outlets_are_read_for_where_asked():
    rows = run("reading_list", _told(a="fgx", b="fg", c="y"), least=2)
    assert rows[["article_id", "n_total"]].to_numpy().tolist() == [["a", 2]] or rows["n_total"].to_list() == [2]


def test_each_story_has_its_own_list():
    given = _told(a="f", b="g")
    given["articles"]["story_id"] = ["s", "t"]
    assert run("reading_list", given)["rank"].to_list() == [1, 1]


def test_a_story_is_read_alone_where_asked():
    given = _told(a="f", b="g")
    given["articles"]["story_id"] = ["s", "t"]
    assert _order(given, story_id="t") == ["b"]


def test_what_an_article_adds_is_what_no_article_before_it_states():
    assert run("added_facts", _told(a="fgh", b="hij"), article_id="b")["fact_id"].to_list() == ["i", "j"]


def test_added_facts_are_as_many_as_the_list_says():
    given = _told(a="fgh", b="hijk", c="kl")
    listed = run("reading_list", given)
    added = [len(run("added_facts", given, article_id=a)) for a in listed["article_id"]]
    assert added == listed["n_new"].to_list()


def test_every_fact_stands_in_one_combination():
    rows = run("fact_intersections", _told(a="fgh", b="ghi", c="h"))
    sizes = rows.drop_duplicates("combination").set_index("combination")["n_facts"].to_dict()
    assert sizes == {"x": 1, "x|y": 1, "x|y|z": 1, "y": 1}


def test_combinations_beyond_the_first_are_counted_together():
    rows = run("fact_intersections", _told(a="fgh", b="ghi", c="h"), top=1)
    rest = rows.iloc[-1]
    assert (rest["combination"], rest["n_combinations"], rest["n_facts"], rest["n_alone"]) == ("", 3, 3, 2)


def test_facts_in_one_outlet_alone_are_as_many_as_the_unique_ones():
    given = _told(a="fghm", b="ghi", c="hk")
    rows = run("fact_intersections", given, top=2).drop_duplicates("combination")
    assert rows["n_alone"].sum() == run("unique_facts", given)["n_unique"].sum()


def test_an_excerpt_is_in_no_combination():
    given = _told(a="f", b="f", c="g")
    given["articles"]["kind"] = ["full", "full", "excerpt"]
    assert set(run("fact_intersections", given)["outlet_id"]) == {"x", "y"}


def _near(score):
    span = {"article_id": "a", "start": 0, "end": 1, "other_article_id": "b", "other_start": 0, "other_end": 1}
    return {**span, "score": score, "band": "possible"}


@pytest.mark.parametrize(("cut", "n"), [(0.3, [0, 0]), (0.4, [0, 0]), (0.45, [1, 1])])
def test_a_match_at_or_above_the_cut_makes_two_facts_one(cut, n):
    given = _told(a="f", b="g") | {"matches": tables(matches=[_near(0.4)])["matches"]}
    assert run("unique_by_cut", given, cuts=(cut,))["n_unique"].to_list() == n


def test_pairs_nearest_to_the_cut_come_first():
    pairs = [_near(0.3), _near(0.45) | {"start": 1, "end": 2}]
    given = _told(a="fg", b="hi") | {"matches": tables(matches=pairs)["matches"]}
    given["articles"]["body"] = ["ab", "cd"]
    assert run("borderline_matches", given, cut=0.5)["score"].to_list() == [0.45, 0.3]
    assert run("borderline_matches", given, cut=0.3)["score"].to_list() == [0.3, 0.45]


def test_two_texts_that_come_again_are_one_pair():
    given = tables(
        articles=[article("a", "x", "one"), article("b", "y", "two"), article("c", "z", "two")],
        matches=[_near(0.4) | {"end": 3, "other_end": 3}, _near(0.4) | {"end": 3, "other_end": 3, "other_article_id": "c"}],
    )
    assert run("borderline_matches", given)[["rank", "n_pairs"]].to_numpy().tolist() == [[1, 2], [1, 2]]


def test_how_many_others_there_are_is_told_beside_how_many_state_a_fact():
    given = _told(a="f", b="f", c="g")
    rows = run("omitted_facts", given, outlet_id="z")
    assert rows[["n_outlets", "n_others"]].to_numpy().tolist() == [[2, 2]]
