"""Bad input from end to end: each piece ends as a row of problems or one clear sentence, and all else is built."""

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from pipeline import export, steps, store
from pipeline.build import build
from pipeline.checking import check
from pipeline.errors import DatasetError, InputError
from pipeline.settings import Settings

GOOD = """---
title: Ferry line to Osmund Island reopens
site_name: Saltmarsh Herald
date: 2025-05-04T08:00:00Z
---
The ferry line to Osmund Island reopened on Sunday after nine weeks of repairs.

"We waited long enough," said Petra Lindqvist, who runs the island's bakery. The work cost 4.2 million dollars.
"""
BRIDGE = """---
site_name: Bay Post
{}
---
A bridge over the river Alder was opened on Monday after two years of work.
"""
COMMAND = [sys.executable, "-m", "pipeline.cli", "build"]


def reports(n, text="The river stood at {} feet, the mayor said on Monday."):
    """JSON lines of some articles of one outlet."""
    return "".join(json.dumps({"outlet": "Bay Post", "title": f"Report {i}", "body": text.format(i)}) + "\n" for i in range(n))


@pytest.fixture
def folder(tmp_path):
    """A folder with one good article."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.md").write_text(GOOD)
    return tmp_path / "in"


def built(folder, **options):
    """The data set of a folder, built in this process; it must pass the check."""
    dataset = build([folder], folder.parent / "set", **{"workers": 0, **options})
    assert check(dataset) == []
    return dataset


def fates(dataset):
    """Counts of a build: read, duplicates, rejected."""
    counts = dataset.manifest["counts"]
    assert counts["given"] == counts["read"] + counts["duplicates"] + counts["rejected"]
    return counts["read"], counts["duplicates"], counts["rejected"]


def rejected(dataset):
    """Files of the rejected records."""
    problems = dataset.table("problems")
    return sorted(problems[problems["severity"] == "rejected"]["source_file"])


def with_file(folder, name, content):
    """The data set of the folder with one more file in it."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return built(folder)


@pytest.mark.parametrize(("name", "content"), [
    ("empty.txt", b""),
    ("blank.txt", b" \n\n\t\n"),
    ("zeros.txt", b"\x00" * 5000),
    ("binary.txt", bytes(range(256)) * 40),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + os.urandom(3000)),
    ("archive.zip", b"PK\x03\x04 and then nothing of an archive"),
    ("pages.html.gz", b"\x1f\x8b\x08\x00 and then nothing of a gzip file"),
])
def test_file_without_an_article_is_rejected_and_the_rest_is_built(folder, name, content):
    dataset = with_file(folder, name, content)
    assert (fates(dataset), rejected(dataset)) == ((1, 0, 1), [name])


@pytest.mark.parametrize("head", [
    "title: [unclosed\nsite_name: 'Bay Post",
    "title: a\n  site_name: b\n bad indent",
    "title: \t\tx: y: z\n- - -",
    "<<: *nothing\ntitle: x",
    "title: !!python/object/apply:os.system [echo]",
], ids=["unclosed", "indent", "colons", "unknown-alias", "tag"])
def test_broken_yaml_loses_no_article_in_silence(folder, head):
    dataset = with_file(folder, "broken.md", f"---\n{head}\n---\nThe town council met on Monday to talk about a bridge over the Alder.\n")
    problems = dataset.table("problems")
    assert sum(fates(dataset)) == 2
    assert fates(dataset)[0] == 2 or rejected(dataset) == ["broken.md"]
    assert "broken.md" in set(problems["source_file"]) | set(dataset.table("articles")["source_file"])


def test_yaml_alias_bomb_is_stopped(folder):
    levels = "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10))
    dataset = with_file(folder, "bomb.md", f"---\na0: &a0 [x, x, x]\n{levels}\ntitle: *a9\n---\nThe text of the bomb is harmless.\n")
    assert sum(fates(dataset)) == 2
    assert "bomb.md" in set(dataset.table("problems")["source_file"])


def test_deeply_nested_yaml_is_stopped(folder):
    dataset = with_file(folder, "deep.md", "---\ntitle: " + "[" * 50_000 + "\n---\nThe text below is short and says little.\n")
    assert (sum(fates(dataset)), "deep.md" in set(dataset.table("problems")["source_file"])) == (2, True)


