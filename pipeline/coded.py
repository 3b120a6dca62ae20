"""A data set's tables for counting: ids as numbers, and each column read only when it is asked for.

Millions of ids are compared, grouped and joined as numbers some ten times as fast as as text. Here every column that holds ids, and the
keywords, is a pandas categorical whose categories are sorted; ids of one kind have one list of categories in all tables, so that they
are joined by number. Everything else is as in the table. What comes out of a measure is text again (`plain`).
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from threading import RLock
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DatasetError
from pipeline.remembered import remembered
from pipeline.store import Dataset
from pipeline.tables import TABLES, TEXT, Column

# Ids of one kind: where they are, and the table and column that holds all of them.
_KINDS = {
    **dict.fromkeys(("article_id", "other_article_id", "revision_of"), ("articles", "article_id")),
    "outlet_id": ("outlets", "outlet_id"), "story_id": ("stories", "story_id"), "source_id": ("sources", "source_id"),
}
_KEYS = ("keyword",)
Made = TypeVar("Made")


def is_coded(column: Column) -> bool:
    """Whether a column is given as numbers of its values: ids and keywords."""
    return column.dtype == TEXT and (column.name in _KINDS or column.name in _KEYS or column.name.endswith("_id"))


class Coded(Mapping):
    """The tables of a data set by name, ids as numbers; a column is read once. Never change a frame.

    Args:
        dataset: the data set.
    """

    def __init__(self, dataset: Dataset):
        self._dataset, self._columns, self._kinds, self._once = dataset, {}, {}, {}
        self._lock = RLock()

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        return self.part(name, TABLES[name].column_names)

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def __contains__(self, name: object) -> bool:
        return name in TABLES  # asking must not read the table

    def part(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table.

        Args:
            name: the table.
            columns: names of its columns; one that this data set was built without is left out.

        Raises:
            DatasetError: the file is gone or damaged.
        """
        declared = {c.name: c for c in TABLES[name].columns}
        with self._lock:
            known = self._names(name)
            return pd.DataFrame({c: self._column(name, declared[c]) for c in columns if c in known}, copy=False)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of these tables under a name; made when it is first asked for, and the same for all who ask.

        Args:
            key: the name.
            make: makes it.
        """
        with self._lock:
            if key not in self._once:
                self._once[key] = make()
            return self._once[key]

    def kept(self, name: str, options: Mapping, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A result for the whole data set, kept beside it where it took long to make.

        Args:
            name: what is asked for.
            options: plain values that tell results of one name apart.
            make: gives the result, always the same.
        """
        return remembered(self._dataset, name, options, make)

    def _is_in_memory(self, name: str) -> bool:
        """Whether the table has no file: it was added to the model later, or was never written."""
        return not self._dataset.path(name).is_file()

    def _names(self, name: str) -> set[str]:
        """The columns that the table has here."""
        if (name, "") not in self._columns:
            is_whole = self._is_in_memory(name)
            self._columns[name, ""] = set(self._dataset.table(name).columns if is_whole else self._read(name, None).schema.names)
        return self._columns[name, ""]

    def _read(self, name: str, column: str | None, is_id: bool = False) -> pa.Table:
        """One column from the file; no column where none is named."""
        path = self._dataset.path(name)
        try:
            with pq.ParquetFile(path, read_dictionary=[column] if is_id else None) as file:
                return file.read(columns=[column]) if column else file.schema_arrow.empty_table()
        except (OSError, pa.ArrowException) as error:
            again = "open the data set again, or build it again"
            raise DatasetError(self._dataset.folder, f"its table {name} cannot be read ({error})", again) from error

    def _column(self, name: str, column: Column) -> pd.Series:
        """A column, read when it is first asked for."""
        key = (name, column.name)
        if key not in self._columns:
            if is_coded(column):
                own, codes = self._numbers(*key)
                self._columns[key] = pd.Series(_of_kind(own, codes, self._kind(*key, own)))
            elif self._is_in_memory(name):
                self._columns[key] = self._dataset.table(name)[column.name]
            else:
                values = self._read(*key).to_pandas()[column.name]
                self._columns[key] = values if str(values.dtype) == column.dtype else values.astype(column.dtype)
        return self._columns[key]

    def _numbers(self, name: str, column: str) -> tuple[pa.Array, np.ndarray]:
        """The different values of a column of ids, and for each row the number of its value, -1 for none."""
        if self._is_in_memory(name):
            codes, own = pd.factorize(self._dataset.table(name)[column])
            return pa.array(own, type=pa.large_string()), codes.astype("int32")
        return _numbers(self._read(name, column, is_id=True).column(0))

    def _kind(self, name: str, column: str, own: pa.Array) -> pd.CategoricalDtype:
        """The categories of a kind of ids: all that there are, sorted."""
        place = _KINDS.get(column, (name, column))
        if place not in self._kinds:
            values = pd.Index(pd.array(own if place == (name, column) else self._numbers(*place)[0], dtype=TEXT))
            self._kinds[place] = pd.CategoricalDtype(values if values.is_monotonic_increasing else values.sort_values(), ordered=True)
        return self._kinds[place]


def _numbers(column: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray]:
    """The different values of a dictionary-encoded column, and for each row the number of its value, -1 for none."""
    whole = column.unify_dictionaries()
    if not whole.num_chunks:
        return pa.array([], type=pa.large_string()), np.empty(0, "int32")
    codes = [pc.fill_null(chunk.indices, -1).to_numpy(zero_copy_only=False) for chunk in whole.chunks]
    return whole.chunk(0).dictionary.cast(pa.large_string()), np.concatenate(codes).astype("int32", copy=False)


def _of_kind(own: pa.Array, codes: np.ndarray, kind: pd.CategoricalDtype) -> pd.Categorical:
    """Numbers of a column's own values as numbers of its kind's; a value that the kind lacks makes a kind of its own."""
    known = pa.array(kind.categories.array, type=pa.large_string())
    # Values of tables in memory, and categories that were joined, may come in several pieces.
    own, known = (values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values for values in (own, known))
    if not own.equals(known):
        place = pc.index_in(own, value_set=known)
        if place.null_count:
            more = kind.categories.union(pd.Index(pd.array(own, dtype=TEXT)))
            return _of_kind(own, codes, pd.CategoricalDtype(more, ordered=True))
        codes = np.append(place.to_numpy(zero_copy_only=False), -1).astype("int32")[codes]
    return pd.Categorical.from_codes(codes, dtype=kind, validate=False)


def coded(rows: pd.DataFrame) -> pd.DataFrame:
    """A frame with its ids and keywords as categoricals of its own.

    Example:
        >>> coded(pd.DataFrame({"article_id": ["b", "a"], "n": [1, 2]})).dtypes["article_id"].categories.to_list()
        ['a', 'b']
    """
    names = {c.name for table in TABLES.values() for c in table.columns if is_coded(c)}
    made = {c: pd.Categorical(rows[c], categories=sorted(rows[c].dropna().unique()), ordered=True) for c in rows.columns if c in names}
    return rows.assign(**made)


def plain(rows: pd.DataFrame) -> pd.DataFrame:
    """A frame with its categoricals, and what was made of them, as text.

    Example:
        >>> plain(coded(pd.DataFrame({"article_id": ["b", "a"]}))).dtypes["article_id"]
        <StringDtype(na_value=nan)>
    """
    made = {c: values.astype(TEXT) for c, values in rows.items() if isinstance(values.dtype, pd.CategoricalDtype) or values.dtype == object}
    return rows.assign(**made) if made else rows
