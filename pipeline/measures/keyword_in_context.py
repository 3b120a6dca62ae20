"""A keyword with the words around it, wherever it stands."""

import pandas as pd

from pipeline.measures._outlets import names, with_outlet
from pipeline.terms import places

QUESTION = "In which words does each outlet use this keyword?"
UNIT = "share of the article before the keyword"
RANGE = (0, 1)
VALUE = "position"
EXAMPLE = (
    {
        "outlets": [{"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True}],
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full", "title": "Ferry", "body": "Old ferry. Two ferries: it is ok"}],
        "sentences": [{"article_id": "a", "start": 11, "end": 32, "text": "Two ferries: it is ok"}],
        "keywords": [{"article_id": "a", "keyword": "ferry", "n": 2, "n_words_in_term": 1}],
    },
    {"keyword": "ferry"},
    [
        {
            "keyword": "ferry",
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "article_id": "a",
            "start": 15,
            "end": 22,
            "text": "ferries",
            "left": "Two",
            "right": ": it is ok",
            "sentence_start": 11,
            "sentence_end": 32,
            "position": 15 / 32,
        }
    ],
)


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    keywords: pd.DataFrame,
    *,
    keyword: str = "",
    outlet_id: str = "",
    limit: int = 200,
) -> pd.DataFrame:
    """One row for each place where the keyword stands in the selected sentences, by outlet, article and place.

    How to read it: the places that the keyword's counts count: plurals and possessives are counted with their word; sentences
    left out (boilerplate, or wire copy if it is switched off) have none.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, body, language.
        sentences: span.
        keywords: article_id, keyword.
        keyword: a term of `keywords`; "" gives no row.
        outlet_id: places in this outlet only; empty for all.
        limit: how many places at most, outlets in turn.

    Returns:
        keyword, outlet_id, outlet_name, article_id, start, end, text (as written), left and right (the rest of its sentence),
        sentence_start, sentence_end; position (0 to 1, share of the body before it).
    """
    with_term = keywords.loc[keywords["keyword"].eq(keyword), ["article_id"]]
    rows = with_outlet(with_term, articles, "body", "language").sort_values(["outlet_id", "article_id"], ignore_index=True)
    if outlet_id:
        rows = rows[rows["outlet_id"].eq(outlet_id)]
    rows = rows.assign(turn=rows.groupby("outlet_id").cumcount()).sort_values(["turn", "outlet_id"]).head(limit)
    found = _places(rows, sentences, keyword).merge(rows[["article_id", "outlet_id", "turn"]], on="article_id").head(limit)
    found["outlet_name"] = found["outlet_id"].map(names(outlets)).astype("str")
    found = found.assign(keyword=keyword).astype({"keyword": "str"})
    return found.sort_values(["outlet_name", "outlet_id", "turn", "start"], ignore_index=True)[list(EXAMPLE[2][0])]


def _places(articles: pd.DataFrame, sentences: pd.DataFrame, keyword: str) -> pd.DataFrame:
    """Each place in the articles, with the rest of its sentence."""
    sentences = sentences[sentences["article_id"].isin(articles["article_id"].unique())]
    spans = {a: list(zip(s["start"], s["end"], strict=True)) for a, s in sentences.groupby("article_id")}
    found = [
        (article, *place, start, end, body[start:end], start / len(body), body[place[0] : start].strip(), body[end : place[1]].strip())
        for article, body, language in zip(*(articles[c] for c in ("article_id", "body", "language")), strict=True)
        for start, end in places(body, keyword, language if isinstance(language, str) else "")
        for place in _around(spans.get(article, []), start)
    ]
    kinds = dict.fromkeys(["sentence_start", "sentence_end", "start", "end"], "int64") | {"text": "str", "position": "float64"}
    columns = ["article_id", *kinds, "left", "right"]
    return pd.DataFrame(found, columns=columns).astype(kinds | dict.fromkeys(["article_id", "left", "right"], "str"))


def _around(spans: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The selected sentence that holds a place; none where it was left out."""
    return [(start, end) for start, end in spans if start <= at < end]
