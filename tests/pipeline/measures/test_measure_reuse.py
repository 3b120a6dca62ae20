"""Who shares text with whom, in which order, and what is agency copy."""

import pandas as pd
import pytest
from small_tables import article, tables

from pipeline.measures import run
from pipeline.measures._order import intervals

BODY = "one two three four five six seven eight nine ten eleven twelve"


def at(text, precision="minute", zone="Z"):
    """A moment."""
    return {"published_at": pd.Timestamp(text, tz="UTC"), "published_precision": precision, "published_zone": zone}


def passage(first, second, end=62, other_start=0):
    """The first words of one text, shared with another."""
    return {
        "article_id": first,
        "start": 0,
        "end": end,
        "other_article_id": second,
        "other_start": other_start,
        "other_end": other_start + end,
        "n_words": len(BODY[:end].split()),
        "kind": "verbatim",
    }


def _reuse(articles, *passages, **options):
    """The measure's rows by article."""
    return run("reuse", tables(articles=articles, passages=list(passages)), **options).set_index("article_id")


def _pair(first, second, **options):
    """after, before and open words of the first outlet, for two articles of one text with these moments."""
    given = tables(articles=[article("a", "x", BODY, **first), article("b", "y", BODY, **second)], passages=[passage("a", "b")])
    row = run("shared_text", given, **options).set_index("outlet_id").loc["x"]
    return row[["n_words_after", "n_words_before", "n_words_open"]].to_list()


def test_the_later_article_has_the_words_after():
    assert _pair(at("2026-03-02 10:00"), at("2026-03-02 09:00")) == [12, 0, 0]


def test_two_articles_of_one_minute_are_in_no_order():
    assert _pair(at("2026-03-02 10:00"), at("2026-03-02 10:00")) == [0, 0, 12]


def test_a_day_is_in_no_order_with_a_time_of_that_day():
    assert _pair(at("2026-03-02", "day"), at("2026-03-02 10:00")) == [0, 0, 12]


def test_a_missing_date_is_in_no_order_with_anything():
    assert _pair({}, at("2026-03-02 10:00")) == [0, 0, 12]


def test_days_that_follow_each_other_are_in_no_order_where_zones_are_unknown():
    assert _pair(at("2026-03-02", "day", None), at("2026-03-03", "day", None)) == [0, 0, 12]


def test_days_that_follow_each_other_are_in_order_where_one_zone_is_given():
    assert _pair(at("2026-03-02", "day", None), at("2026-03-03", "day", None), is_one_zone=True) == [0, 12, 0]


def test_days_far_apart_are_in_order_whatever_their_zones():
    assert _pair(at("2026-03-02", "day", None), at("2026-03-05", "day", None)) == [0, 12, 0]


@pytest.mark.parametrize(("zone", "hour"), [("+02:00", 22), ("-0500", 5), ("Z", 0)])
def test_a_day_begins_at_midnight_of_its_zone(zone, hour):
    earliest = intervals(pd.DataFrame([{"article_id": "a", **at("2026-03-02", "day", zone)}]))["earliest"].iloc[0]
    assert pd.Timestamp(earliest, unit="s").hour == hour


def test_an_update_is_not_traced_to_those_who_took_over_the_first_version():
    articles = [
        article("a", "x", BODY, **at("2026-03-02 09:00")),
        article("b", "y", BODY, **at("2026-03-02 10:00")),
        article("c", "x", BODY, **at("2026-03-02 11:00"), revision_of="a"),
    ]
    rows = _reuse(articles, passage("a", "b"), passage("b", "c"))
    assert rows["origin_article_id"].to_dict() == {"b": "a", "c": "a"}
    assert rows["origin_state"].to_dict() == {"b": "elsewhere", "c": "here"}


def test_an_outlet_does_not_follow_with_what_it_had_before():
    articles = [
        article("a", "x", BODY, **at("2026-03-02 09:00")),
        article("b", "y", BODY, **at("2026-03-02 10:00")),
        article("c", "x", BODY, **at("2026-03-02 11:00")),
    ]
    given = tables(articles=articles, passages=[passage("a", "b"), passage("b", "c")])
    assert run("shared_text", given).set_index("outlet_id").loc["x", "n_words_after"] == 0
    assert run("shared_passages", given)["order"].to_list() == ["after", "after"]
    assert run("shared_passages", given)["is_other_by_earlier"].to_list() == [False, True]


def test_origin_is_open_where_dates_do_not_tell():
    rows = _reuse(
        [article("a", "x", BODY, **at("2026-03-02", "day")), article("b", "y", BODY, **at("2026-03-02 10:00"))], passage("a", "b")
    )
    assert rows["origin_state"].to_list() == ["tie", "tie"] and rows["origin_article_id"].isna().all()


