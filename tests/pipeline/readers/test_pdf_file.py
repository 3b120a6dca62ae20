"""Articles printed to PDF: what is headline, text, head and foot, and what cannot be read."""

import io

import pypdf
import pytest
from pypdf.errors import DependencyError

from pipeline.article import Record, rows
from pipeline.errors import InputError
from pipeline.readers import pdf_file
from pipeline.settings import Settings

NAME = "Old mill bridge reopens | Harlow Herald"
ADDRESS = "https://harlowherald.example/news/bridge"
FULL = "The old mill bridge opened to walkers on Monday after two years of repair, the council"


def _pdf(*pages, name=NAME, extra=""):
    """A PDF of pages of lines (size of letters, x, y from the bottom, text)."""
    parts = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
             "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", f"<</Title({name})>>"]
    for n, lines in enumerate(pages):
        shown = "\n".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET" for size, x, y, text in lines)
        parts += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * n} 0 R/Resources<</Font<</F 3 0 R>>>>{extra}>>",
                  f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream"]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{text}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(parts) + 1}/Root 1 0 R/Info 4 0 R>>\n"
            f"startxref\n{len(text)}\n%%EOF\n").encode("cp1252")


def _edges(number, of):
    """What a browser prints around a page."""
    return [(8, 40, 822, "06/05/2031, 11:15"), (8, 200, 822, NAME), (8, 40, 15, ADDRESS), (8, 540, 15, f"{number}/{of}")]


def _text(*texts, top=700, size=12, gap=15):
    """Lines under each other; an empty one is a gap between paragraphs."""
    return [(size, 40, top - n * gap, text) for n, text in enumerate(texts) if text]


def _read(content):
    (raw,) = pdf_file.parse(Record("pdf_file", "a.pdf", "", content))
    return rows(raw, Settings())


def _article(content):
    return _read(content)["articles"][0]


def test_printed_page_gives_headline_outlet_and_address():
    found = _read(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said."), *_edges(1, 1)]))
    article = found["articles"][0]
    assert (article["title"], found["outlets"][0]["outlet_name"], found["outlets"][0]["domain"], article["url"]) == (
        "Old mill bridge reopens", "Harlow Herald", "harlowherald.example", ADDRESS)


def test_heads_and_feet_are_left_out_and_kept_aside():
    found = _read(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said."), *_edges(1, 1)]))
    assert found["articles"][0]["body"] == f"{FULL} said."
    assert [row["text"].split()[0] for row in found["removed"]] == ["06/05/2031,", ADDRESS]


def test_moment_of_printing_is_no_date_of_the_article():
    assert _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said."), *_edges(1, 1)])).get("published_at") is None


@pytest.mark.parametrize("line", ["5 May 2031", "Published 5 May 2031", "Monday, May 5, 2031"])
def test_date_below_the_headline_is_the_articles(line):
    article = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(line, "", FULL, "said.")]))
    assert str(article["published_at"].date()) == "2031-05-05"


def test_date_in_the_printed_address_is_the_articles():
    foot = (8, 40, 15, "https://harlowherald.example/2031/05/05/bridge 1/1")
    article = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said."), foot]))
    assert (str(article["published_at"].date()), article["published_evidence"]) == ("2031-05-05", "address")


def test_lines_are_joined_to_paragraphs_across_pages():
    first, second = _text(FULL, "said.", "", "Nobody who had crossed it that morning, said the surveyor, had seen the"), _text("water so low.")
    body = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *first, *_edges(1, 2)], [*second, *_edges(2, 2)]))["body"]
    assert body == f"{FULL} said.\n\nNobody who had crossed it that morning, said the surveyor, had seen the water so low."


def test_word_cut_at_the_end_of_a_line_is_whole_again():
    lines = _text("The repair of the old bridge was slow, said the mayor of the town, and every under-",
                  "current beneath the first-", "rate pier had to be measured by hand, which is why the bridge stood idle so long.")
    assert "every undercurrent beneath the first-rate pier" in _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *lines]))["body"]


def test_bar_that_a_page_prints_on_every_sheet_is_left_out():
    bar = (12, 40, 500, "Read the Herald for a crown a week, every week, with the crossword.")
    first, second = _text(FULL, "said."), _text("Many people came to see the bridge and its new pier on Monday, and stayed until dusk.")
    article = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *first, bar], [*second, bar]))
    assert "crossword" not in article["body"] and article["body"].count("\n\n") == 1


