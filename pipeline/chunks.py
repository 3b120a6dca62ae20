"""What a worker does: some records into rows of all tables that need one article at a time, some stories through the story linkers."""

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipeline import article, inputs, known_outlets, tables
from pipeline.article import RawArticle, Record
from pipeline.errors import InputError, PluginError
from pipeline.settings import Settings
from pipeline.shelf import Shelf
from pipeline.steps import Step

_ARTICLES_A_PART = 500
_BY_SOURCE = ("quotes", "citations")


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
    known_outlets.use(settings.file("outlets"))
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
    kept = ("articles", "outlets", "origins")
    made = {name: tables.frame(name, [row for rows in bundles for row in rows.get(name, ())]) for name in kept}
    best = best_copies(made["articles"])
    chosen = made["articles"].loc[best]
    made["removed"] = tables.frame("removed", [row for i in best for row in bundles[i].get("removed", ())])
    return {**made, **extracted(chosen.sort_values("article_id", ignore_index=True), settings, extractors)}


def extracted(articles: pd.DataFrame, settings: Settings, extractors: Sequence[Step]) -> dict[str, pd.DataFrame]:
    """The tables that extractors make of some articles."""
    seen = {"articles": articles}
    for step in extractors:
        (name,) = step.makes
        given = {**seen, "articles": _in_languages(articles, step.languages)}
        seen[name] = tables.conform(name, importlib.import_module(step.module).extract(given, settings))
    return {name: rows for name, rows in seen.items() if name != "articles"}


def _in_languages(articles: pd.DataFrame, languages: Sequence[str]) -> pd.DataFrame:
    """The articles that an extractor can read: in one of its languages, or too short to tell theirs."""
    is_read = articles["language"].isna() | articles["language"].isin(languages)
    return articles if not languages or is_read.all() else articles[is_read].reset_index(drop=True)


def best_copies(articles: pd.DataFrame) -> list[int]:
    """Index labels of one row an article: of its copies the one with the fewest gaps, then the first by place and content."""
    several = articles.duplicated("article_id", keep=False)
    order = ["article_id", "n_gaps", "source_file", "source_position"]
    rest = [c for c in articles.columns if c not in order]
    ranked = articles.assign(n_gaps=articles.isna().sum(axis=1))[several].sort_values([*order, *rest], kind="stable")
    return sorted([*articles.index[~several], *ranked.drop_duplicates("article_id").index])


@dataclass(frozen=True)
class Stories:
    """Some stories with the rows of their articles, sorted by story; a slice of them is again some stories.

    `positions` gives, for each row of a table, the number of its story in the whole data set; `first` is the number of the first.
    """

    story_ids: list[str]
    tables: dict[str, pd.DataFrame]
    positions: dict[str, np.ndarray]
    first: int = 0

    def __len__(self) -> int:
        return len(self.story_ids)

    def __getitem__(self, part: slice) -> "Stories":
        start, stop, _ = part.indices(len(self))
        rows, positions = {}, {}
        for name, position in self.positions.items():
            low, high = np.searchsorted(position, [self.first + start, self.first + stop])
            rows[name], positions[name] = self.tables[name].iloc[low:high], position[low:high]
        return Stories(self.story_ids[part], rows, positions, self.first + start)


def stories_of(made: Mapping[str, pd.DataFrame], names: Iterable[str]) -> Stories:
    """All stories of a data set with the rows of some tables; an article without a story is a story of its own.

    A table without articles comes along where its rows are named by the story's articles: outlets, stories, and sources through
    quotes and citations. A row about two articles comes along where both are of one story. A table that is not there is passed over.
    """
    articles = made["articles"]
    story_of = articles["story_id"].fillna(articles["article_id"]).set_axis(articles["article_id"])
    story_ids = sorted(set(story_of))
    number = story_of.map({story_id: i for i, story_id in enumerate(story_ids)})
    rows, positions = {}, {}
    for name in sorted({"articles", "outlets", "stories", *names} & set(made)):
        placed = _placed(made, name, number, story_ids).sort_values("_story", kind="stable")
        positions[name] = placed["_story"].to_numpy(dtype="int64")
        rows[name] = placed.drop(columns="_story")
    return Stories(story_ids, rows, positions)


