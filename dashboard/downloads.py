"""Files a user takes away: named after what they hold, safe to open in a spreadsheet, the same bytes for the same frame."""

import hashlib
import io
import re
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL = 32_767  # characters Excel takes in one cell


def file_stem(parts: list[str], filters: str = "") -> str:
    """A file name from what the file holds: data set, page, part, filters.

    Args:
        parts: names, such as data set, page and table.
        filters: the filters in words; a short hash tells apart what is cut off.

    Example:
        >>> file_stem(["Harbor", "quotes"], "Outlet: Coast Daily")
        'harbor_quotes_outlet-coast-daily'
    """
    slugs = [_slug(part, 40) for part in parts]
    if filters:
        slug = _slug(filters, 400)
        slugs.append(slug if len(slug) <= 60 else f"{slug[:52]}-{hashlib.sha256(filters.encode()).hexdigest()[:7]}")
    return "_".join(slug for slug in slugs if slug) or "table"


def _slug(text: str, length: int) -> str:
    """Letters, digits and hyphens only, in any script."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:length].rstrip("-")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV that Excel opens right (UTF-8 with mark) and that runs no formula.

    Text that begins like a formula gets an apostrophe in front, column names too.

    Example:
        >>> csv_bytes(pd.DataFrame({"title": ["=1+1", "Ferry"]})).decode("utf-8-sig").split()
        ['title', "'=1+1", 'Ferry']
    """
    safe = frame.rename(columns=_unarmed).apply(lambda column: column.map(_unarmed) if _is_text(column) else column)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _unarmed(value: object) -> object:
    """The value, with an apostrophe in front where a spreadsheet would run it."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def _is_text(column: pd.Series) -> bool:
    """Whether a column may hold text."""
    return pd.api.types.is_string_dtype(column) or column.dtype == object


def excel_bytes(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """The frame as an Excel workbook, with a second sheet that says what it is; text stays text.

    Args:
        frame: at most 1,048,575 rows.
        about: what the second sheet says, such as data set and filters.
    """
    sink = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with pd.ExcelWriter(sink, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        _spreadsheet(frame).to_excel(writer, sheet_name="data", index=False)
        pd.DataFrame({"what": list(about), "value": [str(v)[:_CELL] for v in about.values()]}).to_excel(
            writer, sheet_name="about", index=False
        )
        _widths(writer.sheets["data"], frame)
        writer.sheets["about"].set_column(0, 1, 40)
    return sink.getvalue()


def _spreadsheet(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as Excel can hold it: moments without zone (they are UTC), cells of at most 32,767 characters."""
    typed = {name: column.dt.tz_localize(None) for name, column in frame.items() if isinstance(column.dtype, pd.DatetimeTZDtype)}
    cut = {
        name: column.str.slice(0, _CELL)
        for name, column in frame.items()
        if pd.api.types.is_string_dtype(column) and column.dtype != object
    }
    return frame.assign(**typed, **cut)


def _widths(sheet: object, frame: pd.DataFrame) -> None:
    """Columns wide enough to read, the first row kept in sight."""
    for i, (name, column) in enumerate(frame.items()):
        longest = max([len(str(name)), *(len(str(v)) for v in column.head(50))])
        sheet.set_column(i, i, min(60, max(10, longest + 2)))
    sheet.freeze_panes(1, 0)


def parquet_bytes(frame: pd.DataFrame, about: Mapping[str, str]) -> bytes:
    """The frame as Parquet, with what it is in the file's metadata."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    metadata = {**(table.schema.metadata or {}), **{f"parallax {k}".encode(): str(v).encode() for k, v in about.items()}}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(metadata), sink, compression="zstd")
    return sink.getvalue().to_pybytes()
