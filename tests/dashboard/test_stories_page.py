"""The page of stories: a story is chosen there, and the grid of all stories says that it shows all."""

import pandas as pd
import pytest
import sample
from streamlit.testing.v1 import AppTest

from dashboard.app_pages import stories
from pipeline.selection import Selection


def _script(view):
    from pipeline.plugins import find

    find("dashboard.app_pages")["stories"].render(view, view.selection)


def _run(selection, filters):
    """The page under a selection."""
    return AppTest.from_function(_script, kwargs={"view": sample.view(sample.tables(), selection, filters)}, default_timeout=20).run()


def test_the_grid_of_all_stories_does_not_claim_to_show_one():
    page = _run(Selection(story="mill"), "Story: Mill closes")
    assert "Story:" not in page.get("plotly_chart")[0].proto.alt


def test_other_filters_still_stand_on_the_grid():
    page = _run(Selection(story="mill", outlets=("u",)), "Outlets: Upland Radio · Story: Mill closes")
    assert "Outlets: Upland Radio" in page.get("plotly_chart")[0].proto.alt


def test_all_stories_again_clears_the_filter():
    page = _run(Selection(story="mill"), "Story: Mill closes")
    page.button(key="unfollow").click().run()
    assert page.session_state["story"] is None


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["covered", "covered"], "All 2 pairs of story and outlet are covered"),
        (["covered", "silent"], "Of 2 pairs of story and outlet, 1 is covered and 1 silent"),
        (
            ["covered", "covered", "silent", "unknown"],
            "Of 4 pairs of story and outlet, 2 are covered and 1 silent; of the others nothing can be said",
        ),
    ],
)
def test_the_headline_of_coverage_claims_no_others_where_none_are(states, said):
    assert stories._title(pd.DataFrame({"state": states, "story_id": range(len(states))})) == said


def test_the_grid_names_no_silence_where_there_is_none():
    assert stories._title(pd.DataFrame({"state": ["covered", "not_collected"], "story_id": ["s", "t"]})) == (
        "Of 2 pairs of story and outlet, 1 is covered; of the others nothing can be said"
    )


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["covered"], "The only outlet here has this story"),
        (["covered", "covered"], "All 2 outlets here have this story"),
        (["covered", "silent", "not_collected"], "1 of 3 outlets has this story, 1 is silent; of the others nothing can be said"),
    ],
)
def test_one_story_alone_is_told_by_its_outlets(states, said):
    assert stories._title(pd.DataFrame({"state": states, "story_id": "s"})) == said
