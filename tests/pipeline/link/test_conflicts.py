"""Conflicts: figures, dates, speakers, names and words that differ between outlets which state the same."""

import pandas as pd
import pytest

from pipeline import tables as schema
from pipeline.extract import figures, sentences, statements
from pipeline.link import conflicts, facts
from pipeline.settings import Settings


def linked(said: dict[str, str], quotes: list[dict] = (), published: dict[str, str] | None = None) -> pd.DataFrame:
    """The conflicts of one story: one article an outlet."""
    articles = schema.frame("articles", [
        dict(article_id=name, outlet_id=name, story_id="s", kind="full", content_hash=body, body=body,
             published_at=pd.Timestamp(published[name], tz="UTC") if published else None) for name, body in said.items()])
    tables = {"articles": articles, "quotes": schema.frame("quotes", quotes)}
    tables |= {m.TABLE: m.extract({"articles": articles}, Settings()) for m in (figures, sentences, statements)}
    tables |= facts.link(tables, Settings())
    return conflicts.link(tables, Settings())["conflicts"]


def found(rows: pd.DataFrame) -> list[tuple]:
    """Kind, reading and values of each conflict."""
    return sorted((g["kind"].iloc[0], g["reading"].iloc[0], tuple(sorted(g["value"]))) for _, g in rows.groupby("conflict_id"))


PIER = "The Harrow pier will stay closed for {} after the fire."


@pytest.mark.parametrize(("one", "other"), [("six weeks", "eight weeks"), ("two months", "half a year and three weeks")])
def test_other_figure_is_a_real_conflict(one, other):
    assert [row[:2] for row in found(linked({"a": PIER.format(one), "b": PIER.format(other)}))] == [("figure", "real")]


@pytest.mark.parametrize(("one", "other"), [
    ("six weeks", "a month and a half"), ("six weeks", "about six weeks"), ("six weeks", "42 days"), ("six weeks", "five to seven weeks"), ("a year", "a year")])
def test_same_figure_in_other_words_is_no_conflict(one, other):
    assert found(linked({"a": PIER.format(one), "b": PIER.format(other)})) == []


def test_up_to_is_a_hedge():
    rows = linked({"a": "The state paid $149 million for the Harrow pier.", "b": "The state paid up to $149 million for the pier in Harrow."})
    assert found(rows) == [("figure", "hedge", ("$149 million", "up to $149 million"))]


def test_rounded_count_is_no_conflict():
    assert found(linked({"a": "About 41,000 cars cross the Harrow bridge every day.", "b": "More than 40,000 vehicles use the Harrow bridge every day."})) == []


def test_toll_of_a_later_day_is_an_update():
    rows = linked({"a": "The storm killed 14 people in Harrow.", "b": "The storm killed 16 people in Harrow."}, published={"a": "2031-03-01", "b": "2031-03-02"})
    assert found(rows) == [("figure", "update", ("14 people", "16 people"))]


def test_toll_of_the_same_day_is_a_real_conflict():
    rows = linked({"a": "The storm killed 14 people in Harrow.", "b": "The storm killed 16 people in Harrow."}, published={"a": "2031-03-01", "b": "2031-03-01"})
    assert [row[:2] for row in found(rows)] == [("figure", "real")]


def test_three_outlets_of_which_one_differs_are_one_conflict_with_three_sides():
    rows = linked({"a": PIER.format("six weeks"), "b": PIER.format("six weeks"), "c": PIER.format("nine weeks")})
    assert rows["conflict_id"].nunique() == 1 and len(rows) == 3


def test_other_tally_of_a_vote_is_a_real_conflict():
    rows = linked({"a": "The senate passed the harbour bill by 57 votes to 42.", "b": "The harbour bill passed the senate 57-43."})
    assert found(rows) == [("figure", "real", ("57 votes to 42", "57-43"))]


def test_figures_of_statements_that_do_not_match_are_not_compared():
    assert found(linked({"a": "The pier cost $3 million.", "b": "The orchestra needs $9 million for its tour of Asia."})) == []


def test_other_year_beside_the_same_word_is_a_date_conflict():
    rows = linked({"a": "The Norby river reached 6.2 metres, the highest since records began in 1946.",
                   "b": "The river reached 6.2 metres in Norby and broke a record of 1968."})
    assert found(rows) == [("date", "real", ("1946", "1968"))]


def test_other_day_of_one_announcement_is_a_date_conflict():
    rows = linked({"a": "Lark Motors in May unveiled its Heron ferry service.", "b": "Lark Motors announced the Heron ferry service on June 9."})
    assert found(rows) == [("date", "real", ("June 9", "May"))]


