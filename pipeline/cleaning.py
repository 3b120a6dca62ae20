"""What of an article's lines is its text, and what stands around it: captions, credits, teasers, plugs, related links, bylines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline import bylines, moments
from pipeline.text import words

_I = re.IGNORECASE
_END = re.compile(r"[.!?…:;][\"”’')\]]{0,3}$")
_MARKED_CREDIT = re.compile(r"(?:\b(?:file|stock|handout|courtesy|provided|ap|afp|pool)\s)?\b(?:photo(?:graph)?s?|pictures?|images?|"
                            r"illustration|graphic|screenshot)\b"
                            r"\s?(?:by\b|:|credit|courtesy|via\b|from\b|/|©|\(c\))|\bgetty(?: images)?\b|\bshutterstock\b|\balamy\b|"
                            r"\blicense photo\b|"
                            r"\b(?:ap|reuters|afp|upi|epa) (?:file )?photo\b|\bphoto(?:graph)?/|\bimages?/|/(?:ap|afp|reuters|upi|"
                            r"getty|epa|shutterstock)\b|©", _I)
_CREDIT_LINE = re.compile(r"^\(?(?:(?:photo|image|picture|illustration|video|top photo)\s)?(?:credits?|courtesy)(?::| by\b| of\b)", _I)
# Every marked credit has one of these: looking for them first is twenty times as fast.
_CREDIT_WORDS = ("photo", "picture", "image", "illustration", "graphic", "screenshot", "getty", "shutterstock", "alamy", "/", "©")
_RELATED = re.compile(r"^(?:\W{0,3}(?:related|read more|read also|see also|also read|more on this|more from|more:|recommended|don't "
                      r"miss|watch|listen|in pictures|"
                      r"you may also like|you might also like|trending|most read|most popular|sponsored|advertisement|top stories|more "
                      r"stories|up next|next up|"
                      r"read next|further reading|editors?['’] picks?)\b)", _I)
_RELATED_CAPITALS = re.compile(r"^(?:RELATED|READ MORE|MORE|SEE ALSO|ALSO READ|WATCH|LISTEN|READ NEXT|READ ALSO|DON['’]T MISS)\b[:\s]")
_HEADINGS = re.compile(r"^(?:latest headlines|latest news|related (?:articles|stories|topics|links|content|news|posts)|most (?:read|"
                       r"popular|viewed|shared)|trending(?: now| stories)?|"
                       r"top stories|more stories|more news|recommended(?: for you)?|you (?:may|might) also like|sponsored(?: content| "
                       r"links)?|advertisement|comments|"
                       r"share this(?: article| story)?|follow us|tags?|topics|about the authors?|latest stories|editors?['’] picks?|"
                       r"from our partners|popular now|"
                       r"what to read next|more from .{2,40}|more on this (?:story|topic)|leave a (?:comment|reply)|subscribe|"
                       r"newsletters?)\W{0,2}$", _I)
# An invitation begins a sentence or follows such a word; "people who follow her on social media" is news.
_ASKED = r"(?:^\W{0,3}|[.!?:;,|–—-]\s{0,2}|\b(?:please|and|or|you can|also)\s)"
_PLUG = re.compile(r"\b(?:sign|signing) up\b.{0,80}\b(?:newsletter|inbox|free copy|briefing)|"
                   rf"{_ASKED}sign up\b.{{0,80}}\b(?:e-?mail|alerts?|today)\b|\bget (?:the|our) "
                   r".{1,80}\bnewsletter|(?:^|[.!?:|–—-]\s{0,2}|\bplease\s)subscribe to\b|\bsubscribe (?:now|today|here)\b|"
                   r"\bour (?:free |daily |weekly )?newsletters?\b|\bnewsletter\b.{0,40}\binbox\b|\bdownload our .{0,40}\bapp\b|"
                   r"(?:^|[.!?:|–—-]\s{0,2})download the .{0,40}\bapp\b|"
                   r"\bfollow us on\b|\blike us on facebook\b|\b(?:to|in|into) your (?:inbox|mailbox|letterbox)\b|"
                   r"\bnot a subscriber\b|\bstart your\b.{0,60}\b(?:subscription|premium|free trial)\b|\btell us what you think\b|"
                   r"\bsupport (?:our|independent) journalism\b|"
                   r"\bdo you have a (?:story|tip)\b|\bgot a (?:tip|story)\b|\bcontact us at\b|\bjoin our\b.{0,40}\b(?:channel|group|"
                   r"community|newsletter)", _I)
_NEWSLETTER = re.compile(r"\b(?:[Gg]et|[Rr]eceive|[Ss]ign up (?:for|to)|[Ss]ubscribe to|[Jj]oin) (?:the|"
                         r"our)?\s?(?P<name>[A-Z0-9][\w&'’.\- ]{1,50}?)(?:['’]s?)?\s"
                         r"(?:(?:free|daily|weekly|morning|evening|email|e-mail|breaking|news|tech) ){0,3}newsletters?\b")
_BYLINE = re.compile(r"^(?:by|words by|written by|reported by|story by)[:\s]", _I)
_BULLET = re.compile(r"^[-–—•*·▪●]$")
_SHARE = re.compile(r"^(?:share|tweet|email|print|save|comment|copy link|facebook|twitter|whatsapp|linkedin|pinterest|reddit|\d+ "
                    r"(?:comments?|shares?|min(?:ute)?s? read)|"
                    r"share (?:on|via|this)\b.{0,60})$", _I)
_REPORTING = re.compile(r"^\(?(?:(?:additional |further )?(?:reporting|writing|editing|compiled|translated)\s(?:and\s(?:writing|"
                        r"editing)\s)?by\b|with (?:reporting|files|inputs?) (?:from|by)\b|"
                        r"our standards:|the .{3,40} contributed to this (?:report|story)|.{3,80} contributed to this (?:report|story|"
                        r"article)\.?\)?$)", _I)
_CONTACT = re.compile(r"\b(?:may|can) be reached (?:at|by|via|on)\b.{0,60}(?:@|\be-?mail\b|\btwitter\b)|"
                      r"^\W{0,3}contact (?:the )?(?:reporter|writer|author|us|\w+ \w+ "
                      r"at)\b|^[\w.+-]{1,64}@[\w.-]{3,100}\W{0,3}$|"
                      rf"{_ASKED}follow (?:him|her|them|me|us|[\w.'’ ]{{2,60}}) (?:on|at) "
                      r"(?:(?:our )?(?:x|twitter|facebook|instagram|threads|"
                      r"tiktok|youtube|linkedin|social)\b|@)|"
                      r"^\W{0,3}(?:e-?mail|reach|write to|send \w+ to) (?:us|me|him|her|them|\w+ \w+) at\b|^have (?:a|any) (?:tips?|"
                      r"questions?|news|story)\b|\bemail us at\b|"
                      r"\bsubmit (?:a )?(?:letters? to the editor|op-?ed)\b|"
                      r"\bwe (?:want|would like|['’]d like) to hear from you\b|\blet us know in "
                      r"the comments\b", _I)
_NOTICE = re.compile(r"^\W{0,3}(?:this (?:article|story|piece|post|column|interview|content|essay|report)\b.{0,40}\b(?:(?:was|has been|"
                     r"is) )?(?:(?:originally|first) (?:appeared|published|posted)|appeared|"
                     r"(?:re)?published|updated|corrected|reviewed|produced|supported|edited|funded|free to read|supplied)\b|"
                     r"editor['’]?s['’]? note|correction:|clarification:|"
                     r"more information:|provided by\b|source:|disclosure:|disclaimer:|filed under|posted in|categories?:|tags?:|"
                     r"topics?:|trending:|journal information|citation:|"
                     r"gallery credit|the post .{3,200} appeared first on|(?:additional )?reporting contributed by|loading\W*$|oops|"
                     r"please enable|enable javascript|javascript is|"
                     r"your browser|thank you for (?:subscribing|signing|reading)|thanks for (?:subscribing|signing|reading)|an error "
                     r"(?:has )?occurred|something went wrong|"
                     r"image source|image caption|media caption|media playback|scroll to continue|story continues|article continues|"
                     r"continue reading|skip to|jump to|"
                     r"view (?:(?:this |the )?(?:e-?mail |newsletter |message |letter )?(?:in|on) (?:your |a )?(?:web )?browser|"
                     r"this post|comments|gallery|all|more)|unsubscribe\b|manage (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)\b|"
                     r"you (?:are receiving|received) this (?:e-?mail|newsletter|message)\b|"
                     r"show (?:more|less)|listen to this|\d+ comments?\b|hide caption|"
                     r"toggle caption|enlarge this image|waiting for your permission|"
                     r"a version of this (?:article|story|piece|post|column|essay|report|interview|newsletter)\b|note to (?:our )?readers|"
                     r"(?:updated|published|posted|last updated|first published)\b(?! (?:in|by|with)\b).{0,12}\d)|"
                     r"\baffiliate (?:commission|links?|partnerships?|revenue|programs?)\b|\b(?:we|our|products?|items?|deals?|everything) "
                     r".{0,40}\bindependently (?:selected|chosen|reviewed?)\b|\bindependently (?:selected|chosen|reviewed) by our\b|"
                     r"\bwe may (?:earn|receive|get|collect)\b.{0,60}\b(?:commissions?|compensation|payments?|revenue|affiliate)\b|"
                     r"\ball rights reserved\b|\bmay not be (?:published|reproduced)\b|\bterms (?:of|and) (?:use|service|"
                     r"conditions)\b.{0,80}\bprivacy\b|\bprivacy policy\b.{0,80}\bterms\b", _I)
_BIO = re.compile(r"^(?:\W{0,3}(?:about the author:?\s)?)(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3}),?\s(?:is|was|has been|"
                  r"writes|covers|reports|serves|works|joined|contributed)\b.{0,160}?"
                  r"\b(?:writers?|reporters?|editors?|journalists?|correspondents?|columnists?|contributors?|contributing|freelancer?|"
                  r"authors?|professors?|fellow|news|covers|covering|writes|bureau|intern)\b")
_IS_OR_DOES = re.compile(r",?\s(?:who\s)?(?:is|was|has|writes|covers|reports|works|joined|lives|studied|graduated|holds|serves)\b")
_COPYRIGHT = re.compile(r"^(?:©|\(c\)\s|copyright\b|all rights reserved)", _I)
_DATELINE = re.compile(r"^(?P<place>[A-Z][\w.,'’/\- ]{0,60}?)??[,.\s]{0,3}(?P<date>(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|"
                       r"Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:,\s\d{4})?)?[,.\s]{0,3}"
                       r"\((?P<agency>[A-Z][\w.&/ -]{1,40})\)\s{0,2}(?:--|—|–|-)\s{0,2}")
_INITIALS = re.compile(r"^[A-Z]{2,6}$")


@dataclass(frozen=True)
class Line:
    """One line or paragraph of an article's input with its place there."""

    position: str
    text: str


