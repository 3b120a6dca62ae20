"""Finds the passages: stretches of words that two articles share, across the whole data set, and which sentences are agency text.

Every run of eleven words or more that two articles have word for word is found, at its full length and with its place in both bodies,
then carried on through small edits (at most three words changed, put in or left out, with five words the same behind them); such a
passage is of kind `near`. Case, and the form of apostrophes and hyphens, do not matter. Nothing is listed within one article or between
versions of one article, and sentences that an outlet repeats in many articles (boilerplate) match nothing.

A sentence is agency text (`is_wire`) where 80% or more of its words stand in a passage shared with an article that an agency published
or that credits one; an agency's own sentences never are. Agency copy is only probable (`is_probably_wire`, all sentences that are not
certain) in an article that credits an agency although none of its sentences is agency text, and in one of which 80% of the words stand in
articles of each of two or more other outlets, none of them crediting an agency.

Caveat: what is reworded is not found, so shared passages are a lower bound on reuse. In a large data set a turn of phrase that more
than `passage_crowd_articles` articles have may be compared with ten of them only (agencies first, then the earliest), not all with all.

Source:
    Schleimer, Wilkerson, Aiken: Winnowing: local algorithms for document fingerprinting. SIGMOD 2003.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline import portions, tables
from pipeline.agencies import agency_outlets
from pipeline.link._near_runs import near_runs
from pipeline.link._shared_runs import Limits, Line, shared_runs
from pipeline.link._wire import probable_articles, with_wire
from pipeline.link._words import Vocabulary, numbers, spans
from pipeline.settings import Settings
from pipeline.text import digest, fold

SCOPE = "dataset"
NEEDS = ("articles", "articles.published_at", "articles.revision_of", "outlets", "sentences", "sentences.is_boilerplate")
MAKES = ("passages", "sentences.is_wire", "sentences.is_probably_wire")
_OF_ARTICLES = ("article_id", "outlet_id", "agency", "published_at", "revision_of", "content_hash", "body")


def link(tables_by_name: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, portions.Rows]:
    """The passages, and the sentences with their `is_wire` and `is_probably_wire`.

    Args:
        tables_by_name: `articles`, `outlets`, `sentences`.
        settings: the `passage_…` and `wire_…` numbers.

    Returns:
        `passages`, one row a shared stretch and pair of articles, and `sentences`, the same rows in the same order.
    """
    articles = portions.columns(tables_by_name, "articles", _OF_ARTICLES)
    agencies = agency_outlets(tables_by_name["outlets"], articles)
    # An order that rests on content, so that the same stretches come out whatever outlets are called.
    full = articles[articles["body"] != ""].sort_values(["content_hash", "article_id"], kind="stable", ignore_index=True)
    del articles
    is_agency_text = full["outlet_id"].isin(agencies) | full["agency"].notna()
    line = _line(full["body"], _boilerplate(full, tables_by_name))
    limits = Limits(_families(full), _ranks(full, is_agency_text), int(settings.passage_crowd_articles))
    passages = _passages(full, line, near_runs(line, *shared_runs(line, limits)))
    del line
    sides = _both_sides(passages)
    of_agencies = set(full.loc[full["outlet_id"].isin(agencies), "article_id"])
    is_agencys = sides["other_article_id"].isin(set(full.loc[is_agency_text, "article_id"])) & ~sides["article_id"].isin(of_agencies)
    sentences = portions.columns(tables_by_name, "sentences", ["article_id", "start", "end"])
    is_wire = with_wire(sentences, sides[is_agencys], full.set_index("article_id")["body"], settings.wire_least_share)
    others = full[~full["article_id"].isin(of_agencies)]
    probable = probable_articles(others, sides, is_wire.groupby(sentences["article_id"]).any(), settings.wire_least_share)
    flags = {"is_wire": is_wire, "is_probably_wire": sentences["article_id"].isin(probable) & ~is_wire}
    return {"passages": passages, "sentences": portions.filled(tables_by_name, "sentences", flags)}


def _line(bodies: pd.Series, boilerplate: dict[int, list[tuple[int, int]]]) -> Line:
    """All bodies as one line of numbers of folded words; boilerplate and the gaps between bodies match nothing."""
    vocabulary = Vocabulary()
    written, bounds = numbers(bodies, vocabulary)
    folded: dict[str, int] = {}
    number_of = np.array([folded.setdefault(fold(word), len(folded)) for word in vocabulary] or [0], dtype=np.int32)
    hashes = np.array([int(digest(word), 16) for word in folded] or [0], dtype=np.uint64)
    n_texts = len(bounds) - 1
    words = np.full(len(written) + n_texts + 1, -1, dtype=np.int32)
    begins = bounds + np.arange(1, n_texts + 2)
    place = np.ones(len(words), dtype=bool)
    place[begins - 1] = False
    words[place] = number_of[written]
    for text, stretches in boilerplate.items():
        starts = spans(bodies.iloc[text])[:, 0]
        for start, end in stretches:
            first, last = np.searchsorted(starts, [start, end])
            words[begins[text] + first:begins[text] + last] = -1
    unmatched = np.flatnonzero(words < 0)
    words[unmatched] = -1 - np.arange(len(unmatched))
    return Line(words, begins, hashes)


def _boilerplate(full: pd.DataFrame, tables_by_name: Mapping[str, pd.DataFrame]) -> dict[int, list[tuple[int, int]]]:
    """The spans of each article's boilerplate, by its place in the frame."""
    place = pd.Series(full.index, index=full["article_id"])
    found: dict[int, list[tuple[int, int]]] = {}
    for sentences in portions.slices(tables_by_name, "sentences", ["article_id", "start", "end", "is_boilerplate"]):
        rows = sentences[sentences["is_boilerplate"] & sentences["article_id"].isin(place.index)]
        for text, start, end in zip(place.loc[rows["article_id"]], rows["start"], rows["end"], strict=True):
            found.setdefault(int(text), []).append((start, end))
    return found


