"""The only door to the data set: opened once, read only, seen through a selection."""

import hashlib
import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import theme
from pipeline import groups, measures
from pipeline.coded import Coded, plain
from pipeline.counting import each_once, numbered
from pipeline.errors import DatasetError, InputError
from pipeline.groups import Groups, group_id
from pipeline.remembered import remembered
from pipeline.selection import Selection, select
from pipeline.store import POINTER, Dataset, open_dataset
from pipeline.tables import TABLES

WITHOUT_BODY = tuple(name for name in TABLES["articles"].column_names if name != "body")

UNKNOWN = "Unknown outlet"
T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A data set at one version, with what every page needs of the whole of it."""

    dataset: Dataset
    digest: str
    groups: Groups = field(default_factory=Groups)
    groups_problem: str = ""

    @property
    def name(self) -> str:
        """The name of its folder; of the folder around it where that is only called dataset."""
        folder = Path(self.dataset.folder).resolve()
        return (folder.parent if folder.name == "dataset" else folder).name.removesuffix(".dataset")

    @cached_property
    def articles(self) -> pd.DataFrame:
        """All articles by article_id, without their texts: see `body`."""
        rows = plain(self.coded.part("articles", WITHOUT_BODY))
        return rows.set_index("article_id", drop=False)

    def body(self, article_id: str) -> str:
        """The text of an article."""
        return self._bodies.iloc[self.articles.index.get_loc(article_id)]

    @cached_property
    def _bodies(self) -> pd.Series:
        """The texts in the order of the articles: most of what the table holds, and asked for by few pages."""
        return self.coded.part("articles", ("body",))["body"]

    @cached_property
    def outlets(self) -> pd.DataFrame:
        """All outlets, those with most full articles first, with the column shown: a name that no other outlet bears.

        Unknown outlets are numbered: a file's name tells two of them apart, but not in the width of a label. The first outlets have the
        colours that differ most; an outlet with teasers only is in few charts.
        """
        outlets, articles = self.dataset.tables["outlets"], self.articles
        n_full = outlets["outlet_id"].map(articles.loc[articles["kind"] == "full", "outlet_id"].value_counts()).fillna(0)
        outlets = outlets.assign(_n=n_full).sort_values(
            ["_n", "outlet_name", "outlet_id"], ascending=[False, True, True], ignore_index=True
        )
        outlets = outlets.drop(columns=["_n"])
        named = outlets["outlet_name"].where(outlets["is_known"].fillna(False).astype("bool"), UNKNOWN)
        return outlets.assign(shown=unique_names(named.tolist()))

    @cached_property
    def unknown(self) -> frozenset[str]:
        """The outlet_ids of unknown outlets."""
        return frozenset(self.outlets.loc[self.outlets["is_known"].eq(False).fillna(False), "outlet_id"])

    def file_of(self, article: pd.Series) -> str:
        """The file of an article whose outlet is not known, which says more than its label; "" for any other."""
        file = article.get("source_file")
        return file if article["outlet_id"] in self.unknown and isinstance(file, str) else ""

    @cached_property
    def stories(self) -> pd.DataFrame:
        """All stories, the largest first, with the column shown: a label that no other story bears."""
        stories = self.dataset.tables["stories"].sort_values(
            ["n_articles", "label", "story_id"], ascending=[False, True, True], ignore_index=True
        )
        return stories.assign(shown=unique_names(stories["label"].tolist()))

    @cached_property
    def story_ids(self) -> dict[str, str]:
        """What each story is called → its story_id, the largest first."""
        return dict(zip(self.stories["shown"], self.stories["story_id"], strict=True))

    @cached_property
    def story_names(self) -> dict[str, str]:
        """story_id → what the story is called, the largest first."""
        return {story_id: name for name, story_id in self.story_ids.items()}

    @cached_property
    def coded(self) -> Coded:
        """The tables with ids as numbers: measures count with them."""
        return Coded(self.dataset)

    @cached_property
    def looks(self) -> dict[str, theme.Look]:
        """The look of each outlet, the same on every page and under every filter."""
        return theme.outlet_looks(self.outlets["outlet_id"])

    def group_looks(self, column: str) -> dict[str, theme.Look]:
        """The look of each group of a column: those with most outlets first; outlets without a group are grey."""
        none = group_id(column, "")
        sizes = pd.Series(self.groups.ids(column)).value_counts()
        ordered = sorted((x for x in sizes.index if x != none), key=lambda x: (-sizes[x], x))
        return {**theme.outlet_looks(ordered), none: theme.Look(theme.NEUTRAL)}


def unique_names(names: list[str]) -> list[str]:
    """The names, numbered where one comes again.

    Example:
        >>> unique_names(["Ledger", "Daily", "Ledger"])
        ['Ledger', 'Daily', 'Ledger (2)']
    """
    seen: dict[str, int] = {}
    taken = set(names)
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        shown = name
        while shown != name or seen[name] > 1:
            shown = f"{name} ({seen[name]})"
            if shown not in taken:
                break
            seen[name] += 1
        taken.add(shown)
        unique.append(shown)
    return unique


@dataclass(frozen=True)
class View(Mapping):
    """The data set as one selection sees it: table name → frame, restricted. Never change a frame.

    Args:
        opened: the data set.
        selection: what is looked at.
        filters: the selection in words.
        page: name of the page, for file names.
    """

    opened: Opened
    selection: Selection = Selection()
    filters: str = ""
    page: str = ""
    _key: tuple = field(default=(), repr=False, compare=False)

    def __getitem__(self, name: str) -> pd.DataFrame:
        return plain(_counted(self.key, self.selection, self.opened)[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole)

    def __len__(self) -> int:
        return len(self.whole)

    @property
    def articles(self) -> pd.DataFrame:
        """The articles, without their texts."""
        return _articles(self.key, self.selection, self.opened)

    def n_rows(self, name: str) -> int:
        """How many rows a table has, without reading them."""
        return len(_counted(self.key, self.selection, self.opened).part(name, ("article_id",)))

    @property
    def every_version(self) -> "View":
        """The same view with the earlier versions of revised articles."""
        return replace(self, selection=replace(self.selection, is_every_version_included=True))

    @property
    def by_outlet(self) -> "View":
        """The same view with outlets compared, also where the user looks at groups."""
        return replace(self, selection=replace(self.selection, by=""))

    @property
    def everything(self) -> "_Everything":
        """All rows of all tables, whatever is selected."""
        return _Everything(self.opened)

    @property
    def key(self) -> tuple[str, str]:
        """Folder and digest: the same for the same content."""
        return str(self.opened.dataset.folder), self.opened.digest

    @property
    def whole(self) -> Mapping[str, pd.DataFrame]:
        """All tables without any restriction."""
        return self.opened.dataset.tables

    @property
    def name(self) -> str:
        """The name of the data set."""
        return self.opened.name

    @property
    def manifest(self) -> dict:
        """What was built from what, when and how."""
        return self.opened.dataset.manifest

    @property
    def built_on(self) -> str:
        """The day on which the data set was built, as in 2026-03-05; empty where unknown."""
        return str(self.manifest.get("built_at", ""))[:10]

    @property
    def version(self) -> str:
        """What tells this build from every other: its number and the beginning of its digest."""
        return f"{self.opened.dataset.version} ({self.opened.digest[:12]})"

    @property
    def source_line(self) -> str:
        """Where a chart is from, for a picture that stands alone."""
        made_by = self.manifest.get("versions", {}).get("newsparallax", "")
        built = f"built {self.built_on}" if self.built_on else ""
        said = [f"Source: data set {self.name}, version {self.version}", built, f"made with Parallax {made_by}".strip()]
        return ", ".join(part for part in said if part)

    @property
    def by(self) -> str:
        """The column whose groups are compared in the place of outlets; "" where outlets are."""
        return self.selection.by

    @cached_property
    def looks(self) -> dict[str, theme.Look]:
        """The look of each outlet; where groups are compared, of each group, and of each outlet that of its group."""
        if not self.by:
            return self.opened.looks
        looks = self.opened.group_looks(self.by)
        return {**{outlet_id: looks[group] for outlet_id, group in self.opened.groups.ids(self.by).items()}, **looks}

    @cached_property
    def outlet_names(self) -> dict[str, str]:
        """A name for each outlet_id that no other outlet bears; where groups are compared, also each group's, and outlets with theirs."""
        names = dict(zip(self.opened.outlets["outlet_id"], self.opened.outlets["shown"], strict=True))
        if not self.by:
            return names
        groups = self.opened.groups.names(self.by)
        ids = self.opened.groups.ids(self.by)
        return {**{outlet_id: f"{name} ({groups[ids[outlet_id]]})" for outlet_id, name in names.items()}, **groups}

    @cached_property
    def n_text(self) -> str:
        """How much the numbers rest on: articles with text, and their outlets or groups."""
        articles = self.articles
        full = articles[articles["kind"] == "full"]
        return f"{theme.counted(len(full), 'article')} of {theme.counted(full['outlet_id'].nunique(), 'group' if self.by else 'outlet')}"

    def found(self, name: str, column: str, *ids: str) -> pd.DataFrame:
        """The rows of a table with one of these ids, without reading all of the others.

        Args:
            name: a table.
            column: one of its columns of ids.
            ids: what it may hold.
        """
        return plain(_counted(self.key, self.selection, self.opened).found(name, column, ids))

    def n_different(self, name: str, column: str) -> int:
        """How many different ids a column of a table holds."""
        return int(_n_different(self.key, self.selection, name, column, self.opened)["n"].iloc[0])

    def per_article(self, name: str, column: str) -> pd.Series:
        """How many different ids of a table's column each article has, by article_id; an article without any is not there."""
        return _per_article(self.key, self.selection, name, column, self.opened).set_index("article_id")["n"]

    @cached_property
    def unread_text(self) -> str:
        """How many of the articles are in a language whose quotations and facts are not looked for; empty where none is."""
        n = int(unread(self.articles).sum())
        return f"{theme.counted(n, 'article')} not in English, so not analysed here" if n else ""

    def measure(self, name: str, **options) -> pd.DataFrame:
        """A measure's frame for this selection, computed once; a caller may change its own copy, which shares the memory until then.

        Args:
            name: file name of a measure, such as "source_overlap".
            options: its keyword options; plain values.
        """
        return _measured(self.key, self.selection, name, tuple(sorted(options.items())), self.opened).copy(deep=False)

    def once(self, make: Callable[..., T], *options: Hashable) -> T:
        """What a page makes of this view before it draws: made once for a selection; nobody changes it.

        Args:
            make: a function of a module, which draws nothing; given this view and the options.
            options: what else its result depends on.
        """
        made = *self.key, self.page, make.__module__, make.__qualname__
        return _made(made, self.selection, options, self, make)


