"""Statements: clauses that state something, without overlap, with what they say apart from who says it."""

import pandas as pd
import pytest

from pipeline import tables as schema
from pipeline.extract import statements
from pipeline.settings import Settings


def read(body: str) -> pd.DataFrame:
    return statements.extract({"articles": schema.frame("articles", [dict(article_id="a1", body=body)])}, Settings())


def texts(body: str) -> list[str]:
    return read(body)["text"].tolist()


def cores(body: str) -> list[str]:
    return read(body)["core"].tolist()


@pytest.mark.parametrize(("sentence", "core"), [
    ("The dam will hold until June, the water board said on Monday.", "The dam will hold until June"),
    ("The dam will hold until June, said Ida Vale, who runs the water board.", "The dam will hold until June"),
    ("The dam will hold until June, according to the water board.", "The dam will hold until June"),
    ("According to the water board, the dam will hold until June.", "the dam will hold until June."),
    ("The water board said the dam will hold until June.", "the dam will hold until June."),
    ("Ida Vale, who runs the water board, told reporters on Monday that the dam will hold.", "the dam will hold."),
    ("“The dam will hold,” Ida Vale, an engineer, said.", "The dam will hold"),
    ("\"If it rains, the dam will hold,\" said Ida Vale, an engineer at the water board.", "If it rains, the dam will hold")])
def test_attribution_is_left_out_of_the_core(sentence, core):
    assert cores(sentence) == [core]


@pytest.mark.parametrize("sentence", [
    "Mayor Ida Vale, who ran twice, called the vote a disgrace.",
    "The board announced a plan on Monday that would close two schools.",
    "The firm widened its deal with Lark to add 300 chargers.",
    "Ida Vale promised to open the dam."])
def test_statement_without_attribution_is_its_own_core(sentence):
    assert cores(sentence) == [sentence]


@pytest.mark.parametrize(("sentence", "clauses"), [
    ("The ferry sank off Norby; nobody on board was hurt.", ["The ferry sank off Norby", "nobody on board was hurt."]),
    ("Repairs cost $3 million, and the state will pay for half of them.", ["Repairs cost $3 million", "the state will pay for half of them."]),
    ("Orla Finch opened the show, but the band did not play.", ["Orla Finch opened the show", "the band did not play."]),
    ("The firm plans a new bus and has 400 orders for it.", ["The firm plans a new bus", "has 400 orders for it."])])
def test_joined_clauses_are_statements_of_their_own(sentence, clauses):
    assert texts(sentence) == clauses


@pytest.mark.parametrize("sentence", [
    "The plan covers schools, roads, and hospitals in the north.",
    "They met the mayors of Norby and Senn on Friday.",
    "“We will rebuild the pier, and we will do it by spring,” said Ida Vale.",
    "The bridge (it opened in 1931; it was closed in 1998) is a ruin now."])
def test_lists_quotations_and_brackets_stay_whole(sentence):
    assert texts(sentence) == [sentence]


@pytest.mark.parametrize("sentence", [
    "Who will pay for it?", "Good morning, readers.", "Sign up for our newsletter.", "Read more about the pier here.", "He put it this way:",
    "If you drive to work, plan for a long detour this spring.", "* * *"])
def test_what_states_nothing_is_no_statement(sentence):
    assert texts(sentence) == []


def test_statements_do_not_overlap_and_point_at_their_text():
    body = "The pier burned on Monday; the cause is unknown.\n\nIda Vale said it will be rebuilt, but the town has no money. Why?"
    rows = read(body)
    assert [body[r.start:r.end] for r in rows.itertuples()] == rows["text"].tolist()
    assert (rows["end"].to_numpy()[:-1] <= rows["start"].to_numpy()[1:]).all()


def test_every_sentence_that_states_something_has_a_statement():
    assert texts("It rained. The pier burned.") == ["It rained.", "The pier burned."]


def test_core_stands_in_its_statement():
    rows = read("Ida Vale said the pier burned. “It is gone,” she told us, “for good,” and she wept. Nobody was hurt, police said.")
    assert all(r.core in r.text for r in rows.itertuples())


def test_no_article_gives_the_empty_table():
    pd.testing.assert_frame_equal(statements.extract({"articles": schema.empty("articles")}, Settings()), schema.empty("statements"))


@pytest.mark.parametrize("body", [", said " * 4_000, "; and was " * 4_000, "“" * 10_000, "\" " * 10_000, "(" * 10_000, "a, " * 10_000, "according to " * 3_000])
def test_hostile_text_is_read_to_its_end(body):
    assert isinstance(read(body), pd.DataFrame)
