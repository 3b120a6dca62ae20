"""A sample for a person to judge: quotations, unique facts, or facts that two outlets share."""

import pandas as pd

from pipeline.measures import _facts
from pipeline.measures._outlets import with_outlet
from pipeline.measures._quotations import FORMS

QUESTION = "Which items does a person look at to tell how often what was found is right?"
UNIT = "items"
RANGE = (None, None)
VALUE = "start"
KINDS = ("quotations", "unique facts", "shared facts")
_QUOTE = {"quotation_id": "q", "article_id": "a", "kind": "direct", "source_id": "m"}
EXAMPLE = (
    {
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}],
        "sources": [{"source_id": "m", "source_name": "Ada Brook", "kind": "person"}],
        "quotes": [
            _QUOTE | {"quote_id": "1", "start": 0, "end": 4, "text": "Soon"},
            _QUOTE | {"quote_id": "2", "start": 9, "end": 14, "text": "maybe"},
        ],
    },
    {"checked": "quotations"},
    [
        {"item_id": "q", "article_id": "a", "start": 0, "end": 14, "text": "Soon", "claim": "Ada Brook", "other_article_id": None,
         "other_start": None, "other_end": None},
    ],
)
_NO_OTHER = {"other_article_id": "str", "other_start": "Int64", "other_end": "Int64"}


def measure(
    articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame, facts: pd.DataFrame, *, checked: str = "quotations", most: int = 50
) -> pd.DataFrame:
    """One row an item, in an order as good as drawn by lot that depends on the items alone: the same items give the same sample.

    How to read it: a quotation is right where its words are somebody's and `claim` names who says them; a unique fact is right where no
    other text of its story says it; a shared fact is right where both statements say the same. Caveat: a sample of what was found
    tells how much of it is right, not how much was missed.

    Args:
        articles: article_id, outlet_id, story_id, kind, n_words, language.
        quotes: quotation_id, article_id, span, text, kind, source_id.
        sources: source_id, source_name.
        facts: fact_id, article_id, span, text.
        checked: quotations, unique facts or shared facts.
        most: items at most.

    Returns:
        item_id (a quotation_id or fact_id), article_id, start, end, text, claim (the source's name; empty where there is none), and for a
        shared fact the span in another outlet: other_article_id, other_start, other_end (else empty).
    """
    rows = _quotations(articles, quotes, sources, most) if checked == "quotations" else _of_facts(articles, facts, checked, most)
    for column, kind in _NO_OTHER.items():
        rows[column] = rows[column].astype(kind) if column in rows.columns else pd.Series(None, index=rows.index, dtype=kind)
    rows = rows.sort_values("lot", kind="stable", ignore_index=True)[list(EXAMPLE[2][0])]
    return rows.astype({"start": "int64", "end": "int64", "claim": "str"})


def _drawn(ids: pd.Series, most: int) -> pd.DataFrame:
    """lot and id of so many different ids: ids are hashes, so their digits, taken the other way round, are as good as drawn."""
    text = pd.Series(ids.dropna().unique()).astype("str")
    lots = text.str[::-1].sort_values().head(most)
    return pd.DataFrame({"item_id": text.loc[lots.index], "lot": lots}).reset_index(drop=True)


def _quotations(articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame, most: int) -> pd.DataFrame:
    """Quotations, each from its first part to its last, with the text of its strongest part."""
    columns = ["quotation_id", "article_id", "start", "end", "text", "kind", "source_id"]
    rows = with_outlet(quotes[columns], articles)
    drawn = _drawn(rows["quotation_id"], most)
    rows = rows.assign(item_id=rows["quotation_id"].astype("str")).merge(drawn, on="item_id")
    rows = rows.assign(strength=rows["kind"].map({form: n for n, form in enumerate(FORMS)})).sort_values(["strength", "start", "end"])
    spans = rows.groupby("item_id").agg(start=("start", "min"), end=("end", "max"))
    rows = rows.drop_duplicates("item_id").drop(columns=["start", "end"]).merge(spans, left_on="item_id", right_index=True)
    name = dict(zip(sources["source_id"].astype("str"), sources["source_name"], strict=True))
    return rows.assign(claim=[name.get(x) if isinstance(x, str) else None for x in rows["source_id"].astype("str")])


def _of_facts(articles: pd.DataFrame, facts: pd.DataFrame, checked: str, most: int) -> pd.DataFrame:
    """Facts that one outlet alone states, or that two outlets or more do, each with its first statement in one or two outlets."""
    places = _facts.stated(facts, articles)
    wanted = _facts.unique(places, articles) if checked == "unique facts" else places[places.duplicated("fact_id", keep=False)]
    drawn = _drawn(wanted["fact_id"], most)
    rows = with_outlet(facts[facts["fact_id"].isin(drawn["item_id"])], _facts.of_read(articles))
    rows = rows.assign(item_id=rows["fact_id"].astype("str")).merge(drawn, on="item_id").sort_values([*_facts.SPAN], ignore_index=True)
    first = rows.drop_duplicates("item_id")
    if checked == "unique facts":
        return first.assign(claim=None)
    owner = rows["item_id"].map(first.set_index("item_id")["outlet_id"].astype("str"))
    other = rows[rows["outlet_id"].astype("str") != owner].drop_duplicates("item_id")
    other = other[["item_id", *_facts.SPAN]].rename(columns=lambda c: c if c == "item_id" else f"other_{c}")
    return first.merge(other, on="item_id").assign(claim=None)
