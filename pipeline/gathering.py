"""Puts the parts of a build together: every article once, every record counted, every problem numbered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline import tables
from pipeline.chunks import Part, Taken, best_copies, problem
from pipeline.confidence import BY_NAME
from pipeline.outlet_names import same_sites
from pipeline.shelf import Pile, Shelf
from pipeline.text import digest

# What is known of an article stands in groups that must come from one copy: a date with its precision, zone and evidence.
_FILLED_TOGETHER = (
    ("published_at", "published_precision", "published_zone", "published_evidence", "published_text"),
    ("author", "author_evidence"), ("agency", "agency_evidence"), ("description",), ("url",), ("modified_at",), ("language",))


@dataclass
class Gathering:
    """What has been read so far, as it comes from the workers in any order.

    Args:
        shelf: where the tables are kept.
    """

    shelf: Shelf
    taken: list[Taken] = field(default_factory=list)
    parts: dict[str, Pile] = field(default_factory=dict)
    n_parts: int = 0

    def add(self, part: Part) -> None:
        """Take the tables of one chunk."""
        self.taken += part.taken
        self.n_parts += 1
        for name, rows in part.tables.items():
            self._parts(name).add(rows.assign(_part=self.n_parts))

    def reject(self, row: dict) -> None:
        """Note a record that gave nothing, with the problem that says why."""
        self.taken.append(Taken(row["source_file"], row["source_position"] or "", problems=[row]))

    def finish(self) -> None:
        """Put all tables that come from articles one by one on the shelf, each article once."""
        outlets = self._parts("outlets").whole()
        known = outlets[outlets["is_known"]].fillna({"domain": ""})
        joined = same_sites(known[["outlet_id", "outlet_name", "domain"]].itertuples(index=False, name=None))
        homes: list[pd.Series] = [pd.Series(dtype="int64", index=pd.Index([], dtype=tables.TEXT))]
        self.shelf.put("articles", (_at_sites(rows, joined) for rows in self._once(homes)))
        home = pd.concat(homes)
        self.shelf.put("outlets", [one_row_an_outlet(outlets.assign(outlet_id=outlets["outlet_id"].replace(joined)))])
        origins = tables.TABLES["origins"]
        ordered = (rows.sort_values(origins.column_names) for rows in self._parts("origins").slices())
        self.shelf.put("origins", (rows.drop_duplicates(list(origins.key)).drop(columns="_part") for rows in ordered))
        for name in tables.TABLES.keys() - {"articles", "outlets", "origins"}:
            kept = (rows[rows["article_id"].map(home) == rows["_part"]] for rows in self._parts(name).slices())
            self.shelf.put(name, (rows.drop(columns="_part") for rows in kept))
            self._parts(name).remove()
        for name in ("articles", "outlets", "origins"):
            self._parts(name).remove()
        self.parts.clear()

    def _once(self, homes: list[pd.Series]) -> Iterator[pd.DataFrame]:
        """Slices of the articles, each article once; takes note in `homes` of the part that each is from."""
        for copies in self._parts("articles").slices():
            best = copies.loc[best_copies(copies)]
            homes.append(best.set_index("article_id")["_part"])
            yield filled_from_copies(best, copies).drop(columns="_part")

    def _parts(self, name: str) -> Pile:
        """The rows of a table, each with the number of its part."""
        if name not in self.parts:
            self.parts[name] = self.shelf.pile(name, empty=tables.empty(name).assign(_part=0))
        return self.parts[name]


def _at_sites(articles: pd.DataFrame, joined: Mapping[str, str]) -> pd.DataFrame:
    """The articles, those of an outlet known by its name alone given to the site that can only be its own."""
    is_moved = articles["outlet_id"].isin(joined)
    if not is_moved.any():
        return articles
    evidence = articles["outlet_evidence"]
    return articles.assign(outlet_id=articles["outlet_id"].replace(joined), outlet_evidence=evidence.where(~is_moved, evidence + BY_NAME))


def filled_from_copies(best: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """The best copy of each article, its gaps filled from the other copies, group by group."""
    several = copies[copies.duplicated("article_id", keep=False)]
    if several.empty:
        return best
    others = several.sort_values(["article_id", "source_file", "source_position"], kind="stable")
    filled = best.copy()
    for lead, *rest in _FILLED_TOGETHER:
        known = others[others[lead].notna()].drop_duplicates("article_id").set_index("article_id")
        gaps = filled[lead].isna() & filled["article_id"].isin(known.index)
        for column in (lead, *rest) if gaps.any() else ():
            filled.loc[gaps, column] = filled.loc[gaps, "article_id"].map(known[column]).astype(filled[column].dtype)
    return filled


def one_row_an_outlet(outlets: pd.DataFrame) -> pd.DataFrame:
    """One row an outlet: its most frequent name and domain, the first by alphabet among equals; known if any article says so.

    A domain that stands for a name gives way to any name.
    """
    columns = tables.TABLES["outlets"].column_names
    if not outlets.duplicated("outlet_id").any():
        return outlets[columns]
    known = outlets.groupby("outlet_id", as_index=False)["is_known"].any()
    for column in ("outlet_name", "domain"):
        counts = outlets.groupby(["outlet_id", column], as_index=False).size()
        counts["is_other"] = (column == "outlet_name") & counts[column].isin(outlets["domain"])
        ranked = counts.sort_values(["outlet_id", "is_other", "size", column], ascending=[True, True, False, True])
        known = known.merge(ranked.drop_duplicates("outlet_id")[["outlet_id", column]], how="left", on="outlet_id")
    return known[columns]


def accounts(taken: Iterable[Taken], left_out: Mapping[str, str] | None = None) -> tuple[dict[str, int], list[dict]]:
    """Counts with given = read + duplicates + rejected, and the problems of all records.

    A record is read when it gives at least one article that no record before it gave (by place, not by time), a duplicate when it
    gives only articles that are there already, rejected when it gives none; then it has exactly one problem that says so. Articles that
    a person has left out, with their reasons, count as if they had not been given by it.
    """
    first: dict[str, str] = {}
    counts = {"given": 0, "read": 0, "duplicates": 0, "rejected": 0}
    problems: list[dict] = []
    for record in sorted(taken, key=lambda t: (t.source_file, t.source_position, t.article_ids)):
        counts["given"] += 1
        fate, rows = _account(record, first, left_out or {})
        counts[fate] += 1
        problems += rows
    return counts, problems


def _account(record: Taken, first: dict[str, str], left_out: Mapping[str, str]) -> tuple[str, list[dict]]:
    """What became of one record, and its rows of `problems`."""
    where = f"{record.source_file} ({record.source_position})" if record.source_position else record.source_file
    gone = [_row(record, "rejected", "LeftOut", f"{where}: left out by a correction ({left_out[i]}). "
                 "Hint: take the line out of the corrections to have it back.") for i in dict.fromkeys(record.article_ids) if i in left_out]
    ids = dict.fromkeys(i for i in record.article_ids if i not in left_out)
    if gone and not ids:
        return "rejected", [gone[0], *_softened([*record.problems, *gone[1:]])]
    repeated = [_row(record, "duplicate", "DuplicateArticle", f"{where}: the same article as in {first[i]}. "
                     "Hint: it is kept once, with both places in the table origins.") for i in ids if i in first]
    is_new = len(repeated) < len(ids)
    for i in ids:
        first.setdefault(i, where)
    if is_new:
        return "read", [*_softened([*record.problems, *gone]), *repeated]
    if repeated:
        return "duplicates", [*_softened([*record.problems, *gone]), {**repeated[0], "error": "DuplicateRecord"}, *repeated[1:]]
    rejected = [row for row in record.problems if row["severity"] == "rejected"]
    nothing = f"{where}: no article was found in it. Hint: check that it holds the text of an article."
    reason = rejected[0] if rejected else _row(record, "rejected", "NoArticle", nothing)
    return "rejected", [reason, *_softened([row for row in record.problems if row is not reason])]


def _row(record: Taken, severity: str, error: str, message: str) -> dict:
    """A row of `problems` about a whole record."""
    place = {"source_file": record.source_file, "source_position": record.source_position}
    return {**problem("read", severity, error, **place), "message": message}


def _softened(rows: Sequence[dict]) -> list[dict]:
    """Problems of a record that was used, or that is rejected for another reason already: doubts."""
    return [{**row, "severity": "doubt"} if row["severity"] == "rejected" else row for row in rows]


def numbered(rows: Iterable[dict]) -> list[dict]:
    """Problems with their ids; rows that are equal (two sources with files of the same name) are told apart by a number."""
    seen: Counter = Counter()
    result = []
    columns = [c for c in tables.TABLES["problems"].column_names if c != "problem_id"]
    for row in sorted(rows, key=lambda row: [str(row.get(c) or "") for c in columns]):
        values = tuple(str(row.get(c) or "") for c in columns)
        seen[values] += 1
        message = row["message"] if seen[values] == 1 else f"{row['message']} ({seen[values]} times)"
        result.append({**row, "message": message, "problem_id": digest(*values[:-1], message)})
    return result
