"""Files that a user takes away."""

import io

import openpyxl
import pandas as pd
import pytest

from dashboard import charts
from dashboard.downloads import csv_bytes, excel_bytes, file_stem, parquet_bytes
from dashboard.saving import page_of


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_csv_runs_no_formula(text):
    cell = pd.read_csv(io.BytesIO(csv_bytes(pd.DataFrame({"title": [text]}))))["title"][0]
    assert cell.startswith("'")


@pytest.mark.parametrize("text", ["7130294856170293", "71302948561702e5"])
def test_csv_keeps_every_digit_of_an_id_that_looks_like_a_number(text):
    assert f"'{text}" in csv_bytes(pd.DataFrame({"id": [text]})).decode("utf-8-sig")


def test_csv_guards_a_column_of_mixed_things():
    lines = csv_bytes(pd.DataFrame({"value": pd.Series(["=1", 5, None], dtype="object")})).decode("utf-8-sig").splitlines()
    assert lines[1:3] == ["'=1", "5"]


def test_csv_guards_the_names_of_columns():
    assert csv_bytes(pd.DataFrame({"=1+1": [1]})).decode("utf-8-sig").startswith("'=1+1")


def test_an_excel_file_of_the_same_table_is_the_same_file():
    frame = pd.DataFrame({"title": ["Ferry"], "n": [3]})
    assert excel_bytes(frame, {"filters": "none"}) == excel_bytes(frame, {"filters": "none"})


def test_csv_begins_with_the_mark_that_excel_needs():
    assert csv_bytes(pd.DataFrame({"title": ["Café"]})).startswith(b"\xef\xbb\xbf")


def test_csv_keeps_negative_numbers_as_numbers():
    assert pd.read_csv(io.BytesIO(csv_bytes(pd.DataFrame({"value": [-1.5]}))))["value"][0] == -1.5


def test_excel_keeps_a_formula_and_an_address_as_text():
    frame = pd.DataFrame({"title": ["=1+1", "https://a.example/", "007"]})
    cells = openpyxl.load_workbook(io.BytesIO(excel_bytes(frame, {"filters": "none"})))["data"]["A"]
    assert [(c.value, c.data_type, c.hyperlink) for c in cells[1:]] == [
        ("=1+1", "s", None),
        ("https://a.example/", "s", None),
        ("007", "s", None),
    ]


def test_excel_says_on_its_second_sheet_what_it_holds():
    book = openpyxl.load_workbook(io.BytesIO(excel_bytes(pd.DataFrame({"a": [1]}), {"filters": "Outlets: Coast Daily"})))
    assert [c.value for c in book["about"][2]] == ["filters", "Outlets: Coast Daily"]


def test_excel_takes_moments_with_a_zone_and_texts_that_are_too_long():
    frame = pd.DataFrame({"at": pd.to_datetime(["2026-03-02T09:28Z"]), "text": pd.Series(["x" * 40_000], dtype="str")})
    sheet = openpyxl.load_workbook(io.BytesIO(excel_bytes(frame, {})))["data"]
    assert (sheet["A2"].value.isoformat(), len(sheet["B2"].value)) == ("2026-03-02T09:28:00", 32_767)


def test_excel_takes_an_empty_table():
    assert openpyxl.load_workbook(io.BytesIO(excel_bytes(pd.DataFrame({"a": pd.Series(dtype="str")}), {})))["data"]["A1"].value == "a"


def test_parquet_comes_back_as_it_was():
    frame = pd.DataFrame({"title": pd.Series(["Ferry", None], dtype="str"), "n": pd.Series([1, None], dtype="Int64")})
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(parquet_bytes(frame, {"filters": "none"}))), frame)


def test_a_chart_saved_as_a_page_bears_its_title():
    about = charts.Caption("Ferry & quay <3", "How often?", "words", "2 articles")
    page = page_of(charts.bars(pd.DataFrame({"label": ["Bay Post"], "value": [1]}), about), "words")
    assert '<html lang="en">' in page and "<title>Ferry &amp; quay &lt;3</title>" in page


def test_file_names_of_two_long_filters_differ():
    assert file_stem(["set"], "Outlets: " + "a" * 200) != file_stem(["set"], "Outlets: " + "a" * 199 + "b")


def test_a_file_name_stays_short_and_keeps_page_part_and_day_whole():
    name = file_stem(["a long name " * 9, "first-and-follow", "first-reports"], "Outlets: " + "a" * 200, ("2031-05-04", "snippets-25"))
    assert len(name) <= 85
    assert "_first-and-follow_first-reports_outl" in name and name.endswith("_2031-05-04_snippets-25")


def test_a_file_name_holds_no_path():
    assert file_stem(["../../etc", "a/b\\c"], "x:y") == "etc_a-b-c_x-y"
