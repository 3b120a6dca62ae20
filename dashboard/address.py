"""A selection as it stands in the address of a view, and back: what links, pins, recipes and the report's options share."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import parse_qs, urlencode

from dashboard.data import Opened
from dashboard.selection import group_labels, words_of
from pipeline.errors import SettingsError
from pipeline.selection import Selection

# Name in the address → field of the selection, of every switch.
SWITCHES = {"wire": "is_wire_included", "probable": "is_probable_wire_included", "versions": "is_every_version_included"}
FILTERS = ("outlets", "groups", "since", "until", "story", "words", "by", *SWITCHES)
_MOST_NAMED = 12


def parsed(query: str) -> dict[str, list[str]]:
    """The parameters of an address; what stands before a question mark is left out.

    Example:
        >>> parsed("/overview?outlets=Bay+Post&outlets=Hill+Echo&wire=false")
        {'outlets': ['Bay Post', 'Hill Echo'], 'wire': ['false']}
    """
    return parse_qs(query.partition("?")[2] if "?" in query else query, keep_blank_values=False)


def written(params: Mapping[str, Iterable[str]]) -> str:
    """Parameters as they stand after the question mark of an address.

    Example:
        >>> written({"outlets": ["Bay Post", "Hill Echo"], "wire": ["false"]})
        'outlets=Bay+Post&outlets=Hill+Echo&wire=false'
    """
    return urlencode([(name, value) for name, values in params.items() for value in values])


def selection_of(opened: Opened, params: Mapping[str, list[str]]) -> Selection:
    """The selection that parameters name.

    Args:
        opened: the data set, for the names of outlets and stories.
        params: of an address; what is no filter is left out.

    Raises:
        SettingsError: an outlet, group or story is not in the data set, or a day is none.
    """
    outlets = dict(zip(opened.outlets["shown"], opened.outlets["outlet_id"], strict=True))
    return Selection(
        tuple(_known("outlet", name, outlets) for name in params.get("outlets", ())),
        _day("since", params),
        _day("until", params),
        _known("story", params["story"][0], opened.story_ids) if params.get("story") else "",
        words_of(params["words"][0]) if params.get("words") else (),
        groups=tuple(_known("group", name, group_labels(opened)) for name in params.get("groups", ())),
        by=_known("by", params["by"][0], dict(zip(opened.groups.columns, opened.groups.columns, strict=True))) if params.get("by") else "",
        **{field: _is_on(name, params, getattr(Selection(), field)) for name, field in SWITCHES.items()},
    )


def params_of(opened: Opened, selection: Selection) -> dict[str, list[str]]:
    """The parameters that name a selection; nothing for what is everything."""
    if selection == Selection():
        return {}
    outlets = dict(zip(opened.outlets["outlet_id"], opened.outlets["shown"], strict=True))
    params = {
        "outlets": [outlets[x] for x in selection.outlets if x in outlets],
        "story": [opened.story_names[selection.story]] if selection.story in opened.story_names else [],
        "groups": [label for label, pair in group_labels(opened).items() if pair in selection.groups],
        "by": [selection.by] if selection.by in opened.groups.columns else [],
        "words": [", ".join(selection.words)] if selection.words else [],
        "since": [str(selection.since)] if selection.since else [],
        "until": [str(selection.until)] if selection.until else [],
        **{name: _switched(getattr(selection, field), getattr(Selection(), field)) for name, field in SWITCHES.items()},
    }
    return {name: values for name, values in params.items() if values}


def _known(what: str, name: str, ids: Mapping) -> object:
    """The id of a name."""
    if name not in ids:
        there = ", ".join(list(ids)[:_MOST_NAMED]) + (f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else "")
        raise SettingsError(what, name, "is not in this data set", f"give one of: {there or 'there is none'}")
    return ids[name]


def _day(name: str, params: Mapping[str, list[str]]) -> date | None:
    """A day of the address."""
    given = params.get(name, [""])[0]
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise SettingsError(name, given, "is no day", "write it as 2026-03-31") from error


def _is_on(name: str, params: Mapping[str, list[str]], usual: bool) -> bool:
    """A switch of the address; as usual unless it says otherwise."""
    given = params.get(name, [""])[0].casefold()
    return usual if given not in ("true", "false") else given == "true"


def _switched(is_on: bool, usual: bool) -> list[str]:
    """What the address says of a switch: nothing where it stands as usual."""
    return [] if is_on == usual else [str(is_on).lower()]
