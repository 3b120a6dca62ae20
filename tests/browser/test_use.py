"""What people do: filter, share a link, click through to the sentences, take files away, add articles."""

import io
import re
import xml.etree.ElementTree as ET

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import expect

PICTURE_MARK = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<svg"}


def _bar(seen, chart=0, number=0):
    """Click the middle of a bar."""
    box = seen.page.locator("[data-testid=stPlotlyChart]").nth(chart).locator(".bars .point path").nth(number).bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return seen.ready()


def _choose_outlet(seen, number=1):
    """Choose an outlet in the sidebar; its name."""
    seen.page.get_by_test_id("stSidebar").get_by_role("combobox", name="Outlets").click()
    option = seen.page.get_by_role("option").nth(number)
    name = option.inner_text()
    option.click()
    seen.page.keyboard.press("Escape")
    seen.ready()
    return name


def _saved(seen, button):
    """Click a download button; file name and content."""
    with seen.page.expect_download(timeout=30_000) as waiting:
        button.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_chart_is_saved_as_a_picture_with_its_title(demo, visit, kind):
    seen = visit(demo, scheme="dark").open("/overview")
    name, content = _saved(seen, seen.page.get_by_role("button", name=kind.upper(), exact=True).first)
    assert re.search(rf"_totals_\d{{4}}-\d\d-\d\d\.{kind}$", name) and content.startswith(PICTURE_MARK[kind])


def test_a_picture_asked_for_before_its_chart_is_drawn_is_saved_once_it_is(demo, browser):
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    held = []
    page.route("**/PlotlyChart.*.js", lambda route: held.append(route))
    page.goto(demo.url + "/overview")
    button = page.get_by_role("button", name="SVG", exact=True).first
    button.click()
    page.get_by_text("Saved as soon as the chart is drawn").wait_for()
    with page.expect_download(timeout=30_000) as waiting:
        for route in held:
            route.continue_()
    assert waiting.value.path().read_bytes().startswith(PICTURE_MARK["svg"])
    context.close()


def test_a_saved_svg_carries_question_unit_n_and_light_colours(demo, visit):
    seen = visit(demo, scheme="dark").open("/overview")
    _, content = _saved(seen, seen.page.get_by_role("button", name="SVG", exact=True).first)
    text = " ".join(ET.fromstring(content).itertext())
    assert [said for said in ("the most articles", "How much of each outlet", "Unit:", "n = ", "Data set: demo") if said not in text] == []
    assert b"fill: rgb(255, 255, 255)" in content and b"rgb(63, 144, 218)" in content


def test_a_saved_png_is_neither_black_nor_empty(demo, visit):
    seen = visit(demo, scheme="dark").open("/overview")
    _, content = _saved(seen, seen.page.get_by_role("button", name="PNG", exact=True).first)
    shades = seen.page.evaluate(
        """async (bytes) => {
        const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]))
        const canvas = new OffscreenCanvas(picture.width, picture.height)
        const brush = canvas.getContext('2d')
        brush.drawImage(picture, 0, 0)
        const { data } = brush.getImageData(0, 0, picture.width, picture.height)
        let white = 0, black = 0, colours = new Set()
        for (let i = 0; i < data.length; i += 4 * 97) {
            if (data[i] > 250 && data[i+1] > 250 && data[i+2] > 250) white++
            if (data[i] < 5 && data[i+1] < 5 && data[i+2] < 5) black++
            colours.add(`${data[i] >> 4},${data[i+1] >> 4},${data[i+2] >> 4}`)
        }
        const all = data.length / (4 * 97)
        return [picture.width, white / all, black / all, colours.size]
    }""",
        list(content),
    )
    assert shades[0] == 2200 and shades[1] > 0.4 and shades[2] < 0.05 and shades[3] > 6


def test_a_chart_is_saved_as_a_page_that_opens_offline(demo, visit, tmp_path, browser):
    seen = visit(demo).open("/overview")
    name, content = _saved(seen, seen.page.get_by_role("button", name="HTML").first)
    file = tmp_path / name
    file.write_bytes(content)
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector(".js-plotly-plot .bars .point", state="attached")
    assert "the most articles" in page.locator(".js-plotly-plot").inner_text()
    context.close()


@pytest.mark.parametrize("kind", ["CSV", "Excel", "Parquet"])
def test_a_table_is_saved_and_opens_again(demo, visit, kind):
    seen = visit(demo).open("/articles")
    name, content = _saved(seen, seen.page.get_by_role("button", name=kind, exact=True).first)
    read = {
        "CSV": lambda b: pd.read_csv(io.BytesIO(b)),
        "Excel": lambda b: pd.read_excel(io.BytesIO(b), sheet_name="data"),
        "Parquet": lambda b: pd.read_parquet(io.BytesIO(b)),
    }
    assert {"title", "outlet", "url"} <= set(read[kind](content)) and "articles" in name


