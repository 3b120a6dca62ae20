"""What one can rely on in this data, and what is missing or doubtful, with the articles behind each line."""

import pandas as pd
import streamlit as st

from dashboard import cards, correcting, naming, parts, theme
from dashboard.app_pages._quality_words import ANALYSES, ASPECTS, CONFIDENCE, GRADES, LOOKED_FOR, WORDS

TITLE = "Data quality"
ICON = ":material/fact_check:"
SECTION = "Data"
ORDER = 70
LEAD = "What you can rely on in these articles, and what to look at before you read a chart."

_SHOWN = 8
_STYLE = f"""<style>
.px-rely {{ list-style: none; margin: .5rem 0 1rem !important; padding: 0 !important; max-width: 62rem; }}
.px-rely li {{ display: grid; grid-template-columns: 13rem 10rem 9rem 1fr; gap: .2rem 1rem; align-items: center;
  margin: 0 !important; padding: .32rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 10%, transparent); }}
.px-rely i {{ display: block; height: .55rem; border-radius: 4px; background: color-mix(in srgb, currentColor 12%, transparent); }}
.px-rely u {{ display: block; height: 100%; border-radius: 4px; background: {theme.ACCENT}; }}
.px-rely span {{ font-variant-numeric: tabular-nums; }}
.px-rely small {{ opacity: .78; font-size: .84rem; }}
@media (max-width: 900px) {{ .px-rely li {{ grid-template-columns: 1fr auto; }} .px-rely small {{ display: none; }}
  .px-rely i {{ grid-row: 2; grid-column: 1 / -1; }} }}
</style>"""
_LIST = {
    "outlet": ("Outlet", ""),
    "title": ("Title", ""),
    "published": ("Published", "UTC; a day alone where no time is known"),
    "note": ("What is found", ""),
    "text": ("Sentence", ""),
    "source_file": ("File", "relative to what was given"),
    "source_position": ("Place", "place in the file"),
}


def render(tables, selection) -> None:
    """Draw the page."""
    parts.page_title(TITLE, LEAD)
    tables = tables.by_outlet
    if tables.articles.empty and tables.filters:
        parts.no_article(tables)
        return
    checks = tables.measure("data_quality")
    if checks.empty:
        parts.nothing_here("Nothing was given.", "Add articles to see what can be relied on.")
        return
    _reliable(tables)
    _summary(checks, bool((tables.articles["kind"] == "full").any()))
    for grade in GRADES:
        _grade(tables, grade, checks[(checks["grade"] == grade) & (checks["n"] > 0)])
    _clean(checks)
    naming.control(tables.opened)
    _groups(tables)
    _evidence(tables)
    _languages(tables)


def _reliable(tables) -> None:
    """How much can be relied on, the least first."""
    aspects = tables.measure("data_reliability").sort_values(["share", "aspect"]).to_dict("records")
    lines = "".join(_aspect(row, *ASPECTS[row["aspect"]]) for row in aspects if row["n_of"])
    st.html(f'{_STYLE}<h2 class="px-title">What you can rely on</h2><ul class="px-rely">{lines}</ul>')


def _aspect(row: dict, label: str, about: str) -> str:
    """One line: what, how much of it as a bar and in numbers, and what is counted."""
    width = 100 * row["n"] / row["n_of"]
    return (
        f'<li><b>{theme.html_text(label)}</b><i aria-hidden="true"><u style="width:{width:.1f}%"></u></i>'
        f"<span><b>{_percent(row)}</b> · {row['n']:,} of {row['n_of']:,}</span><small>{theme.html_text(about)}</small></li>"
    )


def _percent(row: dict) -> str:
    """A share as a percentage that is 100% only where it is whole, and 0% only where it is nothing.

    Example:
        >>> _percent({"share": 0.999}), _percent({"share": 1.0}), _percent({"share": 0.001})
        ('99%', '100%', '1%')
    """
    share = row["share"]
    return theme.percent(share if share in (0, 1) else min(0.99, max(0.01, share)))


def _summary(checks: pd.DataFrame, has_text: bool) -> None:
    """Whether something keeps the numbers from being trusted, in a sentence; excerpts alone give no number that could be."""
    grave = checks[(checks["grade"] == "act") & (checks["n"] > 0)]
    counts = tables_said(grave)
    if counts:
        st.warning(theme.markdown_text(f"Before you publish a number, look at this: {counts}."), icon=":material/warning:")
    elif not has_text:
        st.warning("Only teasers are here: they tell who ran which story and when, and nothing else.", icon=":material/warning:")
    else:
        st.success("Nothing was found that makes a number here wrong.", icon=":material/check_circle:")


def tables_said(grave: pd.DataFrame) -> str:
    """The gravest lines as a part of a sentence, the most frequent first.

    Example:
        >>> tables_said(pd.DataFrame({"check": ["undated", "unknown_outlet"], "n": [1, 2], "share": [0.1, 0.2]}))
        '2 articles name no outlet; 1 article has no date'
    """
    rows = grave.sort_values(["share", "check"], ascending=[False, True])
    return "; ".join(WORDS[name].line(n) for name, n in zip(rows["check"], rows["n"], strict=True))


def _grade(tables, grade: str, found: pd.DataFrame) -> None:
    """The lines of one grade, the largest share first."""
    if found.empty:
        return
    title, about = GRADES[grade]
    parts.heading(title)
    st.caption(about)
    for check in found.sort_values(["share", "check"], ascending=[False, True]).to_dict("records"):
        _line(tables, check)


