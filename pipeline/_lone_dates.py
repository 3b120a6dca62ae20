"""Doubts of dates that stand far from those of all other articles: told from the data itself, without the clock of this machine.

Two signs. An article, or one in a hundred, lies more than `date_lone_days` before or after all others. Or an article shares long
passages with others, and the dates of all these lie so far from its own: texts are taken over within days, so its date is likely wrong,
and keeps it out of its story.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline import portions
from pipeline.chunks import problem
from pipeline.settings import Settings

ERROR = "LoneDate"
_FEWEST_ARTICLES = 4  # below it nothing is far from the others
_MOST_LONE = 0.01  # share of the articles that may be lone; more are a time of their own
_LONG_PASSAGE = 40  # words; a shorter one may be a standing phrase or background


def problems(made: Mapping[str, pd.DataFrame], settings: Settings) -> list[dict]:
    """Rows of `problems`, but for their id, for dates that stand alone.

    Args:
        made: `articles` and `passages`.
        settings: `date_lone_days`.
    """
    articles = portions.columns(made, "articles", ["article_id", "published_at", "source_file", "source_position"])
    dated = articles[articles["published_at"].notna()].sort_values(["published_at", "article_id"], ignore_index=True)
    days = pd.Timedelta(days=settings.date_lone_days)
    said = _far_from_all(dated, days)
    passages = portions.columns(made, "passages", ["article_id", "other_article_id", "n_words"])
    for article_id, gap in _far_from_shared(dated, passages, days).items():
        said.setdefault(article_id, f"{abs(gap):,} days {'after' if gap > 0 else 'before'} every article that shares its text")
    return [_row(article, said[article["article_id"]]) for article in dated.to_dict("records") if article["article_id"] in said]


def _far_from_all(dated: pd.DataFrame, days: pd.Timedelta) -> dict[str, str]:
    """article_id → how far it is, for the few at either end that a long gap separates from all others."""
    if len(dated) < _FEWEST_ARTICLES:
        return {}
    most = max(1, int(_MOST_LONE * len(dated)))
    moments = dated["published_at"]
    gaps = moments.diff()
    found: dict[str, str] = {}
    last = [i for i in range(len(dated) - most, len(dated)) if gaps[i] > days][:1]
    first = [i for i in range(1, most + 1) if gaps[i] > days][-1:]
    for i in last:
        ids = range(i, len(dated))
        found |= {dated["article_id"][k]: f"{(moments[k] - moments[i - 1]).days:,} days after all other articles" for k in ids}
    for i in first:
        found |= {dated["article_id"][k]: f"{(moments[i] - moments[k]).days:,} days before all other articles" for k in range(i)}
    return found


def _far_from_shared(dated: pd.DataFrame, passages: pd.DataFrame, days: pd.Timedelta) -> dict[str, int]:
    """article_id → days to the nearest article with a long passage in common, where even that one is far; of two, the later one only."""
    long = passages.loc[passages["n_words"] >= _LONG_PASSAGE, ["article_id", "other_article_id"]]
    pairs = pd.concat([long, long.set_axis(["other_article_id", "article_id"], axis=1)]).drop_duplicates()
    moments = dated.set_index("article_id")["published_at"]
    pairs = pairs[pairs["article_id"].isin(moments.index) & pairs["other_article_id"].isin(moments.index)]
    if pairs.empty:
        return {}
    gap = (pairs["article_id"].map(moments) - pairs["other_article_id"].map(moments)).dt.days
    pairs = pairs.assign(gap=gap, near=gap.abs()).sort_values(["article_id", "near", "other_article_id"])
    nearest = pairs.drop_duplicates("article_id").set_index("article_id")
    far = nearest[nearest["near"] > days.days]
    is_mutual = far["other_article_id"].isin(far.index) & np.equal(far["other_article_id"].map(far["other_article_id"]), far.index)
    return far.loc[~is_mutual | (far["gap"] > 0), "gap"].astype(int).to_dict()


def _row(article: Mapping, far: str) -> dict:
    """The doubt of one article."""
    place = {"source_file": article["source_file"], "source_position": article["source_position"]}
    message = f"is dated {article['published_at']:%Y-%m-%d}, {far}. Hint: look at the article, and correct its date where it is wrong."
    return {**problem("link", "doubt", ERROR, **place), "message": message}
