"""What was said, once each: in which outlets, in how many wordings, and by whom."""

import numpy as np
import pandas as pd

from pipeline.measures._outlets import totals, with_outlet
from pipeline.measures._renderings import changes, renderings
from pipeline.names import surname
from pipeline.text import fold

QUESTION = "Which utterances do the outlets render, and where do wordings or speakers differ?"
UNIT = "words changed or added in the rendering that differs most"
RANGE = (0, None)
VALUE = "n_changed"
_QUOTE = {"utterance_id": "u", "kind": "direct", "source_id": "m"}
OF_ITEM = ("quotes", "utterance_id")
ORDER = {**dict.fromkeys(("is_speaker_different", "n_changed", "n_dropped", "n_outlets"), False), "utterance_id": True}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}, {"article_id": "b", "outlet_id": "y", "kind": "full"}],
        "sources": [{"source_id": "m", "source_name": "Ada Brook", "kind": "person"}],
        "quotes": [
            _QUOTE
            | {"quote_id": "1", "quotation_id": "q", "article_id": "a", "start": 1, "end": 29, "text": "We will rebuild the old pier"},
            _QUOTE | {"quote_id": "2", "quotation_id": "r", "article_id": "b", "start": 11, "end": 34, "text": "We will repair the pier"},
            {
                "quote_id": "3",
                "quotation_id": "s",
                "article_id": "b",
                "start": 40,
                "end": 44,
                "text": "Soon",
                "utterance_id": "v",
                "kind": "direct",
            },
        ],
    },
    {},
    [
        {
            "utterance_id": "u",
            "text": "We will rebuild the old pier",
            "source_name": "Ada Brook",
            "n_renderings": 2,
            "n_literal": 2,
            "n_indirect": 0,
            "n_outlets": 2,
            "n_speakers": 1,
            "n_changed": 1,
            "n_dropped": 1,
            "is_wording_different": True,
            "is_speaker_different": False,
            "outlet_names": "Bay Post, Hill Echo",
            "source_names": "Ada Brook",
            "article_id": "a",
            "start": 1,
            "end": 29,
        },
        {
            "utterance_id": "v",
            "text": "Soon",
            "source_name": None,
            "n_renderings": 1,
            "n_literal": 1,
            "n_indirect": 0,
            "n_outlets": 1,
            "n_speakers": 0,
            "n_changed": 0,
            "n_dropped": 0,
            "is_wording_different": False,
            "is_speaker_different": False,
            "outlet_names": "Hill Echo",
            "source_names": None,
            "article_id": "b",
            "start": 40,
            "end": 44,
        },
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame, *, least: int = 1) -> pd.DataFrame:
    """One row an utterance; those whose speakers differ first, then those whose wordings differ most.

    How to read it: the literal renderings are compared with the fullest of them, word by word: `n_changed` words replaced or
    added, `n_dropped` words left out, each in the rendering that differs most. A shorter quotation alone is no difference in
    wording. `is_speaker_different`: two outlets name two different sources, so at least one may be wrong; an
    unnamed source ("officials") contradicts no named one.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, published_at, published_precision.
        quotes: utterance_id, quotation_id, article_id, span, kind, source_id.
        sources: source_id, source_name, kind, role.
        least: only utterances that so many outlets render.

    Returns:
        utterance_id, text (fullest literal wording, else the longest), source_name (of that rendering, else the first known; empty
        where unknown); n_renderings, n_literal, n_indirect, n_outlets, n_speakers (known ones), n_changed, n_dropped, int64;
        is_wording_different, is_speaker_different; outlet_names and source_names (separated by ", "); article_id, start, end of the
        rendering shown.
    """
    rows = renderings(outlets, articles, _of_outlets(quotes, articles, least), sources)
    each = rows.groupby("utterance_id", as_index=False)
    found = each.agg(
        text=("text", "first"),
        source_name=("source_name", "first"),
        n_renderings=("text", "size"),
        n_literal=("is_literal", "sum"),
        n_outlets=("outlet_id", "nunique"),
        n_speakers=("source_id", "nunique"),
        article_id=("article_id", "first"),
        start=("start", "first"),
        end=("end", "first"),
    )
    for column, names in (("outlet_names", "outlet_name"), ("source_names", "source_name")):
        found[column] = found["utterance_id"].map(_listed(rows, ["utterance_id"], names, ", "))
    found["n_indirect"] = found["n_renderings"] - found["n_literal"]
    found = found.merge(_most_changed(rows), on="utterance_id", how="left").fillna({"n_changed": 0, "n_dropped": 0})
    counts = [c for c in found.columns if c.startswith("n_")]
    found = found.astype(dict.fromkeys(counts, "int64") | {"source_names": "str", "outlet_names": "str"})
    found["is_wording_different"], found["is_speaker_different"] = found["n_changed"] > 0, _has_rivals(rows, found["utterance_id"])
    return found[list(EXAMPLE[2][0])].sort_values(list(ORDER), ascending=list(ORDER.values()), ignore_index=True)


