"""A data set that an earlier version built lacks what was added later: that is said in one sentence."""

import pytest

from pipeline.errors import TableError
from pipeline.measures import run
from pipeline.tables import frame

ARTICLES = [{"article_id": "a", "outlet_id": "x", "kind": "full", "title": "Pier shut", "body": "The pier is shut.", "n_words": 4}]
OUTLETS = [{"outlet_id": "x", "outlet_name": "Bay Post", "is_known": True}]


def _older():
    """Tables of before it was kept which sentences are probably agency copy."""
    return {
        "outlets": frame("outlets", OUTLETS),
        "articles": frame("articles", ARTICLES),
        "passages": frame("passages", []),
        "sentences": frame("sentences", []).drop(columns=["is_probably_wire"]),
    }


def test_the_missing_column_is_named_with_what_to_do():
    with pytest.raises(TableError, match="sentences.*is_probably_wire.*earlier version.*build it again"):
        run("reuse", _older())


def test_an_error_of_the_measure_itself_is_not_taken_for_that():
    tables = {name: frame(name, []) for name in ("outlets", "articles", "quotes", "sources")}
    with pytest.raises(KeyError):
        run("quote_shares", tables, by="nothing")
