"""The standalone report: every page's charts, tables and sentences in one HTML file that opens offline; and the package of everything.

Run as `python -m dashboard.report DATASET --out FILE`, by `parallax report` and by the dashboard: pages are run in this process of its own.
The same data set, pins and options give the same file.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard import address, gathered, methods, report_html, report_page, theme
from dashboard.citation import citation
from dashboard.data import Opened, View, opened_from
from dashboard.report_quotes import renderings
from dashboard.selection import in_words
from pipeline import reporting
from pipeline.errors import ParallaxError
from pipeline.selection import Selection
from pipeline.settings import DECLARED
from pipeline.snippets import Snippets
from pipeline.store import INPUTS, disk_errors, open_dataset

_MOST_FILES = 2_000


@dataclass(frozen=True)
class Report:
    """What a report is made of: data set, selection, most words of an article in a row (0 for any number)."""

    opened: Opened
    selection: Selection = Selection()
    most_words: int = 0

    @property
    def view(self) -> View:
        """The data set as the report sees it."""
        return View(self.opened, self.selection, in_words(self.opened, self.selection), "report")


@dataclass(frozen=True)
class Made:
    """A finished report: its page, and the sections and charts it was made of."""

    html: str
    sections: list[gathered.Section]
    figures: list[dict]


def made(report: Report, told: Callable[[str], None] | None = None) -> Made:
    """The report as one HTML page.

    Args:
        report: what it is made of.
        told: called with what is being done, a few words.
    """
    snippets = Snippets(report.opened.dataset.tables, report.most_words) if report.most_words else None
    pieces = report_html.Pieces(snippets.markup_each if snippets else None)
    sections = list(gathered.sections(report.opened, report.selection, report.most_words, told))
    drawn = [(s.name, s.title, s.lead, _section(report, s, pieces)) for s in sections]
    view = report.view
    parts = [*drawn, ("methods", "Methods", "How the numbers were made, in two sentences each.", _methods()), _settings(view), _inputs(view)]
    body = _body(report, parts)
    if snippets:
        body = snippets.markup(body)
    return Made(report_page.page(_title(view), body, pieces.figures, "\n".join(pieces.styles)), sections, pieces.figures)


def _section(report: Report, section: gathered.Section, pieces: report_html.Pieces) -> str:
    """One page of the dashboard; that of quotes with the renderings of the first utterances."""
    view = gathered.view_of(report.opened, report.selection, section.name)
    more = renderings(view, report.most_words) if section.name == "quotes" else ""
    return pieces.drawn(section.pieces, section.name) + more


def _title(view: View) -> str:
    """The title of the report."""
    return f"Parallax report: {view.name}"


def _body(report: Report, parts: list[tuple[str, str, str, str]]) -> str:
    """Head, contents and all parts."""
    view = report.view
    contents = "".join(f'<li><a href="#{name}">{theme.html_text(title)}</a></li>' for name, title, *_ in parts)
    query = address.written(address.params_of(report.opened, report.selection))
    limit = (
        f'<p class="box">Copyright-safe: of no article do more than {report.most_words} words in a row stand here.</p>'
        if report.most_words
        else ""
    )
    told = "".join(
        f'<section aria-labelledby="{name}"><h2 id="{name}">{theme.html_text(title)}</h2><p class="lead">{theme.html_text(lead)}</p>{html}</section>\n'
        for name, title, lead, html in parts
    )
    cited = theme.html_text(citation(view, f"/overview?{query}" if query else ""))
    return f"""<header><h1>{theme.html_text(_title(view))}</h1>
<p class="lead">{theme.html_text(view.n_text)}. {theme.html_text(f"Shown: {view.filters}." if view.filters else "Everything in the data set is shown.")}</p>
<p class="note">{theme.html_text(view.source_line)}.</p>{limit}
<h2 id="cite">How to cite</h2><p>{cited}</p></header>
<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}</ol></nav>
<main id="content">
{told}</main>
<footer><p class="note">Made offline from the articles that were given. Which outlet is right, or whether a fact is true, is not measured.</p></footer>"""


def _methods() -> str:
    """Each method in two sentences."""
    return "".join(f"<h3>{theme.html_text(name)}</h3><p>{theme.html_text(said)}</p>" for name, said in methods.METHODS.items())


def _settings(view: View) -> tuple[str, str, str, str]:
    """Every tuned number with the value that was used."""
    used = view.manifest.get("settings", {})
    rows = pd.DataFrame(
        [(s.name, float(used.get(s.name, s.default)), float(s.default), s.unit, s.reason) for s in DECLARED],
        columns=["setting", "used", "default", "unit", "why"],
    )
    changed = rows[rows["used"] != rows["default"]]
    said = f"{len(changed)} of {len(rows)} differ from their defaults." if len(changed) else "All stand at their defaults."
    listed = report_html.table(pd.concat([changed, rows.drop(changed.index)]), {}, "settings", most=len(rows))
    return "settings", "Settings", f"Every number that was tuned. {said}", f"<details><summary>All settings</summary>{listed}</details>"


def _inputs(view: View) -> tuple[str, str, str, str]:
    """Versions and input files with their hashes."""
    versions = pd.DataFrame(sorted(view.manifest.get("versions", {}).items()), columns=["part", "version"], dtype="str")
    shown = "<h3>Versions</h3>" + report_html.table(versions, {}, "versions")
    listing = view.opened.dataset.path("articles").with_name(INPUTS)
    if listing.is_file():
        files = pd.read_parquet(listing)
        columns = {"source_file": ("File", ""), "bytes": ("Bytes", ""), "sha256": ("SHA-256", "")}
        shown += "<h3>Input files</h3>" + report_html.table(files, columns, "input files", most=_MOST_FILES)
    return "inputs", "Versions and input", "What this was made from and with: the same input and settings give the same tables.", shown


def write(path: Path, content: str) -> None:
    """Write a file whole or not at all.

    Raises:
        DatasetError: the disk is full or the folder cannot be written.
    """
    with disk_errors(path, "nothing was written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        try:
            fresh.write_text(content, encoding="utf-8", newline="\n", errors="surrogatepass")
            os.replace(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    """Write a report, or the package of everything where the file ends in .zip; returns the exit code."""
    options = parser().parse_args(arguments)
    try:
        opened = opened_from(open_dataset(options.dataset))
        selection = address.selection_of(opened, reporting.params(options))
        report = Report(opened, selection, options.max_words)
        out = Path(options.out)
        write(out, made(report, _tell).html)
    except ParallaxError as error:
        print(f"parallax: {error}", file=sys.stderr)
        return 2
    print(f"{out}: {out.stat().st_size:,} bytes")
    return 0


def parser() -> argparse.ArgumentParser:
    """The options, the same as those of `parallax report`."""
    made_parser = argparse.ArgumentParser(prog="parallax report")
    reporting.add_options(made_parser)
    return made_parser


def _tell(step: str) -> None:
    """Say what is being done, on a line that a watcher can read."""
    print(f"report: {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
