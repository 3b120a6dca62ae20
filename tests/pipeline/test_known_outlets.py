"""Well-known outlets and the user's own: what a name or an address stands for, and what a user's file is told when it is wrong."""

import csv
from importlib.resources import files

import pytest

from pipeline import known_outlets
from pipeline.build import build
from pipeline.errors import InputError
from pipeline.known_outlets import is_site, squashed
from pipeline.outlet_names import original, outlet, site
from pipeline.provenance import settings_of, sources_of
from pipeline.settings import Settings


@pytest.fixture
def use(tmp_path):
    """Use a user's file with this text; afterwards the project's table alone."""

    def used(text):
        path = tmp_path / "mine.csv"
        path.write_text(text, encoding="utf-8")
        known_outlets.use(path)

    yield used
    known_outlets.use("")


def _rows():
    """The rows of the project's table."""
    return list(csv.DictReader((files("pipeline") / "outlet_aliases.csv").read_text(encoding="utf-8").splitlines()))


def test_every_row_of_the_table_has_one_site_and_a_name():
    rows = _rows()
    assert [r for r in rows if not is_site(r["domain"]) or not r["name"].strip()] == []
    assert len({r["domain"] for r in rows}) == len(rows) > 400


def test_no_other_domain_of_one_outlet_is_the_main_one_of_another():
    domains = {r["domain"] for r in _rows()}
    assert [a for r in _rows() for a in r["aliases"].split("|") if is_site(a) and a in domains and a != r["domain"]] == []


@pytest.mark.parametrize("column", ["name", "aliases"])
def test_no_name_stands_for_two_outlets(column):
    seen: dict[str, str] = {}
    for row in _rows():
        for called in {squashed(part) for part in row[column].split("|") if part and not is_site(part)}:
            assert seen.setdefault(called, row["domain"]) == row["domain"], called


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://abcnews.go.com/Politics/x", "abcnews.go.com"),
        ("https://timesofindia.indiatimes.com/x.cms", "timesofindia.indiatimes.com"),
        ("https://economictimes.indiatimes.com/x.cms", "economictimes.indiatimes.com"),
        ("https://edition.cnn.com/x", "cnn.com"),
        ("https://amp.theguardian.com/uk/x", "theguardian.com"),
        ("https://www.theguardian.com/observer/x", "observer.co.uk"),
        ("https://g1.globo.com/x", "g1.globo.com"),
        ("https://news.baypost.co.uk/x", "baypost.co.uk"),
        ("https://www.google.com/amp/s/www.baypost.example/x", "baypost.example"),
        ("https://www-baypost-example.cdn.ampproject.org/v/s/www.baypost.example/x", "baypost.example"),
        ("https://web.archive.org/web/20240206id_/https://www.baypost.example/x", "baypost.example"),
        ("https://www-baypost-co-uk.translate.goog/x", "baypost.co.uk"),
        ("https://www-bay--post-com.libproxy.campus.example/x", "bay-post.com"),
    ],
)
def test_the_site_of_an_address_is_the_outlets(url, expected):
    assert site(url) == expected


def test_a_search_page_is_not_unwrapped():
    assert original("https://www.google.com/search?q=bay.post") == "https://www.google.com/search?q=bay.post"


def test_a_users_row_names_an_outlet_and_its_aliases(use):
    use("domain,name,aliases\nbaypost.example,Bay Post,The Post of the Bay|baypost.news\n")
    ids = {outlet(n).outlet_id for n in ("Bay Post", "the post of the bay")} | {outlet(domain=d).outlet_id for d in ("baypost.example", "www.baypost.news")}
    assert len(ids) == 1 and outlet(domain="baypost.news").outlet_name == "Bay Post"


def test_a_users_row_goes_before_the_projects(use):
    use("domain;name;aliases\nbbc.co.uk;BBC UK;\n")
    assert outlet(domain="bbc.co.uk").outlet_id != outlet(domain="bbc.com").outlet_id
    assert outlet(domain="bbc.co.uk").outlet_name == "BBC UK"


def test_a_users_section_is_an_outlet_of_its_own(use):
    use("domain,name\nbaypost.example/sunday,Sunday Bay Post\n")
    assert site("https://www.baypost.example/sunday/a") == "baypost.example/sunday"
    assert outlet("", site("https://www.baypost.example/daily/a")).outlet_name == "baypost.example"


@pytest.mark.parametrize("places", [
    ["https://www.bbc.co.uk/news/uk-1", "https://www.bbc.com/news/world-1"], ["https://www.theguardian.com/us-news/a", "https://theguardian.com/au/b"],
    ["https://edition.cnn.com/a", "https://us.cnn.com/b"], ["https://www.huffingtonpost.co.uk/a", "https://www.huffpost.com/b"],
    ["https://www.aljazeera.com/a", "https://english.aljazeera.net/b"], ["https://uk.reuters.com/a", "https://www.reuters.co.uk/b"]])
