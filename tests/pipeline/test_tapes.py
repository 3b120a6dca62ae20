"""Tar archives and packed files: what is inside is read in place, what no archive of articles needs is refused and named."""

import bz2
import gzip
import io
import lzma
import tarfile
import warnings

import pytest

from pipeline import inputs
from pipeline.errors import InputError
from pipeline.settings import Settings

ARTICLE = b"Old mill bridge reopens\n\nThe old mill bridge opened to walkers on Monday.\n"
PACKINGS = {".tar": bytes, ".tar.gz": gzip.compress, ".tgz": gzip.compress, ".tar.bz2": bz2.compress, ".tar.xz": lzma.compress}


def _tape(members, form=tarfile.PAX_FORMAT):
    """A tar archive of members (name, content or kind)."""
    sink = io.BytesIO()
    with warnings.catch_warnings(), tarfile.open(fileobj=sink, mode="w", format=form) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if len(content) > 1:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                info.type, info.linkname = content, "/etc/passwd"
                archive.addfile(info)
    return sink.getvalue()


def _read(path):
    """Name and content of each record, and the errors, of a source."""
    found = []
    for file in inputs.find([path]):
        for record in [file] if isinstance(file, InputError) else inputs.records(file, Settings()):
            found.append(record if isinstance(record, InputError) else (record.source_file, record.payload))
    return found


@pytest.mark.parametrize("suffix", PACKINGS)
def test_members_are_read_in_place(tmp_path, suffix):
    path = tmp_path / f"week{suffix}"
    path.write_bytes(PACKINGS[suffix](_tape([("mon", tarfile.DIRTYPE), ("mon/b.txt", ARTICLE), ("mon/a.txt", ARTICLE + b"More.")])))
    assert _read(path) == [(f"week{suffix}/mon/b.txt", ARTICLE), (f"week{suffix}/mon/a.txt", ARTICLE + b"More.")]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_and_foreign_names_are_kept(tmp_path, form):
    name = "ø/" * 60 + "brücke.txt"
    (tmp_path / "a.tar").write_bytes(_tape([(name, ARTICLE)], form))
    assert _read(tmp_path) == [(f"a.tar/{name}", ARTICLE)]


def test_large_member_of_a_packed_archive_is_read_whole(tmp_path):
    lines = b"".join(b'{"title": "Bridge %d", "body": "It opened %d times."}\n' % (n, n * 7919) for n in range(200_000))
    (tmp_path / "a.tgz").write_bytes(gzip.compress(_tape([("a.jsonl", lines), ("b.txt", ARTICLE)]), 1))
    found = _read(tmp_path)
    assert len(found) == 200_001 and found[-1] == ("a.tgz/b.txt", ARTICLE)


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz"])
def test_packed_file_is_seen_unpacked(tmp_path, suffix):
    (tmp_path / f"a.txt{suffix}").write_bytes(PACKINGS[".tar" + suffix](ARTICLE))
    assert _read(tmp_path) == [(f"a.txt{suffix}", ARTICLE)]


def test_xz_file_of_several_streams_is_read_whole(tmp_path):
    (tmp_path / "a.txt.xz").write_bytes(lzma.compress(ARTICLE) + bytes(8) + lzma.compress(b"More came on Tuesday.\n"))
    assert _read(tmp_path) == [("a.txt.xz", ARTICLE + b"More came on Tuesday.\n")]


@pytest.mark.parametrize(("kind", "said"), [(tarfile.SYMTYPE, "is a link"), (tarfile.LNKTYPE, "is a link"), (tarfile.CHRTYPE, "is a device"),
                                            (tarfile.BLKTYPE, "is a device"), (tarfile.FIFOTYPE, "is a pipe")])
