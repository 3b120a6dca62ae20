"""What two outlets have in common, item by item, with both texts."""

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._context import occurrences
from pipeline.measures._outlets import of_texts, with_outlet
from pipeline.measures._pairs import SOURCE_KINDS, named_sources
from pipeline.speakers import per_source

QUESTION = "Which items do these two outlets share, and in which words does each give them?"
UNIT = "times in the first outlet; shared words for a passage"
RANGE = (1, None)
VALUE = "n"
NEEDED = {
    "sources": {"sources", "quotes"},
    "people": {"sources", "quotes"},
    "organisations": {"sources", "quotes"},
    "utterances": {"quotes"},
    "facts": {"facts", "matches"},
    "passages": {"passages"},
    "vocabulary": {"keywords", "sentences"},
}
ITEM = {**dict.fromkeys(SOURCE_KINDS, "source_id"), "utterances": "utterance_id", "facts": "fact_id"}
EXAMPLE = (
    {
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}, {"article_id": "b", "outlet_id": "y", "kind": "full"}],
        "facts": [
            {"fact_id": "f", "article_id": "a", "start": 0, "end": 8, "text": "It shut."},
            {"fact_id": "f", "article_id": "a", "start": 9, "end": 13, "text": "Shut"},
            {"fact_id": "f", "article_id": "b", "start": 0, "end": 14, "text": "Doors are shut"},
            {"fact_id": "g", "article_id": "b", "start": 20, "end": 24, "text": "Rain"},
        ],
        "matches": [
            {
                "article_id": "a",
                "start": 9,
                "end": 13,
                "other_article_id": "b",
                "other_start": 0,
                "other_end": 14,
                "score": 0.8,
                "band": "same",
            }
        ],
    },
    {"shared": "facts", "outlet_id": "x", "other_outlet_id": "y"},
    [
        {
            "item_id": "f",
            "label": "Shut",
            "n": 2,
            "n_other": 1,
            "score": 0.8,
            "article_id": "a",
            "start": 9,
            "end": 13,
            "text": "Shut",
            "other_article_id": "b",
            "other_start": 0,
            "other_end": 14,
            "other_text": "Doors are shut",
        }
    ],
)
COLUMNS = list(EXAMPLE[2][0])


def needs(*, shared: str = "sources", **_) -> set[str]:
    """The tables that this kind of item reads."""
    return {"articles"} | NEEDED[shared]


def measure(
    articles: pd.DataFrame,
    sources: pd.DataFrame,
    quotes: pd.DataFrame,
    facts: pd.DataFrame,
    matches: pd.DataFrame,
    passages: pd.DataFrame,
    keywords: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    shared: str = "sources",
    outlet_id: str = "",
    other_outlet_id: str = "",
    limit: int = 500,
) -> pd.DataFrame:
    """One row an item that both outlets have, with one text of each side by side: the items that `source_overlap` counts.

    How to read it: of a fact, the two statements that match best (`score`; empty where they are joined through a third outlet);
    of an utterance, the longest rendering of each; of a source, its first quotation in each; of a word, its first sentence in the
    article of each that uses it most. A passage is a row of its own.

    Args:
        articles: article_id, outlet_id, kind, body.
        sources: source_id, source_name, kind.
        quotes: span, text, utterance_id, source_id, quotation_id.
        facts: fact_id, span, text.
        matches: both spans, score.
        passages: both spans, n_words.
        keywords: article_id, keyword, n, n_words_in_term.
        sentences: span, text.
        shared: sources, people, organisations, utterances, facts, passages or vocabulary.
        outlet_id: the first outlet.
        other_outlet_id: the other.
        limit: how many items at most, the most frequent first.

    Returns:
        item_id, label; n, n_other (times in each outlet; words of a passage), int64; score (0 to 1, facts only); span and text in
        the first outlet, span and text in the other.
    """
    if shared == "passages":
        rows = _passages(articles, passages, outlet_id, other_outlet_id)
    elif shared == "vocabulary":
        rows = _vocabulary((articles, keywords, sentences), outlet_id, other_outlet_id, limit)
    else:
        rows = _items(
            shared, articles, {"sources": sources, "quotes": quotes, "facts": facts, "matches": matches}, (outlet_id, other_outlet_id)
        )
    rows = rows.sort_values(["n", "n_other", "label", "item_id"], ascending=[False, False, True, True]).head(limit)
    kinds = {
        "n": "int64",
        "n_other": "int64",
        "score": "float64",
        "start": "int64",
        "end": "int64",
        "other_start": "int64",
        "other_end": "int64",
    }
    return rows[COLUMNS].astype(dict.fromkeys(COLUMNS, "str") | kinds).reset_index(drop=True)


def _items(shared: str, articles: pd.DataFrame, tables: dict[str, pd.DataFrame], pair: tuple[str, str]) -> pd.DataFrame:
    """Facts, utterances or sources of both outlets."""
    item, name = ITEM[shared], "facts" if shared == "facts" else "quotes"
    rows = with_outlet(tables[name], articles).dropna(subset=item)
    if shared in SOURCE_KINDS:
        rows = per_source(rows)
        rows = rows.merge(named_sources(tables["sources"], shared)[["source_id", "source_name"]], on="source_id")
    here, there = (rows[rows["outlet_id"].eq(outlet)] for outlet in pair)
    here, there = here[here[item].isin(there[item])], there[there[item].isin(here[item])]
    if shared == "facts":
        return _matched(here, there, tables["matches"])
    rank = "text" if shared == "utterances" else ""
    both = _chosen(here, item, rank).merge(_chosen(there, item, rank).rename(columns=lambda c: c if c == item else f"other_{c}"), on=item)
    return both.rename(columns={"other_times": "n_other", "times": "n"}).assign(
        item_id=both[item], label=both["source_name"] if shared in SOURCE_KINDS else both["text"], score=float("nan")
    )


