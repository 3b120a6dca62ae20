"""Copyright-safe copies: of no article does a run of more than so many words stay, whatever column, label or sentence it stands in.

Every run of N + 1 words of every article is known by a hash. A text that holds such a run keeps the first N words of it and an ellipsis,
so the rule holds for titles, hovers and sentences made of several parts as well, and needs no list of columns.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.errors import SettingsError
from pipeline.text import fold, word_spans

FEWEST, MOST = 5, 100
ELLIPSIS = "…"
# These hold the whole text of an article, cut into pieces: many snippets would be the article again. Their places stay.
WHOLE_TEXT = {"articles": ("body",), "sentences": ("text",), "statements": ("text", "core"), "removed": ("text",)}
_BASE = np.uint64(0x9E3779B97F4A7C15)
_ADDRESS = re.compile(r"https?://\S+")
_MARKUP = re.compile(r"(<(?:style|script)\b.*?</(?:style|script)>|<[^<>]*>)", re.DOTALL | re.IGNORECASE)
_CONTEXT = ("left", "text", "right")
_ROUNDS = 4  # a cut can bring two pieces of text together that make a new run; after the second round none was seen


class Snippets:
    """Cuts texts so that no run of more than `most` words of any article is left in them.

    Args:
        tables: articles and removed, whole.
        most: words that may stand in a row, from 5 to 100.

    Raises:
        SettingsError: the number of words is out of range.

    Example:
        >>> from pipeline.tables import empty, frame
        >>> body = "The old ferry ran aground off the point on Monday."
        >>> articles = frame("articles", [{"article_id": "a", "body": body}])
        >>> safe = Snippets({"articles": articles, "removed": empty("removed")}, 5)
        >>> safe.text("Bay Post: the old ferry ran aground off the point on Monday. 3 facts")
        'Bay Post: the old ferry ran aground …. 3 facts'
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], most: int):
        if not FEWEST <= most <= MOST:
            raise SettingsError("max-words", most, "is out of range", f"give a number from {FEWEST} to {MOST}")
        self.most = most
        self._ids: dict[str, int] = {}
        articles = tables["articles"]
        texts = [*articles["title"], *articles["description"], *articles["body"], *tables["removed"]["text"]]
        found = [self._runs(self._known(text)) for text in dict.fromkeys(texts) if isinstance(text, str) and text]
        self._index = np.unique(np.concatenate(found)) if found else np.zeros(0, "uint64")

    def text(self, text: str) -> str:
        """One plain text."""
        return self.texts([text])[0]

    def markup(self, text: str) -> str:
        """Text with tags and entities, as one stretch: tags stay and do not end a run; what an attribute holds is not looked at."""
        return self.markup_each([text])[0]

    def markup_each(self, texts: Sequence[str]) -> list[str]:
        """Texts with tags and entities that follow each other."""
        parts = [_MARKUP.split(text) for text in texts]
        plain = [html.unescape(part) for each in parts for part in each[::2]]
        cut = iter(zip(plain, self.texts(plain), strict=True))
        for each in parts:
            each[::2] = [old if new == was else html.escape(new, quote=False) for old, (was, new) in zip(each[::2], cut, strict=False)]
        return ["".join(each) for each in parts]

    def texts(self, texts: Sequence[str | None]) -> list:
        """Texts that follow each other, where a run may go on from one to the next; None ends a run and stays None."""
        texts = list(texts)
        for _ in range(_ROUNDS):
            places = [(i, start, end) for i, text in enumerate(texts) for start, end in self._places(text)]
            runs = self._long_runs(np.array([self._id(texts[i], start, end) for i, start, end in places], dtype="int64"))
            if not runs:
                break
            for first, last in reversed(runs):
                _cut(texts, places[first + self.most : last])
        return texts

    def frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        """A frame, read row by row as it stands in a file; numbers and moments end a run."""
        texts = [name for name, column in rows.items() if pd.api.types.is_string_dtype(column) or column.dtype == object]
        if not texts or rows.empty:
            return rows
        rows = self._context(rows)
        names = list(rows.columns)
        columns = [rows[name].tolist() if name in texts else [None] * len(rows) for name in names]
        flat = self.texts([value if isinstance(value, str) else None for row in zip(*columns, strict=True) for value in row])
        made = {}
        for place, name in enumerate(names):
            if name in texts:
                cut = flat[place :: len(names)]
                kept = [new if isinstance(old, str) else old for old, new in zip(columns[place], cut, strict=True)]
                made[name] = pd.Series(kept, index=rows.index, dtype=rows[name].dtype)
        return rows.assign(**made)

    def table(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """A table of the data set: columns that hold an article's whole text are emptied, all others cut."""
        blank = {column: pd.Series("", index=rows.index, dtype="str") for column in WHOLE_TEXT.get(name, ())}
        return self.frame(rows.assign(**blank))

    def _context(self, rows: pd.DataFrame) -> pd.DataFrame:
        """A word in its context keeps the word: what stands at its left and right shares the words that are left."""
        if not set(_CONTEXT) <= set(rows.columns):
            return rows
        room = [max(0, self.most - len(word_spans(text))) // 2 for text in rows["text"]]
        left = [last_words(text, n) for text, n in zip(rows["left"], room, strict=True)]
        right = [first_words(text, n) for text, n in zip(rows["right"], room, strict=True)]
        return rows.assign(left=pd.Series(left, index=rows.index, dtype="str"), right=pd.Series(right, index=rows.index, dtype="str"))

    def _known(self, text: str) -> np.ndarray:
        """The words of an article as numbers; a new word gets the next."""
        return np.array([self._ids.setdefault(fold(text[a:b]), len(self._ids) + 1) for a, b in word_spans(text)], dtype="uint64")

    def _places(self, text: str | None) -> Iterable[tuple[int, int]]:
        """Start and end of each word; one without length, which no article has, where a run ends."""
        if text is None:
            return [(0, 0)]
        addresses = [m.span() for m in _ADDRESS.finditer(text)]
        if not addresses:
            return word_spans(text)
        spans = [(a, b) for a, b in word_spans(text) if not any(first <= a < last for first, last in addresses)]
        return sorted([*spans, *((first, first) for first, _ in addresses)])

    def _id(self, text: str | None, start: int, end: int) -> int:
        """The number of a word; -1 where no article holds it."""
        return self._ids.get(fold(text[start:end]), -1) if text is not None and end > start else -1

    def _runs(self, ids: np.ndarray) -> np.ndarray:
        """A hash of every run of one word more than is allowed."""
        n = len(ids) - self.most
        if n <= 0:
            return np.zeros(0, "uint64")
        with np.errstate(over="ignore"):
            total = np.zeros(n, "uint64")
            for offset in range(self.most + 1):
                total = total * _BASE + ids[offset : offset + n]
        return total

    def _long_runs(self, ids: np.ndarray) -> list[tuple[int, int]]:
        """First word and the one after the last of every stretch that is made of runs that are too long."""
        if len(ids) <= self.most or not len(self._index):
            return []
        hashes = self._runs(np.where(ids < 0, 0, ids).astype("uint64"))
        at = np.searchsorted(self._index, hashes)
        is_found = self._index[np.minimum(at, len(self._index) - 1)] == hashes
        unknown = np.concatenate([[0], np.cumsum(ids < 0)])
        is_found &= unknown[self.most + 1 :] == unknown[: -self.most - 1]
        edges = np.diff(np.concatenate([[0], is_found.astype("int8"), [0]]))
        return [(int(a), int(b) + self.most) for a, b in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)]


def _cut(texts: list, places: list[tuple[int, int, int]]) -> None:
    """Put an ellipsis into the place of these words, in each text that holds some of them."""
    by_text: dict[int, list[tuple[int, int]]] = {}
    for i, start, end in places:
        by_text.setdefault(i, []).append((start, end))
    for i, spans in by_text.items():
        texts[i] = texts[i][: spans[0][0]] + ELLIPSIS + texts[i][spans[-1][1] :]


def first_words(text: str, most: int) -> str:
    """A text, or its first words and an ellipsis.

    Example:
        >>> first_words("We will rebuild the pier.", 3), first_words("We will.", 3)
        ('We will rebuild …', 'We will.')
    """
    spans = word_spans(text)
    return text if len(spans) <= most else f"{text[: spans[most - 1][1]]} {ELLIPSIS}" if most else ELLIPSIS


def last_words(text: str, most: int) -> str:
    """A text, or an ellipsis and its last words.

    Example:
        >>> last_words("We will rebuild the pier", 2)
        '… the pier'
    """
    spans = word_spans(text)
    return text if len(spans) <= most else f"{ELLIPSIS} {text[spans[-most][0] :]}" if most else ELLIPSIS
