"""Who is quoted where, and how the renderings of an utterance differ."""

from small_tables import article, quote, tables

from pipeline.measures import run

LONG, SHORT = "We will rebuild the old pier", "rebuild the old pier"


def _said(*quotes, sources=()):
    """Quotes in article a of outlet x and b of outlet y."""
    return tables(
        articles=[article("a", "x"), article("b", "y")],
        quotes=list(quotes),
        sources=[{"source_id": s, "source_name": name, "kind": "person"} for s, name in sources],
    )


def _first(*quotes, sources=()):
    return run("utterances", _said(*quotes, sources=sources)).iloc[0]


def test_a_shorter_quotation_is_no_other_wording():
    row = _first(quote("1", "a", LONG), quote("2", "b", SHORT))
    assert row[["n_dropped", "n_changed", "is_wording_different"]].to_list() == [2, 0, False]


def test_case_hyphens_and_marks_are_no_other_wording():
    assert not _first(quote("1", "a", "A well-known, old pier"), quote("2", "b", "a well known old pier."))["is_wording_different"]


def test_two_outlets_that_name_two_speakers_differ():
    quotes = quote("1", "a", LONG, source_id="m"), quote("2", "b", LONG, source_id="n")
    row = _first(*quotes, sources=[("m", "Ada Brook"), ("n", "Otto Lund")])
    assert row[["is_speaker_different", "n_speakers", "source_names"]].to_list() == [True, 2, "Ada Brook, Otto Lund"]


def test_an_unknown_speaker_is_no_other_speaker():
    assert not _first(quote("1", "a", LONG, source_id="m"), quote("2", "b", LONG), sources=[("m", "Ada Brook")])["is_speaker_different"]


def test_a_paraphrase_is_counted_but_not_compared():
    row = _first(quote("1", "a", LONG), quote("2", "b", "the pier would be back", kind="indirect"))
    assert row[["n_renderings", "n_literal", "n_indirect", "n_changed"]].to_list() == [2, 1, 1, 0]


def test_the_parts_of_a_split_quotation_are_one_rendering():
    parts = quote("2", "b", "We will rebuild", quotation_id="q"), quote("3", "b", "the old pier", quotation_id="q", start=40, end=52)
    rows = run("renderings", _said(quote("1", "a", LONG), *parts), utterance_id="u")
    assert rows[["article_id", "text", "n_changed", "n_dropped"]].to_numpy().tolist() == [
        ["b", "We will rebuild … the old pier", 0, 0],
        ["a", LONG, 0, 0],
    ]


def test_changed_words_are_marked_at_their_place_in_the_body():
    rows = run(
        "renderings", _said(quote("1", "a", LONG), quote("2", "b", "We will repair the old pier", start=100, end=127)), utterance_id="u"
    )
    assert rows[["article_id", "differs"]].to_numpy().tolist() == [["a", ""], ["b", "108-114"]]


def test_utterances_of_one_outlet_can_be_left_out():
    assert run("utterances", _said(quote("1", "a", LONG)), least=2).empty


def test_an_outlet_that_does_not_quote_a_source_has_a_true_zero():
    rows = run("quoted_sources", _said(quote("1", "a", LONG, source_id="m"), sources=[("m", "Ada Brook")]))
    assert rows[["outlet_id", "n_quotations"]].to_numpy().tolist() == [["x", 1], ["y", 0]]


def test_quotations_without_a_speaker_are_kept_apart():
    rows = run("quoted_sources", _said(quote("1", "a", LONG)))
    assert rows["source_id"].isna().all()
    assert rows["n_quotations"].to_list() == [1, 0]


def test_a_part_without_a_speaker_is_no_second_quotation():
    parts = quote("1", "a", "the pier", quotation_id="q", source_id="m"), quote("2", "a", "will hold", quotation_id="q", start=40, end=49)
    rows = run("quoted_sources", _said(*parts, sources=[("m", "Ada Brook")]))
    assert rows["n_quotations"].sum() == 1


def test_only_the_most_quoted_sources_are_listed_and_the_unknown_speaker():
    quotes = [
        quote("1", "a", LONG, source_id="m"),
        quote("2", "b", LONG, source_id="m"),
        quote("3", "a", SHORT, source_id="n"),
        quote("4", "a", "So"),
    ]
    rows = run("quoted_sources", _said(*quotes, sources=[("m", "Ada Brook"), ("n", "Otto Lund")]), top=1)
    assert rows["source_name"].fillna("?").drop_duplicates().to_list() == ["Ada Brook", "?"]


def test_a_quotation_is_of_the_strongest_kind_of_its_parts():
    parts = quote("1", "a", "the pier", kind="indirect", quotation_id="q"), quote("2", "a", "will hold", quotation_id="q", start=40, end=49)
    rows = run("renderings", _said(*parts), utterance_id="u")
    assert rows["kind"].to_list() == ["direct"]


def test_an_unnamed_source_contradicts_no_named_one():
    quotes = quote("1", "a", LONG, source_id="m"), quote("2", "b", LONG, source_id="u")
    made = _said(*quotes, sources=[("m", "Ada Brook"), ("u", "officials")])
    made["sources"].loc[made["sources"]["source_id"] == "u", "kind"] = "unnamed"
    assert not run("utterances", made).iloc[0]["is_speaker_different"]


