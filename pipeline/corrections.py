"""The user's corrections: one readable table beside the data set, a line a correction, read strictly and written whole.

A line names what it is about by an id that rests on the input as it was given, so that no correction changes what another refers to,
and by words that a person understands and may write by hand. Taking a line out undoes it. What a line means and when it fits stands
in `docs/corrections.md`.
"""

import csv
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pipeline import companions
from pipeline.decoding import clean_line, decode
from pipeline.errors import InputError
from pipeline.spreadsheets import csv_text
from pipeline.text import digest, fold

COLUMNS = ("kind", "outlet", "article", "text", "other_article", "other_text", "source", "value", "note")
ENDING = companions.CORRECTIONS
UNKNOWN = "unknown"  # the value that takes a wrong date, author or speaker away

_GUARDED = re.compile(r"'(?= *[=+\-@\t\r]|[0-9]{16,}$|[0-9]+[eE][0-9]+$)")
_DELIMITERS = ",;\t|"
_LONGEST_CELL, _LARGEST_FILE = 20_000, 50_000_000
_writing = threading.Lock()


@dataclass(frozen=True)
class Kind:
    """One kind of correction: the columns it must fill, what it says as a sentence, also where what is right is not known, and the
    columns it may fill."""

    needs: tuple[str, ...]
    sentence: str
    may: tuple[str, ...] = ()
    unknown: str = ""


KINDS: dict[str, Kind] = {
    "rename outlet": Kind(("outlet", "value"), "The outlet {outlet} is called {value}"),
    "merge outlets": Kind(("outlet", "value"), "The outlet {outlet} is the same as {value}"),
    "other outlet": Kind(("article", "value"), "{article} was published by {value}"),
    "date": Kind(("article", "value"), "{article} was published on {value}", unknown="The date of {article} is not known"),
    "author": Kind(("article", "value"), "{article} was written by {value}", unknown="The author of {article} is not known"),
    "leave out": Kind(("article",), "{article} is left out"),
    "not text": Kind(("article", "text"), "{text} is not part of the text of {article}"),
    "is text": Kind(("article", "text"), "{text} is part of the text of {article}"),
    "boilerplate": Kind(("article", "text"), "{text} is boilerplate of the outlet of {article}"),
    "not boilerplate": Kind(("article", "text"), "{text} is no boilerplate of the outlet of {article}"),
    "move to story": Kind(("article", "other_article"), "{article} is of one story with {other_article}"),
    "own story": Kind(("article",), "{article} is a story of its own"),
    "merge sources": Kind(("source", "value"), "{source} and {value} are one source"),
    "split source": Kind(("article", "text"), "In {article}, {text} was said by another one of that name: {value}", ("source", "value")),
    "speaker": Kind(("article", "text", "value"), "In {article}, {text} was said by {value}", ("source",),
                    "Who said {text} in {article} is not known"),
    "same fact": Kind(("article", "text", "other_article", "other_text"), "{text} and {other_text} state the same"),
    "not same fact": Kind(("article", "text", "other_article", "other_text"), "{text} and {other_text} do not state the same"),
}


@dataclass(frozen=True)
class Line:
    """One line of the file that can be understood; its id changes when what it says changes."""

    number: int
    kind: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def correction_id(self) -> str:
        """The same for the same words, wherever the line stands."""
        return line_id({**self.cells, "kind": self.kind})


@dataclass(frozen=True)
class Fault:
    """One line that cannot be understood, with the reason and what to do."""

    number: int
    what: str
    hint: str
    cells: Mapping[str, str]


@dataclass
class File:
    """What a corrections file holds; `rows` are all its lines as they stand, so that nothing is lost when it is written again."""

    path: Path
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    header: list[str] = field(default_factory=lambda: list(COLUMNS))
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    is_readable: bool = True

    @property
    def ids(self) -> set[str]:
        """The ids of all lines, also of those that cannot be understood."""
        return {line_id(cells) for _, cells in self.rows}


