"""What is in the data set, outlet by outlet."""

import pandas as pd

from pipeline.measures._facts import in_compared, stated
from pipeline.measures._facts import unique as unique_facts
from pipeline.measures._outlets import analysed, counted, denominators, ratio, with_outlet

QUESTION = "How much of each outlet is there to compare: articles, words, quotations, cited sources and facts?"
UNIT = "articles"
RANGE = (0, None)
VALUE = "n_articles"
READS = {
    "facts": ("fact_id", "article_id"),
    "quotes": ("article_id", "quotation_id"),
}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "n_words": 200},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "n_words": 500},
            {"article_id": "c", "outlet_id": "y", "story_id": "s", "kind": "excerpt"},
        ],
        "quotes": [{"quote_id": "1", "quotation_id": "q", "article_id": "a"}, {"quote_id": "2", "quotation_id": "q", "article_id": "a"}],
        "citations": [{"article_id": "a", "source_id": "m", "n": 1}],
        "facts": [
            {"fact_id": "f", "article_id": "a", "start": 0, "end": 5},
            {"fact_id": "f", "article_id": "b", "start": 0, "end": 5},
            {"fact_id": "g", "article_id": "b", "start": 6, "end": 9},
        ],
    },
    {},
    [
        {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "is_known": True,
            "n_articles": 1,
            "n_excerpts": 0,
            "n_words": 200,
            "n_quotations": 1,
            "n_sources": 1,
            "n_facts": 1,
            "n_unique_facts": 0,
            "quotations_per_article": 1.0,
            "quotations_per_1000_words": 5.0,
            "sources_per_article": 1.0,
            "sources_per_1000_words": 5.0,
            "facts_per_article": 1.0,
            "facts_per_1000_words": 5.0,
            "unique_facts_per_article": 0.0,
            "unique_facts_per_1000_words": 0.0,
        },
        {
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "is_known": True,
            "n_articles": 1,
            "n_excerpts": 1,
            "n_words": 500,
            "n_quotations": 0,
            "n_sources": 0,
            "n_facts": 2,
            "n_unique_facts": 1,
            "quotations_per_article": 0.0,
            "quotations_per_1000_words": 0.0,
            "sources_per_article": 0.0,
            "sources_per_1000_words": 0.0,
            "facts_per_article": 2.0,
            "facts_per_1000_words": 4.0,
            "unique_facts_per_article": 1.0,
            "unique_facts_per_1000_words": 2.0,
        },
    ],
)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, citations: pd.DataFrame, facts: pd.DataFrame
) -> pd.DataFrame:
    """One row an outlet, by name: its counts, each also per full article and per 1,000 words.

    How to read it: a long article holds more of everything, so compare the rates. Caveat: unique facts are those of stories that
    two outlets or more tell in full, divided by the articles and words of these stories only.

    Args:
        outlets: outlet_id, outlet_name, is_known.
        articles: article_id, outlet_id, story_id, kind, n_words.
        quotes: article_id, quotation_id; the parts of one quotation count once.
        citations: article_id, source_id.
        facts: fact_id, article_id; one fact counts once an outlet, however often it is stated.

    Returns:
        outlet_id, outlet_name, is_known; n_articles (full), n_excerpts, n_words (int64); n_quotations, n_sources, n_facts,
        n_unique_facts (Int64, empty where the outlet has no text that is analysed (excerpts, other languages) or, for unique facts, in
        no compared story);
        for each of the four <name>_per_article and <name>_per_1000_words (float64, empty where undefined).
    """
    rows = denominators(outlets, articles)
    places = stated(facts, articles)
    read = denominators(outlets, analysed(articles))
    rows["n_quotations"] = counted(read, with_outlet(quotes[["article_id", "quotation_id"]], articles), "quotation_id")
    rows["n_sources"] = counted(read, with_outlet(citations[["article_id", "source_id"]], articles), "source_id")
    rows["n_facts"] = counted(read, places, "fact_id")
    compared = denominators(outlets, in_compared(articles, articles))
    rows["n_unique_facts"] = counted(compared, unique_facts(places, articles), "fact_id")
    for name in ("quotations", "sources", "facts", "unique_facts"):
        base = compared if name == "unique_facts" else read
        rows[f"{name}_per_article"] = ratio(rows[f"n_{name}"], base["n_articles"])
        rows[f"{name}_per_1000_words"] = ratio(rows[f"n_{name}"], base["n_words"], per=1000)
    return rows
