"""The reading of real files that lie beside a checkout; skipped where they do not."""

from pathlib import Path

import pytest

from pipeline import article, inputs
from pipeline.errors import InputError
from pipeline.settings import Settings

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SEEDS, FRONT_MATTER = SHARED / "seeds", SHARED / "eval" / "formats" / "front-matter"


def _read(folder):
    if not folder.is_dir():
        pytest.skip(f"no folder {folder.name} beside the checkout")
    out = []
    for file in inputs.find([folder]):
        for record in inputs.records(file, Settings()):
            assert not isinstance(record, InputError), record
            out += [article.rows(raw, Settings()) for raw in inputs.parse(record)]
    return out


def _one(found, name):
    return next(rows for rows in found if rows["articles"][0]["source_file"].startswith(name)
                and not rows["articles"][0]["source_position"])


@pytest.fixture(scope="module")
def seeds():
    return _read(SEEDS)


def test_four_articles_and_six_excerpts(seeds):
    assert sorted(rows["articles"][0]["kind"] for rows in seeds) == ["excerpt"] * 6 + ["full"] * 4


def test_nobody_is_named_as_author(seeds):
    assert {rows["articles"][0]["author"] for rows in seeds} == {None}


@pytest.mark.parametrize(("name", "evidence", "is_known"), [
    ("000", "image address", True), ("001", "newsletter line", True), ("002", "none", False), ("003", "dateline", True),
    ("004", "front matter provider", True)])
def test_outlet_and_what_it_was_read_from(seeds, name, evidence, is_known):
    rows = _one(seeds, name)
    assert (rows["articles"][0]["outlet_evidence"], rows["outlets"][0]["is_known"]) == (evidence, is_known)


def test_every_related_item_has_an_outlet_of_its_own(seeds):
    related = {rows["articles"][0]["outlet_id"] for rows in seeds if rows["articles"][0]["source_position"]}
    assert len(related) == 5 and _one(seeds, "004")["articles"][0]["outlet_id"] not in related


@pytest.mark.parametrize(("name", "at"), [("000", "2020-10-21T09:28:02+00:00"), ("004", "2020-10-20T19:22:00+00:00"), ("001", None),
                                          ("002", None), ("003", None)])
def test_moment_of_publication(seeds, name, at):
    published = _one(seeds, name)["articles"][0].get("published_at")
    assert (published and published.isoformat()) == at


def test_day_without_a_year_waits_for_its_story(seeds):
    dated = _one(seeds, "003")["articles"][0]
    assert (dated["published_text"], dated["published_precision"], dated["published_evidence"]) == ("Oct. 20", "day", "dateline")


@pytest.mark.parametrize(("name", "n_removed", "n_paragraphs"), [("000", 0, 9), ("001", 42, 6), ("002", 1, 9), ("003", 7, 8)])
def test_what_is_text_and_what_is_not(seeds, name, n_removed, n_paragraphs):
    rows = _one(seeds, name)
    assert (len(rows["removed"]), rows["articles"][0]["body"].count("\n\n") + 1) == (n_removed, n_paragraphs)


def test_front_matter_files_have_outlet_date_and_related_items():
    found = _read(FRONT_MATTER)
    own = [rows for rows in found if not rows["articles"][0]["source_position"]]
    assert len(own) == 150 and all(rows["outlets"][0]["is_known"] and rows["articles"][0]["published_at"] for rows in own)
    assert len({rows["articles"][0]["source_file"] for rows in found if rows["articles"][0]["source_position"]}) == 126


@pytest.mark.parametrize("reader", ["nexis_text", "word_file"])
def test_export_of_ten_articles_gives_ten_with_outlet_and_day(reader):
    found = [rows for rows in _read(SHARED / "eval" / "formats" / "archive-exports") if rows["articles"][0]["reader"] == reader]
    assert len(found) == 10
    assert all(rows["articles"][0]["published_at"] and rows["outlets"][0]["is_known"] and rows["articles"][0]["body"] for rows in found)
