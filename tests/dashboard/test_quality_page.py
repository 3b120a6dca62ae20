"""The page of data quality: each check has its words, each line its articles."""

from streamlit.testing.v1 import AppTest

from dashboard.app_pages._quality_words import LOOKED_FOR, WORDS, Words
from pipeline.measures._quality import CHECKS


def _script(spice):
    import sample

    from dashboard.app_pages import data_quality
    from pipeline.selection import Selection

    data_quality.render(sample.view(sample.tables(tuple(spice))), Selection())


def test_every_check_has_its_words():
    assert set(WORDS) == set(LOOKED_FOR) == set(CHECKS)


def test_a_line_says_one_and_many():
    words = Words("article has no date", "articles have no date", "", "")
    assert [words.line(1), words.line(1200)] == ["1 article has no date", "1,200 articles have no date"]


def test_the_gravest_lines_stand_in_the_warning():
    page = AppTest.from_function(_script, kwargs={"spice": ()}, default_timeout=60).run()
    assert [w.value for w in page.warning if "have no date" in w.value] and not page.exception


def test_what_could_not_be_used_is_a_share_of_the_same_records_wherever_it_stands():
    import sample

    view = sample.view(sample.tables())
    checks, aspects = view.measure("data_quality"), view.measure("data_reliability")
    assert checks.set_index("check").at["rejected", "n_of"] == aspects.set_index("aspect").at["used", "n_of"]


def _nothing_found(has_text):
    import pandas as pd

    from dashboard.app_pages import data_quality

    data_quality._summary(pd.DataFrame(columns=["check", "grade", "n", "share"]), has_text)


def test_teasers_alone_are_not_said_to_be_in_order():
    said = [AppTest.from_function(_nothing_found, args=(has_text,), default_timeout=60).run() for has_text in (True, False)]
    assert [(len(page.success), len(page.warning)) for page in said] == [(1, 0), (0, 1)]
