"""Words and phrases of an article."""

import pytest

from pipeline import tables, terms
from pipeline.extract import keywords


def _extract(*bodies):
    """Keyword → n of the articles together, from their bodies."""
    articles = tables.frame("articles", [{"article_id": f"a{n}", "body": body} for n, body in enumerate(bodies)])
    return keywords.extract({"articles": articles}, None)


def test_possessive_counts_with_its_word():
    assert terms.terms("The city waits. The city’s mayor waits.")["city"] == 2


@pytest.mark.parametrize(("plural", "word"), [
    ("bridges", "bridge"), ("cities", "city"), ("crashes", "crash"), ("churches", "church"), ("boxes", "box"), ("houses", "house"),
    ("buses", "bus"), ("crises", "crisis"), ("movies", "movie"), ("taxes", "tax"), ("avalanches", "avalanche"), ("voices", "voice")])
def test_plural_counts_with_its_word(plural, word):
    assert terms.singular(plural) == word


@pytest.mark.parametrize("word", ["glass", "news", "politics", "virus", "crisis", "series", "gas", "means", "2020s"])
def test_word_that_only_looks_like_a_plural_stays(word):
    assert terms.singular(word) == word


def test_name_that_ends_in_s_stays():
    assert "brooks" in terms.terms("On Monday Anna Brooks resigned.")


def test_plural_at_the_beginning_of_a_sentence_is_no_name():
    assert terms.terms("Engineers came. One engineer stayed.")["engineer"] == 2


def test_phrase_that_recurs_is_a_keyword():
    assert terms.terms("The water plant failed. Repairs at the water plant began.")["water plant"] == 2


def test_phrase_does_not_pass_over_a_stop_word():
    assert "bank river" not in terms.terms("The bank of the river. The bank of the river.")


@pytest.mark.parametrize("joint", [", ", "; ", ". ", " – ", "\n\n", ' "'])
def test_phrase_does_not_pass_over_punctuation(joint):
    assert "iron ore" not in terms.terms(f"The iron{joint}ore arrived. The iron{joint}ore left.")


def test_phrase_does_not_pass_over_a_possessive():
    assert "holm plan" not in terms.terms("Here Holm’s plan failed. There Holm’s plan held.")


def test_name_of_several_words_is_one_phrase_without_parts():
    found = terms.terms("Yesterday the Norda Press Agency reported. A Norda Press Agency editor confirmed it.")
    assert found["norda press agency"] == 2 and "norda press" not in found and "press agency" not in found


def test_name_at_the_beginning_of_a_sentence_counts_where_it_is_known_as_one():
    assert terms.terms("We saw Castle Orme. Castle Orme burned.")["castle orme"] == 2


def test_capital_at_the_beginning_of_a_sentence_begins_no_name():
    assert "yesterday ada holm" not in terms.terms("Yesterday Ada Holm resigned.")


def test_words_beside_a_name_do_not_pair_with_part_of_it():
    assert "agency editor" not in terms.terms("It was a Norda Press Agency editor.")


def test_phrase_that_stands_once_counts_once():
    assert terms.terms("The water plant failed.")["water plant"] == 1


def test_bare_number_and_stop_word_are_no_keywords():
    assert set(terms.terms("The 14 of them and 3.5 percent")) == {"percent"}


def test_title_and_description_are_not_read():
    articles = tables.frame("articles", [{"article_id": "a", "title": "Flood", "description": "Storm", "body": "Rain"}])
    assert keywords.extract({"articles": articles}, None)["keyword"].tolist() == ["rain"]


def test_excerpt_has_no_keyword():
    assert _extract("").empty


def test_n_words_in_term_counts_words():
    found = _extract("The water plant failed. The water plant burned.").set_index("keyword")["n_words_in_term"]
    assert (found["water plant"], found["water"]) == (2, 1)


def test_form_of_apostrophe_and_case_do_not_matter():
    assert terms.terms("O’Neill won. Later O'Neill lost.")["o'neill"] == 2
