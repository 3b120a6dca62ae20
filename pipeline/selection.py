"""What a user looks at: outlets, days, story, words, with or without wire copy. Every table restricted to it, consistently."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import SettingsError
from pipeline.groups import Groups, group_id
from pipeline.speakers import per_source
from pipeline.terms import singular
from pipeline.text import word_spans, words

_DATED = ("published_at", "published_precision", "published_zone", "published_evidence")
MOSTLY = 0.5  # a span belongs to left-out sentences where more than this share of its characters stands in them


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
    return _Selected(tables, selection, groups)


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

    def __init__(self, tables: Mapping[str, pd.DataFrame], selection: Selection, groups: Groups):
        self.tables, self.selection, self.groups, self._made, self._masks = tables, selection, groups, {}, {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            if name not in self.tables:
                return self.tables[name]
            rule = _RULES.get(name)
            self._made[name] = rule(self, name) if rule else _kept(self.tables[name], self.mask(name))
        return self._made[name]

    def part(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table, restricted: the others are neither read nor copied.

        Args:
            name: the table.
            columns: names of its columns; one that the data set was built without is left out.
        """
        if name in self._made or name in _RULES:
            rows = self[name]
            return rows[[c for c in columns if c in rows.columns]]
        return _kept(_columns(self.tables, name, columns), self.mask(name))

    def found(self, name: str, column: str, values: Sequence[str]) -> pd.DataFrame:
        """The rows of a table with one of these ids, restricted: only they are copied."""
        if name in self._made or name in _RULES:
            rows = self[name]
            return rows[rows[column].isin(values)].reset_index(drop=True)
        at = _columns(self.tables, name, [column])[column].isin(values).to_numpy(bool) & self.mask(name)
        return self.tables[name].iloc[np.flatnonzero(at)].reset_index(drop=True)

    def mask(self, name: str) -> np.ndarray:
        """For each row of a table of which rows are only left out, whether it stays."""
        if name not in self._masks:
            self._masks[name] = _MASKS.get(name, _of_articles)(self, name)
        return self._masks[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __contains__(self, name: object) -> bool:
        return name in self.tables  # asking must not restrict the table

    def narrowed(self, articles: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
        """The same selection with some of its articles only."""
        some = _Selected(self.tables, self.selection, self.groups)
        some.chosen = _kept(self.chosen, self.chosen["article_id"].isin(articles["article_id"]))
        return some

    @cached_property
    def every_version(self) -> Mapping[str, pd.DataFrame]:
        """The same selection with the earlier versions of its articles."""
        every = replace(self.selection, is_every_version_included=True)
        return self if every == self.selection else _Selected(self.tables, every, self.groups)

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """The articles that are in: as stored, but for the date of one that stands for its earlier versions, and for the group."""
        articles = self.tables["articles"]
        mask = _chosen(articles, self.selection, self.groups)
        outdated = np.zeros(len(articles), bool) if self.selection.is_every_version_included else _outdated(articles, mask)
        kept = mask & ~outdated
        rows = articles if kept.all() else articles[kept].reset_index(drop=True)
        rows = _as_first_published(rows, articles[mask & outdated]) if outdated.any() else rows
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
        return len(self.chosen) == len(self.tables["articles"])

    def has(self, article_id: pd.Series) -> np.ndarray:
        """For each id, whether its article is in."""
        chosen = self.chosen["article_id"]
        if not isinstance(article_id.dtype, pd.CategoricalDtype) or article_id.dtype != chosen.dtype:
            return article_id.isin(chosen.unique()).to_numpy(bool, copy=True)
        is_in = np.zeros(len(chosen.cat.categories) + 1, bool)  # the last one is for a row without an article
        is_in[chosen.cat.codes] = True
        return is_in[article_id.cat.codes]

    @cached_property
    def left_out(self) -> "_LeftOut":
        """The sentences that no measure may count."""
        sentences = self.tables["sentences"]
        mask = sentences["is_boilerplate"]
        if not self.selection.is_wire_included:
            mask = mask | sentences["is_wire"]
        # A data set of an earlier version does not tell what is probable.
        if not self.selection.is_probable_wire_included and "is_probably_wire" in sentences:
            mask = mask | sentences["is_probably_wire"]
        dropped = sentences[mask.to_numpy(bool)]
        return _LeftOut(dropped[dropped["article_id"].isin(self.chosen["article_id"].unique())])


class _LeftOut:
    """Sentences left out, and how much of a span stands in them."""

    def __init__(self, sentences: pd.DataFrame):
        self.sentences = sentences.sort_values(["article_id", "start"], kind="stable", ignore_index=True)

    def __len__(self) -> int:
        return len(self.sentences)

    @cached_property
    def article_ids(self) -> pd.Series:
        """The articles that lose a sentence, sorted."""
        return self.sentences["article_id"].drop_duplicates(ignore_index=True)

    @cached_property
    def _axis(self) -> tuple[pd.Index, np.ndarray, np.ndarray, int]:
        """All articles that lose a sentence on one line: their order, knots, characters left out before each knot, room for each."""
        order, room = pd.Index(self.article_ids), int(self.sentences["end"].max()) + 1
        offset = order.get_indexer(self.sentences["article_id"]) * room
        knots = np.column_stack([offset + self.sentences["start"], offset + self.sentences["end"]]).ravel()
        steps = np.column_stack([np.zeros(len(self), "int64"), self.sentences["end"] - self.sentences["start"]]).ravel()
        return order, knots, np.cumsum(steps), room

    def holds(self, article_id: pd.Series, start: pd.Series, end: pd.Series) -> np.ndarray:
        """For each span, whether most of it stands in sentences left out."""
        held = np.zeros(len(article_id), bool)
        if not len(self):
            return held
        near = article_id.isin(self.article_ids).to_numpy(bool)
        order, knots, sums, room = self._axis
        offset = order.get_indexer(article_id[near]) * room
        first, last = (offset + np.minimum(side[near].to_numpy(), room - 1) for side in (start, end))
        covered = np.interp(last, knots, sums) - np.interp(first, knots, sums)
        held[near] = covered > MOSTLY * (end[near] - start[near]).to_numpy()
        return held


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


def _columns(tables: Mapping[str, pd.DataFrame], name: str, columns: Sequence[str]) -> pd.DataFrame:
    """Some columns of a table, read alone where the tables can do that."""
    if hasattr(tables, "part"):
        return tables.part(name, columns)
    return tables[name][[c for c in columns if c in tables[name].columns]]


def _of_articles(selected: _Selected, name: str) -> np.ndarray:
    """The rows of the articles that are in."""
    rows = _columns(selected.tables, name, ["article_id"])
    return np.ones(len(rows), bool) if selected.is_whole else selected.has(rows["article_id"])


def _of_spans(selected: _Selected, name: str) -> np.ndarray:
    """The rows of the articles that are in, without spans that stand in sentences left out."""
    mask = _of_articles(selected, name)
    if len(selected.left_out):
        rows = _columns(selected.tables, name, ["article_id", "start", "end"])
        mask &= ~selected.left_out.holds(rows["article_id"], rows["start"], rows["end"])
    return mask


def _of_pairs(selected: _Selected, name: str) -> np.ndarray:
    """The rows of which both articles are in and both spans stay."""
    rows = _columns(selected.tables, name, ["article_id", "other_article_id"])
    mask = np.ones(len(rows), bool)
    if not selected.is_whole:
        mask &= selected.has(rows["article_id"]) & selected.has(rows["other_article_id"])
    if len(selected.left_out):
        for side in ("", "other_"):
            rows = _columns(selected.tables, name, [f"{side}article_id", f"{side}start", f"{side}end"])
            mask &= ~selected.left_out.holds(*(rows[c] for c in rows.columns))
    return mask


def _kept(rows: pd.DataFrame, mask: pd.Series | np.ndarray) -> pd.DataFrame:
    """The rows where the mask holds; the frame itself where it holds everywhere."""
    mask = np.asarray(mask, bool)
    return rows if mask.all() else rows[mask].reset_index(drop=True)


def _articles(selected: _Selected, _: str) -> pd.DataFrame:
    """The articles that are in, their words counted without the sentences left out."""
    gone = selected.left_out.sentences
    if gone.empty:
        return selected.chosen
    n_words = gone["text"].map({text: len(word_spans(text)) for text in gone["text"].unique()})
    lost = n_words.groupby(gone["article_id"]).sum().reindex(selected.chosen["article_id"], fill_value=0).to_numpy("int64")
    return selected.chosen.assign(n_words=(selected.chosen["n_words"] - lost).clip(lower=0))


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


def _citations(selected: _Selected, name: str) -> pd.DataFrame:
    """The citations of the articles that are in; counted anew in articles that lose a sentence."""
    rows = _kept(selected.tables[name], _of_articles(selected, name))
    if not len(selected.left_out):
        return rows
    touched = rows["article_id"].isin(selected.left_out.article_ids)
    quotes = selected["quotes"]
    quotes = quotes[quotes["article_id"].isin(selected.left_out.article_ids) & quotes["source_id"].notna()]
    quotes = per_source(quotes)
    counted = quotes.groupby(["article_id", "source_id"], as_index=False)["quotation_id"].nunique().rename(columns={"quotation_id": "n"})
    return pd.concat([rows[~touched], counted.astype(rows.dtypes.to_dict())]).sort_values(["article_id", "source_id"], ignore_index=True)


def _sources(selected: _Selected, _: str) -> pd.DataFrame:
    """The sources that are cited in what stays."""
    rows = selected.tables["sources"]
    return _kept(rows, rows["source_id"].isin(selected["citations"]["source_id"].unique()))


def _conflicts(selected: _Selected, name: str) -> pd.DataFrame:
    """The disagreements of which sides of two outlets or more stay."""
    rows = _kept(selected.tables[name], _of_spans(selected, name))
    outlet = rows["article_id"].map(selected.chosen.set_index("article_id")["outlet_id"])
    return _kept(rows, outlet.groupby(rows["conflict_id"]).transform("nunique").ge(2))


def _keywords(selected: _Selected, name: str) -> pd.DataFrame:
    """The keywords of the articles that are in, without their occurrences in sentences left out."""
    rows = _kept(selected.tables[name], _of_articles(selected, name))
    if not len(selected.left_out):
        return rows
    lost = _lost_keywords(selected.left_out.sentences, rows)
    n = rows.merge(lost, on=["article_id", "keyword"], how="left")["lost"].fillna(0).astype("int64")
    n = (rows["n"] - n.to_numpy()).clip(lower=0)
    return _kept(rows.assign(n=n), n > 0)


def _lost_keywords(sentences: pd.DataFrame, keywords: pd.DataFrame) -> pd.DataFrame:
    """article_id, keyword, lost: how often each keyword stands in the sentences; equal sentences are read once."""
    known, longest = set(keywords["keyword"].unique()), int(keywords["n_words_in_term"].max()) if len(keywords) else 0
    found = [(text, term, n) for text in sentences["text"].unique() for term, n in _terms(text, known, longest).items()]
    terms = pd.DataFrame(found, columns=["text", "keyword", "lost"]).astype({"text": "str", "keyword": "str", "lost": "int64"})
    each = sentences[["article_id", "text"]].merge(terms, on="text")
    return each.groupby(["article_id", "keyword"], as_index=False)["lost"].sum()


def _terms(text: str, known: set[str], longest: int) -> Counter:
    """How often each known term of up to `longest` words stands in a text, as written or as a singular."""
    written = [word.removesuffix("'s") for word in words(text)]
    forms = list(zip(written, map(singular, written), strict=True))
    places = (forms[i : i + n] for n in range(1, longest + 1) for i in range(len(forms) - n + 1))
    return Counter(term for place in places for term in {" ".join(form) for form in zip(*place, strict=True)} if term in known)


def _whole(selected: _Selected, name: str) -> pd.DataFrame:
    """The table as it is."""
    return selected.tables[name]


_RULES: dict[str, Callable[[_Selected, str], pd.DataFrame]] = {
    "outlets": _outlets,
    "articles": _articles,
    "stories": _stories,
    "sources": _sources,
    "citations": _citations,
    "keywords": _keywords,
    "conflicts": _conflicts,
    **dict.fromkeys(("problems", "corrections"), _whole),
    "corrections": _whole,
}
_MASKS: dict[str, Callable[[_Selected, str], np.ndarray]] = {
    **dict.fromkeys(("matches", "passages"), _of_pairs),
    **dict.fromkeys(("sentences", "quotes", "statements", "facts", "figures"), _of_spans),
}
