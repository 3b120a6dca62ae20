"""Who is quoted where."""

import pandas as pd

from pipeline.measures._outlets import analysed, denominators, with_outlet
from pipeline.speakers import per_source

QUESTION = "Which source does which outlet quote, and how often?"
UNIT = "quotations"
RANGE = (0, None)
VALUE = "n_quotations"
_MAYOR = {"source_id": "m", "source_name": "Ada Brook", "source_kind": "person", "role": "mayor", "n_total": 2, "n_outlets": 1}
_NOBODY = {"source_id": None, "source_name": None, "source_kind": None, "role": None, "n_total": 1, "n_outlets": 1}
_NONE = {"n_quotations": 0, "n_direct": 0, "n_mixed": 0, "n_indirect": 0, "n_articles": 0}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}, {"article_id": "b", "outlet_id": "y", "kind": "full"}],
        "sources": [{"source_id": "m", "source_name": "Ada Brook", "kind": "person", "role": "mayor"}],
        "quotes": [
            {"quote_id": "1", "quotation_id": "q", "article_id": "a", "kind": "direct", "source_id": "m"},
            {"quote_id": "2", "quotation_id": "q", "article_id": "a", "kind": "direct", "source_id": "m"},
            {"quote_id": "3", "quotation_id": "r", "article_id": "a", "kind": "indirect", "source_id": "m"},
            {"quote_id": "4", "quotation_id": "t", "article_id": "b", "kind": "mixed"},
        ],
    },
    {},
    [
        _MAYOR
        | {"outlet_id": "x", "outlet_name": "Bay Post", "n_quotations": 2, "n_direct": 1, "n_mixed": 0, "n_indirect": 1, "n_articles": 1},
        _MAYOR | {"outlet_id": "y", "outlet_name": "Hill Echo"} | _NONE,
        _NOBODY | {"outlet_id": "x", "outlet_name": "Bay Post"} | _NONE,
        _NOBODY
        | {"outlet_id": "y", "outlet_name": "Hill Echo", "n_quotations": 1, "n_direct": 0, "n_mixed": 1, "n_indirect": 0, "n_articles": 1},
    ],
)
UNNAMED = "unnamed sources"
_KINDS = ("direct", "mixed", "indirect")


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    quotes: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    top: int = 30,
    only: str = "",
    is_unnamed_one: bool = False,
) -> pd.DataFrame:
    """One row for each source and outlet whose text is known: the sources that most outlets quote first.

    How to read it: the parts of one quotation count once; what several say together counts for each of them; 0 is a true 0, the
    outlet's text was read and does not quote the source. Quotations whose speaker is unknown stand last, with an empty source.
    Caveat: an unnamed source ("officials") need not be the same in two outlets.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind.
        quotes: quotation_id, article_id, kind, source_id, co_source_ids.
        sources: source_id, source_name, kind, role.
        top: how many sources.
        only: "shared", sources that two outlets or more quote; "exclusive", those that one outlet alone quotes; "" for all.
        is_unnamed_one: count all unnamed sources as one, "unnamed sources", behind the others and under the first of their ids; left out
            with `only`, since nobody knows whether two of them are the same.

    Returns:
        source_id, source_name, source_kind, role (all empty for the unknown speaker); n_total (quotations in all outlets), n_outlets,
        outlet_id, outlet_name; n_quotations, n_direct, n_mixed, n_indirect, n_articles, int64.
    """
    base = denominators(outlets, analysed(articles))
    base = base.loc[base["n_articles"] > 0, ["outlet_id", "outlet_name"]]
    columns = [c for c in ("article_id", "quotation_id", "kind", "source_id", "co_source_ids") if c in quotes.columns]
    said = per_source(quotes[columns])
    said, sources = _unnamed_as_one(said, sources) if is_unnamed_one else (said, sources)
    each = _quotations(with_outlet(said, articles))
    shown = _ranked(each, sources, top, only)
    counts = (
        each.groupby(["source_id", "outlet_id"], dropna=False)
        .agg(n_quotations=("kind", "size"), **{f"n_{k}": (f"is_{k}", "sum") for k in _KINDS}, n_articles=("article_id", "nunique"))
        .reset_index()
    )
    rows = shown.merge(base, how="cross").merge(counts, on=["source_id", "outlet_id"], how="left")
    numbers = ["n_quotations", *(f"n_{k}" for k in _KINDS), "n_articles"]
    rows = rows.fillna(dict.fromkeys(numbers, 0)).astype(dict.fromkeys(["n_total", "n_outlets", *numbers], "int64"))
    return rows.sort_values(["rank", "outlet_name", "outlet_id"], ignore_index=True)[list(EXAMPLE[2][0])]


def _unnamed_as_one(quotes: pd.DataFrame, sources: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The quotes and sources with one source in the place of all unnamed ones."""
    unnamed = sources.loc[sources["kind"].eq("unnamed"), "source_id"].sort_values()
    if unnamed.empty:
        return quotes, sources
    first = unnamed.iloc[0]
    is_first = sources["source_id"].eq(first)
    kept = sources.assign(source_name=sources["source_name"].mask(is_first, UNNAMED), role=sources["role"].mask(is_first))
    return quotes.assign(source_id=quotes["source_id"].mask(quotes["source_id"].isin(unnamed), first)), kept


def _quotations(quotes: pd.DataFrame) -> pd.DataFrame:
    """One row a quotation and source: its kind is that of its most literal part."""
    rows = quotes.assign(kind=pd.Categorical(quotes["kind"], _KINDS, ordered=True)).sort_values(["article_id", "quotation_id", "kind"])
    rows = rows.drop_duplicates(["article_id", "quotation_id", "source_id"])
    # A part without a speaker is said by whoever says the others: it is no second quotation.
    is_known = rows["source_id"].notna()
    rows = rows[is_known | ~is_known.groupby([rows["article_id"], rows["quotation_id"]]).transform("any")]
    return rows.assign(**{f"is_{kind}": rows["kind"].eq(kind) for kind in _KINDS})


def _ranked(each: pd.DataFrame, sources: pd.DataFrame, top: int, only: str) -> pd.DataFrame:
    """rank, source_id, source_name, source_kind, role, n_total, n_outlets: the sources to show, the unknown speaker last."""
    counts = each.groupby("source_id", dropna=False).agg(n_total=("kind", "size"), n_outlets=("outlet_id", "nunique")).reset_index()
    known = sources.rename(columns={"kind": "source_kind"})[["source_id", "source_name", "source_kind", "role"]]
    named = counts[counts["source_id"].notna()].merge(known, on="source_id")
    named = named[named["n_outlets"].gt(1) == (only == "shared")] if only else named
    is_one = named["source_name"].eq(UNNAMED) & named["source_kind"].eq("unnamed")
    one = named[is_one & (not only)]
    named = named[~is_one].sort_values(["n_outlets", "n_total", "source_name", "source_id"], ascending=[False, False, True, True]).head(top)
    rows = pd.concat([named, one, counts[counts["source_id"].isna()]], ignore_index=True)
    return rows.astype(dict.fromkeys(["source_id", "source_name", "source_kind", "role"], "str")).rename_axis("rank").reset_index()
