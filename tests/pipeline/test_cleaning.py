"""Which lines are an article's text, and why the others are not."""

import pytest

from pipeline.cleaning import Line, clean_lines, dateline, newsletter_names

TEXT = "The old mill bridge opened to walkers on Monday after two years of repair."
MORE = "Four hundred people had crossed it before noon, the surveyor said."


def _cleaned(*texts, titles=()):
    return clean_lines([Line(f"line {n:04}", text) for n, text in enumerate(texts, start=1)], titles)


def _reasons(*texts):
    cleaned = _cleaned(TEXT, *texts, MORE)
    return [item.reason for item in cleaned.removed], len(cleaned.paragraphs)


@pytest.mark.parametrize(("line", "reason"), [
    ("The bridge at dawn on Monday, seen from the north. File Photo by Ada Brook/Northwire", "caption"),
    ("The bridge at dawn, as seen from the northern bank. Photo: Ada Brook", "caption"),
    ("Photo by Ada Brook", "credit"),
    ("Credit: Ada Brook for Northwire", "credit"),
    ("RELATED Town awards $197M for three new bridges", "related"),
    ("Read more: What the bridge cost the town", "related"),
    ("Latest Headlines", "related"),
    ("Sign up today and you will receive a free copy of our bridge report", "plug"),
    ("Subscribe to our newsletter", "plug"),
    ("Ada Brook can be reached at ada@harlowherald.example.", "plug"),
    ("By Ada Brook", "byline"),
    ("Published: May 4, 2031", "boilerplate"),
    ("Reporting by Ada Brook; Editing by Ben Moss", "byline"),
    ("Share on Facebook", "boilerplate"),
    ("© 2031 Harlow Herald. All rights reserved.", "boilerplate"),
    ("This article was originally published in the Ferry Times.", "boilerplate"),
    ("View this email in your browser: https://letters.example/1", "boilerplate"),
    ("Unsubscribe | Harlow Herald, 4 Mill Lane", "boilerplate"),
    ("You received this newsletter because you asked for it.", "boilerplate"),
    ("We may earn a commission if you buy through our links.", "boilerplate")])
def test_line_around_the_text_is_left_out(line, reason):
    reasons, n_kept = _reasons(line)
    assert (reasons, n_kept) == ([reason], 2)


@pytest.mark.parametrize("line", [
    "The photo was shown to the court on Tuesday.", "By Monday the bridge had been closed for two years.", "“Sign up for our "
                                                                                                           "newsletter,” she told the "
                                                                                                           "crowd.",
    "He read more books than anyone in the town.", "Readers can view the plan in a browser or unsubscribe from it.",
    "The council will share the cost.", "In May the town published its plan for the bridge.",
    "Related costs rose by a third, the council said.", "May 4 was the day of the vote, and the hall was full."])
def test_line_of_the_text_is_kept(line):
    assert _reasons(line) == ([], 3)


@pytest.mark.parametrize("line", [
    "Two million people follow the ferry on Instagram, the company said.", "Towns that subscribe to the service pay twice.",
    "Passengers must download the ferry app before boarding.", "Residents went to the hall to sign up for flood alerts.",
    "The island can be reached by boat on Mondays.", "Builders had to submit letters of support by May.",
    "By Monday we may get a better idea of the damage, the surveyor said.", "The steel was independently reviewed by two universities.",
    "A version of this plan failed last year.", "Published in 2014, the plan had been forgotten.", "Loading docks stood empty on Monday.",
    "This story is part of a series on the river.", "A prompt told walkers to click here to open the gate."])
def test_report_of_what_others_plug_is_text(line):
    assert _reasons(line) == ([], 3)


@pytest.mark.parametrize("line", [
    "Follow the Herald on Instagram", "You can follow Ada Brook on X @ada.", "Subscribe to the Herald for more.",
    "Download the Herald app for more.", "Want more? Sign up for our alerts.", "Ada Brook may be reached on Twitter."])
def test_invitation_is_a_plug(line):
    assert _reasons(line) == (["plug"], 2)


def test_every_line_is_kept_or_left_out():
    texts = [TEXT, "By Ada Brook", "-", "Another headline", "News A teaser about it", "By Ben Moss", MORE]
    cleaned = _cleaned(*texts)
    assert sorted([*(p.text for p in cleaned.paragraphs), *(r.text for r in cleaned.removed)]) == sorted(texts)


