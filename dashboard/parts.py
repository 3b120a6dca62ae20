"""What every page is made of: chart cards, table cards, evidence, empty states."""

import html
from collections.abc import Sequence
from functools import partial
from types import ModuleType

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import accuracy, acting, cards, charts, correcting, leading, of_figure, pinning, saving, screen, terms, theme
from dashboard.data import View, unique_names
from dashboard.long import Long, long
from pipeline import measures
from pipeline.selection import Selection
from pipeline.snippets import first_words

_COLUMNS_OF_A_PHONE = 12
_AROUND = 420  # characters of the paragraph shown on each side of a span
# Pieces of evidence shown at first, and more by "Show more".
_FIRST, _A_PAGE = 4, 10
_CHOICES = 400  # at most this many choices in the list below a chart
_LONG_CHARS = 60  # of a cell that would widen its column beyond what can be read beside others
_SOME_LONG = 260  # pixels of a column of which a few cells are long
_ROWS = 2_000  # rows of a table that the list below it repeats


def page_title(title: str, lead: str) -> None:
    """Draw the head of a page: its title, one sentence that says what one learns here, and how reliable it is."""
    page = st.session_state.get("_page", "")
    head = f'<h1 class="px-page">{theme.html_text(title)}</h1><p class="px-lead">{theme.html_text(lead)}</p>'
    st.html(head + accuracy.line_html(page))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="about-page"):
        terms.note(page)
        accuracy.note(page)


def heading(text: str) -> None:
    """Draw a heading on a page; plain text, which may hold names from articles. Streamlit's own costs a browser six times as much."""
    st.html(f'<h2 class="px-heading">{theme.html_text(text)}</h2>')


def metric_row(metrics: Sequence[tuple[str, object, str]]) -> None:
    """Draw figures in a row of tiles.

    Args:
        metrics: label, value (a number or text) and a help text for each.
    """
    with st.grid("auto", min_column_width=130):
        for label, value, about in metrics:
            shown = theme.markdown_text(value) if isinstance(value, str) else theme.number(value)
            st.metric(label, shown, help=about or None, border=True)


def nothing_here(what: str, do: str) -> None:
    """Draw an empty state: what is missing, and what to do about it."""
    st.html(f'<div class="px-empty"><b>{theme.html_text(what)}</b>{theme.html_text(do)}</div>')


def widen(tables: View, otherwise: str) -> str:
    """What to do about an empty state: widen the filters where one is set, else what can be done about the articles themselves."""
    return "Widen the filters in the sidebar, or show everything again." if tables.selection != Selection() else otherwise


def no_article(tables: View) -> None:
    """Draw the empty state of a page that no article reaches."""
    nothing_here("No article is here.", widen(tables, "The data set holds none: see Data quality for what became of each file."))


def caption(title: str, measure: ModuleType | None, tables: View, **said: str) -> charts.Caption:
    """What a chart says about itself.

    Args:
        title: what is seen, as a sentence.
        measure: module of the measure that gives question and unit; None where `said` does.
        tables: gives n and the filters.
        said: question, unit, n or filters in other words; drawn: what is left out of the drawing, told behind n.
    """
    drawn = said.pop("drawn", "")
    filters = " · ".join(part for part in (f"Data set: {tables.name}", tables.filters) if part)
    facts = {"question": getattr(measure, "QUESTION", ""), "unit": getattr(measure, "UNIT", ""), "n": _rests_on(measure, tables)}
    facts |= {"filters": filters, "source": tables.source_line}
    facts |= said
    return charts.Caption(title, **{**facts, "n": facts["n"] + drawn})


def _rests_on(measure: ModuleType | None, tables: View) -> str:
    """The articles that a chart rests on, and those among them of which it can say nothing."""
    is_read = measure is not None and measures.needs_language(measure)
    return ", ".join(filter(None, (tables.n_text, tables.unread_text if is_read else "")))


