"""The articles, sentences or records behind one check of the data's quality."""

import pandas as pd

from pipeline.measures._quality import CHECKS, data

QUESTION = "Which articles, sentences or records does a check of the data speak of?"
UNIT = "places"
RANGE = (1, None)
VALUE = "weight"
EVERY_VERSION = True
EXAMPLE = (
    {
        "outlets": [{"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True}],
        "articles": [{"article_id": "b", "outlet_id": "x", "kind": "full", "title": "Rain", "url": "https://baypost.example/rain"}],
        "origins": [{"article_id": "b", "source_file": "b.html"}],
    },
    {"check": "undated"},
    [
        {
            "article_id": "b",
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "title": "Rain",
            "published_at": None,
            "url": "https://baypost.example/rain",
            "note": "no date was found",
            "text": "",
            "start": None,
            "end": None,
            "source_file": "",
            "source_position": "",
            "weight": 1,
        }
    ],
)


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    origins: pd.DataFrame,
    sentences: pd.DataFrame,
    problems: pd.DataFrame,
    *,
    check: str = "",
) -> pd.DataFrame:
    """One row for each article, sentence or record that a check found.

    Args:
        outlets: outlet_id, outlet_name, domain, is_known.
        articles: all but the body; with earlier versions.
        origins: article_id, source_file, source_position.
        sentences: article_id, start, end, text, is_boilerplate.
        problems: severity, error, message and place.
        check: a check of `data_quality`; "" or another name gives no row.

    Returns:
        article_id, outlet_id, outlet_name, title, published_at, url (empty where no article stands behind it), note (what is odd), text,
        start, end (Int64, of a sentence), source_file, source_position, weight (places it stands for, int64).
    """
    given = data(outlets, articles, origins, sentences, problems)
    name = check if check in CHECKS else next(iter(CHECKS))
    found = CHECKS[name].find(given)
    found = found if name == check else found.iloc[:0]
    about = given.articles[["article_id", "outlet_id", "outlet_name", "title", "published_at", "url"]]
    rows = found.merge(about, on="article_id", how="left")
    return rows[list(EXAMPLE[2][0])].reset_index(drop=True)
