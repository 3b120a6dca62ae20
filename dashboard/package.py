"""Everything as one ZIP: all tables, all charts with the rows behind them, the report, settings, manifest, corrections, pins, a recipe.

Written straight to the disk, table by table; the same data set and options give the same file.
"""

import glob
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd
from plotly.offline import get_plotlyjs

from dashboard import downloads, report_html, report_page, saving, theme
from dashboard.citation import citation
from dashboard.gathered import view_of
from dashboard.report import Made, Report
from pipeline import provenance, recipes, reporting, spreadsheets, store
from pipeline.settings import DECLARED
from pipeline.tables import TABLES

FORMS = reporting.FORMS
_LIBRARY = "plotly.min.js"
_MOMENT = (2000, 1, 1, 0, 0, 0)  # of every file in it; a fixed one keeps equal packages equal
_ROWS = 50_000  # of a table written at once


class Package:
    """An open package; files are added to it one by one.

    Args:
        archive: the ZIP file.
        report: what it is made of.
        forms: of the tables.
    """

    def __init__(self, archive: zipfile.ZipFile, report: Report, forms: tuple[str, ...]):
        self._archive, self._report, self._forms = archive, report, forms
        self._snippets, self._folder = report.snippets, saving.folder(report.view, report.most_words)
        self.names: list[str] = []
        self.left_out: list[str] = []

    def text(self, name: str, content: str) -> None:
        """Add a text file."""
        with self.open(name) as stream:
            stream.write(content.encode("utf-8", "surrogatepass"))

    def cut(self, text: str) -> str:
        """A text without long runs of an article's words, where that is wanted."""
        return self._snippets.text(text) if self._snippets else text

    @contextmanager
    def open(self, name: str) -> Iterator:
        """A file of the package, open for writing."""
        self.names.append(name)
        entry = zipfile.ZipInfo(f"{self._folder}/{name}", _MOMENT)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        with self._archive.open(entry, "w", force_zip64=True) as stream:
            yield stream

    def rows(self, name: str, rows: pd.DataFrame) -> None:
        """Add rows, cut already, in every form that is wanted; what no sheet of Excel holds is left out of that form and named."""
        for form in self._forms:
            if form == "xlsx" and len(rows) > spreadsheets.SHEET_ROWS:
                self.left_out.append(f"{name}.xlsx has more rows ({len(rows):,}) than a sheet of Excel ({spreadsheets.SHEET_ROWS:,})")
                continue
            with self.open(f"{name}.{form}") as stream:
                _WRITERS[form](rows, stream)

    def table(self, name: str, rows: pd.DataFrame) -> None:
        """Add a table of the data set."""
        stem = saving.stem(replace(self._report.view, page="tables"), name, self._report.most_words)
        self.rows(f"tables/{stem}", self._snippets.table(name, rows) if self._snippets else rows)


def write(report: Report, made: Made, out: Path, forms: tuple[str, ...] = FORMS, told: Callable[[str], None] | None = None) -> None:
    """Write the package, whole or not at all.

    Args:
        report: what it is made of.
        made: the finished report.
        out: the ZIP file.
        forms: of the tables: any of csv, xlsx and parquet.
        told: called with what is being done, a few words.

    Raises:
        DatasetError: the disk is full or the folder cannot be written.
    """
    fresh = out.with_name(f".{out.name}.new")
    with store.disk_errors(out, "nothing was written"):
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
                _fill(Package(archive, report, forms), report, made, told or (lambda _: None))
            os.replace(fresh, out)
        finally:
            fresh.unlink(missing_ok=True)


def _fill(package: Package, report: Report, made: Made, told: Callable[[str], None]) -> None:
    """Add every file."""
    package.text("report.html", made.html)
    _charts(package, made)
    _rows_of_pages(package, report, made)
    for place, name in enumerate(TABLES, start=1):
        told(f"{place} of {len(TABLES)} tables, {name}")
        package.table(name, report.view[name] if report.is_restricted else report.opened.dataset.tables[name])
    package.text("manifest.json", json.dumps(provenance.published(report.opened.dataset.manifest), ensure_ascii=False, indent=1) + "\n")
    package.text("settings.toml", _settings(report))
    _beside(package, report)
    package.text("README.txt", package.cut(_readme(report, package)))


def _charts(package: Package, made: Made) -> None:
    """Each chart as a page of its own; they share one copy of the library beside them."""
    package.text(f"charts/{_LIBRARY}", get_plotlyjs())
    for figure in made.figures:
        title, about = theme.html_text(figure["title"]), theme.html_text(figure["about"])
        body = f'<main id="content"><h1>{title}</h1><p class="note">{about}</p>{report_html.chart(figure, 0)}</main>'
        package.text(f"charts/{figure['file']}.html", report_page.page(figure["title"], body, [figure], plotly=_LIBRARY))


