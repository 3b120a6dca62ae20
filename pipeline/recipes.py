"""A recipe: a small file that shows someone who has the same articles the same view, and says so where theirs are not the same."""

import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from pipeline import groups
from pipeline.errors import InputError
from pipeline.settings import DECLARED
from pipeline.store import Dataset

_FORMAT = "parallax recipe"
_MOST_BYTES = 50_000
_NUMBER = re.compile(r" \([0-9]{1,6}\)$")  # by which the dashboard tells two outlets or stories of one name apart


@dataclass(frozen=True)
class Recipe:
    """A view that can be opened again.

    Args:
        page: file name of the page.
        params: filters and choices, as in the address.
        inputs: hash of the list of input files.
        settings: settings that differ from their defaults.
        made: what it was made from, in words, by name.
    """

    page: str
    params: dict[str, list[str]]
    inputs: str
    settings: dict[str, float]
    made: dict[str, str]

    @property
    def link(self) -> str:
        """The address of the view, without the machine's own name."""
        query = urlencode([(name, value) for name, values in self.params.items() for value in values])
        return f"/{self.page}?{query}".rstrip("?")


def recipe_of(dataset: Dataset, name: str, page: str, params: Mapping[str, list[str]]) -> Recipe:
    """The recipe of a view.

    Args:
        dataset: the data set.
        name: what it is called.
        page: file name of the page.
        params: filters and choices, as in the address.
    """
    manifest = dataset.manifest
    made = {
        "data_set": name,
        "version": dataset.version,
        "built": str(manifest.get("built_at", ""))[:10],
        "newsparallax": str(manifest.get("versions", {}).get("newsparallax", "")),
    }
    return Recipe(page, dict(params), _inputs(dataset), _settings(dataset), made)


def _inputs(dataset: Dataset) -> str:
    """The hash of the list of input files."""
    inputs = dataset.manifest.get("inputs", {})
    return str(inputs.get("list_sha256", inputs.get("sha256", ""))) if isinstance(inputs, dict) else ""


def _settings(dataset: Dataset) -> dict[str, float]:
    """The settings of a data set that differ from their defaults."""
    used = dataset.manifest.get("settings", {})
    return {s.name: float(used[s.name]) for s in DECLARED if isinstance(used.get(s.name), int | float) and used[s.name] != s.default}


def written(recipe: Recipe) -> str:
    """The recipe as TOML, for people to read."""
    lines = [
        f'format = "{_FORMAT}"',
        "# Open it with: parallax serve DATASET --recipe FILE, on a data set of the same articles; or on the page Take it with you.",
        f"page = {_quoted(recipe.page)}",
        f"inputs_sha256 = {_quoted(recipe.inputs)}",
        "",
        "[made]",
        *(f"{name} = {_quoted(value)}" for name, value in recipe.made.items()),
        "",
        "# Filters and choices, as in the address of the view.",
        "[view]",
        *(f"{_quoted(name)} = [{', '.join(map(_quoted, values))}]" for name, values in recipe.params.items()),
        "",
        "# Settings that differ from their defaults.",
        "[settings]",
        *(f"{name} = {value!r}" for name, value in recipe.settings.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(content: bytes, where: str) -> Recipe:
    """The recipe of a file.

    Args:
        content: of the file.
        where: its name, for messages.

    Raises:
        InputError: it is no recipe.
    """
    hint = "choose a file that was saved as a recipe"
    try:
        if len(content) > _MOST_BYTES:
            raise InputError(where, "is larger than any recipe", hint)
        given = tomllib.loads(content.decode("utf-8-sig"))
        if given.get("format") != _FORMAT or not str(given["page"]).isidentifier():
            raise InputError(where, "is no recipe", hint)
        params = {str(name): [str(value) for value in values] for name, values in given.get("view", {}).items()}
        settings = {str(name): float(value) for name, value in given.get("settings", {}).items()}
        made = {str(name): str(value) for name, value in given.get("made", {}).items()}
        return Recipe(given["page"], params, str(given.get("inputs_sha256", "")), settings, made)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise InputError(where, f"is no recipe ({error})", hint) from error


def read_file(path: str | Path) -> Recipe:
    """The recipe of a file on disk.

    Raises:
        InputError: it cannot be read or is no recipe.
    """
    try:
        return read(Path(path).read_bytes(), str(path))
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error})", "name a file that is there") from error


def differences(recipe: Recipe, dataset: Dataset) -> list[str]:
    """What of a data set is not as it was when the recipe was made, each a sentence; empty where all is the same."""
    said = []
    if recipe.inputs and recipe.inputs != _inputs(dataset):
        said.append("The articles are not the same files as those of the recipe, so numbers may differ.")
    if recipe.settings != (mine := _settings(dataset)):
        names = ", ".join(sorted(name for name in {*recipe.settings, *mine} if recipe.settings.get(name) != mine.get(name)))
        said.append(f"Settings differ: {names}.")
    version = str(dataset.manifest.get("versions", {}).get("newsparallax", ""))
    if recipe.made.get("newsparallax", version) != version:
        said.append(f"The recipe was made with version {recipe.made['newsparallax']} of the program, this data set with {version}.")
    return said + _gone(recipe, dataset)


def _gone(recipe: Recipe, dataset: Dataset) -> list[str]:
    """Outlets, groups and stories of a recipe that are not in a data set, each kind in a sentence: its view shows others then."""
    outlets, grouped = dataset.table("outlets"), groups.Groups()
    with suppress(InputError):  # a table of groups that cannot be read is told where groups are
        grouped = groups.of_dataset(dataset.folder, outlets)
    known = {  # the name of an unknown outlet ends in that of its file, between brackets
        ("outlets", "Outlets"): {*outlets["outlet_name"], *(name.partition(" (")[0] for name in outlets["outlet_name"])},
        ("story", "Stories"): set(dataset.table("stories")["label"]),
        ("groups", "Groups"): {f"{column}: {value or groups.no_value(column)}" for column, value in grouped.options()},
        ("by", "Columns of a table of outlets"): set(grouped.columns),
    }
    said = []
    for (name, what), there in known.items():
        if gone := [x for x in recipe.params.get(name, ()) if not {x, _NUMBER.sub("", x)} & there]:
            said.append(f"{what} of the recipe that are not in this data set, and so are not chosen: {', '.join(gone)}.")
    return said
