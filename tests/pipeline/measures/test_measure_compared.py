"""Two articles compared: what stands in both, what differs, and what only one of them has."""

from pipeline.measures import run
from pipeline.tables import TABLES, frame

ONE = "The pier at Tarn shut on 4 May. Rain fell all day."
OTHER = "On 4 May the pier at Tarn shut. Nobody was hurt."


def _tables(**rows):
    """All tables, with three articles of one story; the third is an excerpt."""
    bodies = {"a": ONE, "b": OTHER}
    given = {
        "outlets": [{"outlet_id": o, "outlet_name": o.upper(), "is_known": True} for o in "xyz"],
        "articles": [
            *(
                {"article_id": a, "outlet_id": o, "story_id": "s", "kind": "full", "body": bodies[a]}
                for a, o in zip("ab", "xy", strict=True)
            ),
            {"article_id": "c", "outlet_id": "z", "story_id": "s", "kind": "excerpt"},
        ],
        "sentences": [
            {"article_id": a, "start": i, "end": j, "text": bodies[a][i:j], "is_boilerplate": False}
            for a, end in (("a", len(ONE)), ("b", len(OTHER)))
            for i, j in ((0, 31), (32, end))
        ],
        **rows,
    }
    return {name: frame(name, given.get(name, [])) for name in TABLES}


def _spans(tables, kind, **options):
    rows = run("compared_articles", tables, **{"one": "a", "other": "b", **options})
    rows = rows[rows["kind"] == kind]
    return (
        rows[["article_id", "start", "other_article_id", "other_start", "is_difference"]]
        .astype("object")
        .where(lambda r: r.notna(), None)
        .to_numpy()
        .tolist()
    )


FACTS = [{"fact_id": "f", "article_id": a, "start": 0, "end": 31, "text": "x", "match_score": 0.9} for a in "ab"]


def test_a_fact_of_both_is_one_pair():
    assert _spans(_tables(facts=FACTS), "fact") == [["a", 0, "b", 0, False]]


def test_what_is_found_nowhere_in_the_other_stands_alone_on_either_side():
    tables = _tables(facts=FACTS)
    assert _spans(tables, "only") == [["a", 32, None, None, True]] and _spans(tables, "missing") == [[None, None, "b", 32, True]]


def test_a_repeated_line_of_the_outlet_is_not_called_its_own():
    tables = _tables(facts=FACTS)
    tables["sentences"]["is_boilerplate"] = True
    assert _spans(tables, "only") == []


def test_a_pair_is_the_same_seen_from_the_other_side():
    passages = [
        {"article_id": "a", "start": 0, "end": 31, "other_article_id": "b", "other_start": 0, "other_end": 31, "n_words": 8, "kind": "near"}
    ]
    assert _spans(_tables(passages=passages), "passage", one="b", other="a") == [["b", 0, "a", 0, True]]


def _quotes(*texts):
    return [
        {"quote_id": a, "quotation_id": a, "article_id": a, "start": 0, "end": len(t), "text": t, "kind": "direct", "utterance_id": "u"}
        for a, t in zip("ab", texts, strict=True)
    ]


def test_the_same_words_of_a_source_are_no_difference():
    assert _spans(_tables(quotes=_quotes("We will shut it", "We will shut it")), "quote") == [["a", 0, "b", 0, False]]


def test_other_words_of_a_source_are_a_difference():
    assert _spans(_tables(quotes=_quotes("We will shut it", "We will close it")), "quote") == [["a", 0, "b", 0, True]]


def _near(score):
    """A possible match of the second sentences."""
    near = {"article_id": "a", "start": 32, "end": len(ONE), "other_article_id": "b", "other_start": 32, "other_end": len(OTHER)}
    return [near | {"score": score, "band": "possible"}]


def test_statements_that_may_say_the_same_are_not_called_alone():
    tables = _tables(facts=FACTS, matches=_near(0.4))
    assert _spans(tables, "possible") == [["a", 32, "b", 32, False]] and _spans(tables, "only") == []


def test_statements_that_hardly_say_the_same_stay_alone():
    tables = _tables(facts=FACTS, matches=_near(0.1))
    assert _spans(tables, "possible") == [] and _spans(tables, "only") == [["a", 32, None, None, True]]


def test_a_rewording_that_was_not_matched_is_something_similar_not_alone():
    assert _spans(_tables(), "possible") == [["a", 0, "b", 0, False]]
    assert (_spans(_tables(), "only"), _spans(_tables(), "missing")) == ([["a", 32, None, None, True]], [[None, None, "b", 32, True]])


def test_a_rewording_counts_also_between_articles_of_one_outlet():
    tables = _tables()
    tables["articles"]["outlet_id"] = "x"
    assert _spans(tables, "possible", other="") == [["a", 0, "b", 0, False]]


def test_against_all_others_nothing_is_missing():
    tables = _tables(facts=FACTS)
    assert _spans(tables, "fact", other="") == [["a", 0, "b", 0, False]] and _spans(tables, "missing", other="") == []


def test_an_article_that_is_not_here_gives_no_row():
    assert (
        len(run("compared_articles", _tables(), one="zz", other="b")) == len(run("compared_articles", _tables(), one="a", other="a")) == 0
    )


def test_an_excerpt_cannot_be_compared():
    assert len(run("compared_articles", _tables(), one="a", other="c")) == 0


def test_nothing_stands_alone_beside_a_text_whose_facts_are_not_looked_for():
    tables = _tables(facts=FACTS)
    tables["articles"].loc[tables["articles"]["article_id"] == "b", "language"] = "de"
    assert (_spans(tables, "only"), _spans(tables, "missing")) == ([], [])
