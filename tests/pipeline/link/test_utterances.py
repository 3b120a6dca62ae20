"""Which quotes are renderings of one utterance."""

import pandas as pd
import pytest

from pipeline import tables as model
from pipeline.link import utterances
from pipeline.settings import Settings

LONG = "We will mend the pier before the winter storms reach the harbour, whatever it costs"


def same(one: str, other: str, *, kinds: tuple[str, str] = ("direct", "direct"), sources: tuple = (None, None)) -> bool:
    """Whether two quotes of two articles get one utterance."""
    quotes = model.frame("quotes", [
        {"quote_id": name, "quotation_id": name, "article_id": name, "start": 0, "end": len(text), "text": text, "kind": kind,
         "source_id": source, "confidence": 1.0} for name, text, kind, source in zip("ab", (one, other), kinds, sources, strict=True)])
    made = utterances.link({"quotes": quotes}, Settings())["quotes"]
    assert made["utterance_id"].notna().all()
    return made["utterance_id"].nunique() == 1


@pytest.mark.parametrize("other", [
    "We will mend the pier before the winter storms reach the harbour",
    "mend the pier before the winter storms",
    "We will mend the pier before the winter storms reach [Norby] harbour, whatever it costs",
    "We will mend the pier before the winter-storms reach the harbour … whatever it costs",
    "We'll mend the pier before the winter storms reach the harbour, whatever that costs",
])
def test_renderings_of_the_same_words_are_one_utterance(other):
    assert same(LONG, other)


@pytest.mark.parametrize("other", [
    "We will sell the pier before the next council votes on the budget of the town",
    "The harbour is safe",
    "No comment",
])
def test_other_words_are_another_utterance(other):
    assert not same(LONG, other)


def test_paraphrase_of_the_same_source_is_a_rendering():
    assert same(LONG, "the pier would be mended before winter storms reached the harbour", kinds=("direct", "indirect"), sources=("v", "v"))


def test_paraphrase_of_another_source_is_not():
    other = "he feared for the pier as storms might close the harbour in winter"
    assert not same(LONG, other, kinds=("direct", "indirect"), sources=("v", "w"))


def test_order_of_rows_does_not_matter():
    quotes = model.frame("quotes", [
        {"quote_id": str(n), "quotation_id": str(n), "article_id": str(n), "start": 0, "end": 9, "text": text, "kind": "direct",
         "confidence": 1.0} for n, text in enumerate([LONG, LONG[:50], "Nobody asked the crew about the rope"])])
    one = utterances.link({"quotes": quotes}, Settings())["quotes"]
    other = utterances.link({"quotes": quotes.iloc[::-1]}, Settings())["quotes"].sort_index()
    pd.testing.assert_series_equal(one["utterance_id"], other["utterance_id"])


def test_words_around_marks_belong_to_the_marked_ones():
    parts = [(0, "the pier was", "indirect"), (15, "safe for now", "mixed"), (30, "until May", "indirect")]
    quotes = model.frame("quotes", [
        {"quote_id": text, "quotation_id": "q", "article_id": "a", "start": start, "end": start + len(text), "text": text, "kind": kind,
         "confidence": 1.0} for start, text, kind in parts])
    assert utterances.link({"quotes": quotes}, Settings())["quotes"]["utterance_id"].nunique() == 1


def test_many_outlets_with_small_changes_render_one_utterance():
    said = LONG.split()
    texts = [" ".join([*said[:n % 12], f"[word {n}]", *said[n % 12 + 1:]]) for n in range(90)]
    quotes = model.frame("quotes", [
        {"quote_id": str(n), "quotation_id": str(n), "article_id": str(n), "start": 0, "end": len(text), "text": text, "kind": "direct",
         "confidence": 1.0} for n, text in enumerate(texts)])
    assert utterances.link({"quotes": quotes}, Settings())["quotes"]["utterance_id"].nunique() == 1


def test_the_same_words_in_a_hundred_articles_are_one_utterance():
    quotes = model.frame("quotes", [
        {"quote_id": str(n), "quotation_id": str(n), "article_id": str(n), "start": 0, "end": len(LONG), "text": LONG, "kind": "direct",
         "confidence": 1.0} for n in range(100)])
    assert utterances.link({"quotes": quotes}, Settings())["quotes"]["utterance_id"].nunique() == 1


def test_a_few_words_said_by_two_sources_are_two_utterances():
    assert not same("senior harbour officials", "senior harbour officials", sources=("v", "w"))


def test_a_few_words_that_one_article_only_tells_are_not_those_quoted():
    assert not same("the old harbour wall", "the old harbour wall", kinds=("direct", "indirect"))
