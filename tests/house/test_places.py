"""A clone works anywhere: no file knows the machine it was written on, or where its packages come from."""

import re

import pytest
from source import ROOT, place, tracked

TEXT = {".py", ".md", ".toml", ".txt", ".cfg", ".ini", ".yml", ".yaml", ".json", ".css", ".csv", ".sh", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:work|opt|root|home|Users|tmp)/[A-Za-z0-9_]")
# The parts are joined here so that this file does not name what it looks for.
REGISTRIES = re.compile("|".join(re.escape(f"{host}.{top}") for host, top in (
    ("pypi", "org"), ("pythonhosted", "org"), ("anaconda", "org"), ("npmjs", "com"), ("docker", "io"))))


def _texts():
    """The tracked text files, without this one."""
    return [path for path in tracked() if path.suffix in TEXT and path.name != "test_places.py"]


def _lines(pattern):
    """Every line of the tracked texts that a pattern matches."""
    return [f"{place(path)}:{i}" for path in _texts() for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if pattern.search(line)]


def test_no_file_names_a_folder_of_one_machine():
    assert _lines(MACHINE) == []


def test_no_file_names_a_package_registry():
    assert _lines(REGISTRIES) == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "constraints.txt", ".ci/run"])
def test_a_clone_has_what_a_newcomer_looks_for(name):
    assert (ROOT / name).is_file()
