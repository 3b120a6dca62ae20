"""What several outlets state and one does not."""

from collections.abc import Mapping

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._central import place
from pipeline.measures._outlets import denominators

QUESTION = "Which facts do several outlets state while one that covers the story in full does not?"
UNIT = "other outlets that state the fact"
RANGE = (1, None)
VALUE = "n_outlets"
READS = {
    "matches": ("article_id", "start", "end", "other_article_id", "other_start", "other_end", "score"),
}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": o, "outlet_name": name, "is_known": True}
            for o, name in (("x", "Bay Post"), ("y", "Hill Echo"), ("z", "Quay Wire"))
        ],
        "articles": [{"article_id": a, "outlet_id": o, "story_id": "s", "kind": "full", "n_words": 9} for a, o in ("ax", "by", "cz")],
        "facts": [{"fact_id": "f", "article_id": a, "start": 0, "end": 8, "text": "It shut.", "match_score": 0.8} for a in "ab"]
        + [{"fact_id": "g", "article_id": "c", "start": 0, "end": 5, "text": "Rain."}],
    },
    {"least": 2},
    [
        {
            "outlet_id": "z",
            "outlet_name": "Quay Wire",
            "story_id": "s",
            "fact_id": "f",
            "n_outlets": 2,
            "n_others": 2,
            "certainty": 0.8,
            "centrality": 1.0,
            "article_id": "a",
            "start": 0,
            "end": 8,
            "text": "It shut.",
        }
    ],
)


def found_in(tables: Mapping[str, pd.DataFrame], *, outlet_id: str = "", **_) -> pd.DataFrame | None:
    """The articles of the stories that the outlet tells."""
    articles = tables.part("articles", ("article_id", "outlet_id", "story_id"))
    return _facts.of_stories(articles, articles.loc[articles["outlet_id"].eq(outlet_id), "story_id"]) if outlet_id else None


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, facts: pd.DataFrame, matches: pd.DataFrame, *, least: int = 2, outlet_id: str = ""
) -> pd.DataFrame:
    """One row for each outlet and fact that it does not state, though its text on the story is known and others state it.

    How to read it: an omission can be a choice, a matter of space or of time; facts that the outlet may state in other words
    (matches below the cut) are left out of this list. Outlets known by excerpts only are never said to omit anything.

    Args:
        outlets: outlet_id, outlet_name, is_known.
        articles: article_id, outlet_id, story_id, kind, n_words, language.
        facts: fact_id, span, text, match_score.
        matches: both spans, score.
        least: how many other outlets must state the fact.
        outlet_id: the omissions of this outlet only; empty for all.

    Returns:
        outlet_id, outlet_name, story_id, fact_id, n_outlets (that state it) of n_others (whose text on the story is known), int64;
        certainty (0 to 1: how well the others' statements fit each other, so that they are one fact), centrality (0 to 1: the mean of
        the share of others that state it and of how early they do), span and text of the statement that fits best.
        Sorted by outlet, most widely stated first, then the most central.
    """
    places = _facts.stated(facts, articles)
    common = places.groupby("fact_id", as_index=False).agg(n_outlets=("outlet_id", "nunique"), story_id=("story_id", "min"))
    common = common[common["n_outlets"].ge(least) & common["story_id"].notna()]
    there = _facts.of_read(articles)[["story_id", "outlet_id"]].drop_duplicates()
    common["n_others"] = common["story_id"].map(there["story_id"].value_counts()).astype("float64") - 1
    there = there[there["outlet_id"].eq(outlet_id)] if outlet_id else there
    where = place(facts)
    facts = facts[facts["fact_id"].isin(common["fact_id"].unique())].merge(where, on=["article_id", "start"])
    weight = facts.groupby("fact_id", as_index=False).agg(certainty=("match_score", "mean"), place=("place", "mean")).round(4)
    maybe = _facts.near(facts, articles, matches).rename(columns={"other_outlet_id": "outlet_id"})[["fact_id", "outlet_id"]]
    said = pd.concat([places[["fact_id", "outlet_id"]], maybe]).drop_duplicates()
    rows = common.merge(there, on="story_id").merge(said, on=["fact_id", "outlet_id"], how="left", indicator="said")
    rows = rows[rows["said"].eq("left_only")].drop(columns="said")
    rows = rows.merge(_facts.first_statement(facts, ["fact_id"])[["fact_id", *_facts.SPAN, "text"]], on="fact_id")
    rows = rows.merge(weight, on="fact_id").merge(denominators(outlets, articles)[["outlet_id", "outlet_name"]], on="outlet_id")
    rows["centrality"] = ((rows["n_outlets"] / rows["n_others"] + rows["place"]) / 2).round(4)
    order = {
        "outlet_name": True,
        "outlet_id": True,
        "n_outlets": False,
        "centrality": False,
        "story_id": True,
        **dict.fromkeys(_facts.SPAN, True),
    }
    rows = rows.sort_values(list(order), ascending=list(order.values()))
    return rows[list(EXAMPLE[2][0])].astype({"n_outlets": "int64", "n_others": "int64"}).reset_index(drop=True)
