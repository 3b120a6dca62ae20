"""Registers one-file extensions: a file is registered by being there."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from pipeline.errors import PluginError


@cache
def find(package: str) -> dict[str, ModuleType]:
    """The modules of a package by name, alphabetical.

    Args:
        package: dotted name of one of the extension packages, such as "pipeline.readers".

    Returns:
        One entry a file; names that begin with "_" are private and left out.

    Raises:
        PluginError: a file of the package cannot be imported.
    """
    folder = importlib.import_module(package)
    names = sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_"))
    return {name: _load(f"{package}.{name}") for name in names}


def _load(module: str) -> ModuleType:
    """One extension, or a PluginError that names it."""
    try:
        return importlib.import_module(module)
    except (ImportError, SyntaxError) as error:
        raise PluginError(module, f"cannot be imported ({error})", "correct the file or remove it") from error


def required(module: ModuleType, *names: str) -> None:
    """Check that an extension declares what its kind must declare.

    Raises:
        PluginError: a name of the contract is missing.
    """
    for name in names:
        if not hasattr(module, name):
            raise PluginError(module.__name__, f"does not define {name}", "see the contract in the docstring of its package")
