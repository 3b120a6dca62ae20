"""The data set on disk: whole or not at all."""

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import pandas as pd
import pytest

from pipeline import store, tables
from pipeline.errors import DatasetError


def whole(**rows):
    """All tables, empty but for the rows given."""
    return {name: tables.conform(name, tables.frame(name, rows.get(name, ()))) for name in tables.TABLES}


def outlet(name):
    """A row of outlets."""
    return {"outlet_id": name.lower().ljust(16, "0"), "outlet_name": name, "is_known": True}


LISTING = {"source_file": ["a.txt"], "bytes": [3], "sha256": ["00"]}


def publish(folder, *names):
    """Publish a version with the outlets named."""
    with store.writing(folder) as writer:
        return writer.publish(whole(outlets=[outlet(n) for n in names]), {"counts": {}}, pd.DataFrame(LISTING))


def test_published_tables_read_back_with_their_dtypes(tmp_path):
    publish(tmp_path / "set", "Dune")
    opened = store.open_dataset(tmp_path / "set")
    assert {name: [str(d) for d in opened.table(name).dtypes] for name in tables.TABLES} == {
        name: [c.dtype for c in table.columns] for name, table in tables.TABLES.items()}


def test_rows_are_counted_without_reading_them(tmp_path):
    opened = publish(tmp_path / "set", "Dune", "Ridge")
    assert (opened.n_rows("outlets"), opened.n_rows("articles"), opened._read) == (2, 0, {})


def test_moments_and_unknown_counts_survive(tmp_path):
    row = {"story_id": "s", "label": "x", "first_published_at": pd.Timestamp("2025-03-01T10:00:00Z"), "n_articles": 1, "n_outlets": 1}
    with store.writing(tmp_path / "set") as writer:
        opened = writer.publish(whole(stories=[row]), {}, pd.DataFrame(LISTING))
    stories = opened.table("stories")
    assert (str(stories.at[0, "first_published_at"]), stories["last_published_at"].isna().all()) == ("2025-03-01 10:00:00+00:00", True)


def test_equal_tables_give_equal_bytes(tmp_path):
    first, second = publish(tmp_path / "a", "Dune", "Harbor"), publish(tmp_path / "b", "Harbor", "Dune")
    assert first.path("outlets").read_bytes() == second.path("outlets").read_bytes()


def test_reader_keeps_its_version_while_a_new_one_is_published(tmp_path):
    before = publish(tmp_path / "set", "Dune")
    publish(tmp_path / "set", "Harbor")
    assert (list(before.table("outlets")["outlet_name"]), list(store.open_dataset(tmp_path / "set").table("outlets")["outlet_name"])) == (
        ["Dune"], ["Harbor"])


def test_only_the_current_and_the_previous_version_are_kept(tmp_path):
    for name in ("Dune", "Harbor", "Mill"):
        publish(tmp_path / "set", name)
    assert sorted(p.name for p in (tmp_path / "set" / "versions").iterdir()) == ["000002", "000003"]


def test_table_of_a_removed_version_is_one_clear_error(tmp_path):
    oldest = publish(tmp_path / "set", "Dune")
    publish(tmp_path / "set", "Harbor")
    publish(tmp_path / "set", "Mill")
    with pytest.raises(DatasetError, match="open the data set again"):
        oldest.table("outlets")


def test_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(DatasetError, match="holds other files"):
        publish(tmp_path, "Dune")
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "set").write_text("mine")
    with pytest.raises(DatasetError, match="is a file"):
        publish(tmp_path / "set", "Dune")


def test_foreign_pointer_file_is_refused(tmp_path):
    (tmp_path / "dataset.json").write_text('{"version": 3}')
    with pytest.raises(DatasetError, match="not of a data set"):
        publish(tmp_path, "Dune")


def test_file_that_is_opened_as_a_data_set_is_called_a_file(tmp_path):
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(DatasetError, match="is a file, not the folder of a data set"):
        store.open_dataset(tmp_path / "notes.txt")


def test_missing_folder_says_how_to_build(tmp_path):
    with pytest.raises(DatasetError, match="parallax build"):
        store.open_dataset(tmp_path / "nothing")


def test_folder_whose_first_build_was_killed_is_half_written_and_can_be_built(tmp_path):
    folder = tmp_path / "set"
    with store.writing(folder):
        (folder / "versions" / ".building-000001").mkdir()
    with pytest.raises(DatasetError, match="half-written"):
        store.open_dataset(folder)
    publish(folder, "Dune")
    assert [p.name for p in (folder / "versions").iterdir()] == ["000001"]


def test_data_set_of_another_schema_version_says_so(tmp_path):
    manifest = publish(tmp_path / "set", "Dune").path("outlets").with_name("manifest.json")
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema_version": 99}))
    with pytest.raises(DatasetError, match="schema version 99"):
        store.open_dataset(tmp_path / "set")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe"])
