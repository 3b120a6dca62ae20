"""Which stretches are quotations, who says them, and which belong together."""

import pandas as pd
import pytest

from pipeline import tables as model
from pipeline.extract import quotes
from pipeline.settings import Settings


def quoted(body: str) -> list[tuple]:
    frame = quotes.extract({"articles": pd.DataFrame({"article_id": ["a"], "body": [body]})}, Settings())
    frame = model.conform("quotes", frame).sort_values("start", ignore_index=True)
    assert [body[i:j] for i, j in zip(frame["start"], frame["end"], strict=True)] == frame["text"].tolist()
    return [(q.text, None if pd.isna(q.speaker_name) else q.speaker_name) for q in frame.itertuples() if q.kind != "indirect"]


@pytest.mark.parametrize(("body", "expected"), [
    ("“The pier will hold,” said Ida Vale, the harbour master.", [("The pier will hold,", "Ida Vale")]),
    ('"The pier will hold," Vale told the council.', [("The pier will hold,", "Vale")]),
    ("Roy Pym said: “Nobody asked us.”", [("Nobody asked us.", "Roy Pym")]),
    ("According to Roy Pym, “nobody asked the crew.”", [("nobody asked the crew.", "Roy Pym")]),
    ("Ida Vale called the delay “a gift to our rivals.”", [("a gift to our rivals.", "Ida Vale")]),
    ("„Wir bleiben hier“, said Jonas Falk.", [("Wir bleiben hier", "Jonas Falk")]),
    ("« Nous restons », said Odile Brun.", [("Nous restons", "Odile Brun")]),
    ("‘The workers’ union was right,’ said Ida Vale.", [("The workers’ union was right,", "Ida Vale")]),
    ("“The rope,” said Roy Pym, “was cut.”", [("The rope,", "Roy Pym"), ("was cut.", "Roy Pym")]),
])
def test_quotation_is_found_with_its_speaker(body, expected):
    assert quoted(body) == expected


@pytest.mark.parametrize(("body", "expected"), [
    ("‘My girl asked me, “Will the pier hold?”, and I was silent,’ said Ida Vale.",
     [("My girl asked me, “Will the pier hold?”, and I was silent,", "Ida Vale")]),
    ("‘It held,’ said Ida Vale. ‘My girl said “Hold on!” to it.’\n\n“Nobody asked us,” said Roy Pym.",
     [("It held,", "Ida Vale"), ("My girl said “Hold on!” to it.", "Ida Vale"), ("Nobody asked us,", "Roy Pym")]),
    ("“He told me ‘hold on to it,’ and I did,” said Ida Vale.", [("He told me ‘hold on to it,’ and I did,", "Ida Vale")]),
    ("“It held,” said Ida Vale, who works at the ‘Old Anchor’, an inn.", [("It held,", "Ida Vale")]),
])
def test_outer_marks_decide_in_a_text_with_single_and_double_ones(body, expected):
    assert quoted(body) == expected


@pytest.mark.parametrize("body", [
    "The so-called “green pier” was painted “by mistake” in May.",
    "His first film, “A Winter in Norby,” was shown on Friday.",
    "Edwin “Sparky” Lund won the race.",
    'The board is 14" wide.',
])
def test_words_in_marks_that_nobody_says_are_no_quotation(body):
    assert quoted(body) == []


def rows(body: str) -> pd.DataFrame:
    frame = quotes.extract({"articles": pd.DataFrame({"article_id": ["a"], "body": [body]})}, Settings())
    return model.conform("quotes", frame).sort_values(["start", "end"], ignore_index=True)


