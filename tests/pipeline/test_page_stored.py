"""Text that a page holds in its scripts alone."""

import json

import pytest

from pipeline import markup, page_stored, page_text

FIRST = "The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said."
SECOND = "Four hundred people had crossed it before noon, said the surveyor of the town, who watched from the southern bank."
THIRD = "The repair cost two million crowns, which is twice as much as the council had planned when it closed the bridge."
SUBHEAD = "Twice the price"
TEXT = [FIRST, SECOND, SUBHEAD, THIRD]
PARTS = [{"type": "heading" if text == SUBHEAD else "paragraph", "text": text} for text in TEXT]
NODES = [{"type": "p", "children": [{"text": text[:20]}, {"text": text[20:], "bold": True}]} for text in TEXT]
MARKUP = f"<p>{FIRST}</p><p>{SECOND}</p><h2>{SUBHEAD}</h2><p>{THIRD}</p>"


def _page(data, script="<script type='application/json'>{}</script>", shown=""):
    return markup.tree(f"<html><body><div id='root'>{shown}</div>{script.format(json.dumps(data))}</body></html>")


@pytest.mark.parametrize("body", [TEXT, PARTS, NODES, MARKUP, "\n\n".join(TEXT)])
def test_text_is_found_in_each_way_that_programs_store_it(body):
    assert page_text.read(_page({"props": {"article": {"id": "a-17", "body": body}}})).paragraphs == TEXT


def test_state_that_a_script_assigns_is_read():
    assert page_text.read(_page({"article": PARTS}, "<script>window.__STATE__ = {};</script>")).paragraphs == TEXT


def test_teasers_beside_the_text_are_none_of_it():
    teasers = [{"url": f"/{n}", "text": f"{SECOND} {THIRD}"} for n in range(9)]
    assert page_text.read(_page({"article": PARTS, "related": teasers})).paragraphs == TEXT


def test_page_that_shows_its_text_is_read_from_what_it_shows():
    shown = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    assert page_text.read(_page({"article": [text.upper() for text in TEXT]}, shown=shown)).paragraphs == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("script", ["{", "[" * 5000, "null", '{"a": ["/x", 7, null, "b c"]}'])
def test_script_without_a_text_gives_none(script):
    assert page_stored.lines([script]) == []
