"""Data sets made in the browser: takes files, runs `parallax build` as a child process, keeps what it makes in the user's own folder."""

import atexit
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline import pace

MAX_FILES = 5_000
MAX_BYTES = 500_000_000
_DEPTH, _SEGMENT = 8, 100
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_COUNT = re.compile(r"^(?P<step>[^:]+): (?P<done>[\d,]+)(?: of (?P<total>[\d,]+))?")
_DATASET, _ARTICLES, _LOG = "dataset", "articles", "build.log"
STEPS = tuple(pace.SHARES)
_STARTED: dict[str, "Job"] = {}  # every build that this server began


def home() -> Path:
    """The user's folder for data sets: `PARALLAX_HOME` where it is set, else where the platform keeps an application's data."""
    given = os.environ.get("PARALLAX_HOME")
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Parallax"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Parallax"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "parallax"


def kept() -> dict[str, Path]:
    """Name → data set folder of everything made in the browser, also what is not finished; by name."""
    folder = home()
    if not folder.is_dir():
        return {}
    return {path.name: path / _DATASET for path in sorted(folder.iterdir()) if (path / _DATASET).is_dir()}


def offered(given: Path | None) -> dict[str, Path]:
    """Name → folder of the data sets a user can choose; the one given at the start comes first.

    Args:
        given: the data set named on the command line, None for none.
    """
    mine = kept()
    if given is None:
        return mine
    name = given.resolve().name.removesuffix(".dataset") or str(given)
    others = {n: folder for n, folder in mine.items() if folder.resolve() != given.resolve()}
    return {name if name not in others else f"{name} (given)": given, **others}


def clean_path(client_path: str) -> str:
    """A relative path that is safe on every system, from the path a browser sent.

    Example:
        >>> clean_path("../../etc/passwd"), clean_path("C:\\\\Users\\\\me\\\\a<b>.txt"), clean_path("aux.txt")
        ('etc/passwd', 'C_/Users/me/a_b_.txt', '_aux.txt')
    """
    segments = [_clean_segment(part) for part in re.split(r"[/\\]", client_path)]
    kept_segments = [part for part in segments if part][-_DEPTH:]
    return "/".join(kept_segments) or "file"


def _clean_segment(part: str) -> str:
    """One folder or file name without what a system forbids; "" for one that leads elsewhere."""
    name = re.sub(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]', "_", part).strip().rstrip(". ")
    if set(name) <= {".", ""}:
        return ""
    stem, dot, suffix = name.rpartition(".")
    name = f"{stem[:_SEGMENT]}{dot}{suffix[:20]}" if dot else name[:_SEGMENT]
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def dataset_name(wanted: str, taken: Iterable[str]) -> str:
    """A name for a data set that is a safe folder name and not taken.

    Example:
        >>> dataset_name("../Harbour: bridge/closure", []), dataset_name("", ["my articles"])
        ('Harbour_ bridge_closure', 'my articles 2')
    """
    base = _clean_segment(re.sub(r"[/\\.]+", "_", wanted))[:60].strip(" _") or "my articles"
    lower, name, n = {t.casefold() for t in taken}, base, 2
    while name.casefold() in lower:
        name, n = f"{base} {n}", n + 1
    return name


@dataclass
class Job:
    """One build that runs, or has run, in a child process."""

    name: str
    folder: Path
    process: subprocess.Popen
    is_cancelled: bool = False
    log: Path | None = None

    @property
    def dataset(self) -> Path:
        """The folder of the data set."""
        return self.folder / _DATASET

    @property
    def is_running(self) -> bool:
        """Whether the child is still at work."""
        return self.process.poll() is None

    @property
    def has_built(self) -> bool:
        """Whether a data set was built; code 1 says that many articles in it were unusable."""
        return self.process.poll() in (0, 1) and not self.is_cancelled

    def lines(self) -> list[str]:
        """What the build has said so far."""
        log = self.log or self.folder / _LOG
        return [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()] if log.is_file() else []

    def cancel(self) -> None:
        """End the child; the data set is then not published."""
        self.is_cancelled = True
        _end(self.process)


def progress_of(lines: list[str]) -> tuple[str, float | None, str]:
    """The last step in words, how much of it is done (None where that is unknown), and how long the whole will still take ("" likewise).

    Example:
        >>> progress_of(["read: 5 of 20 articles; about 3 minutes left in all"])
        ('read: 5 of 20 articles', 0.25, 'about 3 minutes left in all')
    """
    last, _, left = (lines[-1] if lines else "starting …").partition("; ")
    found = _COUNT.match(last)
    if not found or not found["total"]:
        return last, None, left
    done, total = (int(found[x].replace(",", "")) for x in ("done", "total"))
    return last, min(1.0, done / total) if total else None, left


