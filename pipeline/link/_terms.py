"""Articles as weighted terms: what an article is about, as a sparse matrix whose rows have length 1."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline.link._words import Vocabulary, numbers
from pipeline.settings import Settings
from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold

_VOWEL = re.compile("[aeiouy]")
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zes", "z"))
_VERBS = ("ing", "ed")
_TAILS = ("ation", "ement", "ment", "ness", "ally", "ly", "ion", "er", "or", "e", "y")
_BODY_WORDS, _LEAD_WORDS = 500, 100
# Five hundred words end well before this; what stands behind them need not be cut into words.
_BODY_CHARACTERS = 5_000
_BLOCK = 1_000


def stem(word: str) -> str:
    """A word without its ending, roughly: forms of one word meet, no word of the language need come out.

    Example:
        >>> stem("closures"), stem("closing"), stem("flooded"), stem("bus"), stem("cities")
        ('closur', 'clos', 'flood', 'bus', 'cit')
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _without_verb_ending(_singular(word))
    for tail in _TAILS:
        if word.endswith(tail) and len(word) - len(tail) >= 3 + (len(tail) > 1):
            return word[:-len(tail)]
    return word


def _singular(word: str) -> str:
    """A plural as singular; other words as they are."""
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[:-len(ending)] + instead
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_verb_ending(word: str) -> str:
    """A word without -ing or -ed, and without the consonant doubled before it."""
    for ending in _VERBS:
        kept = word[:-len(ending)]
        if word.endswith(ending) and len(kept) >= 3 and _VOWEL.search(kept):
            return kept[:-1] if len(kept) > 3 and kept[-1] == kept[-2] and kept[-1] not in "lsz" else kept
    return word


def term(written: str) -> str:
    """The term that a written word stands for; empty for a function word or a single letter.

    Example:
        >>> term("Harbour's"), term("U.S"), term("6.2"), term("The")
        ('harbour', 'us', '6.2', '')
    """
    word = fold(written).removesuffix("'s")
    if word in STOP_WORDS or len(word) < 2:
        return ""
    return word if any(c.isdigit() for c in word) else stem(word.replace(".", ""))


@dataclass(frozen=True)
class Weighed:
    """Articles as weighted terms.

    Args:
        rows: one row an article, of length 1: its whole text beside its head; term t stands in column t and, of the head, in column
            t + number of terms.
        written: for each term, the form it is written in most often.
        is_name: for each term, whether it is a name.
    """

    rows: sparse.csr_matrix
    written: list[str]
    is_name: np.ndarray


def weighed(articles: pd.DataFrame, settings: Settings) -> Weighed:
    """One row an article, of length 1: half of it the whole text, half its head (title and first paragraphs).

    Words are counted on a logarithmic scale and weighted by how few articles have them, names and figures more than other words.
    A data set of ten articles cannot tell which words are rare, so `story_prior_articles` imagined ones stand beside it.
    An excerpt is its title and description.
    """
    texts = articles["body"].where(articles["body"] != "", articles["description"].fillna(""))
    vocabulary = Vocabulary()
    # First words that stand for a missing headline are in the text already; as a title they would count again.
    titles = articles["title"].where(articles["title_evidence"].fillna("") != "first words", "")
    title, body = (numbers(column, vocabulary) for column in (titles, texts.str.slice(0, _BODY_CHARACTERS)))
    terms, term_of = _terms(vocabulary)
    is_name = _names(terms, term_of, vocabulary, body[0])
    weights = _term_weights(terms, is_name, settings)
    zones = [_counts(*zone, term_of, len(terms), limit) for zone, limit in ((title, _BODY_WORDS), (body, _BODY_WORDS), (body, _LEAD_WORDS))]
    blocks = [slice(start, start + _BLOCK) for start in range(0, len(articles), _BLOCK)]
    n_with = sum(np.bincount(_whole_and_head(zones, block, settings)[0].indices, minlength=len(terms)) for block in blocks)
    weights *= np.log((len(articles) + settings.story_prior_articles) / (n_with + 1))
    shares = ((1 - settings.story_head_share) ** 0.5, settings.story_head_share ** 0.5)
    # Whole and head stand side by side, each of the length of its share, so that one product compares both.
    rows = sparse.vstack([sparse.hstack([_unit(counts, weights) * share for counts, share in zip(
        _whole_and_head(zones, block, settings), shares, strict=True)]) for block in blocks], format="csr", dtype=np.float32)
    return Weighed(rows, _written(terms, term_of, vocabulary, (title[0], body[0])), is_name)


