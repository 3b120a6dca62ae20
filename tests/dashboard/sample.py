"""A small data set in memory: three invented outlets, two stories, an excerpt, an undated article; plain or hostile."""

from pathlib import Path

import pandas as pd

from dashboard.data import View, opened_from
from pipeline.selection import Selection
from pipeline.store import Dataset, writing
from pipeline.tables import TABLES, conform, empty, frame

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](http://evil.example/x)",
    "![pic](http://evil.example/p.png)",
    "**bold** :red[red] :smile: $x^2$",
    '=HYPERLINK("http://evil.example")',
    "<a href='http://evil.example'>a</a>",
    "{{7*7}} %{x} ${y}",
    "`code` | table | ~~x~~",
    "http://evil.example/auto www.evil.example a@evil.example",
)

_WIRE = "The ferry Selma ran aground off Quell Point on Monday. Nobody was hurt, the harbour office said."
_BODIES = {
    "ledger": _WIRE + "\n\n“We will have her afloat by noon,” said Mara Quill, the harbour master. The ferry carried 48 passengers.",
    "coast": _WIRE + "\n\n“Afloat by noon,” Quill said. The ferry had skipped its yearly check.",
    "upland": "The mill at Dorren closes in May. About 120 people work there.",
    "undated": "The mill at Dorren closes. Its owner gave no reason.",
}


def tables(spice: tuple[str, ...] = ()) -> dict[str, pd.DataFrame]:
    """All tables; with spice, every name, title, quote and address a stranger could choose holds one of its texts."""

    def spiced(text: str, n: int) -> str:
        return f"{spice[n % len(spice)]} {text}" if spice else text

    bodies = {key: spiced(body, i) for i, (key, body) in enumerate(_BODIES.items())}
    made = {
        "outlets": [
            {"outlet_id": x, "outlet_name": spiced(name, i + 1), "is_known": True}
            for i, (x, name) in enumerate((("l", "Harbor Ledger"), ("c", "Coast Daily"), ("u", "Upland Radio")))
        ],
        "articles": _articles(bodies, spiced),
        "sentences": _spans(
            bodies,
            [
                ("ledger", _WIRE[:54]),
                ("ledger", "The ferry carried 48 passengers."),
                ("coast", _WIRE[:54]),
                ("upland", "The mill at Dorren closes in May."),
            ],
        ),
        "stories": [
            {"story_id": "ferry", "label": spiced("Ferry runs aground", 3), "n_articles": 3, "n_outlets": 3},
            {"story_id": "mill", "label": spiced("Mill closes", 4), "n_articles": 2, "n_outlets": 1},
        ],
        "quotes": [
            {
                **span,
                "quote_id": f"q{i}",
                "quotation_id": f"q{i}",
                "kind": "direct",
                "speaker_name": spiced("Mara Quill", 5),
                "speaker_text": spiced("Quill", 6),
                "speaker_kind": "person",
                "source_id": "quill",
                "utterance_id": "noon",
                "confidence": 0.9,
                "cue": "said",
            }
            for i, span in enumerate(_spans(bodies, [("ledger", "We will have her afloat by noon,"), ("coast", "Afloat by noon,")]))
        ],
        "sources": [{"source_id": "quill", "source_name": spiced("Mara Quill", 7), "kind": "person", "role": spiced("harbour master", 8)}],
        "citations": [{"article_id": "ledger", "source_id": "quill", "n": 1}, {"article_id": "coast", "source_id": "quill", "n": 1}],
        "keywords": [
            {"article_id": a, "keyword": spiced(k, i), "n": 2, "n_words_in_term": 1}
            for i, (a, k) in enumerate([("ledger", "ferry"), ("coast", "ferry"), ("upland", "mill"), ("undated", "mill")])
        ],
        "statements": [{**s, "core": s["text"]} for s in _stated(bodies)],
        "facts": [
            {**s, "fact_id": f, "match_score": 1.0}
            for s, f in zip(_stated(bodies), ("aground", "aground", "passengers", "check", "closes", "closes"), strict=True)
        ],
        "matches": [
            {
                **_pair(bodies, ("coast", "The ferry had skipped its yearly check."), ("ledger", "The ferry carried 48 passengers.")),
                "score": 0.4,
                "band": "possible",
                "evidence": spiced("words: ferry", 4),
            }
        ],
        "conflicts": [
            {**span, "conflict_id": "load", "story_id": "ferry", "kind": "name", "reading": "real", "value": spiced(value, i)}
            for i, (span, value) in enumerate(
                zip(
                    _spans(bodies, [("ledger", "The ferry carried 48 passengers."), ("coast", "The ferry had skipped its yearly check.")]),
                    ("48 passengers", "yearly check"),
                    strict=True,
                )
            )
        ],
        "passages": [
            {
                "article_id": "coast",
                "start": bodies["coast"].index(_WIRE),
                "end": bodies["coast"].index(_WIRE) + len(_WIRE),
                "other_article_id": "ledger",
                "other_start": bodies["ledger"].index(_WIRE),
                "other_end": bodies["ledger"].index(_WIRE) + len(_WIRE),
                "n_words": 17,
                "kind": "verbatim",
            }
        ],
        "removed": [{"article_id": "ledger", "source_position": "line 0001", "text": spiced("Photo: R. Vane", 2), "reason": "credit"}],
        "problems": [
            {
                "problem_id": "p",
                "stage": "read",
                "severity": "rejected",
                "source_file": spiced("cut.jsonl", 9),
                "source_position": "line 3",
                "error": "InputError",
                "message": spiced("is no valid JSON. Hint: export it again", 0),
            }
        ],
    }
    return {name: conform(name, frame(name, made[name])) if name in made else empty(name) for name in TABLES}


