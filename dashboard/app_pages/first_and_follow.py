"""When each outlet came out with a story, a fact or an utterance, and who follows whom, as far as the dates carry it."""

import functools
from zoneinfo import ZoneInfo, available_timezones

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import charts, charts_time, leading, parts, theme
from dashboard.app_pages import _choices
from dashboard.data import View
from pipeline.measures import first_reports, follow_lags, publication_order

TITLE = "First and follow"
ICON = ":material/schedule:"
SECTION = "Coverage"
ORDER = 52
LEAD = "When each outlet came out with a story, a fact or an utterance, and who follows whom. Ties stay ties, unknown stays unknown."
VIEWS = ("", "first_of=Utterances", "first_view=Over all stories")

ITEMS = {"Facts": "facts", "Utterances": "utterances"}
STATES = {"first": "first", "open": "order not known", "later": "later", "undated": "no date"}
_SAID = {
    "first": "had it first",
    "open": "another may have had it before",
    "later": "another had it before",
    "undated": "has no date",
    "alone": "no other outlet has this story",
}
_LOOKS = dict(zip(STATES, (theme.Look(color) for color in theme.PARTS), strict=True))
_MOST_ITEMS, _MOST_PAIRS, _MOST_LINES, _MOST_SHOWN = 200, 30, 40, 10
_ARTICLES = {
    "outlet": ("Outlet", ""),
    "title": ("Article", ""),
    "published": ("Published", "In the zone chosen above; a day alone where no time is known"),
    "changed": ("Last changed", "As far as the article says"),
    "said": ("Order", "The outlet's first article on the story beside those of the others"),
    "n_before": ("Before it", "Outlets that certainly came out before"),
    "n_open": ("Open", "Outlets of which the dates do not tell"),
}
_ORDER = {
    "outlet": ("Outlet", ""),
    "published": ("Published", "The first of its articles that holds it"),
    "said": ("Order", ""),
    "n_before": ("Before it", "Outlets that certainly had it before"),
    "n_open": ("Open", "Outlets of which the dates do not tell"),
}
_LAGS = {
    "pair": ("Outlets", ""),
    "n_stories": ("Stories both tell", ""),
    "n_first": ("First ahead", "Stories in which the first outlet certainly came out before the other"),
    "n_other_first": ("Other ahead", ""),
    "n_open": ("Open", "Stories of which the dates do not tell"),
    "n_timed": ("Timed", "Stories of which both times are known to the minute: the lag rests on these"),
    "median_lag_hours": ("Median lag, hours", "From the first outlet's article to the other's"),
    "lag_low": ("From", "95% interval of the median; needs six stories"),
    "lag_high": ("To", "95% interval of the median; needs six stories"),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    if tables.articles.empty:
        parts.no_article(tables)
        return
    zone, is_one_zone = _zones()
    _story(tables, zone, is_one_zone)
    each, lags = st.tabs(["Facts and utterances", "Over all stories"], key="first_view", on_change="rerun", bind="query-params")
    if each.open:
        with each:
            _items(tables, zone, is_one_zone)
    if lags.open:
        with lags:
            _follows(tables, is_one_zone)


def _zones() -> tuple[str, bool]:
    """The zone to show times in, and whether times without a zone are all of one."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        zone = _choices.from_list("Show times in", _all_zones(), "zone", "UTC") or "UTC"
    with right:
        is_one_zone = st.toggle(
            "Times without a zone are all of one zone",
            key="one_zone",
            help="A day or time whose zone is unknown may be that of any zone on earth, so its order is open within a day or two. Switch "
            "this on if all your outlets write in one zone.",
            **_choices.KEPT,
        )
    return zone, bool(is_one_zone)


@functools.cache
def _all_zones() -> list[str]:
    """The zones that this machine knows; it looks through its files for them."""
    return ["UTC", *sorted(available_timezones() - {"UTC"})]


def _story(tables, zone: str, is_one_zone: bool) -> None:
    """The timeline of one story."""
    ids = tables.once(_stories)
    if not ids:
        parts.nothing_here("No article here belongs to a story.", parts.widen(tables, "A story needs an article with a title or a text."))
        return
    name = next(iter(ids))
    if len(ids) > 1:
        name = _choices.story_of("Story on the timeline", ids, "timeline_story", name) or name
    rows = tables.measure("publication_order", story_id=ids[name], is_one_zone=is_one_zone)
    rows = rows.assign(
        outlet=rows["outlet_id"].map(tables.outlet_names),
        published=[_moment(at, p, zone) for at, p in zip(rows["published_at"], rows["published_precision"], strict=True)],
        changed=["" if pd.isna(at) else _moment(at, "minute", zone) for at in rows["modified_at"]],
        said=rows["state"].map(_SAID),
    )
    dated = rows[rows["published_at"].notna()]
    if dated.empty:
        parts.nothing_here("No article of this story has a date.", "See Articles for what each was read from.")
        return
    n = f"{theme.counted(len(dated), 'article')} with a date" + (f", {len(rows) - len(dated):,} without" if len(rows) > len(dated) else "")
    about = parts.caption(
        _title(rows, name), publication_order, tables, unit=f"time of publication ({zone}); a bar is a day whose time is not known", n=n
    )
    figure = charts_time.moments(_drawn(dated, zone), about, tables.looks)
    picked = parts.figure_card(figure, rows[["article_id", *_ARTICLES]], "timeline", tables)
    if picked in tables.opened.articles.index:
        with st.container(border=True):
            st.html(parts.source_line(tables.opened.articles.loc[picked], tables))
            parts.article_link(picked, None, "Open the article")
    parts.table_card(rows, "timeline_articles", tables, columns=_ARTICLES)


def _stories(tables: View) -> dict[str, str]:
    """The stories of the view by what they are called, in the order of their list."""
    return {tables.opened.story_names[x]: x for x in tables.measure("story_list")["story_id"]}


def _drawn(dated: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Publications and changes as the chart takes them: local times; a day stays the day as written, whatever the zone."""
    shown = dated[dated["outlet_id"].isin(list(dict.fromkeys(dated["outlet_id"]))[:_MOST_LINES])]
    is_day = shown["published_precision"].eq("day").fillna(False).to_numpy(bool)
    local = shown["published_at"].dt.tz_convert(ZoneInfo(zone)).dt.tz_localize(None)
    start = local.where(~is_day, shown["published_at"].dt.tz_localize(None))
    published = shown.assign(start=start, end=start + pd.to_timedelta(is_day.astype("int64"), unit="D"), is_change=False)
    changed = shown[shown["modified_at"].notna() & shown["modified_at"].ne(shown["published_at"])]
    at = changed["modified_at"].dt.tz_convert(ZoneInfo(zone)).dt.tz_localize(None)
    changed = changed.assign(start=at, end=at, is_change=True)
    frame = pd.concat([published, changed], ignore_index=True)
    hover = [
        f"{x.outlet}: {x.title}\n" + (f"Last changed {x.changed}" if x.is_change else f"Published {x.published}\n{x.outlet}: {x.said}")
        for x in frame.itertuples()
    ]
    return frame.assign(label=frame["outlet"], key=frame["article_id"], hover=hover)[
        ["label", "start", "end", "is_change", "outlet_id", "key", "hover"]
    ]


def _title(rows: pd.DataFrame, story: str) -> str:
    """Who came out first, if the dates carry it."""
    story, first = theme.shortened(story, 60), rows.loc[rows["state"] == "first", "outlet"]
    if len(first):
        return f"{theme.short_name(first.iloc[0])} was the first of these outlets with “{story}”"
    if rows["outlet_id"].nunique() < 2:
        return f"Only one outlet here has “{story}”"
    n_open = rows.loc[rows["state"].isin(["open", "undated"]), "outlet_id"].nunique()
    return f"The dates do not tell who was first with “{story}”: {theme.counted(n_open, 'outlet')} may have been"


def _moment(at: object, precision: object, zone: str) -> str:
    """A moment in the zone to show it in; a day as it was written."""
    if pd.isna(at) or precision == "day" or pd.isna(precision):
        return theme.moment(at, "day")
    local = at.tz_convert(ZoneInfo(zone))
    return f"{theme.moment(local, 'day')}, {local:%H:%M} {local:%Z}"


def _items(tables, zone: str, is_one_zone: bool) -> None:
    """The order in which the outlets had each fact or utterance."""
    kind = _choices.one_of("Order of", list(ITEMS), "first_of", "An outlet has it from the first of its articles that holds it.")
    noun = ITEMS[kind].removesuffix("s")
    rows = tables.measure("first_reports", of=ITEMS[kind], limit=_MOST_ITEMS, is_one_zone=is_one_zone)
    if rows.empty:
        parts.nothing_here(f"No {noun} stands in two outlets here.", parts.widen(tables, _choices.why_alone(tables)))
        return
    picked = parts.figure_card(tables.once(_bars, ITEMS[kind], is_one_zone), rows, "first_reports", tables)
    if picked:
        outlet_id, state = picked.split("|")
        mine = rows[(rows["outlet_id"] == outlet_id) & (rows["state"] == state)]
        parts.heading(f"{tables.outlet_names[outlet_id]}, {STATES[state]}: {theme.counted(len(mine), noun)}")
        spans = mine[["article_id", "start", "end"]].assign(note=_SAID[state])
        parts.evidence(spans, "first_reports_said", tables, n_columns=2)
    if rows["item_id"].nunique() == _MOST_ITEMS:
        st.caption(f"The {_MOST_ITEMS} {noun}s that most outlets have are counted.")
    _one_item(rows, noun, tables, zone)


def _bars(tables: View, of: str, is_one_zone: bool) -> go.Figure:
    """One bar an outlet: how many facts or utterances it had first, had later, or of which that cannot be told."""
    rows, noun = tables.measure("first_reports", of=of, limit=_MOST_ITEMS, is_one_zone=is_one_zone), of.removesuffix("s")
    counts = rows.groupby(["outlet_id", "state"]).size().rename("value").reset_index()
    order = counts.groupby("outlet_id")["value"].sum().sort_values(ascending=False, kind="stable").index
    most, left_out = _choices.most_of(counts, "value", _MOST_LINES)
    bars = most.assign(
        label=lambda c: c["outlet_id"].map(tables.outlet_names),
        part=lambda c: c["state"].map(STATES),
        rank=lambda c: c["state"].map(list(STATES).index),
    )
    # The parts have colours of their own, the same whichever of them there are.
    bars = bars.assign(place=bars["outlet_id"].map({x: i for i, x in enumerate(order)})).sort_values(["rank", "place"])
    bars["key"] = bars["outlet_id"].astype("str") + "|" + bars["state"].astype("str")
    bars["hover"] = [f"{x.label}: {theme.counted(x.value, noun)}, {x.part}" for x in bars.itertuples()]
    bars["outlet_id"] = bars["state"]
    unit = f"{noun}s of the outlet, by whether it had them first"
    about = parts.caption(_told(rows, noun), first_reports, tables, unit=unit, drawn=left_out)
    drawn = bars[["label", "part", "value", "outlet_id", "key", "hover"]]
    return charts.stacked_bars(drawn, about, _LOOKS)


def _told(rows: pd.DataFrame, noun: str) -> str:
    """For how many facts or utterances the dates tell who was first, in a sentence."""
    n, n_sure = rows["item_id"].nunique(), int((rows["state"] == "first").sum())
    few = f"Of {theme.counted(n, noun)} that two outlets or more have"
    which = f"Of the {n:,} {noun}s that most outlets have" if n == _MOST_ITEMS else few
    return f"{which}, the dates tell for {n_sure or 'none'} who had it first"


def _one_item(rows: pd.DataFrame, noun: str, tables, zone: str) -> None:
    """One fact or utterance: who had it when."""
    lines: dict[str, str] = {}
    for i, (item, text) in enumerate(rows.drop_duplicates("item_id")[["item_id", "text"]].itertuples(index=False), 1):
        lines[f"{i}. {theme.shortened(' '.join(text.split()), 110)}"] = item
    line = _choices.from_list(f"One {noun}, outlet by outlet", list(lines), f"first_{noun}", next(iter(lines)))
    one = rows[rows["item_id"] == lines[line or next(iter(lines))]]
    one = one.assign(
        outlet=one["outlet_id"].map(tables.outlet_names),
        published=[_moment(at, p, zone) for at, p in zip(one["published_at"], one["published_precision"], strict=True)],
        said=one["state"].map(_SAID),
    )
    parts.table_card(one, "first_order", tables, columns=_ORDER)
    parts.evidence(one[["article_id", "start", "end"]].assign(note=one["said"]), "first_said", tables, n_columns=2)


def _follows(tables, is_one_zone: bool) -> None:
    """Who follows whom over all stories."""
    rows = tables.measure("follow_lags", is_one_zone=is_one_zone)
    if rows.empty:
        parts.nothing_here("No two outlets here tell one story.", parts.widen(tables, "Add articles of another outlet on the same event."))
        return
    names = tables.outlet_names
    rows = rows.assign(pair=[f"{names[a]} → {names[b]}" for a, b in zip(rows["outlet_id"], rows["other_outlet_id"], strict=True)])
    timed = rows[rows["n_timed"] > 0].head(_MOST_PAIRS)
    st.caption(
        "Median of the hours from the first article of one outlet to that of the other, over the stories of which both times are known to "
        "the minute. Grey points rest on fewer than six stories and have no interval. Following is no proof of copying."
    )
    if timed.empty:
        parts.nothing_here("Of no story are the times of two outlets known to the minute.", "Days alone tell no lag.")
    else:
        hover = [
            f"{x.pair}\nmedian {x.median_lag_hours:,.1f} hours, n = {x.n_timed:,}\n"
            f"first ahead in {x.n_first:,}, other ahead in {x.n_other_first:,}, open in {x.n_open:,} of {x.n_stories:,}"
            for x in timed.itertuples()
        ]
        frame = pd.DataFrame(
            {
                "label": [f"n = {x.n_timed}: {x.pair}" for x in timed.itertuples()],
                "value": timed["median_lag_hours"].to_numpy(),
                "low": timed["lag_low"].to_numpy(),
                "high": timed["lag_high"].to_numpy(),
                "hover": hover,
                "key": (timed["outlet_id"].astype("str") + "|" + timed["other_outlet_id"].astype("str")).to_numpy(),
            }
        )
        about = parts.caption(_lag_title(timed, names), follow_lags, tables, unit="hours, median; 95% interval", n=_lag_n(rows))
        picked = parts.figure_card(charts_time.lags(frame, about), timed[list(_LAGS)], "follow_lags", tables)
        if picked:
            _pair_stories(*picked.split("|"), tables)
    parts.table_card(rows, "follow_pairs", tables, columns=_LAGS)


def _pair_stories(outlet_id: str, other_outlet_id: str, tables) -> None:
    """The stories behind a lag: the first article of either outlet on each, with the way to it and to both side by side."""
    articles = tables.articles
    articles = articles[articles["story_id"].notna() & articles["published_at"].notna() & articles["published_precision"].ne("day")]
    first = articles.sort_values(["published_at", "article_id"]).drop_duplicates(["story_id", "outlet_id"])
    mine, theirs = (first[first["outlet_id"] == x].set_index("story_id")["article_id"] for x in (outlet_id, other_outlet_id))
    both = mine.index.intersection(theirs.index)
    parts.heading(
        f"{tables.outlet_names[outlet_id]} and {tables.outlet_names[other_outlet_id]}: {theme.counted(len(both), 'story', 'stories')}"
    )
    for i, story in enumerate(both[:_MOST_SHOWN]):
        with st.container(border=True, key=f"lag-story-{i}"):
            for article_id in (mine[story], theirs[story]):
                st.html(parts.source_line(tables.opened.articles.loc[article_id], tables))
                parts.article_link(article_id, None, "Open the article")
            leading.page_link("compare", "Compare the two", {"one": mine[story], "other": theirs[story]}, icon=":material/vertical_split:")
    if len(both) > _MOST_SHOWN:
        st.caption(f"And {len(both) - _MOST_SHOWN:,} more.")


def _lag_n(rows: pd.DataFrame) -> str:
    """How much the lags rest on."""
    return f"{theme.counted(len(rows), 'pair')} of outlets, {int(rows['n_timed'].sum()):,} pairs of first articles with known times"


def _lag_title(timed: pd.DataFrame, names: dict[str, str]) -> str:
    """Who follows whom, only where an interval leaves out 0."""
    sure = timed[(timed["lag_low"] > 0) | (timed["lag_high"] < 0)]
    if sure.empty:
        return "Of no two outlets do the times tell that one usually follows the other"
    best = sure.loc[sure["n_timed"].idxmax()]
    first, other = (theme.short_name(names[best[column]]) for column in ("outlet_id", "other_outlet_id"))
    lag = best["median_lag_hours"]
    ahead, behind = (first, other) if lag > 0 else (other, first)
    return f"{behind} follows {ahead} by {abs(lag):,.1f} hours in the median of {theme.counted(int(best['n_timed']), 'story', 'stories')}"