def test_small_print_beside_the_text_is_left_out():
    article = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said."),
                             *_text("Most read", "Ferry lock queues grow longer again", top=600, size=9)]))
    assert article["body"] == f"{FULL} said."


def test_headings_of_other_articles_behind_the_text_are_left_out():
    article = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said so after the last of its many meetings.", "",
                                                                            "More from us", "", "Ferry queues grow")]))
    assert article["body"] == f"{FULL} said so after the last of its many meetings."


def test_subhead_stays_in_the_text():
    article = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said.", "", "A long wait", "", FULL, "added.")]))
    assert article["body"].split("\n\n")[1] == "A long wait"


def test_file_without_a_name_takes_the_largest_line_for_its_headline():
    assert _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said.")], name=""))["title"] == "Old mill bridge reopens"


def test_shortened_address_gives_the_outlet_and_no_address():
    foot = (8, 40, 15, "https://harlowherald.example/news/bri... 1/1")
    found = _read(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said."), foot], name=""))
    assert (found["outlets"][0]["domain"], found["articles"][0]["url"]) == ("harlowherald.example", None)


def test_outlet_is_told_by_the_links_where_no_address_is_printed():
    link = "<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/A<</S/URI/URI(https://www.harlowherald.example/{n})>>>>"
    notes = "/Annots[" + "".join(link.format(n=n) for n in range(6)) + "]"
    found = _read(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said.")], name="", extra=notes))
    assert (found["outlets"][0]["domain"], found["articles"][0]["outlet_evidence"]) == ("harlowherald.example", "links of the page")


@pytest.mark.parametrize(("content", "message"), [
    (_pdf([]), "holds no text, only pictures"), (_pdf(_edges(1, 1)), "holds no text, only pictures"),
    (_pdf(*[[] for _ in range(201)]), "has 201 pages"), (b"%PDF-1.4\nnothing follows", "is no whole PDF"),
    (_pdf(_text(*["$%&#*+ a" * 20] * 3)), "signs in place of letters")])
def test_file_that_cannot_be_read_is_refused_with_its_reason(content, message):
    with pytest.raises(InputError, match=message):
        list(pdf_file.parse(Record("pdf_file", "a.pdf", "", content)))


def _locked(password):
    """A PDF that asks for a password, or for none."""
    sink, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.append(io.BytesIO(_pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said.")])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(sink)
    return sink.getvalue()


def test_file_with_a_password_is_refused():
    with pytest.raises(InputError, match="protected by a password"):
        list(pdf_file.parse(Record("pdf_file", "a.pdf", "", _locked("secret"))))


def test_file_with_a_cipher_that_is_not_there_is_no_broken_file(monkeypatch):
    def refused(*_):
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", refused)
    with pytest.raises(InputError, match="encrypted in a way that cannot be read here"):
        list(pdf_file.parse(Record("pdf_file", "a.pdf", "", _locked(""))))


def test_file_that_only_forbids_changes_is_read():
    assert _article(_locked(""))["title"] == "Old mill bridge reopens"


def test_words_drawn_again_as_their_shadow_stand_once():
    lines = [(24, 40, 760, "Old mill bridge reopens"), (12, 40, 700, "The old mill bridge opened to "), (12, 41.5, 699.4, "The old mill bridge opened to "),
             (12, 240, 700, "walkers after two years of repair, the council said.")]
    assert _article(_pdf(lines))["body"] == "The old mill bridge opened to walkers after two years of repair, the council said."


@pytest.mark.parametrize("heading", ["Related stories", "Tags", "Comments (14)", "You may also like", "Leave a Reply", "More from Ada Brook"])
def test_what_stands_behind_a_heading_of_comments_or_other_articles_is_left_out(heading):
    text = _text(*[FULL] * 7, "said.", "", heading, "", "I crossed it on Monday with my dog and two of my neighbours, and we all thought that",
                 "it was lovely, although the railing is not yet painted where the ferry used to land.")
    assert _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *text]))["body"] == " ".join([FULL] * 7 + ["said."])


def test_such_a_heading_above_the_text_takes_nothing_away():
    text = _text("Comments (14)", "", *[FULL] * 2, "said.")
    assert _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *text]))["body"].endswith(" ".join([FULL] * 2 + ["said."]))


