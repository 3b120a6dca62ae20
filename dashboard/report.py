"""The standalone report: every page's charts, tables and sentences in one HTML file that opens offline; and the package of everything.

Run as `python -m dashboard.report DATASET --out FILE`, by `parallax report` and by the dashboard: pages are run in this process of its own.
The same data set, pins and options give the same file.
"""

import argparse
import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dashboard import (
    accuracy,
    address,
    gathered,
    methods,
    pins,
    report_folds,
    report_html,
    report_page,
    report_pictures,
    saving,
    terms,
    theme,
)
from dashboard.citation import citation
from dashboard.data import Opened, View, opened_from
from dashboard.parts import in_paragraph, source_line
from dashboard.report_quotes import renderings
from pipeline import corrections, reporting
from pipeline.errors import ParallaxError, reason_of
from pipeline.selection import Selection
from pipeline.settings import DECLARED
from pipeline.snippets import Snippets, first_words
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
        return gathered.view_of(self.opened, self.selection, "report")

    @property
    def params(self) -> dict[str, list[str]]:
        """The selection as it stands in the address of a view."""
        return address.params_of(self.opened, self.selection)

    @property
    def is_restricted(self) -> bool:
        """Whether anything is left out."""
        return self.selection != Selection()

    @functools.cached_property
    def snippets(self) -> Snippets | None:
        """What cuts every text of a copyright-safe report; None where texts stay whole."""
        return Snippets(self.opened.dataset.tables, self.most_words) if self.most_words else None


@dataclass(frozen=True)
class Made:
    """A finished report: its page, the sections and charts it was made of, and the titles of what could not be drawn."""

    html: str
    sections: list[gathered.Section]
    figures: list[dict]

    @property
    def failed(self) -> list[str]:
        """The pages of which a part could not be drawn."""
        return [section.title for section in self.sections if any(piece.kind == "failed" for piece in section.pieces)]


def made(report: Report, told: Callable[[str], None] | None = None) -> Made:
    """The report as one HTML page.

    Args:
        report: what it is made of.
        told: called with what is being done, a few words.
    """
    snippets, view = report.snippets, report.view
    pieces = report_html.Pieces(snippets.markup_each if snippets else None, report.most_words)
    pinned = _pinned(report, pieces)
    sections = list(gathered.sections(report.opened, report.selection, report.most_words, told))
    parts = [
        *([pinned] if pinned else []),
        *((s.name, s.title, s.lead, _section(report, s, pieces)) for s in sections),
        ("limits", terms.LIMITS_TITLE, "Read this before you publish a number.", terms.limits()),
        _problems(view),
        _corrections(view),
        ("methods", "Methods", "How the numbers were made, in two sentences each.", _methods()),
        _settings(view),
        _inputs(view),
        ("cite", "How to cite", "The version and the hash of the input name this data set for good.", _cited(report)),
    ]
    pictures = report_pictures.button(len(pieces.figures), saving.stem(view, "pictures", report.most_words))
    body = _body(report, parts, pictures)
    if snippets:
        body = snippets.markup(body)
    return Made(report_page.page(_title(view), body, pieces.figures, "\n".join(pieces.styles)), sections, pieces.figures)


def _pinned(report: Report, pieces: report_html.Pieces) -> tuple[str, str, str, str] | None:
    """What was pinned, in its order, each with its note and the address of its view; None where nothing is."""
    kept = pins.pinned(report.opened.dataset.folder)
    if not kept:
        return None
    shown = "".join(_pin(report, pin, pieces) for pin in kept)
    return "pinned", "Pinned", "What was chosen as worth keeping, each under the filters it was pinned with.", shown


def _pin(report: Report, pin: pins.Pin, pieces: report_html.Pieces) -> str:
    """One pinned chart, table or sentence."""
    note = f'<blockquote class="box">{theme.html_text(pin.note)}</blockquote>' if pin.note else ""
    link = f"/{pin.page}?{pin.address}".rstrip("?")
    try:
        selection = address.selection_of(report.opened, address.parsed(pin.address))
        view = gathered.view_of(report.opened, selection, pin.page)
        found = gathered.page_pieces(view, pin.address, report.most_words) if pin.part else []
        card = next((piece.content for piece in found if piece.kind == "card" and piece.content.key == pin.part), None)
        gone = '<p class="box">The chart or table that was pinned is not on its page under these filters.</p>' if pin.part else ""
        said = _evidence(view, pin, report.most_words) if pin.span else gone
        shown = pieces.card(card, replace(view, page=f"pin-{pin.page}")) if card else said
    except ParallaxError as error:
        shown = f'<p class="box">Its view cannot be drawn from this data set: {theme.html_text(error)}</p>'
    head = f"<h3>{theme.html_text(pin.title)}</h3>"
    return f'{head}{note}{shown}<p class="note">View: <code>{theme.html_text(link)}</code></p>'


def _evidence(view: View, pin: pins.Pin, most_words: int) -> str:
    """A pinned sentence in its paragraph, with its source; alone and cut in a copyright-safe report."""
    article_id, start, end = pin.span
    if article_id not in view.opened.articles.index:
        return '<p class="box">The article of this sentence is not in the data set any more.</p>'
    body = view.opened.body(article_id)
    cut = f"<mark>{theme.html_text(first_words(body[start:end], most_words))}</mark>"
    text = cut if most_words else in_paragraph(body, start, end)
    return f'{source_line(view.opened.articles.loc[article_id], view)}<p class="px-text">{text}</p>'