def unread(articles: pd.DataFrame) -> pd.Series:
    """Which articles have a text in a language whose quotations and facts are not looked for.

    Args:
        articles: kind, language.

    Example:
        >>> unread(pd.DataFrame({"kind": ["full", "full", "excerpt"], "language": ["en", "de", "de"]})).tolist()
        [False, True, False]
    """
    return articles["kind"].eq("full") & articles["language"].fillna("en").ne("en")


@dataclass(frozen=True)
class _Everything:
    """The tables without any restriction, not even of boilerplate."""

    opened: Opened

    def found(self, name: str, column: str, *ids: str) -> pd.DataFrame:
        """The rows of a table with one of these ids, without reading all of the others."""
        at = self.opened.coded.part(name, [column])[column].isin(ids)
        return plain(self.opened.coded[name].iloc[np.flatnonzero(at)].reset_index(drop=True))


def open_folder(folder: str | Path) -> Opened:
    """The data set in a folder at its current version; opened once for all sessions.

    Raises:
        DatasetError: the folder is missing, half-written, or of another schema version.
    """
    return _opened(str(Path(folder).resolve()), _stamp(Path(folder)))


def is_finished(folder: str | Path) -> bool:
    """Whether a build of the data set in the folder has finished, so that it can be opened."""
    try:
        open_dataset(folder)
    except DatasetError:
        return False
    return True


