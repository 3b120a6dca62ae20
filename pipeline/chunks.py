"""What a worker does: some records into rows of all tables that need one article at a time, some stories through the story linkers."""

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline import article, inputs, tables
from pipeline.article import RawArticle, Record
from pipeline.errors import InputError
from pipeline.settings import Settings
from pipeline.steps import Step


@dataclass
class Taken:
    """What became of one record: the articles found in it and what was wrong."""

    source_file: str
    source_position: str
    article_ids: list[str] = field(default_factory=list)
    problems: list[dict] = field(default_factory=list)


@dataclass
class Part:
    """The tables of one chunk; `articles` has every copy of an article, all other tables follow the best copy."""

    taken: list[Taken]
    tables: dict[str, pd.DataFrame]


def problem(stage: str, severity: str, error: Exception | str, *, source_file: str, source_position: str = "") -> dict:
    """A row of `problems` but for its id; an exception gives its kind and its message."""
    kind = error if isinstance(error, str) else type(error).__name__
    return {"stage": stage, "severity": severity, "source_file": source_file, "source_position": source_position or None,
            "error": kind, "message": str(error)}


def read(records: Sequence[Record], settings: Settings, extractors: Sequence[Step]) -> Part:
    """The articles of some records and all that can be extracted from each by itself."""
    taken, bundles = [], []
    for record in records:
        outcome = Taken(record.source_file, record.source_position)
        for rows in _bundles(record, settings, outcome):
            outcome.article_ids += [row["article_id"] for row in rows.get("articles", ())]
            outcome.problems += rows.get("problems", ())
            bundles += [rows] if rows.get("articles") else []
        taken.append(outcome)
    return Part(taken, _extracted(bundles, settings, extractors))


def _bundles(record: Record, settings: Settings, outcome: Taken) -> Iterable[dict[str, list[dict]]]:
    """The rows of each article in a record; an unusable one is noted and the others go on."""
    try:
        for raw in inputs.parse(record):
            yield from _rows(raw, settings, outcome)
    except InputError as error:
        outcome.problems.append(_input_problem(error, record.source_file, record.source_position))


def _rows(raw: RawArticle, settings: Settings, outcome: Taken) -> Iterable[dict[str, list[dict]]]:
    """The rows of one raw article, or a note of why it has none."""
    try:
        yield article.rows(raw, settings)
    except InputError as error:
        outcome.problems.append(_input_problem(error, raw.source_file, raw.source_position))


def _input_problem(error: InputError, source_file: str, source_position: str) -> dict:
    """A row of `problems` from an InputError; its own place is the more exact one."""
    return problem("read", "rejected", error, source_file=source_file, source_position=error.position or source_position)


def _extracted(bundles: list[dict[str, list[dict]]], settings: Settings, extractors: Sequence[Step]) -> dict[str, pd.DataFrame]:
    """All tables that come from the articles one by one."""
    made = {name: tables.frame(name, [row for rows in bundles for row in rows.get(name, ())]) for name in ("articles", "outlets", "origins")}
    best = best_copies(made["articles"])
    chosen = made["articles"].loc[best]
    made["removed"] = tables.frame("removed", [row for i in best for row in bundles[i].get("removed", ())])
    seen = {**made, "articles": chosen.sort_values("article_id", ignore_index=True)}
    for step in extractors:
        (name,) = step.makes
        made[name] = seen[name] = tables.conform(name, importlib.import_module(step.module).extract(seen, settings))
    return made


def best_copies(articles: pd.DataFrame) -> list[int]:
    """Index labels of one row an article: of its copies the one with the fewest gaps, then the first by place and content."""
    gaps = articles.isna().sum(axis=1)
    several = articles.duplicated("article_id", keep=False)
    order = ["article_id", "n_gaps", "source_file", "source_position"]
    rest = [c for c in articles.columns if c not in order]
    ranked = articles[several].assign(n_gaps=gaps).sort_values([*order, *rest], kind="stable")
    return sorted([*articles.index[~several], *ranked.drop_duplicates("article_id").index])
