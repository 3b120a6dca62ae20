"""The words and phrases of each article: what its text is about.

Words are folded; a possessive and a regular plural are counted with their word ("city's", "cities" → "city"), names stay as they are
("United States", "Brooks"). A phrase is a name of two to four words ("Castle Orme"), or two neighbouring words that are not part of a
name ("water plant"). Phrases are sought inside stretches without stop words and punctuation, with the stop words still in the text, so
that no phrase comes out that nobody wrote. Parts of a name are no phrases. Every occurrence counts: where a term has no row, the
article does not have it. German, French, Spanish, Italian, Portuguese and Dutch texts have stop words of their own. Only the body is
read, never title or teaser.

Caveat: a name with a stop word in it ("Bank of Orrin") comes out in parts.

Example:
    >>> import pandas as pd
    >>> from pipeline.tables import frame
    >>> articles = frame("articles", [{"article_id": "a", "body": "The water plant closed. The city's water plant is old."}])
    >>> extract({"articles": articles}, None)[["keyword", "n"]].values.tolist()
    [['city', 1], ['closed', 1], ['old', 1], ['plant', 2], ['plant closed', 1], ['water', 2], ['water plant', 2]]
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
        tables_by_name: `articles`, with body and language.
        settings: not read.

    Returns:
        `keywords`, one row a term and article; an excerpt has none.
    """
    articles = tables_by_name["articles"]
    bodies = zip(articles["article_id"], articles["body"], articles["language"].fillna(""), strict=True)
    rows = [{"article_id": article_id, "keyword": keyword, "n": n, "n_words_in_term": keyword.count(" ") + 1}
            for article_id, body, language in bodies for keyword, n in sorted(terms(body, language).items())]
    return tables.conform(TABLE, tables.frame(TABLE, rows))