def stories_in_parts(made: Shelf, names: Iterable[str]) -> Iterator[Stories]:
    """All stories of a data set with the rows of some tables, some thousand articles at a time."""
    names = {"articles", *names, *(_BY_SOURCE if "sources" in names else ())} & set(made)
    part = _part_of_article(made.columns("articles", ["article_id", "story_id"]))
    n_parts = int(part.max()) + 1 if len(part) else 1
    if n_parts == 1:
        yield stories_of(made, names)
        return
    piles = {}
    for name in sorted(names - {"outlets", "stories", "sources"}):
        piles[name] = made.pile(name, lambda rows: rows["article_id"].map(part), made.blank(name))
        for rows in made.slices(name):
            piles[name].add(rows)
    whole = {name: made[name] for name in {"outlets", "stories", *names} & set(made) - set(piles)}
    for number in range(n_parts):
        yield stories_of({**whole, **{name: pile.marked(number) for name, pile in piles.items()}}, names)
    for pile in piles.values():
        pile.remove()


def _part_of_article(articles: pd.DataFrame) -> pd.Series:
    """article_id → number of the part of the data set that its story belongs to."""
    story = articles["story_id"].fillna(articles["article_id"])
    sizes = story.value_counts().sort_index()
    return story.map(sizes.cumsum() // _ARTICLES_A_PART).set_axis(articles["article_id"])


def _placed(made: Mapping[str, pd.DataFrame], name: str, number: pd.Series, story_ids: list[str]) -> pd.DataFrame:
    """The rows of a table with the number of their story, in the table's order within each."""
    rows = made[name]
    if "article_id" in rows.columns:
        placed = rows.assign(_story=rows["article_id"].map(number))
        return placed[rows["other_article_id"].map(number) == placed["_story"]] if "other_article_id" in rows.columns else placed
    if name == "stories":
        rows = rows[rows["story_id"].isin(story_ids)]
        return rows.assign(_story=rows["story_id"].map({story_id: i for i, story_id in enumerate(story_ids)}))
    key = {"outlets": "outlet_id", "sources": "source_id"}.get(name)
    if key is None:
        return rows.iloc[:0].assign(_story=0)
    named = [made[t][["article_id", key]] for t in ("articles", *_BY_SOURCE) if t in made and key in made[t].columns]
    pairs = pd.concat(named, ignore_index=True)
    pairs = pairs.assign(_story=pairs["article_id"].map(number))[["_story", key]].dropna().drop_duplicates().sort_values(["_story", key])
    return pairs.merge(rows, on=key, how="inner")[[*rows.columns, "_story"]]


class _OfStory(Mapping):
    """The tables of one story, each cut out when it is asked for, because thousands of stories have one article and need few of them."""

    def __init__(self, stories: Stories, bounds: Mapping[str, list[int]], place: int):
        self._stories, self._bounds, self._place, self._known = stories, bounds, place, {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._known:
            first, after = self._bounds[name][self._place:self._place + 2]
            rows = self._stories.tables[name].iloc[first:after]
            rows.index = pd.RangeIndex(after - first)
            self._known[name] = rows
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._bounds, **self._known})

    def __len__(self) -> int:
        return len({**self._bounds, **self._known})

    def fill(self, made: Mapping[str, pd.DataFrame]) -> None:
        """Take the tables that a linker gave."""
        self._known.update(made)


def link(stories: Stories, settings: Settings, linkers: Sequence[Step]) -> dict[str, pd.DataFrame]:
    """What the story linkers give for some stories, one story after the other."""
    pieces: dict[str, list[pd.DataFrame]] = {name: [] for step in linkers for name in step.tables}
    modules = [importlib.import_module(step.module) for step in linkers]
    edges = np.arange(stories.first, stories.first + len(stories) + 1)
    bounds = {name: np.searchsorted(position, edges).tolist() for name, position in stories.positions.items()}
    for place in range(len(stories)):
        seen = _OfStory(stories, bounds, place)
        for step, module in zip(linkers, modules, strict=True):
            result = module.link(seen, settings)
            if set(result) != set(step.tables):
                raise PluginError(step.module, f"gave {', '.join(sorted(result))}", f"give exactly {', '.join(step.tables)}, as in MAKES")
            seen.fill(result)
        for name, rows in pieces.items():
            rows.append(seen[name])
    return {name: joined(name, rows) for name, rows in pieces.items()}


def joined(name: str, pieces: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames of one table one after the other; an empty table where all are empty."""
    filled = [rows for rows in pieces if len(rows)]
    return pd.concat(filled, ignore_index=True) if filled else tables.empty(name)
