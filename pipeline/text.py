"""Text in, plain values out: ids, folding, words. Knows no table."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})

SENTENCE_MAX_CHARS = 4_000  # what has no sentence mark for longer is cut, so that no later step meets an endless sentence

_GAP = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_STOP = re.compile(r"(?:[.!?…]{1,6}[\"”’'»«“)\]]{0,3}(?=\s))|[。！？][」』”]?|\n(?=[-•*–·]\s)")
_LAST_TOKEN = re.compile(r"[^\s(\[“\"‘']{1,40}$")
_NEXT_TOKEN = re.compile(r"[\s]*([\"“‘'«„(\[—–\-•]*\s?)(\S{0,40})")
_TITLES = frozenset("""
    mr mrs ms mx dr prof sen rep reps sens gov gen lt col sgt capt cmdr adm maj cpl pvt rev fr hon pres supt insp det atty messrs mme mlle
    st ft mt fig figs vs v e.g i.e cf viz approx ca esp al dept asst assoc hr brig
""".split())
_NUMBERED = frozenset("no nos p pp fig vol ch sec art jan feb mar apr jun jul aug sep sept oct nov dec".split())
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split())
_SHORT = frozenset("""
    inc corp co ltd llc plc bros univ ave blvd rd jr sr ph.d m.d b.a m.a d.c u.s u.k u.n e.u u.s.a a.m p.m a.d b.c etc est ok calif fla
    tex mass conn ill ind mich minn wis wash ore ariz colo tenn ala ga va md pa n.y n.j n.c s.c n.d s.d w.va la miss mo nev okla del kan
    ky neb wyo mont vt r.i n.h n.m min max ed eds tel jct sq hwy
""".split())
_STARTERS = frozenset("""
    the a an he she it they we i you this that these those there here but and or so yet nor in on at as if when while after before for
    from with by however meanwhile his her its their our my your some many most one two three no not what who why how where which then now
    still also only even both each every all any another other others several few once since until because although though despite during
    under over about according asked let it's he's she's they're we're i'm that's there's such critics
""".split())
_ZONES = frozenset("""
    eastern central mountain pacific et est edt ct cst cdt mt mst pt pst pdt gmt utc bst cet on monday tuesday wednesday thursday friday
    saturday sunday
""".split())


def digest(*parts: str) -> str:
    """Sixteen hex digits that depend on the parts and their borders only: the form of every id.

    Example:
        >>> digest("a", "bc") != digest("ab", "c"), len(digest("a"))
        (True, 16)
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()


def fold(text: str) -> str:
    """Text for comparing: compatibility form, lower case, straight apostrophes and hyphens, single spaces.

    Example:
        >>> fold("The  Mayor’s\\u00a0Plan")
        "the mayor's plan"
    """
    if text.isascii():  # the long way comes to the same, and a build folds every word several times
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold().split())


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word; inner apostrophes, dots, hyphens and ampersands belong to it.

    Example:
        >>> [("U.S. well-kept AT&T"[i:j]) for i, j in word_spans("U.S. well-kept AT&T")]
        ['U.S', 'well-kept', 'AT&T']
    """
    return [m.span() for m in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of a text, folded; their number is what every "per 1,000 words" divides by.

    Example:
        >>> words("Cost: $18.4 million, the city’s share.")
        ['cost', '18.4', 'million', 'the', "city's", 'share']
    """
    return [word.lower() if word.isascii() else fold(word) for word in _WORD.findall(text)]


def paragraph_spans(body: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph; paragraphs are separated by empty lines, and none is empty.

    Example:
        >>> paragraph_spans("One.\\n\\nTwo.")
        [(0, 4), (6, 10)]
    """
    starts = [0] + [m.end() for m in _GAP.finditer(body)]
    ends = [m.start() for m in _GAP.finditer(body)] + [len(body)]
    return [span for span in (_trimmed(body, i, j) for i, j in zip(starts, ends, strict=True)) if span[0] < span[1]]


def sentence_spans(body: str) -> list[tuple[int, int, int]]:
    """Start, end and paragraph number of each sentence; a sentence never crosses a paragraph.

    A mark ends a sentence where a capital, a figure or an opening mark follows, unless the word before it is an
    abbreviation that goes on ("Dr. Amy Wu"). No sentence is longer than `SENTENCE_MAX_CHARS`.

    Example:
        >>> text = "Dr. Amy Wu left at 5 p.m. on Friday. The U.S. Senate did not."
        >>> [text[i:j] for i, j, _ in sentence_spans(text)]
        ['Dr. Amy Wu left at 5 p.m. on Friday.', 'The U.S. Senate did not.']
    """
    return [(i, j, number) for number, (start, end) in enumerate(paragraph_spans(body)) for i, j in _sentences(body, start, end)]


def _sentences(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one paragraph."""
    cuts = [m.end() for m in _STOP.finditer(body, start, end) if _is_end(body, m, end)]
    spans = [_trimmed(body, i, j) for i, j in zip([start, *cuts], [*cuts, end], strict=True)]
    return [piece for i, j in spans if i < j for piece in _pieces(body, i, j)]


def _pieces(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span, cut at white space where it is too long for a sentence."""
    pieces = []
    while end - start > SENTENCE_MAX_CHARS:
        cut = body.rfind(" ", start + SENTENCE_MAX_CHARS // 2, start + SENTENCE_MAX_CHARS)
        cut = cut if cut > 0 else start + SENTENCE_MAX_CHARS
        pieces.append(_trimmed(body, start, cut))
        start = _trimmed(body, cut, end)[0]
    return [*pieces, (start, end)] if start < end else pieces


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


def _is_end(body: str, stop: re.Match, end: int) -> bool:
    """Whether a sentence mark ends its sentence, judged by the words on both sides."""
    mark = stop.group()
    if mark[0] in "。！？\n":
        return True
    opening, following = _NEXT_TOKEN.match(body, stop.end(), end).groups()
    if not _can_begin(opening, following):
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    return mark != "." or not _goes_on(body, stop.start(), opening, following)


def _can_begin(opening: str, following: str) -> bool:
    """Whether a sentence can begin with this token: a capital, a figure, an opening mark, or a name such as iPhone."""
    if not following:
        return bool(opening)
    first = following[0]
    return first.isupper() or first.isdigit() or not first.isascii() and not first.islower() and first.isalpha() or (
        first in "$£€#@" or (first.islower() and following[1:2].isupper()))


def _goes_on(body: str, dot: int, opening: str, following: str) -> bool:
    """Whether the word before a full stop is an abbreviation inside a sentence."""
    before = _LAST_TOKEN.search(body, max(0, dot - 40), dot)
    if before is None:
        return False
    token, word = before.group(), following.rstrip(".,;:!?”\"’'").lower().replace("’", "'")
    folded, is_starter = token.lower(), word in _STARTERS
    if folded in _NUMBERED and word[:1].isdigit():
        return True
    if folded in _TITLES:
        return not (folded == "st" and is_starter)
    if folded in ("a.m", "p.m"):
        return word in _ZONES
    if folded in _SHORT or folded in _MONTHS or re.fullmatch(r"(?:[A-Za-z]\.){1,4}[A-Za-z]", token):
        return not is_starter and not opening.strip()
    return len(token) == 1 and token.isupper() and not is_starter and token != "I"
