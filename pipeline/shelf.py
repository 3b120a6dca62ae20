"""Tables on disk while a build runs, so that what it holds in memory does not grow with all that it has read and found.

A `Pile` takes the rows of a table in any order, each under a mark, and gives back those of one mark at a time. A `Shelf` holds whole
tables in the order of their keys: rows whose keys begin with the same character are put in order together, so that no table is whole in
memory unless a step asks for it. What is small stays in memory, as long as all that is small together is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline import tables
from pipeline.portions import Portioned
from pipeline.store import disk_errors

# By one pile, because writing takes that much again and again; by all of a build together, because some twenty are open at a time.
_BYTES_HELD_BY_ONE, _BYTES_HELD = 6_000_000, 24_000_000

Marks = Callable[[pd.DataFrame], pd.Series]


@contextmanager
def plain_memory() -> Iterator[None]:
    """Let Arrow take its memory from the system itself: what it keeps at hand otherwise comes on top of what a build holds."""
    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(usual)


class _Room:
    """The memory that piles share: where they hold too much together, the one that holds most writes it down."""

    def __init__(self):
        self._piles: list[Pile] = []

    def enter(self, pile: "Pile") -> None:
        """Take in a pile."""
        self._piles.append(pile)

    def leave(self, pile: "Pile") -> None:
        """Forget a pile that is no longer read."""
        self._piles = [other for other in self._piles if other is not pile]

    def make(self) -> None:
        """Let the piles that hold most write until what is held fits."""
        while (most := max(self._piles, key=lambda pile: pile.n_bytes)).n_bytes > _BYTES_HELD_BY_ONE or self._n_bytes() > _BYTES_HELD:
            most.write()

    def _n_bytes(self) -> int:
        """How much all piles hold."""
        return sum(pile.n_bytes for pile in self._piles)


class Pile:
    """The rows of one table, each under a mark; those of one mark stay in the order in which they came. Read it when all are in.

    Args:
        path: the file to keep them in where they are many.
        marks: gives the mark of each row of a frame; a row without a mark is not kept.
        empty: the frame that it gives as long as it has no row.
        room: the memory that it shares with other piles.
    """

    def __init__(self, path: Path, marks: Marks, empty: pd.DataFrame, room: _Room):
        self._path, self._marks, self._empty, self._room = path, marks, empty, room
        self._places: dict[str | int, list[int]] = {}
        self._held: list[pd.DataFrame] = []
        self.n_bytes = self._n_batches = self.n_rows = 0
        room.enter(self)
        self._sink: pa.RecordBatchFileWriter | None = None

    def add(self, rows: pd.DataFrame) -> None:
        """Take some rows; all frames have the same columns."""
        if len(rows):
            self.n_rows += len(rows)
            self._held.append(rows)
            self.n_bytes += int(rows.memory_usage(deep=True).sum())
            self._room.make()

    @property
    def is_on_disk(self) -> bool:
        """Whether its rows are too many to be held."""
        return bool(self._places)

    def slices(self, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The rows of one mark after the other, in the order of the marks; all at once where they are few, none where there are none."""
        if not self._places:
            yield from [self.whole(columns)] if self.n_rows else []
            return
        self.write()
        for mark in sorted(self._places):
            yield self._read(self._places[mark], columns)

    def marked(self, mark: str | int) -> pd.DataFrame:
        """The rows of one mark."""
        if self._places:
            self.write()
            return self._read(self._places[mark]) if mark in self._places else self._empty
        rows = self.whole()
        return rows[(self._marks(rows) == mark).to_numpy()].reset_index(drop=True) if self.n_rows else rows

    def whole(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """All rows, or some columns of them, in the order of the marks, or as they came where they are few."""
        if self._places:
            self.write()
            return self._read([place for mark in sorted(self._places) for place in self._places[mark]], columns)
        if len(self._held) > 1:
            self._held = [pd.concat(self._held, ignore_index=True)]
        rows = self._held[0] if self._held else self._empty
        return rows if columns is None else rows[list(columns)]

    def write(self) -> None:
        """Put on disk what is held, mark by mark."""
        if not self._held:
            return
        rows = pd.concat(self._held, ignore_index=True)
        self._held, self.n_bytes = [], 0
        of_row, marks = pd.factorize(self._marks(rows).to_numpy())
        made = pa.Table.from_pandas(rows.iloc[np.argsort(of_row, kind="stable")], preserve_index=False).combine_chunks()
        ends = np.cumsum(np.bincount(of_row + 1, minlength=len(marks) + 1))  # what has no mark stands before all others
        with disk_errors(self._path.parent):
            self._sink = self._sink or pa.ipc.new_file(str(self._path), made.schema)
            for mark, start, end in zip(marks, ends, ends[1:], strict=False):
                self._sink.write_table(made[start:end])
                self._places.setdefault(mark, []).append(self._n_batches)
                self._n_batches += 1

    def remove(self) -> None:
        """Free what it takes; it cannot be read afterwards."""
        self._room.leave(self)
        self._held = []
        self._close()
        with disk_errors(self._path.parent):
            self._path.unlink(missing_ok=True)

    def __getstate__(self) -> dict:
        """What another process needs to read it; its rows go by the disk, because a message would hold them several times over."""
        self.write()
        self._close()
        return self.__dict__.copy()

    def _close(self) -> None:
        """Finish the file."""
        if self._sink:
            with disk_errors(self._path.parent):
                self._sink.close()
            self._sink = None

    def _read(self, places: Iterable[int], columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Rows that were put on disk."""
        self._close()
        with pa.OSFile(str(self._path)) as stream:
            reader = pa.ipc.open_file(stream)
            if columns is not None:
                fields = [reader.schema.get_field_index(column) for column in columns]
                reader = pa.ipc.open_file(stream, options=pa.ipc.IpcReadOptions(included_fields=fields))
            found = pa.Table.from_batches([reader.get_batch(place) for place in places])
        schema, whole = found.schema, {}
        for name in found.column_names:  # one after the other, so that never all are there twice
            whole[name], found = found[name].combine_chunks(), found.remove_column(0)
        rows = pa.table(whole, schema=schema).to_pandas()
        return rows if columns is None else rows[list(columns)]


class Shelf(Portioned):
    """The tables of a build by name, each in the order of its key; a table that was put there anew takes the place of the earlier one.

    Args:
        folder: an empty folder to keep them in.
    """

    def __init__(self, folder: Path):
        self._folder, self._n_files = folder, 0
        self._room = _Room()
        self._tables: dict[str, Pile] = {}
        self._working: dict[str, pd.DataFrame] = {}

    def pile(self, name: str, marks: Marks | None = None, empty: pd.DataFrame | None = None) -> Pile:
        """A pile for rows of a table, marked by how their key begins unless told otherwise."""
        self._n_files += 1
        key = tables.TABLES[name].key[0] if name in tables.TABLES else ""
        return Pile(self._folder / f"{self._n_files}-{name}.arrow", marks or partial(_first_characters, key=key),
                    tables.empty(name) if empty is None else empty, self._room)

    def put(self, name: str, slices: Iterable[pd.DataFrame]) -> None:
        """Take a table in slices of which each holds all rows of some beginnings of its key, in the order of these.

        Raises:
            TableError: a slice does not conform to the table.
        """
        pile = self.pile(name)
        for rows in slices:
            pile.add(tables.conform(name, rows))
        if name in self._tables:
            self._tables[name].remove()
        self._tables[name] = pile
        pa.default_memory_pool().release_unused()

    def take(self, other: "Shelf") -> None:
        """Take what another process has put on a copy of this shelf."""
        self._tables, self._n_files, self._room = other._tables, other._n_files, other._room

    @property
    def is_on_disk(self) -> bool:
        """Whether any table is too large to be held."""
        return any(pile.is_on_disk for pile in self._tables.values())

    def lay(self, working: Mapping[str, pd.DataFrame]) -> None:
        """Take frames that are no tables."""
        self._working |= working

    def slices(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """A table, or some columns of it, in slices one behind the other; none where it has no row."""
        yield from [self._working[name]] if name in self._working else self._tables[name].slices(columns)

    def columns(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Some columns of a table."""
        return self._tables[name].whole(columns)

    def blank(self, name: str) -> pd.DataFrame:
        """A table without its rows."""
        return self._working[name].iloc[:0] if name in self._working else tables.empty(name)

    def n_rows(self, name: str) -> int:
        """The number of rows of a table."""
        return self._tables[name].n_rows

    def __getitem__(self, name: str) -> pd.DataFrame:
        """A whole table, read anew where it is large."""
        return self._working[name] if name in self._working else self._tables[name].whole()

    def __iter__(self) -> Iterator[str]:
        return iter([*self._tables, *self._working])

    def __len__(self) -> int:
        return len(self._tables) + len(self._working)


def _first_characters(rows: pd.DataFrame, key: str) -> pd.Series:
    """How the key of each row begins."""
    return rows[key].str.slice(0, 1)