@pytest.mark.parametrize(("one", "other"), [("in early June", "on June 9"), ("on Tuesday", "on Tuesday"), ("in June", "on June 9"), ("earlier this month", "in early June")])
def test_dates_that_can_be_the_same_are_no_conflict(one, other):
    said = "Lark Motors unveiled the Heron ferry service {}."
    published = {"a": "2031-06-20", "b": "2031-06-20"}
    assert found(linked({"a": said.format(one), "b": said.format(other)}, published=published)) == []


def quote(article: str, text: str, speaker: str, body: str) -> dict:
    start = body.index(text)
    return dict(quote_id=article + text[:5], quotation_id=article, article_id=article, start=start, end=start + len(text), text=text, kind="direct",
                speaker_name=speaker, source_id=speaker.lower(), utterance_id="u1", confidence=1.0)


def heard(one: tuple[str, str], other: tuple[str, str]) -> list[tuple]:
    """The conflicts of two renderings of one utterance, each (words, speaker)."""
    said = {name: f"“{words}” {speaker} said." for name, (words, speaker) in (("a", one), ("b", other))}
    return found(linked(said, [quote(name, words, speaker, said[name]) for name, (words, speaker) in (("a", one), ("b", other))]))


def test_two_speakers_of_one_utterance_are_a_conflict():
    words = "Safe piers open many chances for anglers and towns."
    assert heard((words, "Ida Vale"), (words, "The pier company")) == [("attribution", "real", ("Ida Vale", "The pier company"))]


def heard_of(one: dict, other: dict) -> list[tuple]:
    """The conflicts of two speakers of the same words, each with what the quotes say of them."""
    words = "Safe piers open many chances for anglers and towns."
    said = {"a": f"“{words}” Ida Vale said.", "b": f"“{words}” The pier company said."}
    return found(linked(said, [quote("a", words, "Ida Vale", said["a"]) | one, quote("b", words, "The pier company", said["b"]) | other]))


@pytest.mark.parametrize(("role", "n"), [("chief engineer of the pier company", 0), ("chief engineer of the pier companyhood", 1), ("mayor of Harrow", 1)])
def test_who_speaks_for_a_company_does_not_contradict_it(role, n):
    person = {"speaker_kind": "person", "speaker_role": role}
    assert len(heard_of(person, {"speaker_kind": "organisation"})) == n


def test_an_unnamed_speaker_contradicts_nobody():
    assert heard_of({"speaker_kind": "person"}, {"speaker_kind": "unnamed"}) == []


def test_changed_word_in_one_utterance_is_a_conflict_of_wording():
    assert heard(("We will never sell the port to strangers", "Ida Vale"), ("We will never sell the harbour to strangers", "Ida Vale")) == [
        ("wording", "real", ("harbour", "port"))]


@pytest.mark.parametrize("other", [
    "It's safe, well built, and cheap for our towns", "It is safe, well-built and cheap", "[The pier] is safe, well-built and cheap for our towns"])
def test_commas_hyphens_cuts_and_brackets_are_no_conflict(other):
    assert heard(("It is safe, well-built and cheap for our towns", "Ida Vale"), (other, "Ida Vale")) == []


def test_name_written_in_two_ways_is_a_conflict():
    rows = linked({"a": "The fire on the Harrow pier was started by Anna Belling on Monday.", "b": "The fire on the pier in Harrow was started by Ana Beling on Monday."})
    assert ("name", "real", ("Ana Beling", "Anna Belling")) in found(rows)


def test_row_order_changes_nothing():
    said = {"a": PIER.format("six weeks"), "b": PIER.format("eight weeks"), "c": "The storm killed 14 people in Harrow."}
    pd.testing.assert_frame_equal(linked(said), linked(dict(reversed(said.items()))))


def test_sides_point_at_their_text():
    said = {"a": PIER.format("six weeks"), "b": "Nobody knows why. " + PIER.format("eight weeks")}
    assert all(said[r.article_id][r.start:r.end] == r.text for r in linked(said).itertuples())


def test_empty_story_has_no_conflicts():
    pd.testing.assert_frame_equal(linked({}), schema.empty("conflicts"))


def test_people_counted_for_other_things_are_not_compared():
    rows = linked({"a": "The roof of the Harrow market hall fell on Tuesday when some 60 people were inside.",
                   "b": "Fourteen people were hurt when the roof of the Harrow market hall fell on Tuesday."})
    assert found(rows) == []


