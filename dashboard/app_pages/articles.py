"""All articles, and one article with its quotes, facts and shared passages marked."""

import pandas as pd
import streamlit as st

from dashboard import correcting, leading, marking, parts, theme
from dashboard.app_pages import _choices
from dashboard.data import View, unique_names
from dashboard.long import MOST, Long
from dashboard.scrolling import scroll_to_place
from pipeline import confidence

TITLE = "Articles"
ICON = ":material/article:"
SECTION = "Articles"
ORDER = 60
LEAD = "Every article that was read; open one to see its quotes, facts and shared passages in the text."

_EARLIEST = pd.Timestamp.min.tz_localize("UTC")  # articles without a date stand last
_MOST_NAMED = 2_000  # articles in the list to open one by name
KINDS = {"All": "", "Articles": "full", "Excerpts": "excerpt"}
_LIST = {
    "outlet": ("Outlet", ""),
    "title": ("Title", ""),
    "published": ("Published", "UTC; a day alone where no time is known"),
    "n_words": ("Words", "Words of its text that are compared"),
    "n_quotations": ("Quotations", ""),
    "n_facts": ("Facts", ""),
    "kind": ("Kind", "full, or excerpt where only a teaser is known"),
    "agency": ("Agency", "News agencies credited"),
}
_KNOWN = {
    "outlet_evidence": "Outlet",
    "title_evidence": "Title",
    "published_evidence": "Date",
    "published_text": "Date as written",
    "published_zone": "Zone as given",
    "author": "Author",
    "author_evidence": "Author read from",
    "agency": "Agency",
    "agency_evidence": "Agency read from",
    "language": "Language",
    "source_file": "File",
    "source_position": "Place in the file",
    "reader": "Read as",
    "revision_of": "Later version of",
}


def render(tables, selection) -> None:
    """Draw the page: one article where the address names one, else the list."""
    parts.page_title(TITLE, LEAD)
    wanted = st.query_params.get("article", "")
    if wanted in tables.opened.articles.index:
        _one(tables, tables.opened.articles.loc[wanted])
    else:
        if wanted:
            st.info("The article in the address is not in this data set. Here are those that are.")
        _all(tables)


def _all(tables) -> None:
    """The list of articles."""
    articles = tables.articles
    if articles.empty:
        parts.no_article(tables)
        return
    kind = _kind(articles)
    articles = tables.once(_of_kind, kind)
    if articles.empty:
        parts.nothing_here("No article of this kind fits the filters.", "Choose another kind above.")
        return
    shown = f"{theme.counted(len(articles), 'row')}, articles and excerpts" if articles["kind"].nunique() > 1 else _kind_counted(articles)
    st.caption(f"{shown}. Click the box at the start of a row to open it, or choose it below the table.")
    listed = Long(tables.once(_listed, kind, MOST), len(articles), lambda: _listed(tables, kind))
    row = parts.row_choice(listed, "articles", tables, _LIST)
    if row is not None:
        _open(listed.first["article_id"].iloc[row])
    _by_name(listed.first.head(_MOST_NAMED))


def _kind(articles: pd.DataFrame) -> str:
    """The kind that is chosen, where there are two; "" for both."""
    if articles["kind"].nunique() < 2:
        return ""
    return KINDS[_choices.one_of("Show", list(KINDS), "kind", "An excerpt is an article of which only a teaser is known.")]


def _of_kind(tables: View, kind: str) -> pd.DataFrame:
    """The articles of a kind; "" for both."""
    articles = tables.articles
    return articles[articles["kind"] == kind] if kind else articles


def _kind_counted(listed: pd.DataFrame) -> str:
    """How many articles, or excerpts."""
    return theme.counted(len(listed), "excerpt" if listed["kind"].iloc[0] == "excerpt" else "article")


