"""Articles whose text a person has corrected: what was left out put back, what is no text taken out."""

from collections.abc import Sequence

import pandas as pd

from pipeline._correction_cells import loose, stretches
from pipeline.text import paragraph_spans, words

REASON = "correction"


class Text:
    """The text of one article and what was left out of it, while both are corrected.

    Args:
        body: text of the article.
        removed: its rows of `removed`, in the order of their places.

    Example:
        >>> text = Text("It rained. Subscribe now.", [{"text": "The quay was shut.", "reason": "caption", "paragraph": 1}])
        >>> text.put_back("The quay was shut."), text.take_out("Subscribe now."), text.body
        (True, True, 'It rained.\\n\\nThe quay was shut.')
    """

    def __init__(self, body: str, removed: Sequence[dict]):
        self.paragraphs = [body[i:j] for i, j in paragraph_spans(body)]
        self.removed = [dict(row) for row in removed]

    @property
    def body(self) -> str:
        """The text as it is now."""
        return "\n\n".join(self.paragraphs)

    @property
    def n_words(self) -> int:
        """The words of the text."""
        return len(words(self.body))

    def put_back(self, text: str) -> bool:
        """Put what was left out back to where it stood, at the end where that is not known; whether it was found."""
        wanted = loose(text)
        back = [row for row in self.removed if loose(row["text"]) == wanted]
        self.removed = [row for row in self.removed if loose(row["text"]) != wanted]
        for row in back:
            at = len(self.paragraphs) if pd.isna(row["paragraph"]) else min(int(row["paragraph"]), len(self.paragraphs))
            self.paragraphs.insert(at, row["text"])
            # What was left out at the same place, but further down in the input, stands behind it.
            self._move(at, 1, {id(other) for other in self.removed if _order(other) < _order(row)})
        return bool(back)

    def take_out(self, text: str) -> bool:
        """Take a stretch out of the text wherever it stands, with its paragraph where nothing is left of that; whether it was found."""
        is_found = False
        for at in reversed(range(len(self.paragraphs))):
            paragraph = self.paragraphs[at]
            for start, end in reversed(stretches(paragraph, text)):
                is_found = True
                self._note(paragraph[start:end], at)
                self.paragraphs[at] = " ".join(part for part in (paragraph[:start].rstrip(), self.paragraphs[at][end:].lstrip()) if part)
            if not self.paragraphs[at].strip():
                del self.paragraphs[at]
                self._move(at + 1, -1, set())
        return is_found

    def _move(self, first: int, by: int, kept: set[int]) -> None:
        """Count the paragraphs before what was left out anew, from one place on, but for some rows."""
        for row in self.removed:
            if not pd.isna(row["paragraph"]) and row["paragraph"] >= first and id(row) not in kept:
                row["paragraph"] += by

    def _note(self, text: str, at: int) -> None:
        """Note what was taken out."""
        number = sum(row["reason"] == REASON for row in self.removed) + 1
        self.removed.append({"text": text, "reason": REASON, "source_position": f"{REASON} {number:04}", "paragraph": at})


def _order(row: dict) -> str:
    """What rows of one place are ordered by."""
    return str(row.get("source_position", ""))