def figure_card(figure: go.Figure, data: pd.DataFrame, key: str, tables: View) -> str:
    """Draw a chart with its title, question, unit and n, the data behind it, and downloads.

    Args:
        figure: a figure of `dashboard.charts`.
        data: the data behind it.
        key: short name of the chart, unique in the whole dashboard; the choice stands under it in the address.
        tables: the view, for file names.

    Returns:
        The `key` of the bar, cell or point that was clicked or chosen in the list below the chart; "" for none.
    """
    if cards.keep(cards.Card(key, data, figure)):
        return ""
    card, said = f"card-{key}", figure.layout.meta
    labels = _choices(figure)
    with st.container(border=True, key=card):
        _head(said, figure)
        with st.container(key=f"{'wide' if _is_wide(figure) else 'drawn'}-{key}"):
            st.plotly_chart(
                screen.on_screen(figure),
                theme=None,
                key=f"{key}-chart",
                alt=f"{said['title']}. {said['question']} {_facts(said)}",
                selection_mode="points",
                on_select=_taken_over(key, labels) if labels else "ignore",
                config={"displaylogo": False, "scrollZoom": False},
            )
        picked = _pick(key, labels) if labels else ""
        saving.chart_files(figure, card, key, tables)
        with st.expander("Data behind it", key=f"{key}-data", on_change="rerun") as behind:
            if behind.open:
                table_card(data, f"{key}-rows", tables)
    return picked


def _is_wide(figure: go.Figure) -> bool:
    """Whether a chart has more columns than a phone is wide: there it is moved sideways instead of squeezed."""
    return len(figure.layout.xaxis.ticktext or ()) > _COLUMNS_OF_A_PHONE


def _head(said: dict, figure: go.Figure) -> None:
    """Title, question, unit, n, filters and what signs mean above a chart."""
    st.html(
        f'<h2 class="px-title">{theme.html_text(said["title"])}</h2><p class="px-question">{theme.html_text(said["question"])}</p>'
        f'<p class="px-facts">{theme.html_text(_facts(said))}</p>{screen.key_of(figure)}'
    )


def _facts(said: dict) -> str:
    """What a chart rests on, in a line."""
    return " · ".join(
        part for part in (f"Unit: {said['unit']}" if said["unit"] else "", f"n = {said['n']}" if said["n"] else "", said["filters"]) if part
    )