def _whole_and_head(zones: list[sparse.csr_matrix], block: slice, settings: Settings) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Counts of the block's articles: title and text, title and first paragraphs."""
    in_title, in_body, in_lead = (zone[block] for zone in zones)
    in_title = in_title * settings.story_title_weight
    return (in_title + in_body).tocsr(), (in_title + in_lead).tocsr()


def _terms(vocabulary: Vocabulary) -> tuple[list[str], np.ndarray]:
    """All terms, and for each written word the number of its term; term 0 is the empty one."""
    numbered: dict[str, int] = {"": 0}
    term_of = [numbered.setdefault(term(word), len(numbered)) for word in vocabulary]
    return list(numbered), np.array(term_of, dtype=np.int64)


def _names(terms: list[str], term_of: np.ndarray, vocabulary: Vocabulary, ids: np.ndarray) -> np.ndarray:
    """Whether each term is a name: written with a capital in four of five places in bodies."""
    is_capital = np.array([word[0].isupper() for word in vocabulary], dtype=float)
    n = np.bincount(ids, minlength=len(vocabulary)).astype(float)
    n_all = np.bincount(term_of, weights=n, minlength=len(terms))
    n_capital = np.bincount(term_of, weights=n * is_capital, minlength=len(terms))
    return (n_all > 0) & (n_capital >= 0.8 * n_all)


def _term_weights(terms: list[str], is_name: np.ndarray, settings: Settings) -> np.ndarray:
    """Weight of each term; a figure holds a digit."""
    weights = np.where(is_name, settings.story_name_weight, 1.0)
    weights[[is_figure(t) for t in terms]] = settings.story_figure_weight
    weights[0] = 0.0
    return weights


def is_figure(term: str) -> bool:
    """Whether a term holds a digit."""
    return any(c.isdigit() for c in term)


def _written(terms: list[str], term_of: np.ndarray, vocabulary: Vocabulary, ids: tuple[np.ndarray, np.ndarray]) -> list[str]:
    """The form in which each term is written most often; of equally frequent ones the first in the alphabet."""
    n = sum(np.bincount(part, minlength=len(vocabulary)) for part in ids)
    words = np.array(list(vocabulary), dtype=object)
    order = np.lexsort((words.astype(str), -n, term_of)) if len(words) else np.empty(0, dtype=np.int64)
    known, first = np.unique(term_of[order], return_index=True)
    forms = [""] * len(terms)
    for number, place in zip(known, first, strict=True):
        forms[number] = words[order[place]].removesuffix("'s").removesuffix("’s")
    return forms


def _counts(ids: np.ndarray, bounds: np.ndarray, term_of: np.ndarray, n_terms: int, limit: int) -> sparse.csr_matrix:
    """How often each text has each term in its first `limit` words; so many texts at a time, to keep the memory small."""
    borders = [bounds[start:start + _BLOCK + 1] for start in range(0, len(bounds) - 1, _BLOCK)]
    return sparse.vstack([_counts_of(ids[b[0]:b[-1]], b, (term_of, n_terms), limit) for b in borders], format="csr")


def _counts_of(ids: np.ndarray, bounds: np.ndarray, terms: tuple[np.ndarray, int], limit: int) -> sparse.csr_matrix:
    """The same for one block of texts."""
    term_of, n_terms = terms
    lengths = np.diff(bounds)
    place = np.arange(len(ids)) - np.repeat(bounds[:-1] - bounds[0], lengths)
    terms_here = term_of[ids]
    keep = (terms_here > 0) & (place < limit)
    rows = np.repeat(np.arange(len(lengths)), lengths)[keep]
    return sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, terms_here[keep])), shape=(len(lengths), n_terms))


def _unit(counts: sparse.csr_matrix, weights: np.ndarray) -> sparse.csr_matrix:
    """Rows of weighted logarithmic counts with length 1; a row without terms stays empty."""
    # Imported here: it takes as long as a small build, and every worker loads this module.
    from sklearn.preprocessing import normalize

    rows = counts.copy().astype(np.float64)
    rows.data = (1 + np.log(np.maximum(rows.data, 1))) * weights[rows.indices]
    return normalize(rows, copy=False)
