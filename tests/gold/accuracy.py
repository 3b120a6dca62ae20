"""Writes `pipeline/accuracy.csv`: how right the findings are on texts whose right answers are known.

    python tests/gold/accuracy.py        (from the project's folder)

Figures of texts of our own are measured here. Those of larger sets of marked news articles are development figures: the rules were made
while looking at these sets, and their texts may not be passed on; they stand in `development_figures.csv`, each with what it was measured
on. `test_accuracy.py` checks that the file claims no more than what is measured.
"""

import csv
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "pipeline" / "accuracy.csv"
COLUMNS = ("subject", "what", "share", "n", "unit", "basis", "set")
_TEXTS = "short texts of our own"


def measured() -> list[dict]:
    """One row a figure on texts of our own."""
    return [*_of_quotes(), *_of_facts(), *_of_demo()]


def _row(subject: str, what: str, share: float, n: int, unit: str, told: str) -> dict:
    """One row."""
    return dict(zip(COLUMNS, (subject, what, f"{share:.3f}", f"{n}", unit, "own", told), strict=True))


def _of_quotes() -> list[dict]:
    """Quotations and their sources."""
    import quote_scores

    scores = [quote_scores.quotes(name) for name in ("quotes", "quotes_forms")]
    right, found, marked, speakers = (sum(getattr(s, c) for s in scores) for c in ("n_right", "n_found", "n_marked", "n_speakers"))
    n_groups, wrong = quote_scores.source_groups()
    return [
        _row("quotes", "precision of quotations between marks", right / found, found, "quotations found", _TEXTS),
        _row("quotes", "recall of quotations between marks", right / marked, marked, "quotations marked", _TEXTS),
        _row("quotes", "right speakers", speakers / right, right, "quotations found", _TEXTS),
        _row("quotes", "right kind of source (official, named, unnamed)", 1 - len(wrong) / n_groups, n_groups, "sources", _TEXTS),
    ]


def _of_facts() -> list[dict]:
    """Facts: pairs of sentences of two outlets that state the same."""
    import test_fact_floors

    right, wrong, missed = (sum(n) for n in zip(*map(test_fact_floors.pairs, test_fact_floors.STORIES), strict=True))
    told = f"{len(test_fact_floors.STORIES)} stories of our own"
    return [
        _row("facts", "precision of matched statements", right / (right + wrong), right + wrong, "pairs found", told),
        _row("facts", "recall of matched statements", right / (right + missed), right + missed, "pairs marked", told),
    ]


def _of_demo() -> list[dict]:
    """What is measured on the demo and its truth."""
    import demo_scores

    from pipeline.build import build
    from pipeline.demo import ARTICLES, truth
    from pipeline.store import open_dataset
    from pipeline.tables import TABLES

    with tempfile.TemporaryDirectory() as folder:
        dataset = open_dataset(build([ARTICLES], Path(folder) / "demo.dataset").folder)
        built = demo_scores.Built({name: dataset.table(name) for name in TABLES}, truth())
    marked = built.truth
    n_articles = len(marked["articles"])
    told = f"the demo, {n_articles} articles of our own"
    rows = [
        ("articles", "words of the text right (F1)", demo_scores.bodies, n_articles, "articles"),
        ("articles", "right date", demo_scores.moments_right, n_articles, "articles"),
        ("articles", "right author", demo_scores.authors_right, n_articles, "articles"),
        ("articles", "right outlet", demo_scores.outlets_right, n_articles, "articles"),
        ("stories", "articles of one story together (F1 of pairs)", demo_scores.stories, n_articles, "articles"),
        ("quotes", "renderings of one utterance together (F1 of pairs)", demo_scores.utterances, len(marked["utterances"]), "utterances"),
        ("conflicts", "precision of conflicts", demo_scores.conflicts_right, len(built.tables["conflicts"]["conflict_id"].unique()), "conflicts found"),
        ("conflicts", "recall of conflicts", demo_scores.conflicts_found, len(marked["conflicts"]), "conflicts marked"),
        ("reuse", "copied agency sentences found (F1)", demo_scores.wire_sentences, n_articles, "articles"),
    ]
    return [_row(subject, what, score(built), n, unit, told) for subject, what, score, n, unit in rows]


def development() -> list[dict]:
    """The development figures, as they were measured."""
    with (HERE / "development_figures.csv").open(encoding="utf-8", newline="") as file:
        return [{**row, "basis": "development"} for row in csv.DictReader(file)]


def main() -> None:
    """Write the file."""
    sys.path.insert(0, str(HERE))
    rows = sorted([*measured(), *development()], key=lambda row: (row["subject"], row["basis"] != "own"))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(json.dumps({"rows": len(rows)}))


if __name__ == "__main__":
    main()