def _articles(bodies: dict[str, str], spiced) -> list[dict]:
    """Four articles with text and one excerpt."""
    facts = {
        "ledger": ("l", "ferry", "2026-03-02T09:28:00Z", "minute"),
        "coast": ("c", "ferry", "2026-03-02T00:00:00Z", "day"),
        "upland": ("u", "mill", "2026-03-04T07:00:00Z", "second"),
        "undated": ("u", "mill", None, None),
    }
    rows = [
        {
            "article_id": key,
            "outlet_id": outlet,
            "story_id": story,
            "kind": "full",
            "title": spiced(f"Title of {key}", i),
            "body": bodies[key],
            "n_words": len(bodies[key].split()),
            "published_at": pd.Timestamp(at) if at else None,
            "published_precision": precision,
            "url": f"https://{key}.example/story?a=1&b=2",
            "author": spiced("R. Vane", i),
            "source_file": f"{key}.txt",
            "outlet_evidence": spiced("front matter", i),
            "title_evidence": "front matter",
            "reader": "front_matter",
            "language": "en",
        }
        for i, (key, (outlet, story, at, precision)) in enumerate(facts.items())
    ]
    return [
        *rows,
        {
            "article_id": "teaser",
            "outlet_id": "u",
            "story_id": "ferry",
            "kind": "excerpt",
            "title": spiced("Ferry stuck", 2),
            "description": spiced("More in the evening.", 1),
            "source_file": "teaser.txt",
        },
    ]


def _stated(bodies: dict[str, str]) -> list[dict]:
    """The statements of the articles."""
    return _spans(
        bodies,
        [
            ("ledger", _WIRE[:54]),
            ("coast", _WIRE[:54]),
            ("ledger", "The ferry carried 48 passengers."),
            ("coast", "The ferry had skipped its yearly check."),
            ("upland", "The mill at Dorren closes"),
            ("undated", "The mill at Dorren closes"),
        ],
    )


def _spans(bodies: dict[str, str], parts: list[tuple[str, str]]) -> list[dict]:
    """The place of each stretch in its body."""
    return [
        {"article_id": key, "start": bodies[key].index(text), "end": bodies[key].index(text) + len(text), "text": text}
        for key, text in parts
    ]


def _pair(bodies: dict[str, str], one: tuple[str, str], other: tuple[str, str]) -> dict:
    """Two stretches as the spans of a pair."""
    first, second = _spans(bodies, [one, other])
    return {c: first[c] for c in ("article_id", "start", "end")} | {f"other_{c}": second[c] for c in ("article_id", "start", "end")}


def view(made: dict[str, pd.DataFrame], selection: Selection | None = None, filters: str = "", page: str = "page") -> View:
    """The tables as pages see them."""
    manifest = {
        "counts": {"given": 6, "read": 5, "duplicates": 0, "rejected": 1},
        "settings": {},
        "versions": {"python": "3.11"},
        "built_at": "2026-03-05T10:00:00+00:00",
        "sources": ["articles"],
        "inputs": {"files": 5, "sha256": "abc"},
        "n_rows": {name: len(rows) for name, rows in made.items()},
        "first": str(made["outlets"]["outlet_name"].tolist()),
    }
    return View(opened_from(Dataset(Path("sample"), "000001", manifest, dict(made))), selection or Selection(), filters, page)


def nothing() -> dict[str, pd.DataFrame]:
    """All tables, empty."""
    return {name: empty(name) for name in TABLES}


def publish(folder: Path, made: dict[str, pd.DataFrame]) -> None:
    """Write the tables as a data set on disk."""
    facts = view(made).manifest
    with writing(folder) as writer:
        writer.publish(made, facts, pd.DataFrame({"source_file": ["a.txt"], "bytes": [1], "sha256": ["0"]}))
