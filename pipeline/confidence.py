"""How sure outlet and date of an article are, told from what they were read from: sure, likely, guess or unknown.

sure: the article's own file names it, in a place made for that. likely: a place made for something near it. guess: a sign that is
often right, such as the host of an image. An outlet that is named by one article, its site by another, is likely at best. What a person
corrected is sure.
"""

LEVELS = ("sure", "likely", "guess", "unknown")

# The beginning of an evidence → its level; the longest beginning that fits counts.
_OUTLET = {
    "corrected": "sure", "correction": "sure", "field": "sure", "front matter": "sure", "archive": "sure", "domain given": "sure",
    "og:site_name": "sure", "JSON-LD": "sure", "address": "sure", "feed entry source": "sure",
    "feed title": "likely", "mail sender": "likely", "application-name": "likely", "meta": "likely", "first lines": "likely",
    "image address": "guess", "title element": "guess", "newsletter line": "guess", "dateline": "guess", "folder": "guess",
    "file name": "guess",
    "none": "unknown",
}
_DATE = {
    "corrected": "sure", "correction": "sure", "field": "sure", "front matter": "sure", "archive": "sure", "JSON-LD datePublished": "sure",
    "meta": "sure", "datePublished": "sure", "feed": "sure", "mail date": "sure", "beside the headline": "sure",
    "JSON-LD": "likely", "address": "likely", "time element": "likely", "shown": "likely", "date line": "likely", "byline": "likely",
    "first lines": "likely",
    "dateline": "guess",
}
BY_NAME = ", site by its name"  # behind what an outlet was read from: its site is the only one with the letters of its name
_INFERRED = "inferred from the story"


def of_outlet(evidence: object) -> str:
    """How sure an outlet is.

    Example:
        >>> of_outlet("og:site_name"), of_outlet("feed title"), of_outlet("image address"), of_outlet("none")
        ('sure', 'likely', 'guess', 'unknown')
        >>> of_outlet("field outlet, site by its name"), of_outlet("folder, site by its name")
        ('likely', 'guess')
    """
    level = _level(_OUTLET, evidence)
    return "likely" if level == "sure" and str(evidence).endswith(BY_NAME) else level


def of_date(evidence: object) -> str:
    """How sure a date is; one whose year was taken from the story is a guess.

    Example:
        >>> of_date("meta article:published_time"), of_date("address"), of_date("dateline"), of_date(None)
        ('sure', 'likely', 'guess', 'unknown')
    """
    if isinstance(evidence, str) and evidence.endswith(_INFERRED):
        return "guess"
    return _level(_DATE, evidence)


def _level(known: dict[str, str], evidence: object) -> str:
    """The level of the longest beginning that fits; likely for an evidence that is not listed, unknown where there is none."""
    if not isinstance(evidence, str) or not evidence:
        return "unknown"
    fitting = [beginning for beginning in known if evidence.startswith(beginning)]
    return known[max(fitting, key=len)] if fitting else "likely"