@pytest.mark.parametrize(("body", "content", "speaker"), [
    ("Ida Vale said on Monday that the pier would hold.", "the pier would hold", "Ida Vale"),
    ("The pier would hold, Ida Vale said.", "The pier would hold", "Ida Vale"),
    ("The pier would hold until May, according to Ida Vale.", "The pier would hold until May", "Ida Vale"),
    ("According to Ida Vale, the pier would hold.", "the pier would hold", "Ida Vale"),
    ("Ida Vale told reporters she would stay in office.", "she would stay in office", "Ida Vale"),
    ("Ida Vale believes the pier is safe for now.", "the pier is safe for now", "Ida Vale"),
    ("Ida Vale vowed to mend the pier in a year.", "to mend the pier in a year", "Ida Vale"),
    ("As Ida Vale noted, the pier is older than the town.", "the pier is older than the town", "Ida Vale"),
    ("Ida Vale said Friday afternoon the pier would hold.", "the pier would hold", "Ida Vale"),
    ("The pier would hold this week, said Ida Vale, head of the port.", "The pier would hold this week", "Ida Vale"),
    ("The pier would hold, Norby officials said Friday.", "The pier would hold", "Norby officials"),
    ("Ida Vale this week announced it would stay open.", "it would stay open", "Ida Vale"),
    ("Ida Vale, the harbour master, said he’d walked through the hall.", "he’d walked through the hall", "Ida Vale"),
    ("Ida Vale has said about 20 boats have left.", "about 20 boats have left", "Ida Vale"),
    ("Ida Vale said Roy Pym had found a way that leads out.", "Roy Pym had found a way that leads out", "Ida Vale"),
    ("Ida Vale said the pier would hold, echoing a report of May.", "the pier would hold", "Ida Vale"),
    ("Ida Vale said the pier would hold, but the crew has left.", "the pier would hold", "Ida Vale"),
    ("Ida Vale pointed out that the pier is old.", "the pier is old", "Ida Vale"),
    ("Ida Vale left the next day, saying the town was too loud for her.", "the town was too loud for her", "Ida Vale"),
    ("Ida Vale called the new ferry a gift to the islands.", "the new ferry a gift to the islands", "Ida Vale"),
    ("Ida Vale described the pier as a wreck.", "the pier as a wreck", "Ida Vale"),
    ("Ida Vale called for a ban on night ferries.", "a ban on night ferries", "Ida Vale"),
    ("Ida Vale warned of higher fares in May.", "higher fares in May", "Ida Vale"),
    ("Ida Vale accused the port of hiding its costs.", "the port of hiding its costs", "Ida Vale"),
    ("A count of last week shows that every boat was late.", "every boat was late", "A count of last week"),
    ("Ida Vale, who originally said it would leave, stayed.", "it would leave", "Ida Vale"),
])
def test_content_of_an_indirect_quotation_is_found(body, content, speaker):
    found = rows(body)
    assert found[["text", "kind", "speaker_name"]].values.tolist() == [[content, "indirect", speaker]]


def test_verb_that_only_goes_on_has_the_speaker_of_the_one_before():
    found = rows("Her aides say the pier holds but noted that Roy Pym left early.")
    assert found[["text", "speaker_text"]].values.tolist() == [["the pier holds", "Her aides"], ["Roy Pym left early", "Her aides"]]


def test_attribution_inside_a_clause_leaves_both_its_parts():
    found = rows("The museum, Ida Vale said, would open in May.")
    assert found["text"].tolist() == ["The museum", "would open in May"] and found["quotation_id"].nunique() == 1


def test_words_that_lead_into_marked_ones_are_part_of_the_quotation():
    found = rows("The old pier “will hold for years,” Ida Vale said.")
    assert found[["kind", "text"]].values.tolist() == [["indirect", "The old pier"], ["mixed", "will hold for years,"]]
    assert found["quotation_id"].nunique() == 1 and found["speaker_name"].unique().tolist() == ["Ida Vale"]


def test_day_before_marked_words_is_no_part_of_the_quotation():
    assert rows("On Monday, “it will hold,” Ida Vale said.")["text"].tolist() == ["it will hold,"]


@pytest.mark.parametrize("body", [
    "In his email, he told nobody.",
    "Ida Vale reported a theft to the police.",
    "The state would close the pier.",
    "Ida Vale did not say the pier was safe.",
    "He signed a deal that would end the strike.",
    "The club called a meeting a week ago.",
    "Ida Vale announced Israel’s plans for the pier and its boats.",
    "Ida Vale said Monday about",
    "Democratic calls for a ban were heard.",
    "People accused of theft came to the pier.",
])
def test_sentence_in_which_nobody_is_quoted_has_no_row(body):
    assert rows(body).empty


def test_mixed_quotation_has_its_marked_words_and_those_around_them():
    found = rows("Ida Vale said the pier was “safe for now” and would stay open.")
    assert found[["kind", "text"]].values.tolist() == [
        ["indirect", "the pier was"], ["mixed", "safe for now"], ["indirect", "and would stay open"]]
    assert found["quotation_id"].nunique() == 1


def test_parts_of_a_split_quotation_share_their_id():
    found = rows("“The rope,” said Roy Pym, “was cut.”\n\n“Nobody saw it,” said Ida Vale.")
    assert found["quotation_id"].tolist()[0] == found["quotation_id"].tolist()[1] != found["quotation_id"].tolist()[2]


