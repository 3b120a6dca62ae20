"""From what stands out to its view, from a difference to the next, and back again, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

FINDINGS = (0, 1, 2)


def _open(visit, served, path):
    """A page, with patience: these tests go from page to page, each of which is drawn for the first time."""
    seen = visit(served)
    seen.page.set_default_timeout(60_000)
    return seen.open(path)


def _main(seen):
    return seen.page.get_by_test_id("stMain")


def _finding(seen, number):
    return seen.page.locator(".px-piece").nth(number)


@pytest.mark.parametrize("number", FINDINGS)
def test_a_finding_leads_to_its_view_with_its_selection(demo, visit, number):
    seen = _open(visit, demo, "/overview")
    link = _finding(seen, number).get_by_role("link")
    link.click()
    seen.page.wait_for_url(re.compile(r"/(unique_facts|quotes|compare|conflicts|first_and_follow)\?"))
    seen.ready()
    seen.page.wait_for_url(lambda url: "see=" not in url)
    expect(seen.page.get_by_test_id("stException")).to_have_count(0)
    chosen = seen.page.url.partition("?")[2]
    assert any(f"{key}=" in chosen for key in ("unique", "utterance_rows", "one", "conflicting", "story", "quoted_by"))


def test_a_finding_says_what_it_rests_on(demo, visit):
    seen = _open(visit, demo, "/overview")
    expect(seen.page.locator(".px-finding")).to_have_count(len(FINDINGS))
    expect(_finding(seen, 0).locator(".px-facts")).to_contain_text(re.compile(r"\w{4,}"))


def test_the_number_of_excerpts_leads_to_them(demo, visit):
    seen = _open(visit, demo, "/overview")
    seen.page.locator("[class*=st-key-tile-2]").get_by_test_id("stPageLink-NavLink").first.click()
    seen.page.wait_for_url("**/articles?*kind=Excerpts*")


def test_one_step_back_brings_the_page_as_it_was_left(demo, visit):
    seen = _open(visit, demo, "/overview")
    _main(seen).get_by_test_id("stButtonGroup").get_by_text("Words", exact=True).click()
    seen.page.wait_for_url("**count=Words*")
    seen.ready()
    box = _main(seen).get_by_label("See what stands behind").first
    seen.choose(box).page.wait_for_url("**totals=*")
    seen.ready()
    left = seen.page.url
    seen.page.locator("[class*=st-key-tile-4]").get_by_test_id("stPageLink-NavLink").first.click()
    seen.page.wait_for_url("**/quotes*")
    seen.ready()
    seen.page.go_back()
    seen.page.wait_for_url(left)
    expect(seen.page.locator("[class*=st-key-card-totals] .px-title")).to_contain_text("words")


def test_one_step_back_from_the_article_of_a_sentence_brings_the_sentence(demo, visit):
    seen = _open(visit, demo, "/unique_facts")
    seen.choose(_main(seen).get_by_label("See what stands behind").first).page.wait_for_url("**unique=*")
    seen.ready()
    left = seen.page.url
    _main(seen).get_by_role("link", name="Article", exact=True).first.click()
    seen.page.wait_for_url("**/articles?*place=*")
    seen.ready()
    expect(seen.page.locator("#px-place")).to_be_in_viewport()
    seen.page.go_back()
    seen.page.wait_for_url(left)
    expect(_main(seen).get_by_role("link", name="Article", exact=True).first).to_be_attached()


def test_steps_through_the_differences_by_key_and_back_to_the_article(demo, visit):
    seen = _open(visit, demo, "/compare")
    _main(seen).get_by_role("button", name=re.compile("Next difference")).wait_for()
    seen.page.keyboard.press("Alt+n")
    seen.page.wait_for_url("**at=*")
    seen.ready()
    first = seen.page.url
    expect(seen.page.locator("#px-place")).to_have_count(1)
    expect(seen.page.locator("#px-place")).to_be_in_viewport()
    seen.page.keyboard.press("Alt+n")
    seen.page.wait_for_url(lambda url: url != first)
    seen.ready()
    seen.page.keyboard.press("Alt+p")
    seen.page.wait_for_url(first)


def test_an_article_opened_by_name_is_one_step(demo, visit):
    seen = _open(visit, demo, "/articles")
    box = _main(seen).get_by_label("Open an article")
    seen.choose(box).page.wait_for_url("**article=*")
    seen.ready()
    seen.page.go_back()
    seen.page.wait_for_url(lambda url: "article=" not in url)


def test_the_page_that_compares_holds_hostile_text(hostile, visit):
    seen = _open(visit, hostile, "/compare?one=ledger&other=coast")
    links = seen.page.locator("[data-testid=stMain] a").evaluate_all("all => all.map(a => a.href)")
    assert ([x for x in links if "evil" in x], seen.errors(), seen.outside()) == ([], [], [])
    seen.says("<script>alert(1)</script>")


def test_a_link_to_what_is_not_here_says_so_and_shows_the_rest(demo, visit):
    seen = _open(visit, demo, "/overview?story=Moon+landing&outlets=Moor+FM&outlets=Bay+Post&count=Facts")
    note = _main(seen).get_by_text("Not in this data set: story “Moon landing” and outlet “Bay Post”.")
    expect(note).to_be_visible()
    expect(seen.page.get_by_test_id("stSidebar").get_by_text("Moor FM")).to_be_visible()
    seen.page.get_by_role("button", name="Show everything again").click()
    expect(note).to_have_count(0)
