"""Exports of Nexis Uni, Factiva and ProQuest as rich text, web page and plain text: many articles a file, counted."""

import io

import pytest

from pipeline import inputs
from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.settings import Settings

FIRST = "The old mill bridge opened to walkers on Monday after two years of repair."
SECOND = "Four hundred people crossed it before noon."


def _read(name, content):
    """The rows of each article of a file, and its errors."""
    content = content.encode() if isinstance(content, str) else content
    file = InputFile(name, lambda: io.BytesIO(content), content[:65_536])
    found = []
    for record in inputs.records(file, Settings()):
        if isinstance(record, InputError):
            found.append(record)
        else:
            found += [rows(raw, Settings()) for raw in inputs.parse(record)]
    return found


def _told(found):
    """Outlet, title, day, author and text of an article."""
    article = found["articles"][0]
    return (found["outlets"][0]["outlet_name"], article["title"], str(article["published_at"].date()), article["author"], article["body"])


BRIDGE = ("Harlow Herald", "Old mill bridge reopens", "2031-05-05", "Ada Brook", f"{FIRST}\n\n{SECOND}")


def _rtf(*lines):
    return r"{\rtf1\ansi\ansicpg1252 " + "".join(rf"{line}\par" + "\n" for line in lines) + "}"


def _nexis(title="Old mill bridge reopens"):
    return [title, "Harlow Herald", "May 5, 2031 Monday", "Copyright 2031 Harlow Herald", r"{\b Section:} NEWS; Pg. 4", r"{\b Length:} 20 words",
            r"{\b Byline:} ADA BROOK", r"{\b Body}", FIRST, SECOND, r"{\b Load-Date:} May 6, 2031", r"{\b End of Document}"]


def test_nexis_as_rich_text_gives_its_articles():
    first, second = _read("a.rtf", _rtf("Documents (2)", "1. Old mill bridge reopens", "2. Ferry", *_nexis(), *_nexis("Ferry stops")))
    assert _told(first) == BRIDGE and second["articles"][0]["title"] == "Ferry stops"


def test_nexis_as_rich_text_that_lacks_an_article_says_so():
    assert "says that it holds 3 articles, but 1 were found" in str(_read("a.rtf", _rtf("Documents (3)", *_nexis()))[-1])


def test_other_rich_text_is_one_article():
    (found,) = _read("a.rtf", _rtf("Old mill bridge reopens", "", rf"{FIRST} It is a caf\'e9 no more. " * 3))
    assert found["articles"][0]["title"] == "Old mill bridge reopens" and "café no more" in found["articles"][0]["body"]


@pytest.mark.parametrize(("written", "text"), [
    (r"\u8220?It opened\u8221?", "“It opened”"), (r"It opened {\uc2\u-10179\'3f\'3f\u-8704\'3f\'3f}", "It opened 😀"), (r"a{\pict\bin10 }}}{{{\\\\}b", "ab"),
    (r"{\*\unknown secret}seen", "seen"), (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt linked}}", "linked"), (r"}}}} still here", "still here"),
    (r"{\fonttbl{\f1\fcharset204 Arial;}}\f1\'cf\'f0\'e8", "При"), (r"one\tab two", "one two"), (r"co\-operate", "cooperate")])
def test_rich_text_is_read_as_its_program_shows_it(written, text):
    (found,) = _read("a.rtf", r"{\rtf1\ansi " + FIRST + r"\par " + written + "}")
    assert found["articles"][0]["body"].split("\n\n")[-1] == text


@pytest.mark.parametrize("content", [r"{\rtf1 " + "{" * 3_000, r"{\rtf1 }", r"{\rtf1\bin99999999 x}"])
def test_rich_text_without_a_text_is_refused(content):
    file = InputFile("a.rtf", lambda: io.BytesIO(content.encode()), content.encode())
    with pytest.raises(InputError):
        for record in inputs.records(file, Settings()):
            if isinstance(record, InputError):
                raise record
            list(inputs.parse(record))


DOCUMENT = "Document HARHER0020310505e75500001"


def _factiva(*extra, title="Old mill bridge reopens"):
    return [*extra, title, "By Ada Brook", "20 words", "5 May 2031", "09:15 AM", "Harlow Herald", "HARHER", "Late", "4", "English",
            "Copyright 2031 Harlow Herald.", FIRST, SECOND, DOCUMENT]


def _coded(gap):
    pairs = [("SE", "News"), ("HD", "Old mill bridge reopens"), ("BY", "By Ada Brook"), ("WC", "20 words"), ("PD", "5 May 2031"),
             ("SN", "Harlow Herald"), ("SC", "HARHER"), ("LA", "English"), ("CY", "Copyright 2031 Harlow Herald"), ("LP", FIRST),
             ("TD", SECOND), ("NS", "gbridge : Bridges"), ("AN", DOCUMENT)]
    return [f"{code}{gap}{value}" for code, value in pairs]


