"""The tables cleared of the sentences that no measure may count: the same whoever's articles are looked at, so found out once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from pipeline.conflict_places import SHOWN, placed
from pipeline.counting import numbered_spans
from pipeline.speakers import per_source
from pipeline.tables import TABLES
from pipeline.terms import singular
from pipeline.text import word_spans, words

MOSTLY = 0.5  # a span belongs to left-out sentences where more than this share of its characters stands in them
# Columns that can be asked for beside those of a table. Numbers of its spans, equal where the spans are, in any of these tables; and
# where the sides of disagreements stand.
NUMBERS = {"facts": ("span",), "matches": ("span", "other_span")}
MADE = {**NUMBERS, "conflicts": SHOWN}
_FLAGS = ("is_boilerplate", "is_wire", "is_probably_wire")
_SPANS, _PAIRS = ("sentences", "quotes", "statements", "facts", "figures", "conflicts"), ("matches", "passages")


class Cleared:
    """The tables of all articles without repeated boilerplate and, where it is left out, agency copy.

    Their sentences go, with every quote, statement, fact, figure, passage and match that stands mostly in them; keywords, citations and
    `articles.n_words` are those of the text that stays.

    Args:
        tables: tables of `pipeline.tables` by name; only those that are read are needed.
        is_wire_included: False leaves out every sentence that stands in agency text.
        is_probable_wire_included: False leaves out every sentence that is probably agency copy.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], is_wire_included: bool, is_probable_wire_included: bool):
        self.tables, self._flags = tables, (True, not is_wire_included, not is_probable_wire_included)
        self._stays: dict[str, np.ndarray | None] = {}

    def part(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table, with all of its rows and the counts of the text that stays; citations are those that stay.

        Args:
            name: the table.
            columns: names of its columns, or of `MADE`; one that the data set was built without is left out.
        """
        if name == "citations" and len(self.left_out):
            return self._citations[list(columns)]
        rows = columns_of(self.tables, name, columns)
        if made_here := [c for c in columns if c in MADE.get(name, ())]:
            made = self._spans if name in NUMBERS else self._sides
            rows = rows.assign(**{c: made[name, c] for c in made_here})
        count, made = _COUNTS.get(name, ("", None))
        return rows.assign(**{count: made(self)}) if count in rows and len(self.left_out) else rows

    def stays(self, name: str) -> np.ndarray | None:
        """For each row that `part` gives, whether it stands in what stays; None where every row does."""
        if name not in self._stays:
            self._stays[name] = self._staying(name) if len(self.left_out) else None
        return self._stays[name]

    def _staying(self, name: str) -> np.ndarray | None:
        if name == "keywords":
            return self._n_keywords > 0
        if name not in (*_SPANS, *_PAIRS):
            return None
        mask = None
        for side in ("", "other_") if name in _PAIRS else ("",):
            rows = columns_of(self.tables, name, [f"{side}article_id", f"{side}start", f"{side}end"])
            kept = ~self.left_out.holds(*(rows[c] for c in rows.columns))
            mask = kept if mask is None else mask & kept
        return mask

    @cached_property
    def left_out(self) -> "LeftOut":
        """The sentences that no measure may count."""
        flags = columns_of(self.tables, "sentences", [flag for flag, is_set in zip(_FLAGS, self._flags, strict=True) if is_set])
        # A data set of an earlier version does not tell what is probable.
        at = np.flatnonzero(np.logical_or.reduce([flags[flag].to_numpy(bool) for flag in flags]))
        columns = ("article_id", "start", "end", "text") if len(at) else ("article_id", "start", "end")
        return LeftOut(columns_of(self.tables, "sentences", columns).iloc[at])

    @cached_property
    def _spans(self) -> dict[tuple[str, str], np.ndarray]:
        """The numbers of spans, by table and column."""
        places = [(name, column) for name, columns in NUMBERS.items() for column in columns]

        def make() -> pd.DataFrame:
            sides = [columns_of(self.tables, name, [c.replace("span", x) for x in ("article_id", "start", "end")]) for name, c in places]
            return pd.DataFrame({"span": np.concatenate(numbered_spans(sides))})

        lengths = [len(columns_of(self.tables, name, ["article_id"])) for name, _ in places]
        numbers = self._kept("spans", make)["span"].to_numpy()
        return dict(zip(places, np.split(numbers, np.cumsum(lengths)[:-1]), strict=True))

    @cached_property
    def _sides(self) -> dict[tuple[str, str], pd.Series]:
        """Where the sides of disagreements stand, by table and column."""

        def make() -> pd.DataFrame:
            read = {"conflicts": ("article_id", "start", "end", "kind", "value"), "articles": ("article_id", "body")}
            read |= {name: TABLES[name].column_names for name in ("figures", "quotes")}
            given = {name: columns_of(self.tables, name, columns) for name, columns in read.items()}
            stays = {name: self.stays(name) for name in ("figures", "quotes")}
            return placed(**{name: rows if stays.get(name) is None else rows[stays[name]] for name, rows in given.items()})

        rows = self._kept("sides", make)
        return {("conflicts", c): rows[c] for c in SHOWN}

    def _kept(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """What is made for these switches; found again where the tables keep such results beside them."""
        switches = {"left_out": [flag for flag, is_set in zip(_FLAGS, self._flags, strict=True) if is_set]}
        return self.tables.kept(name, switches, make) if hasattr(self.tables, "kept") else make()

    @cached_property
    def _n_words(self) -> np.ndarray:
        """The words of each article without the sentences left out."""
        gone, articles = self.left_out.sentences, columns_of(self.tables, "articles", ["article_id", "n_words"])
        n_words = gone["text"].map({text: len(word_spans(text)) for text in gone["text"].unique()})
        lost = n_words.groupby(gone["article_id"]).sum().reindex(articles["article_id"], fill_value=0).to_numpy("int64")
        return (articles["n_words"] - lost).clip(lower=0).to_numpy()

    @cached_property
    def _n_keywords(self) -> np.ndarray:
        """How often each keyword stands in its article without the sentences left out."""
        rows = columns_of(self.tables, "keywords", ["article_id", "keyword", "n", "n_words_in_term"])
        at = np.flatnonzero(rows["article_id"].isin(self.left_out.article_ids))
        near, n = rows.iloc[at], rows["n"].to_numpy(copy=True)
        lost = near.merge(_lost_keywords(self.left_out.sentences, near), on=["article_id", "keyword"], how="left")["lost"]
        n[at] = np.maximum(n[at] - lost.fillna(0).to_numpy("int64"), 0)
        return n

    @cached_property
    def _citations(self) -> pd.DataFrame:
        """The citations, counted anew in articles that lose a sentence."""
        rows = self.tables["citations"]
        quotes = columns_of(self.tables, "quotes", ["article_id", "quotation_id", "source_id", "co_source_ids"])
        ids, stays = self.left_out.article_ids, self.stays("quotes")
        quotes = quotes[stays & quotes["article_id"].isin(ids).to_numpy(bool) & quotes["source_id"].notna().to_numpy(bool)]
        counted = per_source(quotes).groupby(["article_id", "source_id"], as_index=False)["quotation_id"].nunique()
        counted = counted.rename(columns={"quotation_id": "n"}).astype(rows.dtypes.to_dict())
        return pd.concat([rows[~rows["article_id"].isin(ids)], counted]).sort_values(["article_id", "source_id"], ignore_index=True)


_COUNTS: dict[str, tuple[str, Callable[[Cleared], np.ndarray]]] = {
    "articles": ("n_words", lambda cleared: cleared._n_words),
    "keywords": ("n", lambda cleared: cleared._n_keywords),
}


def columns_of(tables: Mapping[str, pd.DataFrame], name: str, columns: Sequence[str]) -> pd.DataFrame:
    """Some columns of a table, read alone where the tables can do that; one that is not there is left out."""
    if hasattr(tables, "part"):
        return tables.part(name, columns)
    return tables[name][[c for c in columns if c in tables[name].columns]]


class LeftOut:
    """Sentences left out, and how much of a span stands in them.

    Args:
        sentences: article_id, start, end; text where there are any.
    """

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
