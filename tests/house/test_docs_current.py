"""The generated pages say what the code says, and the README knows every command."""

import re
import subprocess
import sys

import pytest
from source import ROOT, files

from dashboard.terms import ON_PAGES, definitions
from pipeline import describe
from pipeline.plugins import find

README = ROOT / "README.md"


@pytest.mark.parametrize("name", ["tables.md", "measures.md", "settings.md", "formats.md"])
def test_generated_page_is_current(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == describe.pages()[name], "run `make docs`"


def test_the_definitions_on_screen_are_those_of_the_docs():
    pages = [ROOT / folder / describe.DEFINITIONS for folder in ("docs", "dashboard")]
    assert pages[0].read_bytes() == pages[1].read_bytes(), "run `make docs`"


def test_every_term_on_screen_is_defined_and_every_page_is_there():
    assert {term for terms in ON_PAGES.values() for term in terms} - set(definitions()) == set()
    assert set(ON_PAGES) - set(find("dashboard.app_pages")) == set()


@pytest.fixture(scope="module")
def commands():
    """The names of all commands, as `parallax --help` lists them."""
    shown = subprocess.run([sys.executable, "-m", "pipeline.cli", "--help"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^ {4}([a-z]+)(?:  |$)", shown, re.M)


def test_every_command_is_in_the_readme(commands):
    text = README.read_text(encoding="utf-8")
    assert [name for name in commands if f"parallax {name}" not in text] == []


def test_the_readme_names_no_command_that_is_not_there(commands):
    code = "\n".join(re.findall(r"```.*?```|`[^`]+`", README.read_text(encoding="utf-8"), re.S))
    named = re.findall(r"(?:^|[`$ /])parallax ([a-z]+)\b(?=[ `\n])", code, re.M)
    assert sorted(set(named) - set(commands)) == []


@pytest.mark.parametrize("name", find("pipeline.measures"))
def test_measure_is_shown_on_some_page(name):
    pages = "\n".join(path.read_text(encoding="utf-8") for path in files("dashboard/app_pages", "dashboard"))
    assert re.search(rf"[\"']{name}[\"']", pages)


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").rglob("*.md")))
def test_links_between_pages_lead_somewhere(page):
    path = next((ROOT / "docs").rglob(page))
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_links_of_the_readme_lead_somewhere():
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_decisions_are_numbered_one_after_the_other():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
