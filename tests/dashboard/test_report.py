"""The standalone report: one file, no outside address, nothing a stranger wrote runs in it, everything in it that belongs there."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
import runs
import sample

from dashboard import charts, gathered, judging, pins, report
from dashboard.cards import Card
from dashboard.data import View, opened_from
from dashboard.gathered import Piece
from dashboard.report_html import Pieces, as_script_data, safe_html, table, text_of
from pipeline.plugins import find
from pipeline.selection import Selection
from pipeline.store import open_dataset

FIGURE = charts.bars(pd.DataFrame({"label": ["Bay Post"], "value": [1]}), charts.Caption("One", "How many?", "facts", "1 article"))
RUNNING = re.compile(r"^\s*(javascript|data|vbscript):", re.IGNORECASE)


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Keep it."""
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def made():
    """A report on the small data set, plain and where every name, title and quote is hostile."""
    spices = {"plain": (), "hostile": ("</script><script>alert(2)</script>", *sample.HOSTILE)}
    return {name: report.made(report.Report(sample.view(sample.tables(spice)).opened)) for name, spice in spices.items()}


@pytest.fixture(scope="module")
def plain(made):
    """The page of the plain one."""
    return made["plain"].html


@pytest.fixture(scope="module")
def hostile(made):
    """The page of the hostile one."""
    return made["hostile"].html


@pytest.fixture(scope="module")
def demo(demo_folder):
    """The demo, opened."""
    return opened_from(open_dataset(demo_folder))


def test_its_charts_are_saved_under_names_that_say_data_set_and_day(made):
    named = [figure["file"] for figure in made["plain"].figures]
    assert [name for name in named if not re.fullmatch(r"sample_[a-z-]+_[a-z0-9-]+_\d{4}-\d\d-\d\d", name)] == []
    assert len(set(named)) == len(named)


def test_every_page_that_belongs_into_it_and_says_something_stands_in_it(plain):
    titles = [page.TITLE for page in find("dashboard.app_pages").values() if getattr(page, "VIEWS", ("",))]
    assert [title for title in titles if f">{title}</h2>" not in plain] == ["Check a sample"]


def test_what_was_checked_by_hand_stands_in_it_without_the_questions(tmp_path):
    folder = tmp_path / "harbour"
    sample.publish(folder, sample.tables())
    view = opened_from(open_dataset(folder))
    item = gathered.view_of(view, Selection(), "check").measure("items_to_check", checked="quotations", most=judging.MOST).iloc[0]
    row = {"checked": "quotations", "item_id": item["item_id"], "verdict": "right", "article_id": item["article_id"], "what": item["text"]}
    judging.keep(judging.beside(folder), row)
    told = report.made(report.Report(view)).html.partition(">Check a sample</h2>")[2].partition("</section>")[0]
    assert "100% of 1 quotations are right" in told and "Are these somebody" not in told


def test_findings_stand_before_everything_but_what_was_pinned(plain):
    main = plain.partition('<main id="content">')[2]
    assert re.findall(r"<h[23][^>]*>([^<]*)<", main)[:2] == ["Overview", "What stands out"]


def test_tables_and_sentences_are_folded_under_their_heading_and_charts_are_not(demo):
    chart, rows = Card("bars", pd.DataFrame({"n": [1]}), figure=FIGURE), Card("list", pd.DataFrame({"n": [1, 2]}))
    sentence = Piece("html", '<p class="px-source">Bay Post</p><p class="px-text">It sank.</p>')
    pieces = [Piece("card", chart), Piece("note", "Read with care."), Piece("html", '<h2 class="px-heading">All of them</h2>'), Piece("card", rows), sentence]
    view = gathered.view_of(demo, Selection(), "page")
    seen, _, folded = Pieces().drawn(pieces, view).partition('<details class="fold"><summary><h3>All of them</h3>')
    assert 'class="chart"' in seen and "Read with care." in seen and "2 rows, 1 sentence" in folded and "It sank." in folded


def test_a_heading_with_nothing_below_it_is_left_out():
    heads = [Piece("html", f'<h2 class="px-heading">{said}</h2>') for said in ("Words in context", "Others")]
    assert Pieces().drawn([*heads, Piece("note", "None.")], View(None, page="page")).count("<h3") == 1


