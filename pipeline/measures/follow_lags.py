"""Which outlet follows which over all stories, and by how long."""

from functools import lru_cache

import numpy as np
import pandas as pd

from pipeline.measures._order import firsts, intervals, order
from pipeline.measures._outlets import names

QUESTION = "Over all stories that two outlets both tell, which comes out first, and how long after it does the other follow?"
UNIT = "hours from the outlet's first article to the other's, median over stories"
RANGE = (None, None)
EVERY_VERSION = True
VALUE = "median_lag_hours"
_EXACT = 60  # seconds: a time known to the minute
_CONFIDENCE = 0.95
EXAMPLE = (
    {
        "outlets": [{"outlet_id": o, "outlet_name": name, "is_known": True} for o, name in (("x", "Bay Post"), ("y", "Hill Echo"))],
        "articles": [
            {
                "article_id": f"{story}{o}",
                "outlet_id": o,
                "story_id": story,
                "kind": "full",
                "published_at": pd.Timestamp(at),
                "published_precision": precision,
                "published_zone": "Z",
            }
            for story, o, at, precision in (
                ("s", "x", "2026-03-02T09:00Z", "minute"),
                ("s", "y", "2026-03-02T11:00Z", "minute"),
                ("t", "x", "2026-03-05T09:00Z", "minute"),
                ("t", "y", "2026-03-05T10:00Z", "minute"),
                ("u", "x", "2026-03-09T09:00Z", "minute"),
                ("u", "y", "2026-03-09T00:00Z", "day"),
            )
        ],
    },
    {},
    [
        {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "other_outlet_id": "y",
            "other_outlet_name": "Hill Echo",
            "n_stories": 3,
            "n_first": 2,
            "n_other_first": 0,
            "n_open": 1,
            "n_timed": 2,
            "median_lag_hours": 1.5,
            "lag_low": None,
            "lag_high": None,
        }
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, *, is_one_zone: bool = False) -> pd.DataFrame:
    """One row for each two outlets that tell a story both, the pairs with most stories first; the one ahead more often comes first.

    How to read it: in `n_first` of the `n_stories` the outlet's first article (excerpts included) came out certainly before the
    other's, in `n_other_first` after it, in `n_open` the dates do not tell. The lag is measured in the `n_timed` stories of which
    both first articles are known to the minute; a negative one means that the other was ahead. The interval holds the median of
    such stories with 95% confidence, whatever their distribution, and needs six of them. Following is no proof of copying.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, published_at, published_precision, published_zone.
        is_one_zone: take days and times without a zone as those of one and the same zone.

    Returns:
        outlet_id, outlet_name, other_outlet_id, other_outlet_name; n_stories, n_first, n_other_first, n_open, n_timed, int64;
        median_lag_hours (empty where n_timed is 0), lag_low, lag_high (its interval, empty below six), float64.

    Source:
        Interval of the median from order statistics: Conover, Practical Nonparametric Statistics (1999), section 3.2.
    """
    rows = articles.loc[articles["story_id"].notna(), ["article_id", "outlet_id", "story_id"]].merge(
        intervals(articles, is_one_zone), on="article_id"
    )
    first = firsts(rows, ["story_id", "outlet_id"])
    pairs = first.merge(first.rename(columns=lambda c: c if c == "story_id" else f"other_{c}"), on="story_id")
    pairs = pairs[pairs["outlet_id"] < pairs["other_outlet_id"]].reset_index(drop=True)
    pairs["order"] = order(pairs)
    exact = np.isfinite(pairs["latest"]) & np.isfinite(pairs["other_latest"])
    exact &= (pairs["latest"] - pairs["earliest"] <= _EXACT) & (pairs["other_latest"] - pairs["other_earliest"] <= _EXACT)
    pairs["lag"] = ((pairs["other_earliest"] - pairs["earliest"]) / 3600).where(exact)
    found = _turned(_counted(pairs))
    for side in ("", "other_"):
        found[f"{side}outlet_name"] = found[f"{side}outlet_id"].map(names(outlets)).astype("str")
    by = ["n_stories", "n_timed", "outlet_name", "other_outlet_name", "outlet_id", "other_outlet_id"]
    return found.sort_values(by, ascending=[False, False, *[True] * 4], ignore_index=True)[list(EXAMPLE[2][0])]


def _counted(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row for each two outlets with what is counted over their stories."""
    ids = ["outlet_id", "other_outlet_id"]
    flags = pairs.assign(
        **{name: pairs["order"].eq(state) for name, state in (("is_first", "before"), ("is_other", "after"), ("is_open", "open"))}
    )
    found = flags.groupby(ids, as_index=False).agg(
        n_stories=("story_id", "size"),
        n_first=("is_first", "sum"),
        n_other_first=("is_other", "sum"),
        n_open=("is_open", "sum"),
        n_timed=("lag", "count"),
        median_lag_hours=("lag", "median"),
    )
    spread = [_interval(np.sort(lags.dropna().to_numpy("float64"))) for _, lags in pairs.groupby(ids)["lag"]]
    found[["lag_low", "lag_high"]] = np.array(spread, "float64").reshape(-1, 2)
    return found.astype({c: "int64" for c in found.columns if c.startswith("n_")} | {"median_lag_hours": "float64"})


def _interval(lags: np.ndarray) -> tuple[float, float]:
    """The interval of the median of sorted values; NaN for fewer than six.

    Example:
        >>> _interval(np.arange(1.0, 7.0)), _interval(np.arange(5.0))
        ((1.0, 6.0), (nan, nan))
    """
    k = _place(len(lags))
    return (float(lags[k - 1]), float(lags[-k])) if k else (float("nan"), float("nan"))


@lru_cache(maxsize=4096)
def _place(n: int) -> int:
    """How many values from either end the interval of the median begins; 0 where n is too small for one."""
    below = np.arange(n // 2)
    # By logarithms: the numbers of ways do not fit into a float from a thousand stories on.
    ways = np.cumsum(np.log(np.where(below, n - below + 1, 1)) - np.log(np.maximum(below, 1)))
    return int(np.sum(2 * np.cumsum(np.exp(ways - n * np.log(2))) <= 1 - _CONFIDENCE))


def _turned(found: pd.DataFrame) -> pd.DataFrame:
    """The rows seen from the outlet that is ahead more often."""
    is_behind = found["n_other_first"] > found["n_first"]
    turned = found.rename(
        columns={
            "outlet_id": "other_outlet_id",
            "other_outlet_id": "outlet_id",
            "n_first": "n_other_first",
            "n_other_first": "n_first",
            "lag_low": "lag_high",
            "lag_high": "lag_low",
        }
    )
    turned = turned.assign(**{c: -turned[c] for c in ("median_lag_hours", "lag_low", "lag_high")})
    return pd.concat([found[~is_behind], turned.loc[is_behind, found.columns]], ignore_index=True)
