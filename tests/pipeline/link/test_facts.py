"""Facts: statements of different outlets that say the same share a fact; the others are facts of one outlet alone."""

import numpy as np
import pandas as pd
import pytest

from pipeline import tables as schema
from pipeline.extract import figures, sentences, statements
from pipeline.link import _fact_words, facts
from pipeline.settings import Settings

COURIER = ["The Harrow pier burned down on Monday night.", "Damage is put at $4 million, the mayor said.", "A new pier will open in 2031."]
GAZETTE = ["A fire destroyed the pier of Harrow late on Monday.", "Mayor Ida Vale said the blaze caused $4 million in damage.",
           "Two divers found an old cannon under the ruins."]
HERALD = ["The pier in Harrow was destroyed by a blaze.", "Anglers want their licence fees back."]


def story(**bodies: list[str]) -> dict[str, pd.DataFrame]:
    """The tables of one story: one article an outlet, one sentence a paragraph."""
    articles = schema.frame("articles", [dict(article_id=f"article-{name}", outlet_id=name.split("_")[0], story_id="s", kind="full", content_hash="|".join(said),
                                              body="\n\n".join(said)) for name, said in bodies.items()])
    made = {m.TABLE: m.extract({"articles": articles}, Settings()) for m in (figures, sentences, statements)}
    return {"articles": articles} | made


def linked(**bodies: list[str]) -> dict[str, pd.DataFrame]:
    return facts.link(story(**bodies), Settings())


def shared(made: dict[str, pd.DataFrame]) -> list[list[str]]:
    """The texts of each fact that more than one statement states."""
    groups = made["facts"].groupby("fact_id")["text"].apply(sorted)
    return sorted(group for group in groups if len(group) > 1)


def test_paraphrases_in_other_words_share_a_fact():
    made = linked(courier=COURIER, gazette=GAZETTE, herald=HERALD)
    assert sorted([COURIER[0], GAZETTE[0], HERALD[0]]) in shared(made)


def test_one_sum_of_money_told_twice_is_one_fact():
    assert sorted([COURIER[1], GAZETTE[1]]) in shared(linked(courier=COURIER, gazette=GAZETTE, herald=HERALD))


def test_what_one_outlet_alone_says_is_a_fact_without_a_score():
    rows = linked(courier=COURIER, gazette=GAZETTE, herald=HERALD)["facts"]
    alone = rows[rows["text"] == HERALD[1]]
    assert len(alone) == 1 and alone["match_score"].isna().all()


def test_every_statement_has_a_fact():
    tables = story(courier=COURIER, gazette=GAZETTE, herald=HERALD)
    made = facts.link(tables, Settings())["facts"]
    assert set(made["text"]) == set(tables["statements"]["text"])


def test_sentence_of_two_facts_does_not_chain_them():
    both = "The pier of Harrow burned down on Monday and a lorry hit the lighthouse of Senn, killing its keeper."
    made = linked(courier=[both], gazette=["The Harrow pier burned down on Monday."], herald=["A lorry hit the Senn lighthouse and killed its keeper."])
    facts_of = made["facts"].groupby("article_id")["fact_id"].apply(set)
    assert not facts_of["article-gazette"] & facts_of["article-herald"]
    assert facts_of["article-courier"] & facts_of["article-gazette"] and facts_of["article-courier"] & facts_of["article-herald"]


def test_quotes_of_one_speaker_are_not_one_fact():
    made = linked(courier=["“The roof leaked for years,” said Ida Vale, director of the Harrow Pier Company."],
                  gazette=["“My staff deserve a medal,” said Ida Vale, director of the Harrow Pier Company."], herald=HERALD)
    assert shared(made) == []


def test_statement_repeated_in_one_outlet_is_one_fact():
    made = linked(courier_1=[COURIER[0]], courier_2=[COURIER[0], COURIER[2]], herald=[HERALD[1]])
    assert shared(made) == [[COURIER[0], COURIER[0]]]


