"""What a person is asked when something is wrong: one choice of what it is, then what is right, as a line of the corrections file."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.data import View
from pipeline import corrections, moments

if TYPE_CHECKING:
    from dashboard.correcting import About

Row = dict[str, str]


class Stretch(NamedTuple):
    """A stretch of an article."""

    article_id: str
    start: int
    end: int


_MOST = 500  # choices in a list


def ask(tables: View, about: "About") -> Row | None:
    """Draw the questions.

    Args:
        tables: the view.
        about: what may be wrong.

    Returns:
        The line of the corrections file; None until all that it needs is given.
    """
    asked = _questions(tables, about)
    if not asked:
        st.caption("Nothing can be corrected here.")
        return None
    wrong = st.selectbox("What is wrong?", list(asked), index=0 if len(asked) == 1 else None, key="correct_what", placeholder="Choose")
    return asked[wrong]() if wrong in asked else None


def _questions(tables: View, about: "About") -> dict[str, Callable[[], Row | None]]:
    """What may be wrong here: label → what asks for it."""
    asked: dict[str, Callable[[], Row | None]] = {}
    if about.removed and about.article_id:
        row = {"kind": "is text", "article": article_cell(tables, about.article_id), "text": about.removed}
        return {"This line belongs to the text of the article": lambda: row}
    if about.start >= 0 and about.article_id:
        asked |= _of_stretch(tables, about)
    if about.source_id:
        asked["This source is the same as another one"] = lambda: _same_source(tables, about.source_id)
    if about.outlet_id:
        asked |= {
            "The outlet is called otherwise": lambda: _called(tables, about.outlet_id),
            "The outlet is the same as another one": lambda: _same_outlet(tables, about.outlet_id),
        }
    if not (asked or about.article_id):
        return _of_anything(tables)
    return {**asked, **_of_article(tables, about.article_id)} if about.article_id else asked


def _of_anything(tables: View) -> dict[str, Callable[[], Row | None]]:
    """What may be wrong anywhere: the person says first with what."""
    outlets = dict(zip(tables.opened.outlets["shown"], tables.opened.outlets["outlet_id"], strict=True))
    sources = {shown: corrections.parts_of(cell)[0] for shown, cell in _sources(tables).items()}
    return {
        "The name of an outlet": lambda: _with_one("Outlet", outlets, lambda outlet_id: _called(tables, outlet_id)),
        "Two outlets are one": lambda: _with_one("Outlet", outlets, lambda outlet_id: _same_outlet(tables, outlet_id)),
        "Two sources are one": lambda: _with_one("Source", sources, lambda source_id: _same_source(tables, source_id)),
        "Something in an article": lambda: _with_one("Article", _titles(tables), lambda article_id: _about_article(tables, article_id)),
    }


def _with_one(label: str, ids: dict[str, str], then: Callable[[str], Row | None]) -> Row | None:
    """Ask which one, then what about it."""
    name = st.selectbox(label, list(ids), index=None, key="correct_one", placeholder="Choose, or type a word of it")
    return then(ids[name]) if name in ids else None


def _titles(tables: View) -> dict[str, str]:
    """A line for each article that no other has → its id."""
    lines: dict[str, str] = {}
    for article in tables.opened.articles.reset_index(drop=True).sort_values(["title", "article_id"]).to_dict("records"):
        line = f"{article['title']} ({tables.outlet_names.get(article['outlet_id'], '')})"
        lines[line if line not in lines else f"{line} {article['article_id']}"] = article["article_id"]
    return lines


def _about_article(tables: View, article_id: str) -> Row | None:
    """What is wrong with an article that was chosen."""
    asked = _of_article(tables, article_id)
    wrong = st.selectbox("What about it?", list(asked), index=None, key="correct_what_of_article", placeholder="Choose")
    return asked[wrong]() if wrong in asked else None


def _of_article(tables: View, article_id: str) -> dict[str, Callable[[], Row | None]]:
    """What may be wrong with an article."""
    outlet_id = tables.opened.articles.at[article_id, "outlet_id"]
    left = tables.whole["removed"]
    left = left[(left["article_id"] == article_id) & (left["reason"] != "correction")]
    is_full = tables.opened.articles.at[article_id, "kind"] == "full"
    return {
        **({"A sentence or quotation in it is wrong": lambda: _in_it(tables, article_id)} if is_full else {}),
        **({"A line that was left out belongs to its text": lambda: _line(tables, article_id, left)} if len(left) else {}),
        "The article is by another outlet": lambda: _outlet(tables, article_id),
        "The outlet’s name is wrong, in all its articles": lambda: _called(tables, outlet_id),
        "The outlet is the same as another one": lambda: _same_outlet(tables, outlet_id),
        "The date is wrong": lambda: _date(tables, article_id),
        "The author is wrong": lambda: _author(tables, article_id),
        "The article belongs to another story": lambda: _story(tables, article_id),
        "The article should be left out": lambda: {"kind": "leave out", "article": article_cell(tables, article_id)},
    }


def _in_it(tables: View, article_id: str) -> Row | None:
    """A sentence of an article, and what is wrong with it."""
    rows = tables.whole["sentences"]
    rows = rows[rows["article_id"] == article_id].sort_values("start")
    places = dict(zip(rows["text"], zip(rows["start"], rows["end"], strict=True), strict=True))
    text = st.selectbox(
        "Which sentence?",
        list(places),
        index=None,
        key="correct_sentence",
        placeholder="Choose, or type a word of it",
        format_func=lambda t: theme.shortened(t, 160),
    )
    if text not in places:
        return None
    asked = _of_stretch(tables, Stretch(article_id, *(int(x) for x in places[text])))
    wrong = st.selectbox("What is wrong with it?", list(asked), index=None, key="correct_what_of_it", placeholder="Choose")
    return asked[wrong]() if wrong in asked else None


def _line(tables: View, article_id: str, left: pd.DataFrame) -> Row | None:
    """A line that was left out of an article."""
    text = st.selectbox(
        "Which line?",
        list(dict.fromkeys(left["text"])),
        index=None,
        key="correct_line",
        placeholder="Choose",
        format_func=lambda t: theme.shortened(t, 160),
    )
    return {"kind": "is text", "article": article_cell(tables, article_id), "text": text} if text else None


def _of_stretch(tables: View, about: "About | Stretch") -> dict[str, Callable[[], Row | None]]:
    """What may be wrong with a stretch of an article: its quotations, its statements, its sentences."""
    asked: dict[str, Callable[[], Row | None]] = {}
    quotes, statements = (_inside(tables, name, about) for name in ("quotes", "facts"))
    if len(quotes):
        asked |= {
            "Somebody else said this": lambda: _speaker(tables, about.article_id, quotes),
            "This was said by another person of that name": lambda: _split(tables, about.article_id, quotes),
        }
        if quotes["source_id"].notna().any():
            source_id = quotes["source_id"].dropna().iloc[0]
            asked["The speaker is the same as another source"] = lambda: _same_source(tables, source_id)
    if len(statements):
        asked |= {
            "This does not state the same as another sentence": lambda: _other_fact(tables, statements),
            "This states the same as another sentence": lambda: _same_fact(tables, statements),
        }
    return asked | {
        "This sentence is a notice of the outlet, no news": lambda: _boilerplate(tables, about),
        "This is no part of the article": lambda: _no_text(tables, about),
    }


def _inside(tables: View, name: str, about: "About | Stretch") -> pd.DataFrame:
    """The rows of a table that overlap a stretch, each words once."""
    rows = tables.whole[name]
    rows = rows[(rows["article_id"] == about.article_id) & (rows["start"] < about.end) & (rows["end"] > about.start)]
    return rows.drop_duplicates("text").sort_values("start")


def article_cell(tables: View, article_id: str) -> str:
    """The cell that names an article."""
    return corrections.article_cell(tables.opened.articles.loc[article_id])


def _outlets(tables: View, but: str = "") -> dict[str, str]:
    """Name shown → cell of each outlet, but for one."""
    rows = tables.opened.outlets
    return {
        shown: corrections.outlet_cell(row)
        for shown, row in zip(rows["shown"], rows.to_dict("records"), strict=True)
        if row["outlet_id"] != but
    }


def _outlet(tables: View, article_id: str) -> Row | None:
    """The right outlet of an article, one of those that are there or a new one."""
    cells = _outlets(tables, tables.opened.articles.at[article_id, "outlet_id"])
    name = st.selectbox(
        "Right outlet", list(cells), index=None, key="correct_outlet", accept_new_options=True, placeholder="Choose, or write a new name"
    )
    return {"kind": "other outlet", "article": article_cell(tables, article_id), "value": cells.get(name, name)} if name else None


def _called(tables: View, outlet_id: str) -> Row | None:
    """The right name of an outlet."""
    outlet = tables.opened.outlets.set_index("outlet_id", drop=False).loc[outlet_id]
    name = st.text_input("Right name", value=outlet["outlet_name"], key="correct_name", max_chars=120).strip()
    is_new = bool(name) and name != outlet["outlet_name"]
    return {"kind": "rename outlet", "outlet": corrections.outlet_cell(outlet), "value": name} if is_new else None


def _same_outlet(tables: View, outlet_id: str) -> Row | None:
    """The outlet that another one is the same as."""
    outlet = tables.opened.outlets.set_index("outlet_id", drop=False).loc[outlet_id]
    cells = _outlets(tables, outlet_id)
    name = st.selectbox("Same as", list(cells), index=None, key="correct_same_outlet", placeholder="Its name is kept")
    return {"kind": "merge outlets", "outlet": corrections.outlet_cell(outlet), "value": cells[name]} if name in cells else None


def _date(tables: View, article_id: str) -> Row | None:
    """The right day, with time and zone where they are known."""
    known = tables.opened.articles.at[article_id, "published_at"]
    day = st.date_input(
        "Day of publication",
        value=None if pd.isna(known) else known.date(),
        key="correct_day",
        format="YYYY-MM-DD",
        min_value=date(moments.FIRST_YEAR, 1, 1),
        max_value=date(moments.LAST_YEAR, 12, 31),
    )
    left, right = st.columns(2)
    time = left.text_input("Time, if known", key="correct_time", placeholder="09:30", max_chars=8).strip()
    zone = right.text_input("Zone of that time", key="correct_zone", placeholder="+01:00", max_chars=6).strip()
    is_unknown = st.checkbox("The date is not known", key="correct_undated")
    value = corrections.UNKNOWN if is_unknown else _written(day, time, zone)
    is_odd = (time and not re.fullmatch(r"[0-2]?\d:[0-5]\d(:[0-5]\d)?", time)) or (zone and not re.fullmatch(r"[+-]\d\d:\d\d|Z", zone))
    if is_odd or (zone and not time):
        st.warning("Write the time as 09:30, and the zone as +01:00.")
        return None
    return {"kind": "date", "article": article_cell(tables, article_id), "value": value} if value else None


def _written(day: object, time: str, zone: str) -> str:
    """A date in a form that a spreadsheet leaves alone.

    Example:
        >>> _written(date(2031, 5, 4), "", ""), _written(date(2031, 5, 4), "09:30", "+02:00")
        ('day 2031-05-04', '2031-05-04 at 09:30 +02:00')
    """
    if not isinstance(day, date):
        return ""
    return f"{day:%Y-%m-%d} at {time} {zone}".strip() if time else f"day {day:%Y-%m-%d}"


def _author(tables: View, article_id: str) -> Row | None:
    """The right author."""
    known = tables.opened.articles.at[article_id, "author"]
    name = st.text_input(
        "Right author, several separated by commas",
        value=known if isinstance(known, str) else "",
        key="correct_author",
        max_chars=300,
        placeholder="Leave empty where the author is not known",
    ).strip()
    is_new = name != (known if isinstance(known, str) else "")
    return {"kind": "author", "article": article_cell(tables, article_id), "value": name or corrections.UNKNOWN} if is_new else None


def _story(tables: View, article_id: str) -> Row | None:
    """The right story: that of another article, or one of its own."""
    own, alone = tables.opened.articles.at[article_id, "story_id"], "A story of its own"
    stories = tables.opened.stories
    ids = dict(zip(stories["shown"], stories["story_id"], strict=True))
    label = st.selectbox(
        "Right story", [alone, *(shown for shown, i in ids.items() if i != own)], index=None, key="correct_story", placeholder="Choose"
    )
    if label == alone:
        return {"kind": "own story", "article": article_cell(tables, article_id)}
    if label not in ids:
        return None
    articles = tables.opened.articles
    there = articles[articles["story_id"] == ids[label]].sort_index()
    central = there[there["title"] == stories.set_index("story_id").at[ids[label], "label"]]
    other = (central if len(central) else there)["article_id"].iloc[0]
    return {"kind": "move to story", "article": article_cell(tables, article_id), "other_article": article_cell(tables, other)}


def _one_of(rows: pd.DataFrame, label: str) -> str:
    """The words of one row, chosen where there are several."""
    texts = rows["text"].tolist()
    return texts[0] if len(texts) == 1 else st.selectbox(label, texts, key="correct_which", format_func=lambda t: theme.shortened(t, 120))


def _sources(tables: View, but: str = "") -> dict[str, str]:
    """A line for each source that no other has → its cell; sources that are named first."""
    rows = tables.whole["sources"]
    rows = rows[rows["source_id"] != but]
    rows = rows.assign(_last=rows["kind"].eq("unnamed")).sort_values(["_last", "source_name", "source_id"])
    cells: dict[str, str] = {}
    for row in rows.to_dict("records"):
        shown = f"{row['source_name']}, {row['role']}" if isinstance(row["role"], str) else row["source_name"]
        cells[shown if shown not in cells else f"{shown} ({len(cells)})"] = corrections.source_cell(row)
    return cells


def _speaker(tables: View, article_id: str, quotes: pd.DataFrame) -> Row | None:
    """Who said a quotation."""
    text = _one_of(quotes, "Which words?")
    cells, unknown = _sources(tables), "Not known"
    name = st.selectbox(
        "Who said it?",
        [unknown, *cells],
        index=None,
        key="correct_speaker",
        accept_new_options=True,
        placeholder="Choose, or write a new name",
    )
    value = corrections.UNKNOWN if name == unknown else cells.get(name, name)
    return {"kind": "speaker", "article": article_cell(tables, article_id), "text": text, "value": value} if name else None


def _split(tables: View, article_id: str, quotes: pd.DataFrame) -> Row:
    """A quotation of another person of the same name."""
    text = _one_of(quotes, "Which words?")
    name = st.text_input("Name to tell that person by", key="correct_split", max_chars=120, placeholder="such as “Ann Lee (coach)”").strip()
    source_id = quotes.loc[quotes["text"] == text, "source_id"].iloc[0]
    known = tables.whole["sources"]
    found = known[known["source_id"] == source_id].to_dict("records") if isinstance(source_id, str) else []
    source = corrections.source_cell(found[0]) if found else ""
    return {"kind": "split source", "article": article_cell(tables, article_id), "text": text, "source": source, "value": name}


def _same_source(tables: View, source_id: str) -> Row | None:
    """The source that another one is the same as."""
    sources = tables.whole["sources"]
    found = sources[sources["source_id"] == source_id].to_dict("records")
    cells = _sources(tables, source_id)
    name = st.selectbox("Same as", list(cells), index=None, key="correct_same_source", placeholder="That name is kept")
    return {"kind": "merge sources", "source": corrections.source_cell(found[0]), "value": cells[name]} if found and name in cells else None


def _boilerplate(tables: View, about: "About | Stretch") -> Row | None:
    """The sentence or paragraph as a notice of its outlet, or no longer."""
    texts, rows = _texts(tables, about), _inside(tables, "sentences", about)
    if not texts:
        return None
    chosen = st.selectbox("What is a notice?", list(texts), key="correct_notice", format_func=lambda t: theme.shortened(t, 160))
    is_known = chosen in set(rows.loc[rows["is_boilerplate"], "text"])
    if is_known:
        st.caption("It is taken as a notice now; this takes that back.")
    kind = "not boilerplate" if is_known else "boilerplate"
    return {"kind": kind, "article": article_cell(tables, about.article_id), "text": texts[chosen]}


def _no_text(tables: View, about: "About | Stretch") -> Row | None:
    """The sentence, or its paragraph, as no part of the article."""
    texts = _texts(tables, about)
    if not texts:
        return None
    chosen = st.selectbox("What is no part of it?", list(texts), key="correct_no_text", format_func=lambda t: theme.shortened(t, 160))
    return {"kind": "not text", "article": article_cell(tables, about.article_id), "text": texts[chosen]}


def _texts(tables: View, about: "About | Stretch") -> dict[str, str]:
    """What can be marked at a stretch: label → each sentence, and the whole paragraph."""
    sentences = _inside(tables, "sentences", about)["text"].tolist()
    if not sentences:
        return {}
    whole = tables.opened.body(about.article_id)
    first, end = whole.rfind("\n\n", 0, about.start) + 2, whole.find("\n\n", about.start)
    paragraph = whole[0 if first == 1 else first : None if end < 0 else end]
    return {**{text: text for text in sentences}, f"The whole paragraph: {paragraph}": paragraph}


def _other_fact(tables: View, statements: pd.DataFrame) -> Row | None:
    """Another statement of the same fact, which does not state the same."""
    facts = tables.whole["facts"]
    one = statements[statements["text"] == _one_of(statements, "Which statement?")].iloc[0]
    ids = facts.loc[_same_span(facts, one), "fact_id"]
    others = facts[facts["fact_id"].isin(ids) & ~_same_span(facts, one)].drop_duplicates(["article_id", "start", "end"])
    return _pair(tables, one, others, "not same fact")


def _same_fact(tables: View, statements: pd.DataFrame) -> Row | None:
    """A statement of another outlet of the story that states the same; likely ones first."""
    facts, articles = tables.whole["facts"], tables.opened.articles
    one = statements[statements["text"] == _one_of(statements, "Which statement?")].iloc[0]
    home = articles.loc[one["article_id"]]
    there = articles[(articles["story_id"] == home["story_id"]) & (articles["outlet_id"] != home["outlet_id"])]["article_id"]
    mine = set(facts.loc[_same_span(facts, one), "fact_id"])
    others = facts[facts["article_id"].isin(there) & ~facts["fact_id"].isin(mine)].drop_duplicates(["article_id", "start", "end"])
    words = set(one["text"].casefold().split())
    rank = [-len(words & set(text.casefold().split())) for text in others["text"]]
    return _pair(tables, one, others.assign(_rank=rank).sort_values(["_rank", "text"], kind="stable"), "same fact")


def _same_span(rows: pd.DataFrame, one: Mapping) -> pd.Series:
    """Which rows are of one statement."""
    return (rows["article_id"] == one["article_id"]) & (rows["start"] == one["start"]) & (rows["end"] == one["end"])


def _pair(tables: View, one: Mapping, others: pd.DataFrame, kind: str) -> Row | None:
    """A judgement of a statement and one of some others."""
    if others.empty:
        st.caption("No other statement to tell it apart from." if kind == "not same fact" else "No other outlet tells this story in full.")
        return None
    outlets = tables.opened.articles["outlet_id"]
    shown = {}
    for row in others.head(_MOST).to_dict("records"):
        line = f"{tables.outlet_names.get(outlets[row['article_id']], '')}: {row['text']}"
        shown.setdefault(line, row)
    line = st.selectbox(
        "The other sentence",
        list(shown),
        index=None,
        key="correct_other",
        format_func=lambda t: theme.shortened(t, 160),
        placeholder="Choose",
    )
    return _judgement(tables, one, shown[line], kind) if line in shown else None


def _judgement(tables: View, one: Mapping, other: Mapping, kind: str) -> Row:
    """The line that judges two statements, the same in whatever order they are given."""
    sides = sorted((article_cell(tables, side["article_id"]), side["text"]) for side in (one, other))
    return {"kind": kind, "article": sides[0][0], "text": sides[0][1], "other_article": sides[1][0], "other_text": sides[1][1]}


def judged(tables: View, pair: Mapping, kind: str) -> Row:
    """The line that judges a pair of spans.

    Args:
        tables: the view.
        pair: article_id, start, end, other_article_id, other_start, other_end.
        kind: same fact, or not same fact.
    """
    body = tables.opened.body
    one = {"article_id": pair["article_id"], "text": body(pair["article_id"])[int(pair["start"]) : int(pair["end"])]}
    other_id = pair["other_article_id"]
    other = {"article_id": other_id, "text": body(other_id)[int(pair["other_start"]) : int(pair["other_end"])]}
    return _judgement(tables, one, other, kind)
