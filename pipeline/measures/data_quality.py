"""What is missing or doubtful in the data, check by check."""

import pandas as pd

from pipeline.measures._quality import CHECKS, data, n_among

QUESTION = "What is missing or doubtful in these articles, and how much of it is there?"
UNIT = "share of what the check looks at"
RANGE = (0, 1)
VALUE = "share"
_ARTICLE = {
    "kind": "full",
    "language": "en",
    "n_words": 300,
    "author": "Ada Brook",
    "title_evidence": "h1",
    "outlet_evidence": "address",
    "published_evidence": "meta date",
    "published_precision": "minute",
}
_AT = pd.Timestamp("2026-03-02T09:00Z")
EVERY_VERSION = True
EXAMPLE = (
    {
        "outlets": [{"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True}],
        "articles": [
            _ARTICLE | {"article_id": "a", "outlet_id": "x", "title": "Pier shut", "published_at": _AT},
            _ARTICLE | {"article_id": "b", "outlet_id": "x", "title": "Rain", "published_evidence": None},
        ],
        "origins": [{"article_id": "a", "source_file": "a.html"}, {"article_id": "b", "source_file": "b.html"}],
        "sentences": [{"article_id": "a", "start": 0, "end": 5, "text": "Shut."}],
        "problems": [
            {"problem_id": "p", "severity": "rejected", "source_file": "c.html", "error": "InputError", "message": "c.html: empty"}
        ],
    },
    {},
    [
        {"check": name, "topic": check.topic, "grade": check.grade, "n": n, "n_of": n_of, "share": n / n_of}
        for name, check in CHECKS.items()
        for n in [{"rejected": 1, "undated": 1}.get(name, 0)]
        for n_of in [{"outlets": 1, "sentences": 1, "records": 3}.get(check.among, 2)]
    ],
)


def measure(
    outlets: pd.DataFrame, articles: pd.DataFrame, origins: pd.DataFrame, sentences: pd.DataFrame, problems: pd.DataFrame
) -> pd.DataFrame:
    """One row a check, the gravest first; also those that found nothing.

    How to read it: a share of 0.1 of `undated` says that one article in ten has no date. Caveat: a check finds what can be told
    from the input; an outlet or date that is wrong and looks right is found by no check.

    Args:
        outlets: outlet_id, outlet_name, domain, is_known.
        articles: all but the body; with earlier versions, of which `revisions` tells.
        origins: article_id, source_file, source_position.
        sentences: article_id, start, end, text, is_boilerplate.
        problems: severity, error, message and place.

    Returns:
        check, topic (outlets, dates, authors, texts, copies, languages, input), grade (act: numbers may be wrong until it is put
        right; look: worth a look; handled: dealt with), n (rows of the list behind it), n_of (articles, sentences, outlets, places
        or records looked at), int64; share of these (float64, empty where there are none).
    """
    given = data(outlets, articles, origins, sentences, problems)
    found = {name: check.find(given) for name, check in CHECKS.items()} if len(articles) or len(problems) else {}
    rows = pd.DataFrame(
        [
            (name, CHECKS[name].topic, CHECKS[name].grade, len(r), n_among(given, CHECKS[name].among), r["weight"].sum())
            for name, r in found.items()
        ],
        columns=["check", "topic", "grade", "n", "n_of", "weight"],
    ).astype({"check": "str", "topic": "str", "grade": "str", "n": "int64", "n_of": "int64", "weight": "float64"})
    share = rows["weight"] / rows["n_of"].where(rows["n_of"] > 0).astype("float64")
    return rows.drop(columns="weight").assign(share=share.clip(upper=1.0))
