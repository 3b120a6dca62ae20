"""The commands: their examples run, their exit codes tell, their errors are one sentence."""

import re
import shlex
import shutil
import subprocess
import sys

import pytest

from pipeline import cli, errors, serving
from pipeline.demo import ARTICLES
from pipeline.tables import TABLES


@pytest.fixture
def workplace(tmp_path, demo_folder, monkeypatch):
    """A folder with what the examples speak of."""
    shutil.copytree(ARTICLES, tmp_path / "articles")
    shutil.copytree(demo_folder, tmp_path / "my-data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(serving, "serve", lambda *_: 0)
    return tmp_path


def commands():
    """Name and help of every command."""
    return {name: command.format_help() for name, command in cli.parser()._subparsers._group_actions[0].choices.items()}


@pytest.mark.parametrize("name", list(commands()))
def test_example_of_the_help_runs(workplace, name):
    example = re.search(r"Example:\n  parallax (.+)", commands()[name]).group(1)
    assert cli.main(shlex.split(example)) == cli.BUILT


def test_build_ends_with_the_account(workplace, capsys):
    cli.main(["build", "articles", "--out", "new", "--workers", "0"])
    assert re.fullmatch(r"\d+ given = \d+ read \+ \d+ duplicates \+ \d+ rejected; details: parallax info new --problems",
                        capsys.readouterr().out.splitlines()[-1])


def test_details_that_the_account_names_are_there(workplace, capsys):
    cli.main(["info", "my-data", "--problems"])
    assert "agency-cut.jsonl (line 1)" in capsys.readouterr().out


def test_info_says_what_is_in_the_data_set(workplace, capsys):
    cli.main(["info", "my-data"])
    said = capsys.readouterr().out
    assert all(word in said for word in ("records: ", "articles: ", "outlets", "Norvale Register", "quotes"))


def test_check_says_that_all_is_right(workplace, capsys):
    assert (cli.main(["check", "my-data"]), f"all {len(TABLES)} tables are right" in capsys.readouterr().out) == (0, True)


def test_check_of_a_damaged_data_set_fails(workplace, capsys):
    with open(workplace / "my-data" / "versions" / "000001" / "facts.parquet", "ab") as stream:
        stream.write(b"x")
    assert (cli.main(["check", "my-data"]), "facts.parquet: has changed" in capsys.readouterr().out) == (2, True)


def test_too_many_unusable_articles_give_exit_code_one(workplace):
    for i in range(40):
        (workplace / "articles" / f"empty-{i}.txt").touch()
    assert cli.main(["build", "articles", "--out", "new", "--workers", "0"]) == errors.TOO_MANY_UNUSABLE


def test_limit_of_unusable_articles_is_a_setting(workplace):
    (workplace / "strict.toml").write_text("rejected_max_share = 0\n")
    assert cli.main(["build", "articles", "--out", "new", "--workers", "0", "--settings", "strict.toml"]) == errors.TOO_MANY_UNUSABLE


@pytest.mark.parametrize("arguments", [
    ["build", "nowhere", "--out", "new"], ["build", "articles", "--out", "articles"], ["info", "nowhere"], ["info", "articles"],
    ["check", "nowhere"], ["export", "nowhere", "out"], ["export", "my-data", "my-data"],
    ["export", "my-data", "my-data/versions"], ["serve", "nowhere"], ["corrections", "my-data", "--undo", "7"],
    ["build", "articles", "--out", "new", "--corrections", "nowhere.csv"],
    ["build", "articles", "--out", "new", "--settings", "nowhere.toml"], ["build", "articles", "--out", "articles/agency.jsonl"],
], ids=" ".join)
def test_user_error_is_one_sentence_and_exit_code_two(workplace, capsys, arguments):
    code = cli.main(arguments)
    captured = capsys.readouterr()
    assert (code, captured.out, len(captured.err.splitlines())) == (2, "", 1)
    assert re.fullmatch(r"parallax: .+: .+\. Hint: .+\.\n", captured.err)


@pytest.mark.parametrize("arguments", [
    ["build"], ["build", "articles"], ["nonsense"], ["export", "my-data", "out", "--format", "doc"],
    ["export", "my-data", "out", "--table", "nonsense"], ["report", "my-data", "--out", "report.txt"], ["build", "articles", "--out", "x", "--workers", "-1"]], ids=" ".join)
def test_wrong_use_is_exit_code_two_and_no_traceback(workplace, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert (ended.value.code, "Traceback" in capsys.readouterr().err) == (2, False)


def test_the_dashboard_is_opened_without_loading_what_reads_tables():
    asked = "import sys; from pipeline import cli, serving; serving.serve = lambda *_: 0; cli.main([]); print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(("arguments", "opened"), [
    ([], ("", None, True, "")), (["--no-browser"], ("", None, False, "")), (["--port", "8600"], ("", 8600, True, "")),
    (["serve", "my-data", "--port", "8600"], ("my-data", 8600, True, "")),
    (["--no-browser", "serve", "my-data"], ("my-data", None, False, ""))], ids=str)
def test_the_dashboard_is_opened_as_asked_with_or_without_a_command(workplace, monkeypatch, arguments, opened):
    asked = []
    monkeypatch.setattr(serving, "serve", lambda *arguments: asked.append(arguments) or 0)
    cli.main(arguments)
    assert asked == [opened]


def test_titles_cannot_steer_the_terminal(workplace, capsys):
    (workplace / "evil").mkdir()
    (workplace / "evil" / "a\x1b[31m.txt").write_bytes(b"")
    cli.main(["build", "evil", "--out", "new", "--workers", "0"])
    cli.main(["info", "new", "--problems"])
    assert "\x1b" not in capsys.readouterr().out


def test_closed_pipe_is_no_traceback(workplace):
    command = f"{shlex.quote(sys.executable)} -m pipeline.cli info my-data | head -1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
