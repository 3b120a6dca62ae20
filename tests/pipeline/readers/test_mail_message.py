"""Articles from newsletters saved as mail."""

import io

import pytest

from pipeline import inputs
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


def _mailbox(*messages, border="From news@harlowherald.example Mon May  5 06:30:00 2031"):
    return b"".join(f"{border}\n".encode() + message.replace(b"\nFrom ", b"\n>From ") + b"\n" for message in messages)


def _messages(content, name="letters.mbox"):
    file = InputFile(name, lambda: io.BytesIO(content), content[:65_536])
    assert inputs.reader_of(file) is mail_message
    return [found if isinstance(found, InputError) else [rows(raw, Settings()) for raw in mail_message.parse(found)][0]
            for found in mail_message.records(file)]


@pytest.mark.parametrize("border", ["From news@harlowherald.example Mon May  5 06:30:00 2031", "From - Mon May 05 06:30:00 2031",
                                    "From 1803@xxx Mon May 05 04:30:00 +0000 2031"])
@pytest.mark.parametrize("name", ["letters.mbox", "Letters"])
def test_every_message_of_a_mailbox_is_an_article(border, name):
    second = mail_message.EXAMPLE.replace(b"Old mill bridge reopens", b"Ferry stops")
    found = _messages(_mailbox(mail_message.EXAMPLE, second, border=border), name)
    assert [one["articles"][0]["title"] for one in found] == ["Old mill bridge reopens", "Ferry stops"]
    assert found[1]["articles"][0]["source_position"] == "message 2"


def test_line_of_a_text_that_begins_like_a_border_is_text():
    said = mail_message.EXAMPLE + b"\nFrom here the bridge is open at all hours, and nobody knew it at 06:30 on that day, the council said.\n"
    (found,) = _messages(_mailbox(said))
    assert "From here the bridge is open" in found["articles"][0]["body"]


def test_message_of_a_mailbox_that_is_too_long_is_named_and_the_others_are_read():
    content = _mailbox(mail_message.EXAMPLE + b"more words\n" * 400, mail_message.EXAMPLE)
    file = InputFile("a.mbox", lambda: io.BytesIO(content), content[:65_536], max_bytes=2_000)
    error, record = mail_message.records(file)
    assert (error.position, record.source_position) == ("message 1", "message 2")
