"""When the articles came out: one marker an article, or one a day and outlet where there are many."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, parts, theme
from dashboard.data import View

_MOST_POINTS = 400
_MOST_LINES = 40
_MOST_SHOWN = 20
_MOST_MARKS = 3000  # days of outlets: far more take a browser many seconds to draw
_DAY = pd.Timedelta(days=1)


def publication_card(tables) -> None:
    """Draw the timeline with the way to each article."""
    if tables.articles["published_at"].isna().all():
        parts.nothing_here("No article here has a date.", "A timeline needs at least one; see Articles for what each was read from.")
        return
    figure, behind, left_out = tables.once(_timeline)
    if left_out:
        st.caption(left_out)
    picked = parts.figure_card(figure, behind, "when", tables)
    if "|" in picked:
        _of_day(tables, *picked.split("|"))
    elif picked in tables.opened.articles.index:
        with st.container(border=True):
            st.html(parts.source_line(tables.opened.articles.loc[picked], tables))
            parts.article_link(picked, None, "Open the article")


def _timeline(tables: View) -> tuple[go.Figure, pd.DataFrame, str]:
    """The chart, the data behind it, and what is left out of it, in a sentence."""
    articles = tables.articles
    dated = articles.dropna(subset=["published_at"])
    n = theme.counted(len(dated), "article") + " with a date"
    n += f", {len(articles) - len(dated):,} without" if len(articles) > len(dated) else ""
    unit = "publication (UTC); a day without a time is drawn as the whole day"
    about = parts.caption(_span(dated), None, tables, question="Which outlet published when?", unit=unit, n=n)
    is_few = len(dated) <= _MOST_POINTS and dated["outlet_id"].nunique() <= _MOST_LINES
    frame, behind, left_out = (*_by_article(tables, dated), "") if is_few else _by_day(tables)
    return charts.timeline(frame, about, tables.looks), behind, left_out


def _by_article(tables, dated: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One marker an article, and the table behind it."""
    shown = dated.sort_values(["published_at", "article_id"])
    names = shown["outlet_id"].map(tables.outlet_names)
    moments = [theme.moment(at, precision) for at, precision in zip(shown["published_at"], shown["published_precision"], strict=True)]
    hover = [f"{name}: {title}\n{at}" for name, title, at in zip(names, shown["title"], moments, strict=True)]
    frame = shown[["outlet_id"]].assign(
        label=names, at=shown["published_at"], precision=shown["published_precision"], key=shown["article_id"], hover=hover
    )
    behind = shown[["title", "published_at", "published_precision", "published_evidence", "url"]]
    return frame, behind.assign(outlet=names)[["outlet", *behind.columns]]


def _by_day(tables: View) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """One marker a day and outlet, as large as the number of articles, the table behind it, and what is left out."""
    days = tables.measure("publications").dropna(subset=["day"])
    largest = days.groupby("outlet_id")["n_articles"].sum().nlargest(_MOST_LINES).index
    n_marks = days["outlet_id"].value_counts()[largest].cumsum()
    drawn = days[days["outlet_id"].isin(largest[: max(1, int((n_marks <= _MOST_MARKS).sum()))])]
    n_drawn, n_all = drawn["outlet_id"].nunique(), days["outlet_id"].nunique()
    of_all = f"Of {n_all:,} outlets the {n_drawn:,} with most articles are drawn; the table holds all. Choose others in the sidebar."
    names = drawn["outlet_id"].map(tables.outlet_names)
    hover = [
        f"{name}: {theme.counted(n, 'article')}\n{theme.moment(day, 'day')}"
        for name, n, day in zip(names, drawn["n_articles"], drawn["day"], strict=True)
    ]
    keys = drawn["outlet_id"].astype("str") + "|" + drawn["day"].dt.strftime("%Y-%m-%d")
    frame = drawn[["outlet_id"]].assign(label=names, at=drawn["day"], precision="day", value=drawn["n_articles"], hover=hover, key=keys)
    return frame, days, of_all if n_drawn < n_all else ""


def _of_day(tables, outlet_id: str, day: str) -> None:
    """The articles of an outlet on one day, each with the way to it."""
    articles = tables.articles
    at = articles["published_at"]
    rows = articles[(articles["outlet_id"] == outlet_id) & (at >= pd.Timestamp(day, tz="UTC")) & (at < pd.Timestamp(day, tz="UTC") + _DAY)]
    for article_id in rows.sort_values(["published_at", "article_id"])["article_id"].head(_MOST_SHOWN):
        with st.container(border=True):
            st.html(parts.source_line(tables.opened.articles.loc[article_id], tables))
            parts.article_link(article_id, None, "Open the article")
    if len(rows) > _MOST_SHOWN:
        st.caption(f"And {len(rows) - _MOST_SHOWN:,} more: choose the outlet and the day in the sidebar and see *Articles*.")


def _span(dated: pd.DataFrame) -> str:
    """First and last publication, in a sentence."""
    first, last = (theme.moment(at, "day") for at in (dated["published_at"].min(), dated["published_at"].max()))
    return f"All dated articles came out on {first}" if first == last else f"The dated articles came out between {first} and {last}"
