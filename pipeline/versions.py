"""Which version of a data set is the current one, and what its manifest says.

Read without what reads tables: that takes a second to load, and whoever only starts the dashboard need not wait for it.
"""

import json
from pathlib import Path

from pipeline.errors import DatasetError

POINTER, VERSIONS, MANIFEST = "dataset.json", "versions", "manifest.json"
FORMAT, SCHEMA_VERSION = "parallax data set", 1


def opened(folder: Path) -> tuple[str, dict]:
    """Name of the current version, and its manifest.

    Raises:
        DatasetError: the folder is missing, holds no finished data set, or one of another schema version.
    """
    version = current(folder)
    if not version:
        raise DatasetError(folder, "is half-written, no build of it has finished", "build it again with parallax build")
    manifest = _read_json(folder / VERSIONS / version / MANIFEST, folder)
    if manifest.get("schema_version") != SCHEMA_VERSION:
        raise DatasetError(folder, f"has tables of schema version {manifest.get('schema_version')}, this program reads {SCHEMA_VERSION}",
                           "build it again from its articles with this version of parallax")
    return version, manifest


def current(folder: Path) -> str:
    """Name of the current version, "" where no build has finished.

    Raises:
        DatasetError: the folder is not there or is no data set.
    """
    if folder.is_file():
        raise DatasetError(folder, "is a file, not the folder of a data set", "name the folder that was given after --out")
    if not folder.is_dir():
        raise DatasetError(folder, "is not there", "build it with parallax build SOURCES --out DATASET")
    if not (folder / POINTER).is_file():
        raise DatasetError(folder, "is no data set", "build one with parallax build SOURCES --out DATASET")
    pointer = _read_json(folder / POINTER, folder)
    version = pointer.get("version")
    if pointer.get("format") != FORMAT or not isinstance(version, str) or (version and not version.isdigit()):
        raise DatasetError(folder, f"has a {POINTER} that is not of a data set", "name another folder, or remove this one and build again")
    return version


def _read_json(path: Path, folder: Path) -> dict:
    """A JSON object of the data set, or a DatasetError that says what is wrong."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(folder, f"its {path.name} cannot be read ({error})", "build it again with parallax build") from error
    if not isinstance(value, dict):
        raise DatasetError(folder, f"its {path.name} is damaged", "build it again with parallax build")
    return value
