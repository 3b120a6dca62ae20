"""Paragraphs of pages that write them as divisions or between line breaks."""

import pytest

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


@pytest.mark.parametrize("mark", ["\x08", "\x0b", "&#8;", "\ufffe"])
def test_control_character_in_a_text_is_left_out(mark):
    assert _paragraphs(f"<div>{mark}{FIRST}<b>{SHORT}</b>{mark}<br><br>{mark}{SECOND}</div>") == [FIRST + SHORT, SECOND]


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


def test_table_that_lays_a_page_out_is_no_table():
    side, text = "<td><p>Sport pages of the week</p></td>", f"<td><p>{FIRST}</p><p>{SECOND}</p></td>"
    root = markup.tree(f"<html><body><table><tr>{side}{text}</tr></table></body></html>")
    page_shape.set_paragraphs(root)
    assert next(root.iter("table", "td"), None) is None and [p.text for p in root.iter("p")][1:] == [FIRST, SECOND]


def test_table_of_values_inside_one_that_lays_a_page_out_stays_a_table():
    values = "<table><tr><td>2030</td><td>24 boats</td></tr></table>"
    root = markup.tree(f"<html><body><table><tr><td><p>{FIRST}</p>{values}<p>{SECOND}</p></td></tr></table></body></html>")
    page_shape.set_paragraphs(root)
    assert [cell.text for cell in root.iter("td")] == ["2030", "24 boats"]


def test_short_division_of_another_class_between_two_of_text_is_a_subhead():
    assert _paragraphs(f"<div><div class=a>{FIRST}</div><div class=b>{SHORT}</div><div class=a>{SECOND}</div></div>") == [FIRST, SHORT, SECOND]


def test_link_in_a_division_between_two_of_text_is_no_subhead():
    link = f"<div class=b><a href='/flood'>{SHORT}</a></div>"
    assert _paragraphs(f"<div><div class=a>{FIRST}</div>{link}<div class=a>{SECOND}</div></div>") == [FIRST, SECOND]
