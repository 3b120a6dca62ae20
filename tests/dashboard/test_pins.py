"""Pins: kept in their order in a readable file beside the data set, and never lost or read wrongly."""

import json

import pytest

from dashboard.pins import Pin, beside, moved, pinned, write
from pipeline.errors import InputError

ONE = Pin("quotes", "quoted_by", "Mara Quill is quoted most", "Ask her", "outlets=Bay+Post")
TWO = Pin("overview", "", "Only Bay Post states: “…”")


def test_pins_come_back_in_their_order(tmp_path):
    write(tmp_path / "set", [TWO, ONE])
    assert pinned(tmp_path / "set") == [TWO, ONE]


def test_the_file_is_readable_and_stands_beside_the_data_set(tmp_path):
    write(tmp_path / "set", [ONE])
    assert beside(tmp_path / "set") == tmp_path / "set.pins.json"
    assert json.loads(beside(tmp_path / "set").read_text(encoding="utf-8"))["pins"][0]["note"] == "Ask her"


def test_without_a_file_there_are_none(tmp_path):
    assert pinned(tmp_path / "set") == []


def test_the_same_pin_is_kept_once(tmp_path):
    write(tmp_path / "set", [ONE, ONE])
    assert pinned(tmp_path / "set") == [ONE]


def test_no_file_is_left_for_no_pin(tmp_path):
    write(tmp_path / "set", [ONE])
    write(tmp_path / "set", [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", '{"pins": 3}', '{"pins": [{"page": "x"}]}', '{"pins": [{"colour": "x"}]}', "\x00", '{"pins":' + "[" * 100_000])
def test_what_is_no_list_of_pins_is_said_and_left_alone(tmp_path, content):
    beside(tmp_path / "set").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="is no list of pins"):
        pinned(tmp_path / "set")
    assert beside(tmp_path / "set").read_text(encoding="utf-8") == content


@pytest.mark.parametrize("page", ["javascript:alert(1)", "//elsewhere.example/", "../x", ""])
def test_a_pin_whose_link_would_lead_elsewhere_is_refused(tmp_path, page):
    beside(tmp_path / "set").write_text(json.dumps({"pins": [{"page": page, "part": "", "title": "x"}]}), encoding="utf-8")
    with pytest.raises(InputError, match="is no list of pins"):
        pinned(tmp_path / "set")


def test_half_a_character_in_the_file_is_shown_as_a_question_mark(tmp_path):
    beside(tmp_path / "set").write_text(json.dumps({"pins": [{"page": "quotes", "part": "", "title": "a\ud800"}]}), encoding="utf-8")
    assert pinned(tmp_path / "set")[0].title == "a?"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "none" / "set", [ONE])


@pytest.mark.parametrize(("place", "step", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 5, "abc"), (2, -9, "cab")])
def test_a_pin_moves_within_the_list(place, step, order):
    pins = [Pin("p", letter, "") for letter in "abc"]
    assert "".join(pin.part for pin in moved(pins, place, step)) == order


EVIDENCE = Pin("articles", "", "Bay Post: “It shut.”", "Look here", "article=a1", "a1:4:12")


def test_a_piece_of_evidence_keeps_its_place(tmp_path):
    write(tmp_path / "set", [EVIDENCE])
    assert (pinned(tmp_path / "set"), EVIDENCE.span, ONE.span) == ([EVIDENCE], ("a1", 4, 12), None)


@pytest.mark.parametrize("place", ["a1", "a1:4", "a1:x:9", "../a:1:2", "a1:-1:4", "a1:4:12\n"])
def test_a_pin_of_no_place_is_refused(tmp_path, place):
    beside(tmp_path / "set").write_text(json.dumps({"pins": [{"page": "x", "part": "", "title": "x", "place": place}]}), encoding="utf-8")
    with pytest.raises(InputError, match="is no list of pins"):
        pinned(tmp_path / "set")
