"""The renderings of utterances: one quotation of one utterance in one article, whatever its parts."""

import pandas as pd

from pipeline.measures._outlets import names, with_outlet
from pipeline.renderings import differences

GAP = " … "
LITERAL = ("direct", "mixed")
_BY = ["utterance_id", "article_id", "quotation_id"]


def renderings(outlets: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """One row a rendering: its parts joined by GAP, `spans` as "start-end start-end" in the body, with outlet and source."""
    parts = with_outlet(quotes[quotes["utterance_id"].notna()], articles, "published_at", "published_precision").sort_values(
        [*_BY, "start", "end", "quote_id"]
    )
    parts["spans"] = parts["start"].astype("str") + "-" + parts["end"].astype("str")
    whole = {c: (c, "first") for c in ("outlet_id", "published_at", "published_precision", "kind", "cue", "speaker_text", "source_id")}
    rows = parts.groupby(_BY, as_index=False).agg(
        **whole, start=("start", "min"), end=("end", "max"), spans=("spans", " ".join), text=("text", GAP.join)
    )
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
