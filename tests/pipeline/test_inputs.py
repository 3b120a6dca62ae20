"""Finding files, choosing readers, and naming what cannot be read."""

import gzip
import zipfile

import pytest

from pipeline import inputs
from pipeline.article import InputFile
from pipeline.errors import InputError
from pipeline.plugins import find
from pipeline.settings import Settings

ARTICLE = b"Old mill bridge reopens\n\nThe old mill bridge opened to walkers on Monday.\n"


def _found(*sources):
    return [item if isinstance(item, InputError) else item.source_file for item in inputs.find(sources)]


def _names(*sources):
    return [item for item in _found(*sources) if isinstance(item, str)]


def _errors(*sources):
    return [str(item) for item in _found(*sources) if isinstance(item, InputError)]


def _records(path, **settings):
    return [record for file in inputs.find([path])
            for record in ([file] if isinstance(file, InputError) else inputs.records(file, Settings(**settings)))]


def test_folders_are_walked_in_sorted_order(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(ARTICLE)
    assert _names(tmp_path) == ["a/b.txt", "a/z.txt", "b.txt"]


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"title,body\n"), ("a.json", b"[]")])
def test_file_without_a_single_article_is_named(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (error,) = _records(tmp_path / name)
    assert "holds no article" in str(error)


def test_single_file_bears_its_own_name(tmp_path):
    (tmp_path / "b.txt").write_bytes(ARTICLE)
    assert _names(tmp_path / "b.txt") == ["b.txt"]


def test_folder_of_a_saved_page_is_no_source(tmp_path):
    (tmp_path / "bridge.html").write_bytes(b"<html><p>The bridge opened.</p></html>")
    (tmp_path / "bridge_files").mkdir()
    (tmp_path / "bridge_files" / "frame.html").write_bytes(b"<html></html>")
    assert _names(tmp_path) == ["bridge.html"]


def test_folder_with_such_a_name_but_no_page_is_a_source(tmp_path):
    (tmp_path / "bridge_files").mkdir()
    (tmp_path / "bridge_files" / "a.txt").write_bytes(ARTICLE)
    assert _names(tmp_path) == ["bridge_files/a.txt"]


def test_hidden_article_is_named(tmp_path):
    (tmp_path / ".draft.txt").write_bytes(ARTICLE)
    assert "hidden" in _errors(tmp_path)[0]


def test_hidden_file_of_the_system_is_left_out_in_silence(tmp_path):
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "a.txt").write_bytes(ARTICLE)
    assert _found(tmp_path) == ["a.txt"]


def test_hidden_folder_of_a_repository_is_left_out_in_silence(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_bytes(ARTICLE)
    (tmp_path / "a.txt").write_bytes(ARTICLE)
    assert _found(tmp_path) == ["a.txt"]


def test_empty_folder_is_named(tmp_path):
    assert "no file" in _errors(tmp_path)[0]


def test_missing_source_is_named(tmp_path):
    assert "does not exist" in _errors(tmp_path / "nowhere")[0]


def test_zip_members_are_read_in_place(tmp_path):
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.writestr("mon/b.txt", ARTICLE)
        archive.writestr("mon/a.txt", ARTICLE)
        archive.writestr("__MACOSX/._a.txt", b"x")
    assert _names(tmp_path) == ["week.zip/mon/a.txt", "week.zip/mon/b.txt"]


def test_zip_written_with_backslashes_has_folders(tmp_path):
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.writestr("monXa.txt", ARTICLE)
        archive.writestr("monX", b"")
    (tmp_path / "week.zip").write_bytes((tmp_path / "week.zip").read_bytes().replace(b"monX", b"mon\\"))
    assert _names(tmp_path) == ["week.zip/mon/a.txt"]


@pytest.mark.parametrize("name", ["spreadsheet", "word_file"])
@pytest.mark.parametrize("suffix", [".csv", ".zip", ""])
def test_office_file_with_another_suffix_is_read_as_what_it_is(tmp_path, name, suffix):
    (tmp_path / f"articles{suffix}").write_bytes(find("pipeline.readers")[name].EXAMPLE)
    assert [record.reader for record in _records(tmp_path)] == [name]


def test_gzip_member_of_a_zip_is_seen_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.writestr("a.txt.gz", gzip.compress(ARTICLE))
    assert [record.payload for record in _records(tmp_path)] == [ARTICLE]


@pytest.mark.parametrize("member", ["../out.txt", "/out.txt", "C:\\out.txt", "a/../../out.txt"])
def test_path_trick_in_an_archive_is_refused(tmp_path, member):
    with zipfile.ZipFile(tmp_path / "trick.zip", "w") as archive:
        archive.writestr(member, ARTICLE)
    assert "unsafe path" in _errors(tmp_path)[0]


def test_zip_bomb_is_refused_before_it_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * 60_000_000)
    assert "unpacks to" in _errors(tmp_path)[0]


