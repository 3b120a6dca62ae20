"""Corrections in the dashboard: what a click writes into the file, what waits, what is listed."""

import re

import pandas as pd
import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard import correction_forms, data, jobs
from dashboard.app_pages import _corrections
from dashboard.correcting import About
from pipeline import corrections


@pytest.fixture
def folder(tmp_path):
    """The folder of a small data set."""
    sample.publish(tmp_path / "set", sample.tables())
    return tmp_path / "set"


def _view(folder):
    """The data set as pages see it."""
    return data.View(data.opened_from(data.open_dataset(folder)))


def _page(folder, about):
    """The script of a page that asks in place: a test app draws no window of its own twice."""
    from dashboard import correcting, data

    view = data.View(data.opened_from(data.open_dataset(folder)))
    correcting.bar(view.opened)
    correcting.draw(view, correcting.About(**about))


def _run(folder, **about):
    """The page drawn."""
    return AppTest.from_function(_page, args=(str(folder), about), default_timeout=60).run()


def _rows(folder):
    """The lines of the corrections file."""
    return [line.cells for line in corrections.read(corrections.beside(folder)).lines]


def test_leaving_an_article_out_writes_a_line_that_names_it_for_people(folder):
    app = _run(folder, article_id="ledger")
    app.selectbox(key="correct_what").select("The article should be left out").run()
    app.text_input(key="correct_note").input("satire").run()
    app.button(key="correct_keep").click().run()
    (row,) = _rows(folder)
    assert not app.exception and (row["kind"], row["note"]) == ("leave out", "satire")
    assert row["article"] == "ledger · Title of ledger · ledger.txt"


def test_nothing_can_be_kept_before_it_is_said_what_is_right(folder):
    app = _run(folder, article_id="ledger")
    app.selectbox(key="correct_what").select("The article is by another outlet").run()
    assert "correct_keep" not in {button.key for button in app.button}


def test_date_is_written_so_that_a_spreadsheet_leaves_it_alone(folder):
    app = _run(folder, article_id="coast")
    app.selectbox(key="correct_what").select("The date is wrong").run()
    app.text_input(key="correct_time").input("07:15").run()
    app.text_input(key="correct_zone").input("+02:00").run()
    app.button(key="correct_keep").click().run()
    assert _rows(folder)[0]["value"] == "2026-03-02 at 07:15 +02:00"


@pytest.mark.parametrize(("time", "zone"), [("7", ""), ("", "+02:00"), ("07:15", "CET!"), ("25h", "")])
def test_time_that_is_none_is_not_kept(folder, time, zone):
    app = _run(folder, article_id="coast")
    app.selectbox(key="correct_what").select("The date is wrong").run()
    app.text_input(key="correct_time").input(time).run()
    app.text_input(key="correct_zone").input(zone).run()
    assert app.warning and "correct_keep" not in {button.key for button in app.button}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"article_id": "ledger", "start": 102, "end": 140}, "Somebody else said this"),
        ({"article_id": "ledger", "start": 0, "end": 54}, "This states the same as another sentence"),
        ({"article_id": "ledger"}, "The date is wrong"),
        ({"outlet_id": "l"}, "The outlet is called otherwise"),
        ({"source_id": "quill"}, "This source is the same as another one"),
        ({"article_id": "ledger", "removed": "Photo: R. Vane"}, "This line belongs to the text of the article"),
        ({}, "Two sources are one"),
    ],
    ids=["quotation", "statement", "article", "outlet", "source", "removed", "anything"],
)
def test_what_can_be_wrong_follows_from_what_is_looked_at(folder, about, expected):
    assert expected in correction_forms._questions(_view(folder), About(**about))


def test_every_question_can_be_asked_of_every_place(folder):
    for about in ({"article_id": "ledger", "start": 102, "end": 140}, {"outlet_id": "l"}, {"source_id": "quill"}, {}):
        app = _run(folder, **about)
        for option in app.selectbox(key="correct_what").options:
            app.selectbox(key="correct_what").select(option).run()
            assert not app.exception


def test_article_is_moved_to_the_story_of_its_central_article(folder):
    app = _run(folder, article_id="upland")
    app.selectbox(key="correct_what").select("The article belongs to another story").run()
    app.selectbox(key="correct_story").select("Ferry runs aground").run()
    app.button(key="correct_keep").click().run()
    (row,) = _rows(folder)
    assert not app.exception and row["kind"] == "move to story" and row["other_article"].startswith("coast · ")


def test_two_sentences_are_said_to_be_the_same_fact(folder):
    app = _run(folder, article_id="ledger", start=0, end=54)
    app.selectbox(key="correct_what").select("This states the same as another sentence").run()
    app.selectbox(key="correct_other").select("Coast Daily: The ferry had skipped its yearly check.").run()
    app.button(key="correct_keep").click().run()
    (row,) = _rows(folder)
    assert (
        not app.exception
        and row["kind"] == "same fact"
        and {row["text"], row["other_text"]}
        == {
            "The ferry Selma ran aground off Quell Point on Monday.",
            "The ferry had skipped its yearly check.",
        }
    )


def test_hostile_names_are_shown_as_they_are(tmp_path):
    sample.publish(tmp_path / "set", sample.tables(sample.HOSTILE))
    app = _run(tmp_path / "set", article_id="ledger", start=0, end=400)
    for option in app.selectbox(key="correct_what").options:
        app.selectbox(key="correct_what").select(option).run()
        assert not app.exception
        said = [element.value for element in app.markdown]
        assert not any("<script>" in text or "](http" in text.replace("\\]", "") for text in said)


