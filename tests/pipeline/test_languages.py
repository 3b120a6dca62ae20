"""The language of short texts, of lists and of names."""

import pytest

from pipeline.languages import language_of


@pytest.mark.parametrize("text", [
    "Ada Brook, Ben Moss, Dario Fenn, Elif Aydin, Giulia Marchetti, Henrik Sørensen, Jürgen Müller, Katarzyna Nowak",
    "Harlow 3-1 Ferry. Goals: Brook 12, Moss 44, Vale 80. Attendance: 4,021. Referee: Dario Fenn.",
    "Pho bo, bun cha, banh mi, goi cuon, ca phe sua da: five things to eat in Hanoi before you leave.",
    "Voici la vérité, the minister said in French before he went on in English. The vote is on Monday.",
    "Brook wins. Moss second. Vale third. Ford fourth. Ferry fifth."])
def test_english_lists_and_names_are_no_other_language(text):
    assert language_of("", text) in ("en", "")


@pytest.mark.parametrize(("language", "text"), [
    ("de", "Die Brücke ist wieder offen. Am Montag gingen die Ersten über den Fluss."),
    ("fr", "Le pont a rouvert lundi après deux ans de travaux, a annoncé la mairie."),
    ("es", "El puente reabrió el lunes tras dos años de obras, dijo el ayuntamiento."),
    ("sv", "Bron öppnade igen på måndagen efter två års arbete, sade kommunen."),
    ("ar", "أعيد فتح الجسر يوم الاثنين بعد عامين من الإصلاح، حسبما أعلنت البلدية."),
    ("ja", "二年間の修理を経て、古い橋が月曜日に再び開通したと市役所が発表した。")])
def test_short_text_is_told_against_what_the_page_declares(language, text):
    assert language_of("en", text) == language


def test_declared_language_counts_where_the_text_does_not_tell():
    assert (language_of("pt-BR", "Harlow 3, Ferry 1"), language_of("", "Harlow 3, Ferry 1")) == ("pt", "")