def test_gzip_bomb_is_stopped_while_it_is_read(tmp_path):
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress((b'{"title": "a"}\n' * 4_000_000), 9))
    assert "unpacks to more than" in str(_records(tmp_path)[-1])


def test_broken_archive_is_named(tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 50)
    assert "no whole zip archive" in _errors(tmp_path)[0]


def test_member_whose_own_header_is_broken_is_named_and_the_others_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("abcd.txt", ARTICLE)
        archive.writestr("b.txt", ARTICLE)
    content = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"abcd.txt", b"\x91\x91\x91\x91.txt", 1).replace(b"\x00\x00\x00", b"\x00\x08\x00", 1))
    error, record = _records(tmp_path)
    assert "cannot be unpacked" in str(error) and record.payload == ARTICLE


def test_list_of_members_is_read_once_for_all_of_them(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for n in range(50):
            archive.writestr(f"{n}.txt", ARTICLE)
    opened, real = [], zipfile.ZipFile
    monkeypatch.setattr(zipfile, "ZipFile", lambda *given: opened.append(given) or real(*given))
    assert len(_records(tmp_path)) == 50 and len(opened) <= 2


def test_archive_inside_an_archive_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
    assert "inside an archive" in _errors(tmp_path)[0]


def test_lines_before_a_break_are_kept(tmp_path):
    lines = b"".join(b'{"title": "Bridge %d", "body": "It opened %d times."}\n' % (n, n * 7919) for n in range(3_000))
    packed = gzip.compress(lines)
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[:len(packed) // 2])
    *records, error = _records(tmp_path)
    assert len(records) > 1_000 and isinstance(error, InputError)


def test_line_that_is_too_long_is_skipped_and_named(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"title": "a"}\n{"title": "' + b"b" * 5_000 + b'"}\n{"title": "c"}\n')
    first, error, last = _records(tmp_path, record_max_bytes=1_000)
    assert (first.source_position, error.position, last.source_position) == ("line 1", "line 2", "line 3")


def test_file_that_is_too_long_is_named(tmp_path):
    (tmp_path / "a.txt").write_bytes(ARTICLE * 100)
    assert "longer than" in str(_records(tmp_path, record_max_bytes=1_000)[0])


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\x00\x00\x00"])
def test_empty_file_is_named(tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    assert "is empty" in str(_records(tmp_path)[0])


def test_binary_file_with_a_text_suffix_is_named(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40)
    assert "no format" in str(_records(tmp_path)[0])


@pytest.mark.parametrize(("content", "reader"), [
    (b"---\ntitle: Bridge\n---\nIt opened.\n", "front_matter"), (b"--- \ntitle: Bridge \n--- \nIt opened.\n", "front_matter"),
    (b"<!doctype html><html><body><p>It opened.</p></body></html>", "web_page"), (b'{"title": "Bridge", "body": "It '
                                                                                  b'opened."}\n', "json_lines"),
    (b"outlet,title,body\nHarlow Herald,Bridge,It opened.\n", "csv_table"), (b"Bridge, mill and town\n\nIt opened, at "
                                                                             b"last.\n", "plain_text"),
    (b"---\n\nA dash, then text.\n", "plain_text")])
def test_content_decides_where_the_suffix_says_text(content, reader):
    chosen = inputs.reader_of(InputFile("a.txt", lambda: None, content))
    assert reader == chosen.NAME


def test_head_is_that_of_the_unpacked_content(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE))
    (file,) = inputs.find([tmp_path])
    assert file.head == ARTICLE
