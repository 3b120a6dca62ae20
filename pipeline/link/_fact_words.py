"""What a statement is compared by: stems of its words, the groups of like words they belong to, its amounts and their units."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.cues import CUES
from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold, word_spans, words

SHORTEST_PIECE = 4  # words; a shorter piece of a sentence says too little to be compared alone
_SMALL = range(13)  # whole numbers that are said of everything: of two women and of two buses
_LONGEST_SPEAKER, _LONGEST_MOMENT = 8, 3  # words of "the city's fire brigade said", and of "on Tuesday evening" behind it

# Endings by how many letters must stay before them: inflection and what makes nouns and adjectives of verbs.
_ENDINGS = (("ingly", 4), ("edly", 4), ("ements", 4), ("ement", 4), ("ations", 5), ("ation", 5), ("ments", 4), ("ment", 4), ("ings", 4), ("ing", 3),
            ("ions", 5), ("ion", 5), ("ances", 5), ("ance", 5), ("ences", 5), ("ence", 5), ("ities", 5), ("ity", 5), ("ness", 4), ("ives", 5),
            ("ive", 5), ("ers", 4), ("er", 5), ("ors", 5), ("or", 6), ("als", 5), ("al", 5), ("ies", 3), ("ied", 3), ("ed", 3), ("es", 3), ("ly", 4),
            ("s", 3), ("y", 4), ("e", 3))
_INSIDE_NAME = (" ", ". ")  # between two words of one name
_PRONOUNS = frozenset("it he she they we i its his her their it's he's she's they're we're".split())
_KEPT = frozenset("news series species politics police always perhaps".split())
_PIECE = re.compile(r",\s(?:which|who|where|as|after|because|while|so that|compared with|but|and|or|above all|even)\s|"
                    r"\s(?:after|because|so that|while|although|compared with|as well as|before|when|since|and)\s|[,;:]\s|\s[—–]\s")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded English word: at most two endings are cut, so that forms and relatives of a word fall together.

    Example:
        >>> stem("inspectors"), stem("inspection"), stem("companies"), stem("stopped")
        ('inspect', 'inspect', 'compan', 'stop')
    """
    word = word.removesuffix("'s").removesuffix("'")
    if word in _KEPT or not word.isalpha():
        return word
    for _ in range(2):
        fitting = (e for e, least in _ENDINGS if word.endswith(e) and len(word) - len(e) >= least)
        ending = next((e for e in fitting if not (e == "s" and word.endswith("ss"))), "")
        word = word[:-len(ending)] if ending else word
        if ending and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsze":
            word = word[:-1]
    return word


# Words of every story: they are rare by chance among a hundred statements, and say little where two share only them.
_COMMON = frozenset(stem(word) for word in (
    "time year day week month people man woman thing way part place case point number group company country city government world area "
    "side week "
    "make made take took taken give gave given come came go went get put set keep kept hold held bring brought turn look see seen know "
    "known think "
    "want need plan expect use used work run ran call called find found show leave left help try tried begin start end move change become "
    "good great high low long short big small old new young next early late main major full open real large own able sure likely important "
    "decision decide official report news today yesterday million percent well back far away together likely mean meant include "
    "including among "
    "follow lead led face seem appear remain stay add offer allow let ask tell say talk hope fear believe feel felt happen hour minute "
    "morning "
    "evening night home house life family name question problem issue result reason cause statement member board head chief leader "
    "local national public private special general possible current recent recently former "
    "monday tuesday wednesday thursday friday saturday sunday afternoon noon midday midnight weekend tonight spokeswoman spokesman").split())


@cache
def like_words() -> dict[str, str]:
    """Stem → the first word of its group of like words, from the list beside this file."""
    groups: dict[str, str] = {}
    for line in files("pipeline.link").joinpath("_fact_concepts.txt").read_text(encoding="utf-8").splitlines():
        said = [] if line.startswith("#") else line.split()
        for word in said:
            groups.setdefault("_".join(stem(part) for part in word.split("_")), said[0])
    return groups


@cache
def _first_words() -> frozenset[str]:
    """The stems that the pairs of words among the like words begin with."""
    return frozenset(key.partition("_")[0] for key in like_words() if "_" in key)


def begins_with_pronoun(core: str) -> bool:
    """Whether a statement leans on a subject outside it ("it will close two plants")."""
    return core[:12].lower().replace("\"", "").replace("“", "").split(" ")[0].strip() in _PRONOUNS