def manifests(folders: Mapping[str, Path]) -> dict[str, dict]:
    """The manifest of each finished data set; folders without one are left out.

    Args:
        folders: name → folder.
    """
    found = {}
    for name, folder in folders.items():
        with suppress(DatasetError):
            found[name] = open_dataset(folder).manifest
    return found


def opened_from(dataset: Dataset) -> Opened:
    """The data set with the digest of its manifest."""
    manifest = json.dumps(dataset.manifest, sort_keys=True, default=str)
    try:
        grouped, problem = groups.of_dataset(dataset.folder, dataset.table("outlets")), ""
    except InputError as error:
        grouped, problem = Groups(), f"{error.what}. Hint: {error.hint}"
    said = f"{dataset.version}{manifest}{grouped.digest if grouped.columns else ''}"
    return Opened(dataset, hashlib.sha256(said.encode()).hexdigest(), grouped, problem)


def _stamp(folder: Path) -> tuple:
    """What changes when another version is published or other groups are given; empty where there is none."""
    pointer, table = folder / POINTER, groups.beside(folder)
    if not pointer.is_file():
        return ()
    given = (table.stat().st_mtime_ns, table.stat().st_size) if table.is_file() else ()
    return pointer.stat().st_mtime_ns, pointer.read_bytes(), given


