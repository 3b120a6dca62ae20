"""The data set on disk: published whole or not at all, opened at one version, read table by table.

    DATASET/dataset.json                  which version is the current one; also marks the folder as a data set
    DATASET/versions/000001/manifest.json what was built from what, when and how
    DATASET/versions/000001/<table>.parquet

A build writes a folder of its own, makes it durable, gives it its name, then replaces `dataset.json` in one step. A reader keeps
the version it opened; the version before the current one is kept for readers that are still at it.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import DatasetError
from pipeline.tables import TABLES, empty
from pipeline.versions import FORMAT, MANIFEST, POINTER, SCHEMA_VERSION, VERSIONS, current, opened

INPUTS, LOCK = "inputs.parquet", ".lock"
_HALF_WRITTEN = ".building-"
_ROWS_A_GROUP = 65_536


class _LazyTables(Mapping):
    """All tables by name, each read when it is first asked for."""

    def __init__(self, dataset: "Dataset"):
        self._dataset = dataset

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise KeyError(name)
        return self._dataset.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


@dataclass(frozen=True)
class Dataset:
    """One version of a data set; what it gives does not change while a later version is published.

    `manifest` holds the keys format, schema_version, built_at, versions, settings, sources, inputs, counts and tables.
    """

    folder: Path
    version: str
    manifest: dict
    _read: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """All tables by name, each read from disk when it is first used."""
        return _LazyTables(self)

    def path(self, name: str) -> Path:
        """The Parquet file of a table."""
        return self.folder / VERSIONS / self.version / f"{name}.parquet"

    def n_rows(self, name: str) -> int:
        """How many rows a table has; those of its file are not read for it.

        Args:
            name: a table of `pipeline.tables`.

        Raises:
            DatasetError: the file is damaged.
        """
        path = self.path(name)
        try:
            return pq.read_metadata(path).num_rows if path.is_file() else len(self.table(name))
        except (OSError, pa.ArrowException) as error:
            raise DatasetError(self.folder, f"its table {name} cannot be read ({error})", "build the data set again") from error

    def table(self, name: str) -> pd.DataFrame:
        """One table, with the dtypes that `tables` declares; the same frame at each call, so do not change it.

        Raises:
            DatasetError: the file is gone (two builds later) or damaged, or there is no table of that name.
        """
        if name not in TABLES:
            raise DatasetError(self.folder, f"there is no table {name}", f"tables are {', '.join(TABLES)}")
        if name not in self._read:
            # A data set from before a table was added to the model has no row of it.
            is_there = name in self.manifest.get("tables", TABLES)
            self._read[name] = _read_table(self.path(name), name, self.folder) if is_there else empty(name)
        return self._read[name]


def open_dataset(folder: str | Path) -> Dataset:
    """The data set in a folder, at its current version.

    Raises:
        DatasetError: the folder is missing, holds no finished data set, or one of another schema version.
    """
    folder = Path(folder)
    version, manifest = opened(folder)
    return Dataset(folder, version, manifest)


@contextmanager
def writing(folder: str | Path) -> Iterator["Writer"]:
    """Hold a folder for one build: refuses what is no data set, keeps a second build out, cleans up behind a killed one.

    Raises:
        DatasetError: the folder holds something else, cannot be written, or is being built by another program.
    """
    folder = Path(folder)
    with ExitStack() as held:
        with disk_errors(folder):
            _claim(folder)
            held.enter_context(_locked(folder))
            _remove_half_written(folder)
        yield Writer(folder)


@dataclass(frozen=True)
class Writer:
    """Publishes versions into a data set folder that `writing` holds."""

    folder: Path

    @property
    def has_version(self) -> bool:
        """Whether an earlier build has finished here."""
        return _has_version(self.folder)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """An empty folder for what a build need not hold in memory; removed behind it, also where it is killed."""
        folder = self.folder / VERSIONS / f"{_HALF_WRITTEN}tables"
        with _removed_on_failure(folder):
            with disk_errors(self.folder):
                folder.mkdir()
            yield folder

    def publish(self, tables: Mapping[str, pd.DataFrame | Iterable[pd.DataFrame]], manifest: Mapping, listing: pd.DataFrame) -> Dataset:
        """Write all tables as a new version and make it the current one, in one step.

        Args:
            tables: one conforming frame for every name of `pipeline.tables.TABLES`, or its slices one behind the other.
            manifest: run facts to keep beside the tables; table hashes and row counts are added.
            listing: source_file, bytes and sha256 of every file of the input, kept as `inputs.parquet`.

        Raises:
            DatasetError: the disk is full or refuses; the earlier version is then still the current one.
        """
        versions = self.folder / VERSIONS
        previous = current(self.folder)
        name = f"{max([0, *(int(p.name) for p in versions.iterdir() if p.name.isdigit())]) + 1:06d}"
        half = versions / f"{_HALF_WRITTEN}{name}"
        with disk_errors(self.folder), _removed_on_failure(half):
            half.mkdir()
            files = {table: _write_frames(_frames(table, rows), half / f"{table}.parquet") for table, rows in tables.items()}
            listed = _write_frames([listing], half / INPUTS)
            inputs = {"files": len(listing), "bytes": int(listing["bytes"].sum()), "list_sha256": listed["sha256"]}
            full = {"format": FORMAT, "schema_version": SCHEMA_VERSION, **manifest, "inputs": inputs, "tables": files}
            _write_bytes(half / MANIFEST, _as_json(full))
            _sync_folder(half)
            os.replace(half, versions / name)
            _sync_folder(versions)
            _point(self.folder, name)
        _remove_older(versions, {name, previous})
        return open_dataset(self.folder)


def file_digest(path: Path) -> str:
    """Hash of a file's bytes, read in pieces."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_parquet(frame: pd.DataFrame, sink: object) -> None:
    """Write a frame as Parquet, always in the same way, so that equal frames give equal bytes."""
    write_slices([frame], sink)


