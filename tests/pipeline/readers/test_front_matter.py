"""YAML front matter with Markdown, HTML or no body."""

import pytest

from pipeline.article import Record, rows
from pipeline.errors import InputError
from pipeline.readers import front_matter
from pipeline.settings import Settings


def _raw(text):
    return list(front_matter.parse(Record("front_matter", "a.md", "", text.encode())))


def _article(text):
    return rows(_raw(text)[0], Settings())["articles"][0]


def test_delimiters_may_end_in_blanks_and_lines_in_carriage_returns():
    assert _article("--- \r\ntitle: Bridge \r\n--- \r\nIt opened.\r\n")["title"] == "Bridge"


def test_folded_scalar_is_one_line():
    assert _article("---\ntitle: >\n  The old\n  bridge\n---\nIt opened.\n")["title"] == "The old bridge"


def test_unix_time_is_cut_to_whole_seconds():
    article = _article("---\ntitle: Bridge\ndate: 1935732600.75\n---\nIt opened.\n")
    assert (article["published_at"].isoformat(), article["published_precision"]) == ("2031-05-05T07:30:00+00:00", "second")


def test_exact_midnight_is_a_day():
    article = _article("---\ntitle: Bridge\npublishedDateTime: 2031-05-04T00:00:00Z\n---\nIt opened.\n")
    assert article["published_precision"] == "day"


@pytest.mark.parametrize(("value", "title"), [("no", "no"), ("12:30:45", "12:30:45"), ("2031-02-30", "2031-02-30"), ("007", "007")])
def test_values_stay_as_written(value, title):
    assert _article(f"---\ntitle: {value}\n---\nIt opened.\n")["title"] == title


def test_impossible_day_is_kept_as_text_with_a_doubt():
    found = rows(_raw("---\ntitle: Bridge\ndate: 2031-02-30\n---\nIt opened.\n")[0], Settings())
    assert found["articles"][0]["published_text"] == "2031-02-30"
    assert "UnreadDate" in [problem["error"] for problem in found["problems"]]


def test_file_without_a_body_is_an_excerpt():
    article = _article("---\ntitle: Bridge\nexcerpt: It opened on Monday.\n---\n")
    assert (article["kind"], article["body"], article["description"]) == ("excerpt", "", "It opened on Monday.")


def test_flag_published_false_drops_nothing():
    assert _article("---\ntitle: Bridge\npublished: false\n---\nIt opened.\n")["kind"] == "full"


def test_flag_published_is_no_date():
    assert _article("---\ntitle: Bridge\npublished: true\n---\nIt opened.\n").get("published_text") is None


def test_related_items_are_excerpts_of_their_own_outlets():
    text = """---
title: Bridge
provider: {name: Harlow Herald, domain: harlowherald.example}
related:
  - title: Bridge cost
    webUrl: https://ferrytimes.example/cost
    provider: {name: Ferry Times, domain: ferrytimes.example}
  - title: Bridge walk
    provider: {name: Moss Post}
---
It opened.
"""
    found = [rows(raw, Settings()) for raw in _raw(text)]
    assert [r["outlets"][0]["outlet_name"] for r in found] == ["Harlow Herald", "Ferry Times", "Moss Post"]
    assert [r["articles"][0]["kind"] for r in found] == ["full", "excerpt", "excerpt"]
    assert [r["articles"][0]["source_position"] for r in found] == ["", "related 1", "related 2"]


def test_html_body_becomes_paragraphs():
    article = _article("---\ntitle: Bridge\n---\n<div><p>It &#8220;opened&#8221;.</p>\n<p>At last.</p></div>\n")
    assert article["body"] == "It “opened”.\n\nAt last."


def test_opaque_value_is_ignored():
    assert _article("---\ntitle: Bridge\ndescription: " + "aB3+/" * 30 + "\n---\nIt opened.\n")["description"] is None


def test_image_host_names_the_outlet():
    found = rows(_raw("---\ntitle: Bridge\nimage: https://www.harlowherald.example/boat.jpg\n---\nIt opened.\n")[0], Settings())
    assert (found["outlets"][0]["domain"], found["articles"][0]["outlet_evidence"]) == ("harlowherald.example", "image address")


@pytest.mark.parametrize(("text", "what"), [
    ('---\ntitle: "open\n---\nText.\n', "broken front matter"),
    ("---\ntitle: Bridge\nText without an end\n", "does not end"),
    ("---\na: &x [1, 1]\nb: [*x, *x]\n---\nText.\n", "alias"),
    ("---\ntitle: x\na: " + "[" * 3_000 + "\n---\nText.\n", "nested too deep"),
    ("---\ntitle: x\na: " + "[ " * 40 + "1" + " ]" * 40 + "\n---\nText.\n", "nested too deep"),
    ("---\ntitle: x\na: " + "b" * 1_100_000 + "\n---\nText.\n", "more than 1,000,000 bytes"),
    ("---\n- a: b\n- c: d\n---\nText.\n", "without name: value"),
    ("---\nlayout: post\n---\n", "without title, text or excerpt")])
def test_bad_front_matter_is_named(text, what):
    with pytest.raises(InputError, match=what):
        _raw(text)
