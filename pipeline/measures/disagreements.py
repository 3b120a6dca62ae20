"""Where outlets disagree: every side with its words, outlet and time."""

import pandas as pd

from pipeline.measures import _conflicts

QUESTION = "Where do outlets give different figures, days, names, speakers or words for the same thing?"
UNIT = "different things said of one matter"
RANGE = (2, None)
READS = _conflicts.READS
EVERY_VERSION = True  # an earlier version shows what was replaced
VALUE = "n_positions"
_SIDE = {"conflict_id": "k", "story_id": "s", "kind": "figure", "reading": "real", "n_positions": 2, "n_outlets": 2}
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": "a", "outlet_id": "x", "story_id": "s", "kind": "full", "title": "Hurt", "body": "Six people were hurt."},
            {"article_id": "b", "outlet_id": "y", "story_id": "s", "kind": "full", "title": "Injured", "body": "Four people hurt."},
        ],
        "conflicts": [
            {"conflict_id": "k", "story_id": "s", "kind": "figure", "reading": "real"}
            | {"article_id": a, "start": 0, "end": e, "text": t, "value": v}
            for a, e, t, v in (("a", 21, "Six people were hurt.", "Six people"), ("b", 17, "Four people hurt.", "Four people"))
        ],
        "figures": [
            {"article_id": "a", "start": 0, "end": 10, "text": "Six people", "value": 6, "unit": "people"},
            {"article_id": "b", "start": 0, "end": 11, "text": "Four people", "value": 4, "unit": "people"},
        ],
    },
    {},
    [
        _SIDE
        | {
            "position": 1,
            "value": "Four people",
            "superseded_by": None,
            "outlet_id": "y",
            "outlet_name": "Hill Echo",
            "article_id": "b",
            "start": 0,
            "end": 17,
        }
        | {"text": "Four people hurt.", "differs": "0-11", "title": "Injured", "url": None}
        | {"published_at": None, "published_precision": None},
        _SIDE
        | {
            "position": 2,
            "value": "Six people",
            "superseded_by": None,
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "article_id": "a",
            "start": 0,
            "end": 21,
        }
        | {"text": "Six people were hurt.", "differs": "0-10", "title": "Hurt", "url": None}
        | {"published_at": None, "published_precision": None},
    ],
)
_ORDER = {"real": 0, "update": 1, "hedge": 2}


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, conflicts: pd.DataFrame, figures: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """One row a side of a disagreement; the disagreements that most outlets take part in first, real ones before updates and hedges.

    How to read it: `real`, neither a hedge nor a later time explains the difference; `update`, a later article has a later number, or the
    same outlet replaced it; `hedge`,
    one side says "up to" or "about" and either may be right. It says that outlets differ, not who is right: neither the number of
    outlets nor the order of publication decides that. Only statements that were matched are compared, so the list is not complete.
    The reading is that of all sides in the data set, also where the selection leaves some of them out.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, kind, title, url, body, published_at, published_precision.
        conflicts: all columns.
        figures: article_id, start, end, value, value_high, unit, hedge.
        quotes: article_id, start, speaker_text, source_id.

    Returns:
        conflict_id, story_id, kind, reading; n_positions (different things said), n_outlets, position (1 for what was published first;
        sides with one number agree), int64; value (what the side says), superseded_by (what the same outlet says instead in a
        later article, empty where it does not), outlet_id, outlet_name, article_id, start, end (widened to the
        speaker's name where speakers differ), text, differs ("start-end start-end", places in the body), title, url, published_at,
        published_precision. Empty where the selection leaves no two outlets that differ.
    """
    rows = _conflicts.sides(outlets, articles, conflicts, figures, quotes)
    by = rows.groupby("conflict_id")
    rows["n_positions"], rows["n_outlets"] = by["position"].transform("max"), by["outlet_id"].transform("nunique")
    rows["_at"] = rows["reading"].map(_ORDER)
    rows = rows.sort_values(["_at", "n_outlets", "n_positions", "conflict_id"], ascending=[True, False, False, True], kind="stable")
    return rows[list(EXAMPLE[2][0])].astype({"n_positions": "int64", "n_outlets": "int64"}).reset_index(drop=True)
