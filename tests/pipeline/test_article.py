"""Raw articles into rows: what is decided, from what, and what stays unknown."""

import pytest

from pipeline.article import Candidate, RawArticle, rows
from pipeline.errors import InputError
from pipeline.settings import Settings
from pipeline.tables import frame

PAGE = """<!doctype html><html lang="en"><head><title>Old mill bridge reopens | Harlow Herald</title>
<link rel="canonical" href="https://www.harlowherald.example/bridge"><meta property="og:site_name" content="Harlow Herald">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Old mill bridge reopens",
"datePublished": "2031-05-04T09:30:00+02:00", "dateModified": "2031-05-05T10:00:00Z",
"author": [{"@type": "Person", "name": "Ada Brook"}, {"@type": "Organization", "name": "Reuters"}]}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Old mill bridge reopens</h1>
<p>The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said in the morning.</p>
<figure><img src="a.jpg"><figcaption>The bridge at dawn. Photo: Ben Moss</figcaption></figure>
<p>"We counted four hundred people before noon," said Cleo Vale, the town's surveyor, who had watched from the southern bank since dawn.</p>
<div class="newsletter-signup"><p>Get the best of the Herald in your inbox.</p></div>
<p>The repair cost two million crowns, twice what the council had planned when it closed the bridge in the spring of that year.</p>
</article></body></html>"""


def _rows(**given):
    return rows(RawArticle("folder/a.txt", reader="plain_text", **given), Settings())


def _article(**given):
    return _rows(**given)["articles"][0]


def test_every_row_fits_its_table():
    for name, found in _rows(page=PAGE.encode()).items():
        assert len(frame(name, found)) == len(found)


def test_web_page_gives_outlet_people_agency_and_moments():
    found = _rows(page=PAGE.encode())
    article = found["articles"][0]
    assert found["outlets"][0]["outlet_name"] == "Harlow Herald" and found["outlets"][0]["domain"] == "harlowherald.example"
    assert (article["author"], article["agency"], article["published_zone"]) == ("Ada Brook", "Reuters", "+02:00")
    assert (article["published_at"].isoformat(), article["modified_at"].isoformat()) == ("2031-05-04T07:30:00+00:00",
                                                                                         "2031-05-05T10:00:00+00:00")
    assert (article["title"], article["language"]) == ("Old mill bridge reopens", "en")


def test_shown_numbers_that_could_be_either_way_round_do_not_outdo_the_stated_day():
    page = PAGE.replace("</h1>", "</h1><p>05/04/2031</p>").replace("2031-05-04T09:30:00+02:00", "2031-04-05")
    found = _rows(page=page.replace('lang="en"', 'lang="en-US"').encode())
    assert (found["articles"][0]["published_at"].isoformat()[:10], found["problems"]) == ("2031-04-05", [])


@pytest.mark.parametrize(("language", "day"), [("fr", "2031-04-05"), ("en-GB", "2031-04-05"), ("en-US", "2031-05-04")])
def test_language_of_a_page_tells_whether_the_day_comes_first(language, day):
    page = f'<html lang="{language}"><head><meta name="date" content="05/04/2031"></head><body><p>Le pont rouvre.</p></body></html>'
    assert _article(page=page.encode())["published_at"].isoformat()[:10] == day


def test_recipe_for_cookies_is_no_question_about_cookies():
    lines = ["Chocolate cookies need cold butter, said the baker of Harlow Ford.", "Some cookies and buns are sold off before noon."]
    assert _article(page=_page(*lines, is_free="true"))["kind"] == "full"


def test_web_page_keeps_its_paragraphs_and_says_what_was_left_out():
    found = _rows(page=PAGE.encode())
    assert [p.split()[0] for p in found["articles"][0]["body"].split("\n\n")] == ["The", '"We', "The"]
    assert {"caption", "plug"} <= {row["reason"] for row in found["removed"]}


def _page(*paragraphs, is_free="true"):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (f'<html><head><title>Old mill bridge reopens</title><script type="application/ld+json">{{"@type": "NewsArticle", "headline": '
            f'"Old mill bridge reopens", "isAccessibleForFree": {is_free}}}</script></head><body><article><h1>Old mill bridge reopens</h1>'
            f'{text}</article></body></html>').encode()


BEGINNING = "The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said."


@pytest.mark.parametrize("page", [
    _page(BEGINNING, "Subscribe to the Harlow Herald to continue reading this story."), _page(BEGINNING + " It…", is_free="false"),
    _page("We use cookies and similar means to store your data on this device and to show personalised ads.",
          "You can manage settings and change your choices at any time in our privacy policy, which names all partners.")])
