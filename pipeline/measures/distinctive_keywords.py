"""The words that set an outlet apart from the others."""

import numpy as np
import pandas as pd

from pipeline.measures import _own_names
from pipeline.measures._outlets import denominators, ratio, totals, with_outlet

QUESTION = "Which words does an outlet use more than the other selected outlets together?"
UNIT = "z score of the log-odds ratio"
RANGE = (None, None)
VALUE = "z"
# ferry: log(14/16) - log(10/20) = 0.5596; variance 1/14 + 1/16 + 1/10 + 1/20; z = 0.5596 / 0.5329 = 1.05. quay: turned round.
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "kind": "full", "n_words": 100},
            {"article_id": "b", "outlet_id": "y", "kind": "full", "n_words": 200},
        ],
        "keywords": [
            {"article_id": a, "keyword": k, "n": n, "n_words_in_term": 1}
            for a, k, n in (("a", "ferry", 6), ("b", "ferry", 2), ("a", "quay", 2), ("b", "quay", 6), ("a", "rain", 2), ("b", "rain", 2))
        ],
    },
    {"least": 4},
    [
        {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "keyword": "ferry",
            "n": 6,
            "n_other": 2,
            "n_articles": 1,
            "per_1000_words": 60.0,
            "other_per_1000_words": 10.0,
            "z": 1.05,
        },
        {
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "keyword": "quay",
            "n": 6,
            "n_other": 2,
            "n_articles": 1,
            "per_1000_words": 30.0,
            "other_per_1000_words": 20.0,
            "z": 1.05,
        },
    ],
)


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    keywords: pd.DataFrame,
    *,
    top: int = 15,
    least: int = 3,
    is_phrase: bool = False,
    is_grouped: bool = False,
) -> pd.DataFrame:
    """One row for each outlet and one of its most distinctive keywords: the outlet against all other selected outlets together.

    How to read it: `z` is how many standard errors the log-odds of the word lie above those of the others, with the pooled counts
    as prior, so that a rare word does not win by chance. Caveat: z orders the words; it is no test, since words in one text
    depend on each other. With articles of 400 words little passes 2. One article can make a word distinctive: see `n_articles`.
    An outlet's own name and the names of an article's writers say nothing about coverage, so that they do not count for it: the last word
    of its name ("Courier") never, its other words ("Tarnwick") and a writer's names less often by as often as the whole name can stand in
    an article. They count as the others' use where another outlet is looked at.

    Args:
        outlets: outlet_id, outlet_name, is_known, and domain where there is one.
        articles: article_id, outlet_id, kind, n_words, and author where there is one.
        keywords: article_id, keyword, n, n_words_in_term.
        top: how many keywords an outlet, at most; only those with z above 0.
        least: only keywords that the outlet uses so often.
        is_phrase: phrases instead of single words.
        is_grouped: whether outlets are groups, whose names are no outlet's.

    Returns:
        outlet_id, outlet_name, keyword; n (here), n_other, n_articles (here, with the keyword), int64; per_1000_words,
        other_per_1000_words, z (three decimals), float64. Empty with fewer than two outlets. Sorted by outlet, then z.

    Source:
        Monroe, B., Colaresi, M., Quinn, K. (2008), "Fightin' Words", Political Analysis 16(4).
    """
    base = denominators(outlets, articles)
    used = with_outlet(keywords[keywords["n_words_in_term"].gt(1) == is_phrase], articles)
    own = _own_names.mentions(used, outlets, articles, is_grouped)
    used = totals(used, ("outlet_id", "keyword"), "n").rename(columns={"n_rows": "n_articles"})
    used["pooled"] = used.groupby("keyword")["n"].transform("sum")
    used["n_other"] = used["pooled"] - used["n"]
    here, total = used.groupby("outlet_id")["n"].transform("sum"), used["n"].sum()
    used = _without(used, own)
    used["z"] = _z(used, here, total)
    rows = used[used["n"].ge(least) & used["z"].gt(0) & here.lt(total)].merge(base, on="outlet_id", suffixes=("", "_of_outlet"))
    rows["per_1000_words"] = ratio(rows["n"], rows["n_words"], per=1000)
    rows["other_per_1000_words"] = ratio(rows["n_other"], base["n_words"].sum() - rows["n_words"], per=1000)
    rows = rows.sort_values(["outlet_name", "outlet_id", "z", "n", "keyword"], ascending=[True, True, False, False, True])
    return rows.groupby("outlet_id").head(top)[list(EXAMPLE[2][0])].reset_index(drop=True)


def _without(used: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The counts without an outlet's own names."""
    has = used["keyword"].isin(own["keyword"])
    less = used.loc[has, ["outlet_id", "keyword"]].merge(own, on=["outlet_id", "keyword"], how="left")[["n", "n_articles"]].fillna(0)
    used.loc[has, ["n", "n_articles"]] -= less.to_numpy("int64")
    return used


def _z(used: pd.DataFrame, here: pd.Series, total: int) -> pd.Series:
    """Log-odds ratio with the pooled counts as Dirichlet prior, in standard errors, to three decimals.

    The variance has all four terms: without those of the other words, a word that makes up most of a short text looks certain.
    """
    ours, theirs = used["n"] + used["pooled"], used["n_other"] + used["pooled"]
    our_rest, their_rest = here + total - ours, 2 * total - here - theirs
    log_odds = np.log(ours / our_rest) - np.log(theirs / their_rest)
    return (log_odds / np.sqrt(1 / ours + 1 / our_rest + 1 / theirs + 1 / their_rest)).round(3)
