"""Quotations in short texts of our own against a reader's marks."""

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.extract import quotes
from pipeline.settings import Settings
from pipeline.tables import frame
from pipeline.text import fold

MARKED = Path(__file__).with_name("quotes.json")
GOLD = "6f095a8ce7f2d072"
SPAN_F1, SPEAKERS = 0.97, 0.9


@pytest.fixture(scope="module")
def texts():
    """The marked texts."""
    return json.loads(MARKED.read_text(encoding="utf-8"))["texts"]


@pytest.fixture(scope="module")
def found(texts):
    """The quotations that carry marks, by the name of their text: words and source."""
    articles = frame("articles", [{"article_id": t["name"], "body": t["text"], "kind": "full", "language": "en"} for t in texts])
    rows = quotes.extract({"articles": articles}, Settings())
    rows = rows[rows["kind"].ne("indirect")]
    return {t["name"]: {row.text: row.speaker_name for row in rows[rows["article_id"].eq(t["name"])].itertuples()} for t in texts}


def test_spans_are_not_below_their_floor(texts, found):
    wanted = {(t["name"], q["text"]) for t in texts for q in t["quotes"]}
    have = {(name, text) for name, spans in found.items() for text in spans}
    assert 2 * len(have & wanted) / (len(have) + len(wanted)) >= SPAN_F1 - 1e-9, sorted(have ^ wanted)


def test_speakers_are_not_below_their_floor(texts, found):
    marked = [(t["name"], q["text"], q["speaker"]) for t in texts for q in t["quotes"]]
    wrong = [entry for entry in marked if fold(entry[2]).split()[-1] not in fold(found[entry[0]].get(entry[1]) or "")]
    assert 1 - len(wrong) / len(marked) >= SPEAKERS - 1e-9, wrong


def test_floors_were_measured_on_this_gold():
    assert hashlib.sha256(MARKED.read_bytes()).hexdigest()[:16] == GOLD
