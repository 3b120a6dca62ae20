"""Articles in exports of news archives, and in Word files."""

import io
import zipfile

from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.readers import nexis_text, word_file
from pipeline.settings import Settings

ARTICLE = """                               {n} of {of} DOCUMENTS



                              Harlow Herald (Harlow)

                            May 5, 2031 Monday
                                   Edition 1

Old mill bridge
reopens

BYLINE: ADA BROOK

LENGTH: {words} words

The old mill bridge opened to walkers
on Monday.

Length: two years of repair. Many came.

LOAD-DATE: May 6, 2031

GRAPHIC: A crowd on the bridge

                        Copyright 2031 Harlow Herald
                              All Rights Reserved
"""
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _read(reader, content, name):
    file = InputFile(name, lambda: io.BytesIO(content), content[:65_536])
    found = []
    try:
        for record in reader.records(file):
            found += [record] if isinstance(record, InputError) else [rows(raw, Settings()) for raw in reader.parse(record)]
    except InputError as error:
        found.append(error)
    return found


def _text(*numbers, of, words=15):
    return ("Download Request: Selected Items: 1-9\r\n\r\n" + "".join(ARTICLE.format(n=n, of=of, words=words) for n in numbers)).encode()


def _word(*lines):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>')
    return sink.getvalue()


def test_older_export_gives_outlet_day_byline_and_text():
    first, second = _read(nexis_text, _text(1, 2, of=2), "a.txt")
    article = first["articles"][0]
    assert (first["outlets"][0]["outlet_name"], article["author"], str(article["published_at"].date())) == (
        "Harlow Herald", "Ada Brook", "2031-05-05")
    assert (article["title"], article["body"]) == (
        "Old mill bridge reopens", "The old mill bridge opened to walkers on Monday.\n\nLength: two years of repair. Many came.")


def test_export_that_lacks_an_article_says_so():
    assert "says that it holds 3 articles, but 2 were found" in str(_read(nexis_text, _text(1, 2, of=3), "a.txt")[-1])


def test_text_far_from_its_stated_length_is_a_doubt():
    (found,) = _read(nexis_text, _text(1, of=1, words=900), "a.txt")
    assert "LengthDiffers" in [problem["error"] for problem in found["problems"]]


def test_word_export_gives_outlet_moment_byline_and_text():
    (found,) = _read(word_file, word_file.EXAMPLE, "a.docx")
    article = found["articles"][0]
    assert (found["outlets"][0]["outlet_name"], article["author"], article["published_at"].isoformat()) == (
        "Harlow Herald", "Ada Brook", "2031-05-05T09:30:00+00:00")
    assert article["body"].startswith("The old mill") and article["body"].endswith("before noon.")


def test_word_export_that_lacks_an_article_says_so():
    content = _word("Documents (2)", "1. Bridge", "Bridge", "Harlow Herald", "May 5, 2031", "Body", "It opened.", "End of Document")
    assert "says that it holds 2 articles, but 1 were found" in str(_read(word_file, content, "a.docx")[-1])


def test_other_word_file_is_one_article():
    content = _word("Old mill bridge reopens", "The old mill bridge opened to walkers on Monday.", "Many came.")
    (found,) = _read(word_file, content, "a.docx")
    assert (found["articles"][0]["title"], found["articles"][0]["body"]) == (
        "Old mill bridge reopens", "The old mill bridge opened to walkers on Monday.\n\nMany came.")


def test_archive_that_is_no_word_file_is_refused():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", "The bridge opened.")
    (error,) = _read(word_file, sink.getvalue(), "a.docx")
    assert isinstance(error, InputError)
