"""What disagreements say: which sides agree, where the difference stands, who differs from whom."""

from small_tables import article, quote, tables

from pipeline.measures import run
from pipeline.selection import Selection, select


def _side(article_id, text, value, kind="figure", **more):
    return {"conflict_id": "k", "story_id": "s", "kind": kind, "reading": "real", "article_id": article_id, "start": 0} | {
        "end": len(text),
        "text": text,
        "value": value,
        **more,
    }


def _figure(article_id, text, value, unit="people", **more):
    return {"article_id": article_id, "start": 0, "end": len(text), "text": text, "value": value, "unit": unit, **more}


def _hurt(**more):
    """Three outlets: fourteen twice, once in digits, and seventeen."""
    texts = {"a": ("x", "Fourteen people were hurt."), "b": ("y", "14 people were hurt."), "c": ("z", "Seventeen people were hurt.")}
    numbers = {"a": ("Fourteen people", 14), "b": ("14 people", 14), "c": ("Seventeen people", 17)}
    return tables(
        articles=[article(a, outlet, text) for a, (outlet, text) in texts.items()],
        conflicts=[_side(a, texts[a][1], numbers[a][0], **more) for a in texts],
        figures=[_figure(a, *numbers[a]) for a in texts],
    )


def test_a_number_in_words_and_in_digits_is_one_side():
    rows = run("disagreements", _hurt())
    assert rows.set_index("article_id")["position"].to_dict() in ({"a": 1, "b": 1, "c": 2}, {"a": 2, "b": 2, "c": 1})


def test_the_first_published_side_comes_first_and_the_undated_last():
    given = _hurt()
    given["articles"]["published_at"] = given["articles"]["article_id"].map({"c": "2026-03-01T08:00Z", "b": "2026-03-02T08:00Z"})
    given["articles"]["published_at"] = given["articles"]["published_at"].astype("datetime64[us, UTC]")
    assert run("disagreements", given)["article_id"].to_list() == ["c", "b", "a"]


def test_a_conflict_of_which_only_agreeing_sides_are_selected_is_none():
    assert run("disagreements", select(_hurt(), Selection(outlets=("x", "y")))).empty


def test_outlets_that_say_the_same_do_not_disagree():
    rows = run("disagreeing_outlets", _hurt())
    assert set(zip(rows["outlet_id"], rows["other_outlet_id"], strict=True)) == {("x", "z"), ("z", "x"), ("y", "z"), ("z", "y")}


def test_one_outlet_that_corrects_itself_does_not_disagree_with_itself():
    given = tables(
        articles=[article("a", "x", "Six hurt."), article("b", "x", "Nine hurt.")],
        conflicts=[_side("a", "Six hurt.", "Six"), _side("b", "Nine hurt.", "Nine")],
    )
    assert run("disagreements", given).empty
    assert run("disagreeing_outlets", given).empty


def test_a_hedge_makes_another_side():
    given = tables(
        articles=[article("a", "x", "$5 million"), article("b", "y", "up to $5 million")],
        conflicts=[
            _side("a", "$5 million", "$5 million", reading="hedge"),
            _side("b", "up to $5 million", "up to $5 million", reading="hedge"),
        ],
        figures=[
            _figure("a", "$5 million", 5e6, "USD"),
            _figure("b", "$5 million", 5e6, "USD", hedge="up to") | {"start": 6, "end": 16},
        ],
    )
    assert run("disagreements", given)[["position", "differs"]].to_numpy().tolist() == [[1, "0-10"], [2, "6-16"]]


def test_the_name_of_the_speaker_is_shown_and_marked():
    words = "We lost it all"
    given = tables(
        articles=[article("a", "x", f"“{words},” said Ada Brook."), article("b", "y", f"Otto Lund said: “{words}.”")],
        conflicts=[
            _side("a", words, "Ada Brook", "attribution", start=1, end=15),
            _side("b", words, "Otto Lund", "attribution", start=17, end=31),
        ],
        quotes=[
            quote("q", "a", words, start=1, end=15, speaker_text="Ada Brook", source_id="brook"),
            quote("r", "b", words, start=17, end=31, speaker_text="Otto Lund", source_id="lund"),
        ],
    )
    rows = run("disagreements", given).set_index("article_id")
    assert rows.loc["a", ["start", "end", "differs"]].to_list() == [1, 32, "23-32"]
    assert rows.loc["b", ["start", "end", "differs"]].to_list() == [0, 31, "0-9"]


def test_words_that_differ_are_marked_each():
    given = tables(
        articles=[article("a", "x", "We sell the old port"), article("b", "y", "We sell the new harbour")],
        conflicts=[
            _side("a", "We sell the old port", "old; port", "wording"),
            _side("b", "We sell the new harbour", "new; harbour", "wording"),
        ],
    )
    assert run("disagreements", given)["differs"].to_list() in (["12-15 16-23", "12-15 16-20"], ["12-15 16-20", "12-15 16-23"])


def test_real_disagreements_come_before_hedges():
    texts = {"a": ("x", "Six on Monday"), "b": ("y", "about five on Friday")}
    given = tables(
        articles=[article(a, outlet, text) for a, (outlet, text) in texts.items()],
        conflicts=[
            _side("a", texts["a"][1], "Six", reading="hedge"),
            _side("b", texts["b"][1], "about five", reading="hedge"),
            _side("a", texts["a"][1], "Monday", "date", conflict_id="z"),
            _side("b", texts["b"][1], "Friday", "date", conflict_id="z"),
        ],
    )
    assert run("disagreements", given)["conflict_id"].drop_duplicates().to_list() == ["z", "k"]


def _replaced(*said: tuple[str, str, str]) -> dict:
    """One conflict: outlet, moment and number of people of each article."""
    numbers = {"Six": 6, "Nine": 9, "Ten": 10}
    given = tables(
        articles=[article(f"a{n}", outlet, f"{word} hurt.") for n, (outlet, _, word) in enumerate(said)],
        conflicts=[_side(f"a{n}", f"{word} hurt.", word) for n, (_, _, word) in enumerate(said)],
        figures=[_figure(f"a{n}", word, numbers[word]) for n, (_, _, word) in enumerate(said)],
    )
    given["articles"]["published_at"] = given["articles"]["article_id"].map({f"a{n}": at for n, (_, at, _) in enumerate(said)})
    given["articles"]["published_at"] = given["articles"]["published_at"].astype("datetime64[us, UTC]")
    return given


def test_what_an_outlet_says_later_supersedes_what_it_said_and_nothing_that_another_says():
    rows = run("disagreements", _replaced(("x", "2031-03-01T08:00Z", "Six"), ("x", "2031-03-01T12:00Z", "Nine"), ("y", "2031-03-01T09:00Z", "Six")))
    assert rows.set_index("article_id")["superseded_by"].fillna("").to_dict() == {"a0": "Nine", "a1": "", "a2": ""}


def test_the_latest_of_several_replacements_is_named():
    said = [("x", "2031-03-01T08:00Z", "Six"), ("x", "2031-03-01T12:00Z", "Nine"), ("x", "2031-03-01T18:00Z", "Ten"), ("y", "2031-03-01T09:00Z", "Six")]
    assert run("disagreements", _replaced(*said)).set_index("article_id")["superseded_by"].fillna("").to_dict()["a0"] == "Ten"


def test_two_outlets_at_two_times_supersede_nothing():
    rows = run("disagreements", _replaced(("x", "2031-03-01T08:00Z", "Six"), ("y", "2031-03-01T12:00Z", "Nine")))
    assert rows["superseded_by"].isna().all()
