"""The quotations of one outlet, of one form, kind of source or stance."""

import pandas as pd

from pipeline.measures._quotations import quotations
from pipeline.speakers import is_said_by

QUESTION = "Which quotations stand behind a share?"
UNIT = "quotations"
RANGE = (None, None)
VALUE = "start"
_QUOTE = {"article_id": "a", "start": 0, "end": 4, "text": "Soon", "source_id": "m"}
EXAMPLE = (
    {
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}],
        "sources": [{"source_id": "m", "source_name": "Ada Brook", "kind": "person", "role": "mayor"}],
        "quotes": [
            _QUOTE | {"quote_id": "1", "quotation_id": "q", "kind": "direct", "cue": "said"},
            _QUOTE | {"quote_id": "2", "quotation_id": "r", "kind": "indirect", "cue": "claimed", "start": 9, "end": 13},
        ],
    },
    {"by": "stance", "part": "doubting", "outlet_id": "x"},
    [
        {"outlet_id": "x", "article_id": "a", "start": 9, "end": 13, "text": "Soon", "cue": "claimed", "source_id": "m",
         "source_name": "Ada Brook", "form": "indirect", "source": "official", "stance": "doubting"},
    ],
)


def measure(
    articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame,
    *, by: str = "form", part: str = "direct", outlet_id: str = "", source_id: str = "",
) -> pd.DataFrame:
    """One row a quotation, in the order of the articles and of their text.

    Args:
        articles: article_id, outlet_id, kind.
        quotes: quotation_id, article_id, span, kind, cue, source_id.
        sources: source_id, source_name, kind, role.
        by: form, source or stance.
        part: one of its parts, as in the measure of shares.
        outlet_id: only this outlet; "" for all.
        source_id: only this source; "" for all.

    Returns:
        outlet_id, article_id, start, end, text (of the strongest part), cue, source_id, source_name (empty where unknown), form,
        source, stance.
    """
    rows = quotations(articles, quotes[is_said_by(quotes, source_id)] if source_id else quotes, sources)
    rows = rows[rows[by].eq(part) & (rows["outlet_id"].eq(outlet_id) | (outlet_id == ""))]
    rows = rows.merge(sources[["source_id", "source_name"]], on="source_id", how="left")
    return rows.sort_values(["article_id", "start", "end", "quotation_id"], ignore_index=True)[list(EXAMPLE[2][0])]
