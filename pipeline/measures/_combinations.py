"""Which outlets state a fact, as one value that can be grouped by."""

import pandas as pd


def combinations(places: pd.DataFrame) -> pd.DataFrame:
    """fact_id and combination (outlet_ids in alphabetical order, joined by "|"), one row a fact.

    Args:
        places: fact_id, outlet_id, each pair once.

    Example:
        >>> combinations(pd.DataFrame({"fact_id": ["f", "g", "f"], "outlet_id": ["y", "x", "x"]})).to_numpy().tolist()
        [['f', 'x|y'], ['g', 'x']]
    """
    rows = places.sort_values(["fact_id", "outlet_id"], ignore_index=True)
    is_alone = ~rows.duplicated("fact_id", keep=False)
    alone = rows[is_alone].rename(columns={"outlet_id": "combination"})[["fact_id", "combination"]]
    several = rows[~is_alone].groupby("fact_id")["outlet_id"].agg("|".join).rename("combination").reset_index()
    both = pd.concat([alone, several], ignore_index=True).astype({"fact_id": "str", "combination": "str"})
    return both.sort_values("fact_id", ignore_index=True)
