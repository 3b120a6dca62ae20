"""Outlets by domain and by name: one id for an outlet however it is written, one name to show."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline.decoding import clean_line
from pipeline.known_outlets import known, squashed
from pipeline.text import digest, fold

_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "ltd", "plc", "gen", "govt", "sch", "nom",
                           "gob", "id", "in", "web"])
# Each site on these hosts is an outlet of its own.
_HOSTS = frozenset(["blogspot.com", "wordpress.com", "substack.com", "medium.com", "tumblr.com", "github.io", "typepad.com",
                    "livejournal.com", "ghost.io", "squarespace.com", "wixsite.com", "weebly.com", "netlify.app", "pages.dev",
                    "blogspot.co.uk"])
_IMAGE_HOSTS = frozenset(["wp.com", "gravatar.com", "imgur.com", "googleusercontent.com", "ytimg.com", "amazonaws.com",
                          "cloudinary.com", "flickr.com", "staticflickr.com", "imgix.net", "gettyimages.com", "shutterstock.com",
                          "unsplash.com", "wikimedia.org", "fbcdn.net", "twimg.com", "bp.blogspot.com", "ggpht.com", "yimg.com"])
_AGGREGATORS = frozenset(["google.com", "yahoo.com", "msn.com", "ampproject.org", "flipboard.com", "feedburner.com", "archive.org",
                          "archive.ph", "facebook.com", "twitter.com", "x.com", "t.co", "reddit.com", "youtube.com", "linkedin.com",
                          "proquest.com", "nexis.com", "lexisnexis.com", "factiva.com", "pressreader.com", "newspapers.com",
                          "webcache.googleusercontent.com"])
# Sites in whose addresses the address of another one's page stands, behind their own.
_SHOWS_OTHERS = frozenset(["google.com", "ampproject.org", "archive.org", "archive.ph", "archive.today", "archive.is", "bing-amp.com"])
_WITHIN = re.compile(r"^https?://[^/]{4,253}/(?:amp/(?:s/)?|[cvi]/(?:s/)?|(?:web/)?\d{4,14}[a-z_]{0,4}/)(?:https?://)?"
                     r"([^/\s]{4,253}\.[^\s]{2,2000})$", re.I)
# A host written with hyphens in front of a translator's or a library's own.
_DASHED = re.compile(r"^((?:[a-z0-9]{1,30}--?){1,6}(?:com|org|net|uk|de|fr|au|ca|in|eu|ie|nz|it|es))\."
                     r"(?=translate\.goog$|[a-z0-9.-]{0,80}(?:proxy|idm\.oclc|ezp))")
# Words of which many outlets make their whole name.
_COMMON = frozenset("""
    the a of and daily weekly sunday saturday monday friday morning evening night nightly today international national world global
    local regional city county state north south east west news newspaper paper times post star mail herald tribune gazette chronicle
    journal press express telegraph courier examiner observer record reporter review standard sun dispatch independent advertiser
    argus echo voice leader mirror sentinel bulletin guardian inquirer enquirer register republic republican democrat citizen free
    union sport business online media radio tv channel network wire report magazine digest insider spectator argus ledger
""".split())
# Words that stand in names of outlets and hardly in those of people and places; behind "The" others do as well.
_PAPERS = frozenset("""
    herald tribune gazette chronicle journal courier examiner observer telegraph dispatch times news newspaper advertiser argus sentinel
    bulletin inquirer enquirer ledger daily weekly broadcasting radio
