"""Pieces of pages as HTML of a file that stands alone: text, figures as numbers, tables of bounded length, charts as data for a script."""

import html
import json
import re
from collections import Counter
from collections.abc import Callable

import pandas as pd

from dashboard import chart_texts, report_folds, saving, screen, style, theme
from dashboard.cards import Card
from dashboard.data import View
from dashboard.gathered import Piece

MOST_ROWS, MOST_CELL = 50, 400
_INLINE = re.compile(r"\\(.)|(\*\*)|(\*)|(:material/\w+:)", re.DOTALL)
_ON_SCREEN_ONLY = re.compile(r"(?:^|(?<=[.;:] ))(?:Click|Choose|Move) [^.]*\.\s*")
_HEADING = re.compile(r"<(/?)h2\b")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_LEAD = re.compile(r'<h1 class="px-page">.*?</h1><p class="px-lead">.*?</p>', re.DOTALL)


def text_of(markdown: str) -> str:
    """What Streamlit's Markdown of the pages says, as safe HTML: escapes, bold and emphasis; everything else is text.

    Example:
        >>> text_of("**Bay\\\\*Post** and *others*: <b>")
        '<b>Bay*Post</b> and <em>others</em>: &lt;b&gt;'
    """
    is_open = {"b": False, "em": False}

    def tag(name: str) -> str:
        is_open[name] = not is_open[name]
        return f"<{name}>" if is_open[name] else f"</{name}>"

    out, at = [], 0
    plain = markdown.replace("\u2060", "")
    for found in _INLINE.finditer(plain):
        out.append(html.escape(plain[at : found.start()]))
        escaped, bold, emphasis, _ = found.groups()
        out.append(html.escape(escaped) if escaped else tag("b") if bold else tag("em") if emphasis else "")
        at = found.end()
    out.append(html.escape(plain[at:]))
    return "".join(out) + "".join(f"</{name}>" for name, still in is_open.items() if still)


def without_controls(markdown: str) -> str:
    """A note without its sentences on what to click.

    Example:
        >>> without_controls("Three articles. Click the box at the start of a row to open it.")
        'Three articles. '
    """
    return _ON_SCREEN_ONLY.sub("", markdown)


class Names:
    """A key for each card of a page in a report, numbered where it comes again; the same cards give the same keys."""

    def __init__(self) -> None:
        self._taken: Counter[tuple[str, str]] = Counter()

    def next(self, page: str, key: str) -> str:
        """The key of the next card.

        Example:
            >>> names = Names()
            >>> names.next("first_and_follow", "lags"), names.next("first_and_follow", "lags")
            ('lags', 'lags-2')
        """
        self._taken[page, key] += 1
        n = self._taken[page, key]
        return key if n == 1 else f"{key}-{n}"


class Pieces:
    """Turns pieces into HTML and keeps the charts for the script at the end.

    Args:
        cut: texts with markup → texts in which articles are cut to snippets; None where they stay whole.
        most_words: of an article that may stand in a row then, for the names of files; 0 for any number.
    """

    def __init__(self, cut: Callable[[list[str]], list[str]] | None = None, most_words: int = 0):
        self._cut, self._most_words, self._names = cut, most_words, Names()
        self.figures: list[dict] = []
        self.styles: list[str] = []

    def drawn(self, pieces: list[Piece], view: View) -> str:
        """The pieces of one page: charts, figures and what is said of them; tables and sentences folded below their headings."""
        return "\n".join(self._block(block, view) for block in report_folds.blocks(pieces))

    def _block(self, block: report_folds.Block, view: View) -> str:
        """A heading and what stands below it."""
        if block.pieces[0].kind == "metric":
            shown = _metrics([piece.content for piece in block.pieces])
        else:
            shown = "\n".join(part for part in (self._one(piece, view) for piece in block.pieces) if part)
        if not block.said:
            return (self._one(block.head, view) if block.head else "") + shown
        head = block.head
        title = "Sentences and tables" if head is None else report_folds.head_html(head)
        return report_folds.folded(title, block.said, shown)

    def _one(self, piece: Piece, view: View) -> str:
        """One piece that is not a metric."""
        if piece.kind == "card":
            return self.card(piece.content, view)
        if piece.kind == "html":
            self.styles += [found for found in _STYLE.findall(piece.content) if found not in self.styles and found != style.STYLE]
            return safe_html(piece.content)
        said = text_of(without_controls(piece.content) if piece.kind == "note" else piece.content).strip()
        shapes = {"note": '<p class="note">{}</p>', "text": "<p>{}</p>", "box": '<p class="box">{}</p>'}
        shape = shapes.get(piece.kind, '<p class="box">This part could not be made: {}</p>')
        return shape.format(said) if said else ""

    def card(self, card: Card, view: View) -> str:
        """A chart with its numbers, or a table, of the page of a view."""
        key = self._names.next(view.page, card.key)
        if card.figure is None:
            title = f"<h3>{theme.html_text(card.title)}</h3>" if card.title else ""
            return f'{title}<div class="card">{table(card.data, card.columns, card.title or card.key)}</div>'
        figure = chart_texts.with_texts(card.figure, self._cut) if self._cut else card.figure
        said = figure.layout.meta
        facts = (f"Unit: {said['unit']}" if said["unit"] else "", f"n = {said['n']}" if said["n"] else "", said["filters"])
        about = {"title": said["title"], "question": said["question"], "about": " · ".join(part for part in facts if part)}
        name = re.sub(r"[^a-z0-9]+", "-", f"{view.page}-{key}".casefold()).strip("-")
        self.figures.append({"name": name, "file": saving.stem(view, key, self._most_words), **about, **_layouts(figure)})
        return f"""<figure class="card" id="{theme.html_text(name)}"><figcaption><h3>{theme.html_text(said["title"])}</h3>
<p class="px-question">{theme.html_text(said["question"])}</p><p class="px-facts">{theme.html_text(about["about"])}</p></figcaption>
{chart(self.figures[-1], len(self.figures) - 1)}
<details><summary>The numbers: {theme.counted(len(card.data), "row")}</summary>
{table(card.data, card.columns, said["title"])}</details></figure>"""


