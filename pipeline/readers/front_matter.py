"""Front-matter files: a YAML block between `---` lines, then a Markdown or HTML body, or none."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import yaml

from pipeline.article import Candidate, InputFile, RawArticle, Record
from pipeline.decoding import clean, clean_line, decode, decoded_head, is_text
from pipeline.errors import InputError
from pipeline.markup import is_markup
from pipeline.readers import _cutting

NAME = "front_matter"
SUFFIXES = (".md", ".markdown", ".txt")
EXAMPLE = b"""---
title: "Old mill bridge reopens"
date: 2031-05-04T09:30:00Z
author: Ada Brook
provider:
  name: Harlow Herald
  domain: harlowherald.example
related:
  - title: "Bridge repair cost the town two millions"
    publishedDateTime: 2031-05-03T17:00:00Z
    webUrl: "https://ferrytimes.example/bridge-cost"
    excerpt: "The council spent twice what it planned."
    provider:
      name: Ferry Times
      domain: ferrytimes.example
---
The old mill bridge opened to walkers on Monday.
"""
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"^[A-Za-z_][\w .-]{0,60}:(?:\s|$)", re.MULTILINE)
# Real files with hundreds of related items reach 130 kB; aliases and depth are refused before loading, so size alone is harmless.
_MAX_BYTES, _MAX_DEPTH = 1_000_000, 24
_OPAQUE = re.compile(r"^[A-Za-z0-9+/=;_-]{60,}$")
_OUTLET = ("provider", "outlet", "source", "publisher", "publication", "site_name", "site", "media")
_DATE = ("publishedDateTime", "published_at", "date", "published_date", "publishDate", "pubDate", "datePublished", "published", "datetime")
_MODIFIED = ("modified_at", "updated", "modified", "lastmod", "last_modified_at", "dateModified", "modifiedDateTime")
_URL = ("originalUrl", "webUrl", "canonical_url", "canonical", "url", "link", "source_url", "original_url", "permalink", "external_url")
_AUTHOR = ("author", "authors", "byline", "by")
_DESCRIPTION = ("excerpt", "description", "summary", "teaser", "subtitle", "abstract", "lead")
_IMAGE = ("image", "featured_image", "cover", "thumbnail", "images", "og_image", "hero")
_RELATED = ("related", "related_articles", "relatedArticles")


class _TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """The C loader, every scalar as text: this module gives types itself."""


_TextLoader.yaml_implicit_resolvers = {}


def recognises(head: bytes, source_file: str) -> int:
    """A first line of three hyphens with `name: value` lines below it."""
    if not is_text(head):
        return 0
    text = decoded_head(head).lstrip().replace("\r\n", "\n")
    first, _, rest = text.partition("\n")
    return 90 if first.rstrip() == "---" and _KEY_LINE.search(rest[:2000]) else 0


def records(file: InputFile) -> Iterator[Record]:
    """The file as one record."""
    yield Record(NAME, file.source_file, "", _cutting.whole(file))


def parse(record: Record) -> Iterator[RawArticle]:
    """The article, then an excerpt for each related item."""
    block, body = _split(record)
    fields = _loaded(block, record)
    raw = _article(fields, RawArticle(record.source_file, record.source_position, NAME))
    _fill_body(raw, body)
    if not raw.titles and raw.is_excerpt and not raw.description:
        raise InputError(record.source_file, "has front matter without title, text or excerpt", "fill one of them")
    yield raw
    yield from _related(fields, record)


def _split(record: Record) -> tuple[str, str]:
    """The YAML block and the body."""
    text = decode(record.payload)[0].lstrip("\ufeff\r\n ").replace("\r\n", "\n").replace("\r", "\n")
    fences = list(_FENCE.finditer(text))[:2]
    if len(fences) < 2:
        raise InputError(record.source_file, "has front matter that does not end", "close it with a line of three hyphens", "line 1")
    block = text[fences[0].end():fences[1].start()]
    if len(block.encode("utf-8", "replace")) > _MAX_BYTES:
        raise InputError(record.source_file, f"has front matter of more than {_MAX_BYTES:,} bytes",
                         "keep the text below the front matter", "line 1")
    return "".join(c for c in block if c in "\n\t" or c.isprintable()), text[fences[1].end():]


def _loaded(block: str, record: Record) -> Mapping[str, object]:
    """The block as nested text; aliases, anchors and deep nesting are refused before anything is built."""
    try:
        _refuse_tricks(block, record)
        found = yaml.load(block.replace("\t", "    "), _TextLoader)  # noqa: S506 (a safe loader without any type)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 2}" if mark else "line 1"
        what = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise InputError(record.source_file, f"has broken front matter ({what})", "check quotation marks and indents", place) from error
    if not isinstance(found, Mapping):
        raise InputError(record.source_file, "has front matter without name: value lines", "write title: … and the other fields", "line 1")
    return {str(name): value for name, value in found.items()}


def _refuse_tricks(block: str, record: Record) -> None:
    """Raise where the block could build more than it says: aliases, or nesting beyond any article's."""
    if max(block.count("["), block.count("{")) > 2000 or re.search(r"[\[{]{25}|(?:- ){25}|(?:\? ){25}", block):
        raise InputError(record.source_file, "has front matter nested too deep", "flatten it", "line 1")
    depth = 0
    for part in yaml.parse(block.replace("\t", "    "), _TextLoader):
        if isinstance(part, yaml.AliasEvent) or getattr(part, "anchor", None):
            raise InputError(record.source_file, "has an alias in its front matter",
                             "write the value out", f"line {part.start_mark.line + 2}")
        depth += isinstance(part, yaml.CollectionStartEvent) - isinstance(part, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise InputError(record.source_file, "has front matter nested too deep", "flatten it", f"line {part.start_mark.line + 2}")


def _article(fields: Mapping[str, object], raw: RawArticle) -> RawArticle:
    """The candidates of a mapping, in the article or in one of its related items."""
    for names, candidates in ((("title", "headline"), raw.titles), (_DATE, raw.dates), (_MODIFIED, raw.modified), (_AUTHOR, raw.authors)):
        candidates.extend(_candidates(fields, names))
    if candidates_of_flag := [c for c in raw.dates if c.value.lower() in ("true", "false", "yes", "no", "on", "off")]:
        raw.dates = [c for c in raw.dates if c not in candidates_of_flag]
    raw.dates = [_as_text_date(c) for c in raw.dates]
    raw.outlets.extend(_candidates(fields, _OUTLET))
    raw.domain = _domain(fields)
    raw.url = next((c.value for c in _candidates(fields, _URL)), "")
    raw.image_url = next((c.value for c in _candidates(fields, _IMAGE)), "")
    raw.description = next((c.value for c in _candidates(fields, _DESCRIPTION)), "")
    raw.language = next((c.value for c in _candidates(fields, ("lang", "language", "locale"))), "")
    return raw


def _candidates(fields: Mapping[str, object], names: tuple[str, ...]) -> list[Candidate]:
    """Filled, readable values of the fields, in the order of names."""
    found = ((name, _text(fields.get(name))) for name in names)
    return [Candidate(text, f"front matter {name}") for name, text in found if text and not _OPAQUE.match(text)]


def _text(value: object) -> str:
    """The text of a value: of a mapping its name or address, of a list its items."""
    if isinstance(value, Mapping):
        return next((_text(value[k]) for k in ("name", "title", "url", "src") if value.get(k)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value[:20]))) if not any(isinstance(v, Mapping) and "url" in v
                                                                          for v in value) else _text(value[0])
    return clean_line(str(value)) if value is not None and str(value) not in ("~", "null") else ""


