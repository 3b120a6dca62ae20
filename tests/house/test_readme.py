"""What the README shows is what happens: its console examples run, and their output is compared line by line."""

import re
import shutil
import subprocess
import sys

import pytest
from source import ROOT

from pipeline.demo import ARTICLES

BLOCKS = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)


def _examples():
    """Each command of the README with the lines that it should print, in their order."""
    examples = []
    for line in "".join(BLOCKS).splitlines():
        if line.startswith("$ parallax "):
            examples.append((line.removeprefix("$ parallax ").split(), []))
        else:
            examples[-1][1].append(line)
    return examples


def _pattern(lines):
    """What the output must look like: "…" stands for anything within a line, and for any lines where it stands alone."""
    parts = [".*" if line == "…" else re.escape(line).replace("…", "[^\\n]*") + "\n" for line in lines]
    return "".join(parts)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each command prints, run one after the other in an empty folder beside `my-articles`."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ARTICLES, folder / "my-articles")
    commands = [" ".join(arguments) for arguments, _ in _examples()]
    return {command: subprocess.run([sys.executable, "-m", "pipeline.cli", *command.split()], cwd=folder, capture_output=True, text=True,
                                    timeout=300, check=False) for command in commands}


@pytest.mark.timeout(900)  # the first one runs them all
@pytest.mark.parametrize(("arguments", "lines"), _examples(), ids=lambda value: " ".join(value[:2]) if value else "nothing")
def test_example_prints_what_the_readme_shows(arguments, lines, printed):
    run = printed[" ".join(arguments)]
    assert run.returncode == 0, run.stderr
    assert re.fullmatch(_pattern(lines), run.stdout, re.S), run.stdout


def test_pattern_compares_lines_and_skips_where_told():
    assert re.fullmatch(_pattern(["a …", "…", "z"]), "a b\nc\nd\nz\n", re.S)
    assert not re.fullmatch(_pattern(["a", "z"]), "a\nb\nz\n", re.S)