def _rows_of_pages(package: Package, report: Report, made: Made) -> None:
    """The rows behind every chart, and every table of every page, with outlet, date and address."""
    names = report_html.Names()
    for section in made.sections:
        view = view_of(report.opened, report.selection, section.name)
        for card in (piece.content for piece in section.pieces if piece.kind == "card"):
            rows = downloads.with_articles(card.data, view)
            cut = report.snippets.frame(rows) if report.snippets else rows
            package.rows(f"pages/{saving.stem(view, names.next(section.name, card.key), report.most_words)}", cut)


def _write_csv(rows: pd.DataFrame, stream: io.BufferedIOBase) -> None:
    """A table as CSV, a piece at a time."""
    stream.write("\ufeff".encode())
    for start in range(0, max(len(rows), 1), _ROWS):
        text = spreadsheets.csv_text(rows.iloc[start : start + _ROWS])
        stream.write((text if not start else text.partition("\r\n")[2]).encode("utf-8", "surrogatepass"))


def _write_workbook(rows: pd.DataFrame, stream: io.BufferedIOBase) -> None:
    """A table as an Excel file of one sheet; made on the disk, since it is put together by going back in it."""
    with tempfile.TemporaryFile() as made:
        spreadsheets.write_workbook({"data": rows}, made)
        made.seek(0)
        shutil.copyfileobj(made, stream)


def _write_parquet(rows: pd.DataFrame, stream: io.BufferedIOBase) -> None:
    """A table as Parquet."""
    store.write_parquet(rows, stream)


_WRITERS = {"csv": _write_csv, "xlsx": _write_workbook, "parquet": _write_parquet}


def _settings(report: Report) -> str:
    """All settings as the file that builds with them again."""
    used = report.opened.dataset.manifest.get("settings", {})
    lines = [f"{s.name} = {used.get(s.name, s.default)}  # {s.unit}; default {s.default:g}" for s in DECLARED]
    return "\n".join(lines) + "\n"


def _beside(package: Package, report: Report) -> None:
    """What may quote at any length, and so has no place in a copyright-safe package: recipe, corrections, verdicts, pins."""
    if report.most_words:
        return
    package.text("view.toml", recipes.written(recipes.recipe_of(report.opened.dataset, report.opened.name, "overview", report.params)))
    folder = Path(os.path.abspath(report.opened.dataset.folder))
    for path in sorted(folder.parent.glob(f"{glob.escape(folder.name)}.*")):
        if path.is_file() and path.suffix in (".csv", ".json"):
            with package.open(path.name.removeprefix(f"{folder.name}.")) as stream:
                stream.write(path.read_bytes())


def _readme(report: Report, package: Package) -> str:
    """What is in the package, what every column means, and how to cite it."""
    view = report.view
    shown = f"Shown: {view.filters}." if view.filters else "Everything in the data set is here."
    limit = (
        f"\nCopyright-safe: of no article do more than {report.most_words} words in a row stand in any file; what holds a\n"
        "whole text is empty; recipe, corrections and pins are left out.\n"
        if report.most_words
        else ""
    )
    tables = "".join(
        f"\n{table.name}: one row is {table.row}.\n" + "".join(f"  {c.name:<22} {c.dtype:<20} {c.meaning}\n" for c in table.columns)
        for table in TABLES.values()
    )
    listed = "".join(f"  {name}\n" for name in sorted(package.names))
    listed += "".join(f"Left out: {said}\n" for said in package.left_out)
    return f"""Parallax: everything of the data set {view.name}
{shown}
{limit}
How to cite
  {citation(view)}

What is here, in one folder; each file of charts, pages and tables is named after data set, page, part, filters and the day of the build
  report.html   every page with charts, tables and sentences; opens offline in any browser. Its button “Save all pictures” draws every
                chart as SVG and PNG in your browser and gives them as one ZIP; pictures need a browser, so they are not in this package
  charts/       each chart as a page of its own; its buttons save it as PNG or SVG; keep {_LIBRARY} beside them
  pages/        the rows behind each chart (under its name) and each table of every page, with outlet, date and address of the article
  tables/       the tables of the data set
  manifest.json what was built from what, when and how; settings.toml the settings
  view.toml     a recipe of this view; corrections.csv, checks.csv and pins.json, where there are any

CSV files are UTF-8 with a mark, and text that a spreadsheet would run or round has an apostrophe in front; a text too long for a cell
of Excel says at its end that it was cut, and stands whole in the other forms. Moments are UTC.

The tables and their columns
{tables}
Files
{listed}"""
