"""Quotations between marks: which stretches are quotations, who says them, which belong together."""

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, replace

from pipeline.extract import _attribution
from pipeline.extract._attribution import Found
from pipeline.extract._clause import Clause
from pipeline.extract._indirect import clauses
from pipeline.extract._marks import Stretch, stretches
from pipeline.extract._openers import is_heading
from pipeline.extract._phrases import tokens
from pipeline.extract._roster import Roster, Speaker
from pipeline.extract._turns import Turn, turns
from pipeline.names import name_runs
from pipeline.text import sentence_spans

NOBODY = Speaker(None, None, None, "none found")
_NEAR = 60  # characters between a verb and a quoted word or two: further away the marks are somebody else's
_STRETCHES_MAX = 200  # stretches of one sentence that are looked at
_LETTERS_IN = 20  # characters of a stretch in which it must have two letters or figures to be words at all
_LOOK_BACK = 6  # stretches between a verb of saying and the one that it leads to: a list of quoted words
_SMALL = frozenset("a an the and or of in on at to for from with by is as".split())
_PIECE_WORDS = 2
_FRAGMENT = 6  # quoted words that are somebody's even where no verb of saying is near: shorter ones are as often a name
_OPEN_END = re.compile(r"[\s,]{0,3}(?:\b(?:and|but|or)\s)?\b(?:that|and|but|or)$")  # leads into the marked words that follow
_DATELINE = re.compile(  # TARNWICK, Feb. 6 (HPA) —
    r"\s{0,3}[A-Z][A-Z.'’ -]{2,40}(?:,\s[A-Z][\w.'’ -]{1,24}){0,2}(?:\s\d{1,2})?(?:\s\([^()\n]{1,40}\))?\s?(?:[—–―]|--?|(?<=[A-Z]{3})\.)\s")
_WORDS_OF = re.compile(r"\s*(?:Those|These|That|Such)\s(?:were|was|are|is)\sthe\s(?:words?|view|verdict|message)\s(?:of|from)\s")


@dataclass(slots=True)
class Quote:
    """One stretch of quotation with its source; `quotation` is the start of the first stretch of the same quotation."""

    start: int
    end: int
    quotation: int
    kind: str
    cue: str | None
    written: str | None
    speaker: Speaker
    how: str


class _Article:
    """One body with its stretches, sentences, clauses and names, read from left to right."""

    def __init__(self, body: str, with_indirect: bool):
        self.body = body
        self.stretches, self.paragraphs = stretches(body)
        self.stretches = [s for s in self.stretches if sum(c.isalnum() for c in body[s.start:min(s.end, s.start + _LETTERS_IN)]) > 1]
        self.sentences = sentence_spans(body) if self.stretches or with_indirect else []
        dateline = _DATELINE.match(body[:160])
        if dateline and self.sentences:
            self.sentences = [(max(i, dateline.end()), j, p) for i, j, p in self.sentences if j > dateline.end()]
        self.starts = [s for s, _, _ in self.sentences]
        self.clauses = deque(self._clauses() if with_indirect else ())
        self.turns = turns(body, self.paragraphs)
        is_quoting = self.stretches or self.clauses or self.turns
        first = dateline.end() if dateline else 0
        self.roster = Roster(body, frozenset(self.starts), first, self._heading_runs()) if is_quoting else None
        self.quotes: list[Quote] = []
        self.indirect: list[Quote] = []
        self.spans: set[tuple[int, int]] = set()

    def _heading_runs(self) -> frozenset[int]:
        """Where capitalised runs of headings begin."""
        found = [(i, j) for i, j in self.paragraphs if is_heading(self.body[i:j]) and j < len(self.body)]
        return frozenset(start for i, j in found for start, _ in name_runs(self.body, i, j))

    def _clauses(self) -> list[Clause]:
        """The indirect quotations of all sentences."""
        found, at = [], 0
        for start, end, _ in self.sentences:
            while at < len(self.stretches) and self.stretches[at].right <= start:
                at += 1
            inside = []
            for s in self.stretches[at:at + _STRETCHES_MAX]:
                if s.left >= end:
                    break
                inside.append((s.left, s.right))
            found += clauses(self.body, start, end, inside)
        return found

    def sentence(self, at: int) -> tuple[int, int, int]:
        """The sentence at a position: its number, start and end."""
        k = max(0, bisect_right(self.starts, at) - 1)
        return k, self.sentences[k][0], self.sentences[k][1]

    def hear(self, until: int) -> None:
        """Take the indirect quotations in whose source stands before a position, so that pronouns know who spoke last."""
        while self.clauses and self.clauses[0].source[0] < until:
            clause = self.clauses.popleft()
            written = self.body[clause.source[0]:clause.source[1]]
            speaker = self.roster.resolve(written, clause.source[0])
            self.roster.speakers.append((clause.source[0], speaker))
            cue = self.body[clause.cue[0]:clause.cue[1]]
            self.indirect += [Quote(i, j, clause.spans[0][0], "indirect", cue, written, speaker, clause.how) for i, j in clause.spans]


