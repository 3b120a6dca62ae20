"""The recipe: read the articles, extract from each, find stories, link, publish. The only place that collects problems."""

import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module, metadata
from pathlib import Path

import pandas as pd

from pipeline import chunks, inputs, steps, store, tables
from pipeline.article import Record
from pipeline.engine import Engine, InProcess
from pipeline.errors import InputError, PluginError
from pipeline.gathering import Gathering, accounts, numbered
from pipeline.settings import Settings
from pipeline.store import Dataset

_RECORDS_A_CHUNK = 32
_LIBRARIES = ("newsparallax", "pandas", "numpy", "pyarrow", "scikit-learn", "trafilatura", "beautifulsoup4", "lxml", "rapidfuzz")


@dataclass(frozen=True)
class Progress:
    """How far a build is: the stage, how many of how many, in which unit; the total is 0 where it is not known yet."""

    stage: str
    done: int
    total: int = 0
    unit: str = "records"


def build(sources: Iterable[str | Path], out: str | Path, settings: Settings | None = None, workers: int = 0,
          progress: Callable[[Progress], None] = lambda _: None) -> Dataset:
    """Build the data set of exactly these sources and publish it whole.

    Args:
        sources: files and folders with articles.
        out: folder of the data set; made if it is not there, its earlier version is replaced in one step.
        settings: numbers to use in place of the defaults.
        workers: processes to use; 0 does everything in this process, without deadlines.
        progress: called with a `Progress` now and then.

    Returns:
        The data set just published; `manifest["counts"]` has given, read, duplicates and rejected records.

    Raises:
        InputError: a source is not there.
        DatasetError: the folder cannot be used or written.
        PluginError: a step breaks its contract.
    """
    settings, sources = settings or Settings(), [str(source) for source in sources]
    with store.writing(out) as writer:
        engine = _engine(workers, settings)
        gathering = _read(sources, settings, engine, progress)
        counts, problems = accounts(gathering.taken)
        linked, doubts = _linked(_whole(gathering.tables()), settings, engine, progress)
        linked["problems"] = tables.frame("problems", numbered([*problems, *doubts]))
        return writer.publish({name: tables.conform(name, linked[name]) for name in tables.TABLES}, _manifest(sources, settings, counts))


def _engine(workers: int, settings: Settings) -> Engine:
    """The engine for a number of workers."""
    return InProcess()


def _read(sources: Sequence[str], settings: Settings, engine: Engine, progress: Callable[[Progress], None]) -> Gathering:
    """All records of the sources through readers and extractors."""
    gathering = Gathering()
    work = partial(chunks.read, settings=settings, extractors=steps.extractors())
    for outcome in engine.run(work, _in_chunks(_records(sources, settings, gathering))):
        if outcome.failure:
            (record,) = outcome.chunk
            gathering.reject(_failed_record(record, outcome.failure))
        else:
            gathering.add(outcome.result)
        progress(Progress("read", len(gathering.taken)))
    return gathering


def _records(sources: Sequence[str], settings: Settings, gathering: Gathering) -> Iterator[Record]:
    """The records of all files, one after the other; what cannot be cut into records is noted and passed over."""
    for file in inputs.find(sources):
        for found in [file] if isinstance(file, InputError) else inputs.records(file, settings):
            if isinstance(found, InputError):
                gathering.reject(chunks.problem("read", "rejected", found, source_file=found.path, source_position=found.position))
            else:
                yield found


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


def _failed_record(record: Record, failure: str) -> dict:
    """The problem of a record that no worker could finish."""
    where = f"{record.source_file} ({record.source_position})" if record.source_position else record.source_file
    return {**chunks.problem("extract", "rejected", failure.partition(":")[0], source_file=record.source_file, source_position=record.source_position),
            "message": f"{where}: could not be worked through ({failure}). Hint: leave the article out, or shorten it."}


def _whole(made: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """All tables; one that no step made is empty."""
    return {name: made[name] if name in made else tables.empty(name) for name in tables.TABLES}


def _linked(made: dict[str, pd.DataFrame], settings: Settings, engine: Engine, progress: Callable[[Progress], None]) -> tuple[dict, list[dict]]:
    """The tables after all linkers, and the problems of stories that could not be linked."""
    order = steps.linkers()
    for number, step in enumerate(order):
        progress(Progress(step.module.rpartition(".")[2], number, len(order), "steps"))
        if step.scope == "dataset":
            given = import_module(step.module).link(made, settings)
        else:
            given = _linked_by_story(step, made, settings)
        made = {**made, **_checked(step, made, given)}
    return made, []


def _linked_by_story(step: steps.Step, made: dict[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """What a story linker gives, story after story."""
    link = import_module(step.module).link
    story_of = made["articles"].set_index("article_id")["story_id"].fillna("")
    pieces: dict[str, list[pd.DataFrame]] = {name: [] for name in step.tables}
    for story_id in sorted(set(story_of)):
        ids = set(story_of.index[story_of == story_id])
        part = {name: _of_articles(rows, ids) for name, rows in made.items()}
        for name, rows in link(part, settings).items():
            pieces[name].append(rows)
    return {name: pd.concat(rows, ignore_index=True) if rows else tables.empty(name) for name, rows in pieces.items()}


def _of_articles(rows: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    """The rows that belong to some articles; a table without articles stays whole."""
    if "article_id" not in rows.columns:
        return rows
    kept = rows["article_id"].isin(ids)
    if "other_article_id" in rows.columns:
        kept &= rows["other_article_id"].isin(ids)
    return rows[kept].reset_index(drop=True)


def _checked(step: steps.Step, before: Mapping[str, pd.DataFrame], given: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What a linker gave, conforming; it must give what it declares, and fill rows without making or losing any."""
    if set(given) != set(step.tables):
        raise PluginError(step.module, f"gave {', '.join(sorted(given))}", f"give exactly {', '.join(step.tables)}, as in MAKES")
    result = {name: tables.conform(name, rows) for name, rows in given.items()}
    for name in step.tables:
        if name not in step.makes and len(result[name]) != len(before[name]):
            raise PluginError(step.module, f"turned {len(before[name])} rows of {name} into {len(result[name])}", "fill columns, keep the rows")
    return result


def _manifest(sources: Sequence[str], settings: Settings, counts: dict[str, int]) -> dict:
    """The facts of this run; the only place with a clock time."""
    versions = {"python": platform.python_version(), **{name: metadata.version(name) for name in _LIBRARIES}}
    return {"built_at": datetime.now(UTC).isoformat(timespec="seconds"), "versions": versions, "settings": settings.as_dict(),
            "sources": list(sources), "counts": counts}
