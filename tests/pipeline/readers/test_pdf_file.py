"""Articles printed to PDF: what is headline, text, head and foot, and what cannot be read."""

import io

import pypdf
import pytest

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


def test_file_that_only_forbids_changes_is_read():
    assert _article(_locked(""))["title"] == "Old mill bridge reopens"