def article_quotes(body: str, with_indirect: bool = True) -> list[Quote]:
    """The quotations of one body, in their order.

    A mixed quotation has one row for each stretch between marks and one for the words before, between and behind them;
    they share `quotation` and never overlap.
    """
    article = _Article(body, with_indirect)
    used = 0  # where the attribution of the stretch before ends
    previous: Stretch | None = None
    for k, stretch in enumerate(article.stretches):
        article.hear(stretch.left)
        following = article.stretches[k + 1].left if k + 1 < len(article.stretches) else len(body)
        used = max(used, article.stretches[k - _LOOK_BACK].right if k >= _LOOK_BACK else 0)
        found = _attributed(article, stretch, previous, following, used)
        quote = _quote(article, stretch, previous, found)
        if quote is not None:
            article.quotes.append(quote)
            previous = stretch
            used = max([stretch.right] + [span[1] for span in (found.cue, found.source) if span] if found else [stretch.right])
    article.hear(len(body))
    return sorted(_with_turns(article, article.quotes + _clauses_around(article)), key=lambda q: (q.start, q.end))


def _with_turns(article: _Article, quotes: list[Quote]) -> list[Quote]:
    """The quotes and the turns of a conversation; what is quoted inside a turn is a part of its words."""
    if not article.turns:
        return quotes
    starts = [turn.label_start for turn in article.turns]
    places = [bisect_right(starts, quote.start) - 1 for quote in quotes]
    outside = [quote for quote, k in zip(quotes, places, strict=True) if k < 0 or quote.start >= article.turns[k].end]
    return outside + [_turn(article, turn) for turn in article.turns]


def _turn(article: _Article, turn: Turn) -> Quote:
    """One turn of a conversation as a quote: who asks in "Q" is nobody the text tells, who answers in "A" the one it is about."""
    if turn.is_question:
        speaker = NOBODY
    elif turn.is_answer:
        speaker = article.roster.main_person() or NOBODY
    else:
        speaker = article.roster.resolve(turn.label.title() if turn.label.isupper() else turn.label, turn.label_start)
    return Quote(turn.start, turn.end, turn.start, "direct", None, turn.label, speaker, "turn")


def _clauses_around(article: _Article) -> list[Quote]:
    """The indirect quotations; words around stretches between marks are parts of the same quotation and never overlap them."""
    article.spans = {(q.start, q.end) for q in article.quotes}
    taken, starts = set(article.spans), [q.start for q in article.quotes]
    lefts = [s.left for s in article.stretches]
    kept = []
    for quote in article.indirect:
        k = bisect_right(starts, quote.start - 1)
        inside = article.quotes[k] if k < len(starts) and article.quotes[k].end <= quote.end else None
        if inside is not None and inside.quotation >= quote.start:
            quote.quotation, quote.written = inside.quotation, inside.written or quote.written
            quote.speaker = inside.speaker if inside.speaker.name else quote.speaker
            inside.kind = "mixed" if quote.how == "around" else inside.kind  # its sentence begins in the reporter's words
        for piece in _pieces(article, quote, lefts) if inside is not None else [quote]:
            if (piece.start, piece.end) not in taken:
                taken.add((piece.start, piece.end))
                kept.append(piece)
    return kept


def _pieces(article: _Article, quote: Quote, lefts: list[int]) -> list[Quote]:
    """An indirect quotation without the quotes between marks inside it; a word or two is no piece."""
    pieces, at = [], quote.start
    k = bisect_right(lefts, quote.start - 1)
    for s in article.stretches[k:k + _STRETCHES_MAX]:
        if s.left >= quote.end:
            break
        if (s.start, s.end) in article.spans:
            pieces.append((at, s.left))
            at = s.right
    spans = [_stripped(article.body, i, j) for i, j in [*pieces, (at, quote.end)] if i < j]
    spans = [(i, j if j == quote.end else i + len(_OPEN_END.sub("", article.body[i:j]))) for i, j in spans]
    return [replace(quote, start=i, end=j) for i, j in spans if len(article.body[i:j].split()) >= _PIECE_WORDS]


