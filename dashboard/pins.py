"""What a person pinned: charts, tables, findings and evidence with a note, in their order, in one readable file beside the data set."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import companions
from pipeline.errors import InputError

_MOST_BYTES = 5_000_000
_LONGEST = 4_000
_PLACE = re.compile(r"(?:\w{1,64}:[0-9]{1,9}:[0-9]{1,9})?", re.ASCII)


@dataclass(frozen=True)
class Pin:
    """One pinned thing.

    Args:
        page: file name of the page on which it stands.
        part: key of the chart or table; "" for a sentence.
        title: what it says, as a sentence.
        note: what the person wrote beside it.
        address: of its view: filters and choices, as after the question mark.
        place: of a piece of evidence: article_id, start and end, with colons between; "" for everything else.
    """

    page: str
    part: str
    title: str
    note: str = ""
    address: str = ""
    place: str = ""

    @property
    def span(self) -> tuple[str, int, int] | None:
        """Article, start and end of a piece of evidence; None for everything else."""
        article_id, start, end = self.place.rsplit(":", 2) if self.place else ("", "", "")
        return (article_id, int(start), int(end)) if article_id else None


def beside(dataset: str | Path) -> Path:
    """Where the pins of a data set stand: beside its folder, under its name.

    Example:
        >>> beside("sets/harbour").name
        'harbour.pins.json'
    """
    return companions.beside(dataset, companions.PINS)


def pinned(dataset: str | Path) -> list[Pin]:
    """The pins of a data set in their order; none where there is no file.

    Raises:
        InputError: the file cannot be read, or is no list of pins.
    """
    path = beside(dataset)
    if not path.is_file():
        return []
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(str(path), "is larger than any list of pins", "move it elsewhere")
        given = json.loads(path.read_text(encoding="utf-8"))
        return [_pin(one) for one in given["pins"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(str(path), "is no list of pins", "move it elsewhere to begin a new one") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error})", "allow reading it") from error


def _pin(given: dict[str, object]) -> Pin:
    """A pin of the file; its page is a name alone, so that its link leads nowhere else."""
    pin = Pin(**{name: str(value)[:_LONGEST].encode("utf-8", "replace").decode() for name, value in given.items()})
    if not pin.page.isidentifier() or not _PLACE.fullmatch(pin.place):
        raise ValueError(pin.page)
    return pin


def write(dataset: str | Path, pins: Iterable[Pin]) -> None:
    """Put these pins in the place of those that are there; no file is left where there is none.

    Raises:
        InputError: the file cannot be written.
    """
    path, kept = beside(dataset), list(dict.fromkeys(pins))
    if not kept:
        companions.forget(path)
        return
    content = json.dumps({"pins": [asdict(pin) for pin in kept]}, ensure_ascii=False, indent=1)
    companions.write(path, (content + "\n").encode())


def moved(pins: list[Pin], place: int, step: int) -> list[Pin]:
    """The pins with one a step earlier or later.

    Example:
        >>> [pin.part for pin in moved([Pin("p", "a", ""), Pin("p", "b", "")], 1, -1)]
        ['b', 'a']
    """
    others = pins[:place] + pins[place + 1 :]
    at = min(len(others), max(0, place + step))
    return [*others[:at], pins[place], *others[at:]]
