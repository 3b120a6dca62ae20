"""Dates as people and machines write them."""

import pytest

from pipeline.moments import is_plausible, read, without_year


@pytest.mark.parametrize(("text", "at", "precision", "zone"), [
    ("2031-05-04T09:30:15Z", "2031-05-04T09:30:15", "second", "Z"),
    ("2031-05-04T09:30+02:00", "2031-05-04T07:30:00", "minute", "+02:00"),
    ("2031-05-04T09:30:15.123-0500", "2031-05-04T14:30:15", "second", "-0500"),
    ("2031-05-04", "2031-05-04T00:00:00", "day", ""),
    ("2031-05-04T00:00:00Z", "2031-05-04T00:00:00", "day", ""),
    ("Sun, 04 May 2031 09:30:00 GMT", "2031-05-04T09:30:00", "second", "GMT"),
    ("May 4, 2031", "2031-05-04T00:00:00", "day", ""),
    ("4 May 2031 17:05", "2031-05-04T17:05:00", "minute", ""),
    ("Published: May 4th, 2031 at 5:05 p.m. EDT", "2031-05-04T21:05:00", "minute", "EDT"),
    ("May 4, 2031 5:05 p.m. ET", "2031-05-04T21:05:00", "minute", "ET"),
    ("January 4, 2031 5:05 p.m. PT", "2031-01-05T01:05:00", "minute", "PT"),
    ("4 May 2031 17:05 et plus", "2031-05-04T17:05:00", "minute", ""),
    ("9:30 AM, May 4, 2031", "2031-05-04T09:30:00", "minute", ""),
    ("04.05.2031", "2031-05-04T00:00:00", "day", ""),
    ("Sun May 04 12:45:00 EDT 2031", "2031-05-04T16:45:00", "second", "EDT"),
    ("Sun May  4 12:45:00 2031", "2031-05-04T12:45:00", "second", ""),
    ("25/12/2031", "2031-12-25T00:00:00", "day", ""),
    ("20310504T093000Z", "2031-05-04T09:30:00", "second", "Z"),
    ("1935732600", "2031-05-05T07:30:00", "second", "Z"),
    ("1935732600.75", "2031-05-05T07:30:00", "second", "Z"),
    ("1935732600000", "2031-05-05T07:30:00", "second", "Z")])
def test_date_is_read_with_precision_and_zone(text, at, precision, zone):
    moment = read(text)
    assert (moment.at.strftime("%Y-%m-%dT%H:%M:%S"), moment.precision, moment.zone) == (at, precision, zone)


@pytest.mark.parametrize("text", ["", "yesterday", "2031-02-30", "May 2031", "31 June 2031", "version 1.2.3", "99999999999999999999",
                                  "May 4"])
def test_what_is_no_whole_date_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize("text", ["4 de mayo de 2031", "4. Mai 2031", "domingo, 04 mayo 2031", "4 mai 2031", "4 maggio 2031", "4 mei 2031",
                                  "2031年5月4日", "2031년 5월 4일"])
def test_day_in_another_language_is_read(text):
    assert read(text).at.date().isoformat() == "2031-05-04"


def test_numbers_that_could_be_either_way_round_are_a_doubt():
    assert read("03/04/2031").doubt and read("03/04/2031", is_day_first=True).at.month == 4


@pytest.mark.parametrize(("text", "found"), [("HARLOW, May 4 (Northwire)", "May 4"), ("On Oct. 20 "
                                                                                      "she", "Oct. 20"), ("4 May", "4 May"),
                                                                                      ("Monday", "")])
def test_day_without_a_year_is_kept_as_written(text, found):
    assert without_year(text) == found


@pytest.mark.parametrize(("text", "is_news"), [("0001-01-01", False), ("1899-12-31", False), ("2031-05-04", True), ("2101-01-01", False)])
def test_only_years_with_news_are_plausible(text, is_news):
    assert is_plausible(read(text)) is is_news


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["1" * 100_000, "May 4 " * 20_000, "1/" * 50_000, "1 de " * 50_000, "12:" * 50_000])
def test_hostile_text_comes_to_an_end(text):
    assert read(text) is None or is_plausible(read(text)) in (True, False)