def write_slices(frames: Iterable[pd.DataFrame], sink: object) -> int:
    """Write frames that stand one behind the other as one Parquet file, the same bytes wherever they are cut.

    Args:
        frames: at least one, all with the same columns.
        sink: a path or a stream.

    Returns:
        The number of rows.
    """
    parts = (pa.Table.from_pandas(frame, preserve_index=False) for frame in frames)
    waiting = [next(parts)]
    n_written = 0
    with pq.ParquetWriter(sink, waiting[0].schema, compression="zstd") as writer:
        for part in parts:
            waiting.append(part)
            if sum(map(len, waiting)) >= _ROWS_A_GROUP:
                n_written += _write_groups(writer, waiting)
        rest = _joined(waiting)
        if len(rest) or not n_written:
            writer.write_table(rest, row_group_size=_ROWS_A_GROUP)
    return n_written + len(rest)


def _write_groups(writer: pq.ParquetWriter, waiting: list[pa.Table]) -> int:
    """Write what fills whole groups of rows and leave what stands behind them; the number of rows written."""
    rows = _joined(waiting)
    n_whole = len(rows) - len(rows) % _ROWS_A_GROUP
    writer.write_table(rows[:n_whole], row_group_size=_ROWS_A_GROUP)
    waiting.append(rows[n_whole:])
    return n_whole


def _joined(waiting: list[pa.Table]) -> pa.Table:
    """The tables as one that lies in one piece, which the bytes of a file depend on; nothing is left waiting."""
    rows = pa.concat_tables(waiting)
    waiting.clear()
    schema, columns = rows.schema, {}
    for name in schema.names:  # one after the other, so that never all are there twice
        columns[name], rows = rows[name].combine_chunks(), rows.remove_column(0)
    return pa.table(columns, schema=schema)