def test_a_hostile_table_is_saved_without_a_formula(hostile, visit):
    seen = visit(hostile).open("/about?table=articles+%285%29")
    _, content = _saved(seen, seen.page.get_by_role("button", name="Excel", exact=True).nth(1))
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["data"].iter_rows() for cell in row]
    assert [c.value for c in cells if c.data_type == "f" or c.hyperlink] == []


def test_a_file_is_named_after_its_filter(demo, visit):
    seen = visit(demo).open("/overview")
    outlet = _choose_outlet(seen)
    expect(seen.page.locator("[class*=st-key-card-] .px-facts").first).to_contain_text(outlet)
    name, _ = _saved(seen, seen.page.get_by_role("button", name="PNG", exact=True).first)
    assert re.sub(r"\W+", "-", outlet.casefold()).strip("-")[:20] in name


def test_a_filter_changes_the_numbers_and_stays_on_the_next_page(demo, visit):
    seen = visit(demo).open("/overview")
    before = seen.page.get_by_test_id("stMetricValue").first.inner_text()
    outlet = _choose_outlet(seen)
    expect(seen.page.get_by_test_id("stMetricValue").first).to_have_text("1")
    seen.page.get_by_test_id("stTopNav").get_by_role("button", name="Articles").click()
    seen.page.get_by_role("menuitem", name="Articles").click()
    seen.ready()
    expect(seen.page.get_by_test_id("stSidebar")).to_contain_text(outlet)
    assert before != "1"


def test_a_copied_link_shows_the_same_view(demo, visit):
    first = visit(demo).open("/overview?wire=false")
    outlet = _choose_outlet(first)
    first.page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").get_by_text("Words", exact=True).click()
    first.page.wait_for_url("**count=Words*")
    expect(first.page.locator("[class*=st-key-card-] .px-title").first).to_contain_text("words")
    second = visit(demo).open(first.page.url.removeprefix(demo.url))
    expect(second.page.get_by_test_id("stMetricValue")).to_have_count(first.page.get_by_test_id("stMetricValue").count())
    expect(second.page.locator("[class*=st-key-card-] .px-facts").first).to_contain_text("without agency copy")
    expect(second.page.locator("[class*=st-key-card-] .px-facts").first).to_contain_text(outlet)
    heads = [seen.ready().page.locator(".px-title, .px-facts, [data-testid=stMetricValue]").all_inner_texts() for seen in (first, second)]
    assert heads[0] == heads[1]


@pytest.mark.parametrize(
    "query",
    [
        "outlets=Nobody",
        "since=2024-99-99",
        "until=zz",
        "story=%3Cscript%3E",
        "wire=maybe",
        "count=Zebras",
        "article=zzz&place=-1",
        "totals=nobody",
        "data=..%2F..",
    ],
)
def test_a_bad_value_in_the_address_falls_back(demo, visit, query):
    seen = visit(demo).open(f"/overview?{query}")
    seen.page.get_by_test_id("stMetricValue").first.wait_for()
    expect(seen.page.get_by_test_id("stException")).to_have_count(0)


def test_a_click_on_a_bar_leads_to_the_article(demo, visit):
    seen = _bar(visit(demo).open("/overview"))
    seen.page.get_by_test_id("stMain").locator("a[href^='articles?article=']").first.click()
    seen.page.wait_for_url("**/articles?*article=*")
    seen.page.locator(".px-article p, .px-text").first.wait_for()


def test_the_list_below_a_chart_does_what_a_click_does(demo, visit):
    seen = visit(demo).open("/overview")
    box = seen.page.get_by_test_id("stMain").get_by_role("combobox").first
    seen.choose(box).page.wait_for_url("**totals=*")
    seen.page.get_by_test_id("stMain").locator("a[href^='articles?article=']").first.wait_for()


def test_a_filter_stays_when_an_article_is_opened(demo, visit):
    seen = visit(demo).open("/overview")
    outlet = _choose_outlet(seen)
    _bar(seen)
    seen.page.get_by_test_id("stMain").locator("a[href^='articles?article=']").first.click()
    seen.page.wait_for_url("**/articles?*article=*")
    expect(seen.page.get_by_test_id("stSidebar")).to_contain_text(outlet)
    seen.page.wait_for_url("**outlets=*")


