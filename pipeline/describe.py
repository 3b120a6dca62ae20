"""Writes the reference pages of `docs/` from the code: `python -m pipeline.describe docs`."""

import argparse
import inspect
import io
from pathlib import Path
from types import ModuleType

from pipeline import article
from pipeline.article import InputFile
from pipeline.decoding import is_text
from pipeline.plugins import find
from pipeline.settings import COLUMNS, DECLARED, Setting, Settings
from pipeline.tables import TABLES, Table

DEFINITIONS = "definitions.md"
_SHOWN = {"outlet": "outlet_name", "title": "title", "author": "author", "date": "published_at", "text": "body"}
_NOTE = "<!-- Written by `make docs` from the code; edit the code instead. -->\n"


def pages() -> dict[str, str]:
    """The text of every generated page by its file name.

    Example:
        >>> sorted(pages())
        ['formats.md', 'measures.md', 'settings.md', 'tables.md']
    """
    return {"tables.md": _tables(), "measures.md": _measures(), "settings.md": _settings(), "formats.md": _formats()}


def _page(title: str, intro: str, parts: list[str]) -> str:
    """A page from its parts."""
    return "\n".join([_NOTE + f"# {title}\n", intro + "\n", *parts]).rstrip() + "\n"


def _grid(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [header, ("---",) * len(header), *[tuple(cell.replace("|", "\\|") for cell in row) for row in rows]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _tables() -> str:
    """The data model."""
    intro = ("`parallax export DATASET FOLDER` writes one file a table (one ZIP of them where the name ends in `.zip`; with "
             "`--max-words N` of no article more than N words in a row). Ids are text and rest on content, so the same articles give the "
             "same tables. A span is `start`, `end`, `text` with `body[start:end] == text`. A column with a question mark may be empty, "
             "which means unknown and never zero.")
    return _page("Tables", intro, [_table(table) for table in TABLES.values()])


def _table(table: Table) -> str:
    """One table: what a row is, its key and its columns."""
    rows = [(f"`{c.name}`" + ("?" if c.is_optional else ""), c.dtype, c.meaning) for c in table.columns]
    key = ", ".join(f"`{name}`" for name in table.key)
    return f"## {table.name}\n\nOne row is {table.row}. Key: {key}.\n\n" + _grid(("column", "kind", "meaning"), rows)


def _measures() -> str:
    """Every comparison with its question."""
    intro = ("Each measure answers one question about the selected outlets, days and story. Its file in `pipeline/measures/` holds an "
             "example worked by hand that the tests compute again.")
    return _page("Measures", intro, [_measure(name, module) for name, module in find("pipeline.measures").items()])


def _measure(name: str, module: ModuleType) -> str:
    """One measure: question, unit, range, and its docstring."""
    low, high = (("no bound" if bound is None else f"{bound:g}") for bound in module.RANGE)
    return (f"## {name}\n\n**{module.QUESTION}**\n\nMain number: `{module.VALUE}`, in {module.UNIT}, from {low} to {high}.\n\n"
            f"```text\n{inspect.getdoc(module.measure)}\n```\n")


def _settings() -> str:
    """Every tunable number."""
    intro = "Put the ones to change into a TOML file, one `name = number` a line, and give it to `parallax build … --settings FILE`."
    return _page("Settings", intro, [_grid(("setting", "default", "unit", "range", "why"), [_setting(s) for s in DECLARED])])


def _setting(setting: Setting) -> tuple[str, ...]:
    """One setting as cells."""
    return f"`{setting.name}`", f"{setting.default:,}", setting.unit, f"{setting.low:,} to {setting.high:,}", setting.reason


def _formats() -> str:
    """Every input format with a small example."""
    intro = ("The format is told by the content, then by the suffix. Any of them may be packed (.gz, .bz2, .xz) or lie in an archive "
             "(.zip, .tar, .tar.gz and its like); nothing of an archive is unpacked to disk, and links, devices and paths that lead out of "
             "it are refused. The folder that a browser saves beside a page (`…_files`, `…-Dateien`, `…_fichiers` and so on) is left out, "
             "which `parallax info` says.\n\nIn tables and JSON the columns are told by their usual names, also those of exports from "
             "Media Cloud, NewsAPI, GDELT and Zotero; rows without a text, or with one that is cut off, become excerpts. `parallax info` "
             "shows what was taken for what. To say it yourself: `parallax build … --columns outlet=Source,body=Text`, with any of "
             f"{', '.join(COLUMNS)}.\n\n"
             "Tables, JSON with one object a line or a list of them, RSS and Atom feeds, mailboxes, web archives, the older text of "
             "Nexis and archives of files are read record by record, so a file may be of any length. What can only be read whole has "
             "a limit, above which it is refused with a hint: a page, text, message or other file of one article 20 MB (the setting "
             "`record_max_bytes`), an export of many articles as .docx, .rtf, .txt or JSON Feed 200 MB, as a web page 50 MB, a Word "
             "or Excel file that unpacks to 500 MB, Parquet inside an archive 200 MB, and an object of JSON whose list of articles "
             "does not begin in its first 64 kB 50 MB.")
    return _page("Formats", intro, [_format(name, module) for name, module in find("pipeline.readers").items()])


def _format(name: str, module: ModuleType) -> str:
    """One reader: what it says of itself, its suffixes and its example where that is text."""
    said = f"## {name}\n\n{inspect.getdoc(module)}\n\nSuffixes: {', '.join(f'`{suffix}`' for suffix in module.SUFFIXES)}\n"
    if not is_text(module.EXAMPLE):
        return said + f"\nThe example, which is no text, holds:\n\n````text\n{_held(module)}\n````\n"
    return said + f"\n````text\n{module.EXAMPLE.decode('utf-8').strip().replace(chr(13), '')}\n````\n"


def _held(module: ModuleType) -> str:
    """What a reader finds in its example."""
    file = InputFile("example" + module.SUFFIXES[0], lambda: io.BytesIO(module.EXAMPLE), module.EXAMPLE)
    lines: list[str] = []
    for record in module.records(file):
        for raw in module.parse(record):
            found = article.rows(raw, Settings())
            row = {**found["outlets"][0], **found["articles"][0]}
            lines += [f"{label}: {row[name]}" for label, name in _SHOWN.items() if row.get(name)]
    return "\n".join(lines)


def main() -> None:
    """Write the pages into the folder that is given."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.describe", description="Write the reference pages from the code.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    # The dashboard shows the definitions, and what is installed has no docs folder.
    copy = folder.resolve().parent / "dashboard" / DEFINITIONS
    if copy.parent.is_dir() and (folder / DEFINITIONS).is_file():
        copy.write_bytes((folder / DEFINITIONS).read_bytes())


if __name__ == "__main__":
    main()