@pytest.mark.parametrize("suffix", [".tar", ".tgz"])
def test_member_that_is_no_file_is_refused_and_the_others_are_read(tmp_path, kind, said, suffix):
    (tmp_path / f"a{suffix}").write_bytes(PACKINGS[suffix](_tape([("trick.txt", kind), ("a.txt", ARTICLE)])))
    error, article = _read(tmp_path)
    assert said in str(error) and article == (f"a{suffix}/a.txt", ARTICLE)


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "C:\\out.txt", "a/../../out.txt", "..\\out.txt"])
def test_path_that_leads_out_of_the_archive_is_refused(tmp_path, name):
    (tmp_path / "trick.tar").write_bytes(_tape([(name, ARTICLE), ("a.txt", ARTICLE)]))
    error, article = _read(tmp_path)
    assert "unsafe path" in str(error) and article[1] == ARTICLE


@pytest.mark.parametrize("name", ["inner.zip", "inner.tar", "inner.tar.gz", "inner.TGZ", "inner.7z"])
def test_archive_inside_an_archive_is_named(tmp_path, name):
    (tmp_path / "outer.tar").write_bytes(_tape([(name, ARTICLE)]))
    assert "archive inside an archive" in str(_read(tmp_path)[0])


@pytest.mark.parametrize("suffix", [".tar.gz", ".tar.bz2", ".tar.xz"])
def test_packed_archive_that_grows_without_end_is_stopped(tmp_path, suffix):
    (tmp_path / f"bomb{suffix}").write_bytes(PACKINGS[suffix](_tape([("a.txt", bytes(60_000_000)), ("b.txt", ARTICLE)])))
    assert any("unpacks to more than" in str(found) for found in _read(tmp_path))


@pytest.mark.parametrize("suffix", PACKINGS)
def test_archive_that_is_cut_off_gives_what_is_whole_and_says_so(tmp_path, suffix):
    filling = b"".join(b"%d " % (n * 7919) for n in range(20_000))
    content = PACKINGS[suffix](_tape([("a.txt", ARTICLE), ("b.txt", ARTICLE + filling)]))
    (tmp_path / f"a{suffix}").write_bytes(content[:int(len(content) * 0.6)])
    first, *errors = _read(tmp_path)
    if suffix == ".tar.bz2":  # packed in blocks: nothing of the first is whole
        assert isinstance(first, InputError)
    else:
        assert first == (f"a{suffix}/a.txt", ARTICLE) and errors and all(isinstance(error, InputError) for error in errors)


def test_archive_whose_headers_are_broken_says_where(tmp_path):
    content = bytearray(_tape([("a.txt", ARTICLE), ("b.txt", ARTICLE)]))
    content[1024:1030] = b"broken"
    (tmp_path / "a.tar").write_bytes(content)
    first, error = _read(tmp_path)
    assert first == ("a.tar/a.txt", ARTICLE) and "byte 1024" in str(error)


def test_header_that_names_a_name_of_a_gigabyte_is_refused(tmp_path):
    info = tarfile.TarInfo("x")
    info.type, info.size = b"L", 1_000_000_000
    (tmp_path / "a.tar").write_bytes(info.tobuf() + bytes(2_000))
    assert "has a name of 1,000,000,000 bytes" in str(_read(tmp_path)[0])


def test_empty_archive_is_named(tmp_path):
    (tmp_path / "a.tar").write_bytes(_tape([("folder", tarfile.DIRTYPE)]))
    assert "is an empty archive" in str(_read(tmp_path)[0])


def test_files_that_a_system_adds_are_left_out_in_silence(tmp_path):
    (tmp_path / "a.tar").write_bytes(_tape([("._a.txt", ARTICLE), ("__MACOSX/b.txt", ARTICLE), ("a.txt", ARTICLE)]))
    assert _read(tmp_path) == [("a.tar/a.txt", ARTICLE)]


def test_packed_archive_is_unpacked_once_to_find_its_files(tmp_path, monkeypatch):
    path = tmp_path / "week.tar.gz"
    path.write_bytes(gzip.compress(_tape([(f"week/{n}.html", ARTICLE) for n in range(9)])))
    opened = []
    unpacked = inputs.unpacked

    def counted(*given):
        opened.append(given)
        return unpacked(*given)

    monkeypatch.setattr(inputs, "unpacked", counted)
    assert len(list(inputs.find([path]))) == 9
    assert len(opened) == 2  # to see that it is a tar archive, and to read it
