"""What the cells of a correction name: articles, outlets and sources by their ids, or by words that fit exactly one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import pandas as pd

from pipeline import outlet_names
from pipeline.corrections import is_id, parts_of, place
from pipeline.text import fold, sentence_spans

_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))


class Unfit(Exception):
    """A correction that does not fit these articles; the reason as a clause, and what to do."""

    def __init__(self, what: str, hint: str):
        super().__init__(what)
        self.what, self.hint = what, hint


class Named:
    """Things of one kind, found by id or by words.

    Args:
        what: what they are, such as "article".
        ids: the ids of all.
        words: id and one way to write it, as pairs.
    """

    def __init__(self, what: str, ids: Iterable[str], words: Iterable[tuple[str, str]]):
        self.what, self.ids, self._words = what, set(ids), words

    @cached_property
    def _by_words(self) -> Mapping[str, set[str]]:
        """The ids that each way to write fits."""
        found: dict[str, set[str]] = defaultdict(set)
        for thing, written in self._words:
            if isinstance(written, str) and written:
                found[_plain(written)].add(thing)
        return found

    def fitting(self, written: str) -> set[str]:
        """The ids of all that a cell may name: the one whose id it gives, else all that its words fit."""
        parts = parts_of(written)
        if known := [part for part in parts if part in self.ids]:
            return {known[0]}
        if whole := self._by_words.get(_plain(written)):
            return whole
        each = [self._by_words.get(_plain(part), set()) for part in parts if not is_id(part)]
        return set.intersection(*each) if each else set()

    def id_of(self, written: str) -> str:
        """The id of what a cell names.

        Raises:
            Unfit: it names none of them, or several.
        """
        fits = self.fitting(written)
        if len(fits) == 1:
            return next(iter(fits))
        if fits:
            raise Unfit(f"{len(fits)} {self.what}s are called “{_short(written)}”", "name it by its id as well, as in the tables")
        raise Unfit(f"no {self.what} “{_short(written)}” is here", "name it anew, or take the line out if it has gone")


def _plain(written: str) -> str:
    """A name for comparing, as `cell` writes it."""
    return fold(written.replace("·", "-"))


def _short(written: str) -> str:
    """The part of a cell that a person reads."""
    parts = [part for part in parts_of(written) if not is_id(part)] or [written]
    return parts[0][:80]


def articles_by_words(articles: pd.DataFrame, origins: pd.DataFrame) -> Named:
    """Articles by id, title, address, or file with the place in it.

    Args:
        articles: table `articles`.
        origins: table `origins`, which holds every place where an article was found.
    """
    def words() -> Iterable[tuple[str, str]]:
        yield from zip(articles["article_id"], articles["title"], strict=True)
        for article_id, file, position, url in zip(
                *(origins[c] for c in ("article_id", "source_file", "source_position", "url")), strict=True):
            yield article_id, place(file, position)
            yield article_id, file
            yield article_id, url

    return Named("article", articles["article_id"], words())


def outlets_by_words(outlets: pd.DataFrame) -> Named:
    """Outlets by id, name or domain."""
    rows = outlets[["outlet_id", "outlet_name", "domain"]].itertuples(index=False, name=None)
    words = ((row[0], name) for row in rows for name in row[1:])
    return Named("outlet", outlets["outlet_id"], words)


def sources_by_words(sources: pd.DataFrame) -> Named:
    """Sources by id or name."""
    return Named("source", sources["source_id"], zip(sources["source_id"], sources["source_name"], strict=True))


def outlet_called(name: str) -> outlet_names.Outlet:
    """The outlet of a name or domain that a person wrote."""
    words = " ".join(part for part in parts_of(name) if not is_id(part)) or name
    return outlet_names.outlet(words)


def loose(text: str) -> str:
    """A text for comparing: folded, with quotation marks of one kind.

    Example:
        >>> loose("“Afloat  by noon”")
        '"afloat by noon"'
    """
    return fold(text).translate(_MARKS)


def stretches(body: str, text: str) -> list[tuple[int, int]]:
    """Where a text stands in a body, whole sentences first: case, quotation marks of another kind and line breaks do not matter.

    Example:
        >>> stretches("It rained. The quay  was shut.\\n\\nIt rained.", "it rained.")
        [(0, 10), (32, 42)]
        >>> stretches("The quay was shut on Monday.", "was shut")
        [(9, 17)]
    """
    spans, wanted = sentence_spans(body), loose(text)
    if not wanted:
        return []
    whole = _runs(body, spans, wanted)
    if whole:
        return whole
    start, found = body.find(text), []
    while start >= 0:
        found.append((start, start + len(text)))
        start = body.find(text, start + len(text))
    return found


def _runs(body: str, spans: list[tuple[int, int, int]], wanted: str) -> list[tuple[int, int]]:
    """Runs of sentences that together are a folded text."""
    folded = [loose(body[i:j]) for i, j, _ in spans]
    found, first = [], 0
    while first < len(spans):
        last, joined = first, folded[first]
        while len(joined) < len(wanted) and wanted.startswith(joined) and last + 1 < len(spans):
            last += 1
            joined = f"{joined} {folded[last]}"
        if joined == wanted:
            found.append((spans[first][0], spans[last][1]))
            first = last
        first += 1
    return found


def counted(n: int, what: str) -> str:
    """A number of things in words.

    Example:
        >>> counted(1, "word"), counted(1200, "word")
        ('1 word', '1,200 words')
    """
    return f"{n:,} {what}{'s' * (n != 1)}"


def opened(into: Mapping[str, str], one: str, other: str) -> list[str]:
    """Which link must be taken away, so that linking one to another closes no ring; the links are changed.

    Example:
        >>> links = {"b": "a"}
        >>> opened(links, "a", "b"), links
        (['b'], {})
    """
    at, before = other, ""
    while at in into:
        before, at = at, into[at]
    if at == one and before:
        into.pop(before)
        return [before]
    return []


def last(into: Mapping[str, str], at: str) -> str:
    """Where links lead to in the end.

    Example:
        >>> last({"a": "b", "b": "c"}, "a")
        'c'
    """
    while at in into:
        at = into[at]
    return at
