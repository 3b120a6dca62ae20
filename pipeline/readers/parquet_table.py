"""Tables of articles as Parquet: one article a row, columns known by their usual names."""

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.article import InputFile, RawArticle, Record
from pipeline.errors import InputError
from pipeline.readers import _columns, _cutting

NAME = "parquet_table"
SUFFIXES = (".parquet", ".pq")
_ROWS_AT_ONCE, _BUFFER = 64, 1 << 20


def _example() -> bytes:
    """A table of one article."""
    sink = io.BytesIO()
    pq.write_table(pa.table({"outlet": ["Harlow Herald"], "date": ["2031-05-04"], "title": ["Old mill bridge reopens"],
                             "body": ["The old mill bridge opened on Monday."]}), sink)
    return sink.getvalue()


EXAMPLE = _example()


def recognises(head: bytes, source_file: str) -> int:
    """The four bytes every Parquet file begins with."""
    return 100 if head.startswith(b"PAR1") else 20 if source_file.endswith(SUFFIXES) else 0


def records(file: InputFile) -> Iterator[Record]:
    """One record a row, a few rows in memory at a time."""
    number = 0
    try:
        # Without a buffer a column of all rows is read at once; files are often one such block.
        with file.open() as stream, pq.ParquetFile(_seekable(stream, file), buffer_size=_BUFFER, pre_buffer=False) as table:
            given = {name for _, name in file.columns}
            names = [n for n in table.schema_arrow.names if _is_known(n) or n in given]
            if not _columns.has_article_columns(names, file.columns):
                raise InputError(file.source_file, "has no column of titles or texts", "name one column title and one body")
            for batch in table.iter_batches(_ROWS_AT_ONCE, columns=names):
                for row in batch.to_pylist():
                    number += 1
                    yield Record(NAME, file.source_file, f"row {number}", {k: _plain(v) for k, v in row.items()})
    except (pa.ArrowException, OSError) as error:
        raise InputError(file.source_file, f"is no whole Parquet file ({str(error)[:200]})",
                         "write it anew", f"row {number + 1}") from error


def _seekable(stream: io.BufferedIOBase, file: InputFile) -> io.BufferedIOBase:
    """The stream, or its content in memory where one cannot jump in it, as in archives.

    Raises:
        InputError: the content is too long for that.
    """
    return stream if stream.seekable() else io.BytesIO(_cutting.all_of(file))


def _is_known(name: str) -> bool:
    """Whether the column means something to the reader."""
    return any(_columns.folded(name) in kind for kind in _columns.NAMES.values())


def _plain(value: object) -> object:
    """A moment as text, all else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def columns_of(record: Record) -> dict[str, str]:
    """What was taken for what."""
    return _columns.columns_of(record.payload, record.columns)


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one row."""
    yield _columns.raw_article(record.payload, record)
