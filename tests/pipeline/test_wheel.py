"""The wheel holds everything: installed by pip, its command builds the demo and serves it from an empty folder with its own settings."""

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from pipeline import serving

ROOT = Path(__file__).resolve().parents[2]
NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of the project, built outside its folder from what is installed already."""
    place = tmp_path_factory.mktemp("wheel")
    for name in ("pipeline", "dashboard"):
        shutil.copytree(ROOT / name, place / "project" / name, ignore=NOT_SHIPPED)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, place / "project" / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(place / "project")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return next(place.glob("*.whl"))


def clean_environment():
    """The environment without what would lead to another copy of the program or to other settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_") and name != "PYTHONPATH"}


@pytest.fixture(scope="module")
def scripts(wheel, tmp_path_factory):
    """The folder of commands of a fresh environment, into which pip has put the wheel; the libraries are this environment's."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, symlinks=os.name != "nt")
    folder = place / ("Scripts" if os.name == "nt" else "bin")
    command = [sys.executable, "-m", "pip", "--python", str(folder / "python"), "install", "--no-deps", "--no-index", "--quiet",
               "--disable-pip-version-check", str(wheel)]
    run = subprocess.run(command, cwd=place, env=clean_environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    site = Path(subprocess.check_output([folder / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True).strip())
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def installed(scripts, tmp_path_factory):
    """Runs a command of that environment in an empty folder."""
    empty = tmp_path_factory.mktemp("empty")
    environment = clean_environment() | {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true", "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}

    def start(name, *arguments):
        return subprocess.Popen([scripts / name, *arguments], cwd=empty, env=environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    where = start("python", "-c", "import pipeline; print(pipeline.__file__)").communicate()[0]
    assert where.startswith(str(scripts.parent))
    return start


def shipped(folder):
    """Files of a package that a wheel must hold."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"}


@pytest.mark.parametrize("folder", ["pipeline", "dashboard"])
def test_wheel_holds_every_file_of_the_packages(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        assert shipped(folder) - set(archive.namelist()) == set()


def test_wheel_names_the_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "parallax = pipeline.cli:main" in archive.read(entry).decode()


def test_command_says_its_version(installed, wheel):
    assert installed("parallax", "--version").communicate()[0].split() == ["parallax", wheel.name.split("-")[1]]


def test_installed_demo_builds_and_is_right(installed):
    made = installed("parallax", "demo", "--no-serve", "--out", "demo-set")
    assert ("given = " in made.communicate()[0], made.returncode) == (True, 0)
    checked = installed("parallax", "check", "demo-set")
    assert "tables are right" in checked.communicate()[0]


def answer(port, path, **headers):
    """Status and body of a request to the dashboard; waits until it listens."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    for _ in range(300):
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""
        except OSError:
            time.sleep(0.1)
    return 0, ""


def test_dashboard_answers_from_an_empty_folder_and_ends_with_its_command(installed):
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    served = installed("parallax", "serve", "--no-browser", "--port", str(port))
    try:
        assert answer(port, "/_stcore/health") == (200, "ok")
    finally:
        served.terminate()
        said = served.communicate(timeout=30)
    assert ("Traceback" in said[1], answer_once(port)) == (False, 0)


def answer_once(port):
    """Status of one request, 0 where nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as response:
            return response.status
    except OSError:
        return 0


@pytest.mark.parametrize("line", [
    'address = "127.0.0.1"', "port = 8777", "gatherUsageStats = false", "enableXsrfProtection = true", 'fileWatcherType = "none"',
    'allowedHosts = [\n    "127.0.0.1",\n    "localhost",\n]', 'toolbarMode = "viewer"', 'showErrorDetails = "type"', "headless = true"])
def test_setting_is_passed_and_wins_over_the_machine(effective, line):
    assert re.search(rf"^(# )?{re.escape(line)}$", effective, re.MULTILINE)


@pytest.fixture(scope="module")
def effective(installed):
    """Every setting in force when the dashboard is served from an empty folder, as Streamlit tells it."""
    flags = [flag for flag in serving.command("", 8777) if flag.startswith("--") and "=" in flag]
    return installed("python", "-m", "streamlit", "config", "show", *flags).communicate()[0]
