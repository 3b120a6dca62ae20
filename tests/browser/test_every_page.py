"""Every page, found by folder scan, in a real browser: drawn, quiet, offline, and photographed for people to look at."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from pipeline.plugins import find

PAGES = find("dashboard.app_pages")
SCREENSHOTS = Path(__file__).parent / "screenshots"
VIEWS = [(1440, 1800, "light"), (1440, 1800, "dark"), (390, 1800, "light"), (390, 1800, "dark")]


@pytest.mark.parametrize(("width", "height", "scheme"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_drawn_without_a_complaint_and_without_going_outside(demo, visit, name, width, height, scheme):
    seen = visit(demo, width, height, scheme).open(f"/{name}")
    SCREENSHOTS.mkdir(exist_ok=True)
    seen.page.wait_for_timeout(400)
    seen.page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png")
    assert (seen.page.locator("[data-testid=stException]").count(), seen.errors(), seen.outside()) == (0, [], [])
    expect(seen.page.get_by_role("heading", level=1).first).not_to_be_empty()
    assert seen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


# Texts of a chart of which more than a pixel lies outside of it.
CUT = """all => all.flatMap(chart => {
    const room = chart.getBoundingClientRect()
    return [...chart.querySelectorAll('.main-svg text')].filter(text => text.textContent.trim()).map(text => [text, text.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1
            || box.bottom > room.bottom + 1)).map(([text]) => text.textContent)
})"""
TABS = [f"unique_facts?facts_view={tab}" for tab in ("Who+states+what", "Stated+together", "Left+out+by+one+outlet", "Near+the+cut")]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("place", [*PAGES, *TABS, "first_and_follow?first_view=Over+all+stories"])
def test_no_text_of_a_chart_is_cut(demo, visit, place, width):
    seen = visit(demo, width, 1800).open(f"/{place}")
    assert seen.page.locator("[data-testid=stPlotlyChart]").evaluate_all(CUT) == []


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_does_nothing(hostile, visit, name):
    seen = visit(hostile).open(f"/{name}")
    links = seen.page.locator("[data-testid=stApp] a").evaluate_all(
        "all => all.map(a => new URL(a.getAttribute('href') || a.getAttribute('xlink:href') || '', location.href))"
        ".filter(url => url.origin != location.origin).map(url => url.href)"
    )
    pictures = seen.page.locator("[data-testid=stMain] img").evaluate_all("all => all.map(i => i.src)")
    SCREENSHOTS.mkdir(exist_ok=True)
    seen.page.screenshot(path=SCREENSHOTS / f"{name}-hostile.png")
    assert seen.page.locator("[data-testid=stException]").count() == 0
    assert ([x for x in links if "evil" in x], [x for x in pictures if "evil" in x], seen.errors(), seen.outside()) == ([], [], [], [])


def test_a_hostile_article_does_nothing(hostile, visit):
    seen = visit(hostile).open("/articles?article=ledger&place=40")
    links = seen.page.locator("[data-testid=stApp] a").evaluate_all("all => all.map(a => a.href)")
    seen.page.screenshot(path=SCREENSHOTS / "article-hostile.png")
    assert ([x for x in links if "evil" in x], seen.errors(), seen.outside()) == ([], [], [])
    seen.says("<script>alert(1)</script>")
