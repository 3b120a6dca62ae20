"""The overview: what its title says, and that every number opens what it counts."""

from dataclasses import replace

import pandas as pd
import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard.app_pages import overview
from dashboard.data import View
from pipeline import groups
from pipeline.selection import Selection
from pipeline.tables import conform, frame


def _bars(**values):
    return pd.DataFrame({"label": list(values), "value": [float(v) for v in values.values()]})


def test_the_outlet_with_most_is_named():
    assert overview._most(_bars(Ledger=3, Daily=2), "Facts", "") == "Ledger has the most facts: 3"


def test_a_rate_is_named_as_one():
    assert overview._most(_bars(Ledger=3.5, Daily=2), "Facts", " per article") == "Ledger has the most facts per article: 3.5"


def test_outlets_that_tie_are_counted():
    assert overview._most(_bars(Ledger=3, Daily=3, Radio=1), "Facts", "") == "2 outlets have the most facts: 3 each"


def test_one_outlet_alone_is_compared_with_none():
    assert overview._most(_bars(Ledger=3), "Facts", "") == "Ledger, the only outlet here, has 3 facts"


def test_no_outlet_has_most_where_all_have_as_many():
    assert overview._most(_bars(Ledger=3, Daily=3), "Facts", "") == "Each of the 2 outlets has 3 facts"


def test_no_outlet_has_anything():
    assert overview._most(_bars(Ledger=0, Daily=0), "Facts", "") == "No outlet has facts here"


def _overview(view):
    from pipeline.plugins import find

    find("dashboard.app_pages")["overview"].render(view, view.selection)


def _with_outlets(n):
    """A data set of n outlets, each with one article."""
    outlets = [{"outlet_id": f"o{i:02}", "outlet_name": f"Outlet {i:02}", "is_known": True} for i in range(n)]
    facts = {"story_id": "s", "kind": "full", "title": "A", "body": "The mill closes.", "n_words": 3, "language": "en", "source_file": "a.txt"}
    articles = [facts | {"article_id": f"a{i:02}", "outlet_id": f"o{i:02}"} for i in range(n)]
    stories = [{"story_id": "s", "label": "A", "n_articles": n, "n_outlets": n}]
    made = {"outlets": outlets, "articles": articles, "stories": stories}
    return sample.nothing() | {name: conform(name, frame(name, rows)) for name, rows in made.items()}


@pytest.mark.parametrize("what", ["Quotations", "Cited sources", "Facts", "Unique facts"])
def test_as_many_sentences_stand_behind_a_bar_as_it_counts(what):
    view = sample.view(sample.tables())
    counts = view.measure("outlet_summary").set_index("outlet_id")[overview.COUNTS[what][0]].fillna(0)
    assert {outlet: len(overview.counted_spans(view, what, outlet)) for outlet in counts.index} == counts.to_dict()


def _labels(view):
    return [label for label, *_ in overview._tiles(view)]


def test_there_is_no_tile_for_excerpts_where_there_are_none():
    assert ("Excerpts" in _labels(sample.view(sample.tables())), "Excerpts" in _labels(sample.view(sample.tables(), Selection(story="mill")))) == (
        True,
        False,
    )


def test_outlets_that_are_not_known_have_short_names_that_differ():
    made = sample.tables()
    made["outlets"] = made["outlets"].assign(outlet_name=["Unknown outlet (a.txt)", "Coast Daily", "Unknown outlet (b.txt)"], is_known=[False, True, False])
    assert sorted(sample.view(made).outlet_names.values()) == ["Coast Daily", "Unknown outlet", "Unknown outlet (2)"]


def _said(tables, **choices):
    """What the page draws in plain markup."""
    test = AppTest.from_function(_overview, kwargs={"view": sample.view(tables)}, default_timeout=60)
    for key, value in choices.items():
        test.query_params[key] = value
    return " ".join(html.proto.body for html in test.run().get("html"))


def test_one_outlet_with_text_is_not_said_to_have_excerpts_only():
    assert "two outlets tell the same story in full" in _said(_with_outlets(1), count="Unique facts")


def test_excerpts_alone_draw_no_chart_of_zeros():
    made = _with_outlets(2)
    made["articles"] = made["articles"].assign(kind="excerpt", body="", n_words=0)
    assert "Only excerpts are here." in _said(made)


def test_outlets_that_are_not_drawn_tie_as_well():
    view = sample.view(_with_outlets(50))
    shown = AppTest.from_function(_overview, kwargs={"view": view}, default_timeout=60).run()
    said = shown.get("plotly_chart")[0].proto.alt
    assert said.startswith("Each of the 50 outlets has 1 article.") and "the first 40 of 50 outlets drawn" in said


def _buttons_behind_the_first_bar(view):
    shown = AppTest.from_function(_overview, kwargs={"view": view}, default_timeout=60).run()
    bars = shown.selectbox(key="totals")
    return {button.key for button in bars.select(bars.options[0]).run().button}


def test_an_outlet_behind_a_bar_can_be_corrected_there():
    assert "correct-counted-outlet" in _buttons_behind_the_first_bar(sample.view(sample.tables()))


def test_a_group_of_outlets_is_not_corrected_as_if_it_were_one():
    opened = sample.view(sample.tables()).opened
    table = groups.matched(groups.read("g.csv", b"outlet,country\nHarbor Ledger,Norland\n"), opened.dataset.table("outlets"))
    assert "correct-counted-outlet" not in _buttons_behind_the_first_bar(View(replace(opened, groups=table), Selection(by="country")))


def test_one_article_alone_is_said_to_need_another_outlet_before_anything_stands_out():
    shown = _said(_with_outlets(1))
    assert "Nothing stands out here." in shown and "add articles of another outlet" in shown