def test_statement_repeated_in_one_outlet_is_no_fact_of_its_own_beside_the_shared_one():
    made = linked(courier_1=[COURIER[0], COURIER[1]], courier_2=[COURIER[0], COURIER[2]], gazette=GAZETTE, herald=HERALD)
    facts_of = made["facts"].loc[made["facts"]["text"] == COURIER[0]].groupby("article_id")["fact_id"].apply(set)
    assert facts_of["article-courier_1"] == facts_of["article-courier_2"] and len(facts_of["article-courier_1"]) == 1


def test_two_things_of_one_afternoon_are_not_one_fact():
    made = linked(courier=["Detectives took files from the port office on Tuesday afternoon.", *COURIER], gazette=["Nine were in hospital on Tuesday afternoon.", *GAZETTE],
                  herald=HERALD)
    assert not [group for group in shared(made) if any("files" in text for text in group)]


def test_boilerplate_states_no_fact():
    tables = story(courier=COURIER, gazette=GAZETTE)
    tables["sentences"]["is_boilerplate"] = tables["sentences"]["text"] == COURIER[2]
    made = facts.link(tables, Settings())["facts"]
    assert COURIER[2] not in set(made["text"]) and COURIER[0] in set(made["text"])


def test_match_says_what_is_shared():
    made = linked(courier=COURIER, gazette=GAZETTE, herald=HERALD)["matches"]
    reasons = " | ".join(made["evidence"])
    assert "figures: $4 million" in reasons and "Harrow" in reasons


def test_matches_are_between_outlets_and_banded():
    made = linked(courier=COURIER, gazette=GAZETTE, herald=HERALD)["matches"]
    assert set(made["band"]) <= {"same", "possible"} and (made["article_id"] < made["other_article_id"]).all()
    assert made["score"].between(0, 1).all()


def test_row_order_changes_nothing():
    tables = story(courier=COURIER, gazette=GAZETTE, herald=HERALD)
    turned = {name: rows.iloc[::-1].reset_index(drop=True) for name, rows in tables.items()}
    for name, rows in facts.link(tables, Settings()).items():
        pd.testing.assert_frame_equal(rows, facts.link(turned, Settings())[name])


def test_names_of_outlets_do_not_change_who_says_the_same():
    assert shared(linked(courier=COURIER, gazette=GAZETTE, herald=HERALD)) == shared(linked(zeta=COURIER, alpha=GAZETTE, omega=HERALD))


def test_input_is_left_as_it_was():
    tables = story(courier=COURIER, gazette=GAZETTE)
    before = {name: rows.copy() for name, rows in tables.items()}
    facts.link(tables, Settings())
    for name, rows in before.items():
        pd.testing.assert_frame_equal(rows, tables[name])


@pytest.mark.parametrize("bodies", [{}, {"courier": []}, {"courier": COURIER}, {"courier": ["It is."], "gazette": ["It was."]}])
def test_story_with_nothing_to_compare_has_no_matches(bodies):
    made = linked(**bodies)
    assert len(made["matches"]) == 0 and made["facts"]["fact_id"].is_unique


def test_model_of_meaning_can_be_given():
    """A model that finds two statements alike which share no word."""
    said = {"courier": ["Prices rocketed."], "gazette": ["Everything got dearer."], "herald": HERALD}
    alike = {said["courier"][0], said["gazette"][0]}

    def embed(texts):
        return np.array([[1.0, 0.0] if text in alike else [0.0, 1.0] for text in texts])

    assert shared(linked(**said)) == []
    assert sorted(alike) in shared(facts.link(story(**said), Settings(), embed))


def test_large_story_is_compared_without_its_commonest_words():
    said = {f"outlet{n}": [f"Harrow pier report {n * 7 + k} mentions berth number {n * 7 + k}." for k in range(7)] for n in range(20)}
    tables = story(**said)
    made = facts.link(tables, Settings(fact_blocked_statements=100))
    assert len(made["facts"]) >= len(tables["statements"])