def test_page_that_does_not_show_its_article_is_an_excerpt(page):
    found = _rows(page=page)
    assert (found["articles"][0]["kind"], found["articles"][0]["body"]) == ("excerpt", "")
    assert {"HeldBack", "NoArticleShown"} & {problem["error"] for problem in found["problems"]}


def _page_with_box(box):
    return _page(BEGINNING, "Nobody came.").replace(b"</article>", f"{box}</article>".encode())


def test_box_that_breaks_a_short_text_off_makes_it_an_excerpt():
    page = _page_with_box('<div class="paywall-gate"><h2>Subscribe to continue reading</h2></div>')
    assert _article(page=page)["kind"] == "excerpt"


@pytest.mark.parametrize("box", ['<div class="paywall-gate" style="display: none"><h2>Subscribe to continue reading</h2></div>',
                                 '<div class="subscribe-box"><p>Already a subscriber? Log in.</p></div>'])
def test_box_that_is_hidden_or_only_invites_leaves_a_short_text_whole(box):
    assert _article(page=_page_with_box(box))["kind"] == "full"


def test_long_text_is_whole_whatever_stands_below_it():
    assert _article(page=_page(*[BEGINNING] * 12, "Already a subscriber? Log in to continue.", is_free="false"))["kind"] == "full"


def test_short_page_that_is_not_free_is_kept_with_a_doubt():
    found = _rows(page=_page(*(f"{n}. {BEGINNING}" for n in range(4)), is_free="false"))
    assert found["articles"][0]["kind"] == "full" and "PerhapsHeldBack" in [problem["error"] for problem in found["problems"]]


def test_page_nested_too_deep_is_refused_and_not_cut():
    with pytest.raises(InputError, match="nested deeper"):
        _rows(page=b"<html><body>" + b"<div>" * 100_000 + b"<p>The bridge.</p></body></html>")


def test_page_with_thousands_of_attributes_is_read():
    flood = " ".join(f"a{n}=1" for n in range(20_000))
    assert _article(page=f"<html><body><p {flood}>The bridge opened on Monday, said the mayor.</p></body></html>".encode())["body"]


def test_text_gives_title_standfirst_and_paragraphs():
    article = _article(text="Old mill bridge reopens\nTwo years of repair are over\n\nIt opened on Monday.\n\nMany came.\n")
    assert (article["title"], article["description"], article["body"]) == (
        "Old mill bridge reopens", "Two years of repair are over", "It opened on Monday.\n\nMany came.")


def test_single_paragraph_is_text_and_no_title():
    found = _rows(text="The bridge opened on Monday, the mayor said. It had been closed for two years.\n")
    assert found["articles"][0]["kind"] == "full" and "NoTitle" in [p["error"] for p in found["problems"]]


@pytest.mark.parametrize("text", ["“It works” — Ada Brook, engineer\n", "Old mill bridge reopens\n",
                                  "Cleo Vale said: “We counted four hundred.”\n\n“Nobody fell in,” she said.\n"])
def test_text_without_a_longer_text_behind_its_first_line_is_all_body(text):
    article = _article(text=text)
    assert (article["kind"], article["title_evidence"], article["body"]) == ("full", "first words", text.strip())


def test_lines_above_a_text_name_its_author_and_day():
    article = _article(text="Bridge reopens\n\nBy Ada Brook\n\nMonday, May 5, 2031\n\nThe old mill bridge opened to walkers again.\n")
    assert (article["author"], article["published_at"].date().isoformat(), article["published_evidence"]) == (
        "Ada Brook", "2031-05-05", "date line")


def test_dateline_with_unknown_initials_is_no_part_of_the_text():
    article = _article(text="Old mill bridge reopens\n\nHARLOW FORD, May 4 (HFPA) — The bridge opened to walkers on Monday.\n")
    assert (article["agency"], article["body"]) == ("HFPA", "The bridge opened to walkers on Monday.")


def test_publication_after_the_last_change_is_a_doubt():
    found = _rows(text="A\n\nB c d.\n", dates=[Candidate("2031-05-04", "field date")], modified=[Candidate("2030-05-04", "field updated")])
    assert "PublishedAfterChange" in [p["error"] for p in found["problems"]]


def test_wrapped_lines_are_joined_to_paragraphs():
    text = ("Bridge\n\nThe old mill bridge was opened to walkers on Monday after two\nyears of repair, and the town council of the place"
            " was there to\nsee it.\n\nMany came.\n")
    assert _article(text=text)["body"].count("\n\n") == 1


