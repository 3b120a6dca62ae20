"""What is said first: only what the articles bear out, once a kind, in sentences that are well formed."""

import pandas as pd
import pytest

from pipeline.measures import _finders, findings, run
from pipeline.measures._finders import counted, cut, quoted
from pipeline.tables import TABLES, frame

NAMES = {"x": "Bay Post", "y": "Hill Echo", "z": "Quay News Agency"}
ALONE = "The pier at Tarn was shut on 4 May."


def _tables(**rows):
    """All tables, with three outlets that tell one story."""
    given = {
        "outlets": [{"outlet_id": o, "outlet_name": name, "is_known": True} for o, name in NAMES.items()],
        "articles": [_article(a, o) for a, o in (("a", "x"), ("b", "y"), ("c", "z"))],
        "stories": [{"story_id": "s", "label": "Pier shut", "n_articles": 3, "n_outlets": 3}],
        **rows,
    }
    return {name: frame(name, given.get(name, [])) for name in TABLES}


def _article(article_id, outlet_id, **more):
    return {
        "article_id": article_id, "outlet_id": outlet_id, "story_id": "s", "kind": "full", "title": "Pier", "body": f"{ALONE} " * 3, "n_words": 60
    } | more  # fmt: skip


def _fact(text, fact_id="f", article_id="a", start=0):
    return {"fact_id": fact_id, "article_id": article_id, "start": start, "end": start + len(text), "text": text}


def _quote(article_id, text, n, **more):
    return {
        "quote_id": f"{n}", "quotation_id": f"{n}", "article_id": article_id, "start": 0, "end": len(text), "text": text, "kind": "direct",
        "utterance_id": "u", "source_id": "m", "confidence": 0.9,
    } | more  # fmt: skip


def _said(tables, kind, **options):
    found = run("findings", tables, limit=9, **options)
    return found.loc[found["kind"] == kind, "sentence"].to_list()


def test_a_fact_that_one_outlet_alone_states_is_told_with_its_words():
    assert _said(_tables(facts=[_fact(ALONE)]), "unique") == [f"Only Bay Post states: “{ALONE}”"]


def test_a_fact_that_may_stand_elsewhere_is_not_called_the_only_one():
    near = {"article_id": "a", "start": 0, "end": len(ALONE), "other_article_id": "b", "other_start": 0, "other_end": 9}
    assert _said(_tables(facts=[_fact(ALONE)], matches=[near | {"score": 0.3, "band": "possible"}]), "unique") == []


def test_a_fact_is_not_unique_where_no_other_text_is_known():
    rows = [_article("a", "x"), _article("b", "y", kind="excerpt")]
    assert _said(_tables(articles=rows, facts=[_fact(ALONE)]), "unique") == []


def test_a_statement_that_leans_on_the_one_before_is_not_told():
    assert _said(_tables(facts=[_fact("He shut the pier at Tarn on 4 May.")]), "unique") == []


@pytest.mark.parametrize(
    "weaker",
    [
        "Ada Brook, who keeps the books at Tarn, thinks even that is low.",
        "in May opened the pier at Tarn for walkers and their dogs.",
        "The mayor of Tarn asked the council for more money.",
    ],
)
def test_a_statement_with_a_number_that_stands_alone_is_told_first(weaker):
    facts = [_fact(weaker, "f", "a"), _fact("The ferries to Tarn carry 400 people a day in June.", "g", "a")]
    assert _said(_tables(facts=facts), "unique") == ["Only Bay Post states: “The ferries to Tarn carry 400 people a day in June.”"]


def test_an_agency_is_told_after_an_outlet_that_has_as_much():
    facts = [_fact(ALONE, "f", "c"), _fact(ALONE.replace("4", "5"), "g", "a")]
    assert _said(_tables(facts=facts), "unique") == ["Only Bay Post states: “The pier at Tarn was shut on 5 May.”"]


def test_a_shorter_quotation_is_no_other_wording():
    quotes = [_quote("a", "We will rebuild the old pier in May", 1), _quote("b", "We will rebuild the old pier", 2)]
    sources = [{"source_id": "m", "source_name": "Ada Brook", "kind": "person"}]
    said = _said(_tables(quotes=quotes, sources=sources), "wording")
    assert said == [
        "Ada Brook’s words “We will rebuild the old pier in May” appear in two outlets, in the same words, as far as each quotes them"
    ]


def test_wordings_that_change_words_are_counted():
    texts = ("We will rebuild the old pier", "We will repair the old pier", "We will repair the old pier", "We shall rebuild the old pier")
    quotes = [_quote(a, text, n) for n, (a, text) in enumerate(zip("abbc", texts, strict=True))]
    assert _said(_tables(quotes=quotes), "wording") == [
        "The words “We shall rebuild the old pier” appear in three outlets, in three wordings"
    ]


def test_a_quotation_of_low_confidence_is_not_told():
    quotes = [_quote("a", "We will rebuild the old pier", 1), _quote("b", "We will rebuild the old pier", 2, confidence=0.3)]
    assert _said(_tables(quotes=quotes), "wording") == []


def _shared(end, n_words):
    spans = {"article_id": "b", "start": 0, "end": end, "other_article_id": "c", "other_start": 0, "other_end": end}
    return [spans | {"n_words": n_words, "kind": "verbatim"}]


