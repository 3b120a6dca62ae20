"""The outlet behind the title of a feed."""

import re

from pipeline import outlet_names
from pipeline.article import Candidate
from pipeline.decoding import clean_line

_SEPARATORS = re.compile(r"\s+[|\-–—·•»«>/]+\s+|\s*[|»«]\s*|:\s+")
_ADDED = re.compile(r"\s+(?:rss|atom|(?:news |rss )?feed|latest(?: news| stories| articles)?|top stories|headlines|all articles)$",
                    re.IGNORECASE)


def candidates(title: str, url: str) -> list[Candidate]:
    """The outlet's name that a feed's title holds: the part that is the domain's, else none where a domain is known, else its first part.

    Example:
        >>> candidates("World news | Harlow Herald", "https://harlowherald.example/a")
        [Candidate(value='Harlow Herald', evidence='feed title')]
        >>> candidates("Harlow Herald RSS Feed", "")
        [Candidate(value='Harlow Herald', evidence='feed title')]
        >>> candidates("Morning links", "https://harlowherald.example/a")
        []
    """
    parts = [_ADDED.sub("", _ADDED.sub("", part)) for part in (clean_line(title), *_SEPARATORS.split(clean_line(title)))]
    domain = outlet_names.registered_domain(url)
    own = [part for part in parts[1:] + parts[:1] if outlet_names.shared_domain(part, domain)]
    parts = own if domain else parts[1:] or parts
    return [Candidate(parts[0], "feed title")] if parts and parts[0] else []
