"""An article that a real browser has printed to PDF is read whole."""

from pipeline.article import Record, rows
from pipeline.readers import pdf_file
from pipeline.settings import Settings

PARAGRAPHS = [
    "The old mill bridge opened to walkers on Monday after two years of repair, the town council said in a statement that was read "
    "out on the northern bank before several hundred people, few of whom had crossed it before.",
    "“It is an efficient, first-rate finish to a long affair,” said Ada Brook, the town’s surveyor.",
    "Traffic will be let across in June at the earliest, and until then drivers must use the bridge at Ferry Lock, where queues have "
    "become a daily fixture of the morning radio."]
PAGE = f"""<!doctype html><html lang="en"><head><title>Old mill bridge reopens | Harlow Herald</title>
<style>main {{ text-align: justify; width: 420px }} aside {{ font-size: 11px }}</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><h1>Old mill bridge reopens</h1><p>By Ben Moss</p><p>5 May 2031</p>
<main>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS * 9)}</main><aside><p>Most read</p><p>Ferry queues grow</p></aside>
<p><a href="/lock">Lock to close in June</a></p></body></html>"""
EDGE = '<div style="font-size:8px;width:100%;display:flex;justify-content:space-between;padding:0 20px">{}</div>'


def _printed(browser):
    """The page as its browser prints it, with head and foot."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html; charset=utf-8"))
    page.goto("https://harlowherald.example/bridge")
    head, foot = "<span class=date></span><span class=title></span>", "<span class=url></span><span><span class=pageNumber></span>/<span class=totalPages></span></span>"
    content = page.pdf(display_header_footer=True, header_template=EDGE.format(head), footer_template=EDGE.format(foot),
                       margin=dict.fromkeys(("top", "bottom", "left", "right"), "1.2cm"))
    page.close()
    return content


def test_article_that_a_browser_printed_is_read_whole(browser):
    (raw,) = pdf_file.parse(Record("pdf_file", "bridge.pdf", "", _printed(browser)))
    found = rows(raw, Settings())
    article = found["articles"][0]
    assert (article["title"], found["outlets"][0]["outlet_name"], article["url"], article["author"], str(article["published_at"].date())) == (
        "Old mill bridge reopens", "Harlow Herald", "https://harlowherald.example/bridge", "Ben Moss", "2031-05-05")
    assert article["body"].split("\n\n") == PARAGRAPHS * 9
