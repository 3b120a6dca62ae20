"""What a saved page says about itself, and which of its text is the article."""

import pytest

from pipeline import markup, moments, page_data, page_text

FIRST = "The old mill bridge opened to walkers on Monday after two years of repair, the town council of Harlow Ford said."
SECOND = "Four hundred people had crossed it before noon, said the surveyor of the town, who watched from the southern bank."
THIRD = "The repair cost two million crowns, which is twice as much as the council had planned when it closed the bridge."


def _data(head="", body=""):
    return page_data.read(markup.tree(f"<html><head>{head}</head><body>{body}</body></html>"))


def _lines(body, article_body="", url=""):
    page = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge reopens</h1>{body}</article></body></html>"
    return page_text.read(markup.tree(page), article_body, url)


def _paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def test_headline_as_shown_comes_before_the_page_title():
    assert _data("<title>Old bridge reopens | Harlow Herald</title>", "<h1>Old bridge reopens</h1>").titles[0] == ("Old bridge "
                                                                                                                   "reopens", "h1")


def test_outlet_is_cut_from_the_page_title():
    head = '<meta property="og:site_name" content="Harlow Herald"><title>Old bridge reopens - Harlow Herald</title>'
    assert _data(head).titles[0][0] == "Old bridge reopens"


def test_heading_of_the_site_is_no_headline():
    assert _data('<meta property="og:title" content="Old bridge reopens">', "<h1>Harlow Herald</h1>").titles[0][0] == "Old bridge reopens"


@pytest.mark.parametrize("heading", ['<h1><span>Opinion</span> Old bridge reopens</h1>', '<h1><a href="/o">Opinion | </a>Old bridge reopens</h1>',
                                     "<h1>Old bridge reopens <span>Premium</span></h1>"])
def test_label_inside_the_heading_is_no_part_of_the_headline(heading):
    assert _data('<meta property="og:title" content="Old bridge reopens">', heading).titles[0] == ("Old bridge reopens", "h1")


def test_words_set_apart_in_a_headline_stay_where_nothing_calls_the_page_without_them():
    assert _data('<meta property="og:title" content="Bridge opens after years">', "<h1><em>Old</em> bridge opens again</h1>").titles[0] == (
        "Old bridge opens again", "h1")


def test_headline_of_the_second_level_is_found_below_the_name_of_the_outlet():
    body = "<h1>Harlow Herald</h1><h2>The old mill bridge opens to walkers again</h2><h2>More news of the town</h2>"
    assert _data('<meta property="og:title" content="Old mill bridge opens to walkers">', body).titles[0] == (
        "The old mill bridge opens to walkers again", "h2")


def test_linked_heading_of_the_second_level_is_a_teaser():
    body = '<h2><a href="/b">The old mill bridge opens to walkers again</a></h2>'
    assert _data('<meta property="og:title" content="Old mill bridge opens to walkers">', body).titles[0][1] == "meta og:title"


@pytest.mark.parametrize("script", ['{"@type": "NewsArticle", "datePublished": "2031-05-04"}', '{"@graph": [{"@type": ["NewsArticle"], '
                                                                                               '"datePublished": "2031-05-04"}]}',
                                    '[{"@type": "http://schema.org/NewsArticle", "datePublished": "2031-05-04"}]',
                                    '{"@type": "NewsArticle", "description": "a\nb", "datePublished": "2031-05-04"}'])
def test_linked_data_is_found_in_all_its_forms(script):
    assert _data(f'<script type="application/ld+json">{script}</script>').dates[0] == ("2031-05-04", "JSON-LD datePublished")


@pytest.mark.parametrize("script", ["", "{", "[" * 10_000, "null", '"text"', '{"@type": 7}', '{"@type": "NewsArticle", "author": '
                                                                                             '[[[[1]]]]}'])
def test_broken_linked_data_is_passed_over(script):
    assert _data(f'<script type="application/ld+json">{script}</script>').dates == []


def test_date_beside_the_headline_is_kept_apart():
    assert _data("", "<h1>Old bridge reopens</h1><div>By Ada Brook</div><div>May 4, 2031</div>").shown_dates == ["May 4, 2031"]


def test_date_of_an_update_is_no_publication():
    assert _data("", "<h1>Old bridge reopens</h1><div>Updated May 4, 2031</div>").shown_dates == []


def test_byline_beside_the_headline_is_found():
    assert ("By Ada Brook", "byline") in _data("", "<h1>Old bridge reopens</h1><div>By Ada Brook</div>").authors


def test_time_that_an_abbreviation_spells_out_is_read():
    assert _data("", '<p>By Ada Brook <abbr title="2031-05-04T09:30:00Z">2 hours ago</abbr></p>').dates[0] == ("2031-05-04T09:30:00Z",
                                                                                                           "time element")


