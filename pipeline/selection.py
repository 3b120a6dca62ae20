"""What a user looks at: outlets, days, story, words, with or without wire copy. Every table restricted to it, consistently."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.cleared import Cleared, columns_of
from pipeline.counting import each_once, numbered
from pipeline.errors import SettingsError
from pipeline.groups import Groups, group_id
from pipeline.tables import TABLES
from pipeline.text import word_spans

_DATED = ("published_at", "published_precision", "published_zone", "published_evidence")
_CHOSEN = ("article_id", "outlet_id", "story_id", "revision_of", "modified_at", *_DATED)  # what a selection goes by, or sets anew
_TEXTS = ("title", "body", "description")
MOST_HELD = 200_000  # rows of a restricted table that are held; larger ones are read out again, or the memory of many selections is full


@dataclass(frozen=True)
class Selection:
    """What is looked at; the defaults are everything.

    Args:
        outlets: outlet_ids; empty for all.
        since: first day, UTC; None for no bound.
        until: last day, UTC; None for no bound.
        story: a story_id; empty for all.
        words: every one of them stands in the article, case ignored; a phrase is words in a row; "harb*" is a beginning.
        is_wire_included: False leaves out every sentence that stands in agency text.
        is_probable_wire_included: False leaves out every sentence that is probably agency copy.
        is_every_version_included: True keeps the earlier versions of a revised article beside its last one; for measures of order.
        groups: pairs of a column of the groups and a value; only outlets of these groups are in.
        by: a column of the groups: each of its groups then stands in the place of an outlet; "" compares outlets.
    """

    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    story: str = ""
    words: tuple[str, ...] = ()
    is_wire_included: bool = True
    is_probable_wire_included: bool = True
    is_every_version_included: bool = False
    groups: tuple[tuple[str, str], ...] = ()
    by: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether a first or last day is set."""
        return self.since is not None or self.until is not None


def select(tables: Mapping[str, pd.DataFrame], selection: Selection, groups: Groups | None = None) -> Mapping[str, pd.DataFrame]:
    """Every table, restricted to what the selection and its sentences hold.

    An article is in where all filters hold. One without a date is in as long as no day is set (`n_undated` counts those a day
    leaves out). A word filter reads title and body, and the teaser of an excerpt. Repeated boilerplate is always left out, wire
    copy where the selection says so: their sentences go, with every quote, statement, fact, figure, passage and match that stands
    mostly in them; keywords, citations, `articles.n_words`, and the counts of stories are those of the text that stays. A
    conflict stays while two outlets are left in it. `problems` are those of the whole data set.

    Of an article's versions the last one that is in stands for all, dated as the first of them came out (`every_version` of the
    result has them all, each with its own date, for those who ask when an outlet had something).

    Where groups are compared, `outlets` has one row a group, and `articles.outlet_id` is the article's group: every measure then counts
    groups as it counts outlets, and what is unique to a group may stand in several outlets of it.

    Args:
        tables: tables of `pipeline.tables` by name; only those that are read are needed.
        selection: what is looked at.
        groups: the groups of the outlets; needed where the selection names some.

    Raises:
        SettingsError: the selection compares by a column that the groups do not have.

    Returns:
        The same tables by name, each restricted when it is first read. The frames given are never changed.

    Example:
        >>> from pipeline.tables import frame
        >>> rows = [{"article_id": "a", "outlet_id": "x", "title": "Ferry late"}, {"article_id": "b", "outlet_id": "y", "title": "Rain"}]
        >>> tables = {"articles": frame("articles", rows), "sentences": frame("sentences", [])}
        >>> select(tables, Selection(words=("ferry",)))["articles"]["outlet_id"].to_list()
        ['x']
    """
    groups = groups or Groups()
    if selection.by and selection.by not in groups.columns:
        raise SettingsError("by", selection.by, "is no column of the groups", f"columns are {', '.join(groups.columns) or 'none'}")
    return _Selected(_cleared(tables, selection), selection, groups)


def _cleared(tables: Mapping[str, pd.DataFrame], selection: Selection) -> Cleared:
    """The tables without the sentences that the selection leaves out; made once where the tables can keep it."""
    switches = selection.is_wire_included, selection.is_probable_wire_included
    made = partial(Cleared, tables, *switches)
    return tables.once(("cleared", *switches), made) if hasattr(tables, "once") else made()


def n_undated(articles: pd.DataFrame, selection: Selection, groups: Groups | None = None) -> int:
    """How many articles only their missing date leaves out; 0 where no day is set.

    Args:
        articles: the whole table `articles`.
        selection: what is looked at.
        groups: the groups of the outlets.
    """
    if not selection.is_dated:
        return 0
    timeless = replace(selection, since=None, until=None)
    return int((_chosen(articles, timeless, groups or Groups()) & articles["published_at"].isna()).sum())


