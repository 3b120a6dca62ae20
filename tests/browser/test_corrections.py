"""A person corrects what is wrong, applies it, sees the number change, and takes it back."""

import json

import pytest
from conftest import Served
from playwright.sync_api import expect
from test_access import violations

from pipeline.build import build
from pipeline.store import open_dataset

_ARTICLES = [
    {"outlet": "Harbor Ledger", "title": "Ferry runs aground", "date": "2031-05-04", "body": "The ferry Selma ran aground off Quell Point on Monday.\n\n"
     "“She will be afloat by noon,” said Mara Quill, the harbour master. The ferry carried 48 passengers."},
    {"outlet": "Coast Daily", "title": "Selma stuck on sand", "date": "2031-05-04", "body": "The ferry Selma ran aground off Quell Point on Monday.\n\n"
     "“Afloat by noon,” said Mara Quill. Fifty-two were aboard the vessel. Read our harbour letter."},
    {"outlet": "Upland Post", "title": "Passengers brought ashore", "date": "2031-05-05", "body": "Passengers of the ferry Selma were brought ashore after "
     "it ran aground off Quell Point. The ferry carried 48 passengers."},
]


_MANY = [
    _ARTICLES[0] | {"body": _ARTICLES[0]["body"] + "\n\nWeather tomorrow is dry.\n\nRELATED: Lighthouse keeper retires"},
    _ARTICLES[1],
    _ARTICLES[2] | {"body": _ARTICLES[2]["body"] + " “Nobody was hurt,” said Mara Quil."},
    {"outlet": "Harbor Ledger", "title": "Mill closes", "date": "2031-06-11", "body": "The paper mill at Dorren closes in May. About 120 people work there."},
    {"outlet": "Coast Daily", "title": "Dorren loses its mill", "date": "2031-06-11", "body": "The paper mill at Dorren closes in May. About 120 people work there, "
     "the town council said."},
    {"outlet": "Upland Post", "title": "End of a mill", "date": "2031-06-11", "body": "The paper mill at Dorren will close in May, the council said."},
]
_DOUBTFUL = [*_ARTICLES[:2], {"title": "Passengers safe", "body": "The ferry Selma ran aground off Quell Point on Monday. All 48 passengers are safe."}]


@pytest.fixture
def served(request, tmp_path):
    """A dashboard on three articles of its own, or those of the test, that a test may correct."""
    (tmp_path / "in").mkdir()
    articles = getattr(request, "param", _ARTICLES)
    (tmp_path / "in" / "week.jsonl").write_text("\n".join(json.dumps(row) for row in articles), encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "ferry", workers=0)
    served = Served(tmp_path / "ferry", tmp_path / "home")
    yield served
    served.stop()


def _choose(seen, label, option):
    """Choose an option of a list in the dialog."""
    seen.page.get_by_role("dialog").get_by_role("combobox", name=label, exact=True).click()
    seen.page.get_by_role("option", name=option).first.click()
    seen.ready()


def _keep(seen):
    """Keep the correction that is asked for in the dialog."""
    seen.page.get_by_role("button", name="Keep this correction").click()
    expect(seen.page.get_by_role("dialog")).to_have_count(0)
    seen.ready()


def _built(seen, shown="corrections-running", hidden="corrections-running-here"):
    """Wait until the data set is built anew; how far that is, is said once where it can be seen."""
    expect(seen.page.locator(f".st-key-{shown}")).to_be_in_viewport()
    expect(seen.page.locator(f".st-key-{hidden}")).not_to_be_in_viewport()
    expect(seen.page.get_by_text("Building the data set anew")).to_have_count(0, timeout=90_000)
    return seen.ready()


def _apply(seen):
    """Apply what waits, and wait for it."""
    seen.page.get_by_role("button", name="Apply", exact=True).click()
    _built(seen)


def _open_article(seen, title):
    """The page of an article, by its title."""
    tables = seen.served.home.parent / "ferry"
    articles = open_dataset(tables).table("articles")
    return seen.open(f"/articles?article={articles.loc[articles['title'] == title, 'article_id'].iloc[0]}")


@pytest.mark.timeout(300)
def test_an_article_that_is_left_out_is_gone_once_applied_and_back_once_undone(served, visit):
    seen = _open_article(visit(served), "Passengers brought ashore")
    seen.page.get_by_role("button", name="Correct this article").click()
    _choose(seen, "What is wrong?", "The article should be left out")
    seen.page.get_by_label("Your note").fill("satire")
    seen.page.get_by_label("Your note").press("Tab")
    seen.ready()
    _keep(seen)
    seen.says("1 correction waiting", "Passengers brought ashore")
    _apply(seen)
    seen.says("not in this data set", but=("correction waiting",))
    seen.open("/about")
    expect(seen.page.get_by_text("Note: satire")).to_be_visible()
    seen.says("left out by you")
    seen.page.get_by_role("button", name="Undo").click()
    expect(seen.page.get_by_text("1 correction waiting")).to_be_visible()
    _apply(seen)
    seen.says("Nothing has been corrected.")
    seen.open("/articles").says("3 articles")
    assert seen.errors() == []