@pytest.mark.parametrize("body", [
    b"Caf\xe9 owners on the Quay met on Tuesday, said Ren\xe9 Maillard.",
    "Café owners on the Quay ".encode() + b"met at Caf\xe9 Ren\xe9 on Tuesday.",
    b"Owners\x00 on the Quay met\x00 on Tuesday, \x01\x02 said the mayor.",
    "Owners on the Quay met on Tuesday, said the mayor.".encode("utf-16"),
    b"\xff\xfeOwners on the Quay met on Tuesday \x80\x81 and on Wednesday.",
], ids=["cp1252", "mixed", "nul", "utf-16", "wrong-bom"])
def test_odd_encoding_gives_clean_text_or_a_problem(folder, body):
    dataset = with_file(folder, "odd.txt", body)
    assert sum(fates(dataset)) == 2
    odd = dataset.table("articles").query("source_file == 'odd.txt'")["body"]
    assert rejected(dataset) == ["odd.txt"] if odd.empty else not odd.str.contains("[\x00-\x08\ufffe]").any()


def test_a_hundred_thousand_nested_tags_end_in_bounded_time(folder):
    page = b"<html><head><title>Deep</title></head><body>" + b"<div>" * 100_000 + b"The mill by the river closed." + b"</div>" * 100_000
    (folder / "deep.html").write_bytes(page + b"</body></html>")
    dataset = built(folder, workers=1, settings=Settings(article_deadline_seconds=20))
    assert sum(fates(dataset)) == 2
    assert "deep.html" in {*rejected(dataset), *dataset.table("articles")["source_file"]}


def test_endless_line_is_refused_and_not_held(folder):
    with open(folder / "endless.jsonl", "wb") as stream:
        stream.write(b'{"title": "Endless", "body": "')
        stream.writelines(b"word " * 10_000 for _ in range(100))
    dataset = built(folder, settings=Settings(record_max_bytes=100_000))
    assert (fates(dataset)[0], rejected(dataset)) == (1, ["endless.jsonl"])


def test_long_text_is_refused_by_the_limit(folder):
    (folder / "long.txt").write_text("The same words again. " * 20_000)
    dataset = built(folder, settings=Settings(record_max_bytes=100_000))
    assert (fates(dataset), rejected(dataset)) == ((1, 0, 1), ["long.txt"])


def test_article_without_a_title_is_built(folder):
    assert fates(with_file(folder, "no-title.md", BRIDGE.format("lang: en"))) == (2, 0, 0)


def test_article_without_a_date_has_none(folder):
    dataset = with_file(folder, "no-date.md", BRIDGE.format("title: Bridge opened"))
    assert dataset.table("articles").query("title == 'Bridge opened'")["published_at"].isna().all()


def test_article_in_the_far_future_is_off_the_time_axis_and_a_doubt(folder):
    dataset = with_file(folder, "future.md", BRIDGE.format("title: Bridge opened\ndate: 3025-01-01"))
    assert dataset.table("articles").query("title == 'Bridge opened'")["published_at"].isna().all()
    assert "future.md" in set(dataset.table("problems").query("severity == 'doubt'")["source_file"])


def test_impossible_date_is_no_date(folder):
    dataset = with_file(folder, "impossible.md", BRIDGE.format("title: Bridge opened\ndate: 2024-02-30"))
    assert dataset.table("articles").query("title == 'Bridge opened'")["published_at"].isna().all()


def test_same_file_three_times_is_one_article_with_three_places(folder):
    for name in ("again.md", "once-more.md"):
        shutil.copy(folder / "good.md", folder / name)
    dataset = built(folder)
    assert (fates(dataset), len(dataset.table("articles")), len(dataset.table("origins"))) == ((1, 2, 0), 1, 3)


def test_equal_names_in_two_sources_are_counted_apart(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "good.md").write_text(GOOD)
        (tmp_path / name / "empty.txt").touch()
    dataset = build([tmp_path / name for name in "abc"], tmp_path / "set", workers=0)
    assert (fates(dataset), check(dataset)) == ((1, 2, 3), [])