def _stripped(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and commas at its ends."""
    while start < end and body[start] in " ,;\n":
        start += 1
    while end > start and body[end - 1] in " ,;\n":
        end -= 1
    return start, end


def _attributed(article: _Article, s: Stretch, previous: Stretch | None, following: int, used: int) -> Found | None:
    """The attribution of one stretch, or None where it has none of its own."""
    body = article.body
    _, begin, _ = article.sentence(s.left)
    number, _, end = article.sentence(s.right - 1)
    following_sentence = article.sentences[number + 1] if number + 1 < len(article.sentences) else (0, 0, -1)
    goes_on = _last_character(body, s) in "?!…—-" or body[s.right:s.right + 3].lstrip(" ")[:1] in tuple(_attribution.DASHES)
    if end <= s.right and goes_on and following_sentence[2] == s.paragraph:
        end = following_sentence[1]
    left, is_continued = max(begin, used), previous is not None and begin < used and previous.right <= used
    last, tight = _last_character(body, s), _attribution.is_tight(body, left, s.left)
    behind = None if s.goes_on else _attribution.after(body, s.right, min(end, following), last, begin >= s.left - 1)
    if behind and (not tight or (last == "," and _is_direct_behind(body, s, behind))):
        return behind
    return _attribution.before(body, left, s.left, is_continued) or behind or _words_of(body, s) or _announced(article, s)


def _announced(article: _Article, s: Stretch) -> Found | None:
    """A paragraph that ends with a colon announces the next: He said: / '…'."""
    if s.paragraph == 0 or article.paragraphs[s.paragraph][0] != s.left:
        return None
    end = article.paragraphs[s.paragraph - 1][1]
    if article.body[end - 1] != ":":
        return None
    _, begin, _ = article.sentence(end - 1)
    return _attribution.before(article.body, begin, end, False)


def _last_character(body: str, s: Stretch) -> str:
    """The last character of a stretch that is no mark of a quotation inside it."""
    at = s.end - 1
    while at > s.start and body[at] in "’'”\"":
        at -= 1
    return body[at]


def _is_direct_behind(body: str, s: Stretch, found: Found) -> bool:
    """Whether an attribution follows its stretch at once, with nothing of another clause between."""
    first = min(span[0] for span in (found.cue, found.source) if span)
    return not body[s.right:first].strip(" ,\n")


def _words_of(body: str, s: Stretch) -> Found | None:
    """'… .' Those were the words of Vale."""
    match = _WORDS_OF.match(body, s.right, s.right + 80)
    source = _attribution.phrase_after(tokens(body[match.end():match.end() + 120])) if match else None
    return Found(None, (source[0] + match.end(), source[1] + match.end()), "words") if source else None


def _quote(article: _Article, s: Stretch, previous: Stretch | None, found: Found | None) -> Quote | None:
    """The quote of one stretch, or None where the stretch is no quotation."""
    text = article.body[s.start:s.end]
    last = article.quotes[-1] if article.quotes and previous is not None else None
    if found is None and last is not None and _joins(article, s, previous) and _can_join(article, s, previous, text):
        return Quote(s.start, s.end, last.quotation, last.kind, last.cue, last.written, last.speaker, "joined")
    if not _is_quotation(article, s, text, found):
        return None
    if found is None:
        return _without_cue(article, s, previous, last)
    return _with_cue(article, s, previous, last, found)


def _with_cue(article: _Article, s: Stretch, previous: Stretch | None, last: Quote | None, found: Found) -> Quote:
    """A quote with an attribution of its own."""
    body = article.body
    cue = body[found.cue[0]:found.cue[1]] if found.cue else None
    kind = "mixed" if found.how in ("within", "view") else "direct"
    if found.source is None:
        if last is not None and previous.paragraph == s.paragraph and found.how != "colon":
            return Quote(s.start, s.end, s.start, kind, cue, last.written, last.speaker, "same speaker")
        return Quote(s.start, s.end, s.start, kind, cue, None, NOBODY, found.how)
    written = body[found.source[0]:found.source[1]]
    speaker = article.roster.resolve(written, found.source[0])
    if found.cue is None and found.how == "colon" and speaker.name and not article.roster.knows(speaker.name):
        return Quote(s.start, s.end, s.start, kind, cue, None, NOBODY, found.how)
    article.roster.speakers.append((s.start, speaker))
    return Quote(s.start, s.end, s.start, kind, cue, written, speaker, found.how)


def _without_cue(article: _Article, s: Stretch, previous: Stretch | None, last: Quote | None) -> Quote:
    """A quote without an attribution of its own: the speaker before goes on, or the sentence before introduces one."""
    if not _stands_free(article, s):
        return _fragment(article, s, previous, last)
    number, _, _ = article.sentence(s.left)
    same = number > 0 and article.sentences[number - 1][2] == s.paragraph
    introduced = _introduced(article, s, number, previous) if same else None
    if introduced is not None:
        return introduced
    if last is not None and s.paragraph - previous.paragraph <= 1 and last.speaker.name:
        return Quote(s.start, s.end, s.start, "direct", None, last.written, last.speaker._replace(evidence="speaker goes on"), "goes on")
    return Quote(s.start, s.end, s.start, "direct", None, None, NOBODY, "alone")


def _fragment(article: _Article, s: Stretch, previous: Stretch | None, last: Quote | None) -> Quote:
    """A part of a sentence between marks without a verb of saying: the speaker before goes on, else the sentence's subject speaks."""
    if last is not None and previous.paragraph == s.paragraph and last.written:
        return Quote(s.start, s.end, s.start, "mixed", None, last.written, last.speaker._replace(evidence="speaker goes on"), "goes on")
    _, begin, _ = article.sentence(s.left)
    begin = max(begin, s.left - _attribution.WINDOW)
    source = _attribution.main_subject(article.body, tokens(article.body[begin:s.left]))
    if source is None:
        return Quote(s.start, s.end, s.start, "mixed", None, None, NOBODY, "fragment")
    written = article.body[begin + source[0]:begin + source[1]]
    speaker = article.roster.resolve(written, begin + source[0])
    if speaker.name is None or not article.roster.knows(speaker.name):
        return Quote(s.start, s.end, s.start, "mixed", None, None, NOBODY, "fragment")
    return Quote(s.start, s.end, s.start, "mixed", None, written, speaker, "subject")


def _introduced(article: _Article, s: Stretch, number: int, previous: Stretch | None) -> Quote | None:
    """The subject of the sentence before, where that sentence holds no quotation itself."""
    start, end, _ = article.sentences[number - 1]
    if previous is not None and previous.right > start:
        return None
    source = _attribution.main_subject(article.body, tokens(article.body[start:min(end, start + 240)]))
    if source is None:
        return None
    written = article.body[start + source[0]:start + source[1]]
    speaker = article.roster.resolve(written, start + source[0])
    if speaker.kind != "person" or not article.roster.knows(speaker.name):
        return None
    article.roster.speakers.append((s.start, speaker))
    return Quote(s.start, s.end, s.start, "direct", None, written, speaker, "introduced")


def _joins(article: _Article, s: Stretch, previous: Stretch) -> bool:
    """Whether a stretch without a cue of its own goes on with the quotation before it."""
    if previous.goes_on and s.paragraph == previous.paragraph + 1:
        return True
    if s.paragraph != previous.paragraph:
        return False
    first, _, _ = article.sentence(previous.right - 1)
    second, begin, _ = article.sentence(s.left)
    is_asked = _last_character(article.body, previous) in "?!…—-"  # its attribution is a sentence of its own for the splitter
    return second == first or (second - first <= 1 + is_asked and begin >= s.left - 1 and s.left - previous.right < _attribution.WINDOW)


def _can_join(article: _Article, s: Stretch, previous: Stretch, text: str) -> bool:
    """Whether the words can be a part of a quotation: not a title, and no single word without a mark at its end."""
    n_words = len(text.split())
    if _is_title(text) and n_words <= 7:
        return False
    between = article.body[previous.right:s.left]
    return n_words > 3 or text[-1] in ".!?,…" or len(between) < 30


def _is_quotation(article: _Article, s: Stretch, text: str, found: Found | None) -> bool:
    """Whether marks enclose a quotation: not a title, a nickname, a scare quote, a headline."""
    n_words, closes = len(text.split()), text[-1] in ",.!?…—" or s.goes_on
    if found is None:
        is_sentence = closes and n_words >= 3 and (text[0].isupper() or text[0] in "[…") and _stands_free(article, s)
        return (n_words >= _FRAGMENT or is_sentence) and not (n_words <= 7 and _is_title(text))
    if found.how == "colon":
        return (closes or n_words >= 6) and (found.cue is not None or n_words > 3)
    if found.how == "within" and n_words <= 3:
        return found.source is not None and not _is_title(text) and s.left - found.cue[1] < _NEAR
    is_led = found.how == "before" and article.body[max(0, s.left - 2):s.left].rstrip()[-1:] in (",", ":")
    is_weak = found.how in ("within", "according") or not (is_led or _stands_free(article, s))
    return not (is_weak and n_words <= 7 and _is_title(text))


def _is_title(text: str) -> bool:
    """Whether the words are written like the title of a work."""
    words = [w for w in text.split() if w.lower() not in _SMALL]
    return len(words) > 1 and all(w[0].isupper() for w in words)


def _stands_free(article: _Article, s: Stretch) -> bool:
    """Whether a stretch is a sentence of its own."""
    _, begin, _ = article.sentence(s.left)
    return begin >= s.left - 1 or article.body[max(0, s.left - 2):s.left].strip() in (":", "—", "")
