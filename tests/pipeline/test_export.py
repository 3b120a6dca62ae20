"""Exported files open right in what people use, and run nothing."""

import json
import zipfile

import openpyxl
import pandas as pd
import pytest

from pipeline import export, store, tables
from pipeline.errors import DatasetError, SettingsError


def dataset(folder, **rows):
    """A data set with some rows."""
    made = {name: tables.conform(name, tables.frame(name, rows.get(name, ()))) for name in tables.TABLES}
    with store.writing(folder) as writer:
        return writer.publish(made, {"counts": {}}, pd.DataFrame({"source_file": [], "bytes": pd.Series(dtype="int64"), "sha256": []}))


def source(name, **more):
    """A row of sources."""
    return {"source_id": f"{abs(hash(name)):x}"[:16], "source_name": name, "kind": "person", **more}


HOSTILE = ["=HYPERLINK(\"http://x.example\",\"a\")", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]


def test_parquet_is_the_same_as_in_the_data_set(tmp_path):
    made = dataset(tmp_path / "set", sources=[source("Ada Moor")])
    export.export(made, tmp_path / "out")
    assert all((tmp_path / "out" / f"{name}.parquet").read_bytes() == made.path(name).read_bytes() for name in tables.TABLES)


def test_csv_runs_no_text_and_has_the_mark_of_its_encoding(tmp_path):
    export.export(dataset(tmp_path / "set", sources=[source(n) for n in HOSTILE]), tmp_path / "out", "csv", ["sources"])
    data = (tmp_path / "out" / "sources.csv").read_bytes()
    names = pd.read_csv(tmp_path / "out" / "sources.csv", dtype="str", encoding="utf-8-sig")["source_name"]
    assert (data[:3], len(names), names.str.startswith("'").all()) == (b"\xef\xbb\xbf", 6, True)


def test_xlsx_holds_text_that_looks_like_a_formula_as_text(tmp_path):
    export.export(dataset(tmp_path / "set", sources=[source(n) for n in HOSTILE[:4]]), tmp_path / "out", "xlsx", ["sources"])
    cells = list(openpyxl.load_workbook(tmp_path / "out" / "sources.xlsx")["sources"].iter_cols(2, 2, 2))[0]
    assert sorted((c.value, c.data_type) for c in cells) == sorted((n, "s") for n in HOSTILE[:4])


def test_xlsx_cuts_what_no_cell_holds_and_says_so(tmp_path):
    (written,) = export.export(dataset(tmp_path / "set", sources=[source("x" * 40_000)]), tmp_path / "out", "xlsx", ["sources"])
    value = openpyxl.load_workbook(tmp_path / "out" / "sources.xlsx")["sources"]["B2"].value
    assert (len(value), value.endswith("[…cut, 40,000 characters in all]")) == (32_767, True)
    assert "1 cells of source_name were cut" in written.note


def test_xlsx_writes_moments_as_dates_and_unknown_as_empty(tmp_path):
    story = {"story_id": "s", "label": "x", "first_published_at": pd.Timestamp("2025-03-01T10:00:00Z"), "n_articles": 1, "n_outlets": 1}
    export.export(dataset(tmp_path / "set", stories=[story]), tmp_path / "out", "xlsx", ["stories"])
    sheet = openpyxl.load_workbook(tmp_path / "out" / "stories.xlsx")["stories"]
    assert (str(sheet["C2"].value), sheet["D2"].value, sheet["E2"].value) == ("2025-03-01 10:00:00", None, 1)


def test_table_longer_than_a_sheet_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(export.spreadsheets, "SHEET_ROWS", 1)
    with pytest.raises(DatasetError, match="csv or parquet"):
        export.export(dataset(tmp_path / "set", sources=[source("a"), source("b")]), tmp_path / "out", "xlsx")
    assert not (tmp_path / "out").exists()


def test_json_has_moments_as_text_and_unknown_as_null(tmp_path):
    story = {"story_id": "s", "label": "“é”", "first_published_at": pd.Timestamp("2025-03-01T10:00:00Z"), "n_articles": 1, "n_outlets": 1}
    export.export(dataset(tmp_path / "set", stories=[story]), tmp_path / "out", "json", ["stories"])
    assert json.loads((tmp_path / "out" / "stories.json").read_text(encoding="utf-8")) == [
        {**story, "first_published_at": "2025-03-01T10:00:00Z", "last_published_at": None}]


@pytest.mark.parametrize("form", list(export.FORMS))
def test_every_form_writes_every_table_twice_the_same(tmp_path, form):
    made = dataset(tmp_path / "set", sources=[source("Ada Moor")])
    for out in ("a", "b"):
        export.export(made, tmp_path / out, form)
    assert {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()} == {p.name: p.read_bytes() for p in (tmp_path / "b").iterdir()}
    assert len(list((tmp_path / "a").iterdir())) == len(tables.TABLES)


def test_export_into_a_data_set_is_refused(tmp_path):
    made = dataset(tmp_path / "set")
    with pytest.raises(DatasetError, match="is a data set itself"):
        export.export(made, tmp_path / "set")


def test_unknown_table_is_refused(tmp_path):
    with pytest.raises(DatasetError, match="there is no table nonsense"):
        export.export(dataset(tmp_path / "set"), tmp_path / "out", "csv", ["nonsense"])


def test_export_to_a_file_is_one_clear_error(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(DatasetError, match="cannot be written"):
        export.export(dataset(tmp_path / "set"), tmp_path / "out")


BODY = "The ferry Selma ran aground off Quell Point on Monday evening."


def told(folder):
    """A data set of one article and its sentence."""
    article = {"article_id": "a", "outlet_id": "o", "title": "Ferry runs aground", "body": BODY, "kind": "full"}
    sentence = {"article_id": "a", "start": 0, "end": len(BODY), "text": BODY}
    return dataset(folder, articles=[article], sentences=[sentence])


@pytest.mark.parametrize("form", list(export.FORMS))
def test_safe_tables_hold_no_text_longer_than_was_asked_for(tmp_path, form):
    export.export(told(tmp_path / "set"), tmp_path / "out", form, ["articles", "sentences"], 5)
    for path in (tmp_path / "out").iterdir():
        readers = {"parquet": pd.read_parquet, "csv": pd.read_csv, "xlsx": pd.read_excel, "json": pd.read_json}
        assert "Selma ran aground off" not in readers[form](path).to_csv(), path.name


def test_a_number_of_words_out_of_range_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="max-words"):
        export.export(told(tmp_path / "set"), tmp_path / "out", "csv", (), 2)


@pytest.mark.parametrize("form", list(export.FORMS))
def test_a_zip_holds_the_same_files_as_a_folder(tmp_path, form):
    made = told(tmp_path / "set")
    export.export(made, tmp_path / "out", form)
    export.export(made, tmp_path / "out.zip", form)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "out.zip", "set"]


def test_a_zip_is_the_same_file_each_time(tmp_path):
    made = told(tmp_path / "set")
    for name in ("a.zip", "b.zip"):
        export.export(made, tmp_path / name, "csv")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
