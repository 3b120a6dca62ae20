"""What columns mean: told by their names, or by the user."""

import json

import pytest

from pipeline.build import build
from pipeline.cli import main
from pipeline.errors import SettingsError
from pipeline.settings import Settings, read_settings
from pipeline.terminal import summary


def _dataset(tmp_path, content, name="a.csv", **columns):
    (tmp_path / name).write_text(content, encoding="utf-8")
    return build([tmp_path / name], tmp_path / "a.dataset", Settings(columns=columns), workers=0)


def _article(*given, **columns):
    return _dataset(*given, **columns).table("articles").to_dict("records")[0]


def test_user_says_what_a_column_holds(tmp_path):
    content = "Zeitung,Kopf,Wortlaut,Stand\nHarlow Herald,Bridge,It opened on Monday.,2031-05-04\n"
    dataset = _dataset(tmp_path, content, outlet="Zeitung", title="Kopf", body="Wortlaut", date="Stand")
    article = dataset.table("articles").to_dict("records")[0]
    assert (article["title"], article["body"], str(article["published_at"].date())) == ("Bridge", "It opened on Monday.", "2031-05-04")
    assert dataset.table("outlets")["outlet_name"].tolist() == ["Harlow Herald"]


def test_column_that_the_user_gave_is_not_taken_for_something_else(tmp_path):
    article = _article(tmp_path, "Text,Content\nBridge,It opened on Monday.\n", title="Text")
    assert (article["title"], article["body"]) == ("Bridge", "It opened on Monday.")


def test_what_was_taken_for_what_is_shown(tmp_path):
    dataset = _dataset(tmp_path, "Source,Headline,Text,Rank\nHarlow Herald,Bridge,It opened.,3\n")
    assert "columns of a.csv: outlet=Source, title=Headline, body=Text; not used: Rank" in list(summary(dataset))


def test_command_takes_columns(tmp_path):
    (tmp_path / "a.csv").write_text("Kopf,Wortlaut\nBridge,It opened on Monday.\n", encoding="utf-8")
    arguments = ["build", str(tmp_path / "a.csv"), "--out", str(tmp_path / "d"), "--workers", "0", "--columns", "title=Kopf, body=Wortlaut"]
    assert main(arguments) == 0


def test_settings_file_may_hold_columns(tmp_path):
    (tmp_path / "a.toml").write_text('[columns]\noutlet = "Zeitung"\n', encoding="utf-8")
    assert read_settings(tmp_path / "a.toml").columns == (("outlet", "Zeitung"),)


def test_unknown_kind_of_column_is_refused():
    with pytest.raises(SettingsError, match="colour"):
        Settings(columns={"colour": "Farbe"})


def test_export_of_a_media_index_gives_excerpts(tmp_path):
    article = _article(tmp_path, "id,indexed_date,language,media_name,media_url,publish_date,title,url\n1,2031-05-06,en,Harlow Herald,"
                                 "harlowherald.example,2031-05-04,Bridge reopens,https://harlowherald.example/bridge\n")
    found = article["kind"], article["outlet_evidence"], str(article["published_at"].date())
    assert found == ("excerpt", "field media_name", "2031-05-04")


def test_search_answer_cut_by_its_service_is_an_excerpt(tmp_path):
    found = {"status": "ok", "articles": [{"source": {"id": None, "name": "Harlow Herald"}, "author": "Ada Brook", "title": "Bridge",
             "description": "It opened.", "url": "https://harlowherald.example/b", "publishedAt": "2031-05-04T09:30:00Z",
             "content": "The bridge opened on Mon… [+2310 chars]"}]}
    article = _article(tmp_path, json.dumps(found), "a.json")
    assert (article["kind"], article["description"], article["author"]) == ("excerpt", "It opened.", "Ada Brook")


@pytest.mark.parametrize(("name", "content"), [
    ("a.csv", "URL,MobileURL,Date,Title\nhttps://harlowherald.example/b,,2031-05-04 09:30:00,Bridge reopens\n"),
    ("a.json", '{"articles": [{"url": "https://harlowherald.example/b", "url_mobile": "", "title": "Bridge reopens", '
               '"seendate": "20310504T093000Z", "domain": "harlowherald.example", "language": "English"}]}')])
def test_list_of_addresses_gives_excerpts(tmp_path, name, content):
    article = _article(tmp_path, content, name)
    found = article["kind"], article["title"], article["published_at"].isoformat()
    assert found == ("excerpt", "Bridge reopens", "2031-05-04T09:30:00+00:00")


def test_list_of_references_has_family_names_first_and_its_own_changes(tmp_path):
    article = _article(tmp_path, '"Key","Item Type","Author","Title","Publication Title","Url","Abstract Note","Date","Date Added","Date '
                                 'Modified"\n"A1","newspaperArticle","Brook, Ada; Moss, Ben","Bridge","Harlow Herald",'
                                 '"https://harlowherald.example/b","It opened.","2031-05-04","2031-06-01","2031-06-02"\n')
    assert (article["author"], str(article["modified_at"]), article["description"]) == ("Ada Brook, Ben Moss", "NaT", "It opened.")


def test_article_that_its_service_has_removed_is_named_and_the_others_are_read(tmp_path):
    gone = {"source": {"name": "[Removed]"}, "title": "[Removed]", "description": "[Removed]", "url": "https://removed.com", "content": "[Removed]"}
    kept = {"source": {"name": "Harlow Herald"}, "title": "Bridge reopens at last - Harlow Herald", "description": "It opened."}
    dataset = _dataset(tmp_path, json.dumps({"status": "ok", "articles": [gone, kept]}), "a.json")
    assert dataset.table("articles")["title"].tolist() == ["Bridge reopens at last"]
    assert "its service has removed" in dataset.table("problems")["message"][0]


def test_index_that_marks_agency_copy_gives_the_agency(tmp_path):
    article = _article(tmp_path, "stories_id,publish_date,title,url,language,ap_syndicated,media_name\n"
                                 "1,2031-05-04 09:30:00,Bridge reopens,https://harlowherald.example/b,en,True,Harlow Herald\n")
    assert (article["agency"], article["agency_evidence"]) == ("AP", "field ap_syndicated")


def test_blanks_before_the_points_of_a_list_of_addresses_are_taken_out(tmp_path):
    found = {"articles": [{"url": "https://harlowherald.example/b", "title": "Bridge reopens , at last : crowds", "seendate": "20310504T093000Z"}]}
    assert _article(tmp_path, json.dumps(found), "a.json")["title"] == "Bridge reopens, at last: crowds"


def test_column_named_in_another_script_is_told_from_the_others(tmp_path):
    article = _article(tmp_path, "标题,正文\nBridge,It opened on Monday.\n", title="标题", body="正文")
    assert (article["title"], article["body"]) == ("Bridge", "It opened on Monday.")
