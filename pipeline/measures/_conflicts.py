"""The sides of disagreements: which of them say the same, and where in the text the difference stands."""

import re

import pandas as pd

from pipeline.measures._outlets import names, with_outlet
from pipeline.text import fold, word_spans

SPAN = ["article_id", "start", "end"]
_REACH = 160  # characters between a quotation and the name of its speaker
_SHOWN = ("story_id", "title", "url", "published_at", "published_precision")


def sides(
    outlets: pd.DataFrame, articles: pd.DataFrame, conflicts: pd.DataFrame, figures: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """One row a side, with `position`: 1, 2, … for what is said, in the order it was first published; sides with one number agree.

    The span is widened to the speaker's name where speakers differ. `differs` are the places in the body where the difference stands,
    "start-end start-end". `superseded_by` is what an outlet that takes this side says in a later article, the latest where there are
    several; empty where none does, and where an outlet moved the other way. Disagreements of which fewer than
    two positions, or two outlets, are left in the selection are no rows.
    """
    rows = with_outlet(conflicts, articles, *_SHOWN[1:])
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    bodies = articles[articles["article_id"].isin(rows["article_id"].unique())].set_index("article_id")["body"]
    amounts = _by_article(figures, rows, ["start", "end", "value", "value_high", "unit", "hedge"])
    speakers = _by_article(quotes, rows, ["start", "speaker_text", "source_id"])
    found = [
        _placed(row, bodies[row.article_id], amounts.get(row.article_id, []), speakers.get(row.article_id, [])) for row in rows.itertuples()
    ]
    for column, i, dtype in (("start", 0, "int64"), ("end", 1, "int64"), ("differs", 2, "str"), ("_says", 3, "str")):
        rows[column] = pd.Series([place[i] for place in found], index=rows.index, dtype=dtype)
    rows["position"] = _positions(rows)
    by = rows.groupby("conflict_id")
    rows = rows[by["position"].transform("max").ge(2) & by["outlet_id"].transform("nunique").ge(2)]
    order = ["conflict_id", "position", "published_at", "outlet_name", *SPAN, "value"]
    rows = rows.sort_values(order, na_position="last", ignore_index=True)
    return rows.merge(_superseded(rows), on=["conflict_id", "position"], how="left")


def _superseded(rows: pd.DataFrame) -> pd.DataFrame:
    """conflict_id, position, superseded_by: positions that an outlet has left for another in a later article."""
    each = rows.loc[rows["published_at"].notna(), ["conflict_id", "position", "outlet_id", "published_at", "value"]]
    steps = each.merge(each, on=["conflict_id", "outlet_id"], suffixes=("", "_later"))
    steps = steps[steps["position"].ne(steps["position_later"]) & (steps["published_at"] < steps["published_at_later"])]
    steps = steps.sort_values(["conflict_id", "position", "published_at_later", "position_later", "value_later"])
    ways = set(_places(steps))
    is_one_way = pd.Series([(c, later, first) not in ways for c, first, later in _places(steps)], index=steps.index, dtype="bool")
    last = steps[is_one_way].drop_duplicates(["conflict_id", "position"], keep="last")
    return last[["conflict_id", "position", "value_later"]].set_axis(["conflict_id", "position", "superseded_by"], axis=1)


def _places(steps: pd.DataFrame) -> list[tuple]:
    """conflict_id, first and later position of each step."""
    return list(zip(*(steps[column].tolist() for column in ("conflict_id", "position", "position_later")), strict=True))


def _by_article(rows: pd.DataFrame, wanted: pd.DataFrame, columns: list[str]) -> dict[str, list]:
    """The rows of the articles that have a side, for each."""
    near = rows[rows["article_id"].isin(wanted["article_id"].unique())].sort_values(columns[0])
    found: dict[str, list] = {}
    for article, row in zip(near["article_id"], near[columns].itertuples(), strict=True):
        found.setdefault(article, []).append(row)
    return found


def _placed(side, body: str, amounts: list, speakers: list) -> tuple[int, int, str, str]:
    """Start and end to show, the places that differ, and what is said in a form that is equal where sides agree."""
    start, end = int(side.start), int(side.end)
    if side.kind == "figure":
        inside = [a for a in amounts if start <= a.start and a.end <= end and side.value.endswith(body[a.start : a.end])]
        if inside:
            best = max(inside, key=lambda a: (a.end - a.start, -a.start))
            hedge = best.hedge if isinstance(best.hedge, str) else ""
            return start, end, f"{best.start}-{best.end}", f"{best.value} {best.value_high} {fold(str(best.unit))} {hedge}"
    if side.kind == "attribution":
        quoted = next((q for q in speakers if q.start == start), None)
        if quoted is not None:
            known = quoted.source_id if isinstance(quoted.source_id, str) else fold(side.value)
            named = quoted.speaker_text if isinstance(quoted.speaker_text, str) else ""
            return *with_name(body, start, end, named), known
    places = _words(body, start, end, side.value) if side.kind == "wording" else _whole(body, start, end, side.value)
    return start, end, places, fold(side.value)


def with_name(body: str, start: int, end: int, name: str) -> tuple[int, int, str]:
    """A quotation widened to the nearest place of its speaker's name in the paragraph, and that place; as it is where there is none.

    Example:
        >>> with_name("“We lost it all,” said Mara Quill, a baker.", 1, 16, "Mara Quill")
        (1, 33, '23-33')
    """
    if not name:
        return start, end, ""
    first = max(body.rfind("\n\n", 0, start) + 1, start - _REACH, 0)
    last = body.find("\n\n", end, end + _REACH)
    last = min(len(body), end + _REACH) if last < 0 else last
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    after = pattern.search(body, end, last)
    before = max(pattern.finditer(body, first, start), key=re.Match.start, default=None)
    if after and (before is None or after.start() - end <= start - before.end()):
        return start, after.end(), f"{after.start()}-{after.end()}"
    return (before.start(), end, f"{before.start()}-{before.end()}") if before else (start, end, "")


def _whole(body: str, start: int, end: int, value: str) -> str:
    """The first place of the value in the span."""
    place = re.compile(re.escape(value), re.IGNORECASE).search(body, start, end)
    return f"{place.start()}-{place.end()}" if place else ""


def _words(body: str, start: int, end: int, value: str) -> str:
    """The places of the value's words in the span."""
    told = {fold(part) for word in value.replace(";", " ").split() for part in word.split("-")}
    spans = [(start + i, start + j) for i, j in word_spans(body[start:end])]
    return " ".join(f"{i}-{j}" for i, j in spans if set(fold(body[i:j]).split("-")) & told)


def _positions(rows: pd.DataFrame) -> pd.Series:
    """1, 2, … for each different thing said in a disagreement, the first published first, undated ones last."""
    each = rows.groupby(["conflict_id", "_says"], as_index=False).agg(at=("published_at", "min"))
    each = each.sort_values(["conflict_id", "at", "_says"], na_position="last")
    each["position"] = each.groupby("conflict_id").cumcount() + 1
    places = rows[["conflict_id", "_says"]].merge(each, on=["conflict_id", "_says"], how="left")["position"]
    return places.set_axis(rows.index).astype("int64")
