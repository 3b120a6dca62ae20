"""How much of each outlet there is, and when it published."""

import pandas as pd
from small_tables import article, quote, tables

from pipeline.measures import run


def test_excerpts_are_counted_but_in_no_denominator():
    row = run(
        "outlet_summary",
        tables(articles=[article("a", "x", "one two"), article("b", "x", kind="excerpt")], quotes=[quote("1", "a", "one")]),
    ).iloc[0]
    assert row[["n_articles", "n_excerpts", "quotations_per_article", "quotations_per_1000_words"]].to_list() == [1, 1, 1.0, 500.0]


def test_an_outlet_known_by_excerpts_only_has_unknown_counts():
    row = run("outlet_summary", tables(articles=[article("b", "x", kind="excerpt")])).iloc[0]
    assert row[["n_quotations", "n_facts", "n_sources", "facts_per_article"]].isna().all()


def test_parts_of_one_quotation_count_once():
    quotes = [quote("1", "a", "one", quotation_id="q"), quote("2", "a", "two", quotation_id="q")]
    assert run("outlet_summary", tables(articles=[article("a", "x", "one two")], quotes=quotes)).iloc[0]["n_quotations"] == 1


def test_articles_without_a_date_have_a_row_without_a_day():
    rows = run(
        "publications",
        tables(
            articles=[article("a", "x"), article("b", "x", published_at=pd.Timestamp("2026-03-02T23:59Z"), published_precision="minute")]
        ),
    )
    assert rows["day"].isna().to_list() == [False, True]
    assert rows["first_at"].to_list()[0] == pd.Timestamp("2026-03-02T23:59Z")


def test_a_day_without_a_time_gives_no_first_moment():
    rows = run(
        "publications", tables(articles=[article("a", "x", published_at=pd.Timestamp("2026-03-02T00:00Z"), published_precision="day")])
    )
    assert rows[["n_articles", "n_day_only"]].to_numpy().tolist() == [[1, 1]]
    assert rows["first_at"].isna().all()


def test_an_outlet_in_another_language_has_no_number_of_quotations_rather_than_none():
    given = tables(articles=[article("a", "x", "The pier is shut.", language="en"), article("b", "y", "Die Brücke ist zu.", language="de")])
    rows = run("outlet_summary", given).set_index("outlet_name")
    assert rows.loc["Bay Post", "n_quotations"] == 0
    assert pd.isna(rows.loc["Hill Echo", ["n_quotations", "n_sources", "n_facts", "facts_per_article"]].astype("Float64")).all()
    assert rows.loc["Hill Echo", ["n_articles", "n_words"]].to_list() == [1, 4]
    assert list(run("quote_shares", given)["outlet_name"].unique()) == ["Bay Post"]
