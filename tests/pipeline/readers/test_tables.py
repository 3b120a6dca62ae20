"""Articles in CSV, JSON and Parquet under their usual column names."""

import io
import json

import pandas as pd
import pytest

from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.readers import csv_table, json_lines, parquet_table
from pipeline.settings import Settings


def _read(reader, content, name):
    file = InputFile(name, lambda: io.BytesIO(content), content[:65_536])
    out = []
    for record in reader.records(file):
        try:
            out += [record] if isinstance(record, InputError) else list(reader.parse(record))
        except InputError as error:
            out.append(error)
    return out


def _articles(reader, content, name):
    return [rows(raw, Settings())["articles"][0] for raw in _read(reader, content, name)]


@pytest.mark.parametrize("names", ["Source,Headline,Text,Published", "outlet,title,body,date",
                                   "publication,article_title,fullText,publish_date", "Quelle,Überschrift,Volltext,Datum",
                                   "Fuente,Título,Texto,Fecha", "Journal,Titre,Texte,Date de publication"])
def test_usual_column_names_are_understood(names):
    (article,) = _articles(csv_table, f"{names}\nHarlow Herald,Bridge,It opened.,2031-05-04\n".encode(), "a.csv")
    assert (article["title"], article["body"], str(article["published_at"].date())) == ("Bridge", "It opened.", "2031-05-04")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_told_from_the_header(delimiter):
    text = delimiter.join(("title", "body")) + "\n" + delimiter.join(("Bridge", "It opened.")) + "\n"
    assert [a["title"] for a in _articles(csv_table, text.encode(), "a.csv")] == ["Bridge"]


def test_page_on_one_line_is_not_looked_at_as_if_it_were_column_names(monkeypatch):
    monkeypatch.setattr(csv_table._columns, "folded", lambda name: pytest.fail(f"a name was seen in {name[:20]}"))
    assert csv_table.recognises(b"<!doctype html><title>title,body</title>" + b"<p>a, b, c, d</p>" * 900, "a.html") == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_table_in_utf_16_is_read_row_by_row(encoding):
    text = "title\tbody\r\nBridge\tIt opened, the café owner said.\r\nFerry\tIt stopped.\r\n"
    found = _articles(csv_table, text.encode(encoding), "a.csv")
    assert [a["body"] for a in found] == ["It opened, the café owner said.", "It stopped."]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_json_lines_in_utf_16_are_read_line_by_line(name):
    text = '{"title": "Bridge", "body": "It opened."}\n{"title": "Ferry", "body": "It stopped."}\n'
    assert [a["title"] for a in _articles(json_lines, text.encode("utf-16"), name)] == ["Bridge", "Ferry"]


ANSWER = json.dumps({"status": "ok", "articles": [{"title": f"Bridge {n}", "body": "It [opened], \"at last\"."} for n in range(3)], "pages": [1]})


def test_long_answer_of_a_service_is_cut_item_by_item(monkeypatch):
    monkeypatch.setattr(json_lines, "_MOST_WHOLE", 100)
    assert [a["title"] for a in _articles(json_lines, ANSWER.encode(), "a.json")] == ["Bridge 0", "Bridge 1", "Bridge 2"]


def test_long_answer_that_is_cut_off_gives_its_whole_items_and_says_so(monkeypatch):
    monkeypatch.setattr(json_lines, "_MOST_WHOLE", 100)
    *whole, error = _read(json_lines, ANSWER[:ANSWER.index("Bridge 2")].encode(), "a.json")
    assert "ends before its array does" in str(error) and [raw.titles[0].value for raw in whole[:2]] == ["Bridge 0", "Bridge 1"]


def test_long_object_without_a_list_of_articles_is_named(monkeypatch):
    monkeypatch.setattr(json_lines, "_MOST_WHOLE", 100)
    with pytest.raises(InputError, match="one JSON value of more than"):
        _read(json_lines, b'{\n"found": {"pages": "' + b"a" * 200 + b'"}}', "a.json")


def test_quoted_cell_goes_over_lines():
    (article,) = _articles(csv_table, b'title,body\nBridge,"It ""opened"".\n\nAt last."\n', "a.csv")
    assert article["body"] == 'It "opened".\n\nAt last.'


def test_values_are_text_and_nothing_else():
    (raw,) = _read(csv_table, b"title,body,outlet\n007,NA,None\n", "a.csv")
    assert (raw.titles[0].value, raw.text, raw.outlets[0].value) == ("007", "NA", "None")


def test_quotation_mark_that_never_closes_spoils_one_row():
    first, error, *rest = _read(csv_table, b'title,body\nA,B\nX,"open\nC,D\nE,F\n', "a.csv")
    assert isinstance(error, InputError) and [raw.titles[0].value for raw in (first, *rest)] == ["A", "C", "E"]


