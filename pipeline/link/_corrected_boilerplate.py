"""Sentences that a person has called boilerplate of an outlet, or no boilerplate."""

import pandas as pd

from pipeline.text import fold


def marked(is_boilerplate: pd.Series, articles: pd.DataFrame, sentences: pd.DataFrame, marks: pd.DataFrame | None) -> pd.Series:
    """Whether each sentence is boilerplate, as a person has marked it where they have.

    Args:
        is_boilerplate: what was found, in the order of `sentences`.
        articles: table `articles`.
        sentences: table `sentences`.
        marks: outlet_id, wording (folded) and is_boilerplate; None for none.
    """
    if marks is None or marks.empty:
        return is_boilerplate
    said = {(outlet, wording): bool(flag) for outlet, wording, flag in marks.itertuples(index=False, name=None)}
    outlets = sentences["article_id"].map(articles.set_index("article_id")["outlet_id"])
    rows = sentences["article_id"].isin(articles.loc[articles["outlet_id"].isin(marks["outlet_id"]), "article_id"]).to_numpy(bool)
    result = is_boilerplate.copy()
    result[rows] = [said.get((outlet, fold(text)), was) for outlet, text, was in zip(
        outlets[rows], sentences["text"][rows], is_boilerplate[rows], strict=True)]
    return result
