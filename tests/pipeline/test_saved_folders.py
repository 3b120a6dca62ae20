"""The folder that a browser saves beside a page is no source, in any language, and is said once."""

import io
import tarfile
import zipfile

import pytest

from pipeline import inputs, terminal
from pipeline.build import build
from pipeline.errors import InputError

PAGE = b"<!doctype html><html><p>The old mill bridge opened to walkers on Monday.</p></html>"


def _found(path, left_out=None):
    return [file.path if isinstance(file, InputError) else file.source_file for file in inputs.find([path], left_out)]


def _saved(folder, name, page=PAGE, suffix=".html"):
    """A saved page with a folder beside it that holds a frame."""
    (folder / f"Mill bridge{suffix}").write_bytes(page)
    (folder / name).mkdir()
    (folder / name / "frame.html").write_bytes(PAGE)
    (folder / name / "style.css").write_bytes(b"p {}")


@pytest.mark.parametrize("name", ["Mill bridge_files", "Mill bridge-Dateien", "Mill bridge_fichiers", "Mill bridge_archivos", "Mill bridge.files",
                                  "Mill bridge_bestanden", "Mill bridge_arquivos", "Mill bridge_ficheiros", "Mill bridge_pliki", "Mill bridge-filer",
                                  "Mill bridge_soubory", "Mill bridge_dosyalar", "Mill bridge_файлы", "MILL BRIDGE_FILES"])
@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml"])
def test_folder_beside_a_page_is_no_source(tmp_path, name, suffix):
    _saved(tmp_path, name, suffix=suffix)
    left_out = {}
    assert _found(tmp_path, left_out) == [f"Mill bridge{suffix}"] and left_out == {name: "page"}


@pytest.mark.parametrize(("name", "link"), [("Mill bridge_dosieroj", "Mill bridge_dosieroj/a.css"), ("Mill bridge_file", "Mill%20bridge_file/a.css"),
                                            ("Mill bridge_data", "./Mill bridge_data/a.css")])
def test_page_that_takes_its_images_from_a_folder_tells_that_it_is_its_own(tmp_path, name, link):
    _saved(tmp_path, name, PAGE + f'<link href="{link}">'.encode())
    assert _found(tmp_path) == ["Mill bridge.html"]


@pytest.mark.parametrize("name", ["Mill bridge_reactions", "Mill bridge_data", "Mill bridge 2031", "Ferry_files"])
def test_folder_that_no_page_claims_is_a_source(tmp_path, name):
    _saved(tmp_path, name)
    assert f"{name}/frame.html" in _found(tmp_path)


def test_folder_beside_a_page_in_a_zip_archive_is_no_source(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("week/Mill bridge.html", "week/Mill bridge_files/frame.html", "week/Ferry_files/frame.html"):
            archive.writestr(name, PAGE)
    left_out = {}
    assert _found(tmp_path, left_out) == ["a.zip/week/Ferry_files/frame.html", "a.zip/week/Mill bridge.html"]
    assert left_out == {"a.zip/week/Mill bridge_files": "page"}


def test_folder_beside_a_page_in_a_tar_archive_is_no_source(tmp_path):
    with tarfile.open(tmp_path / "a.tgz", "w:gz") as archive:
        for name in ("Mill bridge-Dateien/frame.html", "Mill bridge.html"):
            info = tarfile.TarInfo(name)
            info.size = len(PAGE)
            archive.addfile(info, io.BytesIO(PAGE))
    assert _found(tmp_path) == ["a.tgz/Mill bridge.html"]


def test_build_says_once_how_many_such_folders_were_left_out(tmp_path):
    _saved(tmp_path, "Mill bridge_files")
    dataset = build([tmp_path], tmp_path / "out.dataset", workers=0)
    assert dataset.manifest["counts"]["given"] == 1 and dataset.manifest["left_out"] == {"page": 1, "dataset": 1}
    assert "folders left out: 1, with the images and scripts that a browser saved beside a page" in list(terminal.summary(dataset))


def test_data_set_inside_the_sources_is_never_read_as_articles(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    first, second = (build([tmp_path], tmp_path / "out.dataset", workers=0).manifest["counts"] for _ in range(2))
    assert first == second == {"given": 1, "read": 1, "duplicates": 0, "rejected": 0}


def test_data_set_given_as_a_source_is_named(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE)
    build([tmp_path], tmp_path / "out.dataset", workers=0)
    (error,) = inputs.find([tmp_path / "out.dataset"])
    assert "is a data set that was built" in str(error)
