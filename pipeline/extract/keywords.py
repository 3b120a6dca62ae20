"""The words and phrases of each article: what its text is about.

Words are folded; a possessive and a regular plural are counted with their word ("city's", "cities" → "city"), names stay as they are
("United States", "Brooks"). Phrases are word sequences that recur inside a stretch without stop words and punctuation: stop words stay in
the text while phrases are sought, so that no phrase comes out that nobody wrote. Only the body is read, never title or teaser.

Caveat: phrases need to stand twice in an article; a phrase that only stands inside a longer one as often is left out.

Example:
    >>> import pandas as pd
    >>> from pipeline.tables import frame
    >>> articles = frame("articles", [{"article_id": "a", "body": "The harbour bridge closed. The city's harbour bridge is old."}])
    >>> extract({"articles": articles}, None)[["keyword", "n"]].values.tolist()
    [['bridge', 2], ['city', 1], ['closed', 1], ['harbour', 2], ['harbour bridge', 2], ['old', 1]]
"""

import pandas as pd

from pipeline import tables
from pipeline.settings import Settings
from pipeline.terms import terms

TABLE = "keywords"
NEEDS = ("articles",)


def extract(tables_by_name: dict[str, pd.DataFrame], settings: Settings | None) -> pd.DataFrame:
    """The keywords of the articles.

    Args:
        tables_by_name: `articles`, with body.
        settings: not read.

    Returns:
        `keywords`, one row a term and article; an excerpt has none.
    """
    articles = tables_by_name["articles"]
    bodies = zip(articles["article_id"], articles["body"], strict=True)
    rows = [{"article_id": article_id, "keyword": keyword, "n": n, "n_words_in_term": keyword.count(" ") + 1}
            for article_id, body in bodies for keyword, n in sorted(terms(body).items())]
    return tables.conform(TABLE, tables.frame(TABLE, rows))