def test_damaged_manifest_is_one_clear_error(tmp_path, damage):
    publish(tmp_path / "set", "Dune").path("outlets").with_name("manifest.json").write_bytes(damage)
    with pytest.raises(DatasetError, match=r"manifest\.json"):
        store.open_dataset(tmp_path / "set")


def test_damaged_table_is_one_clear_error(tmp_path):
    opened = publish(tmp_path / "set", "Dune")
    opened.path("outlets").write_bytes(b"PAR1 no more")
    with pytest.raises(DatasetError, match="table outlets cannot be read"):
        opened.table("outlets")


@pytest.mark.parametrize("n_rows", [0, 7, 40, 50])
def test_table_in_slices_gives_the_bytes_of_the_whole_table(tmp_path, monkeypatch, n_rows):
    monkeypatch.setattr(store, "_ROWS_A_GROUP", 20)
    rows = whole(outlets=[{**outlet(f"O{n:02d}x"), "domain": None if n % 3 else f"o{n}.example"} for n in range(n_rows)])["outlets"]
    with store.writing(tmp_path / "a") as one, store.writing(tmp_path / "b") as other:
        opened = [writer.publish({**whole(), "outlets": given}, {}, pd.DataFrame(LISTING)) for writer, given in (
            (one, rows), (other, [rows[:3], rows[3:4], rows[4:]]))]
    assert opened[0].path("outlets").read_bytes() == opened[1].path("outlets").read_bytes()
    assert opened[1].manifest["tables"]["outlets"]["rows"] == n_rows


def test_scratch_folder_of_a_killed_build_is_removed_by_the_next(tmp_path):
    left = tmp_path / "set" / "versions" / ".building-tables"
    publish(tmp_path / "set", "Dune")
    left.mkdir()
    (left / "1-sentences.arrow").write_bytes(b"half")
    publish(tmp_path / "set", "Harbor")
    assert not left.exists()


def test_second_build_at_the_same_time_is_refused(tmp_path):
    with store.writing(tmp_path / "set"), pytest.raises(DatasetError, match="another build"), store.writing(tmp_path / "set"):
        pass


def test_full_disk_leaves_the_earlier_version_and_no_half_one(tmp_path, monkeypatch):
    publish(tmp_path / "set", "Dune")
    written = []

    def full(descriptor):
        written.append(descriptor)
        if len(written) > 5:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DatasetError, match="the disk is full; the earlier data set is unchanged"):
        publish(tmp_path / "set", "Harbor")
    assert [p.name for p in (tmp_path / "set" / "versions").iterdir()] == ["000001"]
    assert list(store.open_dataset(tmp_path / "set").table("outlets")["outlet_name"]) == ["Dune"]


def test_folder_without_permission_is_one_clear_error(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(store.Path, "mkdir", refused)
    with pytest.raises(DatasetError, match="cannot be written"):
        publish(tmp_path / "set", "Dune")


@pytest.mark.parametrize("n_syncs", [1, 4, 12, 20, 21, 22, 23])
def test_build_killed_while_publishing_leaves_a_data_set_that_opens(tmp_path, n_syncs):
    publish(tmp_path / "set", "Dune")
    program = textwrap.dedent(f"""
        import os, signal, pandas as pd
        from pipeline import store, tables
        syncs, sync = [], os.fsync
        def killed(descriptor):
            syncs.append(sync(descriptor))
            if len(syncs) == {n_syncs}:
                os.kill(os.getpid(), signal.SIGKILL)
        with store.writing({str(tmp_path / "set")!r}) as writer:
            os.fsync = killed
            row = dict(outlet_id="harbor0000000000", outlet_name="Harbor", is_known=True)
            made = {{name: tables.conform(name, tables.frame(name, [row] if name == "outlets" else [])) for name in tables.TABLES}}
            writer.publish(made, {{}}, pd.DataFrame({LISTING!r}))
        """)
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -signal.SIGKILL
    opened = store.open_dataset(tmp_path / "set")
    assert list(opened.table("outlets")["outlet_name"]) in (["Dune"], ["Harbor"])
    assert len(opened.tables) == len([opened.table(name) for name in tables.TABLES])


def test_pointer_never_leads_to_a_version_that_is_not_whole(tmp_path):
    program = textwrap.dedent(f"""
        import pandas as pd
        from pipeline import store, tables
        made = {{name: tables.empty(name) for name in tables.TABLES}}
        for _ in range(200):
            with store.writing({str(tmp_path / "set")!r}) as writer:
                writer.publish(made, {{}}, pd.DataFrame({LISTING!r}))
                print("published", flush=True)
        """)
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    child.stdout.readline()
    for _ in range(10):
        assert store.open_dataset(tmp_path / "set").table("articles").empty
        time.sleep(0.02)
    child.kill()
    child.communicate()
    assert store.open_dataset(tmp_path / "set").table("articles").empty
