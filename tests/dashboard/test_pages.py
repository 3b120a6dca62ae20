"""Every page, found by folder scan: renders with data, without, and with hostile text, and keeps its title after a filter."""

import re

import pytest
import sample
from streamlit.testing.v1 import AppTest

from pipeline.plugins import find
from pipeline.selection import Selection

PAGES = find("dashboard.app_pages")


def _script(page, view):
    from pipeline.plugins import find

    find("dashboard.app_pages")[page].render(view, view.selection)


def _run(page, view):
    test = AppTest.from_function(_script, kwargs={"page": page, "view": view}, default_timeout=20).run()
    assert [e.value for e in test.exception] == []
    return test


def _title(test):
    return re.search('<h1 class="px-page">(.*?)</h1>', test.get("html")[0].value)[1]


def _texts(test):
    return [m.value for m in (*test.markdown, *test.caption, *test.info, *test.warning)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_renders_with_its_title(page):
    assert _title(_run(page, sample.view(sample.tables()))) == PAGES[page].TITLE


@pytest.mark.parametrize("page", PAGES)
def test_a_page_renders_without_any_article(page):
    assert _title(_run(page, sample.view(sample.nothing()))) == PAGES[page].TITLE


@pytest.mark.parametrize("page", PAGES)
def test_a_page_renders_when_no_article_fits_the_filters(page):
    assert _title(_run(page, sample.view(sample.tables(), Selection(words=("zeppelin",)), "Words: zeppelin"))) == PAGES[page].TITLE


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("turn", range(3))
def test_hostile_text_stays_text(page, turn):
    spice = sample.HOSTILE[turn:] + sample.HOSTILE[:turn]
    test = _run(page, sample.view(sample.tables(spice)))
    shown = "\n".join(_texts(test))
    assert [x for x in ("<img", "<script") if x in "".join(element.value for element in test.get("html"))] == []
    assert [x for x in ("](http", "<img", "<script", ":red[", "**bold**") if x in shown] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_still_there_after_every_choice(page):
    test = _run(page, sample.view(sample.tables()))
    for control in [w for w in (*test.segmented_control, *test.pills) if w.options]:
        control.set_value([control.options[-1]] if isinstance(control.value, list) else control.options[-1]).run()
        assert [e.value for e in test.exception] == []
    assert _title(test) == PAGES[page].TITLE