def test_time_that_is_spelled_out_beside_the_one_shown_is_read():
    assert _data("", '<time data-published="2031-05-04 09:30:00Z">2 hours ago</time>').dates[0] == ("2031-05-04 09:30:00Z", "time element")


def test_headline_in_a_script_without_blanks_comes_before_the_name_of_the_site():
    head = "<title>古い橋が再開：ハーロー新聞</title>"
    assert _data(head, "<h1>ハーロー新聞</h1><h1>古い橋が再開した日</h1>").titles[0][0].startswith("古")


def test_what_is_said_of_an_image_is_not_said_of_its_article():
    image = ('<div itemscope itemtype="http://schema.org/ImageObject"><meta itemprop="author" content="Ben Moss">'
             '<meta itemprop="datePublished" content="2031-05-01"></div>')
    page = _data('<meta itemprop="datePublished" content="2031-05-04"><meta name="author" content="Ada Brook">', image)
    assert (page.authors, page.dates[0][0]) == ([("Ada Brook", "meta author")], "2031-05-04")


def test_person_whose_page_at_the_outlet_is_linked_is_the_author():
    link = '<a href="/author/ada-brook/">Ada Brook</a>'
    assert ("Ada Brook", "author link") in _data("", f"<h1>Old bridge reopens</h1><p>{FIRST}</p><div>{link}</div>").authors


@pytest.mark.parametrize("links", [
    '<a href="/author/ada-brook">Ada Brook</a><a href="/author/ben-moss">Ben Moss</a>', '<a href="/author/7">Ada Brook</a>',
    '<a href="/people/ada-brook">Ada Brook</a>', '<a href="/author/ada-brook">More stories</a>'])
def test_links_to_several_people_or_to_no_page_of_theirs_name_no_author(links):
    assert _data("", links).authors == []


def test_page_that_declares_itself_xml_is_read():
    page = '<?xml version="1.0" encoding="UTF-8"?>\n<html><head><title>Old bridge reopens</title></head></html>'
    assert page_data.read(markup.tree(page)).titles[0][0] == "Old bridge reopens"


def test_day_of_the_address_comes_before_dates_of_other_articles():
    head = '<link rel="canonical" href="https://harlow.example/2031/05/04/bridge">'
    assert _data(head, '<time datetime="2031-05-09">x</time>').dates[0] == ("2031-05-04", "address")


@pytest.mark.parametrize("aside", [
    '<div class="newsletter-signup"><p>Get the best of the week.</p></div>', '<aside class="related-stories"><p>Ferry fares rise '
                                                                             'again</p></aside>',
    "<figure><figcaption>The bridge at dawn.</figcaption></figure>", '<blockquote class="twitter-tweet"><p>What a day for the '
                                                                     'town!</p></blockquote>',
    '<div class="author-bio"><p>Ada Brook has lived in Harlow for years.</p></div>'])
def test_marked_surroundings_are_no_text(aside):
    assert _lines(f"<p>{FIRST}</p>{aside}{_paragraphs(SECOND, THIRD)}").paragraphs[-3:] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("unseen", ["<div hidden><p>Main content</p></div>", '<p style="color: red; display: none">Continue here</p>'])
def test_what_the_page_does_not_show_is_no_text(unseen):
    assert _lines(f"<p>{FIRST}</p>{unseen}{_paragraphs(SECOND, THIRD)}").paragraphs[-3:] == [FIRST, SECOND, THIRD]


def test_comments_of_visitors_are_no_text_however_many():
    comments = "".join(f'<div class="visitors_comment_content"><p>Well, {text.lower()}</p></div>' for text in (FIRST, SECOND, THIRD))
    assert _lines(_paragraphs(FIRST, SECOND, THIRD) + comments).paragraphs[-3:] == [FIRST, SECOND, THIRD]


def test_marked_element_that_holds_the_article_is_kept():
    assert _lines(f'<div class="subscription-content">{_paragraphs(FIRST, SECOND, THIRD)}</div>').paragraphs[-3:] == [FIRST, SECOND, THIRD]


def test_comments_longer_than_the_article_are_no_text():
    comments = _paragraphs(*(f"I crossed it {n} times and I must say that the town has done well with it this time." for n in range(6)))
    assert _lines(f'{_paragraphs(FIRST, SECOND, THIRD)}<div class="comments">{comments}</div>').paragraphs[-1] == THIRD


def test_line_of_links_only_is_other_articles():
    text = _lines(f'<p>{FIRST}</p><p><a href="/f">Ferry fares to rise in the spring</a></p>{_paragraphs(SECOND, THIRD)}')
    assert text.paragraphs[-3:] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(("host", "is_text"), [("https://harlow-tools.example", True), ("https://harlow.example", False), ("", False)])
