"""The recipe: read the articles, extract from each, find stories, link, publish. The only place that collects problems."""

import hashlib
import os
import platform
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib import import_module, metadata
from itertools import groupby
from pathlib import Path

import pandas as pd

from pipeline import _correction_effects, _lone_dates, chunks, corrections, inputs, known_outlets, plugins, steps, store, tables
from pipeline._corrected_tables import Corrected, corrected
from pipeline.article import InputFile, Record
from pipeline.chunks import Stories, Taken
from pipeline.engine import Engine, InProcess, LocalCores, Outcome
from pipeline.errors import InputError, PluginError
from pipeline.gathering import Gathering, accounts, numbered
from pipeline.progress import Progress, Reading
from pipeline.provenance import made_from
from pipeline.settings import Settings
from pipeline.shelf import Shelf, plain_memory
from pipeline.steps import Named, Step
from pipeline.store import Dataset

_RECORDS_A_CHUNK = 32
_ARTICLES_A_CHUNK_OF_STORIES = 64
_FILES_A_PART = 20_000
_LIBRARIES = ("newsparallax", "pandas", "numpy", "pyarrow", "scikit-learn", "trafilatura", "beautifulsoup4", "lxml", "rapidfuzz", "pebble")


def build(sources: Iterable[str | Path], out: str | Path, settings: Settings | None = None, workers: int | None = None,
          progress: Callable[[Progress], None] = lambda _: None) -> Dataset:
    """Build the data set of exactly these sources and publish it whole.

    Args:
        sources: files and folders with articles.
        out: folder of the data set; made if it is not there, its earlier version is replaced in one step.
        settings: numbers to use in place of the defaults.
        workers: processes to use, all cores if not given; 0 does everything in this process, without deadlines.
        progress: called with a `Progress` now and then.

    Returns:
        The data set just published; `manifest["counts"]` has given, read, duplicates and rejected records.

    Raises:
        InputError: a source is not there, the user's table of outlets cannot be used, or nothing was read that could replace the
            data set of an earlier build.
        DatasetError: the folder cannot be used or written.
        PluginError: a step breaks its contract, or one that sees all articles at once fails.
        SettingsError: the settings name what is not on this machine.
    """
    settings, sources = settings or Settings(), _existing(sources)
    settings = settings if settings.file("outlets") else settings.with_files(outlets=known_outlets.of_dataset(out))
    known_outlets.use(settings.file("outlets"))
    corrected = _corrections(out, settings)
    _check(settings)
    with store.writing(out) as writer, writer.scratch() as folder, closing(_engine(workers, settings)) as engine, plain_memory():
        run, made = _Run(settings, engine, progress), Shelf(folder)
        listing = _listing(sources, progress)
        taken = run.read(sources, int(listing["bytes"].sum()), made)
        result = run.correct(corrected, made)
        counts, problems = accounts(taken, result.left_out)
        if not counts["read"] and writer.has_version:
            kept = f"no article could be read, so the data set in {out} is left as it is; {_first_reason(problems)}"
            raise InputError(", ".join(sources), kept, "correct the input, or name a new folder after --out")
        run.link(made)
        made.put("corrections", [_correction_effects.effects(result, made)])
        run.doubts += [*_correction_effects.problems(made["corrections"]), *_lone_dates.problems(made, settings)]
        made.put("problems", [tables.frame("problems", numbered([*problems, *run.doubts]))])
        progress(Progress("write", len(tables.TABLES), "tables", 0.0))
        facts = {**_facts(sources, settings, out), "counts": counts, "columns": run.columns, "left_out": Counter(run.left_out.values()),
                 "corrections": _correction_effects.counts(made["corrections"], made["problems"])}
        return writer.publish({name: made.slices(name) for name in tables.TABLES}, facts, listing)


def _check(settings: Settings) -> None:
    """Let each linker say at once, rather than story by story, where the settings ask for what is not there."""
    for name, linker in plugins.find("pipeline.link").items():
        if check := getattr(linker, "check", None):
            with Named(name):
                check(settings)