def test_groups_of_headline_teaser_and_byline_are_other_articles():
    cleaned = _cleaned(TEXT, MORE, "Get the Harlow Herald daily newsletter", "All news in one "
                                                                             "letter", "-", "A headline", "News A teaser.", "By Ada Brook",
                       "-", "Another one", "Opinion A teaser?", "By Ben Moss")
    assert [p.text for p in cleaned.paragraphs] == [TEXT, MORE]
    assert [r.reason for r in cleaned.removed] == ["plug"] * 2 + ["teaser"] * 8


def test_list_items_without_bylines_are_kept():
    cleaned = _cleaned(TEXT, "-", "The bridge is free of charge.", "-", "It closes at night.")
    assert [p.text for p in cleaned.paragraphs] == [TEXT, "The bridge is free of charge.", "It closes at night."]


def test_caption_that_stands_twice_is_left_out_twice():
    caption = "Walkers on the old mill bridge in Harlow Ford"
    assert _reasons(caption + ".", caption + ". File Photo by Ada Brook/Northwire")[0] == ["caption", "caption"]


def test_line_that_repeats_the_title_is_left_out():
    assert [r.reason for r in _cleaned("Old mill bridge reopens!", TEXT, titles=["Old Mill Bridge Reopens"]).removed] == ["title"]


def test_headlines_below_the_text_go_with_their_heading():
    cleaned = _cleaned(TEXT, MORE, "Latest Headlines", "Ferry fares to rise", "Mill to become a museum")
    assert [p.text for p in cleaned.paragraphs] == [TEXT, MORE]


def test_credit_before_the_text_is_left_out():
    cleaned = _cleaned("Harlow images/", TEXT, MORE)
    assert [(r.text, r.reason) for r in cleaned.removed] == [("Harlow images/", "credit")]


def test_note_about_the_author_is_left_out():
    cleaned = _cleaned(TEXT, MORE, "Ada Brook is a reporter who covers the rivers of the county.")
    assert [r.reason for r in cleaned.removed] == ["byline"]


@pytest.mark.parametrize(("text", "place", "agency", "date"), [
    ("May 4 (UPI) -- The bridge", "", "UPI", "May 4"), ("HARLOW, May 4 (Reuters) - The bridge", "HARLOW", "Reuters", "May 4"),
    ("HARLOW FORD (AP) — The bridge", "HARLOW FORD", "AP", "")])
def test_dateline_is_read(text, place, agency, date):
    found = dateline(text)
    assert (found.place, found.agency, found.date, text[found.length:]) == (place, agency, date, "The bridge")


@pytest.mark.parametrize("text", ["The senator (PA) said so.", "The mayor (Ada Brook) — said so.", "Harlow - The bridge opened."])
def test_brackets_without_an_agency_are_no_dateline(text):
    assert dateline(text) is None


def test_newsletter_line_names_its_outlet():
    assert list(newsletter_names(["Get the Harlow Herald daily newsletter", "The newsletter came late."])) == ["Harlow Herald"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["word " * 20_000, '"' * 20_000, "By " * 10_000, "(A " * 9_000, "Photo " * 10_000, "A. " * 10_000])
def test_hostile_line_comes_to_an_end(text):
    assert len(_cleaned(text).paragraphs) + len(_cleaned(text).removed) == 1


@pytest.mark.parametrize("line", ["Ada Brook is happiest on a boat.", "Ada has lived by the river for ten years."])
def test_line_at_the_end_that_tells_of_the_author_is_a_biography(line):
    lines = [Line(f"line {n:04}", text) for n, text in enumerate([TEXT, MORE, line], start=1)]
    assert [item.reason for item in clean_lines(lines, authors=["Ada Brook"]).removed] == ["byline"]


@pytest.mark.parametrize("line", ["Ada Brook is happiest on a boat.", "Ada has lived by the river for ten years."])
def test_line_at_the_end_that_tells_of_another_person_is_text(line):
    lines = [Line(f"line {n:04}", text) for n, text in enumerate([TEXT, MORE, line], start=1)]
    assert clean_lines(lines, authors=["Ben Moss"]).removed == []
