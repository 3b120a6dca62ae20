"""Where the terms of a text stand."""

import pytest

from pipeline.terms import places, terms

TEXT = """Ada Holm Group Ltd. reopened the tram lines. The Holm Group's tram line needs a depot, says Ms Holm, who runs Holm Group.
Needs of the depot come first."""


@pytest.mark.parametrize("term", terms(TEXT))
def test_as_many_places_are_found_as_are_counted(term):
    assert len(places(TEXT, term)) == terms(TEXT)[term]


def test_part_of_a_longer_name_is_no_place_of_the_shorter_one():
    text = "We saw Holm Group and then Ada Holm Group."
    assert [text[start - 4 : end] for start, end in places(text, "holm group")] == ["saw Holm Group"]


@pytest.mark.parametrize(("language", "text", "topics"), [
    ("de", "Die Brücke wird am Montag gesperrt, und außerdem will der Rat die Straßen prüfen.", ["brücke", "gesperrt", "montag", "prüfen", "rat", "strassen"]),
    ("fr", "Le maire a dit que l'eau et qu'une école de la ville seront fermées.", ["eau", "fermée", "maire", "ville", "école"]),
    ("es", "El puente está cerrado porque la empresa no lo ha reparado.", ["cerrado", "empresa", "puente", "reparado"]),
    ("it", "Il sindaco ha detto che dell'acqua non c'è più traccia nella città.", ["acqua", "città", "sindaco", "traccia"]),
    ("pt", "A ponte foi fechada e o prefeito não quis falar com os jornais.", ["falar", "fechada", "jornais", "ponte", "prefeito", "quis"]),
    ("nl", "De brug wordt maandag gesloten, zei de burgemeester van de stad.", ["brug", "burgemeester", "gesloten", "maandag", "stad"]),
])
def test_a_text_in_another_language_is_about_more_than_its_function_words(language, text, topics):
    found = terms(text, language)
    assert sorted(term for term in found if " " not in term) == topics
    assert all(len(places(text, term, language)) == n for term, n in found.items())


def test_a_function_word_of_one_language_can_be_a_topic_in_another():
    assert ("not" in terms("Die Not ist groß.", "de"), "not" in terms("It is not large.", "en")) == (True, False)