def test_a_speaker_that_is_corrected_stands_on_the_page_of_quotes(served, visit):
    seen = _open_article(visit(served), "Selma stuck on sand")
    seen.page.get_by_role("button", name="Correct this article").click()
    _choose(seen, "What is wrong?", "A sentence or quotation in it is wrong")
    _choose(seen, "Which sentence?", "“Afloat by noon,” said Mara Quill.")
    _choose(seen, "What is wrong with it?", "Somebody else said this")
    who = seen.page.get_by_role("combobox", name="Who said it?")
    who.fill("Ole <b>Brandt</b>")
    who.press("Enter")
    seen.ready()
    _keep(seen)
    _apply(seen)
    seen.open("/quotes").says("Ole <b>Brandt</b>")
    assert seen.errors() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_window_that_asks_can_be_used_by_everyone(served, visit, scheme):
    seen = visit(served, 390, 1200, scheme).open("/about")
    seen.page.get_by_role("button", name="Correct something").click()
    _choose(seen, "What is wrong?", "The name of an outlet")
    _choose(seen, "Outlet", "Coast Daily")
    seen.page.get_by_label("Right name").fill("Daily Coast")
    seen.page.get_by_label("Right name").press("Tab")
    seen.ready()
    assert violations(seen.page) == []
    seen.page.keyboard.press("Escape")
    expect(seen.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.timeout(300)
def test_two_outlets_are_made_one_on_a_phone_where_the_sidebar_is_folded_away(served, visit):
    seen = visit(served, 390, 900).open("/about")
    seen.page.get_by_role("button", name="Correct something").click()
    _choose(seen, "What is wrong?", "Two outlets are one")
    _choose(seen, "Outlet", "Coast Daily")
    _choose(seen, "Same as", "Harbor Ledger")
    seen.page.get_by_role("button", name="Keep this correction").click()
    expect(seen.page.get_by_text("It counts once you apply it")).to_be_visible()
    seen.page.get_by_role("button", name="Apply 1 correction").click()
    _built(seen, shown="corrections-running-here", hidden="corrections-running")
    expect(seen.page.get_by_text("1 article of “Coast Daily” now with “Harbor Ledger”")).to_be_visible(timeout=90_000)
    ticks = seen.open("/overview").page.locator("[data-testid=stPlotlyChart]").first.locator(".ytick text")
    expect(ticks).to_have_text(["Harbor Ledger", "Upland Post"])


def test_corrections_wait_with_a_clear_word_where_the_articles_are_gone(served, visit):
    (served.home.parent / "in").rename(served.home.parent / "elsewhere")
    seen = _open_article(visit(served), "Selma stuck on sand")
    seen.page.get_by_role("button", name="Correct this article").click()
    _choose(seen, "What is wrong?", "The article should be left out")
    _keep(seen)
    seen.page.get_by_role("button", name="Apply", exact=True).click()
    expect(seen.page.get_by_text("The data set could not be built anew and is as it was; what you gave is kept.")).to_be_visible(timeout=60_000)
    seen.says("cannot be built again", "1 correction waiting")


def test_a_corrections_file_is_saved_and_taken_again(served, visit):
    path = served.home.parent / "ferry.corrections.csv"
    path.write_text("kind;article;value\nauthor;Selma stuck on sand;Bo Lind\n", encoding="cp1252")
    seen = visit(served).open("/about")
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name="Save the corrections").click()
    content = waiting.value.path().read_bytes()
    path.unlink()
    seen.open("/about")
    seen.page.get_by_role("button", name="Take corrections from a file").click()
    seen.page.locator("input[type=file]").set_input_files({"name": "mine.csv", "mimeType": "text/csv", "buffer": content})
    expect(seen.page.get_by_text("1 correction can be read")).to_be_visible()
    seen.page.get_by_role("button", name="Put them in place of the ones here").click()
    expect(seen.page.get_by_text("1 correction waiting")).to_be_visible()
    assert path.read_bytes() == content


@pytest.mark.timeout(300)
@pytest.mark.parametrize("served", [_DOUBTFUL], indirect=True)
def test_what_is_put_right_on_data_quality_is_gone_from_it(served, visit):
    seen = visit(served).open("/data_quality?check=unknown_outlet")
    seen.page.locator(".st-key-found-unknown_outlet-0").get_by_role("button", name="Correct").click()
    _choose(seen, "What is wrong?", "The article is by another outlet")
    _choose(seen, "Right outlet", "Coast Daily")
    _keep(seen)
    seen.open("/data_quality?check=undated")
    seen.page.locator(".st-key-found-undated-0").get_by_role("button", name="Correct").click()
    _choose(seen, "What is wrong?", "The date is wrong")
    seen.page.get_by_role("dialog").get_by_role("spinbutton", name="year").click()
    seen.page.keyboard.type("20310506")
    for _ in range(3):  # past the button that clears the day and the one of its calendar
        seen.page.keyboard.press("Tab")
    seen.ready()
    _keep(seen)
    _apply(seen)
    expect(seen.page.get_by_text("articles without a date", exact=False)).to_be_visible()
    seen.says(but=("names no outlet", "has no date"))
    assert seen.errors() == []