@dataclass(frozen=True)
class Removed:
    """One stretch that is not the article's text, and why."""

    position: str
    text: str
    reason: str


@dataclass
class Cleaned:
    """An article's lines told apart: its paragraphs, and what was left out."""

    paragraphs: list[Line]
    removed: list[Removed]


def clean_lines(lines: Iterable[Line], titles: Iterable[str] = (), authors: Iterable[str] = ()) -> Cleaned:
    """Tell an article's text from what stands around it.

    Args:
        lines: the article's lines in reading order, each one paragraph.
        titles: its headline, in all forms known; a line that only repeats it is left out.
        authors: the people who wrote it; a line at its end that tells of them is left out.

    Returns:
        Every line with a word stands in exactly one of `paragraphs` and `removed`.
    """
    lines = [line for line in lines if line.text]
    known = {_bare(title) for title in titles} - {""}
    reasons = ["title" if n < 12 and _bare(line.text) in known else _reason(line.text) for n, line in enumerate(lines)]
    reasons = _bios(lines, _tail(lines, reasons), list(authors))
    reasons = _leading_credit(lines, _teasers(lines, _doubled(lines, reasons)))
    kept = [line for line, reason in zip(lines, reasons, strict=True) if not reason]
    removed = [Removed(line.position, line.text, reason) for line, reason in zip(lines, reasons, strict=True) if reason]
    return Cleaned(kept, removed)


