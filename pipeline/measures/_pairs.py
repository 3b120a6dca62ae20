"""How many items each pair of outlets has in common."""

from itertools import pairwise

import numpy as np
import pandas as pd

SOURCE_KINDS = {"sources": ("person", "organisation", "document"), "people": ("person",), "organisations": ("organisation",)}
CELLS = 20_000_000  # items x outlets held at once; as float32 80 MB


def named_sources(sources: pd.DataFrame, shared: str) -> pd.DataFrame:
    """The sources that two outlets can share: unnamed ones are left out, since two "officials" need not be the same."""
    return sources[sources["kind"].isin(SOURCE_KINDS[shared])]


def shared_counts(rows: pd.DataFrame, item: str, outlet_ids: list[str]) -> np.ndarray:
    """A square of counts in the order of `outlet_ids`: items of both; on the diagonal, items of the outlet.

    Args:
        rows: outlet_id and the column `item`; a row twice counts once.
        item: column that identifies what can be shared.
        outlet_ids: the order of rows and columns.
    """
    rows = rows[rows[item].notna()]
    code = pd.factorize(rows[item])[0]
    place = pd.Index(outlet_ids).get_indexer(rows["outlet_id"])
    order = np.argsort(code, kind="stable")
    code, place = code[order][place[order] >= 0], place[order][place[order] >= 0]
    total = np.zeros((len(outlet_ids), len(outlet_ids)))
    step = max(1, CELLS // max(1, len(outlet_ids)))
    borders = [*range(0, int(code[-1]) + 1 if len(code) else 0, step), int(code[-1]) + 1 if len(code) else 0]
    for low, high in pairwise(borders):
        cut = slice(*np.searchsorted(code, [low, high]))
        block = np.zeros((high - low, len(outlet_ids)), "float32")
        block[code[cut] - low, place[cut]] = 1
        total += block.T @ block
    return total.astype("int64")
