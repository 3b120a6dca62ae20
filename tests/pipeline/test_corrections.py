"""What the user's corrections change in the tables, and that nothing is lost by them."""

import itertools
import json
import shutil

import pytest

from pipeline import checking, cli, corrections, measures
from pipeline.build import build
from pipeline.errors import InputError
from pipeline.provenance import settings_of, sources_of
from pipeline.settings import Settings
from pipeline.store import open_dataset

AGROUND, NOTICE = "The ferry Selma ran aground off Quell Point on Monday.", "Sign up for our harbour letter."
CAPTION = "The Selma at noon. File Photo by Ada Brook/Northwire"
LEDGER, COAST, UPLAND = "Ferry Selma runs aground off Quell Point", "Selma stuck on sand bank", "Passengers of the ferry Selma brought ashore"
CLOSES, SHUT = "Mill at Dorren closes in May", "Paper mill to shut"
ARTICLES = [
    {"outlet": "Harbor Ledger", "title": LEDGER, "date": "2031-05-04T09:30:00Z", "author": "Ada Brook", "body": (
        f"{AGROUND} Nobody was hurt, the harbour office said.\n\n{CAPTION}\n\n“We will have her afloat by noon,” said Mara Quill, the harbour "
        f"master. The ferry carried 48 passengers.\n\nThe tide was low when the ship struck the sand bank near the light house.\n\n{NOTICE}")},
    {"outlet": "Coast Daily", "title": COAST, "date": "2031-05-04", "body": (
        f"{AGROUND} The ferry had skipped its yearly check.\n\n“She will be afloat by noon,” said Mara Quill.\n\n“We waited for four hours,” said "
        f"John Lee, a passenger. Fifty-two were aboard the vessel, the coast guard said.\n\n{NOTICE}")},
    {"outlet": "Upland Post", "title": UPLAND, "date": "2031-05-05", "body": (
        "Passengers of the ferry Selma were brought ashore in small boats after it ran aground off Quell Point.\n\n“The crew did everything right,” "
        "said John Lee, a spokesman for the shipping line.\n\nNobody was hurt, said the harbour office. The ferry carried 48 passengers.")},
    {"outlet": "Upland Post", "title": CLOSES, "date": "2031-05-20", "body": (
        "The paper mill at Dorren closes in May. About 120 people work there, the owner said.\n\n“It is a bad day for the valley,” said mayor Ines Dahl.")},
    {"outlet": "Dorren Weekly", "title": SHUT, "date": "2031-05-20", "body": (
        "The paper mill at Dorren will shut in May, its owner said. Some 120 workers lose their jobs.\n\n“The valley will feel it,” said Ines Dahl, the "
        "mayor of Dorren.")},
]
SAYS_48, SAYS_52 = "The ferry carried 48 passengers.", "Fifty-two were aboard the vessel, the coast guard said."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with five articles; nobody may change it."""
    folder = tmp_path_factory.mktemp("corrections") / "in"
    folder.mkdir()
    (folder / "week.jsonl").write_text("\n".join(json.dumps(row) for row in ARTICLES), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(folder):
    """The data set without a correction; nobody may change it."""
    return build([folder], folder.parent / "plain", workers=0)


@pytest.fixture
def corrected(folder, tmp_path):
    """A function that builds the data set with corrections beside it."""

    def built(*rows):
        corrections.add(corrections.beside(tmp_path / "set"), *rows)
        return build([folder], tmp_path / "set", workers=0)

    return built


def line(kind, **cells):
    """A line of the corrections file."""
    return {"kind": kind, **cells}


def of(dataset, title):
    """The row of an article."""
    articles = dataset.table("articles")
    return articles[articles["title"] == title].iloc[0]


def name_of(dataset, title):
    """The name of the outlet of an article."""
    outlets = dataset.table("outlets").set_index("outlet_id")["outlet_name"]
    return outlets[of(dataset, title)["outlet_id"]]


def told(dataset):
    """State of each line, in the order of the file."""
    return dataset.table("corrections").sort_values("line")["state"].tolist()


def sources(dataset, words):
    """The names of the sources of the quotations that hold some words."""
    quotes = dataset.table("quotes")
    names = dataset.table("sources").set_index("source_id")["source_name"]
    return {names[x] for x in quotes.loc[quotes["text"].str.contains(words), "source_id"].dropna()}


def facts(dataset, title, text):
    """The facts that a statement of an article states."""
    rows = dataset.table("facts")
    return set(rows.loc[(rows["article_id"] == of(dataset, title)["article_id"]) & (rows["text"] == text), "fact_id"])


def without_corrections(dataset):
    """The hash of each table but that of the corrections themselves."""
    return {name: entry["sha256"] for name, entry in dataset.manifest["tables"].items() if name != "corrections"}


def test_outlet_that_is_renamed_has_its_new_name_in_every_measure(corrected):
    dataset = corrected(line("rename outlet", outlet="Coast Daily", value="Daily Coast"))
    assert name_of(dataset, COAST) == "Daily Coast"
    assert "Daily Coast" in set(measures.run("outlet_summary", dataset.tables)["outlet_name"])


def test_outlets_that_are_merged_are_one_and_share_nothing_with_each_other(corrected, plain):
    dataset = corrected(line("merge outlets", outlet="Coast Daily", value="Harbor Ledger"))
    assert name_of(dataset, COAST) == "Harbor Ledger" and len(dataset.table("outlets")) == len(plain.table("outlets")) - 1
    assert dataset.table("stories").set_index("label").at[LEDGER, "n_outlets"] == 2
    assert of(dataset, COAST)["article_id"] == of(plain, COAST)["article_id"]


def test_article_of_another_outlet_makes_that_outlet_where_it_is_new(corrected):
    dataset = corrected(line("other outlet", article=COAST, value="Selma Sun"))
    assert name_of(dataset, COAST) == "Selma Sun" and of(dataset, COAST)["outlet_evidence"] == "correction"
    assert "Coast Daily" not in set(dataset.table("outlets")["outlet_name"])


def test_article_of_another_outlet_goes_to_the_outlet_that_bears_the_name(corrected):
    dataset = corrected(line("other outlet", article=CLOSES, value="harbor ledger"))
    assert name_of(dataset, CLOSES) == "Harbor Ledger" and name_of(dataset, UPLAND) == "Upland Post"


def test_article_of_another_outlet_follows_where_that_one_is_merged(corrected):
    dataset = corrected(line("merge outlets", outlet="Selma Sun", value="Harbor Ledger"), line("other outlet", article=COAST, value="Upland Post"),
                        line("merge outlets", outlet="Upland Post", value="Dorren Weekly"))
    assert name_of(dataset, COAST) == "Dorren Weekly" and told(dataset) == ["not applied", "applied", "applied"]


@pytest.mark.parametrize(("written", "at", "precision", "zone"), [
    ("day 2031-05-02", "2031-05-02 00:00", "day", None), ("2031-05-02 at 07:15 +02:00", "2031-05-02 05:15", "minute", "+02:00"),
    ("2 May 2031", "2031-05-02 00:00", "day", None)])
def test_date_is_set_with_its_precision_and_zone(corrected, written, at, precision, zone):
    row = of(corrected(line("date", article=COAST, value=written)), COAST)
    found = f"{row['published_at']:%Y-%m-%d %H:%M}", row["published_precision"], row["published_zone"], row["published_evidence"]
    assert found[:2] == (at, precision) and (found[2] == zone or zone is None and found[2] != found[2]) and found[3] == "correction"


def test_date_that_is_set_changes_who_was_first(corrected):
    dataset = corrected(line("date", article=UPLAND, value="2031-05-03 at 08:00 +00:00"))
    order = measures.run("publication_order", dataset.tables)
    first = order[order["title"].isin([LEDGER, COAST, UPLAND])].sort_values("published_at")["title"].iloc[0]
    assert first == UPLAND


def test_date_that_is_unknown_is_taken_away(corrected):
    row = of(corrected(line("date", article=COAST, value="Unknown")), COAST)
    assert row[["published_at", "published_precision"]].isna().all()


@pytest.mark.parametrize("written", ["03/04/2031", "soon", "2031-13-40", "day 0001-01-01"])
def test_date_that_is_no_certain_date_changes_nothing_and_is_told(corrected, plain, written):
    dataset = corrected(line("date", article=COAST, value=written))
    assert told(dataset) == ["not applied"] and of(dataset, COAST)["published_at"] == of(plain, COAST)["published_at"]
    assert "write it as 2031-05-04" in dataset.table("problems").query("stage == 'correct'")["message"].iloc[0]


@pytest.mark.parametrize(("written", "author"), [("Bo Lind, Cy Ott", "Bo Lind, Cy Ott"), ("unknown", None)])
def test_author_is_set_or_taken_away(corrected, written, author):
    row = of(corrected(line("author", article=LEDGER, value=written)), LEDGER)
    assert row["author"] == author or author is None and row["author"] != row["author"]


def test_article_that_is_left_out_is_in_no_table_and_still_accounted_for(corrected, plain):
    dataset = corrected(line("leave out", article=COAST, note="satire"))
    gone, counts = of(plain, COAST)["article_id"], dataset.manifest["counts"]
    assert not any((dataset.table(name)[c] == gone).any() for name in dataset.tables for c in ("article_id", "other_article_id")
                   if c in dataset.table(name))
    assert counts == {"given": 5, "read": 4, "duplicates": 0, "rejected": 1} and checking.check(dataset) == []
    assert "left out by a correction (satire)" in dataset.table("problems").query("error == 'LeftOut'")["message"].iloc[0]
    assert "Coast Daily" not in set(dataset.table("outlets")["outlet_name"])


def test_article_that_is_left_out_is_missing_from_its_story_and_from_every_measure(corrected):
    dataset = corrected(line("leave out", article=UPLAND))
    assert dataset.table("stories").set_index("label").at[LEDGER, "n_articles"] == 2
    assert measures.run("outlet_summary", dataset.tables).set_index("outlet_name").at["Upland Post", "n_articles"] == 1


def test_every_copy_of_an_article_that_is_left_out_is_rejected_with_the_reason(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "in")
    (tmp_path / "in" / "again.jsonl").write_text(json.dumps(ARTICLES[1]), encoding="utf-8")
    corrections.add(corrections.beside(tmp_path / "set"), line("leave out", article=COAST))
    dataset = build([tmp_path / "in"], tmp_path / "set", workers=0)
    assert dataset.manifest["counts"] == {"given": 6, "read": 4, "duplicates": 0, "rejected": 2}
    assert dataset.manifest["corrections"]["records_left_out"] == 2 and checking.check(dataset) == []


def test_sentence_that_is_no_text_is_taken_out_and_kept_among_the_removed(corrected, plain):
    dataset = corrected(line("not text", article=LEDGER, text=NOTICE))
    row, removed = of(dataset, LEDGER), dataset.table("removed")
    assert NOTICE not in row["body"] and row["n_words"] == of(plain, LEDGER)["n_words"] - 6
    assert ("correction", NOTICE) in set(zip(removed["reason"], removed["text"], strict=True)) and checking.check(dataset) == []


def test_quotation_in_what_is_no_text_is_gone(corrected):
    dataset = corrected(line("not text", article=COAST, text="“We waited for four hours,” said John Lee, a passenger."))
    assert not dataset.table("quotes")["text"].str.contains("four hours").any() and checking.check(dataset) == []


def test_line_that_was_left_out_comes_back_to_its_place(corrected):
    dataset = corrected(line("is text", article=LEDGER, text=CAPTION))
    assert of(dataset, LEDGER)["body"].split("\n\n")[1] == CAPTION
    assert CAPTION not in set(dataset.table("removed")["text"]) and checking.check(dataset) == []


def test_article_without_any_text_left_is_an_excerpt(corrected):
    rows = [line("not text", article=SHUT, text=paragraph) for paragraph in ARTICLES[4]["body"].split("\n\n")]
    dataset = corrected(*rows)
    assert of(dataset, SHUT)["kind"] == "excerpt" and checking.check(dataset) == []


def test_boilerplate_is_marked_in_all_articles_of_the_outlet_and_in_no_other(corrected):
    sentences = corrected(line("boilerplate", article=LEDGER, text=NOTICE)).table("sentences")
    marked = sentences[sentences["is_boilerplate"]]
    assert marked["text"].tolist() == [NOTICE]


def test_boilerplate_states_no_fact(corrected):
    dataset = corrected(line("boilerplate", article=COAST, text="The ferry had skipped its yearly check."))
    assert not facts(dataset, COAST, "The ferry had skipped its yearly check.")


def test_sentence_that_is_no_boilerplate_counts_again(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "in")
    more = [{"outlet": "Coast Daily", "title": f"Note {n}", "date": f"2031-0{n}-01", "body": f"{text} {NOTICE}"} for n, text in enumerate(
        ("The old quay was painted blue by pupils.", "Bees moved into the town hall clock.", "A brass band from Orrin won the cup."), start=6)]
    (tmp_path / "in" / "more.jsonl").write_text("\n".join(json.dumps(row) for row in more), encoding="utf-8")
    was = build([tmp_path / "in"], tmp_path / "set", workers=0).table("sentences")
    corrections.add(corrections.beside(tmp_path / "set"), line("not boilerplate", article=COAST, text=NOTICE))
    now = build([tmp_path / "in"], tmp_path / "set", workers=0).table("sentences")
    assert was["is_boilerplate"].any() and not now["is_boilerplate"].any()


def test_article_that_is_moved_changes_both_stories_and_their_facts(corrected):
    dataset = corrected(line("move to story", article=UPLAND, other_article=SHUT))
    stories = dataset.table("stories").set_index("story_id")["n_articles"]
    assert (stories[of(dataset, LEDGER)["story_id"]], stories[of(dataset, UPLAND)["story_id"]]) == (2, 3)
    assert not facts(dataset, UPLAND, SAYS_48) & facts(dataset, LEDGER, SAYS_48)
    assert "correction" in of(dataset, UPLAND)["story_evidence"]


def test_article_can_be_a_story_of_its_own_and_others_can_be_moved_to_it(corrected):
    dataset = corrected(line("move to story", article=CLOSES, other_article=UPLAND), line("own story", article=UPLAND))
    assert of(dataset, UPLAND)["story_id"] == of(dataset, CLOSES)["story_id"] and len(dataset.table("stories")) == 3


def test_two_articles_moved_to_each_other_are_where_the_later_line_says(corrected):
    dataset = corrected(line("move to story", article=UPLAND, other_article=SHUT), line("move to story", article=SHUT, other_article=UPLAND))
    assert told(dataset) == ["overruled", "applied"]
    assert of(dataset, SHUT)["story_id"] == of(dataset, LEDGER)["story_id"]


def test_sources_that_are_merged_are_one_in_the_overlap(corrected, plain):
    assert sources(plain, "Nobody was hurt") == {"the harbour office"}
    dataset = corrected(line("merge sources", source="the harbour office", value="Mara Quill"))
    assert sources(dataset, "Nobody was hurt") == {"Mara Quill"} and "the harbour office" not in set(dataset.table("sources")["source_name"])
    overlap = measures.run("source_overlap", dataset.tables)
    assert len(overlap) and checking.check(dataset) == []
    assert dataset.table("citations").groupby("article_id")["n"].sum().sum() == plain.table("citations")["n"].sum()


def test_source_that_is_split_stands_apart_from_the_other_of_its_name(corrected, plain):
    assert len(sources(plain, "four hours|crew did")) == 1
    dataset = corrected(line("split source", article=COAST, text="We waited for four hours", value="John Lee (passenger)"))
    assert told(dataset) == ["not applied"]
    dataset = corrected(line("split source", article=COAST, text="We waited for four hours,", value="John Lee (passenger)"))
    assert sources(dataset, "four hours") == {"John Lee (passenger)"} and sources(dataset, "crew did") == {"John Lee"}


@pytest.mark.parametrize(("value", "names"), [("Mara Quill", {"Mara Quill"}), ("Ole Brandt", {"Ole Brandt"}), ("unknown", set())])
def test_speaker_is_set_to_a_known_one_a_new_one_or_none(corrected, value, names):
    dataset = corrected(line("speaker", article=COAST, text="we waited  for four hours,", value=value))
    assert sources(dataset, "four hours") == names and checking.check(dataset) == []


def test_source_that_only_a_correction_names_can_be_merged(corrected):
    dataset = corrected(line("merge sources", source="Mara Quill", value="Ole Brandt"), line("speaker", article=COAST, text="We waited for four hours,", value="Ole Brandt"))
    assert sources(dataset, "afloat") == {"Ole Brandt"}


def test_statements_that_are_the_same_share_a_fact(corrected, plain):
    assert not facts(plain, LEDGER, SAYS_48) & facts(plain, COAST, SAYS_52)
    dataset = corrected(line("same fact", article=LEDGER, text=SAYS_48, other_article=COAST, other_text=SAYS_52))
    assert facts(dataset, UPLAND, SAYS_48) & facts(dataset, COAST, SAYS_52)
    assert measures.run("unique_facts", dataset.tables).set_index("outlet_name").at["Coast Daily", "n_unique"] == (
        measures.run("unique_facts", plain.tables).set_index("outlet_name").at["Coast Daily", "n_unique"] - 1)


def test_statements_that_are_not_the_same_share_no_fact(corrected, plain):
    assert facts(plain, LEDGER, SAYS_48) & facts(plain, UPLAND, SAYS_48)
    dataset = corrected(line("not same fact", article=UPLAND, text=SAYS_48, other_article=LEDGER, other_text=SAYS_48))
    assert not facts(dataset, LEDGER, SAYS_48) & facts(dataset, UPLAND, SAYS_48)


def test_statements_of_two_stories_cannot_be_the_same_and_it_is_said(corrected):
    dataset = corrected(line("same fact", article=LEDGER, text=SAYS_48, other_article=SHUT, other_text="Some 120 workers lose their jobs."))
    assert told(dataset) == ["not applied"] and "different stories" in dataset.table("corrections")["effect"].iloc[0]


MANY = (
    line("rename outlet", outlet="Coast Daily", value="Daily Coast"), line("other outlet", article=CLOSES, value="Coast Daily"),
    line("date", article=UPLAND, value="day 2031-05-06"), line("not text", article=LEDGER, text=NOTICE), line("is text", article=LEDGER, text=CAPTION),
    line("boilerplate", article=COAST, text=NOTICE), line("move to story", article=SHUT, other_article=COAST),
    line("speaker", article=COAST, text="She will be afloat by noon,", value="Ole Brandt"), line("merge sources", source="John Lee", value="Ines Dahl"),
    line("same fact", article=LEDGER, text=SAYS_48, other_article=COAST, other_text=SAYS_52), line("author", article=LEDGER, value="Bo Lind"))


def test_order_of_the_lines_does_not_matter(folder, tmp_path):
    made = []
    for n, rows in enumerate((MANY, MANY[::-1], [*MANY[4:], *MANY[:4]])):
        corrections.add(corrections.beside(tmp_path / f"set{n}"), *rows)
        dataset = build([folder], tmp_path / f"set{n}", workers=0)
        assert told(dataset) == ["applied"] * len(MANY)
        made.append(without_corrections(dataset))
    assert made[0] == made[1] == made[2]


def test_taking_the_lines_out_gives_the_tables_of_before_byte_for_byte(corrected, plain, folder, tmp_path):
    path = corrections.beside(tmp_path / "set")
    assert without_corrections(corrected(*MANY)) != without_corrections(plain)
    corrections.remove(path, [corrections.line_id(row) for row in MANY])
    assert build([folder], tmp_path / "set", workers=0).manifest["tables"] == plain.manifest["tables"]


def test_input_is_never_changed(folder, corrected):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    corrected(*MANY)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_article_is_found_by_its_id_whatever_other_lines_change_in_it(corrected, plain):
    cell = corrections.article_cell(of(plain, LEDGER))
    dataset = corrected(line("not text", article=cell, text=NOTICE), line("other outlet", article=cell, value="Coast Daily"),
                        line("author", article=cell, value="Bo Lind"), line("is text", article=cell, text=CAPTION))
    assert told(dataset) == ["applied"] * 4 and of(dataset, LEDGER)["article_id"] == of(plain, LEDGER)["article_id"]


def test_later_line_counts_where_two_are_about_the_same(corrected):
    dataset = corrected(line("author", article=LEDGER, value="Bo Lind"), line("author", article=LEDGER, value="Cy Ott"))
    assert told(dataset) == ["overruled", "applied"] and of(dataset, LEDGER)["author"] == "Cy Ott"


@pytest.mark.parametrize("row", [
    line("author", article="No such title", value="x"), line("merge outlets", outlet="Coast Daily", value="Nobody"),
    line("not text", article=LEDGER, text="never said"), line("is text", article=LEDGER, text="never said"), line("boilerplate", article=LEDGER, text="never said"),
    line("speaker", article=LEDGER, text="never said", value="x"), line("merge sources", source="Nobody", value="Mara Quill"),
    line("same fact", article=LEDGER, text="never said", other_article=COAST, other_text=SAYS_52), line("merge outlets", outlet="Coast Daily", value="Coast Daily"),
    line("move to story", article=LEDGER, other_article=LEDGER), line("merge sources", source="Mara Quill", value="Mara Quill")],
    ids=lambda row: f"{row['kind']} {row.get('text', '')}")
def test_line_that_does_not_fit_changes_nothing_and_is_told_with_a_hint(corrected, plain, row):
    dataset = corrected(row)
    problems = dataset.table("problems")
    assert told(dataset) == ["not applied"] and {n: h for n, h in without_corrections(dataset).items() if n != "problems"} == {
        n: h for n, h in without_corrections(plain).items() if n != "problems"}
    (said,) = problems.loc[problems["stage"] == "correct", "message"]
    assert "line 2" in said and "Hint: " in said


def test_line_about_an_article_that_is_left_out_rests(corrected):
    dataset = corrected(line("author", article=COAST, value="Bo Lind"), line("leave out", article=COAST))
    assert told(dataset) == ["overruled", "applied"]


def test_title_that_two_articles_bear_is_not_enough(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "in")
    (tmp_path / "in" / "b.jsonl").write_text(json.dumps({**ARTICLES[1], "outlet": "Bay Echo"}), encoding="utf-8")
    corrections.add(corrections.beside(tmp_path / "set"), line("author", article=COAST, value="x"), line("author", article=f"{COAST} · b.jsonl", value="y"))
    dataset = build([tmp_path / "in"], tmp_path / "set", workers=0)
    assert told(dataset) == ["not applied", "applied"] and "2 articles are called" in dataset.table("corrections")["effect"].str.cat()


@pytest.mark.parametrize("value", ["=HYPERLINK(\"http://evil.example\")", "<script>alert(1)</script>", "a;b,c\t\"d\"", "' OR 1=1", "-5", "Ωμέγα 新聞", "1234567890123456",
                                   "{0} %s {kind}", "· · ·x"])
def test_hostile_value_stays_what_it_is(corrected, value):
    dataset = corrected(line("rename outlet", outlet="Coast Daily", value=value))
    assert name_of(dataset, COAST) == " ".join(value.split()) and told(dataset) == ["applied"]


HEAD = "kind,article,value,note"


@pytest.mark.parametrize("content", [
    f"{HEAD}\nauthor,{LEDGER},Bo Lind,\n".encode(),
    f"{HEAD}\r\nauthor,{LEDGER},Bo Lind,\r\n".encode("utf-8-sig"),
    f"{HEAD}\r\nauthor,{LEDGER},Bo Lind,\r\n".replace(",", ";").encode("cp1252"),
    f"sep=;\r\nKind;Value;Article;my column\r\nAUTHOR;Bo Lind;{LEDGER.upper()};é\r\n".encode("cp1252"),
    f"{HEAD}\nauthor\t\"{LEDGER}\"\tBo Lind\n".replace(",", "\t").encode("utf-16"),
    f"\n\n{HEAD},,,\n,,,,,\n'author,'{LEDGER},'Bo Lind,,,\n".replace("'", "").encode(),
], ids=["plain", "mark", "semicolons", "separator line", "tabs", "empty lines"])
def test_file_that_a_spreadsheet_has_saved_is_read(folder, tmp_path, content):
    corrections.beside(tmp_path / "set").write_bytes(content)
    assert of(build([folder], tmp_path / "set", workers=0), LEDGER)["author"] == "Bo Lind"


@pytest.mark.parametrize(("row", "what"), [
    ("frobnicate,a,b,", "is no kind of correction"), (",a,b,", "names no kind"), ("author,,b,", "needs article"), ("author,a,b,c,d", "more cells than there are columns"),
    (f"author,a,{'x' * 30_000},", "more than 20,000 characters")], ids=["kind", "no kind", "cell missing", "too many cells", "too long"])
def test_line_that_cannot_be_understood_is_kept_and_told(folder, tmp_path, row, what):
    path = corrections.beside(tmp_path / "set")
    path.write_text(f"{HEAD}\n{row}\nauthor,{LEDGER},Bo Lind,\n", encoding="utf-8")
    dataset = build([folder], tmp_path / "set", workers=0)
    assert told(dataset) == ["not applied", "applied"] and what in dataset.table("problems").query("stage == 'correct'")["message"].iloc[0]
    corrections.add(path, line("own story", article=SHUT))
    assert len(corrections.read(path).rows) == 3


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b"just words", b"a,b,c\n1,2,3\n", b"kind,kind\nx,y\n", b"kind,text\n\"" + b"x" * 200_000],
                         ids=["bytes", "words", "other table", "column twice", "open quotation mark"])
def test_file_that_is_none_stops_no_build_and_is_never_overwritten(folder, tmp_path, plain, content):
    path = corrections.beside(tmp_path / "set")
    path.write_bytes(content)
    dataset = build([folder], tmp_path / "set", workers=0)
    assert told(dataset) == ["not applied"] and dataset.manifest["counts"] == plain.manifest["counts"]
    with pytest.raises(InputError, match="left as it is"):
        corrections.add(path, line("own story", article=SHUT))
    assert path.read_bytes() == content


def test_columns_of_the_users_own_survive_writing(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("kind;article;Checked by\nown story;a;Ada\n", encoding="utf-8")
    corrections.add(path, line("own story", article="b"))
    assert corrections.read(path).rows[0][1]["Checked by"] == "Ada"


def test_line_that_is_there_already_is_not_put_twice(tmp_path):
    for _ in range(2):
        corrections.add(tmp_path / "mine.csv", line("own story", article="=a"))
    assert len(corrections.read(tmp_path / "mine.csv").rows) == 1


def test_line_that_cannot_be_understood_is_not_added(tmp_path):
    with pytest.raises(InputError, match="needs article"):
        corrections.add(tmp_path / "mine.csv", line("own story"))
    assert not (tmp_path / "mine.csv").exists()


def test_same_line_twice_is_two_rows_of_the_table(folder, tmp_path):
    path = corrections.beside(tmp_path / "set")
    path.write_text(f"{HEAD}\n" + f"author,{LEDGER},Bo Lind,\n" * 2, encoding="utf-8")
    dataset = build([folder], tmp_path / "set", workers=0)
    assert told(dataset) == ["overruled", "applied"] and corrections.waiting(corrections.read(path), dataset.table("corrections")) == ([], [])


def test_what_waits_is_what_was_added_or_taken_out_since_the_build(corrected, tmp_path):
    dataset, path = corrected(line("own story", article=SHUT)), corrections.beside(tmp_path / "set")
    corrections.remove(path, [corrections.line_id(line("own story", article=SHUT))])
    corrections.add(path, line("own story", article=CLOSES))
    added, gone = corrections.waiting(corrections.read(path), dataset.table("corrections"))
    assert [row["article"] for row in added] == [CLOSES] and len(gone) == 1


def test_corrections_of_another_file_are_taken_where_it_is_named(folder, tmp_path):
    corrections.add(tmp_path / "mine.csv", line("author", article=LEDGER, value="Bo Lind"))
    dataset = build([folder], tmp_path / "set", Settings(files={"corrections": str(tmp_path / "mine.csv")}), workers=0)
    assert of(dataset, LEDGER)["author"] == "Bo Lind" and settings_of(dataset).file("corrections") == str(tmp_path / "mine.csv")


def test_corrections_file_that_is_named_must_be_there(folder, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        build([folder], tmp_path / "set", Settings(files={"corrections": str(tmp_path / "none.csv")}), workers=0)


def test_sources_of_a_data_set_are_found_where_both_were_moved(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "one" / "in")
    build([tmp_path / "one" / "in"], tmp_path / "one" / "set", workers=0)
    (tmp_path / "one").rename(tmp_path / "two")
    assert sources_of(open_dataset(tmp_path / "two" / "set")) == [str(tmp_path / "two" / "in")]


def test_corrections_of_a_data_set_inside_its_sources_are_not_read_as_articles(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "in")
    corrections.add(corrections.beside(tmp_path / "in" / "set"), line("author", article=LEDGER, value="Bo Lind"))
    for _ in range(2):
        dataset = build([tmp_path / "in"], tmp_path / "in" / "set", workers=0)
        assert dataset.manifest["counts"]["given"] == 5 and told(dataset) == ["applied"]


def test_command_lists_what_each_correction_changed_and_takes_lines_out(corrected, tmp_path, capsys):
    corrected(line("author", article=LEDGER, value="Bo Lind"), line("own story", article=SHUT))
    assert cli.main(["corrections", str(tmp_path / "set"), "--undo", "2"]) == 0
    said = capsys.readouterr().out
    assert f"2: “{SHUT}” is a story of its own (applied: now a story of its own)" in said and "undone, waits for the next build" in said
    assert [row["kind"] for _, row in corrections.read(corrections.beside(tmp_path / "set")).rows] == ["own story"]


def test_command_builds_anew_from_the_same_sources_with_the_corrections(corrected, tmp_path, capsys):
    corrected()
    corrections.add(corrections.beside(tmp_path / "set"), line("leave out", article=LEDGER), line("leave out", article=COAST), line("leave out", article=UPLAND))
    assert cli.main(["rebuild", str(tmp_path / "set"), "--workers", "0"]) == 0
    said = capsys.readouterr().out
    assert "5 given = 2 read + 0 duplicates + 3 rejected" in said and "3 applied + 0 overruled + 0 not applied; 3 of the rejected records were left out" in said


def test_command_says_where_the_sources_were_and_keeps_everything(folder, tmp_path, capsys):
    shutil.copytree(folder, tmp_path / "in")
    before = build([tmp_path / "in"], tmp_path / "set", workers=0).version
    corrections.add(corrections.beside(tmp_path / "set"), line("own story", article=SHUT))
    shutil.rmtree(tmp_path / "in")
    assert cli.main(["rebuild", str(tmp_path / "set"), "--workers", "0"]) == 2
    said = capsys.readouterr().err
    assert "its articles are no longer in" in said and "its corrections are kept" in said
    assert open_dataset(tmp_path / "set").version == before and len(corrections.read(corrections.beside(tmp_path / "set")).rows) == 1


def test_several_processes_give_the_same_corrected_tables(folder, tmp_path):
    made = []
    for name, workers in (("one", 0), ("two", 2)):
        corrections.add(corrections.beside(tmp_path / name), *MANY)
        made.append(build([folder], tmp_path / name, workers=workers).manifest["tables"])
    assert made[0] == made[1]


def test_every_kind_says_a_sentence():
    cells = dict.fromkeys(corrections.COLUMNS, "x")
    assert all("“x”" in corrections.said({**cells, "kind": kind}) for kind in corrections.KINDS)
    assert all(set(itertools.chain(kind.needs, kind.may)) <= set(corrections.COLUMNS) for kind in corrections.KINDS.values())


def test_line_that_is_not_there_cannot_be_taken_out_and_the_others_stay(tmp_path, capsys, corrected):
    corrected(line("author", article=LEDGER, value="Bo Lind"))
    assert cli.main(["corrections", str(tmp_path / "set"), "--undo", "2", "--undo", "9"]) == 2
    assert "has no correction on line 9. Hint: lines that can be taken out: 2." in capsys.readouterr().err
    assert len(corrections.read(corrections.beside(tmp_path / "set")).rows) == 1


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"kind": "speaker", "article": "Ferry stuck", "text": "By noon", "value": "Unknown"}, "Who said “By noon” in “Ferry stuck” is not known"),
        ({"kind": "date", "article": "Ferry stuck", "value": "unknown"}, "The date of “Ferry stuck” is not known"),
        ({"kind": "split source", "article": "Ferry stuck", "text": "No", "value": "Ann Lee (coach)"},
         "In “Ferry stuck”, “No” was said by another one of that name: “Ann Lee (coach)”"),
        ({"kind": "split source", "article": "Ferry stuck", "text": "No"}, "In “Ferry stuck”, “No” was said by another one of that name"),
    ],
)
def test_sentence_says_what_is_unknown_and_which_name_tells_a_person_apart(cells, expected):
    assert corrections.said(cells) == expected
