"""Articles from feeds."""

import io

import pytest

from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.readers import feed, json_feed
from pipeline.settings import Settings

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>World news | Harlow Herald</title><link>https://harlowherald.example/</link>
{items}</channel></rss>"""
ITEM = """<item><title>Bridge {n}</title><link>https://harlowherald.example/{n}</link><pubDate>Sun, 04 May 2031 09:30:00 +0200</pubDate>
<content:encoded><![CDATA[<p>The bridge {n} opened on Sunday.</p><p>Many came.</p>]]></content:encoded></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ferry Times</title><entry><title type="html">Ferry &amp;amp; bridge</title>
<link rel="self" href="https://ferrytimes.example/self"/><link href="https://ferrytimes.example/ferry"/>
<published>2031-05-04T09:30:00Z</published><updated>2031-05-05T09:30:00Z</updated>
<author><name>Ada Brook</name><email>ada@ferrytimes.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry stopped on Sunday.</p>
<p>The bridge took over.</p></div></content></entry></feed>"""


def _read(reader, content):
    file = InputFile("a.xml", lambda: io.BytesIO(content), content[:65_536])
    found = []
    try:
        for record in reader.records(file):
            found += [record] if isinstance(record, InputError) else list(reader.parse(record))
    except InputError as error:
        found.append(error)
    return found


def _one(reader, content):
    return rows(_read(reader, content)[0], Settings())


def _rss(*items):
    return RSS.format(items="".join(items)).encode()


def test_entry_with_its_text_is_a_full_article():
    found = _one(feed, _rss(ITEM.format(n=1)))
    article = found["articles"][0]
    assert (article["kind"], article["title"], article["body"]) == ("full", "Bridge 1", "The bridge 1 opened on Sunday.\n\nMany came.")
    assert (found["outlets"][0]["outlet_name"], article["outlet_evidence"]) == ("Harlow Herald", "feed title")
    assert article["published_at"].isoformat() == "2031-05-04T07:30:00+00:00"


@pytest.mark.parametrize("teaser", ["The council met. Read more", "The council met and decided […]", "A short summary."])
def test_entry_that_only_teases_is_an_excerpt(teaser):
    item = f"<item><title>Bridge</title><link>https://harlowherald.example/1</link><description>{teaser}</description></item>"
    article = _one(feed, _rss(item))["articles"][0]
    assert (article["kind"], article["body"], "Read more" in article["description"]) == ("excerpt", "", False)


def test_atom_entry_is_read():
    article = _one(feed, ATOM.encode())["articles"][0]
    assert (article["title"], article["author"], article["url"]) == ("Ferry & bridge", "Ada Brook", "https://ferrytimes.example/ferry")
    assert article["body"] == "The ferry stopped on Sunday.\n\nThe bridge took over."
    assert article["modified_at"].isoformat() == "2031-05-05T09:30:00+00:00"


def test_source_of_an_entry_comes_before_the_feed():
    item = ITEM.format(n=1).replace("<pubDate>", '<source url="https://ferrytimes.example">Ferry Times</source><pubDate>')
    assert _one(feed, _rss(item))["outlets"][0]["outlet_name"] == "Ferry Times"


def test_cut_feed_gives_its_whole_entries_and_names_the_place():
    found = _read(feed, _rss(*(ITEM.format(n=n) for n in (1, 2, 3)))[:-150])
    assert [a.titles[0].value for a in found[:-1]] == ["Bridge 1", "Bridge 2"] and "line" in found[-1].position


def test_entries_behind_a_broken_place_are_read():
    found = _read(feed, _rss(ITEM.format(n=1), "<item><title>Tea & cake</title></item>", ITEM.format(n=3)))
    assert [a.titles[0].value for a in found if not isinstance(a, InputError)][-1] == "Bridge 3" and isinstance(found[-1], InputError)


@pytest.mark.parametrize("declared", ['<!DOCTYPE rss [<!ENTITY a "b">]>', '<!DOCTYPE rss SYSTEM "file:///etc/hostname">'])
def test_document_type_is_refused(declared):
    assert feed.recognises(declared.encode() + b"<rss>", "a.txt") > 90
    content = f"{declared}<rss><channel><item><title>Bridge</title></item></channel></rss>"
    (error,) = _read(feed, content.encode())
    assert isinstance(error, InputError) and "document type" in str(error)


OLD = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"{}>'


def _old_feed(declared, title="Bridge"):
    """A feed of RSS 0.91 with one entry."""
    item = f"<item><title>{title}</title><link>https://harlowherald.example/1</link><description>It opened.</description></item>"
    return f'<?xml version="1.0"?>{declared}<rss version="0.91"><channel><title>Harlow Herald</title>{item}</channel></rss>'.encode()


def test_feed_that_names_the_document_type_of_its_version_is_read():
    assert _one(feed, _old_feed(OLD.format("")))["articles"][0]["title"] == "Bridge"


def test_letters_that_the_old_document_type_names_are_read():
    assert _one(feed, _old_feed(OLD.format(""), "Caf&eacute; &amp; bridge &nosuch;"))["articles"][0]["title"] == "Café & bridge &nosuch;"


@pytest.mark.parametrize("more", [' [<!ENTITY a "b">]', ' [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]', " [<!ELEMENT rss ANY>]"])
def test_old_document_type_with_declarations_of_its_own_is_refused(more):
    (error,) = _read(feed, _old_feed(OLD.format(more)))
    assert isinstance(error, InputError) and "document type" in str(error)


def test_json_feed_names_its_outlet():
    found = _one(json_feed, json_feed.EXAMPLE)
    assert (found["outlets"][0]["outlet_name"], found["articles"][0]["author"]) == ("Harlow Herald", "Ada Brook")


def test_json_feed_that_is_cut_is_refused_with_its_place():
    (error,) = _read(json_feed, json_feed.EXAMPLE[:-20])
    assert isinstance(error, InputError) and error.position.startswith("line")


def test_xml_that_is_no_feed_is_refused_and_not_read_as_text():
    content = b"<?xml version='1.0'?><menu><dish>Soup</dish></menu>"
    assert feed.recognises(content, "a.xml") > 10 and "no feed" in str(_read(feed, content)[0])


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'


def test_caption_of_a_picture_is_no_text_of_the_entry():
    picture = ('<media:content url="https://harlowherald.example/a.jpg"><media:title>A picture</media:title><media:description>Walkers cross the bridge '
               'at dawn in a long row.</media:description></media:content>')
    item = f"<item {MEDIA}>{picture}<title>Bridge</title><link>https://harlowherald.example/1</link><description>It opened.</description></item>"
    article = _one(feed, _rss(item))["articles"][0]
    assert (article["title"], article["kind"], article["description"]) == ("Bridge", "excerpt", "It opened.")


def test_episode_of_a_podcast_is_an_excerpt_however_long_its_notes():
    item = ITEM.format(n=1).replace("</item>", '<enclosure url="https://harlowherald.example/1.mp3" type="audio/mpeg" length="9"/></item>')
    article = _one(feed, _rss(item))["articles"][0]
    assert (article["kind"], article["description"]) == ("excerpt", "The bridge 1 opened on Sunday. Many came.")


def test_picture_beside_an_entry_makes_it_no_excerpt():
    item = ITEM.format(n=1).replace("</item>", '<enclosure url="https://harlowherald.example/1.jpg" type="image/jpeg" length="9"/></item>')
    assert _one(feed, _rss(item))["articles"][0]["kind"] == "full"
