"""One word a concept: the words that another word already stands for are not given as names."""

import sys

import pytest
from source import PACKAGES, files, name_parts, names, place

FORBIDDEN = {"publisher", "publishers", "newspaper", "newspapers", "document", "documents", "event", "events",
             "util", "utils", "helper", "helpers", "manager", "managers", "misc", "df"}

# "document" is one of the kinds of a source, beside person and organisation; as another word for article it stays forbidden.
ALLOWED = {"DOCUMENT_NOUNS", "_is_document_verb"}


def test_no_name_uses_a_forbidden_word():
    found = [f"{place(path, node)} {name}" for path in files(*PACKAGES) for name, node in names(path)
             if name not in ALLOWED and FORBIDDEN & set(name_parts(name))]
    assert found == []


def test_no_file_uses_a_forbidden_word():
    assert [place(path) for path in files(*PACKAGES, "tests") if FORBIDDEN & set(name_parts(path.stem))] == []


def test_no_file_of_the_dashboard_hides_a_standard_module():
    assert [place(path) for path in files("dashboard", "pipeline/readers") if path.stem in sys.stdlib_module_names] == []


def test_streamlit_finds_no_pages_folder_of_its_own():
    assert not [path for path in files("dashboard") if path.parent.name == "pages"]


@pytest.mark.parametrize(("name", "parts"), [
    ("n_documents", ["n", "documents"]), ("EventLog", ["event", "log"]), ("eventual", ["eventual"])])
def test_names_are_cut_into_words(name, parts):
    assert name_parts(name) == parts
