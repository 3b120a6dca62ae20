"""The renderings of utterances: one quotation of one utterance in one article, whatever its parts."""

from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.measures._outlets import names, with_outlet
from pipeline.renderings import differences

GAP = " … "
LITERAL = ("direct", "mixed")
_STRENGTH = {"direct": 0, "mixed": 1, "indirect": 2}  # a quotation is of the strongest kind that one of its parts is
_BY = ["utterance_id", "article_id", "quotation_id"]


def renderings(outlets: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """One row a rendering: its parts joined by GAP, `spans` as "start-end start-end" in the body, with outlet and source.

    Its kind is the strongest of its parts: direct, then mixed, then indirect.
    """
    parts = with_outlet(quotes[quotes["utterance_id"].notna()], articles, "published_at", "published_precision").sort_values(
        [*_BY, "start", "end", "quote_id"]
    )
    parts["spans"] = parts["start"].astype("str") + "-" + parts["end"].astype("str")
    parts["strength"] = parts["kind"].map(_STRENGTH).fillna(len(_STRENGTH) - 1)
    whole = {c: (c, "first") for c in ("outlet_id", "published_at", "published_precision", "cue", "speaker_text", "source_id")}
    rows = parts.groupby(_BY, as_index=False).agg(**whole, strength=("strength", "min"), start=("start", "min"), end=("end", "max"))
    rows["kind"] = rows.pop("strength").astype("int64").map(dict(enumerate(_STRENGTH))).astype("str")
    rows["spans"], rows["text"] = (pd.Series(_joined(parts, *how), dtype="str") for how in (("spans", " "), ("text", GAP)))
    known = sources.rename(columns={"kind": "source_kind"})[["source_id", "source_name", "source_kind", "role"]]
    rows = rows.merge(known, on="source_id", how="left")
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    rows["is_literal"] = rows["kind"].isin(LITERAL)
    rows["length"] = rows["text"].str.len()
    return rows.sort_values(
        ["utterance_id", "is_literal", "length", "article_id", "start", "quotation_id"],
        ascending=[True, False, False, True, True, True],
        ignore_index=True,
    )


def _joined(parts: pd.DataFrame, column: str, between: str) -> list[str]:
    """The values of each quotation's parts, which stand one behind the other, as one text."""
    is_new = parts[_BY].ne(parts[_BY].shift()).any(axis=1).to_numpy()
    borders = [*np.flatnonzero(is_new), len(parts)]
    values = parts[column].to_list()
    return [values[i] if j == i + 1 else between.join(values[i:j]) for i, j in pairwise(borders)]


def changes(text: str, other: str) -> tuple[int, int, str]:
    """Words that the other wording drops from the first, words it changes or adds, and the latter's places in it, "start-end ...".

    Example:
        >>> changes("We will rebuild the old pier", "We will repair the pier")
        (1, 1, '8-14')
    """
    found = [d for d in differences(text, other) if d.kind != "same"]
    dropped = sum(len(text[d.start : d.end].split()) for d in found if d.kind == "dropped")
    rewritten = [d for d in found if d.kind != "dropped"]
    n = sum(max(len(text[d.start : d.end].split()), len(other[d.other_start : d.other_end].split())) for d in rewritten)
    return dropped, n, " ".join(f"{d.other_start}-{d.other_end}" for d in rewritten if d.other_end > d.other_start)


def in_body(places: str, spans: str) -> str:
    """Places in a joined text as places in the body its parts stand in.

    Example:
        >>> in_body("0-4 8-10", "100-105 200-210")  # "aaaaa … bbbbbbbbbb": the second part begins at 8
        '100-104 200-202'
    """
    found, at = [], 0
    pairs = [tuple(map(int, place.split("-"))) for place in places.split()]
    for start, end in (map(int, span.split("-")) for span in spans.split()):
        clipped = [(max(i, at), min(j, at + end - start)) for i, j in pairs]
        found += [f"{start + i - at}-{start + j - at}" for i, j in clipped if i < j]
        at += end - start + len(GAP)
    return " ".join(found)