def test_year_of_building_and_day_of_collapse_are_no_conflict():
    rows = linked({"a": "The roof of the 1911 market hall in Harrow fell in under the snow.",
                   "b": "On Tuesday the roof of the market hall in Harrow fell in under the snow."})
    assert found(rows) == []


def of_outlets(*said: tuple[str, str, str]) -> pd.DataFrame:
    """The conflicts of one story of several articles an outlet: outlet, moment, body."""
    articles = schema.frame("articles", [
        dict(article_id=f"article-{n}", outlet_id=outlet, story_id="s", kind="full", content_hash=body, body=body, published_at=pd.Timestamp(at, tz="UTC"))
        for n, (outlet, at, body) in enumerate(said)])
    tables = {"articles": articles, "quotes": schema.empty("quotes")}
    tables |= {m.TABLE: m.extract({"articles": articles}, Settings()) for m in (figures, sentences, statements)}
    tables |= facts.link(tables, Settings())
    return conflicts.link(tables, Settings())["conflicts"]


def test_figure_that_its_outlet_replaced_later_is_an_update_for_all():
    rows = of_outlets(("a", "2031-03-01T09:00", PIER.format("six weeks")), ("a", "2031-03-01T12:00", PIER.format("nine weeks")),
                      ("b", "2031-03-01T10:00", PIER.format("six weeks")))
    assert [row[:2] for row in found(rows)] == [("figure", "update")]


def test_figure_that_nobody_replaced_stays_real_beside_an_update():
    rows = of_outlets(("a", "2031-03-01T09:00", PIER.format("six weeks")), ("a", "2031-03-01T12:00", PIER.format("nine weeks")),
                      ("b", "2031-03-01T10:00", PIER.format("six weeks")), ("c", "2031-03-01T11:00", PIER.format("twelve weeks")))
    assert [row[:2] for row in found(rows)] == [("figure", "real")]


def test_outlet_that_goes_back_and_forth_replaces_nothing():
    rows = of_outlets(("a", "2031-03-01T09:00", PIER.format("six weeks")), ("a", "2031-03-01T10:00", PIER.format("nine weeks")),
                      ("a", "2031-03-01T11:00", PIER.format("six weeks")), ("b", "2031-03-01T10:00", PIER.format("nine weeks")))
    assert [row[:2] for row in found(rows)] == [("figure", "real")]


def test_count_that_runs_on_is_compared_over_two_days_whatever_its_noun():
    rows = linked({"a": "Some 85,000 homes had no electricity in Harrow on Sunday.", "b": "Around 60,000 customers in Harrow waited for electricity on Monday."},
                  published={"a": "2031-03-02", "b": "2031-03-03"})
    assert [row[:2] for row in found(rows)] == [("figure", "update")]


def test_counts_of_one_day_with_other_nouns_are_not_compared():
    said = {"a": "Some 85,000 homes had no electricity in Harrow on Sunday.", "b": "Around 60,000 customers in Harrow waited for electricity on Sunday."}
    assert found(linked(said, published={"a": "2031-03-02T09:00", "b": "2031-03-02T10:00"})) == []


def test_weekday_of_a_verdict_and_year_of_the_deed_are_no_conflict():
    rows = linked({"a": "A Harrow court on Monday fined the dairy whose cheese made some 340 people ill.", "b": "Some 340 people fell ill last year from the dairy's cheese."},
                  published={"a": "2031-03-04", "b": "2031-03-04"})
    assert found(rows) == []


def test_figure_that_its_outlet_replaced_is_an_update_beside_a_hedge_that_allows_both():
    rows = of_outlets(("a", "2031-03-01T09:00", "The ferry to Harrow had 214 people on board."), ("a", "2031-03-01T12:00", "The ferry to Harrow had 216 people on board."),
                      ("b", "2031-03-01T10:00", "The ferry to Harrow had 214 people on board."), ("c", "2031-03-01T10:00", "The ferry to Harrow had more than 200 people on board."))
    assert [row[:2] for row in found(rows)] == [("figure", "update")]


def test_acres_of_a_later_day_are_an_update():
    rows = linked({"a": "The fire near Harrow had spread to 25,000 acres.", "b": "The fire near Harrow had grown to 31,000 acres."}, published={"a": "2031-03-01", "b": "2031-03-02"})
    assert [row[:2] for row in found(rows)] == [("figure", "update")]


def test_acres_that_burn_and_people_who_flee_are_not_compared():
    said = {"a": "The wildfire near Harrow made 12,000 people flee on Saturday.", "b": "The wildfire near Harrow grew to 31,000 acres on Sunday."}
    assert found(linked(said, published={"a": "2031-03-01", "b": "2031-03-03"})) == []
