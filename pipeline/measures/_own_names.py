"""Words by which an outlet speaks of itself: its own name, and the names of those who wrote an article in it."""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from pipeline.terms import terms

_PAIR = ["outlet_id", "keyword"]


def mentions(used: pd.DataFrame, outlets: pd.DataFrame, articles: pd.DataFrame, is_grouped: bool) -> pd.DataFrame:
    """How often an outlet uses a keyword as a part of its own name or of a writer's.

    A name is there as often as the rarest of its words in an article; the last word of an outlet's name ("the Courier") is always its own,
    and so is the name in its web address. Places in a name ("Tarnwick Courier") so keep their other uses.

    Args:
        used: article_id, outlet_id, keyword, n; single words or phrases.
        outlets: outlet_id, outlet_name, is_known, and domain where there is one.
        articles: article_id, and author where there is one.
        is_grouped: whether outlets are groups, whose names are no outlet's.

    Returns:
        outlet_id, keyword, n, n_articles (in which it stands in no other way): one row each pair that has any.
    """
    of_outlets = pd.DataFrame(() if is_grouped else _of_outlets(outlets), columns=["outlet_id", "name", "keyword", "is_own"])
    of_writers = pd.DataFrame(_of_writers(articles), columns=["article_id", "name", "keyword", "is_own"])
    rows = used[used["keyword"].isin({*of_outlets["keyword"], *of_writers["keyword"]})]
    rows = rows[["article_id", "outlet_id", "keyword", "n"]].astype({"article_id": "str", "outlet_id": "str", "keyword": "str"})
    found = pd.concat([rows.merge(of_outlets, on=_PAIR), rows.merge(of_writers, on=["article_id", "keyword"])])
    whole = pd.concat([of_outlets, of_writers]).drop_duplicates(["name", "keyword"]).groupby("name").size()
    by_name = found.groupby(["article_id", "name"])["n"]
    there = by_name.transform("min").where(by_name.transform("size") == found["name"].map(whole), 0)
    found["less"] = there.where(~found["is_own"].astype(bool), found["n"])
    each = found.groupby(["article_id", *_PAIR], as_index=False).agg(n=("n", "first"), less=("less", "sum"))
    each["n_articles"] = each["less"].ge(each["n"]).astype("int64")
    each["n"] = each[["n", "less"]].min(axis=1).astype("int64")
    return each[each["n"].gt(0)].groupby(_PAIR, as_index=False)[["n", "n_articles"]].sum()


def _of_outlets(outlets: pd.DataFrame) -> Iterable[tuple[str, str, str, bool]]:
    """outlet_id, name, keyword, is_own of every keyword of the names of outlets."""
    domains = outlets["domain"] if "domain" in outlets else [None] * len(outlets)
    for outlet_id, name, domain, is_known in zip(outlets["outlet_id"], outlets["outlet_name"], domains, outlets["is_known"], strict=True):
        if not is_known:
            continue
        words, phrase = _keywords(name)
        yield from ((outlet_id, name, word, word == words[-1]) for word in words)
        if phrase:
            yield outlet_id, phrase, phrase, True
        label = domain.partition(".")[0] if isinstance(domain, str) else ""
        if label and label not in words:
            yield outlet_id, domain, label, True


def _of_writers(articles: pd.DataFrame) -> Iterable[tuple[str, str, str, bool]]:
    """article_id, name, keyword, is_own of every keyword of the names of who wrote an article."""
    if "author" not in articles:
        return
    signed = articles[articles["author"].notna()]
    for article_id, authors in zip(signed["article_id"], signed["author"], strict=True):
        for name in authors.split(", "):
            words, phrase = _keywords(name)
            yield from ((article_id, name, word, False) for word in words)
            if phrase:
                yield article_id, phrase, phrase, True


@lru_cache(maxsize=100_000)
def _keywords(name: str) -> tuple[tuple[str, ...], str]:
    """The words of a name as keywords, and the phrase that they make; "" for none.

    Example:
        >>> _keywords("Tarnwick Courier"), _keywords("Coast and County")
        ((('tarnwick', 'courier'), 'tarnwick courier'), (('coast', 'county'), ''))
    """
    words = tuple(term for term in terms(name) if " " not in term)
    return words, next((term for term in terms(name) if len(words) > 1 and term.count(" ") == len(words) - 1), "")
