"""Up to three things worth knowing first, each in a plain sentence."""

import pandas as pd

from pipeline.measures import _finders
from pipeline.measures._outlets import of_texts
from pipeline.measures._text_ids import text_ids

QUESTION = "What is worth looking at first?"
UNIT = "interest of the finding"
RANGE = (0, 1)
VALUE = "score"
READS = {
    "matches": ("article_id", "start", "end", "other_article_id", "other_start", "other_end", "score"),
}
MOST_ARTICLES = 500  # in which findings are looked for; with four times as many the first page waits half a second longer
_QUOTE = {"utterance_id": "u", "kind": "direct", "source_id": "m", "confidence": 0.9}
_PLACE = {"story_id": "s", "other_outlet_id": None, "other_article_id": None}
_FACT = "The pier at Tarn was shut on 4 May."
EXAMPLE = (
    {
        "outlets": [
            {"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True},
            {"outlet_id": "y", "outlet_name": "Hill Echo", "is_known": True},
        ],
        "articles": [
            {"article_id": a, "outlet_id": o, "story_id": "s", "kind": "full", "n_words": 30} for a, o in (("a", "x"), ("b", "y"))
        ],
        "sources": [{"source_id": "m", "source_name": "Ada Brook", "kind": "person"}],
        "quotes": [
            _QUOTE
            | {"quote_id": "1", "quotation_id": "q", "article_id": "a", "start": 1, "end": 29, "text": "We will rebuild the old pier"},
            _QUOTE | {"quote_id": "2", "quotation_id": "r", "article_id": "b", "start": 11, "end": 34, "text": "We will repair the pier"},
        ],
        "facts": [{"fact_id": "f", "article_id": "a", "start": 40, "end": 75, "text": _FACT}],
    },
    {"limit": 2},
    [
        _PLACE
        | {
            "kind": "unique",
            "sentence": f"Only Bay Post states: “{_FACT}”",
            "basis": "Compared with the texts of one other outlet on this story here; none has a statement that comes close.",
            "score": 0.5,  # two outlets; a number and a name in nine words
            "n": 2,
            "outlet_id": "x",
            "item": "f",
            "article_id": "a",
            "start": 40,
            "end": 75,
        },
        _PLACE
        | {
            "kind": "wording",
            "sentence": "Ada Brook’s words “We will rebuild the old pier” appear in two outlets, in two wordings",
            "basis": "Literal quotations alone are counted; a shorter one is no other wording.",
            "score": 0.5,  # two outlets, two wordings
            "n": 2,
            "outlet_id": "x",
            "item": "u",
            "article_id": "a",
            "start": 1,
            "end": 29,
        },
    ],
)
_DTYPES = {
    "kind": "str",
    "sentence": "str",
    "basis": "str",
    "score": "float64",
    "n": "int64",
    "outlet_id": "str",
    "other_outlet_id": "str",
    "item": "str",
    "story_id": "str",
    "article_id": "str",
    "start": "Int64",
    "end": "Int64",
    "other_article_id": "str",
}


def measure(
    outlets: pd.DataFrame,
    articles: pd.DataFrame,
    stories: pd.DataFrame,
    quotes: pd.DataFrame,
    sources: pd.DataFrame,
    facts: pd.DataFrame,
    matches: pd.DataFrame,
    figures: pd.DataFrame,
    passages: pd.DataFrame,
    conflicts: pd.DataFrame,
    *,
    limit: int = 3,
    is_whole: bool = True,
    called: tuple[tuple[str, str], ...] = (),
) -> pd.DataFrame:
    """One row a finding, the most interesting first, of each kind at most one; fewer than `limit` where there are fewer.

    How to read it: each sentence says what was found in these articles, and nothing of the world: "only" is only in these texts,
    "first" the first here. `score` orders the findings; it says how many outlets a finding touches and how well it can be told, not
    how true it is: every kind has a minimum below which nothing is said, which stands with its finder. Looked for in whole stories,
    those first that most outlets tell in full, up to 500 articles.

    Args:
        outlets: outlet_id, outlet_name, domain, is_known.
        articles: all columns but author and address.
        stories: story_id, label.
        quotes: all columns.
        sources: source_id, source_name, kind, role.
        facts: fact_id, span, text, match_score.
        matches: both spans, score.
        figures: article_id, start, end, value, value_high, unit, hedge.
        passages: both spans, n_words, kind.
        conflicts: all columns.
        limit: how many at most.
        is_whole: whether these are all articles selected, not some that stand for them.
        called: pairs of an outlet_id and the name that the sentences take for it; its own where none is given.

    Returns:
        kind (unique, wording, shared_text, conflict, first, source); sentence; basis (what it rests on, a sentence); score (0 to 1);
        n (outlets it rests on; words that are shared); outlet_id and other_outlet_id; item (the fact, utterance, article, conflict,
        story or source); story_id; span of its first place; other_article_id. Empty where unknown.
    """
    kept = looked_at(articles)
    is_all = len(kept) == len(articles)
    given = {"outlets": outlets, "stories": stories, "sources": sources, "articles": kept}
    by_article = {"quotes": quotes, "facts": facts, "matches": matches, "figures": figures, "passages": passages, "conflicts": conflicts}
    given |= {name: rows if is_all else rows[rows["article_id"].isin(kept["article_id"])] for name, rows in by_article.items()}
    material = _finders.Material({name: text_ids(rows) for name, rows in given.items()}, is_whole and is_all, dict(called))
    found = pd.DataFrame([row for finder in _finders.FINDERS for row in finder(material)], columns=list(_DTYPES)).astype(_DTYPES)
    return found.sort_values(["score", "kind", "item"], ascending=[False, True, True], ignore_index=True).head(limit)


def looked_at(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles in which findings are looked for: all, or those of whole stories, the most widely told first.

    Args:
        articles: article_id, story_id, outlet_id, kind.
    """
    if len(articles) <= MOST_ARTICLES:
        return articles
    texts = of_texts(articles)
    told = pd.DataFrame({"n_outlets": texts.groupby("story_id")["outlet_id"].nunique(), "n": articles.groupby("story_id").size()})
    told = told.dropna().reset_index()
    told = told[told["n"] <= MOST_ARTICLES].sort_values(["n_outlets", "n", "story_id"], ascending=[False, True, True])
    wanted = told.loc[told["n"].cumsum() <= MOST_ARTICLES, "story_id"]
    return articles[articles["story_id"].isin(wanted).fillna(False).to_numpy(bool)].reset_index(drop=True)
