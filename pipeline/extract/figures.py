"""Figures: every number with its unit, range and hedge, as stated."""

import pandas as pd

from pipeline import tables as schema
from pipeline.extract._amounts import amounts
from pipeline.settings import Settings

TABLE = "figures"
NEEDS = ("articles",)
LANGUAGES = ("en",)


def extract(tables: dict[str, pd.DataFrame], settings: Settings) -> pd.DataFrame:
    """The figures of each article's text.

    How to read: `value` is in the unit, magnitudes multiplied out; durations from a day up are counted in days (a month as 30, a year
    as 365); a share in words ("a third", "one in six") is a percentage. A range has its upper end in `value_high`; a tally such as
    "57 to 42" has the unit "score" and its second number there. Currency signs give ISO codes (a bare "$" is read as USD).
    Caveat: dates, years, clock times and numbers in names are left out, so are vague plurals ("hundreds").

    Args:
        tables: needs `articles` (article_id, body).
        settings: not used; part of the contract.

    Returns:
        Table `figures`; one row is one number with its unit; empty where no body has one.
    """
    articles = tables["articles"]
    rows = [dict(article_id=article, start=a.start, end=a.end, text=body[a.start:a.end], value=a.value, value_high=a.value_high,
                 unit=a.unit, hedge=a.hedge)
            for article, body in zip(articles["article_id"], articles["body"], strict=True) for a in amounts(body)]
    return schema.frame(TABLE, rows)
