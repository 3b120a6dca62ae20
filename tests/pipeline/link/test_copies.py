"""What an outlet repeats: boilerplate and versions of one article."""

import pandas as pd
import pytest

from pipeline import tables
from pipeline.link import copies
from pipeline.settings import Settings
from pipeline.text import digest, sentence_spans

NOTICE = "Sign up for our morning letter and never miss a story."
BODY = ("The Orrin tunnel opened on Friday after eleven years of work. Drivers will pay four crowns a trip. "
        "Mayor Petra Holm cut the ribbon before some 300 guests.")
GROWN = BODY + " The first car broke down after forty metres."


def _tables(*articles):
    """Tables of articles given as dicts; each is of outlet "a" and a story of its own unless it says otherwise."""
    rows = [{"article_id": f"article {n}", "outlet_id": "a", "story_id": f"story {n}", "kind": "full",
             "content_hash": digest(given["body"]), "n_words": given["body"].count(" ") + 1} | given for n, given in enumerate(articles)]
    sentences = [{"article_id": row["article_id"], "start": start, "end": end, "text": row["body"][start:end], "paragraph": paragraph}
                 for row in rows for start, end, paragraph in sentence_spans(row["body"])]
    return {"articles": tables.frame("articles", rows), "sentences": tables.frame("sentences", sentences)}


def _boilerplate(*articles):
    """The distinct sentences found to be boilerplate."""
    sentences = copies.link(_tables(*articles), Settings())["sentences"]
    return sorted(set(sentences.loc[sentences["is_boilerplate"], "text"]))


def _revisions(*articles):
    """Article → earlier version, by the numbers of the articles."""
    found = copies.link(_tables(*articles), Settings())["articles"]
    return {int(a[8:]): int(b[8:]) for a, b in zip(found["article_id"], found["revision_of"], strict=True) if isinstance(b, str)}


def _moment(text):
    return pd.Timestamp(text, tz="UTC")


def test_sentence_in_three_stories_of_one_outlet_is_boilerplate():
    assert _boilerplate(*({"body": f"{text} {NOTICE}"} for text in ("Rain fell.", "Snow fell.", "Hail fell."))) == [NOTICE]


def test_sentence_in_three_articles_of_one_story_is_not_boilerplate():
    assert _boilerplate(*({"body": f"{text} {NOTICE}", "story_id": "s"} for text in ("Rain fell.", "Snow fell.", "Hail fell."))) == []


def test_sentence_of_three_outlets_is_not_boilerplate():
    assert _boilerplate(*({"body": NOTICE, "outlet_id": outlet} for outlet in "abc")) == []


def test_one_word_is_not_boilerplate():
    assert _boilerplate(*({"body": f"No. {text}"} for text in ("Rain fell there.", "Snow fell there.", "Hail fell there."))) == []


def test_longer_version_without_date_follows_the_shorter():
    assert _revisions({"body": GROWN}, {"body": BODY}) == {0: 1}


def test_later_version_follows_the_earlier():
    assert _revisions({"body": GROWN, "published_at": _moment("2031-03-01 08:00"), "published_precision": "minute"},
                      {"body": BODY, "published_at": _moment("2031-03-01 09:00"), "published_precision": "minute"}) == {1: 0}


def test_an_opening_that_is_dated_later_does_not_stand_for_the_article():
    opening = BODY[:BODY.index(" Drivers")]
    assert _revisions({"body": BODY, "published_at": _moment("2031-03-01 08:00"), "published_precision": "minute"},
                      {"body": opening, "published_at": _moment("2031-03-01 09:00"), "published_precision": "minute"}) == {0: 1}


def test_change_counts_as_the_moment_of_a_version():
    published = {"published_at": _moment("2031-03-01 08:00"), "published_precision": "minute"}
    assert _revisions({"body": BODY, **published, "modified_at": _moment("2031-03-01 11:00")}, {"body": GROWN, **published}) == {0: 1}


def test_a_day_says_nothing_about_the_order_within_it():
    assert _revisions({"body": GROWN, "published_at": _moment("2031-03-01"), "published_precision": "day"},
                      {"body": BODY, "published_at": _moment("2031-03-01 09:00"), "published_precision": "minute"}) == {0: 1}


def test_each_version_names_the_one_just_before():
    longest = GROWN + " It was towed away within minutes."
    assert _revisions(*({"body": body, "story_id": "tunnel"} for body in (longest, BODY, GROWN))) == {2: 1, 0: 2}


@pytest.mark.parametrize("other", [{"outlet_id": "b"}, {"published_at": _moment("2031-09-01"), "published_precision": "day"}])
def test_another_outlet_or_a_distant_day_makes_no_version(other):
    assert _revisions({"body": BODY, "published_at": _moment("2031-03-01"), "published_precision": "day"}, {"body": GROWN, **other}) == {}


def test_articles_that_share_one_sentence_of_four_are_no_versions():
    other = ("The Orrin tunnel opened on Friday after eleven years of work. Shops nearby hope for more guests. "
             "Buses keep to the old pass road. Cyclists still wait for a lane of their own.")
    assert _revisions({"body": BODY}, {"body": other}) == {}


def test_the_same_address_asks_for_less_in_common():
    other = ("The Orrin tunnel opened on Friday after eleven years of work. Then the lamps failed, and drivers had to be led out "
             "on foot by wardens.")
    address = {"url": "https://news.example/tunnel"}
    assert _revisions({"body": BODY}, {"body": other}) == {}
    assert len(_revisions({"body": BODY, **address}, {"body": other, **address})) == 1


def test_boilerplate_makes_no_versions():
    assert _revisions(*({"body": f"{text} {NOTICE}"} for text in ("Rain fell.", "Snow fell.", "Hail fell."))) == {}


def test_empty_tables_stay_empty():
    given = copies.link({"articles": tables.empty("articles"), "sentences": tables.empty("sentences")}, Settings())
    assert given["articles"].empty and given["sentences"].empty


def test_order_of_rows_does_not_matter():
    given = _tables({"body": GROWN}, {"body": BODY}, {"body": "Another day in town."})
    turned = {name: rows.iloc[::-1].reset_index(drop=True) for name, rows in given.items()}
    one, two = copies.link(given, Settings()), copies.link(turned, Settings())
    for name in one:
        pd.testing.assert_frame_equal(tables.conform(name, one[name]), tables.conform(name, two[name]))


def test_linking_again_changes_nothing():
    once = copies.link(_tables({"body": GROWN}, {"body": BODY}), Settings())
    twice = copies.link(once, Settings())
    for name in once:
        pd.testing.assert_frame_equal(once[name], twice[name])