def test_origin_among_the_dated_is_said_to_be_that():
    articles = [article("a", "x", BODY), article("b", "y", BODY, **at("2026-03-02 10:00"))]
    rows = _reuse(articles, passage("a", "b"))
    assert rows["origin_state"].to_list() == ["undated", "undated"] and set(rows["origin_article_id"]) == {"b"}


def test_an_article_that_shares_nothing_has_no_origin():
    row = _reuse([article("a", "x", BODY)]).loc["a"]
    assert (row["n_shared"], row["share"]) == (0, 0.0) and pd.isna(row["origin_state"])


def test_text_shared_within_one_outlet_is_no_reuse():
    assert _reuse([article("a", "x", BODY), article("b", "x", BODY)], passage("a", "b"))["n_shared"].to_list() == [0, 0]


def test_words_in_overlapping_passages_count_once():
    articles = [article(a, o, BODY) for a, o in (("a", "x"), ("b", "y"), ("c", "z"))]
    assert _reuse(articles, passage("a", "b"), passage("a", "c", end=13)).loc["a", "n_shared"] == 12


def _sentence(article_id, **flags):
    """The whole text as one sentence."""
    return {"article_id": article_id, "start": 0, "end": len(BODY), "text": BODY, **flags}


def _wire(*articles, **flags):
    """Kind of agency copy and its evidence, of articles whose one sentence has these flags."""
    rows = run("reuse", tables(articles=list(articles), sentences=[_sentence(a["article_id"], **flags) for a in articles]))
    return rows[["wire", "wire_evidence"]].to_numpy().tolist()


def test_agency_text_is_certain():
    assert _wire(article("a", "x", BODY), is_wire=True)[0][0] == "certain"


def test_a_credit_without_the_agencys_text_is_probable():
    said = "credits Tarn Wire, whose text is not here"
    assert _wire(article("a", "x", BODY, agency="Tarn Wire"), is_probably_wire=True) == [["probable", said]]


def test_probable_agency_copy_without_a_credit_says_why():
    said = "the same text in two or more other outlets, and no agency credited"
    assert _wire(article("a", "x", BODY), is_probably_wire=True) == [["probable", said]]


def test_an_article_without_a_flag_is_no_agency_copy():
    assert _wire(article("a", "x", BODY))[0][0] == "none"


def test_an_agencys_own_article_has_no_agency_share():
    outlets = [{"outlet_id": "x", "outlet_name": "Tarn News Agency", "is_known": True}]
    row = run("reuse", tables(outlets=outlets, articles=[article("a", "x", BODY)])).iloc[0]
    assert row["wire"] == "agency" and pd.isna(row["agency_share"])


def test_passages_of_one_outlet_are_listed_alone():
    articles = [article(a, o, BODY) for a, o in (("a", "x"), ("b", "y"), ("c", "z"))]
    given = tables(articles=articles, passages=[passage("a", "b"), passage("b", "c")])
    assert run("shared_passages", given, outlet_id="x")["other_outlet_name"].to_list() == ["Hill Echo"]
    assert run("shared_passages", given, outlet_id="x", other_outlet_id="z").empty


def test_a_passage_that_a_revision_took_over_is_not_dated_as_its_first_version():
    """x publishes, y publishes more, x's revision takes y's passage over: y had it first, though x's article came out first."""
    import pandas as pd
    from small_tables import article, tables

    from pipeline.measures import run
    from pipeline.selection import Selection, select

    at = {n: pd.Timestamp(f"2026-03-0{n}T09:00Z") for n in (1, 2, 3)}
    body = "The old pier of Quell was shut on Monday after two beams broke in the night storm."
    dated = {"published_precision": "minute", "published_zone": "Z"}
    given = tables(
        articles=[
            article("a", "x", "Pier shut.", published_at=at[1], **dated),
            article("b", "y", body, published_at=at[2], **dated),
            article("c", "x", body, published_at=at[3], revision_of="a", **dated),
        ],
        passages=[{"article_id": "b", "start": 0, "end": len(body), "other_article_id": "c", "other_start": 0, "other_end": len(body), "n_words": 16, "kind": "verbatim"}],
    )
    rows = run("shared_passages", select(given, Selection()))
    assert rows[["outlet_name", "order", "other_outlet_name"]].to_numpy().tolist() == [["Bay Post", "after", "Hill Echo"]]
    reuse = run("reuse", select(given, Selection())).set_index("article_id")
    assert reuse["origin_state"].to_dict() == {"b": "here", "c": "elsewhere"}