def line_id(cells: Mapping[str, str]) -> str:
    """The id of a line from its cells.

    Example:
        >>> line_id({"kind": "Own story", "article": "a"}) == line_id({"article": "a", "kind": "own-story", "note": ""})
        True
    """
    kind = kind_of(cells.get("kind", ""))
    return digest("correction", kind, *(clean_line(cells.get(column, "")) for column in COLUMNS[1:]))


def kind_of(written: str) -> str:
    """A kind as written by people: case, hyphens and underscores do not matter.

    Example:
        >>> kind_of(" Leave_out ")
        'leave out'
    """
    return " ".join(re.sub(r"[-_\W]+", " ", fold(written)).split())


def beside(dataset: str | Path) -> Path:
    """Where the corrections of a data set stand: beside its folder, under its name.

    Example:
        >>> beside("sets/harbour").name
        'harbour.corrections.csv'
    """
    return companions.beside(dataset, ENDING)


def read(path: str | Path) -> File:
    """The corrections of a file; none where there is no file.

    A file saved by a spreadsheet is read too: semicolons or tabs, a byte order mark, Windows-1252, other columns of the user's own. A
    line that cannot be understood is kept as a fault; where the whole file cannot be, `is_readable` is false.

    Args:
        path: the file.
    """
    file = File(Path(path))
    try:
        content = file.path.read_bytes() if file.path.is_file() else b""
        if not content.strip():
            return file
        if len(content) > _LARGEST_FILE:
            raise InputError(str(path), "is larger than any list of corrections", "name another file")
        _fill(file, decode(content)[0])
    except OSError as error:
        _give_up(file, f"cannot be opened ({error.strerror or error})", "allow reading it")
    except InputError as error:
        _give_up(file, error.what, error.hint)
    return file


def _give_up(file: File, what: str, hint: str) -> None:
    """Note that nothing of a file can be used."""
    file.is_readable, file.lines, file.rows = False, [], []
    file.faults = [Fault(1, what, hint, {})]


def _fill(file: File, text: str) -> None:
    """Read the lines of a file's text.

    Raises:
        InputError: the text has no heading with a column `kind`.
    """
    text = text.lstrip("\ufeff")
    skipped = 1 if fold(text[:4]).startswith("sep=") else 0
    lines = text.splitlines(keepends=True)[skipped:]
    delimiter = max(_DELIMITERS, key=lines[0].count) if lines else ","
    if "\x00" in text or not lines:
        raise InputError(str(file.path), "is no table", "save it as CSV")
    reader = csv.reader(lines, delimiter=delimiter)
    header: list[str] = []
    number = 1 + skipped
    try:
        for row in reader:
            if not header and any(row):
                header = _header(row, file.path)
            elif any(cell.strip() for cell in row):
                _take(file, number, header, row)
            number = 1 + skipped + reader.line_num
    except csv.Error as error:
        hint = "look for a quotation mark that is not closed there"
        raise InputError(str(file.path), f"cannot be read from line {number} on ({error})", hint) from error
    if not header:
        raise InputError(str(file.path), "has no heading", f"begin it with the columns {', '.join(COLUMNS)}")
    file.header = [*COLUMNS, *(name for name in header if name and name not in COLUMNS)]


def _header(row: list[str], path: Path) -> list[str]:
    """The names of the columns."""
    names = [re.sub(r"[\s_]+", "_", fold(cell)) for cell in row]
    names = [name if name in COLUMNS else cell.strip() for name, cell in zip(names, row, strict=True)]
    if "kind" not in names:
        raise InputError(str(path), "has no column kind", f"begin it with the columns {', '.join(COLUMNS)}")
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise InputError(str(path), f"has the column {twice[0]} twice", "keep one of them")
    return names


def _take(file: File, number: int, header: list[str], row: list[str]) -> None:
    """Keep one row as a line or as a fault."""
    cells = {name: _GUARDED.sub("", cell.strip(), count=1) if _GUARDED.match(cell.strip()) else cell.strip()
             for name, cell in zip(header, row, strict=False) if name}
    surplus = [cell for cell in row[len(header):] if cell.strip()]
    if surplus:
        cells["note"] = " ".join([cells.get("note", ""), *surplus]).strip()
    file.rows.append((number, cells))
    known = {name: clean_line(cells.get(name, "")) for name in COLUMNS}
    if fault := _fault(known, has_surplus=bool(surplus)):
        file.faults.append(Fault(number, *fault, known))
    else:
        file.lines.append(Line(number, kind_of(known["kind"]), known))