def pieces(core: str) -> list[tuple[int, int]]:
    """Start and end of the parts of a statement that may be compared alone; empty where it has only one.

    Example:
        >>> text = "The hall, opened in 1931 by the king, holds some 900 people"
        >>> [text[i:j] for i, j in pieces(text)]
        ['The hall, opened in 1931 by the king', 'holds some 900 people']
        >>> text = "Six people were badly hurt, the fire brigade said on Monday, two more than in the morning"
        >>> [text[i:j] for i, j in pieces(text)]
        ['Six people were badly hurt', 'two more than in the morning']
    """
    found, start = [], 0
    for cut in _PIECE.finditer(core):
        if len(word_spans(core[start:cut.start()])) >= SHORTEST_PIECE:
            found.append((start, cut.start()))
            start = cut.end()
    if found and len(word_spans(core[start:])) >= SHORTEST_PIECE - 1:
        found.append((start, len(core)))
    return [(i, j) for i, j in found if not _is_attribution(core[i:j])] if len(found) > 1 else []


def _is_attribution(piece: str) -> bool:
    """Whether a part of a statement only says who says the rest, and when."""
    said = words(piece)
    at = next((place for place, word in enumerate(said[1:_LONGEST_SPEAKER], start=1) if word in CUES and CUES[word].act == "say"), 0)
    return bool(at) and len(said) - at - 1 <= _LONGEST_MOMENT and "that" not in said[at:]


def _name_lengths(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """For each word of how many words its name is: capitalised words in a row, without "The"; 1 for what is no such name."""
    lengths, run, end = [1] * len(spans), [], -1
    for place, (i, j) in enumerate([*spans, (len(text), len(text))]):
        is_name = text[i:j][:1].isupper() and any(part.group for part in _word_parts(text[i:j]))
        if run and not (is_name and text[end:i] in _INSIDE_NAME):
            for word in run:
                lengths[word] = len(run)
            run = []
        if is_name:
            run.append(place)
        end = j
    return lengths


class _WordPart(NamedTuple):
    """One part of a word: its stem, the term of its group ("" where it says nothing), what it weighs by, whether an amount may hold it."""

    root: str
    group: str
    kind: str
    is_figure: bool


@lru_cache(maxsize=100_000)
def _word_parts(written: str) -> tuple[_WordPart, ...]:
    """The parts of a written word: one, or several where hyphens join them."""
    word, groups, found = fold(written), like_words(), []
    for part in (word.split("-") if word not in groups else [word]):
        root = stem(part)
        group = "" if part in STOP_WORDS or len(part) < 2 else "c:" + groups.get(root, root)
        kind = "figure" if part.isdigit() else "common" if root in _COMMON else ""
        found.append(_WordPart(root, group, kind, part[:1].isdigit() or part in ("million", "billion", "thousand")))
    return tuple(found)


def terms(text: str, amounts: Iterable[tuple[int, int, float, str]], settings) -> dict[str, float]:
    """The terms of a text with their weights: "w:" a stem, "c:" its group of like words, "n:" an amount, a small one with
    what it counts, "u:" its unit.

    Args:
        text: a statement or part of one.
        amounts: start, end (in the text), value and unit of each of its figures.
        settings: `fact_figure_weight`, `fact_unit_weight`, `fact_common_weight`, `fact_name_power`.
    """
    amounts, groups, found, last = list(amounts), like_words(), {}, ""
    weights = {"figure": settings.fact_figure_weight, "common": settings.fact_common_weight, "": 1.0}
    spans = word_spans(text)
    for (i, j), n_words in zip(spans, _name_lengths(text, spans), strict=True):
        is_inside = bool(amounts) and any(start <= i < end for start, end, _, _ in amounts)
        share = n_words ** -settings.fact_name_power if n_words > 1 else 1.0
        for root, group, kind, is_figure in _word_parts(text[i:j]):
            if last in _first_words() and (pair := f"{last}_{root}") in groups:
                found["c:" + groups[pair]] = 1.0
            last = root
            if not group or (is_inside and is_figure):
                continue
            found["w:" + root] = weight = weights[kind] * share
            found[group] = max(weight, found.get(group, 0))
    for _, _, value, unit in amounts:
        counted = stem(unit) if unit != "score" else ""
        of = f" {like_words().get(counted, counted)}" if value in _SMALL and counted else ""
        found[f"n:{value:g}{of}"] = settings.fact_figure_weight
        if counted:
            found["u:" + counted] = settings.fact_unit_weight
    return found
