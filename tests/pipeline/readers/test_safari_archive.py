"""Web pages saved by Safari."""

import plistlib

import pytest

from pipeline.article import Record, rows
from pipeline.errors import InputError
from pipeline.readers import safari_archive
from pipeline.settings import Settings

PAGE = "<html><head><title>Bridge</title></head><body><h1>Bridge</h1><p>The café by the old mill bridge opened on Monday, the council said.</p></body></html>"


def _saved(page, form=plistlib.FMT_BINARY, **more):
    return plistlib.dumps({"WebMainResource": {"WebResourceData": page, "WebResourceURL": "https://harlowherald.example/b", **more}}, fmt=form)


def _read(content):
    (raw,) = safari_archive.parse(Record("safari_archive", "a.webarchive", "", content))
    return rows(raw, Settings())["articles"][0]


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_page_and_its_address_are_read(form):
    article = _read(_saved(PAGE.encode(), form))
    assert (article["title"], article["url"]) == ("Bridge", "https://harlowherald.example/b") and "café by" in article["body"]


def test_encoding_that_the_archive_names_is_used():
    assert "café by" in _read(_saved(PAGE.encode("mac_roman"), WebResourceTextEncodingName="macintosh"))["body"]


@pytest.mark.parametrize("content", [
    b"bplist00", b"bplist00" + bytes(60), plistlib.dumps({"a": 1}), plistlib.dumps([1]), _saved(b""), _saved("text"), _saved(b"GIF89a", WebResourceMIMEType="image/gif"),
    b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "b">]><plist><dict><key>WebMainResource</key></dict></plist>'])
def test_file_without_a_page_is_refused(content):
    with pytest.raises(InputError):
        _read(content)
