"""The user's corrections applied to what was read, before stories are found; what linkers must know of them is handed on.

Every line is understood against the articles as they were given, so that no correction changes what another refers to; then kinds are
applied in a fixed order. Of two lines about the same thing the later one counts; else their order does not matter.
"""

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from pipeline import moments, tables
from pipeline._corrected_text import Text
from pipeline._correction_cells import (
    Named,
    Unfit,
    articles_by_words,
    counted,
    last,
    loose,
    opened,
    outlet_called,
    outlets_by_words,
    stretches,
)
from pipeline.article import hash_of
from pipeline.corrections import UNKNOWN, File, Line, line_id
from pipeline.text import digest, fold, sentence_spans

APPLIED, OVERRULED, UNFIT = "applied", "overruled", "not applied"
EVIDENCE = "correction"
_NO_STORY = {"article_id": "str", "other_article_id": "str"}
_PAIR = {"article_id": "str", "start": "int64", "end": "int64", "other_article_id": "str", "other_start": "int64", "other_end": "int64",
         "is_same": "bool"}
_MARKS = {"outlet_id": "str", "wording": "str", "is_boilerplate": "bool"}
_SAID = {"correction_id": "str", "kind": "str", "quotation_id": "str", "source": "str", "value": "str"}
_OUTLET, _STORY, _TEXT, _BOILERPLATE = ("rename outlet", "merge outlets"), ("move to story", "own story"), ("not text", "is text"), (
    "boilerplate", "not boilerplate")
_FACT, _SPEAKER = ("same fact", "not same fact"), ("speaker", "split source")

Extract = Callable[[pd.DataFrame], Mapping[str, pd.DataFrame]]


@dataclass
class Fitting:
    """A line with what it is about: ids of the input as it was given."""

    line: Line
    article_id: str = ""
    other_id: str = ""
    outlet_id: str = ""
    about: tuple = ()


@dataclass
class Corrected:
    """The tables as corrected so far, and what is known of each line.

    Args:
        tables: all tables that are made of articles one by one.
        working: frames that linkers read beside the tables: moves, marks, judgements and attributions.
        left_out: the articles that are left out, with the reason.
        outcomes: number of the line → state and effect.
        moved: line, article and the other article of the moves, for telling what they changed.
        judged: line and both spans of the pairs of statements that were judged.
    """

    tables: ChainMap[str, pd.DataFrame]
    working: dict[str, pd.DataFrame] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    outcomes: dict[int, tuple[str, str]] = field(default_factory=dict)
    moved: dict[int, tuple[str, str]] = field(default_factory=dict)
    judged: dict[int, tuple[tuple, tuple]] = field(default_factory=dict)

    @property
    def changed(self) -> Mapping[str, pd.DataFrame]:
        """The tables that differ from what was read."""
        return self.tables.maps[0]


def corrected(file: File, made: Mapping[str, pd.DataFrame], extract: Extract) -> Corrected:
    """Apply the lines of a corrections file to the tables of all articles.

    Args:
        file: the corrections.
        made: the tables as they were read.
        extract: gives the extracted tables of some articles anew, where their text has changed.

    Returns:
        The corrected tables; none is changed where there is no line.
    """
    result = Corrected(ChainMap({name: made[name] for name in ("articles", "outlets")} if file.lines else {}, made))
    if file.lines:
        _Correcting(file, made, result).apply(extract)
    result.tables["corrections"] = _listed(file, result.outcomes)
    return result


def _listed(file: File, outcomes: Mapping[int, tuple[str, str]]) -> pd.DataFrame:
    """Table `corrections`, also with the lines that could not be understood."""
    rows: list[dict] = []
    seen: dict[str, int] = {}
    told = {fault.number: (UNFIT, f"{fault.what}; {fault.hint}") for fault in file.faults} | outcomes
    known = [(line.number, {**line.cells, "kind": line.kind}) for line in file.lines]
    for number, cells in sorted([*known, *((f.number, f.cells) for f in file.faults)], key=lambda item: item[0]):
        key = line_id(cells)
        seen[key] = seen.get(key, 0) + 1
        state, effect = told.get(number, (APPLIED, ""))
        rows.append({**{name: value or None for name, value in cells.items()}, "kind": cells.get("kind", ""), "line": number,
                     "correction_id": key if seen[key] == 1 else digest(key, str(seen[key])), "state": state, "effect": effect})
    return tables.frame("corrections", rows)


