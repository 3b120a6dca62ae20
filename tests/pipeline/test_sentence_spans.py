"""Where sentences and paragraphs begin and end."""

import pandas as pd
import pytest

from pipeline import tables as model
from pipeline.extract import sentences
from pipeline.settings import Settings
from pipeline.text import SENTENCE_MAX_CHARS, paragraph_spans, sentence_spans


def split(text: str) -> list[str]:
    return [text[i:j] for i, j, _ in sentence_spans(text)]


@pytest.mark.parametrize("text", [
    "Mrs. Ida Vale met Col. Roy Pym at 9 a.m. Friday near Ft. Orr.|They agreed.",
    "The ferry sank on Feb. 3 off Port Ellis.|Nobody was hurt.",
    "He settled in the U.S. in 2004.|His brother stayed.",
    "The yard belongs to Halvorsen Inc.|The town rents it.",
    "“We were lucky.”|He shrugged.",
    "“Is it safe?” asked Vale.|Pym nodded.",
    "The rate fell to 2.75 percent.|Lenders expected 3.1 percent.",
    "She ranked No. 4 on the list.|It was a surprise.",
    "He waited … and left.|Nobody came.",
    "(The port did not answer.)|The union did.",
    "A. J. Brandt wrote the report.|Few read it.",
])
def test_sentence_ends_where_a_reader_would_end_it(text):
    assert split(text.replace("|", " ")) == text.split("|")


def test_sentence_never_crosses_a_paragraph():
    text = "The bridge is shut and\n\nThe mayor is away."
    assert [(text[i:j], n) for i, j, n in sentence_spans(text)] == [("The bridge is shut and", 0), ("The mayor is away.", 1)]


def test_paragraphs_are_trimmed_and_never_empty():
    text = "\n\n  One. \n \n\nTwo.\n"
    assert [text[i:j] for i, j in paragraph_spans(text)] == ["One.", "Two."]


def test_endless_sentence_is_cut():
    text = "word " * 3_000
    assert max(j - i for i, j, _ in sentence_spans(text)) <= SENTENCE_MAX_CHARS
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")


def test_extractor_gives_spans_of_the_body():
    articles = pd.DataFrame({"article_id": ["a"], "body": ["One is here. Two is not.\n\nThree."]})
    frame = model.conform("sentences", sentences.extract({"articles": articles}, Settings()))
    assert frame[["start", "end", "text", "paragraph"]].values.tolist() == [
        [0, 12, "One is here.", 0], [13, 24, "Two is not.", 0], [26, 32, "Three.", 1]]
