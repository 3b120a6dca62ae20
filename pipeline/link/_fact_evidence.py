"""Why two statements were matched: the words, like words, names and figures that they share, as written."""

from pipeline.link._fact_words import like_words, stem
from pipeline.stop_words import STOP_WORDS
from pipeline.text import fold, word_spans

_MOST = 12  # of each kind; more do not explain better


def evidence(one: str, other: str, figures: list[str]) -> str:
    """What two statements share, in words.

    Args:
        one: a statement.
        other: the other.
        figures: figures that both give, as the first writes them.

    Example:
        >>> evidence("Norby shut its old port on Monday", "The harbour of Norby was closed on Monday", [])
        'names: Norby, Monday; like words: shut = closed, port = harbour'
    """
    here, there, groups = _written(one), _written(other), like_words()
    shared = [root for root in here if root in there]
    by_group = {groups[root]: word for root, (word, _) in reversed(there.items()) if root in groups and root not in here}
    like = [f"{word} = {by_group[groups[root]]}" for root, (word, _) in here.items()
            if root not in there and root in groups and groups[root] in by_group]
    names = [here[root][0] for root in shared if here[root][1] and there[root][1]]
    plain = [here[root][0] for root in shared if not (here[root][1] and there[root][1]) and not root[0].isdigit()]
    parts = (("names", names), ("words", plain), ("like words", like), ("figures", figures))
    return "; ".join(f"{kind}: {', '.join(said[:_MOST])}" for kind, said in parts if said)


def _written(text: str) -> dict[str, tuple[str, bool]]:
    """Stem → the word as first written, and whether it is capitalised, in the order of the text."""
    found: dict[str, tuple[str, bool]] = {}
    for i, j in word_spans(text):
        written = text[i:j]
        if fold(written) not in STOP_WORDS:
            found.setdefault(stem(fold(written)), (written.removesuffix("'s").removesuffix("’s"), written[0].isupper()))
    return found
