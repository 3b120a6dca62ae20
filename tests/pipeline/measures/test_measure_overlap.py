"""What two outlets share, as a number and as items."""

import pytest
from small_tables import article, fact, quote, tables

from pipeline.measures import run


def _pair(name="source_overlap", **given):
    """The row of x against y."""
    options = {k: given.pop(k) for k in ("shared",) if k in given}
    rows = run(name, tables(**given), **options)
    return rows[(rows["outlet_id"] == "x") & (rows["other_outlet_id"] == "y")].iloc[0]


def _two(body_x="one two three four", body_y="one two"):
    return [article("a", "x", body_x), article("b", "y", body_y)]


def test_a_short_list_within_a_long_one_is_whole_one_way_and_part_the_other():
    citations = [{"article_id": "a", "source_id": s, "n": 1} for s in "mnop"] + [{"article_id": "b", "source_id": "m", "n": 1}]
    sources = [{"source_id": s, "source_name": s, "kind": "person"} for s in "mnop"]
    row = _pair(articles=_two(), citations=citations, sources=sources)
    assert (row["jaccard"], row["share"]) == (0.25, 0.25)
    rows = run("source_overlap", tables(articles=_two(), citations=citations, sources=sources))
    assert rows["share"].to_list() == [0.25, 1.0]


def test_outlets_known_by_excerpts_only_are_not_compared():
    assert run("source_overlap", tables(articles=[article("a", "x", "one"), article("b", "y", kind="excerpt")])).empty


def test_nothing_on_either_side_is_undefined_and_not_zero():
    row = _pair(articles=_two(), shared="facts")
    assert row["n_shared"] == 0
    assert row[["jaccard", "share"]].isna().all()


def test_a_fact_counts_once_however_often_it_is_stated():
    facts = [fact("f", "a"), fact("f", "a", 6, 9), fact("f", "b"), fact("g", "b", 6, 9)]
    assert _pair(articles=_two(), facts=facts, shared="facts")[["n", "n_other", "n_shared"]].to_list() == [1, 2, 1]


def test_utterances_are_shared_whoever_is_named_as_speaker():
    quotes = [quote("1", "a", "Soon", source_id="m"), quote("2", "b", "Soon", source_id="n"), quote("3", "b", "Later", utterance_id=None)]
    assert _pair(articles=_two(), quotes=quotes, shared="utterances")[["n", "n_other", "n_shared"]].to_list() == [1, 1, 1]


def test_phrases_are_no_second_count_of_their_words():
    keywords = [{"article_id": a, "keyword": k, "n": 1, "n_words_in_term": k.count(" ") + 1} for a in "ab" for k in ("ferry", "ferry quay")]
    assert _pair(articles=_two(), keywords=keywords, shared="vocabulary")["n_shared"] == 1


def test_words_of_overlapping_passages_count_once():
    body = "one two three four"
    passages = [
        {"article_id": "a", "start": 0, "end": end, "other_article_id": "b", "other_start": start, "other_end": start + end, "n_words": 2}
        for end, start in ((7, 0), (13, 20))
    ]
    row = _pair(articles=_two(body, "one two three four five one two three"), passages=passages, shared="passages")
    assert row[["n", "n_shared"]].to_list() == [4, 3]
    assert row["share"] == 0.75


def test_passages_within_one_outlet_are_not_shared():
    articles = [article("a", "x", "one two"), article("b", "x", "one two"), article("c", "y", "rain")]
    passages = [{"article_id": "a", "start": 0, "end": 7, "other_article_id": "b", "other_start": 0, "other_end": 7, "n_words": 2}]
    assert _pair(articles=articles, passages=passages, shared="passages")["n_shared"] == 0


def _items(shared, **given):
    return run(
        "shared_items",
        tables(articles=_two("The ferry stops.", "A ferry is late."), **given),
        shared=shared,
        outlet_id="x",
        other_outlet_id="y",
    )


def test_of_an_utterance_the_longest_renderings_are_shown():
    rows = _items("utterances", quotes=[quote("1", "a", "Soon"), quote("2", "a", "Very soon"), quote("3", "b", "soon")])
    assert rows[["text", "other_text", "n", "n_other"]].to_numpy().tolist() == [["Very soon", "soon", 2, 1]]


def test_of_a_source_the_first_quotations_are_shown_under_its_name():
    sources = [
        {"source_id": "m", "source_name": "Ada Brook", "kind": "person"},
        {"source_id": "u", "source_name": "officials", "kind": "unnamed"},
    ]
    quotes = [
        quote(str(i), a, f"Said {i}", source_id=s, start=10 + i)
        for i, (a, s) in enumerate([("a", "m"), ("b", "m"), ("a", "u"), ("b", "u")])
    ]
    assert _items("sources", quotes=quotes, sources=sources)[["label", "text", "other_text"]].to_numpy().tolist() == [
        ["Ada Brook", "Said 0", "Said 1"]
    ]


def test_a_passage_is_shown_from_either_side():
    passages = [{"article_id": "a", "start": 4, "end": 9, "other_article_id": "b", "other_start": 2, "other_end": 7, "n_words": 1}]
    assert _items("passages", passages=passages)[["text", "other_text"]].to_numpy().tolist() == [["ferry", "ferry"]]
    back = run(
        "shared_items",
        tables(articles=_two("The ferry stops.", "A ferry is late."), passages=passages),
        shared="passages",
        outlet_id="y",
        other_outlet_id="x",
    )
    assert back[["article_id", "start", "other_article_id"]].to_numpy().tolist() == [["b", 2, "a"]]


def test_a_word_is_shown_in_a_sentence_of_either():
    sentences = [
        {"article_id": "a", "start": 0, "end": 16, "text": "The ferry stops."},
        {"article_id": "b", "start": 0, "end": 16, "text": "A ferry is late."},
    ]
    keywords = [{"article_id": a, "keyword": "ferry", "n": 1, "n_words_in_term": 1} for a in "ab"]
    assert _items("vocabulary", keywords=keywords, sentences=sentences)[["label", "text", "other_text"]].to_numpy().tolist() == [
        ["ferry", "The ferry stops.", "A ferry is late."]
    ]


@pytest.mark.parametrize("shared", ["sources", "utterances", "facts", "passages", "vocabulary"])
def test_outlets_that_share_nothing_have_no_items(shared):
    assert _items(shared).empty


def test_people_and_organisations_are_counted_apart():
    sources = [{"source_id": s, "source_name": s, "kind": kind} for s, kind in (("m", "person"), ("n", "organisation"), ("u", "unnamed"))]
    cited = [{"article_id": a, "source_id": s, "n": 1} for a, s in ("am", "an", "au", "bm", "bu")]
    made = tables(articles=[article("a", "x"), article("b", "y")], sources=sources, citations=cited)
    shares = {shared: run("source_overlap", made, shared=shared)["n_shared"].max() for shared in ("people", "organisations")}
    assert shares == {"people": 1, "organisations": 0}