def _line(tables, check: dict) -> None:
    """One check: its sentence, and what stands behind it once it is opened."""
    name, words = check["check"], WORDS[check["check"]]
    share = f" · {_percent(check)} of {check['n_of']:,}" if check["n_of"] > check["n"] else ""
    said = f"{words.line(check['n'])}{share}"
    if cards.are_kept():
        st.markdown(theme.markdown_text(f"{said}. {words.means}"))
        return
    is_wanted = st.query_params.get("check", "") == name
    with st.expander(said, key=f"check-{name}", expanded=is_wanted, on_change="rerun") as behind:
        if behind.open:
            st.query_params["check"] = name
            st.html(f'<p class="px-text">{theme.html_text(words.means)} <b>What to do:</b> {theme.html_text(words.do)}</p>')
            _list(tables, name)


def _list(tables, name: str) -> None:
    """The articles, sentences or records of a check: the first with their link, all as a table with files."""
    rows = tables.measure("data_quality_list", check=name)
    articles = tables.opened.articles
    known = rows[rows["article_id"].isin(articles.index)]
    for i, row in enumerate(known.head(_SHOWN).to_dict("records")):
        with st.container(border=True, key=f"found-{name}-{i}"):
            _one(tables, articles.loc[row["article_id"]], row, f"{name}-{i}")
    if len(known) > _SHOWN:
        st.caption(f"The first {_SHOWN} of {len(known):,}; all stand in the table.")
    parts.table_card(_for_people(tables, rows), f"found-{name}", tables, columns=_columns(rows))


def _one(tables, article: pd.Series, row: dict, key: str) -> None:
    """One article of a check, with what was found, the way to it, and what can be put right there."""
    sentence = f'<p class="px-text"><mark>{theme.html_text(row["text"])}</mark></p>' if row["text"] else ""
    st.html(parts.source_line(article, tables) + sentence + f'<p class="px-facts">{theme.html_text(theme.shortened(row["note"], 400))}</p>')
    start = None if pd.isna(row["start"]) else int(row["start"])
    about = correcting.About(article["article_id"])
    if start is not None:
        about = correcting.About(article["article_id"], start, int(row["end"]))
    elif key.startswith("alike_outlets"):
        about = correcting.About(outlet_id=article["outlet_id"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        parts.article_link(article["article_id"], start, "Open the article")
        correcting.button(tables, f"quality-{key}", about)


def _for_people(tables, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with outlet and date as they are shown, and the file of those without an article."""
    articles = tables.opened.articles.reindex(rows["article_id"])
    moments = [theme.moment(at, p) for at, p in zip(articles["published_at"], articles["published_precision"], strict=True)]
    is_article = rows["article_id"].isin(tables.opened.articles.index)
    shown = rows.assign(
        outlet=rows["outlet_id"].map(tables.outlet_names).fillna("").astype("str"),
        published=pd.Series(moments, index=rows.index, dtype="str").where(is_article, ""),
        title=rows["title"].fillna(""),
    )
    return shown.drop(columns=["weight"])


def _columns(rows: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The columns that say something here."""
    has_articles = rows["article_id"].notna().any()
    wanted = [c for c in _LIST if c in ("note",) or (c in ("outlet", "title", "published") and has_articles)]
    wanted += ["text"] if rows["text"].ne("").any() else []
    wanted += ["source_file", "source_position"] if not has_articles or rows["source_file"].ne("").any() else []
    return {name: _LIST[name] for name in wanted}


def _clean(checks: pd.DataFrame) -> None:
    """What was looked for and not found."""
    clean = checks[checks["n"] == 0]
    if len(clean):
        parts.heading("Looked for, none found")
        looked_for = ", ".join(LOOKED_FOR[name] for name in clean["check"])
        st.caption(theme.markdown_text(looked_for[:1].upper() + looked_for[1:] + "."))


def _groups(tables) -> None:
    """What became of the table of outlets, where one was given."""
    groups = tables.opened.groups
    if tables.opened.groups_problem:
        st.error(theme.markdown_text(f"Your table of outlets cannot be used: {tables.opened.groups_problem}"))
    if not groups.columns:
        return
    rows = [
        *(("outlet in no row", name) for name in groups.ungrouped),
        *(("row that names no outlet here", row) for row in groups.unmatched),
        *(("row that repeats an outlet", row) for row in groups.repeated),
    ]
    label = f"Your table of outlets: {theme.counted(len(rows), 'row or outlet without a partner', 'rows and outlets without a partner')}"
    with st.expander(label if rows else "Your table of outlets names every outlet", key="groups-left", on_change="rerun") as behind:
        if behind.open:
            st.caption(theme.markdown_text(groups.notes(1)[0]))
            frame = pd.DataFrame(rows, columns=["what", "which"]).astype("str")
            if rows:
                parts.table_card(frame, "groups-left", tables, columns={"what": ("What", ""), "which": ("Which", "")})


def _evidence(tables) -> None:
    """What outlets and dates were read from."""
    with st.expander("How outlets and dates are known", key="known", on_change="rerun") as behind:
        if behind.open:
            rows = tables.measure("evidence_shares")
            rows = rows.assign(confidence=rows["confidence"].map(CONFIDENCE))
            heads = {
                "what": ("What", ""),
                "confidence": ("How sure", ""),
                "evidence": ("Read from", ""),
                "n_articles": ("Articles", ""),
            }
            parts.table_card(rows, "evidence-shares", tables, columns=heads)


def _languages(tables) -> None:
    """Which analyses are complete for which language."""
    has_other = tables.measure("data_reliability").query("aspect == 'language' and n < n_of")
    with st.expander("What is analysed in which language", key="languages", expanded=len(has_other) > 0, on_change="rerun") as behind:
        if behind.open:
            rows = pd.DataFrame(ANALYSES, columns=["analysis", "English", "other languages"]).astype("str")
            parts.table_card(rows, "languages", tables, columns={name: (name.capitalize(), "") for name in rows})
