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


@pytest.mark.parametrize("body", [
    "The so-called “green pier” was painted “by mistake” in May.",
    "His first film, “A Winter in Norby,” was shown on Friday.",
    "Edwin “Sparky” Lund won the race.",
    'The board is 14" wide.',
])
def test_words_in_marks_that_nobody_says_are_no_quotation(body):
    assert quoted(body) == []