def _corrections(out: str | Path, settings: Settings) -> corrections.File:
    """The corrections of a data set: those that the settings name, else those beside its folder."""
    given = settings.file("corrections")
    if given:
        _existing([given])
    return corrections.read(given or corrections.beside(out))


def _existing(sources: Iterable[str | Path]) -> list[str]:
    """The sources, all of which are there."""
    sources = [str(source) for source in sources]
    for source in sources:
        if not os.path.exists(source):
            raise InputError(source, "does not exist", "check the spelling of the path")
    return sources


def _engine(workers: int | None, settings: Settings) -> Engine:
    """The engine for a number of workers."""
    if workers == 0:
        return InProcess()
    modules = [m.__name__ for package in ("readers", "extract", "link") for m in plugins.find(f"pipeline.{package}").values()]
    return LocalCores(workers or os.cpu_count() or 1, int(settings.worker_max_bytes), ["pipeline.chunks", *modules])


def _listing(sources: Sequence[str], progress: Callable[[Progress], None]) -> pd.DataFrame:
    """Name, size and hash of every file of the input that can be opened, sorted; what cannot is named when it is read."""
    rows: list[tuple[str, int, str]] = []
    parts, n_files = [_as_listing(rows)], 0
    for file in inputs.find(sources):
        found = [] if isinstance(file, InputError) else _listed(file)
        rows += found
        n_files += len(found)
        if len(rows) >= _FILES_A_PART:
            parts.append(_as_listing(rows))
            rows = []
        progress(Progress("look", n_files, "files", 0.0))
    whole = pd.concat([*parts, _as_listing(rows)], ignore_index=True)
    return whole.sort_values(["source_file", "bytes", "sha256"], ignore_index=True)


def _as_listing(rows: Sequence[tuple[str, int, str]]) -> pd.DataFrame:
    """Names, sizes and hashes as a frame, which is a fifth of what they are as texts and numbers of their own."""
    names, sizes, digests = zip(*rows, strict=True) if rows else ((), (), ())
    typed = {"source_file": (names, "str"), "bytes": (sizes, "int64"), "sha256": (digests, "str")}
    return pd.DataFrame({name: pd.Series(values, dtype=dtype) for name, (values, dtype) in typed.items()})


