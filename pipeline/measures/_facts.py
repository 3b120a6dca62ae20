"""Who states which fact, and which facts only one outlet states."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.counting import each_once, numbered, numbered_spans
from pipeline.measures._outlets import of_texts, places, with_outlet
from pipeline.measures._quality import LANGUAGE

SPAN = ["article_id", "start", "end"]
OTHER = ["other_article_id", "other_start", "other_end"]


def of_read(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles whose statements can be compared: their text is known, has words left in the selection, and is in the language read.

    Of the others nothing can be said: an excerpt, a text of which all is agency copy while that is left out, a text in another language.
    """
    texts = of_texts(articles)
    return texts[texts["n_words"].gt(0) & (texts["language"].isna() | texts["language"].eq(LANGUAGE))]


def stated(facts: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """fact_id, outlet_id, story_id: one row for each fact and outlet that states it."""
    rows = with_outlet(facts[["fact_id", "article_id"]], of_read(articles), "story_id")
    first = each_once(numbered(rows["fact_id"])[0], numbered(rows["outlet_id"])[0])
    return rows[["fact_id", "outlet_id", "story_id"]].iloc[first].reset_index(drop=True)


def stated_in(tables: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What `stated` gives for tables of which columns can be read alone, and the articles it rests on."""
    articles = tables.part("articles", ("article_id", "outlet_id", "story_id", "kind", "n_words", "language"))
    return stated(tables.part("facts", ("fact_id", "article_id")), articles), articles


def of_stories(articles: pd.DataFrame, story_ids: pd.Series) -> pd.DataFrame:
    """The articles of some stories."""
    return articles[articles["story_id"].isin(story_ids.dropna().unique()).to_numpy(bool)]


def compared_stories(articles: pd.DataFrame) -> pd.Index:
    """The stories of which the texts of two outlets or more are known: only there can a fact be missing elsewhere."""
    n_outlets = of_read(articles).groupby("story_id")["outlet_id"].nunique()
    return n_outlets.index[n_outlets >= 2]


def in_compared(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of stories that can be compared."""
    return rows[rows["story_id"].isin(compared_stories(articles))]


def unique(places: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Of what `stated` gives: the facts of compared stories whose statements all come from one outlet."""
    rows = in_compared(places, articles)
    fact = numbered(rows["fact_id"])[0]
    return rows[np.bincount(fact)[fact] == 1]


def near(facts: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame, cut: float = 0) -> pd.DataFrame:
    """Statements of other outlets that may say a fact, though they are not counted as stating it; of a score of `cut` or more.

    Returns:
        One row for each fact and such outlet, the closest statement: fact_id, other_outlet_id, other_article_id, other_start,
        other_end, score.
    """
    pairs = _of_statements(facts, matches[matches["score"] >= cut])
    texts = of_read(articles)
    place = places(pairs["other_article_id"], texts["article_id"])
    pairs, place = pairs[place >= 0], place[place >= 0]
    pairs = pairs.assign(other_outlet_id=pd.Series(texts["outlet_id"].array.take(place), index=pairs.index))
    rows = facts[["fact_id"]].assign(at=span_numbers(facts, matches)[0])
    rows = rows[rows["at"].isin(pairs["at"])].merge(pairs, on="at")
    said = stated(facts[facts["fact_id"].isin(rows["fact_id"].unique())], articles)[["fact_id", "outlet_id"]].rename(
        columns={"outlet_id": "other_outlet_id"}
    )
    rows = rows.merge(said, on=["fact_id", "other_outlet_id"], how="left", indicator="seen")
    rows = rows[rows["seen"].eq("left_only")].sort_values(["score", *OTHER], ascending=[False, True, True, True])
    return rows.drop_duplicates(["fact_id", "other_outlet_id"])[["fact_id", "other_outlet_id", *OTHER, "score"]].reset_index(drop=True)


def span_numbers(facts: pd.DataFrame, matches: pd.DataFrame) -> list[np.ndarray]:
    """Numbers of the spans of facts, and of both sides of matches: those of the data set where it gives them, else made here."""
    if "span" in facts and "span" in matches:
        return [facts["span"].to_numpy(), matches["span"].to_numpy(), matches["other_span"].to_numpy()]
    return numbered_spans([facts[SPAN], matches[SPAN], matches[OTHER]])


def _of_statements(facts: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """Each match, seen from a statement of the facts: at (number of its span), the other span, score."""
    own, *sides = span_numbers(facts, matches)
    is_own = np.zeros(max((int(each.max(initial=0)) for each in (own, *sides)), default=0) + 1, bool)
    is_own[own] = True
    found = []
    for at, columns in zip(sides, (OTHER, SPAN), strict=True):
        near = np.flatnonzero(is_own[at])
        found.append(matches[[*columns, "score"]].iloc[near].set_axis([*OTHER, "score"], axis=1).assign(at=at[near]))
    return pd.concat(found, ignore_index=True)


def is_near(facts: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame) -> np.ndarray:
    """For each statement of the facts, whether a statement of another outlet may say the same: as `near` finds, without saying which."""
    own, *sides = span_numbers(facts, matches)
    texts = of_read(articles)
    one, other = (places(matches[c], texts["article_id"]) for c in ("article_id", "other_article_id"))
    outlet = numbered(texts["outlet_id"])[0]
    kept = np.flatnonzero((one >= 0) & (other >= 0))
    kept = kept[outlet[one[kept]] != outlet[other[kept]]]
    is_matched = np.zeros(max((int(each.max(initial=0)) for each in (own, *sides)), default=0) + 1, bool)
    for at in sides:
        is_matched[at[kept]] = True
    return is_matched[own]


def alone(facts: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame, cut: float = 0) -> pd.DataFrame:
    """The facts that one outlet alone states, were matches of `cut` or more the same fact; at 0 as the matching itself has it.

    Returns:
        fact_id, outlet_id, story_id, and the closest statement of another outlet: other_outlet_id, other_article_id, other_start,
        other_end, score; empty where no statement comes near.
    """
    rows = closest(facts, articles, matches, has_shared=cut > 0)
    if not cut:
        return rows.drop(columns="is_shared")
    is_alone = np.where(rows["is_shared"], rows["score"] < cut, ~(rows["score"] >= cut))
    return rows[is_alone.astype(bool)].drop(columns="is_shared").reset_index(drop=True)


def closest(facts: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame, *, has_shared: bool) -> pd.DataFrame:
    """Each fact that one outlet alone states, with the closest statement of another outlet; of compared stories.

    Args:
        facts: fact_id, span.
        articles: article_id, outlet_id, story_id, kind.
        matches: both spans, score, band.
        has_shared: also each outlet of the other facts, with the statement of the same fact in another outlet that fits best.

    Returns:
        What `alone` gives, and is_shared.
    """
    places = in_compared(stated(facts, articles), articles)
    is_shared = places.duplicated("fact_id", keep=False)
    single = places[~is_shared]
    elsewhere = near(facts[facts["fact_id"].isin(single["fact_id"].unique())], articles, matches)
    elsewhere = elsewhere.sort_values(["score", *OTHER], ascending=[False, True, True, True]).drop_duplicates("fact_id")
    rows = [single.merge(elsewhere, on="fact_id", how="left").assign(is_shared=False)]
    if has_shared:
        best = _best_inside(facts[facts["fact_id"].isin(places.loc[is_shared, "fact_id"].unique())], articles, matches)
        rows.append(places[is_shared].merge(best, on=["fact_id", "outlet_id"], how="inner").assign(is_shared=True))
    found = pd.concat([part for part in rows if len(part)] or rows[:1], ignore_index=True)
    return found.astype({"other_start": "Int64", "other_end": "Int64", "score": "float64", "is_shared": "bool"})


def _best_inside(facts: pd.DataFrame, articles: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """For each fact and outlet that states it, the best match with a statement of the fact in another outlet."""
    own = with_outlet(facts[["fact_id", *SPAN]], of_read(articles))
    pairs = both_ways(matches[matches["band"].eq("same")])
    there = own.rename(columns=lambda c: c if c == "fact_id" else f"other_{c}")
    rows = own.merge(pairs, on=SPAN).merge(there, on=["fact_id", *OTHER])
    rows = rows[rows["outlet_id"].ne(rows["other_outlet_id"])].sort_values(["score", *OTHER], ascending=[False, True, True, True])
    return rows.drop_duplicates(["fact_id", "outlet_id"])[["fact_id", "outlet_id", "other_outlet_id", *OTHER, "score"]]


def both_ways(matches: pd.DataFrame) -> pd.DataFrame:
    """Each match, seen from either statement."""
    rows = matches[[*SPAN, *OTHER, "score"]]
    turned = rows.rename(columns=dict(zip([*SPAN, *OTHER], [*OTHER, *SPAN], strict=True)))
    return pd.concat([rows, turned[rows.columns]], ignore_index=True)


def first_statement(facts: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One statement for each group: the one that fits best, then the first; with `n_statements` of its group."""
    rows = facts.assign(n_statements=facts.groupby(by)["start"].transform("size"))
    rows = rows.sort_values(["match_score", *SPAN], ascending=[False, True, True, True], na_position="last")
    return rows.drop_duplicates(by, ignore_index=True)