""".split())
_THE_PAPERS = frozenset("post star mail record sun voice echo mirror standard review press express independent guardian citizen".split())
_SERVICE_LABELS = re.compile(r"^(?:www\d?|m|mobile|amp|edition|beta|static|images?|img|cdn|media|assets|i|s|news)$")
_HOST = re.compile(r"^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$")


class Outlet(NamedTuple):
    """One outlet as the outlets table has it."""

    outlet_id: str
    outlet_name: str
    domain: str | None


def host_of(url: str) -> str:
    """The host of an http(s) address or of a bare host name, else "".

    Example:
        >>> host_of("https://www.harlowherald.example/bridge?id=1"), host_of("not an address")
        ('www.harlowherald.example', '')
    """
    url = url.strip()
    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname or ""
        host = host.rstrip(".").encode("idna").decode("ascii") if not host.isascii() else host.rstrip(".")
    except (ValueError, UnicodeError):
        return ""
    return host if _HOST.match(host) else ""


def is_web_address(url: str) -> bool:
    """Whether an address is http or https with a proper host.

    Example:
        >>> is_web_address("https://harlowherald.example/a"), is_web_address("javascript:alert(1)")
        (True, False)
    """
    return url.lower().startswith(("http://", "https://")) and not re.search(r"\s", url) and bool(host_of(url))


def registered_domain(host: str) -> str:
    """The domain that someone registered: the host without its sub-domains.

    Example:
        >>> registered_domain("news.harlowherald.co.uk"), registered_domain("amp.ferrytimes.com")
        ('harlowherald.co.uk', 'ferrytimes.com')
    """
    labels = host_of(host).split(".")
    n = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    domain = ".".join(labels[-n:])
    if domain in _HOSTS and len(labels) > n and not _SERVICE_LABELS.match(labels[-n - 1]):
        return ".".join(labels[-n - 1:])
    return domain if "." in domain else ""


def site(url: str) -> str:
    """The site of an address: a section or host that is known as an outlet of its own, else the registered domain.

    An address that shows another one's page (AMP viewers, web archives, translators, library proxies) is that of the page.

    Example:
        >>> site("https://abcnews.go.com/story?id=1"), site("https://www.google.com/amp/s/www.harlowherald.example/a")
        ('abcnews.go.com', 'harlowherald.example')
        >>> site("https://observer.co.uk/a"), site("https://www.theguardian.com/observer/a")
        ('observer.co.uk', 'observer.co.uk')
    """
    url = original(url)
    host = host_of(url)
    by_alias, names = known()
    section = (urlsplit(url if "//" in url else "//" + url).path.split("/") + [""])[1].lower()
    labels = host.split(".")
    while len(labels) > 1:
        parent = ".".join(labels)
        for place in (f"{parent}/{section}",) * bool(section) + (parent,):
            if place in names or place in by_alias:
                return by_alias.get(place, place)
        labels = labels[1:]
    return registered_domain(host)


def original(url: str) -> str:
    """The address of the page that an address shows: another one's within AMP viewers, web archives, translators and library proxies.

    Example:
        >>> original("https://web.archive.org/web/2020/https://harlowherald.example/a")
        'https://harlowherald.example/a'
        >>> original("https://www-harlowherald-co-uk.ezproxy.example.edu/a")
        'https://www.harlowherald.co.uk/a'
    """
    host = host_of(url)
    if match := _WITHIN.search(url) if registered_domain(host) in _SHOWS_OTHERS else None:
        return "https://" + unquote(match[1])
    if match := _DASHED.match(host):
        inner = match[1].replace("--", "\x00").replace("-", ".").replace("\x00", "-")
        return "https://" + inner + url.split(host, 1)[1]
    return url


def is_aggregator(domain: str) -> bool:
    """Whether a site shows articles of others, so that its address tells no outlet.

    Example:
        >>> is_aggregator("facebook.com"), is_aggregator("harlowherald.example")
        (True, False)
    """
    return domain in _AGGREGATORS and domain not in known().names


def image_domain(url: str) -> str:
    """The outlet's domain of the address of one of its images, or "" where the host serves images for anyone.

    Example:
        >>> image_domain("https://static.ferrytimes.com/boat.jpg"), image_domain("https://i0.wp.com/boat.jpg")
        ('ferrytimes.com', '')
    """
    domain = registered_domain(url)
    return "" if domain in _IMAGE_HOSTS or re.search(r"cdn|cloudfront|akamai|static|image|img", domain) else domain


def shared_domain(name: str, domain: str, *, is_own_page: bool = False) -> str:
    """The domain, if it is that of the outlet of the name and not of a site that shows articles of others; else "".

    Args:
        name: the outlet's name.
        domain: the registered domain of the article's address.
        is_own_page: whether the name stands on the page of that address itself.

    Example:
        >>> shared_domain("Harlow Herald", "harlowherald.example"), shared_domain("Ferry Times", "harlowherald.example")
        ('harlowherald.example', '')
    """
    if not domain or domain in _AGGREGATORS:
        return ""
    label, own, main = domain.split(".")[0].replace("-", ""), squashed(name), known().by_alias.get(squashed(name))
    initials = "".join(word[0] for word in fold(name).split())
    is_part = len(label) > 3 and bool(own) and (label in own or own in label)
    is_same = is_part or (main or "").split(".")[0] == label or label in (initials, initials.removeprefix("t"))
    return domain if is_own_page or is_same else ""


def well_known_name(domain: str) -> str:
    """The name of a well-known outlet by its domain, or "".

    Example:
        >>> well_known_name("apnews.com"), well_known_name("harlowherald.example")
        ('Associated Press', '')
    """
    by_alias, names = known()
    return names.get(by_alias.get(domain, domain), "")


def is_well_known(name: str) -> bool:
    """Whether a name is that of a well-known outlet.

    Example:
        >>> is_well_known("The Guardian"), is_well_known("Harlow Herald")
        (True, False)
    """
    return squashed(name) in known().by_alias


def is_outlet_like(name: str) -> bool:
    """Whether a name is that of a well-known outlet, or such as outlets have.

    Example:
        >>> is_outlet_like("Harlow Herald"), is_outlet_like("The Bay Post"), is_outlet_like("Emily Post"), is_outlet_like("Harlow Ford")
        (True, True, False, False)
    """
    first, *rest = fold(name).split() or [""]
    return is_well_known(name) or bool(rest) and bool(_PAPERS & {first, *rest} or first == "the" and _THE_PAPERS & set(rest))


def outlet(name: str = "", domain: str = "") -> Outlet:
    """The outlet of a name, a domain, or both.

    The id rests on the domain; a name alone stands for the domain it would have (".com" unless the table of
    well-known outlets says otherwise), so that one outlet given in both ways is one.

    Example:
        >>> outlet("Ferry Times").outlet_id == outlet(domain="www.ferrytimes.com").outlet_id
        True
        >>> outlet(domain="ferrytimes.com").outlet_name
        'ferrytimes.com'
    """
    by_alias, names = known()
    name, domain = clean_line(name), site(domain)
    if not domain and _HOST.match(name.lower()):
        domain, name = site(name.lower()), ""
    main = by_alias.get(domain, domain)
    if not main:
        main = by_alias.get(squashed(name), "")
        key = main or squashed(name) + ".com"
        return Outlet(digest("outlet", key), names.get(main, name), main or None)
    return Outlet(digest("outlet", _key_of(main)), names.get(main) or name or main, main)


def _key_of(domain: str) -> str:
    """The key of a domain: without hyphens, so that it meets the name."""
    label, dot, rest = domain.partition(".")
    return label.replace("-", "").removeprefix("the") + dot + rest if rest == "com" else domain


def is_called(text: str, name: str, domain: str, *, is_short: bool = False) -> bool:
    """Whether a text is the outlet's own name, as it is written or as it stands in its domain.

    Args:
        text: such as a label in an interview.
        name: the outlet's name.
        domain: its site, or "".
        is_short: whether its initials in capitals will do.

    Example:
        >>> is_called("THE HARBOR LEDGER", "Harbor Ledger", ""), is_called("Harbor Ledger", "harbor-ledger.ie", "harbor-ledger.ie")
        (True, True)
        >>> is_called("HL", "Harbor Ledger", "", is_short=True), is_called("Harbor Mayor", "Harbor Ledger", "")
        (True, False)
    """
    initials = "".join(word[0] for word in name.split())
    is_initials = is_short and text.isupper() and len(text) > 1 and text in (initials, initials.upper().removeprefix("T"))
    return is_initials or squashed(text) in {squashed(name), *_letters(domain)} - {""}


def same_sites(outlets: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """For the outlets of a data set that are known by their name alone, the site that can only be theirs.

    The site must bear the letters of the outlet's name or call itself by it, no other outlet of the data set may go by them, and the
    name must say more than what many outlets are called ("The Herald", "Evening Post").

    Args:
        outlets: outlet_id, name and domain, "" where it is unknown, as often as articles say so.

    Returns:
        outlet_id of the name → outlet_id of the site.

    Example:
        >>> same_sites([("a", "Harbor Ledger", ""), ("b", "harborledger.co.uk", "harborledger.co.uk")])
        {'a': 'b'}
        >>> same_sites([("a", "The Herald", ""), ("b", "herald.co.uk", "herald.co.uk")])
        {}
    """
    called: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    sites: dict[str, str] = {}
    for outlet_id, name, domain in outlets:
        if domain:
            sites[outlet_id] = domain
        of_site = _letters(domain) if domain else set()
        if name != domain:
            names.setdefault(outlet_id, set()).add(name)
            of_site = of_site | {squashed(name)}
        for letters in of_site:
            called.setdefault(letters, set()).add(outlet_id)
    joined = {}
    for outlet_id in names.keys() - sites.keys():
        (name, *_) = sorted(names[outlet_id])
        other, *more = called[squashed(name)] - {outlet_id} or [""]
        if other in sites and not more and _can_only_be(name, sites[other], names.get(other, ())):
            joined[outlet_id] = other
    return joined


def _letters(domain: str) -> set[str]:
    """What a site's outlet can be called by its domain, with and without a leading article."""
    label = domain.partition(".")[0].replace("-", "")
    return {label, label.removeprefix("the")}


def _can_only_be(name: str, domain: str, names: Iterable[str]) -> bool:
    """Whether a site is that of the outlet of a name: it bears the name's letters or calls itself so, and is none that anyone can have."""
    is_telling = len(name.split()) > 1 and bool(set(fold(name).replace("-", " ").split()) - _COMMON)
    own = {squashed(other) for other in names}
    is_own = "/" not in domain and domain.partition(".")[2] not in _HOSTS
    return is_telling and is_own and own <= {squashed(name)} and (bool(own) or squashed(name) in _letters(domain))


def unknown(content_hash: str, source_file: str) -> Outlet:
    """The outlet of an article that names none: one of its own, labelled with its file.

    Example:
        >>> unknown("00ff", "folder/002.txt").outlet_name
        'Unknown outlet (002.txt)'
    """
    return Outlet(digest("unknown outlet", content_hash), f"Unknown outlet ({source_file.rsplit('/', 1)[-1]})", None)