def test_list_of_links_is_the_text_where_nearly_all_of_it_leads_elsewhere(host, is_text):
    names = [f"Bridge lamp number {n} of brass with a long cord and two shades for the porch" for n in range(20)]
    items = "".join(f'<p><a href="{host}/{n}">{name}</a></p>' for n, name in enumerate(names))
    text = _lines(f"<p>{FIRST}</p>{items}", url="https://harlow.example/lamps")
    assert (text.paragraphs[-20:] == names) is is_text


@pytest.mark.parametrize("opening", [
    f'<div class="subscriber-preview"><p>{FIRST}</p></div>', f'<div class="paywall"><p>{FIRST}</p></div>',
    f'<div class="node-promoted"><p>{FIRST}</p></div>'])
def test_name_that_says_who_may_read_marks_text(opening):
    assert _lines(f"{opening}{_paragraphs(SECOND, THIRD)}").paragraphs[-3:] == [FIRST, SECOND, THIRD]


def test_id_of_a_heading_does_not_say_what_it_is():
    heading = '<h2 id="the-promotion-of-ada-brook">The promotion of Ada Brook</h2>'
    assert "The promotion of Ada Brook" in _lines(f"{_paragraphs(FIRST, SECOND)}{heading}<p>{THIRD}</p>").paragraphs


def test_heading_that_other_links_lead_to_is_text():
    heading = '<h2><a name="what_it_cost">What the repair cost the town</a></h2>'
    assert "What the repair cost the town" in _lines(f"{_paragraphs(FIRST, SECOND)}{heading}<p>{THIRD}</p>").paragraphs


def test_text_that_only_the_linked_data_holds_is_taken():
    stated = "\n".join((FIRST, SECOND, THIRD) * 4)
    assert FIRST in _lines("<p>Please wait.</p>", stated).paragraphs


def test_nested_tags_that_the_parser_cuts_are_told():
    with pytest.raises(markup.TooDeep):
        markup.tree("<div>" * 5_000 + "text")


def test_breaks_make_paragraphs_and_entities_become_signs():
    assert [line for _, line in markup.lines_of(markup.tree("<div>One &amp; two<br><br>Three</div>"))] == ["One & two", "Three"]


def test_scripts_are_no_lines():
    assert [line for _, line in markup.lines_of(markup.tree("<div>One<script>var x = 1</script><style>p {}</style></div>"))] == ["One"]


@pytest.mark.parametrize("page", ["", "<", "<html>", "<p", "text only", "<html><body></body></html>", "<!-- only -->", "\x00"])
def test_odd_page_is_read_without_an_error(page):
    root = markup.tree(page)
    assert page_data.read(root).titles == [] and isinstance(page_text.read(root).paragraphs, list)


@pytest.mark.parametrize("line", ["Ada Brook, Harlow Herald May 4, 2031, 09:30", "Ada Brook · Town desk · Posted: May 4, 2031 | Last updated: May 6, 2031",
                                  "Published: 9:30 AM, May 4, 2031", "By Ada Brook • 05/04/31 9:30am"])
def test_date_in_a_line_of_names_and_labels_is_the_last_resort(line):
    found = _data("", f"<h1>Old bridge reopens</h1><div>{line}</div>").dates
    assert found[-1][1] == "beside the headline" and moments.read(found[-1][0]).at.date().isoformat() == "2031-05-04"


@pytest.mark.parametrize("line", ["The mayor on the bridge on May 4, 2031", "Updated: May 6, 2031"])
def test_date_of_a_caption_or_an_update_is_none_of_the_publication(line):
    assert _data("", f"<h1>Old bridge reopens</h1><div>{line}</div>").dates == []


def test_author_behind_the_date_of_posting_is_read():
    assert ("Ada Brook", "byline") in _data("", "<h1>Old bridge reopens</h1><div>posted on May 4, 2031 by Ada Brook</div>").authors


def test_first_paragraph_that_the_data_of_a_page_leave_out_stays_text():
    rest = [SECOND, THIRD, *(f"Meeting {n} of the council heard what {n + 30} boats and {n + 70} carts had carried." for n in range(9))]
    assert _lines(f"<div>{_paragraphs(FIRST, *rest)}</div>", " ".join(rest)).paragraphs == [FIRST, *rest]


def test_logo_in_place_of_a_headline_is_no_headline():
    body = "<h1>HERALD Herald Logo</h1><h2>Old bridge reopens after the flood</h2>"
    assert _data("<title>Old bridge reopens after the flood - Herald</title>", body).titles[0] == ("Old bridge reopens after the flood", "h2")


def test_name_before_the_day_in_a_byline_is_the_author():
    assert ("Ada Brook", "byline element") in _data("", "<div class='byline'><a href='/u'>Ada Brook</a><div>May 4, 2031</div></div>").authors


def test_date_of_figures_between_hyphens_below_the_headline_is_read():
    found = _data("", "<h1>Old bridge reopens</h1><div>05-14-2031</div>").dates
    assert moments.read(found[-1][0]).at.date().isoformat() == "2031-05-14"
