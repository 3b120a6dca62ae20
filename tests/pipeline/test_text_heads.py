"""Outlet, day and address that stand above a plain text."""

import pytest

from pipeline.article import RawArticle, rows
from pipeline.settings import Settings

TITLE = "Old mill bridge reopens after two years"
TEXT = """The old mill bridge opened to walkers on Monday, the town council said, after two years of repair that cost four millions.

"We counted four hundred people before noon," said Ada Brook, the town's surveyor, who stood at the bridge all morning."""
PAGE = "https://harborledger.example/bridge"


def read(text):
    """What becomes of a plain text: outlet, its evidence, day, address, title, body, lines left out."""
    made = rows(RawArticle("a.txt", reader="plain_text", text=text), Settings())
    (article,), (outlet,) = made["articles"], made["outlets"]
    day = article.get("published_at")
    return {"outlet": outlet["outlet_name"], "domain": outlet["domain"], "evidence": article["outlet_evidence"], "day": day and f"{day:%Y-%m-%d}",
            "url": article["url"], "title": article["title"], "body": article["body"], "removed": [row["text"] for row in made["removed"]]}


@pytest.mark.parametrize("head", [
    f"Harbor Ledger, May 4, 2031\n{PAGE}", f"Harbor Ledger, 4 May 2031 / {PAGE}", f"Harbor Ledger\nMay 4, 2031\n{PAGE}",
    f"Harbor Ledger | Monday, May 4, 2031\nSource: {PAGE}", f"The Harbor Ledger (2031-05-04)\n{PAGE}"])
@pytest.mark.parametrize("order", ["{head}\n\n{title}\n\n{text}", "{title}\n{head}\n\n{text}", "{head}\n{title}\n\n{text}"])
def test_head_above_or_below_the_title_gives_outlet_day_and_address(head, order):
    found = read(order.format(head=head, title=TITLE, text=TEXT))
    assert found["outlet"].removeprefix("The ") == "Harbor Ledger" and found["domain"] == "harborledger.example"
    assert (found["evidence"], found["day"], found["url"]) == ("first lines", "2031-05-04", PAGE)
    assert (found["title"], found["body"], found["removed"]) == (TITLE, TEXT, head.split("\n"))


def test_name_that_outlets_have_needs_no_address():
    found = read(f"Ferry Times, May 4, 2031\n\n{TITLE}\n\n{TEXT}")
    assert (found["outlet"], found["domain"], found["day"], found["title"]) == ("Ferry Times", None, "2031-05-04", TITLE)


def test_address_alone_names_the_outlet():
    found = read(f"{PAGE}\n\n{TITLE}\n\n{TEXT}")
    assert (found["outlet"], found["evidence"], found["title"]) == ("harborledger.example", "address", TITLE)


@pytest.mark.parametrize("line", ["Ada Brook, May 4, 2031", "Harlow Ford, May 4, 2031", "Emily Post, May 4, 2031", "Harbor Ledger closes its press",
                                  "https://harborledger.example/", "A list of all bridges of the county is at https://harborledger.example/list"])
def test_line_that_may_tell_of_something_else_names_no_outlet(line):
    found = read(f"{TITLE}\n{line}\n\n{TEXT}")
    assert (found["evidence"], found["url"]) == ("none", None)


def test_outlet_that_is_given_leaves_the_first_lines_as_they_are():
    raw = RawArticle("a.csv", reader="csv_table", text=f"Ferry Times, May 4, 2031\n\n{TEXT}", domain="harborledger.example")
    assert rows(raw, Settings())["outlets"][0]["domain"] == "harborledger.example"


@pytest.mark.parametrize(("line", "author", "agency"), [("By Ada Brook in Harlow Ford", "Ada Brook", None), ("By AFP", None, "AFP"),
                                                        ("By Ada Brook | May 4, 2031 9:30 a.m. ET", "Ada Brook", None)])
def test_byline_right_under_the_title_is_no_summary(line, author, agency):
    (article,) = rows(RawArticle("a.txt", reader="plain_text", text=f"{TITLE}\n{line}\n\n{TEXT}"), Settings())["articles"]
    assert (article["author"], article["agency"], article["description"], article["body"]) == (author, agency, None, TEXT)
