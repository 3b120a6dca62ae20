"""Small pieces: it is the long tail of functions and files that rots, so the tail is what is tested."""

import statistics

from source import PACKAGES, code_lines, files, functions, parameters, place, tree

LONGEST_FUNCTION, LONGEST_FILE, MOST_PARAMETERS = 40, 350, 5


def test_no_function_is_longer_than_forty_lines():
    lengths = {place(path, f) + f" {f.name}": code_lines(path, f) for path in files(*PACKAGES) for f in functions(path)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_nine_functions_in_ten_have_at_most_twenty_lines():
    lengths = [code_lines(path, f) for path in files(*PACKAGES) for f in functions(path)]
    assert sum(n <= 20 for n in lengths) >= 0.9 * len(lengths), f"median {statistics.median(lengths)}"


def test_no_file_is_longer_than_three_hundred_and_fifty_lines():
    lengths = {place(path): code_lines(path, tree(path)) for path in files(*PACKAGES)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_takes_more_than_five_parameters():
    every = [(path, f) for path in files(*PACKAGES) for f in functions(path) if not _is_measure(path, f)]
    counts = {place(path, f) + f" {f.name}": len(parameters(f)) for path, f in every}
    assert {name: n for name, n in counts.items() if n > MOST_PARAMETERS} == {}


def _is_measure(path, function):
    """Whether a function is the one of a measure, whose parameters name the tables that it reads."""
    return path.parent.name == "measures" and function.name == "measure"
