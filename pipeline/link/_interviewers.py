"""Who asks in an interview: the outlet itself, where a question bears the outlet's own name as its label."""

import pandas as pd

from pipeline.outlet_names import is_called


def is_asked_by_outlet(quotes: pd.DataFrame, articles: pd.DataFrame, outlets: pd.DataFrame) -> pd.Series:
    """Whether each quote is a turn of a conversation whose label is a name of the article's own outlet.

    Args:
        quotes: article_id, cue, speaker_text and speaker_name.
        articles: article_id and outlet_id.
        outlets: outlet_id, outlet_name and domain.
    """
    is_labelled = quotes["cue"].isna() & quotes["speaker_text"].notna() & quotes["speaker_name"].notna()
    labelled = quotes[is_labelled].reset_index()
    named = labelled.merge(articles[["article_id", "outlet_id"]], on="article_id").merge(outlets, on="outlet_id")
    columns = (named[name].fillna("") for name in ("speaker_name", "speaker_text", "outlet_name", "domain"))
    asked = [is_called(said, name, domain) or (said == written and is_called(written, name, domain, is_short=True))
             for said, written, name, domain in zip(*columns, strict=True)]
    return pd.Series(quotes.index.isin(named.loc[asked, "index"]), index=quotes.index)