@pytest.mark.timeout(300)
def test_a_table_of_names_given_on_data_quality_renames_an_outlet(served, visit, tmp_path):
    (tmp_path / "names.csv").write_text("domain,name,aliases\n,Ledger on the Quay,Harbor Ledger\n")
    seen = visit(served).open("/data_quality")
    seen.page.get_by_text("Names of outlets: give your own table").click()
    seen.ready().page.get_by_test_id("stMain").locator("input[type=file]").set_input_files(tmp_path / "names.csv")
    seen.page.get_by_role("button", name="Build with this table").click()
    _built(seen).page.get_by_test_id("stSidebar").get_by_role("combobox", name="Outlets").click()
    expect(seen.page.get_by_role("option", name="Ledger on the Quay")).to_be_visible()
    expect(seen.page.get_by_role("option", name="Harbor Ledger")).to_have_count(0)
    seen.says("your own table is used")
    assert seen.errors() == []


def _correct(seen, title, *choices):
    """Keep a correction of an article: the options chosen in one list after the other, a text typed where no list is."""
    _open_article(seen, title)
    seen.page.get_by_role("button", name="Correct this article").click()
    for label, answer in choices:
        if label in ("Right name", "Name to tell that person by"):
            seen.page.get_by_label(label).fill(answer)
            seen.page.get_by_label(label).press("Tab")
            seen.ready()
        else:
            _choose(seen, label, answer)
    _keep(seen)


def _of_sentence(sentence, wrong, *choices):
    """The choices that lead to what is wrong with a sentence."""
    return (
        ("What is wrong?", "A sentence or quotation in it is wrong"),
        ("Which sentence?", sentence),
        ("What is wrong with it?", wrong),
        *choices,
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("served", [_MANY], indirect=True)
def test_every_kind_of_correction_changes_what_it_should_and_all_is_as_before_once_undone(served, visit):
    folder, given = served.home.parent / "ferry", served.home.parent / "in" / "week.jsonl"
    before, raw = open_dataset(folder).manifest["tables"], given.read_bytes()
    seen = visit(served)
    _correct(seen, "Passengers brought ashore", ("What is wrong?", "The outlet’s name is wrong"), ("Right name", "Upland Herald"))
    _correct(seen, "Dorren loses its mill", ("What is wrong?", "The article belongs to another story"), ("Right story", "A story of its own"))
    _correct(seen, "End of a mill", ("What is wrong?", "The article belongs to another story"), ("Right story", "Ferry runs aground"))
    _correct(seen, "Ferry runs aground", ("What is wrong?", "A line that was left out"), ("Which line?", "RELATED: Lighthouse keeper"))
    _correct(seen, "Ferry runs aground", *_of_sentence("Weather tomorrow", "This is no part of the article"))
    _correct(seen, "Selma stuck on sand", *_of_sentence("Read our harbour letter", "This sentence is a notice"))
    named = ("Name to tell that person by", "Mara Quill (pilot)")
    _correct(seen, "Selma stuck on sand", *_of_sentence("“Afloat by noon,”", "This was said by another person", named))
    _correct(seen, "Ferry runs aground", *_of_sentence("The ferry carried 48", "This does not state the same", ("The other sentence", "carried 48")))
    _correct(seen, "Ferry runs aground", *_of_sentence("The ferry carried 48", "This states the same", ("The other sentence", "Fifty-two")))
    seen.open("/quotes").page.get_by_role("combobox", name="See what stands behind").first.fill("Mara Quil in")
    seen.page.get_by_role("option", name="Mara Quil in").click()
    seen.ready().page.get_by_role("button", name="Is the same as another source").click()
    _choose(seen, "Same as", "Mara Quill")
    _keep(seen)
    _apply(seen)
    rows = seen.page.locator("[data-testid=stPlotlyChart]").first.locator(".ytick text")
    expect(rows.filter(has_text="Mara Quill (pilot)")).to_have_count(1)
    assert "Mara Quil " not in " ".join(rows.all_text_contents())
    seen.says("Upland Herald")
    seen.open("/about")
    expect(seen.page.get_by_text("10 applied.")).to_be_visible()
    expect(seen.page.get_by_role("button", name="Undo")).to_have_count(10)
    seen.says("was “Upland Post”", "now a story of its own", "of 4 articles", "4 words more", "4 words less", "1 sentence", "two facts", "one fact")
    assert open_dataset(folder).table("stories").shape[0] == 3
    for left in range(10, 0, -1):
        seen.page.get_by_role("button", name="Undo").first.click()
        expect(seen.page.get_by_role("button", name="Undo")).to_have_count(left - 1)
    _apply(seen)
    seen.says("Nothing has been corrected.")
    assert seen.errors() == []
    assert (open_dataset(folder).manifest["tables"], given.read_bytes()) == (before, raw)
