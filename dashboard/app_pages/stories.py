"""Which stories there are, who covers them, and why each article stands in its story."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, correcting, leading, parts, theme
from dashboard.data import View
from dashboard.selection import in_words
from pipeline.measures import story_coverage
from pipeline.selection import Selection

TITLE = "Stories"
ICON = ":material/newspaper:"
SECTION = "Coverage"
ORDER = 50
LEAD = "Which stories the data holds, which outlets cover each, and why every article stands where it does."

STATES = {"covered": "covered", "silent": "silent", "not_collected": "not collected", "unknown": "not collected"}
_MOST_STORIES, _MOST_OUTLETS = 40, 30
_LIST = {
    "label": ("Story", "Title of its most central article"),
    "n_outlets": ("Outlets", ""),
    "n_texts": ("Articles", "Whose text is known"),
    "n_excerpts": ("Excerpts", "Only a teaser is known"),
    "first": ("First", "Earliest known publication, UTC"),
    "last": ("Last", "Latest known publication, UTC"),
    "n_days": ("Days", "Calendar days from first to last, both counted; empty where no article has a date"),
    "n_borderline": ("Borderline", "Articles hardly near enough to the story's others: look at them below"),
    "n_undated": ("Undated", "Articles without a date"),
}
_REASONS = {
    "outlet": ("Outlet", ""),
    "title": ("Article", ""),
    "story_score": ("Nearness", "0 to 1, how near the article is to the story's others; .5 is just near enough"),
    "is_borderline": ("Borderline", "Hardly near enough: it may not belong here"),
    "story_evidence": ("What it shares with them", "The names, figures and words that weigh most, and the days between"),
    "published": ("Published", "UTC; a day alone where no time is known"),
    "kind": ("Kind", "full, or excerpt where only a teaser is known"),
}
_EPISODES = {
    "episode": ("Episode", ""),
    "title": ("Its most typical article", "Of its articles the one nearest to the story's others"),
    "first": ("First day", "UTC"),
    "last": ("Last day", "UTC"),
    "n_days": ("Days", "Both counted"),
    "silent_days_before": ("Silent days before", "Days without an article on the story here"),
    "n_articles": ("Articles", "Excerpts included"),
    "n_outlets": ("Outlets", ""),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    everywhere = _without(tables, story="")
    stories = everywhere.measure("story_list")
    if stories.empty:
        parts.nothing_here("No story is here.", parts.widen(tables, "A story needs an article with a title or a text."))
        return
    chosen = _list(stories, selection, everywhere)
    _coverage(chosen, _without(tables, story="", words=()))
    if chosen:
        _episodes(chosen, everywhere)
    _reasons(chosen, everywhere)


def _without(tables, **filters) -> View:
    """The view without some of its filters."""
    selection = replace(tables.selection or Selection(), **filters)
    return tables if selection == tables.selection else replace(tables, selection=selection, filters=in_words(tables.opened, selection))


def _list(stories: pd.DataFrame, selection: Selection, tables) -> str:
    """The list of stories; the story_id to look at, "" for all."""
    st.caption(f"{_told(stories)} Click the box at the start of a row to choose a story; every page can then show it alone.")
    row = parts.row_choice(tables.once(_listed), "stories", tables, _LIST, ("story_id", "label"))
    chosen = selection.story if selection and stories["story_id"].eq(selection.story).any() else ""
    picked = stories["story_id"].iloc[row] if row is not None else chosen
    names = tables.opened.story_names
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if picked and picked != chosen:
            label = f"Show only “{theme.shortened(names[picked], 60)}” on every page"
            st.button(theme.markdown_text(label), key="follow", on_click=_follow, args=(names[picked],), type="primary")
        if chosen:
            st.markdown(theme.markdown_text(f"Every page shows: {names[chosen]}"))
            st.button("All stories again", key="unfollow", on_click=_follow, args=(None,), icon=":material/filter_alt_off:")
    return picked


def _listed(tables: View) -> pd.DataFrame:
    """The stories as the list shows them."""
    stories = tables.measure("story_list")
    day = pd.Series("day", index=stories.index)
    return stories.assign(
        n_texts=stories["n_articles"] - stories["n_excerpts"],
        first=theme.moments(stories["first_published_at"], day),
        last=theme.moments(stories["last_published_at"], day),
    )


def _told(stories: pd.DataFrame) -> str:
    """How many stories there are, and how many of them can be compared, in a sentence.

    Example:
        >>> _told(pd.DataFrame({"n_outlets": [1]})), _told(pd.DataFrame({"n_outlets": [3, 2, 1]}))
        ('1 story, told by one outlet only.', '3 stories, 2 of them told by two outlets or more.')
    """
    n, n_two = len(stories), int((stories["n_outlets"] > 1).sum())
    if n == 1:
        return f"1 story, told by {theme.counted(int(stories['n_outlets'].iloc[0]), 'outlet') if n_two else 'one outlet only'}."
    if n_two in (0, n):
        return f"{n:,} stories, {'each' if n_two else 'none'} told by two outlets or more."
    return f"{n:,} stories, {n_two:,} of them told by two outlets or more."


def _follow(name: str | None) -> None:
    """Set the story filter, or clear it; runs before the page is drawn."""
    st.session_state["story"] = name
    st.session_state.pop("stories-table", None)


def _coverage(story_id: str, tables) -> None:
    """Which outlet covers which story."""
    figure, behind, n_stories = tables.once(_grid, story_id)
    picked = parts.figure_card(figure, behind, "story_coverage", tables)
    st.caption(
        "Silent: the data holds other articles of the outlet from the days of the story, and none on it. That is silence in this "
        "data, not proof that the outlet ran nothing. Not collected: nothing can be said."
    )
    if n_stories == _MOST_STORIES:
        st.caption(f"The {_MOST_STORIES} stories that most outlets tell are drawn.")
    if picked:
        _articles_of(*picked.split(" "), tables)


def _grid(tables: View, story_id: str) -> tuple[go.Figure, pd.DataFrame, int]:
    """The chart of outlets and stories, the data behind it, and how many stories it has."""
    rows = tables.measure("story_coverage", limit=_MOST_STORIES)
    if story_id and story_id not in set(rows["story_id"]):
        rows = _without(tables, story=story_id).measure("story_coverage", limit=1)
    most = rows.groupby("outlet_id")["n_articles"].sum().sort_values(ascending=False, kind="stable").index
    shown = [x for x in tables.outlet_names if x in set(most[:_MOST_OUTLETS])]
    said, n_all = _title(rows), rows["outlet_id"].nunique()
    cells = rows[rows["outlet_id"].isin(shown)].assign(place=lambda r: r["outlet_id"].map({x: i for i, x in enumerate(shown)}))
    ranks = {x: i for i, x in enumerate(dict.fromkeys(rows["story_id"]))}
    cells = cells.assign(rank=cells["story_id"].map(ranks)).sort_values(["rank", "place"], ignore_index=True)
    cells = cells.assign(
        outlet=cells["outlet_id"].map(tables.outlet_names),
        row=[f"{rank + 1}. {label}" for rank, label in zip(cells["rank"], cells["label"], strict=True)],
    )
    hover = [f"{c.row}\n{c.outlet}: {_said(c)}" for c in cells.itertuples()]
    frame = cells.assign(
        column=cells["outlet"], state=cells["state"].map(STATES), hover=hover, key=cells["story_id"] + " " + cells["outlet_id"]
    )
    n = f"{theme.counted(len(tables.articles), 'article')}, excerpts included, of {theme.counted(len(most), 'outlet')}"
    drawn = f", {len(shown):,} outlets drawn: those with most" if n_all > len(shown) else ""
    about = parts.caption(said, story_coverage, tables, unit="state of the outlet on the story's days (UTC)", n=n, drawn=drawn)
    behind = cells[["label", "outlet", "state", "n_articles", "n_excerpts", "n_others", "first_at"]]
    return charts.grid(frame, about), behind, len(ranks)


def _said(cell) -> str:
    """One cell in words."""
    if cell.state == "covered":
        only = ", excerpts only" if cell.n_excerpts == cell.n_articles else ""
        first = theme.moment(cell.first_at, "day")
        return f"{theme.counted(cell.n_articles, 'article')}{only}, first known {first}"
    if cell.state == "silent":
        return f"in the data with {theme.counted(cell.n_others, 'other article')} on these days, none on this story"
    return "dates are missing, so it cannot be told" if cell.state == "unknown" else "nothing of it is here from these days"


def _title(cells: pd.DataFrame) -> str:
    """What the grid shows, in a sentence."""
    n_silent, n_cells = int((cells["state"] == "silent").sum()), len(cells)
    n_covered = int((cells["state"] == "covered").sum())
    rest = "; of the others nothing can be said" if n_covered + n_silent < n_cells else ""
    if cells["story_id"].nunique() == 1:
        return _title_of_one(n_covered, n_silent, n_cells) + rest
    if n_covered == n_cells:
        return f"All {n_cells:,} pairs of story and outlet are covered"
    covered = f"{n_covered:,} {'is' if n_covered == 1 else 'are'} covered"
    silent = f" and {n_silent:,} silent" if n_silent else ""
    return f"Of {theme.counted(n_cells, 'pair')} of story and outlet, {covered}{silent}{rest}"


def _title_of_one(n_covered: int, n_silent: int, n_outlets: int) -> str:
    """How many outlets have the one story that there is."""
    if n_covered == n_outlets:
        return "The only outlet here has this story" if n_outlets == 1 else f"All {n_outlets:,} outlets here have this story"
    silent = f", {n_silent:,} {'is' if n_silent == 1 else 'are'} silent" if n_silent else ""
    return f"{n_covered:,} of {n_outlets:,} outlets {'has' if n_covered == 1 else 'have'} this story{silent}"


def _articles_of(story_id: str, outlet_id: str, tables) -> None:
    """The articles behind one cell."""
    articles = tables.articles
    rows = articles[articles["story_id"].eq(story_id).fillna(False) & (articles["outlet_id"] == outlet_id)]
    if rows.empty:
        parts.nothing_here("No article of this outlet on this story is in the data.", "Choose a filled cell.")
    for article in rows.sort_values(["published_at", "article_id"]).to_dict("records"):
        with st.container(border=True):
            st.html(parts.source_line(tables.opened.articles.loc[article["article_id"]], tables, article["kind"]))
            parts.article_link(article["article_id"], None, "Open the article")
            if article["kind"] == "full":
                leading.page_link(
                    "compare", "Compare with the others of the story", {"one": article["article_id"]}, icon=":material/vertical_split:"
                )


def _episodes(story_id: str, tables) -> None:
    """The bursts of coverage of a running story."""
    rows = tables.measure("story_episodes", story_id=story_id)
    if len(rows) < 2:
        return
    parts.heading("Its episodes")
    st.caption(
        f"{len(rows):,} episodes: between them no outlet here has an article on the story for three days or more. Silence in this data "
        "need not be silence everywhere. Articles without a date are in no episode."
    )
    shown = rows.assign(
        first=[theme.moment(at, "day") for at in rows["first_day"]], last=[theme.moment(at, "day") for at in rows["last_day"]]
    )
    parts.table_card(shown, "story_episodes", tables, columns=_EPISODES)


def _reasons(story_id: str, tables) -> None:
    """Why each article stands in its story."""
    parts.heading("Why each article stands in its story")
    if "story_score" not in tables.articles:
        parts.nothing_here("This data set was built before reasons were kept.", "Build it again to see them.")
        return
    rows = tables.measure("story_articles", story_id=story_id)
    if not story_id:
        rows = rows[rows["is_borderline"]]
    n_near = int(rows["is_borderline"].sum())
    if rows.empty:
        parts.nothing_here("Every article is well within its story.", "Choose a story above to see what its articles share.")
        return
    where = "in this story" if story_id else "in all stories"
    st.caption(
        f"{theme.counted(n_near, 'borderline article')} {where}, listed first: hardly near enough to the others, so look whether "
        f"{'it belongs' if n_near == 1 else 'they belong'} here before you count."
    )
    rows = rows.reset_index(drop=True).assign(
        outlet=rows["outlet_id"].map(tables.outlet_names).to_numpy(),
        published=[theme.moment(at, p) for at, p in zip(rows["published_at"], rows["published_precision"], strict=True)],
    )
    row = parts.row_choice(rows, "story_articles", tables, _REASONS, ("article_id", "title"))
    if row is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            parts.article_link(rows["article_id"].iloc[row], None, f"Open “{theme.shortened(rows['title'].iloc[row], 80)}”")
            correcting.button(tables, "story-article", correcting.About(rows["article_id"].iloc[row]), "Another story, or something else …")