def test_a_share_of_text_is_a_lower_bound_and_rounded_down():
    tables = _tables(passages=_shared(2 * len(ALONE) + 1, 18), articles=[_article(a, o, n_words=47) for a, o in (("b", "y"), ("c", "z"))])
    assert _said(tables, "shared_text") == ["At least 38% of Hill Echo’s text also stands in a text of Quay News Agency"]


def test_a_small_share_is_no_finding():
    assert _said(_tables(passages=_shared(len(ALONE), 9)), "shared_text") == []


def _sides(reading="real", third=""):
    texts = ("Six people were hurt.", "Four people were hurt.")
    rows = [_article(a, o, body=text) for a, o, text in zip("ab", "xy", texts, strict=True)]
    conflicts = [
        {"conflict_id": "k", "story_id": "s", "kind": "figure", "reading": reading, "article_id": a, "start": 0, "end": len(t), "text": t}
        | {"value": t[:11].strip()}
        for a, t in zip("ab", texts, strict=True)
    ]
    figures = [
        {"article_id": a, "start": 0, "end": len(v), "text": v, "value": n, "unit": "people"}
        for a, v, n in (("a", "Six people", 6), ("b", "Four people", 4))
    ]
    conflicts[0]["value"], conflicts[1]["value"] = "Six people", "Four people"
    if third:
        rows.append(_article("c", third, body="Nine people were hurt."))
        conflicts.append(conflicts[0] | {"article_id": "c", "end": 22, "text": "Nine people were hurt.", "value": "Nine people"})
        figures.append({"article_id": "c", "start": 0, "end": 11, "text": "Nine people", "value": 9, "unit": "people"})
    return _tables(articles=rows, conflicts=conflicts, figures=figures)


def test_text_shared_by_two_unknown_outlets_is_no_finding_since_they_may_be_one():
    tables = _tables(passages=_shared(90, 23))
    assert _said(tables, "shared_text") != []
    assert _said({**tables, "outlets": tables["outlets"].assign(is_known=False)}, "shared_text") == []


def test_two_sides_of_a_disagreement_are_told_without_a_judge():
    assert _said(_sides(), "conflict") == ["Hill Echo says “Four people”, Bay Post says “Six people”"]


def test_a_third_side_of_one_outlet_is_one_other():
    assert _said(_sides(third="z"), "conflict") == ["Hill Echo says “Four people”, Bay Post says “Six people”, and one other differs again"]


@pytest.mark.parametrize("reading", ["hedge", "update"])
def test_a_difference_that_has_a_reason_is_no_finding(reading):
    assert _said(_sides(reading), "conflict") == []


def _timed(*hours):
    zone = {"published_precision": "minute", "published_zone": "Z"}
    at = [{"published_at": pd.Timestamp(f"2026-03-02T{hour:02}:00Z"), **zone} if hour is not None else {} for hour in hours]
    return _tables(articles=[_article(a, o, **moment) for (a, o), moment in zip((("a", "x"), ("b", "y")), at, strict=True)])


def test_who_was_first_is_told_with_the_time_that_is_certain():
    assert _said(_timed(6, 9), "first") == ["Bay Post is first with “Pier shut”, at least two hours before any other outlet"]


def test_nobody_is_first_where_a_date_is_missing():
    assert _said(_timed(6, None), "first") == []


def test_one_kind_is_told_once_and_no_more_than_asked_for():
    facts = [_fact(ALONE.replace("4", str(n)), f"f{n}", "a", 40 * n) for n in range(5)]
    quotes = [_quote("a", "We will rebuild the old pier", 1), _quote("b", "We shall rebuild the old pier", 2)]
    assert run("findings", _tables(facts=facts, quotes=quotes), limit=1)["kind"].to_list() == ["unique"]


def test_outlets_of_one_name_are_told_apart():
    twins = [{"outlet_id": o, "outlet_name": "Bay Post", "domain": f"{o}.example", "is_known": True} for o in "xyz"]
    assert _said(_tables(outlets=twins, facts=[_fact(ALONE)]), "unique") == [f"Only Bay Post (x.example) states: “{ALONE}”"]


def test_hostile_text_stays_plain_text():
    text = "<img src=x onerror=alert(1)> shut the pier at Tarn on 4 May."
    assert _said(_tables(facts=[_fact(text)]), "unique") == [f"Only Bay Post states: “{text}”"]


def test_only_whole_stories_are_looked_at_in_a_large_data_set(monkeypatch):
    monkeypatch.setattr(findings, "MOST_ARTICLES", 3)
    rows = [_article(f"{s}{i}", o, story_id=s) for s, outlets in (("s", "xyz"), ("t", "xy")) for i, o in enumerate(outlets)]
    assert findings.looked_at(frame("articles", rows))["story_id"].unique().tolist() == ["s"]


def test_a_long_label_is_cut_at_a_word():
    assert cut("one two three", 11) == "one two …" and cut("one two three", 13) == "one two three"


def test_marks_inside_a_quotation_become_single_ones():
    assert quoted("«No», he said") == "“‘No’, he said”"


def test_small_numbers_are_words():
    assert [counted(n, "hour") for n in (1, 9, 10)] == ["one hour", "nine hours", "10 hours"]


def _taken_by(*outlets):
    return [pd.DataFrame({"outlet_id": list(ids)}) for ids in outlets]


def test_an_outlet_is_not_set_against_itself_where_another_disagrees():
    kept = _finders._by_other_outlets(_taken_by(["x"], ["x"], ["y"]))
    assert [side["outlet_id"].tolist() for side in kept] == [["x"], ["y"]]
