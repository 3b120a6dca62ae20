"""The demo's tables, read anew for each test, so that none can see what another changed."""

import pytest

from pipeline.store import open_dataset
from pipeline.tables import TABLES


@pytest.fixture
def demo_tables(demo_folder):
    """Every table of the demo's data set."""
    dataset = open_dataset(demo_folder)
    return {name: dataset.table(name).copy() for name in TABLES}


@pytest.fixture
def demo_dataset(demo_folder):
    """The demo's data set."""
    return open_dataset(demo_folder)
