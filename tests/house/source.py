"""The project's own source as the house tests see it: its files, its syntax trees, its names."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("pipeline", "dashboard", "bench")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def files(*folders: str) -> tuple[Path, ...]:
    """The Python files of the folders, in order of their names."""
    return tuple(sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control; every file of the packages and tests where there is no version control."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    return tuple(path for path in map(ROOT.joinpath, listed) if path.is_file()) or files(*PACKAGES, "tests")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, FUNCTIONS)]


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something stands, as a person would look it up."""
    return str(path.relative_to(ROOT)) + (f":{node.lineno}" if node is not None else "")


def code_lines(path: Path, node: ast.AST) -> int:
    """The lines of a node that hold code: neither empty, nor a comment, nor part of a docstring."""
    lines = path.read_text(encoding="utf-8").splitlines()
    first, last = (node.lineno, node.end_lineno) if hasattr(node, "lineno") else (1, len(lines))
    prose = {line for part in ast.walk(node) if _is_docstring(part) for line in range(part.lineno, part.end_lineno + 1)}
    return sum(1 for i in range(first, last + 1) if i not in prose and not re.match(r"\s*(#|$)", lines[i - 1]))


def _is_docstring(node: ast.AST) -> bool:
    """Whether a node is a string that stands alone."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The names of a function's parameters, without self and cls."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [a.arg for a in every if a.arg not in ("self", "cls")]


def names(path: Path) -> list[tuple[str, ast.AST]]:
    """Every name that a file gives: functions, classes, parameters, variables."""
    given = []
    for node in ast.walk(tree(path)):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            given.append((node.name, node))
        elif isinstance(node, ast.arg):
            given.append((node.arg, node))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            given.append((node.id, node))
    return given


def name_parts(name: str) -> list[str]:
    """The words of a name in snake_case or CamelCase."""
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def imports(path: Path) -> set[str]:
    """The modules that a file imports anywhere, as dotted names."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found
