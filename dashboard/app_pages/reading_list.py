"""The few articles that together state most of a story's facts."""

import pandas as pd
import streamlit as st

from dashboard import charts_facts, data, parts, shortlist, theme
from dashboard.app_pages import _choices
from dashboard.data import View
from pipeline.counting import among
from pipeline.measures import reading_list

TITLE = "Reading list"
ICON = ":material/checklist:"
SECTION = "Facts"
ORDER = 24
LEAD = "The few articles that together state most of a story's facts, and what each of them adds."

LEVELS = (80, 90, 100)
_TABLE = {
    "rank": ("Place", ""),
    "outlet": ("Outlet", ""),
    "title": ("Article", ""),
    "published": ("Published", "UTC; a day alone where no time is known"),
    "n_words": ("Words", ""),
    "n_facts": ("Facts", "That it states"),
    "n_new": ("Adds", "Facts that no article above it states"),
    "n_covered": ("So far", "Facts that it and the articles above it state"),
    "percent": ("So far, %", "Of all facts of the story"),
    "url": ("Address", ""),
}

_ADDED = {
    "text": ("Statement", ""),
    "n": ("Facts in it", "One sentence can state several facts"),
    "n_statements": ("Times", "How often the article states it"),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    story = _story(tables)
    if not story:
        do = parts.widen(tables, "Add articles with their text: excerpts alone state no facts.")
        parts.nothing_here("No article with text and facts is here.", do + _choices.left_out(tables))
        return
    ways = {"All facts": 1, "Facts that two outlets or more state": 2}
    way = _choices.one_of("Which facts", list(ways), "read_for", "A detail that one outlet alone states counts as much as the main event.")
    least = ways[way]
    rows = _readable(tables.measure("reading_list", story_id=story, least=least), tables)
    if rows.empty:
        parts.nothing_here("No fact of this story is stated by two outlets.", "Choose “All facts” above.")
        return
    _levels(rows)
    picked = _curve(rows, tables)
    st.caption(
        "Chosen step by step: always the article that adds most facts, of several the shortest. That is close to the fewest articles "
        "possible, but not proven to be. Every fact counts the same; whether it is right or important is not judged."
    )
    _listed(rows, tables)
    _adds(rows, picked if picked in set(rows["article_id"]) else rows["article_id"].iloc[0], least, tables)


def _story(tables) -> str:
    """The story to read about: the only one, or the one chosen; "" where there is none."""
    names = tables.once(_stories)
    if len(names) < 2:
        return next(iter(names.values()), "")
    listed = shortlist.shortlist(names, "read_story")
    shown = st.selectbox("Story to read about", listed, key="read_story", help=shortlist.about(names), **_choices.KEPT)
    return names.get(shown, next(iter(names.values())))


def _stories(tables: View) -> dict[str, str]:
    """The stories with facts by what they are called, the largest first."""
    full = tables.articles
    full = full[(full["kind"] == "full") & among(full["article_id"], tables.per_article("facts", "fact_id").index.tolist())]
    there = set(full["story_id"].dropna())
    return {name: story_id for name, story_id in tables.opened.story_ids.items() if story_id in there}


def _readable(rows: pd.DataFrame, tables) -> pd.DataFrame:
    """The articles with unique outlet names, the time in words, and the share in percent."""
    at = zip(rows["published_at"], rows["published_precision"], strict=True)
    return rows.assign(
        outlet=rows["outlet_id"].map(tables.outlet_names),
        published=pd.Series([theme.moment(moment, precision) for moment, precision in at], index=rows.index, dtype="str"),
        percent=(100 * rows["share"]).round(1),
    )


def needed(rows: pd.DataFrame, level: int) -> int:
    """How many articles from the top state that percentage of the facts.

    Args:
        rows: n_covered and n_total, in order.
        level: percent.

    Example:
        >>> needed(pd.DataFrame({"n_covered": [7, 8, 10], "n_total": [10, 10, 10]}), 80)
        2
    """
    return int((rows["n_covered"] * 100 < level * rows["n_total"]).sum()) + 1


def _levels(rows: pd.DataFrame) -> None:
    """How many articles, and how many words, for each level."""
    metrics = []
    for level in LEVELS:
        n = needed(rows, level)
        words = int(rows["n_words"].head(n).sum())
        metrics.append(
            (f"{level}% of facts", theme.counted(n, "article"), f"So many articles from the top state {level}%; together {words:,} words")
        )
    parts.metric_row(metrics)


def said(rows: pd.DataFrame, n_articles: int) -> str:
    """What the curve shows, in a sentence.

    Args:
        rows: the list; n_covered, n_total.
        n_articles: how many articles of the story have a text that is analysed.
    """
    n_total, n = int(rows["n_total"].iloc[0]), needed(rows, LEVELS[0])
    if n_articles == 1:
        return f"The only article analysed states {'the one fact' if n_total == 1 else f'all {n_total:,} facts'}"
    facts = "the one fact" if n_total == 1 else f"{LEVELS[0]}% of the {n_total:,} facts"
    if n_total == 1:
        return f"1 of {n_articles:,} articles is enough for {facts}"
    return f"{n:,} of {n_articles:,} articles {'states' if n == 1 else 'state'} {facts}"


def _curve(rows: pd.DataFrame, tables) -> str:
    """The share of facts over the articles read; returns the article_id that was chosen."""
    story = tables.articles
    story = story[story["story_id"].eq(rows["story_id"].iloc[0])]
    full, n_unread = story[story["kind"] == "full"], int(data.unread(story).sum())
    n_read = len(full) - n_unread
    points = pd.DataFrame(
        {
            "x": rows["rank"],
            "y": rows["percent"],
            "label": rows["outlet"],
            "outlet_id": rows["outlet_id"],
            "key": rows["article_id"],
            "hover": [
                f"{rank}. {name}: {theme.shortened(title, 60)}\nadds {theme.counted(new, 'fact')}, together {covered:,} of {total:,}"
                for rank, name, title, new, covered, total in zip(
                    *(rows[c] for c in ("rank", "outlet", "title", "n_new", "n_covered", "n_total")), strict=True
                )
            ],
        }
    )
    points.attrs["x_title"] = "articles read"
    n_excerpts = int(story["kind"].eq("excerpt").sum())
    left_out = f"; {theme.counted(n_excerpts, 'excerpt')} left out" if n_excerpts else ""
    n = f"{theme.counted(len(full), 'article')} of {theme.counted(full['outlet_id'].nunique(), 'outlet')}, "
    n += f"{theme.counted(n_unread, 'article')} not in English, so not analysed here, " if n_unread else ""
    n += f"{theme.counted(int(rows['n_total'].iloc[0]), 'fact')}{left_out}"
    about = parts.caption(said(rows, n_read), reading_list, tables, unit="% of the story's facts", n=n)
    figure = charts_facts.steps(points, about, tables.looks, (80.0, 90.0))
    picked = parts.figure_card(figure, rows[["article_id", *_TABLE]], "reading", tables)
    if (more := n_read - len(rows)) > 0:
        st.caption(f"{theme.counted(more, 'more article')} {'adds' if more == 1 else 'add'} no fact to these.")
    return picked


def _listed(rows: pd.DataFrame, tables) -> None:
    """The list as a table, and the first articles one under the other with a way to each."""
    parts.table_card(rows, "reading_list", tables, "In this order", columns=_TABLE)
    articles = tables.opened.articles
    reached = {needed(rows, level): level for level in LEVELS}
    for row in rows.head(needed(rows, 90)).to_dict("records"):
        with st.container(border=True, key=f"read-{row['rank']}"):
            note = f"{reached[row['rank']]}% reached" if row["rank"] in reached else ""
            so_far = f"together {row['n_covered']:,} of {row['n_total']:,} ({row['percent']:g}%)"
            adds = f"{row['rank']}. Adds {theme.counted(row['n_new'], 'fact')}: {so_far}"
            st.html(parts.source_line(articles.loc[row["article_id"]], tables, note) + f'<p class="px-facts">{theme.html_text(adds)}</p>')
            parts.article_link(row["article_id"], None, "Open the article")


def _adds(rows: pd.DataFrame, article_id: str, least: int, tables) -> None:
    """The facts that one article adds."""
    row = rows[rows["article_id"] == article_id].iloc[0]
    parts.heading(f"What {theme.short_name(row['outlet'], 40)} adds at place {row['rank']}: {theme.counted(int(row['n_new']), 'fact')}")
    st.caption("Click a point of the curve to see what another article adds.")
    facts = tables.measure("added_facts", article_id=article_id, least=least)
    spans = facts.groupby(["article_id", "start", "end"], as_index=False).agg(
        text=("text", "first"), n=("fact_id", "size"), n_statements=("n_statements", "max")
    )
    parts.table_card(spans, "added", tables, columns=_ADDED)
    notes = ["" if n == 1 else f"states {n} of them" for n in spans["n"]]
    parts.evidence(spans[["article_id", "start", "end"]].assign(note=notes), "added_said", tables, n_columns=2)
