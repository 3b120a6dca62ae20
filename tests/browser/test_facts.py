"""Conflicts, reading list and combinations of outlets in a real browser: what a click opens, and where a link leads."""

import re

from playwright.sync_api import expect


def _bar(seen, key, number=0):
    """Click the middle of a bar or cell of a chart."""
    chart = seen.page.locator(f".st-key-card-{key} [data-testid=stPlotlyChart]")
    chart.scroll_into_view_if_needed()
    box = chart.locator(".bars .point path").nth(number).bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return seen.ready()


def _darkest(seen, key):
    """The number of the darkest cell of a chart."""
    cells = seen.page.locator(f".st-key-card-{key} .bars .point path")
    cells.first.wait_for(state="attached")
    shades = cells.evaluate_all("all => all.map(cell => Number(getComputedStyle(cell).fillOpacity))")
    return shades.index(max(shades))


def test_a_bar_of_a_combination_opens_its_facts(demo, visit):
    seen = visit(demo).open("/unique_facts?facts_view=Stated+together")
    _bar(seen, "together")
    seen.page.get_by_role("heading", name=re.compile(r"facts? that only ")).wait_for()
    seen.page.wait_for_url("**together=*")


def test_an_article_of_the_reading_list_opens(demo, visit):
    seen = visit(demo).open("/reading_list")
    seen.page.locator(".st-key-read-1").get_by_role("link", name="Open the article").click()
    seen.page.get_by_text("All articles", exact=True).wait_for()
    seen.page.wait_for_url("**/articles?article=*")


def test_conflicts_are_shown_by_kind_and_reading(demo, visit):
    seen = visit(demo).open("/conflicts")
    shown = seen.page.locator("h3.px-title")
    before = shown.count()
    seen.page.get_by_role("radio", name="Different hedge").click()
    seen.page.get_by_text("Real disagreement:").first.wait_for(state="detached")
    seen.page.wait_for_url("**conflict_reading=Different+hedge*")
    assert 0 < seen.ready().page.locator("h3.px-title").count() < before


def test_a_cell_of_conflicts_keeps_the_conflicts_of_those_two(demo, visit):
    seen = visit(demo).open("/conflicts")
    _bar(seen, "conflicting", _darkest(seen, "conflicting"))
    seen.page.get_by_role("heading", name=re.compile(r"^Where .+ and .+ differ$")).wait_for()
    expect(seen.page.get_by_test_id("stException")).to_have_count(0)
