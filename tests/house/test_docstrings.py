"""What is public says what it is."""

import ast

import pytest
from source import FUNCTIONS, PACKAGES, files, place, tree


def _public(path):
    """The public parts of a file: the module itself, its classes and functions, their methods."""
    module = tree(path)
    parts = [node for node in module.body if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_")]
    methods = [m for part in parts if isinstance(part, ast.ClassDef) for m in part.body
               if isinstance(m, FUNCTIONS) and not m.name.startswith("_")]
    return [module, *parts, *methods]


@pytest.mark.parametrize("path", files(*PACKAGES), ids=place)
def test_public_parts_have_a_docstring(path):
    missing = [getattr(node, "name", "the module") for node in _public(path) if not ast.get_docstring(node)]
    # A package that only holds data may say what it is where it is used.
    assert missing == [] or path.read_text(encoding="utf-8").strip() == ""


@pytest.mark.parametrize("path", files(*PACKAGES), ids=place)
def test_docstrings_begin_with_one_line_that_ends(path):
    first = [(ast.get_docstring(node) or "A.").split("\n\n")[0].strip() for node in _public(path)]
    assert [line for line in first if line[-1] not in ".:?!\")`"] == []
