"""Which column or field of a table means what, and a row of it as a raw article."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from pipeline import markup, teasers
from pipeline.article import Candidate, RawArticle, Record
from pipeline.decoding import clean, clean_line
from pipeline.errors import InputError
from pipeline.text import fold

Given = tuple[tuple[str, str], ...]

# Best name first: the first that is there and filled is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet", "outlet_name", "source", "source_name", "sourcename", "media_name", "publication", "publication_title",
               "publisher",
               "newspaper", "medium", "media", "provider", "site", "site_name", "sitename", "website", "journal", "news_source",
               "source_title", "feed", "feed_title", "news_outlet", "media_outlet", "publication_name",
               "quelle", "zeitung", "fuente", "periodico", "fonte", "testata", "bron", "krant"),
    "title": ("title", "headline", "article_title", "head_line", "heading", "title_of_article", "news_headline", "article_headline", "name",
              "titel", "uberschrift", "schlagzeile", "titre", "titulo", "titular", "titolo"),
    "body": ("body", "text", "content", "article", "article_text", "full_text", "fulltext", "article_body", "articlebody", "maintext",
             "main_text", "content_text",
             "news", "story", "body_text", "article_content", "content_html", "html",
             "volltext", "artikeltext", "inhalt", "texte", "texte_integral", "contenu", "texto", "texto_completo", "contenido", "testo",
             "tekst"),
    "date": ("published_at", "date", "published", "publish_date", "publishdate", "publication_date", "pubdate", "pub_date",
             "date_published", "datepublished",
             "publishedat", "published_date", "publisheddatetime", "published_datetime", "datetime", "timestamp", "time",
             "created_at", "seendate", "isodate", "day", "datum", "erscheinungsdatum", "veroffentlichungsdatum",
             "date_de_publication", "fecha", "fecha_de_publicacion", "data_di_pubblicazione", "publicatiedatum"),
    "modified": ("modified_at", "updated_at", "date_modified", "datemodified", "updated", "last_modified", "modified", "lastmod"),
    "url": ("url", "link", "web_url", "weburl", "article_url", "source_url", "address", "canonical_url", "original_url",
            "originalurl", "permalink", "href", "guid", "lien", "enlace"),
    "author": ("author", "authors", "byline", "creator", "writer", "author_name", "journalist", "by", "autor", "autoren", "autorin",
               "verfasser", "auteur", "auteurs", "autores", "autore", "autori"),
    "description": ("description", "summary", "excerpt", "abstract", "abstract_note", "teaser", "lead", "subtitle", "subhead",
                    "snippet", "standfirst", "deck", "opening_text", "hit_sentence", "zusammenfassung", "vorspann", "untertitel", "resume",
                    "resumen", "sommario", "samenvatting"),
    "domain": ("domain", "media_url", "source_domain", "hostname", "host", "outlet_domain"),
    "language": ("language", "lang", "sprache", "langue", "idioma", "lingua", "taal"),
    "agency": ("agency", "wire", "news_agency", "credit"),
}
# What a search service writes in place of an article that its outlet has withdrawn.
_WITHDRAWN = "[Removed]"
# What an index of media says of a text that the agency AP has written.
_SYNDICATED = "ap_syndicated"
_LIST_OF_ADDRESSES = frozenset(["seendate", "url_mobile", "mobile_url"])
_MAIN = frozenset(NAMES["title"] + NAMES["body"])
_LONGEST_NAME = 100
_EDGES = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")


def folded(name: str) -> str:
    """A column's name in lower case and without accents, with "_" between words.

    Example:
        >>> folded("Publication Title"), folded("publishedAt"), folded("Überschrift")
        ('publication_title', 'published_at', 'uberschrift')
    """
    name = str(name)
    return _folded(name) if len(name) <= _LONGEST_NAME else _folded.__wrapped__(name)


@lru_cache(maxsize=1_000)
def _folded(name: str) -> str:
    """The same, kept for the names that every row has: not for pages whose first line is looked at as if it were names."""
    plain = "".join(c for c in unicodedata.normalize("NFD", clean_line(name)) if not unicodedata.combining(c))
    return _EDGES.sub("_", plain).strip("_").lower()


def has_article_columns(names: list[str], given: Given = ()) -> bool:
    """Whether some column can hold a title or a text, by its name or because the user says so."""
    main = _MAIN | {folded(name) for kind, name in given if kind in ("title", "body", "description")}
    return any(folded(name) in main for name in names)


def _names(given: Given) -> dict[str, tuple[str, ...]]:
    """Kind to the folded names it may have: the user's first, and none that the user gave to another kind."""
    taken = {folded(name): kind for kind, name in given}
    own = {kind: (folded(name),) for kind, name in given}
    return {kind: own.get(kind, ()) + tuple(n for n in names if taken.get(n, kind) == kind) for kind, names in NAMES.items()}


