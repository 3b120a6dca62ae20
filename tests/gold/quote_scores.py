"""How well quotations and their sources are found in the marked texts beside this file."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.extract import quotes as extractor
from pipeline.link import sources
from pipeline.measures._quotations import quotations
from pipeline.settings import Settings
from pipeline.tables import empty, frame
from pipeline.text import fold


@dataclass
class Score:
    """Counts of one set: quotations marked, found and both, sources that are right, and what is wrong."""

    n_marked: int
    n_found: int
    n_right: int
    n_speakers: int
    wrong_spans: list = field(default_factory=list)
    wrong_speakers: list = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what is found that is marked."""
        return self.n_right / self.n_found

    @property
    def recall(self) -> float:
        """Share of what is marked that is found."""
        return self.n_right / self.n_marked

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.n_right / (self.n_found + self.n_marked)

    @property
    def speakers(self) -> float:
        """Share of the quotations found whose source is the marked one."""
        return self.n_speakers / self.n_right


@cache
def quotes(name: str) -> Score:
    """The score of one set of marked texts."""
    texts = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))["texts"]
    articles = frame("articles", [{"article_id": t["name"], "body": t["text"], "kind": "full", "language": "en"} for t in texts])
    rows = extractor.extract({"articles": articles}, Settings())
    have = {(r.article_id, r.text): r.speaker_name for r in rows[rows["kind"].ne("indirect")].itertuples()}
    want = {(t["name"], q["text"]): q["speaker"] for t in texts for q in t["quotes"]}
    both = sorted(set(have) & set(want))
    wrong = [(key, want[key], have[key]) for key in both if not is_same(want[key], have[key])]
    return Score(len(want), len(have), len(both), len(both) - len(wrong), sorted(set(have) ^ set(want)), wrong)


def is_same(wanted: str | None, found: object) -> bool:
    """Whether a source found is the one marked: its last word is in it; nobody is nobody."""
    if not wanted or not isinstance(found, str):
        return not wanted and not isinstance(found, str)
    return fold(wanted).split()[-1] in fold(found)


@cache
def source_groups() -> tuple[int, list]:
    """How many sources are marked as official, otherwise named or otherwise unnamed, and those of which another group is found."""
    marked = json.loads(Path(__file__).with_name("source_groups.json").read_text(encoding="utf-8"))["texts"]
    found = [_group(t["text"]) for t in marked]
    return len(marked), [(t["text"], t["group"], group) for t, group in zip(marked, found, strict=True) if group != t["group"]]


def _group(text: str) -> str:
    """The group of the source of a text's one quotation."""
    articles = frame("articles", [{"article_id": "a", "body": text, "kind": "full", "language": "en"}])
    tables = {"articles": articles, "outlets": empty("outlets"), "quotes": extractor.extract({"articles": articles}, Settings())}
    tables |= sources.link(tables, Settings())
    return quotations(articles, tables["quotes"], tables["sources"])["source"].iloc[0]
