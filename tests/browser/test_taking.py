"""What is taken along opens again: the report without a network, every chart of the package, pins, recipes, and each file of each chart."""

import io
import re
import shutil
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from conftest import Served
from playwright.sync_api import expect
from test_access import violations
from test_use import _choose_outlet, _saved

sys.path.insert(0, str(Path(__file__).parents[1] / "dashboard"))

import runs  # noqa: E402
import sample  # noqa: E402

from dashboard import package, report  # noqa: E402
from dashboard.data import opened_from  # noqa: E402
from pipeline.store import open_dataset  # noqa: E402

OPENED = {
    "CSV": lambda content: pd.read_csv(io.BytesIO(content)),
    "Excel": lambda content: pd.DataFrame(list(openpyxl.load_workbook(io.BytesIO(content))["data"].values)).pipe(
        lambda rows: rows[1:].set_axis(rows.iloc[0], axis=1)
    ),
    "Parquet": lambda content: pd.read_parquet(io.BytesIO(content)),
}


def _go(seen, section, title):
    """Go to another page of the session by the navigation."""
    seen.page.get_by_test_id("stTopNav").get_by_role("button", name=section).click()
    seen.page.get_by_role("menuitem", name=title).click()
    seen.page.get_by_role("heading", name=title, level=1).wait_for()


@pytest.fixture(scope="module")
def made(demo_folder, tmp_path_factory):
    """The package of the demo, unpacked."""
    folder = tmp_path_factory.mktemp("package")
    wanted = report.Report(opened_from(open_dataset(demo_folder)))
    package.write(wanted, report.made(wanted), folder / "all.zip", ("csv",))
    zipfile.ZipFile(folder / "all.zip").extractall(folder)
    return next(path for path in folder.iterdir() if path.is_dir())


@pytest.fixture
def offline(browser):
    """Opens a file in a browser without a network; the page, what it asked for, what it complained of."""
    contexts = []

    def opened(path, scheme="light", width=1440, has_policy=True):
        context = browser.new_context(
            offline=True, color_scheme=scheme, viewport={"width": width, "height": 1200}, bypass_csp=not has_policy
        )
        contexts.append(context)
        page = context.new_page()
        asked, complaints = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-drawn]", timeout=60_000)
        return page, asked, complaints

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_draws_every_chart_without_a_network(made, offline, scheme):
    page, asked, complaints = offline(made / "report.html", scheme)
    charts = page.locator(".chart")
    assert charts.count() > 15 and page.locator(".chart .main-svg").count() >= charts.count()
    assert (complaints, [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]) == ([], [])


