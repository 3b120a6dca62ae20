"""The sentences of each body."""

import pandas as pd

from pipeline import tables as model
from pipeline.settings import Settings
from pipeline.text import sentence_spans

TABLE = "sentences"
NEEDS = ("articles",)


def extract(tables: dict[str, pd.DataFrame], settings: Settings) -> pd.DataFrame:
    """The table `sentences`: one sentence of one body, with the number of its paragraph.

    Args:
        tables: `articles` with article_id and body.
        settings: not used.

    Returns:
        Spans with `body[start:end] == text`; the flags are False until linkers fill them.
        Empty where no article has a body.
    """
    articles = tables["articles"]
    return model.frame(TABLE, (
        {"article_id": article_id, "start": start, "end": end, "text": body[start:end], "paragraph": paragraph}
        for article_id, body in zip(articles["article_id"], articles["body"], strict=True)
        for start, end, paragraph in sentence_spans(body)))
