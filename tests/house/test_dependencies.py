"""What is depended on is pinned, used, and has its reason written down."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from source import PACKAGES, ROOT, files, imports

# Never imported by name: trafilatura needs it beside lxml and does not ask for it.
USED_BY_OTHERS = {"lxml-html-clean"}
# Nothing imports these; who takes them out takes them from the versions that a build records, too.
UNUSED: set[str] = set()


def test_every_dependency_is_pinned_with_hashes():
    pins = re.split(r"\n(?=\w)", (ROOT / "constraints.txt").read_text(encoding="utf-8").split("# program\n")[1])
    pins = [re.sub(r"# \w+\n", "", pin) for pin in pins]
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


def _program_dependencies(*extras):
    """What the program itself asks for, and what some of its extras do."""
    text = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [*text["dependencies"], *(name for extra in extras for name in text["optional-dependencies"][extra])]
    return {re.match(r"[\w-]+", name).group().lower().replace("_", "-") for name in names}


def _imported(*packages):
    """The distributions that the files of some packages import by name."""
    known = packages_distributions()
    tops = {name.partition(".")[0] for path in files(*packages) for name in imports(path)} - set(sys.stdlib_module_names) - set(PACKAGES)
    return {name.lower().replace("_", "-") for top in tops for name in known.get(top, [top])}


def test_every_dependency_of_the_program_is_used():
    assert sorted(_program_dependencies() - _imported(*PACKAGES) - USED_BY_OTHERS - UNUSED) == []


def test_everything_the_program_imports_is_declared():
    assert sorted(_imported("pipeline", "dashboard") - _program_dependencies("semantic")) == []
