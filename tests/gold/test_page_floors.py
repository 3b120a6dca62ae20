"""Saved pages of our own, of the kinds that are hard to read, against what a reader takes from them."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.text import fold, words

FOLDER = Path(__file__).with_name("pages")
GOLD = "abd76e751c737407"
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))["pages"]
BODY_F1 = {"bare_divs": 1.0, "line_breaks": 0.9, "subheads_and_teasers": 0.95}
LEFT_OUT = {"bare_divs": 1.0, "line_breaks": 0.5, "subheads_and_teasers": 1.0}
every_page = pytest.mark.parametrize("name", TRUTH)


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """The pages as articles, by the name of their file."""
    dataset = build([*sorted(FOLDER.glob("*.html"))], tmp_path_factory.mktemp("pages") / "pages.dataset", workers=0)
    return {row["source_file"].removesuffix(".html"): row for row in dataset.table("articles").to_dict("records")}


@every_page
def test_body_is_not_below_its_floor(name, articles):
    found, wanted = Counter(words(articles[name]["body"])), Counter(words(" ".join(TRUTH[name]["paragraphs"])))
    assert 2 * (found & wanted).total() / (found.total() + wanted.total()) >= BODY_F1[name] - 1e-9


@every_page
def test_share_of_surroundings_left_out_is_not_below_its_floor(name, articles):
    inside = [text for text in TRUTH[name]["left_out"] if fold(text) in fold(articles[name]["body"])]
    assert 1 - len(inside) / len(TRUTH[name]["left_out"]) >= LEFT_OUT[name] - 1e-9, inside


@every_page
def test_title_is_found(name, articles):
    assert articles[name]["title"] == TRUTH[name]["title"]


@every_page
def test_day_is_found(name, articles):
    assert articles[name]["published_at"].date().isoformat() == TRUTH[name]["day"]


@every_page
def test_author_is_found(name, articles):
    assert articles[name]["author"] == TRUTH[name]["author"]


def test_floors_were_measured_on_this_gold():
    assert hashlib.sha256(b"".join(path.read_bytes() for path in sorted(FOLDER.iterdir()))).hexdigest()[:16] == GOLD