def _reason(text: str) -> str:
    """Why a line by itself is not the article's text, or ""."""
    n_words = len(text.split())
    if not any(c.isalnum() for c in text):
        return "" if _BULLET.match(text) else "boilerplate"
    if _HEADINGS.match(text) or _RELATED_CAPITALS.match(text) or (n_words <= 25 and _RELATED.match(text)
                                                                  and not text.endswith((".", ".”", '."'))):
        return "related"
    if _SHARE.match(text) or _COPYRIGHT.match(text):
        return "boilerplate"
    if _REPORTING.match(text) and n_words <= 60:
        return "byline"
    if n_words <= 60 and not text.startswith(('"', "“")) and _CONTACT.search(text):
        return "plug"
    if n_words <= 80 and not text.startswith(('"', "“")) and _NOTICE.search(text):
        return "boilerplate"
    if n_words <= 60 and _is_plug(text):
        return "plug"
    if n_words <= 12 and _BYLINE.match(text) and (bylines.people(text) or bylines.agencies(text)):
        return "byline"
    if is_caption(text):
        return "caption" if n_words > 8 else "credit"
    if n_words <= 12 and _CREDIT_LINE.match(text):
        return "credit"
    return "byline" if n_words <= 10 and is_date_line(text) else ""


def _bare(text: str) -> str:
    """A line's words only, for comparing with a title."""
    return " ".join(words(text))


