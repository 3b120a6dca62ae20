"""What one article of the reading list adds to those before it."""

import pandas as pd

from pipeline.measures import _facts, _reading
from pipeline.measures._outlets import places

QUESTION = "Which facts does this article state that no article before it on the reading list states?"
UNIT = "statements of the fact in the article"
RANGE = (1, None)
VALUE = "n_statements"
EXAMPLE = (
    {
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "n_words": 300},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "n_words": 90},
        ],
        "facts": [
            {"fact_id": "f", "article_id": "a", "start": 0, "end": 8, "text": "It shut."},
            {"fact_id": "g", "article_id": "a", "start": 9, "end": 14, "text": "Rain."},
            {"fact_id": "i", "article_id": "a", "start": 15, "end": 20, "text": "Fog."},
            {"fact_id": "g", "article_id": "b", "start": 0, "end": 5, "text": "Rain."},
            {"fact_id": "h", "article_id": "b", "start": 6, "end": 11, "text": "Wind."},
        ],
    },
    {"article_id": "b"},
    [{"fact_id": "h", "article_id": "b", "start": 6, "end": 11, "text": "Wind.", "n_statements": 1}],
)


def measure(articles: pd.DataFrame, facts: pd.DataFrame, *, article_id: str = "", least: int = 1) -> pd.DataFrame:
    """One row a fact that the article adds, where it stands first in its text.

    How to read it: the facts that articles before it on the list state as well are left out, so a late article can hold much that is
    central and add little.

    Args:
        articles: article_id, outlet_id, story_id, kind, n_words, published_at.
        facts: fact_id, span, text.
        article_id: the article; "" gives no row.
        least: only facts that so many outlets state, as on the list.

    Returns:
        fact_id, article_id, start, end, text of its first statement there, n_statements (int64), in the order of the text.
    """
    story = articles.loc[articles["article_id"].eq(article_id), "story_id"].dropna()
    stories = articles[articles["story_id"].isin(story)]
    told = _reading.wanted(facts[places(facts["article_id"], stories["article_id"]) >= 0], stories, least, "")
    added = _reading.order(told, stories)
    mine = facts[facts["article_id"].eq(article_id) & facts["fact_id"].isin(added.loc[added["article_id"].eq(article_id), "fact_id"])]
    rows = mine.sort_values(_facts.SPAN, ignore_index=True)
    rows = rows.assign(n_statements=rows.groupby("fact_id")["start"].transform("size").astype("int64"))
    return rows.drop_duplicates("fact_id", ignore_index=True)[list(EXAMPLE[2][0])]