@pytest.mark.parametrize("width", [390, 1440])
def test_the_report_fits_the_screen(made, offline, width):
    page, _, _ = offline(made / "report.html", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_has_no_violation_of_wcag_2_2_aa(made, offline, scheme):
    page, _, _ = offline(made / "report.html", scheme, has_policy=False)
    assert violations(page) == []


def test_a_chart_of_the_report_is_saved_with_all_it_says(made, offline):
    page, _, _ = offline(made / "report.html", "dark")
    with page.expect_download() as waiting:
        page.locator("button[data-as=svg]").first.click()
    said = waiting.value.path().read_text(encoding="utf-8")
    assert [word for word in ("Unit:", "n = ", "Source: data set") if word not in said] == [] and waiting.value.suggested_filename.endswith(
        ".svg"
    )


def test_all_pictures_of_the_report_come_as_one_zip_with_all_they_say(made, offline):
    page, _, complaints = offline(made / "report.html", "dark")
    with page.expect_download(timeout=100_000) as waiting:
        page.get_by_role("button", name="Save all pictures").click()
    files = zipfile.ZipFile(waiting.value.path())
    names = {name.rpartition(".")[0] for name in files.namelist()}
    assert (files.testzip(), complaints, len(names), len(files.namelist())) == (None, [], page.locator(".chart").count(), 2 * len(names))
    assert [n for n in names if not files.read(f"{n}.png").startswith(b"\x89PNG") or b"Source: data set" not in files.read(f"{n}.svg")] == []
    assert re.fullmatch(r"demo_report_pictures_\d{4}-\d\d-\d\d\.zip", waiting.value.suggested_filename)


def test_the_report_prints_what_is_open_and_one_button_opens_everything(made, offline):
    page, _, _ = offline(made / "report.html")
    page.emulate_media(media="print")
    assert page.locator("details:visible").count() == 0 and page.locator(".chart:visible").count() > 15
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Open all tables and sentences").click()
    page.emulate_media(media="print")
    assert page.locator("details:not([open])").count() == 0 and page.locator("table:visible").count() > 30


def test_a_hostile_report_runs_nothing_and_asks_for_nothing(offline, tmp_path):
    page = report.made(report.Report(sample.view(sample.tables(("</script><script>alert(2)</script>", *sample.HOSTILE))).opened)).html
    (tmp_path / "hostile.html").write_text(page, encoding="utf-8")
    _, asked, complaints = offline(tmp_path / "hostile.html")
    assert (complaints, [url for url in asked if "evil" in url]) == ([], [])


def test_a_word_without_an_end_does_not_widen_the_report(offline, tmp_path):
    page = report.made(report.Report(sample.view(sample.tables(("T" * 3_000, *sample.HOSTILE))).opened)).html
    (tmp_path / "long.html").write_text(page, encoding="utf-8")
    assert offline(tmp_path / "long.html", width=390)[0].evaluate("document.documentElement.scrollWidth") <= 390


def test_every_chart_of_the_package_opens_alone(made, offline):
    for path in sorted((made / "charts").glob("*.html"))[:6]:
        page, _, complaints = offline(path)
        assert page.locator(".chart .main-svg").count() >= 1 and complaints == [], path.name


def test_a_chart_that_is_pinned_stands_first_in_the_report(hostile, visit, tmp_path):
    seen = visit(hostile).open("/stories")
    seen.page.get_by_role("button", name="Pin", exact=True).last.click()
    seen.page.get_by_role("textbox", name="Note").fill("For the <b>lead</b>")
    seen.page.keyboard.press("Control+Enter")
    seen.ready()
    seen.page.get_by_test_id("stDialog").get_by_role("button", name="Pin", exact=True).click()
    seen.page.get_by_test_id("stDialog").wait_for(state="detached")
    seen.open("/take_away").page.get_by_text("For the <b>lead</b>").wait_for()
    seen.page.get_by_role("button", name="Make the report").click()
    seen.page.get_by_role("button", name=re.compile("Save the HTML")).wait_for(timeout=110_000)
    name, content = _saved(seen.ready(), seen.page.get_by_role("button", name=re.compile("Save the HTML")))
    page = content.decode()
    assert page.index(">Pinned</h2>") < page.index(">Overview</h2>") and "For the &lt;b&gt;lead" in page and name.endswith(".html")
    seen.page.get_by_role("button", name="Delete", exact=True).click()
    seen.page.get_by_text("Nothing is pinned yet").wait_for()
    assert seen.errors() == []


def test_a_sentence_that_is_pinned_stands_first_in_the_report_with_its_note(demo_folder, visit, tmp_path):
    shutil.copytree(demo_folder, tmp_path / "own.dataset")
    served = Served(tmp_path / "own.dataset", tmp_path / "home")
    try:
        seen = visit(served).open("/quotes")
        piece = seen.page.locator(".px-piece").first
        words = piece.locator("mark").inner_text()
        piece.get_by_role("button", name="Pin", exact=True).click()
        seen.page.get_by_role("textbox", name="Note").fill("Ask <i>both</i> of them")
        seen.page.keyboard.press("Control+Enter")
        seen.ready().page.get_by_test_id("stDialog").get_by_role("button", name="Pin", exact=True).click()
        seen.page.get_by_test_id("stDialog").wait_for(state="detached")
        seen.open("/take_away").page.get_by_text("Ask <i>both</i> of them").wait_for()
        seen.says(words.rstrip(","), "Ask <i>both</i> of them")
        seen.page.get_by_role("button", name="Make the report").click()
        seen.page.get_by_role("button", name=re.compile("Save the HTML")).wait_for(timeout=110_000)
        _, content = _saved(seen.ready(), seen.page.get_by_role("button", name=re.compile("Save the HTML")))
    finally:
        served.stop()
    pinned = content.decode().partition(">Pinned</h2>")[2].partition(">Overview</h2>")[0]
    assert f"<mark>{words}</mark>" in pinned and "Ask &lt;i&gt;both&lt;/i&gt; of them" in pinned


def test_a_recipe_shows_the_same_view_again(demo, visit, tmp_path):
    first = visit(demo).open("/overview")
    outlet = _choose_outlet(first)
    _go(first, "Data", "Take it with you")
    first.page.get_by_role("button", name="Save the recipe").wait_for()
    name, content = _saved(first.ready(), first.page.get_by_role("button", name="Save the recipe"))
    (tmp_path / name).write_bytes(content)
    again = visit(demo).open("/take_away")
    again.page.locator("input[type=file]").last.set_input_files(tmp_path / name)
    again.page.get_by_role("link", name="Open the view of this recipe").click()
    again.page.wait_for_url("**/overview?*")
    expect(again.page.get_by_test_id("stSidebar")).to_contain_text(outlet, timeout=30_000)
    expect(again.page.locator(".px-facts").filter(has_text=f"Outlets: {outlet}").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("kind", list(OPENED))
def test_a_safe_table_holds_no_long_run_of_words(demo, demo_folder, visit, kind):
    seen = visit(demo).open("/take_away")
    seen.page.get_by_test_id("stMain").get_by_text("Copyright-safe", exact=True).click()
    seen.page.get_by_test_id("stNumberInput").get_by_role("spinbutton").fill("7")
    seen.page.keyboard.press("Enter")
    seen.ready()
    _go(seen, "Facts", "Unique facts")
    seen.page.get_by_role("heading", name="Unique facts", level=1).wait_for()
    name, content = _saved(seen.ready(), seen.page.get_by_role("button", name=kind, exact=True).last)
    rows = OPENED[kind](content)
    assert "snippets-7" in name and {"outlet", "published_at", "url"} <= set(rows.columns)
    assert runs.long_runs(runs.article_texts(open_dataset(demo_folder).tables), rows.to_csv(index=False), 7) == []


def test_the_package_is_made_for_what_is_shown(demo, visit, tmp_path):
    seen = visit(demo).open("/take_away")
    outlet = _choose_outlet(seen)
    seen.page.get_by_role("button", name="Make the package").click()
    button = seen.page.get_by_role("button", name=re.compile("Save the ZIP"))
    button.wait_for(timeout=110_000)
    name, content = _saved(seen.ready(), button)
    files = zipfile.ZipFile(io.BytesIO(content))
    readme, outlets = (next(n for n in files.namelist() if re.search(end, n)) for end in ("/README.txt$", "_tables_outlets_.*parquet$"))
    assert name.endswith(".zip") and outlet.split("(")[0].strip() in files.read(readme).decode()
    assert len(pd.read_parquet(io.BytesIO(files.read(outlets)))) == 1
