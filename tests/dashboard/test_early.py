"""What the browser asks for first: a page that says what to read beforehand, and the program of the page in one piece."""

import pytest

from dashboard import early

PAGE = b"<html><head><title>Parallax</title></head><body></body></html>"


def answer(path, parts=(PAGE,), kind=b"text/html; charset=utf-8", method="GET", status=200):
    """What is sent for a request, where Streamlit would answer with these parts: headers and body."""
    sent = []

    async def streamlit(scope, receive, send):
        is_packed = any(name == b"accept-encoding" for name, _ in scope["headers"])
        headers = [(b"content-type", kind), (b"content-length", str(sum(map(len, parts))).encode()), (b"etag", b"x"), *[(b"content-encoding", b"gzip")] * is_packed]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for i, part in enumerate(parts, start=1):
            await send({"type": "http.response.body", "body": part, "more_body": i < len(parts)})

    async def send(message):
        sent.append(message)

    with pytest.raises(StopIteration):  # nothing here waits: no loop is needed, and none may be started beside the one that drives a browser
        early.Early(streamlit)({"type": "http", "method": method, "path": path, "headers": [(b"accept-encoding", b"gzip")]}, None, send).send(None)
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


@pytest.mark.parametrize("parts", [(PAGE,), (PAGE[:20], PAGE[20:], b"")])
def test_a_page_names_in_its_head_what_draws_charts(parts):
    headers, body = answer("/overview", parts)
    assert body == PAGE.replace(b"</head>", early.head() + b"</head>") and b"/static/js/PlotlyChart." in body
    assert int(headers[b"content-length"]) == len(body) and b"etag" not in headers


@pytest.mark.parametrize(
    "asked", [{"path": "/media/report.html"}, {"path": "/made/secret/unique-html"}, {"path": "/overview", "method": "HEAD"}, {"path": "/overview", "status": 404}, {"path": "/x", "kind": b"text/css"}]
)
def test_anything_else_is_passed_on_as_it_is(asked):
    headers, body = answer(**asked)
    assert (headers[b"etag"], body) == (b"x", PAGE)


def test_a_file_of_the_page_comes_whole_and_may_be_kept():
    name = sorted(early._names())[0]
    headers, body = answer(f"/static/js/{name}")
    assert body == (early._FOLDER / name).read_bytes() and b"immutable" in headers[b"cache-control"]


@pytest.mark.parametrize("name", ["../index.html", "..%2f..%2findex.html", "", "nothing.js"])
def test_no_other_file_is_handed_out(name):
    assert answer(f"/static/js/{name}", (b"Streamlit's",), b"text/plain")[1] == b"Streamlit's"


def test_each_part_that_is_read_beforehand_is_one_file_of_the_page():
    parts = (*early._AT_ONCE, *early._WHEN_IDLE)
    assert [len(early._places(part)) for part in parts] == [1] * len(parts) and early._places("no such part") == []
