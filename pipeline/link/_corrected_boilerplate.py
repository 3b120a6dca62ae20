"""Sentences that a person has called boilerplate of an outlet, or no boilerplate."""

from collections.abc import Mapping

import pandas as pd

from pipeline import portions
from pipeline.text import fold


def marked(is_boilerplate: pd.Series, articles: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Whether each sentence is boilerplate, as a person has marked it where they have.

    Args:
        is_boilerplate: what was found, in the order of the table `sentences`.
        articles: article_id and outlet_id.
        made: `sentences`; `marks` (outlet_id, wording (folded) and is_boilerplate) where there are any.
    """
    marks = made.get("marks")
    if marks is None or marks.empty:
        return is_boilerplate
    sentences = portions.columns(made, "sentences", ["article_id", "text"])
    said = {(outlet, wording): bool(flag) for outlet, wording, flag in marks.itertuples(index=False, name=None)}
    outlets = sentences["article_id"].map(articles.set_index("article_id")["outlet_id"])
    rows = sentences["article_id"].isin(articles.loc[articles["outlet_id"].isin(marks["outlet_id"]), "article_id"]).to_numpy(bool)
    result = is_boilerplate.copy()
    result[rows] = [said.get((outlet, fold(text)), was) for outlet, text, was in zip(
        outlets[rows], sentences["text"][rows], is_boilerplate[rows], strict=True)]
    return result