@pytest.mark.parametrize("lines", [_factiva(), _factiva("Local news"), ["Factiva", *_factiva()]])
def test_factiva_as_rich_text_gives_its_articles(lines):
    first, second = _read("a.rtf", _rtf(*lines, *_factiva(title="Ferry stops for good"), "Search Summary", "Text", "bridge"))
    assert _told(first) == BRIDGE and second["articles"][0]["title"] == "Ferry stops for good"


def test_names_above_the_length_are_the_byline_of_a_shorter_headline():
    lines = [line.replace("By Ada Brook", "Ada Brook and Ben Moss") for line in _factiva(title="Bridge reopens")]
    (found,) = _read("a.rtf", _rtf(*lines))
    assert (found["articles"][0]["title"], found["articles"][0]["author"]) == ("Bridge reopens", "Ada Brook, Ben Moss")


@pytest.mark.parametrize("gap", [r"\cell ", r"\tab "])
def test_factiva_with_codes_as_rich_text_gives_its_articles(gap):
    first, second = _read("a.rtf", _rtf(*_coded(gap), *_coded(gap)))
    assert _told(first) == BRIDGE == _told(second)


def test_factiva_with_codes_as_plain_text_gives_its_articles():
    first, second = _read("a.txt", "\r\n".join(_coded("\t") + _coded("  ")))
    assert _told(first) == BRIDGE == _told(second)


def test_factiva_as_a_web_page_with_a_table_of_codes_gives_its_article():
    cells = "".join(f"<tr><td><b>{line.split(':::')[0]}</b></td><td><p>{line.split(':::')[1]}</p></td></tr>" for line in _coded(":::"))
    (found,) = _read("a.html", f'<html><body><div class="article enArticle"><table>{cells}</table></div></body></html>')
    assert _told(found) == BRIDGE


def test_article_of_factiva_without_its_length_is_named_and_the_others_are_read():
    lines = [*_factiva(), "A headline", "Harlow Herald", FIRST, DOCUMENT]
    file = InputFile("a.rtf", lambda: io.BytesIO(_rtf(*lines).encode()), _rtf(*lines).encode())
    first, second = inputs.records(file, Settings())
    assert len(list(inputs.parse(first))) == 1
    with pytest.raises(InputError, match="article 2.*without its length"):
        list(inputs.parse(second))


RULE = "_" * 60


def _proquest(title="Old mill bridge reopens", full_text=(f"Full text: {FIRST}", SECOND)):
    return [title, "Author: Brook, Ada", "ProQuest document link", "Abstract: The bridge is open.", "Links: http://link.example/x", *full_text,
            "Subject: Bridges", f"Title: {title}", "Publication title: Harlow Herald, Late Edition (East); Harlow, Ford", "Pages: A.4",
            "Publication date: May 5, 2031", "Section: News", "Publisher: Herald Group", "Language of publication: English",
            "Document URL: https://proquest.example/1", "Copyright: Copyright Herald Group May 5, 2031", "Database: ProQuest One"]


@pytest.mark.parametrize("cover", [["Report Information from ProQuest", RULE, "Table of contents", "1. Old mill bridge reopens", "2. Ferry", RULE], [RULE]])
def test_proquest_as_plain_text_gives_its_articles(cover):
    first, second = _read("a.txt", "\n\n".join([*cover, *_proquest(), RULE, *_proquest("Ferry stops"), RULE, "Bibliography", "Contact ProQuest"]))
    assert _told(first) == BRIDGE and second["articles"][0]["title"] == "Ferry stops"


def test_proquest_that_lacks_an_article_of_its_list_says_so():
    cover = ["Report Information from ProQuest", "Table of contents", "1. Old mill bridge reopens", "2. Ferry stops", RULE]
    assert "says that it holds 2 articles, but 1 were found" in str(_read("a.txt", "\n".join([*cover, *_proquest(), RULE]))[-1])


def test_proquest_numbers_above_each_article_are_counted():
    lines = ["Document 1 of 2", *_proquest(), RULE]
    assert "says that it holds 2 articles, but 1 were found" in str(_read("a.txt", "\n".join(lines))[-1])


def test_proquest_as_rich_text_without_rules_gives_its_articles():
    def written(title):
        *named, last = _proquest(title, ("FULL TEXT", FIRST, SECOND, "DETAILS"))
        return [line.replace(": ", r":\cell ", 1) for line in named] + [last.replace(": ", r":\cell ")]
    first, second = _read("a.rtf", _rtf(*written("Old mill bridge reopens"), *written("Ferry stops")))
    assert _told(first)[:1] + _told(first)[2:] == BRIDGE[:1] + BRIDGE[2:] and second["articles"][0]["title"] == "Ferry stops"


