"""Every article once, every record counted."""

import pandas as pd

from pipeline import tables
from pipeline.chunks import Part, Taken
from pipeline.gathering import Gathering, accounts, numbered, one_row_an_outlet
from pipeline.shelf import Shelf


def article(i, place, **known):
    """A row of articles."""
    row = {"article_id": i, "outlet_id": "o", "outlet_evidence": "x", "kind": "full", "title": "t", "title_evidence": "x", "body": "b",
           "n_words": 1, "reader": "r", "source_file": place, "content_hash": "c"}
    return {**row, **known}


def gathered(folder, *parts):
    """The tables of chunks of rows of articles."""
    gathering = Gathering(Shelf(folder))
    for rows in parts:
        left_out = {"article_id": rows[0]["article_id"], "source_position": "line 1", "text": rows[0]["source_file"]}
        outlet = {"outlet_id": "o", "outlet_name": "O", "is_known": True}
        gathering.add(Part([], {"articles": tables.frame("articles", rows), "outlets": tables.frame("outlets", [outlet]),
                                "removed": tables.frame("removed", [left_out])}))
    gathering.finish()
    return gathering.shelf


def test_record_with_a_new_article_is_read_one_with_known_ones_is_a_duplicate():
    counts, problems = accounts([Taken("b.txt", "", ["1"]), Taken("a.txt", "", ["1", "2"]), Taken("c.txt", "", ["1", "3"])])
    assert counts == {"given": 3, "read": 2, "duplicates": 1, "rejected": 0}
    assert [(p["source_file"], p["severity"], p["error"]) for p in problems] == [
        ("b.txt", "duplicate", "DuplicateRecord"), ("c.txt", "duplicate", "DuplicateArticle")]


def test_record_without_an_article_is_rejected_with_one_reason():
    refusal = {"stage": "read", "severity": "rejected", "source_file": "a.txt", "source_position": None}
    counts, problems = accounts([Taken("a.txt", "", problems=[{**refusal, "error": e, "message": e} for e in "xy"])])
    assert (counts["rejected"], [p["severity"] for p in problems]) == (1, ["rejected", "doubt"])


def test_record_that_says_nothing_still_has_its_problem():
    counts, problems = accounts([Taken("a.txt", "row 3")])
    assert (counts["rejected"], problems[0]["error"], problems[0]["source_position"]) == (1, "NoArticle", "row 3")


def test_refused_part_of_a_record_that_was_read_is_a_doubt():
    refusal = {"stage": "read", "severity": "rejected", "source_file": "a.txt", "source_position": "item 2", "error": "x", "message": "x"}
    counts, problems = accounts([Taken("a.txt", "", ["1"], [refusal])])
    assert (counts["read"], counts["rejected"], problems[0]["severity"]) == (1, 0, "doubt")


def test_counts_do_not_depend_on_the_order_of_arrival():
    records = [Taken("a", "", ["1"]), Taken("b", "", ["1", "2"]), Taken("c", "", ["2"]), Taken("d", "")]
    assert accounts(records) == accounts(records[::-1])


def test_equal_problems_are_told_apart_and_keep_their_ids():
    row = {"stage": "read", "severity": "rejected", "source_file": "a.txt", "source_position": None, "error": "x", "message": "is empty"}
    ids = [r["problem_id"] for r in numbered([row, row, row])]
    assert (len(set(ids)), ids) == (3, [r["problem_id"] for r in numbered([dict(row), row, row])])


def test_copy_with_the_fewest_gaps_is_kept_and_filled_from_the_others(tmp_path):
    moment = pd.Timestamp("2025-01-02T10:00:00Z")
    bare = article("1", "a.txt", published_at=moment, published_precision="minute", published_evidence="line")
    rich = article("1", "b.txt", url="https://bay.example/1", author="Ada Moor", author_evidence="byline", language="en")
    articles = gathered(tmp_path, [bare], [rich])["articles"]
    assert articles[["source_file", "author", "published_at", "published_precision"]].to_dict("records") == [
        {"source_file": "b.txt", "author": "Ada Moor", "published_at": moment, "published_precision": "minute"}]


def test_date_is_taken_whole_from_one_copy(tmp_path):
    known = article("1", "a.txt", published_at=pd.Timestamp("2025-01-02T00:00:00Z"), published_precision="day")
    other = article("1", "b.txt", published_at=pd.Timestamp("2025-01-03T10:00:00Z"), published_precision="minute", published_zone="Z", url="https://x.example")
    assert gathered(tmp_path, [known], [other])["articles"]["published_zone"].tolist() == ["Z"]


def test_other_tables_follow_the_copy_that_is_kept(tmp_path):
    made = gathered(tmp_path, [article("1", "a.txt")], [article("1", "b.txt", url="https://bay.example/1")])
    assert made["removed"]["text"].tolist() == ["b.txt"]


def test_kept_copy_does_not_depend_on_the_chunks(tmp_path):
    rows = [article("1", "b.txt"), article("1", "a.txt", url="https://bay.example/1"), article("2", "c.txt")]
    together, apart = gathered(tmp_path, rows)["articles"], gathered(tmp_path, rows[2:], rows[1:2], rows[:1])["articles"]
    pd.testing.assert_frame_equal(together, apart)


def test_outlet_has_its_most_frequent_name():
    rows = [{"outlet_id": "o", "outlet_name": n, "is_known": n == "Bay Post"} for n in ("Bay Post", "The Bay Post", "Bay Post")]
    assert one_row_an_outlet(tables.frame("outlets", rows)).to_dict("records")[0]["outlet_name"] == "Bay Post"


def test_outlets_with_equally_frequent_names_have_the_first_by_alphabet():
    rows = [{"outlet_id": "o", "outlet_name": n, "is_known": False} for n in ("Post", "Bay Post")]
    assert one_row_an_outlet(tables.frame("outlets", rows))[["outlet_name", "is_known"]].values.tolist() == [["Bay Post", False]]


def test_domain_that_stands_for_a_name_gives_way_to_a_name():
    rows = [{"outlet_id": "1", "outlet_name": name, "domain": "baypost.example", "is_known": True}
            for name in ("baypost.example", "baypost.example", "Bay Post")]
    assert one_row_an_outlet(tables.frame("outlets", rows))["outlet_name"].tolist() == ["Bay Post"]


def test_outlet_named_in_one_article_meets_its_site_of_another(tmp_path):
    gathering = Gathering(Shelf(tmp_path))
    rows = [article("a", "a.txt", outlet_id="n", outlet_evidence="field outlet"), article("b", "b.txt", outlet_id="s", outlet_evidence="address")]
    outlets = [{"outlet_id": "n", "outlet_name": "Harbor Ledger", "is_known": True},
               {"outlet_id": "s", "outlet_name": "harborledger.ie", "domain": "harborledger.ie", "is_known": True}]
    gathering.add(Part([], {"articles": tables.frame("articles", rows), "outlets": tables.frame("outlets", outlets)}))
    gathering.finish()
    made = gathering.shelf
    assert made["outlets"].values.tolist() == [["s", "Harbor Ledger", "harborledger.ie", True]]
    assert made["articles"][["outlet_id", "outlet_evidence"]].values.tolist() == [["s", "field outlet, site by its name"], ["s", "address"]]
