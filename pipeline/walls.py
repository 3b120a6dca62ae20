"""Pages that do not show their article: held back for subscribers, or a question about cookies or robots in its place."""

import re
from collections.abc import Sequence

_PAYWALL = re.compile(
    r"\b(?:subscribe|log ?in|sign ?in|sign up|register|join|become an? (?:member|subscriber))\b.{0,40}\bto (?:continue|keep|"
    r"read|access|unlock|view)\b|"
    r"\bto (?:continue|keep) reading\b|\balready an? (?:subscriber|member)\b|\b(?:un)?lock this (?:article|story)\b|"
    r"\b(?:article|content|story|page|post) is (?:only |exclusively )?(?:available |reserved )?(?:for|to) (?:our )?(?:paying |paid |"
    r"premium |registered )?(?:subscribers|members|readers)\b|\b(?:subscriber|member)s?[- ](?:only|exclusive)\b|"
    r"\byou(?:['’]ve| have) (?:reached|read|used|hit)\b.{0,40}\bfree (?:articles?|stories|views?)\b|\bfree articles? (?:left|remaining)\b|"
    r"\bto read the (?:full|rest|whole)\b", re.IGNORECASE)
# What only stands where a text breaks off; the others stand around whole ones, too.
_CUT = re.compile(
    r"\bto (?:continue|keep) reading\b|\bto (?:read|see|unlock) the (?:full|rest|whole|remaining)\b|"
    r"\bto (?:unlock|read|access) this (?:article|story|post)\b|"
    r"\bthis (?:article|story|post) is (?:only )?for (?:paying |paid )?subscribers\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:use|uses|using|accept|allow|reject|refuse|manage|store|set|enable|disable|clear|delete) (?:[\w’'-]+ ){0,4}cookies?\b|"
    r"\bcookies? (?:policy|notice|settings|preferences|consent|banner|and (?:similar|other|privacy|data))|"
    r"\b(?:these|our|necessary) cookies\b|"
    r"\byour (?:privacy|consent|choices|data)\b|\bprivacy (?:policy|notice|settings|preferences)\b|\bpersonal data\b|"
    r"\bpersonali[sz]ed (?:ads|advertising|content)\b|\b(?:accept|reject|manage) (?:all|options|settings)\b|"
    r"\b(?:not|are you) a (?:robot|human)\b|\bverif(?:y|ying) (?:that )?you are (?:a )?human\b|\bunusual (?:traffic|activity)\b|"
    r"\benable javascript\b|\bconnection is secure\b|\bray id\b|\baccess (?:is |was |has been )?denied\b|\bcaptcha\b", re.IGNORECASE)
_MOST_SHOWN = 200
_LEAST_WORDS = 50
_MOST_ASKED = 400


def wall(lines: Sequence[str], left_out: Sequence[str], *, is_free: bool, behind: Sequence[str] = ()) -> str:
    """What stands between the reader and the article: "paywall", "consent", "perhaps" where it cannot be told, or "".

    A long text is whole, whatever the page says around it; invitations to subscribe stand around whole short ones, too.

    Args:
        lines: the paragraphs taken for the text, and what was left out right behind them.
        left_out: what was left out as no part of it.
        is_free: what the page says of itself.
        behind: the invitations that were left out right behind the last paragraph.

    Example:
        >>> wall(["The bridge opened.", "Subscribe to continue reading."], [], is_free=True)
        'paywall'
        >>> wall(["We use cookies.", "Manage your privacy settings."], [], is_free=True), wall(["It opened."], [], is_free=True)
        ('consent', '')
    """
    n_words = sum(len(line.split()) for line in lines)
    n_asking = sum(len(line.split()) for line in lines if _CONSENT.search(line[:2000]))
    if lines and n_words <= _MOST_ASKED and n_asking >= 0.6 * n_words:
        return "consent"
    if n_words > _MOST_SHOWN or not lines:
        return ""
    asked = any(_PAYWALL.search(line[:1000]) for line in lines[-3:] if len(line.split()) <= 60)
    asked = asked or any(_CUT.search(line[:1000]) for line in behind)
    asked_around = any(_PAYWALL.search(line[:1000]) for line in left_out if len(line.split()) <= 60)
    if asked or (not is_free and (asked_around or n_words <= _LEAST_WORDS)):
        return "paywall"
    return "" if is_free else "perhaps"
