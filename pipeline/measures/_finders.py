"""What is worth telling first: for each kind of finding the best candidate, with its sentence and what it rests on.

Each finder takes the material and gives at most one row, or none where nothing reaches its minimum. The score is of 0 to 1 and says
how much a reader may want to know it, not how true it is; how it is made stands in the docstring of each finder.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from pipeline.agencies import agency_outlets
from pipeline.measures import _conflicts, _facts
from pipeline.measures._order import firsts, intervals
from pipeline.measures._outlets import of_texts, totals, with_outlet
from pipeline.measures._renderings import renderings
from pipeline.measures._shared import sides, words_in
from pipeline.renderings import differences
from pipeline.text import fold, word_spans

LEAST_WORDS, MOST_WORDS = 6, 40  # of a statement that can stand alone in a sentence
_LONGEST = 110  # characters of a statement that is told whole
LEAST_QUOTED = 5  # words; shorter quotations are often phrases that several people use
LEAST_CONFIDENCE = 0.5  # of a quotation
LEAST_SHARE, LEAST_TEXT = 0.2, 40  # share of an article, and words it must have, for its shared text to be a finding
LEAST_LEAD_HOURS = 1.0
_TRIED = 200  # utterances, and pairs of articles, that are compared word by word
_LEANS = frozenset("he she it they this that these those but and so his her its their then there however him who which".split())
_POINTS = re.compile(
    r"\b(?:even|all|called|of|for|to|with|by|after) (?:that|this|it)[ .,;”\"]|\b(?:that|this) (?:is|was|will|would|has|had)\b", re.I
)
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Material:
    """The tables that findings are looked for in; only whole stories.

    Args:
        tables: name → frame, restricted to the articles looked at.
        is_whole: whether that is everything selected.
        called: outlet_id → what the caller calls the outlet.
    """

    tables: dict[str, pd.DataFrame]
    is_whole: bool
    called: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    @cached_property
    def names(self) -> dict[str, str]:
        """A name for each outlet_id: the caller's; else its own, where two bear it with the domain or the beginning of the id."""
        outlets = self["outlets"]
        twice = outlets["outlet_name"].duplicated(keep=False)
        domain = outlets["domain"].fillna(outlets["outlet_id"].str[:6])
        shown = outlets["outlet_name"].where(~twice, outlets["outlet_name"] + " (" + domain + ")")
        named = (self.called.get(x, name) for x, name in zip(outlets["outlet_id"], shown, strict=True))
        return dict(zip(outlets["outlet_id"], (cut(name, 48) for name in named), strict=True))

    @cached_property
    def texts(self) -> pd.DataFrame:
        """The articles with text, by article_id."""
        return of_texts(self["articles"]).set_index("article_id", drop=False)

    @cached_property
    def nameless(self) -> frozenset[str]:
        """The outlet_id of each outlet that is not known."""
        outlets = self["outlets"]
        return frozenset(outlets.loc[outlets["is_known"].eq(False).fillna(False), "outlet_id"])

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The outlet_id of each news agency."""
        return agency_outlets(self["outlets"], self["articles"])


def cut(text: str, most: int = 90) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer.

    Example:
        >>> cut("The harbour office closed the pier for a month", 26)
        'The harbour office closed …'
    """
    line = " ".join(str(text).split())
    if len(line) <= most:
        return line
    head = line[:most].rpartition(" ")[0] if " " in line[:most] and line[most] != " " else line[:most]
    return head.rstrip(" ,;:–—-(") + " …"


def quoted(text: str, most: int = 90) -> str:
    """A shortened text between quotation marks; marks inside it become single ones.

    Example:
        >>> quoted('He said "no" to it.')
        '“He said ‘no’ to it.”'
    """
    line, is_open = cut(text, most).rstrip(",;:"), False
    marked = []
    for letter in line.translate(str.maketrans("“”„«»", '"""""')):
        marked.append(("’" if is_open else "‘") if letter == '"' else letter)
        is_open = is_open != (letter == '"')
    return f"“{''.join(marked)}”"


