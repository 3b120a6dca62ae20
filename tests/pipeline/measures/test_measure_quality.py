"""What the checks of the data find, and what they leave alone."""

import pandas as pd
import pytest
from small_tables import article, tables

from pipeline.measures import run
from pipeline.measures._quality import CHECKS

AT = pd.Timestamp("2026-03-02T09:00Z")
SOUND = {
    "published_at": AT,
    "published_precision": "minute",
    "published_evidence": "meta date",
    "outlet_evidence": "address",
    "title_evidence": "h1",
    "author": "Ada Brook",
    "language": "en",
    "n_words": 300,
    "reader": "web_page",
}


def _sound(article_id, outlet_id="x", body="The pier shut.", **more):
    """An article without anything odd, but for what is given."""
    return article(article_id, outlet_id, body, **{**SOUND, "source_file": f"{article_id}.html", **more})


def _given(*articles, problems=(), sentences=(), **more):
    """Tables of some articles, each in the file of its name."""
    origins = [{"article_id": a["article_id"], "source_file": a["source_file"]} for a in articles]
    numbered = [{"problem_id": str(i), "stage": "read", "severity": "doubt", "message": "m", **p} for i, p in enumerate(problems)]
    return tables(articles=list(articles), origins=origins, problems=numbered, sentences=list(sentences), **more)


def _found(given):
    """Check → number of rows, of the checks that found something."""
    rows = run("data_quality", given)
    return {check: n for check, n in zip(rows["check"], rows["n"], strict=True) if n}


def test_sound_articles_pass_every_check():
    assert _found(_given(_sound("a"), _sound("b", "y"))) == {}


@pytest.mark.parametrize(
    "odd, check",
    [
        ({"published_at": None, "published_evidence": None}, "undated"),
        ({"published_evidence": "dateline"}, "doubtful_date"),
        ({"published_evidence": "byline; year inferred from the story"}, "doubtful_date"),
        ({"outlet_evidence": "image address"}, "guessed_outlet"),
        ({"author": None}, "no_author"),
        ({"author": "Night Desk"}, "doubtful_author"),
        ({"author": "ada@baypost.example"}, "doubtful_author"),
        ({"title_evidence": "first words"}, "untitled"),
        ({"n_words": 20}, "short"),
        ({"language": "de"}, "other_language"),
        ({"language": None}, "unknown_language"),
        ({"kind": "excerpt", "body": ""}, "teasers"),
    ],
)
def test_one_odd_value_is_found_by_one_check(odd, check):
    assert _found(_given(_sound("a"), _sound("b", "y", **odd))) == {check: 1}


def test_an_agency_stands_for_a_missing_author():
    assert _found(_given(_sound("a", author=None, agency="AP"))) == {}


@pytest.mark.parametrize(
    "error, check",
    [
        ("LoneDate", "doubtful_date"),
        ("DatesDiffer", "doubtful_date"),
        ("PerhapsHeldBack", "cut"),
        ("HeldBack", "paywalled"),
        ("NoArticleShown", "consent"),
        ("SomethingNew", "other_doubts"),
    ],
)
def test_a_doubt_of_reading_leads_to_its_article(error, check):
    given = _given(_sound("a"), problems=[{"error": error, "source_file": "a.html", "message": "is odd"}])
    assert _found(given) == {check: 1}
    assert run("data_quality_list", given, check=check)[["article_id", "note"]].to_numpy().tolist() == [["a", "is odd"]]


def test_a_page_behind_a_wall_is_no_teaser_of_a_feed():
    given = _given(_sound("a", kind="excerpt", body=""), problems=[{"error": "HeldBack", "source_file": "a.html"}])
    assert _found(given) == {"paywalled": 1}


def test_a_rejected_record_is_counted_among_all_records():
    given = _given(_sound("a"), problems=[{"error": "InputError", "severity": "rejected", "source_file": "b.html", "message": "is empty"}])
    rows = run("data_quality", given).set_index("check")
    assert rows.loc["rejected", ["n", "n_of", "share"]].to_list() == [1, 2, 0.5]
    assert run("data_quality_list", given, check="rejected")[["source_file", "note"]].to_numpy().tolist() == [["b.html", "is empty"]]


def test_two_outlets_of_nearly_one_name_are_shown_to_be_merged():
    names = [
        {"outlet_id": o, "outlet_name": n, "is_known": True} for o, n in (("x", "Bay Post"), ("y", "The Bay Post Online"), ("z", "Echo"))
    ]
    given = _given(_sound("a"), _sound("b", "y"), _sound("c", "z"), outlets=names)
    notes = run("data_quality_list", given, check="alike_outlets")["note"].to_list()
    assert notes == ["Bay Post may be the same outlet as The Bay Post Online", "The Bay Post Online may be the same outlet as Bay Post"]


def test_repeated_sentences_are_listed_once_an_outlet_with_the_number_of_articles():
    sentences = [{"article_id": a, "start": 0, "end": 7, "text": "Sign up", "is_boilerplate": True} for a in "abc"]
    given = _given(_sound("a"), _sound("b"), _sound("c", "y"), sentences=sentences)
    rows = run("data_quality_list", given, check="boilerplate")
    assert rows[["outlet_name", "text", "note"]].to_numpy().tolist() == [
        ["Bay Post", "Sign up", "in 2 articles"],
        ["Hill Echo", "Sign up", "in 1 articles"],
    ]


def test_an_article_given_twice_names_both_places():
    given = _given(_sound("a"))
    again = pd.DataFrame([{"article_id": "a", "source_file": "z.zip", "source_position": "2", "url": None}]).astype("str")
    given["origins"] = pd.concat([given["origins"], again], ignore_index=True)
    assert run("data_quality_list", given, check="duplicates")["note"].to_list() == ["given 2 times: a.html; z.zip (2)"]


def test_an_earlier_version_names_the_later_one():
    given = _given(_sound("a", title="Pier shuts"), _sound("b", title="Pier shuts for a year", revision_of="a"))
    rows = run("data_quality_list", given, check="revisions")
    assert rows["article_id"].to_list() == ["a"] and rows["note"].to_list()[0].endswith("of 2026-03-02: Pier shuts for a year")


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_counts_what_it_lists(check, demo_given):
    rows = run("data_quality", demo_given).set_index("check")
    assert rows.loc[check, "n"] == len(run("data_quality_list", demo_given, check=check))


@pytest.fixture
def demo_given(demo_folder):
    """The tables of the demo."""
    from pipeline.store import open_dataset

    return open_dataset(demo_folder).tables


def test_a_doubted_date_can_not_be_relied_on():
    given = _given(_sound("a"), _sound("b"), problems=[{"error": "LoneDate", "source_file": "b.html"}])
    assert run("data_reliability", given).set_index("aspect").loc["date", "n"] == 1


def test_a_guessed_date_can_not_be_relied_on():
    rows = run("data_reliability", _given(_sound("a"), _sound("b", published_evidence="dateline"))).set_index("aspect")
    assert rows.loc["date", ["n", "n_of"]].to_list() == [1, 2] and rows.loc["outlet", "share"] == 1
