"""What a page shows besides its text is kept with its reason and place, and a person can put it back."""

import pytest

from pipeline import checking, corrections, markup, page_rest, page_text
from pipeline.build import build
from pipeline.page_gaps import Place

FIRST = "The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said."
SECOND = "Four hundred people had crossed it before noon, said the surveyor of the town, who watched from the southern bank."
SAID = "What a day for the whole town, the mayor wrote when the first walkers came."
MENU = "The paper of Harlow Ford since the year of the great flood"


def _page(between, around=""):
    return (f"<html><head><title>Bridge reopens</title></head><body>{around}<article><h1>Bridge reopens</h1><p>{FIRST}</p>{between}"
            f"<p>{SECOND}</p></article></body></html>")


def _left_out(between, around=""):
    found = page_text.read(markup.tree(_page(between, around)))
    return [(item.reason, item.text, item.n_before) for item in found.removed if item.text != "Bridge reopens"]


@pytest.mark.parametrize(("reason", "block"), [
    ("post", f'<blockquote class="twitter-tweet"><p>{SAID}</p></blockquote>'), ("comment", f'<div class="comment-list"><p>{SAID}</p></div>'),
    ("related", f'<div class="related-stories"><p>{SAID}</p></div>'), ("caption", f"<figure><figcaption>{SAID}</figcaption></figure>"),
    ("boilerplate", f"<aside><div><p>{SAID}</p></div></aside>")])
def test_block_that_is_dropped_is_kept_with_its_reason_and_place(reason, block):
    assert _left_out(block) == [(reason, SAID, 2)]  # behind the headline and one paragraph


def test_head_of_the_site_is_kept_and_its_menu_is_not():
    menu = "<ul><li><a href='/a'>Homes and gardens of Harlow Ford and the hills</a></li><li>Sport</li></ul>"
    assert _left_out("", f"<header><p>{MENU}</p>{menu}</header>") == [("navigation", MENU, 0)]


def test_what_a_page_shows_twice_is_kept_once():
    assert len(_left_out(f'<div class="comments"><p>{SAID}</p><p>{SAID}</p></div>')) == 1


def test_of_endless_comments_the_number_of_the_rest_is_kept():
    block = markup.tree("<div></div>")
    comments = [Place(block, f"Comment number {n} says that it {'really ' * 20} was a good day", 0) for n in range(300)]
    left = page_rest.lines(comments, [FIRST], {block: "comment"})
    assert 100 < len(left) < 250 and left[-1].text == f"… and {301 - len(left)} more lines of the page"


def test_dropped_post_comes_back_to_its_place_where_a_person_says_that_it_is_text(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bridge.html").write_text(_page(f'<blockquote class="twitter-tweet"><p>{SAID}</p></blockquote>'), encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "set", workers=0)
    corrections.add(corrections.beside(tmp_path / "set"), {"kind": "is text", "article": "Bridge reopens", "text": SAID})
    dataset = build([tmp_path / "in"], tmp_path / "set", workers=0)
    assert dataset.table("articles")["body"].iloc[0].split("\n\n") == [FIRST, SAID, SECOND] and checking.check(dataset) == []


def test_teaser_of_another_article_that_is_a_link_is_kept():
    assert _left_out("<p><a href='/ferry'>Read more: The ferry has new timetables again</a></p>") == [
        ("related", "Read more: The ferry has new timetables again", 2)]