def _as_text_date(candidate: Candidate) -> Candidate:
    """A Unix time that is written as a number with an exponent or a fraction, as whole seconds."""
    if re.fullmatch(r"\d\.\d+e\+?0?9", candidate.value, re.IGNORECASE):
        seconds = int(float(candidate.value))
        return Candidate(datetime.fromtimestamp(seconds, UTC).isoformat(), candidate.evidence)
    return candidate


def _domain(fields: Mapping[str, object]) -> str:
    """The outlet's domain, where the provider states one."""
    for name in _OUTLET:
        value = fields.get(name)
        if isinstance(value, Mapping) and value.get("domain"):
            return _text(value["domain"])
    return _text(fields.get("domain"))


def _fill_body(raw: RawArticle, body: str) -> None:
    """The body as HTML or Markdown; without any the article is an excerpt."""
    if not any(c.isalnum() for c in re.sub(r"<[^<>]{0,2000}>", "", body)):
        raw.is_excerpt = True
    elif is_markup(body):
        raw.html = body
    else:
        raw.text = clean(body)


def _related(fields: Mapping[str, object], record: Record) -> Iterator[RawArticle]:
    """Each related item that names itself, as an excerpt of its own outlet."""
    items = next((fields[name] for name in _RELATED if isinstance(fields.get(name), list)), [])
    for number, item in enumerate(items, start=1):
        if isinstance(item, Mapping):
            raw = _article(item, RawArticle(record.source_file, f"related {number}", NAME, is_excerpt=True))
            if raw.titles:
                yield raw
