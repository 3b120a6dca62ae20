"""Parallax: how several outlets report the same event.

The map of the house, in reading order:
    tables      what a table is: every column, its dtype, its meaning
    build       the recipe: read, extract, find stories, link, publish
    engine      maps a function over articles or stories, in process or on all cores
    store       the data set on disk: published whole or not at all
    article     what readers hand over; `readers/` has one input format a file
    extract/    one table a file, one article at a time
    link/       across articles: stories, sources, passages, copies; within a story: utterances, facts, conflicts
    measures/   one comparison a file: tables in, a tidy frame out
    settings    every tunable number; errors: every exception; text: words, sentences, ids; plugins: finds the one-file parts
    frames      the door for notebooks: `from pipeline import open_dataset, build_dataset`
"""

import importlib

_DOORS = {"open_dataset": "pipeline.frames", "build_dataset": "pipeline.frames"}


def __getattr__(name: str):
    """What a notebook imports from here, loaded when it is asked for: importing any part must not load all of them."""
    if name not in _DOORS:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(importlib.import_module(_DOORS[name]), name)
