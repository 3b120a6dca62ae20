"""How reliable a page is: one line below its title with what was measured, and the figures behind it with their margins."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import streamlit as st

from dashboard import judging, leading, theme

# Page → what it rests on: subjects of `pipeline/accuracy.csv`, the first one speaks in the line below the title.
RESTS_ON = {
    "quotes": ("quotes",),
    "source_overlap": ("quotes", "facts", "reuse"),
    "unique_facts": ("facts",),
    "reading_list": ("facts",),
    "conflicts": ("conflicts", "facts", "quotes"),
    "stories": ("stories",),
    "first_and_follow": ("stories", "articles", "facts"),
    "reuse": ("reuse",),
    "articles": ("articles",),
}
CHECKED = {"quotes": "Quotations", "source_overlap": "Quotations", "unique_facts": "Unique facts", "reading_list": "Unique facts",
           "conflicts": "Shared facts", "first_and_follow": "Shared facts"}
_BASES = {
    "own": "Measured on texts of our own, with answers marked by a reader, at every change of the program",
    "development": "Development figures: measured on larger sets that others marked; the rules were made while looking at these sets, so "
    "expect somewhat less on other articles",
}


class Figure(NamedTuple):
    """One measured figure: of what, how large a share, of how many, on which texts."""

    subject: str
    what: str
    share: float
    n: int
    unit: str
    basis: str
    told: str


@cache
def figures() -> tuple[Figure, ...]:
    """All measured figures."""
    text = files("pipeline").joinpath("accuracy.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Figure(r["subject"], r["what"], float(r["share"]), int(r["n"]), r["unit"], r["basis"], r["set"]) for r in rows)


def of_page(page: str) -> tuple[Figure, ...]:
    """The figures that a page rests on, in the order of its subjects."""
    return tuple(figure for subject in RESTS_ON.get(page, ()) for figure in figures() if figure.subject == subject)


def line(found: tuple[Figure, ...]) -> str:
    """What was measured, in a sentence; "" where nothing was.

    Args:
        found: figures, those of the first subject first; development figures speak where there are some, since their sets are larger.

    Example:
        >>> line((Figure("quotes", "right speakers", 0.946, 706, "quotations found", "development", "181 marked news articles"),))
        'Measured on 181 marked news articles: right speakers 95% (n = 706); development figures.'
    """
    of_first = [figure for figure in found if figure.subject == found[0].subject]
    basis = "development" if any(figure.basis == "development" for figure in of_first) else "own"
    shown = [figure for figure in of_first if figure.basis == basis][:3]
    said = ", ".join(f"{figure.what} {theme.percent(figure.share)} (n = {figure.n:,})" for figure in shown)
    return f"Measured on {shown[0].told}: {said}{'; development figures' if basis == 'development' else ''}." if shown else ""


def line_html(page: str) -> str:
    """What a page rests on, in a line of safe HTML; "" where it rests on nothing that was measured."""
    found = of_page(page)
    return f'<p class="px-facts">{theme.html_text(line(found))}</p>' if found else ""


def note(page: str) -> None:
    """Draw the popover with all figures and the way to a check of one's own; nothing on a page that rests on none.

    Args:
        page: file name of the page.
    """
    found = of_page(page)
    if not found:
        return
    with st.popover("How reliable is this?", type="tertiary", icon=":material/verified:"):
        _explain(found)
    if page in CHECKED:
        leading.page_link("check", f"Check {judging.MOST} of mine", {"checked": CHECKED[page]}, icon=":material/fact_check:")


def _explain(found: tuple[Figure, ...]) -> None:
    """All figures of a page, with the interval that their number allows."""
    st.markdown(
        "**Precision**: of what the program found, how much is right. **Recall**: of what is there, how much it found. **F1** is one "
        "number for both. The interval says how far a figure may be off with so few items (95%, Wilson)."
    )
    for basis, told in _BASES.items():
        rows = [figure for figure in found if figure.basis == basis]
        if rows:
            st.markdown(f"**{told}.**")
            st.html(_table(rows))
    st.caption("Articles differ. What holds for yours, a sample tells: judge fifty items on the page Check a sample.")


def _table(rows: list[Figure]) -> str:
    """Figures as a table, as safe HTML."""
    cells = "".join(
        f"<tr><td>{theme.html_text(figure.what)}</td><td>{theme.percent(figure.share)}</td><td>{_margin(figure)}</td>"
        f"<td>{figure.n:,} {theme.html_text(figure.unit)}, {theme.html_text(figure.told)}</td></tr>"
        for figure in rows
    )
    head = "<tr><th>What</th><th>Share</th><th>95% interval</th><th>Of</th></tr>"
    return f'{_STYLE}<table class="px-reliable">{head}{cells}</table>'


def _margin(figure: Figure) -> str:
    """The interval of a share of items; that of an F1 is not one of single items, and none is given."""
    if "F1" in figure.what:
        return "–"
    low, high = judging.interval(round(figure.share * figure.n), figure.n)
    return f"{theme.percent(low)} to {theme.percent(high)}"


_STYLE = """<style>
.px-reliable { border-collapse: collapse; font-size: .88rem; margin: 0 0 .6rem; }
.px-reliable th, .px-reliable td { text-align: left; vertical-align: top; padding: .15rem .8rem .15rem 0; }
.px-reliable th { font-weight: 620; }
</style>"""
