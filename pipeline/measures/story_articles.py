"""Why each article stands in its story, those that may not belong to it first."""

import pandas as pd

from pipeline.measures._outlets import names

QUESTION = "What puts each article into its story, and which of them may not belong there?"
UNIT = "nearness to the story's other articles, .5 just near enough"
RANGE = (0, 1)
VALUE = "story_score"
_SAID = "names: Tarn · words: pier · days apart: 0"
EXAMPLE = (
    {
        "outlets": [{"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True}],
        "articles": [
            {
                "article_id": a,
                "outlet_id": "x",
                "story_id": "s",
                "kind": "full",
                "title": a.upper(),
                "story_score": score,
                "story_evidence": _SAID if score else None,
            }
            for a, score in (("a", 0.8), ("b", 0.51), ("c", None))
        ],
    },
    {},
    [
        {
            "story_id": "s",
            "article_id": a,
            "outlet_id": "x",
            "outlet_name": "Bay Post",
            "title": a.upper(),
            "kind": "full",
            "published_at": pd.NaT,
            "published_precision": None,
            "story_score": score,
            "is_borderline": score == 0.51,
            "story_evidence": _SAID if score else None,
            "url": None,
        }
        for a, score in (("b", 0.51), ("a", 0.8), ("c", None))
    ],
)


def measure(outlets: pd.DataFrame, articles: pd.DataFrame, *, story_id: str = "", borderline: float = 0.55) -> pd.DataFrame:
    """One row an article of the story (of all stories where none is named), the least near first.

    How to read it: `story_score` is the mean closeness c of the article to the others of its story, as c / (1 + c); closeness
    counts shared words (names and figures more than other words) and fades with the days between, and 1, a score of .5, is where
    an article is just near enough to join. A borderline article is not a wrong one: a short or an undated text shares less.
    An article that is alone in its story has no score.

    Args:
        outlets: outlet_id, outlet_name.
        articles: article_id, outlet_id, story_id, kind, title, published_at, published_precision, story_score, story_evidence, url.
        story_id: the story; "" for all.
        borderline: an article of a lower score is borderline.

    Returns:
        story_id, article_id, outlet_id, outlet_name, title, kind, published_at, published_precision; story_score (0 to 1, empty
        where alone), is_borderline, story_evidence (shared names, figures, words, and days apart), url.
    """
    rows = articles[articles["story_id"].eq(story_id).fillna(False)] if story_id else articles[articles["story_id"].notna()]
    rows = rows.assign(outlet_name=rows["outlet_id"].map(names(outlets)).astype("str"), is_borderline=rows["story_score"] < borderline)
    return rows.sort_values(["story_score", "story_id", "article_id"], na_position="last", ignore_index=True)[list(EXAMPLE[2][0])]
