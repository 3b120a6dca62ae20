"""A clone works anywhere: no file knows the machine it was written on, or where its packages come from."""

import re
import tomllib

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


def test_every_dependency_is_pinned_with_hashes():
    pins = re.split(r"\n(?=\w)", (ROOT / "constraints.txt").read_text(encoding="utf-8").split("# program\n")[1].replace("# tests\n", ""))
    assert [pin.split()[0] for pin in pins if not re.match(r"[\w.-]+==\S+", pin) or "--hash=sha256:" not in pin] == []


@pytest.fixture(scope="module")
def declared():
    """Every package that `pyproject.toml` asks for, for the program and for the tests."""
    text = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [text["dependencies"], *text["optional-dependencies"].values()]
    return [re.match(r"[\w-]+", name).group().lower().replace("_", "-") for names in lists for name in names]


@pytest.fixture(scope="module")
def pinned():
    """Every package that `constraints.txt` pins."""
    return set(re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M))


def test_every_declared_dependency_is_pinned(declared, pinned):
    assert [name for name in declared if name not in pinned] == []


def test_every_dependency_has_its_reason_written_down(declared, pinned):
    text = (ROOT / "docs" / "decisions" / "0009-dependencies.md").read_text(encoding="utf-8").lower().replace("_", "-")
    assert sorted(name for name in {*declared, *pinned} if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) == []