def columns_of(row: Mapping[str, object], given: Given) -> dict[str, str]:
    """What was taken for what in a row, as the columns are named there, and the unused ones.

    Example:
        >>> columns_of({"Source": "Harlow Herald", "Words": "It opened.", "Rank": "3"}, (("body", "Words"),))
        {'outlet': 'Source', 'body': 'Words', 'unused': 'Rank'}
    """
    known = _flat(dict.fromkeys(row, "x")) | _flat(row)
    found = {kind: _first(known, names)[1] for kind, names in _names(given).items() if _first(known, names)[1]}
    taken = {name.partition(".")[0] for name in found.values()}
    unused = [str(name) for name in row if str(name) not in taken and folded(name) != _SYNDICATED]
    return {**found, **({"unused": ", ".join(unused)[:300]} if unused else {})}


def raw_article(row: Mapping[str, object], record: Record) -> RawArticle:
    """The article of one row.

    Raises:
        InputError: the row has neither title, text nor description.
    """
    known = _flat(row)
    value = {kind: _first(known, names) for kind, names in _names(record.columns).items()}
    if "date_added" in known and "item_type" in known:
        value["modified"] = ("", "")  # a reference manager's own change, not the article's
    body, name = value["body"]
    title, description = value["title"][0], value["description"][0]
    if not body and not title and not description:
        raise InputError(record.source_file, "has a row without title and text",
                         "fill one of them, or remove the row", record.source_position)
    if title.strip() == _WITHDRAWN:
        raise InputError(record.source_file, "has an article that its service has removed", "leave the row out", record.source_position)
    raw = RawArticle(record.source_file, record.source_position, record.reader, description=clean_line(description),
                     url=clean_line(value["url"][0]), domain=clean_line(value["domain"][0]), language=clean_line(value["language"][0]),
                     is_excerpt=not body.strip() or teasers.is_opening(body))
    if raw.is_excerpt:
        raw.description = raw.description or teasers.opening(markup.plain(body))
    else:
        _fill_text(raw, body)
    value["title"] = (_own_title(title, value["outlet"][0], row), value["title"][1])
    for kind, candidates in (("title", raw.titles), ("outlet", raw.outlets), ("date", raw.dates), ("modified", raw.modified),
                             ("author", raw.authors), ("agency", raw.agencies)):
        text, name = value[kind]
        if text:
            candidates.append(Candidate(in_order(text) if kind == "author" else clean_line(text), f"field {name}"))
    if known.get(_SYNDICATED, ("", ""))[0].lower() in ("true", "1", "yes"):
        raw.agencies.append(Candidate("AP", "field ap_syndicated"))
    return raw


def _own_title(title: str, outlet: str, row: Mapping[str, object]) -> str:
    """A title without the outlet's name behind it, as search services add it, and without the blanks of a list of addresses.

    Example:
        >>> _own_title("Old mill bridge reopens - Harlow Herald", "Harlow Herald", {})
        'Old mill bridge reopens'
        >>> _own_title("Bridge reopens , at last", "", {"seendate": ("20310504T093000Z", "seendate")})
        'Bridge reopens, at last'
    """
    title = clean_line(title)
    if any(folded(name) in _LIST_OF_ADDRESSES for name in row):
        title = re.sub(r"\s([,.;:!?%)\]])", r"\1", title)
    match = re.search(r"^(.{8,})\s[-–—|]\s(.{2,80})$", title)
    return match[1] if match and outlet and fold(match[2]) == fold(outlet) else title


def in_order(authors: str) -> str:
    """Names of authors with the family name behind, as lists of references have them in front.

    Example:
        >>> in_order("Brook, Ada; van der Moss, Ben"), in_order("Ada Brook, Ben Moss")
        ('Ada Brook; Ben van der Moss', 'Ada Brook, Ben Moss')
    """
    parts = [[p.strip() for p in part.split(",")] for part in clean_line(authors).split(";") if part.strip()]
    if all(len(part) == 2 and all(part) and min(len(p.split()) for p in part) == 1 for part in parts):
        return "; ".join(f"{given} {family}" for family, given in parts)
    return clean_line(authors)


def _fill_text(raw: RawArticle, body: str) -> None:
    """The body as HTML or as plain text, whichever it is."""
    if re.search(r"<(?:p|div|br|article|span|section)\b[^<>]{0,500}>", body[:20_000], re.IGNORECASE):
        raw.html = body
    else:
        raw.text = clean(body)


def _flat(row: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Folded name to (text, name as written); of an object inside, its name, title or url; of a list, its items."""
    known: dict[str, tuple[str, str]] = {}
    for name, value in row.items():
        text = _as_text(value)
        if text:
            known.setdefault(folded(name), (text, clean_line(str(name))))
        if isinstance(value, Mapping):
            for inner, inner_value in value.items():
                if inner_text := _as_text(inner_value):
                    known.setdefault(f"{folded(name)}_{folded(inner)}", (inner_text, f"{name}.{inner}"))
    return known


def _as_text(value: object) -> str:
    """The text of one value."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value != value:
        return ""
    if isinstance(value, Mapping):
        return next((_as_text(value[k]) for k in ("name", "title", "full_name", "rendered", "#text", "url") if value.get(k)), "")
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_as_text, value)))
    return str(value).strip()


def _first(known: Mapping[str, tuple[str, str]], names: tuple[str, ...]) -> tuple[str, str]:
    """Text and name of the first column that is filled."""
    return next((known[name] for name in names if name in known), ("", ""))