def test_what_is_kept_waits_and_says_so(folder):
    corrections.add(corrections.beside(folder), {"kind": "own story", "article": "ledger"})
    app = _run(folder, article_id="ledger")
    assert any("1 correction waiting" in element.value for element in app.sidebar.markdown)


def test_file_that_cannot_be_read_is_told_in_the_sidebar(folder):
    corrections.beside(folder).write_bytes(b"just words")
    app = _run(folder, article_id="ledger")
    assert "cannot be read" in app.sidebar.warning[0].value


def _judging(folder):
    """The script of a page that judges a pair of statements."""
    import pandas as pd
    import streamlit as st

    from dashboard import correcting, data

    st.session_state.get("_acts", {}).get(st.session_state.get("_pressed"), lambda: None)()
    view = data.View(data.opened_from(data.open_dataset(folder)))
    pair = {"article_id": "ledger", "start": 0, "end": 54, "other_article_id": "coast", "other_start": 0, "other_end": 54}
    correcting.same_or_not(pd.DataFrame([pair]), "near", view)


def _press(app, label):
    """Press a button that stands in HTML."""
    app.session_state["_pressed"] = re.search(rf'data-act="([^"]*)">{label}<', app.get("html")[0].value)[1]
    return app.run()


def test_pair_that_is_judged_says_so_and_can_be_taken_back(folder):
    app = AppTest.from_function(_judging, args=(str(folder),), default_timeout=60).run()
    _press(app, "Not the same")
    (row,) = _rows(folder)
    assert row["kind"] == "not same fact" and "You said: not the same." in app.get("html")[0].value
    _press(app, "Undo")
    assert _rows(folder) == [] and "Same fact" in app.get("html")[0].value


def test_answer_that_cannot_be_kept_is_told_where_it_is_seen(folder):
    corrections.beside(folder).write_bytes(b"just words")
    app = AppTest.from_function(_judging, args=(str(folder),), default_timeout=60).run()
    _press(app, "Same fact")
    assert (len(app.error), len(app.toast)) == (1, 1)


def test_pair_is_one_line_whichever_side_is_given_first(folder):
    pair = {"article_id": "ledger", "start": 0, "end": 54, "other_article_id": "coast", "other_start": 0, "other_end": 54}
    turned = {("other_" + c if not c.startswith("other_") else c.removeprefix("other_")): value for c, value in pair.items()}
    one, other = (correction_forms.judged(_view(folder), side, "same fact") for side in (pair, turned))
    assert one == other


def _table(*rows):
    """Table `corrections` of a data set."""
    return pd.DataFrame(rows, columns=["correction_id", "state", "effect", *corrections.COLUMNS]).astype("str").fillna("")


def test_list_tells_what_waits_first_then_what_was_not_applied(tmp_path):
    rows = [{"kind": "own story", "article": name} for name in ("old", "stale", "new")]
    corrections.add(tmp_path / "c.csv", *rows)
    applied = _table(
        {"correction_id": corrections.line_id(rows[0]), "state": "applied", "effect": "x", **rows[0]},
        {"correction_id": corrections.line_id(rows[1]), "state": "not applied", "effect": "y", **rows[1]},
        {"correction_id": "gone", "state": "applied", "effect": "z", "kind": "own story", "article": "taken"},
    )
    applied.loc[2, "correction_id"] = corrections.line_id(applied.loc[2])
    listed = _corrections.listed(corrections.read(tmp_path / "c.csv"), applied)
    assert listed["state"].tolist() == ["waiting", "undone", "not applied", "applied"]


def test_rebuild_without_a_data_set_ends_with_one_clear_sentence(tmp_path):
    job = jobs.rebuild(tmp_path / "none")
    job.process.wait(timeout=100)
    assert not job.has_built and "Hint:" in job.lines()[-1]
    jobs.forget(job)
    assert job.lines() == []


def test_line_that_cannot_be_understood_says_why_before_it_is_applied(tmp_path):
    (tmp_path / "c.csv").write_text("kind,outlet,value\nrenam outlet,Coast,Coast Daily\nrename outlet,Coast,Coast Daily\n")
    listed = _corrections.listed(corrections.read(tmp_path / "c.csv"), _table())
    assert "'renam outlet' is no kind of correction" in listed["effect"][0] and listed["effect"][1] == ""


def test_file_that_is_no_table_is_told_in_two_whole_sentences(folder):
    corrections.beside(folder).write_bytes(b"\x00\x01\x02\xff")
    (said,) = (warning.value.replace("\\", "") for warning in _run(folder, article_id="ledger").warning)
    assert said == "Your corrections cannot be read: set.corrections.csv is no table. Hint: save it as CSV."


def _apply_script(folder):
    from dashboard import correcting, data

    correcting.apply_here(data.opened_from(data.open_dataset(folder)))


def test_what_waits_can_be_applied_where_it_is_listed(folder):
    labels = []
    for rows in ([], [{"kind": "own story", "article": "ledger"}]):
        corrections.add(corrections.beside(folder), *rows)
        labels += [[button.label for button in AppTest.from_function(_apply_script, args=(str(folder),), default_timeout=60).run().button]]
    assert labels == [[], ["Apply 1 correction"]]
