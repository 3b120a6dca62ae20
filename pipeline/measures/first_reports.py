"""In which order the outlets had a fact or an utterance."""

import numpy as np
import pandas as pd

from pipeline.counting import each_once, numbered
from pipeline.measures._order import firsts, intervals, ranks
from pipeline.measures._outlets import names, of_texts, with_outlet

QUESTION = "In which order did the outlets have each fact or utterance, as far as the dates tell?"
UNIT = "outlets that certainly had it before"
RANGE = (0, None)
EVERY_VERSION = True
VALUE = "n_before"
ITEM = {"facts": "fact_id", "utterances": "utterance_id"}
READS = {
    "articles": ("article_id", "outlet_id", "story_id", "kind", "published_at", "published_precision", "published_zone"),
    "facts": ("fact_id", "article_id", "start", "end", "text"),
    "quotes": ("utterance_id", "article_id", "start", "end", "text"),
}
EXAMPLE = (
    {
        "outlets": [{"outlet_id": o, "outlet_name": name, "is_known": True} for o, name in (("x", "Bay Post"), ("y", "Hill Echo"))],
        "articles": [
            {
                "article_id": a,
                "outlet_id": o,
                "story_id": "s",
                "kind": "full",
                "published_at": pd.Timestamp(at),
                "published_precision": "minute",
                "published_zone": "Z",
            }
            for a, o, at in (("a", "x", "2026-03-02T09:00Z"), ("b", "y", "2026-03-02T11:00Z"))
        ],
        "facts": [
            {"fact_id": "f", "article_id": "a", "start": 0, "end": 8, "text": "It shut."},
            {"fact_id": "f", "article_id": "b", "start": 0, "end": 14, "text": "The pier shut."},
            {"fact_id": "g", "article_id": "b", "start": 15, "end": 20, "text": "Rain."},
        ],
    },
    {},
    [
        {
            "item_id": "f",
            "story_id": "s",
            "text": "The pier shut.",
            "n_outlets": 2,
            "outlet_id": o,
            "outlet_name": name,
            "article_id": a,
            "start": 0,
            "end": end,
            "published_at": pd.Timestamp(at),
            "published_precision": "minute",
            "n_before": before,
            "n_open": 0,
            "state": state,
        }
        for o, name, a, end, at, before, state in (
            ("x", "Bay Post", "a", 8, "2026-03-02T09:00Z", 0, "first"),
            ("y", "Hill Echo", "b", 14, "2026-03-02T11:00Z", 1, "later"),
        )
    ],
)


def needs(*, of: str = "facts", **_) -> set[str]:
    """The tables that this kind of item reads."""
    return {"outlets", "articles", "facts" if of == "facts" else "quotes"}


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    facts: pd.DataFrame,
    quotes: pd.DataFrame,
    *,
    of: str = "facts",
    least: int = 2,
    limit: int = 200,
    is_one_zone: bool = False,
) -> pd.DataFrame:
    """One row for each item and outlet that has it, the items that most outlets have first, within an item by time.

    How to read it: an outlet has an item from the first of its articles that holds it. `state`: `first`, no other outlet had it or
    may have had it before; `open`, one may have; `later`, one did (`n_before` of them; of `n_open` more the dates do not tell);
    `undated`. First means first in this data: an article may have been changed after it came out, and what it said before is not
    known. Two outlets may have an item from a third.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, published_at, published_precision, published_zone.
        facts: fact_id, span, text.
        quotes: utterance_id, span, text.
        of: facts or utterances.
        least: only items that so many outlets have.
        limit: how many items.
        is_one_zone: take days and times without a zone as those of one and the same zone.

    Returns:
        item_id, story_id, text (the longest wording), n_outlets; outlet_id, outlet_name; article_id, start, end of the outlet's
        first statement of it, published_at, published_precision of that article; n_before, n_open (outlets), int64; state.
    """
    item = ITEM[of]
    rows = (facts if of == "facts" else quotes)[[item, "article_id", "start", "end", "text"]].rename(columns={item: "item_id"})
    rows = with_outlet(rows[rows["item_id"].notna()], articles, "story_id", "published_at", "published_precision")
    rows = _widest(rows, least, limit)
    rows = rows.merge(_shown(rows, least, limit), on="item_id").merge(intervals(of_texts(articles), is_one_zone), on="article_id")
    order = ranks(firsts(rows, ["item_id", "outlet_id"]), "item_id").drop(columns=["earliest", "latest"])
    rows = rows.sort_values(["item_id", "outlet_id", "latest", "earliest", "article_id", "start"]).drop_duplicates(["item_id", "outlet_id"])
    rows = rows.drop(columns="text").rename(columns={"longest": "text"}).merge(order, on=["item_id", "outlet_id"])
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    return rows.sort_values(["rank", "latest", "earliest", "outlet_name", "outlet_id"], ignore_index=True)[list(EXAMPLE[2][0])]


def _widest(rows: pd.DataFrame, least: int, limit: int) -> pd.DataFrame:
    """The rows of the items that most outlets have, and of all that tie with the last of them: few are left to be read."""
    item, outlet = (numbered(rows[c])[0] for c in ("item_id", "outlet_id"))
    n_outlets = np.bincount(item[each_once(item, outlet)])
    known = n_outlets[n_outlets > 0]
    fewest = np.partition(known, -limit)[-limit] if len(known) > limit else least
    return rows[n_outlets[item] >= max(least, fewest)].reset_index(drop=True)


def _shown(rows: pd.DataFrame, least: int, limit: int) -> pd.DataFrame:
    """item_id, rank, n_outlets, longest wording of the items to show."""
    length = rows["text"].str.len().astype("int64")
    longest = rows.assign(length=length).sort_values(["length", "text"], ascending=[False, True]).drop_duplicates("item_id")
    n_outlets = rows.groupby("item_id")["outlet_id"].nunique()
    items = longest[["item_id", "text"]].rename(columns={"text": "longest"})
    items["n_outlets"] = items["item_id"].map(n_outlets).astype("int64")
    items = items[items["n_outlets"] >= least].sort_values(["n_outlets", "longest", "item_id"], ascending=[False, True, True])
    return items.head(limit).reset_index(drop=True).rename_axis("rank").reset_index()
