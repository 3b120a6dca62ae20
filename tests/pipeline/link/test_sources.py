"""Who is the same source across articles."""

import pandas as pd
import pytest

from pipeline import tables as model
from pipeline.link import sources
from pipeline.settings import Settings


def linked(*said: tuple, stories: dict[str, str] | None = None) -> dict[str, pd.DataFrame]:
    """Link quotes given as (article, name, kind, role)."""
    quotes = model.frame("quotes", [
        {"quote_id": f"q{n}", "quotation_id": f"p{n}", "article_id": article, "start": n, "end": n + 1, "text": "x", "kind": "direct",
         "speaker_name": name, "speaker_kind": kind, "speaker_role": role, "confidence": 1.0}
        for n, (article, name, kind, role) in enumerate(said)])
    ids = sorted({article for article, *_ in said})
    articles = model.frame("articles", [{"article_id": a, "story_id": (stories or {}).get(a, "s")} for a in ids])
    made = sources.link({"quotes": quotes, "articles": articles, "outlets": model.empty("outlets")}, Settings())
    return {name: model.conform(name, rows) for name, rows in made.items()}


def names(*said: tuple, **options) -> list[str]:
    """The names of the sources, sorted."""
    return sorted(linked(*said, **options)["sources"]["source_name"])


@pytest.mark.parametrize(("one", "other", "shown"), [
    ("Ida Vale", "Vale", "Ida Vale"),
    ("José Peña", "Jose Pena", "José Peña"),
    ("Dr. Ida Vale", "Ida Vale", "Dr. Ida Vale"),
    ("Roy Pym Jr.", "Roy Pym", "Roy Pym Jr."),
    ("J. Falk", "Jonas Falk", "Jonas Falk"),
])
def test_forms_of_one_name_are_one_person(one, other, shown):
    assert names(("a", one, "person", None), ("b", other, "person", None)) == [shown]


def test_two_people_of_one_surname_stay_apart():
    said = [("a", "Ida Vale", "person", None), ("a", "Tom Vale", "person", None), ("b", "Vale", "person", None)]
    assert names(*said) == ["Ida Vale", "Tom Vale", "Vale"]


def test_surname_is_the_person_of_its_story():
    said = [("a", "Ida Vale", "person", None), ("b", "Vale", "person", None), ("c", "Tom Vale", "person", None)]
    made = linked(*said, stories={"a": "s", "b": "s", "c": "t"})
    ids = made["quotes"].set_index("article_id")["source_id"]
    assert ids["a"] == ids["b"] != ids["c"]


def test_legal_form_does_not_make_another_organisation():
    assert names(("a", "Norvik Corp.", "organisation", None), ("b", "Norvik", "organisation", None)) == ["Norvik Corp."]


def test_company_taken_for_a_person_in_one_article_is_the_company():
    made = linked(("a", "Norvik", "organisation", None), ("b", "Norvik", "person", None))
    assert made["sources"]["kind"].tolist() == ["organisation"]
    assert made["quotes"]["speaker_kind"].tolist() == ["organisation", "organisation"]


def test_unnamed_sources_are_never_merged():
    assert len(names(("a", "one witness", "unnamed", None), ("b", "one witness", "unnamed", None))) == 2


def test_the_department_of_two_articles_is_two_sources():
    assert len(names(("a", "the department", "organisation", None), ("b", "the department", "organisation", None))) == 2


def test_most_frequent_role_is_shown():
    made = linked(("a", "Ida Vale", "person", "mayor"), ("b", "Ida Vale", "person", "mayor"), ("c", "Ida Vale", "person", "a critic"))
    assert made["sources"]["role"].tolist() == ["mayor"]


def test_citations_count_quotations_and_not_their_parts():
    quotes = model.frame("quotes", [
        {"quote_id": q, "quotation_id": p, "article_id": "a", "start": n, "end": n + 1, "text": "x", "kind": "direct",
         "speaker_name": "Ida Vale", "speaker_kind": "person", "confidence": 1.0}
        for n, (q, p) in enumerate([("1", "p"), ("2", "p"), ("3", "r")])])
    made = sources.link({"quotes": quotes, "articles": model.frame("articles", [{"article_id": "a"}]), "outlets": model.empty("outlets")}, Settings())
    assert made["citations"]["n"].tolist() == [2]


def test_quote_without_speaker_has_no_source():
    assert linked(("a", None, None, None))["quotes"]["source_id"].isna().all()


def test_the_fire_department_is_one_body_in_a_story_and_two_in_two():
    said = [(article, "the fire department", "organisation", None) for article in "abc"]
    assert len(names(*said, stories={"a": "s", "b": "s", "c": "t"})) == 2