def test_dateline_gives_agency_outlet_and_day_without_a_year():
    found = _rows(text="Bridge reopens\n\nMay 4 (UPI) -- The bridge opened on Monday.\n\nMany people came.\n")
    article = found["articles"][0]
    assert (article["agency"], article["outlet_evidence"], found["outlets"][0]["outlet_name"]) == ("UPI", "dateline", "UPI")
    assert (article["published_text"], article["published_precision"], article.get("published_at")) == ("May 4", "day", None)
    assert article["body"].startswith("The bridge") and [r["reason"] for r in found["removed"]] == ["dateline"]


def test_newsletter_line_names_the_outlet():
    found = _rows(text="Bridge reopens\n\nThe bridge opened on Monday.\n\nGet the Harlow Herald daily newsletter\n")
    assert (found["outlets"][0]["outlet_name"], found["articles"][0]["outlet_evidence"]) == ("Harlow Herald", "newsletter line")


def test_unknown_outlet_is_one_of_its_own():
    found = _rows(text="Bridge reopens\n\nThe bridge opened on Monday.\n")
    assert (found["outlets"][0]["outlet_name"], found["outlets"][0]["is_known"]) == ("Unknown outlet (a.txt)", False)


@pytest.mark.parametrize(("title", "outlet"), [("Old mill bridge reopens | Harlow Herald", "Harlow Herald"),
                                               ("Old mill bridge reopens", "Unknown outlet (a.txt)"),
                                               ("Harlow today | What the council decided", "Unknown outlet (a.txt)")])
def test_name_behind_the_headline_in_a_pages_title_is_a_guess_at_its_outlet(title, outlet):
    page = f"<html><head><title>{title}</title></head><body><h1>Old mill bridge reopens</h1><p>{'The bridge opened to walkers. ' * 9}</p></body></html>"
    assert _rows(page=page.encode())["outlets"][0]["outlet_name"] == outlet


@pytest.mark.parametrize(("folder", "outlet"), [("bbc.co.uk", "BBC"), ("The Guardian", "The Guardian"), ("articles", "Unknown outlet (a.txt)")])
def test_folder_that_bears_the_name_of_a_well_known_outlet_is_a_guess_at_it(folder, outlet):
    raw = RawArticle(f"set/{folder}/a.txt", reader="plain_text", text="Bridge reopens\n\nThe bridge opened to walkers on Monday.")
    assert rows(raw, Settings())["outlets"][0]["outlet_name"] == outlet


def test_name_and_domain_of_an_outlet_give_one_id():
    by_name = _rows(text="A\n\nB c d.\n", outlets=[Candidate("The Ferry Times", "field outlet")])
    by_url = _rows(text="A\n\nB c d.\n", url="https://www.ferrytimes.com/a")
    assert by_name["outlets"][0]["outlet_id"] == by_url["outlets"][0]["outlet_id"]


def test_ids_rest_on_content_only():
    one = rows(RawArticle("x/a.txt", text="Bridge\n\nIt opened on Monday.\n", url="https://harlowherald.example/b"),
               Settings())["articles"][0]
    two = rows(RawArticle("y/b.txt", "line 3", text="Bridge\n\nIt opened on Monday.\n", url="https://harlowherald.example/b"),
               Settings())["articles"][0]
    assert one["article_id"] == two["article_id"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///a.html", "ftp://harlow.example/a", "http://a b.example/"])
def test_only_web_addresses_are_kept(url):
    assert _article(text="A\n\nB c d.\n", url=url)["url"] is None


@pytest.mark.parametrize("date", ["3000-01-01", "0001-01-01"])
def test_year_without_news_is_a_doubt_and_no_date(date):
    found = _rows(text="A\n\nB c d.\n", dates=[Candidate(date, "field date")])
    assert found["articles"][0].get("published_at") is None and "ImplausibleDate" in [p["error"] for p in found["problems"]]


def test_ambiguous_day_and_month_is_a_doubt():
    found = _rows(text="A\n\nB c d.\n", dates=[Candidate("03/04/2031", "field date")])
    assert "AmbiguousDate" in [p["error"] for p in found["problems"]]


def test_article_without_a_date_has_none():
    assert "published_at" not in _article(text="A\n\nB c d.\n")


def test_article_without_anything_is_refused():
    with pytest.raises(InputError, match="neither title nor text"):
        _rows(html="<div></div>")


def test_body_is_clean():
    body = _article(text="Title here\n\nCafe\u0301 \x00\x07opened\u200b\u00a0today.\r\n\r\n\r\n\r\nAt\u2028last.\n")["body"]
    assert body == "Café opened today.\n\nAt\n\nlast." or body == "Café opened today.\n\nAt last."
