"""Paragraphs of pages that write them as divisions or between line breaks."""

from pipeline import markup, page_shape

FIRST = "The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said."
SHORT = "It had been shut since the flood."
SECOND = "Four hundred people had crossed it before noon, said the surveyor of the town, who watched from the southern bank."


def _paragraphs(body):
    root = markup.tree(f"<html><body>{body}</body></html>")
    page_shape.set_paragraphs(root)
    return [text for p in root.iter("p") if (text := p.text_content().strip())]


def test_text_between_double_line_breaks_is_one_paragraph_each():
    assert _paragraphs(f"<div>{FIRST}<br><br>{SHORT}<br> <br>{SECOND}</div>") == [FIRST, SHORT, SECOND]


def test_single_line_break_stays_inside_its_paragraph():
    assert _paragraphs(f"<div>{FIRST}<br>{SECOND}</div>") == [FIRST + SECOND]


def test_divisions_of_text_are_paragraphs_and_so_are_short_ones_among_them():
    assert _paragraphs(f"<div><div>{FIRST}</div><div>{SHORT}</div><div>{SECOND}</div></div>") == [FIRST, SHORT, SECOND]


def test_links_and_emphasis_stay_in_their_sentence():
    text = f'{FIRST} <a href="/b">The surveyor</a>, who <b>counted</b>, was content with the number of people who came to see it.'
    assert _paragraphs(f"<div>{text}<br><br>{SECOND}</div>")[0].endswith("The surveyor, who counted, was content with the number of people "
                                                                         "who came to see it.")


def test_text_beside_blocks_becomes_paragraphs_and_the_blocks_stay():
    root = markup.tree(f"<html><body><div>{FIRST}<ul><li>Tickets</li></ul>{SECOND}</div></body></html>")
    page_shape.set_paragraphs(root)
    assert [e.tag for e in root.find(".//div")] == ["p", "ul", "p"]


def test_page_that_has_paragraphs_is_left_as_it_is():
    body = f"<p>{FIRST} {SECOND}</p><div>{FIRST}</div>"
    root = markup.tree(f"<html><body>{body}</body></html>")
    page_shape.set_paragraphs(root)
    assert [e.tag for e in root.find("body")] == ["p", "div"]
