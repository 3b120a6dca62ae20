"""How an outlet quotes: in which form, whom, under which verbs."""

import pandas as pd

from pipeline.measures._outlets import analysed, denominators, ratio
from pipeline.measures._quotations import PARTS, quotations
from pipeline.speakers import is_said_by

QUESTION = "What share of each outlet's quotations is of which form, of which kind of source, under which kind of verb?"
UNIT = "share of the outlet's quotations"
RANGE = (0, 1)
VALUE = "share"
_QUOTE = {"article_id": "a", "start": 0, "end": 4, "text": "Soon"}
_POST = {"outlet_id": "x", "outlet_name": "Bay Post", "n_quotations": 2}
_ECHO = {"outlet_id": "y", "outlet_name": "Hill Echo", "n": 0, "n_quotations": 0, "share": None}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}, {"article_id": "b", "outlet_id": "y", "kind": "full"}],
        "sources": [{"source_id": "m", "source_name": "Ada Brook", "kind": "person", "role": "mayor"}],
        "quotes": [
            _QUOTE | {"quote_id": "1", "quotation_id": "q", "kind": "direct", "source_id": "m", "cue": "said"},
            _QUOTE | {"quote_id": "2", "quotation_id": "r", "kind": "indirect", "cue": "claimed"},
        ],
    },
    {"by": "source"},
    [
        _POST | {"part": "official", "n": 1, "share": 0.5},
        _POST | {"part": "named", "n": 0, "share": 0.0},
        _POST | {"part": "unnamed", "n": 0, "share": 0.0},
        _POST | {"part": "unknown", "n": 1, "share": 0.5},
        *(_ECHO | {"part": part} for part in ("official", "named", "unnamed", "unknown")),
    ],
)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame, *, by: str = "form", source_id: str = ""
) -> pd.DataFrame:
    """One row for each outlet whose text is known and each part; the shares of an outlet add up to 1.

    How to read it: by form, direct (between marks), mixed (a few marked words) or indirect. By source, official (a government or
    another public authority speaks, by a word of its role or name from an open list), else named, unnamed, or unknown (nobody is
    found who says it). By stance, what the reporter's verb does: neutral ("said"), committing ("admitted"), doubting ("claimed")
    and so on; no verb where there is none. Caveat: few quotations make shares jump; look at n. An official who is named without
    a role in an article is not known as one.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind.
        quotes: quotation_id, article_id, span, kind, cue, source_id.
        sources: source_id, source_name, kind, role.
        by: form, source or stance.
        source_id: only quotations of this source; "" for all.

    Returns:
        outlet_id, outlet_name, part, n (quotations of the part), n_quotations (of the outlet), int64; share, float64 from 0 to 1, empty
        where the outlet has no quotation.
    """
    base = denominators(outlets, analysed(articles))
    base = base.loc[base["n_articles"] > 0, ["outlet_id", "outlet_name"]]
    rows = quotations(articles, quotes[is_said_by(quotes, source_id)] if source_id else quotes, sources)
    counts = rows.groupby(["outlet_id", by], as_index=False).size().set_axis(["outlet_id", "part", "n"], axis=1)
    parts = pd.DataFrame({"part": pd.Series(PARTS[by], dtype="str")})
    found = base.merge(parts, how="cross").merge(counts, on=["outlet_id", "part"], how="left").fillna({"n": 0})
    found["n_quotations"] = found.groupby("outlet_id")["n"].transform("sum")
    found = found.astype({"n": "int64", "n_quotations": "int64"})
    return found.assign(share=ratio(found["n"], found["n_quotations"]))[[*EXAMPLE[2][0]]]
