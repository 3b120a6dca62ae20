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
    """One row a rendering: its words joined by GAP, `spans` as "start-end start-end" in the body, with outlet and source.

    Its kind is the strongest of its parts: direct, then mixed, then indirect. The words of a literal rendering are those between its
    marks; what stands around them is the reporter's and is `told`, joined the same way.
    """
    parts = with_outlet(quotes[quotes["utterance_id"].notna()], articles, "published_at", "published_precision").sort_values(
        [*_BY, "start", "end", "quote_id"]
    )
    parts["spans"] = parts["start"].astype("str") + "-" + parts["end"].astype("str")
    parts["strength"] = parts["kind"].map(_STRENGTH).fillna(len(_STRENGTH) - 1)
    whole = {c: (c, "first") for c in ("outlet_id", "published_at", "published_precision", "cue", "speaker_text", "source_id")}
    rows = parts.groupby(_BY, as_index=False).agg(**whole, strength=("strength", "min"), start=("start", "min"), end=("end", "max"))
    rows["kind"] = rows.pop("strength").astype("int64").map(dict(enumerate(_STRENGTH))).astype("str")
    is_around = _is_around(parts)
    columns = (("spans", " ", ~is_around), ("text", GAP, ~is_around), ("text", GAP, is_around))
    rows["spans"], rows["text"], rows["told"] = (pd.Series(_joined(parts, *how), dtype="str") for how in columns)
    known = sources.rename(columns={"kind": "source_kind"})[["source_id", "source_name", "source_kind", "role"]]
    rows = _with_others(rows.merge(known, on="source_id", how="left"), parts, sources)
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    rows["is_literal"] = rows["kind"].isin(LITERAL)
    rows["length"] = rows["text"].str.len()
    return rows.sort_values(
        ["utterance_id", "is_literal", "length", "article_id", "start", "quotation_id"],
        ascending=[True, False, False, True, True, True],
        ignore_index=True,
    )


def _is_around(parts: pd.DataFrame) -> np.ndarray:
    """For each part, whether it stands without marks in a quotation that has marked words."""
    is_told = ~parts["kind"].isin(LITERAL)
    return (is_told & (parts.groupby(_BY)["strength"].transform("min") < _STRENGTH["indirect"])).to_numpy(bool)


def _joined(parts: pd.DataFrame, column: str, between: str, is_in: np.ndarray) -> list[str]:
    """The values of those of each quotation's parts that are in, which stand one behind the other, as one text."""
    is_new = parts[_BY].ne(parts[_BY].shift()).any(axis=1).to_numpy()
    borders = [*np.flatnonzero(is_new), len(parts)]
    values, kept = parts[column].to_list(), is_in.tolist()
    return [between.join(value for value, is_kept in zip(values[i:j], kept[i:j], strict=True) if is_kept) for i, j in pairwise(borders)]


def _with_others(rows: pd.DataFrame, parts: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The renderings with the names of all who say it together, and `is_joint` where they are several."""
    rows["is_joint"] = False
    if "co_source_ids" not in parts.columns or parts["co_source_ids"].isna().all():
        return rows
    columns = ["article_id", "quotation_id", "co_source_ids"]
    joint = parts.loc[parts["co_source_ids"].notna(), columns].drop_duplicates(columns[:2])
    name = dict(zip(sources["source_id"].astype("str"), sources["source_name"], strict=True))
    others = {(a, q): " and ".join(name.get(x, "") for x in reversed(ids.split(" "))) for a, q, ids in joint.itertuples(index=False)}
    keys = list(zip(rows["article_id"], rows["quotation_id"], strict=True))
    rows["is_joint"] = [key in others for key in keys]
    said = [f"{others[key]} and {one}" if key in others else one for key, one in zip(keys, rows["source_name"], strict=True)]
    return rows.assign(source_name=pd.Series(said, index=rows.index, dtype="str"))


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