def test_dropped_files_become_a_data_set_that_is_kept(empty_handed, visit):
    seen = visit(empty_handed).open("/")
    text = (
        b"---\ntitle: Ferry runs aground\noutlet: Harbor Ledger\ndate: 2026-03-02\n---\n"
        b"The ferry Selma ran aground off Quell Point on Monday. Nobody was hurt, the harbour office said.\n"
    )
    other = text.replace(b"Harbor Ledger", b"Coast Daily").replace(b"on Monday", b"early on Monday")
    seen.page.locator("input[type=file][multiple]").first.set_input_files(
        [
            {"name": "../../ledger <b>.md", "mimeType": "text/markdown", "buffer": text},
            {"name": "coast.md", "mimeType": "text/markdown", "buffer": other},
            {"name": "broken.jsonl", "mimeType": "application/json", "buffer": b'{"title": '},
        ]
    )
    seen.ready()
    seen.page.get_by_role("textbox", name="Name").fill("Ferry: week 1")
    seen.page.get_by_role("textbox", name="Name").press("Enter")
    seen.ready()
    seen.page.get_by_role("button", name="Compare these articles").click()
    seen.page.get_by_role("button", name="Explore").wait_for(timeout=90_000)
    seen.says("of 3 articles given, 2 were read, 1 could not be used")
    expect(seen.page.get_by_test_id("stMain").get_by_role("listitem")).to_contain_text(["broken.jsonl: is no valid JSON"])
    seen.page.get_by_role("button", name="Explore").click()
    seen.page.get_by_test_id("stMetricValue").first.wait_for(timeout=30_000)
    seen.ready().says("1 could not be used")
    assert [p.name for p in (empty_handed.home / "kept").iterdir()] == ["Ferry_ week 1"]
    again = visit(empty_handed).open("/")
    again.page.get_by_test_id("stMain").get_by_role("button", name="Open", exact=True).first.click()
    again.page.get_by_test_id("stMetricValue").first.wait_for(timeout=30_000)
    assert (seen.errors(), seen.outside()) == ([], [])


@pytest.mark.timeout(300)
def test_articles_are_given_with_tables_of_names_and_groups(empty_handed, visit):
    seen = visit(empty_handed).open("/start")
    text = b"---\ntitle: Ferry runs aground\noutlet: Harbor Ledger\n---\nThe ferry Selma ran aground off Quell Point on Monday, the office said.\n"
    other = text.replace(b"Harbor Ledger", b"Coast Daily").replace(b"on Monday", b"early on Monday")
    files = [{"name": name, "mimeType": "text/markdown", "buffer": content} for name, content in (("a.md", text), ("b.md", other))]
    seen.page.locator("input[type=file][multiple]").first.set_input_files(files)
    seen.ready().page.get_by_text("Your own tables of outlets (optional)").click()
    tables = ("domain,name,aliases\n,Ledger on the Quay,Harbor Ledger\n", "outlet,region\nLedger on the Quay,Coast\nCoast Daily,Hills\n")
    for place, table in enumerate(tables, start=1):
        given = {"name": f"{place}.csv", "mimeType": "text/csv", "buffer": table.encode()}
        seen.page.locator("input[type=file]").nth(place).set_input_files(given)
        expect(seen.page.get_by_text(f"{place}.csv")).to_be_visible()
        seen.ready()  # a file that comes while the page takes in another can be lost
    seen.ready().page.get_by_role("button", name="Compare these articles").click()
    seen.page.get_by_role("button", name="Explore").click(timeout=90_000)
    seen.page.get_by_role("combobox", name="Compare by").click()
    seen.page.get_by_role("option", name="region").click()
    ticks = seen.ready().page.locator("[data-testid=stPlotlyChart]").first.locator(".ytick text")
    expect(ticks).to_have_text(["Coast", "Hills"])
    expect(seen.page.get_by_test_id("stSidebar")).not_to_contain_text("Harbor Ledger")
    assert seen.errors() == []


def test_why_a_file_cannot_be_made_is_said_beside_its_button(demo, visit):
    seen = visit(demo).open("/articles")
    seen.page.route("**/made/**", lambda route: route.fulfill(status=409, body="The disk is full: make room."))
    seen.page.get_by_role("button", name="CSV", exact=True).first.click()
    expect(seen.page.get_by_role("status").filter(has_text="The disk is full: make room.")).to_be_visible()


def test_a_program_that_was_ended_is_said_where_a_file_is_asked_for(demo, visit):
    seen = visit(demo).open("/articles")
    seen.page.route("**/made/**", lambda route: route.abort())
    seen.page.get_by_role("button", name="Excel", exact=True).first.click()
    expect(seen.page.get_by_role("status").filter(has_text="Is the program still running?")).to_be_visible()


def test_the_files_of_a_page_cannot_be_had_by_guessing(demo, visit):
    seen = visit(demo).open("/articles")
    place = seen.page.locator("[data-file]").first.get_attribute("data-file")
    one, secret, key = place.split("/")
    assert seen.page.request.get(f"{seen.served.url}/{place}").status == 200
    assert seen.page.request.get(f"{seen.served.url}/{one}/{secret[:-1]}_/{key}").status == 404
