"""What exports of news archives have in common: named lines above and below each article, and a count on the cover."""

import re

from pipeline import moments
from pipeline.article import Candidate, RawArticle, Record
from pipeline.decoding import clean_line
from pipeline.errors import InputError

_ABOVE = ("byline", "section", "length", "highlight", "dateline", "headline", "series", "source", "edition", "body")
_BELOW = ("load-date", "language", "publication-type", "graphic", "journal code", "journal-code", "subject", "organization", "company",
          "person", "geographic", "industry", "ticker", "classification", "notes", "correction", "correction-date", "type", "url",
          "document-type", "category", "state", "country", "city", "region", "copyright", "link to image")
# The names of the lines where the archive's own pages were in another language.
_ELSEWHERE = {
    "autor": "byline", "auteur": "byline", "autore": "byline", "rubrik": "section", "rubrique": "section", "sección": "section",
    "sezione": "section", "rubriek": "section", "länge": "length", "longueur": "length", "longitud": "length", "lunghezza": "length",
    "lengte": "length", "encart": "highlight", "insert": "highlight", "sprache": "language", "langue": "language", "idioma": "language",
    "lingua": "language", "taal": "language", "update": "load-date", "date-chargement": "load-date", "grafik": "graphic",
    "type-publication": "publication-type", "publikationstyp": "publication-type", "sujet": "subject", "societe": "company",
    "localisation-geo": "geographic", "geo-localization": "geographic", "symbole-boursier": "ticker", "stock-symbol": "ticker",
    "secteur-activite": "industry", "activity-sector": "industry"}
_FIELD = re.compile(rf"^({'|'.join((*_ABOVE, *_BELOW, *_ELSEWHERE))}):\s?(.{{0,20000}})$", re.IGNORECASE | re.DOTALL)
_COPYRIGHT = re.compile(r"^(?:copyright\b|©|all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s|"
                        r"(?:reservados )?todos los derechos|tutti i diritti|alle rechten voorbehouden)", re.IGNORECASE)
_PLACE = re.compile(r"\s?\([^()]{1,40}\)$")


def field_of(line: str) -> tuple[str, str]:
    """Name in English and value of a named line, or two empty texts.

    Example:
        >>> field_of("LENGTH: 355 words"), field_of("Länge: 355 Wörter"), field_of("The bridge opened: at last.")
        (('length', '355 words'), ('length', '355 Wörter'), ('', ''))
    """
    match = _FIELD.match(line)
    name = match[1].lower() if match else ""
    return (_ELSEWHERE.get(name, name), clean_line(match[2])) if match else ("", "")


def is_below(name: str) -> bool:
    """Whether a named line stands below the text."""
    return name in _BELOW


def is_copyright(line: str) -> bool:
    """Whether a line only says who owns the text."""
    return bool(_COPYRIGHT.match(line))


def is_day(line: str) -> bool:
    """Whether a line is a date and little else."""
    return len(line) <= 80 and not any(field_of(line)) and not is_copyright(line) and moments.read(line) is not None


def raw_article(record: Record, found: dict[str, str], body: list[str]) -> RawArticle:
    """The article of an export: `found` holds outlet, date, title and the values of the named lines.

    Raises:
        InputError: it has neither title nor text.
    """
    if not found.get("title") and not body:
        raise InputError(record.source_file, "has an article without title and text", "export it again", record.source_position)
    raw = RawArticle(record.source_file, record.source_position, record.reader, text="\n\n".join(body), is_excerpt=not body,
                     description=found.get("highlight", ""), language=found.get("language", "").split(";")[0].title())
    raw.titles = _candidates(found, "title")
    raw.outlets = [Candidate(_PLACE.sub("", c.value), c.evidence) for c in _candidates(found, "outlet")]
    raw.dates = _candidates(found, "date") + _candidates(found, "load-date")
    raw.authors = _candidates(found, "byline")
    match = re.search(r"\d[\d,.]{0,8}", found.get("length", ""))
    raw.n_words_stated = int(re.sub(r"\D", "", match[0])) if match else 0
    return raw


def _candidates(found: dict[str, str], name: str) -> list[Candidate]:
    """The value of a line, if it is there."""
    return [Candidate(clean_line(found[name]), f"archive {name}")] if found.get(name) else []


def count_differs(source_file: str, n_stated: int, n_found: int) -> InputError:
    """The error that an export holds another number of articles than its cover says."""
    return InputError(source_file, f"says that it holds {n_stated} articles, but {n_found} were found",
                      "export the missing ones again, or compare the list on its cover")
