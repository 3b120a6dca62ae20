"""Figures: numbers with their unit, range and hedge, found at their exact place."""

import pandas as pd
import pytest

from pipeline import tables as schema
from pipeline.extract import figures
from pipeline.extract._amounts import amounts
from pipeline.settings import Settings


def read(body: str) -> pd.DataFrame:
    articles = schema.frame("articles", [dict(article_id="a1", body=body)])
    return figures.extract({"articles": articles}, Settings())


def said(body: str) -> list[tuple]:
    return [(r.text, r.value, r.unit, r.hedge if isinstance(r.hedge, str) else None) for r in read(body).itertuples()]


def pairs(body: str) -> list[tuple]:
    return [(r.value, r.value_high, r.unit) for r in read(body).itertuples()]


@pytest.mark.parametrize("body", ["It costs $18.4 million.", "It costs 18.4m dollars.", "It costs US$18.4m."])
def test_one_sum_of_money_reads_the_same_however_written(body):
    assert [(value, unit) for _, value, unit, _ in said(body)] == [(18_400_000, "USD")]


@pytest.mark.parametrize(("body", "unit"), [("£7bn", "GBP"), ("7 billion euros", "EUR"), ("€7bn", "EUR"), ("7 billion yen", "JPY")])
def test_currencies_get_their_code(body, unit):
    assert said(f"They owe {body} now.")[0][1:3] == (7e9, unit)


@pytest.mark.parametrize(("body", "days"), [("six weeks", 42), ("a six-week pause", 42), ("a month and a half", 45), ("two years", 730), ("a decade", None)])
def test_durations_are_counted_in_days(body, days):
    assert [value for _, value, _, _ in said(f"It takes {body}.")] == ([] if days is None else [days])


def test_span_of_a_month_and_a_half_holds_all_of_it():
    assert said("It takes a month and a half to mend.")[0][0] == "a month and a half"


@pytest.mark.parametrize(("phrase", "hedge"), [
    ("about 300 seats", "about"), ("at least 300 seats", "at least"), ("up to 300 seats", "up to"), ("more than 300 seats", "more than"),
    ("fewer than 300 seats", "less than"), ("as many as 300 seats", "up to"), ("no fewer than 300 seats", "at least"),
    ("300 or more seats", "at least"), ("300 seats or so", "about"), ("300+ seats", "at least"), ("300 seats", None)])
def test_hedges_are_kept(phrase, hedge):
    (_, value, unit, found), = said(f"The hall has {phrase}.")
    assert (value, unit, found) == (300, "seat", hedge)


def test_over_ten_years_is_a_span_of_time_and_no_hedge():
    assert said("It costs $4 million over ten years.")[1][3] is None


@pytest.mark.parametrize(("body", "expected"), [
    ("between 600 million and 800 million euros", (6e8, 8e8, "EUR")), ("$2 to $3 million", (2e6, 3e6, "USD")), ("5-7 days", (5, 7, "day"))])
def test_ranges_have_both_ends(body, expected):
    assert pairs(f"They expect {body}.") == [expected]


@pytest.mark.parametrize("body", ["57 to 42", "57-42", "57 votes to 42"])
def test_tally_is_a_score(body):
    assert pairs(f"It passed {body}.") == [(57, 42, "score")]


@pytest.mark.parametrize(("body", "share"), [
    ("a third of the crew", 33.33), ("three quarters of the bill", 75), ("one in five voters", 20), ("9 per cent", 9), ("9%", 9), ("half of them", 50)])
def test_shares_are_percentages(body, share):
    assert [(value, unit) for _, value, unit, _ in said(f"That is {body}.")] == [(share, "%")]


@pytest.mark.parametrize(("body", "value"), [
    ("seventeen ferries", 17), ("two dozen ferries", 24), ("three hundred and twenty-one ferries", 321), ("a thousand ferries", 1000), ("1.5 million ferries", 1.5e6)])
def test_number_words_count(body, value):
    assert said(f"They own {body}.")[0][1:3] == (value, "ferry")


def test_unit_noun_stands_behind_its_adjectives():
    assert said("They add four extra morning sailings.") == [("four extra morning sailings", 4, "sailing", None)]


@pytest.mark.parametrize("body", [
    "on March 3", "on 3 March 2031", "in 1998", "a 2019 report", "at 7:30 p.m.", "the 1990s", "the 21st", "Model X-19", "Oct. 20", "one of them",
    "dozens of people", "the second quarter", "10.2.3.4"])
def test_dates_names_and_vague_numbers_are_no_figures(body):
    assert said(f"It was {body}.") == []


def test_spans_point_at_their_text():
    body = "Some 41,000 cars pass daily.\n\nRepairs cost “up to $18.4 million”, or 9 percent more."
    assert [body[r.start:r.end] for r in read(body).itertuples()] == ["41,000 cars", "$18.4 million", "9 percent"]


def test_no_article_gives_the_empty_table():
    empty = figures.extract({"articles": schema.empty("articles")}, Settings())
    pd.testing.assert_frame_equal(empty, schema.empty("figures"))


@pytest.mark.parametrize("body", ["$" * 20_000, "one hundred " * 5_000, "1" * 20_000, "5 to " * 5_000, "a third in " * 5_000, "- 7" * 5_000])
def test_hostile_text_is_read_to_its_end(body):
    assert isinstance(read(body), pd.DataFrame)


def test_fraction_signs_are_numbers():
    assert [(value, unit) for _, value, unit, _ in said("The walk is 2½ miles, then ½ mile more.")] == [(2.5, "mile"), (0.5, "mile")]


@pytest.mark.parametrize("body", ["The note¹ says ² or ③ things.", "Flats of 50 m² each.", "It grew ⅒ and ⅞, 1⁄2 and ㍘.", "The city½ is old."])
def test_raised_and_circled_digits_break_nothing(body):
    assert all(text in body for text, *_ in said(body))


@pytest.mark.parametrize(("text", "wanted"), [
    ("The death toll climbed to 14 on Sunday.", [(14.0, "people")]),
    ("The number of people hurt in the collapse rose to 16.", [(16.0, "people")]),
    ("The number of injured stood at 9.", [(9.0, "people")]),
    ("The number of ferries in service has fallen to 12.", [(12.0, "ferry")]),
    ("The toll road opened at 9.", [(9.0, "")]),
    ("A number of ferries sailed at 9.", [(9.0, "")]),
    ("The toll is high. She rose to 16 on the list.", [(16.0, "")])])
def test_bare_total_takes_its_unit_from_what_is_counted(text, wanted):
    assert [(a.value, a.unit) for a in amounts(text)] == wanted


def test_fall_from_one_total_to_another_is_no_tally():
    assert [(a.value, a.unit) for a in amounts("The number of homes without power fell from 85,000 to 60,000.")] == [(85_000.0, ""), (60_000.0, "home")]
