"""Files a user takes away: named after what they hold, safe to open in a spreadsheet, the same bytes for the same frame."""

import hashlib
import io
import re
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import spreadsheets

_LEAST = 12  # characters that a name of a data set and filters keep in a name, however long the rest is


def file_stem(parts: list[str], filters: str = "", ends: tuple[str, ...] = (), longest: int = 85) -> str:
    """A file name from what the file holds: data set, page, part, filters, and what stands at its end.

    Args:
        parts: names, such as data set, page and table.
        filters: the filters in words; a short hash tells apart what is cut off.
        ends: what is never cut, such as a day; what is empty is left out.
        longest: characters it may have; filters are cut first, then the first part. Windows opens no path of more than 260.

    Example:
        >>> file_stem(["Harbor", "quotes"], "Outlet: Coast Daily", ("2031-05-04", ""))
        'harbor_quotes_outlet-coast-daily_2031-05-04'
        >>> file_stem(["Harbor", "quotes"], "Outlets: Coast Daily, Sea Times", ("2031-05-04",), longest=45)
        'harbor_quotes_outlets-coas-01eb605_2031-05-04'
    """
    first, *rest = (_slug(part, 40) for part in parts)
    kept, slug = [*rest, *ends], _slug(filters, 400)
    first = first[: max(_LEAST, longest - _length([*kept, slug[:_LEAST]]) - 1)].rstrip("-")
    room = min(60, max(_LEAST, longest - _length([first, *kept]) - 1))
    if len(slug) > room:
        slug = f"{slug[: room - 8].rstrip('-')}-{hashlib.sha256(filters.encode()).hexdigest()[:7]}"
    return "_".join(part for part in (first, *rest, slug, *ends) if part) or "table"


def _length(parts: list[str]) -> int:
    """How many characters parts of a name have with what stands between them."""
    return len("_".join(part for part in parts if part))


def _slug(text: str, length: int) -> str:
    """Letters, digits and hyphens only, in any script."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:length].rstrip("-")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV that Excel opens right (UTF-8 with mark), that runs no formula and rounds no id.

    Example:
        >>> csv_bytes(pd.DataFrame({"title": ["=1+1", "Ferry"]})).decode("utf-8-sig").split()
        ['title', "'=1+1", 'Ferry']
    """
    return spreadsheets.csv_text(frame).encode("utf-8-sig")


def excel_bytes(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """The frame as an Excel workbook, with a second sheet that says what it is; text stays text.

    Args:
        frame: at most 1,048,575 rows.
        about: what the second sheet says, such as data set and filters.
    """
    sink = io.BytesIO()
    told = pd.DataFrame({"what": list(about), "value": [str(value) for value in about.values()]}, dtype="str")
    spreadsheets.write_workbook({"data": frame, "about": told}, sink)
    return sink.getvalue()


def with_articles(frame: pd.DataFrame, tables) -> pd.DataFrame:
    """The frame with outlet, date and address of the article in every row that belongs to one; what is there already stays.

    Args:
        frame: any frame; a row belongs to an article where it has an article_id, to another one too where it has an other_article_id.
        tables: the view.
    """
    for side in ("", "other_"):
        if f"{side}article_id" not in frame:
            continue
        articles = tables.opened.articles.reindex(frame[f"{side}article_id"])
        known = {
            f"{side}outlet": articles["outlet_id"].map(tables.outlet_names),
            **{f"{side}{name}": articles[name] for name in ("published_at", "published_precision", "url")},
        }
        frame = frame.assign(**{name: column.set_axis(frame.index) for name, column in known.items() if name not in frame})
    return frame


def parquet_bytes(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """The frame as Parquet, with what it is in the file's metadata."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    metadata = {**(table.schema.metadata or {}), **{f"parallax {k}".encode(): str(v).encode() for k, v in about.items()}}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(metadata), sink, compression="zstd")
    return sink.getvalue().to_pybytes()
