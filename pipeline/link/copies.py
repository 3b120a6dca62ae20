"""Finds what an outlet repeats: boilerplate sentences, and versions of one article.

Boilerplate is a sentence that stands word for word in articles of `boilerplate_min_stories` different stories of one outlet: an outlet
repeats its own background within a story, and its notices everywhere.

Two articles of one outlet are versions of one article where the whole sentences that both have make up `revision_least_share` of the
shorter text's words (a third of that under the same address), boilerplate apart, and their dates, where known, lie within
`revision_longest_gap_days`. Versions follow each other by the later of publication and change; where a day is all that is known of one of
them, days are compared. Versions that no date tells apart, or without a date, follow by length, the shorter first, because articles
grow; then by a hash of their text. `revision_of` names the version just before.

Caveat: an article rewritten sentence by sentence is not recognised as a version.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from pipeline import portions, tables
from pipeline.link._corrected_boilerplate import marked
from pipeline.link._shared_runs import all_pairs
from pipeline.settings import Settings
from pipeline.text import fold

SCOPE = "dataset"
NEEDS = ("articles", "articles.story_id", "articles.published_at", "articles.published_precision", "sentences")
MAKES = ("sentences.is_boilerplate", "articles.revision_of")

# A sentence that more articles of one outlet have tells nothing about versions.
_CROWD = 50
_FEWEST_WORDS = 2
_OPENING = 0.5  # share of the longest version's words below which a text cannot stand for the article
_OF_ARTICLES = ("article_id", "outlet_id", "story_id", "url", "published_at", "published_precision", "modified_at", "n_words",
                "content_hash")


def link(tables_by_name: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, portions.Rows]:
    """The sentences with their `is_boilerplate`, the articles with their `revision_of`.

    Args:
        tables_by_name: `articles`, `sentences`; `marks` where a person has said what is boilerplate and what is not.
        settings: the `boilerplate_…` and `revision_…` numbers.

    Returns:
        `sentences` and `articles`, the same rows in the same order.
    """
    articles = portions.columns(tables_by_name, "articles", _OF_ARTICLES)
    repeated = _repeated(articles, tables_by_name)
    is_boilerplate = marked(_boilerplate(repeated, int(settings.boilerplate_min_stories)), articles, tables_by_name)
    earlier = _earlier_versions(articles, repeated[~is_boilerplate], settings)
    return {"sentences": portions.filled(tables_by_name, "sentences", {"is_boilerplate": is_boilerplate}),
            "articles": portions.filled(tables_by_name, "articles", {"revision_of": earlier.reindex(articles.index).astype("str")})}


def _repeated(articles: pd.DataFrame, tables_by_name: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a sentence: its article's place, outlet and story, its number of words, and one number for each wording in each outlet."""
    place = pd.Series(np.arange(len(articles)), index=articles["article_id"])
    parts = [_wordings(place, rows) for rows in portions.slices(tables_by_name, "sentences", ["article_id", "text"])]
    rows = pd.concat(parts or [_wordings(place, tables.empty("sentences"))], ignore_index=True)
    rows["outlet"] = pd.factorize(articles["outlet_id"])[0][rows["article"]]
    # An article whose story is unknown stands for one of its own.
    rows["story"] = pd.factorize(articles["story_id"].fillna(articles["article_id"]))[0][rows["article"]]
    rows["repeat"] = rows.groupby(["outlet", "wording"], sort=False).ngroup()
    return rows.drop(columns=["wording", "outlet"])


def _wordings(place: pd.Series, sentences: pd.DataFrame) -> pd.DataFrame:
    """The place of each sentence's article, its number of words, and a hash of its wording."""
    wording = [fold(text) for text in sentences["text"]]
    return pd.DataFrame({"article": place.reindex(sentences["article_id"]).to_numpy(dtype=np.int64),
                         "n_words": np.array([text.count(" ") + 1 for text in wording], dtype=np.int64),
                         "wording": pd.util.hash_array(np.array(wording, dtype=object))})


def _boilerplate(repeated: pd.DataFrame, min_stories: int) -> pd.Series:
    """Whether each sentence stands in so many stories of its outlet."""
    once = repeated.drop_duplicates(["repeat", "story"])
    n_stories = np.bincount(once["repeat"], minlength=1)
    return pd.Series(n_stories[repeated["repeat"]] >= min_stories, index=repeated.index) & (repeated["n_words"] >= _FEWEST_WORDS)


def _earlier_versions(articles: pd.DataFrame, repeated: pd.DataFrame, settings: Settings) -> pd.Series:
    """The article_id of the version before, null where an article is the first or only one."""
    first, second = _versions(articles, repeated, settings)
    graph = sparse.coo_matrix((np.ones(len(first)), (first, second)), shape=(len(articles),) * 2)
    _, family = connected_components(graph, directed=False)
    in_family = np.flatnonzero(np.isin(np.arange(len(articles)), np.concatenate([first, second])))
    members = articles.iloc[in_family].assign(family=family[in_family], moment=_moments(articles.iloc[in_family], family[in_family]))
    members["is_whole"] = members["n_words"] >= _OPENING * members.groupby("family")["n_words"].transform("max")
    order = ["family", "is_whole", "moment", "n_words", "content_hash", "article_id"]
    members = members.sort_values(order, na_position="last", kind="stable")
    return members.groupby("family")["article_id"].shift()


def _moments(members: pd.DataFrame, family: np.ndarray) -> pd.Series:
    """When each version was last touched; days only, where of one of the family a day is all that is known."""
    moments = members[["published_at", "modified_at"]].max(axis=1)
    has_day = (members["published_precision"] == "day").groupby(family).transform("any")
    return moments.where(~has_day, moments.dt.floor("D"))


def _versions(articles: pd.DataFrame, repeated: pd.DataFrame, settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places in `articles` that are versions of one article."""
    shared = _shared_words(repeated)
    first, second = shared["first"].to_numpy(), shared["second"].to_numpy()
    length = repeated.groupby("article")["n_words"].sum().reindex(np.arange(len(articles)), fill_value=0).to_numpy()
    share = shared["n_words"].to_numpy() / np.maximum(np.minimum(length[first], length[second]), 1)
    address, moments = articles["url"].to_numpy(dtype=object), articles["published_at"].reset_index(drop=True)
    same_address = np.array([isinstance(a, str) and a == b for a, b in zip(address[first], address[second], strict=True)], dtype=bool)
    gap = (moments.iloc[first].reset_index(drop=True) - moments.iloc[second].reset_index(drop=True)).abs()
    near = ~(gap > pd.Timedelta(days=settings.revision_longest_gap_days)).to_numpy()
    keep = near & (share >= settings.revision_least_share * np.where(same_address, 1 / 3, 1.0))
    return first[keep], second[keep]


def _shared_words(repeated: pd.DataFrame) -> pd.DataFrame:
    """How many words of whole sentences each two articles of one outlet have in common."""
    once = repeated.drop_duplicates(["repeat", "article"]).sort_values(["repeat", "article"])
    once = once[once.groupby("repeat")["repeat"].transform("size").between(2, _CROWD)]
    group, article, n_words = (once[name].to_numpy() for name in ("repeat", "article", "n_words"))
    pairs = list(all_pairs(group, np.arange(len(group))))
    one, two = (np.concatenate([p[side] for p in pairs] or [np.empty(0, dtype=np.int64)]) for side in (0, 1))
    shared = pd.DataFrame({"first": article[one], "second": article[two], "n_words": n_words[one]})
    return shared.groupby(["first", "second"], as_index=False)["n_words"].sum()