def chart(figure: dict, place: int) -> str:
    """The place where the script draws a chart, and the buttons that save it.

    Args:
        figure: title and question of the chart.
        place: its number in the data of the script.
    """
    said = theme.html_text(f"{figure['title']}. {figure['question']}")
    return f"""<div class="chart" role="img" aria-label="{said}" data-n="{place}"></div>
<p class="files" data-n="{place}"><button type="button" data-as="png">PNG</button> <button type="button" data-as="svg">SVG</button></p>"""


def _layouts(figure) -> dict:
    """A chart's data with its layout on the page and in a picture, as plain values."""
    whole = json.loads(figure.to_json())
    picture = {name: value for name, value in whole["layout"].items() if name in ("title", "width", "height", "margin")}
    shown = {name: value for name, value in screen.untitled(whole).items() if name not in ("uirevision", "clickmode")}
    return {"data": whole["data"], "layout": shown, "picture": picture}


def safe_html(piece: str) -> str:
    """HTML of a page, with headings one step lower, without styles, the page's title and its lead, which stand elsewhere."""
    return _HEADING.sub(r"<\1h3", _LEAD.sub("", _STYLE.sub("", piece))).strip()


def _metrics(metrics: list[tuple[str, str, str]]) -> str:
    """Figures with their labels, and what each means."""
    tiles = "".join(
        f"<div><dt>{text_of(label)}</dt><dd>{text_of(value)}<small>{text_of(about)}</small></dd></div>" for label, value, about in metrics
    )
    return f'<dl class="metrics">{tiles}</dl>'


def table(frame: pd.DataFrame, columns: dict[str, tuple[str, str]], name: str, most: int = MOST_ROWS) -> str:
    """A table of bounded length, with the number of those that are left out.

    Args:
        frame: any frame.
        columns: column → (heading, help) of those to show; all but ids where empty.
        name: what a screen reader calls it.
        most: rows that are shown.
    """
    shown = [c for c in columns if c in frame] or [c for c in frame if not str(c).endswith(("article_id", "_sha256"))]
    heads = "".join(f'<th scope="col">{theme.html_text(columns.get(c, (str(c).replace("_", " "), ""))[0])}</th>' for c in shown)
    rows = "".join(
        "<tr>" + "".join(_cell(value) for value in row) + "</tr>"
        for row in frame[shown].head(most).astype(object).itertuples(index=False, name=None)
    )
    rest = len(frame) - most
    note = f'<p class="note">And {theme.counted(rest, "more row")}: every row stands in the files of tables.</p>' if rest > 0 else ""
    about = theme.html_text(theme.shortened(name, 120))
    return (
        f'<div class="table" role="group" tabindex="0" aria-label="Table: {about}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{note}"
    )


def _cell(value: object) -> str:
    """One cell; numbers with separators, unknown empty, addresses as links."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return "<td></td>"
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, pd.Timestamp):
        return f"<td>{theme.html_text(theme.moment(value))}</td>"
    if isinstance(value, int | float):
        return f'<td class="number">{theme.number(value, 3 if abs(value) < 10 else 1)}</td>'
    text = str(value)
    if text.startswith(("http://", "https://")) and not re.search(r"[\s<>\"'`]", text):
        return f'<td><a href="{theme.html_text(text)}" rel="noopener noreferrer">{theme.html_text(theme.shortened(text, 60))}</a></td>'
    return f"<td>{theme.html_text(theme.shortened(text, MOST_CELL))}</td>"


def as_script_data(value: object) -> str:
    """JSON that can stand in a script element: no letter of it ends the element or opens a comment.

    Example:
        >>> as_script_data("</script><!--")
        '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text)