def judged(tables: dict[str, pd.DataFrame], *pairs: tuple[str, str, bool]) -> dict[str, pd.DataFrame]:
    """The tables with judgements of pairs of statements, named by their texts."""
    said = {row.text: row for row in tables["statements"].itertuples()}
    rows = [(said[a].article_id, said[a].start, said[a].end, said[b].article_id, said[b].start, said[b].end, is_same) for a, b, is_same in pairs]
    columns = ["article_id", "start", "end", "other_article_id", "other_start", "other_end", "is_same"]
    return tables | {"judgements": pd.DataFrame(rows, columns=columns)}


def test_statements_that_a_person_calls_the_same_share_a_fact():
    made = facts.link(judged(story(courier=COURIER, herald=HERALD), (COURIER[2], HERALD[1], True)), Settings())
    row = made["matches"].set_index("score").loc[1.0]
    assert sorted([COURIER[2], HERALD[1]]) in shared(made)
    assert row["band"] == "same" and "by a person" in row["evidence"]


def test_judging_two_statements_the_same_joins_their_facts():
    tables = judged(story(courier=COURIER, gazette=GAZETTE, herald=HERALD), (HERALD[1], GAZETTE[0], True))
    assert sorted([COURIER[0], GAZETTE[0], HERALD[0], HERALD[1]]) in shared(facts.link(tables, Settings()))


def test_statements_that_a_person_keeps_apart_share_no_fact_and_are_no_match():
    made = facts.link(judged(story(courier=COURIER, gazette=GAZETTE, herald=HERALD), (COURIER[0], GAZETTE[0], False)), Settings())
    spans = set(zip(made["facts"]["text"], made["facts"]["fact_id"], strict=True))
    assert not {i for t, i in spans if t == COURIER[0]} & {i for t, i in spans if t == GAZETTE[0]}
    known = story(courier=COURIER, gazette=GAZETTE, herald=HERALD)["statements"].set_index(["article_id", "start"])["text"]
    pairs = {frozenset((known[a, i], known[b, j])) for a, i, b, j in made["matches"][["article_id", "start", "other_article_id", "other_start"]].to_numpy()}
    assert frozenset((COURIER[0], GAZETTE[0])) not in pairs


def test_judgement_of_a_statement_that_is_gone_changes_nothing():
    tables = story(courier=COURIER, gazette=GAZETTE)
    gone = judged(tables, (COURIER[0], GAZETTE[1], True))
    gone["judgements"]["other_start"] += 1
    assert facts.link(gone, Settings())["facts"].equals(facts.link(tables, Settings())["facts"])


def test_judgements_hold_in_any_order_of_rows_and_sides():
    tables = judged(story(courier=COURIER, gazette=GAZETTE, herald=HERALD), (COURIER[2], HERALD[1], True), (GAZETTE[2], HERALD[1], True), (COURIER[0], HERALD[0], False))
    turned = tables["judgements"].rename(columns=lambda c: c.removeprefix("other_") if c.startswith("other_") else c if c == "is_same" else f"other_{c}")
    other = tables | {"judgements": turned.iloc[::-1].reset_index(drop=True)}
    one, two = facts.link(tables, Settings()), facts.link(other, Settings())
    assert one["facts"].equals(two["facts"]) and one["matches"].equals(two["matches"])


def test_words_of_one_name_weigh_less_together_than_words_apart():
    named, apart = (_fact_words.terms(text, [], Settings()) for text in ("The Port Norby bridge stood", "The port of Norby stood"))
    assert named["w:norb"] < apart["w:norb"] and named["w:bridg"] == 1


def test_statements_that_share_only_a_long_name_are_two_facts():
    made = linked(courier=["The Norby Harbour Board opened an inquiry.", "Three boats were lost in the storm.", "Fishermen want more money."],
                  gazette=["The Norby Harbour Board employs nine divers.", "Roofs flew over the market.", "The school stays shut."],
                  herald=["A crane fell on the mole.", "Ida Vale lost her inn.", "Roy Pym found a bell."])
    assert shared(made) == []
