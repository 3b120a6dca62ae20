"""How central a fact is to a story: where it stands, and in which company."""

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._text_ids import text_ids

_NEIGHBOURS = (-2, -1, 1, 2)


def centrality(facts: pd.DataFrame, articles: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a statement: article_id, start, and how central it is, 0 to 1.

    The mean of two shares. Place: 1 for the first statement of its article, 0 for the last, because news puts first what matters most.
    Company: how many of the story's other outlets state the facts beside it (two statements before, two after), on average; a fact
    among those that all report belongs to the story, one among others of its outlet alone to something beside it.

    Args:
        facts: fact_id, article_id, start; all statements of the articles that are asked about.
        articles: article_id, outlet_id, story_id, kind.
        places: what `_facts.stated` gives for the whole selection.
    """
    places, facts = text_ids(places[places["fact_id"].isin(facts["fact_id"].unique())]), text_ids(facts)
    told = places.groupby("fact_id")["outlet_id"].size()
    n_others = _facts.of_read(articles).groupby("story_id")["outlet_id"].nunique() - 1
    others = facts["article_id"].map(articles.set_index("article_id")["story_id"]).map(n_others).astype("float64")
    share = (facts["fact_id"].map(told).astype("float64") - 1) / others.where(others > 0)
    rows = facts[["article_id", "start"]].assign(_share=share.fillna(0.0).clip(0, 1))
    rows = rows.groupby(["article_id", "start"], as_index=False)["_share"].max()
    by = rows.groupby("article_id")
    around = pd.concat([by["_share"].shift(step) for step in _NEIGHBOURS], axis=1).mean(axis=1).fillna(0.0)
    rows = rows.assign(_around=around).merge(place(facts), on=["article_id", "start"])
    return rows[["article_id", "start"]].assign(centrality=((rows["place"] + rows["_around"]) / 2).round(4))


def place(facts: pd.DataFrame) -> pd.DataFrame:
    """One row a statement: article_id, start, and its place in its article, 1 for the first statement, 0 for the last.

    Example:
        >>> place(pd.DataFrame({"article_id": ["a", "a", "a"], "start": [0, 9, 30]}))["place"].tolist()
        [1.0, 0.5, 0.0]
    """
    rows = facts[["article_id", "start"]].drop_duplicates().sort_values(["article_id", "start"], ignore_index=True)
    by = rows.groupby("article_id")["start"]
    return rows.assign(place=1 - by.cumcount() / (by.transform("size") - 1).clip(lower=1))
