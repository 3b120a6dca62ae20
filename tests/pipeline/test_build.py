"""What becomes of a build whose own steps fail."""

import importlib

import pytest

from pipeline import shelf
from pipeline.build import build
from pipeline.demo import ARTICLES
from pipeline.errors import PluginError
from pipeline.store import open_dataset

REPORT = "The quay of Port Elsin was closed on Monday after a crane fell into the harbour, the harbour master said."


@pytest.fixture
def folder(tmp_path):
    """A folder with one article."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "quay.txt").write_text(f"Quay closed in Port Elsin\n\n{REPORT}\n")
    return tmp_path / "in"


def fail(tables, settings):
    """A linker that was not made for this."""
    raise KeyError("no such quay")


@pytest.mark.parametrize("linker", ["stories", "sources", "passages", "copies"])
def test_linker_of_the_whole_data_set_that_fails_is_named_in_one_sentence(folder, monkeypatch, linker):
    monkeypatch.setattr(importlib.import_module(f"pipeline.link.{linker}"), "link", fail)
    with pytest.raises(PluginError, match=rf"^pipeline\.link\.{linker}: failed on these articles \(KeyError: 'no such quay'\)\. Hint: "):
        build([folder], folder.parent / "set", workers=0)


def test_linker_that_fails_leaves_the_earlier_data_set(folder, monkeypatch):
    before = build([folder], folder.parent / "set", workers=0)
    monkeypatch.setattr(importlib.import_module("pipeline.link.passages"), "link", fail)
    with pytest.raises(PluginError):
        build([folder], folder.parent / "set", workers=0)
    assert open_dataset(folder.parent / "set").version == before.version


def test_tables_are_the_same_bytes_whether_they_lay_in_memory_or_on_disk(tmp_path, monkeypatch):
    sources = [ARTICLES / "agency.jsonl", ARTICLES / "agency-cut.jsonl", ARTICLES / "two-weeks.csv"]
    held = build(sources, tmp_path / "held", workers=0).manifest["tables"]
    monkeypatch.setattr(shelf, "_BYTES_HELD", 5_000)
    assert build(sources, tmp_path / "shelved", workers=1).manifest["tables"] == held