def _bios(lines: list[Line], reasons: list[str], authors: list[str]) -> list[str]:
    """A line near either end that says who someone is and for whom they write is a biography; so is one at the end about an author."""
    kept = [n for n, reason in enumerate(reasons) if not reason]
    last, near_end = kept[-4:], kept[-6:]
    out = list(reasons)
    for n, line in enumerate(lines):
        is_bio = (n in last or n < 2) and n > 0 and len(line.text) < 700 and _BIO.match(line.text)
        if not reasons[n] and (is_bio or (n > 0 and n in near_end and any(_tells_of(line.text, name, n in last) for name in authors))):
            out[n] = "byline"
    return out


def _tells_of(text: str, author: str, is_last: bool) -> bool:
    """Whether a line begins by telling who its author is, by full name or, among the last lines, by the first one."""
    names = [author, author.split()[0]] if is_last and author else [author]
    return len(text) < 700 and any(name and text.startswith(name) and _IS_OR_DOES.match(text, len(name)) for name in names)


def _is_plug(text: str) -> bool:
    """Whether a line asks for a subscription or a click rather than tells news."""
    return bool(_PLUG.search(text)) and not text.startswith(('"', "“"))


def is_caption(text: str) -> bool:
    """Whether a line ends in a photo credit.

    Example:
        >>> is_caption("The bridge at dawn. File Photo by Ada Brook/Northwire"), is_caption("The photo was shown in court.")
        (True, False)
    """
    plain = text.lower()
    if len(text) > 600 or not any(word in plain for word in _CREDIT_WORDS):
        return False
    matches = list(_MARKED_CREDIT.finditer(text))
    return bool(matches) and len(text) - matches[-1].end() <= 60 and not re.search(r"[.!?][\"”]?$", text[matches[-1].end():].strip())


def is_date_line(text: str) -> bool:
    """Whether a line is little more than a date.

    Example:
        >>> is_date_line("Updated May 4, 2031 at 9:30 am"), is_date_line("It opened on May 4, 2031, after two years")
        (True, False)
    """
    moment = moments.read(text)
    return moment is not None and len(re.sub(r"\d|[^\w]|(?i:published|updated|posted|last|on|at|by|am|pm)", "", text)) <= 16


