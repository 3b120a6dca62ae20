"""The order of extractors and linkers follows from what they need and make."""

import pytest

from pipeline import steps
from pipeline.errors import PluginError
from pipeline.steps import Step


def names(*given):
    """Names of the steps in the order in which they run."""
    return [step.module for step in steps._ordered(list(given))]


def test_step_runs_after_the_maker_of_its_table():
    assert names(Step("a", "dataset", ("facts",), ("conflicts",)), Step("b", "dataset", ("articles",), ("facts", "matches"))) == ["b", "a"]


def test_step_runs_after_the_filler_of_its_column():
    filler = Step("b", "dataset", (), ("stories", "articles.story_id"))
    assert names(Step("a", "story", ("articles.story_id",), ("facts",)), filler) == ["b", "a"]


def test_need_of_a_whole_table_does_not_wait_for_its_columns():
    assert names(Step("a", "dataset", ("quotes",), ("facts",)), Step("b", "dataset", ("facts",), ("quotes.source_id",))) == ["a", "b"]


def test_steps_of_one_scope_run_together_where_they_may():
    assert names(Step("a", "story", (), ("x",)), Step("b", "dataset", (), ("y",)), Step("c", "story", (), ("z",))) == ["a", "c", "b"]


def test_steps_that_wait_for_each_other_are_refused():
    with pytest.raises(PluginError, match="wait for each other"):
        names(Step("a", "dataset", ("y",), ("x",)), Step("b", "dataset", ("x",), ("y",)))


def test_every_step_of_the_project_finds_its_place():
    ordered = steps.linkers()
    made = [name for step in ordered for name in step.makes]
    assert len(made) == len(set(made))


def test_an_extractor_is_not_handed_articles_in_languages_it_does_not_read():
    from pipeline.chunks import extracted
    from pipeline.settings import Settings
    from pipeline.steps import extractors
    from pipeline.tables import frame

    body = "“The pier is shut,” the mayor said. It cost 12 dollars."
    rows = [{"article_id": a, "body": body, "language": code} for a, code in (("a", "en"), ("b", "de"), ("c", None))]
    made = extracted(frame("articles", rows), Settings(), extractors())
    assert {name: set(made[name]["article_id"]) for name in ("quotes", "statements", "figures", "keywords", "sentences")} == {
        **dict.fromkeys(("quotes", "statements", "figures"), {"a", "c"}),
        **dict.fromkeys(("keywords", "sentences"), {"a", "b", "c"}),
    }
