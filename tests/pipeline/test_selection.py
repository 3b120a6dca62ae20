"""What a selection keeps of each table."""

from datetime import date

import pandas as pd
import pytest

from pipeline import groups
from pipeline.errors import SettingsError
from pipeline.selection import Selection, n_earlier_versions, n_undated, select
from pipeline.tables import TABLES, frame

NOON = pd.Timestamp("2026-03-02T12:00Z")
BODY = "The ferry stops. Sign up for our letter. The mayor objects."  # sentences at 0-16, 17-40, 41-59


def _tables(**rows):
    """All tables; those not given are empty."""
    return {name: frame(name, rows.get(name, [])) for name in TABLES}


def _articles():
    """Two dated articles of two outlets in one story, an undated one, an excerpt."""
    return [
        {
            "article_id": "a",
            "outlet_id": "x",
            "story_id": "s",
            "kind": "full",
            "title": "Ferry stops",
            "body": BODY,
            "n_words": 11,
            "published_at": NOON,
        },
        {
            "article_id": "b",
            "outlet_id": "y",
            "story_id": "s",
            "kind": "full",
            "title": "No ferry",
            "body": "The harbour’s quay is shut.",
            "n_words": 5,
            "published_at": NOON + pd.Timedelta(days=3),
        },
        {"article_id": "c", "outlet_id": "y", "story_id": "t", "kind": "full", "title": "Undated", "body": "Rain.", "n_words": 1},
        {"article_id": "d", "outlet_id": "z", "story_id": "s", "kind": "excerpt", "title": "Brief", "description": "A ferry, again."},
    ]


def _ids(tables, selection, name="articles", column="article_id"):
    return select(tables, selection)[name][column].to_list()


def test_the_default_selection_keeps_every_article():
    assert _ids(_tables(articles=_articles()), Selection()) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "selection, kept",
    [
        (Selection(outlets=("y",)), ["b", "c"]),
        (Selection(story="s"), ["a", "b", "d"]),
        (Selection(since=date(2026, 3, 3)), ["b"]),
        (Selection(until=date(2026, 3, 2)), ["a"]),
        (Selection(since=date(2026, 3, 2), until=date(2026, 3, 5)), ["a", "b"]),
        (Selection(words=("ferry",)), ["a", "b", "d"]),
        (Selection(words=("FERRY", "mayor")), ["a"]),
        (Selection(words=("ferr",)), []),
        (Selection(words=("ferr*",)), ["a", "b", "d"]),
        (Selection(words=("harbour's quay",)), ["b"]),
        (Selection(words=("mayor objects",)), ["a"]),
        (Selection(words=("(.*",)), ["a", "b", "c", "d"]),
        (Selection(outlets=("nobody",)), []),
    ],
)
def test_a_filter_keeps_the_articles_that_hold(selection, kept):
    assert _ids(_tables(articles=_articles()), selection) == kept


def test_undated_articles_are_counted_where_a_day_leaves_them_out():
    articles = frame("articles", _articles())
    assert n_undated(articles, Selection(since=date(2026, 1, 1))) == 2
    assert n_undated(articles, Selection(since=date(2026, 1, 1), story="s")) == 1
    assert n_undated(articles, Selection()) == 0


def test_outlets_and_stories_are_those_of_the_articles_left():
    tables = _tables(
        articles=_articles(),
        outlets=[{"outlet_id": o, "outlet_name": o} for o in "xyz"],
        stories=[{"story_id": "s", "label": "Ferry", "n_articles": 3, "n_outlets": 3}, {"story_id": "t", "label": "Rain"}],
    )
    got = select(tables, Selection(outlets=("x", "z")))
    assert got["outlets"]["outlet_id"].to_list() == ["x", "z"]
    assert got["stories"][["story_id", "n_articles", "n_outlets"]].to_numpy().tolist() == [["s", 2, 2]]


def test_restricted_tables_keep_their_columns_and_dtypes():
    tables = _tables(articles=_articles(), stories=[{"story_id": "s", "label": "Ferry"}], sentences=_sentences())
    got = select(tables, Selection(outlets=("x",), is_wire_included=False))
    for name in TABLES:
        pd.testing.assert_series_equal(got[name].dtypes, tables[name].dtypes)


def test_the_given_tables_are_not_changed():
    tables = _tables(articles=_articles(), sentences=_sentences())
    before = {name: rows.copy(deep=True) for name, rows in tables.items()}
    dict(select(tables, Selection(outlets=("x",), is_wire_included=False)))
    for name, rows in tables.items():
        pd.testing.assert_frame_equal(rows, before[name])