def counted(n: int, one: str) -> str:
    """A number as in a sentence, small ones as words, with its noun.

    Example:
        >>> counted(2, "wording"), counted(1, "outlet"), counted(1200, "outlet")
        ('two wordings', 'one outlet', '1,200 outlets')
    """
    return f"{_SMALL[n] if n < len(_SMALL) else f'{n:,}'} {one}{'' if n == 1 else 's'}"


def spread(n_outlets: int) -> float:
    """How far beyond one outlet it reaches: 0 for one, 1/2 for two, 2/3 for three, nearing 1."""
    return (n_outlets - 1) / max(1, n_outlets)


def unique(material: Material) -> Iterator[dict]:
    """A fact of one outlet to which no other text on the story has a statement that comes close.

    Score: spread of the outlets compared, times how telling it is, times 0.8 of an agency.
    """
    facts, articles = material["facts"], material["articles"]
    alone = _facts.unique(_facts.stated(facts, articles), articles)
    facts = facts[facts["fact_id"].isin(alone["fact_id"].unique())]
    near = _facts.near(facts, articles, material["matches"])["fact_id"]
    alone = alone[~alone["fact_id"].isin(near)]
    if alone.empty:
        return
    rows = alone.merge(_facts.first_statement(facts, ["fact_id"]), on="fact_id")
    n_outlets = material.texts.groupby("story_id")["outlet_id"].nunique()
    rows = rows.assign(n=rows["story_id"].map(n_outlets).astype("int64"))
    rows = rows.assign(score=[_telling(text) * spread(n) for text, n in zip(rows["text"], rows["n"], strict=True)])
    rows["score"] *= rows["outlet_id"].isin(material.agencies).map({True: 0.8, False: 1.0})
    for row in _best(rows[rows["score"] > 0], _facts.SPAN):
        others = counted(row["n"] - 1, "other outlet")
        yield _row(row, "unique", row["fact_id"]) | {
            "sentence": f"Only {material.names[row['outlet_id']]} states: {quoted(row['text'], _LONGEST)}",
            "basis": f"Compared with the texts of {others} on this story here; none has a statement that comes close.",
        }


def _telling(text: str) -> float:
    """How well a statement can stand alone: 0 for one that cannot.

    Times 0.9 with a name but no number, 0.7 with neither; 0.8 under 8 words or where it is cut; 0.7 where it begins inside a sentence
    or points at something said before.
    """
    spans = word_spans(text)
    if not LEAST_WORDS <= len(spans) <= MOST_WORDS or fold(text[slice(*spans[0])]) in _LEANS:
        return 0.0
    has_name = any(text[start].isupper() for start, _ in spans[1:])
    holds = 1.0 if any(letter.isdigit() for letter in text) else 0.9 if has_name else 0.7
    is_whole = not text[spans[0][0]].islower() and not _POINTS.search(text)
    return holds * (1.0 if len(spans) >= 8 and len(text) <= _LONGEST else 0.8) * (1.0 if is_whole else 0.7)