def test_quotation_goes_on_over_paragraphs():
    found = rows("Roy Pym said: “The rope was cut.\n\n“Nobody saw it happen.”")
    assert found["quotation_id"].nunique() == 1 and found["speaker_name"].unique().tolist() == ["Roy Pym"]


def test_quote_without_speaker_is_kept():
    found = rows("“Nobody asked the crew about it.”")
    assert found["text"].tolist() == ["Nobody asked the crew about it."] and found["speaker_name"].isna().all()


@pytest.mark.parametrize(("body", "text", "name", "kind"), [
    ("Ida Vale runs the port. “It holds,” she said.", "she", "Ida Vale", "person"),
    ("Ida Vale runs the port. Vale left. “It holds,” Vale said.", "Vale", "Ida Vale", "person"),
    ("Norvik Lines owns two ferries. “We regret the delay,” the company said.", "the company", "Norvik Lines", "organisation"),
    ("“It burned for hours,” one witness said.", "one witness", "one witness", "unnamed"),
    ("“The pier is unsafe,” the report says.", "the report", "the report", "document"),
    ("“It holds,” Secretary of State Ida Vale said.", "Secretary of State Ida Vale", "Ida Vale", "person"),
])
def test_source_is_kept_as_written_and_resolved(body, text, name, kind):
    first = rows(body).iloc[0]
    assert (first["speaker_text"], first["speaker_name"], first["speaker_kind"]) == (text, name, kind)


@pytest.mark.parametrize(("body", "role"), [
    ("“It holds,” said Ida Vale, the harbour master.", "the harbour master"),
    ("“It holds,” said Ida Vale, the third time in a week.", None),
    ("“It holds,” Norvik spokeswoman Ida Vale said.", "Norvik spokeswoman"),
])
def test_role_is_read_beside_the_name(body, role):
    found = rows(body)["speaker_role"].iloc[0]
    assert (None if pd.isna(found) else found) == role


def test_attribution_behind_a_comma_wins_over_a_verb_before():
    assert quoted("Roy Pym claimed the rope: “It was ours,” Ida Vale said.") == [("It was ours,", "Ida Vale")]


def test_paragraph_that_ends_with_a_colon_announces_the_next():
    assert quoted("Ida Vale was brief. She said:\n\n“The pier stays shut.”") == [("The pier stays shut.", "Ida Vale")]


def test_list_of_readers_behind_dashes():
    assert quoted("“Mend the pier at last.” ― Ida Vale\n“Sell the whole harbour.” ― Roy Pym") == [
        ("Mend the pier at last.", "Ida Vale"), ("Sell the whole harbour.", "Roy Pym")]


def test_confidence_is_higher_where_the_speaker_stands_beside():
    sure = rows("“The pier will hold for another year,” said Ida Vale.")["confidence"].iloc[0]
    unsure = rows("“The pier will hold for another year at least.”")["confidence"].iloc[0]
    assert sure >= 0.9 > 0.5 > unsure


def test_direct_quotes_alone_where_the_setting_says_so():
    articles = pd.DataFrame({"article_id": ["a"], "body": ["Ida Vale said the pier would hold. “It will,” she said."]})
    assert quotes.extract({"articles": articles}, Settings(quotes_with_indirect=0))["kind"].tolist() == ["direct"]


@pytest.mark.parametrize("body", [
    "“" * 50_000, '"' * 50_000, "“a b c,” said " * 4_000, "said that " * 6_000, "Vale said “x y” " * 4_000, "‘a ’ " * 12_000])
def test_hostile_text_is_read(body):
    frame = model.conform("quotes", quotes.extract({"articles": pd.DataFrame({"article_id": ["a"], "body": [body]})}, Settings()))
    assert all(body[q.start:q.end] == q.text for q in frame.itertuples())


@pytest.mark.parametrize(("body", "expected"), [
    ("As Ida Vale put it, “we ran out of pier.”", [("we ran out of pier.", "Ida Vale")]),
    ("For Ida Vale, the sale was “the end of an era.”", [("the end of an era.", "Ida Vale")]),
    ("« C’est la fin du port », a déclaré Odile Brun.", [("C’est la fin du port", "Odile Brun")]),
    ("“We are sorry,” read a letter from the crew.", [("We are sorry,", "a letter from the crew")]),
    ("Vale, whose boat sank, sat down. “Nobody came,” she said.", [("Nobody came,", "Vale")]),
    ("Ida Vale said the offer was “too low,” adding that “the owners must pay.”", [("too low,", "Ida Vale"), ("the owners must pay.", "Ida Vale")]),
    ("An inquiry found that the ferry “was not fit for winter.”", [("was not fit for winter.", "An inquiry")]),
    ("He sang “Blue Norby Nights” and “Only Ida” at the fair.", []),
])
def test_rarer_forms_are_found(body, expected):
    assert quoted(body) == expected