def test_menu_between_headline_and_text_is_left_out():
    menu = _text("Home", "Town", "Sport", "Jobs", "Weather", "Letters", top=740, gap=20)
    article = _article(_pdf([(24, 40, 760, "Old mill bridge reopens"), *menu, *_text(*[FULL] * 3, "said.", top=600)]))
    assert article["body"] == " ".join([FULL] * 3 + ["said."])


def test_headline_is_the_large_line_and_not_its_repetition_in_small_letters():
    small = (12, 40, 780, "Old mill bridge reopens | Harlow Herald picture")
    assert _article(_pdf([small, (24, 40, 740, "Old mill bridge reopens"), *_text(FULL, "said.")]))["title"] == "Old mill bridge reopens"


def _export(stated=2):
    """An export of two articles as PDF: a cover, and pages that are counted anew for each article under its repeated headline."""
    cover = _text(f"Documents ({stated})", "1. Old mill bridge reopens", "2. Ferry stops", gap=40)
    head = [(14, 40, 760, "Old mill bridge reopens"), *_text("Harlow Herald", "May 5, 2031 Monday", "Copyright 2031 Harlow Herald All Rights Reserved",
                                                             "Section: NEWS; Pg. 3", "Length: 40 words", "Byline: Ada Brook", "Body")]
    text = _text(FULL, "said. It had been closed since the flood, and everyone in the town took the ferry in the", top=500)
    first = [[*head, *text, *_page(1, 2)],
             [*_text("meantime."), *_text("Load-Date: May 6, 2031", "End of Document", top=600), (9, 200, 815, "Old mill bridge reopens"), *_page(2, 2)]]
    second = [(14, 40, 760, "Ferry stops"), *_text("Ferry Times", "May 6, 2031 Tuesday", "Length: 15 words", "Body"),
              *_text("The ferry stopped on Tuesday, because nobody took it any more.", top=500), *_text("End of Document", top=400), *_page(1, 1)]
    return _pdf(cover, *first, second, name="")


def _page(number, of):
    """The count that an archive prints above a page."""
    return [(9, 500, 825, f"Page {number} of {of}")]


def test_export_of_an_archive_gives_each_article_by_itself():
    found = [rows(raw, Settings()) for raw in pdf_file.parse(Record("pdf_file", "a.pdf", "", _export()))]
    told = [(r["articles"][0]["title"], r["outlets"][0]["outlet_name"], str(r["articles"][0]["published_at"])[:10], r["articles"][0]["author"]) for r in found]
    assert told == [("Old mill bridge reopens", "Harlow Herald", "2031-05-05", "Ada Brook"), ("Ferry stops", "Ferry Times", "2031-05-06", None)]


def test_text_of_an_export_goes_on_over_pages_without_what_is_printed_above_them():
    first = rows(next(iter(pdf_file.parse(Record("pdf_file", "a.pdf", "", _export())))), Settings())["articles"][0]
    assert first["body"] == f"{FULL} said. It had been closed since the flood, and everyone in the town took the ferry in the meantime."


def test_export_that_states_more_articles_than_it_holds_says_so():
    articles = pdf_file.parse(Record("pdf_file", "a.pdf", "", _export(stated=3)))
    assert [next(articles).titles[0].value for _ in range(2)] == ["Old mill bridge reopens", "Ferry stops"]
    with pytest.raises(InputError, match="says that it holds 3 articles, but 2 were found"):
        next(articles)


def test_file_put_together_of_several_prints_is_doubted():
    other = [(24, 40, 750, "Ferry stops for good"), *_text("The ferry stopped.", top=690), *_edges(1, 1)]
    articles = pdf_file.parse(Record("pdf_file", "a.pdf", "", _pdf([(24, 40, 760, "Old mill bridge reopens"), *_text(FULL, "said."), *_edges(1, 1)], other)))
    assert next(articles).titles[0].value == "Old mill bridge reopens"
    with pytest.raises(InputError, match="seems to hold 2 articles"):
        next(articles)
