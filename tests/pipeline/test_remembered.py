"""Results that are kept beside a data set."""

import shutil

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pipeline import checking
from pipeline import remembered as module
from pipeline.remembered import FOLDER, remembered
from pipeline.store import open_dataset

ROWS = pd.DataFrame({"outlet_id": pd.Series(["a", None], dtype="str"), "n": pd.Series([1, None], dtype="Int64"), "share": [0.5, None]})


@pytest.fixture
def dataset(demo_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "WORTH_SECONDS", 0)
    copied = shutil.copytree(demo_folder, tmp_path / "set", ignore=shutil.ignore_patterns("remembered"))  # of pages shown before
    return open_dataset(copied)


def _never():
    raise AssertionError("made again")


def _files(dataset):
    return list((dataset.path("articles").parent / FOLDER).glob("*"))


def test_a_result_is_made_once_and_then_read(dataset):
    remembered(dataset, "summary", {"top": 3}, lambda: ROWS)
    assert_frame_equal(remembered(dataset, "summary", {"top": 3}, _never), ROWS)


def test_other_options_are_another_result(dataset):
    remembered(dataset, "summary", {"top": 3}, lambda: ROWS)
    assert len(remembered(dataset, "summary", {"top": 4}, lambda: ROWS.head(1))) == 1


def test_a_changed_program_counts_anew_and_removes_what_the_other_left(dataset, monkeypatch):
    remembered(dataset, "summary", {}, lambda: ROWS)
    monkeypatch.setattr(module, "_program", lambda: "another")
    assert len(remembered(dataset, "summary", {}, lambda: ROWS.head(1))) == 1
    assert len(_files(dataset)) == 1


def test_a_damaged_file_is_made_anew(dataset):
    remembered(dataset, "summary", {}, lambda: ROWS)
    _files(dataset)[0].write_bytes(b"PAR1 and no more")
    assert_frame_equal(remembered(dataset, "summary", {}, lambda: ROWS), ROWS)
    assert_frame_equal(remembered(dataset, "summary", {}, _never), ROWS)


def test_a_result_that_a_file_cannot_hold_is_not_kept(dataset):
    made = ROWS.set_index("outlet_id")
    assert_frame_equal(remembered(dataset, "summary", {}, lambda: made), made)
    assert _files(dataset) == []


def test_what_is_made_at_once_is_not_kept(dataset, monkeypatch):
    monkeypatch.setattr(module, "WORTH_SECONDS", 60)
    remembered(dataset, "summary", {}, lambda: ROWS)
    assert _files(dataset) == []


def test_of_too_many_results_the_oldest_go(dataset, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    for top in range(4):
        remembered(dataset, "summary", {"top": top}, lambda: ROWS)
    assert len(_files(dataset)) == 2
    assert_frame_equal(remembered(dataset, "summary", {"top": 3}, _never), ROWS)


def test_a_folder_that_cannot_be_written_is_no_error(dataset):
    (dataset.path("articles").parent / FOLDER).write_text("in the way")
    assert_frame_equal(remembered(dataset, "summary", {}, lambda: ROWS), ROWS)


def test_a_data_set_with_kept_results_is_still_right(dataset):
    remembered(dataset, "summary", {}, lambda: ROWS)
    assert _files(dataset) and checking.check(dataset) == []


def test_the_tables_and_their_hashes_stay_as_they_were(dataset):
    before = {path.name: path.read_bytes() for path in dataset.path("articles").parent.iterdir()}
    remembered(dataset, "summary", {}, lambda: ROWS)
    after = {path.name: path.read_bytes() for path in dataset.path("articles").parent.iterdir() if path.is_file()}
    assert after == before
