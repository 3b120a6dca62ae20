"""Quotes by each of their sources: what several say together counts for every one of them."""

import pandas as pd


def per_source(quotes: pd.DataFrame) -> pd.DataFrame:
    """The quotes, each once for every source that says it; rows that several say together come again behind the others.

    Args:
        quotes: source_id and co_source_ids; without the latter the frame comes back as it is.

    Example:
        >>> quotes = pd.DataFrame({"text": ["a", "b"], "source_id": ["x", "y"], "co_source_ids": ["z", None]})
        >>> per_source(quotes)["source_id"].tolist()
        ['x', 'y', 'z']
    """
    if "co_source_ids" not in quotes.columns or quotes["co_source_ids"].isna().all():
        return quotes
    joint = quotes[quotes["co_source_ids"].notna()]
    again = joint.assign(source_id=joint["co_source_ids"].str.split(" ")).explode("source_id", ignore_index=True)
    again["source_id"] = again["source_id"].astype(quotes["source_id"].dtype)
    return pd.concat([quotes, again], ignore_index=True)


def is_said_by(quotes: pd.DataFrame, source_id: str) -> pd.Series:
    """For each quote, whether a source says it, alone or together with others.

    Args:
        quotes: source_id and, where known, co_source_ids.
        source_id: the source.

    Example:
        >>> is_said_by(pd.DataFrame({"source_id": ["x", None], "co_source_ids": ["z", None]}), "z").tolist()
        [True, False]
    """
    alone = quotes["source_id"].eq(source_id).fillna(False).astype("bool")
    if "co_source_ids" not in quotes.columns:
        return alone
    return alone | quotes["co_source_ids"].astype("str").str.contains(source_id, regex=False).fillna(False).astype("bool")
