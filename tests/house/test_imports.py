"""One-way imports: tables are made without the dashboard, and nothing that a build runs reaches the network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from source import ROOT, files, imports, place

NETWORK = {"requests", "urllib3", "httpx", "aiohttp", "http.client", "http.server", "urllib.request", "socket", "ftplib", "smtplib", "huggingface_hub"}
# Starting the dashboard asks this machine for a free port; no build comes near it.
NOT_OF_A_BUILD = {"pipeline/serving.py"}
EXTENSIONS = ("pipeline/readers", "pipeline/extract", "pipeline/link", "pipeline/measures", "dashboard/app_pages")


def test_the_import_contracts_hold():
    run = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"],
                         cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def test_a_build_uses_no_network_library():
    assert {place(path) for path in files("pipeline") if NETWORK & imports(path)} <= NOT_OF_A_BUILD


@pytest.mark.parametrize("folder", EXTENSIONS)
def test_extensions_do_not_import_each_other(folder):
    package = folder.replace("/", ".")
    found = []
    for path in files(folder):
        inside = {name.removeprefix(package + ".").split(".")[0] for name in imports(path) if name.startswith(package + ".")}
        public = [name for name in sorted(inside) if not name.startswith("_") and (ROOT / folder / f"{name}.py").exists()]
        found += [f"{place(path)} imports {name}" for name in public]
    assert found == []


def test_scikit_learn_is_imported_where_a_build_links_only():
    heavy = [place(path) for path in files("pipeline", "dashboard") if any(re.match(r"(sklearn|scipy)\b", name) for name in imports(path))]
    assert [name for name in heavy if not name.startswith("pipeline/link/")] == []
