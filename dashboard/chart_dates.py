"""The axis of days and hours below a timeline."""

import pandas as pd
import plotly.graph_objects as go


def date_axis(figure: go.Figure, bounds: list[pd.Timestamp] | None) -> None:
    """Days and hours below a timeline, few and short enough to lie flat on a phone, with faint lines between them."""
    figure.update_xaxes(
        type="date",
        range=bounds,
        nticks=5,
        tickangle=0,
        tickfont={"size": 11},
        tickformatstops=[
            {"dtickrange": [None, 86_399_999], "value": "%H:%M\n%-d %b"},
            {"dtickrange": [86_400_000, "M1"], "value": "%-d %b\n%Y"},
            {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
        showgrid=True,
        gridcolor="rgba(138,148,158,0.25)",
        minor={"showgrid": True, "gridcolor": "rgba(138,148,158,0.12)", "nticks": 4},
    )


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
    hour = pd.Timedelta(hours=1)
    first, last = (moment.tz_convert(None) if moment.tzinfo else moment for moment in (at.min() - hour, at.max() + hour))
    return [first, last]
