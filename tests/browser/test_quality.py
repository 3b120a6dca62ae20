"""Data quality leads to the articles; a table of outlets is given, compared by, and shared by its address."""

import re
import shutil

import pytest
from conftest import Served
from playwright.sync_api import expect

from pipeline import groups

TABLE = "outlet,region\nTarnwick Courier,Tarnwick\nDunmarsh Observer,Dunmarsh\nEllary Evening Post,Dunmarsh\nSkerry Times,Nowhere\n"


@pytest.fixture(scope="module")
def own(demo_folder, tmp_path_factory):
    """The dashboard on a copy of the demo, beside which a table can be kept."""
    folder = tmp_path_factory.mktemp("own") / "own.dataset"
    shutil.copytree(demo_folder, folder)
    served = Served(folder, tmp_path_factory.mktemp("served-own"))
    served.dataset = folder
    yield served
    served.stop()


def test_a_line_of_data_quality_leads_to_its_article(demo, visit):
    seen = visit(demo).open("/data_quality?check=undated")
    found = seen.page.locator(".st-key-found-undated-0")
    outlet = found.locator("b").inner_text()
    found.get_by_role("link", name="Open the article").click()
    expect(seen.page).to_have_url(re.compile(r"/articles\?.*article="))
    seen.ready().says(outlet, "no date")
    assert seen.errors() == []


@pytest.mark.timeout(300)
def test_groups_are_given_compared_and_shared(own, visit, tmp_path):
    (tmp_path / "groups.csv").write_text(TABLE)
    seen = visit(own).open("/data_quality")
    seen.page.get_by_role("button", name="Compare by country, type").click()
    seen.page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(tmp_path / "groups.csv")
    seen.page.get_by_role("combobox", name="Compare by").wait_for()
    seen.page.keyboard.press("Escape")
    seen.ready().page.get_by_role("combobox", name="Compare by").click()
    seen.page.get_by_role("option", name="region").click()
    seen.ready()
    expect(seen.page).to_have_url(re.compile(r"by=region"))
    shared = visit(own)
    shared.page.set_default_timeout(90_000)
    shared.open("/unique_facts?" + seen.page.url.partition("?")[2])
    ticks = shared.page.locator("[data-testid=stPlotlyChart]").first.locator(".ytick text")
    expect(ticks).to_have_count(3)
    assert set(ticks.all_text_contents()) == {"Tarnwick", "Dunmarsh", "(no region given)"}
    shared.says("compared by region")
    assert shared.errors() == []


def test_rows_without_an_outlet_are_said_on_data_quality(own, visit):
    groups.beside(own.dataset).write_text(TABLE)
    seen = visit(own).open("/data_quality")
    seen.page.get_by_text("Your table of outlets:").click()
    seen.says("Groups by region: 3 of 12 outlets have one.")
