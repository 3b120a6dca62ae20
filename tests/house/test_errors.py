"""Failures are told, never swallowed."""

import ast

from source import PACKAGES, files, place, tree

BROAD = {"Exception", "BaseException"}


def _caught(handler):
    """The names of the exceptions that a handler catches; a bare one catches everything."""
    if handler.type is None:
        return BROAD
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {kind.id for kind in kinds if isinstance(kind, ast.Name)}


def test_nothing_catches_everything():
    found = [place(path, node) for path in files(*PACKAGES) for node in ast.walk(tree(path))
             if isinstance(node, ast.ExceptHandler) and _caught(node) & BROAD]
    assert found == []


def test_nothing_ignores_what_it_cannot_decode():
    keywords = [(path, node) for path in files(*PACKAGES) for node in ast.walk(tree(path)) if isinstance(node, ast.keyword)]
    assert [place(path, node.value) for path, node in keywords if node.arg == "errors" and ast.unparse(node.value) == "'ignore'"] == []
