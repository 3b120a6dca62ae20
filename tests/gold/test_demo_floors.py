"""The built demo against its truth: each figure may rise, none may fall below its floor.

A floor is the figure that was reached, less what one more error would cost. Lowering one needs a line in the changelog that says why; a
changed gold needs its new digest here, so that a figure is never compared with another gold's.
"""

import hashlib

import demo_scores
import pytest

from pipeline.demo import ARTICLES, truth
from pipeline.store import open_dataset
from pipeline.tables import TABLES

GOLD = "d30f72d7cfeba0b7"
FLOORS = {
    "articles_found": 1.0,
    "outlets_right": 1.0,
    "outlets_whole": 1.0,
    "moments_right": 0.94,
    "authors_right": 0.94,
    "agencies_right": 0.88,
    "bodies": 0.99,
    "removed": 1.0,
    "stories": 1.0,
    "quotes": 1.0,
    "speakers": 0.95,
    "utterances": 0.94,
    "facts": 0.77,
    "conflicts_found": 0.75,
    "conflicts_right": 0.8,
    "wire_sentences": 0.8,
    "revisions": 1.0,
}


@pytest.fixture(scope="module")
def built(demo_folder):
    """The demo's tables beside their truth."""
    dataset = open_dataset(demo_folder)
    return demo_scores.Built({name: dataset.table(name) for name in TABLES}, truth())


@pytest.mark.parametrize("figure", FLOORS)
def test_figure_is_not_below_its_floor(figure, built):
    assert getattr(demo_scores, figure)(built) >= FLOORS[figure] - 1e-9


def test_every_figure_has_a_floor():
    own = {name for name, part in vars(demo_scores).items() if getattr(part, "__module__", "") == "demo_scores"}
    assert {name for name in own if not name.startswith("_")} - {"Built", "f1"} == set(FLOORS)


def test_floors_were_measured_on_this_gold():
    content = b"".join(path.read_bytes() for path in [*sorted(ARTICLES.iterdir()), ARTICLES.parent / "truth.json"])
    assert hashlib.sha256(content).hexdigest()[:16] == GOLD


def test_every_record_is_accounted_for(demo_folder):
    assert open_dataset(demo_folder).manifest["counts"] == truth()["counts"]


def test_no_step_fails_on_an_article_or_story(built):
    failed = built.tables["problems"].query("stage != 'read'")
    assert failed["message"].to_list() == []


def test_files_that_cannot_be_used_are_named(built):
    found = {(row.source_file, row.severity) for row in built.tables["problems"].itertuples()}
    assert {(p["source_file"], p["severity"]) for p in truth()["problems"]} <= found


def test_the_article_found_twice_has_both_its_places(built):
    (marked,) = truth()["duplicates"]
    article_id = built.value(marked["article"], "article_id")
    origins = built.tables["origins"]
    assert set(origins.loc[origins["article_id"].eq(article_id), "source_file"]) == set(marked["source_files"])


def test_a_copied_sentence_stands_in_a_passage_of_both_articles(built):
    passages = built.tables["passages"]
    pairs = {frozenset((row.article_id, row.other_article_id)) for row in passages.itertuples()}
    copies = [entry for kind in ("verbatim", "edited") for entry in truth()["wire"][kind]]
    assert all(frozenset(built.value(entry[key], "article_id") for key in ("article", "agency_article")) in pairs for entry in copies)


def test_outlets_without_an_article_on_a_story_have_none(built):
    articles = built.tables["articles"].merge(built.tables["outlets"], on="outlet_id")
    story = {a["article"]: a["story"] for a in truth()["articles"]}
    told = {(story.get(built.keys.get(row.article_id)), row.outlet_name) for row in articles.itertuples()}
    assert told & {(silent["story"], name) for silent in truth()["silent"] for name in silent["outlets"]} == set()