def _listed(tables: View, kind: str, most: int | None = None) -> pd.DataFrame:
    """The articles of a kind with what a reader looks for, the newest first; the whole row stands in the files, but for the text."""
    articles = _of_kind(tables, kind)
    if most is not None and len(articles) > most:  # the newest, and all that tie with the last of them
        moments = articles["published_at"].fillna(_EARLIEST)
        articles = articles[moments >= moments.nlargest(most).iloc[-1]]
    counts = {
        "n_quotations": tables.per_article("quotes", "quotation_id"),
        "n_facts": tables.per_article("facts", "fact_id"),
    }
    listed = articles.assign(
        outlet=articles["outlet_id"].map(tables.outlet_names),
        n_words=articles["n_words"].astype("Int64").where(articles["kind"] == "full"),
        published=theme.moments(articles["published_at"], articles["published_precision"]),
        **{
            name: articles["article_id"]
            .map(n)
            .astype("Int64")
            .where(articles["kind"] != "full", articles["article_id"].map(n).fillna(0).astype("Int64"))
            for name, n in counts.items()
        },
    )
    listed = listed.sort_values(
        ["published_at", "outlet", "title", "article_id"], ascending=[False, True, True, True], na_position="last", ignore_index=True
    )
    return listed.head(most)


def _open(article_id: str) -> None:
    """Show one article instead of the list."""
    st.query_params["article"] = article_id
    st.session_state.pop("articles-table", None)
    st.rerun()


def _by_name(listed: pd.DataFrame) -> None:
    """A list that the keyboard reaches, to open an article by typing a part of its outlet or title."""
    lines = [f"{outlet}: {theme.shortened(title, 90)}" for outlet, title in zip(listed["outlet"], listed["title"], strict=True)]
    ids = dict(zip(unique_names(lines), listed["article_id"], strict=True))

    def go() -> None:
        if st.session_state["open_article"] in ids:
            st.query_params["article"] = ids[st.session_state["open_article"]]
        st.session_state["open_article"] = None

    st.selectbox("Open an article", list(ids), index=None, key="open_article", on_change=go, placeholder="Type a part of outlet or title")


def _close() -> None:
    """Back to the list; runs before the page is drawn."""
    for name in ("article", "place"):
        if name in st.query_params:
            del st.query_params[name]


def _one(tables, article: pd.Series) -> None:
    """One article."""
    st.button("All articles", on_click=_close, icon=":material/arrow_back:", type="tertiary", key="close_article")
    parts.heading(article["title"])
    st.html(parts.source_line(article, tables, "excerpt" if article["kind"] == "excerpt" else "", has_title=False))
    if article["kind"] == "full":
        one = {"one": article["article_id"]}
        leading.page_link("compare", "Compare with the others of its story", one, icon=":material/vertical_split:")
    correcting.button(tables, "article", correcting.About(article["article_id"]), "Correct this article …")
    _versions(tables, article)
    if article["article_id"] not in set(tables.articles["article_id"]) and tables.filters:
        st.info("This article lies outside the present filters; quotes, facts and passages are counted within them.")
    if article["kind"] == "excerpt":
        st.html(f'<p class="px-text">{theme.html_text(article["description"] if isinstance(article["description"], str) else "")}</p>')
        parts.nothing_here("Only this teaser is known.", "It shows that the outlet ran the story. Add the article's text to compare it.")
    else:
        _text(tables, article)
    _details(tables, article)


def _text(tables, article: pd.Series) -> None:
    """The text with its marks and their legend."""
    marks = _marks(tables, article["article_id"])
    counted = {kind: len({m.item or (m.start, m.end) for m in marks if m.kind == kind}) for kind in marking.LEGEND}
    options = [kind for kind in marking.LEGEND if counted[kind]]
    chosen = (
        st.pills(
            "Mark in the text",
            options,
            selection_mode="multi",
            default=options,
            key="marks",
            **_choices.KEPT,
            format_func=marking.LEGEND.get,
            label_visibility="collapsed",
        )
        if options
        else []
    )
    shown = [m for m in marks if m.kind in chosen]
    place = _place(tables, article)
    st.html(
        marking.STYLE
        + marking.legend((kind, counted[kind]) for kind in chosen)
        + f'<div class="px-article">{marking.marked(tables.opened.body(article["article_id"]), [*shown, *place])}</div>'
    )
    if place:
        scroll_to_place(f"{article['article_id']}-{place[0].start}")


