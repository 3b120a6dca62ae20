"""Live blogs: one article, marked, with the times of its entries."""

import json

import pytest

from pipeline.article import RawArticle, rows
from pipeline.settings import Settings

ENTRIES = ["The old mill bridge opened to walkers at dawn, after two years of repair that cost twice what was planned.",
           "Four hundred people had crossed it before noon, the town's surveyor said from the southern bank of the river.",
           "Ferry owners said in the evening that they would stop their service at the end of the week, a year early."]
TIMES = ["2031-05-05T05:30:00Z", "2031-05-05T12:10:00Z", "2031-05-05T18:45:00Z"]


def _linked(bodies, kind="LiveBlogPosting"):
    updates = [{"@type": "BlogPosting", "headline": f"Entry {n}", "datePublished": time, "articleBody": body}
               for n, (time, body) in enumerate(zip(TIMES, bodies, strict=True), start=1)]
    return {"@context": "https://schema.org", "@type": kind, "headline": "Old mill bridge reopens", "datePublished": TIMES[0],
            "publisher": {"name": "Harlow Herald"}, "liveBlogUpdate": updates}


def _page(linked=None, title="Old mill bridge reopens", shown=ENTRIES, address="https://harlowherald.example/bridge", n_times=0):
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    times = "".join(f"<p><time datetime='2031-05-05T{hour:02}:00:00Z'>{hour}:00</time></p>" for hour in range(n_times))
    body = "".join(f"<p>{text}</p>" for text in shown)
    return (f'<html><head><title>{title}</title><link rel="canonical" href="{address}">{script}</head>'
            f"<body><article><h1>{title}</h1>{body}{times}</article></body></html>").encode()


def _read(page):
    return rows(RawArticle("a.html", reader="web_page", page=page), Settings())


def _doubts(found):
    return {problem["error"]: problem["message"] for problem in found["problems"]}


def test_live_blog_is_one_article_with_a_doubt_that_says_from_when_to_when():
    found = _read(_page(_linked(ENTRIES)))
    assert len(found["articles"]) == 1 and found["articles"][0]["kind"] == "full"
    assert "3 entries written from 2031-05-05 05:30 to 2031-05-05 18:45" in _doubts(found)["LiveBlog"]


def test_entries_of_a_live_blog_are_its_paragraphs_and_their_times_are_kept():
    found = _read(_page(_linked(ENTRIES)))
    assert found["articles"][0]["body"].split("\n\n") == [line for n, text in enumerate(ENTRIES, start=1) for line in (f"Entry {n}", text)]
    assert [row["text"] for row in found["removed"] if row["reason"] == "dateline"] == [f"{time}: Entry {n}" for n, time in enumerate(TIMES, start=1)]


def test_entries_that_are_markup_are_read_as_text():
    found = _read(_page(_linked([f"<p>{text}</p><script>x()</script>" for text in ENTRIES])))
    assert ENTRIES[1] in found["articles"][0]["body"].split("\n\n") and "x()" not in found["articles"][0]["body"]


def test_page_that_shows_more_than_its_data_hold_keeps_what_it_shows():
    found = _read(_page(_linked(["Short."] * 3), shown=ENTRIES * 2))
    assert ENTRIES[2] in found["articles"][0]["body"] and "LiveBlog" in _doubts(found)


@pytest.mark.parametrize(("title", "address"), [
    ("Bridge reopens: live updates", "https://harlowherald.example/bridge"), ("Bridge reopens – live", "https://harlowherald.example/bridge"),
    ("Bridge reopens – as it happened", "https://harlowherald.example/b"), ("Bridge", "https://harlowherald.example/live/bridge")])
def test_page_without_data_is_told_by_its_name_and_many_times(title, address):
    assert "LiveBlog" in _doubts(_read(_page(title=title, address=address, n_times=8)))


@pytest.mark.parametrize(("title", "n_times"), [("Bridge reopens: live updates", 2), ("Old mill bridge reopens", 8), ("They live by the bridge", 8)])
def test_other_page_is_no_live_blog(title, n_times):
    assert "LiveBlog" not in _doubts(_read(_page(title=title, n_times=n_times)))


@pytest.mark.parametrize("updates", ["text", [], [1, 2, 3], [{"articleBody": ["a"]}] * 3, [{"headline": None, "datePublished": 5}] * 3])
def test_data_that_are_no_entries_are_passed_over(updates):
    found = _read(_page({**_linked(ENTRIES), "liveBlogUpdate": updates}))
    assert ENTRIES[0] in found["articles"][0]["body"]
