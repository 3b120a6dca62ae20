"""Frames whose ids are text, whatever they were counted with."""

import pandas as pd


def text_ids(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with coded ids as text again: for a few rows that are joined, mapped and told.

    Example:
        >>> (text_ids(pd.DataFrame({"article_id": pd.Categorical(["a"])}))["article_id"] + "!").to_list()
        ['a!']
    """
    coded = [name for name, dtype in rows.dtypes.items() if isinstance(dtype, pd.CategoricalDtype)]
    return rows.astype(dict.fromkeys(coded, "str")) if coded else rows
