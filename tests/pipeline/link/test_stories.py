"""Which articles report the same event, and the year that a story gives to a date."""

import numpy as np
import pandas as pd
import pytest

from pipeline import tables
from pipeline.link import _story_reasons, stories
from pipeline.settings import Settings
from pipeline.text import digest

FERRY = [
    ("Ferry runs aground off Tarn Island",
     "The ferry Gull ran aground off Tarn Island on Monday with 212 passengers aboard. The coast guard brought all passengers ashore by "
     "noon. Captain Ines Varga said the engine had failed in heavy swell."),
    ("All 212 rescued after ferry hits rocks",
     "Rescuers took 212 passengers off the ferry Gull on Monday after it struck rocks near Tarn Island. Ines Varga, the captain, "
     "reported engine failure shortly before. No one was hurt, the coast guard said."),
    ("Engine failure blamed for Tarn Island grounding",
     "Engine failure drove the ferry Gull onto the rocks of Tarn Island, its captain, Ines Varga, told the coast guard. The 212 "
     "passengers were brought ashore in lifeboats."),
]
SCHOOL = [
    ("Dellbrook council votes to close two schools",
     "Dellbrook will close Elm Street and Northgate schools in July, the council decided on Monday by nine votes to six. Parents had "
     "collected 4,100 signatures. Education chief Omar Lind cited falling numbers of pupils."),
    ("Two schools to shut in Dellbrook",
     "By nine votes to six the council of Dellbrook agreed to shut Northgate and Elm Street schools. Omar Lind, head of education, "
     "pointed to falling pupil numbers. A petition of 4,100 signatures did not sway the majority."),
]


def _articles(texts, days=None, **columns):
    """Articles of one outlet each, from pairs of title and body; `days` as dates or None."""
    days = days or ["2031-05-05"] * len(texts)
    rows = [{"article_id": digest("outlet", str(n), title, body), "outlet_id": f"outlet {n}", "kind": "full", "title": title, "body": body,
             "content_hash": digest(title, body), "published_at": pd.Timestamp(day, tz="UTC") if day else None}
            for n, ((title, body), day) in enumerate(zip(texts, days, strict=True))]
    return tables.frame("articles", [row | {name: values[n] for name, values in columns.items()} for n, row in enumerate(rows)])


def _partition(articles):
    """The stories as sets of titles."""
    linked = stories.link({"articles": articles}, Settings())["articles"]
    return sorted(sorted(of_story["title"]) for _, of_story in linked.groupby("story_id"))


def test_articles_on_two_events_of_one_day_make_two_stories():
    assert _partition(_articles(FERRY + SCHOOL)) == sorted([sorted(t for t, _ in FERRY), sorted(t for t, _ in SCHOOL)])


def test_one_article_is_a_story():
    assert _partition(_articles(FERRY[:1])) == [[FERRY[0][0]]]


def test_no_article_makes_no_story():
    given = stories.link({"articles": tables.empty("articles")}, Settings())
    assert given["stories"].empty and given["articles"].empty


def test_articles_without_a_date_join_by_their_words():
    days = ["2031-05-05", None, "2031-05-06", None, "2031-05-05"]
    assert _partition(_articles(FERRY + SCHOOL, days)) == _partition(_articles(FERRY + SCHOOL))


def test_an_excerpt_joins_by_its_title_and_description():
    articles = _articles([*FERRY, ("Ferry Gull aground", ""), *SCHOOL],
                         description=[None] * 3 + ["The coast guard rescued all 212 passengers off Tarn Island."] + [None] * 2)
    assert sorted(["Ferry Gull aground", *(title for title, _ in FERRY)]) in _partition(articles)


def test_the_same_words_a_year_later_are_another_episode():
    assert len(_partition(_articles([FERRY[0], FERRY[0]], ["2031-05-05", "2032-05-05"]))) == 2


def test_order_of_rows_does_not_change_the_partition():
    articles = _articles(FERRY + SCHOOL)
    assert _partition(articles.iloc[::-1].reset_index(drop=True)) == _partition(articles)


def test_ids_of_articles_and_outlets_do_not_change_the_partition():
    articles = _articles(FERRY + SCHOOL)
    renamed = articles.assign(outlet_id="z" + articles["outlet_id"], article_id=[digest("other", a) for a in articles["article_id"]])
    assert _partition(renamed) == _partition(articles)


def test_linking_again_changes_nothing():
    once = stories.link({"articles": _articles(FERRY + SCHOOL)}, Settings())
    twice = stories.link({"articles": once["articles"]}, Settings())
    pd.testing.assert_frame_equal(once["stories"], twice["stories"])
    pd.testing.assert_frame_equal(once["articles"], twice["articles"])


def test_label_is_the_title_of_an_article_of_the_story():
    given = stories.link({"articles": _articles(FERRY)}, Settings())["stories"]
    assert given["label"].iloc[0] in [title for title, _ in FERRY]