def _tail(lines: list[Line], reasons: list[str]) -> list[str]:
    """Behind a heading such as "Latest headlines" near the end only short lines follow: they belong to it."""
    for n, line in enumerate(lines):
        if _HEADINGS.match(line.text) and n > len(lines) * 0.3:
            rest = lines[n + 1:]
            if all(len(r.text) < 200 for r in rest) and (not rest or sum(bool(_END.search(r.text)) for r in rest) <= len(rest) * 0.5):
                return reasons[:n] + ["related"] * (len(lines) - n)
    return reasons


def _teasers(lines: list[Line], reasons: list[str]) -> list[str]:
    """Groups of a bullet, a headline, a teaser and a byline are other articles; so is all that stands between such groups."""
    bullets = [n for n, line in enumerate(lines) if _BULLET.match(line.text)]
    out = list(reasons)
    for n, end in zip(bullets, [*bullets[1:], len(lines)], strict=False):
        group = range(n + 1, min(end, n + 5))
        last = next((k for k in group if reasons[k] == "byline"), None)
        out[n] = "teaser"
        if last is not None:
            out[n:last + 1] = ["teaser"] * (last + 1 - n)
    first_plug = next((n for n, reason in enumerate(reasons) if reason == "plug"), None)
    if first_plug is not None and bullets and first_plug < bullets[0] <= first_plug + 3:
        out[first_plug:bullets[0]] = ["plug"] * (bullets[0] - first_plug)
    return out


def _doubled(lines: list[Line], reasons: list[str]) -> list[str]:
    """A line that a caption repeats with its credit is the caption as well."""
    captions = [line.text for line, reason in zip(lines, reasons, strict=True) if reason == "caption"]
    return [reason or ("caption" if len(line.text) > 20 and any(c.startswith(line.text) for c in captions) else "")
            for line, reason in zip(lines, reasons, strict=True)]


def _leading_credit(lines: list[Line], reasons: list[str]) -> list[str]:
    """A few words without a full stop before the first paragraph that name images are a credit."""
    out = list(reasons)
    for n, line in enumerate(lines[:4]):
        if out[n]:
            continue
        if _END.search(line.text) or len(line.text.split()) > 8:
            break
        if re.search(r"\b(?:images?|photos?|pictures?|getty|illustration)\b|/$|©", line.text, _I):
            out[n] = "credit"
    return out


def newsletter_names(lines: Iterable[str]) -> Iterator[str]:
    """Outlets that a line offers a newsletter of.

    Example:
        >>> list(newsletter_names(["Get the Harlow Herald daily newsletter"]))
        ['Harlow Herald']
    """
    for line in lines:
        if match := _NEWSLETTER.search(line[:300]):
            yield match["name"].strip()


@dataclass(frozen=True)
class Dateline:
    """The head of a wire story: its length, place, agency as written and date as written."""

    length: int
    place: str
    agency: str
    date: str


def dateline(text: str) -> Dateline | None:
    """The dateline a paragraph begins with, where it names an agency: a known one, or initials behind a place in capitals.

    Example:
        >>> dateline("HARLOW, May 4 (Reuters) - The bridge opened.")
        Dateline(length=26, place='HARLOW', agency='Reuters', date='May 4')
        >>> dateline("HARLOW FORD, May 4 (HFPA) - The bridge opened.").agency, dateline("The bridge (HFPA) - it opened.")
        ('HFPA', None)
    """
    match = _DATELINE.match(text[:160])
    if not match:
        return None
    place = (match["place"] or "").strip(" ,")
    is_shouted = place.isupper() and sum(c.isalpha() for c in place) > 2 and bool(match["date"] or _INITIALS.match(match["agency"]))
    if not is_shouted and not any(bylines.agency_of(part, is_certain_place=True) for part in re.split(r"[/,]", match["agency"])):
        return None
    return Dateline(match.end(), place, match["agency"], match["date"] or "")
