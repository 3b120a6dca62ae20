"""What the commands print: progress on a terminal or in plain lines, a data set in a few lines."""

import sys
import time
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TextIO

from pipeline import corrections, pace
from pipeline.corrections import File
from pipeline.progress import Progress
from pipeline.store import Dataset
from pipeline.tables import TABLES

LEFT_OUT = {"page": "with the images and scripts that a browser saved beside a page", "dataset": "being data sets of this program"}
_SECONDS_BETWEEN = {True: 0.1, False: 1.0}
_MOST_FILES = 50


def plain(text: str) -> str:
    """A text without control characters: file names and titles come from strangers and are printed on the user's terminal.

    Example:
        >>> plain("a\\x1b[31mb\\nc")
        'a?[31mb c'
    """
    return "".join(" " if c in "\n\t" else "?" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)


def say(text: str, stream: TextIO | None = None) -> None:
    """Print one line at once."""
    print(plain(text), file=stream or sys.stdout, flush=True)


@dataclass
class Ticker:
    """Shows the progress of a build: one line that changes on a terminal, now and then a line elsewhere."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _step: str = ""
    _pace: pace.Pace = field(default_factory=pace.Pace)
    _shown: float = 0.0
    _width: int = 0

    def __call__(self, progress: Progress) -> None:
        """Show how far the build is, unless it was just shown."""
        now = time.monotonic()
        is_new = progress.step != self._step
        self._step = progress.step
        if is_new or now - self._shown >= _SECONDS_BETWEEN[self.stream.isatty()]:
            self._shown = now
            self._show(line(progress, self._pace.left(progress.step, progress.share, now)))

    def _show(self, text: str) -> None:
        """Print a line, over the one before on a terminal."""
        if self.stream.isatty():
            print(f"\r{text.ljust(self._width)}", end="", file=self.stream, flush=True)
            self._width = len(text)
        else:
            say(text, self.stream)

    def end(self) -> None:
        """Leave the line that changed."""
        if self._width:
            print(file=self.stream, flush=True)


def line(progress: Progress, left: float | None) -> str:
    """A progress in words, with the time left of the whole build where it can be guessed.

    Args:
        progress: how far the build is.
        left: seconds that are left of it; None where that is unknown.

    Example:
        >>> line(Progress("read", 1200, "records", 0.25), 150)
        'read: 25 of 100 %, 1,200 records; about 3 minutes left in all'
        >>> line(Progress("look", 1, "files", 0.0), None)
        'look: 1 file'
    """
    share = f"{int(100 * progress.share)} of 100 %, " if progress.share else ""
    unit = progress.unit.removesuffix("s") if progress.done == 1 else progress.unit
    count = f"{progress.done:,} {unit}" if progress.done else "…"
    return f"{progress.step}: {share}{count}{'; ' if left is not None else ''}{pace.said(left)}"


def counts_line(counts: dict[str, int]) -> str:
    """The account of a build.

    Example:
        >>> counts_line({"given": 3, "read": 1, "duplicates": 1, "rejected": 1})
        '3 given = 1 read + 1 duplicates + 1 rejected'
    """
    return f"{counts['given']} given = {counts['read']} read + {counts['duplicates']} duplicates + {counts['rejected']} rejected"


def corrections_lines(manifest: Mapping) -> Iterator[str]:
    """How many corrections were applied; nothing where there are none.

    Example:
        >>> list(corrections_lines({"corrections": {"lines": 3, "applied": 2, "overruled": 0, "not_applied": 1, "records_left_out": 1}}))
        ['corrections: 3 lines = 2 applied + 0 overruled + 1 not applied; 1 of the rejected records were left out by them']
    """
    n = manifest.get("corrections", {})
    if n.get("lines"):
        left_out = f"; {n['records_left_out']} of the rejected records were left out by them" if n["records_left_out"] else ""
        yield (f"corrections: {n['lines']} lines = {n['applied']} applied + {n['overruled']} overruled + {n['not_applied']} not applied"
               f"{left_out}")


def corrected(dataset: Dataset, file: File) -> Iterator[str]:
    """Every correction of a data set in words, one line each, with what it changed or that it waits for the next build."""
    table = dataset.table("corrections")
    told = {key: f"{state}: {effect}" for key, state, effect in zip(table["correction_id"], table["state"], table["effect"], strict=True)}
    for line, cells in file.rows:
        yield f"{line}: {corrections.said(cells)} ({told.get(corrections.line_id(cells), 'waits for the next build')})"
    gone = table[table["correction_id"].isin(corrections.waiting(file, table)[1])]
    yield from (f"undone, waits for the next build: {corrections.said(row)}" for row in gone.fillna("").to_dict("records"))
    yield f"{len(file.rows)} lines in {file.path}; apply them with: parallax rebuild {dataset.folder}"


def summary(dataset: Dataset) -> Iterator[str]:
    """A data set in a few lines: what of whom, from what, made by what."""
    manifest, articles = dataset.manifest, dataset.table("articles")
    n_full = int((articles["kind"] == "full").sum())
    made_by = f"newsparallax {manifest['versions']['newsparallax']}"
    yield f"{dataset.folder}, version {dataset.version}, built {manifest['built_at']} with {made_by}"
    yield f"sources: {', '.join(manifest['sources'])} ({manifest['inputs']['files']} files, {manifest['inputs']['bytes']:,} bytes)"
    yield f"records: {counts_line(manifest['counts'])}"
    for kind, n_folders in sorted(manifest.get("left_out", {}).items()):
        yield f"folders left out: {n_folders:,}, {LEFT_OUT[kind]}"
    yield from corrections_lines(manifest)
    outlets, stories = dataset.table("outlets"), dataset.table("stories")
    yield f"articles: {n_full} full, {len(articles) - n_full} excerpts, {len(outlets)} outlets, {len(stories)} stories"
    named = articles.merge(outlets, on="outlet_id").groupby(["outlet_id", "outlet_name"]).size().sort_values(ascending=False, kind="stable")
    yield from (f"  {n:6,}  {name}" for (_, name), n in named.items())
    yield from (f"columns of {file}: {_columns(taken)}" for file, taken in sorted(manifest.get("columns", {}).items())[:_MOST_FILES])
    yield "rows:"
    yield from (f"  {manifest['tables'][name]['rows']:8,}  {name}" for name in TABLES)


def _columns(taken: dict[str, str]) -> str:
    """What was taken for what in a table of articles."""
    named = ", ".join(f"{kind}={name}" for kind, name in taken.items() if kind != "unused")
    return named + (f"; not used: {taken['unused']}" if "unused" in taken else "")


def problems(dataset: Dataset) -> Iterator[str]:
    """Every problem of a data set, one line each, the unusable first."""
    order = {"rejected": 0, "duplicate": 1, "doubt": 2}
    rows = dataset.table("problems").sort_values(["source_file", "source_position"], kind="stable")
    rows = rows.sort_values("severity", key=lambda severity: severity.map(order), kind="stable")
    for severity, file, message in zip(rows["severity"], rows["source_file"], rows["message"], strict=True):
        yield f"{severity}: {message if message.startswith(file) else f'{file}: {message}'}"
