"""The order in which articles should be read to meet a story's facts soonest: greedy set cover."""

import heapq

import numpy as np
import pandas as pd

from pipeline.counting import numbered
from pipeline.measures import _facts
from pipeline.measures._outlets import places, with_outlet


def wanted(facts: pd.DataFrame, articles: pd.DataFrame, least: int, story_id: str) -> pd.DataFrame:
    """story_id, article_id, fact_id, once each, of facts that at least so many outlets state."""
    if story_id:  # a fact is one of one story: the others need not be looked at
        articles = articles[articles["story_id"].eq(story_id).fillna(False).to_numpy(bool)]
        facts = facts[places(facts["article_id"], articles["article_id"]) >= 0]
    rows = with_outlet(facts[["fact_id", "article_id"]].drop_duplicates(), articles, "story_id")
    rows = rows[rows["story_id"].notna()]
    told = facts[places(facts["fact_id"], rows["fact_id"].drop_duplicates()) >= 0]
    # As numbers: what asks for a fact by its id looks through those of all stories.
    fact = numbered(pd.concat([rows["fact_id"], _facts.stated(told, articles)["fact_id"]], ignore_index=True))[0]
    n_outlets = np.bincount(fact[len(rows) :], minlength=fact.max(initial=-1) + 1)
    return rows[n_outlets[fact[: len(rows)]] >= least][["story_id", "article_id", "fact_id"]]


def order(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """story_id, rank, article_id, fact_id: each fact once, with the article that adds it and that article's place in the order.

    Always the article that adds most facts; of several the shortest, then the earliest. No one knows a fast way to the fewest
    articles; this one needs at most 1 + ln(facts) times as many.
    """
    about = articles.set_index("article_id")
    ranked = about.loc[rows["article_id"].unique()].sort_values(["n_words", "published_at", "article_id"], na_position="last")
    tie = {article: i for i, article in enumerate(ranked.index)}
    found = []
    for story, told in rows.groupby("story_id"):
        stated = {article: set(each) for article, each in told.groupby("article_id")["fact_id"]}
        found += [(story, rank, article, fact) for rank, article, new in _greedy(stated, tie) for fact in new]
    frame = pd.DataFrame(found, columns=["story_id", "rank", "article_id", "fact_id"])
    return frame.astype({"story_id": "str", "rank": "int64", "article_id": "str", "fact_id": "str"})


def _greedy(stated: dict[str, set[str]], tie: dict[str, int]):
    """Rank, article and the facts it adds. What an article adds only shrinks, so an entry of the heap is counted anew when it is on top."""
    heap = [(-len(facts), tie[article], article) for article, facts in stated.items()]
    heapq.heapify(heap)
    met: set[str] = set()
    rank = 0
    while heap:
        told, place, article = heapq.heappop(heap)
        new = stated[article] - met
        if len(new) == -told and new:
            rank += 1
            met |= new
            yield rank, article, sorted(new)
        elif new:
            heapq.heappush(heap, (-len(new), place, article))
