"""Files made when they are asked for, each at an address of the dashboard's own server: a page carries a button for it, and no more.

A button of Streamlit that saves a file takes the browser milliseconds each time the page is drawn; a page has up to a dozen of them.
"""

import secrets
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pipeline.errors import ParallaxError

PLACE = "made"
_OFFER = "_made"  # in the session
_GONE = "This page is older than what the program shows now: load it again, and save the file then."


@dataclass(frozen=True)
class File:
    """A file to be made.

    Args:
        name: with its suffix.
        kind: its media type.
        make: gives what it holds; called outside of any page, perhaps several times.
    """

    name: str
    kind: str
    make: Callable[[], bytes]


@dataclass(eq=False)
class _Offer:
    """What the pages of one session offer, at addresses that nobody else can guess."""

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    files: dict[str, File] = field(default_factory=dict)
    drawn: dict[str, File] = field(default_factory=dict)  # by the drawing that goes on


_offers: weakref.WeakValueDictionary[str, _Offer] = weakref.WeakValueDictionary()  # each as long as its session
_served = False


def begin() -> None:
    """Offer from here on what is drawn; runs once at the beginning of each drawing."""
    offer = st.session_state.setdefault(_OFFER, _Offer())
    _offers[offer.secret] = offer
    offer.drawn = {}


def settle() -> None:
    """Withdraw what the drawing before offered; runs once a page is drawn whole."""
    offer = st.session_state[_OFFER]
    offer.files = offer.drawn


def is_served() -> bool:
    """Whether files can be offered: not where Streamlit serves the dashboard without `routes`."""
    return _served and _OFFER in st.session_state


def address(key: str, file: File) -> str:
    """Offer a file; returns its address, seen from a page.

    Args:
        key: of the file, unique in the whole dashboard.
        file: what is made when the address is asked for.
    """
    offer = st.session_state[_OFFER]
    offer.files[key] = offer.drawn[key] = file
    return f"{PLACE}/{offer.secret}/{quote(key, safe='')}"


def routes() -> list[Route]:
    """What answers at these addresses, for the server; from then on files are offered."""
    global _served
    _served = True
    return [Route(f"/{PLACE}/{{secret}}/{{key}}", _answer)]


async def _answer(request: Request) -> Response:
    """Make a file that was offered, or say in a sentence why that is not possible."""
    offer = _offers.get(request.path_params["secret"])
    file = offer.files.get(request.path_params["key"]) if offer else None
    if file is None:
        return PlainTextResponse(_GONE, 404)
    try:
        content = await run_in_threadpool(file.make)
    except ParallaxError as error:
        return PlainTextResponse(str(error), 409)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(content, media_type=file.kind, headers=headers)
