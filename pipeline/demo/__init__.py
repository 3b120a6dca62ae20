"""A small data set of our own writing: two invented stories, eleven invented outlets and one unnamed, every common input format.

`articles/` is what a user would have; `truth.json` is what a reader who knows both stories marks in it.
Places, people, companies and outlets are made up; addresses end in ".example", which nobody can own.
"""

import json
from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"


def truth() -> dict:
    """What is true of the demo's articles: outlets, dates, quotes, facts, conflicts, copies.

    Returns:
        The content of `truth.json`; articles are named by short keys such as "halyard-roof".

    Example:
        >>> [story["story"] for story in truth()["stories"]]
        ['roof', 'mill']
    """
    return json.loads((Path(__file__).parent / "truth.json").read_text(encoding="utf-8"))