def test_it_is_the_same_file_for_the_same_data(plain):
    assert report.made(report.Report(sample.view(sample.tables()).opened)).html == plain


def test_it_asks_for_nothing_outside(plain):
    asks = [
        (tag, a)
        for tag, a in Elements(plain).found
        if tag in ("link", "img", "iframe", "object", "embed") or (tag == "script" and "src" in a)
    ]
    assert asks == [] and "connect-src" not in plain and "default-src 'none'" in plain


def test_its_links_lead_into_it_or_to_an_article(plain):
    links = [a.get("href", "") for tag, a in Elements(plain).found if tag == "a"]
    assert [link for link in links if not re.match(r"#|https://\w+\.example/", link)] == []


def test_a_hostile_text_is_text(hostile):
    found = Elements(hostile).found
    names = [tag for tag, _ in found]
    assert names.count("script") == 3 and not {"img", "iframe", "form", "input"} & set(names)
    assert [a for _, a in found if any(name.startswith("on") for name in a) or RUNNING.match(a.get("href") or "")] == []


@pytest.mark.parametrize("page", ["quotes", "no_such_page"])
def test_a_pin_whose_chart_is_gone_says_so(monkeypatch, page):
    monkeypatch.setattr(report.pins, "pinned", lambda folder: [report.pins.Pin(page, "no_such_chart", "<b>Once pinned</b>")])
    page = report.made(report.Report(sample.view(sample.tables()).opened)).html
    assert "&lt;b&gt;Once pinned" in page and "that was pinned is not on its page" in page


def test_a_hostile_text_does_not_end_the_data_of_the_charts(hostile):
    data = re.search(r'<script type="application/json" id="figures">(.*?)</script>', hostile, re.DOTALL)[1]
    assert "<" not in data and "alert(2)" in data


def test_each_chart_says_what_it_shows_and_its_numbers_stand_below(plain):
    charts = [a for tag, a in Elements(plain).found if tag == "div" and a.get("class") == "chart"]
    assert len(charts) > 10 and all(a["role"] == "img" and len(a["aria-label"]) > 40 for a in charts)
    assert plain.count("<summary>The numbers: ") == len(charts)


def test_headings_go_down_one_step_at_a_time(plain):
    levels = [int(tag[1]) for tag, _ in Elements(plain).found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_no_two_elements_bear_one_id(plain):
    ids = [a["id"] for _, a in Elements(plain).found if "id" in a]
    assert sorted(set(ids)) == sorted(ids)


def test_the_selection_is_said_in_words():
    opened = sample.view(sample.tables()).opened
    page = report.made(report.Report(opened, Selection(outlets=("l",), is_wire_included=False))).html
    assert "Shown: Outlets: Harbor Ledger · without agency copy." in page and "outlets=Harbor+Ledger&amp;wire=false" in page


def test_versions_settings_problems_and_citation_stand_in_it(plain):
    wanted = ("could not be used", "cut.jsonl", "How to cite", "fact_same_score", "version 000001")
    assert [text for text in wanted if text not in plain] == []


def test_the_files_it_was_made_from_stand_in_it_with_their_hashes(demo):
    _, _, _, html = report._inputs(report.Report(demo).view)
    assert "SHA-256" in html and "two-weeks.csv" in html and re.search(r"<td>[0-9a-f]{64}</td>", html)


def test_quotes_stand_in_it_in_all_their_wordings(plain):
    assert "The wordings of each, those that differ first" in plain and "Afloat by noon" in plain


def test_a_report_without_any_article_can_be_made():
    made = report.made(report.Report(sample.view(sample.nothing()).opened))
    assert "0 articles" in made.html and made.failed == []


@pytest.mark.parametrize("kind", ["plain", "hostile"])
def test_no_part_of_a_report_failed(made, kind):
    assert made[kind].failed == []


@pytest.mark.parametrize("most", [5, 12])
def test_no_long_run_of_words_of_an_article_stands_in_a_safe_report(demo, most):
    page = report.made(report.Report(demo, Selection(), most)).html
    texts = runs.article_texts(demo.dataset.tables)
    assert runs.long_runs(texts, runs.read_aloud(page), most) == []
    assert runs.long_runs(texts, runs.attributes(page), most) == []
    assert f"do more than {most} words in a row stand here" in page


def test_long_runs_stand_in_a_report_that_is_not_safe(demo):
    page = report.made(report.Report(demo)).html
    assert len(runs.long_runs(runs.article_texts(demo.dataset.tables), runs.read_aloud(page), 20)) > 100


def test_the_rest_of_a_long_table_is_counted():
    rows = replace(sample.view(sample.tables()))["facts"]
    assert "And 3 more rows" in table(rows, {}, "facts", most=len(rows) - 3)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [("a \\*b\\*", "a *b*"), ("**a", "<b>a</b>"), (":material/check: done", " done"), ("<img src=x>", "&lt;img src=x&gt;")],
)
def test_the_text_of_a_page_becomes_safe_html(markdown, html):
    assert text_of(markdown) == html


