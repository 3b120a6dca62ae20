"""How many facts each outlet alone states."""

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._outlets import counted, denominators, ratio

QUESTION = "How many of an outlet's facts does no other selected outlet state?"
UNIT = "facts"
RANGE = (0, None)
VALUE = "n_unique"
_NEAREST = ("start", "end", "other_start", "other_end", "score", "band")
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "n_words": 200},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "n_words": 500},
            {"article_id": "c", "outlet_id": "y", "story_id": "t", "kind": "full", "n_words": 900},
        ],
        "facts": [
            {"fact_id": "f", "article_id": "a", "start": 0, "end": 5},
            {"fact_id": "f", "article_id": "b", "start": 0, "end": 5},
            {"fact_id": "g", "article_id": "b", "start": 6, "end": 9},
            {"fact_id": "h", "article_id": "b", "start": 10, "end": 19},
            {"fact_id": "i", "article_id": "a", "start": 6, "end": 9},
            {"fact_id": "j", "article_id": "c", "start": 0, "end": 9},
        ],
        "matches": [
            {
                "article_id": "a",
                "start": 0,
                "end": 5,
                "other_article_id": "b",
                "other_start": 10,
                "other_end": 19,
                "score": 0.4,
                "band": "possible",
            }
        ],
    },
    {},
    [
        {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "n_articles": 1,
            "n_words": 200,
            "n_facts": 2,
            "n_unique": 1,
            "n_only_here": 1,
            "n_possibly_elsewhere": 0,
            "unique_per_article": 1.0,
            "unique_per_1000_words": 5.0,
            "share_unique": 0.5,
            "n_not_compared": 0,
        },
        {
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "n_articles": 1,
            "n_words": 500,
            "n_facts": 3,
            "n_unique": 2,
            "n_only_here": 1,
            "n_possibly_elsewhere": 1,
            "unique_per_article": 2.0,
            "unique_per_1000_words": 4.0,
            "share_unique": 2 / 3,
            "n_not_compared": 1,
        },
    ],
)


def reads(*, cut: float = 0) -> dict[str, tuple[str, ...]]:
    """The columns that are read: which statement comes nearest is asked only where the cut is moved."""
    return {
        "articles": ("article_id", "outlet_id", "story_id", "kind", "n_words", "language"),
        "facts": ("fact_id", "article_id", "span", *(_facts.SPAN[1:] if cut else ())),
        "matches": ("article_id", "other_article_id", "span", "other_span", *(_NEAREST if cut else ())),
    }


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, matches: pd.DataFrame, *, cut: float = 0) -> pd.DataFrame:
    """One row an outlet, by name: its facts that no other selected outlet states, as a count and as rates.

    How to read it: "unique" says that no other text *in this selection* states it: neither that it is true nor that it was first.
    Of the unique facts, `n_possibly_elsewhere` have a statement in another outlet that may say the same (see its score), the
    others are `n_only_here`. Only stories are compared that two outlets or more tell in full; facts of other stories are
    `n_not_compared`, and their articles and words are in no rate. A longer text has more unique facts: compare the rates.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, n_words, language.
        facts: fact_id, article_id, start, end.
        matches: both spans, score, band.
        cut: the score (0 to 1) from which on a match counts as the same fact: lower than the matching's own joins what possibly is the
            same, higher parts what is least surely so; 0 for the matching's own.

    Returns:
        outlet_id, outlet_name; n_articles, n_words (compared), int64; n_facts, n_unique, n_only_here, n_possibly_elsewhere,
        n_not_compared, Int64; unique_per_article, unique_per_1000_words, share_unique (0 to 1), float64. Empty where an outlet has
        nothing to compare.
    """
    compared = _facts.in_compared(articles, articles)
    rows = denominators(outlets, compared)[["outlet_id", "outlet_name", "n_articles", "n_words"]]
    places = _facts.stated(facts, articles)
    alone = _alone((facts, articles, matches), places, cut)
    rows["n_facts"] = counted(rows, _facts.in_compared(places, articles), "fact_id")
    rows["n_unique"] = counted(rows, alone, "fact_id")
    rows["n_only_here"] = counted(rows, alone[~alone["is_near"]], "fact_id")
    rows["n_possibly_elsewhere"] = rows["n_unique"] - rows["n_only_here"]
    rows["unique_per_article"] = ratio(rows["n_unique"], rows["n_articles"])
    rows["unique_per_1000_words"] = ratio(rows["n_unique"], rows["n_words"], per=1000)
    rows["share_unique"] = ratio(rows["n_unique"], rows["n_facts"])
    apart = places[~places["story_id"].isin(_facts.compared_stories(articles))]
    rows["n_not_compared"] = counted(denominators(outlets, articles), apart, "fact_id").to_numpy()
    return rows.astype({"n_not_compared": "Int64"})


def _alone(given: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], places: pd.DataFrame, cut: float) -> pd.DataFrame:
    """fact_id, outlet_id of the facts that one outlet alone states; is_near: whether a statement of another outlet comes near."""
    facts, articles, matches = given
    if cut:
        rows = _facts.alone(facts, articles, matches, cut)
        return rows.assign(is_near=rows["score"].notna())
    near = facts["fact_id"][_facts.is_near(facts, articles, matches)].unique()
    rows = _facts.unique(places, articles)
    return rows.assign(is_near=rows["fact_id"].isin(near))
