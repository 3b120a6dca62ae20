"""The sides of disagreements, and which of them say the same."""

import pandas as pd

from pipeline.conflict_places import SHOWN, placed
from pipeline.measures._outlets import names, with_outlet
from pipeline.tables import TABLES

SPAN = ["article_id", "start", "end"]
# What is read of large tables: where the difference stands has been found out for all selections at once.
READS = {
    "articles": ("article_id", "outlet_id", "kind", "title", "url", "published_at", "published_precision"),
    "conflicts": (*TABLES["conflicts"].column_names, *SHOWN),
    **dict.fromkeys(("figures", "quotes"), ("article_id",)),
}
_SHOWN = ("story_id", "title", "url", "published_at", "published_precision")


def sides(
    outlets: pd.DataFrame, articles: pd.DataFrame, conflicts: pd.DataFrame, figures: pd.DataFrame, quotes: pd.DataFrame
) -> pd.DataFrame:
    """One row a side, with `position`: 1, 2, … for what is said, in the order it was first published; sides with one number agree.

    The span is widened to the speaker's name where speakers differ. `differs` are the places in the body where the difference stands,
    "start-end start-end". `superseded_by` is what the same outlet says instead in a later article, the latest where there are
    several; empty where it does not, and where an outlet moved the other way. Disagreements of which fewer than
    two positions, or two outlets, are left in the selection are no rows.
    """
    rows = with_outlet(conflicts, articles, *_SHOWN[1:])
    rows["outlet_name"] = rows["outlet_id"].map(names(outlets)).astype("str")
    rows = rows if SHOWN[0] in rows else rows.join(placed(rows, articles, figures, quotes))
    rows = rows.assign(start=rows["shown_start"], end=rows["shown_end"])
    rows["position"] = _positions(rows)
    by = rows.groupby("conflict_id")
    rows = rows[by["position"].transform("max").ge(2) & by["outlet_id"].transform("nunique").ge(2)]
    order = ["conflict_id", "position", "published_at", "outlet_name", *SPAN, "value"]
    rows = rows.sort_values(order, na_position="last", ignore_index=True)
    return rows.merge(_superseded(rows), on=["conflict_id", "position", "outlet_id"], how="left")


def _superseded(rows: pd.DataFrame) -> pd.DataFrame:
    """conflict_id, position, outlet_id, superseded_by: positions that an outlet has left for another in a later article."""
    each = rows.loc[rows["published_at"].notna(), ["conflict_id", "position", "outlet_id", "published_at", "value"]]
    steps = each.merge(each, on=["conflict_id", "outlet_id"], suffixes=("", "_later"))
    steps = steps[steps["position"].ne(steps["position_later"]) & (steps["published_at"] < steps["published_at_later"])]
    steps = steps.sort_values(["conflict_id", "position", "published_at_later", "position_later", "value_later"])
    ways = set(_places(steps))
    is_one_way = pd.Series([(c, later, first) not in ways for c, first, later in _places(steps)], index=steps.index, dtype="bool")
    place = ["conflict_id", "position", "outlet_id"]
    last = steps[is_one_way].drop_duplicates(place, keep="last")
    return last[[*place, "value_later"]].rename(columns={"value_later": "superseded_by"})


def _places(steps: pd.DataFrame) -> list[tuple]:
    """conflict_id, first and later position of each step."""
    return list(zip(*(steps[column].tolist() for column in ("conflict_id", "position", "position_later")), strict=True))


def _positions(rows: pd.DataFrame) -> pd.Series:
    """1, 2, … for each different thing said in a disagreement, the first published first, undated ones last."""
    each = rows.groupby(["conflict_id", "says"], as_index=False).agg(at=("published_at", "min"))
    each = each.sort_values(["conflict_id", "at", "says"], na_position="last")
    each["position"] = each.groupby("conflict_id").cumcount() + 1
    places = rows[["conflict_id", "says"]].merge(each, on=["conflict_id", "says"], how="left")["position"]
    return places.set_axis(rows.index).astype("int64")