def step_of(line: str) -> int:
    """Which of `STEPS` a line of the build tells of, from 1; 0 for none.

    Example:
        >>> step_of("read: 5 of 20 articles"), step_of("starting …")
        (2, 0)
    """
    name = line.partition(":")[0]
    return STEPS.index(name) + 1 if name in STEPS else 0


def done_of(line: str, share: float | None) -> float:
    """How much of the whole build is done, 0 to 1, where a line of it says so much of its step.

    Example:
        >>> done_of("starting …", None), done_of("read: 5 of 20 articles", 0.25) > 0.1
        (0.0, True)
    """
    return min(1.0, pace.done(line.partition(":")[0], share or 0.0))


def running() -> dict[str, Job]:
    """Name → job of every build that is at work, whoever watches it: in another tab, or before the page was loaded again."""
    return {name: job for name, job in sorted(_STARTED.items()) if job.is_running}


def unfinished(finished: Iterable[str]) -> list[str]:
    """Names of what was begun here and neither finished nor is at work, so that it can be deleted.

    Args:
        finished: names of the data sets that can be opened.
    """
    done = {*finished, *running()}
    folders = sorted(home().iterdir()) if home().is_dir() else []
    return [path.name for path in folders if path.name not in done and ((path / _DATASET).is_dir() or (path / _LOG).is_file())]


def start(wanted: str, files: Iterable[tuple[str, bytes]], beside: Iterable[Callable[[Path], object]] = ()) -> Job:
    """Keep the files under a name that is free and begin to build a data set of them.

    Args:
        wanted: the name the user chose.
        files: path as the browser sent it, and content.
        beside: each writes a table of the user's beside the data set, whose folder it is given.
    """
    name = dataset_name(wanted, [p.name for p in home().iterdir()] if home().is_dir() else [])
    folder = home() / name
    articles = folder / _ARTICLES
    articles.mkdir(parents=True)
    _write(articles, files)
    for keep in beside:
        keep(folder / _DATASET)
    return _build(name, folder)


def start_demo() -> Job:
    """Begin to build a data set of the articles that come with the program."""
    name = dataset_name("demo", [p.name for p in home().iterdir()] if home().is_dir() else [])
    folder = home() / name
    folder.mkdir(parents=True)
    found = importlib.util.find_spec("pipeline.demo")
    return _build(name, folder, str(Path(found.submodule_search_locations[0]) / "articles"))


def rebuild(dataset: Path) -> Job:
    """Begin to make a data set anew from what it was made from, with its corrections; the earlier version stays until it is done."""
    log = Path(tempfile.mkdtemp(prefix="parallax-")) / _LOG
    process = _child(["rebuild", str(dataset.resolve())], log.parent, log)
    return Job(dataset.resolve().name, dataset.resolve().parent, process, log=log)


def forget(job: Job) -> None:
    """Delete what a rebuild has said."""
    if job.log is not None:
        shutil.rmtree(job.log.parent, ignore_errors=True)


def remove(name: str) -> None:
    """Delete a data set made here, finished or not, and the copies of its articles; a folder that was not made here is left alone."""
    made = [path for path in home().iterdir() if path.name == name] if home().is_dir() else []
    for folder in made:
        if (folder / _DATASET).is_dir() or (folder / _LOG).is_file():
            shutil.rmtree(folder)


def _write(articles: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write the files under clean paths; the same path twice gets a number."""
    taken: set[str] = set()
    for client_path, content in files:
        path = clean_path(client_path)
        stem, dot, suffix = path.rpartition(".")
        n = 2
        while path.casefold() in taken:
            path, n = (f"{stem} {n}{dot}{suffix}" if dot else f"{suffix} {n}"), n + 1
        taken.add(path.casefold())
        target = articles / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _build(name: str, folder: Path, sources: str = _ARTICLES) -> Job:
    """The child process that builds the data set."""
    _STARTED[name] = Job(name, folder, _child(["build", sources, "--out", _DATASET], folder, folder / _LOG))
    return _STARTED[name]


def _child(arguments: list[str], folder: Path, log: Path) -> subprocess.Popen:
    """The `parallax` command as a child process in a folder; what it says goes to a file."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    with open(log, "wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen) -> None:
    """End a child, gently first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
