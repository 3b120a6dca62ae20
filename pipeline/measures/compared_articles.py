"""What two articles share and where they differ, stretch by stretch; or one article against all others of its story."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.measures import _conflicts, _facts
from pipeline.measures._facts import OTHER, SPAN
from pipeline.measures._outlets import analysed, of_texts
from pipeline.measures._renderings import changes, renderings
from pipeline.measures._similar import nearest
from pipeline.measures._text_ids import text_ids
from pipeline.text import word_spans

QUESTION = "What do these articles share, and where do they differ?"
UNIT = "words of the stretch"
RANGE = (1, None)
VALUE = "n_words"
KINDS = ("passage", "quote", "figure", "fact", "possible", "only", "missing")
LEAST_FOUND = 0.25  # a sentence is "only" here where less than this share of its characters stands in anything found elsewhere
# From which score (the chance to say the same) and which share of their words two statements are "possible". On 148 sentences of five
# invented stories with marked facts, counted with earlier weights of the matching, .2 and .5 leave 25 "only", 23 of them right; .3 leaves
# 31 with 27 right; .1 leaves 13 with 11 right. With the shares .4 and .6 the numbers differ by one sentence at most.
LEAST_SCORE, LEAST_SHARE = 0.2, 0.5
_TEXTS = ("The pier at Tarn shut on 4 May. Rain fell.", "On 4 May the pier at Tarn shut. Nobody was hurt.")
_NONE = {"score": None, "n_changed": None, "differs": "", "other_differs": ""}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": a, "outlet_id": o, "story_id": "s", "kind": "full", "language": "en", "body": body}
            for a, o, body in (("a", "x", _TEXTS[0]), ("b", "y", _TEXTS[1]))
        ],
        "sentences": [
            {"article_id": a, "start": i, "end": j, "text": text[i:j], "is_boilerplate": False}
            for a, text, cut, end in (("a", _TEXTS[0], 31, 42), ("b", _TEXTS[1], 31, 48))
            for i, j in ((0, cut), (cut + 1, end))
        ],
        "facts": [
            {"fact_id": "f", "article_id": a, "start": 0, "end": 31, "text": t[:31], "match_score": 0.9}
            for a, t in zip("ab", _TEXTS, strict=True)
        ],
    },
    {"one": "a", "other": "b"},
    [
        _NONE
        | {"kind": "fact", "n_words": 8, "is_difference": False, "article_id": "a", "start": 0, "end": 31}
        | {"other_article_id": "b", "other_start": 0, "other_end": 31, "score": 0.9},
        _NONE
        | {"kind": "only", "n_words": 2, "is_difference": True, "article_id": "a", "start": 32, "end": 42}
        | {"other_article_id": None, "other_start": None, "other_end": None},
        _NONE
        | {"kind": "missing", "n_words": 3, "is_difference": True, "article_id": None, "start": None, "end": None}
        | {"other_article_id": "b", "other_start": 32, "other_end": 48},
    ],
)
_DTYPES = {
    "kind": "str",
    "n_words": "int64",
    "is_difference": "bool",
    "article_id": "str",
    "start": "Int64",
    "end": "Int64",
    "other_article_id": "str",
    "other_start": "Int64",
    "other_end": "Int64",
    "score": "float64",
    "n_changed": "Int64",
    "differs": "str",
    "other_differs": "str",
}
READS = {
    "sentences": (*SPAN, "is_boilerplate"),
    "facts": ("fact_id", *SPAN, "match_score"),
    "matches": (*SPAN, *OTHER, "score", "band"),
    "passages": (*SPAN, *OTHER, "n_words", "kind"),
}
_SIDES = {**dict(zip(SPAN, OTHER, strict=True)), **dict(zip(OTHER, SPAN, strict=True))}


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    quotes: pd.DataFrame,
    sources: pd.DataFrame,
    facts: pd.DataFrame,
    matches: pd.DataFrame,
    figures: pd.DataFrame,
    passages: pd.DataFrame,
    conflicts: pd.DataFrame,
    *,
    one: str = "",
    other: str = "",
) -> pd.DataFrame:
    """One row a stretch that two articles have in common, differ in, or that one of them has alone; in the order of the first.

    How to read it: `passage`, the same words in a row; `quote`, one utterance in both; `figure`, a disagreement in figure, day, name
    or speaker; `fact`, statements that were matched; `possible`, something similar there: statements that say the same with a chance
    of a fifth or more, or a sentence of which half the weight of its words stands in one sentence there; `only`, a sentence of the
    first of which less than a quarter was found in the other by any of these; `missing`, such a sentence of the other. What is said in
    quite other words is not found, so "only" means: nothing like it was found there. Against all others of the story, `only` is a
    sentence found in none of them, and nothing is `missing`. Where a text of either side is in a language whose facts are not found,
    neither is told.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, language, body.
        sentences: span, is_boilerplate.
        quotes: all columns.
        sources: source_id, source_name, kind, role.
        facts: fact_id, span, match_score.
        matches: both spans, score, band.
        figures: article_id, start, end, value, value_high, unit, hedge.
        passages: both spans, n_words, kind.
        conflicts: all columns.
        one: the article_id; "" gives no row.
        other: the article_id of the other; "" for all others of the story.

    Returns:
        kind; n_words (of the stretch, in the first where it has one), int64; is_difference; both spans (empty where one side has none);
        score (0 to 1, of statements that were compared); n_changed (words of a quotation that the shorter
        wording has otherwise, empty for a paraphrase); differs and other_differs
        ("start-end start-end", places in either body where a quotation or figure differs).
    """
    others = _others(articles, one, other)
    if not others:
        return _typed([])
    ids = [one, *others]
    near = [text_ids(rows[rows["article_id"].isin(ids)]) for rows in (articles, sentences, quotes, facts, conflicts, figures)]
    texts, sentences, quotes, facts, conflicts, figures = near
    pairs = [text_ids(rows[rows["article_id"].isin(ids) & rows["other_article_id"].isin(ids)]) for rows in (matches, passages)]
    matches, passages = pairs
    outlets, sources = text_ids(outlets), text_ids(sources[sources["source_id"].isin(quotes["source_id"].unique())])
    found = [
        _passages(passages, one, others),
        _quotes(renderings(outlets, texts, quotes, sources), one, others),
        _figures(_conflicts.sides(outlets, texts, conflicts, figures, quotes), one, others),
        _shared_facts(facts, one, others),
        _possible(matches, facts, one, others),
    ]
    shared = pd.concat([_typed(rows) for rows in found], ignore_index=True)
    bodies = texts.set_index("article_id")["body"]
    read = set(analysed(texts)["article_id"])
    if one in read and not read.isdisjoint(others):
        shared = _with_the_rest(sentences, shared, bodies, ids, bool(other))
    return _sorted(_counted(shared, bodies))


def found_in(tables: Mapping[str, pd.DataFrame], *, one: str = "", other: str = "") -> pd.DataFrame:
    """The articles that are compared."""
    articles = tables.part("articles", ("article_id", "outlet_id", "story_id", "kind"))
    return articles[articles["article_id"].isin([one, *_others(articles, one, other)])]


def _others(articles: pd.DataFrame, one: str, other: str) -> list[str]:
    """The articles to compare with; none where the first has no text here."""
    texts = of_texts(articles)
    mine = texts[texts["article_id"] == one]
    if mine.empty or one == other:
        return []
    if other:
        return texts.loc[texts["article_id"] == other, "article_id"].to_list()
    story = mine["story_id"].iloc[0]
    within = texts["story_id"].eq(story).fillna(False).to_numpy(bool) if isinstance(story, str) else np.zeros(len(texts), bool)
    return sorted(texts.loc[within & texts["article_id"].ne(one).to_numpy(bool), "article_id"])


def _typed(rows: list[dict]) -> pd.DataFrame:
    """The rows as a frame, all columns there."""
    known = {"differs": "", "other_differs": "", "n_words": 0, "is_difference": False}
    return pd.DataFrame([known | row for row in rows], columns=list(_DTYPES)).astype(_DTYPES)


def _facing(pairs: pd.DataFrame, one: str, others: list[str]) -> pd.DataFrame:
    """The pairs of spans between the one article and the others, seen from the one."""
    turned = pairs.rename(columns=_SIDES)[list(pairs.columns)]
    both = pd.concat([pairs[pairs["article_id"] == one], turned[turned["article_id"] == one]], ignore_index=True)
    return both[both["other_article_id"].isin(others)].drop_duplicates([*SPAN, *OTHER])


def _passages(passages: pd.DataFrame, one: str, others: list[str]) -> list[dict]:
    """Runs of words that both have; a near one differs in some."""
    rows = _facing(passages[passages["article_id"].eq(one) | passages["other_article_id"].eq(one)], one, others)
    return rows.assign(is_difference=rows["kind"].eq("near"), kind="passage")[["kind", "is_difference", *SPAN, *OTHER]].to_dict("records")


def _quotes(said: pd.DataFrame, one: str, others: list[str]) -> list[dict]:
    """Utterances that both render; of several renderings in an article the fullest."""
    each = said.drop_duplicates(["utterance_id", "article_id"])
    pairs = each[each["article_id"] == one].merge(each[each["article_id"].isin(others)], on="utterance_id", suffixes=("", "_there"))
    rows = []
    for row in pairs.to_dict("records"):
        is_literal = row["is_literal"] and row["is_literal_there"]
        longer, shorter = sorted((row["text"], row["text_there"]), key=len, reverse=True)
        n_dropped, n_changed, _ = changes(longer, shorter) if is_literal else (0, None, "")
        spans = {c: row[c] for c in SPAN} | {f"other_{c}": row[f"{c}_there"] for c in SPAN}
        rows.append({"kind": "quote", "is_difference": bool(n_dropped or n_changed) or not is_literal, "n_changed": n_changed, **spans})
    return rows


def _figures(sides: pd.DataFrame, one: str, others: list[str]) -> list[dict]:
    """Disagreements in which both take part and say different things; quotations in other words are quotes."""
    sides = sides[sides["kind"].ne("wording")]
    mine, theirs = sides[sides["article_id"] == one], sides[sides["article_id"].isin(others)]
    pairs = mine.merge(theirs, on="conflict_id", suffixes=("", "_there"))
    pairs = pairs[pairs["position"] != pairs["position_there"]]
    named = {**{c: c for c in (*SPAN, "differs")}, **{f"{c}_there": f"other_{c}" for c in (*SPAN, "differs")}}
    return pairs[list(named)].rename(columns=named).assign(kind="figure", is_difference=True).to_dict("records")


def _shared_facts(facts: pd.DataFrame, one: str, others: list[str]) -> list[dict]:
    """Facts that both state, by the statement that fits best; one stretch of an article once for each stretch of the other."""
    best = _facts.first_statement(facts, ["fact_id", "article_id"])[["fact_id", *SPAN, "match_score"]]
    mine, theirs = best[best["article_id"] == one], best[best["article_id"].isin(others)]
    pairs = mine.merge(theirs.rename(columns={**dict(zip(SPAN, OTHER, strict=True)), "match_score": "other_score"}), on="fact_id")
    pairs = pairs.assign(kind="fact", score=pairs[["match_score", "other_score"]].min(axis=1)).drop_duplicates([*SPAN, *OTHER])
    return pairs[["kind", "score", *SPAN, *OTHER]].to_dict("records")


def _possible(matches: pd.DataFrame, facts: pd.DataFrame, one: str, others: list[str]) -> list[dict]:
    """Statements that may say the same and were not taken for one fact; for each of the one article the closest."""
    is_near = matches["band"].eq("possible") & matches["score"].ge(LEAST_SCORE)
    near = matches[is_near & (matches["article_id"].eq(one) | matches["other_article_id"].eq(one))]
    rows = _facing(near[[*SPAN, *OTHER, "score"]], one, others).sort_values(["score", *SPAN, *OTHER], ascending=[False, *[True] * 6])
    rows = rows.drop_duplicates([*SPAN, "other_article_id"])
    by_start = facts.groupby(["article_id", "start"])["fact_id"].agg(frozenset)
    ids = by_start.to_dict()
    is_same = [
        bool(ids.get((a, i), frozenset()) & ids.get((b, j), frozenset()))
        for a, i, b, j in zip(*(rows[c] for c in ("article_id", "start", "other_article_id", "other_start")), strict=True)
    ]
    return rows[~np.array(is_same, bool)].assign(kind="possible").to_dict("records")


def _with_the_rest(sentences: pd.DataFrame, shared: pd.DataFrame, bodies: pd.Series, ids: list[str], is_pair: bool) -> pd.DataFrame:
    """The rows with what is similar, and what then is left alone: of a pair on either side."""
    one, *others = ids
    other = others[0] if is_pair else ""
    near = _similar(sentences, shared, bodies, one, others)
    near += [_turned(row) for row in _similar(sentences, shared, bodies, other, [one])]
    shared = pd.concat([shared, _typed(near)], ignore_index=True).drop_duplicates(["kind", *SPAN, *OTHER])
    alone = [row | {"kind": "only"} for row in _alone(sentences, shared, one)]
    alone += [_turned(row) | {"kind": "missing"} for row in _alone(sentences, shared, other)]
    return pd.concat([shared, _typed([row | {"is_difference": True} for row in alone])], ignore_index=True)


def _turned(row: dict) -> dict:
    """A row seen from the other article."""
    return {_SIDES.get(name, name): value for name, value in row.items()}


def _similar(sentences: pd.DataFrame, shared: pd.DataFrame, bodies: pd.Series, one: str, others: list[str]) -> list[dict]:
    """The sentences of an article of which nothing was found elsewhere, with the one elsewhere that holds most of their words."""
    alone = _alone(sentences, shared, one)
    there = sentences[sentences["article_id"].isin(others) & ~sentences["is_boilerplate"]].to_dict("records")
    texts = [[bodies[row["article_id"]][row["start"]:row["end"]] for row in rows] for rows in (alone, there)]
    found = zip(alone, nearest(*texts), strict=True)
    return [{"kind": "possible", **row, **{f"other_{c}": there[at][c] for c in SPAN}} for row, (at, share) in found if share >= LEAST_SHARE]


def _alone(sentences: pd.DataFrame, shared: pd.DataFrame, article_id: str) -> list[dict]:
    """The sentences of an article of which hardly anything was found elsewhere."""
    mine = sentences[sentences["article_id"].eq(article_id) & ~sentences["is_boilerplate"]].sort_values("start")
    spans = np.concatenate([shared.loc[shared[side[0]].eq(article_id), side[1:]].to_numpy("int64") for side in (SPAN, OTHER)])
    length = int(max([0, *mine["end"], *spans[:, 1]]))
    covered = np.zeros(length + 1, "int64")
    for start, end in spans:
        covered[start:end] = 1
    total = np.concatenate([[0], np.cumsum(covered)])
    n_found = total[mine["end"].to_numpy("int64")] - total[mine["start"].to_numpy("int64")]
    return mine.loc[n_found < LEAST_FOUND * (mine["end"] - mine["start"]), SPAN].to_dict("records")


def _counted(rows: pd.DataFrame, bodies: pd.Series) -> pd.DataFrame:
    """The rows with their words; those without any are left out, and words that differ between literal texts make a difference."""
    is_here = rows["article_id"].notna()
    ids = rows["article_id"].where(is_here, rows["other_article_id"])
    starts, ends = (rows[c].where(is_here, rows[f"other_{c}"]) for c in ("start", "end"))
    texts = [bodies[a][i:j] for a, i, j in zip(ids, starts, ends, strict=True)]
    rows["n_words"] = pd.Series([len(word_spans(text)) for text in texts], index=rows.index, dtype="int64")
    return rows[rows["n_words"] > 0]


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of the first article, what it has not at the end; then by kind and place."""
    rank = rows["kind"].map({kind: i for i, kind in enumerate(KINDS)})
    order = ["_is_missing", "start", "_rank", "end", *OTHER]
    rows = rows.assign(_rank=rank, _is_missing=rows["article_id"].isna()).sort_values(order, na_position="last", ignore_index=True)
    return rows[list(_DTYPES)]