def wording(material: Material) -> Iterator[dict]:
    """One utterance that several outlets quote, and in how many wordings.

    Wordings are those that change or add words of the fullest; a shorter quotation is no other wording. Score: spread of the outlets
    that quote it, times 0.7 where all have the same words, times 0.8 where the speaker is not known.
    """
    quotes = material["quotes"]
    quotes = quotes[quotes["utterance_id"].notna() & quotes["kind"].ne("indirect") & quotes["confidence"].fillna(1).ge(LEAST_CONFIDENCE)]
    places = with_outlet(quotes[["article_id", "utterance_id"]], material["articles"]).assign(once=1)
    n_outlets = totals(places, ("utterance_id", "outlet_id"), "once")["utterance_id"].value_counts()
    quotes = quotes[quotes["utterance_id"].isin(n_outlets.index[n_outlets >= 2])]
    rows = renderings(material["outlets"], material["articles"], quotes, material["sources"])
    rows = rows[rows["is_literal"]]
    if rows.empty:
        return
    first = rows.drop_duplicates("utterance_id").assign(n=lambda r: r["utterance_id"].map(n_outlets).astype("int64"))
    first = first[[len(word_spans(text)) >= LEAST_QUOTED for text in first["text"]]]
    first = first.sort_values(["n", "length", "utterance_id"], ascending=[False, False, True]).head(_TRIED)
    said = rows.groupby("utterance_id")["text"].agg(list)
    first = first.assign(n_wordings=[_n_wordings(said[each]) for each in first["utterance_id"]])
    known = first["source_name"].notna().map({True: 1.0, False: 0.8})
    first["score"] = [spread(n) * (1.0 if k > 1 else 0.7) for n, k in zip(first["n"], first["n_wordings"], strict=True)] * known
    for row in _best(first, ["utterance_id"]):
        whose = f"{cut(row['source_name'], 40)}’s words " if isinstance(row["source_name"], str) else "The words "
        how = f"in {counted(row['n_wordings'], 'wording')}" if row["n_wordings"] > 1 else "in the same words, as far as each quotes them"
        yield _row(row, "wording", row["utterance_id"]) | {
            "story_id": material.texts.at[row["article_id"], "story_id"],
            "sentence": f"{whose}{quoted(row['text'], 70)} appear in {counted(row['n'], 'outlet')}, {how}",
            "basis": "Literal quotations alone are counted; a shorter one is no other wording.",
        }


def _n_wordings(texts: list[str]) -> int:
    """The wordings of an utterance: the fullest, and each other that changes or adds words."""
    keys = set()
    for text in dict.fromkeys(texts):
        changed = [d for d in differences(texts[0], text) if d.kind not in ("same", "dropped")]
        keys.add(tuple((d.start, fold(text[d.other_start : d.other_end])) for d in changed))
    return len(keys | {()})


def shared(material: Material) -> Iterator[dict]:
    """An article much of whose text stands in an article of another outlet.

    Score: the share, times 0.9 where neither of the two is an agency, times 0.7 where the article is an agency's own.
    """
    shared = sides(material["passages"], material["articles"])
    if not len(shared):
        return
    pair, texts, n = ["article_id", "other_article_id"], shared.texts, np.tile(shared.passages["n_words"].to_numpy()[shared.rows], 2)
    other, article, n_shared = words_in(shared, shared.other)
    sizes = pd.DataFrame({"n_shared": n_shared, "n_words": texts["n_words"].to_numpy()[article]})
    sizes["n"] = pd.Series(n).groupby([shared.other, shared.article]).sum().to_numpy()
    for side, at in (("", article), ("other_", other)):
        sizes[f"{side}article_id"] = texts["article_id"].to_numpy()[at]
        sizes[f"{side}outlet_id"] = texts["outlet_id"].to_numpy()[at]
    sizes = sizes.rename(columns={"other_outlet_id": "other"}).query("n_words >= @LEAST_TEXT")
    # Two articles that name no outlet may be of one.
    sizes = sizes[~(sizes["outlet_id"].isin(material.nameless) & sizes["other"].isin(material.nameless))]
    if sizes.empty:
        return
    sizes = (
        sizes.assign(most=(sizes["n"] / sizes["n_words"]).clip(upper=1))
        .sort_values(["most", "n", *pair], ascending=[False, False, True, True])
        .head(_TRIED)
    )
    sizes["share"] = (sizes["n_shared"] / sizes["n_words"]).clip(upper=1)
    is_agency, is_other = (sizes[c].isin(material.agencies) for c in ("outlet_id", "other"))
    sizes["score"] = sizes["share"] * (is_agency | is_other).map({True: 1.0, False: 0.9}) * is_agency.map({True: 0.7, False: 1.0})
    for row in _best(sizes[sizes["share"] >= LEAST_SHARE], pair):
        yield _shared_row(row, material)


