"""What a person judged of a sample: the verdicts in a file beside the data set, and the precision with its interval.

The file `<DATASET>.checks.csv` holds one line a verdict. Ids rest on content, so the verdicts hold for a data set that is built anew. No
Streamlit here.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import pandas as pd

from pipeline import companions
from pipeline.errors import InputError
from pipeline.spreadsheets import csv_text

VERDICTS = ("right", "wrong", "cannot tell")
COLUMNS = ("checked", "item_id", "verdict", "article_id", "what")
MOST = 50  # items that are looked at: with 45 of 50 right the interval is 79% to 96%, and few people judge more at one sitting
_WHAT_CHARS = 300
_Z = 1.959964  # of a 95% interval
_FILE_CHARS = 5_000_000


@dataclass(frozen=True)
class Precision:
    """How many of the judged items are right, with a 95% interval; share, low and high are None where nothing is judged."""

    n_right: int
    n_wrong: int
    n_open: int
    share: float | None
    low: float | None
    high: float | None


def interval(n_right: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share, by Wilson's score.

    Example:
        >>> [round(x, 3) for x in interval(45, 50)], [round(x, 3) for x in interval(5, 5)]
        ([0.786, 0.957], [0.566, 1.0])

    Source:
        Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
    """
    share, z2 = n_right / n, _Z**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def precision(verdicts: list[str]) -> Precision:
    """How many judged items are right; those that nobody can tell count in neither number.

    Example:
        >>> precision(["right", "right", "wrong", "cannot tell"]).share
        0.6666666666666666
    """
    right, wrong = verdicts.count("right"), verdicts.count("wrong")
    if not right + wrong:
        return Precision(0, 0, len(verdicts), None, None, None)
    return Precision(right, wrong, len(verdicts) - right - wrong, right / (right + wrong), *interval(right, right + wrong))


def beside(dataset: str | Path) -> Path:
    """Where the verdicts on a data set stand: beside its folder, under its name.

    Example:
        >>> beside("sets/harbour").name
        'harbour.checks.csv'
    """
    return companions.beside(dataset, companions.CHECKS)


def read(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The verdicts by kind and id, in the order in which they were given; none where there is no file.

    Raises:
        InputError: the file is not one of verdicts.
    """
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path.name, "cannot be read", "move it away to begin anew") from error
    try:
        rows = list(csv.DictReader(io.StringIO(text[:_FILE_CHARS])))
    except csv.Error as error:
        raise InputError(path.name, f"cannot be read ({error})", "move it away to begin anew") from error
    if rows and not set(COLUMNS[:3]) <= set(rows[0]):
        raise InputError(path.name, f"has no columns {', '.join(COLUMNS[:3])}", "move it away to begin anew", "line 1")
    return {(row["checked"], row["item_id"]): row for row in rows if row["verdict"] in VERDICTS}


def keep(path: Path, row: Mapping[str, str]) -> None:
    """Put one verdict into the file, in place of an earlier one on the same item; an empty verdict takes it out.

    Raises:
        InputError: the file cannot be read or written.
    """
    rows = read(path)
    rows.pop((row["checked"], row["item_id"]), None)
    if row["verdict"]:
        rows[row["checked"], row["item_id"]] = {**row, "what": " ".join(row.get("what", "").split())[:_WHAT_CHARS]}
    _write(path, pd.DataFrame(list(rows.values()), columns=list(COLUMNS), dtype="str"))


def clear(path: Path, checked: str) -> None:
    """Take all verdicts on one kind of item out of the file.

    Raises:
        InputError: the file cannot be read or written.
    """
    rows = [row for (kind, _), row in read(path).items() if kind != checked]
    _write(path, pd.DataFrame(rows, columns=list(COLUMNS), dtype="str"))


def _write(path: Path, rows: pd.DataFrame) -> None:
    """Write the file whole or not at all."""
    companions.write(path, csv_text(rows).encode("utf-8-sig"))
