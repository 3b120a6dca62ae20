"""Articles in spreadsheets."""

import io
import zipfile
from datetime import datetime

import openpyxl

from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.readers import _zipped, spreadsheet
from pipeline.settings import Settings


def _book(*sheets):
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, lines in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for line in lines:
            sheet.append(line)
    book.save(sink)
    return sink.getvalue()


def _read(content):
    file = InputFile("a.xlsx", lambda: io.BytesIO(content), content[:65_536])
    try:
        return [(record.source_position, *spreadsheet.parse(record)) for record in spreadsheet.records(file)]
    except InputError as error:
        return [error]


def test_moments_and_numbers_become_text():
    lines = [["Source", "Headline", "Text", "Published"], ["Harlow Herald", 1984.0, "It opened.", datetime(2031, 5, 4, 9, 30)]]
    ((_, raw),) = _read(_book(lines))
    article = rows(raw, Settings())["articles"][0]
    assert (article["title"], article["published_at"].isoformat()) == ("1984", "2031-05-04T09:30:00+00:00")


def test_names_may_stand_below_a_heading_and_in_a_later_sheet():
    lines = [["Our articles"], [], ["title", "body"], ["Bridge", "It opened."], [], ["Ferry", "It left."]]
    found = _read(_book([["Notes"], ["nothing here"]], lines))
    assert [(place, raw.titles[0].value) for place, raw in found] == [("sheet Sheet 1 row 4", "Bridge"), ("sheet Sheet 1 row 6", "Ferry")]


def test_book_without_columns_of_articles_is_refused():
    (error,) = _read(_book([["price", "weight"], [1, 2]]))
    assert isinstance(error, InputError) and "column" in str(error)


def test_archive_that_is_no_book_is_refused():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", "The bridge opened.")
    (error,) = _read(sink.getvalue())
    assert isinstance(error, InputError)


def test_bomb_is_refused():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", " " * 60_000_000)
    (error,) = _read(sink.getvalue())
    assert "unpacks to far more" in str(error)


def test_document_type_is_refused():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>')
    (error,) = _read(sink.getvalue())
    assert "document type" in str(error)


def test_spreadsheet_that_unpacks_to_more_than_can_be_held_is_named(monkeypatch):
    monkeypatch.setattr(_zipped, "_MOST_UNPACKED", 1_000)
    (error,) = _read(_book([["title", "body"], ["Bridge", "It opened."]]))
    assert "unpacks to more than" in str(error) and ".csv" in str(error)