def _shared_row(row: dict, material: Material) -> dict:
    """The row of two articles that share text."""
    texts = material.texts
    name, other = material.names[row["outlet_id"]], material.names[row["other"]]
    is_only = material.is_whole and texts["outlet_id"].eq(row["outlet_id"]).sum() == 1
    what = f"{name}’s text" if is_only else f"{quoted(texts.at[row['article_id'], 'title'], 50)} ({name})"
    much = "All" if row["share"] == 1 else f"At least {int(100 * row['share'])}%"
    return _row(row, "shared_text", row["article_id"]) | {
        "n": int(row["n_shared"]),
        "other_outlet_id": row["other"],
        "other_article_id": row["other_article_id"],
        "story_id": texts.at[row["article_id"], "story_id"],
        "sentence": f"{much} of {what} also stands in a text of {other}",
        "basis": f"{int(row['n_shared']):,} of {int(row['n_words']):,} words, in runs of eleven words or more; who wrote them is not said.",
    }


def conflict(material: Material) -> Iterator[dict]:
    """A disagreement that neither a hedge nor a later time explains, quotations in other words left out.

    Score: spread of the outlets that take part, times 0.9 for a speaker, 0.8 for a day or a name.
    """
    conflicts = material["conflicts"]
    conflicts = conflicts[conflicts["reading"].eq("real") & conflicts["kind"].ne("wording")]
    if conflicts.empty:
        return
    rows = _conflicts.sides(*(material[x] for x in ("outlets", "articles")), conflicts, *(material[x] for x in ("figures", "quotes")))
    each = rows.assign(n=rows.groupby("conflict_id")["outlet_id"].transform("nunique")).drop_duplicates("conflict_id")
    each = each.assign(score=each["n"].map(spread) * each["kind"].map({"figure": 1.0, "attribution": 0.9}).fillna(0.8))
    for row in _best(each, ["conflict_id"]):
        mine = rows[rows["conflict_id"] == row["conflict_id"]]
        told = _by_other_outlets([side for _, side in mine.groupby("position")])
        other = told[1].iloc[0]
        n_rest = mine["outlet_id"].nunique() - pd.concat(told[:2])["outlet_id"].nunique()
        yield _row(row, "conflict", row["conflict_id"]) | {
            "other_outlet_id": other["outlet_id"],
            "other_article_id": other["article_id"],
            "sentence": _contrast(row["kind"], [_side(side, material) for side in told[:2]], n_rest),
            "basis": f"{counted(row['n'], 'outlet').capitalize()} take part; which of them is right is not said.",
        }