@pytest.mark.parametrize("row", ["<p><strong>{0}:</strong> {1}</p>", "<tr><td>{0}:</td><td>{1}</td></tr>"])
def test_proquest_as_a_web_page_gives_its_articles(row):
    lines = [row.format(*line.split(": ", 1)) if ": " in line else f"<p>{line}</p>" for line in _proquest()]
    first, second = _read("a.html", f"<html><body><h1>Report Information from ProQuest</h1><table>{''.join(lines * 2)}</table></body></html>")
    assert _told(first) == BRIDGE == _told(second)


@pytest.mark.parametrize("full_text", [(), ("Full text: Not available.",)])
def test_article_of_proquest_without_its_text_is_an_excerpt(full_text):
    (found,) = _read("a.txt", "\n".join([*_proquest(full_text=full_text), RULE]))
    assert (found["articles"][0]["kind"], found["articles"][0]["description"]) == ("excerpt", "The bridge is open.")


def test_page_that_only_looks_like_an_export_is_refused():
    assert "holds no whole article" in str(_read("a.html", "<html><body><p>Report Information from ProQuest</p></body></html>")[0])


def _older(mark, *named, below):
    """An article of the older plain layout of Nexis, whose named lines are those given."""
    above = "\n\n".join(["Old mill bridge reopens", *named])
    return f"{' ' * 30}{mark}\n\n{' ' * 30}Harlow Herald\n\n{' ' * 30}5 May 2031\n\n{above}\n\n{FIRST}\n\n{SECOND}\n\n" + "\n\n".join(below) + "\n\n"


@pytest.mark.parametrize(("mark", "named", "below"), [
    ("Dokument {} von 2", ("AUTOR: Ada Brook", "RUBRIK: LOKALES; S. 4", "LÄNGE: 22 Wörter"), ("UPDATE: 6. Mai 2031", "SPRACHE: ENGLISH; ENGLISCH", "GRAFIK: x")),
    ("Document {} de 2", ("AUTEUR: Ada Brook", "RUBRIQUE: LOCAL; Pg. 4", "LONGUEUR: 22 mots", "ENCART: x"), ("DATE-CHARGEMENT: 6 mai 2031", "LANGUE: ENGLISH")),
    ("{} of 2 DOCUMENTS", ("SECTION: LOCAL; Pg. 4", "LENGTH: 22 words", "BYLINE: Ada Brook"), ("LOAD-DATE: May 6, 2031", "LANGUAGE: ENGLISH"))])
def test_older_export_of_nexis_is_read_in_the_languages_of_its_pages(mark, named, below):
    content = "".join(_older(mark.format(n), *named, below=below).replace("Old mill", f"{n} old mill") for n in (1, 2))
    first, second = _read("a.txt", content)
    assert _told(first) == ("Harlow Herald", "1 old mill bridge reopens", *BRIDGE[2:]) and second["articles"][0]["body"] == BRIDGE[4]


@pytest.mark.parametrize("named", [("Rubrik:\u00a0LOKALES", "Länge:\u00a022 Wörter", "Autor:\u00a0Ada Brook"),
                                   ("Rubrique:\u00a0LOCAL", "Longueur:\u00a022 mots", "Auteur:\u00a0Ada Brook")])
def test_named_lines_of_nexis_in_other_languages_are_no_text(named):
    lines = ["Old mill bridge reopens", "Harlow Herald", "5 May 2031", *named, "Body", FIRST, SECOND, "Classification", "End of Document"]
    assert _told(_read("a.rtf", _rtf(*(line.encode("cp1252", "replace").decode("cp1252") for line in lines)).encode("cp1252"))[0]) == BRIDGE


def test_edition_below_the_day_in_nexis_is_no_text():
    lines = _nexis()
    assert _told(_read("a.rtf", _rtf(*lines[:3], "First Edition", *lines[3:]))[0]) == BRIDGE


def test_caption_below_the_text_in_nexis_is_no_text():
    lines = _nexis()
    assert _told(_read("a.rtf", _rtf(*lines[:-2], "Graphic", "PHOTO: A crowd on the bridge", *lines[-2:]))[0]) == BRIDGE


def test_article_of_nexis_without_a_day_has_that_of_its_load():
    lines = _nexis()
    (found,) = _read("a.rtf", _rtf(*lines[:2], *lines[3:]))
    assert _told(found) == (*BRIDGE[:2], "2031-05-06", *BRIDGE[3:])


def test_factiva_as_german_plain_text_gives_its_articles():
    lines = ["Old mill bridge reopens", "Von Ada Brook", "22 Wörter", "5 Mai 2031", "Harlow Herald", "HARHER", "Englisch", "(c) 2031 Harlow Herald", FIRST,
             SECOND, "Dokument HARHER0020310505e75500001"]
    assert _told(_read("a.txt", "\n\n".join(lines))[0]) == BRIDGE