@pytest.mark.parametrize(("body", "role"), [
    ("The mayor of Norby, Ida Vale, said the pier was “in danger of collapse.”", "the mayor of Norby"),
    ("“It holds,” said Ida Vale, a doctor\n\nThe crowd left.", "a doctor"),
])
def test_role_ends_with_its_phrase(body, role):
    assert rows(body)["speaker_role"].iloc[0] == role


@pytest.mark.parametrize(("body", "speaker", "kind"), [
    ("The repairs will take a year, according to a first estimate by the city.", "a first estimate by the city", "document"),
    ("NORBY, May 6 (QQA) — Ida Vale left early. The pier is shut, the harbour office said.", "the harbour office", "organisation"),
    ("NORBY. Ten people were hurt. The pier is shut, the harbour office said.", "the harbour office", "organisation"),
    ("Norvik Looms, which weaves sails, is up for sale. The mill will be shut, Norvik Looms said.", "Norvik Looms", "organisation"),
    ("Repairs will be paid by the town, the town's treasurer, Owen Tarn, said.", "Owen Tarn", "person"),
    ("Nobody knew. Fourteen said the door was shut.", "Fourteen", "unnamed"),
    ("The city said the pier would be mended.", "the city", "organisation"),
])
def test_kind_of_a_source_follows_from_the_article(body, speaker, kind):
    found = rows(body)
    assert found[["speaker_name", "speaker_kind"]].values.tolist() == [[speaker, kind]]


@pytest.mark.parametrize("body", [
    "“All are safe,” she said a little after ten, to applause from those who had waited.",
    "The harbour office warned the town of rust on two rods of the pier and advised a second look.",
])
def test_words_about_the_saying_are_no_content(body):
    assert "indirect" not in rows(body)["kind"].tolist()


def test_what_leads_into_marked_words_is_no_content():
    found = rows("Ida Vale said the pier had been checked and that “nobody told us to close it.”")
    assert found["text"].tolist() == ["the pier had been checked", "nobody told us to close it."]


def test_the_same_office_keeps_one_name_in_an_article():
    found = rows("A storm will come on Monday, the regional weather office said. Snow is likely, the weather office said.")
    assert found["speaker_name"].tolist() == ["the regional weather office"] * 2


def test_a_pronoun_is_the_only_person_of_its_paragraph():
    assert quoted("It was the hand of Petra Holm, who pulled me under. “Stay small,” she said.") == [("Stay small,", "Petra Holm")]


@pytest.mark.parametrize(("body", "name"), [
    ("Peter Hart and Nora Stone run the inn. “We love it,” Hart and Stone said.", "Peter Hart; Nora Stone"),
    ("Sen. Ida Vale and Sen. Tom Brandt met at noon. “This is wrong,” both senators said.", "Ida Vale; Tom Brandt"),
    ("Ida Vale and Tom Brandt own the inn. “We love it,” the two said.", "Ida Vale; Tom Brandt"),
    ("“We love it,” say sisters Ida and Nora Vale.", "Ida Vale; Nora Vale"),
    ("“We will appeal,” said Norvik Group and Helsa Bank.", "Norvik Group; Helsa Bank"),
    ("“We will appeal,” said the Department of Fish and Forest Services.", "Department of Fish and Forest Services"),
    ("“We will appeal,” said lawyers for Ida Vale and Tom Brandt.", "lawyers for Ida Vale and Tom Brandt"),
    ("Peter Hart and Nora Stone run the inn. “We love it,” two guests said.", "two guests"),
    ("The Environmental Licensing Board (ELB) met on Friday. “No permit,” the ELB said.", "Environmental Licensing Board"),
])
def test_who_says_it_together_or_by_a_short_form(body, name):
    assert rows(body)["speaker_name"].tolist() == [name]


def test_they_are_those_who_last_spoke_together():
    found = rows("Peter Hart and Nora Stone run the inn. “We love it,” Hart and Stone said. “We will stay,” they said.")
    assert found["speaker_name"].tolist() == ["Peter Hart; Nora Stone"] * 2


def test_the_stance_of_the_verb_stands_beside_it():
    assert rows("“I took the rope,” Tom Brandt admitted.")[["cue", "stance"]].iloc[0].tolist() == ["admitted", "committing"]
