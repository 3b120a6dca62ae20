"""The first utterances of a selection, each in all its wordings, word for word against the fullest, for a file that stands alone."""

from dashboard import report_folds, theme, wording
from dashboard.data import View
from pipeline.snippets import first_words

_MOST = 20


def renderings(tables: View, most_words: int = 0) -> str:
    """The utterances that two outlets or more render, those that differ first, as safe HTML; empty where there is none.

    Args:
        tables: the view.
        most_words: of an article that may stand in a row; 0 for any number. Shortened wordings are not compared, since what is
            left out would seem to differ.
    """
    said = tables.measure("utterances", least=2)
    if said.empty:
        return ""
    shown = "".join(_one(tables, utterance, most_words) for utterance in said.head(_MOST).to_dict("records"))
    rest = len(said) - _MOST
    note = f'<p class="note">And {theme.counted(rest, "more utterance")}.</p>' if rest > 0 else ""
    title = "The wordings of each, those that differ first"
    return report_folds.folded(title, theme.counted(len(said), "utterance"), shown + note)


def _one(tables: View, utterance: dict, most_words: int) -> str:
    """One utterance in all its wordings."""
    rows = tables.measure("renderings", utterance_id=utterance["utterance_id"])
    names = rows["outlet_id"].map(tables.outlet_names)
    texts = [first_words(text, most_words) if most_words else text for text in rows["text"]]
    literal = [False] * len(rows) if most_words else rows["n_changed"].notna()
    who = utterance["source_names"] if isinstance(utterance["source_names"], str) and utterance["source_names"] else "speaker unknown"
    listed = wording.listed(list(zip(names, texts, literal, strict=True))).removeprefix(wording.STYLE)
    return f'<div class="card"><p class="note">{theme.html_text(who)}</p>{listed}</div>'