def test_label_is_not_taken_from_an_excerpt():
    articles = _articles([(FERRY[0][0] + " Varga Gull", ""), FERRY[1]], description=[FERRY[0][1], None])
    assert stories.link({"articles": articles}, Settings())["stories"]["label"].tolist() == [FERRY[1][0]]


def test_story_counts_articles_and_outlets():
    articles = _articles(FERRY).assign(outlet_id=["a", "a", "b"])
    given = stories.link({"articles": articles}, Settings())["stories"].iloc[0]
    assert (given["n_articles"], given["n_outlets"]) == (3, 2)


def test_story_of_articles_without_dates_has_no_dates():
    given = stories.link({"articles": _articles(FERRY, [None] * 3)}, Settings())["stories"]
    assert given["first_published_at"].isna().all() and given["last_published_at"].isna().all()


def _with_date_text(text, days=("2031-05-06", "2031-05-05", None)):
    """The last article of the ferry story, whose date is known as this text only."""
    articles = _articles(FERRY, list(days), published_text=[None, None, text], published_evidence=["meta", "meta", "dateline"])
    return stories.link({"articles": articles}, Settings())["articles"].iloc[2]


def test_a_day_without_a_year_takes_the_year_of_its_story():
    row = _with_date_text("May 5")
    assert row["published_at"] == pd.Timestamp("2031-05-05", tz="UTC")
    assert row["published_precision"] == "day"
    assert row["published_evidence"] == "dateline; year inferred from the story"


@pytest.mark.parametrize(("text", "day"), [("Jan. 2", "2032-01-02"), ("30 December", "2031-12-30"), ("Thursday, Jan. 1", "2032-01-01")])
def test_the_year_is_the_one_nearest_to_the_story(text, day):
    assert _with_date_text(text, ["2031-12-31", "2031-12-31", None])["published_at"] == pd.Timestamp(day, tz="UTC")


@pytest.mark.parametrize("text", ["Nov. 5", "Friday, May 5", "soon", "5/6", "Feb. 30", "May 5.5 million"])
def test_a_date_that_the_story_does_not_settle_stays_empty(text):
    assert pd.isna(_with_date_text(text)["published_at"])


def test_a_day_without_a_year_stays_empty_where_no_other_article_is_dated():
    assert pd.isna(_with_date_text("May 5", [None] * 3)["published_at"])


def test_an_article_without_any_word_is_a_story_of_its_own():
    assert len(_partition(_articles([*FERRY, ("", "12 !!!")]))) == 2


def test_many_copies_of_one_text_are_one_story():
    assert _partition(_articles([FERRY[0]] * 150)) == [[FERRY[0][0]] * 150]


def test_two_thousand_articles_on_one_event_are_compared_without_one_huge_table():
    shared = ["Gull", "Tarn", "Varga", "coastguard", "swell", "lifeboat", "aground", "rescued", "passenger", "engine", "harbour", "pilot"]
    random = np.random.default_rng(4)
    texts = [(f"Ferry {n}", " ".join(random.choice(shared, 40)) + f" note{n} remark{n}.") for n in range(2300)]
    assert max(len(story) for story in _partition(_articles(texts))) <= 2000


def _linked(texts, days=None):
    """The articles with what the step fills."""
    return stories.link({"articles": _articles(texts, days)}, Settings())["articles"]


def test_every_article_in_company_is_near_enough_to_the_others():
    assert _linked(FERRY)["story_score"].between(0.5, 1).all()


def test_an_article_alone_has_neither_score_nor_evidence():
    row = _linked(FERRY[:1]).iloc[0]
    assert pd.isna(row["story_score"]) and pd.isna(row["story_evidence"])


def test_a_text_that_shares_less_is_less_near_to_its_story():
    score = _linked([FERRY[0], FERRY[0], FERRY[1]])["story_score"]
    assert score.iloc[0] == score.iloc[1] > score.iloc[2]


def test_evidence_names_what_is_shared_and_nothing_else():
    said = _linked(FERRY)["story_evidence"].iloc[2]
    kinds = dict(part.split(": ") for part in said.split(" · "))
    assert kinds["figures"] == "212" and kinds["days apart"] == "0"
    assert {"Gull", "Varga"} <= set(kinds["names"].split(", "))
    assert "lifeboats" not in said


def test_evidence_says_how_many_days_lie_between():
    said = _linked(FERRY, ["2031-05-05", "2031-05-06", "2031-05-08"])["story_evidence"]
    assert [text.rpartition("days apart: ")[2] for text in said] == ["1 to 3", "1 to 2", "2 to 3"]


def test_evidence_says_that_days_are_unknown():
    assert _linked(FERRY, ["2031-05-05", None, "2031-05-05"])["story_evidence"].iloc[1].endswith("days apart: unknown")


def test_scores_are_the_same_story_by_story_and_all_at_once(monkeypatch):
    at_once = _linked(FERRY + SCHOOL)["story_score"]
    monkeypatch.setattr(_story_reasons, "_SMALL", 1)
    np.testing.assert_allclose(_linked(FERRY + SCHOOL)["story_score"], at_once, atol=1e-5)