def _fault(cells: Mapping[str, str], *, has_surplus: bool = False) -> tuple[str, str] | None:
    """What is wrong with a line and what to do; none where it can be understood."""
    kind = kind_of(cells["kind"])
    if not kind:
        return "names no kind of correction", f"give one of {', '.join(KINDS)}"
    if kind not in KINDS:
        return f"{cells['kind'][:60]!r} is no kind of correction", f"kinds are {', '.join(KINDS)}"
    if has_surplus:
        return "has more cells than there are columns", "put a text that holds the separator between quotation marks"
    if long := [name for name in COLUMNS if len(cells[name]) > _LONGEST_CELL]:
        return f"has more than {_LONGEST_CELL:,} characters under {long[0]}", "look for a quotation mark that is not closed"
    if missing := [name for name in KINDS[kind].needs if not cells[name]]:
        return f"a correction of the kind “{kind}” needs {' and '.join(missing)}", "fill the cell, or take the line out"
    return None


def add(path: str | Path, *rows: Mapping[str, str]) -> None:
    """Put lines at the end of a corrections file, which is made if it is not there; a line that is there already is not put twice.

    Args:
        path: the file.
        rows: cells by column.

    Raises:
        InputError: a line cannot be understood, or the file cannot be read or written.
    """
    fresh = [{name: clean_line(row.get(name, "")) for name in COLUMNS} for row in rows]
    for cells in fresh:
        if fault := _fault(cells):
            raise InputError(str(path), *fault)
    with _writing:
        file = _whole(path)
        known = file.ids
        _write(file, [cells for _, cells in file.rows] + [cells for cells in fresh if line_id(cells) not in known])


def remove(path: str | Path, ids: Iterable[str]) -> None:
    """Take the lines of these ids out of a corrections file.

    Raises:
        InputError: the file cannot be read or written.
    """
    ids = set(ids)
    with _writing:
        file = _whole(path)
        _write(file, [cells for _, cells in file.rows if line_id(cells) not in ids])


def undo(path: str | Path, lines: Iterable[int]) -> None:
    """Take the lines with these numbers out of a corrections file: all of them, or none where one is not there.

    Raises:
        InputError: a line is not there, or the file cannot be read or written.
    """
    ids = {line: line_id(cells) for line, cells in read(path).rows}
    if missing := [line for line in lines if line not in ids]:
        hint = f"lines that can be taken out: {', '.join(map(str, ids)) or 'none'}"
        raise InputError(str(path), f"has no correction on line {missing[0]}", hint)
    remove(path, [ids[line] for line in lines])


def parsed(given: bytes) -> File:
    """The corrections in the bytes of a file.

    Raises:
        InputError: they are no corrections file.
    """
    file = File(Path("the file"))
    _fill(file, decode(given)[0])
    return file


def replace(path: str | Path, given: File) -> None:
    """Put the lines of another file in the place of those there.

    Raises:
        InputError: the file cannot be written.
    """
    with _writing:
        _write(File(Path(path), header=given.header), [cells for _, cells in given.rows])


def content(file: File) -> bytes:
    """A corrections file as bytes that a spreadsheet opens right."""
    return _bytes(file.header, [cells for _, cells in file.rows])


def _whole(path: str | Path) -> File:
    """A file that is about to be written again: it must be readable, or what it holds would be lost."""
    file = read(path)
    if not file.is_readable:
        fault = file.faults[0]
        raise InputError(str(path), f"{fault.what}; it was left as it is", f"{fault.hint}, or move it elsewhere")
    return file


def _bytes(header: list[str], rows: list[dict[str, str]]) -> bytes:
    """The rows as CSV."""
    frame = pd.DataFrame([[cells.get(name, "") for name in header] for cells in rows], columns=header, dtype="str")
    return csv_text(frame).encode("utf-8-sig")


