"""How often words are used, what sets an outlet apart, and where a word stands."""

import pytest
from small_tables import article, tables

from pipeline.measures import run


def _used(*counts):
    return [{"article_id": a, "keyword": k, "n": n, "n_words_in_term": k.count(" ") + 1} for a, k, n in counts]


def _two(**more):
    return {"articles": [article("a", "x", n_words=100), article("b", "y", n_words=200), article("c", "z", kind="excerpt")], **more}


def test_a_word_that_an_outlet_lacks_is_a_true_zero():
    rows = run("keyword_frequency", tables(**_two(keywords=_used(("a", "ferry", 3)))))
    assert rows[["outlet_id", "per_1000_words"]].to_numpy().tolist() == [["x", 30.0], ["y", 0.0]]


def test_an_outlet_without_words_has_no_rate():
    rows = run(
        "keyword_frequency",
        tables(articles=[article("a", "x", n_words=100), article("b", "y", n_words=0)], keywords=_used(("a", "ferry", 3))),
    )
    assert rows["per_1000_words"].isna().to_list() == [False, True]


def test_words_and_phrases_can_be_told_apart():
    given = tables(**_two(keywords=_used(("a", "ferry", 3), ("a", "ferry quay", 2))))
    assert set(run("keyword_frequency", given, is_phrase=True)["keyword"]) == {"ferry quay"}
    assert set(run("keyword_frequency", given, is_phrase=False)["keyword"]) == {"ferry"}


def test_chosen_words_keep_their_order():
    rows = run(
        "keyword_frequency", tables(**_two(keywords=_used(("a", "ferry", 3), ("b", "quay", 9)))), chosen=("ferry", "quay", "nowhere")
    )
    assert rows["keyword"].drop_duplicates().to_list() == ["ferry", "quay", "nowhere"]


def test_a_word_used_alike_sets_nobody_apart():
    counts = _used(("a", "ferry", 5), ("b", "ferry", 5), ("a", "rain", 5), ("b", "rain", 5))
    assert run("distinctive_keywords", tables(**_two(keywords=counts))).empty


def test_one_outlet_alone_is_not_set_apart():
    assert run("distinctive_keywords", tables(articles=[article("a", "x", n_words=100)], keywords=_used(("a", "ferry", 9)))).empty


def test_rare_words_are_left_out():
    counts = _used(("a", "ferry", 2), ("a", "rain", 50), ("b", "rain", 50))
    assert "ferry" not in set(run("distinctive_keywords", tables(**_two(keywords=counts)), least=3)["keyword"])
    assert "ferry" in set(run("distinctive_keywords", tables(**_two(keywords=counts)), least=2)["keyword"])


def _distinctive(given, **more):
    rows = run("distinctive_keywords", given, least=1, **more)
    return {keyword: n for keyword, n in zip(rows["keyword"], rows["n"], strict=True) if keyword != "rain"}


def outlet(outlet_id, name, **more):
    return {"outlet_id": outlet_id, "outlet_name": name, "is_known": True, **more}


def _named(counts, name="Tarnwick Courier", author=None, **more):
    outlets = [outlet("x", name, **more), outlet("y", "Hill Echo")]
    articles = [article("a", "x", n_words=100, author=author), article("b", "y", n_words=200)]
    return tables(outlets=outlets, articles=articles, keywords=_used(*counts, ("a", "rain", 50), ("b", "rain", 50)))


def test_the_last_word_of_an_outlets_name_does_not_set_it_apart():
    assert _distinctive(_named([("a", "courier", 9)])) == {}


def test_a_place_in_an_outlets_name_counts_where_the_name_does_not_stand():
    assert _distinctive(_named([("a", "tarnwick", 9), ("a", "courier", 2)])) == {"tarnwick": 7}
    assert _distinctive(_named([("a", "tarnwick", 9)])) == {"tarnwick": 9}


def test_an_outlets_name_counts_for_others():
    assert _distinctive(_named([("b", "courier", 9), ("a", "courier", 1)])) == {"courier": 9}


def test_the_name_in_an_outlets_web_address_does_not_set_it_apart():
    assert _distinctive(_named([("a", "tcourier", 9)], domain="tcourier.example")) == {}


def test_the_names_of_who_wrote_an_article_do_not_set_its_outlet_apart():
    assert _distinctive(_named([("a", "ada", 2), ("a", "brook", 2)], author="Ada Brook, Ben Moss")) == {}
    assert _distinctive(_named([("a", "ada", 2), ("a", "brook", 5)], author="Ada Brook")) == {"brook": 3}


def test_an_outlets_name_is_no_phrase_of_its_own():
    counts = [("a", "tarnwick courier", 4), ("a", "ada brook", 4), ("a", "harbour bridge", 4), ("b", "mill pond", 9)]
    given = _named(counts, author="Ada Brook")
    assert set(_distinctive(given, is_phrase=True)) == {"harbour bridge", "mill pond"}


def test_the_name_of_a_group_is_a_word_like_others():
    assert _distinctive(_named([("a", "norvale", 9)], name="Norvale"), is_grouped=True) == {"norvale": 9}


def test_a_word_that_makes_up_a_text_is_not_taken_for_certain():
    counts = _used(("a", "ferry", 2), ("a", "rain", 50), ("b", "rain", 50))
    assert run("distinctive_keywords", tables(**_two(keywords=counts)), least=3)["z"].max() < 1


@pytest.mark.parametrize(
    "body, keyword, found",
    [
        ("The ferry’s crew", "ferry", ["ferry’s"]),
        ("Two ferries, one Ferry", "ferry", ["ferries", "Ferry"]),
        ("Harbour bridges and the harbour bridge", "harbour bridge", ["Harbour bridges", "harbour bridge"]),
        ("A ferryman", "ferry", []),
    ],
)
def test_a_keyword_is_found_in_the_forms_it_is_counted_in(body, keyword, found):
    given = tables(
        articles=[article("a", "x", body)],
        keywords=_used(("a", keyword, 1)),
        sentences=[{"article_id": "a", "start": 0, "end": len(body), "text": body}],
    )
    assert run("keyword_in_context", given, keyword=keyword)["text"].to_list() == found


def test_a_sentence_left_out_has_no_context():
    body = "A ferry. Our ferry."
    given = tables(
        articles=[article("a", "x", body)],
        keywords=_used(("a", "ferry", 2)),
        sentences=[{"article_id": "a", "start": 9, "end": 19, "text": body[9:]}],
    )
    assert run("keyword_in_context", given, keyword="ferry")[["start", "left"]].to_numpy().tolist() == [[13, "Our"]]


def test_outlets_take_turns_where_places_are_limited():
    articles = [article(f"a{i}", "x", "ferry") for i in range(3)] + [article("b", "y", "ferry")]
    ids = [a["article_id"] for a in articles]
    given = tables(
        articles=articles,
        keywords=_used(*((a, "ferry", 1) for a in ids)),
        sentences=[{"article_id": a, "start": 0, "end": 5, "text": "ferry"} for a in ids],
    )
    assert sorted(run("keyword_in_context", given, keyword="ferry", limit=2)["outlet_id"]) == ["x", "y"]
