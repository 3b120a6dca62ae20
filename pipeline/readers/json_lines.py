"""Articles as JSON: one object a line, one array of objects, or one object that holds such an array."""

import codecs
import json
import re
from collections.abc import Iterator

import orjson

from pipeline.article import InputFile, RawArticle, Record
from pipeline.decoding import decode, decoded_head, is_text
from pipeline.errors import InputError
from pipeline.readers import _columns, _cutting

NAME = "json_lines"
SUFFIXES = (".jsonl", ".ndjson", ".json")
EXAMPLE = (b'{"outlet": "Harlow Herald", "date": "2031-05-04T09:30:00Z", "title": "Old mill bridge reopens",'
           b' "url": "https://harlowherald.example/bridge", "body": "The old mill bridge opened on Monday."}\n')
_LISTS = ("articles", "items", "results", "docs", "data", "stories", "entries", "hits", "value", "news")
_MOST_WHOLE = 50_000_000  # read whole it takes five times as much
_NAMED_LIST = re.compile(rb'"(?:' + "|".join(_LISTS).encode() + rb')"\s{0,20}:\s{0,20}(?=\[\s{0,200}\{)')
_STEP = 1 << 20
# What cutting an array into its items must see: texts whole (the mark is empty where one goes on), brackets and commas.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)|[{}\[\],]', re.DOTALL)


def recognises(head: bytes, source_file: str) -> int:
    """Text that begins with an object or an array of objects."""
    if not is_text(head):
        return 0
    start = decoded_head(head).lstrip()[:200]
    begins = start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]"))
    if source_file.endswith(SUFFIXES):
        return 95 if begins else 40
    return 80 if begins and '"' in start[:20] else 0


def records(file: InputFile) -> Iterator[Record | InputError]:
    """One record a line, or one record an item of the file's array."""
    if _is_by_line(file):
        for number, line in _cutting.lines(file):
            if isinstance(line, InputError):
                yield line
            elif line.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
                yield Record(NAME, file.source_file, f"line {number}", line)
    elif _is_array(file.head):
        yield from _streamed(file)
    else:
        yield from _items(file)


def _is_array(head: bytes) -> bool:
    """Whether a file is an array in UTF-8, which can be cut without reading it whole."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") and b"\x00" not in head


def _streamed(file: InputFile, start: int = 0) -> Iterator[Record | InputError]:
    """The items of an array, one in memory at a time; `start` is where it begins if it stands in an object."""
    for number, found in enumerate(_cut(file, start), start=1):
        yield found if isinstance(found, InputError) else Record(NAME, file.source_file, f"item {number}", found)


def _cut(file: InputFile, start: int) -> Iterator[bytes | InputError]:
    """The bytes of each item of an array; an error where it does not end as an array does."""
    held, depth, begin, at = b"", 0, 0, 0
    with file.open() as stream:
        stream.read(start)
        while part := stream.read(_STEP):
            held += part
            for match in _TOKEN.finditer(held, at):
                if match[1] == b"":
                    at = match.start()
                    break
                at, mark = match.end(), match[0]
                depth += (mark in b"[{") - (mark in b"]}")
                if depth == 0 or (depth == 1 and mark == b","):
                    yield from _item(held[begin:match.start()])
                    begin = at
                elif depth == 1 and mark == b"[":
                    begin = at
                if depth == 0 and start:
                    return
                if depth == 0:
                    yield from _behind(file, held[at:] + stream.read(_STEP))
                    return
            else:
                at = len(held)
            held, at, begin = held[begin:], at - begin, 0
            if len(held) > file.max_bytes + _STEP:
                yield InputError(file.source_file, f"has an item longer than {file.max_bytes:,} bytes", "save one object a line (.jsonl)")
                return
    if depth == 1:
        yield from _item(held)
    yield InputError(file.source_file, "ends before its array does", "copy or save it anew; its whole items are read")


def _item(content: bytes) -> Iterator[bytes]:
    """What stands between two commas of an array, if anything."""
    if content := content.strip():
        yield content


def _behind(file: InputFile, rest: bytes) -> Iterator[InputError]:
    """The error that a file goes on behind its array."""
    if rest.strip(b"\x00 \t\r\n"):
        yield InputError(file.source_file, "goes on behind its array", "save one array a file, or one object a line (.jsonl)")


def _is_by_line(file: InputFile) -> bool:
    """Whether the first line is a whole object, or the suffix says that there is one a line."""
    first, _, rest = decoded_head(file.head).lstrip().partition("\n")
    if file.plain_name.endswith((".jsonl", ".ndjson")):
        return True
    if not first.startswith("{"):
        return False
    try:
        found = orjson.loads(first)
    except orjson.JSONDecodeError:
        return rest.lstrip()[:1] == "{" and len(first) > 2
    return _array(found) is None


def _items(file: InputFile) -> Iterator[Record | InputError]:
    """The objects of the file's array: all read at once, or one by one where they are many and their list begins early."""
    with file.open() as stream:
        content = stream.read(_MOST_WHOLE + 1)
    if len(content) > _MOST_WHOLE:
        del content
        if not (named := _NAMED_LIST.search(file.head)):
            hint = "save it as an array of articles, or with one object a line (.jsonl)"
            raise InputError(file.source_file, f"is one JSON value of more than {_MOST_WHOLE:,} bytes", hint)
        yield from _streamed(file, named.end())
        return
    found = _loaded(content, file.source_file, "")
    items = found if isinstance(found, list) else _array(found)
    for number, item in enumerate([found] if items is None else items, start=1):
        position = "" if items is None else f"item {number}"
        yield Record(NAME, file.source_file, position, orjson.dumps(item))


def _array(found: object) -> list | None:
    """The array of objects inside an object."""
    if not isinstance(found, dict):
        return None
    if any(key in found for key in ("title", "headline", "body", "text")):
        return None
    lists = [found[key] for key in _LISTS if isinstance(found.get(key), list)]
    return next((a for a in lists if all(isinstance(item, dict) for item in a)), None)


def _loaded(content: bytes, source_file: str, position: str) -> object:
    """The value of JSON text in any encoding."""
    text = decode(content)[0].strip("\ufeff\x00 \t\r\n")
    try:
        return orjson.loads(text.encode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(text, strict=False)  # slower, but it takes lone surrogates and control characters, which are cleaned later
    except (ValueError, RecursionError) as error:
        raise InputError(source_file, f"is no valid JSON ({error})", "check the file with a JSON validator", position) from error


def columns_of(record: Record) -> dict[str, str]:
    """What was taken for what in the first object."""
    found = _loaded(record.payload, record.source_file, record.source_position)
    return _columns.columns_of(found, record.columns) if isinstance(found, dict) else {}


def parse(record: Record) -> Iterator[RawArticle]:
    """The article of one object."""
    found = _loaded(record.payload, record.source_file, record.source_position)
    if not isinstance(found, dict):
        raise InputError(record.source_file, "has an entry that is no object", 'give objects such as {"title": …, "body": '
                                                                               '…}', record.source_position)
    yield _columns.raw_article(found, record)
