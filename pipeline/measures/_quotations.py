"""Quotations, one row each, whatever their parts: of which form, of what source, under which verb."""

import pandas as pd

from pipeline.cues import stance
from pipeline.measures._officials import is_official
from pipeline.measures._outlets import with_outlet

FORMS = ("direct", "mixed", "indirect")
SOURCES = ("official", "named", "unnamed", "unknown")
STANCES = ("neutral", "committing", "insisting", "arguing", "doubting", "warning", "asking", "positive", "negative", "feeling", "no verb")
PARTS = {"form": FORMS, "source": SOURCES, "stance": STANCES}


def quotations(articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """One row a quotation of a full article: article_id, quotation_id, outlet_id, start, end, text, cue, source_id, form, source, stance.

    A split quotation is of its strongest part's form, and stands where its first part does; text is that part's.
    """
    columns = ["article_id", "quotation_id", "start", "end", "text", "kind", "cue", "source_id"]
    rows = with_outlet(quotes[columns], articles)
    rows = rows.assign(strength=rows["kind"].map({form: n for n, form in enumerate(FORMS)}))
    rows = rows.sort_values(["article_id", "quotation_id", "strength", "start"], ignore_index=True)
    rows = rows.drop_duplicates(["article_id", "quotation_id"], ignore_index=True).rename(columns={"kind": "form"})
    group = dict(zip(sources["source_id"], source_groups(sources), strict=True))
    cues = {cue: stance(cue) for cue in rows["cue"].dropna().unique()}
    rows["source"] = pd.Series([group.get(x, "unknown") for x in rows["source_id"]], index=rows.index, dtype="str")
    rows["stance"] = pd.Series([cues.get(x, "no verb") for x in rows["cue"]], index=rows.index, dtype="str")
    return rows.drop(columns="strength")


def source_groups(sources: pd.DataFrame) -> list[str]:
    """For each source: official, else named or unnamed."""
    columns = (sources[c] for c in ("source_name", "role", "kind"))
    return [
        "official" if is_official(name, role, kind) else "unnamed" if kind == "unnamed" else "named"
        for name, role, kind in zip(*columns, strict=True)
    ]