def test_sources_of_one_outlet_alone_can_be_asked_for():
    quotes = quote("1", "a", LONG, source_id="m"), quote("2", "b", LONG, source_id="m"), quote("3", "a", SHORT, source_id="n")
    rows = run("quoted_sources", _said(*quotes, sources=[("m", "Ada Brook"), ("n", "Otto Lund")]), only="exclusive")
    assert rows["source_name"].unique().tolist() == ["Otto Lund"]


def test_verbs_are_counted_by_what_they_do_to_the_speaker():
    rows = run("quote_shares", _said(quote("1", "a", LONG, cue="claimed"), quote("2", "a", SHORT, cue="said")), by="stance")
    assert rows[rows["n"] > 0][["outlet_id", "part", "n"]].to_numpy().tolist() == [["x", "neutral", 1], ["x", "doubting", 1]]


def _outlets(*articles, **more):
    made = tables(articles=[article(*a, **m) for a, m in articles], quotes=[quote("1", "a", LONG), quote("2", "b", SHORT, kind="indirect")])
    return run("rendering_outlets", made, utterance_id="u")


def test_who_quotes_who_paraphrases_and_who_leaves_out_is_told_apart():
    rows = _outlets((("a", "x"), {}), (("b", "y"), {}), (("c", "z"), {}))
    assert rows[["outlet_id", "state"]].to_numpy().tolist() == [["x", "direct"], ["y", "indirect"], ["z", "absent"]]


def test_an_outlet_of_another_story_is_not_said_to_leave_anything_out():
    rows = _outlets((("a", "x"), {}), (("b", "y"), {}), (("c", "z"), {"story_id": "t"}))
    assert rows["state"].to_list() == ["direct", "indirect", "not collected"]


def _dated(first, second):
    import pandas as pd

    at = {"published_precision": "minute", "published_zone": "Z"}
    rows = _outlets((("a", "x"), at | {"published_at": pd.Timestamp(first)}), (("b", "y"), at | {"published_at": pd.Timestamp(second)}))
    return rows.loc[rows["is_first"], "outlet_id"].to_list()


def test_the_earlier_outlet_is_first():
    assert _dated("2026-03-02T09:28Z", "2026-03-02T10:00Z") == ["x"]


def test_nobody_is_first_within_one_minute():
    assert _dated("2026-03-02T09:28Z", "2026-03-02T09:28Z") == []


def test_words_around_the_marks_are_not_compared():
    around = quote("2", "b", "the town should", kind="indirect", quotation_id="q"), quote("3", "b", SHORT, kind="mixed", quotation_id="q", start=40, end=67)
    rows = run("renderings", _said(quote("1", "a", LONG), *around), utterance_id="u").set_index("article_id")
    assert rows.loc["b", ["text", "told", "n_changed"]].tolist() == [SHORT, "the town should", 0]


def test_words_of_a_paraphrase_that_carry_over_are_counted():
    told = quote("2", "b", "the old pier would be painted", kind="indirect")
    rows = run("renderings", _said(quote("1", "a", LONG), told), utterance_id="u").set_index("article_id")
    assert rows.loc["b", ["n_carried", "n_own"]].tolist() == [2, 1]


def test_one_of_two_who_say_it_together_contradicts_nobody():
    quotes = quote("1", "a", LONG, source_id="n", co_source_ids="m"), quote("2", "b", LONG, source_id="m")
    row = _first(*quotes, sources=[("m", "Ada Brook"), ("n", "Otto Lund")])
    assert row[["is_speaker_different", "source_names"]].to_list() == [False, "Ada Brook, Ada Brook and Otto Lund"]


def test_what_two_say_together_counts_for_both_in_the_matrix():
    rows = run("quoted_sources", _said(quote("1", "a", LONG, source_id="m", co_source_ids="n"), sources=[("m", "Ada Brook"), ("n", "Otto Lund")]))
    assert rows.loc[rows["outlet_id"] == "x", ["source_name", "n_quotations"]].to_numpy().tolist() == [["Ada Brook", 1], ["Otto Lund", 1]]


def test_a_surname_alone_contradicts_no_full_name():
    quotes = quote("1", "a", LONG, source_id="m"), quote("2", "b", LONG, source_id="n")
    assert not _first(*quotes, sources=[("m", "Ada Brook"), ("n", "Brook")])["is_speaker_different"]


def test_words_left_out_with_a_bracket_among_them_are_left_out_and_not_changed():
    row = _first(quote("1", "a", "We told the board [of works] twice to rebuild the old pier"), quote("2", "b", SHORT))
    assert row["n_changed"] == 0 and row["n_dropped"] > 4


def _with_two_unnamed():
    quotes = quote("1", "a", LONG, source_id="m"), quote("2", "a", SHORT, source_id="u"), quote("3", "b", SHORT, source_id="v")
    made = _said(*quotes, sources=[("m", "Ada Brook"), ("u", "officials"), ("v", "officials")])
    made["sources"].loc[made["sources"]["source_id"] != "m", "kind"] = "unnamed"
    return made


def test_all_unnamed_sources_can_stand_in_one_row_behind_the_named_ones():
    rows = run("quoted_sources", _with_two_unnamed(), is_unnamed_one=True, top=1)
    counts = rows[["source_name", "outlet_id", "n_quotations"]].to_numpy().tolist()
    assert counts == [["Ada Brook", "x", 1], ["Ada Brook", "y", 0], ["unnamed sources", "x", 1], ["unnamed sources", "y", 1]]


def test_nobody_knows_which_unnamed_sources_are_in_several_outlets():
    rows = run("quoted_sources", _with_two_unnamed(), is_unnamed_one=True, only="shared")
    assert rows.empty