def test_row_with_too_many_cells_is_named():
    error, good = _read(csv_table, b"title,body\nA,B,C\nE,F\n", "a.csv")
    assert isinstance(error, InputError) and error.position == "line 2" and good.titles[0].value == "E"


def test_csv_without_a_text_column_is_named():
    with pytest.raises(InputError, match="no column of titles"):
        _read(csv_table, b"x,y\n1,2\n", "a.csv")


def test_row_without_text_is_an_excerpt():
    (article,) = _articles(csv_table, b"title,url\nBridge,https://harlowherald.example/b\n", "a.csv")
    assert article["kind"] == "excerpt"


def test_windows_encoding_is_read():
    (article,) = _articles(csv_table, "title,body\nCafé,It opened.\n".encode("cp1252"), "a.csv")
    assert article["title"] == "Café"


@pytest.mark.parametrize("form", ["lines", "array", "news"])
def test_json_is_read_by_line_as_array_and_inside_an_object(form):
    items = [{"source": {"id": None, "name": "Harlow Herald"}, "title": f"Bridge {n}", "publishedAt": "2031-05-04T09:00:00Z",
              "content": "It opened."}
             for n in (1, 2)]
    text = {"lines": "\n".join(map(json.dumps, items)), "array": json.dumps(items, indent=1),
            "news": json.dumps({"status": "ok", "articles": items})}[form]
    found = [rows(raw, Settings()) for raw in _read(json_lines, text.encode(), "a.json")]
    assert [(r["articles"][0]["title"], r["outlets"][0]["outlet_name"]) for r in found] == [("Bridge 1", "Harlow Herald"),
                                                                                            ("Bridge 2", "Harlow Herald")]


def test_bad_line_of_json_is_named_and_the_rest_is_read():
    first, error, last = _read(json_lines, b'{"title": "A", "body": "B."}\nnot json\n{"title": "C", "body": "D."}\n', "a.jsonl")
    assert (error.position, first.titles[0].value, last.titles[0].value) == ("line 2", "A", "C")


@pytest.mark.parametrize("text", ['{"title": "A \\ud800 B", "body": "C."}', '{"title": "A \\u0000B", "body": "C."}'])
def test_lone_surrogates_and_controls_are_cleaned(text):
    (article,) = _articles(json_lines, text.encode(), "a.jsonl")
    article["title"].encode("utf-8")
    assert article["title"] == "A B"


@pytest.mark.parametrize("text", ["{", "[1, 2]", "[" * 100_000])
def test_broken_json_is_named(text):
    try:
        found = _read(json_lines, text.encode(), "a.json")
    except InputError as error:
        found = [error]
    assert found and all(isinstance(item, InputError) for item in found)


def test_parquet_rows_are_read_with_their_dates():
    sink = io.BytesIO()
    pd.DataFrame({"outlet": ["Harlow Herald"], "title": ["Bridge"], "body": ["It opened."],
                  "date": pd.to_datetime(["2031-05-04T09:30:00Z"])}).to_parquet(sink)
    (article,) = _articles(parquet_table, sink.getvalue(), "a.parquet")
    assert (article["source_position"], article["published_at"].isoformat()) == ("row 1", "2031-05-04T09:30:00+00:00")


def test_broken_parquet_is_named():
    with pytest.raises(InputError, match="no whole Parquet"):
        _read(parquet_table, b"PAR1" + bytes(100), "a.parquet")


@pytest.mark.parametrize(("text", "n_read", "why"), [
    (b'[{"title": "A"}, {"title": "B"}', 2, "ends before its array does"), (b'[{"title": "A"}, {"tit', 1, "ends before its array does"),
    (b'[{"title": "A"}] [{"title": "B"}]', 1, "goes on behind its array"), (b'[{"title": "A"}, {"title": }]', 1, "is no valid JSON")])
def test_whole_items_of_a_broken_array_are_read_and_the_break_is_named(text, n_read, why):
    *read, error = _read(json_lines, text, "a.json")
    assert (len(read), why in str(error)) == (n_read, True)


def test_array_is_cut_at_its_own_commas_and_brackets_only(monkeypatch):
    monkeypatch.setattr(json_lines, "_STEP", 7)  # so that marks and texts fall on borders of what is read at once
    titles = ['a, "b" ]', "c\\", "{[", "é \\\" ,", ""]
    items = [{"title": title, "tags": [1, {"x": [title]}], "body": "B"} for title in titles]
    assert [article["title"] for article in _articles(json_lines, json.dumps(items, ensure_ascii=False).encode(), "a.json")][:4] == titles[:4]


def test_item_of_an_array_that_is_too_long_is_named():
    file = InputFile("a.json", lambda: io.BytesIO(b'[{"title": "' + b"x" * 3_000_000), b'[{"title": "', max_bytes=1_000_000)
    assert "longer than 1,000,000 bytes" in str(list(json_lines.records(file))[-1])