class _Correcting:
    """The corrections while they are applied."""

    def __init__(self, file: File, made: Mapping[str, pd.DataFrame], result: Corrected):
        self.file, self.result, self.given = file, result, made
        self.named: Named = articles_by_words(made["articles"], made["origins"])
        self.outlets: Named = outlets_by_words(made["outlets"])
        self.fitting: list[Fitting] = []

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The articles as they were given, by id."""
        return self.given["articles"].set_index("article_id", drop=False)

    @cached_property
    def names(self) -> dict[str, str]:
        """The outlets' names as they were given."""
        return dict(zip(self.given["outlets"]["outlet_id"], self.given["outlets"]["outlet_name"], strict=True))

    def apply(self, extract: Extract) -> None:
        """Apply everything, in the order that lets each kind see what it needs."""
        self._understand()
        self._leave_out()
        self._outlets()
        self._dates()
        self._authors()
        self._texts(extract)
        self._moves()
        self._marks()
        self._judgements()
        self._attributions()
        self._drop_empty_outlets()

    def _understand(self) -> None:
        """Find what each line is about, and let later lines count where two are about the same."""
        last: dict[tuple, Fitting] = {}
        for line in self.file.lines:
            try:
                fitting = self._fitting(line)
            except Unfit as error:
                self._unfit(line, error)
                continue
            if before := last.get(fitting.about):
                self._overrule(before, f"line {line.number} {'says the same' if _agree(before.line, line) else 'says otherwise'}")
            last[fitting.about] = fitting
        self.fitting = sorted(last.values(), key=lambda f: f.line.number)

    def _fitting(self, line: Line) -> Fitting:
        """A line with what it is about.

        Raises:
            Unfit: what it names is not here.
        """
        kind, text = line.kind, loose(line["text"])
        if kind in _OUTLET:
            outlet = self.outlets.id_of(line["outlet"])
            return Fitting(line, outlet_id=outlet, about=(kind, outlet))
        if kind == "merge sources":
            return Fitting(line, about=(kind, fold(line["source"])))
        article = self.named.id_of(line["article"])
        other = self.named.id_of(line["other_article"]) if line["other_article"] else ""
        family = next((family for family in (_STORY, _TEXT, _FACT, _SPEAKER, _BOILERPLATE) if kind in family), (kind,))
        about = (family, article, text)
        if kind in _FACT:
            about = (family, *sorted([(article, text), (other, loose(line["other_text"]))]))
        elif kind in _BOILERPLATE:
            about = (family, self.rows.at[article, "outlet_id"], text)
        elif kind not in (*_TEXT, *_SPEAKER):
            about = (family, article)
        return Fitting(line, article, other, about=about)

    def _unfit(self, line: Line, error: Unfit) -> None:
        """Note that a line cannot be applied, and why."""
        self.result.outcomes[line.number] = (UNFIT, f"{error.what}; {error.hint}")

    def _overrule(self, fitting: Fitting, why: str) -> None:
        """Note that another line counts instead."""
        self.result.outcomes[fitting.line.number] = (OVERRULED, why)

    def _applied(self, fitting: Fitting, effect: str) -> None:
        """Note what a line changed."""
        self.result.outcomes[fitting.line.number] = (APPLIED, effect)

    def _of(self, *kinds: str) -> list[Fitting]:
        """The lines of some kinds, without those about articles that are left out."""
        return [f for f in self.fitting if f.line.kind in kinds]

    def _leave_out(self) -> None:
        """Take articles out of all tables; lines about them rest."""
        for f in self._of("leave out"):
            self.result.left_out[f.article_id] = f.line["note"] or "no reason given"
            n_words = int(self.rows.at[f.article_id, "n_words"])
            size = f"{counted(n_words, 'word')} of " if n_words else ""
            self._applied(f, f"{size}“{self._title(f.article_id)}” in no table")
        gone = self.result.left_out
        for f in self.fitting if gone else ():
            if f.line.kind != "leave out" and {f.article_id, f.other_id} & set(gone):
                self._overrule(f, "the article is left out")
        self.fitting = [f for f in self.fitting if f.line.kind != "leave out" and not {f.article_id, f.other_id} & set(gone)]
        if gone:
            for name, rows in self.result.tables.items():
                if "article_id" in rows.columns:
                    self.result.tables[name] = rows[~rows["article_id"].isin(gone)].reset_index(drop=True)

    def _title(self, article_id: str) -> str:
        """The title of an article, shortened."""
        return self.rows.at[article_id, "title"][:80]

    def _drop_empty_outlets(self) -> None:
        """Keep the outlets that have an article."""
        outlets, used = self.result.tables["outlets"], set(self.result.tables["articles"]["outlet_id"])
        self.result.tables["outlets"] = outlets[outlets["outlet_id"].isin(used)].reset_index(drop=True)

    def _outlets(self) -> None:
        """Give articles to other outlets, make two outlets one, and give outlets their right names."""
        lines = self._of("other outlet", "merge outlets", "rename outlet")
        if not lines:
            return
        articles, outlets = self.result.tables["articles"].copy(), self.result.tables["outlets"].copy()
        home = articles.set_index("article_id")["outlet_id"].to_dict()
        for f in self._of("other outlet"):
            outlets, home[f.article_id] = self._given_to(f, outlets, home[f.article_id])
        into = self._merged(outlets)
        home = {article: last(into, outlet) for article, outlet in home.items()}
        new = articles["article_id"].map(home).astype("str")
        is_changed = (new != articles["outlet_id"]).to_numpy(bool)
        articles["outlet_id"] = new
        articles.loc[is_changed, "outlet_evidence"] = EVIDENCE
        for f in self._of("rename outlet"):
            if f.outlet_id in into:
                self._overrule(f, "the outlet was merged into another")
                continue
            row = outlets["outlet_id"] == f.outlet_id
            outlets.loc[row, "outlet_name"], outlets.loc[row, "is_known"] = f.line["value"], True
            self._applied(f, f"was “{self.names.get(f.outlet_id, '')}”; {counted(int((new == f.outlet_id).sum()), 'article')}")
        self.result.tables |= {"articles": articles, "outlets": outlets}

    def _given_to(self, f: Fitting, outlets: pd.DataFrame, before: str) -> tuple[pd.DataFrame, str]:
        """The outlets, with the one that a person named for an article, and its id."""
        fits = self.outlets.fitting(f.line["value"])
        if len(fits) > 1:
            self._unfit(f.line, Unfit(f"{len(fits)} outlets are called “{f.line['value'][:80]}”", "give its domain or its id"))
            return outlets, before
        outlet = outlet_called(f.line["value"])
        chosen = next(iter(fits), outlet.outlet_id)
        if chosen not in set(outlets["outlet_id"]):
            row = {**outlet._asdict(), "is_known": True} if not fits else None
            added = tables.frame("outlets", [row]) if row else self.given["outlets"][self.given["outlets"]["outlet_id"] == chosen]
            outlets = pd.concat([outlets, added], ignore_index=True)
        self._applied(f, f"was “{self.names.get(before, '')}”")
        return outlets, chosen

    def _merged(self, outlets: pd.DataFrame) -> dict[str, str]:
        """Outlet → the one it is the same as."""
        into: dict[str, str] = {}
        lines: dict[str, Fitting] = {}
        known = outlets_by_words(outlets)
        for f in self._of("merge outlets"):
            try:
                target = known.id_of(f.line["value"])
            except Unfit as error:
                self._unfit(f.line, error)
                continue
            if target == f.outlet_id:
                self._unfit(f.line, Unfit("an outlet is always the same as itself", "name the other outlet under value"))
                continue
            for outlet in opened(into, f.outlet_id, target):
                self._overrule(lines[outlet], f"line {f.line.number} merges them the other way round")
            into[f.outlet_id], lines[f.outlet_id] = target, f
            n = int((self.result.tables["articles"]["outlet_id"] == f.outlet_id).sum())
            names = self.names.get(f.outlet_id, ""), self.names.get(target, f.line["value"])
            self._applied(f, f"{counted(n, 'article')} of “{names[0]}” now with “{names[1]}”")
        return into

    def _dates(self) -> None:
        """Set days and times of publication."""
        changes = {}
        for f in self._of("date"):
            try:
                values = _moment(f.line["value"])
            except Unfit as error:
                self._unfit(f.line, error)
                continue
            changes[f.article_id] = {**values, "published_text": None, "published_evidence": EVIDENCE}
            self._applied(f, f"was {_when(self.rows.loc[f.article_id])}")
        self.result.tables["articles"] = _changed(self.result.tables["articles"], changes)

    def _authors(self) -> None:
        """Set authors."""
        changes = {}
        for f in self._of("author"):
            name, before = f.line["value"], self.rows.at[f.article_id, "author"]
            changes[f.article_id] = {"author": None if fold(name) == UNKNOWN else name, "author_evidence": EVIDENCE}
            self._applied(f, f"was {before}" if isinstance(before, str) else "was unknown")
        self.result.tables["articles"] = _changed(self.result.tables["articles"], changes)

    def _texts(self, extract: Extract) -> None:
        """Correct texts, and extract anew from the articles whose text has changed."""
        by_article: dict[str, list[Fitting]] = {}
        for f in self._of(*_TEXT):
            by_article.setdefault(f.article_id, []).append(f)
        if not by_article:
            return
        made = self.result.tables
        kept, left = made["articles"].set_index("article_id", drop=False), made["removed"]
        changed = {}
        for article_id, lines in by_article.items():
            rows = left[left["article_id"] == article_id].to_dict("records")
            changed[article_id] = self._retold(Text(kept.at[article_id, "body"], rows), lines)
        made["articles"] = articles = _changed(made["articles"], {i: _counted(kept.loc[i], text) for i, text in changed.items()})
        removed = [{**row, "article_id": i} for i, text in changed.items() for row in text.removed]
        made["removed"] = tables.conform("removed", pd.concat([left[~left["article_id"].isin(changed)], tables.frame("removed", removed)]))
        for name, rows in extract(articles[articles["article_id"].isin(changed)].reset_index(drop=True)).items():
            others = made[name][~made[name]["article_id"].isin(changed)]
            made[name] = tables.conform(name, pd.concat([others, rows], ignore_index=True) if len(others) else rows)

    def _retold(self, text: Text, lines: Sequence[Fitting]) -> Text:
        """A text with the corrections of some lines: first what comes back, then what goes, the longest first."""
        for f in sorted(lines, key=lambda f: (f.line.kind, -len(f.line["text"]), f.line["text"])):
            before = text.n_words
            is_back = f.line.kind == "is text"
            if (text.put_back if is_back else text.take_out)(f.line["text"]):
                self._applied(f, f"{counted(abs(text.n_words - before), 'word')} {'more' if is_back else 'less'}")
            else:
                where = "was left out of the article" if is_back else "stands in the text of the article"
                self._unfit(f.line, Unfit(f"nothing like “{f.line['text'][:80]}” {where}", "give the words as they stand there"))
        return text

    def _moves(self) -> None:
        """Which articles go to the story of which others."""
        into: dict[str, str] = {}
        lines: dict[str, Fitting] = {}
        for f in self._of(*_STORY):
            if f.other_id == f.article_id:
                self._unfit(f.line, Unfit("an article is always of one story with itself", "name an article of the other story"))
                continue
            for article in opened(into, f.article_id, f.other_id):
                self._overrule(lines[article], f"line {f.line.number} moves the other one")
            into[f.article_id], lines[f.article_id] = f.other_id if f.line.kind == "move to story" else "", f
        self.result.moved = {lines[a].line.number: (a, other) for a, other in into.items()}
        self.result.working["moves"] = _frame(_NO_STORY, [(a, other or None) for a, other in sorted(into.items())])

    def _marks(self) -> None:
        """Which wordings are, or are not, boilerplate of which outlet."""
        articles = self.result.tables["articles"].set_index("article_id")
        rows = []
        for f in self._of(*_BOILERPLATE):
            body, outlet = articles.at[f.article_id, "body"], articles.at[f.article_id, "outlet_id"]
            spans = stretches(body, f.line["text"])
            inside = {fold(body[i:j]) for i, j, _ in sentence_spans(body) for a, b in spans if a <= i and j <= b}
            if inside:
                rows += [(outlet, wording, f.line.kind == "boilerplate") for wording in sorted(inside)]
                self._applied(f, f"{counted(len(inside), 'sentence')}, wherever it stands in the outlet's articles")
            else:
                what = f"no sentence “{f.line['text'][:80]}” stands in the article"
                self._unfit(f.line, Unfit(what, "give whole sentences as they stand there"))
        self.result.working["marks"] = _frame(_MARKS, rows)

    def _judgements(self) -> None:
        """Which statements state the same, and which do not."""
        statements = self.result.tables["statements"]
        rows = []
        for f in self._of(*_FACT):
            try:
                one = _stated(statements, f.article_id, f.line["text"])
                other = _stated(statements, f.other_id, f.line["other_text"])
            except Unfit as error:
                self._unfit(f.line, error)
                continue
            rows.append((*one, *other, f.line.kind == "same fact"))
            self.result.judged[f.line.number] = (one, other)
        self.result.working["judgements"] = _frame(_PAIR, rows)

    def _attributions(self) -> None:
        """Which quotations are by another speaker, and which sources are one; who that is can be told once all sources are known."""
        quotes = self.result.tables["quotes"]
        rows = [(line_id({**f.line.cells, "kind": f.line.kind}), f.line.kind, None, f.line["source"], f.line["value"])
                for f in self._of("merge sources")]
        for f in self._of(*_SPEAKER):
            mine = quotes[quotes["article_id"] == f.article_id]
            said = sorted({q for q, text in zip(mine["quotation_id"], mine["text"], strict=True) if loose(text) == loose(f.line["text"])})
            if not said:
                what = f"no quotation “{f.line['text'][:80]}” was found in the article"
                self._unfit(f.line, Unfit(what, "give its words as the table quotes has them"))
            rows += [(f.line.correction_id, f.line.kind, quotation, f.line["source"], f.line["value"]) for quotation in said]
        self.result.working["attributions"] = _frame(_SAID, rows)


