"""Facts: which statements of a story say the same, across outlets, and which say what no other says.

Two statements are compared by their words (stems, and groups of like words), figures and names, whole and in parts, apart from who is
said to say them; the likeness is scaled within the story, because in a tight story everything is about the same people and places.
Statements that say the same are grouped into facts so tightly that a sentence of several facts does not chain them together: it states
each of them.

Caveat: paraphrase without a shared or like word is missed, so "only here" means: no other outlet says it in words that can be matched.

Source:
    TF-IDF with scaled scores and average linkage: Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), chapters 6 and 17.
"""

import numpy as np
import pandas as pd

from pipeline import tables as schema
from pipeline.link import _fact_groups, _fact_scores, _fact_words
from pipeline.settings import Settings
from pipeline.text import digest

SCOPE = "story"
NEEDS = ("articles.story_id", "statements", "figures", "sentences.is_boilerplate")
MAKES = ("facts", "matches")


def link(tables: dict[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """The facts of one story, and the pairs of statements behind them.

    Args:
        tables: `articles`, `statements`, `figures` and `sentences` of one story.
        settings: the `fact_…` numbers.

    Returns:
        `facts`: one row is one statement of one fact; a statement that nothing matches is a fact of its own, without a score.
        `matches`: pairs of statements of different outlets that say the same (they share a fact) or possibly do.
    """
    statements = _compared(tables)
    if statements.empty:
        return {"facts": schema.empty("facts"), "matches": schema.empty("matches")}
    bags, owner = _bags(statements, tables["figures"], settings)
    n = len(statements)
    rows = _fact_scores.vectors(bags, n, settings)
    factor = np.where(np.arange(len(bags)) < n, 1.0, settings.fact_piece_factor)
    upper = _fact_scores.alike(rows, owner, factor, n, settings.fact_least_likeness)
    outlet = pd.factorize(statements["outlet_id"], sort=True)[0]
    story = _Story(statements, bags[:n], _fact_scores.likeness(upper, outlet, settings), outlet, settings)
    groups = _fact_groups.groups(story.same_pairs(), story.score, settings.fact_join_score)
    return {"facts": story.facts(groups), "matches": story.matches(groups)}


def _compared(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The statements with their outlet, without those in boilerplate, in an order that rests on their words."""
    articles, sentences = tables["articles"], tables["sentences"]
    statements = tables["statements"].merge(articles[["article_id", "outlet_id", "content_hash"]], on="article_id")
    boilerplate = sentences.loc[sentences["is_boilerplate"], ["article_id", "start", "end"]]
    inside = statements.reset_index().merge(boilerplate, on="article_id", suffixes=("", "_sentence"))
    inside = inside[(inside["start"] >= inside["start_sentence"]) & (inside["end"] <= inside["end_sentence"])]
    kept = statements.drop(index=inside["index"].unique())
    return kept.sort_values(["text", "content_hash", "start", "article_id"], kind="stable", ignore_index=True)


def _bags(statements: pd.DataFrame, figures: pd.DataFrame, settings: Settings) -> tuple[list[dict[str, float]], np.ndarray]:
    """The terms of each statement, then of each part of one, and the statement that each belongs to."""
    by_article = {article: rows for article, rows in figures.groupby("article_id")}
    whole, parts, owner = [], [], []
    for number, row in enumerate(statements.itertuples()):
        amounts = [] if row.article_id not in by_article else [
            (f.start - row.start, f.end - row.start, f.value, f.unit) for f in by_article[row.article_id].itertuples()
            if row.start <= f.start and f.end <= row.end]
        at = max(row.text.find(row.core), 0)
        said = _fact_words.terms(row.core, _within(amounts, at, at + len(row.core)), settings)
        framing = _fact_words.terms(row.text[:at] + " " + row.text[at + len(row.core):], [], settings)
        whole.append({term: weight * settings.fact_speaker_weight for term, weight in framing.items()} | said)
        for i, j in _fact_words.pieces(row.core):
            parts.append(_fact_words.terms(row.core[i:j], _within(amounts, at + i, at + j), settings))
            owner.append(number)
    return whole + parts, np.array([*range(len(whole)), *owner])


def _within(amounts: list[tuple], start: int, end: int) -> list[tuple]:
    """The amounts inside a stretch, with places counted from its start."""
    return [(i - start, j - start, value, unit) for i, j, value, unit in amounts if start <= i and j <= end]


class _Story:
    """The statements of one story with their scores."""

    def __init__(self, statements: pd.DataFrame, bags: list[dict[str, float]], likeness: _fact_scores.Likeness, outlet: np.ndarray, settings: Settings):
        self.statements, self.bags, self.outlet, self.settings = statements, bags, outlet, settings
        pairs = likeness.raw.tocoo()
        is_upper = pairs.row < pairs.col
        self.left, self.right = pairs.row[is_upper], pairs.col[is_upper]
        self.value = _calibrated(likeness.scaled(pairs.data[is_upper]), settings)
        self._by_pair = dict(zip(zip(self.left.tolist(), self.right.tolist(), strict=True), self.value.tolist(), strict=True))
        self._article = statements["article_id"].tolist()

    def score(self, one: int, other: int) -> float | None:
        """Score of two statements; None for two of one article, which are not compared."""
        if self._article[one] == self._article[other]:
            return None
        return self._by_pair.get((min(one, other), max(one, other)), 0.0)

    def same_pairs(self) -> np.ndarray:
        """Pairs of different outlets that say the same, best first."""
        is_same = (self.value >= self.settings.fact_same_score) & (self.outlet[self.left] != self.outlet[self.right])
        left, right, value = self.left[is_same], self.right[is_same], self.value[is_same]
        order = np.lexsort((right, left, -value))
        return np.stack([left[order], right[order]], axis=1)

    def facts(self, groups: list[list[int]]) -> pd.DataFrame:
        """Table `facts`: the groups, and each statement that is in none as a fact of its own."""
        grouped = {number for group in groups for number in group}
        alone = [[number] for number in range(len(self.statements)) if number not in grouped]
        rows = []
        for group in groups + alone:
            members = self.statements.iloc[group]
            fact = digest("fact", *sorted(f"{r.article_id} {r.start} {r.end}" for r in members.itertuples()))
            rows += [dict(fact_id=fact, article_id=r.article_id, start=r.start, end=r.end, text=r.text, match_score=self._fit(number, group))
                     for number, r in zip(group, members.itertuples(), strict=True)]
        return schema.conform("facts", schema.frame("facts", rows))

    def _fit(self, number: int, group: list[int]) -> float:
        """Mean score of a statement with the others of its fact; unknown where it is alone."""
        scores = [s for other in group if other != number and (s := self.score(number, other)) is not None]
        return round(float(np.mean(scores)), 4) if scores else float("nan")

    def matches(self, groups: list[list[int]]) -> pd.DataFrame:
        """Table `matches`: pairs of different outlets that share a fact, or whose score says that they may."""
        same = {(a, b) for group in groups for a in group for b in group if a < b and self.outlet[a] != self.outlet[b]}
        is_possible = (self.value >= self.settings.fact_possible_score) & (self.outlet[self.left] != self.outlet[self.right])
        possible = set(zip(self.left[is_possible].tolist(), self.right[is_possible].tolist(), strict=True))
        rows = [self._match(a, b, "same" if (a, b) in same else "possible") for a, b in sorted(same | possible)]
        return schema.conform("matches", schema.frame("matches", rows))

    def _match(self, a: int, b: int, band: str) -> dict:
        """One row of `matches`."""
        key = ["article_id", "start", "end"]
        (one, x), (other, y) = sorted(((tuple(self.statements.loc[n, key]), n) for n in (a, b)))
        return dict(article_id=one[0], start=one[1], end=one[2], other_article_id=other[0], other_start=other[1], other_end=other[2],
                    score=round(self.score(a, b) or 0.0, 4), band=band, evidence=self._evidence(x, y))

    def _evidence(self, a: int, b: int) -> str:
        """What two statements share, in words: stems, like words, figures."""
        shared = sorted(set(self.bags[a]) & set(self.bags[b]))
        words = [t[2:] for t in shared if t.startswith("w:")]
        like = [t[2:] for t in shared if t.startswith("c:")]
        figures = [t[2:] for t in shared if t.startswith("n:")]
        parts = [("words", words), ("like words", [w for w in like if _fact_words.stem(w) not in words]), ("figures", figures)]
        return "; ".join(f"{name}: {', '.join(found)}" for name, found in parts if found)


def _calibrated(scaled: np.ndarray, settings: Settings) -> np.ndarray:
    """Score from 0 to 1 from the scaled likeness; 0.5 at `fact_same_spreads`."""
    return 1 / (1 + np.exp(-(scaled - settings.fact_same_spreads) / settings.fact_score_softness))
