"""What stands around an article and is told by its shape."""

import pytest

from pipeline import markup, page_marks

TEXT = "The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said."


def _found(body):
    root = markup.tree(f"<html><body>{body}</body></html>")
    return [(reason, element.text_content().strip()) for element, reason in page_marks.by_shape(root).items()]


@pytest.mark.parametrize("address", ["https://twitter.com/ada/status/7", "https://x.com/ada/status/7", "https://www.instagram.com/p/b7/",
                                     "https://bsky.app/profile/ada/post/7"])
def test_quoted_block_that_ends_in_a_link_to_a_post_is_a_post(address):
    assert _found(f'<blockquote><p>So glad!</p><a href="{address}">May 4</a></blockquote>') == [("post", "So glad!May 4")]


def test_quotation_with_a_link_to_another_page_is_none():
    assert _found(f'<blockquote><p>{TEXT}</p><a href="https://max.com/a/status/1">Harlow Herald</a></blockquote>') == []


@pytest.mark.parametrize("field", ['<input type="email">', '<input name="EMAIL">', '<input placeholder="Your e-mail">'])
def test_form_for_an_address_is_a_plug_with_what_it_says(field):
    assert _found(f"<div><p>{TEXT * 5}</p><div><p>Stay in the know.</p><form>{field}</form></div></div>") == [("plug", "Stay in the know.")]


def test_search_form_is_left_to_others():
    assert _found('<div><p>Find it</p><form><input name="q"></form></div>') == []


def test_form_below_the_headline_does_not_take_the_headline():
    assert _found('<div><h1>Bridge</h1><form>Stay<input type="email"></form></div>') == [("plug", "Stay")]


@pytest.mark.parametrize("body", ['<div><img src="b.jpg"><span>Walkers on the bridge</span></div>',
                                  '<div><div><picture><img src="b.jpg"></picture></div><p>Walkers on the bridge</p></div>'])
def test_one_line_beside_an_image_is_its_caption(body):
    assert set(_found(body)) == {("caption", "Walkers on the bridge")}


@pytest.mark.parametrize("body", [f'<p><img src="b.jpg">{TEXT}</p>', f'<div><img src="b.jpg"><p>{TEXT}</p><p>{TEXT}</p></div>',
                                  '<div><img src="b.jpg"><h2>Bridge</h2></div>', f'<div><img src="b.jpg"><p>{TEXT * 2}</p></div>'])
def test_text_beside_an_image_is_no_caption(body):
    assert _found(body) == []