def _changed(articles: pd.DataFrame, changes: Mapping[str, Mapping[str, object]]) -> pd.DataFrame:
    """The articles with new values in some columns of some of them; each is given values for the same columns."""
    if not changes:
        return articles
    place = np.flatnonzero(articles["article_id"].isin(changes))
    ids, columns = articles["article_id"].iloc[place], {}
    for name in next(iter(changes.values())):
        columns[name] = articles[name].copy()
        columns[name].iloc[place] = pd.Series([changes[i][name] for i in ids], dtype=articles[name].dtype).array
    return articles.assign(**columns)


def _agree(one: Line, other: Line) -> bool:
    """Whether two lines about the same thing say the same."""
    return one.kind == other.kind and all(fold(one[c]) == fold(other[c]) for c in ("value", "other_article"))


def _frame(dtypes: Mapping[str, str], rows: Sequence[tuple]) -> pd.DataFrame:
    """A working frame."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(dtypes)
    return pd.DataFrame({name: pd.Series(list(values), dtype=dtype) for (name, dtype), values in zip(dtypes.items(), columns, strict=True)})


def _moment(written: str) -> dict[str, object]:
    """The columns of a date as a person wrote it.

    Raises:
        Unfit: it is no date, could be two, or cannot be true.
    """
    if fold(written) == UNKNOWN:
        return {"published_at": pd.NaT, "published_precision": None, "published_zone": None}
    moment, hint = moments.read(written.removeprefix("day ")), "write it as 2031-05-04, or as 2031-05-04 09:30 +02:00"
    if moment is None:
        raise Unfit(f"“{written[:40]}” is no date", hint)
    if moment.doubt or not moments.is_plausible(moment):
        raise Unfit(f"“{written[:40]}” is no certain date{': ' + moment.doubt if moment.doubt else ''}", hint)
    return {"published_at": pd.Timestamp(moment.at), "published_precision": moment.precision, "published_zone": moment.zone or None}


def _when(article: Mapping) -> str:
    """When an article was published, as it was known."""
    if pd.isna(article["published_at"]):
        return "unknown"
    is_day = article["published_precision"] == "day"
    return f"{article['published_at']:%Y-%m-%d}" if is_day else f"{article['published_at']:%Y-%m-%d %H:%M} UTC"


def _counted(article: Mapping, text: Text) -> dict[str, object]:
    """What changes in an article's row with its text."""
    description = article["description"] if isinstance(article["description"], str) else ""
    return {"body": text.body, "n_words": text.n_words, "kind": "full" if text.body else "excerpt",
            "content_hash": hash_of(article["title"], text.body or description)}


def _stated(statements: pd.DataFrame, article_id: str, text: str) -> tuple[str, int, int]:
    """The span of the statement of an article that has these words.

    Raises:
        Unfit: there is none.
    """
    mine = statements[statements["article_id"] == article_id]
    for start, end, words in zip(mine["start"].tolist(), mine["end"].tolist(), mine["text"].tolist(), strict=True):
        if loose(words) == loose(text):
            return article_id, start, end
    raise Unfit(f"no statement “{text[:80]}” stands in the article", "give its words as the table statements has them")
