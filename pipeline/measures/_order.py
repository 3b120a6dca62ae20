"""What came before what, as far as the precision of the dates carries it.

A moment is an interval: a second, a minute or a day long. Where no zone is known it is wider, because the time as written may be that of
any zone on earth; an article without a date may lie anywhere. One moment is before another only where its interval ends before the other
begins; else their order is open.
"""

import numpy as np
import pandas as pd

_LENGTH = {"second": 1, "minute": 60, "day": 86_400}
# A clock may stand 14 hours ahead of UTC or 12 behind it.
_DOUBTFUL = ("IST", "CST")  # of India or Ireland, of America or China
_AHEAD, _BEHIND = 14 * 3600, 12 * 3600


def intervals(articles: pd.DataFrame, is_one_zone: bool = False) -> pd.DataFrame:
    """article_id, earliest, latest (seconds since 1970, the latter excluded): when each article may have come out.

    Args:
        articles: article_id, published_at, published_precision, published_zone.
        is_one_zone: times without a zone are taken as times of one and the same zone.

    Example:
        >>> row = {"article_id": "a", "published_at": pd.Timestamp("1970-01-01T00:01Z"), "published_precision": "minute"}
        >>> intervals(pd.DataFrame([row | {"published_zone": "Z"}])).to_numpy().tolist()
        [['a', 60.0, 120.0]]
    """
    at = ((articles["published_at"] - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)).to_numpy("float64", copy=True)
    length = articles["published_precision"].map(_LENGTH).fillna(_LENGTH["day"]).to_numpy("float64")
    zones = articles["published_zone"]
    offset = zones.map({zone: _offset(zone) for zone in zones.dropna().unique()}).to_numpy("float64")
    is_day = articles["published_precision"].eq("day").fillna(False).to_numpy(bool)
    # A day is stored as that day in UTC; a time is converted already, whatever its zone was called ("BST", "GMT+1").
    named = [zone for zone in zones.dropna().unique() if zone and zone.upper() not in _DOUBTFUL]
    has_zone = zones.isin(named).to_numpy(bool)
    is_loose = np.where(is_day, np.isnan(offset), ~has_zone) & (not is_one_zone)
    shift = np.where(is_day, np.nan_to_num(offset), 0.0)
    earliest = at - shift - np.where(is_loose, _AHEAD, 0)
    latest = at - shift + length + np.where(is_loose, _BEHIND, 0)
    is_unknown = np.isnan(at)
    earliest, latest = np.where(is_unknown, -np.inf, earliest), np.where(is_unknown, np.inf, latest)
    return articles[["article_id"]].reset_index(drop=True).assign(earliest=earliest, latest=latest)


def _offset(zone: object) -> float:
    """Seconds that a zone such as +02:00 is ahead of UTC; NaN where unknown.

    Example:
        >>> _offset("+02:00"), _offset("-0330"), _offset("Z"), _offset("")
        (7200.0, -12600.0, 0.0, nan)
    """
    if not isinstance(zone, str) or not zone:
        return float("nan")
    digits = zone[1:].replace(":", "")
    if zone[0] in "+-" and digits.isascii() and digits.isdigit() and len(digits) in (2, 4):
        seconds = 3600.0 * int(digits[:2]) + 60.0 * int(digits[2:] or 0)
        return -seconds if zone[0] == "-" else seconds
    return 0.0 if zone.upper() in ("Z", "UTC", "GMT") else float("nan")


def firsts(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The earliest and latest moment at which each group of rows may have had its first.

    Args:
        rows: earliest, latest and the columns of `by`.
        by: columns that make a group.
    """
    return rows.groupby(by, as_index=False).agg(earliest=("earliest", "min"), latest=("latest", "min"))


def is_known(latest: pd.Series) -> pd.Series:
    """Whether there is any date."""
    return pd.Series(np.isfinite(latest.to_numpy("float64")), index=latest.index)


def order(rows: pd.DataFrame) -> pd.Series:
    """ "before", "after" or "open": the row's own moment beside its other one.

    Args:
        rows: earliest, latest, other_earliest, other_latest.
    """
    before, after = rows["latest"] <= rows["other_earliest"], rows["other_latest"] <= rows["earliest"]
    return pd.Series(np.select([before, after], ["before", "after"], "open"), index=rows.index, dtype="str")


def ranks(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows with n_before and n_open: how many rows of their group came certainly before each, and how many may have; and state.

    state is first (nothing came or may have come before it), open (something may have), later (something did), or undated; only for
    itself, a row has none of these: alone.

    Args:
        rows: earliest, latest and the column `by`.
        by: the column that makes a group.
    """
    n_before, n_open, size = (np.zeros(len(rows), "int64") for _ in range(3))
    earliest, latest = rows["earliest"].to_numpy("float64"), rows["latest"].to_numpy("float64")
    for members in rows.groupby(by).indices.values():
        begins, ends = earliest[members], latest[members]
        n_before[members] = np.searchsorted(np.sort(ends), begins, "right")
        n_after = len(members) - np.searchsorted(np.sort(begins), ends, "left")
        n_open[members] = len(members) - 1 - n_before[members] - n_after
        size[members] = len(members)
    tests = [size < 2, ~np.isfinite(latest), n_before > 0, n_open > 0]
    states = np.select(tests, ["alone", "undated", "later", "open"], "first")
    return rows.assign(n_before=n_before, n_open=n_open, state=pd.Series(states, index=rows.index, dtype="str"))