class _Selected(Mapping):
    """Tables by name, each restricted when it is first read."""

    def __init__(self, cleared: Cleared, selection: Selection, groups: Groups):
        self.cleared, self.selection, self.groups, self._made, self._masks = cleared, selection, groups, {}, {}
        self.tables = cleared.tables

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            if name not in self.tables:
                return self.tables[name]
            rows = _RULES[name](self, name) if name in _RULES else self.part(name, TABLES[name].column_names)
            if name not in _RULES and len(rows) > MOST_HELD:
                return rows
            self._made[name] = rows
        return self._made[name]

    def part(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table, restricted: the others are neither read nor copied.

        Args:
            name: the table.
            columns: names of its columns, or of `pipeline.cleared.MADE`; one that the data set was built without is left out.
        """
        if name in _RULES or (name in self._made and set(columns) <= {*self._made[name].columns}):
            rows = self[name]
            return rows[[c for c in columns if c in rows.columns]]
        rows = _kept(self.cleared.part(name, columns), self.mask(name))
        if name != "articles":
            return rows
        return rows.assign(**{c: self.chosen[c].array for c in columns if c in rows.columns and c in self.chosen.columns})

    def found(self, name: str, column: str, values: Sequence[str]) -> pd.DataFrame:
        """The rows of a table with one of these ids, restricted: only they are copied."""
        if name in self._made or name in (*_RULES, "articles"):
            rows = self[name]
            return rows[rows[column].isin(values)].reset_index(drop=True)
        at = self.cleared.part(name, [column])[column].isin(values).to_numpy(bool) & self.mask(name)
        return self.cleared.part(name, TABLES[name].column_names).iloc[np.flatnonzero(at)].reset_index(drop=True)

    def mask(self, name: str) -> np.ndarray:
        """For each row of a table of which rows are only left out, whether it stays."""
        if name not in self._masks:
            self._masks[name] = self._in(name)
        return self._masks[name]

    def compared(self, larger: "_Selected", name: str, column: str) -> tuple[pd.Index, pd.Index]:
        """The ids in a column of which rows are in, and those of which a larger selection has other rows."""
        (codes, ids), mask = numbered(self.cleared.part(name, [column])[column]), self.mask(name)
        found = (np.bincount(codes[at & (codes >= 0)], minlength=len(ids)) > 0 for at in (mask, mask != larger.mask(name)))
        return tuple(ids[is_in] for is_in in found)

    def _in(self, name: str) -> np.ndarray:
        """The rows of the articles that are in, without what stands in sentences left out; both articles of a pair."""
        if name == "articles":
            return self._is_chosen
        rows = self.cleared.part(name, [c for c in ("article_id", "other_article_id") if c in TABLES[name].column_names])
        mask = np.ones(len(rows), bool)
        if not self.is_whole:
            for column in rows:
                mask &= self.has(rows[column])
        stays = self.cleared.stays(name)
        mask = mask if stays is None else mask & stays
        return mask & self._are_two_left(mask) if name == "conflicts" else mask

    def _are_two_left(self, mask: np.ndarray) -> np.ndarray:
        """For each side of a disagreement, whether sides of two outlets or more of it stay."""
        rows = self.cleared.part("conflicts", ["conflict_id", "article_id"])
        outlet = rows["article_id"][mask].map(self.chosen.set_index("article_id")["outlet_id"])
        conflict, several = numbered(rows["conflict_id"])[0], np.flatnonzero(mask)
        first = each_once(conflict[several], numbered(outlet)[0])
        return (np.bincount(conflict[several][first], minlength=int(conflict.max(initial=0)) + 1) >= 2)[conflict]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __contains__(self, name: object) -> bool:
        return name in self.tables  # asking must not restrict the table

    def narrowed(self, articles: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
        """The same selection with some of its articles only."""
        some = _Selected(self.cleared, self.selection, self.groups)
        is_in = self.chosen["article_id"].isin(articles["article_id"]).to_numpy(bool)
        some.chosen, some._is_chosen = _kept(self.chosen, is_in), self._is_chosen.copy()
        some._is_chosen[some._is_chosen] = is_in
        return some

    @cached_property
    def every_version(self) -> Mapping[str, pd.DataFrame]:
        """The same selection with the earlier versions of its articles."""
        every = replace(self.selection, is_every_version_included=True)
        return _Selected(self.cleared, every, self.groups) if self._is_outdated.any() else self

    @cached_property
    def _fits(self) -> np.ndarray:
        """For each article, whether the filters let it in."""
        columns = (*_CHOSEN, "kind", *(_TEXTS if self.selection.words else ()))
        return _chosen(columns_of(self.tables, "articles", columns), self.selection, self.groups)

    @cached_property
    def _is_outdated(self) -> np.ndarray:
        """For each article, whether a later version of it stands for it."""
        if self.selection.is_every_version_included:
            return np.zeros(len(self._fits), bool)
        return _outdated(columns_of(self.tables, "articles", ["article_id", "revision_of"]), self._fits)

    @cached_property
    def _is_chosen(self) -> np.ndarray:
        """For each article, whether it is in."""
        return self._fits & ~self._is_outdated

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """The articles that are in, without what the rules do not ask for: as stored, but for the date of one that stands for its
        earlier versions, and for the group."""
        articles = columns_of(self.tables, "articles", _CHOSEN)
        rows = _kept(articles, self._is_chosen)
        rows = _as_first_published(rows, articles[self._fits & self._is_outdated]) if self._is_outdated.any() else rows
        return rows.assign(outlet_id=self.grouped(rows["outlet_id"])) if self.selection.by else rows

    def grouped(self, outlet_id: pd.Series) -> pd.Series:
        """The group of each outlet_id, as text or as a categorical, whichever the ids are."""
        ids = self.groups.ids(self.selection.by)
        if not isinstance(outlet_id.dtype, pd.CategoricalDtype):
            return outlet_id.map(ids).astype("str")
        kind = pd.CategoricalDtype(pd.Index(sorted(set(ids.values())), dtype="str"), ordered=True)
        code_of = kind.categories.get_indexer(outlet_id.cat.categories.map(ids))
        return pd.Series(pd.Categorical.from_codes(code_of[outlet_id.cat.codes], dtype=kind), index=outlet_id.index, name=outlet_id.name)

    @cached_property
    def is_whole(self) -> bool:
        """Whether every article is in."""
        return bool(self._is_chosen.all())

    def has(self, article_id: pd.Series) -> np.ndarray:
        """For each id, whether its article is in."""
        chosen = self.chosen["article_id"]
        if not isinstance(article_id.dtype, pd.CategoricalDtype) or article_id.dtype != chosen.dtype:
            return article_id.isin(chosen.unique()).to_numpy(bool, copy=True)
        is_in = np.zeros(len(chosen.cat.categories) + 1, bool)  # the last one is for a row without an article
        is_in[chosen.cat.codes] = True
        return is_in[article_id.cat.codes]


def _chosen(articles: pd.DataFrame, selection: Selection, groups: Groups) -> np.ndarray:
    """For each article, whether every filter holds."""
    mask = np.ones(len(articles), bool)
    if selection.outlets:
        mask &= articles["outlet_id"].isin(selection.outlets).to_numpy(bool)
    if selection.groups:
        mask &= articles["outlet_id"].isin(groups.outlets_of(selection.groups)).to_numpy(bool)
    if selection.story:
        mask &= articles["story_id"].eq(selection.story).fillna(False).to_numpy(bool)
    if selection.is_dated:
        mask &= _is_between(articles["published_at"], selection)
    for pattern in filter(None, map(_pattern, selection.words)):
        mask[mask] = _has(articles[mask], pattern)
    return mask


def n_earlier_versions(articles: pd.DataFrame, selection: Selection, groups: Groups | None = None) -> int:
    """How many articles are left out because a later version of them is looked at.

    Args:
        articles: the whole table `articles`.
        selection: what is looked at.
        groups: the groups of the outlets.
    """
    if selection.is_every_version_included or articles["revision_of"].isna().all():
        return 0
    return int(_outdated(articles, _chosen(articles, selection, groups or Groups())).sum())


def _outdated(articles: pd.DataFrame, mask: np.ndarray) -> np.ndarray:
    """For each article that is in, whether a later version of it is in too."""
    found = np.zeros(len(articles), bool)
    later = np.flatnonzero(mask & articles["revision_of"].notna().to_numpy(bool))
    if not len(later):
        return found
    before = pd.Index(articles["article_id"]).get_indexer(articles["revision_of"])
    while len(later):
        earlier = np.unique(before[later])
        later = earlier[(earlier >= 0) & ~found[earlier]]
        found[later] = True
    return found & mask


def _as_first_published(rows: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """The rows, each with the date of the first of its earlier versions; the date it had becomes that of its last change."""
    dated = pd.concat([rows, earlier])[["article_id", "revision_of", *_DATED]].set_index("article_id")
    first = {x: _first_of(x, dated) for x in rows.loc[rows["revision_of"].notna(), "article_id"]}
    place = rows["article_id"].map(first).fillna(rows["article_id"])
    changed = rows["modified_at"].fillna(rows["published_at"].where(place.ne(rows["article_id"])))
    told = {name: dated[name].reindex(place).array for name in _DATED}
    return rows.assign(**told, modified_at=changed)


def _first_of(article_id: str, dated: pd.DataFrame) -> str:
    """The version of an article that came out first, by date; the article itself where none of the others has one."""
    versions = [article_id]
    while (before := dated.at[versions[-1], "revision_of"]) in dated.index and before not in versions:
        versions.append(before)
    moments = dated["published_at"].reindex(versions).dropna()
    return moments.idxmin() if len(moments) else article_id


def _is_between(moments: pd.Series, selection: Selection) -> np.ndarray:
    """For each moment, whether its day lies between the first and the last day; never where it is unknown."""
    mask = moments.notna()
    if selection.since is not None:
        mask &= moments >= _midnight(selection.since)
    if selection.until is not None:
        mask &= moments < _midnight(selection.until) + timedelta(days=1)
    return mask.to_numpy(bool)


def _midnight(day: date) -> datetime:
    """The first moment of a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _pattern(phrase: str) -> str:
    """A regular expression (RE2, linear time) for whole words in a row; empty where the phrase holds no word."""
    parts = [_escaped(phrase[start:end]) for start, end in word_spans(phrase)]
    ending = "" if phrase.rstrip().endswith("*") else r"(?:$|[^\pL\pN])"
    return r"(?i)(?:^|[^\pL\pN])" + r"[^\pL\pN]+".join(parts) + ending if parts else ""


def _escaped(word: str) -> str:
    """A word as a pattern that finds it with any apostrophe or hyphen."""
    kinds = {"'": "['’‘ʼ]", "’": "['’‘ʼ]", "-": "[-‐‑]", ".": r"\."}
    return "".join(kinds.get(c, c) for c in word)


def _has(articles: pd.DataFrame, pattern: str) -> np.ndarray:
    """For each article, whether its title, its body or (of an excerpt) its teaser has the pattern."""
    teaser = articles["description"].where(articles["kind"].eq("excerpt"), None)
    found = np.zeros(len(articles), bool)
    for column in (articles["title"], articles["body"], teaser):
        hits = pc.match_substring_regex(pa.array(column, type=pa.large_string(), from_pandas=True), pattern)
        found |= pc.fill_null(hits, False).to_numpy(zero_copy_only=False)
    return found


def _kept(rows: pd.DataFrame, mask: pd.Series | np.ndarray) -> pd.DataFrame:
    """The rows where the mask holds; the frame itself where it holds everywhere."""
    mask = np.asarray(mask, bool)
    return rows if mask.all() else rows[mask].reset_index(drop=True)


def _outlets(selected: _Selected, _: str) -> pd.DataFrame:
    """The outlets of which an article is in; where groups are compared, the groups."""
    rows = selected.tables["outlets"] if not selected.selection.by else _groups(selected)
    return _kept(rows, rows["outlet_id"].isin(selected.chosen["outlet_id"].unique()))


def _groups(selected: _Selected) -> pd.DataFrame:
    """The groups as rows of outlets: without a domain; known where a value names them."""
    rows, names = selected.tables["outlets"], selected.groups.names(selected.selection.by)
    ids = selected.grouped(rows["outlet_id"]).drop_duplicates().reset_index(drop=True)
    unknown = group_id(selected.selection.by, "")
    made = pd.DataFrame({"outlet_id": ids, "outlet_name": [names[x] for x in ids], "domain": None, "is_known": [x != unknown for x in ids]})
    kinds = {name: dtype for name, dtype in rows.dtypes.to_dict().items() if name != "outlet_id"}
    return made.astype(kinds).sort_values("outlet_id", ignore_index=True)


def _stories(selected: _Selected, _: str) -> pd.DataFrame:
    """The stories of which an article is in, with the counts and moments of those articles."""
    rows, chosen = selected.tables["stories"], selected.chosen
    if selected.is_whole and not selected.selection.by:
        return rows
    by_story = chosen.groupby("story_id")
    counts = pd.DataFrame(
        {
            "first_published_at": by_story["published_at"].min(),
            "last_published_at": by_story["published_at"].max(),
            "n_articles": by_story.size(),
            "n_outlets": by_story["outlet_id"].nunique(),
        }
    ).reset_index()
    merged = rows[["story_id", "label"]].merge(counts, on="story_id")
    return merged[list(rows.columns)].astype(rows.dtypes.to_dict())


def _sources(selected: _Selected, _: str) -> pd.DataFrame:
    """The sources that are cited in what stays."""
    rows = selected.tables["sources"]
    return _kept(rows, rows["source_id"].isin(selected["citations"]["source_id"].unique()))


def _whole(selected: _Selected, name: str) -> pd.DataFrame:
    """The table as it is."""
    return selected.tables[name]


# Of the other tables the rows of articles that are in stay as they are.
_RULES: dict[str, Callable[[_Selected, str], pd.DataFrame]] = {
    "outlets": _outlets,
    "stories": _stories,
    "sources": _sources,
    **dict.fromkeys(("problems", "corrections"), _whole),
}