def _marks(tables, article_id: str) -> list[marking.Mark]:
    """All that can be marked in an article."""
    quotes = tables.found("quotes", "article_id", article_id).to_dict("records")
    marks = [marking.Mark("quote", q["start"], q["end"], _speaker(q), q["quotation_id"]) for q in quotes]
    alone = ("only", "only here") if _is_compared(tables, article_id) else ("stated", "no other outlet to compare")
    marks += [marking.Mark(*_fact_mark(fact, alone), item=fact["fact_id"]) for fact in _facts(tables, article_id).to_dict("records")]
    marks += [
        marking.Mark("passage", p["start"], p["end"], f"also in: {p['other']}") for p in _passages(tables, article_id).to_dict("records")
    ]
    repeated = tables.everything.found("sentences", "article_id", article_id)
    repeated = repeated[repeated["is_boilerplate"]]
    return marks + [
        marking.Mark("repeated", s["start"], s["end"], "repeated in many articles of this outlet") for s in repeated.to_dict("records")
    ]


def _fact_mark(fact: dict, alone: tuple[str, str]) -> tuple[str, int, int, str]:
    """Kind, place and note of a fact's mark; `alone` are kind and note where no other outlet states it."""
    kind, said = ("shared", f"also: {fact['others']}") if fact["n_outlets"] > 1 else alone
    return kind, fact["start"], fact["end"], said


def _is_compared(tables, article_id: str) -> bool:
    """Whether the texts of two outlets or more on the article's story are here: only then can a fact be unique."""
    articles = tables.articles
    texts = articles[articles["kind"] == "full"]
    story_id = tables.opened.articles.at[article_id, "story_id"]
    return texts.loc[texts["story_id"] == story_id, "outlet_id"].nunique() > 1


def _speaker(quote: dict) -> str:
    """Who is quoted, as far as it is known."""
    return next((quote[x] for x in ("speaker_name", "speaker_text") if isinstance(quote[x], str)), "speaker not found")


def _facts(tables, article_id: str) -> pd.DataFrame:
    """The facts of an article, with the outlets that state each: fact_id, start, end, text, n_outlets, others."""
    mine = tables.found("facts", "article_id", article_id)
    told = tables.found("facts", "fact_id", *mine["fact_id"])[["fact_id", "article_id"]]
    told = told.assign(outlet_id=told["article_id"].map(tables.opened.articles["outlet_id"])).drop_duplicates(["fact_id", "outlet_id"])
    own = tables.opened.articles.at[article_id, "outlet_id"]
    others = (
        told[told["outlet_id"] != own]
        .assign(name=lambda t: t["outlet_id"].map(tables.outlet_names))
        .groupby("fact_id")["name"]
        .agg(lambda names: ", ".join(sorted(names)))
    )
    n = told.groupby("fact_id")["outlet_id"].size()
    return mine.assign(
        n_outlets=mine["fact_id"].map(n).astype("int64"),
        others=pd.Series([others.get(x, "") for x in mine["fact_id"]], index=mine.index, dtype="str"),
    )[["fact_id", "start", "end", "text", "n_outlets", "others"]]


def _passages(tables, article_id: str) -> pd.DataFrame:
    """The stretches an article shares, seen from it: start, end, text, n_words, kind, other (outlet and title), other_article_id."""
    swap = {"article_id": "other_article_id", "start": "other_start", "end": "other_end"}
    turned = tables.found("passages", "other_article_id", article_id).rename(columns={**swap, **{v: k for k, v in swap.items()}})
    both = pd.concat([tables.found("passages", "article_id", article_id), turned], ignore_index=True)
    articles = tables.opened.articles
    body = tables.opened.body(article_id)
    other = [
        f"{tables.outlet_names.get(articles.at[x, 'outlet_id'], '')}: {theme.shortened(articles.at[x, 'title'], 60)}"
        for x in both["other_article_id"]
    ]
    return both.assign(
        other=pd.Series(other, index=both.index, dtype="str"),
        text=pd.Series([body[a:b] for a, b in zip(both["start"], both["end"], strict=True)], index=both.index, dtype="str"),
    )[["start", "end", "text", "n_words", "kind", "other", "other_article_id"]].sort_values(["start", "other"], ignore_index=True)


