"""Lines in the flow of a page's text that an extraction missed."""

import pytest

from pipeline import markup, page_gaps

FIRST = "The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said."
MISSED = "It had been shut since the flood."
SECOND = "Four hundred people had crossed it before noon, said the surveyor of the town, who watched from the southern bank."
OPENING = "Nobody in Harlow Ford had walked over the river for two years. On Monday the first of them did, and hundreds more came behind."


def _filled(body, lines=(FIRST, SECOND)):
    return page_gaps.filled(markup.tree(f"<html><body>{body}</body></html>"), list(lines))


@pytest.mark.parametrize("between", [
    f"<p>{MISSED}</p>", f"<h2>{MISSED}</h2>", f"<ul><li>{MISSED}</li></ul>", f"<blockquote><p>{MISSED}</p></blockquote>"])
def test_block_between_two_paragraphs_is_put_where_it_stands(between):
    assert _filled(f"<article><p>{FIRST}</p>{between}<p>{SECOND}</p></article>") == [FIRST, MISSED, SECOND]


def test_text_between_line_breaks_is_found():
    assert _filled(f"<div>{FIRST}<br><br>{MISSED}<br><br>{SECOND}</div>") == [FIRST, MISSED, SECOND]


def test_division_among_others_of_its_class_is_found():
    body = "".join(f'<div class="t">{text}</div>' for text in (FIRST, MISSED, SECOND))
    assert _filled(f"<article>{body}</article>") == [FIRST, MISSED, SECOND]


@pytest.mark.parametrize("between", [
    f"<aside><p>{MISSED}</p></aside>", f'<div class="box"><p>{MISSED}</p></div>', f"<p><a href='/flood'>{MISSED}</a></p>",
    f"<figure><p>{MISSED}</p></figure>"])
def test_what_only_stands_in_a_text_is_none_of_it(between):
    assert _filled(f"<article><p>{FIRST}</p>{between}<p>{SECOND}</p></article>") == [FIRST, SECOND]


def test_line_that_is_there_in_pieces_is_not_doubled():
    assert _filled(f"<article><p>{FIRST}</p><p>{FIRST} {SECOND}</p><p>{SECOND}</p></article>") == [FIRST, SECOND]


def test_opening_in_a_block_of_its_own_is_found():
    body = f"<h1>Bridge reopens</h1><div class='intro'><p>{OPENING}</p></div><div class='text'><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert _filled(body) == [OPENING, FIRST, SECOND]


def test_first_paragraph_that_is_written_with_other_blanks_is_not_doubled():
    body = f"<h1>Bridge reopens</h1><p>{OPENING}</p><p>{SECOND}</p>"
    assert _filled(body, [OPENING.replace("river ", "river  ,").replace("  ,", " , "), SECOND])[1:] == [SECOND]


@pytest.mark.parametrize("before", ["<p>Walkers cross the river again</p>", f"<p><a href='/a'>{OPENING}</a></p>"])
def test_standfirst_and_link_below_the_headline_are_no_opening(before):
    assert _filled(f"<h1>Bridge reopens</h1><div>{before}</div><article><p>{FIRST}</p><p>{SECOND}</p></article>") == [FIRST, SECOND]


def test_text_that_stands_nowhere_on_the_page_is_left_as_it_is():
    assert _filled("<p>Ferry fares rise again.</p>") == [FIRST, SECOND]


def _with_headings(*headings):
    return "".join(f"<h2>{heading}</h2><p>{SECOND}</p>" for heading in headings)


def test_headings_of_a_list_of_places_are_subheads_although_they_are_links():
    places = ["Anchor and Crown", "Copper Kettle", "Moss and Daughters"]
    root = markup.tree(f"<article>{_with_headings(*(f'<a href=/x>{place}</a>' for place in places))}</article>")
    assert {heading.text_content() for heading in page_gaps.linked_subheads(root)} == set(places)


@pytest.mark.parametrize("headings", [("<a href=/x>Ferry stuck</a>",), ("<a href=/x>Ferry stuck</a>", "The flood", "The repair", "The cost"),
                                      ("The flood", "The repair", "The cost")])
def test_lone_linked_heading_leads_to_another_article(headings):
    assert page_gaps.linked_subheads(markup.tree(f"<article>{_with_headings(*headings)}</article>")) == set()
