"""Statements: the clauses and sentences that state something, with what each says apart from who says so."""

import pandas as pd

from pipeline import tables as schema
from pipeline.extract._statement_clauses import clause_spans, states_something
from pipeline.extract._statement_core import core
from pipeline.settings import Settings
from pipeline.text import sentence_spans

TABLE = "statements"
NEEDS = ("articles",)
LANGUAGES = ("en",)


def extract(tables: dict[str, pd.DataFrame], settings: Settings) -> pd.DataFrame:
    """The statements of each article's text.

    A sentence is one statement, unless it joins clauses that each stand alone ("…; …", "…, but she …", "… and opened …"): then each
    clause is one and the sentence itself is none. So statements never overlap, and a count of them counts no word twice.
    Questions, greetings, calls to act and bare introductions of a quotation ("He put it this way:") state nothing and have no row.

    Args:
        tables: needs `articles` (article_id, body).
        settings: not used; part of the contract.

    Returns:
        Table `statements`; `core` is the statement without "…, said …" or "… said that …", which is what matching reads.
    """
    articles = tables["articles"]
    rows = [dict(article_id=article, start=i, end=j, text=body[i:j], core=core(body[i:j]))
            for article, body in zip(articles["article_id"], articles["body"], strict=True) for i, j in statement_spans(body)]
    return schema.frame(TABLE, rows)


def statement_spans(body: str) -> list[tuple[int, int]]:
    """Start and end of each statement of a body, first to last, without overlap.

    Example:
        >>> text = "Who knows? The ferry sank off Norby; nobody on board was hurt."
        >>> [text[i:j] for i, j in statement_spans(text)]
        ['The ferry sank off Norby', 'nobody on board was hurt.']
    """
    return [(start + i, start + j) for start, end, _ in sentence_spans(body) if states_something(body[start:end])
            for i, j in clause_spans(body[start:end])]
