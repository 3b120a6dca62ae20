"""Everything as one package: every file opens again, the same data give the same bytes, and a safe one holds no long run of words."""

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import runs
import sample

from dashboard import package, pins, report
from dashboard.data import opened_from
from pipeline import corrections
from pipeline.build import build
from pipeline.selection import Selection
from pipeline.store import open_dataset
from pipeline.tables import TABLES

MOST = 6


def _packed(folder, out, selection=None, most=0, forms=package.FORMS):
    """The package of a data set."""
    wanted = report.Report(opened_from(open_dataset(folder)), selection or Selection(), most)
    package.write(wanted, report.made(wanted), out, forms)
    return zipfile.ZipFile(out)


def _inside(packed):
    """The names of its files below its one folder."""
    return [name.partition("/")[2] for name in packed.namelist()]


def _read(packed, name):
    """What one file of it holds."""
    return packed.read(f"{packed.namelist()[0].partition('/')[0]}/{name}")


def _table(packed, name, form):
    """What the file of one table holds."""
    return packed.read(next(n for n in packed.namelist() if re.fullmatch(rf"[^/]+/tables/[^_]+_tables_{name}[^/]*\.{form}", n)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A small data set on disk, with corrections and pins beside it."""
    folder = tmp_path_factory.mktemp("packed") / "harbour"
    sample.publish(folder, sample.tables())
    corrections.beside(folder).write_text("kind,outlet,value\n", encoding="utf-8")
    pins.write(folder, [pins.Pin("stories", "story_coverage", "Who covers what", "For the lead", "outlets=Harbor+Ledger")])
    return folder


@pytest.fixture(scope="module")
def whole(folder, tmp_path_factory):
    """Its package."""
    return _packed(folder, tmp_path_factory.mktemp("out") / "all.zip")


@pytest.fixture(scope="module")
def safe(demo_folder, tmp_path_factory):
    """The copyright-safe package of the demo."""
    return _packed(demo_folder, tmp_path_factory.mktemp("safe") / "all.zip", None, MOST)


def test_every_table_is_in_it_in_every_form_and_opens_again(whole):
    made = sample.tables()
    for name in TABLES:
        rows = pd.read_parquet(io.BytesIO(_table(whole, name, "parquet")))
        pd.testing.assert_frame_equal(rows, made[name], check_dtype=False)
        assert len(pd.read_csv(io.BytesIO(_table(whole, name, "csv")), encoding="utf-8-sig")) == len(rows)
        sheet = openpyxl.load_workbook(io.BytesIO(_table(whole, name, "xlsx")))["data"]
        assert (sheet.max_row - 1, [cell.value for cell in sheet[1]]) == (len(rows), list(rows.columns))


def test_a_table_longer_than_a_sheet_is_left_out_of_excel_and_named(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(package.spreadsheets, "SHEET_ROWS", 4)
    packed = _packed(folder, tmp_path / "long.zip", forms=("csv", "xlsx"))
    listed = [name for name in _inside(packed) if name.startswith("tables/harbour_tables_articles_")]
    assert [Path(name).suffix for name in listed] == [".csv"]
    assert re.search(r"tables/harbour_tables_articles\S*\.xlsx has more rows \(5\) than a sheet of Excel \(4\)", _read(packed, "README.txt").decode())


def test_every_chart_is_in_it_as_a_page_with_its_rows_beside(whole):
    charts = [name for name in _inside(whole) if re.fullmatch(r"charts/.*\.html", name)]
    assert len(charts) > 10 and "charts/plotly.min.js" in _inside(whole)
    pages = {name.removeprefix("pages/").removesuffix(".csv") for name in _inside(whole) if name.startswith("pages/")}
    assert {name[7:-5] for name in charts if not name.startswith("charts/harbour_pin-")} <= pages


def test_report_manifest_settings_recipe_corrections_and_pins_are_in_it(whole):
    wanted = {"report.html", "manifest.json", "settings.toml", "view.toml", "corrections.csv", "pins.json", "README.txt"}
    assert wanted <= set(_inside(whole))
    assert json.loads(_read(whole, "manifest.json"))["counts"]["given"] == 6


def test_no_file_of_it_says_where_on_the_machine_the_articles_lie(tmp_path):
    articles = tmp_path / "home" / "ada" / "articles"
    articles.mkdir(parents=True)
    body = "The bridge closes on Monday, the council said. " * 9
    (articles / "bay.txt").write_text(f"Bridge closes\n\n{body}", encoding="utf-8")
    (articles / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    dataset = build([articles], tmp_path / "home" / "ada" / "bridge", workers=0)
    packed = _packed(dataset.folder, tmp_path / "all.zip")
    assert [n for n in packed.namelist() if str(tmp_path) in _as_text(n, packed.read(n))] == []
    assert json.loads(_read(packed, "manifest.json"))["sources"] == ["articles"]


def test_its_readme_explains_every_column_and_says_how_to_cite(whole):
    said = _read(whole, "README.txt").decode()
    assert [c.name for t in TABLES.values() for c in t.columns if f"  {c.name} " not in said] == []
    assert "data set “harbour”, version 000001" in said and "report.html" in said


def test_the_settings_in_it_build_again(whole, tmp_path):
    from pipeline.settings import read_settings

    (tmp_path / "settings.toml").write_bytes(_read(whole, "settings.toml"))
    read_settings(tmp_path / "settings.toml")


def test_its_files_are_named_after_data_set_page_part_and_day_as_single_ones_are(whole):
    day = json.loads(_read(whole, "manifest.json"))["built_at"][:10]
    assert {name.partition("/")[0] for name in whole.namelist()} == {f"harbour_{day}"}
    wanted = {
        f"tables/harbour_tables_articles_{day}.csv",
        f"charts/harbour_stories_story-coverage_{day}.html",
        f"pages/harbour_stories_story-coverage_{day}.xlsx",
    }
    assert wanted <= set(_inside(whole))


def test_its_paths_are_short_however_long_the_names_of_data_set_and_filters(tmp_path):
    folder = tmp_path / ("the-harbour-and-its-long-awaited-bridge-" * 3)
    sample.publish(folder, sample.tables())
    packed = _packed(folder, tmp_path / "all.zip", Selection(outlets=("l", "w"), words=("ferry", "bridge", "harbour council")), 25, ("parquet",))
    assert max(map(len, packed.namelist())) < 150
    assert len(set(packed.namelist())) == len(packed.namelist())


def test_it_is_the_same_file_for_the_same_data(folder, whole, tmp_path):
    again = _packed(folder, tmp_path / "again.zip")
    assert {n: again.getinfo(n).CRC for n in again.namelist()} == {n: whole.getinfo(n).CRC for n in whole.namelist()}


def test_pins_stand_first_in_its_report(whole):
    page = _read(whole, "report.html").decode()
    assert page.index(">Pinned</h2>") < page.index(">Overview</h2>")
    assert "For the lead" in page and "/stories?outlets=Harbor+Ledger" in page and page.count("pin-stories-story-coverage") >= 1


def test_a_restricted_package_holds_the_rows_of_the_selection(folder, tmp_path):
    packed = _packed(folder, tmp_path / "part.zip", Selection(outlets=("l",)), forms=("csv",))
    rows = pd.read_csv(io.BytesIO(_table(packed, "articles", "csv")), encoding="utf-8-sig")
    assert rows["outlet_id"].unique().tolist() == ["l"] and not [n for n in packed.namelist() if n.endswith(".parquet")]
    assert "Shown: Outlets: Harbor Ledger." in _read(packed, "README.txt").decode()


def test_every_row_that_belongs_to_an_article_names_its_outlet_date_and_address(safe):
    of_articles = ("title", "text", "statement", "body")
    missing = {}
    for name in safe.namelist():
        if "/pages/" in name and name.endswith(".parquet"):
            columns = set(pq.read_schema(io.BytesIO(safe.read(name))).names)
            if columns & set(of_articles) and not {"outlet", "published_at", "url"} <= columns:
                missing[name] = sorted(columns)
    assert missing == {}


def test_a_safe_package_holds_no_long_run_of_words_of_any_article(safe, demo_folder):
    texts = runs.article_texts(open_dataset(demo_folder).tables)
    found = {}
    for name in safe.namelist():
        if name.endswith(".js"):
            continue
        content = _as_text(name, safe.read(name))
        if long := runs.long_runs(texts, content, MOST):
            found[name] = long[0]
    assert found == {}


def _as_text(name, content):
    """What a file says, whatever its form."""
    if name.endswith(".parquet"):
        return pq.read_table(io.BytesIO(content)).to_pandas().to_csv(index=False)
    if name.endswith(".xlsx"):
        return "\n".join(str(row) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)
    return runs.read_aloud(content.decode("utf-8-sig")) if name.endswith(".html") else content.decode("utf-8-sig")


def test_a_safe_package_keeps_places_and_numbers(safe, demo_folder):
    sentences = pd.read_parquet(io.BytesIO(_table(safe, "sentences", "parquet")))
    whole = open_dataset(demo_folder).tables["sentences"]
    assert sentences["end"].tolist() == whole["end"].tolist() and not sentences["text"].any()


def test_a_safe_package_leaves_out_what_may_quote_at_length(folder, tmp_path):
    packed = _packed(folder, tmp_path / "safe.zip", None, MOST)
    assert not {"corrections.csv", "pins.json", "view.toml"} & set(packed.namelist())


def test_a_package_that_cannot_be_written_leaves_nothing(folder, tmp_path, capsys):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert report.main([str(folder), "--out", str(tmp_path / "file" / "all.zip")]) == 2
    assert "Hint:" in capsys.readouterr().err and [p.name for p in tmp_path.iterdir()] == ["file"]
