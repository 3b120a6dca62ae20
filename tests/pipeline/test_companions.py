"""Files beside a data set: written whole, readable by others, refused in a sentence."""

import os

import pytest

from pipeline import companions, inputs
from pipeline.errors import InputError


def test_a_file_is_written_whole_and_leaves_nothing_else(tmp_path):
    companions.write(tmp_path / "a.groups.csv", b"one")
    companions.write(tmp_path / "a.groups.csv", b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.groups.csv", b"two")]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_others_may_read_a_file_as_they_may_any_new_file(tmp_path):
    (tmp_path / "plain").touch()
    companions.write(tmp_path / "a.checks.csv", b"x")
    assert (tmp_path / "a.checks.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    (tmp_path / "a.pins.json").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        companions.write(tmp_path / "a.pins.json", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pins.json"]


def test_a_file_that_cannot_be_taken_away_is_told_in_a_sentence(tmp_path):
    (tmp_path / "a.groups.csv").mkdir()
    with pytest.raises(InputError, match="cannot be taken away"):
        companions.forget(tmp_path / "a.groups.csv")


@pytest.mark.parametrize("ending", companions.ENDINGS)
def test_no_file_beside_a_data_set_among_its_own_articles_is_read_as_one(tmp_path, ending):
    (tmp_path / "a.txt").write_text("Bridge shut\n\nThe bridge was shut on Monday.", encoding="utf-8")
    (tmp_path / "set" / "versions").mkdir(parents=True)
    (tmp_path / "set" / "dataset.json").write_text("{}", encoding="utf-8")
    companions.write(companions.beside(tmp_path / "set", ending), b"outlet,region\nBay Post,north\n")
    found = [file.source_file for file in inputs.find([tmp_path])]
    assert [name for name in found if name.startswith("set")] == []
