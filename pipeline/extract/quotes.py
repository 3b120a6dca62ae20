"""Quotations: direct, mixed and indirect, with cue, source as written, and who that is inside the article."""

import pandas as pd

from pipeline import tables as model
from pipeline.cues import stance
from pipeline.extract._confidence import confidence
from pipeline.extract._direct import article_quotes
from pipeline.settings import Settings
from pipeline.text import digest

TABLE = "quotes"
NEEDS = ("articles",)
LANGUAGES = ("en",)


def extract(tables: dict[str, pd.DataFrame], settings: Settings) -> pd.DataFrame:
    """The table `quotes`: one stretch of quotation; the parts of one quotation share its quotation_id.

    Args:
        tables: `articles` with article_id and body.
        settings: `quotes_with_indirect`.

    Returns:
        Spans without their quotation marks. source_id and utterance_id are empty until linkers fill them.
    """
    articles = tables["articles"]
    return model.frame(TABLE, (row for article_id, body in zip(articles["article_id"], articles["body"], strict=True)
                               for row in _rows(article_id, body, bool(settings.quotes_with_indirect))))


def _rows(article_id: str, body: str, with_indirect: bool):
    """The quotes of one article as rows."""
    for quote in article_quotes(body, with_indirect):
        yield {
            "quote_id": digest(article_id, str(quote.start), str(quote.end)),
            "quotation_id": digest(article_id, "quotation", str(quote.quotation)),
            "article_id": article_id, "start": quote.start, "end": quote.end, "text": body[quote.start:quote.end], "kind": quote.kind,
            "cue": quote.cue, "stance": stance(quote.cue) if quote.cue else None,
            "speaker_text": quote.written, "speaker_name": quote.speaker.name, "speaker_kind": quote.speaker.kind,
            "speaker_role": quote.speaker.role, "speaker_evidence": quote.speaker.evidence,
            "confidence": confidence(quote.kind, quote.how, body.count(" ", quote.start, quote.end) + 1)}
