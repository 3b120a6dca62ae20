"""The axis of days and hours below a timeline."""

import pandas as pd

from dashboard.drafts import Draft

_HOUR = pd.Timedelta(hours=1)
_STEPS = [*(n * _HOUR for n in (1, 2, 3, 6, 12)), *(pd.Timedelta(days=n) for n in (1, 2, 3, 4, 5, 7, 10, 14))]
_MONTHS = (1, 2, 3, 6, 12)
_LABELS = 5  # that lie beside each other on a phone; a sixth touches its neighbours


def date_axis(draft: Draft, at: pd.Series, end: pd.Series | None = None) -> None:
    """Days and hours below a timeline: three to five, which lie flat on a phone, with faint lines between them.

    Args:
        draft: its first axis is laid out.
        at: the moments that are drawn, UTC or without zone.
        end: where what is drawn ends, if it has a length.
    """
    first, last = (_plain(moment) for moment in (at.min(), at.max() if end is None else end.max()))
    bounds = hours_around(at) if end is None else None
    draft.lay(
        xaxis={
            "type": "date",
            **({"range": bounds} if bounds else {}),
            **ticks(first, last),
            "tickangle": 0,
            "tickfont": {"size": 11},
            "tickformatstops": [
                {"dtickrange": [None, 86_399_999], "value": "%H:%M\n%-d %b<br>%Y"},
                {"dtickrange": [86_400_000, "M1"], "value": "%-d %b\n%Y"},
                {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
                {"dtickrange": ["M12", None], "value": "%Y"},
            ],
            "showgrid": True,
            "gridcolor": "rgba(138,148,158,0.25)",
            "minor": {"showgrid": True, "gridcolor": "rgba(138,148,158,0.12)", "nticks": 4},
        }
    )


def _plain(moment: pd.Timestamp) -> pd.Timestamp:
    """The moment without its zone."""
    return moment.tz_convert(None) if moment.tzinfo else moment


def ticks(first: pd.Timestamp, last: pd.Timestamp) -> dict:
    """Where the labels of an axis from first to last stand; left to Plotly where it is shorter than some hours or longer than five years.

    Plotly alone would label three weeks with two Sundays.

    Example:
        >>> ticks(pd.Timestamp("2031-05-04T08:30"), pd.Timestamp("2031-05-22T09:00"))
        {'tick0': '2031-05-04', 'dtick': 432000000}
    """
    length = last - first
    step = next((step for step in _STEPS if length <= (_LABELS - 1) * step), None)
    if step is not None and length > 2 * _HOUR:
        return {"tick0": f"{first:%Y-%m-%d}", "dtick": step // pd.Timedelta(milliseconds=1)}
    months = next((n for n in _MONTHS if length <= (_LABELS - 1) * n * pd.Timedelta(days=31)), None)
    if step is None and months is not None:
        return {"tick0": f"{first:%Y}-01-01", "dtick": f"M{months}"}
    return {"nticks": _LABELS}


def hours_around(at: pd.Series) -> list[pd.Timestamp] | None:
    """The range of an axis of dates around one moment, which Plotly would split into milliseconds; None where several give one.

    Example:
        >>> hours_around(pd.Series([pd.Timestamp("2031-05-04T08:30Z")]))
        [Timestamp('2031-05-04 07:30:00'), Timestamp('2031-05-04 09:30:00')]
        >>> hours_around(pd.Series([pd.Timestamp("2031-05-04T08:30Z"), pd.Timestamp("2031-05-04T09:30Z")])) is None
        True
    """
    if not at.max() - at.min() < pd.Timedelta(minutes=1):
        return None
    return [_plain(at.min() - _HOUR), _plain(at.max() + _HOUR)]
