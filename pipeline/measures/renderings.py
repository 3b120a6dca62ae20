"""One utterance as each outlet renders it."""

import pandas as pd

from pipeline.measures._renderings import changes, in_body
from pipeline.measures._renderings import renderings as all_renderings
from pipeline.renderings import retold

QUESTION = "How does each outlet render this utterance: in which words, and whose does it say they are?"
UNIT = "words changed or added against the fullest wording"
RANGE = (0, None)
VALUE = "n_changed"
_ALL = {"utterance_id": "u", "published_at": None, "published_precision": None, "cue": "said", "role": None, "source_kind": "person"}
_BROOK = {"source_id": "m", "source_name": "Ada Brook"}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [{"article_id": "a", "outlet_id": "x", "kind": "full"}, {"article_id": "b", "outlet_id": "y", "kind": "full"}],
        "sources": [{"source_id": "m", "source_name": "Ada Brook", "kind": "person"}],
        "quotes": [
            {
                "quote_id": "1",
                "quotation_id": "q",
                "utterance_id": "u",
                "article_id": "a",
                "start": 1,
                "end": 29,
                "kind": "direct",
                "text": "We will rebuild the old pier",
                "cue": "said",
                "speaker_text": "she",
                "source_id": "m",
            },
            {
                "quote_id": "2",
                "quotation_id": "r",
                "utterance_id": "u",
                "article_id": "b",
                "start": 11,
                "end": 34,
                "kind": "direct",
                "text": "We will repair the pier",
                "cue": "said",
                "speaker_text": "Brook",
                "source_id": "m",
            },
        ],
    },
    {"utterance_id": "u"},
    [
        _ALL
        | _BROOK
        | {
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "article_id": "a",
            "start": 1,
            "end": 29,
            "text": "We will rebuild the old pier",
            "kind": "direct",
            "speaker_text": "she",
            "is_fullest": True,
            "n_dropped": 0,
            "n_changed": 0,
            "differs": "",
            "told": "",
            "n_carried": None,
            "n_own": None,
        },
        _ALL
        | _BROOK
        | {
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "article_id": "b",
            "start": 11,
            "end": 34,
            "text": "We will repair the pier",
            "kind": "direct",
            "speaker_text": "Brook",
            "is_fullest": False,
            "n_dropped": 1,
            "n_changed": 1,
            "differs": "19-25",
            "told": "",
            "n_carried": None,
            "n_own": None,
        },
    ],
)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame, *, utterance_id: str = ""
) -> pd.DataFrame:
    """One row a rendering of the utterance, the fullest literal wording first, the others compared with it word by word.

    How to read it: `n_dropped` words of the fullest wording are missing (a shorter quotation), `n_changed` are replaced or added;
    punctuation, case, hyphens and contractions are no difference. Of a partly direct rendering the words between its marks are
    compared; those around them are the reporter's (`told`). An indirect rendering is a paraphrase: of its meaningful words `n_carried`
    stand in the fullest literal wording, whatever their ending, and `n_own` do not. The fullest wording need not be the true one.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, published_at, published_precision.
        quotes: utterance_id, quotation_id, article_id, span, kind, cue, speaker_text, source_id.
        sources: source_id, source_name, kind, role.
        utterance_id: the utterance; "" gives no row.

    Returns:
        utterance_id, outlet_id, outlet_name, article_id, start, end (from its first part to its last), text (its words, of a partly direct
        one those between marks; parts joined by " … "), told (its words around the marks),
        kind, cue, speaker_text, source_id, source_name, source_kind, role, published_at, published_precision, is_fullest;
        n_dropped, n_changed (Int64, empty where not compared), n_carried, n_own (Int64, of paraphrases alone); differs
        ("start-end start-end", places in the body).
    """
    rows = all_renderings(outlets, articles, quotes[quotes["utterance_id"].eq(utterance_id).fillna(False).to_numpy(bool)], sources)
    fullest = rows["text"].iloc[0] if len(rows) else ""
    found = [changes(fullest, text) for text in rows["text"]]
    is_compared = rows["is_literal"] & bool(len(rows) and rows["is_literal"].iloc[0])
    rows["is_fullest"] = is_compared & (rows.index == 0)
    rows["n_dropped"] = pd.Series([n for n, _, _ in found], index=rows.index, dtype="Int64").where(is_compared)
    rows["n_changed"] = pd.Series([n for _, n, _ in found], index=rows.index, dtype="Int64").where(is_compared)
    places = [in_body(place, spans) for (_, _, place), spans in zip(found, rows["spans"], strict=True)]
    rows["differs"] = pd.Series(places, index=rows.index, dtype="str").where(is_compared, "")
    return _retold(rows)[list(EXAMPLE[2][0])]


def _retold(rows: pd.DataFrame) -> pd.DataFrame:
    """The renderings with n_carried and n_own: how many meaningful words of a paraphrase stand in the fullest literal wording."""
    is_known = bool(len(rows) and rows["is_literal"].iloc[0])
    pairs = [retold(rows["text"].iloc[0], text) if is_known and not literal else None
             for text, literal in zip(rows["text"], rows["is_literal"], strict=True)]
    for column, part in (("n_carried", "carried"), ("n_own", "own")):
        rows[column] = pd.Series([pd.NA if x is None else len(getattr(x, part)) for x in pairs], index=rows.index, dtype="Int64")
    return rows
