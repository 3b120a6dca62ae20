"""Articles from pages saved in one file, and from web archives."""

import gzip
import io
import zlib

import pytest

from pipeline import inputs
from pipeline.article import InputFile, rows
from pipeline.errors import InputError
from pipeline.readers import mhtml_page, web_archive
from pipeline.settings import Settings

PAGE = ("<!doctype html><html><head><title>Bridge {n}</title></head><body><article><h1>Bridge {n}</h1><p>The old mill bridge {n} opened to"
        " walkers on Monday after two years of repair, the café owner said.</p></article></body></html>")


def _read(reader, content, name):
    file = InputFile(name, lambda: io.BytesIO(content), content[:65_536])
    found = []
    try:
        for record in reader.records(file):
            found += [record] if isinstance(record, InputError) else list(reader.parse(record))
    except InputError as error:
        found.append(error)
    return found


def _record(body, status=b"200 OK", kind=b"text/html", headers=b"", url=b"https://harlowherald.example/1"):
    answer = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n" + headers + b"\r\n" + body
    return (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url + b"\r\nContent-Length: " + str(len(answer)).encode()
            + b"\r\n\r\n" + answer + b"\r\n\r\n")


def _titles(found):
    return [rows(raw, Settings())["articles"][0]["title"] for raw in found if not isinstance(raw, InputError)]


def test_saved_page_gives_the_shown_page_and_its_address():
    (raw,) = _read(mhtml_page, mhtml_page.EXAMPLE, "a.mhtml")
    article = rows(raw, Settings())["articles"][0]
    assert (article["title"], article["url"]) == ("Old mill bridge reopens", "https://harlowherald.example/bridge")
    assert article["body"].endswith("two years of repair, the town council said.")


def test_saved_file_without_a_page_is_refused():
    (error,) = _read(mhtml_page, mhtml_page.EXAMPLE.replace(b"text/html", b"image/png"), "a.mhtml")
    assert isinstance(error, InputError) and "no web page" in str(error)


def test_pages_of_an_archive_are_read_and_the_rest_left_aside():
    content = (b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n" + _record(PAGE.format(n=1).encode())
               + _record(b"GIF89a", kind=b"image/gif") + _record(b"<html>gone</html>", status=b"404 Not Found")
               + _record(PAGE.format(n=2).encode()))
    found = _read(web_archive, content, "a.warc")
    assert _titles(found) == ["Bridge 1", "Bridge 2"] and found[0].url == "https://harlowherald.example/1"


@pytest.mark.parametrize(("body", "headers"), [
    (gzip.compress(PAGE.format(n=1).encode()), b"Content-Encoding: gzip\r\n"),
    (zlib.compress(PAGE.format(n=1).encode()), b"Content-Encoding: deflate\r\n"),
    (PAGE.format(n=1).encode(), b"Content-Encoding: gzip\r\n"),
    (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.format(n=1).encode()), PAGE.format(n=1).encode()), b"Transfer-Encoding: chunked\r\n")])
def test_packed_and_chunked_pages_are_unpacked(body, headers):
    assert _titles(_read(web_archive, _record(body, headers=headers), "a.warc")) == ["Bridge 1"]


def test_cut_archive_gives_what_is_whole_and_names_the_place():
    found = _read(web_archive, _record(PAGE.format(n=1).encode()) + _record(PAGE.format(n=2).encode())[:-60], "a.warc")
    assert _titles(found) == ["Bridge 1"] and (found[-1].position, "middle of a record" in str(found[-1])) == ("record 2", True)


def test_cut_packed_archive_gives_what_is_whole(tmp_path):
    packed = b"".join(gzip.compress(_record(PAGE.format(n=n).encode())) for n in (1, 2, 3))
    (tmp_path / "a.warc.gz").write_bytes(packed[:-40])
    (file,) = inputs.find([tmp_path / "a.warc.gz"])
    found = list(inputs.records(file, Settings()))
    assert sum(isinstance(item, InputError) for item in found) == 1
    assert _titles(raw for item in found if not isinstance(item, InputError) for raw in inputs.parse(item)) == ["Bridge 1", "Bridge 2"]


def test_record_without_a_length_is_named_and_passed_over():
    found = _read(web_archive, b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + _record(PAGE.format(n=1).encode()), "a.warc")
    assert isinstance(found[0], InputError) and _titles(found) == ["Bridge 1"]


def _revisit(url):
    return b"WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: " + url + b"\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def test_pages_that_were_not_delivered_are_said_once():
    content = (_record(PAGE.format(n=1).encode()) + _record(b"<html>gone</html>", status=b"404 Not Found") * 2
               + _record(b"", status=b"301 Moved") + _record(b"x", kind=b"image/gif", status=b"404 Not Found"))
    first, error = _read(web_archive, content, "a.warc")
    assert _titles([first]) == ["Bridge 1"] and "not fetched: 2 answered with status 404." in str(error)


def test_page_that_is_only_referred_to_is_said_unless_the_archive_holds_it():
    content = _record(PAGE.format(n=1).encode()) + _revisit(b"https://harlowherald.example/1") + _revisit(b"https://harlowherald.example/9")
    first, error = _read(web_archive, content, "a.warc")
    assert _titles([first]) == ["Bridge 1"] and "1 that only refer to another archive" in str(error)