@st.cache_resource(max_entries=4, show_spinner="Opening the data set …")
def _opened(folder: str, stamp: tuple) -> Opened:
    """The data set; `stamp` tells versions apart."""
    return opened_from(open_dataset(folder))


@st.cache_resource(max_entries=12, show_spinner=False)
def _counted(key: tuple[str, str], selection: Selection, _opened: Opened) -> Mapping[str, pd.DataFrame]:
    """The restricted tables with ids as numbers, for measures."""
    return select(_opened.coded, selection, _opened.groups)


@st.cache_resource(max_entries=8, show_spinner=False)
def _articles(key: tuple[str, str], selection: Selection, _opened: Opened) -> pd.DataFrame:
    """The articles without their texts, ids as text."""
    return plain(_counted(key, selection, _opened).part("articles", WITHOUT_BODY))


@st.cache_resource(max_entries=100, show_spinner=False)
def _made(made: tuple[str, ...], selection: Selection, options: tuple, _view: View, _make: Callable[..., T]) -> T:
    """What a function makes of a view, found again by data set, page and function, selection and options."""
    return _make(_view, *options)


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def _per_article(key: tuple[str, str], selection: Selection, name: str, column: str, _opened: Opened) -> pd.DataFrame:
    """article_id, n: how many different ids of a table's column each article has."""

    def count() -> pd.DataFrame:
        rows = _counted(key, selection, _opened).part(name, ("article_id", column)).dropna()
        article, ids = numbered(rows["article_id"])
        item, _ = numbered(rows[column])
        n = np.bincount(article[each_once(item, article)], minlength=len(ids))
        return pd.DataFrame({"article_id": ids[n > 0].astype("str"), "n": n[n > 0]})

    return _known(_opened, selection, "per_article", {"table": name, "column": column}, count)


@st.cache_data(max_entries=50, show_spinner="Counting …")
def _n_different(key: tuple[str, str], selection: Selection, name: str, column: str, _opened: Opened) -> pd.DataFrame:
    """n: how many different ids a table's column holds."""

    def count() -> pd.DataFrame:
        rows = _counted(key, selection, _opened).part(name, (column,))
        return pd.DataFrame({"n": [rows[column].nunique()]})

    return _known(_opened, selection, "n_different", {"table": name, "column": column}, count)


@st.cache_resource(max_entries=100, show_spinner="Counting …")
def _measured(key: tuple[str, str], selection: Selection, name: str, options: tuple, _opened: Opened) -> pd.DataFrame:
    """A measure's frame, found again by data set, selection, name and options; kept as it is, since packing and unpacking it takes long."""
    if measures.is_of_items(name) and not selection.by and selection != Selection() and len(_opened.articles) > measures.MANY:
        known = _measured(key, Selection(), name, options, _opened).copy(deep=False)
        some, whole = (_counted(key, each, _opened) for each in (selection, Selection()))
        return measures.run_changed(name, some, whole, known, **dict(options))
    return _known(_opened, selection, name, dict(options), lambda: measures.run(name, _counted(key, selection, _opened), **dict(options)))


def _known(opened: Opened, selection: Selection, name: str, options: dict, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """A result; of the whole data set the one that is kept beside it, where there is one."""
    return make() if selection != Selection() else remembered(opened.dataset, name, options, make)
