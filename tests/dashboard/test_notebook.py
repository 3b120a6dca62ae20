"""The door for notebooks: the examples of its page run, and what they promise holds."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from dashboard.notebook import charts_of
from pipeline import open_dataset
from pipeline.errors import DatasetError, SettingsError
from pipeline.frames import Frames

PAGE = Path(__file__).parents[2] / "docs" / "notebook.md"


@pytest.fixture(scope="module")
def data(demo_folder) -> Frames:
    """The demo, opened as in a notebook."""
    return open_dataset(demo_folder)


def test_the_examples_of_the_page_run_one_after_the_other(demo_folder, tmp_path):
    (tmp_path / "my.dataset").symlink_to(demo_folder, target_is_directory=True)
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=110)
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "unique.html").stat().st_size > 1_000_000


def test_a_data_set_says_what_it_is(data):
    assert re.search(r"\d+ articles of \d+ outlets \(", repr(data))


def test_an_outlet_is_chosen_by_name_or_id(data):
    row = data["outlets"].iloc[0]
    by_name, by_id = data.only(outlets=row["outlet_name"]), data.only(outlets=[row["outlet_id"]])
    assert by_name.selection == by_id.selection and by_name["articles"]["outlet_id"].unique().tolist() == [row["outlet_id"]]


def test_filters_add_up_and_leave_the_first_as_it_was(data):
    part = data.only(since="2024-02-10").only(wire=False)
    assert not part.selection.is_wire_included and str(part.selection.since) == "2024-02-10" and data.selection.is_wire_included


@pytest.mark.parametrize(
    ("filters", "said"),
    [({"outlets": "Nobody"}, "Nobody"), ({"since": "soon"}, "no day"), ({"colour": 1}, "no filter"), ({"story": "x"}, "x")],
)
def test_what_is_not_there_is_said(data, filters, said):
    with pytest.raises(SettingsError, match=said):
        data.only(**filters)


def test_a_measure_is_called_by_its_name(data):
    assert set(data.measure("outlet_summary")["outlet_id"]) == set(data["articles"]["outlet_id"])
    with pytest.raises(SettingsError, match="is not known"):
        data.measure("nonsense")


def test_every_measure_stands_in_the_list(data):
    assert isinstance(data.measures, pd.DataFrame) and data.measures["question"].str.endswith("?").all()


def test_charts_are_those_of_the_page(data):
    found = charts_of(data, "unique_facts", "unique_as=Share")
    assert found["unique"].figure.layout.meta["unit"].startswith("%") and len(found["unique"].rows)
    with pytest.raises(SettingsError, match="is not known"):
        charts_of(data, "nonsense")


def test_a_folder_that_is_no_data_set_is_said(tmp_path):
    with pytest.raises(DatasetError, match="is no data set"):
        open_dataset(tmp_path)


def test_importing_a_part_loads_no_other():
    code = "import sys, pipeline.errors; print(sorted(m for m in sys.modules if m in ('pandas', 'pipeline.build', 'streamlit')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
