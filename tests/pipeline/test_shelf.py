"""Tables on disk while a build runs give what tables in memory would."""

import pickle

import pandas as pd
import pytest

from pipeline import chunks, portions, shelf, tables
from pipeline.shelf import Shelf


def citations(*rows):
    """A frame of citations from article, source and number."""
    return tables.frame("citations", [dict(zip(("article_id", "source_id", "n"), row, strict=True)) for row in rows])


MANY = [citations((f"{n * 7 % 256:02x}{n:04d}", "ffff", n), (f"{n * 7 % 256:02x}{n:04d}", "eeee", n)) for n in range(200)]


@pytest.fixture
def small(monkeypatch):
    """Nothing is held in memory."""
    monkeypatch.setattr(shelf, "_BYTES_HELD", 3000)


def shelved(folder, frames):
    """A shelf with one table that came in several frames."""
    made = Shelf(folder)
    pile = made.pile("citations")
    for rows in frames:
        pile.add(rows)
    made.put("citations", pile.slices())
    return made


def test_table_from_disk_is_the_table_put_in_order_whole(tmp_path, small):
    pd.testing.assert_frame_equal(shelved(tmp_path, MANY)["citations"], tables.conform("citations", pd.concat(MANY)))


def test_table_from_disk_does_not_depend_on_the_order_of_arrival(tmp_path, small):
    backwards = shelved(tmp_path, MANY[::-1])["citations"]
    pd.testing.assert_frame_equal(backwards, tables.conform("citations", pd.concat(MANY)))


def test_few_rows_need_no_file(tmp_path):
    assert (len(shelved(tmp_path, MANY[:2])["citations"]), list(tmp_path.iterdir())) == (4, [])


def test_piles_that_hold_too_much_together_put_the_largest_on_disk(tmp_path, small):
    made = Shelf(tmp_path)
    one, other = made.pile("citations"), made.pile("citations")
    one.add(pd.concat(MANY[:90]))
    other.add(MANY[90])
    assert (one.is_on_disk, other.is_on_disk, one.n_rows + other.n_rows) == (True, False, 182)


def test_rows_without_a_mark_are_not_kept(tmp_path, small):
    pile = Shelf(tmp_path).pile("citations", lambda rows: rows["n"].map({3: 1, 4: 0, 5: 1}))
    pile.add(pd.concat(MANY))
    assert (pile.is_on_disk, [rows["n"].tolist() for rows in pile.slices()]) == (True, [[4, 4], [3, 3, 5, 5]])


def test_pile_that_is_no_longer_read_leaves_its_room_to_the_others(tmp_path, small):
    made = Shelf(tmp_path)
    for n in range(40):
        pile = made.pile("citations")
        pile.add(MANY[n])
        assert not pile.is_on_disk
        pile.remove()


def test_no_slice_of_a_large_table_is_the_table(tmp_path, small):
    lengths = [len(rows) for rows in shelved(tmp_path, MANY).slices("citations")]
    assert (sum(lengths), max(lengths) < 60) == (400, True)


def test_table_without_rows_has_its_columns(tmp_path):
    assert list(shelved(tmp_path, [])["citations"].columns) == tables.TABLES["citations"].column_names


def test_gaps_moments_and_optional_counts_survive_the_disk(tmp_path, small):
    story = {"label": "x", "n_articles": 1, "n_outlets": 1}
    rows = tables.frame("stories", [{**story, "story_id": f"{n:04x}", "first_published_at": pd.Timestamp("2025-03-01T10:00:00Z") if n % 2 else None}
                                    for n in range(0, 60_000, 99)])
    made = Shelf(tmp_path)
    made.put("stories", [rows])
    pd.testing.assert_frame_equal(made["stories"], tables.conform("stories", rows))
    assert list(tmp_path.iterdir())


def test_some_columns_of_a_table_on_disk_are_those_of_the_whole(tmp_path, small):
    made = shelved(tmp_path, MANY)
    pd.testing.assert_frame_equal(portions.columns(made, "citations", ["n", "article_id"]), made["citations"][["n", "article_id"]])


def test_table_filled_on_disk_is_the_table_filled_whole(tmp_path, small):
    made = shelved(tmp_path, MANY)
    parts = list(portions.filled(made, "citations", {"n": made["citations"]["n"] + 7}))
    assert len(parts) > 2
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), made["citations"].assign(n=lambda rows: rows["n"] + 7))


def test_another_process_reads_a_shelf_and_gives_it_back_with_what_it_made(tmp_path, small):
    made = shelved(tmp_path, MANY)
    before = made["citations"]
    other = pickle.loads(pickle.dumps(made))
    other.put("citations", [rows.assign(n=1) for rows in other.slices("citations")])
    made.take(pickle.loads(pickle.dumps(other)))
    pd.testing.assert_frame_equal(made["citations"], before.assign(n=1))


def test_table_that_takes_the_place_of_another_frees_the_disk(tmp_path, small):
    made = shelved(tmp_path, MANY)
    made.put("citations", list(made.slices("citations")))
    assert len(list(tmp_path.iterdir())) == 2  # the table, and the pile it came from


def test_stories_in_parts_are_the_stories_of_all(tmp_path, monkeypatch):
    article = {"outlet_id": "o", "outlet_evidence": "x", "kind": "full", "title": "t", "title_evidence": "x", "body": "b", "n_words": 1, "reader": "r",
               "source_file": "f", "content_hash": "c"}
    made = Shelf(tmp_path)
    made.put("articles", [tables.frame("articles", [{**article, "article_id": f"{n:02d}", "story_id": f"s{n % 3}" if n < 9 else None} for n in range(12)])])
    made.put("outlets", [tables.frame("outlets", [{"outlet_id": "o", "outlet_name": "O"}])])
    made.put("stories", [tables.frame("stories", [{"story_id": f"s{n}", "label": "x"} for n in range(3)])])
    made.put("citations", [citations(*[(f"{n % 12:02d}", f"{n:02d}", n) for n in range(36)])])
    whole = told(chunks.stories_in_parts(made, ["citations"]))
    monkeypatch.setattr(chunks, "_ARTICLES_A_PART", 4)
    parts = list(chunks.stories_in_parts(made, ["citations"]))
    assert (len(parts) > 2, told(parts)) == (True, whole)


def told(parts):
    """Story → the rows of its tables."""
    stories = [(story_id, part[i:i + 1]) for part in parts for i, story_id in enumerate(part.story_ids)]
    return {story_id: {name: rows.to_csv(index=False) for name, rows in story.tables.items()} for story_id, story in stories}