@of_figure.once
def _choices(figure: go.Figure) -> dict[str, str]:
    """What can be clicked: key → a line that no other has."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for trace in figure.data:
        for key, hover, *_ in trace.customdata if trace.customdata is not None else ():
            if key and key not in labels:
                line = theme.shortened(html.unescape(str(hover).split("<br>")[0]), 90)
                labels[str(key)] = line if line not in taken else f"{line} ({len(labels) + 1})"
                taken.add(labels[str(key)])
    return labels


def _taken_over(key: str, labels: dict[str, str]):
    """A callback that puts what was clicked into the list below the chart."""

    def take_over() -> None:
        clicked = st.session_state[f"{key}-chart"].selection.points
        custom = clicked[0].get("customdata", [""]) if clicked else [""]
        st.session_state[key] = labels.get(str(custom[0]))

    return take_over


def _pick(key: str, labels: dict[str, str]) -> str:
    """The choice, made by a click or in a list that the keyboard reaches; kept in the address."""
    if len(labels) > _CHOICES and st.session_state.get(key) is None:
        st.caption("Click a part of the chart to see the sentences behind it.")
    return _line("See what stands behind", labels, key, "Click the chart, or choose here")


def _line(question: str, labels: dict[str, str], key: str, placeholder: str) -> str:
    """A list of lines of which one can be chosen, by hand, by a link or by the address; returns its key, "" for none."""
    asked = leading.wanted(key)
    if asked in labels:
        leading.choose(key, labels[asked])
    line = st.selectbox(
        question, list(labels.values()), index=None, key=key, placeholder=placeholder, bind="query-params", persist_state="session"
    )
    return next((k for k, shown in labels.items() if shown == line), "")


def table_card(
    frame: pd.DataFrame | Long, key: str, tables: View, title: str = "", columns: dict[str, tuple[str, str]] | None = None
) -> None:
    """Draw a table with downloads as CSV, Excel and Parquet.

    Args:
        frame: any frame or long list; shown, as far as it can be drawn, and saved in its order.
        key: short name of the table, unique in the whole dashboard.
        tables: the view, for file names.
        title: heading above the table.
        columns: column → (heading, help); chooses and orders what is shown. The files hold all columns.
    """
    listed = long(frame)
    if cards.are_kept() and cards.keep(cards.Card(key, listed.whole(), None, title, columns or {})):
        return
    if title:
        heading(title)
    st.dataframe(**_table(listed, key, columns, title))
    _say_cut(listed)
    saving.table_files(listed, key, tables, title)


def _say_cut(listed: Long) -> None:
    """Say where a list is longer than what is drawn of it."""
    if listed.n > len(listed.first):
        st.caption(f"The first {len(listed.first):,} of {listed.n:,} rows are drawn; the files hold all of them.")


def row_choice(
    frame: pd.DataFrame | Long,
    key: str,
    tables: View,
    columns: dict[str, tuple[str, str]] | None = None,
    named: tuple[str, str] | None = None,
) -> int | None:
    """Draw a table like `table_card` of which one row can be chosen, by its box or in a list below that the keyboard reaches.

    Args:
        frame: any frame or long list.
        key: short name of the table, unique in the whole dashboard; with `named` the choice stands under it in the address.
        tables: the view, for file names.
        columns: column → (heading, help).
        named: column that tells rows apart, and column with their text for the list; None for a choice that no list repeats.

    Returns:
        The position of the chosen row, None for none.
    """
    listed = long(frame)
    if cards.are_kept() and cards.keep(cards.Card(key, listed.whole(), None, "", columns or {})):
        return None
    lines = _named_rows(listed.first, *named) if named else {}
    on_select = _taken_from_row(key, list(lines.values())) if named else "rerun"
    table = st.dataframe(**_table(listed, key, columns, ""), on_select=on_select, selection_mode="single-row")
    _say_cut(listed)
    saving.table_files(listed, key, tables)
    if named is None:
        return next((row for row in table.selection.rows if row < len(listed.first)), None)
    chosen = _line("Go to", lines, key, "Click the box of a row, or choose here")
    return list(lines).index(chosen) if chosen else None


def _named_rows(frame: pd.DataFrame, item: str, text: str) -> dict[str, str]:
    """A line for each row that no other row has: item → its text, numbered where it comes again."""
    shown = [theme.shortened(" ".join(str(line).split()), 90) for line in frame[text].head(_ROWS)]
    return dict(zip(frame[item].head(_ROWS).astype("str"), unique_names(shown), strict=True))


def _taken_from_row(key: str, lines: list[str]):
    """A callback that puts the row that was chosen into the list below the table."""

    def take_over() -> None:
        rows = st.session_state[f"{key}-table"].selection.rows
        st.session_state[key] = lines[rows[0]] if rows and rows[0] < len(lines) else None

    return take_over


def _table(listed: Long, key: str, columns: dict[str, tuple[str, str]] | None, title: str) -> dict:
    """How a table is drawn."""
    frame = listed.first
    shown = frame[list(columns)] if columns else frame[[c for c in frame if not str(c).endswith("article_id")]]
    about = f"{title or 'Table'}: {theme.counted(listed.n, 'row')}, {theme.counted(shown.shape[1], 'column')}"
    return {
        "data": shown,
        "key": f"{key}-table",
        "hide_index": True,
        "column_config": _headings(shown, columns or {}),
        "alt": about,
        "placeholder": "",
    }


def _headings(shown: pd.DataFrame, columns: dict[str, tuple[str, str]]) -> dict:
    """How each column is shown: its heading, help, and numbers with separators."""
    config = {}
    for name, column in shown.items():
        heading, about = columns.get(name, (str(name).replace("_", " "), ""))
        said = {"label": heading, "help": about or None}
        if pd.api.types.is_datetime64_any_dtype(column):
            config[name] = st.column_config.DatetimeColumn(**said, format="D MMM YYYY, HH:mm", timezone="UTC")
        elif pd.api.types.is_bool_dtype(column):
            config[name] = st.column_config.CheckboxColumn(**said)
        elif pd.api.types.is_numeric_dtype(column):
            config[name] = st.column_config.NumberColumn(**said, format="localized")
        else:
            config[name] = st.column_config.TextColumn(**said, width=_width(column.head(200).astype("str").str.len()))
    return config


def _width(lengths: pd.Series) -> str | int | None:
    """How wide a column of text is: as its text, but where a few are long as for the many, so that no long name hides the rest."""
    if not lengths.gt(_LONG_CHARS).any():
        return None
    return "large" if lengths.quantile(0.75) > _LONG_CHARS else _SOME_LONG


def evidence(spans: pd.DataFrame, key: str, tables: View, n_columns: int = 1, n_first: int = _FIRST) -> None:
    """Draw the sentences behind a number, each in its paragraph with outlet, date and the way to its article.

    Args:
        spans: article_id, start, end; optional note (a tag), differs (list of (start, end) in the body where renderings differ).
        key: short name, unique in the whole dashboard.
        tables: the view.
        n_columns: how many stand side by side.
        n_first: how many are shown before more are asked for; more where they only mean something together.
    """
    if spans.empty:
        nothing_here("No sentence stands behind this here.", widen(tables, "Choose another part of the chart."))
        return
    n_shown = n_first + st.session_state.get(f"{key}-more", 0) * _A_PAGE
    pieces = [_one_piece(span, f"{key}-{i}", tables) for i, span in enumerate(spans.head(n_shown).to_dict("records"))]
    if cards.are_kept():
        for piece in pieces:
            st.html(piece)
    else:
        side_by_side(pieces, n_columns)
    if len(spans) > n_shown:
        st.button(f"Show more ({len(spans) - n_shown:,} left)", key=f"{key}-next", on_click=_show_more, args=(f"{key}-more",))


def side_by_side(pieces: Sequence[str], n_columns: int, narrowest: int = 280) -> None:
    """Draw pieces of safe HTML in frames, as many side by side as there is room for.

    Args:
        pieces: safe HTML.
        n_columns: at most so many columns.
        narrowest: pixels that a column needs.
    """
    framed = "".join(f'<section class="px-piece">{piece}</section>' for piece in pieces)
    st.html(f'<div class="px-pieces" style="--columns:{n_columns};--narrowest:{narrowest}px">{framed}</div>')


def _show_more(counter: str) -> None:
    """Show one page more; runs before the page is drawn."""
    st.session_state[counter] = st.session_state.get(counter, 0) + 1


def _one_piece(span: dict, key: str, tables: View) -> str:
    """One sentence in its paragraph with its source and, on a page, what can be done with it; as safe HTML."""
    article = tables.opened.articles.loc[span["article_id"]]
    differs = span["differs"] if isinstance(span.get("differs"), list) else []
    text = _quoted(tables.opened.body(span["article_id"]), span, differs)
    piece = source_line(article, tables, str(span.get("note") or "")) + f'<p class="px-text">{text}</p>'
    return piece if cards.are_kept() else piece + _acts(span, key, tables)


def _acts(span: dict, key: str, tables: View) -> str:
    """What can be done with a piece of evidence, as safe HTML."""
    article_id, start, end = place = span["article_id"], int(span["start"]), int(span["end"])
    key = f"{key}-{article_id}-{start}"  # a press on what still shows while another list is on its way means what shows
    return acting.row(
        acting.link(f"{key}-article", "Article", "articles", {"article": article_id, "place": str(start)}, "article"),
        acting.link(f"{key}-compare", "Compare", "compare", {"one": article_id}, "vertical_split"),
        acting.button(f"{key}-pin", "Pin", partial(pinning.evidence, place, tables), "keep"),
        acting.button(f"{key}-correct", "Correct …", partial(correcting.window, tables, correcting.About(*place)), "edit_note"),
    )


def _quoted(body: str, span: dict, differs: list) -> str:
    """The marked stretch within its paragraph; alone and cut where only so many words of an article may be shown."""
    most = cards.most_words()
    if most:
        return f"<mark>{theme.html_text(first_words(body[span['start'] : span['end']], most))}</mark>"
    return in_paragraph(body, span["start"], span["end"], differs)


def source_line(article: pd.Series, tables: View, note: str = "", has_title: bool = True) -> str:
    """Outlet, date with its precision, headline and original address of an article, as safe HTML."""
    outlet_id = article["outlet_id"]
    mark = theme.swatch(tables.looks.get(outlet_id, theme.Look()))
    name = theme.named(tables.outlet_names.get(outlet_id, outlet_id), tables.opened.file_of(article))
    title = f"<span>{theme.html_text(theme.shortened(article['title'], 90))}</span>" if has_title else ""
    at = theme.moment(article["published_at"], article["published_precision"])
    tag = f'<span class="px-tag">{theme.html_text(note)}</span>' if note else ""
    url = article["url"] if isinstance(article["url"], str) and article["url"].startswith(("http://", "https://")) else ""
    link = f'<a href="{theme.html_text(url)}" target="_blank" rel="noopener noreferrer">original address</a>' if url else ""
    return f'<p class="px-source"><b>{mark}{name}</b><span>{at}</span>{title}{link}{tag}</p>'


def in_paragraph(body: str, start: int, end: int, differs: Sequence[tuple[int, int]] = ()) -> str:
    """A stretch of a body marked within its paragraph, as safe HTML.

    Args:
        body: text of the article.
        start: first character of the stretch.
        end: character after its last.
        differs: stretches inside it to underline.

    Example:
        >>> in_paragraph("One.\\n\\nTwo <b>. Three.", 6, 14)
        '<mark>Two &lt;b&gt;.</mark><span class="px-around"> Three.</span>'
    """
    first = body.rfind("\n\n", 0, start)
    first = 0 if first < 0 else first + 2
    last = body.find("\n\n", end)
    last = len(body) if last < 0 else last
    left = ("… " if start - first > _AROUND else "") + body[max(first, start - _AROUND) : start]
    right = body[end : min(last, end + _AROUND)] + (" …" if last - end > _AROUND else "")
    pieces = [_around(left), f"<mark>{_underlined(body, start, end, differs)}</mark>", _around(right)]
    return "".join(pieces)


def _around(text: str) -> str:
    """Text beside a marked stretch."""
    return f'<span class="px-around">{theme.html_text(text)}</span>' if text else ""


def _underlined(body: str, start: int, end: int, differs: Sequence[tuple[int, int]]) -> str:
    """body[start:end] with the differing stretches underlined."""
    out, at = [], start
    for first, last in sorted((max(start, a), min(end, b)) for a, b in differs):
        if first >= at and last > first:
            out += [theme.html_text(body[at:first]), f"<u>{theme.html_text(body[first:last])}</u>"]
            at = last
    return "".join([*out, theme.html_text(body[at:end])])


def article_link(article_id: str, start: int | None, label: str) -> None:
    """A link to an article's page, at a place in its text."""
    place = {} if start is None else {"place": str(start)}
    leading.page_link("articles", label, {"article": article_id, **place}, icon=":material/article:")
