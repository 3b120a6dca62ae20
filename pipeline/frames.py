"""The door for notebooks: a data set as tidy frames, restricted as in the dashboard, with every measure by name.

from pipeline import open_dataset

data = open_dataset("my.dataset")
data["quotes"]                                          # a table of pipeline/tables.py
data.only(words="ferry", wire=False).measure("unique_facts")
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline import store
from pipeline.build import build
from pipeline.errors import SettingsError
from pipeline.measures import run
from pipeline.plugins import find
from pipeline.selection import Selection, select
from pipeline.settings import Settings
from pipeline.tables import TABLES


class Frames(Mapping):
    """A data set by table name, as a selection sees it; change a copy of a frame, not the frame.

    Args:
        dataset: the data set.
        selection: what is looked at; everything unless it says otherwise.
    """

    def __init__(self, dataset: store.Dataset, selection: Selection | None = None):
        self.dataset, self.selection = dataset, selection or Selection()
        self._tables = select(dataset.tables, self.selection)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """One table, restricted to the selection."""
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def __repr__(self) -> str:
        n, names = len(self["articles"]), ", ".join(self["outlets"]["outlet_name"].head(5))
        return (
            f"{self.dataset.folder}: {n:,} articles of {len(self['outlets']):,} outlets ({names}{' …' if len(self['outlets']) > 5 else ''})"
        )

    def only(
        self,
        outlets: Iterable[str] | None = None,
        story: str | None = None,
        words: str | Iterable[str] | None = None,
        **more: object,
    ) -> "Frames":
        """A part of the data set; what is not given stays as it is.

        Args:
            outlets: names or outlet_ids.
            story: label or story_id.
            words: that every article holds; "harb*" is a beginning.
            more: since and until (days, such as "2026-03-01"), wire and probable (False leaves agency copy out), versions (True counts
                earlier versions of revised articles too).

        Raises:
            SettingsError: there is no such outlet, story or filter, or a day is none.
        """
        given = {**vars(self.selection)}
        if outlets is not None:
            given["outlets"] = tuple(self._id("outlets", name) for name in ([outlets] if isinstance(outlets, str) else outlets))
        if story is not None:
            given["story"] = self._id("stories", story)
        if words is not None:
            given["words"] = (words,) if isinstance(words, str) else tuple(words)
        for name, value in more.items():
            if name not in _MORE:
                raise SettingsError(name, value, "is no filter", f"give one of: outlets, story, words, {', '.join(_MORE)}")
            given[_MORE[name]] = _day(name, value) if name in ("since", "until") else bool(value)
        return Frames(self.dataset, Selection(**given))

    def measure(self, name: str, **options: object) -> pd.DataFrame:
        """A measure's tidy frame for this selection.

        Args:
            name: of a measure, as in docs/measures.md.
            options: of that measure.

        Raises:
            SettingsError: there is no such measure.
        """
        if name not in find("pipeline.measures"):
            raise SettingsError("measure", name, "is not known", f"give one of: {', '.join(find('pipeline.measures'))}")
        return run(name, self._tables, **options)

    @property
    def measures(self) -> pd.DataFrame:
        """Every measure with its question and unit: name, question, unit."""
        rows = [(name, module.QUESTION, module.UNIT) for name, module in find("pipeline.measures").items()]
        return pd.DataFrame(rows, columns=["name", "question", "unit"], dtype="str")

    def _id(self, table: str, name: str) -> str:
        """The id of an outlet or story by its name or id."""
        key, label = {"outlets": ("outlet_id", "outlet_name"), "stories": ("story_id", "label")}[table]
        rows = self.dataset.table(table)
        found = rows.loc[(rows[key] == name) | (rows[label] == name), key].tolist()
        if len(found) != 1:
            what = "stands for several, give its id" if found else "is not in this data set"
            raise SettingsError(table, name, what, f"give one of: {', '.join(rows[label].head(12))}")
        return found[0]


_MORE = {
    "since": "since",
    "until": "until",
    "wire": "is_wire_included",
    "probable": "is_probable_wire_included",
    "versions": "is_every_version_included",
}


def _day(name: str, value: object) -> date | None:
    """A day as a date; None for no bound."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise SettingsError(name, value, "is no day", "write it as 2026-03-31") from error


def open_dataset(folder: str | Path) -> Frames:
    """The data set in a folder, for a notebook.

    Raises:
        DatasetError: the folder is missing, half-written, or of another schema version.
    """
    return Frames(store.open_dataset(folder))


def build_dataset(sources: Iterable[str | Path], out: str | Path, settings: Settings | None = None) -> Frames:
    """Build a data set of exactly these files and folders, and open it.

    Args:
        sources: files, folders and archives with articles.
        out: folder of the data set; an earlier one is replaced in one step.
        settings: tuned numbers; the defaults where none are given.

    Raises:
        InputError: a source is not there.
        DatasetError: the folder cannot be written.
    """
    return Frames(build(list(sources), out, settings or Settings()))
