"""Articles from newsletters saved as mail."""

import io

from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.readers import mail_message
from pipeline.settings import Settings

BOTH = b"""From: =?utf-8?q?Caf=C3=A9_Times?= <letter@letters.example>
Received: from somewhere
Subject: Bridge
Date: Mon, 05 May 2031 06:30:00 +0200
Content-Type: multipart/alternative; boundary="edge"

--edge
Content-Type: text/plain; charset=utf-8

View this letter in your browser.
--edge
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html><body><p>The old mill bridge opened to walkers on Monday, the caf=E9 owner said.</p><p>Many came.</p></body></html>
--edge--
"""


def _read(content):
    (record,) = mail_message.records(InputFile("a.eml", lambda: io.BytesIO(content), content))
    try:
        return [rows(raw, Settings()) for raw in mail_message.parse(record)]
    except InputError as error:
        return [error]


def test_sender_subject_and_moment_are_read():
    (found,) = _read(mail_message.EXAMPLE)
    article = found["articles"][0]
    assert (found["outlets"][0]["outlet_name"], found["outlets"][0]["domain"]) == ("Harlow Herald", "harlowherald.example")
    assert (article["title"], article["published_at"].isoformat()) == ("Old mill bridge reopens", "2031-05-05T04:30:00+00:00")
    assert article["body"].count("\n\n") == 1


def test_page_of_a_message_is_read_where_its_plain_part_holds_no_text():
    (found,) = _read(BOTH)
    assert found["articles"][0]["body"] == "The old mill bridge opened to walkers on Monday, the café owner said.\n\nMany came."
    assert found["outlets"][0]["outlet_name"] == "Café Times"


def test_message_without_a_text_is_refused():
    (error,) = _read(b"From: a@b.example\nMessage-ID: <1>\nSubject: Bridge\n\n")
    assert isinstance(error, InputError)
