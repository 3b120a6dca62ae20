"""Tables for counting: the same rows, ids as numbers."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pipeline.coded import Coded, coded, plain
from pipeline.store import open_dataset
from pipeline.tables import TABLES


@pytest.fixture
def dataset(demo_folder):
    return open_dataset(demo_folder)


@pytest.mark.parametrize("name", TABLES)
def test_a_coded_table_holds_what_the_table_holds(name, dataset):
    assert_frame_equal(plain(Coded(dataset)[name]), dataset.table(name))


def test_ids_of_one_kind_are_numbered_alike_in_all_tables(dataset):
    tables = Coded(dataset)
    assert tables["passages"]["other_article_id"].dtype == tables["facts"]["article_id"].dtype == tables["articles"]["article_id"].dtype


def test_numbers_stand_in_the_order_of_the_ids(dataset):
    ids = Coded(dataset)["articles"]["article_id"]
    assert ids.cat.categories.is_monotonic_increasing and ids.cat.ordered


def test_a_part_has_only_the_columns_that_are_asked_for(dataset):
    assert list(Coded(dataset).part("facts", ("fact_id", "article_id")).columns) == ["fact_id", "article_id"]


def test_a_missing_id_stays_missing():
    rows = pd.DataFrame({"story_id": pd.Series(["b", None, "a"], dtype="str")})
    assert_frame_equal(plain(coded(rows)), rows)
