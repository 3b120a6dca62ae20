"""About this data: how to cite it, and what beside it cannot be used."""

from streamlit.testing.v1 import AppTest


def _script(problem):
    from dataclasses import replace

    import sample

    from dashboard.app_pages import about
    from pipeline.selection import Selection

    view = sample.view(sample.tables())
    about.render(replace(view, opened=replace(view.opened, groups_problem=problem)), Selection())


def _page(problem=""):
    """The page as drawn."""
    return AppTest.from_function(_script, kwargs={"problem": problem}, default_timeout=60).run()


def test_the_citation_line_stands_on_it():
    page = _page()
    assert not page.exception and [c.value for c in page.code if c.value.startswith("Parallax") and "data set" in c.value]


def test_a_table_of_outlets_that_cannot_be_used_is_said():
    assert [e.value for e in _page("has no column outlet. Hint: name one").error if "has no column outlet" in e.value]