def _families(full: pd.DataFrame) -> np.ndarray:
    """A number for each article, the same for all versions of one article."""
    place = {article_id: n for n, article_id in enumerate(full["article_id"])}
    earlier = [place.get(other, n) if isinstance(other, str) else n for n, other in enumerate(full["revision_of"])]
    family = np.array(earlier, dtype=np.int64)
    while len(family) and (family[family] != family).any():
        family = family[family]
    return family


def _ranks(full: pd.DataFrame, is_agency_text: pd.Series) -> np.ndarray:
    """Which article to compare first: agency text before other text, then the earliest."""
    moments = full["published_at"].astype("int64").where(full["published_at"].notna(), np.iinfo(np.int64).max)
    ranks = np.empty(len(full), dtype=np.int64)
    ranks[np.lexsort((np.arange(len(full)), moments.to_numpy(), ~is_agency_text.to_numpy()))] = np.arange(len(full))
    return ranks


def _passages(full: pd.DataFrame, line: Line, runs: np.ndarray) -> pd.DataFrame:
    """The runs as rows of the table, with offsets in both bodies; the article whose id sorts first comes first."""
    text, other = line.text_of(runs[:, 0]), line.text_of(runs[:, 2])
    n_words = runs[:, 4]
    is_verbatim = (runs[:, 1] - runs[:, 0] == n_words) & (runs[:, 3] - runs[:, 2] == n_words)
    spans_of = _char_spans(full["body"], line, np.concatenate([runs[:, :2], runs[:, 2:4]]), np.concatenate([text, other]))
    words_of = np.column_stack([runs[:, :2] - line.begins[text][:, None], runs[:, 2:4] - line.begins[other][:, None]])
    ids = full["article_id"].to_numpy(dtype=object)
    swap = ids[text] > ids[other]
    columns = {"article_id": np.where(swap, ids[other], ids[text]), "other_article_id": np.where(swap, ids[text], ids[other])}
    for ends, suffix in ((np.column_stack([spans_of[:len(runs)], spans_of[len(runs):]]), ""), (words_of, "_word")):
        turned = np.where(swap[:, None], ends[:, [2, 3, 0, 1]], ends)
        columns |= {f"{name}{suffix}": turned[:, at] for at, name in enumerate(("start", "end", "other_start", "other_end"))}
    return tables.conform("passages", pd.DataFrame({**columns, "n_words": n_words, "kind": np.where(is_verbatim, "verbatim", "near")}))


def _char_spans(bodies: pd.Series, line: Line, word_ranges: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Start and end in the body of each range of words."""
    found = np.empty((len(text), 2), dtype=np.int64)
    order = np.argsort(text, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(text[order])) + 1) if len(order) else []:
        of_text = spans(bodies.iloc[text[rows[0]]])
        place = word_ranges[rows] - line.begins[text[rows[0]]]
        found[rows, 0], found[rows, 1] = of_text[place[:, 0], 0], of_text[place[:, 1] - 1, 1]
    return found


def _both_sides(passages: pd.DataFrame) -> pd.DataFrame:
    """article_id, start, end, other_article_id of each passage, from either article."""
    side = ["article_id", "start", "end", "other_article_id"]
    turned = passages[["other_article_id", "other_start", "other_end", "article_id"]].set_axis(side, axis=1)
    return pd.concat([passages[side], turned], ignore_index=True)
