"""XML read as if it came from an enemy: no document types, no entities, no files, no network."""

import html
import re

from lxml import etree

from pipeline.decoding import decoded_head
from pipeline.errors import InputError

_FIRST = re.compile(r"\s{0,500}(?:<\?[^<>]{0,500}\?>\s{0,500}|<!--.{0,5000}?-->\s{0,500}|"
                    r"<!DOCTYPE[^\[<>]{0,500}(?:\[[^\]]{0,5000}\]\s{0,50})?>\s{0,500}){0,20}"
                    r"<([A-Za-z][\w:.-]{0,60})", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w{0,30};")
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True, "remove_pis": True}


def first_tag(head: bytes) -> str:
    """The name of the outermost element, or "".

    Example:
        >>> first_tag(b'<?xml version="1.0"?><!-- a feed --><rss version="2.0">')
        'rss'
    """
    match = _FIRST.match(decoded_head(head)[:20_000])
    return match[1] if match else ""


def element(content: bytes, source_file: str, position: str = "") -> etree._Element:
    """The outermost element of a piece of XML.

    Raises:
        InputError: it is no XML, or has a document type, which no feed and no office file needs.
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(**SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(source_file, f"is no whole XML ({error})", "save it anew", position) from error
    refuse_doctype(root, source_file)
    return root


def refuse_doctype(root: etree._Element, source_file: str, allowed: str = "") -> None:
    """Raise where the file declares a document type, in which entities could be hidden.

    Args:
        root: any element of the file.
        source_file: its name.
        allowed: public name of a document type that may be named, as long as nothing is declared with it; it is not fetched.
    """
    named = root.getroottree().docinfo
    declared = named.internalDTD
    if declared is None:
        return
    if not allowed or named.public_id != allowed or [*declared.iterentities(), *declared.iterelements()]:
        raise InputError(source_file, "has a document type (<!DOCTYPE …>), which is refused as a danger",
                         "remove the line with <!DOCTYPE, if you trust the file")


def with_characters(content: bytes) -> bytes:
    """XML whose entities of no document type (`&eacute;`) have become the characters that HTML means by them.

    Example:
        >>> with_characters(b"<b>Caf&eacute; &amp; &unheard;</b>").decode()
        '<b>Café &amp; &amp;unheard;</b>'
    """
    return _ENTITY.sub(lambda found: html.escape(html.unescape(found[0].decode()), quote=False).encode(), content)


def local(node: etree._Element) -> str:
    """An element's name without its namespace."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def text_of(node: etree._Element) -> str:
    """All text inside an element."""
    return "".join(node.itertext())
