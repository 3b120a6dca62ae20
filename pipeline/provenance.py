"""What a data set was made from, so that it can be made again: sources, settings, columns and files, wherever they lie now."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import companions, corrections
from pipeline.errors import DatasetError
from pipeline.settings import Settings
from pipeline.store import Dataset


def made_from(sources: Sequence[str], settings: Settings, out: str | Path) -> dict:
    """What a build was given, for the manifest: each path as it was given, and as seen from the data set.

    Args:
        sources: files and folders with articles.
        settings: the numbers, columns and files of the build.
        out: folder of the data set.
    """
    return {"sources": [_path(source, out) for source in sources], "columns": dict(settings.columns),
            "files": {what: _path(path, out) for what, path in settings.files}}


def _path(path: str, out: str | Path) -> dict[str, str]:
    """A path as it was given, and as seen from the data set; Windows knows no way from one disk to another."""
    try:
        return {"given": path, "from_here": Path(os.path.relpath(path, out)).as_posix()}
    except ValueError:
        return {"given": path, "from_here": os.path.abspath(path)}


def sources_of(dataset: Dataset) -> list[str]:
    """Where the sources of a data set are now.

    Raises:
        DatasetError: one is not where it was.
    """
    paths = _made_from(dataset)["sources"]
    found = [_found(path, dataset) for path in paths]
    if lost := [path["given"] for path, place in zip(paths, found, strict=True) if not place]:
        raise DatasetError(dataset.folder, f"cannot be built again: its articles are no longer in {', '.join(lost[:3])}",
                           "put them back, or build it from where they are now with parallax build; its corrections are kept")
    return found


def settings_of(dataset: Dataset) -> Settings:
    """The settings that a data set was built with, with its columns and files; a table of outlets beside it goes before the one of then.

    Raises:
        DatasetError: a file that the build was given is not where it was.
    """
    made, known = _made_from(dataset), Settings().as_dict()
    files = {what: _found(path, dataset) for what, path in made["files"].items()}
    beside = companions.beside(dataset.folder, companions.ALIASES)
    if beside.is_file():
        files["outlets"] = str(beside)
    elif made["files"].get("outlets", {}).get("given", "").endswith(companions.ALIASES):
        files.pop("outlets")  # the user took it away
    if lost := [made["files"][what]["given"] for what, place in files.items() if not place]:
        raise DatasetError(dataset.folder, f"cannot be built again: {', '.join(lost)} is no longer there", "put it back where it was")
    numbers = {name: value for name, value in dataset.manifest.get("settings", {}).items() if name in known}
    return Settings(columns=made["columns"], files=files, **numbers)


def corrections_of(dataset: Dataset) -> Path:
    """Where the corrections of a data set stand, whether the file is there or not: the one its build was given, else beside its folder."""
    given = _made_from(dataset)["files"].get("corrections")
    return Path(_found(given, dataset) or given["given"]) if given else corrections.beside(dataset.folder)


def published(manifest: Mapping) -> dict:
    """A manifest as it may leave the machine: files, folders and a model of meaning by their names alone, not by where they lie.

    Args:
        manifest: of a data set.

    Example:
        >>> published({"sources": ["/srv/ada/bridge/articles"], "counts": {"given": 3}})
        {'sources': ['articles'], 'counts': {'given': 3}}
    """
    made, settings = manifest.get("made_from"), manifest.get("settings")
    told = {name: value for name, value in manifest.items() if name != "made_from"}
    if "sources" in manifest:
        told["sources"] = [_last(source) for source in manifest["sources"]]
    if settings and settings.get("semantic_model"):
        told["settings"] = settings | {"semantic_model": _last(settings["semantic_model"])}
    if made:
        told["files"] = {what: _last(path["given"]) for what, path in made.get("files", {}).items()}
    return told


def _last(path: str) -> str:
    """The last part of a path of any system."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1]


def _made_from(dataset: Dataset) -> dict:
    """What the manifest says; of an older one the sources alone."""
    sources = [{"given": source, "from_here": source} for source in dataset.manifest.get("sources", [])]
    return {"sources": sources, "columns": {}, "files": {}, **dataset.manifest.get("made_from", {})}


def _found(path: Mapping[str, str], dataset: Dataset) -> str:
    """Where a path is now: as seen from the data set, else as it was given; "" for nowhere."""
    for place in (os.path.normpath(os.path.join(dataset.folder, path["from_here"])), path["given"]):
        if os.path.exists(place):
            return place
    return ""
