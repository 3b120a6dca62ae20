"""Brings the first chart sooner: each file of Streamlit's page comes in one piece, and the browser reads beforehand what draws charts.

Streamlit reads each file of its page in pieces of 64 kB, each of which waits for what the program is loading at the same time; and the
page asks for its nearly five megabytes that draw charts only when a chart is there. Here the browser reads them while it waits for the
first answer, and later, when nothing happens, what draws tables.
"""

import functools
import json
from pathlib import Path

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.made import PLACE

_FOLDER, _JS_PLACE = Path(st.__file__).parent / "static" / "static" / "js", "/static/js/"
_AT_ONCE = ("BidiComponent", "PlotlyChart")
_WHEN_IDLE = ("DataFrame", "Slider", "Progress", "FileUploader", "Spinner", "StreamlitSyntaxHighlighter")
_HEAD_END, _OF_FILE = b"</head>", (b"content-length", b"etag", b"last-modified")
# The page has asked for its content soon after it is there. What is read before that only keeps it from asking.
_JS = """
const ask = (paths) => paths.forEach((path) => import(path).catch(() => {}))
const watch = new MutationObserver(() => {
  if (!document.querySelector("[data-testid=stApp]")) return
  watch.disconnect()
  setTimeout(() => ask(%s), 30)
  setTimeout(() => (window.requestIdleCallback || setTimeout)(() => ask(%s)), 4000)
})
watch.observe(document.documentElement, { childList: true, subtree: true })
"""


class Early:
    """Answers what Streamlit's page asks for first, and leaves all else to Streamlit.

    Args:
        app: what Streamlit answers with.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = scope["path"] if scope["type"] == "http" and scope["method"] == "GET" else ""
        if path.removeprefix(_JS_PLACE) in _names():
            await _send_whole(send, _FOLDER / path.removeprefix(_JS_PLACE))
        elif not path or path.startswith(("/_stcore/", "/media/", f"/{PLACE}/")):
            await self._app(scope, receive, send)
        else:  # what is packed cannot be added to
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self._app({**scope, "headers": plain}, receive, _Page(send).take)


class _Page:
    """Passes an answer on; a web page with what the browser shall read beforehand."""

    def __init__(self, send: Send):
        self._send, self._start, self._body = send, None, b""

    async def take(self, message: Message) -> None:
        """Take a part of the answer."""
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._body.replace(_HEAD_END, head() + _HEAD_END, 1))

    async def _finish(self, body: bytes) -> None:
        """Pass the whole page on; it is no longer the file that its headers speak of."""
        kept = [(name, value) for name, value in self._start["headers"] if name.lower() not in _OF_FILE]
        await self._send({**self._start, "headers": [*kept, _length(body)]})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    """Whether an answer is a whole web page as it stands."""
    headers = {name.lower(): value for name, value in start["headers"]}
    return start["status"] == 200 and headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


async def _send_whole(send: Send, file: Path) -> None:
    """Answer with a file that never changes under its name."""
    body = file.read_bytes()
    headers = [(b"content-type", b"text/javascript; charset=utf-8"), (b"cache-control", b"public, immutable, max-age=31536000")]
    await send({"type": "http.response.start", "status": 200, "headers": [*headers, _length(body)]})
    await send({"type": "http.response.body", "body": body})


def _length(body: bytes) -> tuple[bytes, bytes]:
    """The header that tells how long an answer is."""
    return b"content-length", str(len(body)).encode()


@functools.cache
def _names() -> frozenset[str]:
    """The names of the files that Streamlit's page consists of."""
    return frozenset(file.name for file in _FOLDER.glob("*.js"))


@functools.cache
def head() -> bytes:
    """What stands at the end of the page's head; a part that this Streamlit does not have is left out."""
    now, idle = (_places(*parts) for parts in (_AT_ONCE, _WHEN_IDLE))
    links = "".join(f'<link rel="modulepreload" crossorigin href="{place}">' for place in now)
    return f'{links}<script type="module">{_JS % (json.dumps(now), json.dumps(idle))}</script>'.encode()


def _places(*parts: str) -> list[str]:
    """The addresses of the files that hold parts of the page."""
    return [f"{_JS_PLACE}{name}" for part in parts for name in sorted(_names()) if name.startswith(f"{part}.")]