def test_country_editions_are_one_outlet(places):
    assert len({outlet(domain=place).outlet_id for place in places}) == 1


@pytest.mark.parametrize(("row", "apart", "rest"), [
    ("theguardian.com/australia-news,Guardian Australia,", "https://www.theguardian.com/australia-news/a", "https://www.theguardian.com/uk/b"),
    ("huffingtonpost.co.uk,HuffPost UK,", "https://www.huffingtonpost.co.uk/a", "https://www.huffpost.com/b"),
    ("edition.cnn.com,CNN International,", "https://edition.cnn.com/a", "https://www.cnn.com/b")])
def test_an_edition_is_apart_where_the_users_file_says_so(use, row, apart, rest):
    use(f"domain,name,aliases\n{row}")
    assert outlet(domain=apart).outlet_name == row.split(",")[1] and outlet(domain=apart).outlet_id != outlet(domain=rest).outlet_id


def test_a_row_with_a_name_alone_meets_the_domain_of_that_name(use):
    use("name,aliases\nBay Post,BP Daily\n")
    assert outlet("BP Daily").outlet_id == outlet(domain="baypost.com").outlet_id


@pytest.mark.parametrize(
    "text, reason",
    [
        ("domain,name\nbay post,Bay Post\n", "row 2: bay post is no domain"),
        ("domain,name,aliases\n,,X\n", "row 2 has neither a domain nor a name"),
        ("country,type\nN,daily\n", "neither a column domain nor a column name"),
        ("domain,name,aliases\na.example,A,Bay\nb.example,B,Bay\n", "row 3: bay stands for another outlet in row 2"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence_with_its_row(text, reason):
    with pytest.raises(InputError, match=reason):
        known_outlets.read("mine.csv", text.encode())


def test_a_build_uses_the_users_file_and_the_next_one_does_not(tmp_path):
    (tmp_path / "in").mkdir()
    body = "The old pier of Quell was shut on Monday after two beams broke in the night storm."
    (tmp_path / "in" / "a.jsonl").write_text(f'{{"outlet": "BP Daily", "title": "Pier shut", "body": "{body}"}}\n')
    (tmp_path / "mine.csv").write_text("domain,name,aliases\nbaypost.example,Bay Post,BP Daily\n")
    mine = Settings(files={"outlets": str(tmp_path / "mine.csv")})
    names = [build([tmp_path / "in"], tmp_path / out, settings, workers=0).table("outlets")["outlet_name"].to_list()
             for out, settings in (("x", mine), ("y", None))]
    assert names == [["Bay Post"], ["BP Daily"]]


@pytest.fixture
def pier(tmp_path):
    """A folder with one article of an outlet that nobody knows."""
    (tmp_path / "in").mkdir()
    body = "The old pier of Quell was shut on Monday after two beams broke in the night storm."
    (tmp_path / "in" / "a.jsonl").write_text(f'{{"outlet": "BP Daily", "title": "Pier shut", "body": "{body}"}}\n')
    return tmp_path / "in"


def _names(dataset):
    """The names of its outlets."""
    return dataset.table("outlets")["outlet_name"].to_list()


def test_a_table_beside_the_data_set_is_used_by_every_build_until_it_is_taken_away(pier, tmp_path):
    rows = known_outlets.read("mine.csv", b"domain,name,aliases\nbaypost.example,Bay Post,BP Daily|baypost.news\n")
    kept = known_outlets.keep(tmp_path / "set", rows)
    names = [_names(dataset := build([pier], tmp_path / "set", workers=0))]
    for _ in range(2):
        dataset = build(sources_of(dataset), tmp_path / "set", settings_of(dataset), workers=0)
        names.append(_names(dataset))
        kept.unlink(missing_ok=True)
    names.append(_names(build(sources_of(dataset), tmp_path / "set", settings_of(dataset), workers=0)))
    assert names == [["Bay Post"], ["Bay Post"], ["BP Daily"], ["BP Daily"]]


def test_a_table_that_is_kept_reads_back_the_same(tmp_path):
    rows = known_outlets.read("mine.csv", "domain,name,aliases\nbaypost.example,=Bäy Post,BP Daily|baypost.news\n,Hill Echo,\n".encode())
    assert known_outlets.read(known_outlets.keep(tmp_path / "set", rows)) == rows


def test_a_table_given_later_goes_before_the_one_of_the_first_build(pier, tmp_path):
    (tmp_path / "mine.csv").write_text("domain,name,aliases\nbaypost.example,Bay Post,BP Daily\n")
    dataset = build([pier], tmp_path / "set", Settings(files={"outlets": str(tmp_path / "mine.csv")}), workers=0)
    known_outlets.keep(tmp_path / "set", known_outlets.read("x.csv", b"domain,name,aliases\nbay.example,The Bay,BP Daily\n"))
    assert _names(build(sources_of(dataset), tmp_path / "set", settings_of(dataset), workers=0)) == ["The Bay"]
