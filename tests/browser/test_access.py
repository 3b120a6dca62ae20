"""Access: WCAG 2.2 A and AA as axe-core checks it, use by keyboard alone, and paper."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from pipeline.plugins import find

PAGES = find("dashboard.app_pages")
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page) -> list[str]:
    """What axe-core finds wrong on a page that stands still; what fades in has no contrast yet."""
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    for _ in range(4):
        if not (found := _found(page)):
            return []
        page.wait_for_timeout(1500)
    return found


def _found(page) -> list[str]:
    """The rule that is broken, how often, and the first place."""
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", WCAG)["violations"]
    return [f"{rule['id']} × {len(rule['nodes'])}: {rule['nodes'][0]['target']} {rule['nodes'][0]['failureSummary']}" for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation_of_wcag_2_2_aa(demo, visit, name, scheme):
    assert violations(visit(demo, 1440, 2600, scheme).open(f"/{name}").page) == []


def test_the_button_that_starts_a_build_can_be_read_on_a_dark_page(empty_handed, visit):
    seen = visit(empty_handed, scheme="dark").open("/start")
    given = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Bridge shut\n\nThe bridge was shut on Monday, the warden said."}
    seen.page.locator("input[type=file]").first.set_input_files([given])
    seen.page.wait_for_selector("[data-testid=stBaseButton-primary]:not([disabled])")
    assert violations(seen.page) == []


def test_another_page_is_reached_by_the_keyboard_alone(demo, visit):
    seen = visit(demo).open("/overview")
    for _ in range(40):
        seen.page.keyboard.press("Tab")
        if seen.page.evaluate("document.activeElement.dataset.testid + document.activeElement.innerText").strip() == "stTopNavSectionWords":
            break
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("document.activeElement.innerText.includes('Keywords')")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/keywords*")
    expect(seen.page.get_by_role("heading", level=1)).to_have_text("Keywords")


def test_a_number_is_walked_to_its_sentences_by_the_keyboard_alone(demo, visit):
    seen = visit(demo).open("/keywords")
    behind = seen.page.get_by_role("combobox", name="See what stands behind").first
    seen.choose(behind, number=2).page.locator(".px-text mark").first.wait_for()


def test_a_link_that_the_keyboard_has_reached_is_framed(demo, visit):
    seen = visit(demo).open("/overview")
    link = seen.page.locator(".px-piece a").first
    link.focus()
    seen.page.keyboard.press("Shift+Tab")
    seen.page.keyboard.press("Tab")
    assert link.evaluate("a => a === document.activeElement && getComputedStyle(a).outlineStyle") == "solid"


def test_paper_shows_the_whole_page_without_what_only_a_screen_needs(demo, visit):
    seen = visit(demo, 1440, 900).open("/quotes")
    seen.page.emulate_media(media="print")
    expect(seen.page.get_by_test_id("stSidebar")).to_be_hidden()
    heights = seen.page.locator("[data-testid=stMain]").evaluate("main => [main.clientHeight, main.scrollHeight]")
    assert heights[0] == heights[1] > 900


def test_paper_bears_nothing_to_press_and_its_charts_and_sentences_are_whole(demo, visit):
    seen = visit(demo, 1440, 900).open("/unique_facts")
    seen.page.emulate_media(media="print")
    pressed = "button, summary, [role=tab], [data-testid=stPageLink], [data-testid^=stBidiComponent]"
    pressed = ", ".join(f"[data-testid=stMain] {what}" for what in pressed.split(", "))
    seen.page.wait_for_function("all => [...document.querySelectorAll(all)].every(x => !x.offsetParent)", arg=pressed)
    pieces = seen.page.locator(".stPlotlyChart, .px-piece").evaluate_all("all => all.map(x => getComputedStyle(x).breakInside)")
    assert len(pieces) > 1 and set(pieces) == {"avoid"}


def test_a_dark_page_is_printed_dark_on_white(demo, visit):
    seen = visit(demo, 1440, 900, "dark").open("/conflicts")
    seen.page.emulate_media(media="print", color_scheme="dark")
    places = ["[data-testid=stApp]", "h1", ".stPlotlyChart .xtick text", ".stPlotlyChart .main-svg"]
    for place in places:  # a chart is drawn anew for the width of the sheet
        seen.page.locator(place).first.wait_for(state="attached")
    seen.page.wait_for_function("([app]) => getComputedStyle(document.querySelector(app)).backgroundColor === 'rgb(255, 255, 255)'", arg=places)
    colours = seen.page.evaluate("all => all.map(x => getComputedStyle(document.querySelector(x)))"
        ".map(x => [x.backgroundColor, x.color, x.fill])", places)
    dark, clear = "rgb(28, 39, 51)", "rgba(0, 0, 0, 0)"
    assert (colours[0][1], colours[1][1], colours[2][2], colours[3][0]) == (dark, dark, dark, clear)


def test_a_window_that_corrects_is_opened_and_left_by_the_keyboard_and_gives_the_place_back(demo, visit):
    seen = visit(demo).open("/data_quality?check=undated")
    door = seen.page.locator(".st-key-found-undated-0").get_by_role("button", name="Correct")
    door.focus()
    seen.page.keyboard.press("Enter")
    window = seen.page.get_by_role("dialog")
    window.get_by_role("combobox", name="What is wrong?").wait_for()
    for _ in range(4):
        seen.page.keyboard.press("Tab")
        expect(window.locator(":focus")).to_have_count(1)
    seen.page.keyboard.press("Escape")
    window.wait_for(state="detached")
    expect(door).to_be_focused()
