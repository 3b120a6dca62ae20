"""How much two outlets have in common: cited sources, utterances, facts, passages or vocabulary."""

import numpy as np
import pandas as pd

from pipeline.measures._facts import stated
from pipeline.measures._outlets import analysed, denominators, with_outlet
from pipeline.measures._pairs import named_sources, shared_counts
from pipeline.measures._shared import sides, words_in

QUESTION = "How much of what one outlet has does another have as well?"
UNIT = "share of the items of both outlets"
RANGE = (0, 1)
VALUE = "jaccard"
SHARED = {
    "sources": {"sources", "citations"},
    "people": {"sources", "citations"},
    "organisations": {"sources", "citations"},
    "utterances": {"quotes"},
    "facts": {"facts"},
    "passages": {"passages"},
    "vocabulary": {"keywords"},
}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}, {"article_id": "b", "outlet_id": "y", "kind": "full"}],
        "sources": [{"source_id": s, "source_name": s, "kind": "person"} for s in "mno"]
        + [{"source_id": "u", "source_name": "officials", "kind": "unnamed"}],
        "citations": [{"article_id": "a", "source_id": s, "n": 1} for s in "mnu"]
        + [{"article_id": "b", "source_id": s, "n": 2} for s in "mou"],
    },
    {"shared": "sources"},
    [
        {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "other_outlet_id": "y",
            "other_outlet_name": "Hill Echo",
            "n": 2,
            "n_other": 2,
            "n_shared": 1,
            "jaccard": 1 / 3,
            "share": 0.5,
        },
        {
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "other_outlet_id": "x",
            "other_outlet_name": "Bay Post",
            "n": 2,
            "n_other": 2,
            "n_shared": 1,
            "jaccard": 1 / 3,
            "share": 0.5,
        },
    ],
)


def needs(*, shared: str = "sources") -> set[str]:
    """The tables that this kind of overlap reads."""
    return {"outlets", "articles"} | SHARED[shared]


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    sources: pd.DataFrame,
    citations: pd.DataFrame,
    quotes: pd.DataFrame,
    facts: pd.DataFrame,
    passages: pd.DataFrame,
    keywords: pd.DataFrame,
    *,
    shared: str = "sources",
) -> pd.DataFrame:
    """One row for each ordered pair of outlets whose texts are known, over all that is selected.

    How to read it: `jaccard` is the same both ways, items of both / items of either; `share` is directed, the part of the first
    outlet's items that the other has too (a short text within a long one: share 1, jaccard small). What counts as an item:
    sources, a named source that is cited (unnamed ones are left out: two "officials" need not be the same), people and
    organisations each for themselves; utterances, one quoted or paraphrased utterance; facts, one fact; vocabulary, one
    single-word keyword; passages, one word of the text that stands in a passage shared with the other outlet. Caveat: shared
    vocabulary grows with length, and outlets that cover
    different stories share little: choose one story to compare its coverage. Shared passages are a lower bound on reuse.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind; for passages also body and n_words.
        sources: source_id, kind.
        citations: article_id, source_id.
        quotes: article_id, utterance_id.
        facts: article_id, fact_id.
        passages: both spans.
        keywords: article_id, keyword, n_words_in_term.
        shared: sources, people, organisations, utterances, facts, passages or vocabulary.

    Returns:
        outlet_id, outlet_name, other_outlet_id, other_outlet_name; n (items of the outlet), n_other, n_shared, int64; jaccard and
        share, float64 from 0 to 1, empty where neither, or not the first, has an item. Empty with fewer than two outlets.

    Source:
        Jaccard, P. (1912), "The distribution of the flora in the alpine zone", New Phytologist 11.
    """
    base = denominators(outlets, articles if shared in ("passages", "vocabulary") else analysed(articles))
    base = base[base["n_articles"] > 0].reset_index(drop=True)
    if shared == "passages":
        return _pairs(base, *_words_shared(base, articles, passages))
    rows, item = _items(
        shared, articles, {"sources": sources, "citations": citations, "quotes": quotes, "facts": facts, "keywords": keywords}
    )
    square = shared_counts(rows, item, base["outlet_id"].to_list())
    return _pairs(base, square.diagonal(), square)


def _items(shared: str, articles: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, str]:
    """Rows with an outlet_id and the column that identifies what can be shared."""
    if shared == "facts":
        return stated(tables["facts"], articles), "fact_id"
    if shared == "utterances":
        return with_outlet(tables["quotes"][["article_id", "utterance_id"]], articles), "utterance_id"
    if shared == "vocabulary":
        single = tables["keywords"][tables["keywords"]["n_words_in_term"].eq(1)]
        return with_outlet(single[["article_id", "keyword"]], articles), "keyword"
    named = named_sources(tables["sources"], shared)["source_id"]
    cited = tables["citations"][tables["citations"]["source_id"].isin(named)]
    return with_outlet(cited[["article_id", "source_id"]], articles), "source_id"


def _words_shared(base: pd.DataFrame, articles: pd.DataFrame, passages: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Words of each outlet, and its words that stand in a passage shared with each other outlet."""
    shared = sides(passages, articles)
    other, article, n = words_in(shared, shared.outlet[shared.other])
    place = pd.Index(base["outlet_id"]).get_indexer(shared.outlets)
    square = np.zeros((len(base), len(base)), "int64")
    np.add.at(square, (place[shared.outlet[article]], place[other]), n)
    return base["n_words"].to_numpy(), square


def _pairs(base: pd.DataFrame, own: np.ndarray, square: np.ndarray) -> pd.DataFrame:
    """The tidy frame of a square of counts, without its diagonal."""
    first, second = np.nonzero(~np.eye(len(base), dtype=bool))
    lesser = np.minimum(square, square.T)[first, second]  # words copied may differ by a word or two at the borders
    either = own[first] + own[second] - lesser
    ids, name = base["outlet_id"].to_numpy(), base["outlet_name"].to_numpy()
    rows = pd.DataFrame(
        {
            "outlet_id": ids[first],
            "outlet_name": name[first],
            "other_outlet_id": ids[second],
            "other_outlet_name": name[second],
            "n": own[first].astype("int64"),
            "n_other": own[second].astype("int64"),
            "n_shared": square[first, second],
        }
    )
    rows["jaccard"] = _share(lesser, either)
    rows["share"] = _share(square[first, second], own[first])
    return rows.astype(dict.fromkeys(["outlet_id", "outlet_name", "other_outlet_id", "other_outlet_name"], "str"))


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """part / whole, at most 1; empty where the whole is 0."""
    return np.minimum(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0), 1)
