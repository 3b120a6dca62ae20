"""Messages as mail programs and browsers write them: headers, parts, encodings."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from pipeline.decoding import clean_line, decode, decoded_head, is_text
from pipeline.errors import InputError

_HEADER = re.compile(r"^(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)")
_MOST_PARTS = 10_000


def headers_of(head: bytes) -> str:
    """The header lines a message begins with, in lower case, or "" where it is none."""
    if not is_text(head):
        return ""
    text = decoded_head(head).lstrip("\r\n")[:16_000].replace("\r\n", "\n")
    return text.partition("\n\n")[0].lower() if _HEADER.match(text) else ""


def message_of(content: bytes, source_file: str) -> Message:
    """The message.

    Raises:
        InputError: its parts are nested deeper than any message.
    """
    try:
        return email.message_from_bytes(content, policy=email.policy.compat32)
    except (MessageError, RecursionError, ValueError, LookupError, IndexError, AttributeError) as error:
        raise InputError(source_file, f"is no message that can be read ({clean_line(str(error))[:100]})", "save it again") from error


def parts(message: Message, content_type: str) -> Iterator[tuple[Message, bytes]]:
    """The parts of a type with their content in UTF-8, in reading order."""
    for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False):
        is_attached = "attachment" in str(part.get("Content-Disposition", ""))
        if part.get_content_type() == content_type and not part.is_multipart() and not is_attached:
            payload = part.get_payload(decode=True) or b""
            yield part, decode(payload, str(part.get_content_charset() or ""))[0].encode("utf-8", "replace")


def header(message: Message, name: str) -> str:
    """A header with its encoded words read.

    Example:
        >>> header(email.message_from_string("Subject: =?utf-8?q?Caf=C3=A9?=\\n\\n"), "Subject")
        'Café'
    """
    value = str(message.get(name, ""))
    try:
        return clean_line(str(make_header(decode_header(value))))
    except (MessageError, LookupError, ValueError):
        return clean_line(value)