def _place(tables, article: pd.Series) -> list[marking.Mark]:
    """The sentence at the place in the address."""
    given = st.query_params.get("place", "")
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        return []
    at = int(given)
    sentences = tables.everything.found("sentences", "article_id", article["article_id"])
    around = sentences[(sentences["start"] <= at) & (sentences["end"] > at)]
    return [marking.Mark("place", int(around["start"].iloc[0]), int(around["end"].iloc[0]))] if len(around) else []


def _details(tables, article: pd.Series) -> None:
    """Everything of the article in tables: quotes, facts, passages, what was left out, how each value is known."""
    article_id = article["article_id"]
    removed = tables.everything.found("removed", "article_id", article_id)
    quotes = tables.found("quotes", "article_id", article_id)
    frames = {
        "Quotes": quotes.sort_values("start")[
            ["text", "speaker_name", "speaker_text", "speaker_role", "cue", "kind", "confidence", "speaker_evidence"]
        ],
        "Facts": _facts(tables, article_id).sort_values("start").drop(columns=["fact_id"]),
        "Shared passages": _passages(tables, article_id),
        "Left out": removed[["reason", "text", "source_position"]],
        "How it is known": _known(article),
    }
    counts = {name: len(frame) for name, frame in frames.items()}
    counts |= {"Quotes": quotes["quotation_id"].nunique()}
    counts |= {"Facts": _facts(tables, article_id)["fact_id"].nunique()}
    names = {name: f"{name} ({counts[name]:,})" if name != "How it is known" else name for name in frames}
    for (name, frame), tab in zip(frames.items(), st.tabs(list(names.values())), strict=True):
        with tab:
            if frame.empty:
                parts.nothing_here(*_nothing(name, article["language"]))
            else:
                if counts[name] < len(frame):
                    st.caption(f"{len(frame):,} rows: what stands in several places has a row for each.")
                parts.table_card(frame.reset_index(drop=True), f"article-{name.lower().replace(' ', '-')}", tables)


def _nothing(name: str, language: object) -> tuple[str, str]:
    """Why a table of an article is empty: there is nothing, or it is not analysed.

    Example:
        >>> _nothing("Quotes", "de")[0], _nothing("Quotes", "en")[0]
        ('Quotes: not analysed in this article.', 'Quotes: none in this article.')
    """
    if name in ("Quotes", "Facts") and isinstance(language, str) and language != "en":
        return f"{name}: not analysed in this article.", f"Its language is {language}; quotations and facts are looked for in English only."
    about = "Nothing was left out of its text." if name == "Left out" else "Under the present filters."
    return f"{name}: none in this article.", about


def _known(article: pd.Series) -> pd.DataFrame:
    """What each value of the article was read from, and how sure that makes outlet and date."""
    rows = [(label, article[name]) for name, label in _KNOWN.items() if isinstance(article[name], str) and article[name]]
    known = pd.DataFrame(rows, columns=["what", "read from"]).astype("str")
    levels = {"Outlet": confidence.of_outlet(article["outlet_evidence"]), "Date": confidence.of_date(article["published_evidence"])}
    return known.assign(**{"how sure": known["what"].map(levels).fillna("")}).astype("str")


def _versions(tables, article: pd.Series) -> None:
    """The way to the version before an article and the one after it."""
    articles = tables.opened.articles
    later = articles.index[articles["revision_of"].eq(article["article_id"]).fillna(False)]
    if len(later):
        st.info("A later version of this article is here: only that one is counted, dated as the first.", icon=":material/update:")
        parts.article_link(later[0], None, "Open the later version")
    if article["revision_of"] in articles.index:
        parts.article_link(article["revision_of"], None, "Open the earlier version")
