"""Which outlets state a fact, as one value that can be grouped by."""

from itertools import pairwise

import numpy as np
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
    alone = rows[is_alone].rename(columns={"outlet_id": "combination"})[["fact_id", "combination"]].astype("str")
    shared = rows[~is_alone]
    borders = [*np.flatnonzero(~shared.duplicated("fact_id")), len(shared)]
    ids = shared["outlet_id"].astype("str").to_list()
    joined = pd.Series(["|".join(ids[i:j]) for i, j in pairwise(borders)], dtype="str")
    several = pd.DataFrame({"fact_id": shared["fact_id"].iloc[borders[:-1]].astype("str").array, "combination": joined})
    both = pd.concat([alone, several], ignore_index=True).astype({"fact_id": "str", "combination": "str"})
    return both.sort_values("fact_id", ignore_index=True)