def _sentences():
    """The three sentences of article a: wire, boilerplate, own."""
    spans = [(0, 16, True, False), (17, 40, False, True), (41, 59, False, False)]
    return [
        {"article_id": "a", "start": i, "end": j, "text": BODY[i:j], "is_wire": wire, "is_boilerplate": boiler}
        for i, j, wire, boiler in spans
    ]


def test_boilerplate_is_in_no_measure():
    quotes = [{"quote_id": "q", "article_id": "a", "start": 20, "end": 30}, {"quote_id": "r", "article_id": "a", "start": 0, "end": 16}]
    got = select(_tables(articles=_articles(), sentences=_sentences(), quotes=quotes), Selection())
    assert got["sentences"]["start"].to_list() == [0, 41]
    assert got["quotes"]["quote_id"].to_list() == ["r"]
    assert got["articles"]["n_words"].to_list() == [6, 5, 1, 0]


def test_without_wire_copy_its_sentences_and_their_words_go():
    got = select(_tables(articles=_articles(), sentences=_sentences()), Selection(is_wire_included=False))
    assert got["sentences"]["text"].to_list() == ["The mayor objects."]
    assert got["articles"]["n_words"].to_list()[0] == 3


def test_without_probable_wire_copy_its_sentences_go_and_the_certain_stay():
    sentences = [row | {"is_probably_wire": row["start"] == 41} for row in _sentences()]
    got = select(_tables(articles=_articles(), sentences=sentences), Selection(is_probable_wire_included=False))
    assert got["sentences"]["start"].to_list() == [0]


def test_a_data_set_that_does_not_tell_what_is_probable_is_left_whole():
    given = _tables(articles=_articles(), sentences=_sentences())
    earlier = given | {"sentences": given["sentences"].drop(columns="is_probably_wire")}
    assert select(earlier, Selection(is_probable_wire_included=False))["sentences"]["start"].to_list() == [0, 41]


def test_a_span_goes_only_where_most_of_it_stands_in_sentences_left_out():
    facts = [{"fact_id": "f", "article_id": "a", "start": 30, "end": 59}, {"fact_id": "g", "article_id": "a", "start": 20, "end": 42}]
    got = select(_tables(articles=_articles(), sentences=_sentences(), facts=facts), Selection())
    assert got["facts"]["fact_id"].to_list() == ["f"]


def test_keywords_lose_their_occurrences_in_sentences_left_out():
    keywords = [
        {"article_id": "a", "keyword": k, "n": n, "n_words_in_term": w}
        for k, n, w in [("ferry", 2, 1), ("ferry stop", 1, 2), ("stop", 1, 1), ("mayor", 1, 1)]
    ]
    got = select(_tables(articles=_articles(), sentences=_sentences(), keywords=keywords), Selection(is_wire_included=False))
    assert got["keywords"][["keyword", "n"]].to_numpy().tolist() == [["ferry", 1], ["mayor", 1]]


def test_citations_are_counted_anew_where_a_sentence_goes():
    quotes = [
        {"quote_id": "q", "quotation_id": "1", "article_id": "a", "start": 0, "end": 16, "source_id": "m"},
        {"quote_id": "r", "quotation_id": "2", "article_id": "a", "start": 41, "end": 59, "source_id": "m"},
        {"quote_id": "t", "quotation_id": "3", "article_id": "a", "start": 1, "end": 10, "source_id": "n"},
    ]
    citations = [
        {"article_id": "a", "source_id": "m", "n": 2},
        {"article_id": "a", "source_id": "n", "n": 1},
        {"article_id": "b", "source_id": "m", "n": 4},
    ]
    sources = [{"source_id": s, "source_name": s, "kind": "person"} for s in "mn"]
    got = select(
        _tables(articles=_articles(), sentences=_sentences(), quotes=quotes, citations=citations, sources=sources),
        Selection(is_wire_included=False),
    )
    assert got["citations"].to_numpy().tolist() == [["a", "m", 1], ["b", "m", 4]]
    assert got["sources"]["source_id"].to_list() == ["m"]


def test_a_pair_needs_both_articles():
    passages = [{"article_id": "a", "start": 41, "end": 59, "other_article_id": "b", "other_start": 0, "other_end": 9}]
    tables = _tables(articles=_articles(), passages=passages)
    assert len(select(tables, Selection(story="s"))["passages"]) == 1
    assert len(select(tables, Selection(outlets=("x",)))["passages"]) == 0


def test_a_conflict_needs_two_outlets():
    conflicts = [{"conflict_id": "k", "article_id": article, "start": 0, "end": 3} for article in "ab"]
    tables = _tables(articles=_articles(), conflicts=conflicts)
    assert len(select(tables, Selection())["conflicts"]) == 2
    assert len(select(tables, Selection(outlets=("x",)))["conflicts"]) == 0