def test_styles_of_a_page_are_taken_out_and_kept():
    pieces = Pieces()
    shown = pieces.drawn([Piece("html", "<style>.a { color: red }</style><h2>b</h2>")], View(None, page="page"))
    assert (shown, pieces.styles) == ("<h3>b</h3>", ["<style>.a { color: red }</style>"])


def test_script_data_holds_no_end_of_a_script():
    assert "<" not in as_script_data({"a": "</script><!--", "b": "\u2028"}) and safe_html("<h2>x</h2>") == "<h3>x</h3>"


def test_an_outlet_that_is_not_there_is_said_in_one_sentence(demo_folder, tmp_path, capsys):
    assert report.main([str(demo_folder), "--out", str(tmp_path / "r.html"), "--outlet", "Nobody"]) == 2
    said = capsys.readouterr().err
    assert "is not in this data set. Hint: give one of: " in said and "Traceback" not in said and not (tmp_path / "r.html").exists()


@pytest.mark.parametrize("option", [["--since", "soon"], ["--max-words", "2"], ["--max-words", "500"]])
def test_a_wrong_option_is_said_in_one_sentence(demo_folder, tmp_path, capsys, option):
    assert report.main([str(demo_folder), "--out", str(tmp_path / "r.html"), *option]) == 2
    assert capsys.readouterr().err.count("Hint:") == 1


def test_a_folder_that_cannot_be_made_is_said_before_the_work_begins(demo_folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(report, "made", lambda *_: pytest.fail("the report was made first"))
    (tmp_path / "file").write_text("")
    assert report.main([str(demo_folder), "--out", str(tmp_path / "file" / "r.html")]) == 2
    assert "nothing was written" in capsys.readouterr().err


def _with_evidence(tmp_path, place, most=0):
    """The report of the hostile data set with one pinned sentence."""
    folder = tmp_path / "harbour"
    sample.publish(folder, sample.tables(sample.HOSTILE))
    pins.write(folder, [pins.Pin("articles", "", "Ledger: “48 <b>passengers</b>”", "For the <i>lead</i>", "", place)])
    return report.made(report.Report(opened_from(open_dataset(folder)), most_words=most)).html.partition(">Overview</h2>")[0]


def test_pinned_evidence_stands_first_in_its_paragraph_with_its_source_and_note(tmp_path):
    body = sample.tables(sample.HOSTILE)["articles"].set_index("article_id")["body"]["ledger"]
    start = body.index("The ferry carried 48")
    page = _with_evidence(tmp_path, f"ledger:{start}:{start + 32}")
    assert "<mark>The ferry carried 48 passengers.</mark>" in page and "Harbor Ledger" in page
    assert "For the &lt;i&gt;lead" in page and "<b>passengers" not in page


def test_pinned_evidence_of_an_article_that_is_gone_is_said(tmp_path):
    assert "is not in the data set any more" in _with_evidence(tmp_path, "gone:0:9")


def test_pinned_evidence_of_a_safe_report_is_cut(tmp_path):
    body = sample.tables(sample.HOSTILE)["articles"].set_index("article_id")["body"]["ledger"]
    page = _with_evidence(tmp_path, f"ledger:0:{len(body)}", most=5)
    assert runs.long_runs([body], runs.read_aloud(page), 5) == [] and "<mark>" in page
