"""What a person has said of speakers: who said a quotation, which sources are one, which quotation is by another one of that name."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline import tables as model
from pipeline._correction_cells import Unfit, counted, last, opened, sources_by_words
from pipeline.corrections import UNKNOWN, is_id, parts_of
from pipeline.text import digest, fold

_EVIDENCE = "correction"


class Spoken(NamedTuple):
    """Quotes with their sources, the sources, and the corrections with what became of them."""

    quotes: pd.DataFrame
    sources: pd.DataFrame
    corrections: pd.DataFrame


def corrected(spoken: Spoken, attributions: pd.DataFrame | None) -> Spoken:
    """Quotes and sources as a person has corrected them.

    Args:
        spoken: `quotes` with source_id, `sources` and `corrections`.
        attributions: correction_id, kind, quotation_id, source and value; None for none.

    Returns:
        The same where there is nothing to correct. Sources that nothing is of any more are not among them.
    """
    if attributions is None or attributions.empty:
        return spoken
    return _Correcting(spoken).done(attributions)


class _Correcting:
    """Speakers while they are corrected."""

    def __init__(self, spoken: Spoken):
        self.quotes, self.corrections = spoken.quotes.copy(), spoken.corrections
        self.sources = {row["source_id"]: row for row in spoken.sources.to_dict("records")}
        self.given = sources_by_words(spoken.sources)
        self.told: dict[str, tuple[str, str]] = {}
        self.order: dict[str, int] = dict(zip(self.corrections["correction_id"], self.corrections["line"], strict=True))

    def done(self, attributions: pd.DataFrame) -> Spoken:
        """Everything corrected: single quotations first, then sources that are one."""
        rows = sorted(attributions.to_dict("records"), key=lambda row: self.order.get(row["correction_id"], 0))
        for row in rows:
            if row["kind"] != "merge sources":
                self._say(row)
        self._merge([row for row in rows if row["kind"] == "merge sources"])
        used = {x for ids in self._all_ids() for x in ids}
        sources = model.frame("sources", (row for key, row in sorted(self.sources.items()) if key in used))
        told = self.corrections["correction_id"].map(self.told)
        changed = told.notna()
        corrections = self.corrections.assign(
            state=self.corrections["state"].mask(changed, told.str[0]).astype("str"),
            effect=self.corrections["effect"].mask(changed, told.str[1]).astype("str"))
        return Spoken(self.quotes, sources, corrections)

    def _say(self, row: Mapping) -> None:
        """Give one quotation to its right speaker."""
        mine = self.quotes["quotation_id"] == row["quotation_id"]
        before = self.quotes.loc[mine, "source_id"].iloc[0]
        was = self.sources[before]["source_name"] if isinstance(before, str) else "unknown"
        try:
            source = self._another(row, before) if row["kind"] == "split source" else self._named(row["value"])
        except Unfit as error:
            self.told[row["correction_id"]] = "not applied", f"{error.what}; {error.hint}"
            return
        if source:
            self.sources.setdefault(source["source_id"], source)
        columns = {"source_id": "source_id", "speaker_name": "source_name", "speaker_kind": "kind"}
        for column, name in columns.items():
            self.quotes.loc[mine, column] = source[name] if source else None
        self.quotes.loc[mine, "speaker_evidence"] = _EVIDENCE
        if "co_source_ids" in self.quotes:
            self.quotes.loc[mine, "co_source_ids"] = None
        self.told[row["correction_id"]] = "applied", f"was “{was}”" if isinstance(before, str) else "was unknown"

    def _named(self, value: str) -> dict:
        """The source that a person named; empty where the speaker is unknown.

        Raises:
            Unfit: several sources bear the name.
        """
        if fold(value) == UNKNOWN:
            return {}
        fits = self.given.fitting(value)
        if len(fits) > 1:
            raise Unfit(f"{len(fits)} sources are called “{value[:80]}”", "name the one by its id as well, as in the table sources")
        if fits:
            return self.sources[next(iter(fits))]
        name = _name(value)
        return {"source_id": digest("person", name), "source_name": name, "kind": "person", "role": None}

    def _another(self, row: Mapping, before: str) -> dict:
        """Another source of the same name.

        Raises:
            Unfit: the quotation has no source.
        """
        if not isinstance(before, str):
            raise Unfit("the quotation has no source to tell apart", "say who said it with a line of the kind speaker")
        source = self.sources[before]
        name = _name(row["value"]) if row["value"] else f"{source['source_name']} (another)"
        return {**source, "source_id": digest("another", before, fold(name)), "source_name": name, "role": None}

    def _merge(self, rows: list[Mapping]) -> None:
        """Let sources that are one be one."""
        into: dict[str, str] = {}
        lines: dict[str, Mapping] = {}
        known = sources_by_words(model.frame("sources", self.sources.values()))
        n = self.quotes.groupby("source_id")["quotation_id"].nunique()
        for row in rows:
            try:
                one, other = known.id_of(row["source"]), known.id_of(row["value"])
            except Unfit as error:
                self.told[row["correction_id"]] = "not applied", f"{error.what}; {error.hint}"
                continue
            if one == other:
                self.told[row["correction_id"]] = "not applied", "a source is always the same as itself; name the other one under value"
                continue
            for source in opened(into, one, other):
                self.told[lines[source]["correction_id"]] = "overruled", "a later line merges them the other way round"
            into[one], lines[one] = other, row
            names = (self.sources[x]["source_name"] for x in (one, other))
            self.told[row["correction_id"]] = "applied", "{} of “{}” now of “{}”".format(counted(int(n.get(one, 0)), "quotation"), *names)
        if into:
            ids = [list(dict.fromkeys(last(into, x) for x in ids)) for ids in self._all_ids()]
            self.quotes["source_id"] = pd.Series([x[0] if x else None for x in ids], index=self.quotes.index, dtype="str")
            if "co_source_ids" in self.quotes:
                self.quotes["co_source_ids"] = pd.Series([" ".join(x[1:]) or None for x in ids], index=self.quotes.index, dtype="str")

    def _all_ids(self) -> list[list[str]]:
        """The ids of all sources of each quote; those who say it together with the first stand behind it."""
        also = self.quotes["co_source_ids"] if "co_source_ids" in self.quotes else [None] * len(self.quotes)
        return [[x for ids in pair if isinstance(ids, str) for x in ids.split()] for pair in zip(self.quotes["source_id"], also, strict=True)]


def _name(value: str) -> str:
    """The name in a cell."""
    return " ".join(part for part in parts_of(value) if not is_id(part)) or value
