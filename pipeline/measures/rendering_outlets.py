"""Which outlet quotes an utterance, which paraphrases it, which leaves it out."""

import numpy as np
import pandas as pd

from pipeline.measures._order import intervals
from pipeline.measures._outlets import analysed, denominators, with_outlet

QUESTION = "Which outlets of the story render this utterance, in which form, and who had it first?"
UNIT = "renderings"
RANGE = (0, None)
EVERY_VERSION = True
VALUE = "n_renderings"
_QUOTE = {"quote_id": "1", "quotation_id": "q", "utterance_id": "u", "article_id": "a", "start": 0, "end": 4, "text": "Soon"}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": o, "outlet_name": name, "is_known": True}
            for o, name in (("x", "Bay Post"), ("y", "Hill Echo"), ("z", "Quay Wire"))
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "kind": "full", "story_id": "s"},
            {"article_id": "b", "outlet_id": "y", "kind": "full", "story_id": "s"},
            {"article_id": "c", "outlet_id": "z", "kind": "excerpt", "story_id": "s"},
        ],
        "quotes": [_QUOTE | {"kind": "direct"}],
    },
    {"utterance_id": "u"},
    [
        {"outlet_id": o, "outlet_name": name, "state": state, "n_renderings": n, "n_articles": articles, "first_at": pd.NaT,
         "first_precision": None, "is_first": False}
        for o, name, state, n, articles in (
            ("x", "Bay Post", "direct", 1, 1), ("y", "Hill Echo", "absent", 0, 1), ("z", "Quay Wire", "not collected", 0, 0))
    ],
)
_STATES = ("direct", "mixed", "indirect", "absent", "not collected")


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, *, utterance_id: str = "") -> pd.DataFrame:
    """One row an outlet of the selection: those that render the utterance first, then those that leave it out.

    How to read it: direct, mixed or indirect, the strongest form of the outlet's renderings; absent, the outlet has the text of an
    article on the same story and does not render it; not collected, there is no such text, so nothing can be said. `is_first`: the
    outlet's earliest rendering came out before that of every other outlet, as far as dates and their precision tell; no outlet is first
    where two may have been. Caveat: to be first in this data does not mean to have spoken with the source.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, published_at, published_precision, published_zone.
        quotes: utterance_id, quotation_id, article_id, kind.
        utterance_id: the utterance; "" gives no row.

    Returns:
        outlet_id, outlet_name, state; n_renderings (quotations), n_articles (with text, on the story), int64; first_at and
        first_precision (of its earliest rendering, UTC), is_first.
    """
    rows = with_outlet(
        quotes.loc[quotes["utterance_id"].eq(utterance_id).fillna(False), ["article_id", "quotation_id", "kind"]],
        articles, "published_at", "published_precision", "published_zone",
    )
    story = articles[articles["article_id"].isin(_of_stories(articles, rows)) & articles["kind"].eq("full")]
    base = denominators(outlets, analysed(story)).rename(columns={"n_articles": "n"})[["outlet_id", "outlet_name", "n"]]
    base = base.rename(columns={"n": "n_articles"}).merge(_rendered(rows), on="outlet_id", how="left").fillna({"n_renderings": 0})
    missing = pd.Series(np.where(base["n_articles"] > 0, "absent", "not collected"), index=base.index, dtype="str")
    base["state"] = base["state"].astype("str").where(base["state"].notna(), missing)
    base["is_first"] = _is_first(base, rows)
    base = base.astype({"n_renderings": "int64", "n_articles": "int64", "first_precision": "str"})
    base = base.assign(rank=base["state"].map(_STATES.index).astype("int64"))
    base = base.sort_values(["rank", "outlet_name", "outlet_id"], ignore_index=True)
    return base[list(EXAMPLE[2][0])] if len(rows) else base[list(EXAMPLE[2][0])].head(0)


def _of_stories(articles: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The articles on the stories of some quotations, those of no story included if they hold one."""
    own = articles["article_id"].isin(rows["article_id"])
    return articles.loc[own | articles["story_id"].isin(articles.loc[own, "story_id"].dropna()), "article_id"]


def _rendered(rows: pd.DataFrame) -> pd.DataFrame:
    """outlet_id, state, n_renderings, first_at, first_precision: one row an outlet that renders the utterance."""
    rows = rows.assign(strength=rows["kind"].map(_STATES.index).astype("int64")).sort_values(["published_at", "article_id"])
    found = rows.groupby("outlet_id", as_index=False).agg(
        strength=("strength", "min"), n_renderings=("quotation_id", "nunique"), first_at=("published_at", "first"),
        first_precision=("published_precision", "first"),
    )
    return found.assign(state=found.pop("strength").map(dict(enumerate(_STATES))).astype("str"))


def _is_first(base: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Whether an outlet's earliest rendering must have come before that of every other outlet."""
    times = intervals(rows.drop_duplicates("article_id")).merge(rows[["article_id", "outlet_id"]].drop_duplicates(), on="article_id")
    each = times.groupby("outlet_id", as_index=False).agg(earliest=("earliest", "min"), latest=("latest", "min"))
    if len(each) < 2:
        return pd.Series(False, index=base.index)
    each = each.sort_values("latest", ignore_index=True)
    is_alone = each["latest"].iloc[0] <= each["earliest"].iloc[1:].min()
    return base["outlet_id"].eq(each["outlet_id"].iloc[0]) & bool(is_alone)
