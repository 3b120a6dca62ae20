"""The user's table of outlets: how it is read, whom its rows name, what is said of the rest."""

import io

import openpyxl
import pytest

from pipeline import groups
from pipeline.errors import InputError
from pipeline.groups import Groups, group_id
from pipeline.tables import frame

OUTLETS = frame(
    "outlets",
    [
        {"outlet_id": "x", "outlet_name": "Bay Post", "domain": "baypost.example", "is_known": True},
        {"outlet_id": "y", "outlet_name": "Hill Echo", "domain": None, "is_known": True},
        {"outlet_id": "z", "outlet_name": "Quay Wire", "domain": "quay-wire.example", "is_known": True},
    ],
)


def _groups(text, name="g.csv"):
    """The groups of a table given as text."""
    return groups.matched(groups.read(name, text.encode()), OUTLETS)


def _values(made, column):
    """outlet_id → value."""
    return made.values[column].to_dict()


def test_outlets_are_found_by_name_domain_and_spelling():
    made = _groups("outlet,country\nThe Bay Post,Norland\nhill echo,Sudland\nwww.quay-wire.example,Norland\n")
    assert _values(made, "country") == {"x": "Norland", "y": "Sudland", "z": "Norland"}
    assert (made.unmatched, made.ungrouped) == ((), ())


@pytest.mark.parametrize("text", ["domain;type\nbaypost.example;tabloid", "Website\tType\nhttps://www.baypost.example/\ttabloid", "name|type\nBay Post|tabloid"])
def test_any_usual_heading_and_separator_is_read(text):
    made = _groups(text)
    assert made.values.iloc[:, 0].to_dict() == {"x": "tabloid", "y": "", "z": ""}


def test_the_first_column_names_the_outlet_where_no_heading_does():
    assert _values(_groups("Zeitung,Land\nBay Post,Norland"), "Land")["x"] == "Norland"


def test_rows_and_outlets_without_a_partner_are_said():
    made = _groups("outlet,country\nBay Post,Norland\nNobody's Daily,Sudland\n")
    assert made.unmatched == ("row 3 (Nobody's Daily)",) and made.ungrouped == ("Hill Echo", "Quay Wire")


def test_a_second_row_of_an_outlet_is_said_where_it_differs():
    made = _groups("outlet,country\nBay Post,Norland\nBay Post,Sudland\nBay Post,Norland\n")
    assert _values(made, "country")["x"] == "Norland"
    assert made.repeated == ("row 3 (Bay Post) says otherwise than row 2, which is used",)


def test_one_group_written_in_two_ways_is_one():
    made = _groups("outlet,country\nBay Post,norland\nHill Echo,Norland\nQuay Wire,Norland\n")
    assert set(_values(made, "country").values()) == {"Norland"}


def test_an_outlet_without_a_value_is_in_a_group_that_says_so():
    made = _groups("outlet,country\nBay Post,Norland\n")
    assert made.names("country") == {group_id("country", ""): "(no country given)", group_id("country", "Norland"): "Norland"}


def test_groups_chosen_of_one_column_are_any_and_of_two_columns_both():
    made = _groups("outlet,country,type\nBay Post,N,daily\nHill Echo,S,daily\nQuay Wire,N,wire\n")
    assert made.outlets_of([("country", "N"), ("country", "S")]) == ["x", "y", "z"]
    assert made.outlets_of([("country", "N"), ("type", "daily")]) == ["x"]


def test_a_workbook_is_read_like_text():
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Outlet", "Founded"])
    book.active.append(["Bay Post", 1890])
    book.save(sink)
    made = groups.matched(groups.read("g.xlsx", sink.getvalue()), OUTLETS)
    assert _values(made, "Founded")["x"] == "1890"


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "no row"),
        (b"outlet,country\n", "no row"),
        (b"outlet\nBay Post\n", "no column beside"),
        (b"outlet,country\nBay Post,\n", "no column beside"),
        (b"PK\x03\x04 broken", "no whole spreadsheet"),
    ],
)
def test_what_is_no_table_of_outlets_is_refused_in_a_sentence(content, reason):
    with pytest.raises(InputError, match=reason):
        groups.read("g.csv", content)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be opened"):
        groups.read(tmp_path / "none.csv")


def test_a_kept_table_is_read_again_as_it_was(tmp_path):
    table = groups.read("g.csv", b"outlet,leaning\nBay Post,=left\n\"Hill, Echo\",right\n")
    groups.keep(tmp_path / "set", table)
    again = groups.read(groups.beside(tmp_path / "set"))
    assert (again.header, again.rows) == (table.header, table.rows)
    groups.forget(tmp_path / "set")
    assert groups.of_dataset(tmp_path / "set", OUTLETS).columns == ()


def test_a_group_keeps_its_id_whatever_outlets_it_has():
    assert group_id("Country", "Norland") == group_id("country", "norland") != group_id("type", "norland")


def test_the_digest_tells_tables_apart():
    one, other = _groups("outlet,country\nBay Post,N\n"), _groups("outlet,country\nBay Post,S\n")
    assert one.digest != other.digest and one.digest == _groups("outlet,country\nBay Post,N\n").digest
    assert Groups().columns == ()


def test_a_build_keeps_the_table_beside_the_data_set_and_says_what_is_left_over(tmp_path, capsys):
    from pipeline.cli import main

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text('{"outlet": "Bay Post", "title": "Pier", "body": "The pier of Quell was shut on Monday."}\n')
    (tmp_path / "g.csv").write_text("outlet,country\nBay Post,Norland\nNobody's Daily,Sudland\n")
    code = main(["build", str(tmp_path / "in"), "--out", str(tmp_path / "set"), "--groups", str(tmp_path / "g.csv"), "--workers", "0"])
    assert code == 0 and groups.beside(tmp_path / "set").is_file()
    said = capsys.readouterr().out
    assert "Groups by country: 1 of 1 outlets have one." in said and "row 3 (Nobody's Daily)" in said


def test_a_table_that_cannot_be_used_stops_the_build_before_it_begins(tmp_path, capsys):
    from pipeline.cli import main

    (tmp_path / "g.csv").write_text("outlet\nBay Post\n")
    assert main(["build", str(tmp_path), "--out", str(tmp_path / "set"), "--groups", str(tmp_path / "g.csv")]) == 2
    assert "no column beside" in capsys.readouterr().err and not (tmp_path / "set").exists()
