"""Facts: which statements of a story say the same, across outlets, and which say what no other says.

Two statements are compared by their words (stems, and groups of like words), figures and names, whole and in parts, apart from who is
said to say them; the likeness is scaled within the story, because in a tight story everything is about the same people and places.
Statements that say the same are grouped into facts so tightly that a sentence of several facts does not chain them together: it states
each of them.

Caveat: paraphrase without a shared or like word is missed, so "only here" means: no other outlet says it in words that can be matched.

Source:
    TF-IDF and average linkage: Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), chapters 6 and 17.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline import tables as schema
from pipeline.link import _fact_groups, _fact_judgements, _fact_scores, _fact_words
from pipeline.link._fact_evidence import Figure, Shown, evidence, figures_by_article, shown
from pipeline.link._fact_judgements import Judged
from pipeline.link._fact_meaning import Embed, with_meaning
from pipeline.link._meaning_model import model
from pipeline.settings import Settings
from pipeline.text import digest

SCOPE = "story"
NEEDS = ("articles.story_id", "statements", "figures", "sentences.is_boilerplate", "judgements")
MAKES = ("facts", "matches")
_SPAN = ("article_id", "start", "end", "text")
_NEGLIGIBLE = 0.01  # score
_JUDGED = "said to be the same by a person"
_FEW = 40  # statements of a small story: four short articles


def link(tables: dict[str, pd.DataFrame], settings: Settings, embed: Embed | None = None) -> dict[str, pd.DataFrame]:
    """The facts of one story, and the pairs of statements behind them.

    Args:
        tables: `articles`, `statements`, `figures` and `sentences` of one story; `judgements` where a person has judged pairs of
            statements (both spans and `is_same`): pairs that are the same share a fact, pairs that are not never do.
        settings: the `fact_…` numbers.
        embed: a model of meaning (texts → one row of length 1 each); if not given, the one that `semantic_model` names, and if that is
            empty, which is the default, the comparison is by words alone.

    Returns:
        `facts`: one row is one statement of one fact; a statement that nothing matches is a fact of its own, without a score.
        `matches`: pairs of statements of different outlets that say the same (they share a fact) or possibly do.
    """
    statements = _compared(tables)
    if embed is None and settings.semantic_model and len({said.outlet_id for said in statements}) > 1:
        embed = model(settings.semantic_model)
    if not statements:
        return {"facts": schema.empty("facts"), "matches": schema.empty("matches")}
    figures = figures_by_article(tables["figures"])
    said = _fact_judgements.judged(tables.get("judgements"), statements)
    story = _Story(statements, _parts(statements, figures, settings), settings, said, embed)
    groups = _fact_groups.groups(story.same_pairs(), story.score, settings.fact_join_score)
    groups = _fact_groups.without_repeats(groups, [one.outlet_id for one in statements])
    groups = _fact_judgements.joined(groups, said, story.score)
    return {"facts": story.facts(groups), "matches": story.matches(groups, figures)}


def check(settings: Settings) -> None:
    """Say before a build begins where its settings cannot be followed.

    Raises:
        SettingsError: the model of meaning is not on this machine, or what reads it is not installed.
    """
    if settings.semantic_model:
        model(settings.semantic_model)


class _Stated(NamedTuple):
    """One statement, as it is compared."""

    article_id: str
    start: int
    end: int
    text: str
    core: str
    outlet_id: str


def _compared(tables: dict[str, pd.DataFrame]) -> list[_Stated]:
    """The statements with their outlet, without those in boilerplate, in an order that rests on their words."""
    articles, sentences = tables["articles"], tables["sentences"]
    outlets = dict(zip(articles["article_id"].tolist(), articles["outlet_id"].tolist(), strict=True))
    hashes = dict(zip(articles["article_id"].tolist(), articles["content_hash"].tolist(), strict=True))
    repeated: dict[str, list[tuple[int, int]]] = {}
    if sentences["is_boilerplate"].any():
        boilerplate = sentences[sentences["is_boilerplate"]]
        for article, start, end in zip(*(boilerplate[name].tolist() for name in _SPAN[:3]), strict=True):
            repeated.setdefault(article, []).append((start, end))
    rows = zip(*(tables["statements"][name].tolist() for name in (*_SPAN, "core")), strict=True)
    kept = [_Stated(*row, outlets[row[0]]) for row in rows
            if not any(start <= row[1] and row[2] <= end for start, end in repeated.get(row[0], ()))]
    return sorted(kept, key=lambda said: (said.text, hashes[said.article_id], said.start, said.article_id))


class _Part(NamedTuple):
    """A statement, or a piece of one, as it is compared: the number of its statement, its text and its weighted terms."""

    owner: int
    text: str
    bag: dict[str, float]


def _parts(statements: list[_Stated], figures: dict[str, list[Figure]], settings: Settings) -> list[_Part]:
    """All statements in their order, then the pieces of those that have several."""
    whole, parts = [], []
    for number, said in enumerate(statements):
        amounts = [(f.start - said.start, f.end - said.start, f.value, f.unit) for f in figures.get(said.article_id, ())
                   if said.start <= f.start and f.end <= said.end]
        at = max(said.text.find(said.core), 0)
        meant = _fact_words.terms(said.core, _within(amounts, at, at + len(said.core)), settings)
        framing = _fact_words.terms(said.text[:at] + " " + said.text[at + len(said.core):], [], settings)
        share = settings.fact_subject_weight if _fact_words.begins_with_pronoun(said.core) else settings.fact_speaker_weight
        whole.append(_Part(number, said.core, {term: weight * share for term, weight in framing.items()} | meant))
        parts += [_Part(number, said.core[i:j], _fact_words.terms(said.core[i:j], _within(amounts, at + i, at + j), settings))
                  for i, j in _fact_words.pieces(said.core)]
    return whole + parts


def _within(amounts: list[tuple], start: int, end: int) -> list[tuple]:
    """The amounts inside a stretch, with places counted from its start."""
    return [(i - start, j - start, value, unit) for i, j, value, unit in amounts if start <= i and j <= end]


class _Story:
    """The statements of one story with the scores of their pairs."""

    def __init__(self, statements: list[_Stated], parts: list[_Part], settings: Settings, judged: Judged, embed: Embed | None):
        self.settings, self._spans = settings, [said[:4] for said in statements]
        self._outlet = [said.outlet_id for said in statements]
        outlet = np.unique(self._outlet, return_inverse=True)[1]
        pairs, repeats = _compare(parts, outlet, settings)
        if embed is not None:
            pairs = with_meaning(pairs, embed, [said.core for said in statements], outlet, settings)
        self.left, self.right = pairs.left, pairs.right
        self.is_across = outlet[pairs.left] != outlet[pairs.right]
        self.is_repeat = ~self.is_across & np.isin(pairs.left * len(outlet) + pairs.right, repeats)
        self.value = np.where(self.is_repeat, 1.0, _calibrated(pairs.value, len(outlet), embed is not None, settings))
        self._judged = _fact_judgements.scores(judged)
        self._keep_apart(judged.apart)
        known = self.value >= _NEGLIGIBLE
        keys = zip(self.left[known].tolist(), self.right[known].tolist(), strict=True)
        self._by_pair = dict(zip(keys, self.value[known].tolist(), strict=True))

    def _keep_apart(self, pairs: frozenset[tuple[int, int]]) -> None:
        """Take pairs that a person has kept apart from those that say, or may say, the same."""
        if pairs:
            is_apart = np.array([pair in pairs for pair in zip(self.left.tolist(), self.right.tolist(), strict=True)], dtype=bool)
            self.value[is_apart] = 0.0
            self.is_repeat &= ~is_apart

    def score(self, one: int, other: int) -> float | None:
        """Score of two statements; None for two of one article, which are compared only where they repeat each other."""
        pair = (min(one, other), max(one, other))
        if pair in self._judged:
            return self._judged[pair]
        found = self._by_pair.get(pair, 0.0)
        return None if self._spans[one][0] == self._spans[other][0] and found < 1 else found

    def same_pairs(self) -> np.ndarray:
        """Pairs that say the same, best first: of different outlets, and repeats in one outlet."""
        is_same = self.is_repeat | (self.is_across & (self.value >= self.settings.fact_same_score))
        left, right, value = self.left[is_same], self.right[is_same], self.value[is_same]
        order = np.lexsort((right, left, -value))
        return np.stack([left[order], right[order]], axis=1)

    def facts(self, groups: list[list[int]]) -> pd.DataFrame:
        """Table `facts`: the groups, and each statement that is in none as a fact of its own."""
        grouped = {number for group in groups for number in group}
        rows = []
        for group in groups + [[number] for number in range(len(self._spans)) if number not in grouped]:
            fact = digest("fact", *sorted("{} {} {}".format(*self._spans[number][:3]) for number in group))
            rows += [dict(zip(_SPAN, self._spans[number], strict=True), fact_id=fact, match_score=self._fit(number, group))
                     for number in group]
        return schema.frame("facts", rows)

    def _fit(self, number: int, group: list[int]) -> float:
        """Mean score of a statement with the others of its fact; unknown where it is alone."""
        scores = [s for other in group if other != number and (s := self.score(number, other)) is not None]
        return round(float(np.mean(scores)), 4) if scores else float("nan")

    def matches(self, groups: list[list[int]], figures: dict[str, list[Figure]]) -> pd.DataFrame:
        """Table `matches`: pairs of different outlets that share a fact, or whose score says that they may."""
        same = {pair for group in groups for pair in combinations(group, 2) if self._outlet[pair[0]] != self._outlet[pair[1]]}
        is_possible = (self.value >= self.settings.fact_possible_score) & self.is_across
        possible = set(zip(self.left[is_possible].tolist(), self.right[is_possible].tolist(), strict=True))
        wanted = sorted({number for pair in same | possible for number in pair})
        said = dict(zip(wanted, shown([self._spans[number] for number in wanted], figures), strict=True))
        rows = [self._match(pair, "same" if pair in same else "possible", said) for pair in sorted(same | possible)]
        return schema.frame("matches", rows)

    def _match(self, pair: tuple[int, int], band: str, said: dict[int, Shown]) -> dict:
        """One row of `matches`."""
        x, y = sorted(pair, key=lambda number: self._spans[number])
        one, other = self._spans[x], self._spans[y]
        why = "; ".join(part for part in (_JUDGED if pair in self._judged else "", evidence(said[x], said[y])) if part)
        return dict(article_id=one[0], start=one[1], end=one[2], other_article_id=other[0], other_start=other[1], other_end=other[2],
                    score=round(self.score(x, y) or 0.0, 4), band=band, evidence=why)


def _compare(parts: list[_Part], outlet: np.ndarray, settings: Settings) -> tuple[_fact_scores.Pairs, np.ndarray]:
    """Pairs of statements that share words, in spreads above the story's middle; and the numbers of those that nearly repeat each other."""
    n = len(outlet)
    rows = _fact_scores.vectors([part.bag for part in parts], n, settings)
    factor = np.where(np.arange(len(parts)) < n, 1.0, settings.fact_piece_factor)
    pairs = _fact_scores.alike(rows, np.array([part.owner for part in parts]), factor, settings.fact_least_likeness)
    own = np.asarray(rows[:n].multiply(rows[:n]).sum(axis=1)).ravel()
    nearness = pairs.value / np.sqrt(own[pairs.left] * own[pairs.right]).clip(1e-9)
    repeats = (pairs.left * n + pairs.right)[nearness >= settings.fact_repeat_likeness]
    return pairs._replace(value=_fact_scores.scale(pairs, outlet, settings).of(pairs.value)), repeats


def _calibrated(scaled: np.ndarray, n_statements: int, has_meaning: bool, settings: Settings) -> np.ndarray:
    """Score from 0 to 1 from the scaled likeness: how often two statements so alike say the same.

    The place of 0.5 lies higher among more statements: more of them are alike by chance.
    """
    middle, softness = settings.fact_same_spreads, settings.fact_score_softness
    if has_meaning:
        middle, softness = settings.fact_meaning_same_spreads, settings.fact_meaning_softness
    doublings = np.log2(max(n_statements, _FEW) / _FEW)
    return 1 / (1 + np.exp(-(scaled - middle - settings.fact_spreads_a_doubling * doublings) / softness))
