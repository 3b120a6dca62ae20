"""Whether a data set is what it says: files, tables, spans, references and counts."""

import pandas as pd

from pipeline import store, tables
from pipeline.errors import TableError
from pipeline.store import Dataset
from pipeline.tables import TABLES

# Which column names a row of which table; an empty value names none.
_REFERENCES = (
    ("article_id", "articles", "article_id"), ("other_article_id", "articles", "article_id"), ("revision_of", "articles", "article_id"),
    ("outlet_id", "outlets", "outlet_id"), ("story_id", "stories", "story_id"), ("source_id", "sources", "source_id"))


def check(dataset: Dataset) -> list[str]:
    """What is wrong with a data set, one sentence each; empty where all is right.

    Checks that each file has the hash in the manifest, each table conforms and has its rows in order, each span holds its text,
    each reference leads somewhere, and every record given is read, a duplicate or rejected.
    """
    damaged = [*_files(dataset)]
    if damaged:
        return damaged
    frames = dict(dataset.tables)
    findings = [finding for name, rows in frames.items() for finding in _table(name, rows)]
    for name, rows in frames.items():
        findings += [*_spans(name, rows, frames["articles"]), *_references(name, rows, frames)]
    return [*findings, *_articles(frames), *_counts(dataset.manifest["counts"], frames["problems"])]


def _files(dataset: Dataset) -> list[str]:
    """Files that are gone or have changed since they were written."""
    wanted = {f"{name}.parquet": dataset.manifest["tables"].get(name, {}).get("sha256") for name in TABLES}
    wanted[store.INPUTS] = dataset.manifest["inputs"]["list_sha256"]
    folder, findings = dataset.path("articles").parent, []
    for name, digest in wanted.items():
        try:
            found = store.file_digest(folder / name)
        except OSError as error:
            findings.append(f"{name}: cannot be read ({error.strerror})")
            continue
        if found != digest:
            findings.append(f"{name}: has changed since it was written")
    return findings


def _table(name: str, rows: pd.DataFrame) -> list[str]:
    """Whether a table conforms: columns, dtypes, gaps, key and order."""
    try:
        conforming = tables.conform(name, rows)
    except TableError as error:
        return [str(error)]
    return [] if conforming.equals(rows) else [f"{name}: rows are not in the order of {', '.join(TABLES[name].key)}, or stand twice"]


def _spans(name: str, rows: pd.DataFrame, articles: pd.DataFrame) -> list[str]:
    """Spans that lie outside their article's text or do not hold what they say."""
    findings = []
    bodies = dict(zip(articles["article_id"], articles["body"], strict=True))
    for prefix in ("", "other_"):
        if not {f"{prefix}article_id", f"{prefix}start", f"{prefix}end"} <= set(rows.columns):
            continue
        places = rows[[f"{prefix}article_id", f"{prefix}start", f"{prefix}end"]].itertuples(index=False, name=None)
        texts = rows["text"] if "text" in rows.columns and not prefix else [None] * len(rows)
        wrong = [place for place, text in zip(places, texts, strict=True) if not _holds(bodies.get(place[0], ""), place[1], place[2], text)]
        findings += [f"{name}: the span {wrong[0]} does not hold its text, and {len(wrong) - 1} more"] if wrong else []
    return findings


def _holds(body: str, start: int, end: int, text: str | None) -> bool:
    """Whether a span lies inside a body and is the text, where one is given."""
    return 0 <= start < end <= len(body) and (text is None or body[start:end] == text)


def _references(name: str, rows: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> list[str]:
    """Values that should name a row of another table and do not."""
    findings = []
    for column, table, key in _REFERENCES:
        if column in rows.columns and name != table or column == "revision_of" and name == "articles":
            lost = set(rows[column].dropna()) - set(frames[table][key])
            findings += [f"{name}.{column}: {min(lost)} is not in {table}, and {len(lost) - 1} more"] if lost else []
    return findings


def _articles(frames: dict[str, pd.DataFrame]) -> list[str]:
    """Articles without a place in the input, excerpts with a text, full articles without one."""
    articles = frames["articles"]
    lost = set(articles["article_id"]) - set(frames["origins"]["article_id"])
    findings = [f"origins: no place in the input is known for article {min(lost)}, and {len(lost) - 1} more"] if lost else []
    mixed = articles[(articles["kind"] == "excerpt") != (articles["body"] == "")]
    return findings + ([f"articles: {mixed['article_id'].iloc[0]} has a text but is an excerpt, or the reverse"] if len(mixed) else [])


def _counts(counts: dict[str, int], problems: pd.DataFrame) -> list[str]:
    """Whether given = read + duplicates + rejected, and each record not read has its problem."""
    findings = []
    if counts["given"] != counts["read"] + counts["duplicates"] + counts["rejected"]:
        findings.append("counts: given is not read + duplicates + rejected")
    n_rejected, n_again = int((problems["severity"] == "rejected").sum()), int((problems["error"] == "DuplicateRecord").sum())
    for what, told, found in (("rejected", counts["rejected"], n_rejected), ("duplicate", counts["duplicates"], n_again)):
        if told != found:
            findings.append(f"problems: {found} rows for {told} {what} records")
    return findings

