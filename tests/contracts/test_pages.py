"""What every page must do; a new file in `dashboard/app_pages/` is tested by being there."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.plugins import find, required

PAGES = find("dashboard.app_pages")
every_page = pytest.mark.parametrize("name", PAGES)
CHOICES = ("selectbox", "radio", "toggle", "checkbox", "segmented_control", "pills", "multiselect", "slider")


def _script(name, folder, words):
    """The page on the demo's data set, restricted to articles with these words."""
    from dashboard import data
    from pipeline.plugins import find
    from pipeline.selection import Selection

    chosen = Selection(words=tuple(words))
    find("dashboard.app_pages")[name].render(data.View(data.open_folder(folder), chosen, "", name), chosen)


def _page(name, folder, words=()):
    """The page, run once."""
    return AppTest.from_function(_script, kwargs={"name": name, "folder": folder, "words": words}, default_timeout=60).run()


def _assert_is_there(page, name):
    """The page has its title and something under it, and no error."""
    assert [error.message for error in page.exception] == []
    assert f">{PAGES[name].TITLE}</h1>" in page.get("html")[0].value
    assert len(page.main) > 1


@every_page
def test_page_declares_its_contract(name):
    required(PAGES[name], "TITLE", "ICON", "SECTION", "ORDER", "LEAD", "render")
    assert re.fullmatch(r":material/\w+:", PAGES[name].ICON) and PAGES[name].LEAD.endswith(".")


def test_no_two_pages_bear_one_title_or_place():
    assert len({page.TITLE for page in PAGES.values()}) == len({page.ORDER for page in PAGES.values()}) == len(PAGES)


@every_page
def test_page_shows_the_demo(name, demo_folder):
    _assert_is_there(_page(name, demo_folder), name)


@every_page
def test_page_without_an_article_says_what_to_do(name, demo_folder):
    page = _page(name, demo_folder, ["xylophone"])
    _assert_is_there(page, name)


@every_page
@pytest.mark.parametrize("kind", CHOICES)
def test_page_is_still_there_after_each_choice(name, kind, demo_folder):
    first = _page(name, demo_folder)
    for i, widget in enumerate(getattr(first, kind)):
        for value in _other_values(widget):
            page = _page(name, demo_folder)
            getattr(page, kind)[i].set_value(value)
            _assert_is_there(page.run(), name)


def _other_values(widget):
    """Up to three values that a widget may take and does not have."""
    if widget.disabled:
        return []
    if hasattr(widget, "options"):
        values = [[option] for option in widget.options] if isinstance(widget.value, list) else list(widget.options)
    elif isinstance(widget.value, bool):
        values = [not widget.value]
    else:
        values = [getattr(widget, "min", widget.value), getattr(widget, "max", widget.value)]
    return [value for value in values if value != widget.value][:3]