def test_folder_without_a_readable_file_is_rejected(tmp_path):
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    dataset = build([tmp_path / "in"], tmp_path / "set", workers=0)
    assert (fates(dataset), len(dataset.table("articles"))) == ((0, 0, 1), 0)


def test_input_without_an_article_never_replaces_a_data_set(folder):
    built(folder)
    (folder.parent / "void").mkdir()
    with pytest.raises(InputError, match="left as it is"):
        build([folder.parent / "void"], folder.parent / "set", workers=0)
    assert len(store.open_dataset(folder.parent / "set").table("articles")) == 1


def test_source_that_is_not_there_is_one_clear_sentence(tmp_path):
    with pytest.raises(InputError, match=r"nowhere: does not exist\. Hint: "):
        build([tmp_path / "nowhere"], tmp_path / "set", workers=0)
    assert not (tmp_path / "set").exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission_is_rejected(folder):
    (folder / "secret.md").write_text(GOOD)
    (folder / "secret.md").chmod(0)
    assert rejected(built(folder)) == ["secret.md"]


def test_file_that_refuses_to_open_is_rejected(folder, monkeypatch):
    (folder / "secret.md").write_text(GOOD)
    opened = open

    def refusing(path, *arguments, **options):
        if str(path).endswith("secret.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr("builtins.open", refusing)
    assert rejected(built(folder)) == ["secret.md"]


def test_link_that_leads_nowhere_is_rejected(folder):
    (folder / "lost.md").symlink_to(folder / "gone.md")
    assert rejected(built(folder)) == ["lost.md"]


def test_pipe_in_the_folder_does_not_hang(folder):
    os.mkfifo(folder / "pipe.txt")
    assert rejected(built(folder)) == ["pipe.txt"]


def test_cut_gzip_keeps_its_whole_lines(folder):
    lines = "".join(reports(1, f"The river stood at {i} feet on Monday. {random.Random(i).randbytes(90).hex()}") for i in range(200))
    dataset = with_file(folder, "cut.jsonl.gz", gzip.compress(lines.encode())[:12_000])
    read, _, n_rejected = fates(dataset)
    assert (read > 20, n_rejected, set(rejected(dataset))) == (True, 1, {"cut.jsonl.gz"})


def test_gzip_bomb_is_stopped(folder):
    dataset = with_file(folder, "bomb.html.gz", gzip.compress(b"<p>" + b"a " * 30_000_000))
    assert rejected(dataset) == ["bomb.html.gz"]


def test_archive_with_a_path_trick_writes_nothing_outside(folder):
    with zipfile.ZipFile(folder / "trick.zip", "w") as archive:
        archive.writestr("../../escaped.md", GOOD.replace("Saltmarsh", "Escape"))
        archive.writestr("inside.md", GOOD.replace("Saltmarsh", "Inside"))
    dataset = built(folder)
    assert sum(fates(dataset)) == 3
    assert not list(folder.parent.parent.glob("**/escaped.md"))


def test_hostile_csv_rows_are_told_apart(folder):
    dataset = with_file(folder, "table.csv", 'outlet,title,body,date\nBay Post,One,"The bridge was opened on Monday.",2025-01-02\n'
                        'Bay Post,=1+1,"The bridge was closed on Tuesday.",NA\nBay Post,,,\n')
    read, _, n_rejected = fates(dataset)
    assert (read >= 3, read + n_rejected) == (True, 4)


@pytest.fixture
def poisoned(monkeypatch):
    """Builds use one extractor only, which obeys the articles."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    monkeypatch.setattr(steps, "extractors", lambda: [steps.Step("poison_extractor", "article", ("articles",), ("keywords",))])
    monkeypatch.setattr(steps, "linkers", list)


@pytest.mark.parametrize(("order", "error"), [("hang", "TooSlow"), ("die", "WorkerDied"), ("eat", "TooMuchMemory"), ("fail", "KeyError")])
def test_article_that_poisons_its_worker_is_named_and_the_rest_is_built(tmp_path, poisoned, order, error):
    lines = reports(40).splitlines(keepends=True)
    (tmp_path / "in.jsonl").write_text("".join([*lines[:13], lines[13].replace("Monday", f"Monday, please {order}"), *lines[14:]]))
    dataset = build([tmp_path / "in.jsonl"], tmp_path / "set", Settings(article_deadline_seconds=8), workers=2)
    problems = dataset.table("problems").query("severity == 'rejected'")
    assert (fates(dataset), check(dataset)) == ((39, 0, 1), [])
    assert list(problems[["error", "source_position"]].itertuples(index=False, name=None)) == [(error, "line 14")]


def test_every_engine_gives_the_same_bytes(tmp_path, demo_articles):
    here, there = build([demo_articles], tmp_path / "a", workers=0), build([demo_articles], tmp_path / "b", workers=2)
    assert here.manifest["tables"] == there.manifest["tables"]


def test_another_order_and_place_give_the_same_bytes(tmp_path, demo_articles):
    first, second = tmp_path / "first", tmp_path / "elsewhere" / "second"
    shutil.copytree(demo_articles, first)
    second.mkdir(parents=True)
    for path in sorted(first.iterdir(), reverse=True):
        shutil.copy(path, second / path.name)
    files = [p for p in second.iterdir() if p.is_file()]
    for dataset, out in ((build([first], tmp_path / "a", workers=0), "x"), (build(files[::-1], tmp_path / "b", workers=0), "y")):
        export.export(dataset, tmp_path / out)
    assert {p.name: p.read_bytes() for p in (tmp_path / "x").iterdir()} == {p.name: p.read_bytes() for p in (tmp_path / "y").iterdir()}


@pytest.fixture
def demo_articles():
    """Folder of the articles that come with the project."""
    from pipeline.demo import ARTICLES

    return ARTICLES


def test_full_disk_while_building_is_one_clear_sentence(folder, monkeypatch):
    built(folder)
    (folder / "more.md").write_text(GOOD.replace("Ferry", "Second ferry"))

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "write_slices", full)
    with pytest.raises(DatasetError, match="disk is full; the earlier data set is unchanged"):
        build([folder], folder.parent / "set", workers=0)
    assert len(store.open_dataset(folder.parent / "set").table("articles")) == 1


def test_really_full_disk_is_one_clear_sentence(demo_articles, tiny_disk):
    command = [*COMMAND, str(demo_articles), "--out", str(tiny_disk / "set"), "--workers", "0"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, "the disk is full" in run.stderr, "Traceback" in run.stderr) == (2, True, False)


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 100 kB, where the system lets one be made."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_data_set_of_another_schema_is_replaced_by_a_build_and_not_read(folder):
    manifest = built(folder).path("articles").with_name("manifest.json")
    manifest.write_text(manifest.read_text().replace('"schema_version": ', '"schema_version": 9'))
    with pytest.raises(DatasetError, match="build it again"):
        store.open_dataset(folder.parent / "set")
    assert len(built(folder).table("articles")) == 1


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_build_killed_half_way_leaves_the_earlier_data_set(folder):
    built(folder)
    (folder / "rows.jsonl").write_text(reports(2000))
    child = subprocess.Popen([*COMMAND, str(folder), "--out", str(folder.parent / "set")], stderr=subprocess.PIPE)
    while b"read" not in child.stderr.readline():
        assert child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert len(store.open_dataset(folder.parent / "set").table("articles")) == 1
    (folder / "rows.jsonl").unlink()
    assert fates(built(folder)) == (1, 0, 0)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_build_ended_by_the_user_ends_clean_and_soon(folder, wish):
    (folder / "rows.jsonl").write_text(reports(5000))
    command = [*COMMAND, str(folder), "--out", str(folder.parent / "set")]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # tests that run in the background are deaf to it, and so is their child
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heard)
    while "read" not in child.stderr.readline():
        assert child.poll() is None
    begun = time.monotonic()
    child.send_signal(wish)
    said = child.communicate(timeout=30)[1]
    assert (child.returncode, "Traceback" in said, time.monotonic() - begun < 25) == (130, False, True)
    assert not list((folder.parent / "set" / "versions").iterdir())


def test_numbers_of_the_tables_are_in_the_manifest(folder):
    dataset = built(folder)
    told = {name: table["rows"] for name, table in dataset.manifest["tables"].items()}
    assert told == {name: len(rows) for name, rows in dataset.tables.items()}
    assert pd.read_parquet(dataset.path("articles").with_name("inputs.parquet"))["source_file"].tolist() == ["good.md"]
