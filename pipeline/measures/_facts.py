"""Who states which fact, and which facts only one outlet states."""

import numpy as np
import pandas as pd

from pipeline.measures._outlets import of_texts, with_outlet

SPAN = ["article_id", "start", "end"]
OTHER = ["other_article_id", "other_start", "other_end"]


def stated(facts: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """fact_id, outlet_id, story_id: one row for each fact and outlet that states it."""
    rows = with_outlet(facts[["fact_id", "article_id"]], articles, "story_id")
    (fact, _), (outlet, names) = pd.factorize(rows["fact_id"]), pd.factorize(rows["outlet_id"])
    _, first = np.unique(fact.astype("int64") * max(1, len(names)) + outlet, return_index=True)
    return rows.iloc[first][["fact_id", "outlet_id", "story_id"]].reset_index(drop=True)


def compared_stories(articles: pd.DataFrame) -> pd.Index:
    """The stories of which the texts of two outlets or more are known: only there can a fact be missing elsewhere."""
    n_outlets = of_texts(articles).groupby("story_id")["outlet_id"].nunique()
    return n_outlets.index[n_outlets >= 2]


def in_compared(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of stories that can be compared."""
    return rows[rows["story_id"].isin(compared_stories(articles))]


def unique(places: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Of what `stated` gives: the facts of compared stories whose statements all come from one outlet."""
    rows = in_compared(places, articles)
    return rows[~rows.duplicated("fact_id", keep=False)]


def near(facts: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame, cut: float = 0) -> pd.DataFrame:
    """Statements of other outlets that may say a fact, though they are not counted as stating it; of a score of `cut` or more.

    Returns:
        One row for each fact and such outlet, the closest statement: fact_id, other_outlet_id, other_article_id, other_start,
        other_end, score.
    """
    matches = matches[matches["score"] >= cut]
    known = facts["article_id"].unique()
    pairs = both_ways(matches[matches["article_id"].isin(known) | matches["other_article_id"].isin(known)])
    near_by = facts[facts["article_id"].isin(pairs["article_id"].unique())]
    there = of_texts(articles)[["article_id", "outlet_id"]].rename(columns=lambda c: f"other_{c}")
    rows = near_by[["fact_id", *SPAN]].merge(pairs, on=SPAN).merge(there, on="other_article_id")
    said = stated(facts[facts["fact_id"].isin(rows["fact_id"].unique())], articles)[["fact_id", "outlet_id"]].rename(
        columns={"outlet_id": "other_outlet_id"}
    )
    rows = rows.merge(said, on=["fact_id", "other_outlet_id"], how="left", indicator="seen")
    rows = rows[rows["seen"].eq("left_only")].sort_values(["score", *OTHER], ascending=[False, True, True, True])
    return rows.drop_duplicates(["fact_id", "other_outlet_id"])[["fact_id", "other_outlet_id", *OTHER, "score"]].reset_index(drop=True)


def both_ways(matches: pd.DataFrame) -> pd.DataFrame:
    """Each match, seen from either statement."""
    rows = matches[[*SPAN, *OTHER, "score"]]
    turned = rows.rename(columns=dict(zip([*SPAN, *OTHER], [*OTHER, *SPAN], strict=True)))
    return pd.concat([rows, turned[rows.columns]], ignore_index=True)


def first_statement(facts: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One statement for each group: the one that fits best, then the first; with `n_statements` of its group."""
    rows = facts.assign(n_statements=facts.groupby(by)["start"].transform("size"))
    rows = rows.sort_values(["match_score", *SPAN], ascending=[False, True, True, True], na_position="last")
    return rows.drop_duplicates(by, ignore_index=True)