def _write(file: File, rows: list[dict[str, str]]) -> None:
    """Write a file with these rows in place of its own."""
    companions.write(file.path, _bytes(file.header, rows))


def waiting(file: File, applied: pd.DataFrame) -> tuple[list[dict[str, str]], list[str]]:
    """What the next build will do that the last one did not: lines that were added, ids of lines that were taken out.

    Args:
        file: the corrections as they are now.
        applied: table `corrections` of the data set.
    """
    if not file.is_readable:
        return [], []
    known = set(applied["correction_id"])
    return [cells for _, cells in file.rows if line_id(cells) not in known], sorted(known - file.ids - _repeats(applied))


def _repeats(applied: pd.DataFrame) -> set[str]:
    """The ids of lines that stood twice, whose second one has an id of its own."""
    own = [line_id({name: value for name, value in row.items() if isinstance(value, str)}) for row in applied.to_dict("records")]
    return {key for key, plain in zip(applied["correction_id"], own, strict=True) if key != plain}


def said(cells: Mapping[str, str]) -> str:
    """A correction as a sentence a person understands.

    Example:
        >>> said({"kind": "rename outlet", "outlet": "0123456789abcdef · Coast", "value": "Coast Daily"})
        'The outlet “Coast” is called “Coast Daily”'
        >>> said({"kind": "author", "article": "Ferry runs aground", "value": "unknown"})
        'The author of “Ferry runs aground” is not known'
    """
    kind = KINDS.get(kind_of(cells.get("kind", "")))
    if kind is None:
        return f"“{cells.get('kind', '')}”"
    sentence = kind.unknown if kind.unknown and fold(cells.get("value", "")) == UNKNOWN else kind.sentence
    return sentence.format(**{name: f"“{_shown(name, cells.get(name, ''))}”" for name in COLUMNS}).removesuffix(": “”")


def _shown(column: str, cell: str) -> str:
    """A cell without its ids and places, shortened."""
    parts = [part for part in parts_of(cell) if not is_id(part)]
    text = parts[0].removeprefix("day ") if parts and column in ("outlet", "article", "other_article", "source", "value") else cell
    return text if len(text) <= 120 else text[:117].rstrip() + " …"


def is_id(part: str) -> bool:
    """Whether a part of a cell looks like an id.

    Example:
        >>> is_id("0123456789abcdef"), is_id("Coast")
        (True, False)
    """
    return bool(re.fullmatch(r"[0-9a-f]{16}", part))


def parts_of(cell: str) -> list[str]:
    """The parts of a cell, as `cell` has joined them.

    Example:
        >>> parts_of("0123456789abcdef · Ferry stuck · day/ferry.txt")
        ['0123456789abcdef', 'Ferry stuck', 'day/ferry.txt']
    """
    return [part for part in (piece.strip() for piece in cell.split("·")) if part]


def cell(*parts: str) -> str:
    """A cell that names something by its id and by words.

    Example:
        >>> cell("0123456789abcdef", "News · Ferry", "ferry.txt")
        '0123456789abcdef · News - Ferry · ferry.txt'
    """
    return " · ".join(clean_line(part).replace("·", "-") for part in parts if clean_line(part))


def place(source_file: str, source_position: str) -> str:
    """A place in the input as one text.

    Example:
        >>> place("week.csv", "line 3"), place("a.txt", "")
        ('week.csv (line 3)', 'a.txt')
    """
    return f"{source_file} ({source_position})" if source_position else source_file


def article_cell(article: Mapping) -> str:
    """The cell that names an article: its id, its title and where it was found.

    Args:
        article: a row of `articles`.
    """
    return cell(article["article_id"], str(article["title"])[:120], place(article["source_file"], article["source_position"]))


def outlet_cell(outlet: Mapping) -> str:
    """The cell that names an outlet: its id, its name and its domain."""
    domain = outlet["domain"] if isinstance(outlet["domain"], str) else ""
    return cell(outlet["outlet_id"], outlet["outlet_name"], domain)


def source_cell(source: Mapping) -> str:
    """The cell that names a source: its id and its name."""
    return cell(source["source_id"], source["source_name"])
