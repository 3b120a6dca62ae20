"""Copyright-safe texts: no long run of an article's words is left, whatever it stands in, and nothing else is touched."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.snippets import Snippets, first_words, last_words
from pipeline.tables import empty, frame
from pipeline.text import fold, word_spans

BODY = "The old ferry Selma ran aground off Quell Point on Monday evening. Nobody was hurt, the harbour office said."


def safe(most=5, body=BODY, **more):
    """What cuts texts of one article."""
    articles = frame("articles", [{"article_id": "a", "body": body, **more}])
    return Snippets({"articles": articles, "removed": empty("removed")}, most)


def words(text):
    """The words of a text as they are compared."""
    return [fold(text[a:b]) for a, b in word_spans(text)]


def has_long_run(text, most, body=BODY):
    """Whether more than so many words of the body stand in a row in the text."""
    known = words(body)
    runs = {tuple(known[i : i + most + 1]) for i in range(len(known) - most)}
    found = words(text)
    return any(tuple(found[i : i + most + 1]) in runs for i in range(len(found) - most))


def test_a_run_that_is_too_long_keeps_its_first_words():
    assert safe().text("It says: the old ferry Selma ran aground off Quell Point. So.") == "It says: the old ferry Selma ran …. So."


def test_a_run_that_is_short_enough_stays_as_it_is():
    assert safe().text("“Selma ran aground off Quell”") == "“Selma ran aground off Quell”"


@pytest.mark.parametrize("text", ["THE OLD FERRY SELMA RAN AGROUND OFF", "the  old\nferry — Selma: ran, aground; off"])
def test_case_space_and_punctuation_hide_no_run(text):
    assert has_long_run(text, 5) and not has_long_run(safe().text(text), 5)


def test_titles_teasers_and_removed_lines_are_guarded_too():
    articles = frame(
        "articles", [{"article_id": "a", "title": "One two three four five six", "description": "ten nine eight seven six five"}]
    )
    removed = frame(
        "removed", [{"article_id": "a", "source_position": "1", "text": "red green blue black white brown", "reason": "caption"}]
    )
    cut = Snippets({"articles": articles, "removed": removed}, 5)
    texts = ["one two three four five six", "ten nine eight seven six five", "red green blue black white brown"]
    assert [t.endswith(" …") for t in cut.texts(texts)] == [True] * 3


def test_words_that_no_article_holds_end_a_run():
    assert safe().text("the old ferry Selma XXX ran aground off Quell") == "the old ferry Selma XXX ran aground off Quell"


def test_an_address_stays_whole():
    address = "https://a.example/the/old/ferry/selma/ran/aground/off/quell"
    assert safe().text(f"see {address} there") == f"see {address} there"


def test_a_run_over_several_cells_is_found():
    rows = pd.DataFrame({"left": ["the old ferry"], "x": ["Selma ran aground"], "y": ["off Quell Point"]})
    assert not has_long_run(" ".join(safe().frame(rows).iloc[0]), 5)


def test_a_run_over_several_rows_is_found():
    rows = pd.DataFrame({"text": ["The old ferry Selma", "ran aground off Quell"]})
    assert not has_long_run(" ".join(safe().frame(rows)["text"]), 5)


def test_a_number_between_two_cells_ends_a_run():
    rows = pd.DataFrame({"text": ["The old ferry Selma", "ran aground off Quell"], "n": [1, 2]})
    assert safe().frame(rows)["text"].tolist() == rows["text"].tolist()


def test_a_word_in_its_context_stays_in_sight():
    rows = pd.DataFrame({"left": ["The old ferry Selma ran"], "text": ["aground"], "right": ["off Quell Point on Monday"]})
    assert safe(7).frame(rows).iloc[0].tolist() == ["… ferry Selma ran", "aground", "off Quell Point …"]


def test_a_frame_keeps_its_kinds_its_gaps_and_is_not_changed():
    rows = pd.DataFrame({"text": pd.Series([BODY, None], dtype="str"), "n": pd.Series([1, None], dtype="Int64")})
    before = rows.copy()
    cut = safe().frame(rows)
    pd.testing.assert_frame_equal(rows, before)
    assert cut.dtypes.tolist() == rows.dtypes.tolist() and cut["text"].isna().tolist() == [False, True]


def test_tables_that_hold_a_whole_text_keep_its_places_only():
    rows = frame("sentences", [{"article_id": "a", "start": 0, "end": 5, "text": "Quell."}])
    cut = safe().table("sentences", rows)
    assert (cut["text"].tolist(), cut["end"].tolist()) == ([""], [5])


def test_markup_is_cut_between_its_tags_and_stays_markup():
    cut = safe().markup("<p>the old <b>ferry</b> Selma ran aground &amp; off</p><style>the old ferry Selma ran aground off</style>")
    assert cut == "<p>the old <b>ferry</b> Selma ran …</p><style>the old ferry Selma ran aground off</style>"


def test_what_is_cut_in_markup_stays_escaped():
    cut = safe(body="a1 <b2 c3 d4 e5 f6 g7").markup("a1 &lt;b2 c3 d4 e5 f6 g7")
    assert cut == "a1 &lt;b2 c3 d4 e5 …"


@pytest.mark.parametrize("most", [0, 4, 101, -1])
def test_a_limit_out_of_range_is_refused(most):
    with pytest.raises(SettingsError, match="5 to 100"):
        safe(most)


def test_an_article_that_is_shorter_than_the_limit_stays():
    assert safe(10, body="Nobody was hurt.").text("Nobody was hurt.") == "Nobody was hurt."


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(words(BODY)[:12] + ["", "other", "—", "the old ferry selma ran aground"]), max_size=40), st.integers(5, 9))
def test_no_text_keeps_a_long_run(parts, most):
    assert not has_long_run(safe(most).text(" ".join(parts)), most)


def test_first_and_last_words():
    assert (first_words("a b c", 0), last_words("a b c", 0), first_words("a, b.", 2), last_words("a, b.", 1)) == ("…", "…", "a, b.", "… b.")