def _listed(file: InputFile) -> list[tuple[str, int, str]]:
    """Name, size and hash of one file, if it can be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with file.open() as stream:
            while piece := stream.read(1_048_576):
                digest.update(piece)
                size += len(piece)
    except (InputError, OSError):
        return []
    return [(file.source_file, size, digest.hexdigest())]


@dataclass
class _Run:
    """One build while it runs: what its steps use, and the problems that are no record's."""

    settings: Settings
    engine: Engine
    progress: Callable[[Progress], None]
    doubts: list[dict] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def read(self, sources: Sequence[str], n_bytes: int, made: Shelf) -> list[Taken]:
        """All records of the sources through readers and extractors onto the shelf; what became of each."""
        gathering, reading = Gathering(made), Reading(n_bytes)
        work = partial(chunks.read, settings=self.settings, extractors=steps.extractors())
        records = self._records(sources, gathering, reading)
        self.progress(Progress("read", 0, "records", 0.0))
        for outcome in self.engine.run(work, _in_chunks(records), lambda _: self.settings.article_deadline_seconds):
            if outcome.error:
                gathering.reject(_failed_record(outcome))
            else:
                gathering.add(outcome.result)
            self.progress(Progress("read", len(gathering.taken), "records", reading.share))
        gathering.finish()
        return gathering.taken

    def _records(self, sources: Sequence[str], gathering: Gathering, reading: Reading) -> Iterator[Record]:
        """The records of all files, one after the other; what cannot be cut into records is noted and passed over."""
        for file in inputs.find(sources, self.left_out):
            is_first = True
            for found in [file] if isinstance(file, InputError) else inputs.records(reading.watched(file), self.settings):
                if isinstance(found, InputError):
                    gathering.reject(chunks.problem("read", "rejected", found, source_file=found.path, source_position=found.position))
                else:
                    if is_first and (columns := _columns_of(found)):
                        self.columns[found.source_file] = columns
                    is_first = False
                    yield found

    def correct(self, file: corrections.File, made: Shelf) -> Corrected:
        """Put the tables on the shelf as the user has corrected them."""
        if file.lines:
            self.progress(Progress("correct", len(file.lines), "corrections", 0.0))
        result = corrected(file, made, self._again)
        for name, rows in result.changed.items():
            made.put(name, [rows])
        made.lay(result.working)
        return result

    def _again(self, articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """What is extracted from articles whose text was corrected; one that fails is named."""
        extractors = steps.extractors()
        work = partial(chunks.extracted, settings=self.settings, extractors=extractors)
        pieces: dict[str, list[pd.DataFrame]] = {name: [] for step in extractors for name in step.makes}
        parts = (articles[i:i + 1] for i in range(len(articles)))
        for outcome in self.engine.run(work, parts, lambda _: self.settings.article_deadline_seconds):
            if outcome.error:
                first = outcome.chunk.iloc[0]
                place = {"source_file": first["source_file"], "source_position": first["source_position"]}
                message = (f"{first['source_file']}: its corrected text could not be worked through ({outcome.reason}). "
                           "Hint: undo the correction.")
                self.doubts.append({**chunks.problem("correct", "doubt", outcome.error, **place), "message": message})
            for name, rows in (outcome.result or {}).items():
                pieces[name].append(rows)
        return {name: chunks.joined(name, rows) for name, rows in pieces.items()}

    def link(self, made: Shelf) -> None:
        """Put on the shelf what all linkers make; story linkers that follow each other run together, story by story."""
        order = steps.linkers()
        for scope, group in groupby(order, key=lambda step: step.scope):
            linkers = list(group)
            for alone in [linkers] if scope == "story" else [[step] for step in linkers]:
                names = ", ".join(step.module.rpartition(".")[2] for step in alone)
                self.progress(Progress(names, 0, "articles", 0.0))
                if scope == "story":
                    self._stories(alone, made, names)
                else:
                    self._whole(alone[0], made)

    def _whole(self, linker: Step, made: Shelf) -> None:
        """Put on the shelf what a linker of the whole data set gives; it runs in a process of its own where there is much to hold."""
        work = partial(_linked, linker=linker, settings=self.settings)
        with Named(linker.module):
            made.take(self.engine.apart(work, made) if made.is_on_disk else work(made))

    def _stories(self, linkers: Sequence[Step], made: Shelf, names: str) -> None:
        """Put on the shelf what some story linkers give for all stories; a story that fails keeps its rows unfilled and is named."""
        needed = {need.partition(".")[0] for step in linkers for need in (*step.needs, *step.makes)}
        work = partial(chunks.link, settings=self.settings, linkers=linkers)
        pieces = {name: made.pile(name) for step in linkers for name in step.tables}
        n_done, n_articles = 0, made.n_rows("articles")
        for outcome in self.engine.run(work, _stories_in_chunks(made, needed), self._story_deadline):
            for name, rows in (outcome.result or self._unlinked(outcome, linkers)).items():
                pieces[name].add(rows)
            n_done += len(outcome.chunk.tables["articles"])
            self.progress(Progress(names, n_done, "articles", n_done / n_articles))
        for name, pile in pieces.items():
            _put(made, linkers, name, pile.slices())
            pile.remove()

    def _story_deadline(self, stories: Stories) -> float:
        """Seconds for some stories: as many as their articles would get one by one."""
        return self.settings.article_deadline_seconds * max(1, len(stories.tables["articles"]))

    def _unlinked(self, outcome: Outcome, linkers: Sequence[Step]) -> dict[str, pd.DataFrame]:
        """The rows of one story that could not be linked, as they were, and a note of it."""
        articles = outcome.chunk.tables["articles"]
        names = ", ".join(step.module.rpartition(".")[2] for step in linkers)
        first = articles.sort_values("source_file").iloc[0]
        place = {"source_file": first["source_file"], "source_position": first["source_position"]}
        message = (f"story of {len(articles)} articles with “{first['title'][:80]}”: could not be compared ({outcome.reason}); "
                   f"{names} are missing for it. Hint: leave the unusual article out, or raise article_deadline_seconds.")
        self.doubts.append({**chunks.problem("link", "doubt", outcome.error, **place), "message": message})
        filled = {name for step in linkers for name in step.tables if name not in step.makes}
        made = {name for step in linkers for name in step.makes}
        return {name: outcome.chunk.tables[name] for name in sorted(filled - made)}


def _linked(made: Shelf, linker: Step, settings: Settings) -> Shelf:
    """The shelf with what a linker of the whole data set gives."""
    with Named(linker.module), plain_memory():
        given = import_module(linker.module).link(made, settings)
        if set(given) != set(linker.tables):
            raise PluginError(linker.module, f"gave {', '.join(sorted(given))}", f"give exactly {', '.join(linker.tables)}, as in MAKES")
        for name in linker.tables:
            rows = given.pop(name)
            _put(made, [linker], name, [rows] if isinstance(rows, pd.DataFrame) else rows)
    return made


def _in_chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in lists of a few."""
    chunk: list[Record] = []
    for record in records:
        chunk.append(record)
        if len(chunk) >= _RECORDS_A_CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _stories_in_chunks(made: Shelf, needed: Collection[str]) -> Iterator[Stories]:
    """Stories in slices of a few articles, a large story by itself."""
    for stories in chunks.stories_in_parts(made, needed):
        sizes = pd.Series(stories.positions["articles"]).value_counts().sort_index()
        start, n_articles = 0, 0
        for i, size in enumerate(sizes):
            if i > start and n_articles + size > _ARTICLES_A_CHUNK_OF_STORIES:
                yield stories[start:i]
                start, n_articles = i, 0
            n_articles += size
        if start < len(stories):
            yield stories[start:]


def _first_reason(problems: Sequence[Mapping]) -> str:
    """How many records were given and why the first was not read, one clause."""
    reasons = [row["message"].partition(". Hint:")[0] for row in problems if row["severity"] == "rejected"]
    return f"{len(reasons)} records were rejected, first {reasons[0]}" if reasons else "nothing was given"


def _failed_record(outcome: Outcome) -> dict:
    """The problem of a record that no worker could finish."""
    (record,) = outcome.chunk
    where = f"{record.source_file} ({record.source_position})" if record.source_position else record.source_file
    row = chunks.problem("extract", "rejected", outcome.error, source_file=record.source_file, source_position=record.source_position)
    return {**row, "message": f"{where}: could not be worked through ({outcome.reason}). Hint: leave the article out, or shorten it."}


def _put(made: Shelf, linkers: Sequence[Step], name: str, slices: Iterable[pd.DataFrame]) -> None:
    """Put on the shelf a table that linkers gave; they must fill its rows without making or losing any, or have made the table."""
    n_before = made.n_rows(name)
    made.put(name, slices)
    if name not in {whole for step in linkers for whole in step.makes} and made.n_rows(name) != n_before:
        raise PluginError(", ".join(step.module for step in linkers), f"turned {n_before} rows of {name} into {made.n_rows(name)}",
                          "fill columns, keep the rows")


def _columns_of(record: Record) -> dict[str, str]:
    """What was taken for what in a table; of a first row that cannot be read its own problem tells."""
    try:
        return inputs.columns_of(record)
    except InputError:
        return {}


def _facts(sources: Sequence[str], settings: Settings, out: str | Path) -> dict:
    """The facts of this run; the only place with a clock time."""
    versions = {"python": platform.python_version(), **{name: metadata.version(name) for name in _LIBRARIES}}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"built_at": now, "versions": versions, "settings": settings.as_dict(), "sources": list(sources),
            "made_from": made_from(sources, settings, out)}