def test_problems_are_those_of_the_whole_data_set():
    problems = [{"problem_id": "p", "stage": "read", "severity": "rejected", "source_file": "f", "error": "Empty", "message": "m"}]
    assert len(select(_tables(articles=_articles(), problems=problems), Selection(outlets=("x",)))["problems"]) == 1


def _grouped(by="country", chosen=(), **rows):
    """The demo articles of this file, outlets x and y in one group, z in none."""
    outlets = [{"outlet_id": o, "outlet_name": o.upper(), "is_known": True} for o in "xyz"]
    tables = _tables(articles=_articles(), outlets=outlets, **rows)
    table = groups.read("g.csv", b"outlet,country,type\nX,Norland,daily\nY,Norland,weekly\n")
    return select(tables, Selection(groups=chosen, by=by), groups.matched(table, tables["outlets"]))


def test_groups_stand_in_the_place_of_outlets():
    got = _grouped()
    assert sorted(got["outlets"]["outlet_name"]) == ["(no country given)", "Norland"]
    names = got["outlets"].set_index("outlet_id")["outlet_name"]
    assert got["articles"]["outlet_id"].map(names).to_list() == ["Norland", "Norland", "Norland", "(no country given)"]
    assert got["outlets"].set_index("outlet_name")["is_known"].to_dict() == {"Norland": True, "(no country given)": False}


def test_groups_filter_outlets_and_leave_them_as_they_are():
    assert _grouped(by="", chosen=(("type", "weekly"),))["articles"]["outlet_id"].to_list() == ["y", "y"]
    assert _grouped(by="", chosen=(("country", ""),))["articles"]["outlet_id"].to_list() == ["z"]


def test_a_conflict_inside_one_group_is_none():
    conflicts = [{"conflict_id": "k", "article_id": article, "start": 0, "end": 3} for article in "ab"]
    assert len(_grouped(by="", conflicts=conflicts)["conflicts"]) == 2
    assert len(_grouped(by="country", conflicts=conflicts)["conflicts"]) == 0


def test_stories_count_groups_where_groups_are_compared():
    stories = [{"story_id": s, "label": s, "n_articles": n, "n_outlets": n} for s, n in (("s", 3), ("t", 1))]
    assert _grouped(stories=stories)["stories"]["n_outlets"].to_list() == [2, 1]


def test_a_column_that_the_groups_do_not_have_is_refused():
    with pytest.raises(SettingsError, match="no column of the groups"):
        select(_tables(articles=_articles()), Selection(by="country"))


def _versions():
    """Three versions of an article of x, a day apart, and an article of y."""
    base = {"story_id": "s", "kind": "full", "body": "Rain.", "n_words": 1, "published_precision": "minute"}
    days = [{**base, "article_id": str(n), "outlet_id": "x", "title": f"Version {n}", "published_at": NOON + pd.Timedelta(days=n)} for n in (1, 2, 3)]
    days[1]["revision_of"], days[2]["revision_of"] = "1", "2"
    return [*days, {**base, "article_id": "o", "outlet_id": "y", "title": "Other", "published_at": NOON}]


def test_the_last_version_stands_for_all_dated_as_the_first():
    got = select(_tables(articles=_versions()), Selection())["articles"].set_index("article_id")
    assert got.index.to_list() == ["3", "o"]
    assert got.loc["3", "published_at"] == NOON + pd.Timedelta(days=1) and got.loc["3", "modified_at"] == NOON + pd.Timedelta(days=3)


def test_within_days_the_last_version_of_these_days_counts():
    until = (NOON + pd.Timedelta(days=2)).date()
    assert _ids(_tables(articles=_versions()), Selection(until=until)) == ["2", "o"]


def test_every_version_is_there_for_those_who_ask_when():
    got = select(_tables(articles=_versions()), Selection())
    assert got.every_version["articles"]["article_id"].to_list() == ["1", "2", "3", "o"]
    assert got.every_version["articles"]["published_at"].to_list()[2] == NOON + pd.Timedelta(days=3)
    assert n_earlier_versions(_tables(articles=_versions())["articles"], Selection()) == 2


def test_a_filter_that_leaves_the_earlier_versions_out_leaves_the_date_alone():
    got = select(_tables(articles=_versions()), Selection(since=(NOON + pd.Timedelta(days=3)).date()))["articles"]
    assert got["published_at"].to_list() == [NOON + pd.Timedelta(days=3)]


def test_rows_of_earlier_versions_are_not_counted():
    facts = [{"fact_id": "f", "article_id": article, "start": 0, "end": 5} for article in "123o"]
    assert _ids(_tables(articles=_versions(), facts=facts), Selection(), "facts") == ["3", "o"]