def _chosen(rows: pd.DataFrame, item: str, longest: str) -> pd.DataFrame:
    """One row an item: the longest text if asked for, else the first in the first article; `times` are quotations."""
    times = rows.groupby(item)["quotation_id"].nunique()
    rows = rows.assign(length=-rows[longest].str.len() if longest else 0, times=rows[item].map(times))
    return rows.sort_values(["length", *_facts.SPAN]).drop_duplicates(item)


def _matched(here: pd.DataFrame, there: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """One row a fact: the two statements that match best."""
    columns = ["fact_id", *_facts.SPAN, "text"]
    there = there[columns].rename(columns=lambda c: c if c == "fact_id" else f"other_{c}")
    pairs = here[columns].merge(there, on="fact_id").merge(_facts.both_ways(matches), on=[*_facts.SPAN, *_facts.OTHER], how="left")
    pairs["n"] = pairs["fact_id"].map(here.groupby("fact_id").size())
    pairs["n_other"] = pairs["fact_id"].map(there.groupby("fact_id").size())
    order = ["score", *_facts.SPAN, *_facts.OTHER]
    best = pairs.sort_values(order, ascending=[False, *[True] * 6], na_position="last").drop_duplicates("fact_id")
    return best.assign(item_id=best["fact_id"], label=best["text"])


def _passages(articles: pd.DataFrame, passages: pd.DataFrame, outlet_id: str, other_outlet_id: str) -> pd.DataFrame:
    """The passages of both outlets, seen from the first."""
    texts = of_texts(articles).set_index("article_id")
    turned = passages.rename(columns=dict(zip([*_facts.SPAN, *_facts.OTHER], [*_facts.OTHER, *_facts.SPAN], strict=True)))
    rows = pd.concat([passages, turned[passages.columns]], ignore_index=True)
    rows = rows[
        rows["article_id"].isin(texts.index[texts["outlet_id"].eq(outlet_id)])
        & rows["other_article_id"].isin(texts.index[texts["outlet_id"].eq(other_outlet_id)])
    ]
    rows["text"], rows["other_text"] = _cut(rows, _facts.SPAN, texts["body"]), _cut(rows, _facts.OTHER, texts["body"])
    ids = rows["article_id"].astype("str") + " " + rows["start"].astype("str")
    ids = ids + " " + rows["other_article_id"].astype("str") + " " + rows["other_start"].astype("str")
    return rows.assign(item_id=ids, label=rows["text"], n=rows["n_words"], n_other=rows["n_words"], score=float("nan"))


def _cut(rows: pd.DataFrame, span: list[str], bodies: pd.Series) -> pd.Series:
    """The text of each span."""
    return pd.Series([bodies[a][i:j] for a, i, j in zip(*(rows[c] for c in span), strict=True)], index=rows.index, dtype="str")


def _vocabulary(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], outlet_id: str, other_outlet_id: str, limit: int) -> pd.DataFrame:
    """The single words of both outlets, each with a sentence of either."""
    articles, keywords, sentences = tables
    used = with_outlet(keywords[keywords["n_words_in_term"].eq(1)], articles)
    used = used[used["outlet_id"].isin([outlet_id, other_outlet_id])].sort_values(["n", "article_id"], ascending=[False, True])
    used["total"] = used.groupby(["outlet_id", "keyword"])["n"].transform("sum")
    most = used.drop_duplicates(["outlet_id", "keyword"])[["outlet_id", "keyword", "total", "article_id"]]
    here, there = (most[most["outlet_id"].eq(outlet)] for outlet in (outlet_id, other_outlet_id))
    both = here.merge(there.rename(columns=lambda c: c if c == "keyword" else f"other_{c}"), on="keyword")
    both = both.sort_values(["total", "other_total", "keyword"], ascending=[False, False, True]).head(limit).reset_index(drop=True)
    both = both.rename(columns={"total": "n", "other_total": "n_other"}).assign(
        item_id=both["keyword"], label=both["keyword"], score=float("nan")
    )
    read = sentences[sentences["article_id"].isin([*both["article_id"], *both["other_article_id"]])].sort_values(["article_id", "start"])
    texts = dict(iter(read.groupby("article_id")))
    for side, names in (("", _facts.SPAN), ("other_", _facts.OTHER)):
        found = [_sentence_of(texts.get(a), k) for a, k in zip(both[f"{side}article_id"], both["keyword"], strict=True)]
        both[[*names[1:], f"{side}text"]] = pd.DataFrame(found, columns=[*names[1:], f"{side}text"], index=both.index)
    return both


def _sentence_of(sentences: pd.DataFrame | None, keyword: str) -> tuple[int, int, str]:
    """Span and text of the first sentence with the keyword; (0, 0, "") where it is counted across a sentence border only."""
    if sentences is not None:
        for start, end, text in zip(sentences["start"], sentences["end"], sentences["text"], strict=True):
            if keyword[:2] in text.casefold() and occurrences(text, keyword):
                return int(start), int(end), text
    return 0, 0, ""
