"""A data set made ready to be opened."""

import logging
import shutil
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from dashboard import opening
from dashboard.app_pages import overview
from dashboard.data import View, open_folder
from pipeline import cli, measures, remembered, serving
from pipeline.plugins import find
from pipeline.selection import Selection


@pytest.fixture
def prepared(demo_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(remembered, "WORTH_SECONDS", 0)
    folder = shutil.copytree(demo_folder, tmp_path / "set")
    opening.prepare(folder)
    return folder


def test_what_the_front_page_counts_is_then_only_read(prepared, monkeypatch):
    def never(*_, **__):
        raise AssertionError("counted again")

    monkeypatch.setattr(measures, "run", never)
    assert len(View(open_folder(prepared)).measure("outlet_summary")) > 0


def test_a_dashboard_counts_its_front_page_before_anybody_asks_for_it(demo_folder, monkeypatch):
    opening.count_first(str(demo_folder))
    monkeypatch.setattr(measures, "run", lambda *_, **__: pytest.fail("counted again"))
    overview.count(View(open_folder(demo_folder)))


@pytest.mark.parametrize(("large", "is_read"), [(1, True), (1_000, False)])
def test_what_the_first_change_of_filters_needs_is_read_ahead_of_a_large_data_set(demo_folder, tmp_path, monkeypatch, large, is_read):
    folder = shutil.copytree(demo_folder, tmp_path / "set")
    monkeypatch.setattr(opening, "LARGE", large)
    opening.read_ahead(str(folder))
    monkeypatch.setattr(pq, "ParquetFile", lambda *_, **__: pytest.fail("read again"))
    some = View(open_folder(folder), Selection(outlets=(open_folder(folder).outlets["outlet_id"].iloc[0],)))
    if is_read:
        overview.count(some)
    else:
        with pytest.raises(pytest.fail.Exception, match="read again"):
            overview.count(some)


def test_reading_ahead_says_nothing_on_the_terminal(demo_folder, tmp_path, monkeypatch):
    folder, said = shutil.copytree(demo_folder, tmp_path / "set"), []
    monkeypatch.setattr(opening, "LARGE", 1)
    logger = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    monkeypatch.setattr(logger, "warning", lambda *words: said.append(words))
    opening.read_ahead(str(folder))
    assert said == []


def test_a_dashboard_starts_without_what_only_files_need():
    program = "import sys, dashboard.app; from pipeline.plugins import find; find('dashboard.app_pages'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"xlsxwriter", "openpyxl", "bs4", "sklearn", "scipy"} & set(run.stdout.split()) == set()


def test_every_page_is_drawn(demo_folder, tmp_path, monkeypatch):
    drawn = set()
    pages = {name: page for name, page in find("dashboard.app_pages").items() if name != "start"}
    for name, page in pages.items():
        monkeypatch.setattr(page, "render", lambda *_, name=name: drawn.add(name))
    opening.prepare(shutil.copytree(demo_folder, tmp_path / "set"))
    assert drawn == set(pages)


def test_a_large_data_set_is_made_ready_when_it_is_built(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(serving, "LARGE", 1)
    monkeypatch.setattr(serving, "prepare", asked.append)
    (tmp_path / "a.txt").write_text("The ferry stops.\n\nThe mayor objects to it on Monday morning.\n")
    cli.main(["build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--workers", "0"])
    assert asked == [str(tmp_path / "out")]


def test_a_build_does_not_wait_for_ever_for_its_first_views(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "MOST_SECONDS", 0)
    serving.prepare(tmp_path)
