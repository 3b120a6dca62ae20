"""Data sets made in the browser: names, paths, progress, the child process."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import jobs


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PARALLAX_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a/b/c.txt", "a/b/c.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\win.ini", "win.ini"),
        ("C:\\x\\y.md", "C_/x/y.md"),
        ("con", "_con"),
        ("nul.txt", "_nul.txt"),
        ("", "file"),
        ("..", "file"),
        ("a/./../b", "a/b"),
        ("a\x00b.txt", "a_b.txt"),
        ("name. ", "name"),
        ("ünïcode.txt", "ünïcode.txt"),
    ],
)
def test_a_path_from_a_browser_is_cleaned(sent, kept):
    assert jobs.clean_path(sent) == kept


@given(st.text(max_size=300))
def test_a_cleaned_path_never_leaves_its_folder(sent):
    parts = jobs.clean_path(sent).split("/")
    assert all(part and part not in (".", "..") and not set(part) & set('\x00<>:"|?*\\') for part in parts) and len(parts) <= 8


@given(st.text(max_size=200))
def test_a_data_set_name_is_one_folder(wanted):
    name = jobs.dataset_name(wanted, [])
    assert name not in ("", ".", "..") and "/" not in name and "\\" not in name


def test_a_name_that_is_taken_gets_a_number_whatever_its_case():
    assert jobs.dataset_name("Ferry", ["ferry", "Ferry 2"]) == "Ferry 3"


def test_files_with_the_same_path_are_both_kept(home):
    jobs._write(home, [("a.txt", b"1"), ("A.txt", b"2"), ("../a.txt", b"3")])
    assert sorted(p.name for p in home.iterdir()) == ["A 2.txt", "a 3.txt", "a.txt"]


def test_the_given_data_set_comes_first_and_keeps_its_name_apart(home, tmp_path):
    (home / "ferry" / "dataset").mkdir(parents=True)
    assert list(jobs.offered(tmp_path / "elsewhere" / "ferry")) == ["ferry (given)", "ferry"]


def test_a_kept_data_set_given_at_the_start_is_offered_once(home):
    (home / "ferry" / "dataset").mkdir(parents=True)
    assert len(jobs.offered(home / "ferry" / "dataset")) == 1


def test_removing_a_build_that_never_finished_leaves_no_copy_of_its_articles(home):
    (home / "ferry" / "articles").mkdir(parents=True)
    (home / "ferry" / "build.log").write_text("look: 1 files")
    jobs.remove("ferry")
    assert list(home.iterdir()) == []


def test_removing_a_name_that_is_not_kept_touches_nothing(home):
    (home / "other").mkdir()
    jobs.remove("../" + home.name)
    jobs.remove("other")
    assert (home / "other").is_dir()


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("read: 1,000 of 4,000 records", 0.25),
        ("look: 12 files", None),
        ("read: 5 of 0 x", None),
        ("3 given = 2 read + 1 duplicates + 0 rejected.", None),
    ],
)
def test_progress_is_read_from_the_last_line(line, share):
    assert jobs.progress_of(["before", f"{line}; about 3 minutes left in all"]) == (line, share, "about 3 minutes left in all")


def test_a_build_is_run_and_kept(home):
    job = jobs.start(
        "Ferry",
        [
            (
                "ledger.md",
                b"---\ntitle: Ferry late\noutlet: Harbor Ledger\n---\nThe ferry Selma was late on Monday, the harbour office said.\n",
            )
        ],
    )
    job.process.wait(timeout=90)
    assert job.has_built, job.lines()
    assert (list(jobs.kept()), job.lines()[-1].startswith("1 given")) == (["Ferry"], True)


def test_a_cancelled_build_leaves_no_finished_data_set(home):
    from dashboard.data import is_finished

    job = jobs.start("Ferry", [("ledger.md", b"The ferry was late.")])
    job.cancel()
    assert (job.is_running, job.has_built, is_finished(job.dataset)) == (False, False, False)


def test_tables_of_outlets_that_are_given_with_the_articles_stand_beside_the_data_set(home):
    from functools import partial

    from pipeline import groups, known_outlets

    names = partial(known_outlets.keep, rows=known_outlets.read("n.csv", b"domain,name\nledger.example,Harbor Ledger\n"))
    grouped = partial(groups.keep, table=groups.read("g.csv", b"outlet,country\nHarbor Ledger,Norland\n"))
    job = jobs.start("Ferry", [("ledger.md", b"The ferry was late.")], [names, grouped])
    job.cancel()
    assert {"dataset.aliases.csv", "dataset.groups.csv"} <= {path.name for path in (home / "Ferry").iterdir()}
