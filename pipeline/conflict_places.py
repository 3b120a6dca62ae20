"""Where in a text the side of a disagreement stands, and what it says: the same whoever else takes part."""

import re

import pandas as pd

from pipeline.text import fold, word_spans

SHOWN = ("shown_start", "shown_end", "differs", "says")
_REACH = 160  # characters between a quotation and the name of its speaker


def placed(conflicts: pd.DataFrame, articles: pd.DataFrame, figures: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """For each side of a disagreement what is shown of it, and what it says in a form that is equal where sides agree.

    Args:
        conflicts: article_id, start, end, kind, value.
        articles: article_id, body.
        figures: article_id, start, end, value, value_high, unit, hedge.
        quotes: article_id, start, speaker_text, source_id.

    Returns:
        In the order and with the index of the conflicts: shown_start, shown_end (widened to the speaker's name where speakers differ),
        int64; differs ("start-end start-end", places in the body), says.
    """
    near = articles[articles["article_id"].isin(conflicts["article_id"].unique())]
    bodies = dict(zip(near["article_id"], near["body"], strict=True))
    amounts = _by_article(figures, conflicts, ["start", "end", "value", "value_high", "unit", "hedge"])
    speakers = _by_article(quotes, conflicts, ["start", "speaker_text", "source_id"])
    sides = conflicts[["article_id", "start", "end", "kind", "value"]].itertuples(index=False)
    found = [_placed(x, bodies[x.article_id], amounts.get(x.article_id, []), speakers.get(x.article_id, [])) for x in sides]
    rows = pd.DataFrame(found, columns=list(SHOWN), index=conflicts.index)
    return rows.astype(dict(zip(SHOWN, ("int64", "int64", "str", "str"), strict=True)))


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
