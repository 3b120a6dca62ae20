"""What outlets and dates were read from, and how sure that makes them."""

import pandas as pd

from pipeline import confidence

QUESTION = "What were the outlets and dates of the articles read from?"
UNIT = "articles"
RANGE = (0, None)
VALUE = "n_articles"
EVERY_VERSION = True
EXAMPLE = (
    {
        "articles": [
            {
                "article_id": "a",
                "outlet_evidence": "address",
                "published_evidence": "meta date",
                "published_at": pd.Timestamp("2026-03-02T09:00Z"),
            },
            {"article_id": "b", "outlet_evidence": "address"},
        ]
    },
    {},
    [
        {"what": "date", "confidence": "sure", "evidence": "meta date", "n_articles": 1},
        {"what": "date", "confidence": "unknown", "evidence": "nothing", "n_articles": 1},
        {"what": "outlet", "confidence": "sure", "evidence": "address", "n_articles": 2},
    ],
)
_RANK = {level: i for i, level in enumerate(confidence.LEVELS)}


def measure(articles: pd.DataFrame) -> pd.DataFrame:
    """One row for each kind of evidence: the surest first, then the most frequent.

    Args:
        articles: outlet_evidence, published_evidence, published_at.

    Returns:
        what (outlet or date), confidence (sure, likely, guess, unknown), evidence (nothing, where none was found), n_articles (int64).
    """
    dates = articles["published_evidence"].where(articles["published_at"].notna())
    parts = [_counted("outlet", articles["outlet_evidence"], confidence.of_outlet), _counted("date", dates, confidence.of_date)]
    rows = pd.concat(parts, ignore_index=True).assign(rank=lambda r: r["confidence"].map(_RANK))
    rows = rows.sort_values(["what", "rank", "n_articles", "evidence"], ascending=[True, True, False, True], ignore_index=True)
    return rows[list(EXAMPLE[2][0])]


def _counted(what: str, evidence: pd.Series, level) -> pd.DataFrame:
    """The kinds of evidence of one value, with their level and number."""
    n = evidence.fillna("nothing").replace("none", "nothing").value_counts()
    found = pd.DataFrame({"what": what, "evidence": n.index, "n_articles": n.to_numpy("int64")})
    found["confidence"] = [level(None if text == "nothing" else text) for text in found["evidence"]]
    return found.astype({"what": "str", "confidence": "str", "evidence": "str"})
