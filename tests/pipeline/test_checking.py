"""What `check` finds in a data set that is not what it says."""

import json
import shutil

import pytest

from pipeline import store
from pipeline.checking import check


@pytest.fixture
def copied(demo_folder, tmp_path):
    """A copy of the demo's data set that a test may damage."""
    shutil.copytree(demo_folder, tmp_path / "set")
    return store.open_dataset(tmp_path / "set")


def damaged(dataset, name, change):
    """The data set with one table changed and its hash corrected, as a wrong program would leave it."""
    frame = change(dataset.table(name).copy())
    with open(dataset.path(name), "wb") as stream:
        store.write_parquet(frame, stream)
    manifest = dataset.path(name).with_name("manifest.json")
    told = json.loads(manifest.read_text())
    told["tables"][name]["sha256"] = store.file_digest(dataset.path(name))
    manifest.write_text(json.dumps(told))
    return store.open_dataset(dataset.folder)


def test_the_demo_is_right(demo_folder):
    assert check(store.open_dataset(demo_folder)) == []


def test_changed_file_is_found(copied):
    with open(copied.path("quotes"), "ab") as stream:
        stream.write(b" ")
    assert check(copied) == ["quotes.parquet: has changed since it was written"]


def test_missing_file_is_found(copied):
    copied.path("facts").unlink()
    assert check(copied)[0].startswith("facts.parquet: cannot be read")


def test_span_that_does_not_hold_its_text_is_found(copied):
    wrong = damaged(copied, "sentences", lambda rows: rows.assign(text=rows["text"] + "x"))
    assert any("sentences: the span" in finding for finding in check(wrong))


def test_span_outside_its_article_is_found(copied):
    wrong = damaged(copied, "passages", lambda rows: rows.assign(other_end=10**9))
    assert any("passages: the span" in finding for finding in check(wrong))


def test_key_that_stands_twice_is_found(copied):
    wrong = damaged(copied, "stories", lambda rows: rows.assign(story_id="same"))
    assert any("stands twice" in finding for finding in check(wrong))


def test_reference_that_leads_nowhere_is_found(copied):
    wrong = damaged(copied, "outlets", lambda rows: rows.iloc[1:].reset_index(drop=True))
    assert any(finding.startswith("articles.outlet_id:") for finding in check(wrong))


def test_article_without_a_place_is_found(copied):
    wrong = damaged(copied, "origins", lambda rows: rows.iloc[:0])
    assert any(finding.startswith("origins: no place") for finding in check(wrong))


def test_problem_that_was_lost_is_found(copied):
    wrong = damaged(copied, "problems", lambda rows: rows[rows["severity"] != "rejected"].reset_index(drop=True))
    assert any(finding.startswith("problems: 0 rows for") for finding in check(wrong))


def test_counts_that_do_not_add_up_are_found(copied):
    manifest = copied.path("articles").with_name("manifest.json")
    told = json.loads(manifest.read_text())
    told["counts"]["given"] += 1
    manifest.write_text(json.dumps(told))
    assert "counts: given is not read + duplicates + rejected" in check(store.open_dataset(copied.folder))