def _by_other_outlets(sides: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """The sides without those, from the second on, of an outlet that has spoken before: it is not one to set against itself.

    All of them where fewer than two would stay.
    """
    kept, named = [], set()
    for side in sides:
        if not named.issuperset(side["outlet_id"]):
            kept.append(side)
        named |= set(side["outlet_id"])
    return kept if len(kept) > 1 else sides


def _side(side: pd.DataFrame, material: Material) -> tuple[str, str, int]:
    """Who takes one side of a disagreement, what they say, and how many they are."""
    names = list(dict.fromkeys(material.names[x] for x in side["outlet_id"]))
    return names[0] + (f" and {counted(len(names) - 1, 'other')}" if len(names) > 1 else ""), side["value"].iloc[0], len(names)


def _contrast(kind: str, told: list[tuple[str, str, int]], n_rest: int) -> str:
    """Two sides of a disagreement as one sentence, and how many outlets say yet another thing."""
    (who, value, n), (other, other_value, m) = told
    more = f", and {counted(n_rest, 'other')} {'differs' if n_rest == 1 else 'differ'} again" if n_rest else ""
    if kind == "attribution":
        has, gives = "has" if n == 1 else "have", "gives" if m == 1 else "give"
        return f"{who} {has} {quoted(value, 40)} as the speaker of words that {other} {gives} to {quoted(other_value, 40)}{more}"
    says = [f"{name} {'says' if k == 1 else 'say'} {quoted(words, 40)}" for name, words, k in told]
    return f"{says[0]}, {says[1]}{more}"


def first(material: Material) -> Iterator[dict]:
    """An outlet whose first article on a story certainly came out before that of any other.

    Precision and zones are heeded; a story with an outlet without a date has no first. Score: 0.6 times the spread of its outlets.
    """
    articles = material["articles"]
    articles = articles[articles["story_id"].notna()]
    rows = articles[["article_id", "story_id", "outlet_id"]].merge(intervals(articles), on="article_id")
    each = firsts(rows, ["story_id", "outlet_id"]).sort_values(["story_id", "latest", "outlet_id"])
    each["next"] = each.groupby("story_id")["earliest"].transform(lambda e: e.iloc[1:].min() if len(e) > 1 else float("nan"))
    each["n"] = each.groupby("story_id")["outlet_id"].transform("size")
    each = each.drop_duplicates("story_id").assign(hours=lambda e: (e["next"] - e["latest"]) / 3600)
    each = each[each["hours"].ge(LEAST_LEAD_HOURS)].assign(score=lambda e: 0.6 * e["n"].map(spread).astype("float64"))
    labels = material["stories"].set_index("story_id")["label"]
    for row in _best(each, ["story_id"]):
        hours, label = int(row["hours"]), quoted(labels[row["story_id"]], 60)
        lead = counted(hours // 24, "day") if hours >= 48 else counted(hours, "hour")
        mine = articles[(articles["story_id"] == row["story_id"]) & (articles["outlet_id"] == row["outlet_id"])]
        article_id = mine.sort_values(["published_at", "article_id"])["article_id"].iloc[0]
        n = counted(row["n"], "outlet").capitalize()
        yield _row(row | {"article_id": article_id}, "first", row["story_id"]) | {
            "sentence": f"{material.names[row['outlet_id']]} is first with {label}, at least {lead} before any other outlet",
            "basis": f"{n} have an article on it here, all with a date; first in this data, not in the world.",
        }


def source(material: Material) -> Iterator[dict]:
    """The one source that most outlets quote, or, in one outlet, that is quoted most.

    Only where everything selected is looked at and no other source ties. Score: 0.3 times the share of the outlets; 0.2 in one outlet.
    """
    if not material.is_whole:
        return
    sources = material["sources"]
    named = sources.loc[sources["kind"].ne("unnamed"), ["source_id", "source_name"]]
    rows = with_outlet(material["quotes"][["article_id", "quotation_id", "source_id", "start", "end"]], material["articles"])
    rows = rows.merge(named, on="source_id").sort_values(["article_id", "start", "end"])
    each = rows.groupby("source_id", as_index=False).agg(
        n=("outlet_id", "nunique"),
        n_quotations=("quotation_id", "nunique"),
        **{c: (c, "first") for c in ("source_name", "outlet_id", *_facts.SPAN)},
    )
    n_outlets = material.texts["outlet_id"].nunique()
    column = "n" if n_outlets > 1 else "n_quotations"
    best = each[each[column] == each[column].max()]
    if len(best) != 1 or best[column].iloc[0] < 2:
        return
    row, is_one = best.iloc[0].to_dict(), n_outlets == 1
    quotations = counted(row["n_quotations"], "quotation")
    of = f"all {row['n']:,} outlets" if row["n"] == n_outlets else f"most outlets: {row['n']:,} of {n_outlets:,}"
    how = f"is quoted most: {quotations}" if is_one else f"is quoted by {of}"
    yield _row(row | {"score": 0.2 if is_one else 0.3 * row["n"] / n_outlets}, "source", row["source_id"]) | {
        "sentence": f"{cut(row['source_name'], 60)} {how}",
        "basis": f"{quotations.capitalize()} of this source; unnamed sources are left out.",
    }


FINDERS = (unique, wording, shared, conflict, first, source)


def _best(rows: pd.DataFrame, by: list[str]) -> list[dict]:
    """The row with the highest score, of several the first by content; none where there is no row."""
    return rows.sort_values(["score", *by], ascending=[False, *[True] * len(by)]).head(1).to_dict("records")


def _row(found: dict, kind: str, item: str) -> dict:
    """What all findings say of themselves."""
    known = {c: found.get(c) for c in ("score", "n", "outlet_id", "story_id", *_facts.SPAN)}
    return known | {"kind": kind, "item": item, "other_outlet_id": None, "other_article_id": None}