def _section(report: Report, section: gathered.Section, pieces: report_html.Pieces) -> str:
    """One page of the dashboard with how right it is; that of quotes with the renderings of the first utterances."""
    view, found = gathered.view_of(report.opened, report.selection, section.name), accuracy.of_page(section.name)
    measured = f'<p class="note">{theme.html_text(accuracy.line(found))}</p>' if found else ""
    more = renderings(view, report.most_words) if section.name == "quotes" else ""
    return measured + pieces.drawn(section.pieces, view) + more


def _title(view: View) -> str:
    """The title of the report."""
    return f"Parallax report: {view.name}"


def _body(report: Report, parts: list[tuple[str, str, str, str]], pictures: str) -> str:
    """Head with the buttons, contents and all parts."""
    view = report.view
    contents = "".join(f'<li><a href="#{name}">{theme.html_text(title)}</a></li>' for name, title, *_ in parts)
    limit = (
        f'<p class="box">Copyright-safe: of no article do more than {report.most_words} words in a row stand here.</p>'
        if report.most_words
        else ""
    )
    told = "".join(
        f'<section aria-labelledby="{name}"><h2 id="{name}">{theme.html_text(title)}</h2>'
        f'<p class="lead">{theme.html_text(lead)}</p>{html}</section>\n'
        for name, title, lead, html in parts
    )
    shown = f"Shown: {view.filters}." if view.filters else "Everything in the data set is shown."
    return f"""<header><h1>{theme.html_text(_title(view))}</h1>
<p class="lead">{theme.html_text(f"{view.n_text}. {shown}")}</p>
<p class="note">{theme.html_text(view.source_line)}.</p>{limit}
<p class="files"><button type="button" id="unfold" aria-pressed="false">Open all tables and sentences</button> {pictures}</p></header>
<nav aria-label="Contents"><ol>{contents}</ol></nav>
<main id="content">
{told}</main>
<footer><p class="note">Made offline from the articles that were given. Whether a fact is true is not measured.</p></footer>"""


def _cited(report: Report) -> str:
    """The citation line."""
    query = address.written(report.params)
    return f'<p>{theme.html_text(citation(report.view, f"/overview?{query}" if query else ""))}</p>'


def _methods() -> str:
    """Each method in two sentences, with what was measured of it, and what the words mean."""
    listed = terms.shown(tuple(terms.definitions()))
    words = report_folds.folded("What the words mean", theme.counted(len(terms.definitions()), "term"), listed)
    return words + "".join(
        f"<h3>{theme.html_text(name)}</h3><p>{theme.html_text(said)}</p>{_measured(subject)}"
        for name, (subject, said) in methods.METHODS.items()
    )


def _measured(subject: str) -> str:
    """How right one part was where it was measured; empty where it was not."""
    found = [figure for figure in accuracy.figures() if figure.subject == subject]
    items = "".join(f"<li>{theme.html_text(f'{f.what}: {theme.percent(f.share)} of {f.n:,} {f.unit}, {f.told}')}</li>" for f in found)
    return f'<p class="note">Measured:</p><ul>{items}</ul>' if items else ""


def _problems(view: View) -> tuple[str, str, str, str]:
    """Every record that could not be used, then what was used with a doubt or is there twice."""
    problems, order = view.whole["problems"], {"rejected": 0, "doubt": 1, "duplicate": 2}
    rows = problems.sort_values(["source_file", "source_position"], kind="stable")
    rows = rows.assign(message=[reason_of(m, file) for m, file in zip(rows["message"], rows["source_file"], strict=True)])
    rows = rows.sort_values("severity", key=lambda severity: severity.map(order), kind="stable")
    columns = {
        "severity": ("Kind", ""),
        "source_file": ("File", ""),
        "source_position": ("Place", ""),
        "message": ("What is wrong, and what to do", ""),
    }
    counts = view.manifest.get("counts", {})
    said = ", ".join(f"{int(counts.get(name, 0)):,} {name}" for name in ("given", "read", "duplicates", "rejected"))
    shown = (
        report_html.table(rows, columns, "problems", most=_MOST_FILES) if len(rows) else "<p>Everything that was given could be used.</p>"
    )
    return "problems", "What could not be used, or only with a doubt", f"Records: {said}.", shown


def _corrections(view: View) -> tuple[str, str, str, str]:
    """What a person corrected by hand, each in a sentence."""
    counts = view.manifest.get("corrections", {})
    rows = view.whole["corrections"]
    applied = rows[rows["state"].eq("applied").fillna(False).to_numpy(bool)].astype(object)
    said = [corrections.said(row) for row in applied.where(applied.notna(), "").to_dict("records")]
    n = theme.counted(int(counts.get("applied", 0)), "correction")
    lead = f"{n} applied by hand to what was read; the articles themselves are unchanged."
    listed = "".join(f"<li>{theme.html_text(line)}</li>" for line in said[:_MOST_FILES])
    return "corrections", "Corrections", lead, f"<ol>{listed}</ol>" if listed else "<p>None.</p>"


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
    out = Path(options.out)
    try:
        opened = opened_from(open_dataset(options.dataset))
        with disk_errors(out, "nothing was written"):  # said before the work, which takes minutes
            out.parent.mkdir(parents=True, exist_ok=True)
        report = Report(opened, address.selection_of(opened, reporting.params(options)), options.max_words)
        finished = made(report, _tell)
        if out.suffix.casefold() == ".zip":
            from dashboard import package

            package.write(report, finished, out, options.tables, _tell)
        else:
            write(out, finished.html)
    except ParallaxError as error:
        print(f"parallax: {error}", file=sys.stderr)
        return 2
    for title in finished.failed:
        print(f"parallax: a part of {title} could not be drawn; the report says where", file=sys.stderr)
    print(f"{out}: {out.stat().st_size:,} bytes")
    return 1 if finished.failed else 0


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
