"""Finds the stories: which articles report the same event.

Articles are compared by their words (names and figures count more, title and first paragraphs twice) and their days, and joined by
average linkage: an article joins where it is close to the story's articles on average, so that one chance likeness joins nothing.
How close is enough grows with the number of articles of the same days, because among many more are alike by chance; that is one rule
for ten articles and for a hundred thousand. Articles without a date are compared by their words alone.

Each article says how near it is to its story's others (`story_score`, .5 where it is just near enough) and what it shares with them.

A date without a year ("Oct. 20") takes its year from the other articles of its story: the one that brings it nearest to their dates.

Caveat: where in doubt, a story is split rather than two are joined.

Source:
    Average linkage on TF-IDF: Manning, Raghavan, Schütze, Introduction to Information Retrieval (2008), chapters 6 and 17.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline import portions, tables
from pipeline.link import _story_reasons
from pipeline.link._corrected_stories import moved, with_reason
from pipeline.link._groups import Closeness, groups
from pipeline.link._terms import weighed
from pipeline.link._years import INFERRED, with_years
from pipeline.settings import Settings
from pipeline.text import digest

SCOPE = "dataset"
NEEDS = ("articles",)
MAKES = (
    "stories", "articles.story_id", "articles.story_score", "articles.story_evidence",
    "articles.published_at", "articles.published_precision", "articles.published_evidence",
)
_OF_ARTICLES = ("article_id", "outlet_id", "title", "title_evidence", "description", "body", "content_hash", "published_at",
                "published_text", "published_precision", "published_evidence")


def link(tables_by_name: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, portions.Rows]:
    """The stories, and the articles with their story and with the years that their story gives.

    Args:
        tables_by_name: `articles`, all of them; `moves` where a person has moved articles to other stories.
        settings: the `story_…` numbers.

    Returns:
        `stories`, one row a story, and `articles`, the same rows in the same order.
    """
    given = portions.columns(tables_by_name, "articles", _OF_ARTICLES)
    if given.empty:
        return {"stories": tables.empty("stories"), "articles": tables_by_name["articles"].copy()}
    # An order that rests on content, not on outlets or files, so that ties fall alike however the input was given.
    articles = given.sort_values(["content_hash", "published_at", "article_id"], kind="stable")
    terms, days = weighed(articles, settings), _days(articles)
    articles["body"] = articles["body"].str.slice(0, 1)  # whether there is any is all that counts from here on
    closeness = Closeness(terms.rows, days, settings)
    number, is_moved = moved(groups(closeness), articles, tables_by_name.get("moves"))
    articles["story_id"] = _ids(articles["article_id"], number)
    articles["story_score"] = np.where(is_moved, np.nan, _story_reasons.scores(closeness, number))
    articles["story_evidence"] = pd.Series(_story_reasons.evidence(terms, number, days), index=articles.index, dtype=tables.TEXT)
    articles["story_evidence"] = with_reason(articles["story_evidence"], is_moved)
    articles = with_years(articles, settings)
    filled = articles.loc[given.index, [made.partition(".")[2] for made in MAKES[1:]]]
    return {"stories": _stories(articles, _central(articles, number, closeness)),
            "articles": portions.filled(tables_by_name, "articles", filled)}


def _days(articles: pd.DataFrame) -> np.ndarray:
    """Days since 1970, NaN where unknown; a day that a story gave is no evidence for that story."""
    days = np.floor((articles["published_at"] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1)).to_numpy(dtype=float, copy=True)
    days[articles["published_evidence"].str.endswith(INFERRED).fillna(False).to_numpy(dtype=bool)] = np.nan
    return days


def _ids(article_ids: pd.Series, number: np.ndarray) -> pd.Series:
    """The id of each article's story: a hash of the ids of all its articles."""
    ids = article_ids.groupby(number).agg(lambda of_story: digest("story", *sorted(of_story)))
    return pd.Series(ids.loc[number].to_numpy(), index=article_ids.index, dtype=tables.TEXT)


def _central(articles: pd.DataFrame, number: np.ndarray, closeness: Closeness) -> pd.Series:
    """How near each article is to the middle of its story; an excerpt stands behind full articles."""
    n_rows, n_groups = len(number), number.max() + 1
    member = np.zeros(n_rows)
    for start in range(0, n_rows, 2_000):
        block = slice(start, start + 2_000)
        member[block] = _nearness(closeness, number, n_groups, block)
    return pd.Series(member, index=articles.index) - 10.0 * (articles["body"] == "") - 20.0 * (articles["title"] == "")


def _nearness(closeness: Closeness, number: np.ndarray, n_groups: int, block: slice) -> np.ndarray:
    """Likeness of the block's rows to the sums of their groups' rows."""
    wanted = np.unique(number[block])
    place = np.full(n_groups, -1)
    place[wanted] = np.arange(len(wanted))
    inside = np.flatnonzero(place[number] >= 0)
    gather = sparse.csr_matrix((np.ones(len(inside)), (place[number[inside]], inside)), shape=(len(wanted), len(number)))
    sums = gather @ closeness.rows
    return np.asarray(closeness.rows[block].multiply(sums[place[number[block]]]).sum(axis=1)).ravel()


def _stories(articles: pd.DataFrame, nearness: pd.Series) -> pd.DataFrame:
    """One row a story; its label is the title of its most central article."""
    ranked = articles.assign(nearness=nearness.round(9)).sort_values(["nearness", "content_hash"], ascending=[False, True], kind="stable")
    by_story = ranked.groupby("story_id", sort=True)
    stories = by_story.agg(label=("title", "first"), first_published_at=("published_at", "min"), last_published_at=("published_at", "max"),
                           n_articles=("article_id", "size"), n_outlets=("outlet_id", "nunique"))
    return tables.conform("stories", stories.reset_index())
