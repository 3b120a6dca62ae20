"""What the corrections changed in the end, once stories, sources and facts are known, and which of them changed nothing."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from pipeline import portions
from pipeline._corrected_tables import APPLIED, OVERRULED, UNFIT, Corrected
from pipeline._correction_cells import counted

NAME = "corrections"  # stands for the file in `problems`, so that equal input gives equal tables wherever the file lies


class _Fact(NamedTuple):
    """Where the statements of a story are told."""

    story_of: Mapping[str, str]
    outlet_of: Mapping[str, str]
    facts: pd.DataFrame


def effects(result: Corrected, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Table `corrections` with what each line changed.

    Args:
        result: what is known of the lines from before linking.
        made: all tables after linking; `corrections` among them.
    """
    corrections = made["corrections"]
    told = dict(_stories(result, made)) | dict(_facts(result, made))
    if not told:
        return corrections
    rows = corrections["line"].map(told)
    is_told = rows.notna()
    return corrections.assign(state=corrections["state"].mask(is_told, rows.str[0]).astype("str"),
                              effect=corrections["effect"].mask(is_told, rows.str[1]).astype("str"))


def _stories(result: Corrected, made: Mapping[str, pd.DataFrame]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Where the articles that were moved are now."""
    if not result.moved:
        return
    story_of = portions.columns(made, "articles", ["article_id", "story_id"]).set_index("article_id")["story_id"]
    stories = made["stories"].set_index("story_id")
    for line, (article_id, _) in result.moved.items():
        story = stories.loc[story_of[article_id]]
        n = int(story["n_articles"])
        yield line, (APPLIED, f"now in the story “{story['label'][:80]}” of {counted(n, 'article')}" if n > 1 else "now a story of its own")


def _facts(result: Corrected, made: Mapping[str, pd.DataFrame]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Whether statements that were judged share a fact now."""
    if not result.judged:
        return
    articles = portions.columns(made, "articles", ["article_id", "story_id", "outlet_id"]).set_index("article_id")
    known = _Fact(articles["story_id"].to_dict(), articles["outlet_id"].to_dict(), made["facts"])
    same = set(made["corrections"].loc[made["corrections"]["kind"] == "same fact", "line"])
    for line, (one, other) in result.judged.items():
        yield line, _fact(one, other, known, is_same=line in same)


def _fact(one: tuple, other: tuple, known: _Fact, *, is_same: bool) -> tuple[str, str]:
    """What became of one pair of statements."""
    if known.story_of[one[0]] != known.story_of[other[0]]:
        return UNFIT, "the two articles are of different stories; move one of them first"
    ids = [set(_of(known.facts, span)["fact_id"]) for span in (one, other)]
    shared = ids[0] & ids[1]
    if not all(ids):
        return UNFIT, "a statement of boilerplate is compared with nothing; take the line out"
    if is_same != bool(shared):
        return UNFIT, "another line says otherwise of the same words; keep one of the two"
    if not is_same:
        return APPLIED, "two facts"
    stated = known.facts[known.facts["fact_id"].isin(shared)]
    n_outlets = stated["article_id"].map(known.outlet_of).nunique()
    return APPLIED, f"one fact, stated in {counted(stated['article_id'].nunique(), 'article')} of {counted(n_outlets, 'outlet')}"


def _of(facts: pd.DataFrame, span: tuple) -> pd.DataFrame:
    """The rows of one statement."""
    return facts[(facts["article_id"] == span[0]) & (facts["start"] == span[1]) & (facts["end"] == span[2])]


def problems(corrections: pd.DataFrame) -> list[dict]:
    """A row of `problems`, but for its id, for each line that changed nothing although it should.

    Args:
        corrections: the table.
    """
    rows = corrections[corrections["state"] == UNFIT]
    return [{"stage": "correct", "severity": "doubt", "source_file": NAME, "source_position": f"line {line}",
             "error": "CorrectionNotApplied", "message": _message(line, kind, effect)}
            for line, kind, effect in zip(rows["line"], rows["kind"], rows["effect"], strict=True)]


def _message(line: int, kind: str, effect: str) -> str:
    """One line that was not applied, in words."""
    what, _, hint = effect.rpartition("; ")
    named = f"“{kind[:60]}” was not applied, " if kind else ""
    return f"{NAME} (line {line}): {named}{what}. Hint: {hint}; the line is kept."


def counts(corrections: pd.DataFrame, given: pd.DataFrame) -> dict[str, int]:
    """How many lines there are in each state, and how many records were left out, which count among the rejected.

    Args:
        corrections: the table.
        given: table `problems`.
    """
    each = corrections["state"].value_counts()
    return {"lines": len(corrections), **{name: int(each.get(state, 0)) for name, state in (
        ("applied", APPLIED), ("overruled", OVERRULED), ("not_applied", UNFIT))},
        "records_left_out": int(((given["error"] == "LeftOut") & (given["severity"] == "rejected")).sum())}