def _of_outlets(quotes: pd.DataFrame, articles: pd.DataFrame, least: int) -> pd.DataFrame:
    """The quotes of utterances that at least so many outlets render."""
    places = with_outlet(quotes.loc[quotes["utterance_id"].notna(), ["article_id", "utterance_id"]], articles)
    n_outlets = totals(places.assign(once=1), ("utterance_id", "outlet_id"), "once")["utterance_id"].value_counts()
    return quotes[quotes["utterance_id"].isin(n_outlets.index[n_outlets >= least])]


def _listed(rows: pd.DataFrame, by: list[str], column: str, between: str) -> pd.Series:
    """For each group, the different known values in order, as one text."""
    known = rows.loc[rows[column].notna(), [*by, column]].drop_duplicates().sort_values([*by, column])
    found: dict[object, str] = {}
    keys = known[by[0]] if len(by) == 1 else zip(*(known[c] for c in by), strict=True)
    for key, value in zip(keys, known[column], strict=True):
        found[key] = f"{found[key]}{between}{value}" if key in found else value
    index = pd.MultiIndex.from_tuples(list(found), names=by) if len(by) > 1 and found else pd.Index(list(found), dtype="str", name=by[0])
    return pd.Series(list(found.values()), index=index, dtype="str")


def _has_rivals(rows: pd.DataFrame, utterance_ids: pd.Series) -> pd.Series:
    """For each utterance, whether two outlets name two different sources; one of several who say it together contradicts nobody."""
    named = rows[rows["source_kind"].ne("unnamed").fillna(False) & rows["source_name"].notna() & ~rows["is_joint"]]
    named = named[named["source_name"].str[:1].str.isupper().to_numpy(bool)]  # "the speaker of the house" may be the one named elsewhere
    utterances, people = named["utterance_id"].astype("str").tolist(), named["source_name"].tolist()
    full = {(utterance, surname(name)) for utterance, name in zip(utterances, people, strict=True) if " " in name}
    is_short = [" " not in name and (utterance, surname(name)) in full for utterance, name in zip(utterances, people, strict=True)]
    named = named[~np.array(is_short, bool)]  # nor does a surname contradict the full name
    several = named[named.groupby("utterance_id")["source_name"].transform("nunique") > 1]
    n_kinds = _listed(several, ["utterance_id", "outlet_id"], "source_name", "\n").groupby(level=0).nunique()
    return utterance_ids.astype("str").map(n_kinds).astype("float64").gt(1)


def _most_changed(rows: pd.DataFrame) -> pd.DataFrame:
    """utterance_id, n_changed, n_dropped: the most words, over all literal renderings, against the fullest."""
    literal = rows[rows["is_literal"]]
    pairs = literal.assign(fullest=literal.groupby("utterance_id")["text"].transform("first"))
    pairs = pairs.loc[pairs["text"].ne(pairs["fullest"]), ["utterance_id", "fullest", "text"]].drop_duplicates()
    is_other = [fold(a) != fold(b) for a, b in zip(pairs["fullest"], pairs["text"], strict=True)]
    pairs = pairs[pd.Series(is_other, index=pairs.index, dtype="bool")]
    found = [changes(a, b) for a, b in zip(pairs["fullest"], pairs["text"], strict=True)]
    counted = pairs[["utterance_id"]].assign(n_changed=[n for _, n, _ in found], n_dropped=[n for n, _, _ in found])
    return counted.groupby("utterance_id", as_index=False)[["n_changed", "n_dropped"]].max()
