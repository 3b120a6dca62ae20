"""The page that compares: choices by the address, steps through the differences, hostile text shown letter by letter."""

import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard import comparing
from dashboard.comparing import Stretch


def _script(view):
    from dashboard.app_pages import compare

    compare.render(view, view.selection)


def _page(tables, **address):
    """The page with an address."""
    page = AppTest.from_function(_script, kwargs={"view": sample.view(tables, page="compare")}, default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def _shown(page):
    """Everything that is drawn as HTML."""
    return "".join(html.proto.body for html in page.get("html"))


def _button(page, label):
    return next(button for button in page.button if button.label == label)


def test_the_two_articles_of_the_address_stand_beside_each_other():
    shown = _shown(_page(sample.tables(), one="ledger", other="coast"))
    assert "The ferry had skipped its" in shown and "The ferry carried" in shown


def test_what_both_have_is_marked_and_counted_in_the_legend():
    shown = _shown(_page(sample.tables(), one="ledger", other="coast"))
    assert "same words in a row</span> 1" in shown and "same utterance</span> 1" in shown


def test_the_next_difference_is_pointed_at_and_stands_in_the_address():
    page = _page(sample.tables(), one="ledger", other="coast")
    assert "px-place" not in _shown(page)
    _button(page, "Next difference").click().run()
    assert page.query_params["at"] != [] and _shown(page).count('id="px-place"') == 1


def test_the_difference_before_the_first_is_the_last():
    page = _page(sample.tables(), one="ledger", other="coast")
    _button(page, "Previous").click().run()
    last = page.query_params["at"]
    _button(page, "Next difference").click().run()
    assert page.query_params["at"] != last


@pytest.mark.parametrize(
    "address", [{"one": "teaser"}, {"one": "nobody", "other": "<b>"}, {"one": "ledger", "other": "ledger"}, {"at": "-9"}]
)
def test_an_address_that_names_nothing_falls_back(address):
    page = _page(sample.tables(), **address)
    assert [error.message for error in page.exception] == [] and len(page.selectbox) == 3


def test_choosing_another_article_changes_the_address():
    page = _page(sample.tables(), one="ledger", other="coast")
    next(box for box in page.selectbox if box.key == "compare_other").set_value("All others of its story").run()
    assert "other" not in page.query_params and "What the others have of it" in _shown(page)


def test_hostile_text_is_shown_letter_by_letter():
    shown = _shown(_page(sample.tables(sample.HOSTILE), one="ledger", other="coast"))
    assert "<script>" not in shown and "<img" not in shown and "&lt;script&gt;" in shown


def test_a_story_that_one_article_tells_has_nothing_to_compare():
    tables = sample.tables()
    tables["articles"] = tables["articles"][tables["articles"]["article_id"] == "upland"].reset_index(drop=True)
    shown = _shown(_page(tables, one="upland"))
    assert "No other article with text tells this story here." in shown and "Add articles of other outlets" in shown


BODIES = ("One & two. Three.", "Three. Four <b>.")


def test_no_word_of_either_text_is_lost():
    shown = comparing.two(BODIES, [Stretch("passage", 1, 11, 17, 0, 6)], ("left", "right"))
    assert "One &amp; two." in shown and "Four &lt;b&gt;." in shown and shown.count("Three.") == 2


def test_every_mark_bears_a_sign_and_its_number():
    shown = comparing.two(BODIES, [Stretch("passage", 1, 11, 17, 0, 6), Stretch("only", 2, 0, 10)], ("left", "right"))
    assert shown.count('<span class="px-sign">≡ 1</span>') == 2 and shown.count('<span class="px-sign">● 2</span>') == 1


def test_words_that_differ_in_literal_texts_are_underlined():
    shown = comparing.two(("We will shut it.", "We will close it."), [Stretch("quote", 1, 0, 15, 0, 16)], ("l", "r"))
    assert "<u>shut</u>" in shown and "<u>close</u>" in shown


def test_overlapping_stretches_stand_in_one_block():
    shown = comparing.against_all(
        "One two three.", [Stretch("fact", 1, 0, 7), Stretch("quote", 2, 4, 13)], {1: [("Ledger", "<i>")]}, ("l", "r")
    )
    assert "<b>Ledger</b> &lt;i&gt;" in shown and shown.count("px-row px-right") == 1


def test_a_text_of_another_article_stands_once_under_all_its_numbers():
    stretches = [Stretch("fact", 1, 0, 14), Stretch("quote", 2, 0, 7)]
    found = {1: [("Ledger", "“One two” and three.")], 2: [("Ledger", "One two")]}
    shown = comparing.against_all("One two three.", stretches, found, ("l", "r"))
    assert shown.count("<b>Ledger</b>") == 1 and shown.count("= 1</span>") == 2 and shown.count("“ 2</span>") == 2


def test_texts_of_two_outlets_stand_each_under_its_number():
    stretches = [Stretch("fact", 1, 0, 14), Stretch("figure", 2, 0, 7)]
    shown = comparing.against_all("One two three.", stretches, {1: [("Ledger", "Two.")], 2: [("Coast", "Two.")]}, ("l", "r"))
    assert "= 1</span><div><b>Ledger</b>" in shown and "≠ 2</span><div><b>Coast</b>" in shown