def test_the_council_is_one_body_in_a_story_and_two_in_two():
    said = [(article, "the council", "organisation", None) for article in "abc"]
    assert len(names(*said, stories={"a": "s", "b": "s", "c": "t"})) == 2


def test_the_company_of_two_articles_of_a_story_need_not_be_one():
    said = [(article, "the company", "organisation", None) for article in "ab"]
    assert len(names(*said, stories={"a": "s", "b": "s"})) == 2


def test_a_name_of_two_words_is_the_organisation_that_as_many_articles_take_it_for():
    made = linked(("a", "Norvik Looms", "organisation", None), ("b", "Norvik Looms", "person", None))
    assert made["sources"]["kind"].tolist() == ["organisation"]


@pytest.mark.parametrize(("one", "other"), [
    ("Jürgen Möller", "Juergen Moeller"),
    ("Sergei Wolski", "Sergey Wolsky"),
    ("Sen. Ida Vale", "Ida Vale"),
    ("Łukasz Grześ", "Lukasz Grzes"),
])
def test_spellings_of_one_name_are_one_person(one, other):
    assert len(names(("a", one, "person", None), ("b", other, "person", None))) == 1


def test_first_names_that_differ_are_two_people():
    assert len(names(("a", "Christian Vale", "person", None), ("b", "Christina Vale", "person", None))) == 2


def test_abbreviation_is_the_organisation_of_its_story():
    said = [("a", "Environmental Licensing Board", "organisation", None), ("b", "ELB", "organisation", None)]
    assert names(*said) == ["Environmental Licensing Board"]


def test_abbreviation_is_nobody_of_another_story():
    said = [("a", "Environmental Licensing Board", "organisation", None), ("b", "ELB", "organisation", None)]
    assert names(*said, stories={"a": "s", "b": "t"}) == ["ELB", "Environmental Licensing Board"]


def test_abbreviation_that_two_names_fit_stays_apart():
    said = [("a", "Environmental Licensing Board", "organisation", None), ("b", "Eastern Land Bank", "organisation", None),
            ("c", "ELB", "organisation", None)]
    assert names(*said) == ["ELB", "Eastern Land Bank", "Environmental Licensing Board"]


def test_what_two_say_together_counts_for_both():
    made = linked(("a", "Ida Vale; Tom Brandt", "person", None), ("b", "Brandt", "person", None))
    cited = made["citations"].merge(made["sources"], on="source_id")
    assert sorted(zip(cited["article_id"], cited["source_name"], strict=True)) == [("a", "Ida Vale"), ("a", "Tom Brandt"), ("b", "Tom Brandt")]


def test_the_last_named_of_two_is_the_source_and_the_other_stands_beside():
    made = linked(("a", "Ida Vale; Tom Brandt", "person", None))
    by_name = made["sources"].set_index("source_name")["source_id"]
    assert made["quotes"][["source_id", "co_source_ids"]].iloc[0].tolist() == [by_name["Tom Brandt"], by_name["Ida Vale"]]


def interview(outlet_name: str, domain: str | None, *labels: str) -> list[str | None]:
    """Whom the turns of an interview have as their source, by the labels in front of them."""
    quotes = model.frame("quotes", [
        {"quote_id": f"q{n}", "quotation_id": f"p{n}", "article_id": "a", "start": n, "end": n + 1, "text": "x", "kind": "direct", "confidence": 1.0,
         "speaker_text": label, "speaker_name": label, "speaker_kind": "person", "speaker_evidence": "label"} for n, label in enumerate(labels)])
    made = sources.link({"quotes": quotes, "articles": model.frame("articles", [{"article_id": "a", "outlet_id": "o"}]),
                         "outlets": model.frame("outlets", [{"outlet_id": "o", "outlet_name": outlet_name, "domain": domain}])}, Settings())
    known = made["sources"].set_index("source_id")["source_name"]
    assert made["quotes"].loc[made["quotes"]["source_id"].isna(), ["speaker_name", "speaker_kind", "speaker_evidence"]].isna().all(axis=None)
    return [known.get(i) for i in made["quotes"]["source_id"]]


@pytest.mark.parametrize(("label", "name", "domain"), [
    ("Harbor Ledger", "The Harbor Ledger", None), ("HARBOR LEDGER", "Harbor Ledger", None), ("HL", "Harbor Ledger", None),
    ("Harbor Ledger", "harbor-ledger.ie", "harbor-ledger.ie")])
def test_outlet_that_asks_under_its_own_name_is_no_source(label, name, domain):
    assert interview(name, domain, label, "Mayor Ortiz", label) == [None, "Mayor Ortiz", None]


@pytest.mark.parametrize("label", ["Ferry Times", "Ada Brook"])
def test_others_who_ask_are_sources(label):
    assert interview("Harbor Ledger", None, label, "Mayor Ortiz", label) == [label, "Mayor Ortiz", label]