@contextmanager
def disk_errors(folder: Path, state: str = "") -> Iterator[None]:
    """Turn what the operating system refuses into one sentence for the user.

    Raises:
        DatasetError: the disk is full or the folder cannot be written; `state` says what became of what was there.
    """
    try:
        yield
    except OSError as error:
        state = state or ("the earlier data set is unchanged" if _has_version(folder) else "no data set was made")
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DatasetError(folder, f"the disk is full; {state}", "free some space, or name a folder on another disk") from error
        refused = f"cannot be written ({error.strerror or error}); {state}"
        raise DatasetError(folder, refused, "check its permissions, or name another folder") from error


def _has_version(folder: Path) -> bool:
    """Whether a finished version is there."""
    return (folder / POINTER).is_file() and bool(current(folder))


def _claim(folder: Path) -> None:
    """Make the folder a data set folder, or refuse where it holds something else."""
    if folder.exists() and not folder.is_dir():
        raise DatasetError(folder, "is a file, not a data set folder", "name a new folder after --out")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / POINTER).is_file():
        raise DatasetError(folder, "holds other files and is no data set, nothing was changed", "name a new or empty folder after --out")
    if (folder / POINTER).is_file():
        current(folder)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        _point(folder, "")
    (folder / VERSIONS).mkdir(exist_ok=True)


def _point(folder: Path, version: str) -> None:
    """Make a version the current one, in one step that survives a loss of power."""
    fresh = folder / f"{POINTER}.new"
    _write_bytes(fresh, _as_json({"format": FORMAT, "version": version}))
    os.replace(fresh, folder / POINTER)
    _sync_folder(folder)


def _as_json(value: object) -> bytes:
    """JSON for people to read, keys in the order given."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _read_table(path: Path, name: str, folder: Path) -> pd.DataFrame:
    """A table from its file, or a DatasetError that says what is wrong."""
    try:
        frame = pd.read_parquet(path)
    except (OSError, pa.ArrowException) as error:
        raise DatasetError(folder, f"its table {name} cannot be read ({error})", "open the data set again, or build it again") from error
    declared = {c.name: c.dtype for c in TABLES[name].columns if c.name in frame.columns}
    return frame.astype({column: dtype for column, dtype in declared.items() if str(frame[column].dtype) != dtype})


def _frames(name: str, rows: pd.DataFrame | Iterable[pd.DataFrame]) -> Iterable[pd.DataFrame]:
    """The slices of a table, an empty one before them that says which columns it has."""
    return [rows] if isinstance(rows, pd.DataFrame) else chain([empty(name)], rows)


def _write_frames(frames: Iterable[pd.DataFrame], path: Path) -> dict:
    """Write a table durably; its row count, size and hash."""
    with open(path, "wb") as stream:
        n_rows = write_slices(frames, stream)
        stream.flush()
        os.fsync(stream.fileno())
    return {"rows": n_rows, "bytes": path.stat().st_size, "sha256": file_digest(path)}


def _write_bytes(path: Path, data: bytes | pa.Buffer) -> None:
    """Write a file and wait until it is on the disk."""
    with open(path, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such call and does it by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_half_written(folder: Path) -> None:
    """Remove what killed builds left; the lock says that none is running."""
    for path in (folder / VERSIONS).iterdir():
        if path.name.startswith(_HALF_WRITTEN):
            shutil.rmtree(path)


def _remove_older(versions: Path, kept: set[str]) -> None:
    """Remove published versions but the kept ones; one that cannot be removed now is removed by a later build."""
    for path in versions.iterdir():
        if path.name.isdigit() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _removed_on_failure(half: Path) -> Iterator[None]:
    """Remove a half-written version when writing it fails, which also frees a full disk."""
    try:
        yield
    finally:
        shutil.rmtree(half, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other builds out of the folder; the system drops the lock when the program ends, however it ends."""
    with open(folder / LOCK, "a+b") as stream:
        try:
            _lock(stream.fileno())
        except (BlockingIOError, PermissionError) as error:
            raise DatasetError(folder, "another build is writing to it", "wait until it has ended, or name another folder") from error
        yield


def _lock(descriptor: int) -> None:
    """Take the lock of an open file or raise at once; each system has its own call."""
    if os.name == "posix":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
