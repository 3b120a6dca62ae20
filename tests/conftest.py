"""What all tests share: the demo's articles, built once a test process."""

import pytest

from pipeline.build import build
from pipeline.demo import ARTICLES


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """Folder of a data set of the demo's articles; nobody may change it."""
    folder = tmp_path_factory.mktemp("demo") / "demo.dataset"
    build([ARTICLES], folder, workers=0)
    return folder
